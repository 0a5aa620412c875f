"""What a terminal shows of a reply."""

from __future__ import annotations

import sys

import click
import pytest

from coaching_site.cli.showing import Row, show


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the terminal be of one size."""
    monkeypatch.setenv("COLUMNS", "90")
    monkeypatch.setenv("LINES", "24")


def shown(capsys: pytest.CaptureFixture[str], *rows: Row) -> str:
    """Return what is shown of rows, with plain gaps."""
    show(rows)
    return " ".join(capsys.readouterr().out.split())


def test_an_item(capsys: pytest.CaptureFixture[str]) -> None:
    """Each has its number, its label, both sides and its state; markup is as it was typed."""
    rows = (
        Row("[b]one[/b]", (), (":smile: [red]x",), "new"),
        Row("two", ("a b",), ("a c",), "new"),
    )
    assert shown(capsys, *rows) == (
        "1 of 2 [b]one[/b] now – reply :smile: [red]x new 2 of 2 two now a [-b-] reply a {+c+} new"
    )


def test_answers_have_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """Two answers look different from one of two lines."""
    two = shown(capsys, Row("?", (), ("a", "2. b"), "new"))
    assert two == "1 of 1 ? now – reply 1 a reply 2 2. b new"
    assert shown(capsys, Row("?", (), ("a\n2. b",), "new")) == "1 of 1 ? now – reply a 2. b new"


def test_a_long_answer_is_shown_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """A new answer is never cut."""
    text = " ".join(f"w{number}" for number in range(3000))
    assert text in shown(capsys, Row("?", (), (text,), "new"))


@pytest.mark.parametrize(("answers", "paged"), [(1, False), (30, True)])
def test_what_is_longer_than_the_screen_is_paged(
    answers: int, paged: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal a pager shows what is longer, with marks where it shows no colours."""
    pages: list[str] = []
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(click, "echo_via_pager", pages.append)
    show([Row("?", tuple("ab" * answers), tuple("ac" * answers), "new")])
    assert bool(pages) == paged
    assert bool(capsys.readouterr().out) != paged
    assert all("{+" in page for page in pages)


@pytest.mark.parametrize("no_color", [True, False])
def test_colours(
    no_color: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal colours say what differs, and marks where none are wanted."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.delenv("NO_COLOR", raising=False)
    show([Row("?", ("a b",), ("a c",), "new")])
    out = capsys.readouterr().out
    assert ("{+c+}" in out) == no_color
    assert ("\x1b[32m" in out) != no_color
