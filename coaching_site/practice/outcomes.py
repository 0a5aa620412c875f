"""What an action has come to, as a coach writes it: done, a day, on hold, or dropped."""

from __future__ import annotations

from datetime import date
from typing import Final

from pydantic import TypeAdapter, ValidationError

from coaching_site.editing import Change, Put
from coaching_site.model.types import Day
from coaching_site.practice.actions import ActionInFile
from coaching_site.problems import quoted

DONE: Final = "done"
_FIELDS: Final = {"on hold": "on_hold", "dropped": "dropped"}
_DAY: Final[TypeAdapter[date]] = TypeAdapter(Day)


def fault_of_outcome(text: str, as_of: date) -> str | None:
    """Return why a text does not say what an action has come to, or None where it does."""
    word = text.casefold()
    if word == DONE or word in _FIELDS:
        return None
    day = _day(text)
    if not day:
        return f"expected done, a day such as 2026-10-15, on hold, or dropped, found {quoted(text)}"
    return f"expected today, {as_of}, or an earlier day, found {day}" if day > as_of else None


def change_of_outcome(found: ActionInFile, text: str, day: date) -> Change | None:
    """Return what an outcome changes in the file, None where the file says so already.

    `day` is that of the outcome, unless the text names another.
    """
    if key := _FIELDS.get(text.casefold()):
        return None if getattr(found.action, key) else Put((*found.location, key), day)
    return change_of_done(found, _day(text) or day)


def change_of_done(found: ActionInFile, day: date) -> Change | None:
    """Return what it changes in the file that an action was done on a day; see above.

    One that is repeated is done for this day alone.
    """
    if not found.action.every:
        return Put((*found.location, "done"), day)
    if day in found.action.done_on:
        return None
    return Put((*found.location, "done_on"), (*found.action.done_on, day))


def _day(text: str) -> date | None:
    try:
        return _DAY.validate_python(text)
    except ValidationError:
        return None
