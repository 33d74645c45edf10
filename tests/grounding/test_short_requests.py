"""Requests to functions in a sentence: a kind of fault each, with the right arguments and wrong ones beside them."""

import pytest

from tests.grounding.conftest import BOOLEAN, NUMBER, TEXT, WHOLE, one_of, told


def some(item):
    return {"type": "array", "items": item}


SHOP = {"item": TEXT, "quantity": WHOLE}
JOB = {"task": TEXT, "hour": WHOLE, "minute": WHOLE}
PERSONS = {"title": TEXT, "attendees": some(TEXT)}
FLAGS = {"pod": TEXT, "rollback_on_failure": BOOLEAN}
SPREAD = {"numbers": some(NUMBER), "sample": told(BOOLEAN, "True for a sample, false for the whole population")}
AREA = {"a": told(WHOLE, "Coefficient of x^2"), "b": told(WHOLE, "Coefficient of x"), "c": told(WHOLE, "Constant term")}
TRADE = {"purchase_price": NUMBER, "sale_price": NUMBER}
FEE = {"square_feet": NUMBER, "fee": told(NUMBER, "Monthly fee per square foot")}
RANKED = {"task": TEXT, "priority": told(WHOLE, "1 highest to 5 lowest")}
WEEK = {"team": TEXT, "days": some(one_of("Mon", "Tue", "Wed", "Thu", "Fri"))}


@pytest.mark.parametrize(
    ("properties", "text", "right", "wrong"),
    [
        ({"location": TEXT}, "lawsuits in Denver, Colorado", {"location": "Denver, CO"}, {"location": "Denver, CT"}),
        ({"location": TEXT}, "trials in Houston TX?", {"location": "Houston, TX"}, {"location": "Dallas, TX"}),
        ({"state": TEXT}, "the tax in California", {"state": "CA"}, {"state": "WA"}),
        ({"city": TEXT}, "a room in NYC", {"city": "New York"}, {"city": "Chicago"}),
        ({"timezone": TEXT}, "at nine Berlin time", {"timezone": "Europe/Berlin"}, {"timezone": "Europe/Paris"}),
        ({"body": TEXT}, "filed with the European Union", {"body": "EU"}, {"body": "UN"}),
        ({"unit": one_of("km", "au")}, "how many astronomical units", {"unit": "au"}, {"unit": "km"}),
        ({"unit": one_of("Da", "kDa")}, "the mass in kilodaltons", {"unit": "kDa"}, {"unit": "Da"}),
        ({"region": one_of("Europe", "Asia")}, "European funds only", {"region": "Europe"}, {"region": "Asia"}),
        ({"date": told(TEXT, "MM-DD")}, "born on the 9th of April", {"date": "04-09"}, {"date": "09-04"}),
        (SHOP, "add a green raincoat", {"item": "raincoat", "quantity": 1}, {"item": "raincoat", "quantity": 2}),
        (SHOP, "a dozen eggs please", {"item": "eggs", "quantity": 12}, {"item": "eggs", "quantity": 1}),
        ({"chord": TEXT, "inversion": WHOLE}, "C minor, second inversion", {"chord": "C minor", "inversion": 2}, None),
        ({"dilution": WHOLE}, "with a fivefold dilution", {"dilution": 5}, {"dilution": 4}),
        ({"size": WHOLE}, "the determinant of a 3x3 matrix", {"size": 3}, {"size": 9}),
        ({"capacitance": told(NUMBER, "In farads")}, "a 10 microfarad one", {"capacitance": 0.00001}, None),
        ({"budget": told(NUMBER, "Budget in millions")}, "spend 100 million", {"budget": 100}, {"budget": 10}),
        (
            FEE,
            "980 square feet at 62 cents a foot",
            {"square_feet": 980, "fee": 0.62},
            None,
        ),
        (RANKED, "water the lawn, top priority", {"task": "water the lawn", "priority": 1}, None),
        (
            JOB,
            "mow the lawn at half past two in the morning",
            {"task": "mow the lawn", "hour": 2, "minute": 30},
            {"task": "mow the lawn", "hour": 3, "minute": 30},
        ),
        (
            PERSONS,
            "schedule lunch with Priya",
            {"title": "lunch with Priya", "attendees": ["Priya"]},
            {"title": "lunch with Priya", "attendees": ["Lena"]},
        ),
        (
            FLAGS,
            "ship web-1 and roll back if something breaks",
            {"pod": "web-1", "rollback_on_failure": True},
            {"pod": "web-1", "rollback_on_failure": False},
        ),
        (
            SPREAD,
            "the population spread of 4, 8 and 15",
            {"numbers": [4, 8, 15], "sample": False},
            {"numbers": [4, 8, 15], "sample": True},
        ),
        ({"clockwise": BOOLEAN}, "turn it counterclockwise", {"clockwise": False}, {"clockwise": True}),
        ({"air_drag": BOOLEAN}, "and ignore air drag", {"air_drag": False}, {"air_drag": True}),
        ({"skip_tests": BOOLEAN}, "run it and skip the tests", {"skip_tests": True}, {"skip_tests": False}),
        ({"explicit": BOOLEAN}, "some music, nothing explicit", {"explicit": False}, {"explicit": True}),
        ({"notify_team": BOOLEAN}, "move it and let everyone know", {"notify_team": True}, {"notify_team": False}),
        ({"detach": told(BOOLEAN, "In the background")}, "start it in the background", {"detach": True}, None),
        (
            {"event": TEXT, "include_causes": BOOLEAN},
            "when was the Peace of Prague signed and why?",
            {"event": "Peace of Prague", "include_causes": True},
            {"event": "Peace", "include_causes": True},
        ),
        (
            WEEK,
            "standup of Atlas, Monday to Thursday",
            {"team": "Atlas", "days": ["Mon", "Tue", "Wed", "Thu"]},
            {"team": "Atlas", "days": ["Mon", "Thu"]},
        ),
        (
            {"hours": NUMBER, "overtime_hours": NUMBER},
            "80 hours plus 6 hours overtime",
            {"hours": 80, "overtime_hours": 6},
            {"hours": 6, "overtime_hours": 80},
        ),
    ],
)
def test_what_people_say_in_a_sentence_is_read(passes, properties, text, right, wrong):
    assert passes(properties, text, right)
    assert wrong is None or not passes(properties, text, wrong)


@pytest.mark.parametrize(
    ("properties", "text", "right", "wrong"),
    [
        (AREA, "solve 2x^2 + 5x - 3 = 0", {"a": 2, "b": 5, "c": -3}, {"a": 5, "b": 2, "c": -3}),
        (
            TRADE,
            "bought at 20 bucks, sold at 25",
            {"purchase_price": 20, "sale_price": 25},
            {"purchase_price": 25, "sale_price": 20},
        ),
        (
            {"old_value": NUMBER, "new_value": NUMBER},
            "rent went from 1150 to 1240",
            {"old_value": 1150, "new_value": 1240},
            {"old_value": 1240, "new_value": 1150},
        ),
        (
            {"mass": NUMBER, "volume": NUMBER},
            "a block of 45 kg that takes up 15 cubic meters",
            {"mass": 45, "volume": 15},
            {"mass": 15, "volume": 45},
        ),
        (
            {"player": TEXT, "item": TEXT},
            "give Steve_99 a diamond sword",
            {"player": "Steve_99", "item": "diamond sword"},
            {"player": "diamond sword", "item": "Steve_99"},
        ),
        (
            {"dish": TEXT, "dietary": some(TEXT)},
            "a gluten free and vegan lasagna",
            {"dish": "lasagna", "dietary": ["gluten free", "vegan"]},
            {"dish": "gluten free", "dietary": ["lasagna", "vegan"]},
        ),
    ],
)
def test_what_words_and_units_beside_values_tell_apart_is_not_exchanged(passes, properties, text, right, wrong):
    assert passes(properties, text, right)
    assert not passes(properties, text, wrong)


FOOD = {"food": TEXT, "nutrients": some(one_of("protein", "fat", "fiber"))}


@pytest.mark.parametrize(
    ("properties", "text", "right", "wrong"),
    [
        (
            FOOD,
            "how much protein and fat is in salmon?",
            {"food": "salmon", "nutrients": ["protein", "fat"]},
            {"food": "salmon", "nutrients": ["protein"]},
        ),
        (
            {"attendees": some(TEXT)},
            "a call with Lena and Marcus on Zoom",
            {"attendees": ["Lena", "Marcus"]},
            {"attendees": ["Lena"]},
        ),
        ({"symbols": some(TEXT)}, "AAPL and NVDA over a year", {"symbols": ["AAPL", "NVDA"]}, {"symbols": ["AAPL"]}),
        ({"numbers": some(NUMBER)}, "sort 9, 4 and 12 by size", {"numbers": [9, 4, 12]}, {"numbers": [9, 4]}),
        (
            {"ingredients": some(TEXT), "servings": WHOLE},
            "a pie with mushrooms, spinach and cheese for 4",
            {"ingredients": ["mushrooms", "spinach", "cheese"], "servings": 4},
            {"ingredients": ["mushrooms", "spinach"], "servings": 4},
        ),
        (
            {"items": some(TEXT), "counts": some(WHOLE)},
            "order 2 loaves of bread and 3 bottles of milk",
            {"items": ["loaves of bread", "bottles of milk"], "counts": [2, 3]},
            {"items": ["loaves of bread", "bottles of milk"], "counts": [3, 2]},
        ),
        ({"years": some(WHOLE)}, "from 1660 to 1670", {"years": [1660, 1670]}, {"years": [1660]}),
        (
            {"team": TEXT, "league": TEXT},
            "how do the Boston Bruins stand in the NHL",
            {"team": "Boston Bruins", "league": "NHL"},
            {"team": "Bruins", "league": "NHL"},
        ),
    ],
)
def test_lists_and_names_are_whole(passes, properties, text, right, wrong):
    assert passes(properties, text, right)
    assert not passes(properties, text, wrong)


PATENTS = {"company": TEXT, "status": one_of("granted", "pending"), "year": WHOLE}
EVENT = {"title": TEXT, "minutes": WHOLE, "day": TEXT}


@pytest.mark.parametrize(
    ("properties", "text", "full", "lacking"),
    [
        (PATENTS, "pending patents of Nokia", {"company": "Nokia", "status": "pending"}, "status"),
        (PATENTS, "patents of Nokia from 2012", {"company": "Nokia", "year": 2012}, "year"),
        (EVENT, "put a review for 45 minutes", {"title": "review", "minutes": 45}, "minutes"),
        (EVENT, "put a review on friday", {"title": "review", "day": "friday"}, "day"),
        ({"food": TEXT, "organic": BOOLEAN}, "find organic salmon", {"food": "salmon", "organic": True}, "organic"),
    ],
)
def test_what_a_request_says_is_not_left_out(passes, properties, text, full, lacking):
    assert passes(properties, text, full)
    assert not passes(properties, text, {name: value for name, value in full.items() if name != lacking})


@pytest.mark.parametrize(
    ("properties", "text", "label"),
    [
        # the default may be left out, and what is denied; words for two values name none
        (
            {"food": TEXT, "unit": {**one_of("grams", "ounces"), "default": "grams"}},
            "weigh the rice in grams",
            {"food": "rice"},
        ),
        (
            {"company": TEXT, "status": one_of("granted", "pending")},
            "Nokia's patents, not pending",
            {"company": "Nokia"},
        ),
        ({"food": TEXT, "meal": one_of("lunch", "dinner")}, "salmon for lunch or dinner", {"food": "salmon"}),
        ({"note": TEXT, "size": WHOLE}, "[14:28:06] note from the gate", {"note": "from the gate"}),  # a line of a log
        ({"note": TEXT, "size": WHOLE}, "Sep 19 19:05:59 relay[894]: note=gate", {"note": "gate"}),
        ({"note": TEXT, "size": WHOLE}, '12:04:51 INFO note: note="gate"', {"note": "gate"}),
        ({"place": TEXT, "pickup": BOOLEAN}, "pizza from Tony's, delivered", {"place": "Tony's"}),
        ({"name": TEXT, "salary": NUMBER, "years": WHOLE}, "Ida wants 36500 a year", {"name": "Ida", "salary": 36500}),
        ({"note": TEXT, "held_on": TEXT}, "Note of July 22, 2022\\n we got three", {"note": "we got three"}),
    ],
)
def test_what_need_not_be_told_may_be_left_out(passes, properties, text, label):
    assert passes(properties, text, label)


def test_a_listed_value_that_is_no_word_is_looked_for_behind_no_list(passes):
    """An enumeration may hold numbers beside words; only words are said in other ways."""
    rooms = {"rooms": some({"enum": [4, "gym", "balcony"]})}
    assert passes(rooms, "we want a gym and 4 for sure", {"rooms": ["gym", 4]})
    assert not passes(rooms, "we want a gym and a balcony for sure", {"rooms": ["gym"]})
