"""What is odd about what became of sessions, actions and goals; refused is in tests/cases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from coaching_site.checks.advice import advise_engagement
from coaching_site.checks.engagement import check_engagement
from coaching_site.checks.states import STATE_DAYS
from tests.samples import engagement, goal, programme

DAY = date(2026, 11, 15)
PAST = (
    "it is past, and nothing says that it was held: write `held: true`, what was agreed, or the "
    "day on which it was `cancelled`"
)
AHEAD = "2026-11-16 is still to come, so the portal does not show it yet"


REPEATED = {"started": "2026-11-01", "every": "week"}


def session(**more: Any) -> dict[str, Any]:
    """Return an engagement with one session, a day before that of the check."""
    return {"sessions": [{"on": "2026-11-14", **more}]}


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        (session(), [PAST]),
        (session(agenda="x"), [PAST]),
        *((session(**{key: "x"}), []) for key in ("agreed", "notes", "follow_up")),
        (session(held=True), []),
        (session(held=False, reason="x"), []),
        (session(cancelled="2026-11-14", by="coach", reason="x"), []),
        (session(on="2026-11-15"), []),
        (session(on="2026-11-16", held=True), ["the session of 2026-11-16 is still to come"]),
        (
            session(on="2026-11-16", agreed="x"),
            ["the session of 2026-11-16 is still to come: is it meant for the `agenda`?"],
        ),
        (
            session(on="2026-11-20", moved_from="2026-11-18", told="2026-11-16"),
            ["2026-11-16 is still to come"],
        ),
        (
            session(on="2026-11-16", held=False),
            ["the session of 2026-11-16 is still to come: is it `cancelled`?"],
        ),
        (session(on="2026-11-20", cancelled="2026-11-16"), [AHEAD]),
        ({"goals": [goal({"done": "2026-11-16"})]}, [AHEAD]),
        ({"agreement": {"signed": {"coach": "2026-11-16"}}}, [AHEAD]),
        (
            {"goals": [goal({}, {"what": "y", "done": "2026-11-01"}, reached="2026-11-10")]},
            ['"x" is still promised: is it `done`, or `dropped`?'],
        ),
        (
            {"goals": [goal(REPEATED | {"done_on": ["2026-11-13"]}, deadline="2026-11-12")]},
            ["2026-11-13 is after its last day, 2026-11-12: not counted, unless `until` is later"],
        ),
        (session(on="2026-11-20", moved_from="2026-11-18", told="2026-11-10"), []),
        ({"goals": [goal({"dropped": "2026-11-16"})]}, [AHEAD]),
        ({"goals": [goal(on_hold="2026-11-16")]}, [AHEAD]),
        (
            {"goals": [goal({"started": "2026-11-01", "every": "week", "until": "2027-01-01"})]},
            [],
        ),
    ],
)
def test_advice(typed: dict[str, Any], advice: list[str]) -> None:
    """A past session asks for a word, and what lies ahead has not become anything yet."""
    known = engagement(**typed)
    assert list(check_engagement(known, programme())) == []
    assert [said for _, said in advise_engagement(known, programme(), DAY)] == advice
    assert [said for _, said in advise_engagement(known, programme())] == []


def test_two_sessions_of_one_moment() -> None:
    """In place of a session that was cancelled another may be held at the same time."""
    first = {"on": "2026-11-20", "at": "09:00", "cancelled": "2026-11-10"}
    known = engagement(sessions=[first, {"on": "2026-11-20", "at": "09:00"}])
    assert list(check_engagement(known, programme())) == []
    assert list(advise_engagement(known, programme())) == []


def test_days_before_the_start() -> None:
    """Nothing rests, ends or is repeated before the coaching; a first session may be moved then."""
    early = "2026-08-01"
    action = {"until": early, "on_hold": early, "dropped": early, "done_on": [early]}
    known = engagement(
        goals=[goal(action, reached=early, on_hold=early)],
        sessions=[{"on": "2026-09-02", "moved_from": early, "told": early}],
    )
    others = engagement(actions=[action | {"what": "x"}])
    for typed, more in ((known, {"reached"}), (others, set())):
        found = {location[-1] for location, said in check_engagement(typed, programme())
                 if "before the start" in said}  # fmt: skip
        assert found == {"until", "on_hold", "dropped", 0, *more}
    assert len(STATE_DAYS) == 14


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (session(held=False, agreed="x"),
         "it was not held, and something was agreed in it: take one of the two out"),
        (session(cancelled="2026-11-13", agreed="x"),
         "it was cancelled, and something was agreed in it: take one of the two out"),
        ({"goals": [goal(REPEATED | {"dropped": "2026-11-08", "done_on": ["2026-11-09"]})]},
         "2026-11-09 is after it was dropped, 2026-11-08"),
        ({"goals": [goal(REPEATED, deadline="2026-10-30")]},
         "2026-11-01 is after the deadline of the goal, 2026-10-30: add `until`"),
        ({"goals": [goal(REPEATED | {"target": "2026-10-30"})]},
         "2026-10-30 is before it was started, 2026-11-01"),
        ({"goals": [goal(REPEATED | {"until": "2026-10-30"})]},
         "2026-10-30 is before it was started, 2026-11-01"),
    ],
)  # fmt: skip
def test_contradictions(typed: dict[str, Any], said: str) -> None:
    """Nothing is two things at once, and what is repeated has at least one time."""
    assert [told for _, told in check_engagement(engagement(**typed), programme())] == [said]
