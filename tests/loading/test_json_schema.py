"""What an editor is told about an engagement agrees with what loading accepts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
import yaml

from coaching_site.cli.schema import schema_texts
from coaching_site.loading.json_schema import Schema, schema_of_engagement
from coaching_site.model import Engagement
from coaching_site.model.types import OneLine
from tests.samples import load_programme, words_in

ROOT = Path(__file__).parents[2]
SAMPLES = ("amara-lindqvist", "tomas-okafor")
FIRST_WEEK = {"executive": {"name": "Jane"}, "coach": {"name": "Kim"}, "start": "2026-11-30"}


class Yaml12(yaml.SafeLoader):
    """Reads scalars by the core schema of YAML 1.2, as editors do."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for tag, pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), None)


@pytest.fixture(scope="module")
def schema() -> Schema:
    """The schema of the programme that ships."""
    return schema_of_engagement(load_programme(ROOT / "content/programme.yml"))


@pytest.fixture(scope="module")
def validate(schema: Schema) -> Callable[[Any], Any]:
    """Validates data against the schema."""
    return fastjsonschema.compile(schema)


def test_committed_schemas_are_current() -> None:
    """The committed files are what `coaching-site schema` writes."""
    programme = load_programme(ROOT / "content/programme.yml")
    words = words_in(ROOT / "content/words.yml")
    for path, text in schema_texts(programme, words).items():
        committed = (ROOT / path).read_text("utf-8")
        assert committed == text, "run `coaching-site schema`, and commit what it writes"


def valid_for_its_schema(path: Path, text: str) -> None:
    """Validate what stands in a file of the content by the schema that its first line names."""
    first, _, rest = text.partition("\n")
    name = first.removeprefix("# yaml-language-server: $schema=")
    assert name == f"{path.name.partition('.')[0]}.schema.json"
    fastjsonschema.validate(
        json.loads((path.parent / name).read_text("utf-8")), yaml.load(rest, Loader=Yaml12) or {}
    )


@pytest.mark.parametrize("path", sorted((ROOT / "content").glob("*.yml")), ids=lambda one: one.name)
def test_shipped_content_is_valid_for_an_editor(path: Path) -> None:
    """Programme, words and brand name their schema in the first line, and nothing is marked."""
    valid_for_its_schema(path, path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("programme", "steps: [{id: work, title: At work}]"),
        ("programme", "rules: [{id: ours, text: 5, after: no-cancelling}, {id: x, remove: true}]"),
        ("programme", "rhythm: {remove: true}"),
        ("programme", "goal_form: [{id: page-1, prompts: [{id: why, hint: {remove: true}}]}]"),
        ("words", "as_of: On {day}"),
        ("words", "days_late_few: '{n} days'"),
        ("words", "{as_of: '{{not a gap}}', our_own: 5, private: {remove: true}}"),
        ("brand", ""),
        ("brand", "{name: 2027, colours: {main: '#123456'}}"),
    ],
)
def test_content_may_say_what_differs(name: str, typed: str) -> None:
    """Words and programme of a workspace need hold nothing but what is other than shipped."""
    path = ROOT / f"content/{name}.yml"
    valid_for_its_schema(path, f"# yaml-language-server: $schema={name}.schema.json\n{typed}")


@pytest.mark.parametrize(
    ("name", "typed", "place"),
    [
        ("programme", "steps: [{title: At work}]", "data.steps[0] must contain ['id'] properties"),
        ("programme", "titel: A", "data must not contain {'titel'} properties"),
        ("programme", "rules: [{id: x, remove: false}]", "data.rules[0].remove must be same as"),
        ("words", "as_of: On {date}", "data.as_of must match pattern"),
        ("words", "days_late_few: '{days}'", "data.days_late_few must match pattern"),
        ("words", "as_of: [On]", "data.as_of must be string or number or boolean or object"),
        ("words", "as_of: {text: On}", "data.as_of must not contain {'text'} properties"),
        ("brand", "color: {}", "data must not contain {'color'} properties"),
        ("brand", "logo: logo.gif", "data.logo must match pattern"),
    ],
)
def test_mistakes_in_content_are_marked(name: str, typed: str, place: str) -> None:
    """A key that is not known, and a gap that a word does not take, are marked where they stand."""
    path = ROOT / f"content/{name}.yml"
    with pytest.raises(fastjsonschema.JsonSchemaValueException) as caught:
        valid_for_its_schema(path, f"# yaml-language-server: $schema={name}.schema.json\n{typed}")
    assert str(caught.value).startswith(place)


def test_words_say_what_they_take() -> None:
    """Each word is offered with what it says in English and the gaps that it may hold."""
    words = json.loads((ROOT / "content/words.schema.json").read_text("utf-8"))["properties"]
    assert words["as_of"]["description"] == "In English: As of {day}\nMay hold {day}."
    assert "May hold" not in words["private"]["description"]


@pytest.mark.parametrize("slug", SAMPLES)
def test_samples_are_valid_for_an_editor(slug: str, validate: Callable[[Any], Any]) -> None:
    """Both samples, and nothing in them, are marked by an editor; each names the schema."""
    text = (ROOT / f"engagements/{slug}/engagement.yml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../engagement.schema.json\n")
    validate(yaml.load(text, Loader=Yaml12))


@pytest.mark.parametrize(
    "typed",
    [
        "end: 2027-1-5",
        "end:",
        "organisation: 2027",
        "organisation: true",
        "step: 3",
        "step: '3'",
        "agreement: {version: 1.1, purpose: 42, rules: [one, 2, true]}",
        "agreement:",
        "goals: [{title: 5, moves: {stop: 1}, actions: [{what: Go, done: 2026-12-01}]}]",
        "sessions: [{on: 2026-12-01, at: 09:30, minutes: 90}]",
        "sessions:",
        "ratings: [{on: 2026-12-01, scores: {team: 10}}]",
        "feedback: [{on: 2026-12-01, statements: [{text: A, self: 5, groups: {Peers: [1, 2]}}]}]",
        "follow_up: {return_on_investment: {costs: [{what: Fee, amount: 12 500.50}]}}",
        "values: [{name: Care, shown_to: {colleagues: {feel: Safe, do: [Ask]}}}]",
    ],
)
def test_what_loads_is_valid(typed: str, validate: Callable[[Any], Any]) -> None:
    """Whatever loading accepts is accepted with the type that an editor reads."""
    validate({**FIRST_WEEK, **yaml.load(typed, Loader=Yaml12)})


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("ende: 2027-01-05", "data must not contain {'ende'} properties"),
        ("end: 5 January", "data.end must match pattern"),
        ("start:", "data.start must be string"),
        ("coach: Kim", "data.coach must be object"),
        ("step: 0", "data.step must be bigger than or equal to 1"),
        ("starters: {wishes: A}", "data.starters must not contain {'wishes'} properties"),
        ("party: {today: {toasts: A}}", "data.party.today must not contain {'toasts'}"),
        ("goals: [{why: A}]", "data.goals[0] must contain ['title'] properties"),
        ("goals: {title: A}", "data.goals must be array or null"),
        ("goals: [{title: A, moves: {halt: B}}]", "data.goals[0].moves must not contain {'halt'}"),
        ("ratings: [{on: 2026-12-01, scores: {team: 11}}]", "data.ratings[0].scores.team must be"),
        ("sessions: [{on: 2026-12-01, at: 9 am}]", "data.sessions[0].at must match pattern"),
    ],
)
def test_mistakes_are_marked_where_they_stand(
    typed: str, place: str, validate: Callable[[Any], Any]
) -> None:
    """A mistake that one value can make is marked by the editor at that value."""
    with pytest.raises(fastjsonschema.JsonSchemaValueException) as caught:
        validate({**FIRST_WEEK, **yaml.load(typed, Loader=Yaml12)})
    assert str(caught.value).startswith(place)


def test_every_key_is_explained(schema: Schema) -> None:
    """An editor has a line for each key that it offers, and for each prompt its text."""
    without = [key for key, value in _keys(schema) if not value.get("description")]
    assert without == [], "give these fields a `description`"
    starters = schema["properties"]["starters"]["properties"]
    assert starters["year"]["description"] == (
        "How would you sum up your past year at work in one sentence?"
    )


def test_a_field_without_a_description_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that nobody has explained yet is in the schema all the same."""

    class Wider(Engagement):
        pace: OneLine = "steady"

    monkeypatch.setattr("coaching_site.loading.json_schema.Engagement", Wider)
    keys = dict(_keys(schema_of_engagement(load_programme(ROOT / "content/programme.yml"))))
    assert "description" not in keys["pace"]


def test_schema_asks_nobody(schema: Schema) -> None:
    """The schema refers to nothing outside itself; its dialect is one that editors bring along."""
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "$ref" not in str(schema)


def _keys(schema: Any) -> Iterator[tuple[str, Schema]]:
    if isinstance(schema, dict):
        properties = schema.get("properties", {})
        yield from properties.items()
        inner = [*properties.values(), schema.get("items"), schema.get("additionalProperties")]
        for value in inner:
            yield from _keys(value)
