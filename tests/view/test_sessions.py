"""Sessions in order."""

from __future__ import annotations

import pytest

from tests.samples import portal


@pytest.mark.parametrize(
    ("days", "states"),
    [
        ([], []),
        (["2026-11-14"], ["held"]),
        (["2026-11-15"], ["next"]),
        (["2026-11-14", "2026-11-16", "2026-11-23"], ["held", "next", "planned"]),
        (["2026-11-23", "2026-11-14"], ["held", "next"]),
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
    """A portal names the next session and counts those held."""
    some = portal(sessions=[{"on": "2026-11-01"}, {"on": "2026-11-08"}, {"on": "2026-12-01"}])
    assert some.held == 2
    assert some.next_session is not None
    assert some.next_session.number == 3
    assert portal(sessions=[{"on": "2026-11-01"}]).next_session is None
