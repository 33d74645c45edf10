"""What holds until a day: a flag goes with it ("in warranty"), a warranty lasts for years, what was before lies before.

Names are data: language/en/chronology.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.stays import day_of, put_day
from edgejson.values.coherence.themes import inside_each

_TIMES = vocabulary("language/en/chronology")
_HOLDING, _OVER, _UNTIL, _TOLD, _BOUGHT, _LASTING = (
    frozenset(_TIMES.words(section)) for section in ("holding", "over", "until", "told", "bought", "lasting")
)
#: Words of the names of lists of what was before.
_BEFORE = frozenset(("previous", "past", "earlier", "prior", "former", "history"))
_AFTER = frozenset(("repairs", "services", "inspections", "maintenance", "incidents", "checks", "renewals"))
#: Papers that hold for ten years.
_PAPERS = frozenset(("passport", "id", "licence", "license"))
#: How many years a warranty holds.
_YEARS = (1, 2, 2, 3)

Made = dict[str, Any]


def validity_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of warranties and flags by their last day, in each object of a record; of lists of what was before."""
    return [*inside_each(leaves, lambda own, near: [*_warranties(own, near), *_rules(own)]), *_histories(leaves)]


def _warranties(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    """A warranty begins with the purchase, and lasts for years."""
    days = [leaf for leaf in own if leaf.field.format == "date"]
    paper = own[0].field.path[-2] if own and len(own[0].field.path) > 1 else ""
    if paper and _PAPERS.intersection(in_words(paper).split(" ")):
        issued = next((leaf for leaf in days if leaf.field.words.startswith(("issued", "issue"))), None)
        until = next((leaf for leaf in days if _UNTIL.intersection(leaf.field.words.split(" "))), None)
        if issued is not None and until is not None:
            yield _Paper(issued, until)
    ends = [leaf for leaf in days if _LASTING.intersection(leaf.field.words.split(" "))]
    bought = next((leaf for leaf in near if leaf.field.format == "date" and "*" not in leaf.steps and leaf not in ends
                   and _BOUGHT.intersection(leaf.field.words.split(" "))), None)  # fmt: skip
    if ends and bought is not None:
        told = next((leaf.steps[0] for leaf in days if _TOLD.intersection(leaf.field.words.split(" "))
                     and leaf not in (*ends, bought)), "")  # fmt: skip
        yield _Warranty(bought, ends[0], told)


class _Paper:
    """A passport was issued some years ago, and holds for ten."""

    def __init__(self, issued: Leaf, until: Leaf) -> None:
        self.issued, self.until = issued, until

    def __call__(self, rng: Random, made: Made) -> None:
        day = day_of(made, self.issued)
        if day is not None:
            issued = day - timedelta(int(rng.random() * 2800))
            put_day(self.issued, made, issued)
            put_day(self.until, made, issued + timedelta(3652))


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
    told = [leaf.steps[0] for leaf in days if leaf not in ends and _tells_of(leaf.field.words.split(" "))]
    for leaf in own if ends and told else ():
        words = leaf.field.words.split(" ")
        if leaf.field.types - {"null"} != {"boolean"} or not (_HOLDING | _OVER).intersection(words):
            continue
        end = next((one for one in ends if set(words) & (set(one.field.words.split(" ")) - _UNTIL)), None)
        end = end or (ends[0] if len(words) == 1 and len(ends) == 1 else None)
        if end is not None:
            yield _Holds(leaf.steps[0], not _OVER.intersection(words), end.steps[0], told[0])


def _tells_of(words: list[str]) -> bool:
    """Is it the day that a record tells of, and not the one on which its thing was bought?"""
    return not _TOLD.isdisjoint(words) and _BOUGHT.isdisjoint(words)


class _Holds:
    """A flag says whether the day that the record tells of was no later than the last one."""

    def __init__(self, flag: str, holding: bool, until: str, told: str) -> None:
        self.flag, self.holding, self.until, self.told = flag, holding, until, told

    def __call__(self, rng: Random, made: Made) -> None:
        until, told = day_of(made, self.until), day_of(made, self.told)
        if until is not None and told is not None and isinstance(made.get(self.flag), bool):
            made[self.flag] = (told <= until) is self.holding


def _histories(leaves: list[Leaf]) -> Iterator[Rewrite]:
    """Of lists of what was before: "previous claims", "work history"."""
    told = next((leaf for leaf in leaves if leaf.own and leaf.field.format in ("date", "date-time")
                 and not leaf.role.endswith("birth_date")), None)  # fmt: skip
    bought = next((leaf for leaf in leaves if leaf.own and leaf.field.format == "date"
                   and _BOUGHT.intersection(leaf.field.words.split(" "))), None)  # fmt: skip
    for leaf in leaves if told is not None else ():
        dated = leaf.field.format in ("date", "date-time") and len(leaf.steps) == 3 and leaf.steps[1] == "*"
        if dated and bought is not None and _AFTER.intersection(in_words(leaf.steps[0]).split(" ")):
            yield _History(bought, leaf, -1)
        elif dated and told is not None and _BEFORE.intersection(in_words(leaf.steps[0]).split(" ")):
            yield _History(told, leaf, 1)


class _History:
    """What was before lies before the record's day, what breaks after its purchase; the first of it first."""

    def __init__(self, told: Leaf, leaf: Leaf, way: int) -> None:
        self.told, self.leaf, self.way = told, leaf.below(leaf.steps[:2]), way
        self.listed = leaf.steps[0]

    def __call__(self, rng: Random, made: Made) -> None:
        told, items = day_of(made, self.told), made.get(self.listed)
        if told is None or not isinstance(items, list):
            return
        there = [item for item in items if isinstance(item, dict) and day_of(item, self.leaf) is not None]
        back = sorted(
            (self.way * (30 + int(rng.random() * (1200 if self.way > 0 else 260))) for _ in there), reverse=True
        )
        for item, days in zip(there, back, strict=True):
            put_day(self.leaf, item, told - timedelta(days))
