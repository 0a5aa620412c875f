"""What every draft has: its base class, and the types of its fields with their limits."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    field_validator,
)
from pydantic_core import PydanticCustomError

from coaching_site.model.prompt_key import (
    DRAFT_ID_PATTERN,
    DRAFT_SUFFIX_PATTERN,
    KEY_PATTERN,
    PromptKey,
)
from coaching_site.model.receipt import Moment
from coaching_site.model.types import Day, Id, OneLine, Text
from coaching_site.prose.plain_text import plain_to_prose

MAX_REPLY_BYTES: Final = 2_000_000
"""The most bytes of a reply; an engagement holds no more either."""

MAX_TEXTS: Final = 50
MAX_LINE_CHARACTERS: Final = 2000
SCORES: Final = range(1, 11)
MAX_GOALS: Final = 100


def _without_suffix(key: object) -> object:
    """Return the key without what a portal appends when another draft is at its place."""
    return re.sub(DRAFT_SUFFIX_PATTERN, "", key) if isinstance(key, str) else key


TypedText = Annotated[Text, AfterValidator(plain_to_prose)]
"""What was typed in a field, as the prose that shows it."""

TypedLine = OneLine
"""What was typed on one line, shown as it is."""

Texts = Annotated[tuple[TypedText, ...], Field(max_length=MAX_TEXTS)]
TickedDays = Annotated[tuple[Day, ...], Field(max_length=MAX_TEXTS)]
Score = Annotated[StrictInt, Field(ge=SCORES[0], le=SCORES[-1])]
Scores = Annotated[dict[Id, Score], Field(max_length=MAX_TEXTS)]
DraftKey = Annotated[PromptKey, BeforeValidator(_without_suffix)]
_Line = Annotated[str, Field(max_length=MAX_LINE_CHARACTERS)]
Base = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
NO_BASE: Final = "0" * 16
"""Of a draft that does not say what it was written on top of: the coach is asked."""


class DraftPart(BaseModel):
    """A frozen part of a draft that refuses keys it does not know."""

    # Validators are built when a reply is read: builds want the table alone.
    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True
    )


class About(DraftPart):
    """What a draft answers, in the words that the reader saw.

    `of` is the title of a goal or the name of a value, `what` a question or an action; a review
    has the titles of its `goals` by their ids.
    """

    of: _Line = ""
    what: _Line = ""
    goals: Annotated[dict[Id, _Line], Field(max_length=MAX_GOALS)] = Field(default_factory=dict)


class DraftItem(DraftPart):
    """What every draft has: its `id`, the moment `at` which it was changed last, the reader's day
    `on` which it was written, and what it is `about`. Older portals sent none of these.

    `key_pattern` fits the keys of a kind. Of a kind that `is_round` there is a new one each time,
    which replaces nothing; other drafts have a `base`: what they were written on top of.
    """

    key_pattern: ClassVar[str] = KEY_PATTERN
    is_round: ClassVar[bool] = False

    id: Annotated[str, Field(pattern=f"^{DRAFT_ID_PATTERN}$")] | None = None
    at: Moment | None = None
    on: Day | None = None
    about: About = About()

    @field_validator("key", check_fields=False)
    @classmethod
    def _is_of_this_kind(cls, key: PromptKey) -> PromptKey:
        if not re.fullmatch(cls.key_pattern, key):
            raise PydanticCustomError("key", "expected a key of this kind of draft")
        return key
