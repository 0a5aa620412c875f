"""What to know before a session: what was agreed, and what has come of it since."""

from __future__ import annotations

from typing import Any

import pytest

from coaching_site.practice.briefing import Briefing, briefing_of, days_since
from tests.practice.workspaces import DAY, SETTLED
from tests.samples import goal, portal


def briefing(**fields: Any) -> Briefing:
    """Return the briefing of a client on the day of the tests, a week after a session."""
    return briefing_of(portal(DAY, **(SETTLED | fields)))


def test_since_the_last_session_held() -> None:
    """What is dated on the day of the last session held or later is new; earlier is not."""
    days = ("2026-11-08", "2026-11-09", DAY, "2026-11-17")
    found = briefing(
        check_ins=[{"on": day, "tried": day} for day in days],
        learning=[{"on": day, "tried": day, "learned": "x"} for day in days],
        goals=[
            goal(
                *({"what": day, "done": day} for day in days),
                {"what": "Walk", "every": "week", "started": "2026-09-01", "done_on": [*days]},
                metrics=[
                    {
                        "name": "Calls",
                        "readings": [{"on": d, "value": n} for n, d in enumerate(days)],
                    }
                ],
            )
        ],
        starters={"one_thing": "More time."},
        history=[{"on": day, "prompt": "starters/one_thing"} for day in days[:3]],
    )
    assert str(found.since) == "2026-11-09"
    assert [str(one.on) for one in found.check_ins] == ["2026-11-16", "2026-11-09"]
    assert [str(one.on) for one in found.learning] == ["2026-11-16", "2026-11-09"]
    assert [one.what for one in found.done] == ["2026-11-09", DAY, "Walk"]
    assert [str(day) for day in days_since(found.done[2], found.since)] == ["2026-11-09", DAY]
    assert [[int(r.value) for r in new] for _, new in found.readings] == [[1, 2]]
    assert [str(one.key) for one in found.answers] == ["starters/one_thing"]


@pytest.mark.parametrize(
    ("sessions", "since", "last"),
    [
        ([], "2026-09-01", None),
        ([{"on": "2026-11-09", "cancelled": "2026-11-08"}], "2026-09-01", None),
        ([{"on": "2026-11-09", "held": False}], "2026-09-01", None),
        ([{"on": "2026-11-09"}], "2026-09-01", None),
        ([{"on": DAY, "held": True}, {"on": "2026-11-02", "held": True}], DAY, 2),
        ([{"on": DAY}, {"on": "2026-11-02", "held": True}], "2026-11-02", 1),
    ],
)
def test_which_session_was_the_last(
    sessions: list[dict[str, Any]], since: str, last: int | None
) -> None:
    """Only a session that was held is the last one; without any it is since the start."""
    found = briefing(sessions=sessions)
    assert str(found.since) == since
    assert (found.last and found.last.number) == last


@pytest.mark.parametrize(
    ("sessions", "due"),
    [
        ([{"on": "2026-11-20"}], ["2026-11-16", "2026-11-20"]),
        ([], ["2026-11-16", "2026-11-20", "2026-11-23"]),
    ],
)
def test_what_is_due(sessions: list[dict[str, Any]], due: list[str]) -> None:
    """Due is what is promised by the next session, or within a week where none is planned."""
    days = ("2026-11-15", DAY, "2026-11-20", "2026-11-23", "2026-11-24")
    found = briefing(sessions=sessions, goals=[goal(*({"what": d, "target": d} for d in days))])
    assert [one.what for one in found.late] == ["2026-11-15"]
    assert [one.what for one in found.due] == due


def test_scores_beside_those_before() -> None:
    """The last score of a scale is told beside the one before it, however long ago that was."""
    found = briefing(
        ratings=[
            {"on": "2026-09-01", "scores": {"willingness": 5, "closeness": 3}},
            {"on": "2026-11-10", "scores": {"willingness": 7}},
        ]
    )
    assert [(one.before, one.score) for one in found.ratings] == [(5, 7)]


def test_agenda_reviews_and_goals() -> None:
    """Told are the questions answered for the next session, reviews to write, goals to reach."""
    found = briefing(
        sessions=[
            {"on": "2026-11-20", "preparation": {"stuck": "The board."}},
            {"on": "2026-11-30", "preparation": {"stuck": "Later."}},
        ],
        reviews=[
            {"on": "2026-11-24"},
            {"on": "2026-11-23"},
            {"on": "2026-11-01"},
            {"on": DAY, "works": "All."},
        ],
        goals=[goal(title="A", reached="2026-11-01"), goal(title="B", on_hold="2026-11-01")],
    )
    assert [one.answers for one in found.agenda] == [("The board.",)]
    assert len(found.unanswered) == 2
    assert [str(one.review.on) for one in found.reviews] == ["2026-11-01", "2026-11-23"]
    assert [one.title for one in found.goals] == ["B"]
