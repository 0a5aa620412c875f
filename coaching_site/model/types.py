"""The kinds of value a person types: a line, prose, a day, a mark, an amount.

Every kind is read from text, because a YAML file is text: `no` stays the word "no", and a
time such as 09:00 is not a number in base sixty. Errors say what was expected.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter
from pydantic_core import PydanticCustomError

from coaching_site.model.metadata import Format

# Sealed values travel through a page between these private-use characters (see `sealing`).
RESERVED_FIRST: Final = "\U0010ffe0"
RESERVED_LAST: Final = "\U0010fffd"

YEARS: Final = range(1950, 2101)
"""The years in which a day may lie."""

_REFUSED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    rf"{RESERVED_FIRST}-\U0010ffff]"
)
# Letters and symbols by their category, or without one, that no typeface draws.
_FILLERS: Final = re.compile(
    "[\u115f\u1160\u2065\u2800\u3164\uffa0\ufff0-\ufff8\U0001d159\U000e0000-\U000e0fff]"
)
# Digits are those of ASCII alone: other programs read no others, nor do all readers.
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
AMOUNT: Final = r"^([0-9]{1,3}([ _]?[0-9]{3})*|[0-9]+)(\.[0-9]{1,2})?$"
PERCENT: Final = r"^-?[0-9]{1,9}(\.[0-9]{1,9})?\s*%?$"


class Record(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _readable(text: str) -> str:
    if found := _REFUSED.search(text):
        raise PydanticCustomError(
            "character",
            "expected text without control characters, found the character {character}",
            {"character": f"U+{ord(found[0]):04X}"},
        )
    return text


def is_visible(character: str) -> bool:
    """Return whether a reader sees something of a character that stands alone.

    Spaces, signs of format, fillers and marks that need a letter below them are not seen.
    """
    category = unicodedata.category(character)
    is_sign = category[0] in "ZM" or category in ("Cc", "Cf", "Cs")
    return not is_sign and not _FILLERS.match(character)


def _visible(text: str) -> str:
    if text and not any(map(is_visible, text)):
        raise PydanticCustomError(
            "invisible",
            "expected text that can be seen, found only the invisible character {character}",
            {"character": f"U+{ord(text[0]):04X}"},
        )
    return text


def _one_line(text: str) -> str:
    return re.sub(r"[ \t]*[\n\x85\u2028\u2029]\s*", " ", text)


def one_or_many(value: Any) -> Any:
    """Return one text as several of one; other values as they are."""
    return (value,) if isinstance(value, str) else value


def _day(value: Any) -> Any:
    """Return the day that ISO text names."""
    if not isinstance(value, str):
        return value
    if parts := _ISO_DAY.fullmatch(value):
        return _calendar_day(*(int(part) for part in parts.groups()))
    raise PydanticCustomError("day", "expected a date such as 2026-10-15")


def _calendar_day(year: int, month: int, day: int) -> date:
    if year not in YEARS:
        raise PydanticCustomError(
            "day", "expected a date between the years 1950 and 2100, such as 2026-10-15"
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise PydanticCustomError(
            "day", "expected a date that the calendar has, such as 2026-10-15"
        ) from None


def _clock(value: Any) -> Any:
    if isinstance(value, str):
        if not (parts := _CLOCK.fullmatch(value)):
            raise PydanticCustomError("clock", "expected a time of day such as 09:30")
        return time(int(parts[1]), int(parts[2]))
    return value


def _truth(value: Any) -> Any:
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, str):
        raise PydanticCustomError("truth", "expected true or false")
    return value


def _amount(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(AMOUNT, value):
            raise PydanticCustomError("amount", "expected an amount such as 12500 or 12500.50")
        return Decimal(re.sub(r"[ _]", "", value))
    return value


def _percent(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(PERCENT, value):
            raise PydanticCustomError("percent", "expected a percentage such as 40")
        return Decimal(value.removesuffix("%").strip())
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"-?[0-9]{1,9}", value):
            raise PydanticCustomError("whole", "expected a whole number")
        return int(value)
    return value


_Text = Annotated[str, AfterValidator(_readable)]

Line = Annotated[
    _Text, AfterValidator(_visible), AfterValidator(_one_line), Field(min_length=1, max_length=500)
]
"""Text on one line, shown letter for letter; line breaks become spaces."""

LONGEST_PROSE: Final = 20_000
"""The most characters of one text."""

Text = Annotated[_Text, Field(min_length=1, max_length=LONGEST_PROSE)]
"""One text in which emphasis, lists and links of Markdown work, and nothing else."""

Answers = Annotated[tuple[Text, ...], BeforeValidator(one_or_many)]
"""One text or a list of texts; one text reads as a list of one."""

_TEXTS: Final = TypeAdapter(Answers, config=ConfigDict(str_strip_whitespace=True))


def as_one(value: Any) -> Any:
    """Return several texts as one, a list in Markdown, and none as None; else the value itself."""
    if not isinstance(value, list | tuple):
        return value
    texts = _TEXTS.validate_python(value)
    if len(texts) < 2:
        return next(iter(texts), None)
    # Four columns, so that a second paragraph of an item stays in it.
    return "\n".join("-   " + re.sub(r"\n(?=[^\n])", "\n    ", text) for text in texts)


Prose = Annotated[Text, BeforeValidator(as_one)]
"""One text, or several, which read as a list of Markdown."""

MaybeProse = Annotated[Text | None, BeforeValidator(as_one)]
"""Prose that may wait."""

Lines = Annotated[tuple[Line, ...], BeforeValidator(one_or_many)]
"""One line or a list of lines."""


def shaped(pattern: str, longest: int = 500) -> Any:
    """Return the constraint that a line matches a pattern and is no longer than that."""
    # Behind a function that checks, pydantic leaves constraints out of the schema.
    extra: dict[str, Any] = {"pattern": pattern, "maxLength": longest}
    return Field(pattern=pattern, max_length=longest, json_schema_extra=extra)


Language = Annotated[
    Line,
    shaped(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"),
    Format("language", "expected a language such as en, de or pt-BR"),
]
"""A language, such as `en`, `pt-BR` or `zh-Hant`."""

ID_FORMAT: Final = Format(
    "id", "expected a short name of small letters, digits, - and _ that begins with a letter"
)

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60), ID_FORMAT]
"""A short name for reference: small letters, digits, dashes and underscores."""

Ids = Annotated[tuple[Id, ...], BeforeValidator(one_or_many)]
"""One id or a list of ids."""

Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day, typed as 2026-10-15."""

Clock = Annotated[time, BeforeValidator(_clock)]
"""A time of day in hours and minutes, typed as 09:30."""

Truth = Annotated[bool, BeforeValidator(_truth)]
"""`true` or `false`; no other word counts."""

Rating = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=10)]
"""A whole number from 1 to 10."""

Whole = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=1000)]
"""A whole number from 1 to 1000."""

Amount = Annotated[
    Decimal, BeforeValidator(_amount), Field(ge=0, le=10**12, json_schema_extra={"pattern": AMOUNT})
]
"""Money up to a million million, in the unit of the currency, with at most two decimals."""

Percent = Annotated[
    Decimal, BeforeValidator(_percent), Field(ge=0, le=100, json_schema_extra={"pattern": PERCENT})
]
"""A share from 0 to 100, with or without the sign."""
