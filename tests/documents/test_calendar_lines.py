"""The lines of iCalendar, read back by another library."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from coaching_site.documents.calendar_lines import (
    before_line,
    component,
    line,
    moment_line,
    offset_line,
    text_line,
)

_READ = st.characters(exclude_categories=("Cc", "Cs"))
"""What a model lets through: no control character, and no half of one."""


@given(st.text(_READ | st.sampled_from("\\;,^öß👩\n")))
def test_text(text: str) -> None:
    """Whatever stands in a text, it comes back, and no line has more than 75 bytes."""
    written = component("VEVENT", [text_line("SUMMARY", text)])
    assert max(len(part) for part in written.encode().split(b"\r\n")) <= 75
    assert str(Event.from_ical(written).get("summary", "")) == text


@pytest.mark.parametrize("length", [10, 66, 67, 140, 141, 142])
def test_length(length: int) -> None:
    """A line is folded as by another library, to the byte."""
    event = Event()
    event.add("SUMMARY", "ö\\" * length)
    assert component("VEVENT", [text_line("SUMMARY", "ö\\" * length)]).encode() == event.to_ical()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (moment_line("DTSTART", date(2026, 3, 1)), "DTSTART;VALUE=DATE:20260301"),
        (moment_line("DTSTART", datetime(2026, 3, 1, 9, 5)), "DTSTART:20260301T090500"),
        (moment_line("DTSTAMP", datetime(2026, 3, 1, tzinfo=UTC)), "DTSTAMP:20260301T000000Z"),
        (
            moment_line("DTEND", datetime(2026, 3, 1, 9, tzinfo=ZoneInfo("Europe/Paris"))),
            "DTEND;TZID=Europe/Paris:20260301T090000",
        ),
        (before_line("TRIGGER", timedelta(days=-1)), "TRIGGER:-P1D"),
        (before_line("TRIGGER", timedelta(days=-1, minutes=-90)), "TRIGGER:-P1DT1H30M"),
        (before_line("TRIGGER", timedelta(hours=-15)), "TRIGGER:-PT15H"),
        (offset_line("TZOFFSETTO", timedelta(hours=5, minutes=30)), "TZOFFSETTO:+0530"),
        (offset_line("TZOFFSETTO", timedelta(hours=-3, minutes=-30)), "TZOFFSETTO:-0330"),
        (line("SEQUENCE", 4), "SEQUENCE:4"),
    ],
)
def test_values(written: str, expected: str) -> None:
    """A day, a moment, a distance, an offset and a number are each written in their form."""
    assert written == f"{expected}\r\n"
