"""Numbers that stand against letters or each other: "2d14", "169/91", "1920x1080", "won 3-2".

For fields without phrases: the scan of a text (`forms/scan.py`) takes such for codes. What is said in a row stands in
the order of its fields.
"""

from __future__ import annotations

import re

from edgejson.forms import FORM, Evidence
from edgejson.grounding.candidates import Leaf
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: Dice, a season's episode, a fraction that is no date, sizes; the last ones may have their unit.
_RUN = re.compile(
    r"(?<![\w.,/:+-])(?:\d+d\d+(?=[+-]\d|[^\w.-]|\Z)|s\d{1,2} ?e\d{1,3}(?!\w)"
    r"|(?:3[2-9]|[4-9]\d|\d{3})/\d{2,3}(?![\w/.-])"
    r"|\d+(?:\.\d+)?(?: ?[x×*] ?\d+(?:\.\d+)?){1,2}(?=(?:[cm]?m|in|px|ft)?(?![\w.]|[/-]\w)))"
)
#: What scores is told like a range, the winner's first.
_SCORE = re.compile(r"(?<![\w.,/:+-])\d{1,3}[-–]\d{1,3}(?![\w/:-]|[.]\d)")
_SCORED = re.compile(r"\b(?:scores?|goals?|points|sets|games)\b")
#: Between two numbers of a row, a unit and a third one included.
_BETWEEN = re.compile(r"(?:(?: ?[a-z]{1,2})? ?(?P<joint>[x×*/–de+-]|by|,) ?(?:\d+(?:\.\d+)?(?=[^\d.]))?){1,2}")
_IN_ORDER = [row.split() for row in vocabulary("language/en/named_beside").rows("said in order")]
_WORD = re.compile(r"[a-z]+")


def find(lowered: str, value: float, field: Field) -> list[Evidence]:
    """Places of a number that the scan takes for a part of a code."""
    runs = list(_RUN.finditer(lowered)) + (list(_SCORE.finditer(lowered)) if _SCORED.search(field.words) else [])
    return [
        Evidence(*number.span(), FORM)
        for run in runs
        for number in _NUMBER.finditer(lowered, *run.span())
        if float(number[0]) == value
    ]


def in_order(one: Leaf, other: Leaf, lowered: str) -> int:
    """Of two numbers: 1 where they stand in a row and in the order of their fields, -1 in a row the other way round,
    else 0. Sizes and coordinates have an order by their names, others that of the schema."""
    assert one.chosen is not None and other.chosen is not None
    first, second = sorted((one.chosen, other.chosen))
    between = _BETWEEN.fullmatch(lowered, first.end, second.start) if first.end < second.start else None
    if between is None:
        return 0
    sign = _known_order(one.target.field.words, other.target.field.words)
    if not sign and between["joint"] != ",":
        sign = 1 if one.target.id < other.target.id else -1
    return sign if one.chosen == first else -sign


def _known_order(mine: str, theirs: str) -> int:
    """1 where a name comes before another one in all rows that have both, -1 behind it, else 0."""
    for row in _IN_ORDER:
        places = [
            next((row.index(word) for word in _WORD.findall(words) if word in row), -1) for words in (mine, theirs)
        ]
        if min(places) >= 0 and places[0] != places[1]:
            return 1 if places[0] < places[1] else -1
    return 0
