"""What a sentence of a schema's author says is the label's, in a text that has other sentences too."""

from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.base import Pair
from edgejson.checks.settings import Validate
from edgejson.schema.loading import schema_of

_SENTENCES = [
    "Met {name} about the {role} job[, {years} years in the trade].",
    "{name} (got|was) {injury} in {place}.",
    "{home} beat {away} {home_goals} to {away_goals}.",
    "It was in {place}.",
    "The {part} hurts.",
    "{name} at {time}.",
]
_FIELDS: dict[str, Any] = {
    "name": {"type": "string"},
    "role": {"type": "string"},
    "years": {"type": "integer"},
    "injury": {"type": "string", "enum": ["cut", "burnt"], "x-synonyms": {"cut": ["got cut"], "burnt": ["got burnt"]}},
    "place": {"type": "string"},
    "part": {"type": "string"},
    "home": {"type": "string"},
    "away": {"type": "string"},
    "home_goals": {"type": "integer"},
    "away_goals": {"type": "integer"},
    "time": {"type": "string"},
}
SCHEMA = schema_of(
    {"title": "Note", "type": "object", "properties": _FIELDS, "x-texts": _SENTENCES, "x-sentences": _SENTENCES}, "note"
)
CHECKER = Checker(SCHEMA, Validate())
ASIDE = "They wanted to know whether Tonya Moreno is the name, I'll get back to them.\n\n"


def codes(text: str, label: dict[str, Any]) -> set[tuple[str, str]]:
    return {(finding["path"], finding["code"]) for finding in CHECKER.examine(Pair(text, label))}


@pytest.mark.parametrize(
    ("text", "right", "wrong", "path", "code"),
    [
        (
            "Met Colin Wallace about the carpenter job.",
            {"name": "Colin Wallace", "role": "carpenter"},
            {"name": "Colin Wallace", "role": "carpenter job"},
            "/role",
            "runs-on",
        ),
        (
            "16:18 Met Colin Wallace about the carpenter job",
            {"name": "Colin Wallace", "role": "carpenter"},
            {"name": "Colin Wallace", "role": "carpenter job"},
            "/role",
            "runs-on",
        ),
        (
            "Met Colin Wallace about the carpenter job, 12 years in the trade.",
            {"name": "Colin Wallace", "role": "carpenter", "years": 12},
            {"role": "carpenter", "years": 12},
            "/name",
            "omission",
        ),
        (
            "Met Colin Wallace about the carpenter job. The back hurts.",
            {"name": "Colin Wallace", "role": "carpenter", "part": "back"},
            {"name": "Colin Wallace", "role": "carpenter"},
            "/part",
            "omission",
        ),
        (
            "Met Colin Wallace about the carpenter job. It was in Leeds.",
            {"name": "Colin Wallace", "role": "carpenter", "place": "Leeds"},
            {"name": "Colin Wallace", "role": "carpenter"},
            "/place",
            "omission",
        ),
        (
            "Dunmore beat Lokeren 3 to 2.",
            {"home": "Dunmore", "away": "Lokeren", "home_goals": 3, "away_goals": 2},
            {"home": "Dunmore", "away": "Lokeren", "home_goals": 2, "away_goals": 3},
            "/home_goals",
            "other-field",
        ),
    ],
)
def test_a_sentence_with_a_value_of_the_label_is_judged_beside_others(
    text: str, right: dict[str, Any], wrong: dict[str, Any], path: str, code: str
) -> None:
    assert not codes(ASIDE + text, right)
    assert (path, code) in codes(ASIDE + text, wrong)


def test_a_second_text_of_the_author_is_noticed_behind_an_aside() -> None:
    label = {"name": "Colin Wallace", "role": "carpenter"}
    text = ASIDE + "Met Colin Wallace about the carpenter job."
    assert not codes(text, label)
    assert codes(text + "\n\nMet Emily Obrien about the nurse job.", label)


def test_a_head_with_a_day_and_a_clock_is_no_sentence_of_the_author() -> None:
    label = {"name": "Colin Wallace", "role": "carpenter"}
    assert not codes("5 Sep 2023 at 17:53\n\nI hope you are well. Met Colin Wallace about the carpenter job.", label)
