"""What an engagement takes is the same by loading, by the schema of editors and by the docs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from coaching_site.checks import check_engagement, ids_at
from coaching_site.loading.introspection import record_at
from coaching_site.loading.json_schema import Schema, schema_of_engagement
from coaching_site.loading.validation import validate
from coaching_site.model import Engagement, Programme
from coaching_site.model.types import MAX_TEXT_LENGTH, Record, as_markdown_list
from coaching_site.parsing.report import Report
from coaching_site.parsing.syntax import read_tree
from coaching_site.rendering.placeholders import prose_to_html
from tests.documentation import PAGES
from tests.fixture import CONTENT
from tests.samples import load_programme

ENGAGEMENT_PAGE = PAGES["engagement.md"]
DAY = "2026-10-01"
Place = tuple[str | int, ...]

WEEK: dict[str, Any] = {
    "executive": {"name": "Jane"},
    "coach": {"name": "Kim"},
    "start": "2026-09-01",
    "stakeholders": [{"name": "Mia", "relation": "sponsor"}],
    "goals": [{"title": "Delegate"}],
}
LEAST: dict[str, dict[str, Any]] = {
    "Action": {"what": "Ask"},
    "AgreementSection": {"title": "Fees", "text": "None"},
    "Benefit": {"what": "Time", "amount": 1, "attribution": 1, "confidence": 1},
    "CheckIn": {"on": DAY},
    "Correction": {"on": DAY, "seen": "A", "change": "B"},
    "Cost": {"what": "Fee", "amount": 1},
    "FeedbackRound": {"on": DAY, "statements": []},
    "Goal": {"title": "Delegate"},
    "GoalProgress": {"goal": "Delegate"},
    "Impact": {"goal": "Delegate"},
    "Learning": {"on": DAY, "tried": "A", "learned": "B"},
    "RatingRound": {"on": DAY, "scores": {}},
    "Review": {"on": DAY},
    "Rewording": {"on": DAY, "prompt": "starters/one_thing"},
    "Session": {"on": DAY},
    "Stakeholder": {"name": "Mia", "relation": "sponsor"},
    "Statement": {"text": "Listens"},
    "Value": {"name": "Care"},
}
VALUES: dict[str, Any] = {
    "text": "Delegate",
    "long text": "Delegate\n\nwell",
    "texts": ["Delegate", "Listen"],
    "number": 7,
    "numbers": [7, 8],
    "zero": 0,
    "one": 1,
    "million": 1_000_000,
    "long": "x" * 600,
    "address": "mailto:a@b.example",
    "share": 12.5,
    "truth": True,
    "day": "2026-10-15",
    "time": "09:30",
    "nothing": None,
    "no items": [],
    "an empty item": ["Delegate", None],
    "no keys": {},
    "unknown key": {"qqqq": "x"},
    "records": [{"qqqq": "x"}],
    "lists": [["Delegate"]],
}
# Where a rule across fields decides, of which an editor knows nothing.
BEYOND = {
    ("goal", "*"),
    ("prompt", "*"),
    ("timezone", "text"),
    ("timezone", "long text"),
    ("timezone", "long"),
    ("timezone", "truth"),
    ("step", "million"),
    ("comments", "unknown key"),
    ("start", "day"),
    ("text", "nothing"),
    ("text", "no items"),
    *((key, "*") for key in ("leave_out", "replace", "reason", "until", "done_on", "told")),
    *((key, "*") for key in ("cancelled", "by", "files", "file")),
}


def fields(kind: type[Record] = Engagement, path: Place = ()) -> Iterator[Place]:
    """Yield the path of each field of each record in an engagement."""
    for name in kind.model_fields:
        yield (*path, name)
        for part in ((name,), (name, 0)):
            if below := record_at(kind, part):
                yield from fields(below, (*path, *part))


def with_value(path: Place, value: object) -> dict[str, Any]:
    """Return a week in which a value stands at a path, with the least that must be beside it."""
    week = deepcopy(WEEK)
    around: Any = week
    least: dict[str, Any] = {}
    for index, part in enumerate(path[:-1]):
        if isinstance(part, int):
            around.extend([] if around else [least])
            around = around[part]
            continue
        is_list = isinstance(path[index + 1], int)
        record = record_at(Engagement, path[: index + (2 if is_list else 1)])
        least = deepcopy(LEAST.get(record.__name__, {})) if record else {}
        around = around.setdefault(part, [least] if is_list else least)
    around[path[-1]] = value
    return week


@pytest.fixture(scope="module")
def programme() -> Programme:
    """The programme that ships."""
    return load_programme(CONTENT / "programme.yml")


@pytest.fixture(scope="module")
def schema(programme: Programme) -> Schema:
    """Its schema."""
    return schema_of_engagement(programme)


@pytest.fixture(scope="module")
def check(schema: Schema) -> Callable[[Any], Any]:
    """Validates data against the schema."""
    return fastjsonschema.compile(schema)


def loads(week: dict[str, Any], programme: Programme) -> bool:
    """Tell whether loading takes a week; files are left out, which take most of the time."""
    report = Report(Path("engagement.yml"))
    reading = read_tree(json.dumps(week, indent=1), report)  # JSON is YAML, too
    valid = validate(reading, Engagement, report, {}, partial(ids_at, programme))
    if report or valid is None:
        return False
    return not list(check_engagement(valid.record, programme))


def is_valid(week: dict[str, Any], check: Callable[[Any], Any]) -> bool:
    """Tell whether the schema takes a week."""
    try:
        check(week)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


PATHS = list(dict.fromkeys(fields()))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
def test_loading_and_schema_agree(
    path: Place, programme: Programme, check: Callable[[Any], Any]
) -> None:
    """Of every kind of value at every key, what one of the two takes the other takes."""
    key = str(path[-1])
    for name, value in VALUES.items():
        if not BEYOND & {(key, name), (key, "*")}:
            week = with_value(path, value)
            assert (name, loads(week, programme)) == (name, is_valid(week, check))


def prose_of(schema: Schema, place: str = "") -> Iterator[tuple[str, Schema]]:
    """Yield the place and the schema of each key of a mapping below which prose is typed."""
    for key, value in schema.get("properties", {}).items():
        if value.get("maxLength") == MAX_TEXT_LENGTH or _holds_prose(value):
            yield f"{place}{key}", value
        yield from prose_of(value, f"{place}{key}.")
        if isinstance(value.get("items"), dict):
            yield from prose_of(value["items"], f"{place}{key}.")


def _holds_prose(value: Schema) -> bool:
    items = value.get("items")
    return isinstance(items, dict) and items.get("maxLength") == MAX_TEXT_LENGTH


def test_prose_is_one_text_or_a_list(schema: Schema) -> None:
    """The sentence of the docs is true of each key of prose: one text will do, or a list."""
    assert "wherever prose is asked for, write a single text, or a list" in ENGAGEMENT_PAGE
    found = dict(prose_of(schema))
    assert {"values.meaning", "sessions.notes", "goals.actions.note", "goals.why"} <= set(found)
    for place, kind in found.items():
        assert (place, {"array", "string"} <= set(kind["type"])) == (place, True)
        assert (place, kind["items"]["maxLength"]) == (place, MAX_TEXT_LENGTH)


def test_lists_of_records_are_called_lists() -> None:
    """The tables of the docs call each list of records a list, and nothing else."""
    rows: dict[str, set[bool]] = {}
    for name, row in re.findall(r"^\| `(\w+)` \| (.+?) \|$", ENGAGEMENT_PAGE, re.MULTILINE):
        rows.setdefault(name, set()).add(row.startswith("a list"))
    for kind in (Engagement, record_at(Engagement, ("goals", 0)) or Engagement):
        for name in kind.model_fields:
            is_list = record_at(kind, (name, 0)) is not None
            if name in rows:
                assert is_list in rows[name], name


def test_a_list_of_prose_is_shown_as_one() -> None:
    """Each text of a list is an item, with its own paragraphs, emphasis and inner list."""
    text = as_markdown_list(["One *a*\n\ntwo", "three", "in:\n\n- four"])
    assert re.sub(r">\s+<", "><", prose_to_html(text)).replace("\n", "") == (
        "<ul><li><p>One <em>a</em></p><p>two</p></li><li><p>three</p></li>"
        "<li><p>in:</p><ul><li>four</li></ul></li></ul>"
    )
    assert as_markdown_list(["alone"]) == "alone"
