"""Prompts: the keys in every format, the rule for what is missing, and what they never tell."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from edgejson.dataset.asking import shown_of
from edgejson.dataset.prompts import as_text, compose
from edgejson.dataset.showing import (
    FOR_VALIDATORS,
    FORMATS,
    Shown,
    field_lines,
    formats_for,
    pydantic,
    typescript,
)
from edgejson.dataset.variants.reading import read
from edgejson.pipeline.records import Example
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import load_folder, without

SCHEMAS = load_folder(Path(__file__).parents[2] / "schemas")
EXAMPLE: Example = {
    "id": "x", "schema_id": "x", "text": "THE-TEXT", "instruction": "THE-TASK as JSON that follows the schema",
    "expected_output": {}, "variant": [],
}  # fmt: skip
DOCUMENT = {
    "title": "Thing seen",
    "properties": {
        "name": {"type": "string", "description": "What it's called."},
        "tags": {"type": "array", "items": {"$ref": "#/$defs/tag"}},
        "kind": {"enum": ["a", 2]},
        "how far": {"type": "number", "x-unit": "km"},
    },
    "required": ["name"],
    "$defs": {"tag": {"type": "object", "properties": {"since": {"type": ["string", "null"], "format": "date"}}}},
}
SHOWN = Shown(DOCUMENT, read(DOCUMENT), "Thing seen")


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_names_all_keys_and_keeps_the_text_and_no_annotation(format: str) -> None:
    for schema in SCHEMAS:
        shown = shown_of(schema)
        assert shown.form is not None
        names = {node.name for node in shown.form.walk() if node.name}
        for index in range(10):
            prompt = as_text(compose(EXAMPLE, shown, format, stream(1, index)))
            assert "THE-TEXT" in prompt
            assert '"x-' not in prompt
            assert "{it" not in prompt
            assert all(name in prompt for name in names)


def test_the_rule_for_what_is_missing_is_always_said_and_follows_the_variant() -> None:
    for kinds, said in (([], False), (["null", "part"], True)):
        for format in FORMATS:
            for index in range(40):
                record: Example = {**EXAMPLE, "variant": kinds}
                messages = compose(record, SHOWN, format, stream(3, index))
                bare = as_text(messages).replace(" | null", "").replace("or null", "").replace('"null"', "")
                told = bare.replace("write null or an empty", "").lower().replace("= none", "")
                assert ("null" in told) is said, as_text(messages)


def test_schemas_are_only_spoken_of_where_one_is_shown() -> None:
    for format in ("fields", "example"):
        for index in range(60):
            assert "schema" not in as_text(compose(EXAMPLE, SHOWN, format, stream(4, index))).lower()
    assert any("THE-TASK" in as_text(compose(EXAMPLE, SHOWN, "schema", stream(4, index))) for index in range(20))


def test_orders_roles_and_headings_vary() -> None:
    found = [compose(EXAMPLE, SHOWN, "fields", stream(2, index)) for index in range(100)]
    assert len({as_text(messages) for messages in found}) > 90
    assert {tuple(message["role"] for message in messages) for messages in found} == {("user",), ("system", "user")}


def test_field_lines_give_path_type_unit_and_optionality() -> None:
    assert field_lines(SHOWN) == [
        "name: string - What it's called",
        "tags: array of object, optional",
        "tags[].since: string or null (date), optional",
        'kind: one of "a", 2, optional',
        "how far: number, optional - in km",
    ]


def test_pydantic_classes_are_python_that_takes_the_labels() -> None:
    from pydantic import BaseModel, Field

    source = pydantic(SHOWN)
    names: dict[str, object] = {"BaseModel": BaseModel, "Field": Field}
    exec(compile(ast.parse(f"from typing import Any, Literal\n{source}"), "shown", "exec", dont_inherit=True), names)
    made = names["ThingSeen"].model_validate({"name": "n", "how far": 2, "tags": [{"since": None}]})  # type: ignore[attr-defined]
    assert made.how_far == 2 and made.kind is None
    for schema in SCHEMAS:
        ast.parse(pydantic(shown_of(schema)))


def test_typescript_quotes_names_that_are_no_identifiers() -> None:
    assert '"how far"?: number;  // in km' in typescript(SHOWN)
    assert "since?: string | null" in typescript(SHOWN)


def test_a_schema_without_a_tree_is_shown_as_it_is() -> None:
    shown = Shown({"oneOf": [DOCUMENT]}, None, "Thing")
    assert formats_for(shown) == ("tool", "schema")
    assert "how far" in as_text(compose(EXAMPLE, shown, "tool", stream(1)))


def test_what_only_a_validator_needs_goes_but_no_field_or_value_of_that_name() -> None:
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "properties": {
            "minimum": {"type": "integer", "minimum": 3},
            "tags": {
                "type": "array",
                "items": {"enum": ["title", {"minimum": 1}], "maxLength": 3},
                "uniqueItems": True,
            },
        },
        "required": ["minimum"],
    }
    assert without(document, FOR_VALIDATORS) == {
        "properties": {
            "minimum": {"type": "integer"},
            "tags": {"type": "array", "items": {"enum": ["title", {"minimum": 1}]}},
        },
        "required": ["minimum"],
    }


def test_a_tool_is_a_function_definition() -> None:
    tool = json.loads(FORMATS["tool"](SHOWN))
    assert tool["function"]["name"] == "record_thing_seen"
    assert set(tool["function"]["parameters"]["properties"]) == set(DOCUMENT["properties"])  # type: ignore[call-overload]
