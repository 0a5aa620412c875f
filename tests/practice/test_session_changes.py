"""A form changes what it says anew in the file of a client, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from coaching_site.editing import Append, Change, Put
from coaching_site.practice.filled_form import number_of_session, read_form
from coaching_site.practice.session_changes import changes_of
from coaching_site.practice.session_form import form_text
from tests.practice.workspaces import DAY, read_client, write_client

TODAY = date.fromisoformat(DAY)
FIELDS: Final[dict[str, Any]] = {
    "goals": [
        {"title": "One", "id": "one", "actions": [{"what": "Call"}, {"what": "Rest"}]},
        {"title": "Two", "actions": [{"what": "Call"}]},
    ],
    # Two that nothing but their order tells apart
    "actions": [{"what": "Call"}, {"what": "Plan"}, {"what": "Plan"}],
    "sessions": [
        {"on": "2026-11-09", "cancelled": "2026-11-08"},
        {"on": DAY, "at": "09:00", "agreed": "Write."},
        {"on": "2026-12-01"},
        {"on": "2026-12-02", "at": "10:00"},
        {"on": "2026-12-02", "at": "15:00"},
        {"on": "2026-12-03", "cancelled": "2026-11-12"},
    ],
}
S = ("sessions", 1)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("", []),
        ("at: 9:00\nagreed: Write.", []),
        ("state: held", [Put((*S, "held"), True)]),
        ("at: 10:30", [Put((*S, "at"), "10:30")]),
        ("agreed: [Write., Call.]", [Put((*S, "agreed"), ("Write.", "Call."))]),
        (
            "state: Cancelled\nby: coach",
            [Put((*S, "cancelled"), TODAY), Put((*S, "by"), "coach")],
        ),
        (
            "state: moved\nmoved_to: 2026-11-20\nreason: Ill.",
            [
                *(Put((*S, "on"), date(2026, 11, 20)), Put((*S, "moved_from"), TODAY)),
                *(Put((*S, "told"), TODAY), Put((*S, "reason"), "Ill.")),
            ],
        ),
        (
            "actions: [{what: Call, goal: Two, became: done}]",
            [Put(("goals", 1, "actions", 0, "done"), TODAY)],
        ),
        (
            "new_actions: [{what: Ask, goal: Two, target: 2026-12-01}, {what: Go, goal: one}]",
            [
                Append(("goals", 1, "actions"), {"what": "Ask", "target": date(2026, 12, 1)}),
                Append(("goals", 0, "actions"), {"what": "Go"}),
            ],
        ),
        ("next: {on: 2026-12-01, at: 9:30}", [Put(("sessions", 2, "at"), "09:30")]),
        ("next: {on: 2026-12-01}", []),
        # A session that was cancelled is another one.
        (
            "next: {on: 2026-12-03, at: 9:30}",
            [Append(("sessions",), {"on": date(2026, 12, 3), "at": "09:30"})],
        ),
        # Of two sessions on a day it is the one at this time.
        (
            "next: {on: 2026-12-02, at: 15:00, where: Room 4}",
            [Put(("sessions", 4, "where"), "Room 4")],
        ),
        (
            "actions: [{what: Rest, became: done}, {what: Plan, became: done}]",
            [Put(("goals", 0, "actions", 1, "done"), TODAY), Put(("actions", 1, "done"), TODAY)],
        ),
        (
            "actions: [{what: Call}, {what: Plan}, {what: Plan, became: done}]",
            [Put(("actions", 2, "done"), TODAY)],
        ),
        (
            "actions: [{what: Call, became: done}, {what: Call, goal: one, became: dropped}]",
            [Put(("actions", 0, "done"), TODAY), Put(("goals", 0, "actions", 0, "dropped"), TODAY)],
        ),
        # An action that is there already is not added again; one with another day is.
        ("new_actions: [{what: Call, goal: Two}, {what: Rest, goal: one}]", []),
        (
            "new_actions: [{what: Call, goal: Two, target: 2026-12-01}]",
            [Append(("goals", 1, "actions"), {"what": "Call", "target": date(2026, 12, 1)})],
        ),
        ("new_actions: [{what: Ask}]", [Append(("actions",), {"what": "Ask"})]),
        (
            "next: {on: 2026-12-08, agenda: The year}",
            [Append(("sessions",), {"on": date(2026, 12, 8), "agenda": "The year"})],
        ),
    ],
)
def test_changes(tmp_path: Path, form: str, expected: list[Change]) -> None:
    """What the file says already is not written again; a new session or action is added."""
    write_client(tmp_path, "ann", **FIELDS)
    client = read_client(tmp_path, "ann")
    read = read_form(f"on: {DAY}\n{form}\n".encode(), Path("f.yml"), client, TODAY)
    assert changes_of(read, client, TODAY) == expected
    blank = form_text(client, number_of_session(client, TODAY), TODAY)
    unsaid = read_form(blank.encode(), Path("f.yml"), client, TODAY)
    assert changes_of(unsaid, client, TODAY) == []
    # A session that was cancelled is another one.
    assert number_of_session(client, date(2026, 11, 9)) is None
