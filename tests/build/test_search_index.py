"""The index of a search says what pages show, heading by heading, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coaching_site.build.search_index import add_search_index, indexed_page

HEAD = (
    "<title>Goals &amp; more · Coaching · Noor</title>"
    '<meta name="application-name" content="Coaching · Noor">'
)
ASKS = '<dialog class="search" data-index="{}search/index.js"><ol></ol></dialog>'


def sections(article: str) -> list[tuple[str, str, str]]:
    """Return what a page with this article says."""
    page = indexed_page(
        f"{HEAD}<header>Menu</header><article>{article}</article>", "goals/a b.html"
    )
    assert (page.address, page.title) == ("goals/a%20b.html", "Goals & more")
    return [(one.anchor, one.heading, one.text) for one in page.sections]


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        ("", [("", "", "")]),
        ('<h1 id="a">One</h1><p>Two <b>th</b>ree</p>', [("a", "One", "Two three")]),
        (
            '<p>Before</p><h1 id="a">One</h1><p>A</p><h2>Two</h2><p>B</p><h2 id="c">C</h2>',
            [("", "", "Before"), ("a", "One", "A"), ("a", "Two", "B"), ("c", "C", "")],
        ),
        ("<p>One.</p><p>Two</p><p>Three</p>", [("", "", "One. Two · Three")]),
        ("<p>a<br>b\n c &lt;i&gt; \u2068d\u2069</p>", [("", "", "a · b c <i> d")]),
        ("<h2>A <bdi lang='de'>b</bdi><br>c</h2>", [("", "A b c", "")]),
        ("<article><h3 id=x>In</h3>t</article>u", [("x", "In", "t · u")]),
    ],
)
def test_sections(article: str, expected: list[tuple[str, str, str]]) -> None:
    """A heading begins a section, which is found by its id or by the one before; text is plain."""
    assert sections(article) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<template><p>no</p></template>",
        "<div hidden><div>no</div>no</div>",
        '<div data-search-exclude=""><h2>no</h2></div>',
        '<span aria-hidden="true">no</span>',
        "<button type=button>no</button>",
        "<nav><ul><li>no</li></ul></nav>",
        "<textarea>no</textarea>",
        "<svg><title>no</title><text>no</text></svg>",
        '<script type="application/json">{"no": 1}</script>',
        "<input hidden>",
        "<!-- no -->",
    ],
)
def test_what_stays_out(hidden: str) -> None:
    """What a page hides, or is no text of it, is not found; what follows is."""
    assert sections(f"<p>yes</p>{hidden}<p>yes</p>") == [("", "", "yes · yes")]


def test_script(tmp_path: Path) -> None:
    """The index is a script named by its content, which pages ask for from where they are."""
    texts = {"index.html": "</script> \u2028 'a'", "goals/one.html": "𝒳"}
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        asks = ASKS.format("../" * name.count("/"))
        (tmp_path / name).write_text(f"{HEAD}{asks}<article>{text}</article>", "utf-8")
    index = add_search_index(tmp_path)
    assert index
    script = (tmp_path / index).read_text("utf-8")
    pages = json.loads(script.removeprefix("var searchIndex=").removesuffix(";\n"))
    assert [page[0] for page in pages] == ["goals/one.html", "index.html"]
    assert pages[0][2] == [["", "", "𝒳"]]
    assert f'data-index="{index}"' in (tmp_path / "index.html").read_text("utf-8")
    assert f'data-index="../{index}"' in (tmp_path / "goals/one.html").read_text("utf-8")
    assert add_search_index(tmp_path) == index


def test_no_search(tmp_path: Path) -> None:
    """Pages without a search have no index."""
    (tmp_path / "index.html").write_text("<article>One</article>")
    assert add_search_index(tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
