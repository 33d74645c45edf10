"""A string that is but the end of a compound lacks a word; behind what only describes it, it is whole."""

from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.base import Pair
from edgejson.checks.settings import Validate
from edgejson.schema.loading import schema_of

_STRING = {"type": "string"}
CHECKER = Checker(
    schema_of(
        {
            "title": "call",
            "type": "object",
            "properties": dict.fromkeys(("object", "movie", "day", "material", "title"), _STRING),
        },
        "call",
    ),
    Validate(),
)


def refused(text: str, label: dict[str, Any]) -> bool:
    return bool(CHECKER.examine(Pair(text, label)))


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("switch on the coffee machine", "coffee machine", "machine"),
        ("rent a swimming pool for a day", "swimming pool", "pool"),
        ("start the washing machine please", "washing machine", "machine"),
    ],
)
def test_the_end_of_a_compound_is_cut_short(text: str, right: str, wrong: str) -> None:
    assert not refused(text, {"object": right})
    assert refused(text, {"object": wrong})


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I left the blue umbrella there", {"object": "umbrella"}),
        ("find an amazing lamp for me", {"object": "lamp"}),
        ("book a family trip for us", {"object": "trip"}),
        ("call the bank tomorrow at noon", {"day": "tomorrow"}),
        ("book the evening tour for two", {"object": "tour"}),
        ("look for a leather bag", {"object": "bag", "material": "leather"}),
        ("we watched the film inception, twice", {"movie": "inception"}),
        ("we spoke about the object case.", {"object": "case"}),
    ],
)
def test_what_only_describes_a_string_is_no_part_of_it(text: str, label: dict[str, Any]) -> None:
    assert not refused(text, label)
