"""Records of plain schemas that anybody would notice to contradict themselves: one test a kind."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from edgejson.values.coherence.said import bounds_of
from edgejson.values.coherence.stages import stage_of
from tests.values.conftest import NUMBER, TEXT, document, sampled

DAY: dict[str, Any] = {"type": "string", "format": "date"}
MOMENT: dict[str, Any] = {"type": "string", "format": "date-time"}
COUNT: dict[str, Any] = {"type": "integer"}
FLAG: dict[str, Any] = {"type": "boolean"}


def one_of(*values: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


def listed(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "object", "properties": properties, "required": list(properties)[:1]}}


def day(record: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(record[name][:10]) if name in record else None


def test_a_status_leaves_no_trace_of_what_has_not_happened() -> None:
    status = one_of("ordered", "in transit", "delivered", "cancelled")
    records = sampled(
        document("Parcel", ("status",), status=status, orderedAt=MOMENT, deliveredAt=MOMENT, cancelledOn=DAY)
    )
    for record in records:
        assert "deliveredAt" not in record or record["status"] == "delivered", record
        assert "cancelledOn" not in record or record["status"] == "cancelled", record
    assert any("deliveredAt" in record for record in records)
    assert {record["status"] for record in records} == set(status["enum"])


def test_where_something_must_be_there_the_status_allows_it() -> None:
    status = one_of("ordered", "in transit", "delivered")
    for record in sampled(document("Parcel", ("status", "deliveredAt"), status=status, deliveredAt=MOMENT)):
        assert record["status"] == "delivered"


def test_a_deposit_is_paid_ahead_of_all_else() -> None:
    status = one_of("pending", "confirmed", "completed")
    records = sampled(document("Booking", ("status",), status=status, depositPaid=FLAG))
    assert any(record["status"] == "pending" and record.get("depositPaid") for record in records)


@pytest.mark.parametrize(
    ("words", "stage"), [("out for delivery", "under way"), ("payment pending", "waiting"), ("no show", "missed")]
)
def test_the_words_of_a_status_tell_its_stage(words: str, stage: str) -> None:
    assert stage_of(words) == stage


def test_a_flag_that_is_not_set_has_no_details() -> None:
    allergies = {"type": "array", "items": TEXT, "minItems": 1}
    records = sampled(
        document(
            "Sale",
            ("sold", "hasAllergies"),
            sold=FLAG,
            soldOn=DAY,
            buyer=TEXT,
            hasAllergies=FLAG,
            allergies=allergies,
            firstVisit=FLAG,
            lastVisit=DAY,
        )
    )
    for record in records:
        assert record["sold"] or not {"soldOn", "buyer"} & record.keys(), record
        assert record["hasAllergies"] or "allergies" not in record, record
        assert not (record.get("firstVisit") and "lastVisit" in record), record
    assert any(record["sold"] for record in records)


def test_a_shop_that_is_closed_has_no_hours_and_each_day_once() -> None:
    weekday = one_of("Monday", "Tuesday", "Wednesday", "Thursday")
    clock = {"type": "string", "format": "time"}
    hours = listed(day=weekday, opens=clock, closes=clock, closed=FLAG)
    for record in sampled(document("Shop", ("hours",), hours=hours)):
        days = [weekday["enum"].index(one["day"]) for one in record["hours"]]
        assert days == sorted(set(days)), record
        assert all(not one.get("closed") or not {"opens", "closes"} <= one.keys() for one in record["hours"]), record


def test_a_count_is_that_of_its_list_and_no_room_is_overfull() -> None:
    guests = listed(name=TEXT)
    for record in sampled(document("Stay", ("guests",), numGuests=COUNT, guests=guests)):
        assert record.get("numGuests", len(record["guests"])) == len(record["guests"]), record
    steps = document("Class", (), capacity=COUNT, enrolled=COUNT, waitlist=COUNT, spotsLeft=COUNT, fullyBooked=FLAG)
    for record in sampled(steps):
        if {"capacity", "enrolled"} <= record.keys():
            assert record["enrolled"] <= record["capacity"], record
            assert not record.get("waitlist") or record["enrolled"] == record["capacity"], record
            assert record.get("spotsLeft", 0) <= record["capacity"] - record["enrolled"], record
        if {"spotsLeft", "fullyBooked"} <= record.keys():
            assert record["fullyBooked"] is (record["spotsLeft"] == 0), record


def test_who_came_in_first_is_at_the_top_with_the_shortest_time() -> None:
    runners = listed(name=TEXT, position=COUNT, finishTimeMinutes=NUMBER, finished=FLAG)
    for record in sampled(document("Race", ("runners",), runners=runners, winner=TEXT)):
        places = [one["position"] for one in record["runners"] if "position" in one]
        assert places == list(range(1, len(places) + 1)), record
        assert all(one.get("finished", True) or "finishTimeMinutes" not in one for one in record["runners"]), record
        if places and "winner" in record:
            assert record["winner"] == next(one["name"] for one in record["runners"] if "position" in one)


def test_what_is_paid_and_what_is_left_make_the_price() -> None:
    records = sampled(document("Repair", ("totalCost",), totalCost=NUMBER, paid=FLAG, balanceDue=NUMBER))
    for record in records:
        if {"paid", "balanceDue"} <= record.keys():
            assert record["paid"] is (record["balanceDue"] == 0), record
    for record in sampled(document("Camp", ("campFee",), campFee=NUMBER, amountPaid=NUMBER, balance=NUMBER)):
        if {"amountPaid", "balance"} <= record.keys():
            assert record["amountPaid"] + record["balance"] == pytest.approx(record["campFee"], abs=0.01), record


def test_a_total_is_so_many_at_a_price() -> None:
    for record in sampled(
        document("Stay", ("arrival", "departure"), arrival=DAY, departure=DAY, pricePerNight=NUMBER, total=NUMBER)
    ):
        nights = (day(record, "departure") - day(record, "arrival")).days  # type: ignore[operator]
        assert nights > 0, record
        if {"pricePerNight", "total"} <= record.keys():
            assert record["total"] == pytest.approx(nights * record["pricePerNight"], abs=0.01), record


def test_parts_of_a_price_are_parts_of_it() -> None:
    for record in sampled(document("Meal", ("total",), total=NUMBER, tip=NUMBER, deposit=NUMBER)):
        assert record.get("tip", 0) <= 0.25 * record["total"] + 1, record
        assert record.get("deposit", 0) <= 0.5 * record["total"] + 10, record
    for record in sampled(document("Sale", ("originalPrice", "salePrice"), originalPrice=NUMBER, salePrice=NUMBER)):
        assert record["salePrice"] <= record["originalPrice"], record
    for record in sampled(document("Claim", ("amountClaimed",), amountClaimed=NUMBER, amountPaid=NUMBER)):
        assert record.get("amountPaid", 0) <= record["amountClaimed"], record


def test_what_came_back_after_its_day_was_late() -> None:
    loan = document(
        "Loan", ("borrowedOn", "dueOn", "returnedOn"), borrowedOn=DAY, dueOn=DAY, returnedOn=DAY, daysLate=COUNT,
        overdue=FLAG, fine=NUMBER,
    )  # fmt: skip
    lateness = []
    for record in sampled(loan):
        late = max(0, (day(record, "returnedOn") - day(record, "dueOn")).days)  # type: ignore[operator]
        assert record.get("daysLate", late) == late, record
        assert record.get("overdue", late > 0) is (late > 0), record
        assert bool(record.get("fine", late)) is (late > 0), record
        lateness.append(late > 0)
    assert True in lateness
    assert False in lateness


def test_moments_lie_where_their_names_put_them() -> None:
    member = document(
        "Member", ("startDate", "endDate", "plan"), plan=one_of("monthly", "annual"), startDate=DAY, endDate=DAY,
        lastVisit=DAY, dateOfBirth=DAY, age=COUNT,
    )  # fmt: skip
    for record in sampled(member):
        months = (day(record, "endDate") - day(record, "startDate")).days / 30.4  # type: ignore[operator]
        assert months > (11.5 if record["plan"] == "annual" else 0.85), record
        assert record["startDate"] <= record.get("lastVisit", record["startDate"]) <= record["endDate"], record
        if {"dateOfBirth", "age"} <= record.keys():
            years = (day(record, "startDate") - day(record, "dateOfBirth")).days / 365.25  # type: ignore[operator]
            assert abs(years - record["age"]) <= 1.01, record


def test_what_is_said_in_words_is_said_in_numbers() -> None:
    groups = one_of("under 18", "18-39", "40-59", "60+")
    for record in sampled(document("Runner", ("age", "ageGroup"), age=COUNT, ageGroup=groups)):
        low, high = bounds_of(record["ageGroup"]) or (0, 0)
        assert low <= record["age"] <= high, record
    for record in sampled(document("Review", ("rating",), rating=COUNT, wouldRecommend=FLAG)):
        assert record.get("wouldRecommend", record["rating"] > 3) is (record["rating"] > 3), record


def test_a_way_takes_its_time() -> None:
    for record in sampled(document("Fun run", ("distanceKm",), event=TEXT, distanceKm=NUMBER, timeMinutes=COUNT)):
        if "timeMinutes" in record:
            assert 4 < record["timeMinutes"] / record["distanceKm"] < 8.5, record
        if "Half Marathon" in record.get("event", ""):
            assert record["distanceKm"] == 21.1


def test_the_side_that_scored_more_has_won() -> None:
    match = document(
        "Match", ("homeTeam", "awayTeam", "homeGoals", "awayGoals"), homeTeam=TEXT, awayTeam=TEXT, homeGoals=COUNT,
        awayGoals=COUNT, winner=TEXT,
    )  # fmt: skip
    for record in sampled(match):
        ahead = record["homeGoals"] - record["awayGoals"]
        won = record["homeTeam"] if ahead > 0 else record["awayTeam"] if ahead < 0 else None
        assert record.get("winner", won) == won, record


def test_a_trip_ends_some_hours_after_it_began() -> None:
    flight = document(
        "Flight", ("scheduledDeparture", "arrival"), scheduledDeparture=MOMENT, actualDeparture=MOMENT, arrival=MOMENT,
        delayMinutes=COUNT, durationMinutes=COUNT, status=one_of("on time", "delayed"),
    )  # fmt: skip
    for record in sampled(flight):
        out = datetime.fromisoformat(record.get("actualDeparture", record["scheduledDeparture"]))
        lasted = (datetime.fromisoformat(record["arrival"]) - out).total_seconds() / 60
        assert 0 < lasted < 48 * 60, record
        assert record.get("durationMinutes", lasted) == lasted, record
        if {"actualDeparture", "delayMinutes"} <= record.keys():
            late = (out - datetime.fromisoformat(record["scheduledDeparture"])).total_seconds() / 60
            assert late == record["delayMinutes"], record
        assert not (record.get("status") == "on time" and record.get("delayMinutes")), record


def test_children_are_children_and_a_week_is_a_week() -> None:
    child = {
        "type": "object",
        "properties": {"name": TEXT, "birthDate": DAY, "grade": COUNT},
        "required": ["birthDate"],
    }
    week = {"type": "object", "properties": {"from": DAY, "to": DAY}, "required": ["from", "to"]}
    for record in sampled(document("Camp", ("child", "week"), child=child, week=week)):
        years = (day(record["week"], "from") - day(record["child"], "birthDate")).days / 365.25  # type: ignore[operator]
        assert 5 < years < 16, record
        assert abs(record["child"].get("grade", years - 5) - (years - 5)) < 2, record
        assert 4 <= (day(record["week"], "to") - day(record["week"], "from")).days <= 7, record  # type: ignore[operator]


def test_a_mean_is_that_of_its_list_and_people_are_of_their_size() -> None:
    readings = listed(systolic=COUNT)
    body = document("Log", ("readings", "heightCm"), readings=readings, averageSystolic=NUMBER, heightCm=NUMBER,
                    weightKg=NUMBER, bmi=NUMBER)  # fmt: skip
    for record in sampled(body):
        assert 140 <= record["heightCm"] <= 205, record
        values = [one["systolic"] for one in record["readings"]]
        if "averageSystolic" in record:
            assert record["averageSystolic"] == pytest.approx(sum(values) / len(values), abs=0.051), record
        if {"weightKg", "bmi"} <= record.keys():
            assert record["bmi"] == pytest.approx(record["weightKg"] / (record["heightCm"] / 100) ** 2, abs=0.051)


def test_where_there_are_none_nothing_is_theirs() -> None:
    records = sampled(document("Camp", ("siblings",), siblings=COUNT, siblingDiscount=NUMBER))
    assert all(record["siblings"] or "siblingDiscount" not in record for record in records)
    assert any("siblingDiscount" in record for record in records)


def test_all_of_them_are_the_grown_ups_and_the_children() -> None:
    for record in sampled(document("Trip", ("passengers",), passengers=COUNT, adults=COUNT, children=COUNT)):
        if {"adults", "children"} <= record.keys():
            assert record["passengers"] == record["adults"] + record["children"], record


def test_costs_make_the_total_and_a_visit_has_its_end() -> None:
    clock = {"type": "string", "format": "time"}
    visit = document(
        "Repair visit", ("partsCost", "labourCost", "totalDue", "arrived", "left"), partsCost=NUMBER,
        labourCost=NUMBER, totalDue=NUMBER, secondVisitNeeded=FLAG, secondVisitOn=DAY, arrived=clock, left=clock,
    )  # fmt: skip
    for record in sampled(visit):
        assert record["totalDue"] == pytest.approx(record["partsCost"] + record["labourCost"], abs=0.01), record
        assert record["arrived"] < record["left"], record
        assert record.get("secondVisitNeeded", True) or "secondVisitOn" not in record, record


def test_steps_of_days_come_one_after_the_other() -> None:
    steps = ("orderedOn", "deliveredOn", "returnRequestedOn", "returnedOn")
    for record in sampled(document("Return", steps, **dict.fromkeys(steps, DAY))):
        days = [record[step] for step in steps]
        assert days == sorted(set(days)), record
    for record in sampled(
        document("Hive", ("inspectedOn", "previousInspection"), inspectedOn=DAY, previousInspection=DAY)
    ):
        assert record["previousInspection"] < record["inspectedOn"], record


def test_items_are_called_nothing_by_a_property_that_may_hold_an_object() -> None:
    room: dict[str, Any] = {"type": ["string", "object"]}
    drawn = list(sampled(document("Stay", rooms=listed(room=room, beds=COUNT)), 60))
    assert any(isinstance(item["room"], dict) for record in drawn for item in record.get("rooms", []))
