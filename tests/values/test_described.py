"""What a description tells of values, how walks of life are told, and what records do not say against themselves."""

from __future__ import annotations

from typing import Any

import pytest

from edgejson.pipeline.streams import stream
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import schema_of
from edgejson.values.engine.sampler import compile_sampler
from edgejson.values.meaning.deciding import parents_of
from edgejson.values.meaning.described import named_values, range_said, unit_said
from edgejson.values.meaning.roles import role_of
from edgejson.values.meaning.walks import walks_of
from edgejson.values.settings import Values

TEXT, NUMBER = {"type": "string"}, {"type": "number"}


def document(title: str, required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"title": title, "type": "object", "properties": properties, "required": list(required)}


def drawn(schema: dict[str, Any], count: int = 40) -> list[Any]:
    sampler = compile_sampler(schema_of(schema, "described"), Values(), "en_US")
    return [sampler.sample(stream(0, "described", index)) for index in range(count)]


@pytest.mark.parametrize(
    ("description", "values"),
    [
        ("washing machine, dishwasher, oven etc.", ["washing machine", "dishwasher", "oven"]),
        ("How it is served: buffet, plated, family style or canapes", ["buffet", "plated", "family style", "canapes"]),
        ("Electricity, gas or water.", ["electricity", "gas", "water"]),
        ("Type of room (single/double/suite)", ["single", "double", "suite"]),
        ("role in the committee, if any, such as treasurer or secretary", ["treasurer", "secretary"]),
        ("colour, clarity and head", []),
        ("Date, time or period of the event", []),
        ("Size, colour or variant", []),
        ("museum or private collector", []),
        ("hut or village where the group starts that day", []),
        ("Whether it is paid, open or late", []),
    ],
)
def test_a_description_names_values_where_it_lists_alternatives(description: str, values: list[str]) -> None:
    assert named_values(description) == values


def test_a_description_names_a_range_and_a_unit() -> None:
    assert range_said("scale of 1-10") == ("1", "10")
    assert range_said("from 1 (poor) to 5 (great)") == ("1", "5")
    assert range_said("season of 2019-2020") is None
    assert unit_said("Time spent, in minutes") == "minutes"
    assert unit_said("Number of weeks") == "weeks"
    assert unit_said("What is to be paid") == ""


def test_values_and_numbers_are_those_that_descriptions_speak_of() -> None:
    blorp = {**TEXT, "description": "How it is served: buffet, plated or family style"}
    zest = {**NUMBER, "description": "from 0 to 5"}
    wrap = {"type": "integer", "description": "in minutes"}
    for record in drawn(document("Thing", ("blorp", "zest", "wrap"), blorp=blorp, zest=zest, wrap=wrap)):
        assert record["blorp"] in ("buffet", "plated", "family style")
        assert 0 <= record["zest"] <= 5
        assert 15 <= record["wrap"] <= 120


def test_numbers_of_which_nothing_is_known_are_small() -> None:
    found = [record["flurbs"] for record in drawn(document("Thing", ("flurbs",), flurbs={"type": "integer"}))]
    assert max(found) <= 30
    assert len(set(found)) > 4


def test_a_scale_has_the_bounds_of_its_schema() -> None:
    score = {"type": "integer", "minimum": 1, "maximum": 50}
    assert max(record["score"] for record in drawn(document("Tasting", ("score",), score=score))) > 30


def test_one_word_alone_tells_no_walk_of_life_and_a_narrow_one_comes_with_its_wider_ones() -> None:
    request = document("Collection request", resident=TEXT, item=TEXT)
    assert walks_of(FieldMap(request))[:1] != ("of:museum",)
    lesson = document("Swimming lesson", swimmer=TEXT, stroke=TEXT, pool=TEXT)
    assert walks_of(FieldMap(lesson))[:2] == ("of:swim", "of:fitness")


def test_the_walk_of_life_says_more_than_the_paper() -> None:
    fields = FieldMap(document("Swimming lesson progress report", swimmer=TEXT, stroke=TEXT, note=TEXT))
    assert role_of(fields.field(("note",)), parents_of(fields, ("note",))) == "swim_note"


def test_a_reason_is_there_only_where_it_came_to_that() -> None:
    decision = {"enum": ["approved", "refused"]}
    schema = document("Hall hire application", ("decision", "hall"), hall=TEXT, decision=decision,
                      refusal_reason={**TEXT, "description": "date taken, too loud or too many guests"})  # fmt: skip
    records = drawn(schema)
    assert any("refusal_reason" in record for record in records)
    assert all(record["decision"] == "refused" for record in records if "refusal_reason" in record)


def test_a_deposit_is_a_part_of_the_price() -> None:
    schema = document("Catering order", ("total", "deposit_paid"), total=NUMBER, deposit_paid=NUMBER)
    for record in drawn(schema):
        assert record["deposit_paid"] <= record["total"] / 2 + 10


def test_no_list_names_a_thing_twice_unless_it_must_be_long() -> None:
    skill = document("", ("skill",), skill=TEXT)
    lesson = {"swimmer": TEXT, "stroke": TEXT, "skills": {"type": "array", "items": skill}}
    for record in drawn(document("Swimming lesson", ("skills",), **lesson)):
        names = [each["skill"] for each in record["skills"]]
        assert len(set(names)) == len(names)
    lesson["skills"]["minItems"] = 12
    assert all(len(record["skills"]) >= 12 for record in drawn(document("Swimming lesson", ("skills",), **lesson), 5))


def test_a_dish_fits_its_course_and_an_animal_weighs_as_its_kind_does() -> None:
    dish = document("", ("course", "dish"), course=TEXT, dish=TEXT)
    menu = {"type": "array", "minItems": 3, "items": dish}
    puddings = {"chocolate mousse", "lemon tart", "fruit platter", "apple crumble", "panna cotta with berries"}
    record = document("Catering order", ("menu",), caterer=TEXT, buffet=TEXT, menu=menu)
    for each in [each for one in drawn(record) for each in one["menu"]]:
        assert (each["dish"] in puddings) == (each["course"] == "dessert")
    intake = document("Animal shelter intake", ("species", "weight_kg"), species=TEXT, weight_kg=NUMBER, kennel=TEXT)
    assert all(one["weight_kg"] < 10 for one in drawn(intake) if one["species"] == "cat")
