"""The day that a portal speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from pydantic import TypeAdapter, ValidationError

from coaching_site.model.types import YEARS, Day
from coaching_site.notation.days import days_meant
from coaching_site.problems import InvalidInput, Problem, quoted


def as_of_day(environment: Mapping[str, str], option: object = None) -> date:
    """Return the as-of day: AS_OF, else the option of `mkdocs.yml`, else SOURCE_DATE_EPOCH.

    The last is in seconds since 1970, UTC. Without any of them it is today. Raises `InvalidInput`
    that names the one that cannot be read.
    """
    if typed := environment.get("AS_OF"):
        return day_of(typed, "AS_OF")
    if option is not None:
        # YAML makes a date of a day without quotes, and a moment of one with a time.
        text = str(option)[:10] if isinstance(option, date) else str(option)
        return day_of(text, "mkdocs.yml", "as_of")
    if seconds := environment.get("SOURCE_DATE_EPOCH"):
        return _day_of_epoch(seconds)
    return datetime.now().astimezone().date()


def day_of(text: str, origin: str, where: str = "") -> date:
    """Return the day that a text names; raise `InvalidInput` about its origin if it names none."""
    text = text.strip(" ")
    try:
        return TypeAdapter(Day).validate_python(text)
    except ValidationError as error:
        meant = " or ".join(days_meant(text))
        offer = f": write {meant}" if meant else ""
        message = f"{error.errors(include_url=False)[0]['msg']}{offer}, found {quoted(text)}"
        raise InvalidInput([Problem.of_setting(origin, message, where)]) from None


def _day_of_epoch(text: str) -> date:
    try:
        day = datetime.fromtimestamp(int(text), UTC).date()
    except (ValueError, OverflowError, OSError):  # which of them depends on the system
        day = None
    if day is None or day.year not in YEARS:
        message = f"expected a number of seconds since 1970, found {quoted(text)}"
        raise InvalidInput([Problem.of_setting("SOURCE_DATE_EPOCH", message)])
    return day
