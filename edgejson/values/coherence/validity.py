"""A flag that says whether something held on a day goes with its last day: "in warranty" with when the warranty ends.

Names are data: language/en/chronology.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.stays import day_of
from edgejson.values.coherence.themes import inside_each

_TIMES = vocabulary("language/en/chronology")
_HOLDING, _OVER, _UNTIL, _TOLD = (
    frozenset(_TIMES.words(section)) for section in ("holding", "over", "until", "told")
)

Made = dict[str, Any]


def validity_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of flags by the last day of what they tell of, in each object of a record."""
    return inside_each(leaves, lambda own, near: _rules(own))


def _rules(own: list[Leaf]) -> Iterator[Rewrite]:
    days = [leaf for leaf in own if leaf.field.format in ("date", "date-time") and not leaf.role.endswith("birth_date")]
    ends = [leaf for leaf in days if _UNTIL.intersection(leaf.field.words.split(" "))]
    told = [leaf.steps[0] for leaf in days if _TOLD.intersection(leaf.field.words.split(" ")) and leaf not in ends]
    for leaf in own if ends and told else ():
        words = leaf.field.words.split(" ")
        if leaf.field.types - {"null"} != {"boolean"} or not (_HOLDING | _OVER).intersection(words):
            continue
        end = next((one for one in ends if set(words) & (set(one.field.words.split(" ")) - _UNTIL)), None)
        end = end or (ends[0] if len(words) == 1 and len(ends) == 1 else None)
        if end is not None:
            yield _Holds(leaf.steps[0], not _OVER.intersection(words), end.steps[0], told[0])


class _Holds:
    """A flag says whether the day that the record tells of was no later than the last one."""

    def __init__(self, flag: str, holding: bool, until: str, told: str) -> None:
        self.flag, self.holding, self.until, self.told = flag, holding, until, told

    def __call__(self, rng: Random, made: Made) -> None:
        until, told = day_of(made, self.until), day_of(made, self.told)
        if until is not None and told is not None and isinstance(made.get(self.flag), bool):
            made[self.flag] = (told <= until) is self.holding
