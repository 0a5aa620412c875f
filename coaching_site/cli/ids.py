"""The command that gives ids to the goals, values, actions and metrics of an older file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from coaching_site.cli.folder import ENGAGEMENTS, check_folder, slug_of
from coaching_site.cli.project import WORKSPACE
from coaching_site.cli.terminal import visible_line
from coaching_site.cli.writing import write_changes
from coaching_site.editing import Put
from coaching_site.loading import (
    engagement_folder,
    language_in,
    load_engagement,
    read_programme,
)
from coaching_site.model import Engagement, Programme
from coaching_site.model.placed_actions import placed_actions
from coaching_site.model.prompt_key import PromptKey, place_in
from coaching_site.problems import quoted, shortened
from coaching_site.replies.apply import tidy
from coaching_site.replies.ids import Ids

_Now = tuple[str, str, str]
_NOTHING: Final[_Now] = ("", "", "")


@click.command()
@click.argument("slug")
@click.option(
    "--yes", is_flag=True, help="Ask nothing: leave earlier answers with what is there now."
)
def ids(slug: str, *, yes: bool) -> None:
    """Give ids to the goals, values, actions and metrics of a client.

    They stay the same when a title is reworded. SLUG is the folder of the client."""
    check_folder()
    folder = engagement_folder(ENGAGEMENTS, slug_of(slug))
    programme = read_programme(WORKSPACE.layers("programme", language_in(folder)))
    _give_ids(folder, programme.content, yes=yes)


def _give_ids(folder: Path, programme: Programme, *, yes: bool) -> None:
    """Give an id to whatever has none, and put earlier answers under it that the coach agrees to.

    `yes` agrees to all of them. Raises `InvalidInput` if the file cannot be changed.
    """
    file = folder / "engagement.yml"
    tidy(folder)
    engagement = load_engagement(folder, programme)
    before = file.read_bytes()
    ids = Ids(engagement, programme)
    given = ids.all_given()
    moved = [
        put
        for earlier in _earlier(engagement, ids)
        if _is_its_own(earlier, yes)
        for put in earlier.puts
    ]
    if not given and not moved:
        click.echo(f"{file.as_posix()}: every goal, value, action and metric has an id.")
        return
    names = ", ".join(f"`{put.value}`" for put in given if put.location[-1] == "id")
    said = f"{file.as_posix()} has these ids now: {names}" if names else "Done."
    write_changes(folder, before, engagement, programme, (*given, *moved), said)


@dataclass(frozen=True)
class _Earlier:
    """Earlier answers that are noted for a place in a list, and who stands there now."""

    place: str
    name: str
    was: str
    puts: tuple[Put, ...]


def _is_its_own(earlier: _Earlier, yes: bool) -> bool:
    # The earlier words tell whose they are better than any number does.
    said = f", such as {quoted(shortened(earlier.was))}" if earlier.was else ""
    many = len(earlier.puts)
    noun = "answer is" if many == 1 else "answers are"
    now = f"That is {quoted(earlier.name)} now."
    click.echo(visible_line(f"{many} earlier {noun} noted for {earlier.place}{said}. {now}"))
    return yes or click.confirm("Was it then?", default=True)


def _earlier(engagement: Engagement, ids: Ids) -> Iterator[_Earlier]:
    """Yield what the history knows by place, for each thing that stands at such a place."""
    groups: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for number, one in enumerate(engagement.history):
        place, name, key = _now(one.key, engagement, ids)
        if key:
            groups.setdefault((place, name), []).append((number, key))
    for (place, name), members in groups.items():
        was = (text for number, _ in members for text in engagement.history[number].was)
        puts = tuple(Put(("history", number, "prompt"), str(key)) for number, key in members)
        yield _Earlier(place, name, next(was, ""), puts)


def _now(key: PromptKey | None, engagement: Engagement, ids: Ids) -> _Now:
    """Return the place that a key names, what stands there, and its key by ids; or nothing."""
    if key is None or not key.is_by_place:
        return _NOTHING
    now = {"values": _value_now, "goals": _goal_now, "actions": _action_now}.get(key.section)
    return now(key, engagement, ids) if now else _NOTHING


def _value_now(key: PromptKey, engagement: Engagement, ids: Ids) -> _Now:
    at = _index("values", key.owner, engagement.values)
    if at is None:
        return _NOTHING
    value = ids.named.values[at]
    return f"value {at + 1}", value.name, key.owned_by(str(value.id))


def _goal_now(key: PromptKey, engagement: Engagement, ids: Ids) -> _Now:
    at = _goal_at(key.owner, engagement)
    # What reads like a place, such as `goal-1`, may be the id of a goal; then nothing has to move.
    if at is None or engagement.goals[at].id == key.owner:
        return _NOTHING
    goal = ids.named.goals[at]
    return f"goal {at + 1}", goal.title, key.owned_by(str(goal.id))


def _action_now(key: PromptKey, engagement: Engagement, ids: Ids) -> _Now:
    if _has_id(engagement, key.name):
        return _NOTHING
    if not key.owner:
        return _other_now(key, engagement, ids)
    at = _goal_at(key.owner, engagement)
    if at is None:
        return _NOTHING
    goal = ids.named.goals[at]
    index = _index("actions", key.name, goal.actions)
    if index is None:
        return _NOTHING
    action, place = goal.actions[index], f"action {index + 1} of {quoted(goal.title)}"
    return place, action.what, PromptKey.of("actions", str(goal.id), str(action.id))


def _other_now(key: PromptKey, engagement: Engagement, ids: Ids) -> _Now:
    index = _index("actions", key.name, engagement.actions)
    if index is None:
        return _NOTHING
    action = ids.named.actions[index]
    return f"action {index + 1}", action.what, PromptKey.of("actions", str(action.id))


def _goal_at(name: str, engagement: Engagement) -> int | None:
    """Return the index of the goal that an id names, or else a place."""
    by_id = next((n for n, goal in enumerate(engagement.goals) if goal.id == name), None)
    return _index("goals", name, engagement.goals) if by_id is None else by_id


def _index(section: str, name: str, things: Sequence[object]) -> int | None:
    """Return the index of what a section names by its place, if the place is there."""
    place = place_in(section, name)
    return place - 1 if place and place <= len(things) else None


def _has_id(engagement: Engagement, name: str) -> bool:
    return any(one.action.id == name for one in placed_actions(engagement))
