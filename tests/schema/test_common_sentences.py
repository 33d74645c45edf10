"""Sentences about records of usual kinds: which a schema without annotations gets, and that texts made of them pass."""

import re
from random import Random

import pytest

from edgejson.checks import Checker
from edgejson.params.whole import load
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import schema_of
from edgejson.text import Renderer
from edgejson.values import compile_sampler

SETTINGS = load()
WORD, NUMBER, DAY = (
    {"type": "string"},
    {"type": "integer", "minimum": 1, "maximum": 9},
    {"type": "string", "format": "date"},
)


def record(title, **properties):
    return {"title": title, "type": "object", "properties": properties, "required": list(properties)[:1]}


BOOKING = record("rent_bike", shop=WORD, seats=NUMBER, date=DAY, helmets_included={"type": "boolean"})
CLUB = record(
    "Chess club", name=WORD, district=WORD, members=NUMBER, kind={"enum": ["club", "school"], "type": "string"}
)
PAYMENT = record(
    "pay invoice", amount={"type": "number"}, currency={"enum": ["EUR", "USD"], "type": "string"}, payee=WORD
)


def sentences(document):
    return [frame.source for frame in FieldMap(document).field(()).sentences]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (BOOKING, "rent a bike[ from {shop}][ for {seats} people][ on {date}]"),
        (BOOKING, "Helmets are {helmets_included?included|not included}."),
        (CLUB, "{name} is a {kind}[ in the {district} area]."),
        (PAYMENT, "pay {amount} {currency}[ to {payee}]"),
    ],
)
def test_a_usual_record_is_told_as_people_would(document, said):
    assert any(said in source for source in sentences(document))


def test_values_of_another_type_have_no_role():
    said = sentences(record("Trip", date={"type": "integer"}, to={"type": "boolean"}))
    assert said == ["The date is {date}."]


def test_words_that_name_another_property_are_avoided():
    said = sentences(record("Trip", to=WORD, delivery=WORD, address=WORD))
    assert "The delivery goes to {address}." not in said
    assert "The delivery goes to {address}." in sentences(record("Trip", address=WORD))
    assert not any("a table" in source for source in sentences(record("book_table", table=WORD, time=WORD)))


@pytest.mark.parametrize(("title", "ordered"), [("book_review", True), ("bookReview", True), ("Book review", False)])
def test_a_verb_that_is_a_noun_too_orders_in_the_names_of_functions(title, ordered):
    assert any("book a review" in source.lower() for source in sentences(record(title, date=DAY))) is ordered


SWITCH, LIST = {"type": "boolean"}, {"type": "array", "items": WORD}
KINDS = {"enum": ["road", "mountain"]}


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ({"pupil": WORD, "can_swim": SWITCH}, "{pupil} {can_swim?is able to swim|is not able to swim}."),
        ({"will_keep_hens": SWITCH}, "It {will_keep_hens?is going to keep hens|is not going to keep hens}."),
        ({"guest": WORD, "attending": SWITCH}, "They {attending?are attending|are not attending}."),
        ({"guest": WORD, "needs_shuttle": SWITCH}, "They {needs_shuttle?need a shuttle|do not need a shuttle}."),
        ({"reward_offered": SWITCH}, "{reward_offered?A reward is|No reward is} offered."),
        ({"water_shut_off": SWITCH}, "The water is {water_shut_off?shut off|not shut off}."),
        ({"off_leash_allowed": SWITCH}, "Off leash is {off_leash_allowed?allowed|not allowed}."),
        ({"queen_seen": SWITCH}, "The queen was {queen_seen?seen|not seen}."),
        ({"treats": LIST}, "Treats: {treats}."),
        ({"tiers": NUMBER}, "Tiers: {tiers}."),
        ({"collect_by": DAY}, "Collect by {collect_by}."),
        ({"heating": WORD}, "Heating: {heating}."),
        ({"mood": {"enum": ["nervous", "aggressive"]}}, "The mood is {mood}."),
        ({"next_visit": DAY}, "The next visit is on {next_visit}."),
        ({"first_heard": DAY}, "It was first heard on {first_heard}."),
        ({"valid_until": DAY}, "It is valid until {valid_until}."),
        ({"year_bought": NUMBER}, "It was bought in {year_bought}."),
        ({"dog_name": WORD}, "The dog is called {dog_name}."),
        ({"total_due": NUMBER}, "The total due comes to {total_due}."),
        ({"deposit": NUMBER, "landlord": {"type": ["string", "null"]}}, "Deposit {deposit}, landlord {landlord}."),
        ({"type": KINDS}, "It is (a|an) {type} bike."),
        ({"type": {"enum": ["road", "e-bike"]}}, "It is (a|an) {type=e-bike|e-bike}."),
    ],
)
def test_a_property_is_told_as_its_name_wants_it(properties, said):
    assert said in sentences(record("Second-hand bike", **properties))


def test_what_has_a_sentence_of_its_own_is_not_told_as_the_label_is_value():
    said = sentences(record("Visit", dog_name=WORD, next_visit=DAY, heating=WORD, street=WORD, deposit=NUMBER))
    assert not any(re.match(r"The [^{]* is \{(?:dog_name|next_visit|heating)\}", source) for source in said)
    assert not any(", and the " in source or source.startswith("With ") for source in said)


def test_a_paper_about_an_occasion_is_told_as_the_occasion_and_another_paper_as_none():
    assert any("a school trip)[ to {to}]" in said for said in sentences(record("School trip consent form", to=WORD)))
    assert not any("report" in said for said in sentences(record("Lost property report", colour=WORD)))


def test_a_schema_that_says_itself_how_people_put_things_gets_none():
    worded = record("Chess club", name={**WORD, "x-phrases": ["{it} is called {}"]}, district=WORD)
    assert not sentences(worded)


def test_an_object_inside_that_is_like_the_record_has_none():
    nested = {"title": "Part", "type": "object", "properties": {"name": WORD, "colour": WORD, "part": {"$ref": "#"}}}
    fields = FieldMap(nested)
    fields.field(())
    assert fields.field(()).sentences
    assert not fields.field(("part",)).sentences


@pytest.mark.parametrize(("document", "told"), [(BOOKING, "a bike"), (CLUB, " is a "), (PAYMENT, "pay ")])
@pytest.mark.parametrize("register", ["prose", "chat", "email", "transcript"])
def test_texts_made_of_them_pass_all_checks(document, told, register):
    schema = schema_of(document, "usual")
    checker, renderer = Checker(schema, SETTINGS.validation), Renderer(schema, SETTINGS.template.text)
    sampler = compile_sampler(schema, SETTINGS.template.values)
    texts = []
    for seed in range(12):
        value = sampler.sample(Random(seed))
        rendering = renderer.render(value, Random(seed), register)
        verdict = checker.check(rendering.text, value)
        assert verdict.passed, (rendering.text, value, verdict.findings)
        texts.append(rendering.text)
    assert sum(told in text for text in texts) > 2


def test_a_thing_is_told_as_one_of_its_kind_and_nothing_else_is():
    """ "The lock is a padlock", but "the colour is red", "the lock is none" and no "a scissors"."""
    document = record("Bicycle check", owner=WORD, lock=WORD, colour=WORD, tool=WORD)
    document["properties"]["lock"] = {"type": "string", "examples": ["padlock", "D-lock", "none", "old chain"]}
    document["properties"]["tool"] = {"type": "string", "examples": ["spanner", "scissors", "Allen key", "air pump"]}
    document["required"] = list(document["properties"])
    schema = schema_of(document, "check")
    sampler = compile_sampler(schema, SETTINGS.template.values)
    renderer, checker = Renderer(schema, SETTINGS.template.text), Checker(schema, SETTINGS.validation)
    told = []
    for index in range(120):
        value = sampler.sample(Random(index))
        text = renderer.render(value, Random(index), "prose").text
        assert checker.check(text, value).passed, text
        told += re.findall(r"[Tt]he (lock|colour|tool) is (an? )?([^.,\n]+?)(?=, and|\.)", text)
    articles = {value: article for _, article, value in told}
    assert articles["padlock"] == articles["spanner"] == "a "
    assert articles["old chain"] == articles["air pump"] == "an "
    assert not any(articles.get(value) for value in ("none", "scissors", "D-lock", "Allen key"))
    assert not any(article for field, article, _ in told if field == "colour")
