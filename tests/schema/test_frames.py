"""Frames: what `x-sentences` and `x-mentions` may say, and what is refused, with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edgejson.pipeline.errors import UserError
from edgejson.schema.fields import FieldMap
from edgejson.schema.frames import Choice, Slot, parse
from edgejson.schema.loading import load_schema, without_annotations


def test_slots_choices_and_optional_segments_are_told_apart() -> None:
    frame = parse("(Please send|I'd like) {items}[ by {due.on}] (thanks). {gift?It's a gift|No gift}.")
    assert frame.paths == (("items",), ("due", "on"), ("gift",))
    assert frame.required == {("items",), ("gift",)}
    assert [segment.optional for segment in frame.segments] == [False, True, False]
    assert frame.segments[0].pieces[0] == Choice(("Please send", "I'd like"))
    assert frame.segments[1].pieces == (Choice((" by ",)), Slot(("due", "on")))
    assert Slot(("gift",), ("It's a gift", "No gift")) in frame.segments[2].pieces
    assert " (thanks). " in frame.literals()  # parentheses without a bar are text


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("no slot", "names no property"),
        ("{a} or {a}", "twice"),
        ("{gift?a gift}", "words for both"),
        ("{gift?|}", "words for both"),
        ("[thanks] {a}", "names no property"),
        ("{a}[ in {b}[ of {c}]]", "bracket"),
        ("{a} in {b", "bracket"),
        ("{} of {a}", "without a name"),
    ],
)
def test_a_faulty_frame_is_refused_in_words(source: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        parse(source)


def test_a_frame_that_names_an_unknown_property_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "order.json"
    inner = {"type": "object", "properties": {"city": {"type": "string"}}, "x-mentions": ["{city}", "{town}"]}
    path.write_text(json.dumps({"type": "object", "properties": {"to": inner}}))
    with pytest.raises(UserError, match=r"order\.json#/properties/to/x-mentions/1: no property 'town'"):
        load_schema(path)
    inner["x-mentions"] = ["{city}"]
    outer = {"type": "object", "properties": {"to": inner}, "x-sentences": ["Send it to {to.town}."]}
    path.write_text(json.dumps(outer))
    with pytest.raises(UserError, match=r"order\.json#/x-sentences/0: no property 'town'"):
        load_schema(path)


def test_properties_may_be_called_like_the_keywords(tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_text(json.dumps({"type": "object", "properties": {"x-mentions": {"type": "string"}}}))
    document = load_schema(path).document
    assert without_annotations(document) == document


def test_fields_have_the_frames_of_their_object() -> None:
    document = {
        "type": "object",
        "x-sentences": ["It goes to {to}."],
        "properties": {"to": {"$ref": "#/$defs/place"}},
        "$defs": {"place": {"type": "object", "x-mentions": ["{city}"], "properties": {"city": {"type": "string"}}}},
    }
    fields = FieldMap(document)
    assert [frame.source for frame in fields.field(()).sentences] == ["It goes to {to}."]
    assert [frame.source for frame in fields.field(("to",)).mentions] == ["{city}"]
    assert fields.field(("to", "city")).mentions == ()
