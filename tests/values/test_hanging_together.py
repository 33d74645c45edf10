"""Facts of plain records that hang together by names and descriptions alone: one test a kind."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from edgejson.schema.fields import FieldMap
from edgejson.values.meaning.deciding import parents_of
from edgejson.values.meaning.roles import role_of
from tests.values.conftest import NUMBER, TEXT, document, sampled
from tests.values.test_agreeing import COUNT, DAY, FLAG, listed, one_of


def said(description: str, **schema: Any) -> dict[str, Any]:
    return {"type": "string", "description": description, **schema}


def thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


@pytest.mark.parametrize(
    ("title", "name", "description", "role"),
    [
        ("Car rental", "location", "Branch where the car is picked up", "branch_name"),
        ("Passport", "issued_by", "Authority that issued the passport", "authority"),
        ("Print order", "operator", "Person at the press", "name"),
        ("Mobile contract", "provider", "Previous operator, if the number is kept", "company"),
        ("Lab order", "signature", "Name of the nurse who drew the blood", "name"),
    ],
)
def test_a_description_tells_what_a_word_of_many_meanings_stands_for(
    title: str, name: str, description: str, role: str
) -> None:
    fields = FieldMap(document(title, **{name: said(description)}))
    assert role_of(fields.field((name,)), parents_of(fields, (name,))) == role


def test_who_has_a_name_and_an_e_mail_is_a_person() -> None:
    members = thing(name=TEXT, email={"type": "string", "format": "email"}, position=TEXT)
    fields = FieldMap(document("Report", reported_by=members, places={"type": "array", "items": thing(position=TEXT)}))
    assert (
        role_of(fields.field(("reported_by", "position")), parents_of(fields, ("reported_by", "position")))
        == "job_title"
    )
    inside = ("places", "*", "position")
    assert role_of(fields.field(inside), parents_of(fields, inside)) != "job_title"


def test_what_a_description_makes_conditional_is_there_in_that_case_alone() -> None:
    resolution = said("What the customer gets, once approved", enum=["repair", "credit"])
    schema = document(
        "Claim", ("status", "company_car"), status=one_of("received", "approved", "rejected"), company_car=FLAG,
        resolution=resolution, employer=said("Employer, for a company car"), refund_kind=one_of("refund", "repair"),
        refund_amount=NUMBER,
    )  # fmt: skip
    records = sampled(schema)
    for record in records:
        assert "resolution" not in record or record["status"] == "approved", record
        assert "employer" not in record or record["company_car"], record
        assert "refund_amount" not in record or record.get("refund_kind") in (None, "refund"), record
    for name in ("resolution", "employer", "refund_amount"):
        assert any(name in record for record in records), name


def test_ways_to_reach_somebody_depend_on_no_class() -> None:
    schema = document("Person", ("preferred_contact",), preferred_contact=one_of("email", "phone"), phone=TEXT)
    assert any("phone" in record and record["preferred_contact"] == "email" for record in sampled(schema))


def test_grown_ups_have_no_guardian() -> None:
    def drawn(oldest: int) -> list[Any]:
        age = {**COUNT, "minimum": 5, "maximum": oldest}
        return sampled(document("Music student", ("age",), age=age, guardian=TEXT))

    assert all(record["age"] < 18 for record in drawn(60) if "guardian" in record)
    assert any("guardian" in record for record in drawn(17))


def test_what_is_brought_back_is_so_days_later_and_has_run_on() -> None:
    end = thing(on=DAY, odometer=COUNT)
    for record in sampled(document("Rental", ("days", "pickup", "dropoff"), days=COUNT, pickup=end, dropoff=end)):
        first, last = date.fromisoformat(record["pickup"]["on"]), date.fromisoformat(record["dropoff"]["on"])
        assert (last - first).days == record["days"] > 0
        assert record["dropoff"]["odometer"] > record["pickup"]["odometer"]


def test_used_and_available_seats_are_all_seats() -> None:
    users = listed(name=TEXT)
    schema = document("Licence", ("seats", "seats_used", "seats_available"), seats=COUNT, seats_used=COUNT,
                      seats_available=COUNT, assigned_users=users)  # fmt: skip
    for record in sampled(schema):
        assert record["seats"] == record["seats_used"] + record["seats_available"]
        assert len(record.get("assigned_users", [])) in (0, record["seats_used"])


def test_a_warranty_lasts_for_years_and_a_flag_goes_with_its_last_day() -> None:
    schema = document("Claim", ("purchase_date", "reported_on", "warranty_until", "in_warranty"), purchase_date=DAY,
                      reported_on=DAY, warranty_until=DAY, in_warranty=FLAG)  # fmt: skip
    records = sampled(schema)
    for record in records:
        bought, told, until = (date.fromisoformat(record[name]) for name in schema["required"][:3])
        assert bought < told
        assert (until - bought).days >= 365
        assert record["in_warranty"] is (told <= until)
    assert {record["in_warranty"] for record in records} == {True, False}


def test_lines_taxes_and_sums_add_up_where_they_are_called_net_and_gross() -> None:
    jobs = listed(copies={**COUNT, "minimum": 1}, unit_price=NUMBER, line_total=NUMBER)
    jobs["items"]["required"] = ["copies", "unit_price", "line_total"]
    jobs["minItems"] = 1
    schema = document("Print order", ("jobs", "net_amount", "tax_rate", "tax_amount", "gross_amount"), jobs=jobs,
                      net_amount=NUMBER, tax_rate=NUMBER, tax_amount=NUMBER, gross_amount=NUMBER)  # fmt: skip
    for record in sampled(schema, 40):
        for job in record["jobs"]:
            assert job["line_total"] == pytest.approx(job["copies"] * job["unit_price"], abs=0.01)
        assert record["net_amount"] == pytest.approx(sum(job["line_total"] for job in record["jobs"]), abs=0.02)
        assert record["gross_amount"] == pytest.approx(record["net_amount"] + record["tax_amount"], abs=0.02)


def test_instalments_make_the_yearly_price_and_a_card_holds_what_was_not_spent() -> None:
    often = one_of("monthly", "quarterly", "yearly")
    policy = document("Policy", ("annual_premium", "payment_frequency", "instalment"), annual_premium=NUMBER,
                      payment_frequency=often, instalment=NUMBER)  # fmt: skip
    times = {"monthly": 12, "quarterly": 4, "yearly": 1}
    for record in sampled(policy):
        parts = record["instalment"] * times[record["payment_frequency"]]
        assert parts == pytest.approx(record["annual_premium"], abs=0.1)
    redemptions = {**listed(amount=NUMBER), "minItems": 1}
    card = document("Gift card", ("value", "balance", "redemptions"), value={**NUMBER, "minimum": 5}, balance=NUMBER,
                    redemptions=redemptions)  # fmt: skip
    for record in sampled(card, 40):
        spent = sum(one["amount"] for one in record["redemptions"])
        assert record["balance"] == pytest.approx(record["value"] - spent, abs=0.02)


def test_a_job_is_done_in_its_department_and_paid_by_its_period() -> None:
    schema = document("Offer", ("job_title", "department", "pay"), job_title=TEXT, department=TEXT,
                      pay=thing(salary=NUMBER, period=one_of("hour", "month", "year")))  # fmt: skip
    for record in sampled(schema):
        if record["job_title"].endswith("Recruiter"):
            assert record["department"] == "Human Resources"
        low, high = {"hour": (7, 100), "month": (1200, 17000), "year": (15000, 200000)}[record["pay"]["period"]]
        assert low <= record["pay"]["salary"] <= high, record


def test_a_verdict_goes_with_the_score_and_a_kind_with_the_text() -> None:
    score = {**COUNT, "minimum": 1, "maximum": 5}
    schema = document("Interview", ("score", "recommendation"), score=score,
                      recommendation=one_of("strong_hire", "hire", "no_hire", "strong_no_hire"))  # fmt: skip
    for record in sampled(schema):
        assert (record["score"] > 3) is ("no" not in record["recommendation"]) or record["score"] == 3
    visits = document("Patient visit", ("type", "reason"), type=one_of("follow_up", "vaccination"), reason=TEXT)
    for record in sampled(visits):
        assert not ("follow-up" in record["reason"] and record["type"] == "vaccination"), record


def test_the_e_mail_is_of_the_person_whose_names_stand_beside_it() -> None:
    schema = document("Member", ("first_name", "last_name", "email", "parent_name"), first_name=TEXT, last_name=TEXT,
                      email={"type": "string", "format": "email"}, parent_name=TEXT)  # fmt: skip
    same = 0
    for record in sampled(schema):
        same += record["parent_name"] == f"{record['first_name']} {record['last_name']}"
        user = record["email"].partition("@")[0]
        assert record["last_name"].lower()[:3] in user or not record["last_name"].isascii(), record
    assert same < 3


def test_previous_claims_lie_before_the_record_and_repairs_after_the_purchase() -> None:
    schema = document("Quote", ("created_on",), created_on=DAY, previous_claims=listed(date=DAY))
    for record in sampled(schema):
        assert all(one["date"] < record["created_on"] for one in record.get("previous_claims", []))
    schema = document("Device", ("purchase_date",), purchase_date=DAY, repairs=listed(date=DAY))
    for record in sampled(schema):
        assert all(one["date"] > record["purchase_date"] for one in record.get("repairs", []))


def test_a_street_has_no_number_where_that_stands_beside_it() -> None:
    schema = document("Permit", ("street", "house_number", "city"), street=TEXT, house_number=TEXT, city=TEXT)
    for record in sampled(schema):
        assert not any(letter.isdigit() for letter in record["street"]), record


def test_a_car_is_of_its_kind() -> None:
    kinds = one_of("compact", "suv", "van")
    car = thing(make=TEXT, model=TEXT, category=kinds)
    models = {record["vehicle"]["model"]: record["vehicle"]["category"]
              for record in sampled(document("Car rental", ("vehicle",), vehicle=car))}  # fmt: skip
    assert models.get("RAV4", "suv") == "suv"
    assert models.get("Golf", "compact") == "compact"


def test_nobody_is_back_before_leaving_and_a_meeting_that_repeats_ends_on_its_day() -> None:
    moment = {"type": "string", "format": "date-time"}
    trip = {"departure": moment, "return": moment, "nights": {**COUNT, "minimum": 1}}
    for record in sampled(document("School trip", tuple(trip), **trip)):
        assert record["departure"][:10] < record["return"][:10]
    often = one_of("daily", "weekly", "monthly")
    meeting = {"starts_at": moment, "ends_at": moment, "recurrence": often}
    for record in sampled(document("Room booking", tuple(meeting), **meeting)):
        assert record["starts_at"][:10] == record["ends_at"][:10]


def test_what_a_status_of_a_list_has_not_reached_has_no_day() -> None:
    status = one_of("draft", "published", "reserved", "rented")
    records = sampled(document("Rental listing", ("status",), status=status, rented_on=DAY))
    assert all(record["status"] == "rented" for record in records if "rented_on" in record)
    assert any("rented_on" in record for record in records)
