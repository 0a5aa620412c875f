"""Times of day typed by another habit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching_site.notation.times import times_meant


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9 am", "09:00"),
        ("9am", "09:00"),
        ("9 a.m.", "09:00"),
        ("9:30 pm", "21:30"),
        ("12 am", "00:00"),
        ("12pm", "12:00"),
        ("21:30 pm", "21:30"),
        ("9.30", "09:30"),
        ("14h30", "14:30"),
        ("14 h 30", "14:30"),
        ("14h", "14:00"),
        ("9 Uhr", "09:00"),
        ("9:30 Uhr", "09:30"),
        ("9 o'clock", "09:00"),
        ("9 o\u2019clock", "09:00"),
        ("09:30:00", "09:30"),
        ("09:30 CET", "09:30"),
        ("09:30+02:00", "09:30"),
        ("O9:3O", "09:30"),
        ("0930", "09:30"),
        ("９：３０", "09:30"),
        ("9", "09:00"),
        ("noon", "12:00"),
        ("Midnight", "00:00"),
        ("24:00", "00:00"),
        ("9:30-10:30", "09:30"),
        ("9:30 \u2013 10:30", "09:30"),
        ("2-3 pm", "14:00"),
    ],
)
def test_times(text: str, time: str) -> None:
    """A time is known in each habit; of a span it is the begin."""
    assert times_meant(text) == (time,)


@pytest.mark.parametrize(
    "text", ["25:00", "9:60", "9-10", "13 am", "half past nine", "4 bananas", "soon", "", "9:3"]
)
def test_no_times(text: str) -> None:
    """Nothing is offered where no time is meant, or more than one may be."""
    assert times_meant(text) == ()


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from([".", "h", ":", " h ", ","]))
def test_every_time_is_known(hour: int, minute: int, sign: str) -> None:
    """Each time of the day is known with any sign between its hour and its minute."""
    right = (f"{hour:02}:{minute:02}",)
    assert times_meant(f"{hour}{sign}{minute:02}") == right
    assert times_meant(f"{hour % 12 or 12}:{minute:02} {'ap'[hour // 12]}m") == right
