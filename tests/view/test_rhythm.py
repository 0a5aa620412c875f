"""Sessions against the agreed rhythm."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coaching_site.view.rhythm import RhythmView, rhythm_of
from tests.samples import engagement, portal, programme


def rhythm(as_of: str, *days: str, **more: object) -> RhythmView:
    """Return the view of sessions on these days; four were agreed, then two or three a month."""
    sessions = [{"on": day} | ({"held": True} if day < as_of else {}) for day in days]
    found = portal(as_of, sessions=sessions, **more).rhythm
    assert found is not None
    return found


def months(view: RhythmView) -> list[tuple[str, str, int, int, int]]:
    """Return of each month its first day, its state, and what was held, is planned and lacks."""
    return [(m.first.isoformat(), str(m.state), m.held, m.planned, m.missing) for m in view.months]


def test_months_of_the_coaching() -> None:
    """Months count from the start; only one that is over can lack anything."""
    view = rhythm(
        "2026-11-15",
        *("2026-09-09", "2026-09-16", "2026-09-23", "2026-09-30", "2026-10-06"),
        *("2026-10-07", "2026-11-10", "2026-11-15", "2027-01-07"),
        start="2026-09-07",
    )
    assert months(view) == [
        ("2026-09-07", "over", 5, 0, 0),
        ("2026-10-07", "over", 1, 0, 1),
        ("2026-11-07", "current", 1, 1, 0),
        ("2026-12-07", "ahead", 0, 0, 0),
        ("2027-01-07", "ahead", 0, 1, 0),
    ]
    assert [(m.at_least, m.at_most) for m in view.months[:2]] == [(4, 4), (2, 3)]
    assert view.months[0].last == date(2026, 10, 6)
    assert view.months[2].days == (date(2026, 11, 15),)
    assert [m.gaps for m in view.months] == [0, 1, 0, 2, 1]
    assert [m.open for m in view.months] == [0, 0, 0, 2, 1]
    assert [m.dated for m in view.months] == [5, 1, 2, 0, 1]
    assert (view.over, view.fulfilled) == (2, 1)


@pytest.mark.parametrize(
    ("as_of", "state", "held", "over"),
    [
        ("2026-08-15", "ahead", 0, 0),
        ("2026-09-01", "current", 0, 0),
        ("2026-09-02", "current", 1, 0),
        ("2026-09-30", "current", 1, 0),
        ("2026-10-01", "over", 1, 1),
    ],
)
def test_the_first_month(as_of: str, state: str, held: int, over: int) -> None:
    """A month is judged from the day after its last; before the start nothing is."""
    view = rhythm(as_of, "2026-09-01")
    assert (str(view.months[0].state), view.months[0].held, view.over) == (state, held, over)


def test_months_that_are_too_short() -> None:
    """A coaching that begins on the 31st has its months begin on the last day of shorter ones."""
    view = rhythm("2027-03-31", "2026-12-31", start="2026-12-31")
    firsts = [month.first.isoformat() for month in view.months]
    assert firsts == ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"]


def test_after_the_end() -> None:
    """After the end of the coaching nothing is agreed any more."""
    view = rhythm("2027-06-01", "2026-09-02", end="2026-10-15")
    assert [month.first.isoformat() for month in view.months] == ["2026-09-01", "2026-10-01"]
    assert view.months[1].last == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("end", "last", "agreed"),
    [
        ("2026-10-31", "2026-10-31", (2, 3)),
        ("2026-10-16", "2026-10-16", (1, 2)),
        ("2026-10-01", "2026-10-01", (0, 1)),
        ("2026-09-30", "2026-09-30", (4, 4)),
        ("2026-09-01", "2026-09-01", (0, 1)),
    ],
)
def test_the_last_month(end: str, last: str, agreed: tuple[int, int]) -> None:
    """The last month is over with the coaching; in a part of a month less was agreed."""
    view = rhythm((date.fromisoformat(end) + timedelta(1)).isoformat(), "2026-09-01", end=end)
    month = view.months[-1]
    assert (month.last.isoformat(), str(month.state)) == (last, "over")
    assert (month.at_least, month.at_most) == agreed
    on_that_day = rhythm(end, "2026-09-01", end=end)
    assert str(on_that_day.months[-1].state) == "current"


def test_no_picture() -> None:
    """Without a session, or a programme with a rhythm, there is nothing to see."""
    assert portal().rhythm is None
    without = programme().model_copy(update={"rhythm": None})
    some = engagement(sessions=[{"on": "2026-09-02"}])
    assert rhythm_of(some, without, date(2026, 11, 15)) is None


def test_what_became_of_the_sessions_of_a_month() -> None:
    """A session not confirmed is neither held nor missed; a cancelled one leaves a gap.

    One that was moved counts in the month in which it is held.
    """
    found = portal(
        "2026-11-02",
        sessions=[
            {"on": "2026-09-02", "held": True},
            {"on": "2026-09-09"},
            {"on": "2026-09-16", "cancelled": "2026-09-15"},
            {"on": "2026-09-23", "held": False},
            {"on": "2026-10-02", "agreed": "x"},
            {"on": "2026-10-20", "moved_from": "2026-09-30", "notes": "y"},
        ],
    ).rhythm
    assert found is not None
    first, second, _ = found.months
    assert (first.held, first.unconfirmed, first.cancelled, first.missing) == (1, 1, 2, 2)
    assert (second.held, second.cancelled, second.missing) == (2, 0, 0)
    assert (first.missed, second.missed) == (0, 0)
    assert [month.is_fulfilled for month in found.months] == [False, True, False]
    assert (found.over, found.fulfilled) == (2, 1)
