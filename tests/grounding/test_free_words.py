"""What people write of fields that have phrases or an author's sentences, in words that neither has."""

from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.schema.loading import schema_of


def _boolean(true: str, false: str, **more: Any) -> dict[str, Any]:
    return {"type": "boolean", "x-phrases": {"true": [true], "false": [false]}, **more}


STRING, WHOLE, NUMBER = {"type": "string"}, {"type": "integer"}, {"type": "number"}


def _phrased(kind: dict[str, Any], *phrases: str) -> dict[str, Any]:
    return {**kind, "x-phrases": list(phrases)}


LAMP = {
    "title": "Lamp job",
    "type": "object",
    "properties": {
        "shelf": STRING,
        "on": _boolean("{it} goes on", "{it} goes off"),
        "flicker": _boolean("in a flickering way", "in a steady way"),
        "shade": _boolean("{it} has some cover", "{it} lies open"),
        "needs_ladder": _boolean("out of reach", "within reach"),
        "print": _boolean("on paper too", "on the screen alone"),
        "with_position": _boolean("and tell where", "never mind where"),
        "after_meal": _boolean("on a full stomach", "on an empty one"),
    },
}
DEAL = {
    "title": "Deal",
    "type": "object",
    "properties": {
        "reviewer": _phrased(STRING, "{its} author is {}"),
        "article": _phrased({**STRING, "pattern": "^[A-Z]{2}-[0-9]{4}$"}, "under article {}"),
        "job_title": _phrased(STRING, "in the role of {}"),
        "price": _phrased(NUMBER, "priced at {}"),
        "stars": _phrased({**WHOLE, "maximum": 5}, "with a score of {}"),
        "state": _phrased({**STRING, "enum": ["worn", "spotless"]}, "in the condition {}"),
    },
}
DOSE = {
    "title": "Talk",
    "type": "object",
    "properties": {
        "drug": STRING,
        "taken_at": {**STRING, "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
        "route": STRING,
        "crag": STRING,
        "volume": WHOLE,
        "subtitles": _boolean("with subtitles", "without subtitles"),
    },
    "x-sentences": ["{drug} at {taken_at}[, {route}]."],
}
SPOT = {
    "title": "Spot",
    "type": "object",
    "properties": {
        "name": _phrased(STRING, "{it} goes by {}"),
        "city": _phrased(STRING, "in the town of {}"),
    },
}
BAY = {
    "title": "Bay note",
    "type": "object",
    "properties": {
        "bay": STRING,
        "kind": {"type": "string", "enum": ["sand", "gravel"]},
        "minBoats": WHOLE,
        "maxBoats": WHOLE,
        "colour": STRING,
        "item": STRING,
        "found_at": STRING,
        "sells": {"type": "array", "items": STRING},
        "pages": {"type": "array", "items": WHOLE},
        "start": WHOLE,
        "day": {"type": "string", "enum": ["next week", "tomorrow"]},
    },
    "x-texts": [
        "forecast for {bay}[, {day}]",
        "room for {minBoats} boats[, {kind}]",
        "Found a {colour} {item} at {found_at}.",
        "They sell {sells}.",
        "It's {colour}.",
        "bring back {item}[, {day}]",
        "take out {pages}",
    ],
}


def passes(document: dict[str, Any], text: str, label: dict[str, Any]) -> bool:
    return not Checker(schema_of(document, "free"), Validate()).check(text, label).findings


RIGHT = [
    (LAMP, "Turn the lamps above the old shelf on for an hour.", {"on": True}),
    (LAMP, "I would like the shelf lamps to be turned off.", {"on": False}),
    (LAMP, "Set the shelf lamp, flickering all night.", {"flicker": True}),
    (LAMP, "Set the shelf lamp but don't let it flicker.", {"flicker": False}),
    (LAMP, "My lamp is already shaded by the tree.", {"shade": True}),
    (LAMP, "No ladder was needed for that lamp.", {"needs_ladder": False}),
    (DEAL, "Daisy Peterson left 4 out of 5 stars.", {"reviewer": "Daisy Peterson", "stars": 4}),
    (DOSE, "Turn it to volume 32 with subtitles off.", {"volume": 32, "subtitles": False}),
    (DOSE, "I took cetirizine at 4:00 PM.", {"drug": "cetirizine", "taken_at": "16:00"}),
    (
        DOSE,
        "Hungry Arete is a lovely route on the Cathedral Wall.",
        {"route": "Hungry Arete", "crag": "Cathedral Wall"},
    ),
    (
        SPOT,
        "Upper Franklin Market, Gothenburg, is it.",
        {"name": "Upper Franklin Market", "city": "Gothenburg"},
    ),
    (DEAL, "It was AB-1234, and the thing is £18.90.", {"article": "AB-1234", "price": 18.9}),
    (
        DEAL,
        "Daisy Peterson, who works as a Route Planner, wrote to us.",
        {"reviewer": "Daisy Peterson", "job_title": "Route Planner"},
    ),
    (DEAL, "Everything arrived spotless, we are glad.", {"state": "spotless"}),
    (BAY, "Turtle Cove, a sand bay.", {"bay": "Turtle Cove", "kind": "sand"}),
    (BAY, "Looking at the Turtle Bay forecast for next week, friends.", {"bay": "Turtle Bay", "day": "next week"}),
    (BAY, "I found a kite at the pier.", {"item": "kite", "found_at": "pier"}),
    (BAY, "They sell garlic and jams at Turtle Bay.", {"bay": "Turtle Bay", "sells": ["garlic", "jam"]}),
    (BAY, "Could you bring back your red kite tomorrow?", {"item": "red kite", "day": "tomorrow"}),
]
WRONG = [
    (LAMP, "Turn the lamps above the old shelf on for an hour.", {"on": False}),
    (LAMP, "Dim the lights on the shelf.", {"on": True}),
    (LAMP, "Set the shelf lamp, flickering all night.", {"flicker": False}),
    (LAMP, "Set the shelf lamp in a steady way, it may not flicker.", {"flicker": True}),
    (LAMP, "Ask the printer about the lamp.", {"print": True}),
    (LAMP, "It is the lamp in position no. 3.", {"with_position": False}),
    (LAMP, "After the meal, there are no lamps left.", {"after_meal": False}),
    (DEAL, "Daisy Peterson left 4 out of 5 stars.", {"reviewer": "Daisy Peterson left", "stars": 4}),
    (DEAL, "Its author is Daisy Peterson, and Ana Lind read it.", {"reviewer": "Ana Lind"}),
    (SPOT, "Upper Franklin Market, Gothenburg, I think.", {"name": "Gothenburg", "city": "Upper Franklin Market"}),
    (DEAL, "Daisy Peterson wants the thing.", {"reviewer": "Daisy Peterson wants"}),
    (DEAL, "One came spotless, one worn.", {"state": "worn"}),
    (BAY, "Please take out the first 52 pages for Turtle Bay.", {"bay": "Turtle Bay", "pages": [52]}),
    (BAY, "The number of Turtle Bay will shrink by 7300 boats.", {"bay": "Turtle Bay", "start": 7300}),
]


@pytest.mark.parametrize(("document", "text", "label"), RIGHT)
def test_what_people_say_in_their_own_words_is_evidence(document: Any, text: str, label: dict[str, Any]) -> None:
    assert passes(document, text, label)


@pytest.mark.parametrize(("document", "text", "label"), WRONG)
def test_what_only_looks_like_it_is_none(document: Any, text: str, label: dict[str, Any]) -> None:
    assert not passes(document, text, label)
