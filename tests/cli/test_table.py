"""A table on a terminal, and in plain columns elsewhere."""

from __future__ import annotations

import sys

import pytest

from coaching_site.cli.table import Cell, Column, print_table

COLUMNS = [Column("Client", least=8), Column("Late", is_figure=True), Column("Review")]
ROWS = [
    [Cell("Ann Lee", "bold"), Cell("2", "red"), Cell("")],
    [Cell("张伟\x1b[31m\u202e"), Cell(""), Cell("")],
]


def test_plain(capsys: pytest.CaptureFixture[str]) -> None:
    """Elsewhere each row has every column, at one place; no control character gets through."""
    print_table(COLUMNS, ROWS)
    assert capsys.readouterr().out.splitlines() == [
        "Client                    Late  Review",
        "Ann Lee                      2  -",
        "张伟‹U+001B›[31m‹U+202E›     -  -",
    ]


@pytest.mark.parametrize(
    ("width", "environment", "expected"),
    [
        # Without colours where NO_COLOR says so; a column that says nothing is left out
        ("80", "NO_COLOR", ["Client    Late", "[b]Ann       2", "مريم         -"]),
        # Where there is no room a name goes on below, and the last columns are left out
        (
            "9",
            "NO_COLOR",
            ["Client", "[b]Ann", "مريم", "A wider", "window", "shows", "more:", "Late."],
        ),
        ("80", "", ["\x1b[1mClient  \x1b[0m\x1b[1m  \x1b[0m\x1b[1mLate\x1b[0m"]),
    ],
)
def test_on_a_terminal(
    width: str,
    environment: str,
    expected: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A terminal has colours, and the columns for which it has room."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if environment:
        monkeypatch.setenv(environment, "1")
    rows = [[Cell("[b]Ann", "bold"), Cell("2"), Cell("")], [Cell("مريم"), Cell(""), Cell("")]]
    print_table(COLUMNS, rows)
    lines = [
        line.replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "").rstrip()
        if environment
        else line.rstrip()
        for line in capsys.readouterr().out.splitlines()
    ]
    assert lines[: len(expected)] == expected
