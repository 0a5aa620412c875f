"""The kinds of value that a person types."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from coaching_site.model.types import (
    Amount,
    Answers,
    Day,
    Id,
    OneLine,
    Percent,
    PositiveInt,
    Prose,
    Rating,
    StrictBool,
    TimeOfDay,
)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Day, "2026-10-15", date(2026, 10, 15)),
        (Day, "2026-1-5", date(2026, 1, 5)),
        (TimeOfDay, "09:30", time(9, 30)),
        (TimeOfDay, "9:30", time(9, 30)),
        (StrictBool, "true", True),
        (StrictBool, "false", False),
        (Rating, "10", 10),
        (PositiveInt, "007", 7),
        (Amount, "12 500.50", Decimal("12500.50")),
        (Amount, "12_500", Decimal(12500)),
        (Amount, "12500", Decimal(12500)),
        (Percent, "40 %", Decimal(40)),
        (Percent, "12.5", Decimal("12.5")),
        (Answers, "one", ("one",)),
        (Answers, ["one", "two"], ("one", "two")),
        (OneLine, "two\n  lines", "two lines"),
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
        (Day, "15.10.2026", "a date such as 2026-10-15"),
        (Day, "２０２６-10-15", "a date such as 2026-10-15"),
        (TimeOfDay, "０９:30", "a time of day such as 09:30"),
        (Day, "2026-02-30", "a date that the calendar has, such as 2026-10-15"),
        (Day, "2026", "a date such as 2026-10-15"),
        (TimeOfDay, "24:00", "a time of day such as 09:30"),
        (StrictBool, "yes", "true or false"),
        (PositiveInt, "8/10", "a whole number"),
        (Amount, "12,000", "an amount such as 12500 or 12500.50"),
        (PositiveInt, "1e1", "a whole number"),
        (PositiveInt, "5_0", "a whole number"),
        (PositiveInt, "0x10", "a whole number"),
        (PositiveInt, "+5", "a whole number"),
        (PositiveInt, "１２", "a whole number"),
        (Rating, "７", "a whole number"),
        (Amount, "１２", "an amount such as 12500 or 12500.50"),
        (Amount, "1e3", "an amount such as 12500 or 12500.50"),
        (Amount, "5_0", "an amount such as 12500 or 12500.50"),
        (Amount, "-5", "an amount such as 12500 or 12500.50"),
        (Percent, "half", "a percentage such as 40"),
        (Percent, "1e1", "a percentage such as 40"),
        (Percent, "5_0", "a percentage such as 40"),
        (Percent, "+5", "a percentage such as 40"),
        (Percent, "１２", "a percentage such as 40"),
        (Percent, "NaN", "a percentage such as 40"),
        (OneLine, "a\x00b", "text without control characters, found the character U+0000"),
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
    [
        (Rating, "0"),
        (Rating, "11"),
        (PositiveInt, "0"),
        (Percent, "101"),
        (Percent, "NaN"),
        (Id, "A"),
    ],
)
def test_values_out_of_bounds_are_refused(kind: Any, text: str) -> None:
    """A value of the right kind is refused outside its bounds."""
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(text)


UNSEEN = [
    *"\u00ad\u034f\u061c\u115f\u1160\u17b4\u180b\u180e\u200b\u200d\u200e\u202e\u2060\u2064\u2065",
    *"\u2800\u3164\ufe0f\ufeff\uffa0\ufff0\U0001d159\U000e0001\U000e0100",
    *"\u0301\u20dd\u0903",
]


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_a_line_can_be_seen(sign: str) -> None:
    """A line of signs that nobody sees is refused; they may stand among others."""
    for text in (sign, 3 * sign, f"{sign} \u200b"):
        with pytest.raises(ValidationError, match="expected text that can be seen, found only"):
            TypeAdapter(OneLine).validate_python(text)
    assert TypeAdapter(OneLine).validate_python(f"a{sign}") == f"a{sign}"


@pytest.mark.parametrize("text", ["7", "🙂", "李", "—", "אב", "\u31350", "\U00031350", "\uf8ff"])
def test_any_visible_sign_is_a_line(text: str) -> None:
    """A name of one sign in any script is a name."""
    assert TypeAdapter(OneLine).validate_python(text) == text


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_as_written(day: date) -> None:
    """Each day of the allowed years is read from its ISO form."""
    assert TypeAdapter(Day).validate_python(day.isoformat()) == day


@given(st.text())
def test_any_text_is_a_line_or_refused(text: str) -> None:
    """Whatever is typed as a line has no line break in the end, or is refused as a value."""
    try:
        line = TypeAdapter(OneLine).validate_python(text)
    except ValidationError:
        return
    assert line.splitlines() in ([line], [])
