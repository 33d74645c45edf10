"""What follows from other leaves of a record: a flag from its range, a total from its parts, overdue from the dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from statistics import mean
from typing import Any

from edgejson.language.names import in_words, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps, holders
from edgejson.values.coherence.themes import inside_each
from edgejson.values.providers.templates import parts
from edgejson.values.providers.themes import normal

_RANGES = vocabulary("language/en/ranges")
#: Names of the value that lies in a range, of its ends, and of what says how it lies there.
_VALUE, _LOW, _HIGH, _FLAG = (frozenset(_RANGES.rows(f"flagged {part}")) for part in ("value", "low", "high", "flag"))
#: What a flag says below, within and above a range.
_SAID = tuple(frozenset(_RANGES.rows(part)) for part in ("below", "within", "above"))
#: Ends of the names of numbers that count nothing: "tooth number".
_OF_LISTS: dict[str, Callable[[list[float]], float]] = {
    "total": sum, "average": mean, "avg": mean, "mean": mean, "lowest": min, "highest": max, "min": min, "max": max,
    "annual": sum, "yearly": sum, "overall": mean,
}  # fmt: skip
#: "Average of all scores"
_MADE_OF = re.compile(r"(total|average|mean|lowest|highest)(?: value)? of (?:all |the )*([a-z ]+)", re.IGNORECASE)
_NUMBERING = ("number", "no", "id", "position", "index")
_METERS, _USED = (frozenset(_RANGES.words(section)) for section in ("meters", "used"))
#: Words of the names of what a meter showed before, and of what it shows now.
_SHOWN = tuple(tuple(row.split(" ")) for row in _RANGES.rows("shown"))
_EITHER = {"in", "out"}
#: Clocks of kilometres, and how far they go between two readings of which nothing else is told.
_DRIVEN, _FARTHEST, _NEAREST = frozenset(("odometer", "mileage")), 900, 40
_MONEY = ("cost", "price", "amount", "fee", "estimate", "charge")


def following_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of leaves that follow from others of the same object, in each object of a record; totals over lists."""

    def rules_of(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
        named = {leaf.field.words: leaf for leaf in own}
        for kind in (_flags, _sums, _lengths, _readings, _brands):
            yield from kind(named)

    return [*inside_each(leaves, rules_of), *_totals(leaves), *_samples(leaves)]


def total_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of what is said of a whole list: its total, its mean, its least and greatest."""
    return list(_totals(leaves))


def _numeric(leaf: Leaf) -> bool:
    return bool(leaf.field.types & {"integer", "number"})


def _flags(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    low, high, value = (
        next((leaf for words, leaf in own.items() if words in names and _numeric(leaf)), None)
        for names in (_LOW, _HIGH, _VALUE)
    )
    flag = next((leaf for words, leaf in own.items() if words in _FLAG and leaf.field.enum), None)
    if value is None or flag is None or (low is None and high is None):
        return
    said = [next((one for one in flag.field.enum if normal(one) in words), None) for words in _SAID]
    if said[1] is not None:
        yield _Flag(value.steps[0], low.steps[0] if low else "", high.steps[0] if high else "", flag.steps[0], said)


class _Flag:
    """A flag says how a value lies to the ends of its range that the record states; without those it is normal."""

    def __init__(self, value: str, low: str, high: str, flag: str, said: list[Any]) -> None:
        self.value, self.low, self.high, self.flag, self.said = value, low, high, flag, said

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        value, low, high = made.get(self.value), made.get(self.low), made.get(self.high)
        if not isinstance(value, (int, float)) or self.flag not in made:
            return
        place = 1
        if isinstance(low, (int, float)) and value < low:
            place = 0
        elif isinstance(high, (int, float)) and value > high:
            place = 2
        if self.said[place] is not None:
            made[self.flag] = self.said[place]


def _sums(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    """Of an object's numbers: "total time minutes" of "prep time minutes" and "cook time minutes"."""
    for words, leaf in own.items():
        rest = words.removeprefix("total ")
        if rest == words or not _numeric(leaf):
            continue
        parts = [one for other, one in own.items() if other != words and other.endswith(f" {rest}") and _numeric(one)]
        if len(parts) > 1:
            yield _Sum(leaf, [part.steps for part in parts])


def _totals(leaves: list[Leaf]) -> Iterator[Rewrite]:
    """Of lists whose items have one amount each, and no number of pieces: a total of them beside the list; of others,
    what is called so: "total calories" of meals that have their calories."""
    for leaf in leaves:
        first, _, rest = leaf.field.words.partition(" ")
        if first not in _OF_LISTS and (told := _MADE_OF.match(leaf.field.description)):
            first, rest = told[1].lower(), singular(in_words(told[2]).rpartition(" ")[2])
        same = [
            one
            for one in leaves
            if one.steps[1:2] == ("*",) and len(one.steps) == 3 and one.field.words.removeprefix("net ") == rest
        ]
        if leaf.own and _numeric(leaf) and first in _OF_LISTS and len(same) == 1 and _numeric(same[0]):
            yield _Sum(leaf, [same[0].steps]) if first == "total" else _OfList(leaf, same[0].steps, _OF_LISTS[first])
    listed = [leaf for leaf in leaves if len(leaf.steps) == 3 and leaf.steps[1] == "*" and _numeric(leaf)]
    listed = [leaf for leaf in listed if leaf.field.words.split(" ")[-1] not in _NUMBERING]
    amounts = [leaf for leaf in listed if leaf.field.words.split(" ")[-1] in _MONEY]
    if len(amounts) != 1 or len(listed) != 1:
        return
    for leaf in leaves:
        words = leaf.field.words.split(" ")
        if leaf.own and _numeric(leaf) and words[0] == "total" and (len(words) == 1 or words[-1] in _MONEY):
            yield _Sum(leaf, [amounts[0].steps])


class _OfList:
    """The mean, the least or the greatest of what the items of a list have."""

    def __init__(self, leaf: Leaf, listed: Steps, taken: Callable[[list[float]], float]) -> None:
        self.leaf, self.listed, self.taken = leaf, listed, taken

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        found = [box[key] for box, key in holders(made, self.listed) if isinstance(box[key], (int, float))]
        if not found or self.leaf.steps[0] not in made:
            if self.leaf.steps[0] in made and not self.leaf.field.required:
                del made[self.leaf.steps[0]]
            return
        value = round(float(self.taken(found)), 1)
        exact = int(value) if value.is_integer() or "number" not in self.leaf.field.types else value
        if self.leaf.admits(exact):
            made[self.leaf.steps[0]] = exact


class _Sum:
    """A total is the sum of its parts, where the record has at least one of them."""

    def __init__(self, total: Leaf, parts: list[Steps]) -> None:
        self.total, self.parts = total, parts

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        found = [box[key] for steps in self.parts for box, key in holders(made, steps)]
        if self.total.steps[0] not in made or not found:
            return
        whole = round(sum(one for one in found if isinstance(one, (int, float))), 2)
        if len(found) < len(self.parts) and made[self.total.steps[0]] > whole:
            return  # the rest is a part that goes unsaid
        exact = int(whole) if float(whole).is_integer() and "number" not in self.total.field.types else whole
        if self.total.admits(exact):
            made[self.total.steps[0]] = exact


def _samples(leaves: list[Leaf]) -> Iterator[Rewrite]:
    """What is measured in blood is measured in a sample of blood."""
    known = vocabulary("values/providers/daily").rows("blood samples")
    for leaf in leaves:
        fitting = [value for value in leaf.field.enum if normal(value) in known]
        if fitting and any(one.role == "analyte" and not one.field.enum for one in leaves):
            yield _Fixed(leaf.steps, fitting)


class _Fixed:
    """A leaf that has one of some values, wherever it is."""

    def __init__(self, steps: Steps, values: list[Any]) -> None:
        self.steps, self.values = steps, values

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        for box, key in holders(made, self.steps):
            if box[key] is not None:
                box[key] = self.values[int(rng.random() * len(self.values))]


def _lengths(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    """Of a stay or a rental: its last day is as many nights after the first as it says."""
    count = next(
        (own[words] for words in ("nights", "number of nights", "days", "number of days") if words in own), None
    )
    ends = [(own[one], own[other]) for one, other in _ENDS if one in own and other in own]
    if count is not None and len(ends) == 1 and all(leaf.field.format == "date" for leaf in ends[0]):
        yield Length(count.steps[0], *ends[0])


_ENDS = (("check in", "check out"), ("pickup date", "return date"), ("start date", "end date"), ("from", "to"))


class Length:
    """The second day of two, by the nights between them, or by the weeks, months or years of so many `days` each."""

    def __init__(self, count: str, first: Leaf, last: Leaf, days: float = 1) -> None:
        self.count, self.first, self.last, self.days = count, first.steps[0], last, days

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        count, first = made.get(self.count), made.get(self.first)
        if not isinstance(count, int if self.days == 1 else (int, float)) or isinstance(count, bool):
            return
        if 0 < count < 400 and isinstance(first, str) and self.last.steps[0] in made:
            after = date.fromisoformat(first) + timedelta(round(count * self.days))
            if self.last.admits(after.isoformat()):
                made[self.last.steps[0]] = after.isoformat()


def _readings(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    """Of a meter or a clock of kilometres: what was used is what it shows now less what it showed before."""
    for words, before in own.items():
        for low, high in _SHOWN:
            rest = [word for word in words.split(" ") if word != low]
            named = [" ".join(high if word == low else word for word in words.split(" "))]
            now = own.get(named[0]) if len(rest) < len(words.split(" ")) and _METERS.intersection(rest) else None
            names = list(own)  # a car goes out ahead of coming in, or in ahead of out: as they are declared
            if {low, high} == _EITHER and now is not None and names.index(words) > names.index(named[0]):
                continue
            if now is not None and _numeric(before) and _numeric(now):
                used = next((leaf for name, leaf in own.items() if _USED.intersection(name.split(" "))), None)
                yield _Reading(before, now, used, _NEAREST if (low, high) == ("in", "out") else _FARTHEST)


class _Reading:
    """The later of two readings is the higher one, and their difference what was used."""

    def __init__(self, before: Leaf, now: Leaf, used: Leaf | None, most: int) -> None:
        self.most = most
        self.before, self.now, self.used = before.steps[0], now, used
        self.drives = bool(_DRIVEN.intersection(now.field.words.split(" ")))

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        before, now = made.get(self.before), made.get(self.now.steps[0])
        if not (isinstance(before, (int, float)) and isinstance(now, (int, float))):
            return
        used = made.get(self.used.steps[0]) if self.used is not None else None
        if isinstance(used, (int, float)) and self.now.admits(before + used):
            made[self.now.steps[0]] = before + used
        elif self.drives and not 0 < now - before < self.most and self.now.admits(before + self.most):
            made[self.now.steps[0]] = before + min(20, self.most // 20) + int(rng.random() * self.most)
        elif now < before and self.now.admits(before + abs(before - now)):
            made[self.now.steps[0]] = before + abs(before - now)


def _brands(own: dict[str, Leaf]) -> Iterator[Rewrite]:
    """The brand is the one that the product is called after."""
    product = next((leaf for leaf in own.values() if leaf.role == "product_name"), None)
    brand = next((leaf for leaf in own.values() if leaf.role in ("brand", "manufacturer")), None)
    if product is not None and brand is not None:
        yield _Brand(product.steps[0], brand)


class _Brand:
    """The first word of a product's name, where that is a maker's."""

    def __init__(self, product: str, brand: Leaf) -> None:
        self.product, self.brand = product, brand

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        first = str(made.get(self.product, "")).partition(" ")[0]
        if self.brand.steps[0] in made and first in parts()["maker"] and self.brand.admits(first):
            made[self.brand.steps[0]] = first
