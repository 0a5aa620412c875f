"""The command that writes down a session, in a form that opens in the coach's editor."""

from __future__ import annotations

import os
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import click

from coaching_site.build.as_of import as_of_day, day_of
from coaching_site.cli.folder import check_folder, slug_of
from coaching_site.cli.group import FilePath
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.terminal import visible_line
from coaching_site.cli.writing import write_changes
from coaching_site.files import write_atomically
from coaching_site.parsing.source import MAX_FILE_BYTES, read_bytes
from coaching_site.practice.clients import Client, ClientReader
from coaching_site.practice.days import counted
from coaching_site.practice.filled_form import number_of_session, read_form
from coaching_site.practice.session_changes import changes_of
from coaching_site.practice.session_form import form_text
from coaching_site.problems import InvalidInput, Problem, shown
from coaching_site.replies.apply import tidy
from coaching_site.staging import private_folder
from coaching_site.view.sessions import SessionState

_FORM: Final = "session-form.yml"
_PROBLEM: Final = "#! "
_STDIN: Final = Path("-")


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
    type=FilePath(),
    metavar="FILE",
    help="Read a form that is filled in already, - for standard input, and open no editor.",
)
@click.option("--print", "is_printed", is_flag=True, help="Print the form, and do nothing else.")
def session(slug: str, on: str | None, source: Path | None, *, is_printed: bool) -> None:
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
    if source is not None and (on is not None or is_printed):
        raise click.UsageError("--from reads a form, which has its day: leave out --on and --print")
    check_folder()
    today = as_of_day(os.environ)
    slug = slug_of(slug)
    tidy(WORKSPACE.folder_of(slug))
    client_file = _ClientFile(slug, today)
    if source is not None:
        client_file.write(*_given(source))
        return
    blank = client_file.blank(day_of(on, "--on") if on is not None else None)
    if is_printed:
        click.echo(blank, nl=False)
    elif not _edited(client_file, blank.encode()):
        sys.exit(2)


@dataclass(frozen=True)
class _ClientFile:
    """The file of one client, into which forms of sessions are written."""

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
        """Write what a form says into the file, and tell how much it was.

        Raises `InvalidInput` with what is wrong with the form, or what keeps it out of the file.
        """
        file = self.folder / "engagement.yml"
        before = read_bytes(file)
        client = self._client()
        changes = changes_of(read_form(raw, path, client, self.today), client, self.today)
        if not changes:
            click.echo("The form says nothing that the file does not say: nothing was written.")
            return
        said = f"{counted(len(changes), 'change')} written into {file.as_posix()}"
        write_changes(self.folder, before, client.engagement, client.programme, changes, said)
        click.echo(f"The portal shows it after: coaching-site build {self.slug}")

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


def _given(source: Path) -> tuple[bytes, Path]:
    """Return a form and what it is called; raise `InvalidInput` if it cannot be read whole."""
    if source != _STDIN:
        return read_bytes(source), source
    raw, name = sys.stdin.buffer.read(MAX_FILE_BYTES + 1), Path("standard input")
    if len(raw) > MAX_FILE_BYTES:
        message = f"the form is too large: expected at most {MAX_FILE_BYTES // 1000} KB"
        raise InvalidInput([Problem.of_file(name, message)])
    return raw, name


def _edited(client_file: _ClientFile, blank: bytes) -> bool:
    """Let the coach fill in a form until it can be written; return whether nothing is left to do.

    It is a file beside the client's own, so that nothing typed is lost, whatever happens.
    """
    path = private_folder(client_file.folder / "private") / _FORM
    if path.is_file():
        click.echo(visible_line(f"You go on with the form that you left unfinished: {path}"))
    else:
        write_atomically(path, blank)
    while True:
        click.edit(filename=str(path))
        form = without_problems(read_bytes(path))
        if form == blank or not form.strip():
            path.unlink()
            click.echo("Nothing was written.")
            return True
        try:
            client_file.write(form, path)
        except InvalidInput as error:
            write_atomically(path, with_problems(form, path, error.problems))
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
    with suppress(click.Abort):  # by Ctrl+C, or where nobody can answer
        if click.confirm("Open it again", default=True):
            return True
    click.echo(visible_line(f"Nothing was written. Your form is kept: {path.as_posix()}"))
    return False


def with_problems(form: bytes, path: Path, problems: Iterable[Problem]) -> bytes:
    """Return a form in which each problem is a remark above its line, or at the top.

    At the top are those of another file than the form, which is at `path`.
    """
    # Lines as the reader of the form counts them; whatever encoding they have, no byte is lost.
    lines = form.splitlines(keepends=True)
    if lines and not lines[-1].endswith((b"\n", b"\r")):
        lines[-1] += b"\n"
    for one in sorted(problems, reverse=True):
        is_of_form = one.path == shown(path)
        place = "" if is_of_form or not one.line else f"{one.path}:{one.line}"
        said = visible_line(": ".join(filter(None, (place, one.where, one.message))))
        lines.insert(one.line - 1 if is_of_form and one.line else 0, f"{_PROBLEM}{said}\n".encode())
    return b"".join(lines)


def without_problems(form: bytes) -> bytes:
    """Return a form without the remarks about problems, and without a mark of its encoding."""
    lines = form.removeprefix(BOM_UTF8).splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_PROBLEM.encode()))
