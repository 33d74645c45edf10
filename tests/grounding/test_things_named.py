"""What people name for listed values and booleans, and parts of times, places in a row, bare hours in requests."""

import pytest

from edgejson.grounding.spelled import spelled
from tests.grounding.conftest import BOOLEAN, NUMBER, TEXT, WHOLE, one_of


def some_of(*values):
    return {"type": "array", "items": one_of(*values)}


SPENDING = one_of("food", "transport", "lodging", "utilities")
PRIORITY = one_of("low", "medium", "high")
INTENSITY = one_of("light", "moderate", "vigorous")
CABIN = one_of("economy", "premium", "business", "first")


@pytest.mark.parametrize(
    ("name", "schema", "text", "value", "other"),
    [
        ("category", SPENDING, "put down 14.20 for a taxi home", "transport", "food"),
        ("category", SPENDING, "ramen with Ken, 31 bucks", "food", "lodging"),
        ("priority", PRIORITY, "water the ferns, no rush at all", "low", "high"),
        ("intensity", INTENSITY, "rowed for an hour, absolutely brutal", "vigorous", "light"),
        ("seating", one_of("indoor", "outdoor"), "lunch for three on the terrace", "outdoor", "indoor"),
        ("sweetener", one_of("none", "sugar", "honey"), "a flat white without sugar", "none", "sugar"),
        ("unit", one_of("grams", "ounces", "cups"), "had 40g of almonds", "grams", "ounces"),
        ("cabin", CABIN, "fly me to Rome, stock markets permitting, first class", "first", "business"),
        ("to_unit", one_of("feet", "meters"), "how many feet is that", "feet", "meters"),
    ],
)
def test_things_of_a_kind_say_the_kind(passes, name, schema, text, value, other):
    assert passes({name: schema}, text, {name: value})
    assert not passes({name: schema}, text, {name: other})


def test_a_value_means_what_it_means_in_its_list(passes):
    often = "i run every day"
    assert passes({"level": one_of("sedentary", "moderate", "high")}, often, {"level": "high"})
    assert not passes({"priority": PRIORITY}, often, {"priority": "high"})


def test_another_value_of_the_list_by_its_own_name_counts_more(passes):
    assert not passes({"category": SPENDING}, "food for the taxi driver", {"category": "transport"})
    units = one_of("feet", "meters", "miles")
    both = {"from_unit": units, "to_unit": units}
    assert passes(both, "convert 5 foot into meters", {"from_unit": "feet", "to_unit": "meters"})


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("wheelchair_accessible", "my aunt can't do stairs", True),
        ("touchscreen", "a laptop with a touch screen", True),
        ("home_delivery", "does the shop deliver?", True),
        ("no_cutlery", "two bowls of pho, no forks", True),
        ("avoid_tolls", "the way to Lyon without toll roads", True),
        ("unlimited_mileage", "a van with unlimited miles", True),
        ("first_visit", "it's my first time at your clinic", True),
        ("explicit", "a workout mix, no swearing", False),
        ("gift_wrap", "don't wrap it up", False),
    ],
)
def test_booleans_are_named_by_what_they_are_about(passes, name, text, said):
    assert passes({name: BOOLEAN}, text, {name: said})
    assert not passes({name: BOOLEAN}, text, {name: not said})
    assert not passes({name: BOOLEAN}, "thank you very much", {name: said})


def test_a_denial_of_one_thing_denies_no_other(passes):
    properties = {"decaf": BOOLEAN, "drink": TEXT}
    assert not passes(properties, "a decaf mocha, no sugar", {"drink": "mocha", "decaf": False})
    assert passes(properties, "a decaf mocha, no sugar", {"drink": "mocha", "decaf": True})


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("half a million", [500_000]),
        ("a quarter of a million", [250_000]),
        ("between 300 and 400 thousand", [300_000]),
        ("300-400k", [300_000]),
        ("5 grand", [5000]),
        ("$2m", [2_000_000]),
        ("2m", []),
    ],
)
def test_numbers_take_the_scale_behind_them(text, values):
    assert [value for value, _, _ in spelled(text)] == values


@pytest.mark.parametrize(
    ("name", "schema", "text", "value", "other"),
    [
        ("hour", WHOLE, "wake me at 6:45", 6, 45),
        ("minute", WHOLE, "wake me at 6:45", 45, 6),
        ("grade", WHOLE, "books for my fourth grader", 4, 1),
        ("amount", NUMBER, "pay 84.17 by the 20th", 84.17, 20),
        ("guests", WHOLE, "three of us at eight o'clock", 3, 8),
        ("days_per_week", WHOLE, "training twice a week", 2, 7),
        ("days_per_week", WHOLE, "training 4 days a week", 4, 7),
        ("max_stops", WHOLE, "direct to Oslo please", 0, 1),
        ("extra_shots", WHOLE, "a latte with an extra shot", 1, 2),
        ("minutes", WHOLE, "water it for a quarter of an hour", 15, 4),
        ("days", WHOLE, "plan a lazy week in Crete", 7, 1),
        ("alert_minutes_before", WHOLE, "tell me an hour before", 60, 1),
        ("budget_max", NUMBER, "no more than two hundred", 200, 2),
        ("start", TEXT, "monday 2 to 3pm", "14:00", "15:00"),
        ("base", TEXT, "change 75 quid into yen", "GBP", "USD"),
    ],
)
def test_numbers_and_times_as_people_say_them(passes, name, schema, text, value, other):
    assert passes({name: schema}, text, {name: value})
    assert not passes({name: schema}, text, {name: other})


def test_a_bare_hour_may_be_in_either_half_of_the_day(passes):
    properties = {"day": TEXT, "time": TEXT}
    assert passes(properties, "sunday at 3 with Ann", {"day": "sunday", "time": "15:00"})
    assert not passes(properties, "sunday at 3 with Ann", {"day": "sunday", "time": "16:00"})


def test_a_count_is_of_what_stands_behind_it(passes):
    properties = {"adults": WHOLE, "children": WHOLE, "bags": WHOLE}
    assert passes(properties, "2 adults and 1 child", {"adults": 2, "children": 1})
    assert not passes(properties, "2 adults and 1 child", {"adults": 1, "children": 1})
    label = {"adults": 2, "children": 1, "bags": 1}
    assert passes(properties, "2 adults and a kid, one checked bag", label)


def test_some_of_us_are_not_all_of_us(passes):
    properties = {"party_size": WHOLE, "time": TEXT}
    label = {"party_size": 6, "time": "8pm"}
    assert passes(properties, "a table for six at 8pm, two of us are vegetarian", label)
    assert not passes(properties, "a table at 8pm for the two of us", label)


LIST = {"type": "array", "items": TEXT}


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a pizza with ham & olives", ["ham", "olives"]),
        ("order pad thai, two spring rolls and a cola", ["pad thai", "spring rolls", "cola"]),
        ("rye bread and two pints of milk", ["rye bread", "milk"]),
        ("pixel 8 vs iphone 15", ["pixel 8", "iphone 15"]),
    ],
)
def test_items_as_people_join_them(passes, text, items):
    assert passes({"items": LIST}, text, {"items": items})


def test_an_item_is_left_out_or_is_another_fields(passes):
    properties = {"exclude": LIST, "max_minutes": WHOLE, "interests": some_of("food", "beaches", "museums")}
    assert passes(properties, "no nuts, under 30 minutes", {"exclude": ["nuts"], "max_minutes": 30})
    assert not passes(properties, "without nuts or figs", {"exclude": ["nuts"]})
    assert passes(properties, "we like beaches and good food", {"interests": ["beaches", "food"]})
    assert not passes(properties, "we like beaches, museums and food", {"interests": ["beaches", "food"]})


def test_a_verb_at_the_start_names_no_field(passes):
    properties = {"recipient": TEXT, "message": TEXT}
    label = {"recipient": "Anna", "message": "the bus is late"}
    assert passes(properties, "message Anna that the bus is late", label)
    assert not passes(properties, "message: Anna\nrecipient: Bo", {"recipient": "Anna", "message": "Bo"})


def test_the_plural_of_a_name_behind_a_value_claims_nothing(passes):
    properties = {"song": TEXT, "genre": TEXT}
    assert passes(properties, "ten synth pop songs", {"genre": "synth pop"})
