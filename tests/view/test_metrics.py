"""Metrics as of a day: where each stands, and how far it has come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from coaching_site.view.metrics import MetricView
from tests.samples import goal, portal

WAY = {"start": "24", "start_on": "2026-09-28", "target": "6"}
UPWARD = {"start": "0", "start_on": "2026-09-28", "target": "3"}


def metric(*readings: tuple[str, str], as_of: str = "2026-11-20", **of: Any) -> MetricView:
    """Return one metric with readings, each a day and a value, as of a day."""
    read = [{"on": day, "value": value} for day, value in readings]
    typed = {"name": "Questions", "readings": read, **of}
    (view,) = portal(as_of, goals=[goal(metrics=[typed], deadline="2027-02-26")]).goals[0].metrics
    return view


@pytest.mark.parametrize(
    ("typed", "value", "course", "share"),
    [
        ({}, None, "nothing", None),
        ({"target": "6"}, None, "target_only", None),
        ({}, "11", "now_only", None),
        ({"target": "6"}, "11", "no_start", None),
        ({"start": "24"}, None, "start_only", None),
        (WAY, None, "at_start", 0),
        ({"start": "24"}, "24", "same", None),
        ({"start": "24"}, "30", "up", None),
        ({"start": "24"}, "11", "down", None),
        (WAY, "24", "unchanged", 0),
        (WAY, "11", "way_down", 72),
        (WAY, "23.99", "way_down", 1),
        (WAY, "6.01", "way_down", 99),
        (WAY, "6", "reached", 100),
        (WAY, "5.99", "past", 101),
        (WAY, "0", "past", 133),
        (WAY, "24.01", "away_up", -1),
        (WAY, "33", "away_up", -50),
        (UPWARD, "2", "way_up", 67),
        (UPWARD, "3", "reached", 100),
        (UPWARD, "-1.5", "away_down", -50),
    ],
)
def test_course(typed: dict[str, str], value: str | None, course: str, share: int | None) -> None:
    """What is said follows from start, target and last reading; nothing is rounded to an end."""
    view = metric(*([("2026-10-12", value)] if value else []), **typed)
    assert (view.course.value, view.share) == (course, share)
    assert view.done_percent == (100 if view.has_met else min(max(share or 0, 0), 100))


def test_later_readings_are_not_shown() -> None:
    """A portal knows the readings up to its day, and takes the last by day, not by place."""
    view = metric(("2026-11-16", "11"), ("2026-10-12", "21"), ("2026-11-21", "9"), **WAY)
    assert [str(reading.value) for reading in view.readings] == ["21", "11"]
    assert (view.latest, view.latest_on) == (Decimal(11), date(2026, 11, 16))


def test_a_start_to_come_is_not_known() -> None:
    """Before the day of its start a metric has its target alone; without a day it has the start."""
    assert metric(as_of="2026-09-20", **WAY).course == "target_only"
    assert metric(as_of="2026-08-20", start="24", target="6").course == "at_start"


def test_days_that_are_not_said() -> None:
    """The start is of the first day of the coaching, the target of the deadline of the goal."""
    view = metric(start="24", target="6")
    assert (view.start_on, view.by) == (date(2026, 9, 1), date(2027, 2, 26))


def test_as_it_stood_on_an_earlier_day() -> None:
    """A review shows where a metric stood on its day."""
    view = metric(("2026-10-12", "21"), ("2026-11-16", "11"), **WAY)
    assert view.as_of_day(date(2026, 11, 1)).latest == 21
    assert view.as_of_day(date(2026, 9, 30)).course == "at_start"
    assert view.as_of_day(date(2026, 9, 2)).course == "target_only"


def test_keys() -> None:
    """Metrics go by their ids, else by their places, below the goal."""
    goals = [goal(metrics=[{"name": "a", "id": "calls"}, {"name": "b"}], id="rest")]
    assert [view.key for view in portal(goals=goals).goals[0].metrics] == [
        "readings/rest/calls",
        "readings/rest/metric-2",
    ]


@pytest.mark.parametrize(
    ("values", "since", "due"),
    [
        ("1 2 2", None, True),
        ("2 2 2", date(2026, 10, 11), True),
        ("1 2 2 2", date(2026, 10, 18), True),
        ("2 2 2 2 2 2", date(2026, 10, 11), False),
        ("3 3 3", None, True),
    ],
)
def test_that_it_has_not_moved(values: str, since: date | None, *, due: bool) -> None:
    """Three readings alike, short of the target, have not moved; weekly ones are due in a week."""
    days = ("2026-10-11", "2026-10-18", "2026-10-25", "2026-11-01", "2026-11-08", "2026-11-15")
    view = metric(*zip(days, values.split(), strict=False), as_of="2026-11-19", **UPWARD)
    assert (view.still_since, view.is_due or view.needs_reading) == (since, due)


def test_start_on_the_day_of_a_reading() -> None:
    """A start and a reading of one day are one day by which the usual time is told."""
    days = (("2026-09-28", "0"), ("2026-10-26", "1"))
    assert not metric(*days, as_of="2026-10-27", **UPWARD).is_due
    assert not metric(*days, as_of="2026-11-20", **UPWARD).is_due


NO_START = {"target": "96.4", "unit": "percent"}


@pytest.mark.parametrize(
    ("typed", "readings", "as_of", "pace"),
    [
        ({"target": "6"}, "", "2026-11-20", "none"),
        ({"start": "24"}, "11-16 11", "2026-11-20", "none"),
        (WAY, "", "2026-10-01", "unread"),
        (WAY, "", "2026-10-26", "unread"),
        (WAY, "", "2026-10-27", "old"),
        (WAY, "10-12 20, 10-26 19", "2026-11-23", "even"),
        (WAY, "10-12 20, 10-26 19", "2026-11-24", "old"),
        (WAY, "11-02 19", "2027-01-11", "even"),
        (WAY, "11-02 19", "2027-01-12", "old"),
        (WAY, "11-16 11", "2026-11-20", "ahead"),
        (WAY, "11-16 18", "2026-11-20", "even"),
        (WAY, "11-16 23", "2026-11-20", "behind"),
        (WAY, "11-16 25", "2026-11-20", "away"),
        (WAY, "09-28 24", "2026-09-28", "none"),
        (WAY, "11-09 7, 11-16 6", "2026-11-20", "reached"),
        (WAY, "11-09 6, 11-16 5", "2026-11-20", "held"),
        (WAY, "11-09 6, 11-16 7", "2026-11-20", "ahead"),
        ({**WAY, "target_on": "2026-11-18"}, "11-16 7", "2026-11-18", "even"),
        ({**WAY, "target_on": "2026-11-18"}, "11-16 7", "2026-11-19", "missed"),
        ({**WAY, "target_on": "2026-11-18"}, "11-16 7", "2027-11-19", "missed"),
        ({**WAY, "target_on": "2026-11-18"}, "11-16 6", "2027-11-19", "reached"),
        (NO_START, "11-16 96.9", "2026-11-20", "none"),
        (NO_START, "11-16 96.4", "2026-11-20", "held"),
        ({**NO_START, "better": "higher"}, "11-16 96.9", "2026-11-20", "held"),
        ({**NO_START, "better": "lower"}, "11-16 96.9", "2026-11-20", "none"),
        ({**NO_START, "better": "lower"}, "11-09 97, 11-16 96", "2026-11-20", "reached"),
        ({**NO_START, "better": "lower"}, "11-09 97, 11-16 96", "2026-12-20", "old"),
    ],
)
def test_pace(typed: dict[str, str], readings: str, as_of: str, pace: str) -> None:
    """One thing is said of how a metric gets on, and an old number is never compared."""
    days = [one.split() for one in readings.split(", ") if one]
    view = metric(*((f"2026-{day}", value) for day, value in days), as_of=as_of, **typed)
    assert view.pace.value == pace
    assert view.is_current is (pace not in ("old", "unread"))


@pytest.mark.parametrize(
    ("typed", "readings", "as_of", "length"),
    [
        (WAY, (), "2026-10-27", None),
        (WAY, (("2026-10-26", "15"),), "2027-03-01", 50),
        (NO_START, (("2026-11-16", "96.4"),), "2027-03-01", 100),
        ({"start": "24"}, (("2026-11-16", "11"),), "2026-11-20", None),
    ],
)
def test_bar_of_an_old_number(
    typed: dict[str, str], readings: tuple[tuple[str, str], ...], as_of: str, length: int | None
) -> None:
    """An old number keeps its place; before the first reading or without a way there is none."""
    view = metric(*readings, as_of=as_of, **typed)
    assert (view.done_percent if view.has_bar else None) == length
    assert view.has_tick is False


@pytest.mark.parametrize(
    ("typed", "values", "fell_from"),
    [
        (UPWARD, ["2", "1"], "2"),
        (UPWARD, ["1", "2"], None),
        (UPWARD, ["-1"], "0"),
        (UPWARD, ["5", "4"], None),
        (WAY, ["11", "13"], "11"),
        ({"better": "higher"}, ["5", "4"], "5"),
        ({}, ["5", "4"], None),
        (WAY, [], None),
    ],
)
def test_a_fall(typed: dict[str, str], values: list[str], fell_from: str | None) -> None:
    """What is further from its target than the time before says so, unless it is beyond it."""
    view = metric(*((f"2026-11-{n + 10}", value) for n, value in enumerate(values)), **typed)
    assert view.fell_from == (Decimal(fell_from) if fell_from else None)


@pytest.mark.parametrize(
    ("of_goal", "of_engagement", "pace"),
    [
        ({}, {}, "old"),
        ({"deadline": "2026-11-20"}, {}, "reached"),
        ({"reached": "2026-11-20"}, {}, "reached"),
        ({"on_hold": "2026-11-20"}, {}, "reached"),
        ({}, {"end": "2026-11-20"}, "reached"),
    ],
)
def test_no_reading_is_asked_for_after_the_end(
    of_goal: dict[str, str], of_engagement: dict[str, str], pace: str
) -> None:
    """After the day of its target, its goal or the coaching a number does not grow old."""
    typed = {"name": "a", **WAY, "readings": [{"on": "2026-11-16", "value": "6"}]}
    shown = portal("2027-05-01", goals=[goal(metrics=[typed], **of_goal)], **of_engagement)
    (view,) = shown.goals[0].metrics
    assert (view.pace.value, view.needs_reading) == (pace, pace == "old")
