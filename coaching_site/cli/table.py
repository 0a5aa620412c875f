"""A table for people: with colours on a terminal, in plain columns for files and other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from shutil import get_terminal_size
from typing import Final, Literal

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from coaching_site.cli.terminal import visible_line
from coaching_site.practice.days import short_day

NOTHING: Final = "-"
"""What stands in a cell that has nothing to say, so that each row has all columns."""

_GAP: Final = 2


@dataclass(frozen=True)
class Column:
    """A column with its title; figures stand at the right.

    `least` is the width down to which it may be wrapped; 0 where it may not.
    """

    title: str
    is_figure: bool = False
    least: int = 0


@dataclass(frozen=True)
class Cell:
    """A text and its style on a terminal, such as `bold red`."""

    text: str
    style: str = ""


_Rows = Sequence[Sequence[Cell]]


def print_table(columns: Sequence[Column], rows: _Rows) -> None:
    """Print a table; what a terminal must not get is printed by its code point.

    A terminal shows the columns that say something, from the first on, as far as it has room.
    """
    safe = [[Cell(visible_line(cell.text) or NOTHING, cell.style) for cell in row] for row in rows]
    if sys.stdout.isatty():
        _print_on_terminal(columns, safe)
    else:
        for line in _lines(columns, safe):
            click.echo(line)


def day_in_list(day: date | None, of: date) -> str:
    """Return a day for people, and for other programs as they sort it: 2026-11-26."""
    if day is None:
        return ""
    return short_day(day, of) if sys.stdout.isatty() else day.isoformat()


def _print_on_terminal(columns: Sequence[Column], rows: _Rows) -> None:
    width = get_terminal_size().columns
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    telling = [n for n in range(len(columns)) if any(row[n].text != NOTHING for row in rows)]
    shown = [*_fitting(telling, columns, rows, width)]
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold")
    for column in (columns[n] for n in shown):
        side: Literal["right", "left"] = "right" if column.is_figure else "left"
        is_fixed = not column.least
        table.add_column(column.title, justify=side, no_wrap=is_fixed, min_width=column.least)
    for row in rows:
        table.add_row(*(_styled(row[n]) for n in shown))
    console.print(table)
    if left := [columns[n].title for n in telling if n not in shown]:
        console.print(Text(f"A wider window shows more: {', '.join(left)}.", "dim"))


def _fitting(
    telling: Iterable[int], columns: Sequence[Column], rows: _Rows, width: int
) -> Iterator[int]:
    """Yield the columns from the first on, until one has no room any more."""
    left = width + _GAP
    for number in telling:
        cells = [columns[number].title, *(row[number].text for row in rows)]
        left -= (columns[number].least or max(map(cell_len, cells))) + _GAP
        if left < 0:
            return
        yield number


def _styled(cell: Cell) -> Text:
    return Text(cell.text, "dim" if cell.text == NOTHING else cell.style)


def _lines(columns: Sequence[Column], rows: _Rows) -> Iterator[str]:
    """Yield each row with two spaces between columns, which are as wide as their widest cell."""
    table = [[column.title for column in columns], *([cell.text for cell in row] for row in rows)]
    widths = [max(cell_len(row[number]) for row in table) for number in range(len(columns))]
    for row in table:
        cells = zip(columns, row, widths, strict=True)
        texts = (_padded(text, width, column.is_figure) for column, text, width in cells)
        yield (" " * _GAP).join(texts).rstrip()


def _padded(text: str, width: int, is_figure: bool) -> str:
    space = " " * (width - cell_len(text))
    return space + text if is_figure else text + space
