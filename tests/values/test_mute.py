"""What hangs together in records of schemas that say nothing themselves, by order and names alone: one test a kind."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.values.conftest import NUMBER, TEXT, document, sampled
from tests.values.test_agreeing import COUNT, DAY, FLAG, MOMENT, one_of

CLOCK: dict[str, Any] = {"type": "string", "format": "time"}


def whole(title: str, **properties: Any) -> list[Any]:
    """Records that have all of some properties."""
    return sampled(document(title, tuple(properties), **properties), 60)


def test_moments_of_which_no_name_tells_the_order_come_as_they_are_listed() -> None:
    for record in whole("Phone repair", received_on=DAY, promised_for=DAY, collected_on=DAY):
        assert record["received_on"] < record["promised_for"]
        assert record["received_on"] < record["collected_on"]


def test_what_begins_comes_first_wherever_it_is_listed() -> None:
    for record in whole("Bill", to=DAY, due_date=DAY, paid_on=DAY, **{"from": DAY}):
        assert record["from"] <= record["to"] <= record["due_date"]
        assert record["from"] <= record["paid_on"]


def test_moments_in_alphabetical_order_are_in_no_other() -> None:
    names = ("batch", "bottled_on", "brand", "brewed_on", "colour")
    records = whole("Beer", **{name: DAY if name.endswith("on") else TEXT for name in names})
    assert any(record["bottled_on"] == record["brewed_on"] for record in records)


def test_what_looks_back_lies_before_the_day_that_is_called_but_a_day() -> None:
    for record in whole("Room booking", date=DAY, booked_on=DAY, cancelled_on=DAY):
        assert record["booked_on"] <= record["cancelled_on"] < record["date"]
    for record in whole("Blood donation", donated_on=DAY, last_donation=DAY):
        assert record["last_donation"] < record["donated_on"]


def test_a_lease_ends_after_what_happens_in_it() -> None:
    for record in whole("Plot", rented_since=DAY, sown_on=DAY, lease_ends=DAY):
        assert record["rented_since"] < record["sown_on"] < record["lease_ends"]


def test_clocks_and_years_come_as_they_are_listed() -> None:
    for record in whole("Concert", doors_open=CLOCK, show_starts=CLOCK, built_in=COUNT, renovated_in=COUNT):
        assert record["doors_open"] <= record["show_starts"]
    year = {**COUNT, "description": "Year"}
    for record in whole("House sale", year_built=year, year_renovated=year):
        assert record["year_built"] <= record["year_renovated"]


def test_a_weekday_is_that_of_its_day() -> None:
    for record in whole("Booking", booked_on=DAY, date=DAY, weekday=TEXT):
        assert record["weekday"] == f"{date.fromisoformat(record['date']):%A}"
    days = one_of("mon", "tue", "wed")
    for record in whole("Class", starts=DAY, ends=DAY, weekday=days, sessions=COUNT):
        first, last = (date.fromisoformat(record[name]) for name in ("starts", "ends"))
        assert record["weekday"] == f"{first:%a}".lower() == f"{last:%a}".lower()
        assert record["sessions"] == (last - first).days // 7 + 1


def test_a_delay_lies_between_the_planned_and_the_actual_moment() -> None:
    delayed = {"arrives": MOMENT, "duration_minutes": COUNT, "actual_arrival": MOMENT, "delayed": FLAG}
    for record in whole("Train journey", departs=MOMENT, **delayed):
        late = datetime.fromisoformat(record["actual_arrival"]) - datetime.fromisoformat(record["arrives"])
        assert (late.total_seconds() > 0) is record["delayed"]
        assert late.total_seconds() < 86400


def test_months_between_two_days_are_those_that_are_said() -> None:
    for record in whole("Savings account", term_months=COUNT, opened=DAY, matures=DAY):
        days = (date.fromisoformat(record["matures"]) - date.fromisoformat(record["opened"])).days
        assert days / 30.4375 == pytest.approx(record["term_months"], abs=0.3)


def test_parts_of_a_count_are_no_more_than_it() -> None:
    for record in whole(
        "Eggs", hens=COUNT, laying_hens=COUNT, eggs_collected=COUNT, eggs_broken=COUNT, eggs_sold=COUNT
    ):
        assert record["laying_hens"] <= record["hens"]
        assert record["eggs_broken"] + record["eggs_sold"] <= record["eggs_collected"]
    for record in whole("House", rooms=COUNT, bedrooms=COUNT, planted_m2=NUMBER, size_m2=NUMBER):
        assert record["bedrooms"] <= record["rooms"]
        assert record["planted_m2"] <= record["size_m2"]


def test_what_is_left_is_the_rest_and_what_is_sold_is_paid() -> None:
    baked = {"loaves_baked": COUNT, "loaves_sold": COUNT, "loaves_left": COUNT, "sold_out": FLAG}
    for record in whole("Bakery", **baked, price_per_loaf=NUMBER, takings=NUMBER):
        assert record["loaves_left"] == record["loaves_baked"] - record["loaves_sold"]
        assert record["sold_out"] is (record["loaves_left"] == 0)
        assert record["takings"] == pytest.approx(record["loaves_sold"] * record["price_per_loaf"], abs=0.011)


def test_two_parts_make_up_a_whole() -> None:
    for record in whole(
        "Exam", pupils=COUNT, written_by=COUNT, absent=COUNT, passed=COUNT, failed=COUNT, pass_rate=NUMBER
    ):
        assert record["written_by"] + record["absent"] == record["pupils"]
        assert record["passed"] + record["failed"] == record["written_by"]
        if record["written_by"]:
            assert record["pass_rate"] == round(100 * record["passed"] / record["written_by"])


def test_years_are_no_parts_and_what_is_to_come_is_none() -> None:
    tops = [record["guests"] < record["max_guests"] for record in whole("Party", guests=COUNT, max_guests=COUNT)]
    assert any(tops)
    assert any(r["planned_trips"] > r["trips"] for r in whole("Trips", trips=COUNT, planned_trips=COUNT))


def test_nothing_is_above_the_most_that_it_may_be() -> None:
    for record in whole("Recipe", rating=NUMBER, max_rating=COUNT):
        assert record["rating"] <= record["max_rating"]
    for record in whole("Exam", max_points=COUNT, best_score=NUMBER, average_score=NUMBER, worst_score=NUMBER):
        assert record["worst_score"] <= record["average_score"] <= record["best_score"] <= record["max_points"]
    for record in whole("Run", fastest_minutes=NUMBER, slowest_minutes=NUMBER):
        assert record["fastest_minutes"] <= record["slowest_minutes"]


def test_a_total_charge_is_no_charge_of_itself() -> None:
    for record in whole(
        "Tool rental", days=COUNT, daily_rate=NUMBER, pickup_date=DAY, return_date=DAY, total_charge=NUMBER
    ):
        assert record["total_charge"] == pytest.approx(record["days"] * record["daily_rate"], abs=0.011)


def test_so_many_tickets_at_a_price_with_the_fee_on_top() -> None:
    seats = {"type": "array", "items": TEXT, "minItems": 1}
    fields = {"tickets": COUNT, "ticket_price": NUMBER, "booking_fee": NUMBER, "total_price": NUMBER}
    for record in whole("Concert", **fields, seats=seats):
        assert record["tickets"] == len(record["seats"])
        cost = record["tickets"] * record["ticket_price"] + record["booking_fee"]
        assert record["total_price"] == pytest.approx(cost, abs=0.011)


def test_what_is_to_pay_and_what_was_paid_is_all_of_it_where_nothing_else_is_said() -> None:
    for record in whole("Repair", parts_cost=NUMBER, labour_cost=NUMBER, total_cost=NUMBER, to_pay=NUMBER):
        assert record["to_pay"] == record["total_cost"]
    for record in whole("Journey", fare=NUMBER, paid=NUMBER, refund=NUMBER):
        assert record["paid"] == record["fare"]
        assert record["refund"] <= record["fare"]


def test_what_is_offered_lies_near_what_is_asked() -> None:
    for record in whole(
        "House sale", asking_price=NUMBER, lowest_offer=NUMBER, highest_offer=NUMBER, sale_price=NUMBER
    ):
        assert record["lowest_offer"] <= record["highest_offer"]
        assert all(0.5 < record[name] / record["asking_price"] < 1.2 for name in ("lowest_offer", "sale_price"))


def test_how_a_match_ended_is_what_was_scored() -> None:
    fields = {"home_team": TEXT, "away_team": TEXT, "home_goals": COUNT, "away_goals": COUNT}
    scorers = {"type": "array", "items": TEXT}
    for record in whole("Match", **fields, result=one_of("win", "draw", "loss"), scorers=scorers):
        home, away = record["home_goals"], record["away_goals"]
        assert record["result"] == ("win" if home > away else "loss" if away > home else "draw")
        assert len(record["scorers"]) <= home + away


def test_a_flag_says_what_a_number_says() -> None:
    temperature = {**NUMBER, "description": "Body temperature in Celsius"}
    for record in whole("Clinic visit", temperature=temperature, has_fever=FLAG):
        assert 34 < record["temperature"] < 42
        assert record["has_fever"] is (record["temperature"] >= 38)
    for record in whole("Run", money_raised=NUMBER, goal=NUMBER, goal_reached=FLAG):
        assert record["goal_reached"] is (record["money_raised"] >= record["goal"])


def test_a_flag_says_what_another_flag_and_a_text_say() -> None:
    dish = {"type": "string", "examples": ["feta salad", "lentil soup", "beef stew", "fruit salad"]}
    records = whole("Recipe", dish=dish, vegan=FLAG, vegetarian=FLAG)
    assert not any(record["vegan"] and not record["vegetarian"] for record in records)
    assert not any(record["vegan"] for record in records if record["dish"] in ("feta salad", "beef stew"))
    assert any(record["vegan"] for record in records)
    level = {**TEXT, "description": "How full the tank is"}
    for record in whole("Henhouse", feed_tank=level, tank_empty=FLAG):
        assert record["tank_empty"] is (record["feed_tank"] == "empty")


def test_the_main_one_is_one_of_the_list() -> None:
    named = {
        "type": "array",
        "minItems": 1,
        "items": {"type": "object", "properties": {"name": TEXT}, "required": ["name"]},
    }
    for record in whole("Recipe", main_ingredient=TEXT, ingredients=named):
        assert record["main_ingredient"] in [item["name"] for item in record["ingredients"]]


def test_a_description_tells_what_was_done_where_a_flag_is_set() -> None:
    medicines = {"type": "array", "items": TEXT, "description": "What was prescribed"}
    records = sampled(document("Clinic visit", ("prescribed",), prescribed=FLAG, medicines=medicines))
    assert not any(record.get("medicines") for record in records if not record["prescribed"])
    assert any(record.get("medicines") for record in records)


def test_what_is_received_ahead_of_what_is_under_way_is_not_there_yet() -> None:
    status = one_of("received", "cooking", "on the way", "delivered", "cancelled")
    records = sampled(document("Order", ("status",), ordered_at=MOMENT, delivered_at=MOMENT, status=status))
    assert {record["status"] for record in records if "delivered_at" in record} == {"delivered"}


def test_an_address_is_that_of_the_one_person_who_is_named() -> None:
    mail = {"type": "string", "format": "email"}
    for record in whole("House sale", estate_agent=TEXT, agent_email=mail):
        last = record["estate_agent"].split(" ")[-1].lower()
        assert not last.isalpha() or not last.isascii() or last in record["agent_email"]


def test_who_is_refused_for_a_reason_is_not_accepted() -> None:
    records = sampled(document("Donation", ("accepted",), accepted=FLAG, reason_refused=TEXT))
    assert not any(record["accepted"] for record in records if "reason_refused" in record)


def test_a_name_that_is_a_noun_names_such_a_thing() -> None:
    named = {**TEXT, "description": "Name of the henhouse"}
    assert all(record["henhouse"].endswith("Henhouse") for record in whole("Egg collection", henhouse=named))


def test_the_last_of_what_has_a_first_comes_after_it() -> None:
    for record in whole("Leave request", requested_on=DAY, first_day=DAY, last_day=DAY):
        assert record["requested_on"] < record["first_day"] < record["last_day"]


def test_who_is_rejected_is_not_approved_by_anybody() -> None:
    status = one_of("requested", "approved", "rejected")
    records = sampled(document("Leave request", ("status",), status=status, approved_by=TEXT, approved_on=DAY))
    assert {record["status"] for record in records if "approved_by" in record} == {"approved"}


def test_who_won_is_whom_the_result_tells() -> None:
    result = one_of("1-0", "0-1", "1/2-1/2")
    fields = {"white": TEXT, "black": TEXT, "result": result, "draw": FLAG}
    for record in sampled(document("Chess game", tuple(fields), **fields, winner=TEXT)):
        assert record["draw"] is (record["result"] == "1/2-1/2")
        side = {"1-0": "white", "0-1": "black"}.get(record["result"])
        assert "winner" not in record or (side and record["winner"] == record[side])


def test_measures_of_one_unit_are_parts_of_each_other() -> None:
    for record in whole("Fish stall", bought_kg=NUMBER, sold_kg=NUMBER, left_kg=NUMBER):
        assert record["bought_kg"] == pytest.approx(record["sold_kg"] + record["left_kg"])
    for record in whole(
        "Flat share", rent=NUMBER, extra_costs=NUMBER, total_rent=NUMBER, room_size_m2=NUMBER, flat_size_m2=NUMBER
    ):
        assert record["total_rent"] == pytest.approx(record["rent"] + record["extra_costs"], abs=0.011)
        assert record["room_size_m2"] <= record["flat_size_m2"]


def test_a_place_is_one_of_those_that_took_part() -> None:
    players = {"type": "array", "items": TEXT, "minItems": 1}
    for record in whole("Quiz", place=COUNT, teams=COUNT, won=FLAG, players=players, team_size=COUNT, captain=TEXT):
        assert record["place"] <= record["teams"]
        assert record["won"] is (record["place"] == 1)
        assert record["team_size"] == len(record["players"])
        assert record["captain"] in record["players"]


def test_a_child_is_a_child_wherever_it_is_named() -> None:
    for record in whole("Swimming course", child=TEXT, born=DAY, age=COUNT, first_lesson=DAY):
        assert 5 <= record["age"] <= 16
