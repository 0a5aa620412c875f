"""The command that writes the private page of a coach."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import quote

import click

from coaching_site.build.as_of import day_of
from coaching_site.cli.desk_service import serve_desk
from coaching_site.cli.desk_source import DeskSource, broken_on, portals_folder
from coaching_site.cli.folder import SETTINGS, check_folder
from coaching_site.cli.group import FilePath
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.terminal import shown_path, visible_line
from coaching_site.desk.folder import check_place, check_place_of_list, write_desk
from coaching_site.desk.hours import Period, csv_of, is_list_of_hours
from coaching_site.desk.pages import ComposedDesk
from coaching_site.files import read_start, write_atomically
from coaching_site.languages import is_language
from coaching_site.loading import desk_folder
from coaching_site.practice.days import counted
from coaching_site.problems import InvalidInput, Problem, quoted

_HEAD_BYTES: Final = 100
_PORT: Final = 8010


@click.command()
@click.option("--out", type=FilePath(), metavar="DIR", help="The folder of the page: desk/.")
@click.option("--hours", type=FilePath(), metavar="FILE", help="Write the list of hours, too.")
@click.option("--year", type=click.IntRange(1900, 2200), help="Only the hours of this year.")
@click.option("--from", "first", metavar="DAY", help="Only the hours from this day on.")
@click.option("--to", "last", metavar="DAY", help="Only the hours until this day.")
@click.option("--language", metavar="TAG", help="The language of the page: that of most clients.")
@click.option("--serve", is_flag=True, help="Show it in a browser of this machine; keep it fresh.")
@click.option("--port", type=click.IntRange(0, 65535), help="For --serve: 8010.")
@click.option("--quiet", "-q", is_flag=True, help="Print only what is wrong.")
def desk(
    out: Path | None,
    hours: Path | None,
    year: int | None,
    first: str | None,
    last: str | None,
    language: str | None,
    port: int | None,
    *,
    serve: bool,
    quiet: bool,
) -> None:
    """Write a page of all your clients, for you alone.

    The week ahead, a card for each client with what to do next, drafts of mails that are due, and
    the hours that you held. Beside it lie a page that prepares each next session, and the hours as
    a list without names. It is of today, or of the day in the variable AS_OF, and stands in desk/,
    or in the folder named as `desk` in mkdocs.yml.

    \b
    Examples:
      coaching-site desk
      coaching-site desk --year 2026 --hours ~/hours-2026.csv
      coaching-site desk --serve
    """
    if port is not None and not serve:
        raise click.UsageError("--port goes with --serve: without it nothing listens")
    check_folder()
    source = DeskSource(_period(year, first, last), _checked_language(language))
    target, portals = out or desk_folder(SETTINGS), portals_folder()
    check_place(target, WORKSPACE, portals, Path.cwd())
    if hours:
        check_place_of_list(hours, WORKSPACE, portals)
        _check_list(hours)
    writer = _DeskWriter(source, target, hours, quiet=quiet)
    if serve:
        serve_desk(target, portals, _PORT if port is None else port, writer.write)
        return
    cards = writer.write().desk.cards
    if cards and all(card.standing is None for card in cards):
        sys.exit(2)


@dataclass(frozen=True)
class _DeskWriter:
    """Writes a desk, and the list of hours to a further place, and tells of it."""

    source: DeskSource
    target: Path
    hours: Path | None
    quiet: bool

    def write(self) -> ComposedDesk:
        """Write the desk as it is now; raise `InvalidInput` and `OSError`."""
        composed = self.source.compose(_leading_from(self.target))
        write_desk(self.target, composed.files)
        if self.hours:
            write_atomically(self.hours, csv_of(composed.desk.hours), replace=self.hours.exists())
        for line in broken_on(composed):
            click.echo(visible_line(line), err=True)
        if not self.quiet:
            _tell(composed, self.target, self.hours)
        return composed


def _period(year: int | None, first: str | None, last: str | None) -> Period:
    if year is not None:
        if first is not None or last is not None:
            raise click.UsageError("say --year, or --from and --to")
        return Period(date(year, 1, 1), date(year, 12, 31))
    begin = None if first is None else day_of(first, "--from")
    end = None if last is None else day_of(last, "--to")
    if begin and end and end < begin:
        message = f"expected {begin}, the day of --from, or a later day, found {end}"
        raise InvalidInput([Problem.of_setting("--to", message)])
    return Period(begin, end)


def _checked_language(tag: str | None) -> str | None:
    if tag is None or is_language(tag):
        return tag
    message = f"expected a language such as en or de, found {quoted(tag)}"
    raise InvalidInput([Problem.of_setting("--language", message)])


def _leading_from(desk: Path) -> Callable[[Path], str]:
    """Return what tells how a page leads from the desk to another file; "" from disk to disk."""
    folder = os.path.realpath(desk)

    def address_of(page: Path) -> str:
        try:
            path = os.path.relpath(os.path.realpath(page), folder)
        except ValueError:  # on another drive of Windows
            return ""
        return quote(Path(path).as_posix())

    return address_of


def _check_list(file: Path) -> None:
    """Raise `InvalidInput` unless a list can be written to a place, over a former one at most."""
    fault = ""
    if os.path.lexists(file) and not is_list_of_hours(_start_of(file)):
        fault = "there is something else of this name: nothing was written"
    elif not file.parent.is_dir():
        fault = "there is no such folder"
    if fault:
        raise InvalidInput([Problem.of_file(file, fault, "--hours")])


def _start_of(file: Path) -> bytes:
    try:
        return b"" if file.is_symlink() else read_start(file, _HEAD_BYTES)
    except OSError:
        return b""


def _tell(composed: ComposedDesk, target: Path, hours: Path | None) -> None:
    found = composed.desk
    told = [counted(len(found.cards), "client")]
    told += [f"{len(found.needing)} to do something for"] if found.needing else []
    told += [counted(found.week.sessions, "session") + " in seven days"]
    told += (
        [f"{counted(found.waiting.total, 'reply', 'replies')} waiting"]
        if found.waiting.total
        else []
    )
    click.echo(", ".join(told))
    click.echo(visible_line(f"To read: {shown_path(str(target / 'index.html'))}"))
    if hours:
        click.echo(visible_line(f"Hours: {shown_path(str(hours))}"))
