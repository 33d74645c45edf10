"""Variants: valid under the schema that is asked with, exactly mapped back, the same for the same record."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgejson.dataset.settings import VARIANT_KINDS, Variants
from edgejson.dataset.variants.borrowing import everyday, of_schemas
from edgejson.dataset.variants.case import STYLES, in_case, style_of
from edgejson.dataset.variants.codes import Code, decode, encode, lossless
from edgejson.dataset.variants.drawing import KINDS, invalid, unlike, vary
from edgejson.dataset.variants.form import ABSENT, Node, Origin, canonical, origin, restricted, source_of
from edgejson.dataset.variants.reading import read
from edgejson.dataset.variants.strangers import strangers
from edgejson.dataset.written import asked_leaves
from edgejson.pipeline.records import Example
from edgejson.schema.fields import leaves
from edgejson.schema.loading import Schema, load_folder

SCHEMAS = {schema.id: schema for schema in load_folder(Path(__file__).parents[2] / "schemas")}
POOL = [*everyday(), *of_schemas(SCHEMAS.values())]
ORDER = {
    "title": "Order",
    "type": "object",
    "properties": {
        "number": {"type": "string", "pattern": "^[0-9]{4}$", "description": "Number of the order."},
        "ordered_on": {"type": "string", "format": "date", "description": "Calendar day, in the shop's zone."},
        "status": {"type": "string", "enum": ["in_work", "sent_out"]},
        "express": {"type": "boolean"},
        "customer": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "email": {"type": "string"}},
            "required": ["name"],
            "additionalProperties": False,
        },
        "lines": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "properties": {
                    "product": {"type": "string", "description": "What is ordered."},
                    "size": {"type": "object", "properties": {"value": {"type": "number"}, "unit": {"type": "string"}}},
                    "price": {"type": "number", "x-unit": "EUR", "minimum": 0},
                },
                "required": ["product"],
                "additionalProperties": False,
            },
        },
        "note": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
    },
    "required": ["number", "lines"],
    "additionalProperties": False,
}
TEXT = "Order 1234 of 3 May 2024"


def schema(document: Any, id: str = "order") -> Schema:
    return Schema(id, Path(f"{id}.json"), document, "medium", False)


def example(label: Any, text: str = TEXT) -> Example:
    return {"id": "order-1", "schema_id": "order", "text": text, "expected_output": label}


def _numbers_aside(line: dict[str, Any]) -> str:
    """What makes a line another one: 1 and 1.0 are the same."""
    return json.dumps(line, sort_keys=True).replace(".0", "")


def orders() -> st.SearchStrategy[dict[str, Any]]:
    """Labels of ORDER, optional fields there or not."""
    size = st.fixed_dictionaries({}, optional={"value": st.floats(0, 1e6), "unit": st.text(max_size=5)})
    line = st.fixed_dictionaries(
        {"product": st.text(max_size=8)}, optional={"size": size, "price": st.integers(0, 9) | st.floats(0, 1e4)}
    )
    return st.fixed_dictionaries(
        {
            "number": st.from_regex(r"[0-9]{4}", fullmatch=True),
            "lines": st.lists(line, max_size=3, unique_by=_numbers_aside),
        },
        optional={
            "ordered_on": st.dates().map(str),
            "status": st.sampled_from(["in_work", "sent_out"]),
            "express": st.booleans(),
            "customer": st.fixed_dictionaries({"name": st.text(max_size=8)}, optional={"email": st.text(max_size=8)}),
            "note": st.text(max_size=8) | st.lists(st.text(max_size=4), max_size=2),
        },
    )


@settings(max_examples=150, deadline=None)
@given(orders(), st.sets(st.sampled_from(VARIANT_KINDS), min_size=1), st.randoms(use_true_random=False))
def test_a_label_is_valid_under_its_variant_and_maps_back(label: Any, kinds: set[str], rng: Random) -> None:
    found = vary(example(label), schema(ORDER), POOL, dict.fromkeys(kinds, 1.0), len(kinds), rng)
    if found is None:
        return
    assert set(found.kinds) <= kinds
    assert invalid(found.document, found.label) == ""
    way = origin(json.loads(json.dumps(found.origin.as_json())))
    back = canonical(json.loads(json.dumps(found.label)), way)
    assert back == restricted(label, way)
    if not {"part", "items_as_root"} & set(found.kinds):
        assert back == label


@settings(max_examples=150, deadline=None)
@given(orders(), st.sampled_from(VARIANT_KINDS), st.randoms(use_true_random=False))
def test_a_leaf_of_a_variant_knows_its_place_in_the_canonical_label(label: Any, kind: str, rng: Random) -> None:
    found = vary(example(label), schema(ORDER), POOL, {kind: 1.0}, 1, rng)
    if found is None or found.origin.codes:
        return
    there = {"".join(f"/{step}" for step in path): value for path, value in leaves(label)}
    for path, value in leaves(found.label):
        if value is not None:
            assert there[source_of(path, found.origin)] == value


def test_every_kind_does_something_and_the_settings_know_it() -> None:
    assert set(KINDS) == set(VARIANT_KINDS) == set(Variants().weights)
    label = {
        "number": "1234", "ordered_on": "2024-05-03", "status": "sent_out", "customer": {"name": "Ada"},
        "lines": [{"product": "pen", "size": {"value": 3.5}, "price": 2}, {"product": "ink"}],
    }  # fmt: skip
    for kind in KINDS:
        found = vary(example(label), schema(ORDER), POOL, {kind: 1.0}, 1, Random(1))
        assert found is not None and found.kinds == (kind,), kind
        assert json.dumps(found.document) != json.dumps(ORDER)


def test_own_schemas_and_their_records_get_hundreds_of_schemas() -> None:
    seen = Counter(json.dumps(vary_rating(number).document) for number in range(200))
    assert len(seen) > 190


def vary_rating(number: int) -> Any:
    label = {"reviewer": "Ada", "product": "pen", "stars": 4, "verified_purchase": True}
    record = example(label, "Ada gives the pen four stars.")
    found = vary(record, SCHEMAS["rating"], POOL, Variants().weights, 6, Random(number))
    assert found is not None
    return found


def test_nothing_is_asked_that_the_text_could_answer() -> None:
    text = "Order 1234. The blood group of the donor is A positive, and the parcel can be tracked."
    for number in range(100):
        record = example({"number": "1234", "lines": []}, text)
        found = vary(record, schema(ORDER), POOL, {"unasked": 1}, 1, Random(number))
        assert found is not None
        asked = set(found.document["properties"]) - set(ORDER["properties"])  # type: ignore[call-overload]
        assert 1 <= len(asked) <= 5
        assert not asked & {"blood_type", "tracking_number", "carrier", "order_number", "purchase_order"}


def test_a_part_asks_more_often_for_what_the_label_has_than_for_what_it_lacks() -> None:
    label = {"number": "1234", "lines": [{"product": "pen"}], "express": True}
    asked = Counter(
        name
        for number in range(300)
        if (found := vary(example(label), schema(ORDER), POOL, {"part": 1}, 1, Random(number)))
        for name in found.document["properties"]
    )
    assert asked["ordered_on"] and asked["status"]
    assert min(asked["number"], asked["express"]) > 1.2 * max(asked["ordered_on"], asked["status"])


def test_a_string_where_a_schema_of_properties_names_no_type_is_one_leaf() -> None:
    build = {"properties": {"size": {"type": "integer"}, "unit": {"type": "string"}}, "additionalProperties": False}
    form = read({"type": "object", "properties": {"build": build, "name": {"type": "string"}}})
    assert asked_leaves(form, {"build": "Build 2", "name": "Lind"}) == (2, 0)
    assert asked_leaves(form, {"build": {"size": 3}}) == (3, 2)


def test_null_stands_for_what_is_not_said_and_for_nothing_else() -> None:
    label = {"number": "1234", "lines": [{"product": "pen"}]}
    found = vary(example(label), schema(ORDER), POOL, {"null": 1}, 1, Random(1))
    assert found is not None
    assert found.label["customer"] is None and found.label["lines"] == [{"product": "pen", "size": None, "price": None}]
    assert "express" in found.document["required"]
    assert asked_leaves(found.form, found.label) == (9, 7)


@pytest.mark.parametrize(
    "document",
    [
        {"type": "array", "items": ORDER},
        {"oneOf": [ORDER]},
        {**ORDER, "allOf": [{"$ref": "#/$defs/base"}], "$defs": {"base": {"properties": {"b": {"type": "string"}}}}},
        {**ORDER, "properties": {"a": {"$ref": "#/properties/b"}, "b": {"type": "string"}}, "required": ["b"]},
        True,
    ],
)
def test_a_schema_that_can_not_be_varied_exactly_stays(document: Any) -> None:
    label = {"number": "1234", "lines": [], "b": "x"}
    assert vary(example(label), schema(document), POOL, Variants().weights, 6, Random(1)) is None


def test_a_label_with_undeclared_keys_stays() -> None:
    document = {"type": "object", "properties": {"a": {"type": "string"}}}
    assert vary(example({"a": "x", "more": 1}), schema(document), POOL, {"null": 1}, 1, Random(1)) is None


def test_conditions_between_fields_are_left_out() -> None:
    document = {**ORDER, "if": {"required": ["note"]}, "then": {"properties": {"express": {"const": True}}}}
    label = {"number": "1234", "lines": [], "note": "now", "express": True}
    found = vary(example(label), schema(document), POOL, {"enum_codes": 1}, 1, Random(2))
    assert found is not None and "if" not in found.document
    assert vary(example({**label, "express": False}), schema(document), POOL, {"null": 1}, 1, Random(2)) is None


def test_references_are_followed_and_recursion_is_kept_whole() -> None:
    document = {
        "type": "object",
        "properties": {"head": {"$ref": "#/$defs/person"}, "tree": {"$ref": "#/$defs/tree"}},
        "$defs": {
            "person": {"type": "object", "properties": {"name": {"type": "string"}}},
            "tree": {"type": "object", "properties": {"left": {"$ref": "#/$defs/tree"}, "leaf": {"type": "integer"}}},
        },
    }
    label = {"head": {"name": "Ada"}, "tree": {"left": {"left": {"leaf": 3}}}}
    for kind in ("flat", "styled", "null", "number_as_text"):
        for number in range(20):
            vary(example(label), schema(document), POOL, {kind: 1}, 1, Random(number))  # raises where it isn't exact


def test_a_text_is_asked_for_nothing_that_it_says() -> None:
    pool = strangers(SCHEMAS.values())
    label = {"name": "Harbour Hall", "city": "Perth", "country_code": "AU", "latitude": 1.5, "longitude": 2.5}
    record = example(label, "Harbour Hall in Perth, Australia, lat 1.5, lon 2.5.")
    asked = set()
    for number in range(60):
        found = vary(record, SCHEMAS["location"], POOL, {"null": 1, "styled": 1}, 2, Random(number), pool)
        assert found is not None and found.kinds[0] == "nothing"
        assert all(value is None for _, value in leaves(found.label)) if "null" in found.kinds else found.label == {}
        assert canonical(found.label, found.origin) is ABSENT and not unlike(found.label, label, found.origin)
        asked.add(found.document["title"])
    assert len(asked) > 3 and "Order" not in asked  # its address has a city
    assert unlike({"port": 1}, label, Origin({"/port": "/latitude"}, {}, frozenset()))


@pytest.mark.parametrize("style", STYLES)
def test_styles_are_told_by_their_names(style: str) -> None:
    names = [in_case(words, style) for words in ("unit price", "order number")]
    assert style_of(Node("object", {}, (), children=tuple(Node("leaf", {}, None, name) for name in names))) == style


@settings(max_examples=200, deadline=None)
@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_as_text_come_back(value: float) -> None:
    if lossless(Code("text"), value):
        assert decode(Code("text"), encode(Code("text"), value)) == value
    else:
        assert isinstance(value, float)


def test_what_a_code_can_not_hold_is_not_written_so() -> None:
    assert not lossless(Code("number"), "0123")
    assert not lossless(Code("date", "%d/%m/%Y"), "2024")
    assert not lossless(Code("moment", "%Y-%m-%d %H:%M:%S"), "2024-05-03T10:00:00+02:00")
    assert not lossless(Code("table", [[True, 1]]), 1)


def test_a_label_that_does_not_come_back_is_told() -> None:
    found = vary(example({"number": "1234", "lines": []}), schema(ORDER), POOL, {"styled": 1}, 1, Random(1))
    assert found is not None
    name = next(iter(found.label))
    assert unlike({**found.label, name: "9999"}, {"number": "1234", "lines": []}, found.origin)


def test_a_field_that_is_always_null_is_asked_with_a_valid_schema():
    document = {
        "title": "Order",
        "type": "object",
        "properties": {"name": {"type": "string"}, "gap": {"type": "null"}},
        "required": ["name"],
    }
    schema, kinds = Schema("order", Path("order.json"), document, "simple", False), set()
    for index in range(60):
        example = Example(id=f"o-{index}", schema_id="order", text="The name is Ann.", expected_output={"name": "Ann"})
        found = vary(example, schema, [], Variants().weights, 3, Random(index))
        kinds.update(found.kinds if found else ())
    assert "null" in kinds


def test_a_group_of_nothing_but_nulls_comes_back() -> None:
    document = {"type": "object", "properties": {name: {"type": ["string", "null"]} for name in ("a", "b", "c", "d")}}
    label = {"a": None, "b": None, "c": None}
    for number in range(40):
        made = vary(example(label), schema(document), [], {"nested": 1.0}, 1, Random(number))
        assert made is not None and canonical(made.label, made.origin) == label


def test_a_name_without_words_keeps_its_own_in_every_style() -> None:
    assert {style: in_case("", style) for style in STYLES} == dict.fromkeys(STYLES, "")


def test_bounds_of_draft_4_go_with_what_opens_them() -> None:
    price = {"type": "number", "minimum": 0, "exclusiveMinimum": True}
    document = {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "type": "object",
        "properties": {"price": price},
        "required": ["price"],
    }
    schema = Schema("order", Path("order.json"), document, "simple", False)
    example = Example(id="o", schema_id="order", text="The price is 5.", expected_output={"price": 5.0})
    found = vary(example, schema, [], {"unbounded": 1}, 1, Random(1))
    assert found is not None
    assert found.document["properties"]["price"] == {"type": "number"}
