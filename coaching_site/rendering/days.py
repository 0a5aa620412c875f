"""Days in the words of a language."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.dates import format_date, format_skeleton

_DAY: Final = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_SKELETONS: Final = {"short": "MMMd", "dated": "yMMMd", "month": "MMMMd"}
# Between a day and its month, as in Spanish and Portuguese.
_OF: Final = re.compile(r"\u00a0(de|d’) ")


@lru_cache(maxsize=5000)  # a day stands on several pages
def day_in_words(day: date, form: str, locale: Locale) -> str:
    """Return a day: `short`, `dated`, `month`, `brief`, `weekday`, or a form of Babel, as `long`.

    The first five leave out the year but for `dated`, which is `short` with it; `month` names the
    month in full. `brief`, `weekday` and `full` name the day of the week, the first of them in
    short. A day stays on one line with its month.
    """
    if form in _SKELETONS:
        text = format_skeleton(_SKELETONS[form], day, locale=locale)
    elif form == "brief":
        # One part of a sentence: without the comma that some languages have behind the weekday.
        text = format_skeleton("MMMEd", day, locale=locale).replace(",", "")
    elif form == "weekday":
        text = format_date(day, _weekday_pattern(locale), locale)
    else:
        text = format_date(day, form, locale)
    return _with_its_month(text, day)


def _with_its_month(text: str, day: date) -> str:
    """Return a day in words with no-break spaces between its number and the name of its month.

    The month follows, as in "26 November", or else it stands before, as in "November 26, 2026".
    """
    found = next((one for one in _DAY.finditer(text) if int(one[0]) == day.day), None)
    if not found:
        return text
    before, after = text[: found.start()], text[found.end() :]
    if follows := re.match(r"\.? (?=[^\W\d])", after):
        after = follows[0].replace(" ", "\u00a0") + after[follows.end() :]
        return before + found[0] + _OF.sub("\u00a0\\1\u00a0", after, count=1)
    return re.sub(r"(?<=[^\W\d]) $|(?<=\.) $", "\u00a0", before) + found[0] + after


def _weekday_pattern(locale: Locale) -> str:
    skeletons = locale.datetime_skeletons
    pattern = (skeletons.get("MMMMEEEEd") or skeletons["MMMEd"]).pattern
    # Both names in full: a language may have the pattern for short names alone.
    pattern = re.sub("[Ec]+", "EEEE", re.sub("[ML]{3,}", lambda found: found[0][0] * 4, pattern))
    # With a comma or none, as with the year: British English has one there alone.
    comma = "," if "EEEE," in locale.date_formats["full"].pattern else ""
    return re.sub("EEEE,?", f"EEEE{comma}", pattern)
