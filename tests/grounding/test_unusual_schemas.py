"""What schemas say in less usual ways, for fields without phrases."""

from typing import Any

import pytest

from edgejson.checks.unique import other_readings
from edgejson.grounding.grounder import Grounder
from edgejson.schema.fields import FieldMap
from tests.grounding.conftest import NUMBER, STRING, codes, of

PLACE = of(stop={"type": "object", "properties": {"lat": NUMBER, "lng": NUMBER}}, note=STRING)
KINDS = of(kind={"enum": [{"name": "red", "level": 0}, {"name": "none", "level": 1}]}, size=NUMBER)
TITLED = of(price={"type": "string", "title": "Unit price (EUR), net"})
RATES = of(rates={"type": "object", "additionalProperties": NUMBER}, size=NUMBER)
READ = of(read={"type": "object", "properties": {"main": STRING}, "patternProperties": {"_at$": STRING}})


@pytest.mark.parametrize(
    ("schema", "text", "label", "wrong", "code"),
    [
        (  # a member by its usual name, whatever the schema calls it
            PLACE,
            "Order: note as before. The stop is latitude 60.4132, longitude 5.3469.",
            {"stop": {"lat": 60.4132, "lng": 5.3469}, "note": "as before"},
            {"stop": {"lat": 5.3469, "lng": 60.4132}, "note": "as before"},
            "other-field",
        ),
        (  # an object that the schema has as a value only
            KINDS,
            "Order: size 4.5. The kind's name is red and its level is 0.",
            {"size": 4.5, "kind": {"name": "red", "level": 0}},
            {"size": 4.5},
            "omission",
        ),
        (  # a title with more than spaces between its words
            TITLED,
            "Unit price (EUR), net :: keep the current level",
            {"price": "keep the current level"},
            {"price": "the current level"},
            "cut-short",
        ),
        (  # a section of its own
            RATES,
            "Order form\n\nSize: 4.5\n\nRates\n-----\nruby_lark: 306.04\nhamlet: 245.53\n",
            {"size": 4.5, "rates": {"ruby_lark": 306.04, "hamlet": 245.53}},
            {"size": 4.5},
            "omission",
        ),
        (  # a name that follows a pattern, beside one that is declared
            READ,
            "Order\n\nread:\n  main: New Hawthorn\n  vesper_at: noon\n",
            {"read": {"main": "New Hawthorn", "vesper_at": "noon"}},
            {"read": {"main": "New Hawthorn"}},
            "omission",
        ),
    ],
)
def test_what_schemas_say_in_less_usual_ways(
    schema: dict[str, Any], text: str, label: Any, wrong: Any, code: str
) -> None:
    assert codes(schema, text, label) == []
    assert code in codes(schema, text, wrong)


def test_a_section_that_is_empty_is_none_of_an_absent_object() -> None:
    assert codes(RATES, "Order form\n\nSize: 4.5\n\nRates\n-----\nnone\n", {"size": 4.5}) == []


def test_a_field_called_like_an_article_is_not_named_by_one() -> None:
    tree = {"title": "Old", "type": "object", "properties": {"a": {"$ref": "#"}, "v": STRING}, "required": ["v"]}
    found = Grounder(FieldMap(tree), tree).ground("A short summary of the old. Old - v basalt je.", {"v": "basalt je"})
    assert (found.problems, list(other_readings(found))) == ([], [])


def test_commas_of_empty_cells_group_no_digits() -> None:
    row = of(rows={"type": "array", "items": NUMBER})
    assert codes(row, "Rows:\n\n578,,,,,\n,373,524,,,", {"rows": [578, 373, 524]}) == []


def test_a_recursive_schema_is_compiled_to_some_levels_and_read_deeper() -> None:
    tree = {"type": "object", "properties": {"name": STRING, "left": {"$ref": "#"}, "right": {"$ref": "#"}}}
    grounder = Grounder(FieldMap(tree), tree)
    assert len(grounder.cues.targets) < 60
    path, label = "", {"name": "root"}
    lines, inner = ["name = root"], label
    for index in range(7):
        inner["left"] = {"name": f"node {index}"}
        inner, path = inner["left"], f"{path}left."
        lines.append(f"{path}name = node {index}")
    text = "\n".join(lines)
    assert grounder.ground(text, label).problems == []
    inner["name"] = "node 7"
    assert [code for code, _, _ in grounder.ground(text, label).problems]


def test_what_is_denied_of_an_item_stands_in_its_stretch() -> None:
    item = {"type": "object", "properties": {"end": {"type": ["integer", "null"]}, "duration": {"type": "integer"}}}
    text = (
        "First item: end 1. Its duration is\n10. There is no end for the second item, and the duration is 30. "
        "The third item's end is 1; its duration is 10."
    )
    label = [{"end": 1, "duration": 10}, {"end": None, "duration": 30}, {"end": 1, "duration": 10}]
    assert codes({"type": "array", "items": item}, text, label) == []
    assert codes(
        {"type": "array", "items": item}, text, [{"end": None, "duration": 10}, {"end": 1, "duration": 30}, label[2]]
    )


def test_a_heading_that_a_field_is_called_by_says_no_value() -> None:
    code = {"title": "Code", "type": "object", "properties": {"code": {"type": "string", "pattern": "\\S+$"}}}
    assert codes(code, "Code: code zv4, as you asked.", {"code": "zv4"}) == []


def test_what_numbers_an_item_is_no_value_of_a_field_called_item() -> None:
    member = {"type": "object", "properties": {"item": STRING, "colors": STRING}}
    rows = {"type": "array", "items": member}
    text = "[bridge] item 1: item=standard\n  item 2: colors=red"
    assert codes(rows, text, [{"item": "standard"}, {"colors": "red"}]) == []
    assert codes(rows, text, [{"item": "other"}, {"colors": "red"}])


def test_a_list_at_the_root_of_objects_that_have_a_mention():
    """ "latitude 47.3, longitude 8.5" is a mention of each item; the list itself has no name to be headed by."""
    item = {"type": "object", "properties": {"lat": NUMBER, "lng": NUMBER}, "required": ["lat", "lng"]}
    document = {"title": "Stops", "type": "array", "items": item}
    text = "The first stop is latitude 47.3467, longitude 8.5095. The second stop is latitude 45.4306, longitude 9.166."
    label = [{"lat": 47.3467, "lng": 8.5095}, {"lat": 45.4306, "lng": 9.166}]
    assert codes(document, text, label) == []
    assert codes(document, text, label[:1]) != []


def test_a_constant_empty_list_among_items_is_a_value_like_any_other():
    schema = {"anyOf": [{"const": []}, {"type": "array", "items": {"const": []}}]}
    assert codes(of(colors=schema), "The colors: none.", {"colors": [[]]}) == []
