"""Strings that take in words beside them: more than the text's value."""

from __future__ import annotations

import re
from bisect import bisect_left

from edgejson.forms import DERIVED, WEAK, Evidence
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf
from edgejson.language.vocabulary import vocabulary

_WORDS = vocabulary("language/en/cues")
#: Words that no value ends with: a value that does has taken along what follows it.
DANGLING = frozenset(_WORDS.words("dangling"))
#: Those that no verb has for its particle either, as in "fill in".
_OPEN_ENDS = frozenset(_WORDS.words("open ends"))
#: Words that no item of a list ends with, whatever follows, and how many words more the name of one has at most.
_TRAILING, _NAME_WORDS = frozenset(_WORDS.words("trailing")), 3
#: Grades of places that reach beyond a value's own words.
LOOSE = (DERIVED, WEAK)
#: A word or a number directly behind a value.
_GOES_ON = re.compile(r"[ \n]{1,2}\\?[\"“'(]?(?:[^\W_]|[-+]\d)")


def runs_on(leaf: Leaf, chosen: Evidence, bound: Bound) -> bool:
    """Does the value end in a word that belongs to the sentence, or within a cue that goes on behind it?"""
    last = str(leaf.value).rpartition(" ")[2]
    if last in _TRAILING and leaf.target.scalars and str(leaf.value).count(" ") <= _NAME_WORDS:
        return True
    if last != leaf.value and (last in DANGLING or (last.lower() in DANGLING and f". {last}" in str(leaf.value))):
        return _GOES_ON.match(bound.lowered, chosen.end) is not None
    index = bisect_left(bound.starts, chosen.end) - 1
    if index < 0:
        return False
    cue = bound.found[index]
    if chosen.start < cue.start and cue.end == chosen.end and bound.reading.text[cue.end : cue.end + 1] == "=":
        return True
    within = chosen.start < cue.start < chosen.end < cue.end
    return within and not bound.reading.text[cue.start].isupper()


def spans_of(leaves: list[Leaf]) -> list[tuple[int, int]]:
    """Where leaves are said, with all that ends there: start and end of each place, in order."""
    return sorted(
        (place.start, place.end)
        for leaf in leaves
        if leaf.chosen is not None
        for place in (leaf.chosen, *leaf.candidates)
        if place.end == leaf.chosen.end and place.grade not in LOOSE
    )


def takes_in(chosen: Evidence, spans: list[tuple[int, int]]) -> bool:
    """Does a string end in the first words of what says another leaf: "Turin this" ahead of "Saturday", where people
    say "this Saturday" for the day, "Ana Lind got" ahead of "cut"? `spans` are those of all leaves.
    """
    within = spans[bisect_left(spans, (chosen.start + 1,)) : bisect_left(spans, (chosen.end,))]
    return any(end > chosen.end for _, end in within)


def dangles(leaf: Leaf, chosen: Evidence, bound: Bound) -> bool:
    """Does a value that stands in a frame end in a word that always goes on, ahead of another one: "Goa the 5th"?"""
    _, blank, last = str(leaf.value).rpartition(" ")
    return bool(blank) and last.lower() in _OPEN_ENDS and _GOES_ON.match(bound.lowered, chosen.end) is not None
