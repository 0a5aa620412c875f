"""The programme: the coaching model, its steps, commitments and prompts, in a coach's words."""

from __future__ import annotations

from collections.abc import Iterator

from coaching_site.model.types import (
    Id,
    Ids,
    Language,
    Line,
    Prose,
    Record,
    Text,
    Truth,
    Whole,
)


class Item(Record):
    """One sentence of the programme, such as a commitment, a promise or a rule."""

    id: Id
    text: Line


class Part(Record):
    """One of the parts of a step."""

    id: Id
    title: Line


class Step(Record):
    """One step of the journey; `short` stands where the full title has no room."""

    id: Id
    title: Line
    short: Line
    summary: Text
    parts: tuple[Part, ...]


class Prompt(Record):
    """A question to think about; `count` is the number of answers wanted.

    `exactly` says that more than `count` answers are too many.
    """

    id: Id
    text: Line
    title: Line | None = None
    hint: Line | None = None
    count: Whole | None = None
    exactly: Truth = False


class Scale(Record):
    """Something rated from 1 to 10; `short` labels it in pictures."""

    id: Id
    text: Line
    short: Line
    low: Line
    high: Line


class Criterion(Record):
    """One letter of SMART.

    A goal meets it when any of the keys in `supported_by` is filled in; `missing` says what to do
    when none is. Without such keys the letter is explained, but no goal is checked against it.
    """

    id: Id
    letter: Line
    title: Line
    text: Line
    supported_by: Ids = ()
    missing: Line | None = None


class Group(Record):
    """Prompts under one heading."""

    id: Id
    title: Line
    prompts: tuple[Prompt, ...]


class Commitments(Record):
    """What the executive and the coach each commit to."""

    executive: tuple[Item, ...]
    coach: tuple[Item, ...]


class Confidentiality(Record):
    """Terms of confidentiality for engagements that state none of their own."""

    between_us: Prose
    sponsor_sees: Prose
    exceptions: Prose


class Rhythm(Record):
    """How many sessions are agreed for the first month, and for each month that follows."""

    first_month: Whole
    then_at_least: Whole
    then_at_most: Whole


class ValueForm(Record):
    """Prompts asked of each value, once for each audience."""

    audiences: tuple[Item, ...]
    prompts: tuple[Prompt, ...]


class FeedbackRules(Record):
    """How many people must have answered before a group's marks or comments are shown."""

    smallest_group: Whole
    smallest_group_for_comments: Whole


class Programme(Record):
    """The whole coaching model, in a `language`; see `content/programme.yml`."""

    language: Language | None = None
    title: Line
    steps: tuple[Step, ...]
    commitments: Commitments
    promises: tuple[Item, ...]
    rules: tuple[Item, ...]
    rhythm: Rhythm | None = None
    confidentiality: Confidentiality
    situation: tuple[Prompt, ...]
    party: tuple[Prompt, ...]
    values: ValueForm
    starters: tuple[Prompt, ...]
    ratings: tuple[Scale, ...]
    great_goals: tuple[Item, ...]
    smart: tuple[Criterion, ...]
    preparation: tuple[Group, ...]
    goal_form: tuple[Group, ...]
    moves: tuple[Prompt, ...]
    feedback: FeedbackRules

    def keys(self) -> Iterator[str]:
        """Yield the key of every item, such as `starters/changes`, in reading order."""
        for section in type(self).model_fields:
            yield from _keys(section, getattr(self, section))


def _keys(path: str, value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in filter(_has_id, value):
            key = f"{path}/{item.id}"
            yield key
            yield from _keys(key, item)
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            if isinstance(inner := getattr(value, name), tuple | Record):
                yield from _keys(_joined(path, name), inner)


def _has_id(item: object) -> bool:
    return hasattr(item, "id")


def _joined(path: str, name: str) -> str:
    # Parts, prompts and questions hang below their item without a word of their own.
    return path if name in ("parts", "prompts") and path.count("/") else f"{path}/{name}"
