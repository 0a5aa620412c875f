"""Days and counts in the words of a coach."""

from __future__ import annotations

from datetime import date

import pytest

from coaching_site.model.activities import Session
from coaching_site.practice.days import counted, day_of_session, short_day


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-12-31", "today"),
        ("2027-01-01", "tomorrow"),
        ("2026-12-30", "yesterday"),
        ("2026-03-02", "2 Mar"),
        ("2027-01-02", "2 Jan 2027"),
    ],
)
def test_days(day: str, expected: str) -> None:
    """A near day has a name; another year is named."""
    assert short_day(date.fromisoformat(day), date(2026, 12, 31)) == expected


def test_sessions_and_counts() -> None:
    """A session has its time, if it has one; a noun is in the singular for one alone."""
    session = Session.model_validate({"on": "2026-12-31", "at": "09:05"})
    assert day_of_session(session, date(2026, 12, 31)) == "today 09:05"
    assert [counted(n, "reply", "replies") for n in (0, 1, 2)] == [
        "0 replies", "1 reply", "2 replies",
    ]  # fmt: skip
    assert counted(2, "promise") == "2 promises"
