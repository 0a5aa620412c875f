"""Sessions in order."""

from __future__ import annotations

from datetime import date

import pytest

from coaching_site.model.programme import SessionPreparation
from coaching_site.view import view_of
from tests.samples import engagement, portal, programme


@pytest.mark.parametrize(
    ("days", "states"),
    [
        ([], []),
        (["2026-11-14"], ["unconfirmed"]),
        (["2026-11-15"], ["next"]),
        (["2026-11-14", "2026-11-16", "2026-11-23"], ["unconfirmed", "next", "planned"]),
        (["2026-11-23", "2026-11-14"], ["unconfirmed", "next"]),
    ],
)
def test_states_of_sessions(days: list[str], states: list[str]) -> None:
    """The first session that is not past is the next one, today's included."""
    sessions = portal(sessions=[{"on": day} for day in days]).sessions
    assert [str(one.state) for one in sessions] == states


def test_two_sessions_on_one_day() -> None:
    """On one day the time decides; without one a session comes first."""
    sessions = portal(
        sessions=[
            {"on": "2026-11-15", "at": "15:00"},
            {"on": "2026-11-15", "at": "09:30"},
            {"on": "2026-11-15"},
        ]
    ).sessions
    assert [(one.number, str(one.session.at), one.state) for one in sessions] == [
        (1, "None", "next"),
        (2, "09:30:00", "planned"),
        (3, "15:00:00", "planned"),
    ]


def test_keys() -> None:
    """A session is known by its id, and without one by its number."""
    sessions = portal(sessions=[{"on": "2026-12-02"}, {"on": "2026-12-01", "id": "first"}]).sessions
    assert [one.key for one in sessions] == ["first", "2"]


def test_next_and_held() -> None:
    """A portal names the next session and counts those held; what did not happen has no number."""
    held = [{"on": "2026-11-01", "held": True}, {"on": "2026-11-08", "agreed": "x"}]
    others = [{"on": "2026-11-03", "held": False}, {"on": "2026-11-20", "cancelled": "2026-11-10"}]
    some = portal(sessions=[*held, *others, {"on": "2026-12-01"}])
    assert some.held == 2
    assert [one.number for one in some.sessions] == [1, 2, 2, 3, 3]
    assert some.next_session is not None
    assert some.next_session.number == 3
    assert portal(sessions=[{"on": "2026-11-01"}]).next_session is None


@pytest.mark.parametrize(
    ("session", "state"),
    [
        ({"on": "2026-11-14"}, "unconfirmed"),
        ({"on": "2026-11-14", "agenda": "x"}, "unconfirmed"),
        ({"on": "2026-11-14", "held": True}, "held"),
        ({"on": "2026-11-14", "agreed": "x"}, "held"),
        ({"on": "2026-11-14", "notes": "x"}, "held"),
        ({"on": "2026-11-14", "follow_up": "x"}, "held"),
        ({"on": "2026-11-15", "follow_up": "x"}, "next"),
        ({"on": "2026-11-15", "held": True}, "held"),
        ({"on": "2026-11-15", "agreed": "x"}, "held"),
        ({"on": "2026-11-16", "held": True}, "next"),
        ({"on": "2026-11-14", "held": False, "notes": "x"}, "missed"),
        ({"on": "2026-11-15", "held": False}, "missed"),
        ({"on": "2026-11-16", "held": False}, "next"),
        ({"on": "2026-11-14", "cancelled": "2026-11-13"}, "cancelled"),
        ({"on": "2026-11-16", "cancelled": "2026-11-15"}, "cancelled"),
        ({"on": "2026-11-14", "cancelled": "2026-11-13", "notes": "x"}, "cancelled"),
        ({"on": "2026-11-20", "cancelled": "2026-11-16"}, "next"),
        ({"on": "2026-11-20", "moved_from": "2026-11-13"}, "next"),
    ],
)
def test_what_makes_a_state(session: dict[str, object], state: str) -> None:
    """A past session is held where the file says so or holds what came of it; else it is asked."""
    (one,) = portal(sessions=[session]).sessions
    assert str(one.state) == state


def test_a_cancelled_session_is_not_the_next() -> None:
    """What is cancelled or did not take place is passed over, and counts as no session held."""
    shown = portal(
        sessions=[
            {"on": "2026-11-15", "cancelled": "2026-11-14"},
            {"on": "2026-11-15", "at": "09:00", "held": False},
            {"on": "2026-11-17"},
        ]
    )
    assert [str(one.state) for one in shown.sessions] == ["cancelled", "missed", "next"]
    assert shown.held == 0


@pytest.mark.parametrize(
    ("by", "who"),
    [
        (None, "unknown"),
        ("executive", "executive"),
        ("Nadia", "executive"),
        ("NADIA brandt", "executive"),
        ("the executive", "executive"),
        ("Client", "executive"),
        ("coach", "coach"),
        ("the coach", "coach"),
        ("Jon", "coach"),
        ("Jon Field", "coach"),
        ("the company", "others"),
        ("Ines Roth", "others"),
    ],
)
def test_who_changed_it(by: str | None, who: str) -> None:
    """The two are known by their part or by their name; all others are named as they were typed."""
    change = {"cancelled": "2026-11-10"} | ({"by": by} if by else {})
    (one,) = portal(sessions=[{"on": "2026-11-12"} | change]).sessions
    assert (str(one.changed_by), one.notice) == (who, 2)


def test_a_move_keeps_the_key() -> None:
    """A session is known by its place among the days first planned, wherever it is moved."""
    days = [{"on": "2026-12-01"}, {"on": "2026-12-15"}, {"on": "2026-12-08"}]
    before = portal(sessions=days).sessions
    moved = {"on": "2026-12-20", "moved_from": "2026-12-01", "told": "2026-11-12"}
    after = portal(sessions=[moved, *days[1:]]).sessions
    assert [(one.key, str(one.session.on)) for one in before] == [
        ("1", "2026-12-01"),
        ("2", "2026-12-08"),
        ("3", "2026-12-15"),
    ]
    assert [(one.key, one.notice) for one in after] == [("2", None), ("3", None), ("1", 19)]


def test_changes_are_counted_by_who_made_them() -> None:
    """Each change is counted once: by whom cancelled, moved, missed, not confirmed."""
    cancelled = {"on": "2026-11-01", "cancelled": "2026-10-30"}
    shown = portal(
        sessions=[
            cancelled | {"by": "executive"},
            cancelled | {"by": "coach", "on": "2026-11-02"},
            cancelled | {"by": "Ines", "on": "2026-11-03", "moved_from": "2026-11-01"},
            cancelled | {"on": "2026-11-04"},
            {"on": "2026-11-05", "moved_from": "2026-11-04", "held": True},
            {"on": "2026-11-06", "held": False},
            {"on": "2026-11-07"},
        ]
    ).changes
    assert (
        shown.cancelled_by_executive,
        shown.cancelled_by_coach,
        shown.cancelled_by_others,
        shown.cancelled_unsaid,
        shown.moved,
        shown.missed,
        shown.unconfirmed,
        shown.cancelled,
    ) == (1, 1, 1, 1, 1, 1, 1, 4)


def test_preparation() -> None:
    """The next session is asked whole, an earlier one shows what was answered, a later one nothing.

    The key of its prompts is the day first planned, or the id.
    """
    prompts = ({"id": "well", "text": "Well?"}, {"id": "stuck", "text": "Stuck?"})
    asked = SessionPreparation.model_validate({"prompts": prompts})
    known = engagement(
        sessions=[
            {"on": "2026-11-01", "held": True, "preparation": {"well": "This."}},
            {"on": "2026-11-20", "moved_from": "2026-11-18", "preparation": {"stuck": "That."}},
            {"on": "2026-12-01", "id": "closing"},
        ]
    )
    with_prompts = programme().model_copy(update={"session_preparation": asked})
    shown = view_of(known, with_prompts, date(2026, 11, 15))
    assert [[(str(p.key), p.answers) for p in one.preparation] for one in shown.sessions] == [
        [("sessions/2026-11-01/well", ("This.",))],
        [("sessions/2026-11-18/well", ()), ("sessions/2026-11-18/stuck", ("That.",))],
        [],
    ]
    assert [one.prepared for one in shown.sessions] == [1, 1, 0]
    assert shown.preparation == shown.sessions[1].preparation
    assert shown.prepare_from == date(2026, 11, 15)
    later = view_of(known, with_prompts, date(2026, 11, 25))
    assert str(later.preparation[0].key) == "sessions/closing/well"
    assert portal().prepare_from is None
