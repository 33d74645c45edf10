"""A part is no more than the whole: "laying hens" of the "hens", "eggs broken" and "eggs sold" of the "eggs collected".

What is left is the rest, a "hatch rate" is the share in percent, and a "rating" is no more than the "max rating". Names
are data: language/en/portions.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.forms.kinds import fraction
from edgejson.language.names import singular
from edgejson.language.senses import says
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import PARTICIPLE, word_class
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.money import is_number, number_in, put, unit_of
from edgejson.values.coherence.ranges import Ordered, Span
from edgejson.values.coherence.themes import inside_each

_PORTIONS = vocabulary("language/en/portions")
_WHOLES, _PARTS, _LEFT, _NO_PART, _RATES = (
    frozenset(_PORTIONS.words(section)) for section in ("wholes", "parts", "left", "no part", "rates")
)
_LIMITS = _PORTIONS.rows("limits")
#: The least length of a beginning that the name of a share has in common with its part.
_STEM = 4

Made = dict[str, Any]
#: What something is a part of -> what its name says besides -> it.
Parts = dict[str, dict[str, Leaf]]


def portion_rules(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of the parts of what is counted, in each object of a record whose schema says nothing itself."""
    if fields.annotated:
        return []
    return inside_each(leaves, lambda own, near: _rules(own))


def _rules(own: list[Leaf]) -> Iterator[Rewrite]:
    numbers = {leaf.field.words: leaf for leaf in own if is_number(leaf)}
    limited = [(numbers[words], top) for words in numbers if (top := _limit(words, numbers)) is not None]
    if limited:
        yield Ordered([Span((), leaf, top, ()) for leaf, top in limited])
    shares = [leaf for leaf in own if is_number(leaf) and _is_share(leaf)]
    counts = {words: leaf for words, leaf in numbers.items() if leaf not in shares and not _is_amount(words)}
    for thing, parts in _parts(counts).items():
        whole = counts.get(thing) or next((leaf for said, leaf in parts.items() if said in _WHOLES), None)
        rest = {said: leaf for said, leaf in parts.items() if leaf is not whole}
        if whole is not None and rest:
            yield _Portions(whole, rest, _shares_of(shares, rest))


def _limit(words: str, numbers: dict[str, Leaf]) -> Leaf | None:
    """The most that something may be: "max rating" of "rating"."""
    names = (row.replace("*", words) for row in _LIMITS)
    return next((numbers[name] for name in names if name in numbers), None)


def _is_share(leaf: Leaf) -> bool:
    return says(leaf.field.words, "percent") or leaf.field.words.split(" ")[-1] in _RATES


def _is_amount(words: str) -> bool:
    return says(words, "money") or bool(unit_of(words))


def _parts(counts: dict[str, Leaf]) -> Parts:
    """What is counted of one thing, by what its names say besides: a participle behind it, or any word ahead of it."""
    found: Parts = {}
    for words, leaf in counts.items():
        thing, _, last = words.removeprefix("number of ").rpartition(" ")
        first, _, rest = words.partition(" ")
        if singular(thing) != thing and _says_which(last):
            found.setdefault(thing, {})[last] = leaf
        elif singular(rest) != rest and first not in _NO_PART and (rest in counts or _says_which(first)):
            found.setdefault(rest, {})[first] = leaf
    return found


def _says_which(word: str) -> bool:
    return word_class(word) == PARTICIPLE or word in _PARTS | _LEFT | _WHOLES


def _shares_of(shares: list[Leaf], parts: dict[str, Leaf]) -> dict[str, Leaf]:
    """Parts that a share in percent is of, by how the names begin: "sold percent" of what is sold."""
    found: dict[str, Leaf] = {}
    for leaf in shares:
        stems = [word[:_STEM] for word in leaf.field.words.split(" ") if word not in _RATES]
        fitting = [said for said in parts if len(said) >= _STEM and said[:_STEM] in stems]
        if len(fitting) == 1:
            found[fitting[0]] = leaf
    return found


class _Portions:
    """The parts together are no more than the whole, what is left is the rest, and a share is that of its part."""

    def __init__(self, whole: Leaf, parts: dict[str, Leaf], shares: dict[str, Leaf]) -> None:
        self.whole, self.shares = whole, shares
        self.left = next((leaf for said, leaf in parts.items() if said in _LEFT), None)
        self.parts = {said: leaf for said, leaf in parts.items() if leaf is not self.left}

    def __call__(self, rng: Random, made: Made) -> None:
        whole = number_in(made, self.whole)
        if whole is None or whole < 0:
            return
        sizes = {said: size for said, leaf in self.parts.items() if (size := number_in(made, leaf)) is not None}
        together = sum(sizes.values())
        if together > whole and whole < max(sizes.values()) and len(sizes) == 1:
            put(self.whole, made, together)  # both were drawn for themselves: the greater one is the whole
            sizes = dict.fromkeys(sizes, whole)
            whole = number_in(made, self.whole) or 0
        elif together > whole:
            sizes = {said: size * whole / together * (0.5 + 0.5 * rng.random()) for said, size in sizes.items()}
        for said, size in sizes.items():
            decimals = 0 if isinstance(made[self.parts[said].steps[0]], int) else 1
            put(self.parts[said], made, int(size) if decimals == 0 else round(size, decimals))
        told = [number_in(made, leaf) or 0 for leaf in self.parts.values()]
        if self.left is not None and told and sum(told) <= whole:
            put(self.left, made, whole - sum(told))
        for said, leaf in self.shares.items() if whole else ():
            part = number_in(made, self.parts.get(said))
            if part is not None:
                put(leaf, made, part / whole if fraction.told(leaf.field) else round(100 * part / whole))
