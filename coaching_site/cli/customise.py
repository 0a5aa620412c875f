"""The command that lists the shipped files, and puts one of them into the workspace."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from coaching_site.build.customising import ShippedFile, State, customisable, file_of_language
from coaching_site.cli.folder import check_folder
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.terminal import visible
from coaching_site.files import write_atomically
from coaching_site.parsing.source import read_bytes, read_template
from coaching_site.problems import InvalidInput, Problem, listed, nearest, quoted, shown

_MAX_NAMES: Final = 6
_NAME_WIDTH_CHARACTERS: Final = 46
# In this order: a file belongs to the first kind whose pattern fits.
_KINDS: Final = (
    ("Words and programme: your file holds only what differs", r"content/(words|programme).*\.yml"),
    ("Brand, and what a new engagement begins with", r".*\.yml"),
    ("Pages", r"content/.*"),
    ("Papers", r"overrides/pdf/.*"),
    ("Parts of pages", r".*\.html"),
    ("Style sheets", r".*\.css"),
    ("Scripts", r".*\.js"),
)


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
@click.option(
    "--show",
    "how",
    flag_value="show",
    help="Print the file as it comes with the program; copy nothing.",
)
@click.option(
    "--diff",
    "how",
    flag_value="diff",
    help="Show what the program has changed in it since you copied it.",
)
@click.option(
    "--seen",
    "how",
    flag_value="seen",
    help="Mark those changes as seen, once your copy has what you want of them.",
)
def customise(name: str | None, how: str | None) -> None:
    """List the files you can change, or copy one to change.

    NAME is a file such as goal.md. Your copy of it in the workspace is then used in place of the
    original.
    """
    check_folder()
    files = customisable(WORKSPACE)
    if name is None:
        if how:
            raise click.UsageError(f"--{how} needs the name of a file, such as goal.md")
        click.echo(visible("\n".join(_list(files))))
        return
    {"show": _show, "diff": _diff, "seen": _note, None: _begin}[how](_named(name, files))


def _list(files: Sequence[ShippedFile]) -> Iterator[str]:
    """Yield a line for each file below its kind: what it is, and how the workspace stands to it."""
    left, space = [*files], ""
    for title, pattern in _KINDS:
        of_kind = [file for file in left if re.fullmatch(pattern, file.name)]
        left = [file for file in left if file not in of_kind]
        yield f"{space}{title}"
        space = "\n"
        for file in of_kind:
            state = f" ({file.state.value})" if file.state.value else ""
            yield f"  {file.name:<{_NAME_WIDTH_CHARACTERS}} {file.purpose}{state}"


def _named(name: str, files: Sequence[ShippedFile]) -> ShippedFile:
    """Return the file that a name or a path means; raise `InvalidInput` unless it is one alone."""
    path = Path(name).as_posix()
    # From exact to loose, so that a whole path is never ambiguous.
    for means in (_is_path, _is_end, _is_stem):
        if matching := [file for file in files if means(file.name, path)]:
            break
    if len(matching) == 1:
        return matching[0]
    if not matching and (in_a_language := file_of_language(WORKSPACE, path)):
        return in_a_language
    names = [file.name for file in matching]
    if names:
        message = f"several files have this name: {listed(names, _MAX_NAMES)}"
    else:
        short = {alias: file.name for file in files for alias in (file.name, Path(file.name).name)}
        meant = nearest(path, short)
        hint = (
            f": did you mean `{short[meant]}`?"
            if meant
            else ": to list all files, leave the name out"
        )
        message = f"no file has this name{hint}"
    raise InvalidInput([Problem.of_setting(quoted(name), message)])


def _is_path(name: str, typed: str) -> bool:
    return name == typed


def _is_end(name: str, typed: str) -> bool:
    return name.endswith(f"/{typed}")


def _is_stem(name: str, typed: str) -> bool:
    return name.endswith(f"/{typed}{Path(name).suffix}")


def _begin(file: ShippedFile) -> None:
    """Write the workspace's own file: a copy, or room for what differs; overwrite none."""
    _refuse_shipped(file)
    if os.path.lexists(file.own):
        message = "a file of this name is there already: nothing was written"
        raise InvalidInput([Problem.of_file(file.own, message)])
    content = _room(file).encode() if file.is_partial else read_bytes(file.original)
    if not file.is_partial:
        _keep(file, content)
    file.own.parent.mkdir(parents=True, exist_ok=True)
    with file.own.open("xb") as written:
        written.write(content)
    click.echo(f"{shown(file.own)} is yours now.")


def _refuse_shipped(file: ShippedFile) -> None:
    """Raise `InvalidInput` in a clone, whose files are the shipped ones themselves."""
    if file.own.resolve() == file.original.resolve():
        message = "this is the original itself: change it where it is"
        raise InvalidInput([Problem.of_file(file.own, message)])


def _keep(file: ShippedFile, content: bytes) -> None:
    """Keep an original, so that a later one can be compared with it."""
    file.kept.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(file.kept, content, mode=0o666)


def _show(file: ShippedFile) -> None:
    click.echo(visible(read_template(file.original)), nl=False)


def _diff(file: ShippedFile) -> None:
    """Print how the original has changed since it was copied."""
    _refuse_shipped(file)
    if file.is_partial or file.state is State.SHIPPED:
        what = "holds only what differs" if file.is_partial else "is not there"
        message = f"your file {what}: there is nothing to compare"
        raise InvalidInput([Problem.of_file(file.own, message)])
    before = file.kept if file.kept.exists() else file.own
    lines = difflib.unified_diff(
        read_template(before).splitlines(keepends=True),
        read_template(file.original).splitlines(keepends=True),
        f"{file.name} as you copied it" if before == file.kept else f"{file.name}, yours",
        f"{file.name} as it ships now",
    )
    text = "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
    click.echo(visible(text) if text else "Nothing has changed since you copied it.", nl=not text)


def _note(file: ShippedFile) -> None:
    """Note that the workspace's own file is up to date with the original of today."""
    _refuse_shipped(file)
    if file.is_partial or file.state is State.SHIPPED:
        message = "this is not a copy: there is nothing to mark as seen"
        raise InvalidInput([Problem.of_file(file.own, message)])
    _keep(file, read_bytes(file.original))
    click.echo(f"{shown(file.own)}: marked as seen.")


def _room(file: ShippedFile) -> str:
    """Return the text of a file that is to hold what differs, and explains how."""
    name = Path(file.name).name
    stem, _, language = name.removesuffix(".yml").partition(".")
    show = f"# `coaching-site customise --show {name}` prints the whole of it.\n"
    if language:
        return _IN_A_LANGUAGE.format(english=f"{stem}.yml") + show
    return (_OF_WORDS if stem == "words" else _OF_THE_PROGRAMME) + show


_OF_WORDS: Final = """\
# Your own words: only those that differ from the ones that ship. Take the # away to use a line.
#
# now_next: When we meet again       # rewords one
# reading_title: What to read         # adds one, for a page of your own
# home_news: {remove: true}           # removes one, once no page uses it any more
#
# What is in {braces} is filled in: keep it. In words that end in _one and _other, so is {n}.
"""
_OF_THE_PROGRAMME: Final = """\
# Your own programme: only what differs from the one that ships. Take the # away to use a line.
#
# starters:
#   - id: one_thing                   # rewords the item of this id; what you leave out stays
#     text: What would you change first?
#   - id: courage                     # adds one; without `after` or `before` it is the last
#     after: one_thing
#     text: What would you do if you were not afraid?
#   - id: year                        # removes one
#     remove: true
# rhythm: {remove: true}              # removes a whole section
#
# If nothing of the one that ships is yours, write `complete: true` here, and all of your own.
"""
_IN_A_LANGUAGE: Final = """\
# Your own texts in this language: only those that differ from the ones that ship. They stand under
# the keys and ids of {english}; what is new there needs its text here, or is shown in English.
#
"""
