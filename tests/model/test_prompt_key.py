"""Keys of prompts: one grammar for Python, templates and scripts."""

from __future__ import annotations

import re

import pytest
from pydantic import TypeAdapter, ValidationError

from coaching_site.checks import locations_of_prompts
from coaching_site.model.prompt_key import (
    BY_PLACE_PATTERN,
    DRAFT_SUFFIX_PATTERN,
    KEY_PATTERN,
    MAX_KEY_CHARACTERS,
    PromptKey,
    is_by_place,
    name_by_place,
    place_in,
)
from tests.samples import engagement, programme


@pytest.mark.parametrize(
    ("text", "section", "owner", "path"),
    [
        ("ratings", "ratings", "", ()),
        ("starters/one_thing", "starters", "", ("one_thing",)),
        ("party/today/toast", "party", "", ("today", "toast")),
        ("values/1/name", "values", "1", ("name",)),
        ("values/calm/reports/do", "values", "calm", ("reports", "do")),
        ("goals/rest", "goals", "rest", ()),
        ("goals/rest/why", "goals", "rest", ("why",)),
        ("goals/rest/moves/plan", "goals", "rest", ("moves", "plan")),
        ("actions/rest/call", "actions", "rest", ("call",)),
        ("actions/rest", "actions", "", ("rest",)),
        ("reviews/2026-12-01", "reviews", "", ("2026-12-01",)),
    ],
)
def test_parts(text: str, section: str, owner: str, path: tuple[str, ...]) -> None:
    """A key knows its section, its goal or value, and what is asked there; it is its text."""
    key = PromptKey(text)
    assert (key.section, key.owner, key.path) == (section, owner, path)
    assert (key.asked, key.name) == ((section, *path), text.split("/")[-1])
    assert (str(key), PromptKey.of(*key.names)) == (text, key)


def test_anchors() -> None:
    """An anchor is the key with hyphens; an action without a goal never has that of another."""
    keys = ("starters/one_thing", "actions/rest/call", "actions/rest-call")
    anchors = ["starters-one_thing", "actions-rest-call", "actions--rest-call"]
    assert [PromptKey(key).anchor for key in keys] == anchors


@pytest.mark.parametrize(
    "text",
    ["", "/", "Starters/year", "starters/", "/year", "a//b", "a/-b", "a b", "a/b\n", "ä/b", "1/a",
     "a" * (MAX_KEY_CHARACTERS + 1)],
)  # fmt: skip
def test_texts_that_are_no_key(text: str) -> None:
    """What is no path of short names is refused, in records too."""
    assert PromptKey.parse(text) is None
    with pytest.raises(ValueError, match="expected names between slashes"):
        PromptKey(text)
    with pytest.raises(ValidationError):
        TypeAdapter(PromptKey).validate_python(text)


def test_records_hold_keys() -> None:
    """A field of this type is read from text, and written as text."""
    adapter = TypeAdapter(PromptKey)
    key = adapter.validate_json('"goals/rest/why"')
    assert type(key) is PromptKey
    assert adapter.dump_json(key) == b'"goals/rest/why"'


def test_other_keys_from_one() -> None:
    """A key leads to those below it, and to the same prompt of another goal."""
    key = PromptKey("goals/rest").below("moves", "plan")
    assert key == "goals/rest/moves/plan"
    assert key.owned_by("sleep") == "goals/sleep/moves/plan"


@pytest.mark.parametrize(
    ("text", "by_place"),
    [
        ("goals/goal-1/why", True),
        ("goals/rest/why", False),
        ("values/2/reports/do", True),
        ("values/calm/reports/do", False),
        ("actions/rest/action-1", True),
        ("actions/rest/call", False),
        ("actions/action-1", True),
        ("actions/call", False),
        ("actions/goal-1", False),
        ("starters/goal-1", False),
    ],
)
def test_names_by_place(text: str, by_place: bool) -> None:
    """What has no id is named by its place; scripts tell it by the pattern that they are given."""
    assert PromptKey(text).is_by_place == by_place
    assert bool(re.search(BY_PLACE_PATTERN, text)) == by_place


@pytest.mark.parametrize("section", ["goals", "values", "actions"])
def test_a_place_and_its_name(section: str) -> None:
    """The place that a name tells is the one from which it was made; an id tells none."""
    assert place_in(section, name_by_place(section, 12)) == 12
    assert is_by_place(name_by_place(section, 12))
    assert place_in(section, "calm") is None
    assert not is_by_place("calm")


def test_every_key_of_a_portal_is_one() -> None:
    """The grammar fits each key of the sample, and what a portal appends to one is told."""
    keys = locations_of_prompts(engagement(), programme())
    assert all(re.fullmatch(KEY_PATTERN, key) for key in keys)
    assert {re.sub(DRAFT_SUFFIX_PATTERN, "", f"{key}/draft-d0123456789") for key in keys} == {*keys}
