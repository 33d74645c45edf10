"""Everyday schemas that nobody has annotated: values of their kind, and facts that follow from each other."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from edgejson.pipeline.streams import stream
from edgejson.values import compile_sampler
from edgejson.values.meaning.roles import role_of
from edgejson.values.providers import providers
from edgejson.values.settings import Values
from tests.values.conftest import NUMBER, TEXT, document, series

SETTINGS = Values(optional_rate=0.8, max_items=4, max_depth=4)
DAY: dict[str, Any] = {"type": "string", "format": "date"}


def drawn(schema: dict[str, Any], count: int = 60) -> list[Any]:
    return series(schema, SETTINGS, "everyday", count)


@pytest.mark.parametrize(
    ("title", "name", "role"),
    [
        ("Podcast episode", "hosts", "name"),
        ("Server", "host", "hostname"),
        ("Car insurance claim", "part", "car_part"),
        ("LibraryLoan", "branch", "library_branch"),
        ("Bicycle repair order", "task", "bike_work"),
        ("Hotel review", "review", "stay_review"),
        ("Product review", "review", "review_comment"),
        ("Vet visit", "reason", "pet_reason"),
        ("Patient visit", "reason", "visit_reason"),
        ("Concert listing", "genre", "music_genre"),
    ],
)
def test_a_field_is_meant_by_its_name_and_what_it_stands_in(title: str, name: str, role: str) -> None:
    from edgejson.schema.fields import FieldMap
    from edgejson.values.meaning.deciding import parents_of

    fields = FieldMap(document(title, **{name: {"type": "array", "items": TEXT} if name == "hosts" else TEXT}))
    path = (name, "*") if name == "hosts" else (name,)
    assert role_of(fields.field(path), parents_of(fields, path)) == role
    assert role in providers("en_US")


def test_a_flag_follows_from_the_range_and_the_unit_from_the_analyte() -> None:
    item = document("", ("analyte", "value", "unit"), analyte=TEXT, value=NUMBER, unit=TEXT, reference_low=NUMBER,
                    reference_high=NUMBER, flag={"enum": ["low", "normal", "high"]})  # fmt: skip
    results = {"type": "array", "minItems": 2, "items": item}
    units: dict[str, set[str]] = {}
    flags = set()
    for record in drawn(document("Lab result", ("results",), results=results)):
        for one in record["results"]:
            units.setdefault(one["analyte"], set()).add(one["unit"])
            low, high = one.get("reference_low", -1e9), one.get("reference_high", 1e9)
            said = "low" if one["value"] < low else "high" if one["value"] > high else "normal"
            assert one.get("flag", said) == said
            flags.add(said)
    assert all(len(found) == 1 for found in units.values())
    assert flags == {"low", "normal", "high"}


def test_totals_are_the_sum_of_their_parts() -> None:
    part = document("", ("part", "repair_cost"), part=TEXT, repair_cost=NUMBER)
    damages = {"type": "array", "minItems": 1, "items": part}
    names = ("damages", "total_estimate")
    for record in drawn(document("Car insurance claim", names, damages=damages, total_estimate=NUMBER)):
        assert record["total_estimate"] == pytest.approx(sum(each["repair_cost"] for each in record["damages"]))
    times = {name: {"type": "integer"} for name in ("prep_time_minutes", "cook_time_minutes", "total_time_minutes")}
    for record in drawn(document("Recipe", tuple(times), **times)):
        assert record["total_time_minutes"] == record["prep_time_minutes"] + record["cook_time_minutes"]


def test_days_agree_with_what_is_said_of_them() -> None:
    names = ("check_in", "check_out", "nights")
    for record in drawn(document("Hotel stay", names, check_in=DAY, check_out=DAY, nights={"type": "integer"})):
        stayed = date.fromisoformat(record["check_out"]) - date.fromisoformat(record["check_in"])
        assert stayed.days == record["nights"]
    names = ("due_date", "returned_on", "overdue")
    loan = document("Library loan", names, due_date=DAY, returned_on=DAY, overdue={"type": "boolean"})
    for record in drawn(loan):
        assert record["overdue"] == (record["returned_on"] > record["due_date"])


def test_a_journey_goes_on_where_it_has_come_to() -> None:
    leg = document("", ("from", "to"), **{"from": TEXT, "to": TEXT})
    flights = {"type": "array", "minItems": 2, "maxItems": 3, "items": leg}
    for record in drawn(document("Flight booking", ("flights",), flights=flights)):
        legs = record["flights"]
        assert all(before["to"] == after["from"] for before, after in pairwise(legs))


def test_the_mail_is_that_of_whom_the_record_is_about() -> None:
    names = ("member_name", "email", "personal_trainer")
    for record in drawn(document("Gym membership", names, member_name=TEXT, email=TEXT, personal_trainer=TEXT)):
        last = record["member_name"].split(" ")[-1].lower()
        assert not last.isascii() or not last.isalpha() or last in record["email"]


def test_what_nothing_plausible_is_known_of_is_left_out_or_named() -> None:
    known = {"email": TEXT, "city": TEXT, "date": DAY}
    sampler = compile_sampler(document("Zork", ("grumph",), zxq=TEXT, flims={"type": "array", "items": TEXT},
                                       grumph=TEXT, **known), SETTINGS)  # fmt: skip
    records = [sampler.sample(stream(0, "left out", index)) for index in range(40)]
    assert not any({"zxq", "flims"} & record.keys() for record in records)
    assert all("grumph" in record for record in records)
    assert sorted(sampler.left_out) == ["/flims", "/zxq"]
    assert sampler.generic_fields == ["/grumph"]
    alone = compile_sampler(document("Zork", (), zxq=TEXT, blep=TEXT), SETTINGS)
    assert any(alone.sample(stream(0, "alone", index)) for index in range(10))


def test_nobody_lists_a_word_twice() -> None:
    for record in drawn(document("School report", ("strengths",), strengths={"type": "array", "items": TEXT})):
        assert len(set(record["strengths"])) == len(record["strengths"])


@pytest.mark.parametrize(
    ("names", "ordered"),
    [(("arrival", "departure"), True), (("arrives_on", "leaves_on"), True), (("departure_date", "arrival_date"), True)],
)
def test_a_stay_begins_with_the_arrival_and_a_trip_with_the_departure(names: tuple[str, str], ordered: bool) -> None:
    for value in drawn(document("Booking", names, **dict.fromkeys(names, DAY)), 20):
        assert (value[names[0]] < value[names[1]]) is ordered


@pytest.mark.parametrize(
    ("title", "name", "role"),
    [
        ("Ferry manifest", "sea_state", "sea_state"),  # no region
        ("Site visit", "payment_state", "any_condition"),
        ("Laundry ticket", "service", "laundry_service"),  # no program
        ("Call log", "transferred_to", "name"),
        ("Stock count", "counted_by", "name"),
        ("Outage", "responders", "name"),
        ("Daycare", "message_to_parents", "message_of_day"),  # no person
        ("Wine card", "grape", "grape"),
        ("Convention", "booth", "any_number"),
        ("Gala", "pavilion", ""),
    ],
)
def test_a_general_pool_does_not_answer_for_a_name_that_says_more(title: str, name: str, role: str) -> None:
    from edgejson.schema.fields import FieldMap
    from edgejson.values.meaning.deciding import parents_of

    fields = FieldMap(document(title, **{name: TEXT}))
    assert role_of(fields.field((name,)), parents_of(fields, (name,))) == role


def test_what_is_unknown_and_demanded_is_made_of_its_own_noun() -> None:
    values = {value["pavilion"] for value in drawn(document("Gala", ("pavilion",), pavilion=TEXT))}
    assert len(values) > 20
    assert all(value.endswith(" Pavilion") for value in values)
    lanes = {value["lane"] for value in drawn(document("Gala", ("lane",), lane=TEXT))}
    assert all(lane.removeprefix("A").removeprefix("B").lstrip("CD").isdigit() for lane in lanes)


#: What may stand where a string or number is looked for: lists and objects among other values.
ODD: tuple[dict[str, Any], ...] = (
    {"anyOf": [TEXT, {"enum": [["a", "b"], ["c"]]}]},
    {"anyOf": [{"enum": [{"name": "x"}, {"name": "y"}]}, {"type": ["string", "number"]}]},
    {"enum": [["a"], "b", None, 3]},
    {"type": ["string", "array", "integer"]},
)


@pytest.mark.parametrize(
    "names",
    [
        ("origin", "destination"),
        ("country", "currency", "city"),
        ("company", "city", "vat_id"),
        ("city", "starts_at"),
        ("coupon", "discount_percent"),
        ("gender", "first_name"),
        ("currency", "price"),
    ],
)
@pytest.mark.parametrize("odd", ODD)
def test_facts_follow_from_strings_alone(names: tuple[str, ...], odd: dict[str, Any]) -> None:
    first, *others = names
    usual = {"discount_percent": NUMBER, "price": NUMBER, "starts_at": {"type": "string", "format": "date-time"}}
    schema = document("Order", names, **{first: odd}, **{name: usual.get(name, TEXT) for name in others})
    assert all(value.keys() == set(names) for value in drawn(schema, 20))
    assert all(value.keys() == set(names) for value in drawn(document("Order", names, **dict.fromkeys(names, odd)), 20))
