"""Texts as the author of a schema's whole texts (`x-texts`) writes them."""

import re
from typing import Any

from edgejson.pipeline.streams import stream
from edgejson.schema.loading import schema_of
from edgejson.text import Renderer
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
