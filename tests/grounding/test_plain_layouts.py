"""Fields without phrases in what texts are laid out in: escaped lines, lists, cells, headings, letters."""

from typing import Any

from edgejson.checks.unique import other_readings
from edgejson.grounding.grounder import Grounder
from edgejson.grounding.tables import tables_of
from edgejson.schema.fields import FieldMap
from tests.grounding.conftest import BOOLEAN, MAP_OF_OBJECTS, NUMBER, STRING, codes, of


def readings(schema: dict[str, Any], text: str, label: Any) -> list[str]:
    found = Grounder(FieldMap(schema), schema).ground(text, label)
    return [*(code for code, _, _ in found.problems), *(code for code, _, _ in other_readings(found))]


def test_items_on_lines_of_an_escaped_text_are_no_single_one() -> None:
    schema = of(notes={"type": "array", "items": {"type": "object", "additionalProperties": NUMBER}})
    text = r"saving: order\n   note 1: quartz: 769\n   note 2: iris: 486; sandal: 49"
    assert readings(schema, text, {"notes": [{"quartz": 769}, {"sandal": 49, "iris": 486}]}) == []


def test_a_list_of_enumerated_words_is_no_object_around_them() -> None:
    words = {"enum": ["gas", "oil", "wood"]}
    schema = of(heating={"type": "array", "items": words}, bank=of(heating=words, age=NUMBER))
    text = "heating=[oil and gas]\nbank: age=2; heating=wood"
    assert readings(schema, text, {"heating": ["oil", "gas"], "bank": {"heating": "wood", "age": 2}}) == []


def test_the_end_of_a_line_in_an_escaped_text_names_no_field() -> None:
    assert codes(of(name=STRING, n=STRING), "name=willow\\n [06:17:57] saved", {"name": "willow"}) == []


def test_another_sentence_of_a_line_is_none_of_a_map_s_entries() -> None:
    schema = {"title": "Order", "type": "object", "properties": {"name": STRING}, "additionalProperties": STRING}
    text = "Some digging, but here it is. As for the order, the name is willow, x-canyon set to violet."
    assert codes(schema, text, {"name": "willow", "x-canyon": "violet"}) == []
    closed = {**schema, "patternProperties": {"^x-": STRING}, "additionalProperties": False}
    text = "The order: x-canyon violet, only the rest is missing, name willow."
    assert codes(closed, text, {"name": "willow", "x-canyon": "violet"}) == []
    assert "omission" in codes(schema, text, {"name": "willow", "x-canyon": "violet"})


def test_a_value_that_could_be_a_list_fills_a_cell_alone() -> None:
    schema = of(owner={"anyOf": [True, {"type": "array", "items": True}]})
    assert codes(schema, "| Owner |\n|-------|\n| sorrel |", {"owner": "sorrel"}) == []
    assert codes(schema, "| Owner |\n|-------|\n| sorrel |", {}) == ["ungrounded", "omission"]


def test_a_correction_ends_with_its_line() -> None:
    schema = of(skuCode={"examples": ["either", 7]}, category={"type": ["string", "array", "object"]})
    text = "it has SKU code 8, I mean 7\nit has the category secondary and internal"
    assert codes(schema, text, {"skuCode": 7, "category": ["secondary", "internal"]}) == []


def test_indented_lines_below_a_heading_are_no_table() -> None:
    text = "order saved\n\tID:\n\theron: KIND=north\n\tplover: KIND=south"
    label = {"id": {"heron": {"kind": "north"}, "plover": {"kind": "south"}}}
    assert codes(of(id=MAP_OF_OBJECTS), text, label) == []
    assert tables_of('\tID:\n\t"a" b\n\tc', lambda heading: True) is None  # nor are lines that are no cells


def test_a_heading_that_is_a_boolean_too_says_none() -> None:
    schema = {"title": "Created at", "type": "object", "properties": {"created_at": BOOLEAN}}
    assert codes(schema, "Created at slip\n\nCreated at ........ false", {"created_at": False}) == []
    assert "contradiction" in codes(schema, "Created at slip\n\nCreated at ........ false", {"created_at": True})


def test_a_greeting_tells_no_time_of_the_day() -> None:
    schema = of(slot={"enum": ["morning", "evening"]})
    assert codes(schema, "Good morning,\n\nplease come in the evening.", {"slot": "evening"}) == []
    assert codes(schema, "Good morning,\n\nplease come in the evening.", {"slot": "morning"}) == ["ungrounded"]
