"""The lines of iCalendar (RFC 5545): components and properties, escaped and folded.

Each function returns text that ends its last line. Properties stand in the order in which they are
given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

_END: Final = "\r\n"
_MOST_BYTES: Final = 74  # of a line, so that the space before the next part fits too
_ESCAPED: Final = re.compile(r"[\\;,]")
_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
_MINUTE: Final = timedelta(minutes=1)
_MINUTES_A_DAY: Final = 1440


def component(name: str, lines: Iterable[str]) -> str:
    """Return a component such as `VEVENT` with these lines, and components, in it."""
    return "".join((f"BEGIN:{name}{_END}", *lines, f"END:{name}{_END}"))


def line(name: str, value: object) -> str:
    """Return a property whose value stands as it is, such as a number or an address."""
    text = f"{name}:{value}"
    return _END.join(_folded(text)) + _END


def text_line(name: str, text: str) -> str:
    """Return a property whose value is a text."""
    escaped = _ESCAPED.sub(lambda found: f"\\{found[0]}", text)
    return line(name, _LINE_BREAK.sub(r"\\n", escaped))


def moment_line(name: str, moment: date) -> str:
    """Return a property whose value is a day, or a moment in UTC, in a zone, or by any clock."""
    if not isinstance(moment, datetime):
        return line(f"{name};VALUE=DATE", f"{moment:%Y%m%d}")
    written = f"{moment:%Y%m%dT%H%M%S}"
    if moment.tzinfo is UTC:
        return line(name, f"{written}Z")
    return line(f"{name};TZID={moment.tzinfo}" if moment.tzinfo else name, written)


def before_line(name: str, distance: timedelta) -> str:
    """Return a property whose value is a distance, in whole minutes, that is below zero."""
    days, minutes = divmod(-distance // _MINUTE, _MINUTES_A_DAY)
    hours, rest = divmod(minutes, 60)
    parts = (f"{hours}H" if hours else "", f"{rest}M" if rest else "")
    return line(name, f"-P{f'{days}D' if days else ''}{'T' if minutes else ''}{''.join(parts)}")


def offset_line(name: str, offset: timedelta) -> str:
    """Return a property whose value is how far a clock is ahead of UTC."""
    hours, minutes = divmod(abs(offset) // _MINUTE, 60)
    return line(name, f"{'-' if offset < timedelta() else '+'}{hours:02}{minutes:02}")


def _folded(text: str) -> list[str]:
    """Return the parts of a line that is too long, each but the first behind a space."""
    parts: list[str] = []
    while len(raw := text.encode()) > _MOST_BYTES:
        part = raw[:_MOST_BYTES].decode(errors="ignore")
        # Some readers join an escape that is torn apart in the wrong way.
        part = part[:-1] if part[-1] in "\\^" else part
        parts.append(part)
        text = text[len(part) :]
    return [f" {part}" if number else part for number, part in enumerate([*parts, text])]
