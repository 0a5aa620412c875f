"""What a reply would change, item by item on a terminal, in pages where that is longer."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from shutil import get_terminal_size
from typing import Final

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coaching_site.cli.differences import Answer, Kind, Piece, compared
from coaching_site.cli.terminal import visible, visible_line

_MARKS: Final = {"now": ("[-", "-]"), "reply": ("{+", "+}")}
_COLOURS: Final = {"now": "red", "reply": "green"}


@dataclass(frozen=True)
class Row:
    """One thing that would change: its label, the texts before and after, and its state."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    state: str


def show(rows: Sequence[Row], first: int = 1, all_in_all: int | None = None) -> None:
    """Print rows, numbered from `first`; changed words stand out.

    On a terminal, what is longer than its screen goes through the pager that PAGER names.
    """
    screen = sys.stdout.isatty()
    number_of_all = all_in_all or len(rows)
    text = _drawn(rows, first, number_of_all, screen, paged=False)
    if screen and text.count("\n") > get_terminal_size().lines - 2:
        # A pager may take the colours away: then marks say what differs.
        click.echo_via_pager(_drawn(rows, first, number_of_all, screen, paged=True))
    else:
        click.echo(text, nl=False)


def _drawn(rows: Sequence[Row], first: int, number_of_all: int, screen: bool, paged: bool) -> str:
    console = Console(
        file=StringIO(),
        force_terminal=screen,
        width=get_terminal_size().columns,
        # What a reply says is no markup of rich: no colour from brackets, no picture from colons.
        highlight=False,
        markup=False,
        emoji=False,
    )
    marked = paged or console.no_color or console.color_system is None
    for number, row in enumerate(rows, first):
        head = Text.assemble(
            (f"{number} of {number_of_all}", "dim"), "  ", (visible_line(row.label), "bold")
        )
        console.print(head, overflow="fold")
        console.print(_table(row, marked))
    return str(console.file.getvalue())  # type: ignore[attr-defined]


def _table(row: Row, marked: bool) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    before, after = compared(row.before, row.after)
    marked = marked and bool(before and after)
    for name, answers in (("now", before), ("reply", after)):
        for label, text in _told(name, answers, marked):
            table.add_row(Text(f"  {label}", "dim"), text)
    table.add_row("", Text(visible_line(row.state), "bold"))
    table.add_row("", "")
    return table


def _told(name: str, answers: Sequence[Answer], marked: bool) -> Iterator[tuple[str, Text]]:
    """Yield each answer beside its number; one answer of two lines has one number."""
    if not answers:
        yield name, Text("–", "dim")
    for number, answer in enumerate(answers, 1):
        label = f"{name} {number}" if len(answers) > 1 else name
        yield label, Text.assemble(*(_styled(piece, name, marked) for piece in answer))


def _styled(piece: Piece, name: str, marked: bool) -> tuple[str, str]:
    text = visible(piece.text)
    if piece.kind is Kind.OTHER:
        words = text.rstrip()
        start, end = _MARKS[name] if marked and words else ("", "")
        return f"{start}{words}{end}{text[len(words) :]}", _COLOURS[name]
    return text, "dim" if piece.kind is Kind.CUT else ""
