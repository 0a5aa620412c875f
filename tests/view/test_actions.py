"""Actions as of a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coaching_site.model.goals import Action
from coaching_site.view.actions import ActionState, state_of
from tests.samples import goal, portal

DAY = date(2026, 11, 15)


@pytest.mark.parametrize(
    ("dates", "state"),
    [
        ({}, "planned"),
        ({"target": "2026-11-14"}, "overdue"),
        ({"target": "2026-11-15"}, "planned"),
        ({"target": "2026-11-16"}, "planned"),
        ({"started": "2026-11-15"}, "under_way"),
        ({"started": "2026-11-16"}, "planned"),
        ({"started": "2026-11-01", "target": "2026-11-15"}, "under_way"),
        ({"started": "2026-11-01", "target": "2026-11-14"}, "overdue"),
        ({"done": "2026-11-15"}, "done"),
        ({"done": "2026-11-16"}, "planned"),
        ({"target": "2026-11-01", "done": "2026-11-15"}, "done"),
        ({"target": "2026-11-01", "done": "2026-11-16"}, "overdue"),
        ({"target": "2026-11-01", "on_hold": "2026-11-15"}, "on_hold"),
        ({"target": "2026-11-01", "on_hold": "2026-11-16"}, "overdue"),
        ({"target": "2026-11-01", "on_hold": "2026-11-10", "done": "2026-11-12"}, "done"),
        ({"target": "2026-11-01", "dropped": "2026-11-15"}, "dropped"),
        ({"target": "2026-11-01", "dropped": "2026-11-16"}, "overdue"),
        ({"on_hold": "2026-11-01", "dropped": "2026-11-10"}, "dropped"),
    ],
)
def test_state_on_boundary_days(dates: dict[str, str], state: str) -> None:
    """An action is late the day after its target, and nothing dated later has happened yet."""
    assert state_of(Action.model_validate({"what": "x"} | dates), DAY) == ActionState(state)


def test_what_is_done_later_is_not_told_yet() -> None:
    """A portal as of an earlier day does not name the day on which an action was done."""
    (action,) = portal(goals=[goal({"target": "2026-11-20", "done": "2026-11-18"})]).actions
    assert (action.state, action.done, action.day) == ("planned", None, date(2026, 11, 20))


def test_what_waits_and_what_does_not() -> None:
    """What waits has the earliest day first; what does not, by state, has the newest first."""
    actions = (
        {"what": "later", "target": "2027-01-10"},
        {"what": "some day"},
        {"what": "dropped", "dropped": "2026-10-20"},
        {"what": "on hold, undated", "on_hold": "2026-11-02"},
        {"what": "done in October", "target": "2026-09-30", "done": "2026-10-02"},
        {"what": "soon", "target": "2026-11-15"},
        {"what": "on hold", "on_hold": "2026-10-02", "target": "2026-12-01"},
        {"what": "done in September", "done": "2026-09-02"},
        {"what": "done in November", "done": "2026-11-10"},
    )
    waits = ["soon", "later", "some day"]
    closed = [
        *("on hold", "on hold, undated"),
        *("done in November", "done in October", "done in September", "dropped"),
    ]
    shown = portal(goals=[goal(*actions)])
    assert [one.what for one in shown.open_promises] == waits
    assert [one.what for one in shown.closed_promises] == closed
    assert [one.what for one in shown.goals[0].closed] == closed
    theirs = portal(goals=[goal(*(one | {"owner": "Ines Roth"} for one in actions))])
    assert [one.what for one in theirs.closed_awaited] == closed
    assert (theirs.open_promises, theirs.closed_promises) == ([], [])


def test_account_of_promises() -> None:
    """What was due or is done counts as promised; late and open are told apart."""
    actions = goal(
        {"what": "in time", "target": "2026-10-02", "done": "2026-10-02"},
        {"what": "late", "target": "2026-10-02", "done": "2026-10-03"},
        {"what": "early", "target": "2027-01-01", "done": "2026-10-03"},
        {"what": "never dated", "done": "2026-10-03"},
        {"what": "open since October", "target": "2026-10-31"},
        {"what": "open since September", "target": "2026-09-30"},
        {"what": "due today", "target": "2026-11-15"},
        {"what": "some day"},
    )
    promise_tally = portal(goals=[actions]).promise_tally
    assert (promise_tally.due, promise_tally.fulfilled) == (6, 4)
    assert [a.what for a in promise_tally.open] == ["open since September", "open since October"]


def test_most_urgent_first() -> None:
    """What is not done yet stands by its target; what has none comes last, in typed order."""
    actions = goal(
        {"what": "b"},
        {"what": "March", "target": "2027-03-01"},
        {"what": "a"},
        {"what": "over", "done": "2026-10-01"},
        {"what": "October", "target": "2026-10-01"},
    )
    open_promises = portal(goals=[actions]).open_promises
    assert [action.what for action in open_promises] == ["October", "March", "b", "a"]


def test_owner_is_the_executive_unless_named() -> None:
    """An action without an owner belongs to the executive."""
    actions = portal(goals=[goal({}, {"owner": "Ines Roth"})]).actions
    assert [action.owner for action in actions] == ["Nadia Brandt", "Ines Roth"]


def test_promises_are_the_executives_own() -> None:
    """Promises leave out what others own, and what is awaited leaves out one's own."""
    actions = goal(
        {"what": "mine, done", "target": "2026-10-02", "done": "2026-10-02"},
        {"what": "mine, late", "target": "2026-10-02", "owner": " nadia  BRANDT "},
        {
            "what": "theirs, done",
            "owner": "Ines Roth",
            "target": "2026-10-02",
            "done": "2026-10-09",
        },
        {"what": "theirs, late", "owner": "Jon Field", "target": "2026-10-03"},
        {"what": "theirs, later", "owner": "Ines Roth", "target": "2027-10-03"},
    )
    shown = portal(goals=[actions])
    mine, theirs = shown.promise_tally, shown.awaited_tally
    assert (mine.due, mine.fulfilled) == (2, 1)
    assert (theirs.due, theirs.fulfilled) == (2, 1)
    assert [day.isoformat() for day in mine.targets] == ["2026-10-02"]
    assert [day.isoformat() for day in theirs.targets] == ["2026-10-03", "2027-10-03"]
    assert [a.what for a in shown.open_promises] == ["mine, late"]
    assert [a.what for a in shown.open_awaited] == ["theirs, late", "theirs, later"]
    assert [a.what for a in shown.closed_promises] == ["mine, done"]
    assert [a.what for a in shown.closed_awaited] == ["theirs, done"]
    (one,) = shown.goals
    assert (len(one.promises), len(one.awaited)) == (2, 3)


def test_earlier_notes() -> None:
    """What the note of an action said before stands beside it, the newest first."""
    key = "actions/goal-1/ask"
    history = [
        {"on": "2026-10-01", "prompt": key, "was": "First."},
        {"on": "2026-11-01", "prompt": key, "was": "Second."},
        {"on": "2026-12-01", "prompt": key, "was": "Not yet."},
    ]
    (one,) = portal(
        goals=[goal({"what": "x", "id": "ask", "note": "Third."})], history=history
    ).actions
    assert one.draft_key == key
    assert one.since == date(2026, 11, 1)
    assert [(e.since, e.until, e.answers) for e in one.earlier] == [
        (date(2026, 10, 1), date(2026, 11, 1), ("Second.",)),
        (None, date(2026, 10, 1), ("First.",)),
    ]


WEEKLY: dict[str, Any] = {"started": "2026-11-01", "every": "week"}


@pytest.mark.parametrize(
    ("more", "state", "tally"),
    [
        ({}, "repeated", (0, 0, 0, 0)),
        ({"started": "2026-11-16"}, "planned", (0, 0, 0, 0)),
        ({"until": "2026-11-15"}, "repeated", (0, 0, 0, 0)),
        ({"until": "2026-11-14"}, "ended", (1, 0, 0, 1)),
        ({"until": "2026-10-31"}, "ended", (1, 0, 0, 1)),  # without any time it is not kept
        ({"until": "2026-11-14", "done_on": ["2026-11-02"]}, "ended", (1, 0, 0, 1)),
        ({"until": "2026-11-14", "done_on": ["2026-11-02", "2026-11-09"]}, "done", (1, 1, 0, 0)),
        ({"until": "2026-11-14", "done": "2026-11-14"}, "done", (1, 1, 0, 0)),
        ({"until": "2026-11-14", "dropped": "2026-11-09"}, "dropped", (0, 0, 0, 0)),
        ({"until": "2026-11-14", "on_hold": "2026-11-09"}, "on_hold", (0, 0, 0, 0)),
    ],
)
def test_repeated(more: dict[str, Any], state: str, tally: tuple[int, ...]) -> None:
    """What is repeated is due when it is over: kept if done each time, else missed, never late."""
    shown = portal(goals=[goal(WEEKLY | more)])
    (action,) = shown.actions
    account = shown.promise_tally
    assert str(action.state) == state
    assert (account.due, account.fulfilled, len(account.open), account.missed) == tally
    assert account.targets == ()
    assert action.is_open == (state in ("repeated", "planned"))


@pytest.mark.parametrize(
    ("around", "states"),
    [
        ({}, ["overdue", "done", "dropped"]),
        ({"on_hold": "2026-11-10"}, ["on_hold", "done", "dropped"]),
        ({"given_up": "2026-11-10"}, ["dropped", "done", "dropped"]),
        ({"given_up": "2026-11-16"}, ["overdue", "done", "dropped"]),
        ({"reached": "2026-11-10"}, ["overdue", "done", "dropped"]),
    ],
)
def test_with_its_goal(around: dict[str, str], states: list[str]) -> None:
    """What is open of a goal rests with it, or is dropped with it; what is done stays done."""
    actions = [
        {"target": "2026-11-01"},
        {"done": "2026-10-01"},
        {"dropped": "2026-10-02", "target": "2026-10-01"},
        # What the file says of a later day has not happened yet, and changes nothing today.
        {"target": "2026-11-01", "on_hold": "2026-11-20"},
        {"target": "2026-11-01", "dropped": "2026-11-20"},
    ]
    shown = portal(goals=[goal(*actions) | around])
    states = [*states, states[0], states[0]]
    assert [str(action.state) for action in shown.actions] == states
    assert (len(shown.promises), len(shown.open_promises)) == (
        5 - states.count("dropped"),
        states.count("overdue"),
    )


NOV, DEC = ["2026-11-16", "2026-11-30"], ["2026-12-01", None]


@pytest.mark.parametrize(
    ("targets", "as_of", "groups"),
    [
        ([], "2026-11-15", []),
        ([*NOV, *DEC, "2026-11-01"], "2026-11-15", ["later 5"]),  # few are one list
        (["2026-11-01", *NOV, *DEC, None], "2026-11-15", ["overdue 1", "2026-11-30 2", "later 3"]),
        ([*NOV, *DEC, None, None], "2026-11-30", ["overdue 1", "2026-11-30 1", "later 4"]),
        (["2026-12-31"] * 6, "2026-12-31", ["later 6"]),  # all of one time, too
        (["2027-01-01", *["2026-12-31"] * 5], "2026-12-01", ["2026-12-31 5", "later 1"]),
    ],
)
def test_groups_of_a_long_list(targets: list[str | None], as_of: str, groups: list[str]) -> None:
    """A long list says what is overdue, what is due this month, and what has time."""
    promised = [{"target": target} if target else {} for target in targets]
    shown = portal(as_of, goals=[goal(*promised)])
    found = shown.grouped(shown.open_promises)
    assert [
        f"{'overdue' if one.overdue else one.until or 'later'} {len(one.actions)}" for one in found
    ] == groups


@pytest.mark.parametrize(
    ("action", "today"),
    [
        ({"target": "2026-11-15"}, 1),
        ({"target": "2026-11-14"}, 0),
        ({"target": "2026-11-15", "done": "2026-11-12"}, 0),
        ({"target": "2026-11-15", "on_hold": "2026-11-12"}, 0),
        ({"target": "2026-11-15", "owner": "Ann"}, 0),
        ({}, 0),
    ],
)
def test_due_today(action: dict[str, Any], today: int) -> None:
    """What is promised for the day itself is counted while it waits."""
    assert portal(goals=[goal(action)]).promise_tally.today == today
