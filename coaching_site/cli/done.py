"""The command that notes that an action was done, found by the words that a coach remembers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import Final

import click

from coaching_site.build.as_of import as_of_day, day_of
from coaching_site.cli.folder import check_folder, slug_of
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.terminal import visible_line
from coaching_site.cli.writing import write_changes
from coaching_site.editing import Change
from coaching_site.parsing.source import read_bytes
from coaching_site.practice.actions import ActionInFile, actions_in_file
from coaching_site.practice.clients import Client, ClientReader
from coaching_site.practice.days import short_day
from coaching_site.practice.nearest import nearest_texts
from coaching_site.practice.outcomes import change_of_done
from coaching_site.problems import InvalidInput, Problem, listed, quoted
from coaching_site.replies.apply import tidy

_MAX_ASKED: Final = 9


@click.command()
@click.argument("slug")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option(
    "--on", metavar="DATE", help="The day, such as 2026-10-15. Today, if you leave it out."
)
def done(slug: str, words: tuple[str, ...], on: str | None) -> None:
    """Note in a client's file that an action was done.

    The action is the one nearest to the WORDs; where two are near, you are asked. Of a repeated
    action, it is noted for this day alone. Your comments stay, and the file as it was is kept.

    \b
    Examples:
      coaching-site done jane-doe call ines
      coaching-site done jane-doe "weekly review" --on 2026-11-20
    """
    check_folder()
    today = as_of_day(os.environ)
    day = day_of(on, "--on") if on is not None else today
    if day > today:
        raise _refused(f"expected today, {today}, or an earlier day, found {day}", "--on")
    slug = slug_of(slug)
    tidy(WORKSPACE.folder_of(slug))
    _tick(ClientReader(WORKSPACE, today), slug, " ".join(words), day)


def _tick(reader: ClientReader, slug: str, words: str, day: date) -> None:
    """Write the day into the action that the words mean, and tell where.

    Raises `InvalidInput` where no action is near, or the file cannot be changed.
    """
    before = read_bytes(reader.workspace.folder_of(slug) / "engagement.yml")
    client = reader.read(slug)
    found = _meant(client, words, reader.as_of)
    changes = [_change(found, day)]
    said = f"Done on {day}: {_named(found, reader.as_of)}"
    write_changes(client.folder, before, client.engagement, client.programme, changes, said)


def _change(found: ActionInFile, day: date) -> Change:
    if change := change_of_done(found, day):
        return change
    raise _refused(f"{quoted(found.action.what)} is noted for {day} already")


def _meant(client: Client, words: str, today: date) -> ActionInFile:
    """Return the open action that words mean; raise `InvalidInput` that says which there are."""
    every = actions_in_file(client)
    near = _near(words, [one for one in every if one.is_open])
    if not near:
        raise _refused(_why_none(words, every, today))
    return near[0] if len(near) == 1 else _chosen(near[:_MAX_ASKED], today)


def _near(words: str, found: Sequence[ActionInFile]) -> list[ActionInFile]:
    return [found[n] for n in nearest_texts(words, [one.action.what for one in found])]


def _why_none(words: str, every: Sequence[ActionInFile], today: date) -> str:
    if closed := _near(words, [one for one in every if not one.is_open]):
        one = closed[0].view
        when = f", {short_day(one.day, today)}" if one.day else ""
        said = f"{quoted(one.what)} is {one.state.value}{when}"
        return f"no open action is near {quoted(words)}: {said}"
    names = [one.action.what for one in every if one.is_open]
    known = f"there are {listed(names, _MAX_ASKED)}" if names else "there is none"
    return f"no open action is near {quoted(words)}: {known}"


def _chosen(near: Sequence[ActionInFile], today: date) -> ActionInFile:
    """Ask which of several actions is meant; without an answer nothing is written."""
    click.echo("Several actions are near:")
    for number, one in enumerate(near, 1):
        click.echo(visible_line(f"  {number}  {_named(one, today)}"))
    number = click.prompt("Which one", type=click.IntRange(0, len(near)), default=0,
                          show_default=False)  # fmt: skip
    if not number:
        raise _refused("nothing was written")
    return near[number - 1]


def _named(one: ActionInFile, today: date) -> str:
    target = one.action.target
    due = f"due {short_day(target, today)}" if target else ""
    about = ", ".join(filter(None, (one.goal_title, due)))
    return f"{one.action.what} ({about})" if about else one.action.what


def _refused(message: str, name: str = "done") -> InvalidInput:
    return InvalidInput([Problem.of_setting(name, message)])
