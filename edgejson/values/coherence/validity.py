"""A flag that says whether something held on a day goes with its last day: "in warranty" with when the warranty ends.

Names are data: language/en/chronology.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.stays import day_of, put_day
from edgejson.values.coherence.themes import inside_each

_TIMES = vocabulary("language/en/chronology")
_HOLDING, _OVER, _UNTIL, _TOLD, _BOUGHT, _LASTING = (
    frozenset(_TIMES.words(section)) for section in ("holding", "over", "until", "told", "bought", "lasting")
)
#: How many years a warranty holds.
_YEARS = (1, 2, 2, 3)

Made = dict[str, Any]


def validity_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of flags by the last day of what they tell of, in each object of a record."""
    return inside_each(leaves, lambda own, near: [*_warranties(own, near), *_rules(own)])


def _warranties(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    """A warranty begins with the purchase, and lasts for years."""
    days = [leaf for leaf in own if leaf.field.format == "date"]
    ends = [leaf for leaf in days if _LASTING.intersection(leaf.field.words.split(" "))]
    bought = next((leaf for leaf in near if leaf.field.format == "date" and "*" not in leaf.steps and leaf not in ends
                   and _BOUGHT.intersection(leaf.field.words.split(" "))), None)  # fmt: skip
    if ends and bought is not None:
        told = next((leaf.steps[0] for leaf in days if _TOLD.intersection(leaf.field.words.split(" "))
                     and leaf not in (*ends, bought)), "")  # fmt: skip
        yield _Warranty(bought, ends[0], told)


class _Warranty:
    """What breaks does so some time after it was bought."""

    def __init__(self, bought: Leaf, until: Leaf, told: str) -> None:
        self.bought, self.until, self.told = bought, until, told

    def __call__(self, rng: Random, made: Made) -> None:
        *outer, name = self.bought.steps
        box: Any = made
        for step in outer:
            box = box.get(step) if isinstance(box, dict) else None
        day, told = day_of(box, name) if isinstance(box, dict) else None, day_of(made, self.told)
        if day is None:
            return
        if told is not None:
            day = told - timedelta(20 + int(rng.random() * rng.random() * 1100))
            put_day(self.bought.below(tuple(outer)), box, day)
        put_day(self.until, made, day + timedelta(365 * _YEARS[int(rng.random() * len(_YEARS))]))


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
