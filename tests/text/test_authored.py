"""Texts as the author of a schema's whole texts (`x-texts`) writes them."""

import re
from typing import Any

from edgejson.pipeline.streams import stream
from edgejson.schema.loading import schema_of
from edgejson.text import Renderer
from edgejson.text.generation import Maker, Template
from edgejson.text.settings import TextSettings

SCHEMA: dict[str, Any] = {
    "title": "Alarm",
    "type": "object",
    "properties": {
        "time": {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$", "x-styles": {"12h_tight": 1}},
        "day": {"type": "string"},
        "label": {"type": "string"},
    },
    "x-texts": ["Wake me at {time}[ {day}].", "{day} it is, for {label}.", "Ring for {label}[ {day}]."],
    "x-sentences": ["Wake me at {time}[ {day}].", "It's for {label}.", "That's {day}.", "Ring for {label}[ {day}]."],
}
RENDERER = Renderer(schema_of(SCHEMA, "alarm"), TextSettings())


def texts(value: dict[str, Any], count: int = 40, **how: Any) -> list[str]:
    return [
        RENDERER.render(value, stream(3, "alarm", index), register="authored", **how).text for index in range(count)
    ]


def test_a_clock_time_without_format_is_written_in_its_style() -> None:
    assert all("6:30am" in text for text in texts({"time": "06:30"}))


def test_a_text_begins_with_a_sentence_of_its_model_where_one_can_be_said() -> None:
    """ "{day} it is" can't begin with "on Friday", so that another text is the model."""
    begun = [
        re.match("Wake me|Ring for", text) for text in texts({"day": "on Friday", "label": "yoga", "time": "07:00"})
    ]
    assert all(begun)


def test_no_value_is_lost_with_a_model_that_is_given_up() -> None:
    for text in texts({"day": "on Friday", "label": "yoga", "time": "07:00"}):
        assert all(word in text for word in ("on Friday", "yoga", "7am"))


def test_what_stands_behind_a_text_begins_a_paragraph() -> None:
    for text in texts({"label": "yoga"}, trouble="long"):
        assert re.search(r"(?:^|\n\n)(?:Ring for|It's for) yoga\.(?:\n\n|$)", text), text


def test_what_is_said_before_a_value_stands_in_sentences_and_not_in_forms() -> None:
    words = {"type": "string", "x-synonyms": {"bike shed": ["the bike shed"]}}
    document = {**SCHEMA, "properties": {**SCHEMA["properties"], "label": words}}
    renderer = Renderer(schema_of(document, "alarm"), TextSettings())
    for index in range(20):
        sentence, form = (
            renderer.render({"label": "bike shed"}, stream(3, "alarm", index), register=register).text
            for register in ("authored", "keyvalue")
        )
        assert "the bike shed" in sentence
        assert "bike shed" in form and "the bike shed" not in form


def test_a_value_is_put_right_in_a_sentence_of_the_author_where_it_ends() -> None:
    """Not in one of ours ("Table: guests 7, no, sorry, 8") where a sentence of his has a pause behind the value."""
    document = {"title": "Table", "type": "object", "properties": {"guests": {"type": "integer"}}}
    authored = ["Table for {guests}, please.", "{guests} of us are coming."]
    renderer = Renderer(schema_of({**document, "x-texts": authored, "x-sentences": authored}, "table"), TextSettings())
    seen = [
        renderer.render({"guests": 8}, stream(3, "table", index), register="authored", trouble="correction").text
        for index in range(40)
    ]
    assert all(re.search(r"Table for \w+\b.+\b(?:8|eight)\b\)?, please\.", text) for text in seen), seen


def test_records_of_learned_words_are_ones_that_the_words_can_tell() -> None:
    document = {
        "type": "object",
        "properties": {name: {"type": "string", "x-pool": ["teal", "plum", "rust"]} for name in ("trim", "seat")},
        "required": ["trim"],
        "x-pool": [{"trim": "teal"}, {"trim": "plum"}, {"trim": "rust"}],
        "x-texts": ["Trim in {trim} please."],
    }
    settings = Template(text=TextSettings(authored=1.0))

    def with_seat(**more: object) -> int:
        maker = Maker(schema_of({**document, **more}, "bike"), settings, "en_US")
        return sum("seat" in maker.make(3, index)["expected_output"] for index in range(60))

    assert with_seat() > 25
    assert with_seat(**{"x-sampled": True}) < 10


def test_a_greeting_stands_first_and_a_name_ahead_of_who_he_is() -> None:
    document = {
        "type": "object",
        "properties": {name: {"type": "string"} for name in ("pet", "food", "vet")},
        "x-texts": ["Hi! {food} it is. {pet} is coming.", "Hi! pH of {food}. Dr {vet} it is."],
        "x-sentences": ["He likes {food}.", "{pet} is coming.", "pH of {food}.", "The vet is {vet}."],
    }
    write = Renderer(schema_of(document, "stay"), TextSettings()).render
    record = {"pet": "Mungo", "food": "kibble"}
    texts = [write(record, stream(5, n), register="authored").text for n in range(80)]
    assert any("He likes" in text for text in texts)
    assert any("pH of" in text for text in texts)
    assert not any(re.match(r"(?:Hi! )?He likes", text) for text in texts)
    assert all(text.startswith("Hi!") for text in texts if "Hi!" in text)
    assert not any("PH of" in text for text in texts)
