"""Words for values noticed in several texts, slots kept to the value that suits them, he and she."""

import json
from random import Random

import pytest

from edgejson.annotating.noticing import notice
from edgejson.annotating.restricting import Contexts, free
from edgejson.checks import Checker
from edgejson.checks.base import Subject
from edgejson.checks.settings import Validate
from edgejson.pipeline.errors import UserError
from edgejson.schema.fields import FieldMap
from edgejson.schema.frames import Slot, parse
from edgejson.schema.loading import load_schema
from edgejson.text.pronouns import agreeing, turned
from edgejson.values import compile_sampler
from edgejson.values.meaning.seen import is_timed, like_seen, mixed, recombined
from edgejson.values.settings import Values

LOG = {
    "title": "Log entry",
    "type": "object",
    "properties": {
        "room": {"type": "integer"},
        "level": {"type": "string", "enum": ["low", "high"]},
        "resolved": {"type": "boolean"},
    },
    "required": ["room"],
}
PAIRS = [
    ("Room 12. Tap drips. Sorted.", {"room": 12, "resolved": True}),
    ("Room 31, key lost. Let in, sorted.", {"room": 31, "resolved": True}),
    ("Room 40. No heating. Still open.", {"room": 40, "resolved": False}),
    ("Room 18. Lamp out, still open.", {"room": 18, "resolved": False}),
    ("Room 77. Guest came down.", {"room": 77, "resolved": True}),
    ("Room 25. Loud music.", {"room": 25}),
]


@pytest.fixture
def subject(tmp_path):
    path = tmp_path / "log_entry.json"
    path.write_text(json.dumps(LOG))
    return Subject(load_schema(path), Validate())


def test_words_of_several_texts_say_a_boolean_and_those_of_one_text_do_not(subject):
    found = notice(subject, PAIRS)
    assert {side: set(words) for side, words in found.clauses[("resolved",)].items()} == {
        True: {"sorted"},
        False: {"still open"},
    }
    assert not found.once


CARS = {
    "title": "rent_car",
    "type": "object",
    "properties": {
        "city": {"type": "string"},
        "car_class": {"enum": ["small", "family", "luxury"]},
        "days": {"type": "integer"},
    },
    "required": ["city"],
}
RENTED = [
    ("I need a small car in Lisbon for 5 days.", {"city": "Lisbon", "car_class": "small", "days": 5}),
    ("Book a family car in Dublin.", {"city": "Dublin", "car_class": "family"}),
    ("Get me a car in Porto for 3 days please.", {"city": "Porto", "days": 3}),
]


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("Reserve a posh car in Milan for 2 days.", {"car_class": "luxury", "days": 2}, ["posh"]),
        ("A car in Milan, something top notch please.", {"car_class": "luxury"}, []),
        ("Reserve the fanciest car that you have got in Milan.", {"car_class": "luxury"}, ["fanciest"]),
        ("Reserve some fancy wheels in beautiful Milan.", {"car_class": "luxury"}, []),
        ("Reserve a posh car in Milan.", {"car_class": "luxury", "days": 9}, []),
    ],
)
def test_words_of_one_text_are_those_that_stand_where_others_have_the_field(tmp_path, text, label, words):
    path = tmp_path / "rent_car.json"
    path.write_text(json.dumps(CARS))
    subject = Subject(load_schema(path), Validate())
    found = notice(subject, [*RENTED, (text, {"city": "Milan", **label})])
    assert [said for *_, said in found.once] == words


def test_words_that_stand_beside_another_value_too_say_neither(subject):
    other = ("Room 51. Window broken. Sorted.", {"room": 51, "resolved": False})
    assert "sorted" not in notice(subject, [*PAIRS, other]).clauses.get(("resolved",), {}).get(True, {})


def test_what_is_struck_is_not_noticed(subject):
    assert True not in notice(subject, PAIRS, {"sorted"}).clauses[("resolved",)]


def test_the_checks_accept_the_words_then_for_this_value_alone(subject, tmp_path):
    document = notice(subject, PAIRS).told(subject.schema.document)
    path = tmp_path / "told.json"
    path.write_text(json.dumps(document))
    checker = Checker(load_schema(path), Validate())
    assert checker.check("Room 63. Sorted.", {"room": 63, "resolved": True}).passed
    assert not checker.check("Room 63. Sorted.", {"room": 63, "resolved": False}).passed


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("dinner on the {seating=terrace}", "dinner on the {seating=terrace}"),
        ("some {food=Thai} place", "some {food=Greek|Hellenic;Thai} place"),
        ("it is a {price=low|cheap} place", "it is a {price=low|cheap;high|pricey} place"),
        ("at a {price=low|fair price}", "at a {price=low|fair price}"),
        ("a {size=small} bus", "a {size=small;large} bus"),
        ("from {day=monday|Monday}", "from {day=monday|Monday;tuesday|Tuesday;friday|Friday}"),
        ("in {season=spring}", "in {season}"),
        ("{day=friday|Friday} pickup", "{day=monday|Monday;tuesday|Tuesday;friday|Friday} pickup"),
        ("{tone=warm}", "{tone=warm}"),
        ("{tone=warm|Warm} hall, please", "{tone=warm|Cosy;warm|Warm;cool|Cool} hall, please"),
        ("the {colour} {kind=tote_bag|tote bag}", "the {colour} {kind=cap;tote_bag|tote bag;scarf}"),
    ],
)
def test_a_slot_is_for_what_was_seen_beside_its_words(source, made):
    contexts = Contexts(
        [
            "a table on the {seating=terrace}",
            "two seats on the {seating=terrace} please",
            "a {seating=window} table",
            "it is a {food=Thai} place",
            "they are a {food=Greek|Hellenic} place",
            "it is a {price=low|cheap} place",
            "it is a {price=high|pricey} place",
            "rooms at a {price=low|fair price}",
            "a {size=small} bus",
            "a {size=large} bus",
            "I take a {size=medium}",
            "from {day=monday|Monday} on",
            "from {day=tuesday|Tuesday}",
            "in {season=spring}",
            "in {season=summer}",
            "from {day=friday|Friday}",
            "{day=friday|Friday} pickup",
            "in a {tone=warm|cosy} hall",
            "in a {tone=cool} hall",
            "{tone=warm}",
            "a {colour} {kind=cap}",
            "the {colour} {kind=tote_bag|tote bag}",
        ]
    )
    values = {
        "seating": ("terrace", "window"),
        "food": ("Greek", "Thai"),
        "price": ("low", "high"),
        "size": ("small", "medium", "large"),
        "day": ("monday", "tuesday", "friday"),
        "season": ("spring", "summer", "autumn"),
        "tone": ("warm", "cool"),
        "kind": ("cap", "tote_bag", "scarf"),
    }
    fields = FieldMap({"properties": {name: {"enum": list(each)} for name, each in values.items()}})
    assert contexts.loosened(source, fields.field) == made


def test_words_stand_for_a_value_anywhere_if_they_stand_where_others_do_as_they_are():
    known = free(["a {price=low;high|pricey} place", "at a {price=low|fair price}"])
    assert set(known) == {(("price",), "high", "pricey")}


def test_a_slot_for_some_values_has_their_words():
    (segment,) = parse("in a {price=low|cheap;high} room").segments
    assert segment.pieces[1] == Slot(("price",), listed=(("low", "cheap"), ("high", "high")))
    with pytest.raises(UserError, match="without a name"):
        parse("a {=low} room")


def test_a_text_speaks_of_one_person_as_he_or_as_she():
    said = [("She is four.", " "), ("He takes his pills.", " "), ("Don't let her out, it's her bed.", "")]
    assert agreeing(said, ["Mungo"]) == [
        ("She is four.", " "),
        ("She takes her pills.", " "),
        ("Don't let her out, it's her bed.", ""),
    ]
    titled = agreeing(said, ["Mr Pell"])
    assert titled[0][0] == "He is four."
    assert titled[2][0] == "Don't let him out, it's his bed."
    assert agreeing([("He told her.", " "), ("She left.", "")], []) == [("He told her.", " "), ("She left.", "")]


def test_a_frame_is_turned_but_not_its_values():
    assert turned("She eats {her.food}.") == "He eats {her.food}."
    assert turned("{garden?He may go out|}.") == "{garden?She may go out|}."
    assert turned("It eats {food}.") == ""


def test_names_are_put_together_from_the_words_of_those_seen():
    names = ["Slow River", "Paper Boats", "Cold Coffee", "Night Bus"]
    make = recombined(names)
    made = {make(Random(seed)) for seed in range(60)}
    assert len(made - set(names)) > 6
    assert all(len(name.split()) == 2 for name in made)
    assert recombined(["dry kibble", "tinned fish", "grain mix", "hay and carrots"]) is None


def test_times_stay_between_those_seen_and_as_round():
    assert is_timed(["19:30", "21:00", "18:45"])
    make = like_seen(None, ["22:30", "23:15", "01:45"])
    made = {make(Random(seed)) for seed in range(80)}
    assert all(time >= "22:30" or time <= "01:45" for time in made)
    assert all(time[3:] in ("00", "15", "30", "45") for time in made)
    assert len(made) > 6


def test_other_values_of_a_meaning_look_like_those_seen():
    make = mixed(lambda rng: "555-0133", lambda rng: "+16175550180", ["555-0133", "555-0178"])
    made = {make(Random(seed)) for seed in range(40)}
    assert all(len(value) == 8 and value[3] == "-" for value in made)


def test_records_have_the_properties_that_occur_together():
    document = {
        "type": "object",
        "properties": {name: {"type": "integer"} for name in ("a", "b", "c", "d")},
        "required": ["a"],
        "x-shapes": {"b, c": 3, "d": 1},
    }
    sampler = compile_sampler(document, Values())
    had = [frozenset(sampler.sample(Random(seed))) - {"a"} for seed in range(200)]
    assert had.count({"b", "c"}) > had.count({"d"}) > 20
    assert had.count({"b", "c"}) + had.count({"d"}) > 150


def test_only_somebody_is_called_by_the_first_of_two_words():
    def town(_):
        return "San Diego"

    def seen(_):
        return "Oslo"

    drawn = {mixed(seen, town, ["Oslo", "Rome"])(Random(seed)) for seed in range(20)}
    assert drawn == {"Oslo"}
    assert "San" in {mixed(seen, town, ["Oslo", "Rome"], of_people=True)(Random(seed)) for seed in range(20)}


NOTES = {
    "title": "Training note",
    "type": "object",
    "properties": {"activity": {"type": "string"}, "place": {"type": "string"}, "minutes": {"type": "integer"}},
    "required": ["activity"],
    "x-texts": ["{activity}[ in {place}].", "{activity} for {minutes} minutes."],
}


def test_a_sentence_that_is_nothing_but_a_value_says_nothing_against_a_label(tmp_path):
    path = tmp_path / "training_note.json"
    path.write_text(json.dumps(NOTES))
    checker = Checker(load_schema(path), Validate())
    assert checker.check("Morning.\n\nRowing for 40 minutes.", {"activity": "Rowing", "minutes": 40}).passed
    assert not checker.check("Rowing for 40 minutes.", {"activity": "Rowing", "minutes": 45}).passed
