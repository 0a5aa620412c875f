"""What a field is for stands on the field itself, and on no list kept elsewhere."""

from __future__ import annotations

from typing import Any, get_origin

import pytest

from coaching_site.checks import check_programme
from coaching_site.loading.introspection import format_at, item_name_at, metadata_at
from coaching_site.model import Engagement, Programme
from coaching_site.model.brand import Brand
from coaching_site.model.goals import Goal
from coaching_site.model.metadata import FORM_FIELD
from coaching_site.model.types import Rating, Record
from tests.samples import programme, records_of

RECORDS = list(dict.fromkeys(r for k in (Engagement, Programme, Brand) for r in records_of(k)))


@pytest.mark.parametrize("record", RECORDS)
def test_every_field_is_described(record: type[Record]) -> None:
    """A field says what it is for, unless the prompt of a form says it."""
    silent = [
        f"{record.__name__}.{name}"
        for name, field in record.model_fields.items()
        if not field.description and FORM_FIELD not in field.metadata
    ]
    assert silent == [], "give these fields a `Field(description=…)`"


@pytest.mark.parametrize("record", RECORDS)
def test_every_pattern_has_its_message(record: type[Record]) -> None:
    """A text that must match a pattern says what it expects."""
    for name, field in record.model_fields.items():
        paths = [(name, 0)] if get_origin(field.annotation) is tuple else [(name,)]
        for path in paths:
            if any(getattr(extra, "pattern", None) for extra in metadata_at(record, path)):
                assert format_at(record, path), f"{record.__name__}.{name} needs a `Format`"


@pytest.mark.parametrize(
    ("model", "path", "name"),
    [
        (Engagement, ("goals",), "goal"),
        (Engagement, ("check_ins",), "check-in"),
        (Engagement, ("feedback",), "feedback round"),
        (Engagement, ("goals", 0, "actions"), "action"),
        (Engagement, ("agreement", "rules"), "rule"),
        (Engagement, ("goals", 0, "others"), None),
        (Programme, ("starters",), "thought starter"),
        (Programme, ("ratings",), "rating"),
    ],
)
def test_items_are_named(model: type[Record], path: tuple[Any, ...], name: str | None) -> None:
    """An item of a list of records has the list's name without its `s`, or one of its own."""
    assert item_name_at(model, path) == name


def test_a_field_of_a_goal_is_no_prompt_unless_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that is new in goals is refused as the id of a prompt in the goal form."""

    class Wider(Goal):
        confidence: Rating | None = None

    form = programme().model_dump()["goal_form"]
    form[0]["prompts"][0]["id"] = "confidence"
    changed = Programme.model_validate(programme().model_dump() | {"goal_form": form})
    monkeypatch.setattr("coaching_site.checks.programme.Goal", Wider)
    found = dict(check_programme(changed))
    place = ("goal_form", 0, "prompts", 0, "id")
    assert found[place] == "the id `confidence` means something else in a goal"


def test_reserved_ids_of_prompts() -> None:
    """What a goal holds besides answers to its form is no prompt; such answers are."""
    assert Goal.model_fields.keys() - Goal.form_fields() >= {
        *("id", "title", "deadline", "actions", "moves", "preparation", "answers"),
    }
    assert Goal.form_fields() >= {"goal", "difference", "measure", "success_for_company"}
