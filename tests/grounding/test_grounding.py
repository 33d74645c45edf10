"""True pairs pass, altered ones don't: on annotated and plain schemas, in prose, forms, tables, logs."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.checks.unique import other_readings
from edgejson.grounding.grounder import Grounder
from edgejson.grounding.result import Grounding
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import load_folder, load_schema

ORDER: dict[str, Any] = {
    "title": "Order",
    "type": "object",
    "properties": {
        "number": {"type": "string", "pattern": "^A-[0-9]{3}$", "x-phrases": ["order no. {}"]},
        "buyer": {
            "title": "buyer",
            "type": "object",
            "properties": {
                "name": {"type": "string", "x-phrases": ["{its} name is {}", "bought by {}"]},
                "city": {"type": "string", "x-phrases": ["{its} city is {}", "based in {}"]},
            },
        },
        "seller": {
            "title": "seller",
            "type": "object",
            "properties": {
                "name": {"type": "string", "x-phrases": ["{its} name is {}", "sold by {}"]},
                "city": {"type": "string", "x-phrases": ["{its} city is {}", "located in {}"]},
            },
        },
        "items": {
            "type": "array",
            "items": {
                "title": "item",
                "type": "object",
                "properties": {
                    "product": {"type": "string", "x-phrases": ["{it} is the product {}", "a purchase of {}"]},
                    "quantity": {"type": "integer", "x-phrases": ["{its} quantity is {}", "{} pieces"]},
                    "price": {"type": "number", "x-phrases": ["{its} unit price is {}", "at {} each"]},
                },
            },
        },
        "tags": {"type": "array", "items": {"type": "string"}, "x-phrases": ["{it} is tagged {}"]},
        "placed_on": {"type": "string", "format": "date", "x-phrases": ["placed on {}"]},
        "due_on": {"type": "string", "format": "date", "x-phrases": ["due on {}"]},
        "total": {
            "type": "number",
            "x-derived": "round(sum(i.quantity * i.price for i in items), 2)",
            "x-phrases": ["{} in total", "{its} total is {}"],
        },
        "paid": {
            "type": "boolean",
            "x-phrases": {"true": ["{it} has been paid", "already settled"], "false": ["{it} is still open"]},
        },
        "coupon": {"type": ["string", "null"], "x-phrases": ["with the coupon {}"]},
    },
}
PROSE = (
    "This order, order no. A-117 and placed on March 3rd, 2025, is due on 2025-04-13. It is tagged fragile, blue and "
    "urgent and has been paid. The buyer's name is Ada Lovelace, based in New York. The seller's name is Acme Mills; "
    "its city is Leeds. The first item is the product teapot, two pieces at $12.50 each. The second item is the "
    "product kettle, 3 pieces, and its unit price is $40. That makes $145.00 in total, with the coupon SPRING."
)
LABEL: dict[str, Any] = {
    "number": "A-117",
    "buyer": {"name": "Ada Lovelace", "city": "New York"},
    "seller": {"name": "Acme Mills", "city": "Leeds"},
    "items": [
        {"product": "teapot", "quantity": 2, "price": 12.5},
        {"product": "kettle", "quantity": 3, "price": 40},
    ],
    "tags": ["fragile", "blue", "urgent"],
    "placed_on": "2025-03-03",
    "due_on": "2025-04-13",
    "total": 145,
    "paid": True,
    "coupon": "SPRING",
}


def ground(schema: dict[str, Any], text: str, label: Any) -> Grounding:
    """What grounding and unique reading find, the latter's problems added."""
    found = Grounder(FieldMap(schema), schema).ground(text, label)
    if not found.problems:
        found.problems += other_readings(found)
    return found


def codes(schema: dict[str, Any], text: str, label: Any) -> list[str]:
    return [code for code, _, _ in ground(schema, text, label).problems]


def changed(path: str, value: Any) -> Any:
    """LABEL with another value at a dotted path; `...` removes what is there."""
    label = copy.deepcopy(LABEL)
    *above, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    holder: Any = label
    for step in above:
        holder = holder[step]
    if value is ...:
        del holder[last]
    else:
        holder[last] = value
    return label


def test_a_true_pair_has_evidence_for_every_leaf() -> None:
    found = ground(ORDER, PROSE, LABEL)
    assert found.problems == []
    assert 0.9 < found.score < 1.0  # "two" and "March 3rd, 2025" must be converted
    said = {path: PROSE[evidence.start : evidence.end] for path, evidence in found.evidence}
    assert said["items", 0, "quantity"] == "two"
    assert said["placed_on",] == "March 3rd, 2025"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("number", "A-118"),
        ("placed_on", "2025-03-04"),
        ("due_on", "2025-03-03"),
        ("total", 145.01),
        ("total", -145),
        ("paid", False),
        ("buyer", {"name": "Acme Mills", "city": "Leeds"}),
        ("buyer.city", "Leeds"),
        ("buyer.name", "Ada"),
        ("buyer.city", "York"),
        ("seller.name", "Acme Mills its"),
        ("buyer.city", ...),
        ("coupon", ...),
        ("coupon", None),
        ("items.0.quantity", 3),
        ("items.0.price", ...),
        ("items", LABEL["items"][::-1]),
        ("items", LABEL["items"][:1]),
        ("items", [*LABEL["items"], LABEL["items"][1]]),
        ("items", [{**LABEL["items"][0], "price": 40}, {**LABEL["items"][1], "price": 12.5}]),
        ("tags", ["fragile", "blue"]),
        ("tags", ["blue", "urgent"]),
        ("tags", ["fragile", "urgent"]),
        ("tags", ["blue", "fragile", "urgent"]),
        ("tags", ["fragile, blue", "urgent"]),
        ("tags", ["fragile", "blue", "urgent", "urgent"]),
        ("tags", []),
        ("paid", ...),
    ],
)
def test_a_label_that_says_something_else_is_refused(path: str, value: Any) -> None:
    assert codes(ORDER, PROSE, changed(path, value))


def test_the_sentence_of_a_value_is_missed_when_it_is_gone() -> None:
    for sentence in ("its city is Leeds.", " and has been paid", "two pieces ", "placed on March 3rd, 2025,"):
        assert sentence in PROSE
        assert codes(ORDER, PROSE.replace(sentence, ""), LABEL)


def test_a_derived_value_need_not_be_stated_but_must_be_right() -> None:
    unstated = PROSE.replace("That makes $145.00 in total, with", "It came with")
    found = ground(ORDER, unstated, LABEL)
    assert found.problems == []
    assert "derived" in found.grades.values()
    assert 0.8 < found.score < ground(ORDER, PROSE, LABEL).score
    assert codes(ORDER, unstated, changed("total", 146)) == ["ungrounded"]


def test_a_correction_takes_back_the_value_before_it() -> None:
    corrected = PROSE.replace("due on 2025-04-13", "due on 2025-04-11 - no wait, 2025-04-13")
    assert codes(ORDER, corrected, LABEL) == []
    assert "taken-back" in codes(ORDER, corrected, changed("due_on", "2025-04-11"))


def test_two_values_for_one_cue_contradict_each_other() -> None:
    assert codes(ORDER, PROSE + " Once more: the order is due on 2025-05-14.", LABEL) == ["contradiction"]


def test_a_cue_of_an_absent_field_with_a_value_is_an_omission() -> None:
    without = changed("coupon", ...)
    assert codes(ORDER, PROSE, without) == ["omission"]
    assert codes(ORDER, PROSE.replace(", with the coupon SPRING", ""), without) == []


FORM = (
    "Order no.: A-117\nPlaced on ......... 2025-03-03\nDue on: 13/04/2025\nPaid\n    already settled\nBuyer\n"
    "  Name: Ada Lovelace"
)
TABLE = (
    "Order no.: A-117\n\n| product | price | quantity |\n|---|---|---|\n"
    "| teapot | $12.50 | 2 |\n| kettle | $40.00 | 3 |"
)


def test_forms_and_tables_name_fields_by_label_and_heading() -> None:
    label = {"number": "A-117", "placed_on": "2025-03-03", "due_on": "2025-04-13", "paid": True}
    assert codes(ORDER, FORM, {**label, "buyer": {"name": "Ada Lovelace"}}) == []
    assert codes(ORDER, FORM, {**label, "buyer": {"name": "Ada"}})
    rows = {"number": "A-117", "items": LABEL["items"]}
    assert codes(ORDER, TABLE, rows) == []
    exchanged = [{**rows["items"][0], "quantity": 3}, {**rows["items"][1], "quantity": 2}]
    assert codes(ORDER, TABLE, {**rows, "items": exchanged})
    assert codes(ORDER, TABLE, {**rows, "items": rows["items"][:1]})


VENUE = {
    "type": "object",
    "properties": {
        name: {"type": "string"}
        for name in ("name", "venueType", "cuisine", "priceLevel", "guest rating", "district", "childFriendly", "near")
    },
}
FLIGHT = {"type": "object", "properties": {name: {"type": "string"} for name in ("fromCity", "toCity", "departDate")}}
BY_HAND: list[tuple[dict[str, Any], str, dict[str, str]]] = [
    (
        VENUE,
        "Kettle Corner is an inexpensive café near Harbour View Inn with a guest rating of 4 out of 5.",
        {"name": "Kettle Corner", "venueType": "café", "priceLevel": "cheap", "guest rating": "4 out of 5",
         "near": "Harbour View Inn"},
    ),
    (
        VENUE,
        "Marlowe's is a moderately priced Greek taverna in the old town. It is not child-friendly.",
        {"name": "Marlowe's", "venueType": "taverna", "cuisine": "Greek", "priceLevel": "moderate",
         "district": "old town", "childFriendly": "no"},
    ),
    (
        VENUE,
        "Near The Dovecote there is Juniper, a child friendly café with a high guest rating.",
        {"name": "Juniper", "venueType": "café", "guest rating": "high", "childFriendly": "yes",
         "near": "The Dovecote"},
    ),
    (
        FLIGHT,
        "show me flights from boston to denver on monday",
        {"fromCity": "boston", "toCity": "denver", "departDate": "monday"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "text", "label"), BY_HAND)
def test_what_people_write_passes_and_its_alterations_do_not(schema: Any, text: str, label: dict[str, str]) -> None:
    assert codes(schema, text, label) == []
    names = list(label)
    for index, one in enumerate(names):
        assert codes(schema, text, {**label, one: "Zorba"})
        for other in names[index + 1 :]:
            exchanged = {**label, one: label[other], other: label[one]}
            assert codes(schema, text, exchanged), f"{one} and {other} exchanged"


def test_an_item_that_holds_the_separator_reads_as_two() -> None:
    schema = {"type": "object", "properties": {"tags": {"type": "array", "items": {"type": "string"}}}}
    text = "Tags: red, white and blue"
    assert codes(schema, text, {"tags": ["red", "white", "blue"]}) == []
    for tags in (["red, white", "blue"], ["red", "white and blue"], ["red", "blue"], ["white", "blue"]):
        assert codes(schema, text, {"tags": tags})


def test_a_value_that_fits_two_fields_equally_has_no_unique_reading() -> None:
    label = {"buyer": {"name": "Ada Lovelace"}, "seller": {"name": "Grace Hopper"}}
    assert codes(ORDER, "The buyer's name is Ada Lovelace. The seller's name is Grace Hopper.", label) == []
    assert codes(ORDER, "Its name is Ada Lovelace. Its name is Grace Hopper.", label) == ["exchanged"]


def test_no_text_however_broken_stops_the_check() -> None:
    grounder = Grounder(FieldMap(ORDER), ORDER)
    for text in (PROSE, FORM, TABLE, json.dumps(LABEL), "", "|", "a,b\n1", "\n\n", "İ" * 50, "| |\n|---|\n|"):
        for cut in range(0, len(text) + 1, 7):
            for piece in (text[:cut], text[cut:]):
                found = grounder.ground(piece, LABEL)
                assert found.problems or len(piece) > 0.9 * len(text)  # all but a greeting may be cut
                list(other_readings(found))


def test_names_that_the_schema_does_not_declare_must_be_said() -> None:
    schema = {"type": "object", "additionalProperties": {"type": "integer"}}
    assert codes(schema, "width: 12\nheight: 7", {"width": 12, "height": 7}) == []
    assert codes(schema, "width: 12\nheight: 7", {"width": 12, "depth": 8})


def test_every_shipped_schema_compiles_its_cues() -> None:
    for schema in load_folder(Path(__file__).parents[2] / "schemas"):
        assert Grounder(FieldMap(schema.document), schema.document).cues.targets, schema.path


def test_what_a_text_says_of_each_item_must_stand_in_each() -> None:
    teams = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {
                "name": {"type": "string", "x-phrases": ["called {}"]},
                "remote": {"type": "boolean", "x-phrases": {"true": ["{it} works remotely"]}},
            },
        },
    }
    schema = {"title": "Office", "type": "object", "properties": {"teams": teams}}
    grounder = Grounder(FieldMap(schema), schema)
    text = "The first team is called Birch. It works remotely. The second team is called Maple. It works remotely."
    both = [{"name": "Birch", "remote": True}, {"name": "Maple", "remote": True}]
    assert grounder.ground(text, {"teams": both}).problems == []
    problems = grounder.ground(text, {"teams": [both[0], {"name": "Maple"}]}).problems
    assert [(code, path) for code, path, _ in problems] == [("omission", ("teams", 1, "remote"))]


def test_the_last_item_in_brackets_is_one_of_the_list_though_it_stands_elsewhere_too() -> None:
    schema = load_schema(Path(__file__).parents[2] / "schemas/medium/meeting_notes.json")
    checker = Checker(schema, Validate())
    text = (
        'meeting parsed\n\ttitle="Customer visit debrief" attendees=[Stacy Griffin, Adam Brandt]'
        ' duration_minutes="90 min" started_at=2024-07-09T14:00:00-07:00 chair="Frida Stone"\n'
        '\taction item 1: task="check the delivery terms" owner="Adam Brandt" due_date=2024-08-12'
    )
    label = {
        "title": "Customer visit debrief", "started_at": "2024-07-09T14:00:00-07:00", "duration_minutes": 90,
        "chair": "Frida Stone", "attendees": ["Stacy Griffin", "Adam Brandt"],
        "action_items": [{"task": "check the delivery terms", "owner": "Adam Brandt", "due_date": "2024-08-12"}],
    }  # fmt: skip
    assert checker.check(text, label).passed
    assert not checker.check(text, {**label, "attendees": ["Stacy Griffin"]}).passed
