"""How long such periods are, which season and school year they fall into, and what comes after them.

A billing period has a month, a term of a school some hundred days, and the bill for it comes after its end. Words are
data: language/en/timeline.txt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random
from typing import Any

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.leaves import Leaf, Rewrite, found_at
from edgejson.values.coherence.stays import day_of, put_day
from edgejson.values.coherence.themes import inside_each
from edgejson.values.providers.themes import normal

_TIMES = vocabulary("language/en/timeline")
PERIODS = {name: tuple(map(int, days.split(" "))) for name, (days,) in _TIMES.pairs("periods").items()}
_ENDS = tuple(tuple(row.split(" | ")) for row in _TIMES.rows("ends"))
_AFTER = frozenset(_TIMES.words("after a period"))
_SEASONS = {name: tuple(map(int, months.split(" "))) for name, (months,) in _TIMES.pairs("seasons").items()}
_YEARS = frozenset(_TIMES.entries("years from summer on"))
_TWO_YEARS = re.compile(r"\d{4}([-/])(\d{4}|\d{2})")
#: Days that lie between a period and its bill at most; the month in which a school year begins.
_GAP, _SUMMER = 9, 8

Made = dict[str, Any]


def period_rules(fields: FieldMap, leaves: list[Leaf]) -> Iterator[Rewrite]:
    """Rewrites of the ends of a record that is called after what lasts, as a "rental agreement" is."""
    title = fields.document.get("title", "") if isinstance(fields.document, dict) else ""
    words = f" {in_words(title)} " if isinstance(title, str) else ""
    span = next((span for name, span in PERIODS.items() if f" {name} " in words), None)
    ends = ends_in([leaf for leaf in leaves if leaf.own and is_day(leaf)])
    counted = any(leaf.own and "integer" in leaf.field.types and _words(leaf) & {"months", "years"} for leaf in leaves)
    if span is not None and ends is not None and not counted:
        yield _Period(ends, span, "", None, [])


def season_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of seasons and school years by the first day beside them, in each object of a record."""
    return inside_each(leaves, lambda own, near: _seasons(own))


def _seasons(own: list[Leaf]) -> Iterator[Rewrite]:
    day = next((leaf for leaf in own if is_day(leaf)), None)
    for leaf in own if day is not None else ():
        named = [value for value in leaf.field.enum if isinstance(value, str)]
        known = {value: _SEASONS[normal(value)] for value in named if normal(value) in _SEASONS}
        if day is not None and len(known) > 1:
            yield _Season(leaf.steps[0], known, day)
        elif day is not None and leaf.field.words in _YEARS and "string" in leaf.field.types and not leaf.field.enum:
            yield _SchoolYear(leaf, day)


class _Season:
    """The season in which something begins."""

    def __init__(self, name: str, known: dict[Any, tuple[int, ...]], day: Leaf) -> None:
        self.name, self.known, self.day = name, known, day

    def __call__(self, rng: Random, made: Made) -> None:
        day = day_of(made, self.day)
        if day is not None and self.name in made:
            month = day.month
            made[self.name] = min(self.known, key=lambda name: min(_apart(month, one) for one in self.known[name]))


def _apart(one: int, other: int) -> int:
    """Months between two months of a year, the shorter way round."""
    return min((one - other) % 12, (other - one) % 12)


class _SchoolYear:
    """The two years that a school year has a part of each of: "2024-2025" for a day in March 2025."""

    def __init__(self, leaf: Leaf, day: Leaf) -> None:
        self.leaf, self.day = leaf, day

    def __call__(self, rng: Random, made: Made) -> None:
        day, name = day_of(made, self.day), self.leaf.steps[0]
        if day is None or not isinstance(made.get(name), str):
            return
        found = _TWO_YEARS.fullmatch(made[name])
        first = day.year - (day.month < _SUMMER)
        sign, short = (found[1], len(found[2]) == len("25")) if found else ("-", False)
        text = f"{first}{sign}{(first + 1) % 100:02}" if short else f"{first}{sign}{first + 1}"
        if self.leaf.admits(text):
            made[name] = text


def is_day(leaf: Leaf) -> bool:
    """Is it a day or a moment of what a record tells of, and nobody's birth?"""
    return leaf.field.format in ("date", "date-time") and not leaf.field.enum and not leaf.role.endswith("birth_date")


def _words(leaf: Leaf) -> set[str]:
    return set(leaf.field.words.split(" "))


def ends_in(leaves: list[Leaf], beginning: str = "") -> tuple[Leaf, Leaf] | None:
    """The first and the last day that some leaves tell, whose names may have a beginning in common."""
    named = {leaf.field.words: leaf for leaf in leaves}
    found = [(named[f"{beginning}{one}"], named[f"{beginning}{other}"]) for one, other in _ENDS
             if f"{beginning}{one}" in named and f"{beginning}{other}" in named]  # fmt: skip
    return found[0] if found else None


def bill_rules(own: list[Leaf], near: list[Leaf], days: list[Leaf]) -> Iterator[Rewrite]:
    """Of a bill and its period, in an object of its own or beside: how long that is, and what comes after it."""
    after = [leaf for leaf in days if _words(leaf) & _AFTER]
    for name in dict.fromkeys(leaf.steps[0] for leaf in near if len(leaf.steps) == 2 and leaf.steps[1] != "*"):
        inner = [leaf.below((name,)) for leaf in near if leaf.steps[:1] == (name,) and len(leaf.steps) == 2]
        ends = ends_in([leaf for leaf in inner if is_day(leaf)])
        span = PERIODS.get(in_words(name))
        if ends is not None and span is not None:
            yield _Period(ends, span, name, _count(inner), after)
    for name, span in PERIODS.items():
        ends = ends_in(days, f"{name} ")
        if ends is not None:
            beside = [leaf for leaf in own if leaf.field.words.startswith(name)]
            yield _Period(ends, span, "", _count(beside), [leaf for leaf in after if leaf not in ends])


def _count(leaves: list[Leaf]) -> Leaf | None:
    counts = [leaf for leaf in leaves if "integer" in leaf.field.types and "days" in _words(leaf)]
    return counts[0] if counts else None


class _Period:
    """A period is as long as such ones are, and the bill for it comes after its end."""

    def __init__(
        self, ends: tuple[Leaf, Leaf], span: tuple[int, ...], name: str, count: Leaf | None, after: list[Leaf]
    ) -> None:
        self.first, self.last = ends
        self.span, self.name, self.count, self.after = span, name, count, after

    def __call__(self, rng: Random, made: Made) -> None:
        box = made.get(self.name) if self.name else made
        first, last = (day_of(box, leaf) if isinstance(box, dict) else None for leaf in (self.first, self.last))
        if first is None or last is None or not isinstance(box, dict):
            return
        low, high = self.span
        length = (last - first).days
        length = length if low <= length <= high else low + int(rng.random() * (high - low + 1))
        told = [day for leaf in self.after if (day := day_of(made, leaf)) is not None]
        if told and min(told) <= first + timedelta(length):
            first = min(told) - timedelta(length + 1 + int(rng.random() * _GAP))
        put_day(self.first, box, first)
        put_day(self.last, box, first + timedelta(length))
        if self.count is not None and self.count.steps[0] in box and self.count.admits(length):
            box[self.count.steps[0]] = length


def days_of(leaves: list[Leaf]) -> Callable[[Made], float | None] | None:
    """How many days the only span of a record has; None where it has none, or several."""
    days = [leaf for leaf in leaves if is_day(leaf) and "*" not in leaf.steps]
    spans = {parent: ends for parent in dict.fromkeys(leaf.steps[:-1] for leaf in days)
             if (ends := ends_in([leaf for leaf in days if leaf.steps[:-1] == parent])) is not None}  # fmt: skip
    if len(spans) != 1:
        return None
    first, last = next(iter(spans.values()))

    def told(made: Made) -> float | None:
        one, other = (day_of({"": found_at(made, leaf.steps)}, "") for leaf in (first, last))
        return (other - one).days if one is not None and other is not None and other > one else None

    return told
