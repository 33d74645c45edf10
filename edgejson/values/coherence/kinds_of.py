"""What numbers go with the kind of animal that a record is about, and years with the days beside them.

A rabbit has two kilograms and lives for ten years; how long somebody has worked is the time since the first day.
Weights and ages are data: language/en/animals.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from edgejson.language.senses import says
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.ages import is_year
from edgejson.values.coherence.formulas import boxes_at
from edgejson.values.coherence.leaves import Leaf, Rewrite, found_at
from edgejson.values.coherence.numeric import Made, bare_names, is_number, number_in, put
from edgejson.values.coherence.stays import day_of, put_day
from edgejson.values.providers.themes import normal

_ANIMALS = vocabulary("language/en/animals")
_KINDS = {name: tuple(map(float, said.split(" "))) for name, (said,) in _ANIMALS.pairs("kilograms and years").items()}
_NAMED, _WEIGHTS, _AGES = (frozenset(_ANIMALS.entries(section)) for section in ("kinds", "weights", "ages"))
_LASTING, _FIRST = (frozenset(_ANIMALS.entries(section)) for section in ("years since", "first day"))
_SINCE = frozenset(_ANIMALS.words("since"))
_YEAR, _TODAY = 365.25, date(2025, 12, 31)


def kind_rules(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of weights, ages and years, in a record whose schema says nothing itself."""
    if fields.annotated:
        return []
    single = [leaf for leaf in leaves if "*" not in leaf.steps]
    days = [leaf for leaf in single if leaf.own and leaf.field.format in ("date", "date-time")]
    return [*_animals(single), *_since(single, days), *_built(single), *_free(single)]


def _free(leaves: list[Leaf]) -> Iterator[Rewrite]:
    """Of a plan that may be free, and its price."""
    for plan in leaves:
        if "free" in plan.field.enum:
            prices = [leaf for leaf in leaves if leaf.own and is_number(leaf) and says(leaf.field.words, "money")]
            yield _Free(plan, prices)


class _Free:
    """What is free costs nothing."""

    def __init__(self, plan: Leaf, prices: list[Leaf]) -> None:
        self.plan, self.prices = plan, prices

    def __call__(self, rng: Random, made: Made) -> None:
        if found_at(made, self.plan.steps) == "free":
            for leaf in self.prices:
                put(leaf, made, 0)


def _animals(leaves: list[Leaf]) -> Iterator[Rewrite]:
    kinds = [leaf for leaf in leaves if leaf.field.words in _NAMED and "string" in (leaf.field.types or {"string"})]
    told = [leaf for leaf in leaves if is_number(leaf) and not leaf.field.format]
    for kind in kinds[:1]:
        for place, names in ((0, _WEIGHTS), (2, _AGES)):
            for leaf in told:
                if names.intersection(bare_names(leaf)) and (leaf.own or leaf.steps[:-1] == kind.steps[:-1]):
                    yield _Animal(kind, leaf, place)


class _Animal:
    """A number of an animal is one that such animals have."""

    def __init__(self, kind: Leaf, leaf: Leaf, place: int) -> None:
        self.kind, self.parent, self.leaf, self.place = kind, leaf.steps[:-1], leaf.below(leaf.steps[:-1]), place

    def __call__(self, rng: Random, made: Made) -> None:
        span = _KINDS.get(normal(str(found_at(made, self.kind.steps))))
        for box in boxes_at(made, self.parent) if span is not None else ():
            value = number_in(box, self.leaf)
            if value is None or span is None:
                continue
            low, high = span[self.place : self.place + 2]
            if not low <= value <= high:
                drawn = low + (high - low) * rng.random()
                put(self.leaf, box, round(drawn, 1) if "number" in self.leaf.field.types else round(drawn))


def _since(leaves: list[Leaf], days: list[Leaf]) -> Iterator[Rewrite]:
    for leaf in leaves:
        if is_number(leaf) and leaf.field.words in _LASTING:
            beside = [one for one in leaves if one.steps[:-1] == leaf.steps[:-1]
                      and one.field.format in ("date", "date-time")]  # fmt: skip
            since = next((one for one in beside if _SINCE.intersection(one.field.words.split(" "))), None)
            told = [one for one in days if one is not since and not one.role.endswith("birth_date")]
            if since is not None:
                yield _Years(leaf, since, told)


class _Years:
    """For so many years it has been so since a day, on the first day that the record tells of."""

    def __init__(self, leaf: Leaf, since: Leaf, told: list[Leaf]) -> None:
        parent = leaf.steps[:-1]
        self.parent, self.leaf, self.since, self.told = parent, leaf.below(parent), since.below(parent), told

    def __call__(self, rng: Random, made: Made) -> None:
        told = min((day for leaf in self.told if (day := day_of(made, leaf)) is not None), default=_TODAY)
        for box in boxes_at(made, self.parent):
            since = day_of(box, self.since)
            if since is not None and since <= told:
                years = (told - since).days / _YEAR
                put(self.leaf, box, round(years, 1) if "number" in self.leaf.field.types else int(years))


def _built(leaves: list[Leaf]) -> Iterator[Rewrite]:
    """Of a car's year and the day on which it was first registered."""
    for leaf in leaves:
        if leaf.field.words in _FIRST and leaf.field.format == "date":
            year = next((one for one in leaves if one.steps[:-1] == leaf.steps[:-1] and is_year(one.role)
                         and "integer" in one.field.types), None)  # fmt: skip
            if year is not None:
                yield _Registered(leaf, year)


class _Registered:
    """A thing is first registered in the year that it is of, or in the next."""

    def __init__(self, leaf: Leaf, year: Leaf) -> None:
        parent = leaf.steps[:-1]
        self.parent, self.leaf, self.year = parent, leaf.below(parent), year.below(parent)

    def __call__(self, rng: Random, made: Made) -> None:
        for box in boxes_at(made, self.parent):
            day, year = day_of(box, self.leaf), number_in(box, self.year)
            if day is not None and year is not None and not 0 <= day.year - year <= 1:
                put_day(self.leaf, box, date(int(year), day.month, min(day.day, 28)))
