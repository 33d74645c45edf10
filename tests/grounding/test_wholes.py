"""What a text says of objects, lists and maps as wholes, and of values named on the line of another field."""

from pathlib import Path
from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.schema.loading import Schema

TEXT = {"type": "string"}
FLAG = {"type": "boolean"}


def judge(document: dict[str, Any], text: str, label: Any) -> list[str]:
    schema = Schema("wholes", Path("wholes.json"), document, "medium", False)
    return [finding["code"] for finding in Checker(schema, Validate()).check(text, label).findings]


def of(title: str = "Parcel", **properties: Any) -> dict[str, Any]:
    return {"title": title, "type": "object", "properties": properties}


SENDER = of(sender={"type": ["object", "null"], "properties": {"town": TEXT}}, weight={"type": "number"})


@pytest.mark.parametrize(
    "further", ["The parcel is empty.", "parcel: none", "This parcel has no sender.", "The sender is not known."]
)
def test_what_the_label_has_is_not_denied(further: str) -> None:
    label = {"sender": {"town": "Malmö"}, "weight": 2.5}
    text = "The parcel has a weight of 2.5. The sender has the town Malmö."
    assert judge(SENDER, text, label) == []
    assert "contradiction" in judge(SENDER, f"{text}\n\n{further}", label)


def test_the_heading_of_an_object_like_those_around_it_lists_nothing() -> None:
    document = of(weight={"$ref": "#/$defs/Person"}) | {
        "$defs": {"Person": {"type": "object", "properties": {"role": TEXT, "manager": {"$ref": "#/$defs/Person"}}}}
    }
    text = "WEIGHT\n  Role ........ Proofreading\nMANAGER\n  Role ........ Legal translation"
    label = {"weight": {"role": "Proofreading", "manager": {"role": "Legal translation"}}}
    assert judge(document, text, label) == []


def test_a_record_s_name_that_is_a_list_s_too_heads_the_text() -> None:
    schema = of("Labels", labels={"type": "array"}, weight={"type": "number"}, note=TEXT)
    assert judge(schema, "# Labels\n- weight=6\n- note=otter", {"weight": 6, "note": "otter"}) == []


def test_items_of_several_types_share_a_cell() -> None:
    schema = of(note={"type": "array", "prefixItems": [{}, {"type": ["number", "array"]}]}, weight={"type": "number"})
    text = 'Detail,As given\nweight,237\nnote,"basin, 808.16"'
    assert judge(schema, text, {"note": ["basin", 808.16], "weight": 237}) == []


def test_a_list_of_anything_that_the_label_lacks_is_seen() -> None:
    schema = of(rooms={"type": "array", "prefixItems": [TEXT, TEXT]}, weight={"type": "number"})
    text = "This parcel has a weight of 2.5 and the rooms coral hamlet, rowan saffron."
    assert judge(schema, text, {"rooms": ["coral hamlet", "rowan saffron"], "weight": 2.5}) == []
    assert "omission" in judge(schema, text, {"weight": 2.5})


CODES = of(codes={"type": "object", "additionalProperties": TEXT})


@pytest.mark.parametrize(
    "text",
    [
        "Parcel\n\nCODES\n[AR]  harbour\n[FH]  release",
        "# Parcel\n- Codes: AR harbour, FH release",
        "Codes\n\n| AR | FH |\n|----|----|\n| harbour | release |",
    ],
)
def test_an_entry_beside_others_of_a_map_is_no_mere_word(text: str) -> None:
    assert judge(CODES, text, {"codes": {"AR": "harbour", "FH": "release"}}) == []
    assert "omission" in judge(CODES, text, {"codes": {"FH": "release"}})


def test_the_first_line_of_a_form_is_no_entry_of_the_map_at_its_end() -> None:
    assert (
        judge(CODES, "Form: parcel\n\nCODES\nAR: harbour\nFH: release", {"codes": {"AR": "harbour", "FH": "release"}})
        == []
    )


ROWS = of(rows={"type": "array", "items": {"type": "object", "properties": {"fragile": FLAG, "note": TEXT}}})


def test_a_label_and_the_boolean_behind_it_are_one_statement() -> None:
    text = "Row 1\n[Note]  geyser\n[Fragile]  yes\n\nRow 2\n[Note]  lark\n[Fragile]  no"
    rows = [{"note": "geyser", "fragile": True}, {"note": "lark", "fragile": False}]
    assert judge(ROWS, text, {"rows": rows}) == []
    assert judge(ROWS, text, {"rows": [rows[0], {**rows[1], "fragile": True}]})


def test_a_column_s_heading_says_no_boolean() -> None:
    text = "Rows\n\n| Fragile |\n|---------|\n| no      |\n| yes     |"
    assert judge(ROWS, text, {"rows": [{"fragile": False}, {"fragile": True}]}) == []
    assert judge(ROWS, text, {"rows": [{"fragile": False}, {"fragile": True}, {"fragile": True}]})


def test_a_rule_and_a_list_s_mark_say_nothing_of_emptiness() -> None:
    schema = of(stops={"type": "array", "items": {"type": "object", "properties": {"town": TEXT}}})
    text = "-- first stop --\ntown ..... Malmö"
    assert judge(schema, text, {"stops": [{"town": "Malmö"}]}) == []
    assert judge(schema, text, {"stops": []})


def test_an_item_on_an_escaped_line_is_seen() -> None:
    schema = of(grades={"type": "array", "items": TEXT}, weight={"type": "number"})
    text = r"Notes\n * grades: B2, C1, B2\n * weight: 2.5"
    assert judge(schema, text, {"grades": ["B2", "C1", "B2"], "weight": 2.5}) == []
    assert "missing-item" in judge(schema, text, {"grades": ["B2", "C1"], "weight": 2.5})


def test_set_to_may_begin_a_line() -> None:
    assert judge(CODES, 'This parcel has codes. The codes map "AR" to harbour and "FH"\nto release hill.',
                 {"codes": {"AR": "harbour", "FH": "release hill"}}) == []  # fmt: skip


def test_a_correction_of_another_value_takes_nothing_back() -> None:
    schema = of(code={"type": "integer"})
    text = "Code: 42915"
    assert judge(schema, text, {"code": 42915}) == []
    assert judge(schema, f"{text}\n\nThe parcel has code 112831 (my mistake, 96619).", {"code": 42915})
    assert judge(schema, "The parcel has code 112831 (my mistake, 42915).", {"code": 42915}) == []


def test_a_property_s_line_among_paths_is_seen() -> None:
    schema = of(
        weight={"type": "number"}, note=TEXT, sender={"type": "object", "properties": {"town": TEXT, "kind": TEXT}}
    )
    text = "# parcel\n* note -> jade\n* sender.town -> Oslo\n* sender.kind -> x"
    label = {"note": "jade", "sender": {"town": "Oslo", "kind": "x"}}
    assert judge(schema, text, label) == []
    assert "omission" in judge(schema, text, {"sender": label["sender"]})


def test_an_object_may_be_called_as_a_preposition() -> None:
    document = of(**{"from": {"type": "object", "properties": {"town": TEXT}}, "weight": {"type": "number"}})
    assert judge(document, "That joke is from March 2, 2023. The parcel has a weight of 2.5.", {"weight": 2.5}) == []
    assert "omission" in judge(document, "from: Malmö\nweight: 2.5", {"weight": 2.5})


def test_another_ones_value_is_no_entry_of_a_map() -> None:
    document = of(stops={"type": "object", "additionalProperties": TEXT}, address=TEXT)
    label = {"stops": {"quarry": "Windmill", "ripple": "Lincoln"}, "address": "36 Canal Lane"}
    said = 'The parcel\'s address is "36 Canal Lane". The stops set "quarry" to Windmill and "ripple" to Lincoln.'
    assert judge(document, said, label) == []
    assert judge(document, f'{said} I never said "19 Albert Road" as the address.', label) == []
    assert "omission" in judge(document, f'{said} They map "horizon" to Church.', label)


def test_no_value_moves_where_the_label_has_no_object() -> None:
    """The names of objects within each other are one word; and what is a number has no members."""
    comment = {
        "type": "object",
        "properties": {
            "dates": {"type": ["array", "null"]},
            "settings": {"type": "integer"},
            "replies": {"type": "array", "items": {"$ref": "#/$defs/Comment"}},
        },
    }
    document = of(items={"$ref": "#/$defs/Comment"}) | {"$defs": {"Comment": comment}}
    text = "hi\nthe items' number of settings is 1\nfirst reply: 21 settings\n"
    text += "second reply: settings: 7, dates 28 June 2024"
    replies = [{"settings": 21}, {"settings": 7, "dates": ["2024-06-28"]}]
    assert judge(document, text, {"items": {"settings": 1, "replies": replies}}) == []
    moved = [{"settings": 21, "dates": ["2024-06-28"]}, {"settings": 7}]
    assert judge(document, text, {"items": {"settings": 1, "replies": moved}}) != []


def test_capitals_name_a_record_with_a_sharp_s() -> None:
    document = {"title": "Größentabelle", "type": "object"}
    text = "Somebody left $366.84 in the drawer.\n\nGrößentabelle\n\nGRÖSSENTABELLE\n    none"
    assert judge(document, text, {}) == []


@pytest.mark.parametrize(("value", "short"), [("as before", "as"), ("V5T 3C1", "V5T"), ("to be agreed", "to")])
def test_a_value_goes_on_behind_a_word_that_none_ends_with_and_a_code_behind_a_part(value: str, short: str) -> None:
    document = of(code=TEXT, weight={"type": "number"})
    for text in (f"The parcel: code {value}, weight 2.5.", f"Parcel: weight 2.5. Code {value}. That is all."):
        assert judge(document, text, {"code": value, "weight": 2.5}) == []
        assert judge(document, text, {"code": short, "weight": 2.5}) != []
