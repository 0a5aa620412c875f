"""Headings with points, on a terminal, elsewhere and as HTML."""

from __future__ import annotations

import sys

import pytest
from bs4 import BeautifulSoup

from coaching_site.cli.sections import html_of, print_page
from coaching_site.practice.preparation import Heading, Point, Tone

HOSTILE = "<b>[red]x\x1b[31m\u202e"
PAGE = [
    Heading(
        "Agenda",
        (Point("Why?\nNow", ("one\ntwo", HOSTILE), Tone.LATE), Point("مريم :smile:")),
    ),
    Heading(HOSTILE, (Point("a b " * 20),)),
]


def test_plain(capsys: pytest.CaptureFixture[str]) -> None:
    """Elsewhere lines are as long as they are, and no control character gets through."""
    print_page("Ann", ["Week 1", ""], PAGE)
    assert capsys.readouterr().out.splitlines() == [
        *("Ann", "Week 1", "", "", "Agenda", "  Why?‹U+000A›Now"),
        *("    one", "    two", "    <b>[red]x‹U+001B›[31m‹U+202E›", "  مريم :smile:"),
        *("", "<b>[red]x‹U+001B›[31m‹U+202E›", f"  {'a b ' * 20}".rstrip()),
    ]


def test_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal has lines of its width, each indented; NO_COLOR takes the colours away."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    print_page("Ann", [], PAGE)
    out = capsys.readouterr().out
    assert "\x1b[1mAnn\x1b[0m" in out
    assert "  \x1b[31mWhy?‹U+000A›Now\x1b[0m\n" in out
    lines = [line for line in out.splitlines() if line.startswith("  a b")]
    assert [len(line) for line in lines] == [39, 5]
    monkeypatch.setenv("NO_COLOR", "1")
    print_page("Ann", [], PAGE)
    assert "\x1b[31m" not in capsys.readouterr().out


def test_html() -> None:
    """In HTML every text stands as it was typed, in its language and its direction."""
    html = BeautifulSoup("".join(html_of(HOSTILE, [HOSTILE], PAGE, "de")), "html.parser")
    seen = "<b>[red]x‹U+001B›[31m‹U+202E›"
    assert [one.get_text() for one in html.find_all(["h1", "small", "h2"])] == [
        *(seen, seen, "Agenda", seen),
    ]
    assert {tag.name for tag in html.find_all(True)} == {
        *("h1", "bdi", "p", "small", "h2", "ul", "li"),
    }
    assert [one["lang"] for one in html.find_all("ul")] == ["de", "de"]
    assert html.find_all("li")[0].find_all("p")[0].get_text() == "one\ntwo"
