"""What a reader can send back: each kind of draft with its fields and limits, as one table.

Replies are read by these records. Pages carry the same table as data (`draft_table`), by which
templates lay out fields, and scripts check what they keep. A further kind is a class here, which
joins `AnyDraft`; mypy then asks for its comparison in `replies`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints

from pydantic import Field

from coaching_site.draft_items import (
    MAX_GOALS,
    MAX_LINE_CHARACTERS,
    MAX_REPLY_BYTES,
    MAX_TEXTS,
    NO_BASE,
    SCORES,
    Base,
    DraftItem,
    DraftKey,
    DraftPart,
    Score,
    Scores,
    Texts,
    TickedDays,
    TypedLine,
    TypedText,
)
from coaching_site.model.prompt_key import (
    BY_PLACE_PATTERN,
    DRAFT_ID_PATTERN,
    DRAFT_SUFFIX_PATTERN,
    FIRST_VALUE_NAME,
    KEY_PATTERN,
    MAX_KEY_CHARACTERS,
)
from coaching_site.model.receipt import RECEIPT_ID_CHARACTERS
from coaching_site.model.types import (
    MAX_LINE_LENGTH,
    MAX_TEXT_LENGTH,
    NUMBER_PATTERN,
    REFUSED_CHARACTERS,
    Day,
    Id,
    NumberText,
)


class AnswerDraft(DraftItem):
    """What is answered to one prompt; no text takes the answer back."""

    kind: Literal["answer"]
    key: DraftKey
    base: Base = NO_BASE
    value: Texts


class ActionUpdate(DraftPart):
    """Whether an action is done, and what came of it; `days` are new ones of what is repeated.

    `target` is another day that the executive suggests for it, in place of `was`, by which the
    portal said that it was due, if by any.
    """

    done: Day | None = None
    days: TickedDays = ()
    note: TypedText | None = None
    target: Day | None = None
    was: Day | None = None


class ActionDraft(DraftItem):
    """An action as the executive sees it now."""

    key_pattern = r"actions(/[a-z][a-z0-9_-]*){1,2}"

    kind: Literal["action"]
    key: DraftKey
    base: Base = NO_BASE
    value: ActionUpdate


class RatingDraft(DraftItem):
    """A new round of ratings."""

    key_pattern, is_round = "ratings", True

    kind: Literal["rating"]
    key: DraftKey
    base: Base | None = None
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
    key: DraftKey
    base: Base | None = None
    value: CheckInContent


class GoalProgressUpdate(DraftPart):
    """How far a goal has come."""

    score: Score | None = None
    progress: TypedText | None = None


class ReviewContent(DraftPart):
    """What the executive says at a review."""

    scores: Scores = Field(default_factory=dict)
    goals: Annotated[dict[Id, GoalProgressUpdate], Field(max_length=MAX_GOALS)] = Field(
        default_factory=dict
    )
    works: Texts = ()
    change: Texts = ()


class ReviewDraft(DraftItem):
    """A review with what the executive says."""

    key_pattern = "reviews/[0-9]{4}-[0-9]{2}-[0-9]{2}"

    kind: Literal["review"]
    key: DraftKey
    base: Base = NO_BASE
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
    key: DraftKey
    base: Base | None = None
    value: ReadingUpdate


class AddedAction(DraftPart):
    """An action that is new, in a line, and the day by which it is promised."""

    what: TypedLine
    target: Day | None = None


class AddedActionDraft(DraftItem):
    """An action for the goal that its key names and `about` calls by its title."""

    key_pattern, is_round = r"new_actions/[a-z][a-z0-9_-]*/[0-9a-f]{16}", True

    kind: Literal["new-action"]
    key: DraftKey
    base: Base | None = None
    value: AddedAction


class AddedGoal(DraftPart):
    """A goal that is new, in a few words."""

    title: TypedLine
    why: TypedText | None = None
    deadline: Day | None = None


class AddedGoalDraft(DraftItem):
    """A goal that the executive adds."""

    key_pattern, is_round = r"new_goals/[0-9a-f]{16}", True

    kind: Literal["new-goal"]
    key: DraftKey
    base: Base | None = None
    value: AddedGoal


class AddedValue(DraftPart):
    """A value that is new, and what the executive means by it."""

    name: TypedLine
    meaning: TypedText | None = None


class AddedValueDraft(DraftItem):
    """A value that the executive adds."""

    key_pattern, is_round = r"new_values/[0-9a-f]{16}", True

    kind: Literal["new-value"]
    key: DraftKey
    base: Base | None = None
    value: AddedValue


AddedDraft = AddedActionDraft | AddedGoalDraft | AddedValueDraft
"""What the executive adds: each by itself, under a key that no other has."""

AnyDraft = (
    AnswerDraft | ActionDraft | RatingDraft | CheckInDraft | ReviewDraft | ReadingDraft | AddedDraft
)
KINDS: Final[tuple[type[DraftItem], ...]] = get_args(AnyDraft)


@cache
def draft_table(kinds: tuple[type[DraftItem], ...] = KINDS) -> Mapping[str, Any]:
    """Return the table as data for pages and scripts: limits, patterns, and the kinds by name.

    Of each kind there are the pattern of its `key` (all keys that are left, where there is none),
    `round` where it is one, and the form of its `value`: text, texts, line, score, number, days or
    day, with a question mark where it may be null; by name for each of several fields, any of which
    may be absent; `*` stands for an id.
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
    *((Texts, "texts"), (TypedText, "text"), (TypedLine, "line")),
    *((Score, "score"), (NumberText, "number")),
    *((TickedDays, "days"), (Day, "day")),
)
