"""Values that stand in their slots of a frame are grounded there; what does not fit the frame is told."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from edgejson.checks.unique import other_readings
from edgejson.grounding.frame_patterns import SEPARATOR
from edgejson.grounding.grounder import Grounder
from edgejson.grounding.result import Grounding
from edgejson.schema.fields import FieldMap

ADDRESS: dict[str, Any] = {
    "type": "object",
    "properties": {
        "street": {"type": "string", "x-phrases": ["in the street {}"]},
        "city": {"type": "string", "x-phrases": ["in the city of {}"]},
    },
    "x-mentions": ["{street}, {city}"],
}
ORDER: dict[str, Any] = {
    "title": "Order",
    "type": "object",
    "properties": {
        "buyer": {"type": "string", "x-phrases": ["bought by {}"]},
        "ship_to": {**ADDRESS, "title": "shipping address"},
        "bill_to": {**ADDRESS, "title": "billing address"},
        "items": {
            "type": "array",
            "items": {
                "title": "item",
                "type": "object",
                "properties": {
                    "product": {"type": "string", "x-phrases": ["the product {}"]},
                    "quantity": {"type": "integer", "x-phrases": ["in a quantity of {}"]},
                    "colour": {"type": "string", "x-phrases": ["coloured {}"]},
                    "price": {"type": "number", "x-phrases": ["priced at {}"]},
                },
                "x-mentions": ["{quantity} x {product}[ in {colour}] at {price} each"],
            },
        },
        "paid": {"type": "boolean", "x-phrases": {"true": ["has been paid"], "false": ["is unpaid"]}},
        "courier": {"type": "string", "x-phrases": ["carried by {}"]},
    },
    "x-sentences": [
        "(I'd like|Please send) {items}, sent to {ship_to} and billed to {bill_to}.",
        "{buyer} ordered this, {paid?and it is settled|and nothing was paid}.",
        "The courier will be {courier}.",
    ],
}
TEXT = (
    "Please send 3 x Docking station in navy at 14.90 each and 2 x Cable at 4.50 each, sent to Oak Lane 3, Leeds and "
    "billed to Mill Road 8, York. Ada Lovelace ordered this, and it is settled. The courier will be Fenwick."
)
LABEL: dict[str, Any] = {
    "buyer": "Ada Lovelace",
    "ship_to": {"street": "Oak Lane 3", "city": "Leeds"},
    "bill_to": {"street": "Mill Road 8", "city": "York"},
    "items": [
        {"product": "Docking station", "quantity": 3, "colour": "navy", "price": 14.9},
        {"product": "Cable", "quantity": 2, "price": 4.5},
    ],
    "paid": True,
    "courier": "Fenwick",
}
GROUNDER = Grounder(FieldMap(ORDER), ORDER)


def codes(text: str, label: Any) -> list[str]:
    found: Grounding = GROUNDER.ground(text, label)
    return [code for code, _, _ in (found.problems or other_readings(found))]


def altered(**changes: Any) -> dict[str, Any]:
    """The label with other values; a name of None leaves the field out, `items__0__price` reaches inside."""
    label = copy.deepcopy(LABEL)
    for path, value in changes.items():
        *above, last = [int(step) if step.isdigit() else step for step in path.split("__")]
        holder: Any = label
        for step in above:
            holder = holder[step]
        if value is None:
            del holder[last]
        else:
            holder[last] = value
    return label


def test_a_text_told_by_frames_alone_is_grounded() -> None:
    assert codes(TEXT, LABEL) == []


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace(" ", "\n> ", 9),
        TEXT.replace("Docking station", "“Docking station”"),
        TEXT.replace("ordered", "odrered").replace("Please", "Plese").replace("courier", "couriier"),
        TEXT.replace("at 14.90", "at $14.90").replace("4.50 each", "4.50 euros each"),
        TEXT.replace("3 x", "5 - no wait, 3 x"),
        TEXT.upper().replace("NAVY", "navy"),
        f"<p>{TEXT}</p>",
    ],
)
def test_noise_around_the_values_breaks_no_frame(text: str) -> None:
    assert codes(text, LABEL) == []


@pytest.mark.parametrize(
    "label",
    [
        altered(items__0__quantity=2, items__1__quantity=3),  # exchanged between items
        altered(ship_to=LABEL["bill_to"], bill_to=LABEL["ship_to"]),  # exchanged objects
        altered(ship_to__street="Leeds", ship_to__city="Oak Lane 3"),  # exchanged fields
        altered(items__0__colour=None),  # an optional segment that the label lacks
        altered(items__0=None),  # items that stand in a row with the label's
        altered(items__1=None),
        altered(paid=False),
        altered(paid=None),
        altered(courier=None),  # words that announce a value
        altered(buyer="Lovelace"),  # cut short where the frame begins
        altered(items__0__product="station"),
        altered(items__1__product="Cable at"),
    ],
)
def test_a_label_that_the_frames_do_not_fit_is_refused(label: dict[str, Any]) -> None:
    assert codes(TEXT, label)


def test_mentions_of_two_objects_of_one_shape_are_told_apart_by_name() -> None:
    text = "Shipping address: Oak Lane 3, Leeds\nBilling address: Mill Road 8, York"
    addresses = {name: LABEL[name] for name in ("ship_to", "bill_to")}
    swapped = {"ship_to": LABEL["bill_to"], "bill_to": LABEL["ship_to"]}
    assert codes(text, addresses) == []
    assert codes(text, swapped)


def test_a_rule_of_dashes_is_not_tried_in_each_of_its_partitions() -> None:
    """What parts the items of a list took time that doubled with each dash of a receipt's rule."""
    assert not re.match(rf"{SEPARATOR}[a-z]", "-" * 60 + "!")
    assert re.match(rf"{SEPARATOR}[a-z]", "-- and a")
