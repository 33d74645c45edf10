"""What a list comes to: a sum of its amounts beside it, and how many of its items a flag or a class is set for.

A sum is called after the list ("parts total" of "parts") or after what is summed ("total weight" of the weights). Names
are data: language/en/tallies.txt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from statistics import mean

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.listed import Each, amount_of, each_of, lists_below, mean_of, thing_of
from edgejson.values.coherence.numeric import Made, bare_names, is_number, number_in, put
from edgejson.values.coherence.themes import inside_each

_TALLIES = vocabulary("language/en/tallies")
_MEANS = frozenset(("overall", "average", "mean"))
#: Words of sums that only hold what was paid, and states of what was not.
_RECEIVED = frozenset(("paid", "received", "collected", "raised"))
_NOTHING = frozenset(("failed", "cancelled", "canceled", "declined", "rejected", "pending", "void"))
_OF_ALL = frozenset(_TALLIES.words("of all"))
_OF_THEM: tuple[tuple[frozenset[str], Callable[[list[float]], float]], ...] = (
    (frozenset(_TALLIES.words("average of")), mean),
    (frozenset(_TALLIES.words("least of")), min),
    (frozenset(_TALLIES.words("greatest of")), max),
)
_ALL = frozenset(("all", "everything", "everyone"))
_NUMBERING = frozenset(_TALLIES.entries("numbering"))


def tally_rules(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of sums and counts of lists, in each object of a record whose schema says nothing itself."""
    return [] if fields.annotated else inside_each(leaves, _rules)


def _rules(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    lists = lists_below(near)
    for leaf in own if lists else ():
        if is_number(leaf):
            yield from _taken(leaf, lists)
            found = [(name, each) for name, items in lists.items() if (each := each_of(leaf, name, items)) is not None]
            if len(found) == 1:
                yield _Tally(leaf, *found[0])
    for name, items in lists.items():
        numbers = [one for one in items if "integer" in one.field.types and one.field.words in _NUMBERING]
        yield from (_Numbered(name, number) for number in numbers[:1] if not number.field.enum)
        yield from (_Timed(name, one.steps[0]) for one in items if one.field.words == "minute" and is_number(one))
    yield from _wholes(own, near)
    yield from _alls(own, lists)


def _alls(own: list[Leaf], lists: dict[str, list[Leaf]]) -> Iterator[Rewrite]:
    """Of a flag that says something of all items of a list: "all delivered"."""
    flags = {
        one.field.words.removeprefix("is "): (name, one.steps[0])
        for name, items in lists.items()
        for one in items
        if one.field.types - {"null"} == {"boolean"}
    }
    for leaf in own:
        first, _, rest = leaf.field.words.partition(" ")
        if first in _ALL and rest in flags and leaf.field.types - {"null"} == {"boolean"}:
            yield _All(leaf.steps[0], *flags[rest])


def _taken(leaf: Leaf, lists: dict[str, list[Leaf]]) -> Iterator[Rewrite]:
    """Of the mean, the least or the greatest of a list: a "largest donation"."""
    first, _, rest = bare_names(leaf)[-1].partition(" ")
    take = next((take for words, take in _OF_THEM if first in words), None)
    for name, items in lists.items() if take is not None else ():
        each = amount_of(items) if rest == thing_of(name) else mean_of(rest, items) if first in _MEANS else None
        if each is not None and take is not None:
            yield _Tally(leaf, name, each, take)


def _wholes(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    """Of a total beside an object: "total deductions" of what the "deductions" are."""
    parts: dict[str, list[str]] = {}
    for leaf in near:
        if len(leaf.steps) == 2 and leaf.steps[1] != "*" and is_number(leaf):
            parts.setdefault(leaf.steps[0], []).append(leaf.steps[1])
    for leaf in own:
        words = leaf.field.words.split(" ")
        bare = [word for word in words if word not in _OF_ALL]
        for name, members in parts.items() if is_number(leaf) and len(bare) < len(words) and bare else ():
            if in_words(name).split(" ")[-len(bare) :] == bare and len(members) > 1:
                yield _Whole(leaf, name, members)


class _Tally:
    """A number is the sum of what the items of a list add to it."""

    def __init__(self, leaf: Leaf, listed: str, each: Each, take: Callable[[list[float]], float] = sum) -> None:
        self.leaf, self.listed, self.each, self.take = leaf, listed, each, take
        self.paid = not _RECEIVED.isdisjoint(leaf.field.words.split(" "))

    def __call__(self, rng: Random, made: Made) -> None:
        listed = made.get(self.listed)
        if not isinstance(listed, list) or not listed:
            return
        counting = [item for item in listed if isinstance(item, dict) and not (self.paid and _failed(item))]
        told = [self.each(item) for item in counting]
        known = [amount for amount in told if amount is not None]
        if known:
            put(self.leaf, made, self.take(known))


def _failed(item: Made) -> bool:
    """Is it something that came to nothing, by its status?"""
    return any(isinstance(value, str) and value.lower() in _NOTHING for value in item.values())


class _Numbered:
    """The items of a list are numbered as they are listed."""

    def __init__(self, listed: str, number: Leaf) -> None:
        self.listed, self.number = listed, number

    def __call__(self, rng: Random, made: Made) -> None:
        listed = made.get(self.listed)
        for place, item in enumerate(listed if isinstance(listed, list) else (), 1):
            if isinstance(item, dict):
                put(self.number, item, place)


class _Timed:
    """What happens minute by minute is listed so."""

    def __init__(self, listed: str, minute: str) -> None:
        self.listed, self.minute = listed, minute

    def __call__(self, rng: Random, made: Made) -> None:
        listed = made.get(self.listed)
        if isinstance(listed, list) and all(isinstance(item, dict) and self.minute in item for item in listed):
            for item, value in zip(listed, sorted(item[self.minute] for item in listed), strict=True):
                item[self.minute] = value


class _All:
    """A flag says whether one is set for all items of a list."""

    def __init__(self, flag: str, listed: str, each: str) -> None:
        self.flag, self.listed, self.each = flag, listed, each

    def __call__(self, rng: Random, made: Made) -> None:
        listed = made.get(self.listed)
        if isinstance(listed, list) and listed and self.flag in made:
            made[self.flag] = all(item.get(self.each) for item in listed if isinstance(item, dict))


class _Whole:
    """A total is the sum of all numbers of an object beside it."""

    def __init__(self, leaf: Leaf, inner: str, members: list[str]) -> None:
        self.leaf, self.inner, self.members = leaf, inner, members

    def __call__(self, rng: Random, made: Made) -> None:
        box = made.get(self.inner)
        told = [number_in(box, name) for name in self.members] if isinstance(box, dict) else []
        if any(amount is not None for amount in told):
            put(self.leaf, made, sum(amount or 0 for amount in told))
