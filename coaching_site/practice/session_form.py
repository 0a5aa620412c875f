"""The form in which a coach writes down a session: its fields, its text, and how it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Final

from coaching_site.checks import Findings
from coaching_site.editing import Value, entry_lines
from coaching_site.loading.records import checked_record
from coaching_site.model.activities import Session
from coaching_site.model.types import (
    Answers,
    Day,
    OneLine,
    OptionalProse,
    PositiveInt,
    Record,
    TimeOfDay,
)
from coaching_site.parsing.report import Report
from coaching_site.parsing.source import text_of
from coaching_site.parsing.syntax import read_tree
from coaching_site.practice.actions import ActionInFile, actions_in_file
from coaching_site.practice.clients import Client
from coaching_site.practice.outcomes import fault_of_outcome
from coaching_site.problems import quoted
from coaching_site.spelling import words_near

HELD, MOVED, CANCELLED = STATES = ("held", "moved", "cancelled")
"""What may have become of a session."""

_HEAD: Final = """\
# {title}
# Fill in what there is to say, save, and close the editor. A form that is left as it is writes
# nothing. Lines behind # are for you alone; an empty field says nothing.
"""


class FormAction(Record):
    """What an action that was open has come to; `goal` is there to tell two of them apart."""

    what: OneLine
    goal: OneLine | None = None
    became: OneLine | None = None


class FormNewAction(Record):
    """An action that was agreed: for a goal by id or title, the executive's without an owner."""

    what: OneLine
    goal: OneLine
    owner: OneLine | None = None
    target: Day | None = None


class FormNextSession(Record):
    """The next session, which may be planned already."""

    on: Day | None = None
    at: TimeOfDay | None = None
    minutes: PositiveInt | None = None
    where: OneLine | None = None
    agenda: Answers = ()


class SessionForm(Record):
    """All that a coach may write down about a session, its day first."""

    on: Day
    state: OneLine | None = None
    by: OneLine | None = None
    reason: OptionalProse = None
    moved_to: Day | None = None
    at: TimeOfDay | None = None
    minutes: PositiveInt | None = None
    where: OneLine | None = None
    follow_up: Answers = ()
    actions: tuple[FormAction, ...] = ()
    agreed: Answers = ()
    new_actions: tuple[FormNewAction, ...] = ()
    notes: OptionalProse = None
    next: FormNextSession | None = None


def form_text(client: Client, number: int | None, day: date) -> str:
    """Return the form for a session of a client, by its place in the file, with what is known.

    Without a number it is one of `day` that is not in the file yet.
    """
    name = client.engagement.executive.name
    session = client.engagement.sessions[number] if number is not None else None
    fields = session or Session(on=day)
    lines = [_HEAD.format(title=f"A session with {' '.join(name.split())}")]
    lines += _entry("on", fields.on)
    lines += ["# held, moved or cancelled; by: executive, coach, or a name", *_entry("state", None)]
    for key in ("by", "reason"):
        lines += _entry(key, None)
    lines += ["# its new day, where it was moved", *_entry("moved_to", None), ""]
    for key in ("at", "minutes", "where"):
        lines += _entry(key, getattr(fields, key))
    lines += ["", *_agreed_before(client, fields), *_entry("follow_up", fields.follow_up), ""]
    lines += [*_open_actions(client), ""]
    lines += [
        "# What you agreed on, a line each: - We meet in Leeds",
        *_entry("agreed", fields.agreed),
    ]
    lines += ["", *_new_actions(client), ""]
    lines += ["# What both of you read", *_entry("notes", fields.notes), ""]
    lines += ["next:", *(f"  {key}:" for key in FormNextSession.model_fields)]
    return "\n".join(lines) + "\n"


def read_form(raw: bytes, path: Path, client: Client, as_of: date) -> SessionForm:
    """Return what is in a form; raise `InvalidInput` with all problems, each with its line."""
    report = Report(path)
    reading = read_tree(text_of(raw, path, report), report)
    check = partial(_check, client=client, as_of=as_of)
    return checked_record(reading, SessionForm, report, check).record


def _entry(key: str, value: Value | time | None) -> list[str]:
    """Return the lines of a field, which says nothing where there is nothing to say."""
    return entry_lines(key, _plain(value)) if value else [f"{key}:"]


def _plain(value: Value | time) -> Value:
    return f"{value:%H:%M}" if isinstance(value, time) else value


def _agreed_before(client: Client, session: Session) -> Iterator[str]:
    """Yield what the session before agreed on, as remarks."""
    before = [one for one in client.engagement.sessions if one.agreed and one.on < session.on]
    yield "# What became of what you agreed on before, a line each"
    for text in max(before, key=lambda one: one.on).agreed if before else ():
        yield from (f"#   {line}" for line in text.splitlines())


def _open_actions(client: Client) -> Iterator[str]:
    """Yield every open action, for which may be written what it has come to."""
    yield "# What became of them: done, a day such as 2026-10-15, on hold, or dropped"
    yield "actions:"
    for one in actions_in_file(client):
        if one.is_open:
            known = {"what": one.action.what} | ({"goal": one.goal_title} if one.goal_title else {})
            first, *others = [line for key in known for line in entry_lines(key, known[key])]
            yield from (f"  - {first}", *(f"    {line}" for line in others), "    became:")


def _new_actions(client: Client) -> Iterator[str]:
    """Yield how a new action is written, as a remark, and the list of them."""
    goals = [quoted(goal.id or goal.title) for goal in client.engagement.goals]
    yield f"# New actions. Goals are {', '.join(goals)}." if goals else "# New actions"
    yield from (
        *("#  - what: Call Ines", "#    goal:", "#    owner:", "#    target: 2026-10-15"),
        "new_actions:",
    )


def _check(form: SessionForm, client: Client, as_of: date) -> Findings:
    """Yield what no single field can get wrong."""
    if form.state is not None and form.state.casefold() not in STATES:
        yield ("state",), f"expected held, moved or cancelled, found {quoted(form.state)}"
    state = (form.state or "").casefold()
    if state == MOVED and not form.moved_to:
        yield ("state",), "a session that was moved needs its new day, `moved_to`"
    if form.moved_to and state != MOVED:
        yield ("moved_to",), "write `state: moved`, too"
    if form.moved_to == form.on:
        yield ("moved_to",), f"expected another day than {form.on}"
    if state == HELD and form.on > as_of:
        yield ("state",), f"the session of {form.on} is still to come"
    yield from _check_actions(form, client, as_of)


def _check_actions(form: SessionForm, client: Client, as_of: date) -> Findings:
    known = actions_in_file(client)
    for n, one in enumerate(form.actions):
        if one.became is None:
            continue
        if fault := fault_of_outcome(one.became, as_of):
            yield ("actions", n, "became"), fault
        if not meant(one, known):
            yield ("actions", n, "what"), f"there is no open action {quoted(one.what)}"
    goals = goals_by_name(client)
    for n, new in enumerate(form.new_actions):
        if new.goal not in goals:
            yield ("new_actions", n, "goal"), _why_no_goal(new.goal, goals)


def _why_no_goal(name: str | None, goals: Mapping[str, int]) -> str:
    if name is None:
        return "an action needs the goal that it serves"
    near = words_near(name, goals)
    hint = f": did you mean {quoted(near[0])}?" if near else ""
    return f"there is no goal {quoted(name)}{hint}"


def meant(form: FormAction, known: tuple[ActionInFile, ...]) -> ActionInFile | None:
    """Return the open action that a form speaks of, or None where there is none."""
    same = [one for one in known if one.is_open and one.action.what == form.what]
    alike = [one for one in same if form.goal in (None, one.goal_title)]
    return alike[0] if alike else None


def goals_by_name(client: Client) -> Mapping[str, int]:
    """Return each goal's place in the file by its title, and by its id."""
    goals = client.engagement.goals
    ids = {goal.id: n for n, goal in enumerate(goals) if goal.id}
    return {goal.title: n for n, goal in enumerate(goals)} | ids
