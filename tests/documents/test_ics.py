"""The lines of iCalendar files: values as RFC 5545 writes them, and long lines folded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coaching_site.documents.ics import component, day_line, ics_bytes, offset_line, text_line

MOMENT = datetime(2026, 11, 3, 9, 5)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a,b;c:d", r"a\,b\;c:d"),
        (r"a\b", r"a\\b"),
        ("a\nb\r\nc\rd", r"a\nb\nc\nd"),
        ("END:VEVENT\nX:y", r"END:VEVENT\nX:y"),
    ],
)
def test_text(text: str, written: str) -> None:
    """Of a text no sign ends its value or its line."""
    assert text_line("SUMMARY", text) == f"SUMMARY:{written}"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 3), ";VALUE=DATE:20261103"),
        (MOMENT, ":20261103T090500"),
        (MOMENT.replace(tzinfo=UTC), ":20261103T090500Z"),
        (MOMENT.replace(tzinfo=ZoneInfo("Europe/Oslo")), ";TZID=Europe/Oslo:20261103T090500"),
    ],
)
def test_days(day: date, written: str) -> None:
    """A day has no time, and a moment says by which clock it is."""
    assert day_line("DTSTART", day) == f"DTSTART{written}"


@pytest.mark.parametrize(
    ("minutes", "written"), [(0, "+0000"), (345, "+0545"), (-210, "-0330"), (1 / 3, "+000020")]
)
def test_offsets(minutes: float, written: str) -> None:
    """A distance from UTC has a sign, and seconds only if it needs them."""
    assert offset_line("TZOFFSETTO", timedelta(minutes=minutes)) == f"TZOFFSETTO:{written}"


def test_long_lines() -> None:
    """A line has at most 75 bytes; no character and no escape is torn apart."""
    lines = ("X:" + "ö" * 100, "X:" + "a" * 71 + r"\;b", "X:short")
    raw = ics_bytes(component("VEVENT", *lines))
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    unfolded = raw.decode().replace("\r\n ", "")
    assert unfolded.split("\r\n") == ["BEGIN:VEVENT", *lines, "END:VEVENT", ""]
    assert b"a\r\n \\;b" in raw
