"""The command that begins a workspace: a folder with what is the coach's own, and nothing else."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import click

from coaching_site import shipped
from coaching_site.cli.group import FilePath
from coaching_site.cli.terminal import shown_path, visible_line
from coaching_site.files import write_new
from coaching_site.parsing.source import read_bytes
from coaching_site.problems import InvalidInput, Problem

_STARTERS: Final = ("starter.yml", "engagement.schema.json", "round.schema.json")
_MODE: Final = 0o666  # less what the process masks, as an editor would write it
_CONTENT: Final = (
    *("brand.yml", "brand.schema.json", "programme.schema.json", "words.schema.json"),
)
_PLAIN: Final = re.compile(r"[\w./\\: -]+")  # in double quotes the same to every shell
_SAMPLE: Final = "amara-lindqvist"
_OF_SAMPLE: Final = (
    *("engagement.yml", "files/questions-by-week.csv"),
    *("feedback/2026-autumn.yml", "feedback/2026-spring.yml"),
)


@click.command()
@click.argument("folder", type=FilePath(), metavar="DIR")
@click.option(
    "--sample",
    is_flag=True,
    help="Add an invented client, so that you can look at a finished portal.",
)
def init(folder: Path, *, sample: bool) -> None:
    """Set up a workspace in the folder DIR.

    The workspace holds your settings, your brand and a folder for your clients.
    """
    _begin(folder, sample=sample)


def _begin(folder: Path, *, sample: bool) -> None:
    """Write a workspace into a folder, which may be there already, and say what to do next.

    With `sample` it has an invented engagement to look at. Raises `InvalidInput` with each file
    that would be overwritten; then, and where a file cannot be written, nothing is left of it.
    """
    if folder.exists() and not folder.is_dir():
        raise InvalidInput([Problem.of_file(folder, "expected a folder, found a file")])
    texts = {folder / name: raw for name, raw in _files(sample=sample).items()}
    message = "a file of this name is there already: nothing was written"
    if found := [Problem.of_file(path, message) for path in texts if path.exists()]:
        raise InvalidInput(found)
    _write_all(texts)
    _tell(folder, sample=sample)


def _files(*, sample: bool) -> Mapping[str, bytes]:
    """Return the files of a workspace by their paths in it."""
    sources = dict(_templates())
    for name in _CONTENT:
        sources[f"content/{name}"] = shipped.CONTENT / name
    sample_files = [f"{_SAMPLE}/{name}" for name in _OF_SAMPLE if sample]
    for name in (*_STARTERS, *sample_files):
        sources[f"engagements/{name}"] = shipped.ENGAGEMENTS / name
    return {name: read_bytes(path) for name, path in sources.items()}


def _templates() -> Iterator[tuple[str, Path]]:
    for path in sorted(shipped.WORKSPACE.rglob("*")):
        if path.is_file():
            yield path.relative_to(shipped.WORKSPACE).as_posix(), path


def _write_all(texts: Mapping[Path, bytes]) -> None:
    written: list[Path] = []
    try:
        for path, raw in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_new(path, raw, _MODE, durable=False)
            written.append(path)
    except OSError:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise


def _tell(folder: Path, *, sample: bool) -> None:
    folder_shown = visible_line(shown_path(str(folder)))
    click.echo(f"Your workspace is ready: {folder_shown}\nNext:")
    if folder != Path():
        click.echo(f"  cd {_for_a_shell(folder_shown)}")
    if sample:
        click.echo(f"  coaching-site build {_SAMPLE}")
    click.echo('  coaching-site new jane-doe --executive "Jane Doe" --coach "Mia Lee"')


def _for_a_shell(place: str) -> str:
    """Return a path as it is typed in a shell, where $, ~ or a dash in front would mean more."""
    if place.startswith("-"):
        place = f"./{place}"
    if not _PLAIN.fullmatch(place):
        return shlex.quote(place)
    return f'"{place}"' if " " in place else place
