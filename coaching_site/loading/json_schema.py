"""JSON Schemas of what is typed, from which editors complete and explain it.

They admit whatever loading admits, by the types that an editor reads in YAML 1.2; that of an
engagement knows the prompts of the programme, that of words the gaps of each. Rules across fields
are left to `checks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from coaching_site.checks import answers_of
from coaching_site.checks.locations import ACTIONS, ANY
from coaching_site.languages import PLURAL_FORMS
from coaching_site.loading.gaps import GAPS
from coaching_site.locations import Location
from coaching_site.model import Engagement, Programme
from coaching_site.model.attachment import as_attachments
from coaching_site.model.brand import Brand
from coaching_site.model.feedback import Round
from coaching_site.model.goals import Goal
from coaching_site.model.types import Record, as_markdown_list, as_tuple

Schema = dict[str, Any]

_DIALECT: Final = "http://json-schema.org/draft-07/schema#"
_TEXT: Final = ("string", "number", "boolean")
_WORD: Final = (*_TEXT, "object")  # the latter to remove one
_BOUNDS: Final = {"ge": "minimum", "le": "maximum"}


def schema_of_engagement(programme: Programme) -> Schema:
    """Return the schema of `engagement.yml` for engagements of a programme."""
    root = _schema_of_record("An engagement", Engagement, _form_descriptions(programme))
    paths = sorted(answers_of(programme).items(), key=lambda pair: -len(pair[0]))
    for path, items in paths:
        _name_keys(_at(root, path), items)
    for path in ACTIONS:
        _at(root, (*path, ANY, "prompts"))["enum"] = [*programme.prompts_by_section, None]
    return root


def schema_of_programme() -> Schema:
    """Return the schema of `programme.yml`, whole or with what differs from the shipped one."""
    return _may_differ(_schema_of_record("A programme", Programme, {}))


def schema_of_round() -> Schema:
    """Return the schema of a round of feedback, a file in the folder `feedback`."""
    return _schema_of_record("A round of feedback", Round, {})


def schema_of_brand() -> Schema:
    """Return the schema of `brand.yml`."""
    return _schema_of_record("A brand", Brand, {})


def schema_of_words(words: Mapping[str, str]) -> Schema:
    """Return the schema of `words.yml`, which offers these words; others may be added."""
    stems = {key.removesuffix("_other") for key in words if key.endswith("_other")}
    forms = "|".join(PLURAL_FORMS)
    return {
        "$schema": _DIALECT,
        "title": "Words",
        "description": "Every sentence that a reader sees, unless it is in the programme.",
        "type": "object",
        "properties": {key: _word(key, text) for key, text in words.items()},
        "patternProperties": {
            "": {"properties": _REMOVE, "additionalProperties": False},
            # The plural forms of languages that have more of them than English.
            **{
                f"^{stem}_({forms})$": _word(f"{stem}_other", words[f"{stem}_other"])
                for stem in sorted(stems)
            },
        },
        "additionalProperties": {"type": [*_WORD]},
    }


def _schema_of_record(title: str, kind: type[Record], prompts: Mapping[str, str]) -> Schema:
    raw = kind.model_json_schema(schema_generator=_Kinds)
    root: Schema = _inlined(raw, raw.pop("$defs"), prompts)
    return {"$schema": _DIALECT, "title": title, **root, "type": "object"}


class _Kinds(GenerateJsonSchema):
    """Describes each kind of value as it is typed; a key without a value may always wait."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return {**super().str_schema(schema), "type": [*_TEXT, "null"]}

    def date_schema(self, _: core_schema.DateSchema) -> JsonSchemaValue:
        return {"type": ["string", "null"], "pattern": r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$"}

    def time_schema(self, _: core_schema.TimeSchema) -> JsonSchemaValue:
        return {"type": ["string", "null"], "pattern": r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$"}

    def int_schema(self, _: core_schema.IntSchema) -> JsonSchemaValue:
        return {"type": ["integer", "string", "null"], "pattern": r"^[0-9]{1,9}$"}

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        bounds = {_BOUNDS[key]: schema[key] for key in ("ge", "le") if key in schema}
        return {"type": ["number", "string", "null"], **bounds}

    def bool_schema(self, _: core_schema.BoolSchema) -> JsonSchemaValue:
        return {"type": ["boolean", "null"]}

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchemaValue:
        return {"type": ["array", "null"], "items": super().tuple_schema(schema)["items"]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        values = self.generate_inner(schema["values_schema"])
        return {"type": "object", "additionalProperties": values}

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        """Describe a list in whose place one text may stand, and prose, which may be a list."""
        inner = super().function_before_schema(schema)
        function = schema["function"]["function"]
        if function is as_tuple:
            return {
                **inner["items"],
                "type": ["array", *inner["items"]["type"]],
                "items": inner["items"],
            }
        if function is as_attachments:
            name = {"type": [*_TEXT, "null"]}
            return {"type": ["array", *_TEXT, "null"], "items": {"anyOf": [inner["items"], name]}}
        if function is not as_markdown_list:
            return inner
        least = {} if schema["schema"]["type"] == "nullable" else {"minItems": 1}
        return {**inner, "type": ["array", *inner["type"]], "items": inner, **least}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def _form_descriptions(programme: Programme) -> dict[str, str]:
    """Return the prompt of each field that only the programme can explain."""
    form = chain.from_iterable(group.prompts for group in programme.goal_form)
    return {f"{Goal.__name__}.{prompt.id}": prompt.text for prompt in form}


def _inlined(node: Any, records: Mapping[str, Schema], prompts: Mapping[str, str]) -> Any:
    """Return a part of the schema with each record in its place, its keys explained."""
    if isinstance(node, list):
        return [_inlined(item, records, prompts) for item in node]
    if not isinstance(node, dict):
        return node
    # Beside a `$ref`, draft 7 ignores all else, such as the description of a field.
    if "$ref" in node:
        return _inlined(records[node["$ref"].rpartition("/")[2]], records, prompts)
    plain = {
        _BOUNDS.get(key, key): _inlined(value, records, prompts)
        for key, value in node.items()
        if key not in ("title", "properties")
    }
    if "pattern" in plain and set(_TEXT) <= set(plain["type"]):
        others = set(plain["type"]) - {*_TEXT, "null"}
        plain["type"] = [*sorted(others), *_types_of(plain["pattern"])]
    if plain.get("type") == "object":
        plain["type"] = ["object", "null"]
    if "properties" in node:
        plain["properties"] = _properties(node, records, prompts)
    return plain


def _types_of(pattern: str) -> list[str]:
    """Return the types that a text of a pattern may have; editors try it on strings alone."""
    truth = ["boolean"] if re.search(pattern, "true") else []
    return ["string", *truth, "null"]


def _properties(node: Schema, records: Mapping[str, Schema], prompts: Mapping[str, str]) -> Schema:
    properties = {}
    for key, value in node["properties"].items():
        # A record's is that of its field, not of its kind.
        description = value.get("description") or prompts.get(f"{node['title']}.{key}")
        bare = {name: part for name, part in value.items() if name != "description"}
        inner = _inlined(bare, records, prompts)
        if key in node.get("required", ()):
            inner["type"] = [kind for kind in inner["type"] if kind != "null"]
        properties[key] = {**inner, "description": description} if description else inner
    return properties


def _at(schema: Schema, path: Location) -> Schema:
    for part in path:
        inner = schema.get("properties", {}).get(part)
        schema = inner or schema.get("items") or schema["additionalProperties"]
    return schema


def _name_keys(schema: Schema, items: Iterable[Any]) -> None:
    """Let a mapping have the ids of these items as keys, and no other."""
    inner = schema["additionalProperties"]
    said = {item.id: getattr(item, "text", None) or item.title for item in items}
    schema["properties"] = {key: {**inner, "description": text} for key, text in said.items()}
    schema["additionalProperties"] = False


def _may_differ(node: Schema) -> Schema:
    """Return a schema for a part that is merged into a shipped one, and says only what differs.

    Items are known by their `id`, which alone must be there; they may be removed or put elsewhere.
    """
    node = {key: value for key, value in node.items() if key != "required"}
    if "items" in node:
        node["items"] = _may_differ(node["items"])
    if "properties" in node:
        own = {key: _removable(_may_differ(value)) for key, value in node["properties"].items()}
        if "id" in own:
            own |= _OF_AN_ITEM
            node["required"] = ["id"]
        node["properties"] = own
    return node


_REMOVE: Final[Schema] = {
    "remove": {"const": True, "description": "Leaves out what the shipped file has here."}
}
_OF_AN_ITEM: Final[Schema] = {
    **_REMOVE,
    "after": {"type": "string", "description": "The id of the item that this one comes after."},
    "before": {"type": "string", "description": "The id of the item that this one comes before."},
}


def _removable(node: Schema) -> Schema:
    """Let `remove: true` stand in place of a value."""
    types = [node["type"]] if isinstance(node["type"], str) else node["type"]
    properties = {**node.get("properties", {}), **_REMOVE}
    added = {} if "object" in types else {"additionalProperties": False}
    return {
        **node,
        "type": list({**dict.fromkeys(types), "object": 0}),
        "properties": properties,
        **added,
    }


def _word(key: str, text: str) -> Schema:
    """Return what is to be known of a word: what it says in English, and which gaps it takes."""
    stem, _, form = key.rpartition("_")
    gaps = GAPS.get(key) or (GAPS.get(stem) if form in PLURAL_FORMS else None)
    says = f"In English: {' '.join(text.split())}"
    if not gaps:
        return {"type": [*_WORD], "description": says}
    may = "|".join(gaps)
    return {
        "type": [*_WORD],
        "pattern": rf"^([^{{}}]|\{{\{{|\}}\}}|\{{({may})\}})*$",
        "description": f"{says}\nMay hold {', '.join(f'{{{gap}}}' for gap in gaps)}.",
    }
