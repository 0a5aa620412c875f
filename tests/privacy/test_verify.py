"""Each way in which a site can give something away is found."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.privacy.verify import Leak, verify
from tests.privacy.sites import PROMISES, START, findings, policy, write

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
