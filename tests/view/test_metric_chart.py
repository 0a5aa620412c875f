"""Pictures of metrics: places in per cent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from coaching_site.view.metric_chart import MetricChart, chart_of

START = (date(2026, 9, 1), Decimal(24))
READ = [(date(2026, 10, 1), Decimal(15))]
AS_OF = date(2026, 11, 1)


def chart(
    start: tuple[date, Decimal] | None = START,
    target: int | None = 6,
    by: date | None = date(2027, 1, 1),
    readings: list[tuple[date, Decimal]] = READ,
) -> MetricChart | None:
    """Return a picture of a downward metric, which is 122 days long."""
    return chart_of(start, readings, None if target is None else Decimal(target), by, AS_OF)


def test_places() -> None:
    """Days lie between the sides, values between room for the numbers above and below."""
    drawn = chart()
    assert drawn
    assert [(point.x, point.y) for point in drawn.points] == [(2.0, 18.0), (25.6, 47.0)]
    assert drawn.goal
    assert (drawn.goal.x, drawn.goal.y, drawn.goal_y) == (98.0, 76.0, 76.0)
    assert drawn.today == 50.0
    assert drawn.is_downward
    assert [(str(a.value), str(b.value)) for a, b in drawn.lines] == [("24", "15")]


def test_places_of_names() -> None:
    """The way to the target is named on it, beyond today, which is below others near an end."""
    drawn = chart()
    assert drawn
    assert drawn.named == (69.2, 58.6)
    assert chart(by=None).named is None  # type: ignore[union-attr]
    near = [(share, replace(drawn, today=share).today_is_below) for share in (21, 22, 78, 79)]
    assert near == [(21, True), (22, False), (78, False), (79, True)]


@pytest.mark.parametrize(
    ("start", "target", "readings"),
    [(None, None, []), (START, None, []), (None, 6, []), (None, 6, READ), (START, 6, [])],
)
def test_nothing_to_compare(
    start: tuple[date, Decimal] | None, target: int | None, readings: list[tuple[date, Decimal]]
) -> None:
    """One number alone is no picture, nor is it one with its target."""
    assert chart(start=start, target=target, readings=readings) is None


def test_a_target_without_a_day() -> None:
    """A target is a height where it has no day, or one before all else; the way then goes on."""
    for by in (None, date(2026, 8, 1)):
        drawn = chart(by=by)
        assert drawn
        assert (drawn.goal, drawn.goal_y, drawn.today) == (None, 76.0, 74.3)


def test_all_on_one_day_and_height() -> None:
    """Where nothing differs, all is in the middle."""
    same = (AS_OF, Decimal(6))
    drawn = chart(start=same, readings=[same], by=None)
    assert drawn
    assert [(point.x, point.y) for point in drawn.points] == [(50.0, 47.0), (50.0, 47.0)]


def test_a_small_change_is_drawn_small() -> None:
    """A picture spans a twentieth of its largest value at least, with the values in its middle."""
    drawn = chart(start=(START[0], Decimal(96)), readings=[(READ[0][0], Decimal(98))], target=None)
    assert drawn
    first, last = drawn.points
    assert (first.y, last.y) == (58.8, 35.2)
