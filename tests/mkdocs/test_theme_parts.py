"""What the theme writes for an interface that portals do not have goes, and nothing else."""

from __future__ import annotations

import pytest

from coaching_site.mkdocs.theme_parts import without_theme_parts

TOGGLE = '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer">'
OVERLAY = '<label class="md-overlay" for="__drawer"></label>'
SKIP = '<a href="#goal" class="md-skip">Skip</a>'
DIALOG = '<div class="md-dialog" data-md-component="dialog"> <div class="md-typeset"></div> </div>'
PAGE = "<body>{}<header>x</header><main>{}</main><footer>y</footer>{}</body>"


@pytest.mark.parametrize(
    ("before", "within", "after", "left"),
    [
        (f"{TOGGLE}\n{TOGGLE}\n{OVERLAY}", "", DIALOG, ("", "", "")),
        ('<div data-md-component="announce">\n </div>', "", "", ("", "", "")),
        (f'<div data-md-component="skip">\n{SKIP}\n</div>{SKIP}', SKIP, "", (SKIP, SKIP, "")),
        ("", TOGGLE + DIALOG, "<dialog>z</dialog>", ("", TOGGLE + DIALOG, "<dialog>z</dialog>")),
        (
            "<p>\n  \n\n",
            "<pre>a\n\n  b</pre>",
            "\n \n<p>",
            ("<p>\n", "<pre>a\n\n  b</pre>", "\n<p>"),
        ),
        (
            "",
            "<p>a  <b>c</b> \n <i>d</i>\n\n  e</p> <p>",
            "",
            ("", "<p>a  <b>c</b>\n<i>d</i>\n\n  e</p> <p>", ""),
        ),
        (
            "",
            "<pre><b>a</b>\n\n  <i>b</i></pre>\n\n<b>5</b>\u00a0\n <i>m</i>\n \n<p><pre>\n </pre>",
            "",
            (
                "",
                "<pre><b>a</b>\n\n  <i>b</i></pre>\n<b>5</b>\u00a0\n <i>m</i>\n<p><pre>\n </pre>",
                "",
            ),
        ),
    ],
    ids=[
        "menu and dialog",
        "announcement",
        "skip link",
        "of a page",
        "empty lines",
        "between tags",
        "lines that are kept",
    ],
)
def test_parts(before: str, within: str, after: str, left: tuple[str, str, str]) -> None:
    """Before what a page says and behind its footer the theme's parts go, and nothing else."""
    assert without_theme_parts(PAGE.format(before, within, after)) == PAGE.format(*left)


def test_another_page() -> None:
    """A page without main part or footer stays as it is."""
    assert without_theme_parts(f"<body>{TOGGLE}</body>") == f"<body>{TOGGLE}</body>"
