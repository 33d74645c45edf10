"""Coherence: the leaves of one record agree, and every value that is written is one that its field admits."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from edgejson.knowledge.places import COUNTRIES, PLACES
from edgejson.pipeline.streams import stream
from edgejson.values.engine.sampler import compile_sampler
from edgejson.values.providers import families
from edgejson.values.providers.people import slug
from edgejson.values.providers.themes import Span, names, normal
from tests.values.conftest import COUNT, SCHEMAS, SETTINGS, sampled, samples, strings

#: Share of records that differ, where a handful of fields with small pools lets some come again.
DISTINCT = {
    "log_workout": 0.85, "convert_units": 0.95, "search_films": 0.88, "commute_entry": 0.9, "compute_tip": 0.92,
    "medication_taken": 0.92, "pet_adoption": 0.92, "play_music": 0.93, "add_shopping_item": 0.94, "set_alarm": 0.95,
    "car_for_sale": 0.95, "get_weather": 0.96, "set_lights": 0.97, "translate_phrase": 0.97,
}  # fmt: skip
CASES = Path(__file__).parents[1] / "values" / "cases"
CITIES = {place.city: place for place in PLACES}


def belongs(user: str, name: str) -> bool:
    """Does the part before the @ (or a user name) come from the name?"""
    words = [slug(word) for word in name.removeprefix("Dr. ").split(" ")]
    return words[-1] in user or words[0] in user


@pytest.mark.parametrize("schema_id", SCHEMAS)
def test_coherence_leaves_records_valid_and_different(schema_id: str) -> None:
    valid = jsonschema_rs.validator_for(SCHEMAS[schema_id].plain, validate_formats=True).is_valid
    records = samples(schema_id)
    assert all(map(valid, records))
    assert len(set(map(repr, records))) >= DISTINCT.get(schema_id, 0.98) * COUNT


def test_a_person_has_an_address_and_a_user_name_of_their_own() -> None:
    people = [
        *((r["full_name"], r["email"].partition("@")[0]) for r in samples("contact_info")),
        *((r["full_name"], r["username"]) for r in samples("user_profile")),
        *((p["contact"]["name"], p["contact"]["email"].partition("@")[0])
          for r in samples("multi_party_transaction") for p in r["parties"]),
    ]  # fmt: skip
    assert sum(belongs(user, name) for name, user in people) >= 0.97 * len(people)


def test_first_and_last_name_make_the_full_name_and_the_address() -> None:
    for record in sampled(strings("firstName", "lastName", "fullName", "email", "initials")):
        assert record["fullName"] == f"{record['firstName']} {record['lastName']}"
        assert belongs(record["email"].partition("@")[0], record["fullName"])
        assert record["initials"][0] == record["fullName"][0]


def test_colleagues_write_from_their_company() -> None:
    records = samples("nested_organization")
    at_home = [
        slug(record["name"].split(" ")[0]) in department["head"]["email"].partition("@")[2]
        for record in records
        for department in record["departments"]
    ]
    assert sum(at_home) > 0.6 * len(at_home)


def test_an_address_is_of_one_place() -> None:
    for record in samples("order_details"):
        address = record["shipping_address"]
        place = CITIES[address["city"]]
        assert address["country"] == place.country
        assert address["postal_code"] in place.postal_codes
    for record in samples("location"):
        place = CITIES[record["city"]]
        assert abs(record["latitude"] - place.latitude) < 0.2
        assert abs(record["longitude"] - place.longitude) < 0.2


def test_a_position_in_an_object_of_its_own_goes_with_the_city() -> None:
    geo = {
        "type": "object",
        "properties": {"lat": {"type": "number"}, "lng": {"type": "number"}},
        "required": ["lat", "lng"],
    }
    document = strings("city", "state", "zip", "country")
    document["properties"]["geo"] = geo
    document["required"].append("geo")
    for record in sampled(document):
        place = CITIES[record["city"]]
        assert (record["state"], record["country"]) == (place.region, COUNTRIES[place.country][0])
        assert abs(record["geo"]["lat"] - place.latitude) < 0.2


def test_amounts_are_mostly_in_the_currency_of_the_country() -> None:
    pairs = [
        (r["customer"]["country"], r["currency"])
        for r in samples("invoice")
        if r["customer"]["country"] in ("US", "DE", "GB", "SE")
    ]
    local = [COUNTRIES[country][2] == currency for country, currency in pairs]
    assert sum(local) > 0.7 * len(local)


def moments(*values: str) -> list[datetime]:
    return [datetime.fromisoformat(value) for value in values]


def test_dates_come_in_the_order_of_things() -> None:
    for record in samples("support_ticket"):
        created, updated = moments(record["created_at"], record["updated_at"])
        assert created <= updated
    for record in samples("event_registration"):
        booked, starts, ends = moments(
            record["registered_at"], record["event"]["starts_at"], record["event"]["ends_at"]
        )
        assert booked < starts < ends
        assert (ends - starts).total_seconds() <= 6 * 3600
    for record in samples("multi_party_transaction"):
        signed = date.fromisoformat(record["signed_on"])
        assert all(date.fromisoformat(payment["due_date"]) > signed for payment in record["payments"])
    for record in samples("meeting_notes"):
        began = record["started_at"][:10]
        assert all(item["due_date"] > began for item in record["action_items"])
        assert record.get("next_meeting", "9999") > began
    for record in samples("flight_booking"):
        times = [moment for f in record["flights"] for moment in moments(f["departure"]["time"], f["arrival"]["time"])]
        assert times == sorted(times)


def test_nobody_is_diagnosed_before_birth() -> None:
    for record in samples("medical_record"):
        born = int(record["patient"]["birth_date"][:4])
        assert all(condition.get("diagnosed_in", 9999) > born for condition in record["conditions"])


def test_references_point_into_the_record() -> None:
    for record in samples("iot_device_network"):
        known = {device["device_id"] for device in record["devices"]}
        assert all(alert["device_id"] in known for alert in record.get("alerts", []))
    for record in samples("multi_party_transaction"):
        known = {party["party_id"] for party in record["parties"]}
        assert len(known) == len(record["parties"])
        for payment in record["payments"]:
            assert {payment["from_party"], payment["to_party"]} <= known
    for record in samples("meeting_notes"):
        assert all(item["owner"] in record["attendees"] for item in record["action_items"])


LISTS = (
    ("nested_organization", "departments", "name"),
    ("ecommerce_analytics", "channels", "channel"),
    ("medical_record", "conditions", "name"),
    ("medical_record", "medications", "name"),
)


@pytest.mark.parametrize(("schema_id", "name", "key"), LISTS)
def test_items_of_a_list_are_different_things(schema_id: str, name: str, key: str) -> None:
    for record in samples(schema_id):
        values = [item[key] for item in record.get(name, [])]
        assert len(set(values)) == len(values)


def themed(family: str, *pairs: tuple[str, Any]) -> bool:
    """Is there a theme of the family that all roles' values come from?"""
    for theme in families()[family].themes:
        for role, value in pairs:
            said = theme.get(role)
            if isinstance(said, Span):
                if not said.low <= value <= said.high:
                    break
            elif normal(value) not in names(theme, role) and str(value) not in names(theme, role):
                break
        else:
            return True
    return False


def test_what_belongs_together_comes_from_one_theme() -> None:
    for record in samples("product_info"):
        price = record["price"] / (10 if record["currency"] == "SEK" else 1)
        assert themed("product", ("product_name", record["name"]), ("price", price)), record
    for record in samples("log_entry"):
        assert themed("log", ("log_level", record["level"]), ("log_message", record["message"])), record
    for record in samples("rating"):
        if "comment" in record:
            assert themed("review", ("stars", record["stars"]), ("review_comment", record["comment"])), record
    for record in samples("iot_device_network"):
        for device in record["devices"]:
            for reading in device.get("readings", []):
                pairs = (
                    ("metric", reading["metric"]),
                    ("metric_unit", reading["unit"]),
                    ("metric_value", reading["measurement"]),
                )
                assert themed("metric", *pairs), reading
    for record in samples("medical_encounter"):
        for diagnosis in record["diagnoses"]:
            assert themed("diagnosis", ("icd_code", diagnosis["code"]), ("diagnosis", diagnosis["description"])), (
                diagnosis
            )
        found = record["diagnoses"][0]["description"]
        assert themed("case", ("visit_reason", record["reason"]), ("diagnosis", found)), record
        assert sum(diagnosis["primary"] for diagnosis in record["diagnoses"]) == 1
    for record in samples("support_ticket"):
        if "category" in record:
            assert themed("ticket", ("ticket_category", record["category"]), ("ticket_subject", record["subject"])), (
                record
            )


def test_a_failed_request_and_only_that_has_errors() -> None:
    for record in samples("api_response"):
        assert ("errors" in record) == (record["status_code"] >= 400)
        for error in record.get("errors", []):
            pairs = ("error_code", error["code"]), ("error_message", error["message"])
            assert themed("api_error_item", *pairs), error


@pytest.mark.parametrize("schema_id", SCHEMAS)
def test_every_enum_value_and_both_booleans_still_occur(schema_id: str) -> None:
    """Coherence must not silence a value that the schema allows (in the schemas' own fields, any depth)."""
    seen: dict[tuple[str, ...], set[Any]] = {}

    def note(value: Any, path: tuple[str, ...]) -> None:
        if isinstance(value, dict):
            for name, member in value.items():
                note(member, (*path, name))
        elif isinstance(value, list):
            for member in value:
                note(member, (*path, "*"))
        else:
            seen.setdefault(path, set()).add(value)

    def expected(node: dict[str, Any], path: tuple[str, ...]) -> None:
        for name, member in node.get("properties", {}).items():
            expected(member, (*path, name))
        if "items" in node:
            expected(node["items"], (*path, "*"))
        missing = set(node.get("enum", ())) - seen.get(path, set())
        assert len(missing) <= len(node.get("enum", ())) // 12, (path, missing)
        if node.get("type") == "boolean":
            assert seen[path] == {True, False}, path

    sparse = "short" in SCHEMAS[schema_id].path.parts  # most fields of theirs are left out of a record
    for record in samples(schema_id, 3 * COUNT if sparse else COUNT):
        note(record, ())
    expected(SCHEMAS[schema_id].document, ())


def test_no_text_holds_what_would_make_one_smile() -> None:
    texts = " ".join(repr(record) for schema_id in SCHEMAS for record in samples(schema_id))
    assert not re.search(r"lorem|ipsum|\bfoo\b|asdf|John Doe|Jane Doe|\bN/A\b", texts, re.I)


def test_remarks_come_from_those_concerned_and_internal_ones_from_colleagues() -> None:
    authors = []
    for record in samples("support_ticket"):
        requester, assignee = record["requester"]["name"], record.get("assignee")
        for comment in record.get("comments", []):
            assert not (comment["internal"] and comment["author"] == requester)
            if assignee is not None:
                authors.append(comment["author"] in (requester, assignee))
    assert sum(authors) > 0.8 * len(authors)


@pytest.mark.parametrize("schema_id", ["medical_encounter", "order_details", "event_registration"])
def test_a_record_is_the_same_whatever_was_made_before_it(schema_id: str) -> None:
    alone = compile_sampler(SCHEMAS[schema_id], SETTINGS, "en_US")
    assert alone.sample(stream(5, schema_id, 57)) == samples(schema_id)[57]


def test_the_schemas_of_this_project_state_facts_that_hold() -> None:
    for record in samples("iot_device_network"):
        assert all(device["status"] != "offline" or "readings" not in device for device in record["devices"])
    for record in samples("ecommerce_analytics"):
        sold = sum(one["units_sold"] * one["price"] for one in record.get("top_products", []))
        assert sold <= record["summary"]["revenue"]
    for record in samples("meeting_notes"):
        assert date.fromisoformat(record["started_at"][:10]).isoweekday() <= 5
