"""From the form of a session to what it changes in the file of a client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any, Final

from coaching_site.editing import Append, Change, Put, Value
from coaching_site.model.activities import Session
from coaching_site.model.goals import Action
from coaching_site.practice.actions import actions_in_file
from coaching_site.practice.clients import Client
from coaching_site.practice.filled_form import (
    CANCELLED,
    HELD,
    MOVED,
    goals_by_name,
    meant,
    number_of_session,
)
from coaching_site.practice.outcomes import change_of_outcome
from coaching_site.practice.session_form import FormNewAction, SessionForm

_FIELDS: Final = ("at", "minutes", "where", "follow_up", "agreed", "notes")
_NEXT_FIELDS: Final = ("at", "minutes", "where", "agenda")
_SESSIONS: Final = ("sessions",)


def changes_of(form: SessionForm, client: Client, as_of: date) -> list[Change]:
    """Return all that a form changes in the file of its client; what it says already is none."""
    changes = [*_session_changes(form, client, as_of), *_next_changes(form, client)]
    day = min(form.on, as_of)
    for one, found in zip(form.actions, meant(form.actions, client), strict=True):
        if one.became and found and (change := change_of_outcome(found, one.became, day)):
            changes.append(change)
    return [*changes, *_new_actions(form, client)]


def _session_changes(form: SessionForm, client: Client, as_of: date) -> Iterator[Change]:
    number = number_of_session(client, form.on, form.at)
    session = client.engagement.sessions[number] if number is not None else Session(on=form.on)
    fields = _changed(form, session, _FIELDS) | _outcome(form, session, as_of)
    if fields:
        yield from _written(number, form.on, fields)


def _written(number: int | None, day: date, fields: dict[str, Any]) -> Iterator[Change]:
    """Yield the changes that write fields into a session, or add one of a day with them."""
    if number is None:
        yield Append(_SESSIONS, {"on": day} | fields)
    else:
        yield from (Put((*_SESSIONS, number, key), value) for key, value in fields.items())


def _outcome(form: SessionForm, session: Session, as_of: date) -> dict[str, Any]:
    """Return the fields that say whether a session was held, moved or cancelled."""
    state = form.outcome
    by = {key: value for key in ("by", "reason") if (value := getattr(form, key))}
    if state == CANCELLED:
        return {"cancelled": min(as_of, form.on)} | by
    if state == MOVED and form.moved_to:
        moved: dict[str, Any] = {"on": form.moved_to}
        if not session.moved_from:
            moved["moved_from"] = session.on
        return moved | {"told": min(as_of, form.moved_to)} | by
    return {"held": True} if state == HELD and session.held is not True else {}


def _next_changes(form: SessionForm, client: Client) -> Iterator[Change]:
    if not form.next or not form.next.on:
        return
    number = number_of_session(client, form.next.on, form.next.at)
    planned = client.engagement.sessions[number] if number is not None else None
    fields = _changed(form.next, planned or Session(on=form.next.on), _NEXT_FIELDS)
    yield from _written(number, form.next.on, fields)


def _changed(form: Any, session: Session, keys: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields of a form that say something else than the file, as the file has them."""
    said = {key: getattr(form, key) for key in keys if getattr(form, key)}
    return {key: _typed(value) for key, value in said.items() if value != getattr(session, key)}


def _typed(value: Any) -> Value:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value  # type: ignore[no-any-return]


def _new_actions(form: SessionForm, client: Client) -> Iterator[Change]:
    """Yield the changes that add actions; a form that is read twice adds none twice."""
    known = [(one.location[:-1], _fields_of(one.action)) for one in actions_in_file(client)]
    goals = goals_by_name(client)
    for new in form.new_actions:
        around = ("goals", goals[new.goal]) if new.goal else ()
        found = ((*around, "actions"), _fields_of(new))
        if found not in known:
            yield Append(*found)


def _fields_of(action: FormNewAction | Action) -> Mapping[str, Value]:
    fields = {"what": action.what, "owner": action.owner, "target": action.target}
    return {key: value for key, value in fields.items() if value}
