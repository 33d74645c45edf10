"""Facts of records whose schema says nothing itself: who does not come, what colour a thing has, what things are."""

from __future__ import annotations

from typing import Any

import pytest

from edgejson.schema.fields import FieldMap
from edgejson.values.meaning.deciding import parents_of
from edgejson.values.meaning.roles import role_of
from tests.values.conftest import NUMBER, TEXT, document, sampled
from tests.values.test_agreeing import FLAG

BOOKS = {
    "type": "array",
    "minItems": 1,
    "items": {"type": "object", "properties": {"title": TEXT, "author": TEXT, "fine": NUMBER}, "required": ["fine"]},
}


def test_who_does_not_come_brings_nobody() -> None:
    records = sampled(document("RSVP", ("guest", "attending"), guest=TEXT, attending=FLAG, plus_one=TEXT, meal=TEXT))
    absent = [record for record in records if not record["attending"]]
    assert absent
    assert all(record.keys() == {"guest", "attending"} for record in absent)
    assert any("meal" in record for record in records if record["attending"])


def test_a_thing_has_the_colour_that_its_name_says() -> None:
    item = {"type": "string", "examples": ["blue suitcase", "red umbrella", "set of keys"]}
    records = sampled(document("Lost property", ("item", "colour"), item=item, colour=TEXT))
    coloured = [record for record in records if record["item"] != "set of keys"]
    assert coloured
    assert all(record["item"].startswith(record["colour"]) for record in coloured)


def test_what_is_due_in_all_is_what_is_due_for_each() -> None:
    records = sampled(document("Library fine", ("total_due", "overdue_items"), total_due=NUMBER, overdue_items=BOOKS))
    for record in records:
        assert record["total_due"] == pytest.approx(sum(item["fine"] for item in record["overdue_items"]))


@pytest.mark.parametrize(
    ("title", "properties", "path", "role"),
    [
        ("Library fine", {"overdue_items": BOOKS}, ("overdue_items", "*", "title"), "book_title"),
        ("Library fine", {"branch": TEXT, "author": TEXT, "isbn": TEXT}, ("branch",), "library_branch"),
        ("Wedding RSVP", {"song_request": TEXT}, ("song_request",), "song"),
        ("Dog walk", {"special_instructions": TEXT}, ("special_instructions",), "errand_instruction"),
        ("Gym class", {"starts_at": {**TEXT, "description": "Time in 24h format"}}, ("starts_at",), "clock"),
        ("Gym class", {"starts_at": TEXT}, ("starts_at",), "date_time"),
        ("Bike ad", {"year_bought": {"type": "integer"}}, ("year_bought",), "2004..2025 0 even"),
    ],
)
def test_what_stands_beside_a_name_tells_what_it_means(
    title: str, properties: dict[str, Any], path: tuple[str, ...], role: str
) -> None:
    fields = FieldMap(document(title, **properties))
    assert role_of(fields.field(path), parents_of(fields, path)) == role
