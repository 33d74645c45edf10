"""Coherence of what this project's schemas tell: clocks, days, amounts and the order of things hold together."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from edgejson.knowledge.places import AIRPORTS, LEGAL_FORMS, PLACES
from tests.values.conftest import sampled, samples


def test_flights_leave_and_land_by_the_clocks_of_their_airports() -> None:
    for record in samples("flight_booking"):
        last = None
        for flight in record["flights"]:
            ends = [AIRPORTS[flight[end]["airport"]] for end in ("departure", "arrival")]
            times = [datetime.fromisoformat(flight[end]["time"]) for end in ("departure", "arrival")]
            for airport, time in zip(ends, times, strict=True):
                assert time.utcoffset() == time.astimezone(ZoneInfo(airport.timezone)).utcoffset(), flight
            far = abs(ends[0].longitude - ends[1].longitude) > 60
            assert timedelta(hours=5 if far else 0.6) < times[1] - times[0] < timedelta(hours=16), flight
            assert last is None or last < times[0]
            last = times[1]
        assert datetime.fromisoformat(record["booked_at"]) < datetime.fromisoformat(
            record["flights"][0]["departure"]["time"]
        )


def test_moments_are_those_of_the_city_or_else_of_who_pays_in_the_currency() -> None:
    zones = {place.city: place.timezone for place in PLACES}
    for record in samples("order_details"):
        ordered = datetime.fromisoformat(record["ordered_at"])
        local = ordered.astimezone(ZoneInfo(zones[record["shipping_address"]["city"]]))
        assert ordered.utcoffset() == local.utcoffset(), record
    for record in samples("parking_ticket"):
        issued = datetime.fromisoformat(record["issued_at"])
        assert issued.utcoffset() == issued.astimezone(ZoneInfo("Europe/London")).utcoffset(), record


def test_amounts_have_the_size_of_their_currency_and_firms_a_form_of_their_country() -> None:
    prices = {"SEK": [], "EUR": []}
    for record in samples("product_info"):
        prices.get(record["currency"], []).append(record["price"])
    assert sum(prices["SEK"]) / len(prices["SEK"]) > 4 * sum(prices["EUR"]) / len(prices["EUR"])
    for record in samples("invoice"):
        form = record["customer"]["name"].rpartition(" ")[2]
        foreign = {form for forms in LEGAL_FORMS.values() for form in forms} - set(
            LEGAL_FORMS[record["customer"]["country"]]
        )
        assert form not in foreign, record["customer"]


def test_what_is_agreed_on_falls_on_working_days_and_nothing_lies_after_the_record() -> None:
    for record in samples("meeting_notes"):
        due = [item["due_date"] for item in record.get("action_items", [])]
        for day in [*due, *([record["next_meeting"]] if "next_meeting" in record else [])]:
            assert date.fromisoformat(day).weekday() < 5, record
    for record in samples("medical_record"):
        years = [one["diagnosed_in"] for one in record["conditions"] if "diagnosed_in" in one]
        assert all(int(record["patient"]["birth_date"][:4]) <= year <= int(record["last_visit"][:4]) for year in years)


def test_a_recipe_is_cooked_in_order_and_served_last() -> None:
    for record in samples("recipe"):
        served = [index for index, step in enumerate(record["steps"]) if "serve" in step]
        assert served in ([], [len(record["steps"]) - 1]), record["steps"]


def test_a_buyer_is_paid_nothing() -> None:
    for record in samples("multi_party_transaction"):
        buyers = {party["party_id"] for party in record["parties"] if party["role"] == "buyer"}
        assert not buyers & {payment["to_party"] for payment in record["payments"]}, record


def test_a_total_without_a_list_is_its_subtotal_with_the_charges() -> None:
    amount = {"type": "number", "minimum": 0, "maximum": 9000}
    names = ("total", "subtotal", "tax", "discount")
    bill = {"type": "object", "properties": dict.fromkeys(names, amount), "required": ["total", "subtotal"]}
    for made in sampled(bill):
        whole = made["subtotal"] + made.get("tax", 0) - made.get("discount", 0)
        assert made["total"] == pytest.approx(whole, abs=0.01) or whole < 0, made


def test_a_bill_of_whole_numbers_has_a_whole_total() -> None:
    amount = {"type": "integer", "minimum": 1, "maximum": 9000}
    bill = {"type": "object", "properties": {"subtotal": amount, "total": amount}, "required": ["subtotal", "total"]}
    for made in sampled(bill):
        assert made["total"] == made["subtotal"] and type(made["total"]) is int
