"""The commands of a coach: begin an engagement, check them all, receive replies.

Exit codes: 0 fine, 2 something typed cannot be used, 1 anything else.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NoReturn

import click

from coaching_site.cli.keys import make_keys, put_under_another, renew_key
from coaching_site.cli.passphrases import KeyRing, key_options
from coaching_site.loading import (
    content_folder,
    engagement_folder,
    load_brand,
    load_engagement,
    load_programme,
    load_words,
    new_engagement_folder,
    read_engagement,
)
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput, Problem
from coaching_site.schema import schema_of
from coaching_site.tidying import tidy

ENGAGEMENTS: Final = Path("engagements")
CONTENT: Final = Path("content")
PROGRAMME: Final = CONTENT / "programme.yml"
BRAND: Final = CONTENT / "brand.yml"
STARTER: Final = ENGAGEMENTS / "starter.yml"
SCHEMA: Final = ENGAGEMENTS / "engagement.schema.json"

_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ .,'’-](?! ))*")
_YAMLS_OWN = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))


@click.group()
@click.version_option(package_name="coaching-site")
def main() -> None:
    """Private coaching portals. Run these commands in the folder of the project."""
    for remark in tidy(Path("mkdocs.yml")):
        click.echo(remark, err=True)


@main.command()
@click.argument("slug")
@click.option("--executive", required=True, help="Full name of the person who is coached.")
@click.option("--coach", required=True, help="Your full name.")
@click.option(
    "--start",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="First day, such as 2026-10-15; today, if left out.",
)
def new(slug: str, executive: str, coach: str, start: datetime | None) -> None:
    """Begin an engagement in engagements/SLUG, such as jane-doe."""
    day = start.date() if start else datetime.now().astimezone().date()
    try:
        programme = _programme()
        folder = new_engagement_folder(ENGAGEMENTS, slug)
        text = _starter(executive, coach, day)
        _check_before_writing(text, programme)
    except InvalidInput as error:
        _refuse(error)
    folder.mkdir(parents=True)
    (folder / "engagement.yml").write_text(text, encoding="utf-8")
    click.echo(f"{(folder / 'engagement.yml').as_posix()} is ready. Open it in your editor.")
    click.echo(f"Build its portal with:\n  make portal ENGAGEMENT={slug}")


@main.command()
@click.argument("slug", required=False)
def check(slug: str | None) -> None:
    """Print every problem of SLUG, or of all engagements."""
    try:
        _programme()
        folders = [engagement_folder(ENGAGEMENTS, slug)] if slug else _all_folders()
    except InvalidInput as error:
        _refuse(error)
    programme_in = _programmes()
    # Not any(): each engagement is to be checked, whatever the others are like.
    if False in [_is_fine(folder, programme_in) for folder in folders]:
        sys.exit(2)


@main.command()
def schema() -> None:
    """Tell editors which keys an engagement has."""
    try:
        programme = _programme()
    except InvalidInput as error:
        _refuse(error)
    SCHEMA.write_text(schema_text(programme), encoding="utf-8")
    click.echo(f"{SCHEMA.as_posix()} is written.")


@main.command()
@click.argument("slug")
@click.option("--yes", is_flag=True, help="Ask nothing: earlier answers are of what stands there.")
def ids(slug: str, *, yes: bool) -> None:
    """Give an id to each goal, value and action of SLUG that has none."""
    from coaching_site.cli.ids import give_ids  # here, so that nothing else waits for it

    try:
        _programme()
        folder = engagement_folder(ENGAGEMENTS, slug)
        programme = load_programme(content_folder(CONTENT, folder) / "programme.yml")
        give_ids(folder, programme, yes=yes)
    except InvalidInput as error:
        _refuse(error)


@main.command()
@key_options
@click.option("--change-passphrase", is_flag=True, help="Put your private key under another one.")
@click.option(
    "--new-passphrase-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file whose first line is the other one.",
)
@click.option("--renew", is_flag=True, help="Make an old private key as hard to open as new ones.")
def keys(
    private_key: Path | None,
    passphrase_file: Path | None,
    new_passphrase_file: Path | None,
    *,
    change_passphrase: bool,
    renew: bool,
) -> None:
    """Make the pair of keys that locks replies for you alone."""
    if new_passphrase_file and not change_passphrase:
        raise click.UsageError("--new-passphrase-file belongs to --change-passphrase")
    try:
        if change_passphrase:
            put_under_another(private_key, passphrase_file, new_passphrase_file)
        elif renew:
            renew_key(private_key, passphrase_file)
        else:
            make_keys(private_key, passphrase_file)
    except InvalidInput as error:
        _refuse(error)


@main.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@key_options
@click.option("--yes", is_flag=True, help="Take whatever needs no decision, and ask nothing.")
@click.option(
    "--html",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a page to read at leisure, and take nothing yet.",
)
def receive(
    files: tuple[Path, ...],
    private_key: Path | None,
    passphrase_file: Path | None,
    html: Path | None,
    *,
    yes: bool,
) -> None:
    """Take in the replies of your clients, after you have seen what they change."""
    from coaching_site.cli.page import ReadingPage  # here, so that nothing else waits for it
    from coaching_site.cli.receive import Receiver, receive_all

    if html and yes:
        raise click.UsageError("--html takes nothing yet: leave out --yes")
    programme_in = _programmes()
    page = ReadingPage(html) if html else None
    receiver = Receiver(programme_in, _words(), KeyRing(private_key, passphrase_file), yes, page)
    try:
        _check_folder()
        programme_in(PROGRAMME.parent)
        fine = receive_all(receiver, files)
    except InvalidInput as error:
        _refuse(error)
    if not fine:
        sys.exit(2)


def schema_text(programme: Programme) -> str:
    """Return the JSON Schema of `engagement.yml` as its file holds it."""
    return json.dumps(schema_of(programme), indent=1, ensure_ascii=False) + "\n"


def _programme() -> Programme:
    _check_folder()
    load_brand(BRAND)
    return load_programme(PROGRAMME)


def _check_folder() -> None:
    """Refuse to work anywhere but in the folder of a project."""
    for needed in (PROGRAMME, STARTER):
        if not needed.is_file():
            message = "there is no such file: run this in the folder of the project"
            raise InvalidInput([Problem(needed.as_posix(), 0, 0, "", message)])


def _programmes() -> Callable[[Path], Programme]:
    """Return what reads the programme in a folder of words, once for each."""
    return cache(lambda content: load_programme(content / "programme.yml"))


def _words() -> Callable[[Path], Mapping[str, str]]:
    """Return what reads the short words in a folder, once for each; of those with problems none."""

    @cache
    def words_in(content: Path) -> Mapping[str, str]:
        with suppress(InvalidInput):  # they label what is shown, and nothing else
            pattern = CONTENT / "words.yml"
            return load_words(content / "words.yml", None if content == CONTENT else pattern)
        return {}

    return words_in


def _starter(executive: str, coach: str, start: date) -> str:
    values = {
        "executive": _as_typed(executive),
        "coach": _as_typed(coach),
        "start": start.isoformat(),
        "soon": (start + timedelta(days=7)).isoformat(),
        "later": (start + timedelta(days=91)).isoformat(),
    }
    text = STARTER.read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda gap: values.get(gap[1], gap[0]), text)


def _as_typed(text: str) -> str:
    """Return text on one line as YAML reads it back: plain if it can be, else in quotes."""
    line = " ".join(text.split())
    if _PLAIN.fullmatch(line) and line.casefold() not in _YAMLS_OWN:
        return line
    return "'" + line.replace("'", "''") + "'"


def _check_before_writing(text: str, programme: Programme) -> None:
    """Raise `InvalidInput` if the text would not load; its lines are those of the starter."""
    with TemporaryDirectory() as folder:
        Path(folder, "engagement.yml").write_text(text, encoding="utf-8", errors="surrogatepass")
        try:
            load_engagement(Path(folder), programme)
        except InvalidInput as error:
            found = [replace(problem, path=STARTER.as_posix()) for problem in error.problems]
            raise InvalidInput(found) from None


def _all_folders() -> list[Path]:
    folders = (path for path in ENGAGEMENTS.iterdir() if path.is_dir() and path.name[0] != ".")
    return [engagement_folder(ENGAGEMENTS, path.name) for path in sorted(folders)]


def _is_fine(folder: Path, programme_in: Callable[[Path], Programme]) -> bool:
    try:
        loaded = read_engagement(folder, programme_in(content_folder(CONTENT, folder)))
    except InvalidInput as error:
        click.echo(error, err=True)
        return False
    for advice in loaded.advice:
        click.echo(advice, err=True)
    click.echo(f"{folder.name}: fine")
    return True


def _refuse(error: InvalidInput) -> NoReturn:
    click.echo(error, err=True)
    sys.exit(2)
