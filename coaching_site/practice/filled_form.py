"""A form that a coach filled in: read, checked, and of which session and actions it speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Final

from coaching_site.checks import Findings
from coaching_site.loading.records import checked_record
from coaching_site.parsing.report import Report
from coaching_site.parsing.source import text_of
from coaching_site.parsing.syntax import read_tree
from coaching_site.practice.actions import ActionInFile, actions_in_file
from coaching_site.practice.clients import Client
from coaching_site.practice.outcomes import fault_of_outcome
from coaching_site.practice.session_form import FormAction, FormNextSession, SessionForm
from coaching_site.problems import quoted
from coaching_site.spelling import words_near

HELD: Final = "held"
MOVED: Final = "moved"
CANCELLED: Final = "cancelled"


def read_form(raw: bytes, path: Path, client: Client, as_of: date) -> SessionForm:
    """Return what is in a form; raise `InvalidInput` with all problems, each with its line."""
    report = Report(path)
    reading = read_tree(text_of(raw, path, report), report)
    check = partial(_check, client=client, as_of=as_of)
    return checked_record(reading, SessionForm, report, check).record


def number_of_session(client: Client, day: date, at: time | None = None) -> int | None:
    """Return the place in the file of the session of a day that was not cancelled, if one is.

    Of several it is the one at a time, or else the first of which nothing is written down.
    """
    sessions = client.engagement.sessions

    def unlikeliness(n: int) -> tuple[bool, bool]:
        one = sessions[n]
        return one.at != at, bool(one.held or one.agreed)

    return min(_numbers_of_day(client, day), key=unlikeliness, default=None)


def _numbers_of_day(client: Client, day: date) -> list[int]:
    sessions = enumerate(client.engagement.sessions)
    return [n for n, one in sessions if one.on == day and not one.cancelled]


def _check(form: SessionForm, client: Client, as_of: date) -> Findings:
    """Yield what no single field can get wrong."""
    yield from _check_state(form, as_of)
    yield from _check_move(form, client)
    yield from _check_days(form, client)
    yield from _check_actions(form, client, as_of)
    yield from _check_new_actions(form, client)


def _check_state(form: SessionForm, as_of: date) -> Findings:
    state = form.outcome
    if state and state not in (HELD, MOVED, CANCELLED):
        yield ("state",), f"expected held, moved or cancelled, found {quoted(form.state or '')}"
    if state == HELD and form.on > as_of:
        yield ("state",), f"the session of {form.on} is still to come"
    if state in ("", HELD):
        for key in ("by", "reason"):
            if getattr(form, key):
                yield (key,), "write `state: moved` or `state: cancelled`, too"


def _check_move(form: SessionForm, client: Client) -> Findings:
    is_moved = form.outcome == MOVED
    day = form.moved_to
    if is_moved and not day:
        yield ("state",), "a session that was moved needs its new day, `moved_to`"
    if not day:
        return
    if not is_moved:
        yield ("moved_to",), "write `state: moved`, too"
    if day == form.on:
        yield ("moved_to",), f"expected another day than {form.on}"
    elif others := _numbers_of_day(client, day):
        sessions, number = client.engagement.sessions, number_of_session(client, form.on, form.at)
        at = form.at or (sessions[number].at if number is not None else None)
        if not at or any(sessions[n].at in (None, at) for n in others):
            yield (
                ("moved_to",),
                f"there is a session on {day} already: write another time as `at`, or "
                "`state: cancelled`",
            )


def _check_days(form: SessionForm, client: Client) -> Findings:
    """Yield where it is not clear of which day or of which session of a day a form speaks."""
    sessions = client.engagement.sessions
    if fault := _fault_of_day(client, form.on, form.at):
        yield ("on",), fault
    is_known = _numbers_of_day(client, form.on) or all(one.on != form.on for one in sessions)
    if form.outcome == CANCELLED and not is_known:
        yield ("state",), f"the session of {form.on} is cancelled already"
    following = form.next
    if following and not following.on:
        for key in FormNextSession.model_fields:
            if getattr(following, key):
                yield ("next", key), "write its day, too, as `on`"
    elif following and following.on:
        if following.on <= form.on:
            yield ("next", "on"), f"expected a later day than {form.on}"
        elif following.on == form.moved_to:
            yield ("next", "on"), "this is the day to which the session was moved"
        elif fault := _fault_of_day(client, following.on, following.at):
            yield ("next", "on"), fault


def _fault_of_day(client: Client, day: date, at: time | None) -> str | None:
    """Return that several sessions of a day may be meant, None where it is clear which."""
    times = [client.engagement.sessions[n].at for n in _numbers_of_day(client, day)]
    if len(times) < 2 or times.count(at) == 1:
        return None
    return f"there are {len(times)} sessions on {day}: write the time of one of them as `at`"


def _check_actions(form: SessionForm, client: Client, as_of: date) -> Findings:
    goals = goals_by_name(client)
    for n, (one, found) in enumerate(zip(form.actions, meant(form.actions, client), strict=True)):
        if one.became is None:
            continue
        if fault := fault_of_outcome(one.became, as_of):
            yield ("actions", n, "became"), fault
        if one.goal and one.goal not in goals:
            yield ("actions", n, "goal"), _why_no_goal(one.goal, goals)
        elif not found:
            yield ("actions", n, "what"), _why_no_action(one, client)


def _check_new_actions(form: SessionForm, client: Client) -> Findings:
    goals = goals_by_name(client)
    for n, new in enumerate(form.new_actions):
        if new.goal and new.goal not in goals:
            yield ("new_actions", n, "goal"), _why_no_goal(new.goal, goals)


def _why_no_goal(name: str, goals: Mapping[str, int]) -> str:
    near = words_near(name, goals)
    hint = f": did you mean {quoted(near[0])}?" if near else ""
    return f"there is no goal {quoted(name)}{hint}"


def _why_no_action(form: FormAction, client: Client) -> str:
    known = actions_in_file(client)
    same = [one for one in known if one.is_open and one.action.what == form.what]
    if len(same) > 1 and not form.goal:
        return f"several open actions are {quoted(form.what)}: write the `goal` of this one"
    return f"there is no open action {quoted(form.what)}"


def meant(forms: Sequence[FormAction], client: Client) -> list[ActionInFile | None]:
    """Return for each the open action that a form speaks of, or None where there is none.

    Of two with the same words and the same goal, the first in the form is the first in the file.
    """
    left = [one for one in actions_in_file(client) if one.is_open]
    goals = goals_by_name(client)
    found: list[ActionInFile | None] = []
    for form in forms:
        same = [one for one in left if one.action.what == form.what]
        place = ("goals", goals.get(form.goal)) if form.goal else ("actions",)
        alike = [one for one in same if one.location[: len(place)] == place]
        # Without a goal it may be that of a goal, if it is the only one with these words.
        if not alike and not form.goal and len(same) == 1:
            alike = same
        found.append(alike[0] if alike else None)
        left = [one for one in left if one not in alike[:1]]
    return found


def goals_by_name(client: Client) -> Mapping[str, int]:
    """Return each goal's place in the file by its id, and by its title, which the form shows."""
    goals = client.engagement.goals
    ids = {goal.id: n for n, goal in enumerate(goals) if goal.id}
    return ids | {goal.title: n for n, goal in enumerate(goals)}
