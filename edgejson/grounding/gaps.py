"""How far a cue and a value stand from each other, by the text between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from edgejson.grounding.lexicon import GLUE

_BOUNDARY = re.compile(r"[.!?;](?:\s|$)|\n\s*\n|\n\s*[-*•–>+]\s|[|\t]")
_WORD = re.compile(r"[^\W_]+")
_BEHIND = re.compile(
    r"[ \"'”’)*_`-]*\n?(?:(?:[a-z]+ )?(?:dollars|euros?|francs|pounds(?: sterling)?|yen|rupees|kronor)\s"
    r"|(?!(?:the|and|or|its?|they) )[^\W_]{1,4}[²³]? "
    r"|(?:second|minute|hour|day|week|month|year)s? "
    r"|[°$€£¥₹%µ][^\W_]? )?[\"'*_`(]*"
)


@lru_cache(maxsize=65536)
def distance(gap: str) -> float | None:
    """How far a value stands behind its cue, from the text between them: 0 beside it, less than 1 with glue
    words between, from 1.6 on with others; None across the end of a sentence, line or cell."""
    words = _WORD.findall(gap)
    if words in (["set", "to"], ["recorded", "as"]):
        gap = gap.replace("\n", " ")  # these are of one sentence, wherever a line breaks
    if not words:
        if "\n\n\n" in gap or (gap[:1] in ".,!?" and gap.strip(" ") in ("!", "?")):
            return None
        if (gap[:1] == "." and ".." not in gap and gap[1:2].isspace()) or gap[:1] == ";":
            return None
        return 0.4 if gap[:1] == "," and gap[1:2] == " " else 0.0
    if _BOUNDARY.search(gap):
        return None
    glue = sum(word in GLUE for word in words)
    if glue == len(words) and glue <= 4 and "," not in gap.strip(" ,") and "\n" not in gap.strip(' \n"”\\'):
        return 0.1 * glue + (0.5 if "," in gap else 0.0)
    if "\n" in gap and ":" not in gap:
        return None if len(gap) > 40 else 2.0
    return 1.6 + 0.12 * len(words)


@lru_cache(maxsize=65536)
def behind(gap: str) -> float | None:
    """How far a cue stands behind its value: 0 beside it, 0.3 behind a unit, None otherwise."""
    if gap == " " or gap == "-" or not gap:
        return 0.0
    if not _BEHIND.fullmatch(gap):
        return None
    return 0.1 + 0.1 * len(_WORD.findall(gap))


def within(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Does a place lie in one of some stretches?"""
    return any(start <= place < end for start, end in spans)
