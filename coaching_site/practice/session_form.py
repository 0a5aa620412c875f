"""The form in which a coach writes down a session: its fields, and its text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import Final

from coaching_site.editing import Value, entry_lines
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
from coaching_site.practice.actions import actions_in_file
from coaching_site.practice.clients import Client

_HEAD: Final = """\
# {title}
# Fill in what there is to say, save, and close the editor. A form that is left as it is writes
# nothing. Lines behind # are for you alone; an empty field says nothing.
"""


class FormAction(Record):
    """What an action that was open has come to; its goal tells two with the same words apart."""

    what: OneLine
    goal: OneLine | None = None
    became: OneLine | None = None


class FormNewAction(Record):
    """An action that was agreed, for a goal or for none; the executive's without an owner."""

    what: OneLine
    goal: OneLine | None = None
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

    @property
    def outcome(self) -> str:
        """What is typed as the state, in small letters; "" if nothing is."""
        return (self.state or "").casefold()


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
    yield from (
        *("# New actions, with a goal or without", "#  - what: Call Ines", "#    goal:"),
        *("#    owner:", "#    target: 2026-10-15"),
    )
    if goals := client.engagement.goals:
        yield "# The goals are"
    for goal in goals:
        yield from (f"#    {line}" for line in entry_lines("goal", goal.title))
    yield "new_actions:"
