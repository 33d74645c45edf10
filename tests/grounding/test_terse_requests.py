"""Requests as people type them: numbers joined to letters, rates, hours alone, what they mean nothing by."""

import pytest

from tests.grounding.conftest import BOOLEAN, NUMBER, STRING, TEXT, WHOLE, one_of, told

DICE = {"count": told(WHOLE, "Number of dice"), "sides": told(WHOLE, "Sides of a die")}
PRESSURE = {"systolic": WHOLE, "diastolic": WHOLE}
SCREEN = {"height": WHOLE, "width": WHOLE}  # not in the order in which people say them
BOX = {"length_cm": NUMBER, "width_cm": NUMBER, "height_cm": NUMBER}
POINT = {"x1": NUMBER, "y1": NUMBER}
WATERING = {"minutes": WHOLE, "every_days": told(WHOLE, "Repeat every so many days")}
OPENING = {"minutes": WHOLE, "earliest": STRING, "latest": STRING}
SHIFT = {"window_start": STRING, "window_end": STRING}
TRIP = {"speed_kmh": NUMBER, "duration_hours": NUMBER}
STUDY = {"hours_per_day": NUMBER, "duration_days": WHOLE}
FLAT = {"width": NUMBER, "unit": one_of("cm", "in", "mm")}
DAY = {"date": {"type": "string", "format": "date"}, "title": TEXT}


@pytest.mark.parametrize(
    ("properties", "text", "right", "wrong"),
    [
        # numbers that stand against letters or each other, and their order
        (DICE, "please roll 3d8 for me", {"count": 3, "sides": 8}, {"count": 8, "sides": 3}),
        (DICE, "please roll 4d10", {"count": 4, "sides": 10}, {"count": 4, "sides": 1}),
        (PRESSURE, "note down 142/88", {"systolic": 142, "diastolic": 88}, {"systolic": 88, "diastolic": 142}),
        (SCREEN, "crop it to 1600x900", {"width": 1600, "height": 900}, {"width": 900, "height": 1600}),
        (
            BOX,
            "a crate of 80x50x45 cm",
            {"length_cm": 80, "width_cm": 50, "height_cm": 45},
            {"length_cm": 45, "width_cm": 50, "height_cm": 80},
        ),
        (POINT, "mark the point (-4, 7)", {"x1": -4, "y1": 7}, {"x1": 7, "y1": -4}),
        (
            {"home_score": WHOLE, "away_score": WHOLE},
            "we won 4-1",
            {"home_score": 4, "away_score": 1},
            {"home_score": 14},
        ),
        ({"height": told(NUMBER, "Height in metres")}, "she is 1m74 tall", {"height": 1.74}, {"height": 1}),
        ({"hours": NUMBER}, "book 2h30 for it", {"hours": 2.5}, {"hours": 2}),
        (FLAT, "a shelf 30cm wide", {"width": 30, "unit": "cm"}, {"width": 30, "unit": "mm"}),
        (
            {"season": WHOLE, "episode": WHOLE},
            "play Dune s3e9",
            {"season": 3, "episode": 9},
            {"season": 9, "episode": 3},
        ),
        (
            {"minutes": WHOLE, "bonus": WHOLE},
            "a game at 15+20",
            {"minutes": 15, "bonus": 20},
            {"minutes": 20, "bonus": 15},
        ),
        ({"mood": told(WHOLE, "1 to 7")}, "note my mood as 5/7", {"mood": 5}, {"mood": 7}),
        # rates, and parts of an hour
        (TRIP, "rowing 9 km an hour for 2 hours", {"speed_kmh": 9, "duration_hours": 2}, {"speed_kmh": 2}),
        (
            STUDY,
            "learn 3 hours a day for 20 days",
            {"hours_per_day": 3, "duration_days": 20},
            {"hours_per_day": 3, "duration_days": 1},
        ),
        ({"rate": NUMBER, "minutes": WHOLE}, "she takes 30 euros an hour", {"rate": 30}, {"rate": 30, "minutes": 60}),
        ({"hours": NUMBER, "days": WHOLE}, "i walk 2 hours a day", {"hours": 2}, {"hours": 2, "days": 1}),
        ({"minutes": NUMBER}, "ring in an hour and a quarter", {"minutes": 75}, {"minutes": 60}),
        ({"hours": NUMBER}, "the hall for an hour and a half", {"hours": 1.5}, {"hours": 1}),
        ({"duration": STRING}, "swam for 41:07 today", {"duration": "0:41:07"}, {"duration": "0:07:41"}),
        # how often, and none
        ({"repeat": told(WHOLE, "Number of passes")}, "mow the lawn twice", {"repeat": 2}, {"repeat": 3}),
        (
            WATERING,
            "water it 15 minutes every other day",
            {"minutes": 15, "every_days": 2},
            {"minutes": 15, "every_days": 1},
        ),
        ({"stops_max": WHOLE}, "a train to Ghent with no stops", {"stops_max": 0}, {"stops_max": 1}),
        # hours without a half of the day, by what stands ahead of them and at the other end
        (
            OPENING,
            "find 40 minutes, not before 9 and done by 5pm",
            {"minutes": 40, "earliest": "09:00", "latest": "17:00"},
            {"minutes": 40, "earliest": "17:00", "latest": "09:00"},
        ),
        (
            SHIFT,
            "come between 2 and 5pm",
            {"window_start": "14:00", "window_end": "17:00"},
            {"window_start": "02:00", "window_end": "17:00"},
        ),
        (
            SHIFT,
            "come between 10 and 2pm",
            {"window_start": "10:00", "window_end": "14:00"},
            {"window_start": "22:00", "window_end": "14:00"},
        ),
        (
            {"room": TEXT, "on": BOOLEAN},
            "garage lights off",
            {"room": "garage", "on": False},
            {"room": "garage", "on": True},
        ),
        # words for the values that developers list
        (
            {"item": TEXT, "reason": one_of("too_small", "too_big")},
            "the coat is too tight",
            {"item": "coat", "reason": "too_small"},
            {"item": "coat", "reason": "too_big"},
        ),
        (
            {"race": one_of("elf", "orc"), "strength": WHOLE, "agility": WHOLE},
            "an elven scout, str 12 agi 16",
            {"race": "elf", "strength": 12, "agility": 16},
            {"race": "elf", "strength": 16, "agility": 12},
        ),
        # what goes on, and what does not
        ({"replicas": WHOLE}, "scale the shop from 2 to 6 pods", {"replicas": 6}, {"replicas": 2}),
        (
            {"copies": WHOLE, "pages": TEXT},
            "print 4 copies, pages 3-6 only, stapled",
            {"copies": 4, "pages": "3-6"},
            {"copies": 4, "pages": "3"},
        ),
        (
            {"url": TEXT, "sentences": WHOLE},
            "sum up https://reef.example/corals in 4 sentences",
            {"url": "https://reef.example/corals", "sentences": 4},
            {"url": "https://reef.example", "sentences": 4},
        ),
        (
            {"rooms": {"type": "array", "items": TEXT}, "mode": one_of("quiet", "turbo")},
            "sweep the hall and the study once on turbo",
            {"rooms": ["hall", "study"], "mode": "turbo"},
            {"rooms": ["hall"], "mode": "turbo"},
        ),
        (
            {"options": {"type": "array", "items": TEXT}},
            "a poll: Metz, Trier or Namur, anonymous",
            {"options": ["Metz", "Trier", "Namur"]},
            {"options": ["Metz", "Trier"]},
        ),
        # the day on which a request was written
        (
            DAY,
            "4 March 2024\n\nplan lunch with Bo on 19 March 2024",
            {"date": "2024-03-19", "title": "lunch with Bo"},
            {"date": "2024-03-04", "title": "lunch with Bo"},
        ),
    ],
)
def test_terse_requests(passes, properties, text, right, wrong):
    assert passes(properties, text, right)
    assert not passes(properties, text, wrong)


@pytest.mark.parametrize(
    "text",
    [
        "a flat in Ghent for three, I mean something quiet",
        "a flat in Ghent for three. I mean it",
        "a flat in Ghent for three, what I mean is a quiet one",
    ],
)
def test_meaning_something_takes_nothing_back(passes, text):
    properties = {"city": TEXT, "guests": WHOLE}
    assert passes(properties, text, {"city": "Ghent", "guests": 3})
    corrected = "a flat in Ghent for three, I mean four"
    assert not passes(properties, corrected, {"city": "Ghent", "guests": 3})


@pytest.mark.parametrize("said", ["With thanks", "Best regards", "Kind regards", "Thanks a lot"])
def test_greetings_are_no_values(passes, said):
    properties = {"item": TEXT, "note": TEXT}
    text = f"Please order more paper. {said}, Petra"
    assert passes(properties, text, {"item": "paper"})
    assert not passes(properties, text, {"item": "paper", "note": said})
    assert passes(properties, f'Please order more paper, note "{said}"', {"item": "paper", "note": said})


def test_a_currency_is_no_name_of_a_thing(passes):
    line = {"type": "object", "properties": {"name": TEXT, "price": NUMBER}}
    properties = {"total": NUMBER, "currency": TEXT, "items": {"type": "array", "items": line}}
    text = "BAKERY\n\nFudge cake   4.20\nScones       3.10\n\nTOTAL GBP    7.30\n"
    items = [{"name": "Fudge cake", "price": 4.2}, {"name": "Scones", "price": 3.1}]
    assert passes(properties, text, {"total": 7.3, "currency": "GBP", "items": items})
    assert not passes(properties, text, {"total": 7.3, "currency": "Scones", "items": items})
