"""The kinds of draft: one table for replies, pages and scripts."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, TypeAdapter, ValidationError

from coaching_site.draft_items import DraftItem, DraftPart, Score, Texts, TypedText
from coaching_site.drafts import KINDS, AnyDraft, draft_table
from coaching_site.model.prompt_key import PromptKey
from coaching_site.model.types import Day
from tests.fixture import ROOT


class SurveyContent(DraftPart):
    """What a rater says, as a kind to come might have it."""

    scores: Annotated[dict[str, Score], Field(min_length=1)]
    until: Day | None = None
    comments: Texts = ()
    closing: TypedText | None = None


class SurveyDraft(DraftItem):
    """A sixth kind."""

    key_pattern, is_round = "surveys/[a-z]+", True

    kind: Literal["survey"]
    key: PromptKey
    value: SurveyContent


def test_the_table_of_kinds() -> None:
    """Pages carry each kind with its keys and the form of its value, in a few words."""
    texts = {"tried": "texts", "learned": "texts", "need": "texts"}
    progress = {"score": "score?", "progress": "text?"}
    review = {"scores": {"*": "score"}, "goals": {"*": progress}, "works": "texts",
              "change": "texts"}  # fmt: skip
    action = {"done": "day?", "days": "days", "note": "text?", "target": "day?", "was": "day?"}
    assert draft_table()["kinds"] == {
        "answer": {"value": "texts"},
        "action": {"key": "actions(/[a-z][a-z0-9_-]*){1,2}", "value": action},
        "rating": {"key": "ratings", "round": True, "value": {"*": "score"}},
        "check-in": {"key": "check_ins", "round": True, "value": texts},
        "review": {"key": "reviews/[0-9]{4}-[0-9]{2}-[0-9]{2}", "value": review},
        "reading": {
            "key": "readings(/[a-z][a-z0-9_-]*){2}",
            "round": True,
            "value": {"on": "day", "value": "number", "note": "text?"},
        },
        "new-action": {
            "key": "new_actions/[a-z][a-z0-9_-]*/[0-9a-f]{16}",
            "round": True,
            "value": {"what": "line", "target": "day?"},
        },
        "new-goal": {
            "key": "new_goals/[0-9a-f]{16}",
            "round": True,
            "value": {"title": "line", "why": "text?", "deadline": "day?"},
        },
        "new-value": {
            "key": "new_values/[0-9a-f]{16}",
            "round": True,
            "value": {"name": "line", "meaning": "text?"},
        },
    }


def test_the_table_in_tests_of_scripts() -> None:
    """Scripts are tested with the very table that pages carry."""
    table = (ROOT / "tests/scripts/draft-table.json").read_text("utf-8")
    assert json.loads(table) == draft_table()


def test_every_kind_has_a_place() -> None:
    """Each kind can be written on some page, and is listed on the page of the reply."""
    macros = (ROOT / "overrides/components/write.html").read_text("utf-8")
    named = re.findall(r'macro (of_\w+)\(.*?\) -%\}\s*data-write="([\w-]+)"', macros)
    adding = (ROOT / "overrides/components/adding.html").read_text("utf-8")
    added = re.findall(r'call added\("([\w-]+)"', adding)
    assert {*(kind for _, kind in named), *added} == set(draft_table()["kinds"])
    reply = (ROOT / "content/reply.md").read_text("utf-8")
    assert [name for name, _ in named if f"write.{name}(" not in reply] == []


def test_limits_and_patterns() -> None:
    """Pages carry the limits that replies are held to."""
    assert draft_table()["limits"] == {
        "key": 300, "line": 2000, "name": 500, "receipt": 10, "text": 20_000, "texts": 50,
        "scores": [1, 10], "reply": 2_000_000,
    }  # fmt: skip
    assert {*draft_table()["patterns"]} == {"key", "id", "number", "suffix", "place", "unreadable"}
    assert draft_table()["name"] == "values/1/name"


def test_a_further_kind() -> None:
    """A class is all that a further kind needs to be read, and to be told to pages and scripts."""
    table = draft_table((*KINDS, SurveyDraft))
    assert [*table["kinds"]][-1] == "survey"
    assert table["kinds"]["survey"] == {
        "key": "surveys/[a-z]+",
        "round": True,
        "value": {
            "scores": {"*": "score"}, "until": "day?", "comments": "texts", "closing": "text?"
        },
    }  # fmt: skip
    reader = TypeAdapter[Any](Annotated[AnyDraft | SurveyDraft, Field(discriminator="kind")])
    found = reader.validate_python(
        {"kind": "survey", "key": "surveys/spring", "value": {"scores": {"trust": 7}}}
    )
    assert isinstance(found, SurveyDraft)
    assert found.value.scores == {"trust": 7}


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("answer", "starters/year", ["To rest."]),
        ("action", "actions/rest/call", {"done": "2026-11-20", "note": None}),
        ("action", "actions/call", {"done": "2026-11-20", "note": None}),
        ("rating", "ratings", {"team": 7}),
        ("check-in", "check_ins", {"tried": ["Silence."]}),
        ("review", "reviews/2026-12-01", {"goals": {"rest": {"score": 6}}}),
        ("reading", "readings/rest/hours", {"on": "2026-11-24", "value": "1.5", "note": None}),
        ("new-action", "new_actions/rest/0123456789abcdef", {"what": "Call", "target": None}),
        ("new-goal", "new_goals/0123456789abcdef", {"title": "Sleep", "why": "To think"}),
        ("new-value", "new_values/0123456789abcdef", {"name": "Calm"}),
    ],
)
def test_each_kind_has_keys_of_its_own(kind: str, key: str, value: object) -> None:
    """A draft is read under a key of its kind, with what a portal may append, and no other."""
    reader = TypeAdapter[Any](Annotated[AnyDraft, Field(discriminator="kind")])
    draft = {"kind": kind, "value": value}
    assert reader.validate_python({**draft, "key": key}).key == key
    assert reader.validate_python({**draft, "key": f"{key}/draft-d0123456789"}).key == key
    if kind != "answer":
        with pytest.raises(ValidationError, match="expected a key of this kind of draft"):
            reader.validate_python({**draft, "key": f"{key}/other/one"})
    pattern = draft_table()["kinds"][kind].get("key", "")
    assert bool(re.fullmatch(pattern, key)) == (kind != "answer")
