"""Places: city, region, code, country and position of one record are of one place, however a schema puts them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import pytest

from edgejson.knowledge.places import COUNTRIES, FURTHER_PLACES, PLACES, country_named
from edgejson.knowledge.postal import POSTAL_CODES
from tests.values.conftest import sampled, strings

CASES = Path(__file__).parent / "cases"


def by_city() -> dict[str, Any]:
    return {place.city: place for place in (*PLACES, *FURTHER_PLACES)}


LISTS_OF_COUNTRIES = [
    ["DE", "FR", "US"], ["TR", "GR", "KR"], ["de", "us", "cn"], ["Germany", "Turkey", "Poland"], ["DEU", "USA", "EGY"],
    ["USA", "UK", "Deutschland", "Elsewhere"], ["Poland"],
]  # fmt: skip


@pytest.mark.parametrize("countries", LISTS_OF_COUNTRIES, ids="-".join)
@pytest.mark.parametrize("typed", [True, False])
def test_a_place_is_one_place_whatever_the_list_of_countries(countries: list[str], typed: bool) -> None:
    listed = {"enum": countries} if len(countries) > 1 else {"const": countries[0]}
    address = strings("city", "region", "postal_code", "country")
    address["properties"]["country"] = {"type": "string", **listed} if typed else listed
    places, values = by_city(), sampled(address, 60)
    for value in values:
        place = places[value["city"]]
        assert country_named(value["country"]) == place.country, value
        assert value["region"] == place.region
        assert value["postal_code"] in place.postal_codes
    known = [country for country in countries if country_named(country)]
    assert {value["country"] for value in values} == set(known)


def test_the_country_may_stand_outside_of_the_address() -> None:
    schema = strings("country")
    schema["properties"] = {"country": {"enum": ["FR", "JP"]}, "address": strings("street", "city", "postcode")}
    schema["required"] = ["country", "address"]
    for value in sampled(schema, 40):
        place = by_city()[value["address"]["city"]]
        assert place.country == value["country"]
        assert value["address"]["postcode"] in place.postal_codes


def test_what_a_schema_alone_knows_leaves_the_rest_in_one_place() -> None:
    schema = strings("city", "country", "postal_code")
    schema["properties"]["city"] = {"enum": ["Springfield", "Shelbyville"]}
    for value in sampled(schema, 40):
        assert any(country_named(value["country"]) == place.country and value["postal_code"] in place.postal_codes
                   for place in PLACES)  # fmt: skip


def test_beside_a_city_an_address_is_a_street_and_elsewhere_it_names_the_city() -> None:
    location = json.loads((CASES / "address_beside_city.json").read_text())
    for value in sampled(location, 60):
        address = value["location"]["address"]
        assert re.search(r"\d", address)
        assert "," not in address, value
    station = strings("name", "address")
    station["properties"] |= {"lat": {"type": "number"}, "lon": {"type": "number"}}
    station["required"] += ["lat", "lon"]
    for value in sampled({"type": "object", "required": ["s"], "properties": {"s": station}}, 40):
        place = by_city()[value["s"]["address"].rpartition(", ")[2]]
        assert abs(place.latitude - value["s"]["lat"]) < 0.1
        assert abs(place.longitude - value["s"]["lon"]) < 0.1
    for value in sampled(strings("city", "full_address"), 40):
        assert value["full_address"].endswith(f", {value['city']}")


def test_further_places_are_what_the_world_knows() -> None:
    assert {place.timezone for place in FURTHER_PLACES} <= available_timezones()
    assert not {place.country for place in FURTHER_PLACES} & set(COUNTRIES)
    for place in FURTHER_PLACES:
        assert abs(place.latitude) < 90
        form = POSTAL_CODES.get(place.country)
        assert form is None or all(form.fullmatch(code) for code in place.postal_codes), place
