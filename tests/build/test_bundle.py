"""Promises of `bundle`: two sheets that say what their parts said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coaching_site.build import prune_styles
from coaching_site.build.bundle import BundleError, bundle_styles

LINK = '<link rel="stylesheet" href="{}">\n'
SHEETS = ("main.css", "assets/stylesheets/own.css")


def site(folder: Path, **files: str) -> Path:
    """Write a site with a page at the top, one below, and two sheets."""
    written = {
        "index.html": page(*SHEETS),
        "goals/one.html": page(*(f"../{sheet}" for sheet in SHEETS)),
        "main.css": "p{top:0}",
        "assets/stylesheets/own.css": "p{top:1px}",
    } | files
    for name, text in written.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def page(*sheets: str, body: str = "") -> str:
    """Write a page that links sheets."""
    links = "".join(LINK.format(sheet) for sheet in sheets)
    return f"<html><head><title>A</title>\n{links}</head><body>{body}</body></html>"


def sheet_of(folder: Path) -> str:
    """Return the text of the only sheet."""
    (path,) = folder.rglob("*.css")
    return path.read_text("utf-8")


def test_two_sheets(tmp_path: Path) -> None:
    """Every page links a sheet that is of all, and one of its own, named by their contents; the
    parts in their order are in it."""
    sheets = ("brand.css", "base.css", "main.css", "assets/stylesheets/type.css")
    files = {sheet: f"p{{top:{n}px}}" for n, sheet in enumerate(sheets)}
    folder = site(
        tmp_path,
        **{"index.html": page(*sheets), "goals/one.html": page(*(f"../{one}" for one in sheets))},
        **files,
    )
    delivered = bundle_styles(folder)
    own, shared = sorted(delivered.added)
    assert re.fullmatch(r"assets/stylesheets/page\.[0-9a-f]{8}\.css", own)
    assert re.fullmatch(r"assets/stylesheets/portal\.[0-9a-f]{8}\.css", shared)
    assert delivered.gone == set(sheets)
    assert (folder / shared).read_text() == "p{top:0px}\np{top:1px}\n"
    assert (folder / own).read_text() == "p{top:2px}\np{top:3px}\n"
    assert (folder / "index.html").read_text() == page(shared, own)
    assert (folder / "goals/one.html").read_text() == page(f"../{shared}", f"../{own}")


def test_rules_of_a_page(tmp_path: Path) -> None:
    """The shared sheet has what any page can need, a page's own what it or its scripts need."""
    sheet = ".goal{top:0}.tick{top:1px}.never{top:2px}"
    here = (
        '<p class="goal wide"><script defer src="a%20b.js"></script><script src="gone.js"></script>'
    )
    pages = {
        "a.html": page("base.css", "main.css", body=here),
        "b.html": page("base.css", "main.css", body='<script>a.className = "tick"</script>'),
        "c.html": page("base.css", "main.css", body="<b class='goal'></b>\"" + "x" * 999 + '.js"'),
        "index.html": page(),
        "goals/one.html": page(),
        "base.css": sheet,
        "main.css": sheet,
        "a b.js": 'a.classList.add("tick")',
    }
    bundle_styles(site(tmp_path, **pages))
    of_all, *own = (
        [(tmp_path / name).read_text() for name in re.findall(r'href="([^"]+)"', text)]
        for text in [(tmp_path / f"{name}.html").read_text() for name in "aabc"]
    )
    goal, tick = ".goal{top:0}\n", ".tick{top:1px}\n"
    assert {shared for shared, _ in own} == {of_all[0]} == {goal + tick}
    assert [rules for _, rules in own] == [goal + tick, tick, goal]


OWN_SCRIPTS = {
    "single quotes": ("mine.js", "one.classList.add('a', 'mineOnly')"),
    "a choice": ("mine.js", 'one.className = is ? "mineOnly" : ""'),
    "beside the program's own": ("assets/javascripts/mine.js", 'make("i", "mineOnly")'),
    "a module that loads another": ("mine.mjs", 'import "./more.js"'),
}


@pytest.mark.parametrize("case", OWN_SCRIPTS)
def test_scripts_of_a_coach(tmp_path: Path, case: str) -> None:
    """A rule of a coach's own stays on pages with a script of theirs that gives its class."""
    name, script = OWN_SCRIPTS[case]
    pages = {
        "index.html": page("main.css", body=f"<script src='{name}?2'></script>"),
        "goals/one.html": page("../main.css"),
        "main.css": ".mineOnly{top:0}.never{top:0}",
        "more.js": "one.className = 'mineOnly'",
        name: script,
    }
    (sheet,) = bundle_styles(site(tmp_path, **pages)).added
    assert (tmp_path / sheet).read_text("utf-8") == ".mineOnly{top:0}\n"


def test_made_once(tmp_path: Path) -> None:
    """What sheets were made to is kept with them; a changed one, or typeface, is made anew."""
    cache, url = tmp_path / "cache", 'p{src:url("../fonts/letter.woff2")}'
    sheets = []
    for number, (own, face) in enumerate([("p{top:0}", b""), ("p{top:0}", b""), (url, b"a")] * 2):
        folder = site(tmp_path / str(number), **{"assets/stylesheets/own.css": own})
        (folder / "assets/fonts").mkdir()
        (folder / "assets/fonts/letter.woff2").write_bytes(face + bytes([number]) * len(face))
        bundle_styles(folder, cache)
        sheets.append(sheet_of(folder))
    assert len(list((cache / "styles").iterdir())) == 3
    assert len({*sheets}) == 3
    assert sheets[0] == sheets[1] == sheets[3] == "p{top:0}\np{top:0}\n"


def test_needed_once(tmp_path: Path) -> None:
    """What a page needs of its sheets is kept by the sheets and by its classes: where one of them
    changes it is found out anew, in this process and in the next. Classes of which no sheet says
    anything make no difference."""
    cache = tmp_path / "cache"
    cases = [
        ("a", ".a{top:0}"),
        ("b", ".a{top:0}"),
        ("a c", ".a{top:0}"),
        ("a", ".a{top:1px}.b{top:0}"),
    ]
    found = []
    for number, (name, css) in enumerate(cases * 2):
        if number == len(cases):
            prune_styles._needed.cache_clear()
            prune_styles._asked_by_any.cache_clear()
        html = page("main.css", body=f"<p class='{name}'></p>")
        files = {"index.html": html, "goals/one.html": page("../main.css"), "main.css": css}
        folder = site(tmp_path / str(number), **files)
        bundle_styles(folder, cache)
        found.append("".join(path.read_text() for path in folder.rglob("page.*.css")))
    assert found == [".a{top:0}\n", "", ".a{top:0}\n", ".a{top:1px}\n"] * 2
    # Of either sheets what they ask for, and what a page with and without it needs.
    assert len(list((cache / "page-styles").iterdir())) == 6


def test_typeface(tmp_path: Path) -> None:
    """The typefaces stand in the sheet, other fonts are named, and each file stays."""
    named = [f'src:url("../fonts/{name}")' for name in ("letter.woff2", "own.woff2")]
    folder = site(tmp_path, **{"assets/stylesheets/own.css": f"@font-face{{{';'.join(named)}}}"})
    for name in ("letter.woff2", "own.woff2"):
        (folder / "assets/fonts").mkdir(exist_ok=True)
        (folder / "assets/fonts" / name).write_bytes(b"wOF2")
    assert bundle_styles(folder).gone == {*SHEETS}
    assert 'src:url("data:font/woff2;base64,d09GMg==")' in sheet_of(folder)
    assert named[0] not in sheet_of(folder)
    assert named[1] in sheet_of(folder)
    assert len(list(folder.rglob("*.woff2"))) == 2


def test_pages_that_link_others(tmp_path: Path) -> None:
    """Pages that link other sheets, or none, have a sheet of their own, or none."""
    pages = {"a.html": page("main.css"), "b.html": page(body=LINK.format("main.css"))}
    delivered = bundle_styles(site(tmp_path, **pages))
    assert len(delivered.added) == 2
    assert (tmp_path / "b.html").read_text() == pages["b.html"]


@pytest.mark.parametrize("elsewhere", ["/main.css", "../../main.css", "gone.css"])
def test_sheets_elsewhere(tmp_path: Path, elsewhere: str) -> None:
    """A page that links what is no file of the site is left alone, and so is the file."""
    (tmp_path / "main.css").write_text("p{top:0}")
    strange = page("main.css", elsewhere)
    delivered = bundle_styles(site(tmp_path / "a", **{"strange.html": strange}))
    assert len(delivered.added) == 1
    assert (tmp_path / "a/strange.html").read_text() == strange
    assert (tmp_path / "main.css").exists()


@pytest.mark.parametrize(
    ("typed", "bundled"),
    [
        ("a{b:url(pictures/a.svg)}", 'a{b:url("../../pictures/a.svg")}'),
        ("a{b:url( 'a b.svg' )}", 'a{b:url("../../a b.svg")}'),
        ('a{b:url("../up.svg")}', 'a{b:url("../../../up.svg")}'),
        ("a{b:url(#shape)}", "a{b:url(#shape)}"),
        ("a{b:url(data:image/gif;base64,R0/*)}", "a{b:url(data:image/gif;base64,R0/*)}"),
        (
            "a{b:url(\"data:image/svg+xml,<svg fill='url(b.svg)'/>\")}",
            "a{b:url(\"data:image/svg+xml,<svg fill='url(b.svg)'/>\")}",
        ),
        ('\ufeff@charset "utf-8";\na{b:c}', "a{b:c}"),
        ("/* one */\na{b:c} /* two\n*/\n", "a{b:c}"),
        ('a::before{content:"/* no comment */"}', 'a::before{content:"/* no comment */"}'),
        ("a,\nb :hover > c {\n  d: e, f;\n}", "a,b :hover > c{d:e,f}"),
        ('a { content: "; } , a: b" }', 'a{content:"; } , a: b"}'),
        (".a\\, b { c: calc(1px + 2px) }", ".a\\, b{c:calc(1px + 2px)}"),
        ("@media (a: 1px) and (b) {\n  c { d: e }\n}", "@media (a:1px) and (b){c{d:e}}"),
        ("a { b: url(\"data:x,')' , ; \") }", "a{b:url(\"data:x,')' , ; \")}"),
    ],
)
def test_text_of_a_sheet(tmp_path: Path, typed: str, bundled: str) -> None:
    """Addresses lead where they led, comments and space are gone, and all else stays."""
    bundle_styles(site(tmp_path, **{"main.css": typed}))
    assert sheet_of(tmp_path) == f"{bundled}\np{{top:1px}}\n"


def test_imports(tmp_path: Path) -> None:
    """A sheet that imports another is refused: inside of the common one it would go unheard."""
    with pytest.raises(BundleError, match=r"^main\.css: expected no @import; name the file in "):
        bundle_styles(site(tmp_path, **{"main.css": "@import 'b.css';"}))


def test_no_sheet(tmp_path: Path) -> None:
    """A site without sheets stays as it is."""
    (tmp_path / "index.html").write_text(page())
    delivered = bundle_styles(tmp_path)
    assert delivered.gone == delivered.added == set()
    assert (tmp_path / "index.html").read_text() == page()
