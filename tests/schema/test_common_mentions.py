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
    assert mentions("street", "city", "postal_code", "doorbell") == []
    assert mentions("min", "max", more={"type": "array"}) == []
    assert mentions("city", "country") == []
