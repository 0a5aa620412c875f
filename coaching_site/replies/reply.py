"""A reply as it comes out of its envelope: read with suspicion, and refused in one line."""

from __future__ import annotations

import json
import re
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Final, Literal, NoReturn

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from coaching_site.model.prompt_key import DRAFT_ID_PATTERN, DRAFT_SUFFIX_PATTERN, PromptKey
from coaching_site.model.types import Day, Id, OneLine, Text
from coaching_site.problems import quoted, shortened
from coaching_site.prose.plain_text import plain_to_prose

LARGEST: Final = 2_000_000
"""The most bytes of a reply; an engagement holds no more either."""

_DEEPEST, _MOST_DIGITS, _LONGEST_MESSAGE = 10, 9, 200
_Said = Annotated[str, Field(max_length=2000)]


def _existing(moment: str) -> str:
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        raise PydanticCustomError("moment", "expected a day and a time that there are") from None
    return moment


_Moment = Annotated[
    str,
    Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$"),
    AfterValidator(_existing),
]
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


class Refused(Exception):
    """A reply cannot be used; the text says why, in one line."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class About(_Part):
    """What an item answers, in the words that the reader saw.

    `of` is the title of a goal or the name of a value, `what` a question or an action; a review
    has the titles of its `goals` by their ids.
    """

    of: _Said = ""
    what: _Said = ""
    goals: Annotated[dict[Id, _Said], Field(max_length=100)] = Field(default_factory=dict)


class _Item(_Part):
    """What a draft takes along: its `id`, the moment `at` which it was changed last, the reader's
    day `on` which it was written, and what it is `about`. Older portals sent none of these.
    """

    id: Annotated[str, Field(pattern=f"^{DRAFT_ID_PATTERN}$")] | None = None
    at: _Moment | None = None
    on: Day | None = None
    about: About = About()


Typed = Annotated[Text, AfterValidator(plain_to_prose)]
"""What was typed in a field, as the prose that shows it."""

Texts = Annotated[tuple[Typed, ...], Field(max_length=50)]
Score = Annotated[StrictInt, Field(ge=1, le=10)]
Scores = Annotated[dict[Id, Score], Field(max_length=50)]


def _of_place(key: object) -> object:
    """Return the key without what a portal appends when another draft is at its place."""
    return re.sub(DRAFT_SUFFIX_PATTERN, "", key) if isinstance(key, str) else key


_Apart = BeforeValidator(_of_place)


def _checked(pattern: str, key: PromptKey) -> PromptKey:
    if not re.fullmatch(pattern, key):
        raise PydanticCustomError("key", "expected a key of this kind of item")
    return key


def _formed(pattern: str) -> AfterValidator:
    """Return the check that a key is one of those that a kind of item has."""
    return AfterValidator(partial(_checked, pattern))


_Base = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
_NO_BASE: Final = "0" * 16
"""Of an item that does not say what it was written on top of: the coach is asked."""


class Answer(_Item):
    """What is answered to one prompt; no text takes the answer back."""

    kind: Literal["answer"]
    key: Annotated[PromptKey, _Apart]
    base: _Base = _NO_BASE
    value: Texts


class Doing(_Part):
    """Whether an action is done, and what came of it."""

    done: Day | None
    note: Typed | None


class ActionItem(_Item):
    """An action as the executive sees it now."""

    kind: Literal["action"]
    key: Annotated[PromptKey, _formed(r"actions(/[a-z][^/]*){2}"), _Apart]
    base: _Base = _NO_BASE
    value: Doing


class RatingItem(_Item):
    """A new round of ratings."""

    kind: Literal["rating"]
    key: Annotated[PromptKey, _formed("ratings"), _Apart]
    base: _Base | None = None
    value: Annotated[Scores, Field(min_length=1)]


class Word(_Part):
    """A short word between sessions."""

    tried: Texts = ()
    learned: Texts = ()
    need: Texts = ()


class CheckInItem(_Item):
    """A new check-in."""

    kind: Literal["check-in"]
    key: Annotated[PromptKey, _formed("check_ins"), _Apart]
    base: _Base | None = None
    value: Word


class Progress(_Part):
    """How far a goal has come."""

    score: Score | None = None
    progress: Typed | None = None


class Reviewed(_Part):
    """What the executive says at a review."""

    scores: Scores = Field(default_factory=dict)
    goals: Annotated[dict[Id, Progress], Field(max_length=100)] = Field(default_factory=dict)
    works: Texts = ()
    change: Texts = ()


class ReviewItem(_Item):
    """A review with what the executive says."""

    kind: Literal["review"]
    key: Annotated[PromptKey, _formed(r"reviews/[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    base: _Base = _NO_BASE
    value: Reviewed


Item = Annotated[
    Answer | ActionItem | RatingItem | CheckInItem | ReviewItem, Field(discriminator="kind")
]


class Reply(_Part):
    """All that an executive sent back at once; `on` is their own calendar day."""

    format: Literal["coaching-reply"]
    version: Literal[1, 2]
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    engagement: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,99}$")]
    portal: Annotated[OneLine, Field(max_length=80)]
    made: _Moment
    on: Day
    items: Annotated[tuple[Item, ...], Field(min_length=1, max_length=5000)]


def reply_of(raw: bytes) -> Reply:
    """Return the reply in a text of JSON; raise `Refused` when it is anything else."""
    if len(raw) > LARGEST:
        raise Refused(f"the reply is larger than {LARGEST // 10**6} MB")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise Refused("the reply is damaged: it is no text") from None
    data = _json(text)
    _check_kind(data)
    if isinstance(data.get("items"), list):
        data["items"] = [one for one in map(_without_blanks, data["items"]) if one is not None]
    try:
        reply = Reply.model_validate(data)
    except ValidationError as error:
        raise Refused(_sentence(error)) from None
    keys = [item.id or item.key for item in reply.items]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise Refused(f"the reply has {quoted(twice)} twice")
    return reply


def _json(text: str) -> Any:
    deep = 0
    for sign in re.findall(r"[\[\]{}]", _STRING.sub("", text)):
        deep += 1 if sign in "[{" else -1
        if deep > _DEEPEST:
            raise Refused("the reply is nested deeper than any reply can be")
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_no_number,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError):
        raise Refused("the reply is damaged: it cannot be read to its end") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) < len(pairs):
        raise Refused("the reply has the same key twice")
    return found


def _whole(digits: str) -> int:
    return int(digits) if len(digits) <= _MOST_DIGITS else _no_number(digits)


def _no_number(text: str) -> NoReturn:
    raise Refused(f"the reply has a number that no portal writes: {shortened(text)}")


def _check_kind(data: Any) -> None:
    if not isinstance(data, dict):
        raise Refused("this is no reply: expected an object in JSON")
    form, version = data.get("format"), data.get("version")
    if form == "coaching-drafts":
        raise Refused("these are drafts, which only the portal reads: ask for the reply itself")
    if form != "coaching-reply":
        raise Refused("this is no reply as a portal makes it")
    if isinstance(version, int) and version > 2:
        raise Refused(f"the reply has the version {version}: a newer coaching-site can read it")


def _without_blanks(item: Any) -> Any:
    """Return an item without texts that are blank, though browsers trim fewer signs than Python.

    Of an answer that says nothing else None is left.
    """
    if not isinstance(item, dict) or "value" not in item:
        return item
    value = _said(item["value"])
    return None if item["value"] and value == [] else {**item, "value": value}


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _said(one) for key, one in value.items()}
    if isinstance(value, list):
        return [one for one in map(_said, value) if one is not None]
    if isinstance(value, str):
        # Some programs break a line by other signs, which come along when text is pasted.
        value = value.replace("\x0b", "\n").replace("\x0c", "\n")
        return None if value.isspace() else value
    return value


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ", ".join(shortened(str(part)) for part in first["loc"])
    message = " ".join(first["msg"].split())[:_LONGEST_MESSAGE]
    return f"this is no reply as a portal makes it: {place}: {message}"
