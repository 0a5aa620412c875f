"""White space of prose is shown as it was typed, and lays out lists as before."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.prose.plain_text import plain_to_prose
from coaching_site.rendering.placeholders import prose_to_html

SPACES = st.text(alphabet="ab* \t\n.-1_\\", max_size=40).map(str.strip).filter(bool)


def seen(prose: str) -> str:
    """Return what a browser shows that keeps white space in spaced paragraphs, and there alone."""
    soup = BeautifulSoup(prose_to_html(prose), "html5lib")
    assert soup.body
    for br in soup.find_all("br"):
        br.replace_with("␤")
    paragraphs = [
        p.text if p.get("class") == ["spaced"] else re.sub(r"\s*(␤|\s)\s*", r"\1", p.text)
        for p in soup.find_all("p")
    ]
    return "\n\n".join(paragraphs).replace("␤", "\n")


def lines(text: str) -> list[str]:
    """Return lines without what cannot be seen at their ends."""
    return [line.rstrip() for line in text.split("\n")]


@pytest.mark.parametrize(
    "typed",
    [
        "a  b",
        "a\tb",
        "a\n    b\n\tc",
        "a\n\n\n\nb",
        "a\n\n   b",
        "a\n \n\t\n  - b\n    1. c",
        "  a".strip() + "\n  *b*  _c_",
        "Total:      12\nRest:        3",
        "a  \\\n  b",
    ],
)
def test_white_space_is_shown(typed: str) -> None:
    """Runs of spaces, tabs, indented lines and more blank lines are there, each as often."""
    assert lines(seen(plain_to_prose(typed))) == lines(typed)


@given(SPACES)
def test_any_white_space_is_shown(typed: str) -> None:
    """Whatever white space a text has, its lines are shown with it."""
    assert lines(seen(plain_to_prose(typed))) == lines(typed)


@pytest.mark.parametrize(
    ("prose", "html"),
    [
        ("One.\nTwo.\n\nThree.", "<p>One.\nTwo.</p>\n<p>Three.</p>\n"),
        (
            "- a\n\n  b\n-  c",
            "<ul>\n<li>\n<p>a</p>\n<p>b</p>\n</li>\n<li>\n<p>c</p>\n</li>\n</ul>\n",
        ),
        ("One.  Two\n  lines.", '<p class="spaced">One.  Two lines.</p>\n'),
        ("a\n\n\n  _b_", '<p class="spaced">a</p>\n<p class="spaced">\n  <em>b</em></p>\n'),
    ],
)
def test_what_a_coach_lays_out(prose: str, html: str) -> None:
    """Lines that a coach wraps run on, and lists are lists; other white space is shown."""
    assert prose_to_html(prose) == html
