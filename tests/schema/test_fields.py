"""What a schema says of its fields, wherever in a recursive one they stand."""

from __future__ import annotations

from typing import Any

from edgejson.schema.fields import FieldMap

TREE: dict[str, Any] = {
    "type": "object",
    "required": ["root"],
    "properties": {"root": {"$ref": "#/definitions/node"}, "spare": {"$ref": "#/definitions/node"}},
    "definitions": {
        "node": {
            "type": "object",
            "required": ["unit price"],
            "examples": [{"unit price": 3, "left": {"unit price": 4}}],
            "properties": {
                "unit price": {"type": "number", "title": "Price"},
                "left": {"$ref": "#/definitions/node"},
                "right": {"$ref": "#/definitions/node"},
            },
        }
    },
}


def test_a_place_of_a_recursive_schema_is_described_alike_at_every_depth() -> None:
    fields = FieldMap(TREE)
    path: tuple[str, ...] = ("root",)
    for step in ("left", "right", "right", "left", "left"):
        path = (*path, step)
        field = fields.field((*path, "unit price"))
        assert (field.path, field.words, field.title) == ((*path, "unit price"), "unit price", "Price")
        assert field.required
        assert not fields.field(path).required
        assert fields.properties(path) == ("unit price", "left", "right")
        assert field.schemas == (TREE["definitions"]["node"]["properties"]["unit price"],)


def test_whether_a_field_is_required_and_what_it_held_depend_on_the_way_to_it() -> None:
    fields = FieldMap(TREE)
    assert fields.field(("root",)).required
    assert not fields.field(("spare",)).required
    assert fields.field(("spare", "unit price")).pool == (3,)
    assert fields.field(("spare", "left", "unit price")).pool == (4, 3)
    assert fields.field(("spare", "right", "unit price")).pool == (3,)


def test_what_no_learned_sentence_says_alone_has_one_by_its_name() -> None:
    document = {
        "type": "object",
        "properties": {"guests": {"type": "integer"}, "venue": {"type": "string"}},
        "x-sentences": ["Lunch for {guests} at {venue}.", "We are {guests}."],
    }

    def said(**more: object) -> list[str]:
        return [frame.source for frame in FieldMap({**document, **more}).field(()).sentences]

    assert said() == document["x-sentences"]
    besides = said(**{"x-sampled": True})[2:]
    assert besides
    assert all("{venue}" in source for source in besides)
