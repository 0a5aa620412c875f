"""What is wrong with a filled-in form is told with its line, and no typed word is passed over."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any, Final

import pytest

from coaching_site.practice.clients import Client
from coaching_site.practice.filled_form import number_of_session, read_form
from coaching_site.problems import InvalidInput
from tests.practice.workspaces import DAY, read_client, write_client

TODAY = date.fromisoformat(DAY)
FIELDS: Final[dict[str, Any]] = {
    "goals": [
        {"title": "Listen", "id": "odd",
         "actions": [{"what": "Ask"}, {"what": "Old", "done": "2026-11-01"}]},
        {"title": "Rest", "actions": [{"what": "Ask"}]},
    ],
    "sessions": [
        {"on": "2026-11-09", "agreed": "Ask."},
        {"on": DAY, "at": "09:00"},
        {"on": "2026-12-01"},
        {"on": "2026-12-02", "at": "10:00"},
        {"on": "2026-12-02", "at": "15:00"},
        {"on": "2026-12-03", "cancelled": "2026-11-12"},
    ],
}  # fmt: skip


@pytest.fixture
def client(tmp_path: Path) -> Client:
    """Give a client on the day of a session."""
    write_client(tmp_path, "ann", **FIELDS)
    return read_client(tmp_path, "ann")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ("state: hold", 'state: expected held, moved or cancelled, found "hold"'),
        ("state: moved", "state: a session that was moved needs its new day, `moved_to`"),
        ("moved_to: 2026-11-20", "moved_to: write `state: moved`, too"),
        ("state: moved\nmoved_to: 2026-11-16", "moved_to: expected another day than 2026-11-16"),
        ("actions: [{what: Gone, became: done}]", 'there is no open action "Gone"'),
        ("actions: [{what: Old, became: done}]", 'there is no open action "Old"'),
        ("new_actions: [{what: Call, goal: ood}]", 'there is no goal "ood": did you mean "odd"?'),
        ("new_actions: [{goal: odd}]", "what"),
        ("actions: [{what: Ask, goal: Lisen, became: done}]", 'no goal "Lisen": did you mean "Lis'),
        (
            "actions: [{what: Ask, became: done}]",
            'several open actions are "Ask": write the `goal`',
        ),
        ("by: coach", "by: write `state: moved` or `state: cancelled`, too"),
        ("state: held\nreason: Ill.", "reason: write `state: moved` or"),
        (
            "state: moved\nmoved_to: 2026-12-01",
            "moved_to: there is a session on 2026-12-01 already",
        ),
        (
            "state: moved\nmoved_to: 2026-12-02\nat: 15:00",
            "moved_to: there is a session on 2026-12-",
        ),
        ("next: {at: 9:30}", "next, at: write its day, too, as `on`"),
        ("next: {on: 2026-11-16}", "next, on: expected a later day than 2026-11-16"),
        ("next: {on: 2026-12-02}", "next, on: there are 2 sessions on 2026-12-02: write the time"),
        (
            "state: moved\nmoved_to: 2026-11-20\nnext: {on: 2026-11-20}",
            "next, on: this is the day to which the session was moved",
        ),
        ("stat: held", "unknown key `stat`"),
    ],
)
def test_mistakes(client: Client, fields: str, message: str) -> None:
    """A mistake is told with its line."""
    with pytest.raises(InvalidInput) as caught:
        read_form(f"on: {DAY}\n{fields}\n".encode(), Path("form.yml"), client, TODAY)
    assert message in str(caught.value)
    assert all(one.line > 1 for one in caught.value.problems)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("on: 2026-12-02\nagreed: x", "on: there are 2 sessions on 2026-12-02"),
        (
            "on: 2026-12-03\nstate: cancelled",
            "state: the session of 2026-12-03 is cancelled already",
        ),
        ("on: 2026-11-20\nstate: held", "state: the session of 2026-11-20 is still to come"),
    ],
)
def test_mistakes_of_a_day(client: Client, form: str, message: str) -> None:
    """A day has one session of which the form may speak, and which can have become so."""
    with pytest.raises(InvalidInput) as caught:
        read_form(f"{form}\n".encode(), Path("form.yml"), client, TODAY)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "form",
    [
        *("at: 10:00", "at: 15:00\nstate: cancelled\nby: coach"),
        "at: 10:00\nstate: moved\nmoved_to: 2026-11-16",
    ],
)
def test_two_sessions_on_a_day(client: Client, form: str) -> None:
    """The time tells two sessions of a day apart, and one that is moved from those there."""
    read_form(f"on: 2026-12-02\n{form}\n".encode(), Path("form.yml"), client, TODAY)


@pytest.mark.parametrize(
    ("first", "at", "expected"),
    [
        *(({}, None, 0), ({"held": True}, None, 1), ({"agreed": "x"}, None, 1)),
        *(({"held": True}, time(10), 0), ({}, time(15), 1), ({}, time(17), 0)),
        ({"cancelled": "2026-11-01"}, time(10), 1),
    ],
)
def test_which_session_of_a_day(
    tmp_path: Path, first: dict[str, Any], at: time | None, expected: int
) -> None:
    """It is the one at a time, or else the first of which nothing is written down."""
    times = ("10:00", "15:00")
    sessions: list[dict[str, Any]] = [{"on": DAY, "at": one} for one in times]
    sessions[0] |= first
    write_client(tmp_path, "ann", sessions=sessions)
    assert number_of_session(read_client(tmp_path, "ann"), TODAY, at) == expected
