"""Objects that are common everywhere are said in one go, though their schema has no mentions."""

from __future__ import annotations

import pytest

from edgejson.schema.fields import FieldMap


def mentions(*names: str, **others: object) -> list[str]:
    """The mentions of an object with some properties."""
    properties = {**{name: {"type": "string"} for name in names}, **others}
    fields = FieldMap({"type": "object", "properties": {"it": {"type": "object", "properties": properties}}})
    return [frame.source for frame in fields.field(("it",)).mentions]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("street", "city", "postalCode", "country"), "{street}, {postalCode} {city}[, {country}]"),
        (("first_name", "lastName"), "{first_name} {lastName}"),
        (("from", "to"), "from {from} to {to}"),
        (("lat", "lng"), "latitude {lat}, longitude {lng}"),
        (("amount", "currency"), "{amount} {currency}"),
        (("width", "height"), "{width} wide and {height} high"),
    ],
)
def test_properties_are_known_by_their_names_in_any_spelling(names: tuple[str, ...], expected: str) -> None:
    assert expected in mentions(*names)


def test_a_mention_says_all_of_an_object_or_there_is_none() -> None:
    (said,) = mentions("street", "city", "postal_code", "doorbell")
    assert all(part in said for part in ("{street}", "{city}", "{postal_code}", "{doorbell}"))
    assert mentions("site", "doorbell") == []  # nothing names it
    assert mentions("min", "max", more={"type": "array"}) == []
    assert mentions("city", "country", mapped={"type": ["string", "integer"]}) == []


PERSON = {"name": {"type": "string"}, "relationship": {"enum": ["mother", "father"]}, "phone": {"type": "string"}}
PATIENT = {"species": {"type": "string"}, "age_years": {"type": "number"}, "neutered": {"type": "boolean"}}
BOOK = {"title": {"type": "string"}, "author": {"type": "string"}, "due_date": {"type": "string", "format": "date"}}


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        (PERSON, "{name}[, {relationship}][, phone {phone}]"),
        (PATIENT, "{species}[, {age_years} years old][, {neutered?neutered|not neutered}]"),
        (BOOK, "{title}[ by {author}][, due {due_date}]"),
        ({"drug": {"type": "string"}, "dose_ml": {"type": "number"}}, "{drug}[, dose {dose_ml} ml]"),
        ({"make": {"type": "string"}, "hue": {"type": "string"}}, "(a|an) {make}[, hue {hue}]"),
        ({"part": {"type": "string"}, "quantity": {"type": "integer"}, "hue": {"type": "string"}},
         "[{quantity} x ]{part}[, hue {hue}]"),
    ],
)  # fmt: skip
def test_an_object_that_nobody_has_worded_is_told_by_its_name(properties: dict[str, object], expected: str) -> None:
    assert expected in mentions(**properties)


def test_a_schema_with_words_of_its_own_has_no_composed_mentions() -> None:
    worded = {"it": {"type": "object", "properties": PERSON}, "x": {"type": "string", "x-phrases": ["{it} is an {}"]}}
    assert FieldMap({"type": "object", "properties": worded}).field(("it",)).mentions == ()
