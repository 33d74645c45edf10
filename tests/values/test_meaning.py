"""Providers: a field's meaning, from its name and what it stands in to values that its schema admits."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Any

import jsonschema_rs
import phonenumbers
import pytest

from edgejson.pipeline.errors import UserError
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import load_folder, schema_of
from edgejson.values import compile_sampler
from edgejson.values.meaning.deciding import parents_of, provider_for
from edgejson.values.meaning.roles import role_of
from edgejson.values.providers import families, providers
from edgejson.values.settings import Values

SCHEMAS = load_folder(Path("schemas"))
RESERVED = re.compile(r"(?:^|\.)(?:example|test|invalid|localhost|internal|example\.(?:com|org|net))$")


def field_of(document: dict[str, Any], *path: str) -> Any:
    fields = FieldMap(document)
    return fields.field(path), parents_of(fields, path)


def role(*path: str, **leaf: Any) -> str:
    """The role of a leaf that stands below objects (and, for a "*", in a list) of the names given."""
    schema: dict[str, Any] = {"type": "string", **leaf}
    for step in reversed(path):
        schema = {"type": "array", "items": schema} if step == "*" else {"type": "object", "properties": {step: schema}}
    return role_of(*field_of(schema, *path))


def draws(schema: dict[str, Any], name: str, count: int = 200, locale: str = "en_US") -> list[Any]:
    field, parents = field_of({"type": "object", "properties": {name: schema}}, name)
    provider = provider_for(field, parents, locale)
    assert provider is not None
    rng = Random(7)
    return [provider(rng) for _ in range(count)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("customer", "name"), "name"),
        (("customerName",), "name"),
        (("device", "name"), "device_name"),
        (("deviceName",), "device_name"),
        (("company", "name"), "company"),
        (("vendor_name",), "company"),
        (("products", "*", "name"), "product_name"),
        (("billing-address", "postalCode"), "postal_code"),
        (("timezone",), "timezone"),
        (("userAgent",), "user_agent"),
        (("IPAddress",), "ipv4"),
        (("contact", "emailAddresses", "*"), "email"),
        (("tags", "*"), "tag"),
        (("featureFlags", "*", "key"), "feature_flag"),
        (("diagnoses", "*", "code"), "icd_code"),
        (("diagnoses", "*", "description"), "diagnosis"),
        (("ticket", "subject"), "ticket_subject"),
        (("log_entry", "message"), "log_message"),
        (("reviews", "*", "comment"), "review_comment"),
        (("employee", "title"), "job_title"),
        (("book", "title"), "book_title"),
        (("meeting", "title"), "meeting_title"),
        (("termsAndConditionsDocumentURL",), "url"),
        (("zork",), ""),
    ],
)
def test_a_name_is_understood_with_what_it_stands_in(path: tuple[str, ...], expected: str) -> None:
    assert role(*path) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Dinner booking", "name"), ("book_table", "name"), ("scheduleVisit", "name"), ("Book review", "book_title")],
)
def test_who_books_something_gives_a_name(title: str, expected: str) -> None:
    assert role_of(*field_of({"title": title, "properties": {"name": {"type": "string"}}}, "name")) == expected


def test_description_and_title_speak_where_the_name_does_not() -> None:
    assert role("field_7", description="E-mail address of the buyer") == "email"
    assert role("x1", title="Postal code") == "postal_code"


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("spo2", 85, 100), ("heart_rate", 40, 160), ("age", 0, 110), ("systolic", 80, 200), ("year", 1900, 2030),
     ("latitude", -90, 90), ("longitude", -180, 180), ("unit_price", 0, 2000), ("port", 1, 65535)],
)  # fmt: skip
def test_numbers_lie_where_their_meaning_puts_them(name: str, low: float, high: float) -> None:
    values = draws({"type": "number"}, name)
    assert all(low <= value <= high for value in values)
    assert len(set(values)) > 5


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "integer", "minimum": 3, "maximum": 4},
        {"type": "number", "minimum": 2000.5, "maximum": 2001},
        {"type": "number", "maximum": -3},
        {"type": "number", "minimum": 10_000},
        {"type": "integer", "exclusiveMinimum": 5, "maximum": 9},
    ],
)
def test_numbers_stay_within_the_bounds_of_the_schema(schema: dict[str, Any]) -> None:
    valid = jsonschema_rs.validator_for({**schema, "exclusiveMinimum": schema.get("exclusiveMinimum", -1e9)}).is_valid
    fitting = [valid(value) for value in draws(schema, "price")]
    assert sum(fitting) >= 0.8 * len(fitting)  # an excluded bound itself is left to the sampler


@pytest.mark.parametrize("name", ["percentage", "tax_rate", "discount_percentage", "commission_rate"])
def test_a_percentage_as_a_decimal_is_a_share_of_one(name: str) -> None:
    values = draws({"type": "number", "description": "The rate, as a decimal"}, name)
    assert all(0 <= value <= 1 for value in values)
    assert sum(value * 100 == round(value * 100) for value in values) > 0.3 * len(values)
    assert len(set(values)) > 5


def test_prices_have_at_most_two_decimals() -> None:
    assert all(round(value, 2) == value for value in draws({"type": "number"}, "unitPrice"))


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("phone", {"pattern": r"^\+[1-9]\d{7,14}$"}),
        ("phone", {"pattern": r"^\(\d{3}\) \d{3}-\d{4}$"}),
        ("country", {"pattern": "^[A-Z]{2}$"}),
        ("country", {"minLength": 3, "maxLength": 3, "pattern": "^[A-Z]{3}$"}),
        ("zip", {"pattern": r"^\d{5}$"}),
        ("username", {"pattern": "^[a-z]+$"}),
        ("tag", {"pattern": "^[a-z-]+$", "maxLength": 8}),
        ("created_at", {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}),
        ("version", {"pattern": r"^\d+\.\d+\.\d+$"}),
        ("sha", {"pattern": "^[0-9a-f]{40}$"}),
    ],
)
def test_texts_take_the_form_that_the_schema_asks_for(name: str, schema: dict[str, Any]) -> None:
    values = draws({"type": "string", **schema}, name)
    valid = jsonschema_rs.validator_for({"type": "string", **schema}).is_valid
    assert all(valid(value) for value in values)
    assert len(set(values)) > 3


def test_what_does_not_fit_is_left_to_the_generic_maker() -> None:
    field, parents = field_of({"properties": {"email": {"type": "string", "pattern": "^ACME-[0-9]+$"}}}, "email")
    assert provider_for(field, parents, "en_US") is None


def test_every_provider_of_our_schemas_gives_values_that_the_field_admits() -> None:
    rng = Random(11)
    for schema in SCHEMAS:
        fields = FieldMap(schema.document)
        for path in _leaf_paths(fields):
            field = fields.field(path)
            provider = provider_for(field, parents_of(fields, path), "en_US")
            if provider is not None:
                valid = jsonschema_rs.validator_for(
                    {k: v for k, v in field.schemas[0].items() if not k.startswith("x-")}, validate_formats=True
                ).is_valid
                values = [provider(rng) for _ in range(50)]
                assert all(map(valid, values)), (schema.id, path, values[:5])


def _leaf_paths(fields: FieldMap, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    if "array" in fields.field(path).types:
        return _leaf_paths(fields, (*path, "*"))
    names = fields.properties(path)
    return [leaf for name in names for leaf in _leaf_paths(fields, (*path, name))] if names else [path]


@pytest.mark.parametrize("locale", ["en_US", "de_DE", "fr_FR", "sv_SE"])
def test_no_address_belongs_to_someone_and_phones_are_possible(locale: str) -> None:
    known, rng = providers(locale), Random(3)
    for _ in range(300):
        assert RESERVED.search(known["email"](rng).partition("@")[2])
        assert RESERVED.search(known["url"](rng).split("/")[2])
        assert RESERVED.search(known["hostname"](rng))
        assert phonenumbers.is_possible_number(phonenumbers.parse(known["phone"](rng)))
    assert len({known["email"](rng).partition("@")[2] for _ in range(300)}) > 25


def test_pools_are_large_enough_for_a_thousand_records() -> None:
    known, rng = providers("en_US"), Random(3)
    for role_name, least in (("name", 900), ("email", 900), ("company", 600), ("street", 500), ("product_name", 600),
                             ("log_message", 250), ("ticket_subject", 60), ("review_comment", 80)):  # fmt: skip
        assert len({known[role_name](rng) for _ in range(1000)}) >= least, role_name


def test_no_text_has_remains_of_its_template() -> None:
    known, rng = providers("en_US"), Random(5)
    for role_name, provider in known.items():
        for _ in range(100):
            value = provider(rng)
            assert not (isinstance(value, str) and re.search(r"[{}<|^]|lorem|  ", value)), (role_name, value)


def test_every_key_of_a_family_is_one_of_its_roles() -> None:
    for name, family in families().items():
        assert set(family.keys) <= set(family.roles), name


def test_a_locale_names_people_and_streets_of_its_country() -> None:
    rng = Random(2)
    streets = [providers("de_DE")["street"](rng) for _ in range(50)]
    assert sum(bool(re.search("straße|weg|allee", street)) for street in streets) == 50


def test_x_faker_takes_fakers_providers_with_arguments() -> None:
    values = draws({"type": "integer", "x-faker": {"provider": "random_int", "min": 40, "max": 44}}, "zork")
    assert set(values) == {40, 41, 42, 43, 44}


@pytest.mark.parametrize("asked", ["no_such_thing", {"provider": "random_int", "wrong": 1}, 7])
def test_a_wrong_x_faker_is_an_error_that_names_the_field(asked: Any) -> None:
    field, parents = field_of({"properties": {"zork": {"type": "string", "x-faker": asked}}}, "zork")
    with pytest.raises(UserError, match="zork: x-faker"):
        provider_for(field, parents, "en_US")


def test_examples_are_used_where_the_name_says_nothing() -> None:
    assert set(draws({"type": "string", "examples": ["red fox", "barn owl"]}, "zork")) == {"red fox", "barn owl"}


def test_one_example_of_a_code_gives_codes_of_its_shape() -> None:
    found = set(draws({"type": "string", "examples": ["TRK-10023-B"], "pattern": "^TRK-"}, "tracking", 20))
    assert len(found) > 10 and all(re.fullmatch(r"TRK-[1-9]\d{4}-B", code) for code in found)


def test_what_names_the_record_s_own_kind_inside_it_is_of_that_kind():
    """A folder's children are folders: their "folder name" is no child's."""
    fields = {"folderName": {"type": "string"}, "children": {"type": "array", "items": {"$ref": "#"}}}
    schema = schema_of(
        {"title": "Folder", "type": "object", "properties": fields, "required": ["folderName"]}, "folder"
    )
    sampler = compile_sampler(schema, Values(optional_rate=1.0, max_items=3, max_depth=3))
    names = [child["folderName"] for n in range(10) for child in sampler.sample(Random(n)).get("children", ())]
    assert names and all(name.endswith("Folder") for name in names)
