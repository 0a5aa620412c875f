"""Promises of `hardening`: on text, on files, and in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, ignore_patterns
from xml.etree.ElementTree import Element

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, Page, expect

from coaching_site.mkdocs.theme_files import unused_theme_file
from coaching_site.privacy.verify import Leak, harden, verify
from tests.browser import serve_folder, watch

OVERRIDES = Path(__file__).parents[2] / "overrides"
START = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
PROMISES = (
    '<meta name="referrer" content="no-referrer">'
    '<meta name="robots" content="noindex, nofollow, noarchive, nosnippet">'
)
# What goes into a soup of markup: pieces that change how a parser reads what comes after.
SOUP = [
    *("<script>", "</script>", "<script/>", "<style>", "</style>", "<svg>", "</svg>", "<math>"),
    *("<title>", "</title>", "<textarea>", "</textarea>", "<noscript>", "</noscript>", "<xmp>"),
    *("</xmp>", "<plaintext>", "<template>", "<select>", "<b>", "</b>", "<!--", "-->", "<!-->"),
    *("--!>", "<![CDATA[", "]]>", "<?", "<", "</", ">", "/", "=", '"', "'", "`", " ", "\n", "\f"),
    *("\v", "\xa0", "<p", "<img", "<a href=", "<iframe", "<base", "<object data=", 'title="', "a"),
    *(" x=1", " src=", " onerror=", " style=", "https://x.example", "//x.example", "javascript:"),
    "&#106;avascript:",
]


def policy(scripts: str = "") -> str:
    """Give the policy's tag as it should stand in a page."""
    return (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"script-src 'self'{scripts}; style-src 'self'; img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; "
        "form-action 'none'; object-src 'none'\">"
    )


def write(site: Path, **files: str) -> Path:
    """Write files into a folder; `index_html` becomes index.html."""
    for name, text in files.items():
        (site / name.replace("_", ".")).write_bytes(text.encode())
    return site


def findings(site: Path, *expected: str) -> list[str]:
    """Give the findings of `verify` as lines."""
    with pytest.raises(Leak) as caught:
        verify(site, expected or ("index.html",))
    first, *lines = str(caught.value).splitlines()
    assert first == "This site is not private:"
    return [line.strip() for line in lines]


class TestHarden:
    """On small pages, byte for byte."""

    def test_policy(self, tmp_path: Path) -> None:
        """Behind the charset stand the policy, with the hash of each inline script, and both
        promises."""
        site = write(
            tmp_path,
            index_html=f"{START}<script>a=1</script></head><body><script>a=1</script>"
            '<script src="b.js"></script><script type="application/json">{}</script>'
            "<script>b=2<3</script></body></html>",
        )
        harden(site)
        hashes = (
            " 'sha256-wi/qXXQo5c9H72NUyXySI8ldbc3D4NIwD/eQVrH/PYU='"
            " 'sha256-k8CmQ15zlboN1Uzierj0YmKoa/p9fSscx1AXuNhUqa4='"
        )
        text = (site / "index.html").read_text()
        assert text.startswith(f"{START}{policy(hashes)}{PROMISES}<script>a=1</script></head>")
        verify(site, ["index.html"])

    @pytest.mark.parametrize(
        "tag",
        [
            '<meta name="generator" content="mkdocs-1.6.1, mkdocs-material-9.8.1">',
            '<link rel="prev" href="a.html">',
            '<link rel="next" href="b.html">',
            '<LINK REL="Canonical" HREF="https://portal.example/">',
            "<link rel=sitemap href=sitemap.xml>",
            '<meta name="robots" content="all">',
        ],
    )
    def test_giveaways(self, tmp_path: Path, tag: str) -> None:
        """A tag in the head that names software, neighbours or hosts is taken out."""
        site = write(tmp_path, index_html=f"{START}{tag}</head><body></body></html>")
        harden(site)
        assert (site / "index.html").read_text() == (
            f"{START}{policy()}{PROMISES}</head><body></body></html>"
        )

    def test_nothing_else(self, tmp_path: Path) -> None:
        """Every other byte of a page stays: line ends, odd text, what is not UTF-8."""
        body = (
            b"</head>\r\n<body>\xff &amp; \xe2\x80\x99 <link rel=prev href=a>\r\n</body></html>\n"
        )
        (tmp_path / "index.html").write_bytes(START.encode() + b"<title>x</title>\r\n" + body)
        harden(tmp_path)
        assert (tmp_path / "index.html").read_bytes() == (
            f"{START}{policy()}{PROMISES}<title>x</title>\r\n".encode() + body
        )

    def test_no_charset(self, tmp_path: Path) -> None:
        """A page without a charset gets its policy right behind `<head>`."""
        site = write(tmp_path, index_html="<!doctype html>\n<html><head><title>x</title></head>")
        harden(site)
        assert (site / "index.html").read_text() == (
            f"<!doctype html>\n<html><head>{policy()}{PROMISES}<title>x</title></head>"
        )

    def test_line_ends_in_scripts(self, tmp_path: Path) -> None:
        """A script with Windows line ends is hashed as browsers read it."""
        site = write(tmp_path, index_html=f"{START}<script>a=1\r\n</script></head>")
        harden(site)
        once = (site / "index.html").read_bytes()
        write(site, index_html=f"{START}<script>a=1\n</script></head>")
        harden(site)
        assert (site / "index.html").read_bytes() == once.replace(b"\r\n", b"\n")

    def test_preview(self, tmp_path: Path) -> None:
        """For `mkdocs serve`, and only there, any inline script may run."""
        site = write(tmp_path, index_html=f"{START}<script>a=1</script></head>")
        harden(site, preview=True)
        assert policy(" 'unsafe-inline'") in (site / "index.html").read_text()
        verify(site, ["index.html"], preview=True)
        assert findings(site) == [
            "index.html: has an inline script that its Content-Security-Policy does not name"
        ]
        harden(site)
        verify(site, ["index.html"])

    def test_source_maps(self, tmp_path: Path) -> None:
        """Scripts and styles no longer point to source maps; the words in a string stay."""
        site = write(
            tmp_path,
            a_js='x="//# sourceMappingURL=no";\n//# sourceMappingURL=a.js.map\n\n',
            b_css="a{}\n/*# sourceMappingURL=b.css.map */",
        )
        harden(site)
        assert (site / "a.js").read_text() == 'x="//# sourceMappingURL=no";\n\n'
        assert (site / "b.css").read_text() == "a{}\n"


class TestVerify:
    """Each way in which a site can give something away."""

    @pytest.mark.parametrize(
        ("markup", "finding"),
        [
            (
                '<script src="https://cdn.example/a.js"></script>',
                "<script src> leads out of the portal: https://cdn.example/a.js",
            ),
            (
                '<link rel="stylesheet" href="//cdn.example/a.css">',
                "<link href> leads out of the portal: //cdn.example/a.css",
            ),
            ("<img src=http://x.example/>", "<img src> leads out of the portal: http://x.example/"),
            (
                '<img src="a.png" srcset="b.png 1x, https://x.example/c.png 2x">',
                "<img srcset> leads out of the portal: https://x.example/c.png 2x",
            ),
            (
                '<iframe src="https://x.example"></iframe>',
                "<iframe src> leads out of the portal: https://x.example",
            ),
            (
                '<video poster="//x.example/a"></video>',
                "<video poster> leads out of the portal: //x.example/a",
            ),
            (
                '<object data="https://x.example/a"></object>',
                "<object data> leads out of the portal: https://x.example/a",
            ),
            (
                '<form action="https://x.example"></form>',
                "<form action> leads out of the portal: https://x.example",
            ),
            (
                '<svg><use xlink:href="https://x.example/#a"/></svg>',
                "<use xlink:href> leads out of the portal: https://x.example/#a",
            ),
            ('<a href="javascript:x()">x</a>', "<a href> leads out of the portal: javascript:x()"),
            (
                '<a href="&#x6A;ava&Tab;script&colon;x()">x</a>',
                "<a href> leads out of the portal: java\tscript:x()",
            ),
            (
                '<a href=" data:text/html,x">x</a>',
                "<a href> leads out of the portal: data:text/html,x",
            ),
            (
                '<a href="\\\\host\\share">x</a>',
                "<a href> leads out of the portal: \\\\host\\share",
            ),
            (
                '<a href="a" ping="//x.example">x</a>',
                "<a ping> leads out of the portal: //x.example",
            ),
            (
                '<img src="data:text/html,x">',
                "<img src> leads out of the portal: data:text/html,x",
            ),
            ('<p onclick="x()">x</p>', "<p onclick> is not allowed"),
            ('<p style="color:red">x</p>', "<p style> is not allowed"),
            ("<style>p{}</style>", "<style> is not allowed"),
            ('<base href="a">', "<base> is not allowed"),
            ('<iframe srcdoc="x"></iframe>', "<iframe srcdoc> is not allowed"),
            (
                '<meta http-equiv="Refresh" content="0;url=a">',
                "<meta http-equiv=Refresh> is not allowed",
            ),
            ('<meta name="generator" content="x">', "<meta name=generator> is not allowed"),
            (
                "<script>late()</script>",
                "has an inline script that its Content-Security-Policy does not name",
            ),
        ],
    )
    def test_markup(self, tmp_path: Path, markup: str, finding: str) -> None:
        """Markup that fetches, runs or restyles what it should not is found, wherever it is."""
        site = write(tmp_path, index_html=hardened(f"<main>{markup}</main>"))
        assert findings(site) == [f"index.html: {finding}"]

    @pytest.mark.parametrize(
        "markup",
        [
            '<a href="https://x.example">x</a><a href="mailto:a@x.example">x</a>',
            '<a href="tel:+441234">x</a><a href="a.html#b">x</a><a href="?a=b:c">x</a>',
            '<img src="data:image/svg+xml;base64,AA=="><img src="a/b.png" alt=\'"\'>',
            '<meta name="description" content="Refresh">',
            '<input type=checkbox checked><br/><svg viewBox="0 0 1 1"><path d="M0 0z"/></svg>',
            '<!-- a comment --><p title="a > b &lt; c">1 &lt; 2 > 1</p>',
        ],
    )
    def test_harmless(self, tmp_path: Path, markup: str) -> None:
        """Links, pictures and text as a portal has them are no findings."""
        verify(write(tmp_path, index_html=hardened(markup)), ["index.html"])

    @pytest.mark.parametrize(
        "markup",
        [
            "<!--><img src=a>-->",
            "<!-- <b> -->",
            "<![CDATA[ x > <img src=a> ]]>",
            "<?php ?>",
            "<p title='a<b'>x</p>",
            '<p title="a"id="b">x</p>',
            "<script/>x",
            "<script>x</script >",
            "<script><!-- x</script>",
            "<svg><script><img src=a></script></svg>",
            "</p id=x>",
            "1 < 2",
            "<p",
        ],
    )
    def test_unclear_markup(self, tmp_path: Path, markup: str) -> None:
        """Markup that a browser might read in another way than we do is refused."""
        site = write(tmp_path, index_html=hardened(markup))
        assert "index.html: has markup that browsers may read differently" in findings(site)

    def test_promises(self, tmp_path: Path) -> None:
        """A page without policy and promises is found, and so are a weaker policy and one that
        comes too late."""
        site = write(
            tmp_path,
            a_html=START,
            b_html=START + policy().replace("'none'", "*", 1) + PROMISES,
            c_html=f'{START}<link rel="icon" href="a">{policy()}{PROMISES}',
        )
        assert findings(site, "a.html", "b.html", "c.html") == [
            'a.html: lacks <meta name="referrer" content="no-referrer">',
            'a.html: lacks <meta name="robots" content="noindex, nofollow, noarchive, nosnippet">',
            "a.html: lacks a Content-Security-Policy",
            "b.html: has another Content-Security-Policy than ours",
            "c.html: has its Content-Security-Policy behind what it should govern",
        ]

    def test_files(self, tmp_path: Path) -> None:
        """Any file too many or too few is found, hidden ones and links too, and so are maps."""
        (tmp_path / "coach").mkdir()
        (tmp_path / "coach" / "notes.md").write_text("x")
        (tmp_path / "home").symlink_to(tmp_path.parent)
        site = write(tmp_path, _env="x", sitemap_xml_gz="x", a_js_map="{}")
        assert findings(site, "sitemap.xml.gz", "a.js.map", "index.html") == [
            ".env: was not meant to be built",
            "coach/notes.md: was not meant to be built",
            "home: was not meant to be built",
            "index.html: is missing",
            "a.js.map: is a source map",
            "sitemap.xml.gz: lists the pages for search engines",
        ]

    @pytest.mark.parametrize(
        ("style", "finding"),
        [
            ("a{background:url(https://x.example/a)}", "loads https://x.example/a"),
            ('@font-face{src:url( "//x.example/a" )}', "loads //x.example/a"),
            ('@import "https://x.example/a.css";', "loads https://x.example/a.css"),
        ],
    )
    def test_styles(self, tmp_path: Path, style: str, finding: str) -> None:
        """A style sheet that fetches from elsewhere is found; its own files and data are not."""
        site = write(tmp_path, a_css="a{b:url(c.png) url('data:image/svg+xml,x')}" + style)
        assert findings(site, "a.css") == [f"a.css: {finding}"]

    @given(
        st.lists(
            st.sampled_from(SOUP),
            max_size=12,
        )
    )
    def test_soup(self, tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
        """Whatever a real parser would see as dangerous in any soup of markup, we find."""
        site = tmp_path_factory.mktemp("soup")
        text = hardened("".join(pieces))
        write(site, index_html=text)
        if is_dangerous(text):
            with pytest.raises(Leak):
                verify(site, ["index.html"])


@pytest.mark.parametrize(
    ("path", "language", "unused"),
    [
        ("assets/javascripts/bundle.a5f9d56c.min.js", "en", False),
        ("assets/javascripts/bundle.a5f9d56c.min.js.map", "en", True),
        ("assets/stylesheets/main.57a0d79d.min.css", "en", False),
        ("assets/javascripts/iframe-worker.js", "en", False),
        ("assets/javascripts/lunr/wordcut.js", "en", True),
        ("assets/javascripts/lunr/min/lunr.stemmer.support.min.js", "en", True),
        ("assets/javascripts/lunr/min/lunr.stemmer.support.min.js", "de", False),
        ("assets/javascripts/lunr/min/lunr.de.min.js", "de", False),
        ("assets/javascripts/lunr/min/lunr.fr.min.js", "de", True),
        ("assets/javascripts/lunr/tinyseg.js", "ja", False),
        ("assets/javascripts/lunr/tinyseg.js", "de", True),
        ("assets/javascripts/lunr/wordcut.js", "th", False),
    ],
)
def test_unused_theme_file(path: str, language: str, unused: bool) -> None:
    """Of the theme, a portal keeps what its pages and the search in its language ask for."""
    assert unused_theme_file(path, language) is unused


class TestInBrowser:
    """A site of the theme and our overrides, hardened and verified, in Chromium."""

    @pytest.mark.parametrize("over", ["http", "file"])
    def test_search(self, chromium: Browser, english: Path, over: str) -> None:
        """Search finds a word and its result opens, by http and as a file, without a foreign
        request or a word of complaint."""
        with address_of(english, over) as address:
            page = chromium.new_page()
            troubles = watch(page, address)
            page.goto(f"{address}/index.html")
            search(page, "zephyr")
            expect(page).to_have_url(f"{address}/deep/goal.html")
            expect(page.locator("h1")).to_have_text("Goal")
            search(page, "harbour")
            expect(page).to_have_url(f"{address}/index.html")
            page.close()
        assert troubles == []

    def test_search_in_another_language(self, chromium: Browser, german: Path) -> None:
        """As a file, search works in German too, which takes two more scripts into the worker."""
        page = chromium.new_page()
        troubles = watch(page, german.as_uri())
        page.goto((german / "index.html").as_uri())
        search(page, "hausboot")
        expect(page.locator("h1")).to_have_text("Ziel")
        page.close()
        assert troubles == []

    @pytest.mark.parametrize("over", ["http", "file"])
    def test_policy_holds(
        self, chromium: Browser, english: Path, tmp_path: Path, over: str
    ) -> None:
        """A script and a picture that slipped into a page after all neither run nor load."""
        text = (english / "index.html").read_text()
        slipped = '<script>document.title="run"</script><img src="https://x.example/a.png">'
        write(tmp_path, index_html=text.replace("</body>", f"{slipped}</body>"))
        with address_of(tmp_path, over) as address:
            page = chromium.new_page()
            page.goto(f"{address}/index.html")
            expect(page).to_have_title("Try")
            assert page.locator("img[src^=https]").evaluate("image => image.naturalWidth") == 0
            page.close()

    def test_search_has_a_name(self, chromium: Browser, english: Path) -> None:
        """A screen reader hears what the search dialog is."""
        page = chromium.new_page(bypass_csp=True)
        page.goto((english / "index.html").as_uri())
        found = Axe().run(page, options={"runOnly": ["aria-dialog-name"]}).response
        assert [rule["id"] for rule in found["passes"]] == ["aria-dialog-name"]
        assert found["violations"] == []
        page.close()

    def test_same_bytes(self, english: Path) -> None:
        """A second hardening of a whole site changes no byte."""
        before = {path: path.read_bytes() for path in english.rglob("*") if path.is_file()}
        harden(english)
        assert {path: path.read_bytes() for path in before} == before


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a small hardened site in English."""
    return build_site(
        tmp_path_factory.mktemp("english"),
        "en",
        {
            "index.md": "# Home\n\nA calm harbour.\n",
            "deep/goal.md": "# Goal\n\nThe zephyr blows.\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n",
        },
    )


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a small hardened site in German."""
    pages = {
        "index.md": "# Anfang\n\nRuhe.\n",
        "deep/ziel.md": "# Ziel\n\nDas Hausboot.\n",
    }
    return build_site(tmp_path_factory.mktemp("german"), "de", pages)


def build_site(folder: Path, language: str, pages: dict[str, str]) -> Path:
    """Build, slim down, harden and verify a site of the theme with our overrides."""
    for name, text in pages.items():
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    # The plugin keeps these out of a site; here there is no plugin.
    looks = copytree(OVERRIDES, folder / "looks", ignore=ignore_patterns("pdf", "components"))
    (folder / "mkdocs.yml").write_text(SETTINGS.format(language=language, overrides=looks))
    build(load_config(str(folder / "mkdocs.yml")))
    site = folder / "site"
    for path in [*site.rglob("*.*")]:
        name = path.relative_to(site).as_posix()
        if name.startswith("sitemap") or unused_theme_file(name, language):
            path.unlink()
    harden(site)
    verify(site, [path.relative_to(site).as_posix() for path in site.rglob("*.*")])
    return site


SETTINGS = """
site_name: Try
site_url: ""
use_directory_urls: false
theme:
  name: material
  custom_dir: {overrides}
  language: {language}
  font: false
  features: [navigation.tabs, navigation.sections, navigation.indexes, navigation.footer]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-night, name: Dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-sunny, name: Light}}
markdown_extensions:
  - tables: {{use_align_attribute: true}}
plugins:
  - search: {{pipeline: [stemmer, stopWordFilter, trimmer]}}
  - offline
extra:
  generator: false
  polyfills: [assets/javascripts/iframe-worker.js]
  words: {{}}
"""


@contextmanager
def address_of(site: Path, over: str) -> Iterator[str]:
    """Give where a site is found over http or as a file."""
    if over == "file":
        yield site.as_uri()
    else:
        with serve_folder(site) as address:
            yield address


def search(page: Page, word: str) -> None:
    """Type a word into the search and click its first result."""
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").press_sequentially(word)
    page.locator(".md-search-result__link").first.click()


def hardened(body: str) -> str:
    """Give a page with this body as `harden` leaves one."""
    head = f"{START}{policy()}{PROMISES}<title>x</title></head>"
    return f"{head}<body>{body}</body></html>"


def is_dangerous(text: str) -> bool:
    """Tell whether html5lib sees something in a page that runs, restyles or fetches."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return any(
        is_dangerous_element(element)
        for scripting in (True, False)
        for element in parser.parse(text, scripting=scripting).iter()
    )


def is_dangerous_element(element: Element) -> bool:
    """Tell it of one element."""
    if not isinstance(element.tag, str):
        return False
    name = element.tag.rpartition("}")[2]
    code = name == "script" and bool("".join(element.itertext()).strip())
    return code or name in {"style", "base"} or any(map(is_dangerous_attribute, element.items()))


def is_dangerous_attribute(attribute: tuple[str, str]) -> bool:
    """Tell it of one attribute."""
    name, value = attribute
    return name.startswith(("on", "style")) or (
        name in {"src", "href", "data"}
        and value.strip().startswith(("https:", "//", "javascript:"))
    )
