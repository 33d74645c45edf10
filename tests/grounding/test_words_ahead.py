"""A string that is but a part of a compound, a clause or a name lacks a word; behind what describes it, it is whole."""

from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.base import Pair
from edgejson.checks.settings import Validate
from edgejson.schema.loading import schema_of

_STRING = {"type": "string"}
_NAMES = ("object", "movie", "day", "material", "brand", "flight", "artist")
CHECKER = Checker(
    schema_of(
        {
            "title": "call",
            "type": "object",
            "properties": dict.fromkeys(
                ("object", "movie", "day", "material", "title", "brand", "flight", "artist"), _STRING
            ),
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
        ("tell them the front door is open", "the front door is open", "is open"),
        ("alert me when the Dyson V8 drops", "Dyson V8", "Dyson"),
    ],
)
def test_a_part_of_a_compound_clause_or_name_is_cut_short(text: str, right: str, wrong: str) -> None:
    assert not refused(text, {"object": right})
    assert refused(text, {"object": wrong})


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I left the blue umbrella there", {"object": "umbrella"}),
        ("find an amazing lamp for me", {"object": "lamp"}),
        ("translate the word heaven for me", {"object": "heaven"}),
        ("book a family trip for us", {"object": "trip"}),
        ("call the bank tomorrow at noon", {"day": "tomorrow"}),
        ("book the evening tour for two", {"object": "tour"}),
        ("look for a leather bag", {"object": "bag", "material": "leather"}),
        ("is the Dyson V8 any good", {"brand": "Dyson"}),
        ("I fly to Oslo SK4455 then", {"object": "Oslo", "flight": "SK4455"}),
        ("who wrote the songs of Mick Jagger", {"artist": "Jagger"}),
        ("we watched the film inception, twice", {"movie": "inception"}),
        ("we spoke about the object case.", {"object": "case"}),
    ],
)
def test_what_only_describes_a_string_is_no_part_of_it(text: str, label: dict[str, Any]) -> None:
    assert not refused(text, label)


def test_a_band_has_all_of_its_name() -> None:
    assert not refused("play Help by The Velvet Underground", {"artist": "The Velvet Underground"})
    assert refused("play Help by The Velvet Underground", {"artist": "Underground"})
