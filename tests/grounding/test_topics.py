"""Booleans of everyday topics, listed values told in parts, and counts of nothing, by schemas without phrases."""

from pathlib import Path

import pytest

from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.schema.loading import Schema

TEXT = {"type": "string"}


def accepts(name, spec, text, value):
    """Do the checks accept that a text says a value of one field, beside a code that it says too?"""
    document = {"type": "object", "properties": {"code": TEXT, name: spec}}
    checker = Checker(Schema("note", Path("note.json"), document, "simple", False), Validate())
    return checker.check(f"Code KX-41. {text}", {"code": "KX-41", name: value}).passed


def flag(description=""):
    return {"type": "boolean", "description": description} if description else {"type": "boolean"}


STAFF = flag("Whether waiting staff is needed")

#: Field, its schema, text, what it says.
SAID = [
    ("needs_staff", STAFF, "Two waiters would be lovely.", True),
    ("needs_staff", STAFF, "We don't need any waiters.", False),
    ("needs_staff", STAFF, "We'll serve everything ourselves.", False),
    ("crew", flag("Whether a cleaning crew comes"), "Cleaners come at ten.", True),
    ("crew", flag("Whether a cleaning crew comes"), "We can do without cleaners.", False),
    ("needs_medication", flag(), "She gets a thyroid pill at night.", True),
    ("needs_medication", flag(), "He has to have insulin twice a day.", True),
    ("needs_medication", flag(), "He's healthy and takes no tablets.", False),
    ("on_medication", flag(), "No meds.", False),
    ("good_with_kids", flag(), "She adores little children.", True),
    ("good_with_kids", flag(), "He gets on really well with kids.", True),
    ("good_with_kids", flag(), "He doesn't get on with toddlers.", False),
    ("good_with_kids", flag(), "Please keep small children away.", False),
    ("good_with_kids", flag(), "She doesn't mind kids.", True),
    ("good_with_kids", flag(), "He is used to kids and doesn't bark.", True),
    ("good_with_kids", flag(), "He loves children :) no pills", True),
    ("good_with_dogs", flag(), "She growls at other dogs.", False),
    ("good_with_cats", flag(), "He grew up with cats.", True),
    ("afraid", flag("Whether the patient is afraid of the dentist"), "I'm terrified of the drill.", True),
    ("afraid", flag("Whether the patient is afraid of the dentist"), "She gets quite anxious in the chair.", True),
    ("afraid", flag("Whether the patient is afraid of the dentist"), "The dentist doesn't scare me.", False),
    ("afraid", flag(), "im not nervous or anything", False),
    ("first_time", flag(), "We've done a few rooms already.", False),
    ("coming", flag(), "Can't make it this week I'm afraid.", False),
    ("coming", flag(), "I'll make it on Friday.", True),
    ("coming", flag(), "Yes from me!", True),
    ("coming", flag(), "I'm in, see you.", True),
    ("attending", flag(), "I'm out this week.", False),
    ("needs_ride", flag(), "Could somebody give me a lift?", True),
    ("needs_ride", flag(), "I don't need a lift.", False),
    ("needs_ride", flag(), "We come with our own car.", False),
    ("new_patient", flag(), "I've been a patient with you before.", False),
    ("new_patient", flag(), "He is already a patient of yours.", False),
    ("new_patient", flag(), "I've never been to your practice before.", True),
    ("new_patient", flag(), "It's my first visit.", True),
    ("returning_customer", flag(), "It's my first visit.", False),
    ("returning_customer", flag(), "We stayed with you last year.", True),
    ("pets_allowed", flag(), "Dogs are no problem.", True),
    ("pets_allowed", flag(), "The landlady won't have animals.", False),
    ("no_pets", flag(), "The landlady won't have animals.", True),
    ("no_pets", flag(), "She brings her cat.", False),
    ("parking", flag(), "You can park in the yard.", True),
    ("parking", flag(), "There is no garage.", False),
    ("furnished", flag(), "You bring your own furniture.", False),
    ("furnished", flag(), "It comes with beds and wardrobes.", True),
    ("smoker", flag(), "He likes a cigarette.", True),
    ("smoker", flag(), "She gave up smoking.", False),
    ("vegetarian", flag(), "I don't eat meat.", True),
    ("vegetarian", flag(), "He loves a steak.", False),
    ("damaged", flag("Whether the parcel is damaged"), "The box was torn.", True),
    ("damaged", flag("Whether the parcel is damaged"), "It came in one piece.", False),
    ("married", flag(), "I'm divorced.", False),
    ("signed", flag(), "No signature.", False),
    ("photos_allowed", flag(), "Please take no photos of him.", False),
    ("photos_allowed", flag(), "You may take some photos.", True),
    ("has_receipt", flag(), "He lost the slip, there's no invoice.", False),
    ("smoking", flag(), "He gave up smoking.", False),
    ("furnished", flag(), "Unfurnished, on the second floor.", False),
    ("injured", flag(), "He hurt his knee.", True),
    ("paid", flag("Whether the fee is paid"), "Still owes the fee.", False),
    ("has_lift", flag(), "There's an elevator.", True),
    ("has_balcony", flag(), "No lift, terrace or garden.", False),
    ("swimmer", flag(), "She never learned to swim.", False),
    ("works", flag("Whether the machine works"), "It doesn't start.", False),
    ("works", flag("Whether the machine works"), "It runs fine again.", True),
]

#: Says neither: asked, but a case, told of others, denied of another thing, or nothing of the field at all.
SILENT = [
    ("needs_staff", STAFF, "If you need waiters, tell me."),
    ("needs_staff", STAFF, "Do you have waiters?"),
    ("needs_medication", flag(), "Does she get any tablets?"),
    ("needs_medication", flag(), "Maybe he will need tablets."),
    ("needs_medication", flag(), "My neighbour takes tablets."),
    ("needs_medication", flag(), "She eats twice a day."),
    ("good_with_kids", flag(), "Our kids chose his name."),
    ("good_with_kids", flag(), "He loves long walks."),
    ("afraid", flag("Whether the patient is afraid of the dentist"), "Is the dentist there on Monday?"),
    ("afraid", flag("Whether the patient is afraid of the dentist"), "The dentist called me."),
    ("afraid", flag(), "Other patients are scared."),
    ("smoker", flag(), "My brother likes a cigarette."),
    ("new_patient", flag(), "I'd like a new toothbrush."),
    ("has_cellar", flag(), "No balcony and storeroom."),
]


@pytest.mark.parametrize(("name", "spec", "text", "value"), SAID)
def test_a_boolean_is_said_in_words_of_its_topic(name, spec, text, value):
    assert accepts(name, spec, text, value)
    assert not accepts(name, spec, text, not value)


@pytest.mark.parametrize(("name", "spec", "text"), SILENT)
def test_what_says_nothing_of_a_topic_is_no_evidence(name, spec, text):
    assert not accepts(name, spec, text, True)
    assert not accepts(name, spec, text, False)


def one_of(*values):
    return {"type": "string", "enum": list(values)}


REASON = one_of("checkup", "toothache", "broken_tooth", "braces")
ACTION = {**one_of("none", "backwash", "basin_closed"), "description": "What was done"}
PLACE = one_of("owner_home", "sitter_home")
OUTCOME = one_of("wants_it", "not_interested", "undecided")
PAYMENT = one_of("monthly", "yearly")
EVENT = one_of("wedding", "corporate", "funeral")

#: Field, its schema, text, the value that it says; None: none of them.
LISTED = [
    ("reason", REASON, "Our son broke a tooth.", "broken_tooth"),
    ("reason", REASON, "I chipped a front tooth.", "broken_tooth"),
    ("reason", REASON, "My tooth hurts.", "toothache"),
    ("reason", REASON, "My broken tooth hurts.", "broken_tooth"),
    ("reason", REASON, "My teeth don't hurt.", None),
    ("reason", REASON, "The tooth fairy came.", None),
    ("action", ACTION, "Murky, closed it.", "basin_closed"),
    ("action", ACTION, "We shut the basin.", "basin_closed"),
    ("action", ACTION, "We didn't shut the basin.", None),
    ("action", ACTION, "Nothing done.", "none"),
    ("action", ACTION, "Nothing seen.", None),
    ("place", PLACE, "Please come to my flat.", "owner_home"),
    ("place", PLACE, "Could he stay with you?", "sitter_home"),
    ("place", PLACE, "Please send a sitter to our house.", "owner_home"),
    ("place", PLACE, "From our house to your place.", None),
    ("outcome", OUTCOME, "They weren't interested.", "not_interested"),
    ("outcome", OUTCOME, "He hasn't decided yet.", "undecided"),
    ("outcome", OUTCOME, "It has a garage.", None),
    ("payment", PAYMENT, "I pay every month.", "monthly"),
    ("payment", PAYMENT, "I eat ten apples a day.", None),
    ("event", EVENT, "It's for our staff party.", "corporate"),
]


@pytest.mark.parametrize(("name", "spec", "text", "value"), LISTED)
def test_a_listed_value_is_said_in_parts(name, spec, text, value):
    assert [each for each in spec["enum"] if accepts(name, spec, text, each)] == [value] * (value is not None)


def count(description=""):
    return {"type": "integer", "minimum": 0, "maximum": 60, "description": description}


NONE = [
    ("broken", count("Pieces lost"), "No losses.", True),
    ("broken", count("Pieces lost"), "Nothing broke.", True),
    ("broken", count("Pieces lost"), "All whole.", True),
    ("broken", count("Pieces lost"), "Not all whole.", False),
    ("broken", count("Pieces lost"), "No pieces today.", False),
    ("broken", count("Pieces lost"), "If nothing broke, tell me.", False),
    ("bathers", count(), "Nobody in water.", True),
    ("bathers", count(), "Nobody was hurt.", False),
    ("pain_level", count(), "It's no pain at all.", True),
    ("pain_level", count(), "I want no pain relief.", False),
    ("defects", count(), "We found nothing wrong.", True),
    ("defects", count(), "The door is closed.", False),
    ("guests", count(), "No one came.", True),
    ("children", count(), "No kids with me.", True),
    ("extra_parcels", count(), "Took nothing extra.", True),
    ("extra_parcels", count(), "Took nothing.", False),
    ("guests", count(), "No one wrote.", False),
]


@pytest.mark.parametrize(("name", "spec", "text", "none"), NONE)
def test_a_count_of_nothing_is_said_in_words(name, spec, text, none):
    assert accepts(name, spec, text, 0) is none
    assert not accepts(name, spec, text, 3)


def test_a_sentence_tells_the_name_of_who_writes_and_no_items():
    item = {"type": "object", "properties": {"name": TEXT, "portions": {"type": "integer"}}}
    document = {"type": "object", "properties": {"client": TEXT, "dishes": {"type": "array", "items": item}}}
    checker = Checker(Schema("order", Path("order.json"), document, "simple", False), Validate())
    text = "We'd need 15 portions of fish stew. Name is Piotr Wolski."
    stew = {"name": "fish stew", "portions": 15}
    assert checker.check(text, {"client": "Piotr Wolski", "dishes": [stew]}).passed
    assert not checker.check(text, {"client": "Piotr Wolski", "dishes": [{"portions": 15}]}).passed
    two = "We'd need 15 portions. Name: Fish Stew. Name: Piotr Wolski."
    assert not checker.check(two, {"client": "Piotr Wolski", "dishes": [{"name": "Fish Stew", "portions": 15}]}).passed


def test_nothing_is_taken_back_before_anything_is_said():
    document = {"title": "Reply", "type": "object", "properties": {"singer": TEXT, "coming": flag()}}
    checker = Checker(Schema("reply", Path("reply.json"), document, "simple", False), Validate())
    for text in ("Sorry, no rehearsal for me. Ann", "Hi all, sorry, no rehearsal for me. Ann"):
        assert checker.check(text, {"singer": "Ann", "coming": False}).passed, text
    assert not checker.check("Singer Tom, sorry, no, Ann. I'm coming.", {"singer": "Tom", "coming": True}).passed
