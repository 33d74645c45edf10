"""Which sentences a free text, a measured thing and a time of the day fit."""

import pytest

from edgejson.annotating.fitting import Fitting, kind_of
from edgejson.schema.fields import FieldMap

FIELDS = FieldMap(
    {"properties": {"size": {"enum": ["S", "L"]}, **{name: {"type": "string"} for name in ("remark", "drink", "at")}}}
)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("wine stain on the left sleeve", "thing"),
        ("a winter coat", "thing"),
        ("Hotel Adler", "thing"),
        ("The Long Way Home", "thing"),
        ("The blue one shrinks in hot water", "sentence"),
        ("use the back door", "act"),
        ("on the left sleeve", "where"),
    ],
)
def test_a_phrase_is_of_a_kind(value, kind):
    assert kind_of(value) == kind


def fitted(source, *others):
    return Fitting([source, *others], FIELDS.field).fitted(source)


def test_a_phrase_stands_where_one_of_its_kind_did():
    others = ["It has {remark=wine stain on the left sleeve}.", "{remark=The blue one shrinks in hot water}."]
    said = "Please {remark=use the back door}."
    assert fitted(said, *others, "Please {remark=ring the bell twice}.") == (
        "Please {remark=use the back door;ring the bell twice}."
    )
    assert fitted(said, "And {remark=ring the bell twice}.") == "Please {remark}."


def test_a_measure_is_of_what_it_was_seen_with():
    others = ["{n} {drink=buns}", "{n} cups of {drink=tea}", "{n} {drink=rolls}"]
    assert fitted("{n} cups of {drink=cocoa}", *others) == "{n} cups of {drink=cocoa;tea}"
    assert fitted("{n} {drink=buns}", *others) == "{n} {drink}"


def test_a_time_is_of_the_part_of_the_day_that_is_named():
    others = ["at {at=18:30}.", "Good morning, at {at=07:00}."]
    assert fitted("tomorrow morning at {at=09:15}", *others) == "tomorrow at {at}"
    assert fitted("at noon ({at=12:00})", *others) == "at noon ({at=12:00})"
    assert fitted("tonight at {at=19:30}", "this evening, {at=21:00|9pm}") == "tonight at {at}"
    assert fitted("Good morning, at {at=07:00}.", *others) == "Good morning, at {at}."
    assert fitted("a {size=L|big} one", *others) == "a {size=L|big} one"
