"""The JSON Schema of an engagement, from which editors complete and explain what is typed.

It admits whatever loading admits, by the types that an editor reads in YAML 1.2, and knows the
prompts of the programme. Rules across fields are left to `checks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from coaching_site.checks import Location, answers_of
from coaching_site.model import Engagement, Programme
from coaching_site.model.goals import Goal
from coaching_site.model.types import as_markdown_list, as_tuple

Schema = dict[str, Any]

_DIALECT: Final = "http://json-schema.org/draft-07/schema#"
_TEXT: Final = ("string", "number", "boolean")
_BOUNDS: Final = {"ge": "minimum", "le": "maximum"}


def schema_of(programme: Programme) -> Schema:
    """Return the schema of `engagement.yml` for engagements of a programme."""
    raw = Engagement.model_json_schema(schema_generator=_Kinds)
    root: Schema = _inlined(raw, raw.pop("$defs"), _form_descriptions(programme))
    paths = sorted(answers_of(programme).items(), key=lambda pair: -len(pair[0]))
    for path, items in paths:
        _name_keys(_at(root, path), items)
    return {"$schema": _DIALECT, "title": "An engagement", **root, "type": "object"}


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
    if "$ref" in node:
        return _inlined(records[node["$ref"].rpartition("/")[2]], records, prompts)
    plain = {
        _BOUNDS.get(key, key): _inlined(value, records, prompts)
        for key, value in node.items()
        if key not in ("title", "properties")
    }
    if "pattern" in plain and set(_TEXT) <= set(plain["type"]):
        plain["type"] = _types_of(plain["pattern"])
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
        own = value.pop("description", None)  # a record's is that of its field, not of its kind
        description = own or prompts.get(f"{node['title']}.{key}")
        inner = _inlined(value, records, prompts)
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
    schema["properties"] = {item.id: {**inner, "description": item.text} for item in items}
    schema["additionalProperties"] = False
