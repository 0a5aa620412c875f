"""The command that begins an engagement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from coaching_site.build.as_of import day_of
from coaching_site.characters import CONTROLS
from coaching_site.cli.folder import ENGAGEMENTS
from coaching_site.cli.project import programme, starter
from coaching_site.loading import load_engagement, new_engagement_folder
from coaching_site.model import Programme
from coaching_site.parsing.quotes import single_quoted
from coaching_site.parsing.source import read_template
from coaching_site.problems import InvalidInput, Problem, shown

_LAST_DAY: Final = date(2100, 12, 31)
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ .,'’-](?! ))*")
_YAMLS_OWN = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_REFUSED = re.compile(rf"(?!\r)[{CONTROLS}]")
_NAMES: Final = ("executive", "coach")
_SOMEBODY: Final = {"executive": "Jane Doe", "coach": "Mia Lee"}


@click.command()
@click.argument("slug")
@click.option("--executive", required=True, help="The full name of the person you coach.")
@click.option("--coach", required=True, help="Your full name.")
@click.option(
    "--start", metavar="DATE", help="The first day, such as 2026-10-15. Today, if you leave it out."
)
def new(slug: str, executive: str, coach: str, start: str | None) -> None:
    """Start the file of a new client.

    It is written into the folder engagements/SLUG. The SLUG is also the name of the portal’s
    folder: small letters and dashes, such as jane-doe."""
    file = _begin(slug, {"executive": executive, "coach": coach}, start, programme())
    click.echo(f"{file.as_posix()} is ready. Open it in your editor.")
    click.echo(f"Build its portal with:\n  {_command(file.parent.name)}")


def _command(slug: str) -> str:
    """Return what a coach types to build a portal: in a clone, or elsewhere."""
    if Path("Makefile").exists():
        return f"make portal ENGAGEMENT={slug}"
    return f"coaching-site build {slug}"


def _begin(slug: str, names: Mapping[str, str], start: str | None, programme_: Programme) -> Path:
    """Write a new engagement and return its file.

    `names` are those of `executive` and `coach`. Raises `InvalidInput` that names the option, the
    name of the folder or the line of the starter that is to be mended; then nothing is written.
    """
    folder = new_engagement_folder(ENGAGEMENTS, slug)
    found = [problem for option in _NAMES for problem in _problems_of(option, names[option])]
    try:
        day = day_of(start, "--start") if start is not None else datetime.now().astimezone().date()
    except InvalidInput as error:
        found += error.problems
    if found:
        raise InvalidInput(found)
    text = _checked(names, day, programme_)
    return _written(folder, text)


def _problems_of(option: str, name: str) -> Iterable[Problem]:
    message = None
    if not name.strip():
        message = "expected a name, found nothing"
    elif not name.isascii() and re.search("[\ud800-\udfff]", name):
        message = "expected a name in UTF-8, found something else"
    elif odd := _REFUSED.search(name):
        message = f"the character U+{ord(odd[0]):04X} cannot be read: leave it out"
    return [Problem.of_setting(f"--{option}", message)] if message else []


def _checked(names: Mapping[str, str], start: date, programme: Programme) -> str:
    """Return the file's text; raise `InvalidInput` if it would not load."""
    plain = _filled(_SOMEBODY, date(2026, 9, 1))
    # A problem of the starter itself is told at its line, not as one of the names.
    if wrong := _problems_in(plain, programme):
        raise InvalidInput(replace(problem, path=shown(starter())) for problem in wrong)
    text = _filled(names, start)
    found = []
    for problem in _problems_in(text, programme):
        of = problem.where.partition(",")[0]
        known = of in (*_NAMES, "start")
        found.append(Problem.of_setting(f"--{of}" if known else "new", problem.message))
    if found:
        raise InvalidInput(found)
    return text


def _filled(names: Mapping[str, str], start: date) -> str:
    # The dates of the starter must stay within the years that the model takes.
    room = _LAST_DAY - start
    values = {
        **{option: _as_typed(names[option]) for option in _NAMES},
        "start": start.isoformat(),
        "soon": (start + min(timedelta(days=7), room)).isoformat(),
        "later": (start + min(timedelta(days=91), room)).isoformat(),
    }
    return re.sub(r"\{(\w+)\}", lambda gap: values.get(gap[1], gap[0]), read_template(starter()))


def _as_typed(text: str) -> str:
    """Return text on one line as YAML reads it back: plain if it can be, else in quotes."""
    line = " ".join(text.split())
    if _PLAIN.fullmatch(line) and line.casefold() not in _YAMLS_OWN:
        return line
    return single_quoted(line)


def _problems_in(text: str, programme: Programme) -> tuple[Problem, ...]:
    with TemporaryDirectory() as folder:
        Path(folder, "engagement.yml").write_text(text, encoding="utf-8", newline="\n")
        try:
            load_engagement(Path(folder), programme)
        except InvalidInput as error:
            return error.problems
    return ()


def _written(folder: Path, text: str) -> Path:
    """Write a file into a new folder; where it cannot be written, leave nothing of either."""
    file = folder / "engagement.yml"
    folder.mkdir(parents=True)
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError:
        file.unlink(missing_ok=True)
        folder.rmdir()
        raise
    return file
