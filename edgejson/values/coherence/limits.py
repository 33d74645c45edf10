"""What is measured and what it should be: a value is near its nominal one, what set off an alert beyond its threshold.

A rating follows from how likely and how bad something is, what has a name after its kind is of that kind, and further
ones of a list are not the one that the record names first. Names are data: language/en/limits.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.numeric import is_number
from edgejson.values.coherence.themes import inside_each
from edgejson.values.providers.themes import normal

_LIMITS = vocabulary("language/en/limits")
_NAMES = {section: frozenset(_LIMITS.rows(section)) for section in _LIMITS.sections}
#: How far a value may be from its nominal one where no tolerance is stated; how often one is out of its tolerance.
_SHARE, _OUT = 0.01, 0.15
#: How far beyond its threshold a value that set off an alert is, at most.
_BEYOND = 0.3
#: From which share of the greatest product on a risk is medium, and high.
_MEDIUM, _HIGH = 0.25, 0.55
_NUMBERED = re.compile(r" (?:[A-Z]?\d+|[A-Z])$")


def limit_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of leaves that another one of the same object bounds or names, in each object of a record."""

    def rules_of(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
        named = {leaf.field.words: leaf for leaf in own}
        for kind in _OF_ONE:
            yield from kind(named)
        yield from _others(named, near)

    return inside_each(leaves, rules_of)


def _one(own: dict[str, Leaf], section: str) -> Leaf | None:
    return next((leaf for words, leaf in own.items() if words in _NAMES[section] and is_number(leaf)), None)


def _verdict(own: dict[str, Leaf]) -> tuple[Leaf, Any, Any] | None:
    """What says whether a value is good, with what it says of a good one and of a bad one."""
    for words, leaf in own.items():
        if words in _NAMES["verdict"] and leaf.field.enum:
            good = [value for value in leaf.field.enum if normal(value) in _NAMES["good"]]
            bad = [value for value in leaf.field.enum if normal(value) in _NAMES["bad"]]
            if good and bad:
                return leaf, good[0], bad[0]
        if "boolean" in leaf.field.types and words in _NAMES["within"] | _NAMES["beyond"]:
            return leaf, words in _NAMES["within"], words not in _NAMES["within"]
    return None


def _nominal(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    nominal, actual = _one(own, "nominal"), _one(own, "actual")
    if nominal is not None and actual is not None:
        yield _Near(nominal.steps[0], actual, _one(own, "tolerance"), _one(own, "deviation"), _verdict(own))


class _Near:
    """A value is near its nominal one, mostly within the tolerance; deviation and verdict say how it lies."""

    def __init__(
        self, nominal: str, actual: Leaf, tolerance: Leaf | None, deviation: Leaf | None, verdict: Any
    ) -> None:
        self.nominal, self.actual, self.tolerance = nominal, actual, tolerance
        self.deviation, self.verdict = deviation, verdict

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        nominal, name = made.get(self.nominal), self.actual.steps[0]
        if not isinstance(nominal, (int, float)) or name not in made:
            return
        most = max(abs(nominal) * _SHARE, 0.02)
        if self.tolerance is not None and isinstance(made.get(self.tolerance.steps[0]), (int, float)):
            allowed = round(most, 2)
            if self.tolerance.admits(allowed):
                made[self.tolerance.steps[0]] = allowed
            most = abs(made[self.tolerance.steps[0]])
        out = self.verdict is not None and rng.random() < _OUT
        off = most * (1.1 + rng.random() if out else 0.9 * rng.random()) * (1 if rng.random() < 0.5 else -1)
        value = round(nominal + off, 3 if most < 0.1 else 2)
        if not self.actual.admits(value):
            return
        made[name] = value
        if self.deviation is not None and self.deviation.steps[0] in made:
            gap = round(value - nominal, 3)
            made[self.deviation.steps[0]] = gap if self.deviation.admits(gap) else abs(gap)
        if self.verdict is not None and self.verdict[0].steps[0] in made:
            made[self.verdict[0].steps[0]] = self.verdict[2] if abs(value - nominal) > most else self.verdict[1]


def _thresholds(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    limit, value, verdict = _one(own, "threshold"), _one(own, "actual"), _verdict(own)
    if limit is not None and value is not None and _one(own, "nominal") is None:
        yield _Beyond(limit, value, verdict)


class _Beyond:
    """What set off an alert lies beyond its threshold; a flag says whether a value does."""

    def __init__(self, limit: Leaf, value: Leaf, verdict: Any) -> None:
        self.limit, self.value, self.verdict = limit, value, verdict

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        limit, name = made.get(self.limit.steps[0]), self.value.steps[0]
        if not isinstance(limit, (int, float)) or not isinstance(made.get(name), (int, float)):
            return
        alert = self.verdict is None and self.limit.field.words in _NAMES["alert"]
        beyond = alert or rng.random() < (_OUT if self.verdict is None else 0.5)
        value = made[name] / (1 + _BEYOND * rng.random() if beyond else 1 - _BEYOND * rng.random())
        value = round(value, 1) if "number" in self.limit.field.types else round(value)
        if self.limit.admits(value):
            made[self.limit.steps[0]] = limit = value
        flag = self.verdict[0].steps[0] if self.verdict is not None else ""
        if flag in made:
            made[flag] = self.verdict[2] if made[name] > limit else self.verdict[1]


def _ratings(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    chance, harm = _one(own, "likelihood"), _one(own, "harm")
    rated = [leaf for words, leaf in own.items() if words in _NAMES["rating"]]
    if chance is not None and harm is not None and rated:
        yield _Rated(chance.steps[0], harm.steps[0], rated[0])


class _Rated:
    """How great a risk is follows from how likely it is and how bad: a number is their product, a word its size."""

    def __init__(self, chance: str, harm: str, rated: Leaf) -> None:
        self.chance, self.harm, self.rated = chance, harm, rated

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        chance, harm, name = made.get(self.chance), made.get(self.harm), self.rated.steps[0]
        if not (isinstance(chance, int) and isinstance(harm, int)) or name not in made:
            return
        product = chance * harm
        word = "low" if product < _MEDIUM * 25 else "medium" if product < _HIGH * 25 else "high"
        options = [value for value in self.rated.field.enum if normal(value) == word]
        value = product if is_number(self.rated) else options[0] if options else word
        if self.rated.admits(value):
            made[name] = value


def _kinds(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    names = [leaf for words, leaf in own.items() if words in _NAMES["name"]]
    kinds = [leaf for words, leaf in own.items() if words in _NAMES["kind"] and not leaf.field.enum]
    for kind in kinds:
        if names and kind.role and kind.role == names[0].role:
            yield _Kind(names[0].steps[0], kind)


class _Kind:
    """What is called after its kind: a "CNC lathe 2" is a CNC lathe."""

    def __init__(self, name: str, kind: Leaf) -> None:
        self.name, self.kind = name, kind

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        name, step = made.get(self.name), self.kind.steps[0]
        said = _NUMBERED.sub("", name if isinstance(name, str) else str(made.get(step, "")))
        if step in made and self.kind.admits(said):
            made[step] = said


def _others(own: dict[str, Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    """Lists of "secondary diagnoses" beside the "principal diagnosis"."""
    for words, leaf in own.items():
        if words.split(" ")[0] not in _NAMES["first"] or not leaf.role or leaf.field.enum:
            continue
        for other in near:
            said = other.field.words.split(" ")[0]
            if (
                len(other.steps) == 2
                and other.steps[1] == "*"
                and said in _NAMES["further"]
                and other.role == leaf.role
            ):
                yield _Others(leaf.steps[0], other.steps[0])


class _Others:
    """The further ones don't say the first one again."""

    def __init__(self, first: str, others: str) -> None:
        self.first, self.others = first, others

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        others = made.get(self.others)
        if isinstance(others, list) and self.first in made:
            made[self.others] = [one for one in others if one != made[self.first]]


def _products(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    """Of a "price per kwh" and an amount in kWh: the cost is their product."""
    cost = _one(own, "cost")
    for words, price in own.items():
        unit = words.rpartition(" per ")[2] if words.startswith(("price per ", "cost per ", "rate per ")) else ""
        amounts = [leaf for other, leaf in own.items() if unit and other != words and _ends_in(other, unit)]
        if cost is not None and is_number(price) and len(amounts) == 1 and is_number(amounts[0]):
            yield _Product(price.steps[0], amounts[0].steps[0], cost)


def _ends_in(words: str, unit: str) -> bool:
    return words.rpartition(" ")[2] in (unit, f"{unit}s")


class _Product:
    """What something costs is the price of one times how much of it there was."""

    def __init__(self, price: str, amount: str, cost: Leaf) -> None:
        self.price, self.amount, self.cost = price, amount, cost

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        price, amount, name = made.get(self.price), made.get(self.amount), self.cost.steps[0]
        if isinstance(price, (int, float)) and isinstance(amount, (int, float)) and name in made:
            value = round(price * amount, 2)
            if self.cost.admits(value):
                made[name] = value


def _alike(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    """Of a "weight" beside a "start weight" or a "target weight"."""
    for words, leaf in own.items():
        named = [own[name] for then in _NAMES["then"] if (name := f"{then} {words}") in own]
        others = [one for one in named if is_number(one)]
        if others and is_number(leaf) and leaf.role != others[0].role:
            yield _Alike(leaf, [one.steps[0] for one in others])


class _Alike:
    """A measure is of the size that it had before, or is to have."""

    def __init__(self, now: Leaf, others: list[str]) -> None:
        self.now, self.others = now, others

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        known = [made[name] for name in self.others if isinstance(made.get(name), (int, float))]
        if known and self.now.steps[0] in made:
            value = known[0] * (0.94 + 0.12 * rng.random())
            exact = round(value, 1) if "number" in self.now.field.types else round(value)
            if self.now.admits(exact):
                made[self.now.steps[0]] = exact


def _versions(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    versions = [leaf for leaf in own.values() if leaf.role == "version"]
    before = [leaf for leaf in versions if leaf.field.words.split(" ")[0] in _NAMES["before"]]
    if len(versions) == 2 and len(before) == 1:
        yield _Before(before[0].steps[0], next(leaf for leaf in versions if leaf is not before[0]).steps[0])


class _Before:
    """The version that something had is lower than the one that it has."""

    def __init__(self, before: str, now: str) -> None:
        self.before, self.now = before, now

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        before, now = made.get(self.before), made.get(self.now)
        if isinstance(before, str) and isinstance(now, str):
            made[self.before], made[self.now] = sorted((before, now), key=_parts)


def _parts(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def _sides(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    for words, leaf in own.items():
        sides = [value for value in leaf.field.enum if normal(value) in _NAMES["side"]]
        if words in ("side", "affected side", "body side", "laterality") and len(sides) == len(_NAMES["side"]):
            said = [one.steps[0] for one in own.values() if one is not leaf and one.role == "body_part"]
            if said:
                yield _Side(leaf.steps[0], said[0], sides)


class _Side:
    """The side is that of the part of the body which is named with it."""

    def __init__(self, side: str, part: str, sides: list[Any]) -> None:
        self.side, self.part, self.sides = side, part, sides

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        words = str(made.get(self.part, "")).split(" ")
        for value in self.sides if self.side in made else ():
            if normal(value) in words:
                made[self.side] = value


#: What one leaf of an object says of another, each by itself.
_OF_ONE = (_versions, _sides, _products, _nominal, _thresholds, _ratings, _kinds, _alike)
