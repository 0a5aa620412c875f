"""Times of day in another notation, such as `9 am` or `14h30`."""

from __future__ import annotations

import re
from typing import Final

from coaching_site.notation.plain import figures, plain

_NAMED: Final = {"noon": (12, 0), "midday": (12, 0), "midnight": (0, 0)}
_TIME: Final = re.compile(
    r"(?:at |um |ab |à |a las |kl\.? ?)?"
    r"(?P<hour>[0-9]{1,2})"
    r"(?:(?: ?[:.,h·] ?| ?uhr ?)(?P<minute>[0-9]{2})(?:[:.][0-9]{2}(?:\.[0-9]+)?)?)?"
    r" ?(?P<half>a\.?m\.?|p\.?m\.?)?"
    r" ?(?:h|hrs?|hours?|uhr|o'?clock|heures?|z|[a-z]{3,4}|[+-][0-9]{1,2}:?[0-9]{2})?\.?"
)
_RUN: Final = re.compile(r"([0-9]{1,2})([0-9]{2})")
_HALF: Final = re.compile(r"[ap]\.?m\.?$")
_UNTIL: Final = re.compile(r" ?(?:-|to|until|till|bis) ?")


def times_meant(text: str) -> tuple[str, ...]:
    """Return the times that a text may mean, as in 09:30; none where it names no time.

    Of a span of time it is the beginning.
    """
    time = _reading(_begin(figures(plain(text).casefold())))
    return (_shown(time),) if time else ()


def _begin(words: str) -> str:
    """Return the beginning of a span of time, with the half of the day that is typed at its end."""
    begin, *end = _UNTIL.split(words)
    if len(end) != 1 or not (_reading(begin) and _reading(end[0])):
        return words
    if begin.isdecimal() and end[0].isdecimal():  # 9-30 may be a time as well
        return words
    half = _HALF.search(end[0])
    return f"{begin} {half[0]}" if half and not _HALF.search(begin) else begin


def _reading(words: str) -> tuple[int, int] | None:
    if words in _NAMED:
        return _NAMED[words]
    if run := _RUN.fullmatch(words):
        return _valid(int(run[1]), int(run[2]), "")
    if not (match := _TIME.fullmatch(words)):
        return None
    return _valid(int(match["hour"]), int(match["minute"] or 0), match["half"] or "")


def _valid(hour: int, minute: int, half: str) -> tuple[int, int] | None:
    if half and hour <= 12:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    elif half.startswith("a"):
        return None
    if (hour, minute) == (24, 0):  # the end of a day
        hour = 0
    return (hour, minute) if hour < 24 and minute < 60 else None


def _shown(time: tuple[int, int]) -> str:
    return f"{time[0]:02}:{time[1]:02}"
