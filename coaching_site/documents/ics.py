"""The text of iCalendar files (RFC 5545): lines of properties in components, and folded lines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_MAX_BYTES: Final = 74  # of a line without its end, and of one that goes on behind its space
_ESCAPES: Final = "\\^"


def component(name: str, *lines: str) -> list[str]:
    """Return the lines of a component, which may be those of others within it."""
    return [f"BEGIN:{name}", *lines, f"END:{name}"]


def text_line(name: str, text: str) -> str:
    """Return a property whose value is text."""
    escaped = (
        text.replace(r"\N", "\n").replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
    )
    for line_end in ("\r\n", "\n", "\r"):
        escaped = escaped.replace(line_end, r"\n")
    return f"{name}:{escaped}"


def day_line(name: str, day: date) -> str:
    """Return a property whose value is a day, or a moment in UTC, in a zone or by any clock."""
    if not isinstance(day, datetime):
        return f"{name};VALUE=DATE:{day:%Y%m%d}"
    zone = day.tzinfo
    zone_name = f";TZID={zone.key}" if isinstance(zone, ZoneInfo) else ""
    return f"{name}{zone_name}:{day:%Y%m%dT%H%M%S}{'Z' if zone is UTC else ''}"


def offset_line(name: str, offset: timedelta) -> str:
    """Return a property whose value is a distance from UTC, such as `+0100`."""
    minutes, seconds = divmod(abs(int(offset.total_seconds())), 60)
    sign = "-" if offset < timedelta(0) else "+"
    told = f"{seconds:02}" if seconds else ""
    return f"{name}:{sign}{minutes // 60:02}{minutes % 60:02}{told}"


def ics_bytes(lines: Iterable[str]) -> bytes:
    """Return the bytes of a file of these lines."""
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _folded(line: str) -> str:
    """Return a line in several if it is long, none of which ends in the midst of an escape."""
    parts, start, size = [], 0, 0
    for at, character in enumerate(line):
        width = len(character.encode())
        if size + width > _MAX_BYTES:
            cut = at - 1 if at - start > 1 and line[at - 1] in _ESCAPES else at
            parts.append(line[start:cut])
            start, size = cut, len(line[cut:at].encode())
        size += width
    return "\r\n ".join((*parts, line[start:]))
