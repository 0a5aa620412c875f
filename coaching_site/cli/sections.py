"""A page of headings with lines below them, for a terminal or as HTML."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from shutil import get_terminal_size
from typing import Final

import click
from rich.console import Console
from rich.text import Text

from coaching_site.cli.terminal import visible, visible_line
from coaching_site.practice.preparation import Heading, Point, Tone

_MOST_COLUMNS: Final = 100  # longer lines are hard to read
_LEAST_COLUMNS: Final = 20
_STYLES: Final = {Tone.OPEN: "yellow", Tone.LATE: "red"}


def print_page(title: str, about: Sequence[str], headings: Iterable[Heading]) -> None:
    """Print a page: its title, what it is about, and each heading with its points."""
    lines = [*_lines(title, about, headings)]
    if not sys.stdout.isatty():
        for indent, text, _ in lines:
            click.echo(f"{' ' * indent}{text}".rstrip())
        return
    columns = max(min(get_terminal_size().columns, _MOST_COLUMNS), _LEAST_COLUMNS)
    console = Console(width=columns, highlight=False, markup=False, emoji=False)
    for indent, text, style in lines:
        wrapped = Text(text, style).wrap(console, columns - indent) or [Text()]
        for line in wrapped:
            line.rstrip()
            console.print(Text(" " * indent) + line)


def _lines(
    title: str, about: Sequence[str], headings: Iterable[Heading]
) -> Iterator[tuple[int, str, str]]:
    """Yield each line with its indent and its style."""
    yield 0, visible_line(title), "bold"
    yield from ((0, visible_line(text), "dim") for text in about)
    for heading in headings:
        yield 0, "", ""
        yield 0, visible_line(heading.title), "bold"
        for point in heading.points:
            yield 2, visible_line(point.text), _STYLES.get(point.tone, "")
            for text in point.below:
                yield from ((4, line, "") for line in visible(text).split("\n"))


def html_of(
    title: str, about: Sequence[str], headings: Iterable[Heading], language: str
) -> Iterator[str]:
    """Yield the parts of the body of such a page, whose points are in a language."""
    yield f"<h1><bdi>{escape(visible_line(title))}</bdi></h1>"
    yield from (f"<p><small>{escape(visible_line(text))}</small></p>" for text in about)
    for heading in headings:
        yield f"<h2>{escape(visible_line(heading.title))}</h2>"
        points = "".join(map(_html_of_point, heading.points))
        yield f'<ul lang="{escape(language)}">{points}</ul>'


def _html_of_point(point: Point) -> str:
    below = "".join(f'<p dir="auto">{escape(visible(text))}</p>' for text in point.below)
    return f'<li dir="auto">{escape(visible_line(point.text))}{below}</li>'
