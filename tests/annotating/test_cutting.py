"""Values are cut out where they stand; what can't be told of another record is lost."""

import pytest

from edgejson.annotating.crossing import crossed
from edgejson.annotating.cutting import LOST, cut, telling_words, without_names
from edgejson.annotating.gathering import gather
from edgejson.annotating.generalising import general
from edgejson.annotating.spans import spans_of
from edgejson.forms import FORM, LITERAL, WEAK, Evidence
from edgejson.schema.fields import FieldMap

ITEM = {
    "type": "object",
    "properties": {"product": {"type": "string"}, "quantity": {"type": "integer"}, "unit": {"type": "string"}},
    "required": ["product", "quantity"],
}
SCHEMA = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "guests": {"type": "integer"},
        "seats": {"type": "integer"},
        "seating": {"type": "string"},
        "city": {"type": "string"},
        "urgent": {"type": "boolean"},
        "items": {"type": "array", "items": ITEM},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["name", "guests"],
}
FIELDS = FieldMap(SCHEMA)


ITEM_NAMES = ("quantity", "product", "seats")


def slots(text, label, places, known=frozenset()):
    """The text cut; `places` are paths with the words that say their values, in the text's order."""
    evidence, at = [], 0
    for path, said, *grade in places:
        at = text.index(said, at)
        evidence.append((path, Evidence(at, at + len(said), grade[0] if grade else LITERAL)))
        at += len(said)
    return cut(text, label, spans_of(text, label, evidence), known)


def test_a_value_is_a_slot_also_where_it_is_said_again():
    text = "Ana Costa here, table for 4. Ana Costa"
    found = slots(text, {"name": "Ana Costa", "guests": 4}, [(("name",), "Ana Costa"), (("guests",), "4")])
    assert found.source == "{name=Ana Costa} here, table for {guests}. {name=Ana Costa}"


def test_a_boolean_takes_all_of_its_clause():
    text = "It is not urgent, but please come."
    found = slots(text, {"urgent": False}, [(("urgent",), "urgent", FORM)])
    assert found.source == "{urgent?|It is not urgent}, but please come."


def test_the_marks_of_an_amount_stay_in_the_text():
    label = {"guests": 40}
    assert slots("dim it to 40 percent", label, [(("guests",), "40 percent")]).source == "dim it to {guests} percent"
    assert slots("for $40.00 each", label, [(("guests",), "$40.00")]).source == "for ${guests} each"


def test_items_become_mentions_and_one_slot():
    label = {"items": [{"product": "rice", "quantity": 3, "unit": "packs"}, {"product": "lemons", "quantity": 2}]}
    places = [
        (("items", 0, "quantity"), "3"), (("items", 0, "unit"), "packs"), (("items", 0, "product"), "rice"),
        (("items", 1, "quantity"), "2"), (("items", 1, "product"), "lemons"),
    ]  # fmt: skip
    found = slots("Please bring 3 packs rice and 2 lemons.", label, places)
    assert found.source == "Please bring {items}."
    assert [said for _, said in found.mentions] == [
        "{quantity} {unit=packs} {product=rice}",
        "{quantity} {product=lemons}",
    ]
    lines = slots("Order:\n- 3 packs rice\n- 2 lemons\nThanks", label, places)
    assert lines.source == "Order:\n- {items...\n- }\nThanks"


def test_a_single_item_has_the_words_that_others_have_around_them():
    label = {"items": [{"product": "taxi", "quantity": 32}]}
    places = [(("items", 0, "product"), "taxi"), (("items", 0, "quantity"), "32")]
    known = frozenset({(("items", "*"), "", " euros")})
    assert slots("I paid taxi 32 euros.", label, places, known).source == "I paid {items}."
    assert slots("I paid taxi 32 euros.", label, places).source == "I paid {items} euros."


def test_what_is_said_weakly_or_inside_another_value_is_lost():
    label = {"name": "water in the bar", "seating": "bar"}
    assert LOST in slots("We have water in the bar.", label, [(("name",), "water in the bar", WEAK)]).source
    text = "We have water in the bar."
    evidence = [(("name",), Evidence(8, 24, LITERAL)), (("seating",), Evidence(21, 24, LITERAL))]
    assert LOST in cut(text, label, spans_of(text, label, evidence), frozenset()).source


def test_a_sentence_with_a_first_name_is_lost():
    text = "Ana Costa. Thanks, Ana"
    spans = spans_of(text, {"name": "Ana Costa"}, [(("name",), Evidence(0, 9, LITERAL))])
    words = telling_words(spans, text)
    assert words == {"Ana", "Costa"}
    assert without_names("Thanks, Ana", words).endswith(LOST)
    assert without_names("Thanks, {name}", words) == "Thanks, {name}"


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("{name} wants a {seating} seat.", "{name} wants (a|an) {seating} seat."),
        ("for {guests} people, {name}", "for {guests} (person|people), {name}"),
        ("{guests} for {name} at the {seating} please.", "{guests} for {name}[ at the {seating} please]."),
        ("{guests} for {name}, {seating} if possible", "{guests} for {name}[, {seating} if possible]"),
        ("We are {guests} and would sit at the {seating}.", "We are {guests}[ and would sit at the {seating}]."),
        ("{name} is {seating}.", "{name} is {seating}."),
        ("{seating} for {name}.", "{seating} for {name}."),
        # a unit and a noun go with their value
        ("{name} for {seats} people at the {seating}", "{name}[ for {seats} (person|people)][ at the {seating}]"),
        ("{guests} people {seating}", "{guests} (person|people) {seating}"),
        ("We want a {seating} table for {name}.", "We want (a|an) {seating} table for {name}."),
        ("{name} came and wants a {seating} table for 2.", "{name} came[ and wants (a|an) {seating} table for 2]."),
        (
            "{name} came and wants a {seating} table in {city}.",
            "{name} came[ and wants (a|an) {seating} table][ in {city}].",
        ),
        ("{name}, a {seating} {city} table", "{name}, (a|an) {seating} {city} table"),
        # a part is no part without what it leans on
        ("{name} wants a room with a view of the {seating}.", "{name} wants a room[ with a view of the {seating}]."),
        ("{name} has the best of the {seating}.", "{name} has the best of the {seating}."),
        ("{name} came down by the {seating}.", "{name} came[ down by the {seating}]."),
        (
            "{name} wants a place where you wake to the {seating}.",
            "{name} wants a place[ where you wake to the {seating}].",
        ),
        ("{name} came, but the {seating} was for {guests}.", "{name} came, but the {seating} was for {guests}."),
    ],
)
def test_a_sentence_is_made_fit_for_others(said, made):
    assert general(said, FIELDS.field) == made


def gathered(*texts):
    return gather([(number, slots_of(text)) for number, text in enumerate(texts)], FIELDS)


def slots_of(source):
    return cut("", {}, [], frozenset()).__class__(source)


def test_a_sentence_that_is_another_without_a_part_is_that_one():
    found = gathered("Table for {guests} for {name}.", "Table for {guests} for {name}[, {seating} please].")
    assert found.sentences == {"Table for {guests} for {name}[, {seating} please].": {0, 1}}


def test_a_text_that_lost_what_every_record_has_is_no_model():
    found = gathered("Table for {guests}. I'm {name}.", f"Table for {{guests}}. I'm {LOST}.")
    assert list(found.texts) == ["Table for {guests}. I'm {name}."]
    assert found.sentences["Table for {guests}."] == {0, 1}
    assert found.without(["I'm {name}."], FIELDS).texts == {}


def test_what_no_sentence_says_alone_is_put_behind_others():
    found = crossed(gathered("Book {guests} for {name}.", "I need {guests} for {name}, {seating} please."), FIELDS)
    assert "Book {guests} for {name}[, {seating} please]." in found.sentences


def test_a_number_that_words_say_with_its_unit_is_lost():
    assert slots(
        "Ana, a week.", {"name": "Ana", "guests": 7}, [(("name",), "Ana"), (("guests",), "a week")]
    ).source == (f"{{name=Ana}}, {LOST}.")
    two = [(("name",), "Ana"), (("guests",), "two")]
    assert slots("Ana, two.", {"name": "Ana", "guests": 2}, two).source == "{name=Ana}, {guests}."


def test_a_listed_value_keeps_its_capital():
    place = [(("seating",), "Monday")]
    assert slots("Come on Monday.", {"seating": "monday"}, place).source == "Come on {seating=monday|Monday}."
    assert slots("Monday.", {"seating": "monday"}, place).source == "{seating=monday|Monday}."


def test_an_insertion_loses_its_comma_at_the_end():
    frames = crossed(
        gathered("{name}, near the {seating}, is for {guests}.", "{name} came with {guests} people."), FIELDS
    )
    assert not any(",." in source or ",]." in source for source in frames.sentences)
    assert any("[, near the {seating}]." in source for source in frames.sentences)


def test_a_part_stands_behind_the_slot_that_it_followed():
    said = gathered("Seats for {name} in {city}, and two for {guests}.", "For {name}, we hold {guests}.")
    assert "For {name}[ in {city}], we hold {guests}." in crossed(said, FIELDS).sentences


@pytest.mark.parametrize(
    ("told", "other"),
    [
        ("{guests} for {name}, {seats} out of 10.", "{name} came with {guests}."),
        ("{guests} for {name} with {tags} only.", "{name} came with {guests}."),
        ("{guests} for {name}, {city}.", "{name} came with {guests}."),
    ],
)
def test_a_part_that_leans_on_its_own_sentence_stands_in_no_other(told, other):
    assert [source for source in crossed(gathered(told, other), FIELDS).sentences if "came" in source] == [other]


def test_no_part_parts_a_number_from_its_noun():
    said = gathered("Seats for {guests} in {city}, says {name}.", "Lunch for {guests} guests, {name}.")
    found = [source for source in crossed(said, FIELDS).sentences if source.startswith("Lunch")]
    assert not any("[ in {city}] (guest" in source for source in found)


def test_a_mention_is_a_noun_phrase_of_any_record():
    cuts = [cut("", {}, [], frozenset()) for _ in range(2)]
    cuts[0].mentions = [(("items", "*"), "{quantity} guests. We want 25 x {product}")]
    cuts[1].mentions = [(("items", "*"), "{quantity} x {product}")]
    assert list(gather(enumerate(cuts), FIELDS).mentions[("items", "*")]) == ["{quantity} x {product}"]


def test_what_stands_behind_a_number_of_an_item_goes_with_it():
    item = {"properties": {"plant": {"type": "string"}, "pot_cm": {"type": "integer"}}, "required": ["plant"]}
    fields = FieldMap({"properties": {"plants": {"type": "array", "items": item}}})
    field_at = lambda path: fields.field(("plants", "*", *path))  # noqa: E731
    assert general("{plant} in {pot_cm} cm pots", field_at, False) == "{plant}[ in {pot_cm} cm pots]"


def test_a_single_item_ends_as_those_of_lists_do():
    many = "Ana: 2 pens in 3 boxes, 4 caps in 5 boxes"
    items = [{"product": "pens", "quantity": 2, "seats": 3}, {"product": "caps", "quantity": 4, "seats": 5}]
    places = [(("items", n, name), str(item[name])) for n, item in enumerate(items) for name in ITEM_NAMES]
    known = slots(many, {"name": "Ana", "items": items}, places).edges
    one = {"name": "Ana", "items": [{"product": "hat", "quantity": 1, "seats": 1}]}
    found = slots(
        "Ana: 1 hat in 1 box for me",
        one,
        [(("items", 0, name), str(one["items"][0][name])) for name in ITEM_NAMES],
        known,
    )
    assert found.mentions == [(("items", "*"), "{quantity} {product=hat} in {seats} box")]


def test_a_one_counts_what_its_field_counts():
    fields = FieldMap({"properties": {"bedrooms": {"type": "integer"}, "name": {"type": "string"}}})
    assert general("It has {bedrooms} bedroom.", fields.field) == "It has {bedrooms} (bedroom|bedrooms)."
    assert general("It has {bedrooms} storey.", fields.field) == "It has {bedrooms} storey."
