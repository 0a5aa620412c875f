"""What a reader can send back: each kind of draft with its fields and limits, as one table.

Replies are read by these records. Pages carry the same table as data (`draft_table`), by which
templates lay out fields, and scripts check what they keep. A further kind is a class here, which
joins `AnyDraft`; mypy then asks for its comparison in `replies`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, ClassVar, Final, Literal, get_args, get_origin, get_type_hints

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
    BY_PLACE_PATTERN,
    DRAFT_ID_PATTERN,
    DRAFT_SUFFIX_PATTERN,
    FIRST_VALUE_NAME,
    KEY_PATTERN,
    MAX_KEY_CHARACTERS,
    PromptKey,
)
from coaching_site.model.receipt import RECEIPT_ID_CHARACTERS, Moment
from coaching_site.model.types import (
    MAX_LINE_LENGTH,
    MAX_TEXT_LENGTH,
    NUMBER_PATTERN,
    REFUSED_CHARACTERS,
    Day,
    Id,
    NumberText,
    Text,
)
from coaching_site.prose.plain_text import plain_to_prose

MAX_REPLY_BYTES: Final = 2_000_000
"""The most bytes of a reply; an engagement holds no more either."""

MAX_TEXTS: Final = 50
MAX_LINE_CHARACTERS: Final = 2000
SCORES: Final = range(1, 11)
_MAX_GOALS: Final = 100


def _without_suffix(key: object) -> object:
    """Return the key without what a portal appends when another draft is at its place."""
    return re.sub(DRAFT_SUFFIX_PATTERN, "", key) if isinstance(key, str) else key


TypedText = Annotated[Text, AfterValidator(plain_to_prose)]
"""What was typed in a field, as the prose that shows it."""

Texts = Annotated[tuple[TypedText, ...], Field(max_length=MAX_TEXTS)]
TickedDays = Annotated[tuple[Day, ...], Field(max_length=MAX_TEXTS)]
Score = Annotated[StrictInt, Field(ge=SCORES[0], le=SCORES[-1])]
Scores = Annotated[dict[Id, Score], Field(max_length=MAX_TEXTS)]
_Key = Annotated[PromptKey, BeforeValidator(_without_suffix)]
_Line = Annotated[str, Field(max_length=MAX_LINE_CHARACTERS)]
_Base = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
_NO_BASE: Final = "0" * 16
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
    goals: Annotated[dict[Id, _Line], Field(max_length=_MAX_GOALS)] = Field(default_factory=dict)


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


class AnswerDraft(DraftItem):
    """What is answered to one prompt; no text takes the answer back."""

    kind: Literal["answer"]
    key: _Key
    base: _Base = _NO_BASE
    value: Texts


class ActionUpdate(DraftPart):
    """Whether an action is done, and what came of it; `days` are new ones of what is repeated."""

    done: Day | None = None
    days: TickedDays = ()
    note: TypedText | None = None


class ActionDraft(DraftItem):
    """An action as the executive sees it now."""

    key_pattern = r"actions(/[a-z][a-z0-9_-]*){2}"

    kind: Literal["action"]
    key: _Key
    base: _Base = _NO_BASE
    value: ActionUpdate


class RatingDraft(DraftItem):
    """A new round of ratings."""

    key_pattern, is_round = "ratings", True

    kind: Literal["rating"]
    key: _Key
    base: _Base | None = None
    value: Annotated[Scores, Field(min_length=1)]


class CheckInContent(DraftPart):
    """A few words between sessions."""

    tried: Texts = ()
    learned: Texts = ()
    need: Texts = ()


class CheckInDraft(DraftItem):
    """A new check-in."""

    key_pattern, is_round = "check_ins", True

    kind: Literal["check-in"]
    key: _Key
    base: _Base | None = None
    value: CheckInContent


class GoalProgressUpdate(DraftPart):
    """How far a goal has come."""

    score: Score | None = None
    progress: TypedText | None = None


class ReviewContent(DraftPart):
    """What the executive says at a review."""

    scores: Scores = Field(default_factory=dict)
    goals: Annotated[dict[Id, GoalProgressUpdate], Field(max_length=_MAX_GOALS)] = Field(
        default_factory=dict
    )
    works: Texts = ()
    change: Texts = ()


class ReviewDraft(DraftItem):
    """A review with what the executive says."""

    key_pattern = "reviews/[0-9]{4}-[0-9]{2}-[0-9]{2}"

    kind: Literal["review"]
    key: _Key
    base: _Base = _NO_BASE
    value: ReviewContent


class ReadingUpdate(DraftPart):
    """What a metric stood at on a day."""

    on: Day
    value: NumberText
    note: TypedText | None = None


class ReadingDraft(DraftItem):
    """A new reading of a metric."""

    key_pattern, is_round = "readings(/[a-z][a-z0-9_-]*){2}", True

    kind: Literal["reading"]
    key: _Key
    base: _Base | None = None
    value: ReadingUpdate


AnyDraft = AnswerDraft | ActionDraft | RatingDraft | CheckInDraft | ReviewDraft | ReadingDraft
KINDS: Final[tuple[type[DraftItem], ...]] = get_args(AnyDraft)


@cache
def draft_table(kinds: tuple[type[DraftItem], ...] = KINDS) -> Mapping[str, Any]:
    """Return the table as data for pages and scripts: limits, patterns, and the kinds by name.

    Of each kind there are the pattern of its `key` (all keys that are left, where there is none),
    `round` where it is one, and the form of its `value`: text, texts, score, number, days or day,
    with a question mark where it may be null; by name for each of several fields, any of which may
    be absent; `*` stands for an id.
    """
    return {
        "limits": {
            "key": MAX_KEY_CHARACTERS,
            "line": MAX_LINE_CHARACTERS,
            "name": MAX_LINE_LENGTH,
            "receipt": RECEIPT_ID_CHARACTERS,
            "text": MAX_TEXT_LENGTH,
            "texts": MAX_TEXTS,
            "scores": [SCORES[0], SCORES[-1]],
            "reply": MAX_REPLY_BYTES,
        },
        "patterns": {
            "key": KEY_PATTERN,
            "id": DRAFT_ID_PATTERN,
            "number": NUMBER_PATTERN,
            "suffix": DRAFT_SUFFIX_PATTERN,
            "place": BY_PLACE_PATTERN,
            "unreadable": REFUSED_CHARACTERS,
        },
        "name": str(FIRST_VALUE_NAME),
        "kinds": dict(_kind(kind) for kind in kinds),
    }


def _kind(kind: type[DraftItem]) -> tuple[str, dict[str, Any]]:
    hints = get_type_hints(kind, include_extras=True)
    (name,) = get_args(hints["kind"])
    data: dict[str, Any] = {"value": _form(hints["value"])}
    if kind.key_pattern != DraftItem.key_pattern:
        data["key"] = kind.key_pattern
    if kind.is_round:
        data["round"] = True
    return name, data


def _form(hint: Any) -> Any:
    """Return the form of what a field holds, in the terms of `draft_table`.

    It is read from the annotations: the schemas of pydantic, which a build needs not, cost more
    time than all else here.
    """
    # Before what is inside of it: a text, too, is `Annotated` with something simpler.
    if form := next((form for known, form in _FORMS if hint == known), None):
        return form
    if isinstance(hint, type) and issubclass(hint, DraftPart):
        fields = get_type_hints(hint, include_extras=True)
        return {name: _form(fields[name]) for name in hint.model_fields}
    inside = get_args(hint)
    if get_origin(hint) is Annotated:
        return _form(inside[0])
    return {"*": _form(inside[1])} if get_origin(hint) is dict else f"{_form(inside[0])}?"


_FORMS: Final = (
    *((Texts, "texts"), (TypedText, "text"), (Score, "score"), (NumberText, "number")),
    *((TickedDays, "days"), (Day, "day")),
)
