"""Frames in texts: what a schema's sentences and mentions say is said once, and only where it reads well."""

import re
from collections import Counter
from pathlib import Path

import pytest

from edgejson.params.whole import load
from edgejson.pipeline.streams import stream
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import Schema
from edgejson.text import Renderer
from edgejson.text.framing import Framer
from edgejson.text.outline import Outliner
from edgejson.text.slots import joined, runs_on
from edgejson.text.surroundings import written
from edgejson.text.wording import Lexicon

ROOT = Path(__file__).parents[2]
SETTINGS = load(ROOT / "params.yaml")
ORDER = {
    "title": "Order",
    "type": "object",
    "properties": {
        "placed": {"type": "string", "format": "date"},
        "buyer": {"type": "string", "x-faker": "name"},
        "gift": {"type": "boolean"},
        "note": {"type": ["string", "null"]},
        "address": {
            "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}, "floor": {"type": "integer"}},
            "x-mentions": ["{street}, {city}[ (floor {floor})]"],
        },
        "items": {
            "type": "array",
            "items": {
                "title": "item",
                "type": "object",
                "properties": {
                    "product": {"type": "string"},
                    "quantity": {"type": "integer"},
                    "colour": {"type": "string"},
                },
                "x-mentions": ["{quantity} x {product}[ in {colour}]"],
            },
        },
    },
    "x-sentences": [
        "(Please send me|I'd like) {items}, to {address}.",
        '{buyer} ordered on {placed}[, and the note reads "{note}"].',
        "{gift?It is a present|It is no present}.",
    ],
}
VALUE = {
    "placed": "2024-03-05",
    "buyer": "Ada Byron",
    "gift": False,
    "address": {"street": "High Street 3", "city": "Leeds", "floor": 2},
    "items": [{"product": "Oak desk", "quantity": 2}, {"product": "Lamp", "quantity": 4, "colour": "mauve"}],
}


def renderer(document: object = ORDER) -> Renderer:
    return Renderer(Schema("order", Path("order.json"), document, "medium", False), SETTINGS.template.text)


def framed(value: object, document: object = ORDER, seed: int = 0):
    """An outline, a framer that has drawn to use sentences, and what it says."""
    for index in range(50):
        rng = stream(seed, index)
        outline = Outliner(Lexicon(document, "order"), rng).outline(value)
        framer = Framer(rng)
        framer.speaks = True
        said = framer.sentences(outline)
        if said:
            return outline, framer, said
    return outline, framer, []


@pytest.mark.parametrize("register", ["prose", "chat", "email", "transcript", "mixed", "notes", "form", "keyvalue"])
def test_every_value_is_said_exactly_once(register):
    writer = renderer()
    for index in range(60):
        text = writer.render(VALUE, stream(1, index), register=register).text
        for value in ("High Street 3", "Leeds", "Oak desk", "Lamp", "mauve"):
            assert text.count(value) == 1, (value, text)
        assert "Byron" in text, text


def test_a_percentage_has_one_sign_whether_the_frame_or_the_value_brings_it() -> None:
    ways = ["Add {percent}% to it.", "It takes {percent} percent, says the agency."]
    document = {
        "title": "Fee",
        "type": "object",
        "properties": {"percent": {"type": "integer"}},
        "required": ["percent"],
        "x-sentences": ways,
    }
    renderer = Renderer(Schema("fee", Path("fee.json"), document, "simple", False), SETTINGS.template.text)
    texts = [renderer.render({"percent": 20}, stream(7, "fee", index), register="prose").text for index in range(120)]
    signs = [re.findall(r"20 ?(?:%|per ?cent)(?: ?(?:%|per ?cent))?|[Tt]wenty per ?cent", text) for text in texts]
    assert all(len(found) == 1 for found in signs)
    assert {found[0] for found in signs} >= {"20%", "20 percent"}
    assert not any(re.search(r"(?:%|per ?cent) ?(?:%|per ?cent)", text) for text in texts)


def test_sentences_of_the_schema_are_what_most_prose_consists_of():
    writer = renderer()
    texts = [writer.render(VALUE, stream(2, index), register="prose").text for index in range(100)]
    found = Counter("High Street 3, Leeds (floor 2)" in text for text in texts)
    assert found[True] > 80
    assert sum(bool(re.search(r"(?:Please send me|I'd like) 2 x Oak desk", text)) for text in texts) > 40


def test_an_optional_part_is_left_out_with_its_value_and_no_slot_says_null():
    _, _, said = framed(VALUE | {"note": None})
    assert not any("note reads" in sentence for sentence in said)
    outline, framer, said = framed(VALUE)
    assert framer.is_told(outline), said


def test_a_mention_says_an_object_whole_or_not_at_all():
    outline, framer, _ = framed(VALUE | {"address": {"street": "High Street 3"}})
    address = outline.members["address"]
    assert not framer.is_told(address)
    assert framer.mention(address) is None


def test_a_corrected_value_stands_in_no_frame():
    for index in range(80):
        rendering = renderer().render(VALUE, stream(3, index), register="email", trouble="correction")
        assert rendering.tags[0] == "adversarial:correction"
        assert rendering.text.count("Leeds") == 1


def test_numbers_and_verbs_agree_with_what_stands_around_them():
    document = {
        "type": "object",
        "properties": {"rooms": {"type": "integer"}, "tags": {"type": "array", "items": {"type": "string"}}},
        "x-sentences": ["It has {rooms} rooms.", "The tags are {tags}."],
    }
    one = framed({"rooms": 1, "tags": ["new"]}, document)[2]
    assert one == []
    several = framed({"rooms": 3, "tags": ["new", "old"]}, document)[2]
    assert len(several) == 2


def test_no_article_stands_ahead_of_another() -> None:
    ways = ["Inside are my {things}.", "Inside: {things}."]
    document = {
        "type": "object",
        "properties": {"things": {"type": "array", "items": {"type": "string"}}},
        "x-sentences": ways,
    }
    write = renderer(document).render
    texts = [write({"things": ["a winter coat", "books"]}, stream(seed), "prose").text for seed in range(30)]
    assert any("a winter coat" in text for text in texts)
    assert not any("my a winter" in text for text in texts)


def test_mentions_are_joined_by_what_none_of_them_holds():
    assert joined(["2 desks", "4 lamps", "1 rug"]) == "2 desks, 4 lamps and 1 rug"
    assert joined(["2 desks, oak", "4 lamps"]) == "2 desks, oak; and 4 lamps"
    assert joined(["2 desks (oak, old)", "4 lamps"]) == "2 desks (oak, old) and 4 lamps"
    assert joined(["a, b; c", "d"]) == "a, b; c / d"


def test_only_what_reads_as_a_sentence_is_put_in_quotation_marks():
    assert not runs_on("ul. Długa 55")
    assert not runs_on("Acme Inc.")
    assert runs_on("It broke. Twice.")
    assert runs_on("Never again!")


def test_a_message_is_written_after_what_it_speaks_of():
    writer = renderer()
    days = {written(VALUE, stream(4, index), 0.0).day.isoformat() for index in range(200)}
    assert (min(days), max(days)) == ("2024-03-06", "2024-03-29")
    for index in range(100):
        text = writer.render(VALUE, stream(5, index), register="email").text
        assert not re.search(r"\b20(?:1\d|2[0-35-9])\b", text), text


def test_whoever_speaks_for_himself_is_not_signed_by_somebody_else():
    writer = renderer()
    for index in range(100):
        text = writer.render(VALUE, stream(6, index), register="email").text
        if "I'd like" in text or "send me" in text:
            assert text.rsplit("\n", 1)[-1] not in writer.phrases.names, text


def test_fields_offer_the_frames_that_writers_use():
    fields = FieldMap(ORDER)
    lexicon = Lexicon(ORDER, "order")
    assert len(lexicon.root.sentences) == len(fields.field(()).sentences) == 3
    assert lexicon.member(lexicon.root, "address").mentions[0].needed == {"street", "city"}
