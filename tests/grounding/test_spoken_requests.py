"""Requests to functions as people speak: spelled numbers, other units, a word for several days, implied booleans."""

import pytest

from edgejson.grounding.spelled import spelled
from tests.grounding.conftest import BOOLEAN, NUMBER, TEXT, WHOLE, one_of, told

DAYS = {"type": "array", "items": {"type": "string", "enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("one hundred and twelve", [112]),
        ("between four and five", [4, 5]),
        ("three million two hundred thousand and six", [3_200_006]),
        ("two and a half cups, 4 and a quarter pints", [2.5, 4.25]),
        ("one and a half million", [1_500_000]),
        ("six point oh", [6]),
        ("zero point five, three point one four", [0.5, 3.14]),
        ("5x^2 - 8 = 2x", [-8]),
        ("9 - 4", []),
        ("a hundred dogs and a cat", [100]),
    ],
)
def test_spelled_numbers_are_read_whole(text, values):
    assert [value for value, _, _ in spelled(text)] == values


LENGTH = {"minutes": told(WHOLE, "How long")}
RANGE = {"range_km": told(NUMBER, "How far at most")}
MASS = {"mass": told(NUMBER, "Mass in grams")}
TERM = {"months": told(WHOLE, "Term of the lease")}
STAY = {"opens": told(TEXT, "Opening time, HH:MM"), "closes": told(TEXT, "Closing time, HH:MM")}


@pytest.mark.parametrize(
    ("properties", "text", "right", "wrong"),
    [
        ({"crowd": NUMBER}, "We expect a crowd of four hundred and fifty", {"crowd": 450}, {"crowd": 400}),
        ({"share": NUMBER}, "Lower the share to six and a half", {"share": 6.5}, {"share": 6}),
        (LENGTH, "Keep the oven on for an hour and a half", {"minutes": 90}, {"minutes": 60}),
        (LENGTH, "Book the hall for 3 hours", {"minutes": 180}, {"minutes": 3}),
        (LENGTH, "Block 13:15-14:00 in my diary", {"minutes": 45}, {"minutes": 15}),
        (RANGE, "Look for garages within 900 meters", {"range_km": 0.9}, {"range_km": 900}),
        (MASS, "Take 1.2 kg of flour", {"mass": 1200}, {"mass": 1.2}),
        (TERM, "We sign for two years", {"months": 24}, {"months": 2}),
        ({"days": DAYS}, "water the lawn at the weekend", {"days": ["sat", "sun"]}, {"days": ["sat"]}),
        ({"days": DAYS}, "gym on workdays", {"days": ["mon", "tue", "wed", "thu", "fri"]}, {"days": ["mon", "fri"]}),
        ({"days": DAYS}, "choir on wednesdays", {"days": ["wed"]}, {"days": ["thu"]}),
        (STAY, "The shop is open 8:30-17:00", {"opens": "08:30", "closes": "17:00"}, {"opens": "17:00"}),
        ({"at": told(TEXT, "Time, HH:MM")}, "ring at 5:10 in the evening", {"at": "17:10"}, {"at": "05:10"}),
        ({"glow": told(WHOLE, "Glow in percent")}, "glow at 30 for 45 seconds", {"glow": 30}, {"glow": 45}),
        ({"party_size": WHOLE}, "a booth for me and five friends", {"party_size": 6}, {"party_size": 5}),
        ({"height_m": NUMBER}, "she is five foot ten", {"height_m": 1.78}, {"height_m": 5.1}),
        ({"at": told(TEXT, "Time")}, "call me at 6 in the evening", {"at": "6:00 PM"}, {"at": "6:00 AM"}),
        ({"day": told(TEXT, "Day")}, "on the 3rd of May 2024", {"day": "May 3, 2024"}, {"day": "May 5, 2024"}),
        ({"country": told(TEXT, "Country code")}, "news from Norway", {"country": "NO"}, {"country": "DK"}),
        ({"mode": one_of("lock", "unlock")}, "is the door locked? lock it", {"mode": "lock"}, {"mode": "unlock"}),
    ],
)
def test_said_in_other_words(passes, properties, text, right, wrong):
    assert passes(properties, text, right)
    assert not passes(properties, text, wrong)


@pytest.mark.parametrize(
    ("name", "description", "text", "said"),
    [
        ("nonstop", "Only without a stop", "trains to Ghent with no changes", True),
        ("active", "Whether it may log in", "open an account for Ed, but leave it disabled", False),
        ("pickup", "Collect instead of delivery", "have it delivered to the office", False),
        ("sorted", "Alphabetical order", "list them in alphabetical order", True),
        ("archived", "Also attachments", "export my mail including attachments", True),
        ("archived", "Also attachments", "export my mail without attachments", False),
    ],
)
def test_implied_booleans(passes, name, description, text, said):
    properties = {name: told(BOOLEAN, description)}
    assert passes(properties, text, {name: said})
    assert not passes(properties, text, {name: not said})
    assert not passes(properties, "do it for me please", {name: said})


@pytest.mark.parametrize("name", ["urgent", "direct", "shuffle", "round_trip"])
@pytest.mark.parametrize("layout", ["| To | {} |\n|---|---|\n| Oslo | no |", "To: Oslo\n{}: no", "To: Oslo. {} - no."])
def test_a_name_that_is_a_label_implies_nothing(passes, name, layout):
    text = layout.format(name.replace("_", " ").capitalize())
    properties = {"to": TEXT, name: BOOLEAN}
    assert not passes(properties, text, {"to": "Oslo", name: True})


def test_the_mark_of_an_amount_is_nobodys_name(passes):
    properties = {"amount": NUMBER, "currency": TEXT, "payee": TEXT}
    label = {"amount": 40, "currency": "USD", "payee": "Ravi"}
    assert passes(properties, "Pay $40 to Ravi", label)
    assert not passes(properties, "Pay $40 to Ravi", label | {"currency": "EUR"})


def test_a_title_tells_who_is_who(passes):
    properties = {"doctor": TEXT, "patient": TEXT}
    assert passes(properties, "my son Max sees Dr. Ito on Friday", {"doctor": "Dr. Ito", "patient": "Max"})
    assert not passes(properties, "my son Max sees Dr. Ito on Friday", {"doctor": "Max", "patient": "Dr. Ito"})


def test_what_is_converted_stands_behind_its_number(passes):
    properties = {"value": NUMBER, "from_unit": TEXT, "to_unit": TEXT}
    text = "how many litres are 3 gallons"
    assert passes(properties, text, {"value": 3, "from_unit": "gallons", "to_unit": "litres"})
    assert not passes(properties, text, {"value": 3, "from_unit": "litres", "to_unit": "gallons"})


def test_an_exponent_is_no_coefficient(passes):
    assert not passes({"a": WHOLE, "b": WHOLE}, "solve 7x^2 + 5x = 0", {"a": 2, "b": 5})
    assert passes({"a": WHOLE, "b": WHOLE}, "solve 7x^2 + 5x = 0", {"a": 7, "b": 5})


def test_a_rate_and_a_pronoun_are_no_counts(passes):
    stay = {"nights": WHOLE, "rate": NUMBER}
    assert passes(stay, "4 nights at no more than 180 a night", {"nights": 4, "rate": 180})
    assert passes({"party_size": WHOLE}, "a table for five, one of us is vegan", {"party_size": 5})


def test_one_more_number_behind_a_list(passes):
    numbers = {"values": {"type": "array", "items": NUMBER}, "bins": WHOLE}
    text = "a chart of 4, 8, 15 and 16 with 3 bins"
    assert passes(numbers, text, {"values": [4, 8, 15, 16], "bins": 3})
    assert not passes(numbers, text, {"values": [4, 8, 15], "bins": 3})


SLIP = """OAK LANE BOOKS
14 Mill Road
Hexham NE46 1AA
02/05/2023 10:11
MAPS 6.40
PENS 3.10
TOTAL 9.50
CARD 9.50
POINTS EARNED 95
BALANCE POINTS 1,204"""


@pytest.mark.parametrize(
    ("company", "address", "total", "right"),
    [
        ("OAK LANE BOOKS", "14 Mill Road, Hexham NE46 1AA", "9.50", True),
        ("OAK LANE BOOKS", "14 Mill Road, Hexham NE46 1AA", "1,204", False),  # points are no money
        ("14 Mill Road, Hexham NE46 1AA", "OAK LANE BOOKS", "9.50", False),
    ],
)
def test_a_slip_of_a_shop(passes, company, address, total, right):
    properties = {"company": TEXT, "date": TEXT, "address": TEXT, "total": TEXT}
    label = {"company": company, "date": "02/05/2023", "address": address, "total": total}
    assert passes(properties, SLIP, label) is right
