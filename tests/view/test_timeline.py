"""Where days stand on a line of months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.view.timeline import timeline_of
from tests.samples import goal, portal

days = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def test_no_days() -> None:
    """Without days there is no line."""
    assert timeline_of([], date(2026, 11, 15)) is None
    assert portal(goals=[goal({})]).timeline is None


def test_a_single_day() -> None:
    """One day makes a line of one month, with a margin at both ends."""
    line = timeline_of([date(2026, 11, 16)], date(2026, 11, 1))
    assert line is not None
    assert (line.first, line.last) == (date(2026, 11, 1), date(2026, 12, 1))
    assert [(month.day, month.percent, month.middle) for month in line.months] == [
        (date(2026, 11, 1), 3.0, 50.0)
    ]
    assert (line.today.percent, line.percent_of(date(2026, 11, 16))) == (3.0, 50.0)
    assert line.percent_of(date(2026, 12, 1)) == 97.0


def test_months_over_the_end_of_a_year() -> None:
    """Months run on from December to January."""
    line = timeline_of([date(2026, 11, 30), date(2027, 2, 1)], date(2026, 12, 24))
    assert line is not None
    assert [(month.day.isoformat(), month.as_year) for month in line.months] == [
        ("2026-11-01", False),
        ("2026-12-01", False),
        ("2027-01-01", True),
        ("2027-02-01", False),
    ]
    assert line.last == date(2027, 3, 1)


def test_the_day_itself_is_on_the_line() -> None:
    """The line reaches to the as-of day, however far it is from the actions."""
    line = portal("2027-06-15", goals=[goal({"target": "2026-10-01"})]).timeline
    assert line is not None
    assert (line.first, line.last) == (date(2026, 10, 1), date(2027, 7, 1))


@pytest.mark.parametrize(
    ("last", "labels"),
    [
        ("2027-05-01", "11 12 1 2 3 4 5"),
        ("2027-07-01", "11 1 3 5 7"),
        ("2028-04-01", "1 4 7 10 1 4"),
        ("2030-04-01", "1 7 1 7 1 7 1"),
        ("2034-04-01", "1 1 1 1 1 1 1 1"),
        ("2090-04-01", "1 1 1 1 1 1 1"),
    ],
)
def test_no_more_labels_than_fit(last: str, labels: str) -> None:
    """Over a long time months are left out evenly, and the first of a year never before others."""
    line = timeline_of([date(2026, 11, 16), date.fromisoformat(last)], date(2026, 11, 16))
    assert line is not None
    assert " ".join(str(month.day.month) for month in line.months) == labels
    assert len(line.months) <= 8


def test_a_first_january() -> None:
    """A line that begins in January has a January; one of years alone has a year."""
    some = timeline_of([date(2026, 1, 5), date(2026, 3, 1)], date(2026, 2, 1))
    years = timeline_of([date(2026, 1, 5), date(2031, 3, 1)], date(2026, 2, 1))
    assert some is not None
    assert years is not None
    assert [month.as_year for month in some.months] == [False, False, False]
    assert [month.as_year for month in years.months] == [True, True, True, True, True, True]


def test_pins() -> None:
    """Each action with a day stands on it, the earliest first."""
    shown = portal(
        "2026-11-20",
        goals=[
            goal(
                {"what": "late", "target": "2026-10-01", "done": "2026-10-16"},
                {"what": "undated"},
                {"what": "done", "target": "2026-10-05", "done": "2026-10-05"},
                {"what": "begun", "started": "2026-10-10", "target": "2026-12-31"},
                {"what": "overdue", "target": "2026-11-05"},
                {"what": "dropped", "target": "2026-11-19", "dropped": "2026-11-02"},
            )
        ],
    )
    assert shown.timeline is not None
    assert [(pin.action.what, pin.percent) for pin in shown.timeline.pins(shown.actions)] == [
        *[("done", 7.1), ("late", 18.3)],
        *[("dropped", 35.7), ("overdue", 38.8), ("begun", 96.0)],
    ]
    pages = shown.timeline.pins_by_page([*shown.actions, replace(shown.actions[0], goal_page="")])
    assert {page: len(pins) for page, pins in pages.items()} == {shown.goals[0].page: 5, "": 1}


@given(some=st.lists(days, min_size=1, max_size=5), today=days)
def test_places_lie_on_the_line(some: list[date], today: date) -> None:
    """Every day has its place between 0 and 100, in the order of the calendar."""
    line = timeline_of(some, today)
    assert line is not None
    percents = [line.percent_of(day) for day in sorted([*some, today, line.last - timedelta(1)])]
    assert all(0 <= percent_of <= 100 for percent_of in percents)
    assert percents == sorted(percents)
    assert all(mark.day.day == 1 for mark in line.months)
