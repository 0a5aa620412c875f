"""The kinds of value that a person types."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from coaching_site.model.text import (
    Amount,
    Answers,
    Clock,
    Day,
    Id,
    Line,
    Percent,
    Prose,
    Rating,
    Truth,
    Whole,
)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Day, "2026-10-15", date(2026, 10, 15)),
        (Day, "2026-1-5", date(2026, 1, 5)),
        (Clock, "09:30", time(9, 30)),
        (Clock, "9:30", time(9, 30)),
        (Truth, "true", True),
        (Truth, "false", False),
        (Rating, "10", 10),
        (Whole, "007", 7),
        (Amount, "12 500.50", Decimal("12500.50")),
        (Amount, "12_500", Decimal(12500)),
        (Amount, "12500", Decimal(12500)),
        (Percent, "40 %", Decimal(40)),
        (Percent, "12.5", Decimal("12.5")),
        (Answers, "one", ("one",)),
        (Answers, ["one", "two"], ("one", "two")),
        (Line, "two\n  lines", "two lines"),
        (Prose, "two\n\nparagraphs", "two\n\nparagraphs"),
        (Id, "goal-1", "goal-1"),
    ],
)
def test_typed_text_is_read(kind: Any, text: object, value: object) -> None:
    """What a person types becomes a value of its kind."""
    assert TypeAdapter(kind).validate_python(text) == value


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (Day, "10/11/2026", "an unambiguous date, year first: write 2026-11-10 or 2026-10-11"),
        (Day, "10.10.2026", "a date with the year first: write 2026-10-10"),
        (Day, "15.10.2026", "a date with the year first: write 2026-10-15"),
        (Day, "2026-02-30", "a date that the calendar has, such as 2026-10-15"),
        (Day, "2026", "a date such as 2026-10-15"),
        (Clock, "24:00", "a time of day such as 09:30"),
        (Truth, "yes", "true or false"),
        (Whole, "8/10", "a whole number"),
        (Amount, "12,000", "an amount such as 12500 or 12500.50"),
        (Percent, "half", "a percentage such as 40"),
        (Line, "a\x00b", "text without control characters, found the character U+0000"),
        (Prose, "\U0010ffe0", "text without control characters, found the character U+10FFE0"),
    ],
)
def test_other_text_is_refused(kind: Any, text: str, message: str) -> None:
    """Text of another kind is refused with what was expected."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(text)
    assert caught.value.errors()[0]["msg"] == f"expected {message}"


@pytest.mark.parametrize(
    ("kind", "text"),
    [(Rating, "0"), (Rating, "11"), (Whole, "0"), (Percent, "101"), (Percent, "NaN"), (Id, "A")],
)
def test_values_out_of_bounds_are_refused(kind: Any, text: str) -> None:
    """A value of the right kind is refused outside its bounds."""
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(text)


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_as_written(day: date) -> None:
    """Each day of the allowed years is read from its ISO form."""
    assert TypeAdapter(Day).validate_python(day.isoformat()) == day


@given(st.text())
def test_any_text_is_a_line_or_refused(text: str) -> None:
    """Whatever is typed as a line has no line break in the end, or is refused as a value."""
    try:
        line = TypeAdapter(Line).validate_python(text)
    except ValidationError:
        return
    assert line.splitlines() in ([line], [])
