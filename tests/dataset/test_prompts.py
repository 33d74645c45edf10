"""Prompts: what they tell of the schema, in every format, and what they never tell."""

from pathlib import Path

import pytest

from edgejson.dataset.prompts import FORMATS, compose, field_lines
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import load_folder

SCHEMAS = load_folder(Path(__file__).parents[2] / "schemas")
EXAMPLE = {"id": "x", "schema_id": "x", "text": "THE-TEXT", "instruction": "THE-TASK", "expected_output": {}}


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_keeps_text_and_task_and_no_annotation(format):
    for schema in SCHEMAS:
        for index in range(10):
            prompt = compose(EXAMPLE, schema, format, stream(1, index))
            assert "THE-TEXT" in prompt
            assert "THE-TASK" in prompt
            assert '"x-' not in prompt
            assert "{it" not in prompt


def test_orders_and_headings_vary():
    schema = SCHEMAS[0]
    assert len({compose(EXAMPLE, schema, "title", stream(2, index)) for index in range(50)}) > 20


def test_field_lines_give_path_type_and_optionality():
    document = {
        "properties": {
            "name": {"type": "string"},
            "tags": {"type": "array", "items": {"$ref": "#/$defs/tag"}},
            "kind": {"enum": ["a", 2]},
        },
        "required": ["name"],
        "$defs": {"tag": {"type": "object", "properties": {"since": {"type": ["string", "null"], "format": "date"}}}},
    }
    assert field_lines(document) == [
        "name: string",
        "tags: array, optional",
        "tags[].since: string or null (date), optional",
        'kind: one of "a", 2, optional',
    ]
    assert field_lines({"type": "integer"}) == ["(value): integer"]
