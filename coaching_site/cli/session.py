"""The command that writes down a session, in a form that opens in the coach's editor."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import click

from coaching_site.build.as_of import as_of_day, day_of
from coaching_site.cli.days import counted
from coaching_site.cli.folder import check_folder, slug_of
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.terminal import visible, visible_line
from coaching_site.files import write_atomically
from coaching_site.parsing.source import MAX_FILE_BYTES, read_bytes
from coaching_site.practice.clients import Client, ClientReader
from coaching_site.practice.filled_form import number_of_session, read_form
from coaching_site.practice.session_changes import changes_of
from coaching_site.practice.session_form import form_text
from coaching_site.problems import InvalidInput, Problem
from coaching_site.replies.apply import apply_changes, tidy
from coaching_site.replies.reply import ReplyRefused
from coaching_site.staging import private_folder
from coaching_site.view.sessions import SessionState

_FORM: Final = "session-form.yml"
_PROBLEM: Final = "#! "
_STDIN: Final = "-"
_END: Final = "\n"


@click.command()
@click.argument("slug")
@click.option(
    "--on",
    metavar="DATE",
    help="The day of the session, such as 2026-10-15. Without it: today's, or the last one of "
    "which nothing is written down.",
)
@click.option(
    "--from",
    "source",
    metavar="FILE",
    help="Read a form that is filled in already, - for standard input, and open no editor.",
)
@click.option("--print", "is_printed", is_flag=True, help="Print the form, and do nothing else.")
def session(slug: str, on: str | None, source: str | None, *, is_printed: bool) -> None:
    """Write down a session, in a short form that opens in your editor.

    The form asks what became of the session, of open actions, and of what you agreed on before;
    what you agreed on now, new actions, and the next session. What you write is put into the
    client's file; your comments there stay, and the file as it was is kept. A form with mistakes
    opens again and names them, and one that you leave unfinished is there the next time.

    Your editor is the one that VISUAL or EDITOR names, such as "code --wait".

    \b
    Examples:
      coaching-site session jane-doe
      coaching-site session jane-doe --on 2026-11-20
      coaching-site session jane-doe --from notes.yml
    """
    check_folder()
    today = as_of_day(os.environ)
    slug = slug_of(slug)
    tidy(WORKSPACE.folder_of(slug))
    clerk = _Clerk(slug, today)
    blank = clerk.blank(day_of(on, "--on") if on is not None else None)
    if is_printed:
        click.echo(blank, nl=False)
    elif source is not None:
        given, path = _given(source)
        clerk.write(given, path)
    elif not _edited(clerk, blank.encode()):
        sys.exit(2)


@dataclass(frozen=True)
class _Clerk:
    """Puts forms into the file of one client."""

    slug: str
    today: date

    @property
    def folder(self) -> Path:
        """The folder of the client."""
        return WORKSPACE.folder_of(self.slug)

    def blank(self, day: date | None) -> str:
        """Return a form with what is known; raise `InvalidInput` about the client's file."""
        client = self._client()
        day = day or _usual_day(client, self.today)
        return form_text(client, number_of_session(client, day), day)

    def write(self, raw: bytes, path: Path) -> None:
        """Put what a form says into the client's file, and tell what was written.

        Raises `InvalidInput` with what is wrong with the form, or what keeps it out of the file.
        """
        file = self.folder / "engagement.yml"
        before = file.read_bytes()
        client = self._client()
        form = read_form(raw, path, client, self.today)
        changes = changes_of(form, client, self.today)
        if not changes:
            click.echo("The form says nothing that the file does not say: nothing was written.")
            return
        try:
            kept = apply_changes(self.folder, before, client.engagement, client.programme, changes)
        except ReplyRefused as error:
            raise InvalidInput([Problem.of_file(file, str(error))]) from None
        done = counted(len(changes), "change")
        click.echo(visible_line(f"{done} written into {file.as_posix()}"))
        click.echo(visible(f"The file as it was is kept: {kept.as_posix()}"))

    def _client(self) -> Client:
        return ClientReader(WORKSPACE, self.today).read(self.slug)


def _usual_day(client: Client, today: date) -> date:
    """Return the day of the session that a coach most likely means: today, if none is before it."""
    if number_of_session(client, today) is not None:
        return today
    waiting = [
        one.session.on for one in client.portal.sessions if one.state is SessionState.UNCONFIRMED
    ]
    return max(waiting, default=today)


def _given(source: str) -> tuple[bytes, Path]:
    """Return a form and what it is called; raise `InvalidInput` if it cannot be read."""
    if source == _STDIN:
        return sys.stdin.buffer.read(MAX_FILE_BYTES), Path("standard input")
    return read_bytes(Path(source)), Path(source)


def _edited(clerk: _Clerk, blank: bytes) -> bool:
    """Let the coach fill in a form until it can be written; return whether nothing is left to do.

    It is a file beside the client's own, so that nothing typed is lost, whatever happens.
    """
    path = private_folder(clerk.folder / "private") / _FORM
    if path.is_file():
        click.echo("You go on with the form that you left unfinished.")
    else:
        write_atomically(path, blank)
    while True:
        click.edit(filename=str(path))
        form = without_problems(path.read_bytes())
        if form == blank or not form.strip():
            path.unlink()
            click.echo("Nothing was written.")
            return True
        try:
            clerk.write(form, path)
        except InvalidInput as error:
            write_atomically(path, with_problems(form, error.problems))
            if not _asks_again(path, len(error.problems)):
                return False
        else:
            path.unlink()
            return True


def _asks_again(path: Path, number: int) -> bool:
    stand = "it stands" if number == 1 else "they stand"
    click.echo(
        f"The form has {counted(number, 'mistake')}: {stand} in the form, above its line.", err=True
    )
    if click.confirm("Open it again", default=True):
        return True
    click.echo(visible(f"Nothing was written. Your form is kept: {path.as_posix()}"))
    return False


def with_problems(form: bytes, problems: Iterable[Problem]) -> bytes:
    """Return a form in which each problem is a remark above its line, or at the top."""
    lines = f"{form.decode('utf-8', 'replace').removesuffix(_END)}\n".splitlines(keepends=True)
    for one in sorted(problems, reverse=True):
        said = ": ".join(filter(None, (one.where, one.message)))
        lines.insert(max(one.line - 1, 0), f"{_PROBLEM}{' '.join(said.split())}\n")
    return "".join(lines).encode()


def without_problems(form: bytes) -> bytes:
    """Return a form without the remarks about problems."""
    lines = form.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_PROBLEM.encode()))
