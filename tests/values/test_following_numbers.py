"""Numbers, days and flags of plain schemas that follow from others of the record: one test a kind."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.values.conftest import NUMBER, TEXT, document, sampled
from tests.values.test_agreeing import COUNT, DAY, FLAG, MOMENT
from tests.values.test_mute import whole


def listed(**properties: Any) -> dict[str, Any]:
    item = {"type": "object", "properties": properties, "required": list(properties)}
    return {"type": "array", "minItems": 1, "items": item}


def test_a_number_is_what_its_formula_makes_of_others_in_other_objects_too() -> None:
    inner = document("", ("from", "to", "days"), **{"from": DAY, "to": DAY, "days": COUNT})
    for record in whole(
        "Power bill",
        billing_period=inner,
        previous_reading=COUNT,
        current_reading=COUNT,
        usage=COUNT,
        daily_usage=NUMBER,
    ):
        period = record["billing_period"]
        days = (date.fromisoformat(period["to"]) - date.fromisoformat(period["from"])).days
        assert record["usage"] == record["current_reading"] - record["previous_reading"]
        assert 27 <= days == period["days"]
        assert record["daily_usage"] == pytest.approx(record["usage"] / days, abs=0.06)


def test_a_body_mass_index_is_that_of_a_grown_persons_height_and_weight() -> None:
    for record in whole("Member", first_name=TEXT, last_name=TEXT, height=NUMBER, weight=NUMBER, bmi=NUMBER):
        assert 140 < record["height"] < 210
        assert record["bmi"] == pytest.approx(record["weight"] / (record["height"] / 100) ** 2, abs=0.06)


def test_a_discount_in_percent_is_taken_off_what_the_nights_cost() -> None:
    for record in whole("Holiday home booking", check_in=DAY, check_out=DAY, nightly_rate=NUMBER, cleaning_fee=NUMBER,
                        discount_percent=COUNT, total_price=NUMBER):  # fmt: skip
        nights = (date.fromisoformat(record["check_out"]) - date.fromisoformat(record["check_in"])).days
        rest = 1 - record["discount_percent"] / 100
        assert record["total_price"] == pytest.approx(
            record["nightly_rate"] * nights * rest + record["cleaning_fee"], abs=0.02
        )


def test_a_loan_is_paid_back_in_so_many_months_with_its_interest() -> None:
    for record in whole("Loan", loan_amount=NUMBER, interest_rate=NUMBER, term_months=COUNT, monthly_payment=NUMBER,
                        total_repayment=NUMBER, total_interest=NUMBER):  # fmt: skip
        assert record["total_repayment"] == pytest.approx(record["monthly_payment"] * record["term_months"], rel=0.001)
        assert record["total_interest"] == pytest.approx(record["total_repayment"] - record["loan_amount"], abs=0.02)
        assert record["total_interest"] > 0


def test_sums_and_counts_are_those_of_the_list_beside_them() -> None:
    tasks = listed(number=COUNT, points=COUNT, max_points=COUNT, done=FLAG)
    for record in whole("Test", tasks=tasks, points=COUNT, max_points=COUNT, total_tasks=COUNT, completed_tasks=COUNT):
        assert record["points"] == sum(task["points"] for task in record["tasks"])
        assert record["max_points"] == sum(task["max_points"] for task in record["tasks"])
        assert record["total_tasks"] == len(record["tasks"])
        assert record["completed_tasks"] == sum(task["done"] for task in record["tasks"])
        assert [task["number"] for task in record["tasks"]] == list(range(1, len(record["tasks"]) + 1))


def test_a_letter_is_that_of_the_score_and_an_average_that_of_the_letters() -> None:
    score = {"type": "integer", "minimum": 0, "maximum": 100}
    subjects = listed(subject=TEXT, score=score, grade={"enum": ["A", "B", "C", "D", "F"]}, passed=FLAG)
    for record in whole("Report card", subjects=subjects, gpa=NUMBER, subjects_failed=COUNT):
        for one in record["subjects"]:
            least = {"A": 90, "B": 80, "C": 70, "D": 60, "F": 0}
            assert one["grade"] == next(letter for letter in "ABCDF" if one["score"] >= least[letter])
            assert one["passed"] is (one["grade"] != "F")
        points = ["FDCBA".index(one["grade"]) for one in record["subjects"]]
        assert record["gpa"] == pytest.approx(sum(points) / len(points), abs=0.006)
        assert record["subjects_failed"] == points.count(0)


def test_what_is_listed_lies_in_the_span_that_it_is_of_and_the_last_of_it_is_the_last() -> None:
    for record in whole("Gym pass", start_date=DAY, end_date=DAY, visits=listed(date=DAY), last_visit=DAY):
        days = [visit["date"] for visit in record["visits"]]
        assert record["start_date"] <= min(days)
        assert max(days) <= record["end_date"]
        assert record["last_visit"] == max(days)


def test_a_visit_is_over_on_its_day_and_the_next_one_comes_later() -> None:
    for record in whole("Check-up", arrived_at=MOMENT, left_at=MOMENT, last_visit=DAY, next_appointment=DAY):
        lasted = datetime.fromisoformat(record["left_at"]) - datetime.fromisoformat(record["arrived_at"])
        assert 0 < lasted.total_seconds() <= 4 * 3600
        assert record["last_visit"] < record["arrived_at"][:10] < record["next_appointment"]


def test_who_applies_had_one_job_after_the_other_before() -> None:
    jobs = listed(employer=TEXT, start_date=DAY, end_date=DAY)
    for record in whole("Job application", applied_on=DAY, experience=jobs):
        moments = [job[end] for job in record["experience"] for end in ("end_date", "start_date")]
        assert [record["applied_on"], *moments] == sorted([record["applied_on"], *moments], reverse=True)


def test_a_flag_says_whether_something_goes_abroad_and_a_flag_for_a_thing_whether_it_is_there() -> None:
    end = document("", ("name", "city", "country"), name=TEXT, city=TEXT, country=TEXT)
    for record in whole("Shipment", sender=end, recipient=end, is_international=FLAG):
        assert record["is_international"] is (record["sender"]["country"] != record["recipient"]["country"])
    trained = document("Member", ("has_personal_trainer",), has_personal_trainer=FLAG, trainer_name=TEXT)
    for record in sampled(trained, 60):
        assert record["has_personal_trainer"] or "trainer_name" not in record


def test_a_state_beside_a_city_is_one_whatever_the_record_is_about() -> None:
    place = document("", ("city", "state", "zip"), city=TEXT, state=TEXT, zip=TEXT)
    bill = {"service_address": place, "meter_number": TEXT, "tariff": TEXT, "usage_kwh": NUMBER}
    states = {record["service_address"]["state"] for record in whole("Electricity bill", **bill)}
    assert not states & {"good", "in operation", "worn"}
    assert "Texas" in states


@pytest.mark.parametrize("step", [0.01, 0.1, 5])
def test_a_number_in_steps_is_one_that_its_name_asks_for(step: float) -> None:
    for record in whole("Gym pass", monthly_fee={"type": "number", "multipleOf": step}):
        assert 10 <= record["monthly_fee"] <= 130
        assert (record["monthly_fee"] / step).is_integer()
