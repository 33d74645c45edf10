"""Annotations beside a schema: read strictly, written in one order, never in the plain schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from edgejson.pipeline.errors import UserError
from edgejson.schema.annotations import annotated, annotations_file, read_annotations
from edgejson.schema.annotations_file import write_annotations, written
from edgejson.schema.documents import schema_files
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import load_folder, load_schema

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "reviewer": {"type": "string"},
        "stars": {"type": "integer"},
        "verified": {"type": "boolean"},
        "weight": {"type": "number"},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/part"}},
        "anything": True,
    },
    "$defs": {"part": {"type": "object", "properties": {"name": {"type": "string"}, "a/b": {"type": "string"}}}},
}
FILE = """\
'':
  rules: [stars > 0]
  sentences:
  - "{reviewer} gave it a {stars}."
  - {value: "{reviewer} took {stars}.", by: smollm2@a1b2, seen: 3}
  - {value: "A {stars} isn't: a lot.", by: examples, seen: 2, struck: true}
  pool:
  - value: {reviewer: "007", stars: 3}
/properties/verified:
  phrases:
    "true": [a verified purchase]
    "false": [no]
/properties/weight:
  unit: {unit: kg, also: {g: 1000}}
  phrases: ["weighing {}"]
/$defs/part:
  mentions: ["{name}[, also]"]
/$defs/part/properties/a~1b:
  faker: {provider: word}
  pool: [alpha, 12 inch]
"""


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    path = tmp_path / "rating.json"
    path.write_text(json.dumps(SCHEMA))
    return path


def put(schema: Path, text: str) -> Path:
    path = annotations_file(schema)
    path.write_text(text)
    return path


def told(schema: Path, text: str) -> list[str]:
    """What is said of a file's mistakes, after its path."""
    path = put(schema, text)
    with pytest.raises(UserError) as caught:
        load_schema(schema)
    lines = str(caught.value).splitlines()
    assert all(line.startswith(f"{path}:") for line in lines)
    return [line.removeprefix(f"{path}:") for line in lines]


def good(text: str) -> str:
    return text.replace("[, also]", "")


def test_what_the_file_says_is_said_of_the_fields_and_not_of_the_plain_schema(schema: Path) -> None:
    put(schema, good(FILE))
    loaded = load_schema(schema)
    fields = FieldMap(loaded.document)
    assert [frame.source for frame in fields.field(()).sentences] == [
        "{reviewer} gave it a {stars}.", "{reviewer} took {stars}.",
    ]  # fmt: skip
    assert fields.field(("weight",)).unit_factors == {"g": "1000"}
    assert fields.field(("weight",)).phrases == ("weighing {}",)
    assert fields.field(("verified",)).value_phrases["false"] == ("no",)
    assert [frame.source for frame in fields.field(("parts", 0)).mentions] == ["{name}"]
    assert loaded.document["x-pool"] == [{"reviewer": "007", "stars": 3}]
    assert loaded.plain == SCHEMA
    assert {entry.by for entry in loaded.annotations.places[""].sentences} == {"hand", "smollm2@a1b2", "examples"}


def test_how_sentences_say_a_text_of_a_pool_is_no_part_of_the_value(schema: Path) -> None:
    path = put(schema, "/properties/reviewer:\n  pool: [Ann, {value: baker, said: the baker}]")
    loaded = load_schema(schema)
    assert loaded.document["properties"]["reviewer"]["x-pool"] == ["Ann", "baker"]
    assert FieldMap(loaded.document).field(("reviewer",)).synonyms == {"baker": ("the baker",)}
    write_annotations(path, read_annotations(path, SCHEMA), schema.name)
    assert "- {value: baker, said: the baker}" in path.read_text()


def test_a_keyword_of_the_schema_wins(schema: Path) -> None:
    own = {**SCHEMA, "x-sentences": ["I am {reviewer}."]}
    schema.write_text(json.dumps(own))
    put(schema, "'': {sentences: ['{reviewer} here.'], rules: ['stars > 0']}")
    document = load_schema(schema).document
    assert document["x-sentences"] == ["I am {reviewer}."] and document["x-rules"] == ["stars > 0"]


def test_what_is_written_is_read_and_written_alike(schema: Path) -> None:
    path = put(schema, good(FILE))
    first = read_annotations(path, SCHEMA)
    write_annotations(path, first, schema.name)
    again = read_annotations(path, SCHEMA)
    assert again.keywords[""]["x-rules"] == ["stars > 0"]
    assert annotated(SCHEMA, schema) == annotated(SCHEMA, schema)
    assert written(again, schema.name) == path.read_text() == written(first, schema.name)
    body = [line for line in path.read_text().splitlines() if line.startswith(("'", "/"))]
    assert body == [
        "'':",
        "/$defs/part:",
        "/$defs/part/properties/a~1b:",
        "/properties/verified:",
        "/properties/weight:",
    ]
    sentences = [line for line in path.read_text().splitlines() if line.startswith("  - ") and "stars}" in line]
    assert [("by: " in line, "smollm2" in line) for line in sentences] == [(False, False), (True, False), (True, True)]


@pytest.mark.parametrize(
    "text", ["yes", "null", "1.50", "2024-01-01", "a: b", "- a", "#1", "it's", '"x"', "ü", " a", "x\n"]
)
def test_any_text_comes_back_as_it_was(schema: Path, text: str) -> None:
    path = annotations_file(schema)
    put(schema, json.dumps({"/properties/reviewer": {"pool": [text, {"value": text, "by": "examples", "seen": 1}]}}))
    write_annotations(path, read_annotations(path, SCHEMA), schema.name)
    assert [entry.value for entry in read_annotations(path, SCHEMA).places["/properties/reviewer"].pool] == [text, text]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("'':\n  sentenses: [x]", "2: sentenses: no such key; did you mean 'sentences'?"),
        (
            "/properties/star: {unit: kg}",
            "1: the schema has nothing at '/properties/star'; did you mean '/properties/stars'?",
        ),
        ("/properties: {}", "1: the schema has nothing at '/properties'; did you mean '/properties/stars'?"),
        ("/properties/anything: {}", "1: the schema at '/properties/anything' is a boolean"),
        ("'':\n  sentences:\n  - '{reviewr}.'", "3: sentences: no property 'reviewr' is declared there"),
        ("'':\n  mentions:\n  - 'nothing'", "3: mentions: the frame 'nothing' names no property"),
        ("/properties/stars:\n  phrases:\n  - rated", "3: phrases: 'rated': a phrase there has one {} for the value"),
        ("'':\n  rules:\n  - 3", "3: rules.0.value: a text is needed"),
        ("'':\n  rules:\n  - {value: a, by: me}", "3: rules.0.by: 'me' is nobody; write hand, examples, or a teacher"),
        ("'':\n  rules:\n  - {value: a, by: examples}", "3: rules.0: it is by examples: say how often, `seen: N`"),
        ("'':\n  pool:\n  - {stars: 3}", "3: pool.0.stars: no such key; use one of value, by, seen, struck, said"),
        (
            "/properties/stars:\n  pool: [{value: a, said: b}]",
            "2: pool.0: `said` is a word or more and the entry's text",
        ),
        ("'':\n  rules: a\n  rules: b", "3: 'rules' stands there twice"),
        ("'': [}\n", "1: not YAML"),
        ("- a", "1: a mapping of JSON pointers to what is known there is needed"),
        ("/properties/weight: {unit: 4}", "1: unit: a symbol is needed"),
    ],
)
def test_a_slip_is_told_with_its_line(schema: Path, text: str, line: str) -> None:
    assert any(each.startswith(line) for each in told(schema, text)), told(schema, text)


def test_all_slips_are_told_at_once(schema: Path) -> None:
    assert len(told(schema, "'':\n  sentenses: [x]\n  rules: [3]\n/properties/star: {}")) == 3


def test_annotations_are_no_schema_and_belong_to_one(schema: Path) -> None:
    put(schema, "{}")
    assert schema_files(schema.parent) == [schema]
    lone = schema.with_name("ratng.annotations.yaml")
    lone.write_text("{}")
    with pytest.raises(UserError, match=r"ratng\.annotations\.yaml: no schema of that name stands beside it"):
        load_folder(schema.parent)


def test_annotations_of_another_file_come_with_what_is_taken_from_it(schema: Path) -> None:
    put(schema, "/$defs/part: {mentions: ['part {name}']}")
    order = schema.with_name("order.json")
    order.write_text(json.dumps({"type": "object", "properties": {"part": {"$ref": "rating.json#/$defs/part"}}}))
    assert [frame.source for frame in FieldMap(load_schema(order).document).field(("part",)).mentions] == [
        "part {name}"
    ]
