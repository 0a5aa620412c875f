"""Rules across the fields of a programme."""

from __future__ import annotations

from typing import Final

from coaching_site.checks.locations import ANY, Findings, repeated, values_at
from coaching_site.locations import Location
from coaching_site.model import Programme
from coaching_site.model.goals import Goal
from coaching_site.model.programme import Evidence, Prompt
from coaching_site.problems import quoted, suggestion

# From the mean of two, each of them knows what the other one said.
MIN_GROUP_SIZE: Final = 3
"""How many people a group must have, at least, before anything of it is shown."""

_ID_SPACES: Final[tuple[Location, ...]] = (
    ("steps", ANY),
    ("steps", ANY, "parts", ANY),
    ("commitments", "executive", ANY),
    ("commitments", "coach", ANY),
    ("promises", ANY),
    ("rules", ANY),
    ("situation", ANY),
    ("party", ANY),
    ("values", "audiences", ANY),
    ("values", "prompts", ANY),
    ("starters", ANY),
    ("ratings", ANY),
    ("great_goals", ANY),
    ("smart", ANY),
    ("preparation", ANY),
    ("preparation", ANY, "prompts", ANY),
    ("goal_form", ANY),
    ("goal_form", ANY, "prompts", ANY),
    ("moves", ANY),
    ("session_preparation", "prompts", ANY),
)


def check_programme(programme: Programme) -> Findings:
    """Yield each rule that a programme breaks."""
    for section in ("steps", "starters", "ratings", "goal_form"):
        if not getattr(programme, section):
            yield (section,), "expected at least one item, found an empty list"
    for path in _ID_SPACES:
        ids = [((*location, "id"), item.id) for location, item in values_at(programme, path)]
        yield from repeated(ids, "the id `{}` is here twice: each needs its own")
    yield from _check_evidence(programme)
    yield from _check_prompts(programme)
    yield from _check_smart(programme)
    yield from _check_groups(programme)
    yield from _check_rhythm(programme)


def _check_evidence(programme: Programme) -> Findings:
    known = [*Evidence, *(f"situation/{prompt.id}" for prompt in programme.situation)]
    for location, part in values_at(programme, ("steps", ANY, "parts", ANY)):
        for index, name in enumerate(part.evidence):
            if name not in known:
                yield (
                    (*location, "evidence", index),
                    f"no evidence is called {quoted(name)}: {suggestion(name, known)}",
                )


def _check_prompts(programme: Programme) -> Findings:
    # Such a prompt would have its answers where a goal has its deadline or its actions.
    reserved = Goal.model_fields.keys() - Goal.form_fields()
    for path in _ID_SPACES:
        for location, item in values_at(programme, path):
            if isinstance(item, Prompt) and item.exactly and item.count is None:
                yield (*location, "exactly"), "`exactly` needs a `count` beside it"
            if path == ("goal_form", ANY, "prompts", ANY) and item.id in reserved:
                yield (*location, "id"), f"the id `{item.id}` means something else in a goal"


_NO_EVIDENCE: Final = frozenset(
    ("id", "title", "answers", "reached", "on_hold", "given_up", "reason", "shared")
)


def _check_smart(programme: Programme) -> Findings:
    form = (prompt.id for group in programme.goal_form for prompt in group.prompts)
    others = Goal.model_fields.keys() - Goal.form_fields() - _NO_EVIDENCE
    known = sorted({*form, *others})
    for index, letter in enumerate(programme.smart):
        if letter.supported_by and not letter.missing:
            yield (
                ("smart", index),
                "`supported_by` needs `missing` beside it, which says what to do",
            )
        for number, key in enumerate(letter.supported_by):
            if key not in known:
                message = f"a goal has no `{key}`: {suggestion(key, known)}"
                yield ("smart", index, "supported_by", number), message


def _check_groups(programme: Programme) -> Findings:
    for key in ("smallest_group", "smallest_group_for_comments"):
        if (size := getattr(programme.feedback, key)) < MIN_GROUP_SIZE:
            hint = "in a smaller group one can tell who said what"
            message = f"expected at least {MIN_GROUP_SIZE}, found {size}: {hint}"
            yield ("feedback", key), message


def _check_rhythm(programme: Programme) -> Findings:
    rhythm = programme.rhythm
    if rhythm and rhythm.then_at_most < rhythm.then_at_least:
        message = (
            f"expected no fewer than `then_at_least`, which is {rhythm.then_at_least}, "
            f"found {rhythm.then_at_most}"
        )
        yield ("rhythm", "then_at_most"), message
