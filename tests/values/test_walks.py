"""In which walk of life a record stands, what its general fields hold there, and what one leaf decides of another."""

from datetime import datetime
from typing import Any

import pytest

from edgejson.schema.fields import FieldMap
from edgejson.values.meaning.deciding import parents_of
from edgejson.values.meaning.roles import role_of
from edgejson.values.meaning.walks import SIGN, walks_of
from edgejson.values.settings import Values
from tests.values.conftest import NUMBER, TEXT, document, series

SETTINGS = Values(optional_rate=0.9, max_items=4, max_depth=4)
FLAG: dict[str, Any] = {"type": "boolean"}
CLOCK: dict[str, Any] = {"type": "string", "format": "time"}


def drawn(schema: dict[str, Any], count: int = 40) -> list[Any]:
    return series(schema, SETTINGS, "walks", count)


@pytest.mark.parametrize(
    ("title", "names", "walk"),
    [
        ("Docket", ("judge", "plaintiff", "hearing", "note"), "legal"),
        ("Court case", ("judge",), "legal"),
        ("Sunday", ("choir", "conductor", "soprano", "concert"), "music"),
        ("Record", ("name", "date", "note"), ""),
        ("Court", ("name",), ""),  # one word is too little
    ],
)
def test_a_walk_of_life_is_told_by_several_words(title: str, names: tuple[str, ...], walk: str) -> None:
    assert walks_of(FieldMap(document(title, **dict.fromkeys(names, TEXT))))[:1] == ((SIGN + walk,) if walk else ())


@pytest.mark.parametrize(
    ("title", "beside", "role"),
    [
        ("Court hearing", ("judge", "plaintiff"), "legal_note"),
        ("Choir evening", ("conductor", "soprano"), "music_note"),
        ("Donation", ("donor", "charity"), "charity_note"),
        ("Something", (), "plain_text"),
    ],
)
def test_a_note_is_of_its_walk_of_life(title: str, beside: tuple[str, ...], role: str) -> None:
    fields = FieldMap(document(title, note=TEXT, **dict.fromkeys(beside, TEXT)))
    assert role_of(fields.field(("note",)), parents_of(fields, ("note",))) == role


def test_what_stands_inside_is_named_after_itself_and_not_after_the_title() -> None:
    treatments = {"type": "array", "items": document("", ("name",), name=TEXT)}
    fields = FieldMap(document("Vet visit", pet=TEXT, treatments=treatments))
    path = ("treatments", "*", "name")
    assert role_of(fields.field(path), parents_of(fields, path)) == "pet_treatment"


def test_a_guess_is_left_out_where_it_may_be_and_stands_where_it_must() -> None:
    known = {"owner": TEXT, "city": TEXT, "phone": TEXT, "email": TEXT}
    assert not any("bale_condition" in value for value in drawn(document("Thing", **known, bale_condition=TEXT)))
    assert all(
        value["bale_condition"] for value in drawn(document("Thing", ("bale_condition",), bale_condition=TEXT), 5)
    )


def test_a_number_of_something_begins_as_its_name_does() -> None:
    values = {value["claim_number"] for value in drawn(document("Thing", ("claim_number",), claim_number=TEXT))}
    assert any(value.startswith("CLM") for value in values)
    assert all(value.startswith("CLM") or value.isdigit() for value in values)


def test_a_spell_ends_after_the_minutes_that_are_stated() -> None:
    schema = document("Walk", ("start", "end", "minutes"), start=CLOCK, end=CLOCK, minutes={"type": "integer"})
    agreeing = 0
    for value in drawn(schema):
        begin, end = (datetime.fromisoformat(f"2024-05-01T{value[name]}") for name in ("start", "end"))
        assert end >= begin
        agreeing += (end - begin).total_seconds() == 60 * value["minutes"]
    assert agreeing > 30  # the others would end on the next day


def test_a_flag_whose_details_are_there_is_set_and_one_that_a_reason_denies_is_not() -> None:
    schema = document("Loss", ("claimed", "claimant"), claimed=FLAG, claimant=TEXT)
    assert all(value["claimed"] for value in drawn(schema))
    schema = document("Gift", ("eligible",), eligible=FLAG, deferral_reason=TEXT)
    values = drawn(schema, 200)
    assert not any(value["eligible"] for value in values if "deferral_reason" in value)
    assert any(value["eligible"] for value in values)


def test_a_total_is_that_of_any_list_of_priced_things() -> None:
    plant = document("", ("name", "quantity", "unit_price"), name=TEXT, quantity={"type": "integer"}, unit_price=NUMBER)
    plants = {"type": "array", "minItems": 1, "items": plant}
    schema = document("Nursery order", ("plants", "subtotal", "total"), plants=plants, subtotal=NUMBER,
                      delivery_fee=NUMBER, total=NUMBER)  # fmt: skip
    for value in drawn(schema):
        whole = sum(one["quantity"] * one["unit_price"] for one in value["plants"])
        if whole:
            assert value["subtotal"] == pytest.approx(whole, abs=0.01)
            assert value["total"] == pytest.approx(whole + value.get("delivery_fee", 0), abs=0.01)


def test_a_range_of_reference_is_that_of_its_analyte_and_a_flag_agrees_with_it() -> None:
    result = document("", ("analyte", "value", "reference_range", "flag"), analyte=TEXT, value=NUMBER,
                      reference_range=TEXT, flag={"enum": ["low", "normal", "high"]})  # fmt: skip
    flags = set()
    for value in drawn(document("Lab result", ("results",), results={"type": "array", "minItems": 1, "items": result})):
        for one in value["results"]:
            low, high = map(float, one["reference_range"].split("-"))
            flags.add(one["flag"])
            assert one["flag"] == ("low" if one["value"] < low else "high" if one["value"] > high else "normal")
    assert flags == {"low", "normal", "high"}


def test_who_scores_plays_for_one_of_the_two_sides() -> None:
    scorers = {"type": "array", "minItems": 1, "items": document("", ("player", "team"), player=TEXT, team=TEXT)}
    schema = document("Football match", ("home_team", "away_team", "scorers"), home_team=TEXT, away_team=TEXT,
                      scorers=scorers)  # fmt: skip
    for value in drawn(schema):
        assert {one["team"] for one in value["scorers"]} <= {value["home_team"], value["away_team"]}
