"""The types of values in a file: one line, prose, a day, a number, an amount.

Each is validated from text, since `parsing` leaves all scalars of YAML as text: `no` stays the
word "no", and 09:00 is no number in base sixty. The messages of errors say what was expected.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter
from pydantic_core import PydanticCustomError

from coaching_site.characters import CONTROLS, NONCHARACTERS, SURROGATES
from coaching_site.model.metadata import Format

# `rendering.placeholders` writes its placeholders with these private-use characters, so no input
# may hold them: else it could forge one.
RESERVED_FIRST: Final = "\U0010ffe0"
RESERVED_LAST: Final = "\U0010fffd"

YEARS: Final = range(1950, 2101)
"""The years of the days that a file may hold."""

REFUSED_CHARACTERS: Final = f"[{CONTROLS}{SURROGATES}{NONCHARACTERS}{RESERVED_FIRST}-\U0010ffff]"
"""A pattern of the characters that no text may hold. JavaScript reads it as Python does."""

CONTROL_FOUND: Final = "expected text without control characters, found the character {character}"

_REFUSED: Final = re.compile(REFUSED_CHARACTERS)
# Characters that count as letters or symbols in Unicode, or are unassigned, but have no glyph.
_FILLERS: Final = re.compile(
    "[\u115f\u1160\u2065\u2800\u3164\uffa0\ufff0-\ufff8\U0001d159\U000e0000-\U000e0fff]"
)
# ASCII digits only: `\d` would also match those of other scripts, which editors and schemas refuse.
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_TIME_OF_DAY = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
AMOUNT: Final = r"^([0-9]{1,3}([ _]?[0-9]{3})*|[0-9]+)(\.[0-9]{1,2})?$"
PERCENT: Final = r"^-?[0-9]{1,9}(\.[0-9]{1,9})?\s*%?$"
QUANTITY: Final = r"^-?([0-9]{1,3}([ _]?[0-9]{3})*|[0-9]+)(\.[0-9]{1,4})?$"


class Record(BaseModel):
    """A frozen record that refuses keys it does not know."""

    # Fields are described by arguments: pydantic reads docstrings of attributes from the source,
    # which took 0.25 s at each import. Validators are built for the records that are read alone.

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True
    )


def refused_character(text: str) -> str | None:
    """Return the first character of a text that no text may hold, such as `U+0007`, or None."""
    match = _REFUSED.search(text)
    return f"U+{ord(match[0]):04X}" if match else None


def _without_control_characters(text: str) -> str:
    if character := refused_character(text):
        raise PydanticCustomError("character", CONTROL_FOUND, {"character": character})
    return text


def is_visible(character: str) -> bool:
    """Return whether a character alone has a visible glyph.

    Spaces, format characters, fillers and combining marks have none.
    """
    category = unicodedata.category(character)
    is_blank = category[0] in "ZM" or category in ("Cc", "Cf", "Cs")
    return not is_blank and not _FILLERS.match(character)


def _visible(text: str) -> str:
    if text and not any(map(is_visible, text)):
        raise PydanticCustomError(
            "invisible",
            "expected text that can be seen, found only the invisible character {character}",
            {"character": f"U+{ord(text[0]):04X}"},
        )
    return text


def _one_line(text: str) -> str:
    # Not `\n` alone: the line separators of Unicode are pasted from slides.
    return re.sub(r"[ \t]*[\n\x85\u2028\u2029]\s*", " ", text)


def as_tuple(value: Any) -> Any:
    """Return a single text as a tuple of one; other values unchanged."""
    return (value,) if isinstance(value, str) else value


def _day(value: Any) -> Any:
    """Return the date that a text in ISO 8601 names, and values that are no text unchanged."""
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


def _time_of_day(value: Any) -> Any:
    if isinstance(value, str):
        if not (parts := _TIME_OF_DAY.fullmatch(value)):
            raise PydanticCustomError("time_of_day", "expected a time of day such as 09:30")
        return time(int(parts[1]), int(parts[2]))
    return value


def _boolean(value: Any) -> Any:
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, str):
        raise PydanticCustomError("boolean", "expected true or false")
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


def _quantity(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(QUANTITY, value):
            raise PydanticCustomError("quantity", "expected a number alone, such as 24 or 96.4")
        return Decimal(re.sub(r"[ _]", "", value))
    if isinstance(value, dict):
        # As if it were a reading, which has its day inside.
        raise PydanticCustomError(
            "quantity", "expected a number alone, with its day beside it as `start_on: …`"
        )
    return value


def _whole_number(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"-?[0-9]{1,9}", value):
            raise PydanticCustomError("whole_number", "expected a whole number")
        return int(value)
    return value


_Text = Annotated[str, AfterValidator(_without_control_characters)]

MAX_LINE_LENGTH: Final = 500
"""The most characters of one line, such as a name."""

OneLine = Annotated[
    _Text,
    AfterValidator(_visible),
    AfterValidator(_one_line),
    Field(min_length=1, max_length=MAX_LINE_LENGTH),
]
"""Text on one line, shown without markup; line breaks become spaces."""

MAX_TEXT_LENGTH: Final = 20_000
"""The most characters of one text of prose."""

Text = Annotated[_Text, Field(min_length=1, max_length=MAX_TEXT_LENGTH)]
"""Prose: of Markdown, only emphasis, lists and links are rendered in it."""

Answers = Annotated[tuple[Text, ...], BeforeValidator(as_tuple)]
"""One text of prose or a list of them; always a tuple."""

_ANSWERS: Final = TypeAdapter(Answers, config=ConfigDict(str_strip_whitespace=True))


def as_markdown_list(value: Any) -> Any:
    """Return several texts as one, a Markdown list; an empty list as None; else the value itself.

    Each item is indented by four columns, so that its further paragraphs belong to it.
    """
    if not isinstance(value, list | tuple):
        return value
    texts = _ANSWERS.validate_python(value)
    if len(texts) < 2:
        return next(iter(texts), None)
    return "\n".join("-   " + re.sub(r"\n(?=[^\n])", "\n    ", text) for text in texts)


Prose = Annotated[Text, BeforeValidator(as_markdown_list)]
"""One text of prose; several become one Markdown list."""

OptionalProse = Annotated[Text | None, BeforeValidator(as_markdown_list)]
"""`Prose` or None."""


def matching(pattern: str, max_length: int = 500) -> Any:
    """Return the constraint that a text matches a pattern and has at most so many characters."""
    # pydantic leaves constraints that follow a validator function out of the JSON Schema.
    extra: dict[str, Any] = {"pattern": pattern, "maxLength": max_length}
    return Field(pattern=pattern, max_length=max_length, json_schema_extra=extra)


Language = Annotated[
    OneLine,
    matching(r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"),
    Format("language", "expected a language such as en, de or pt-BR"),
]
"""A language tag, such as `en`, `pt-BR` or `zh-Hant`."""

ID_FORMAT: Final = Format(
    "id", "expected a short name of small letters, digits, - and _ that begins with a letter"
)

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60), ID_FORMAT]
"""An identifier of lower-case letters, digits, hyphens and underscores."""

Ids = Annotated[tuple[Id, ...], BeforeValidator(as_tuple)]
"""One id or a list of ids."""

Day = Annotated[date, BeforeValidator(_day)]
"""A date in ISO 8601, such as 2026-10-15."""

Days = Annotated[tuple[Day, ...], BeforeValidator(as_tuple)]
"""One day or a list of days; always a tuple."""

TimeOfDay = Annotated[time, BeforeValidator(_time_of_day)]
"""A time of day in hours and minutes, such as 09:30."""

StrictBool = Annotated[bool, BeforeValidator(_boolean)]
"""`true` or `false`; no other word is accepted."""

Rating = Annotated[int, BeforeValidator(_whole_number), Field(ge=1, le=10)]
"""An integer from 1 to 10."""

PositiveInt = Annotated[int, BeforeValidator(_whole_number), Field(ge=1, le=1000)]
"""An integer from 1 to 1000."""

Amount = Annotated[
    Decimal, BeforeValidator(_amount), Field(ge=0, le=10**12, json_schema_extra={"pattern": AMOUNT})
]
"""Money from 0 to 10¹², in units of the currency, with at most two decimals."""

Percent = Annotated[
    Decimal, BeforeValidator(_percent), Field(ge=0, le=100, json_schema_extra={"pattern": PERCENT})
]
"""A percentage from 0 to 100, with or without its sign."""

Quantity = Annotated[
    Decimal,
    BeforeValidator(_quantity),
    Field(ge=-(10**12), le=10**12, json_schema_extra={"pattern": QUANTITY}),
]
"""A number of any unit from -10¹² to 10¹², with at most four decimals."""

NUMBER_PATTERN: Final = r"-?[0-9]{1,12}(\.[0-9]{1,4})?"
"""The whole of a number as a portal sends it. JavaScript reads it as Python does."""

NumberText = Annotated[str, Field(pattern=f"^{NUMBER_PATTERN}$")]
"""A number as text, since no float can be told from it."""
