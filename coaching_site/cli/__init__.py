"""The commands of a coach, one module each; the only room that prints.

Exit codes: 0 fine, 2 something typed cannot be used, 1 anything else.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import click

from coaching_site.build.recovery import tidy
from coaching_site.build.termination import end_at_once, end_in_order
from coaching_site.cli.check import SETTINGS, check_engagements, slug_of
from coaching_site.cli.keys import make_keys, put_under_another, renew_key
from coaching_site.cli.new import ENGAGEMENTS, STARTER, begin, told_of
from coaching_site.cli.outcome import Commands, FilePath
from coaching_site.cli.passphrases import KeyRing, key_options
from coaching_site.loading import (
    content_folder,
    engagement_folder,
    load_programme,
    load_words,
)
from coaching_site.loading.json_schema import schema_of
from coaching_site.model import Programme
from coaching_site.problems import InvalidInput, Problem

__all__ = ["main"]

CONTENT: Final = Path("content")
PROGRAMME: Final = CONTENT / "programme.yml"
SCHEMA: Final = ENGAGEMENTS / "engagement.schema.json"


@click.group(cls=Commands)
@click.version_option(package_name="coaching-site")
def main() -> None:
    """Private coaching portals. Run these commands in the folder of the project."""
    end_in_order(interrupts=False)
    click.get_current_context().call_on_close(end_at_once)
    for remark in tidy(Path("mkdocs.yml")):
        click.echo(remark, err=True)


@main.command()
@click.argument("slug")
@click.option("--executive", required=True, help="Full name of the person who is coached.")
@click.option("--coach", required=True, help="Your full name.")
@click.option("--start", metavar="DATE", help="First day, such as 2026-10-15; today, if left out.")
def new(slug: str, executive: str, coach: str, start: str | None) -> None:
    """Begin an engagement in engagements/SLUG, such as jane-doe."""
    told_of(begin(slug, {"executive": executive, "coach": coach}, start, _programme()))


@main.command()
@click.argument("engagements", nargs=-1, metavar="[SLUG]...")
def check(engagements: tuple[str, ...]) -> None:
    """Print every problem of each SLUG, or of all engagements, as a build would."""
    if not os.path.lexists(SETTINGS):
        _check_folder()
    if not check_engagements(engagements, os.environ):
        sys.exit(2)


@main.command()
def schema() -> None:
    """Tell editors which keys an engagement has."""
    text = schema_text(_programme())
    _check_schema_is_ours()
    _write(SCHEMA, text)
    click.echo(f"{SCHEMA.as_posix()} is written.")


@main.command()
@click.argument("slug")
@click.option("--yes", is_flag=True, help="Ask nothing: earlier answers are of what stands there.")
def ids(slug: str, *, yes: bool) -> None:
    """Give an id to each goal, value and action of SLUG that has none."""
    from coaching_site.cli.ids import give_ids  # here, so that nothing else waits for it

    _check_folder()
    folder = engagement_folder(ENGAGEMENTS, slug_of(slug))
    programme = load_programme(content_folder(CONTENT, folder) / "programme.yml")
    give_ids(folder, programme, yes=yes)


@main.command()
@key_options
@click.option("--change-passphrase", is_flag=True, help="Put your private key under another one.")
@click.option(
    "--new-passphrase-file",
    type=FilePath(),
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
    if change_passphrase:
        put_under_another(private_key, passphrase_file, new_passphrase_file)
    elif renew:
        renew_key(private_key, passphrase_file)
    else:
        make_keys(private_key, passphrase_file)


@main.command()
@click.argument("files", nargs=-1, required=True, type=FilePath(), metavar="FILE...")
@key_options
@click.option("--yes", is_flag=True, help="Take whatever needs no decision, and ask nothing.")
@click.option(
    "--html",
    type=FilePath(),
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
    _check_folder()
    programme_in(PROGRAMME.parent)
    if not receive_all(receiver, files):
        sys.exit(2)


def schema_text(programme: Programme) -> str:
    """Return the JSON Schema of `engagement.yml` as its file holds it."""
    return json.dumps(schema_of(programme), indent=1, ensure_ascii=False) + "\n"


def _programme() -> Programme:
    _check_folder()
    return load_programme(PROGRAMME)


def _check_folder() -> None:
    """Refuse to work anywhere but in the folder of a project."""
    for needed in (PROGRAMME, STARTER):
        if not os.path.lexists(needed):
            message = "there is no such file: run this in the folder of the project"
            raise InvalidInput([Problem.of_file(needed, message)])


def _write(path: Path, text: str) -> None:
    """Write a file of ours anew; where it cannot be written, the former one stays."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _check_schema_is_ours() -> None:
    """Raise `InvalidInput` where something else stands in the place of the schema."""
    if not os.path.lexists(SCHEMA):
        return
    with suppress(ValueError, AttributeError):
        if SCHEMA.is_file() and not SCHEMA.is_symlink():
            told = json.loads(SCHEMA.read_text("utf-8"))
            if told.get("$schema") and told.get("title") == "An engagement":
                return
    message = "expected the schema that this command writes, found something else: move it away"
    raise InvalidInput([Problem.of_file(SCHEMA, message)])


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
