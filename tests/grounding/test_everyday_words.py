"""Requests and pages by strangers' schemas: values in a developer's words, units, what else a page tells."""

from pathlib import Path

import pytest

from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.schema.loading import Schema

TEXT, NUMBER, WHOLE = {"type": "string"}, {"type": "number"}, {"type": "integer"}


def plain(**properties):
    return {"type": "object", "properties": properties}


def one_of(*values):
    return {"type": "string", "enum": list(values)}


def told(kind, description):
    return {**kind, "description": description}


@pytest.fixture(scope="module")
def passes():
    def judge(document, text, label):
        checker = Checker(Schema("request", Path("request.json"), document, "simple", False), Validate())
        return checker.check(text, label).passed

    return judge


LOAN = plain(
    amount=NUMBER,
    rate=told(NUMBER, "Yearly rate as a decimal"),
    term=told(WHOLE, "Years"),
    payments=told(WHOLE, "Number of payments per year"),
)
TRIP = plain(start=TEXT, finish=TEXT, mode=one_of("walking", "bicycling", "driving"))
FORECAST = plain(place=told(TEXT, "City and state, e.g. Denver, CO"), unit=one_of("celsius", "fahrenheit"))
SHOP = plain(query=TEXT, min_price=NUMBER, max_price=NUMBER, sort=one_of("price_asc", "price_desc"))
PERSON = plain(age=WHOLE, weight=NUMBER, gender=one_of("female", "male"))
EXCHANGE = plain(amount=NUMBER, source_currency=TEXT, target_currency=TEXT)
FIGURES = plain(numbers={"type": "array", "items": NUMBER}, measure=one_of("mean", "median", "std"))
PHRASE = plain(phrase=TEXT, source_language=TEXT, target_language=TEXT)
SEAT = plain(day={"type": "string", "format": "date"}, cabin=one_of("economy", "premium_economy"))

PAID = plain(item=TEXT, amount=told(NUMBER, "The amount as a decimal"))
SALE = plain(item=TEXT, percentage=told(NUMBER, "Discount percentage as a decimal"))
RIDE = plain(goal=TEXT, start={"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"})

NEST = plain(box=TEXT, hen_seen={"type": "boolean"}, cold_per_10=NUMBER)

#: Schema, text, true label, and wrong values by property.
REQUESTS = [
    (PAID, "I paid 19.99 for the lamp", {"item": "lamp", "amount": 19.99}, {"amount": 0.1999}),
    (SALE, "19% off the lamp", {"item": "lamp", "percentage": 0.19}, {"percentage": 19}),
    (RIDE, "Goal: the zoo, start: 8:10 AM", {"goal": "the zoo", "start": "08:10"}, {"start": "20:10"}),
    (LOAN, "What would 9,000 at 6% come to over four years, paid monthly?",
     {"amount": 9000, "rate": 0.06, "term": 4, "payments": 12}, {"rate": 0.6, "payments": 52}),
    (TRIP, "How do I get from Pier 9 to Union Square on foot?",
     {"start": "Pier 9", "finish": "Union Square", "mode": "walking"}, {"mode": "driving"}),
    (FORECAST, "Will it snow in Denver tonight? In °C please.",
     {"place": "Denver, CO", "unit": "celsius"}, {"place": "Denver, TX", "unit": "fahrenheit"}),
    (SHOP, "show me kettles under $45, cheapest first",
     {"query": "kettles", "max_price": 45, "sort": "price_asc"}, {"sort": "price_desc", "min_price": 45}),
    (PERSON, "I'm a 41 year old man and weigh 83 kilos.",
     {"age": 41, "weight": 83, "gender": "male"}, {"age": 83, "weight": 41, "gender": "female"}),
    (EXCHANGE, "Change 80 Swiss francs to South Korean won",
     {"amount": 80, "source_currency": "CHF", "target_currency": "KRW"}, {"target_currency": "USD"}),
    (FIGURES, "standard deviation of 12 15 19", {"numbers": [12, 15, 19], "measure": "std"}, {"measure": "mean"}),
    (PHRASE, "Put 'the shop is closed today' from English into Dutch.",
     {"phrase": "the shop is closed today", "source_language": "English", "target_language": "Dutch"},
     {"phrase": "the shop is closed"}),
    (NEST, "Box 7: hen spotted, 1.5/10 eggs cold.", {"box": "7", "hen_seen": True, "cold_per_10": 1.5},
     {"hen_seen": False, "cold_per_10": 10}),
    (NEST, "I couldn't find the hen in box 7.", {"box": "7", "hen_seen": False}, {"hen_seen": True}),
    (SEAT, "a seat in premium economy on 4 May 2025", {"day": "2025-05-04", "cabin": "premium_economy"},
     {"cabin": "economy"}),
]  # fmt: skip


@pytest.mark.parametrize(("document", "text", "label", "wrong"), REQUESTS)
def test_what_people_say_for_a_value_is_read_and_what_they_do_not_say_is_seen(passes, document, text, label, wrong):
    assert passes(document, text, label)
    for name, value in wrong.items():
        assert not passes(document, text, {**label, name: value}), name


def test_a_city_elsewhere_is_another_one(passes):
    assert not passes(FORECAST, "Will it snow in Denver, Iowa? In °C.", {"place": "Denver, CO", "unit": "celsius"})


JOB = plain(title=TEXT, pay=TEXT)
PAGE = (
    "Home > Jobs\n\nBaker\nThree shifts a week\nPay: EUR 19 per hour\n\nWhat you do\nBread and cakes.\n\n"
    "Similar jobs\nButcher, EUR 22 per hour\n"
)


def test_what_a_page_tells_of_other_things_is_no_evidence(passes):
    assert passes(JOB, PAGE, {"title": "Baker", "pay": "EUR 19 per hour"})
    assert not passes(JOB, PAGE, {"title": "Butcher", "pay": "EUR 19 per hour"})


MEETING = plain(day={"type": "string", "format": "date"}, place=TEXT)
THREAD = (
    "Hi Jo,\n\nlet's meet on 9 May 2024 in the annex.\n\nBo\n\nOn 2 May 2024, Jo wrote:\n"
    "> Could you make it on 7 May 2024?\n"
)


def test_a_day_that_a_quoted_mail_proposed_is_outdated(passes):
    assert passes(MEETING, THREAD, {"day": "2024-05-09", "place": "annex"})
    assert not passes(MEETING, THREAD, {"day": "2024-05-07", "place": "annex"})


CARE = plain(patient=TEXT, medicines={"type": "array", "items": TEXT}, day=TEXT, price=TEXT)


def test_doses_titles_clocks_and_currencies_belong_to_no_value(passes):
    text = "Patient: Mr Ola Berg\nDay: Tue 3 Jun 2025, 09:40\nPrice: EUR 35.00 (cash)\nHe takes ramipril 5 mg and iron."
    label = {"patient": "Ola Berg", "medicines": ["ramipril", "iron"], "day": "3 Jun 2025", "price": "35.00"}
    assert passes(CARE, text, label)
    assert not passes(CARE, text, {**label, "day": "8 Jun 2025"})
    assert not passes(CARE, text, {**label, "price": "5.00"})
