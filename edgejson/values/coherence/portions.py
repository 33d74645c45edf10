"""A part is no more than the whole: "laying hens" of the "hens", "eggs broken" and "eggs sold" of the "eggs collected".

What is left is the rest, a "hatch rate" is the share in percent, and a "rating" is no more than the "max rating". Names
are data: language/en/portions.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from edgejson.forms.kinds import fraction
from edgejson.language.names import singular
from edgejson.language.senses import says
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import PARTICIPLE, word_class
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.money import unit_of
from edgejson.values.coherence.numeric import Made, is_number, number_in, put
from edgejson.values.coherence.ranges import Ordered, Span
from edgejson.values.coherence.themes import inside_each

_PORTIONS = vocabulary("language/en/portions")
_WHOLES, _PARTS, _LEFT, _NO_PART, _RATES = (
    frozenset(_PORTIONS.words(section)) for section in ("wholes", "parts", "left", "no part", "rates")
)
_LIMITS, _MEASURED, _SCORES = (_PORTIONS.rows(section) for section in ("limits", "measured", "scores"))
_UNITS = frozenset(_PORTIONS.words("units"))
_PLACES, _COMPETITORS = frozenset(_PORTIONS.words("places")), _PORTIONS.entries("competitors")
_OF_ALL = _PORTIONS.entries("of all")
#: What parts are called that make up a whole together, and what that is called.
_MADE_OF = [tuple(tuple(side.split(" | ")) for side in row.split(": ")) for row in _PORTIONS.rows("made of")]
#: The least length of a beginning that the name of a share has in common with its part.
_STEM = 4
#: Of two parts that make up a whole, the one tells the other.
_BOTH = 2

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
    flags = {leaf.field.words: leaf.steps[0] for leaf in own if leaf.field.types - {"null"} == {"boolean"}}
    for thing, parts in _parts(counts).items():
        total = counts.get(thing) or next((leaf for said, leaf in parts.items() if said in _WHOLES), None)
        rest = {said: leaf for said, leaf in parts.items() if leaf is not total}
        if total is not None and rest:
            yield _Portions(total, rest, _shares_of(shares, rest))
            full = next((flags[f"{said} out"] for said in rest if f"{said} out" in flags), "")
            sold = next((rest[said] for said in rest if f"{said} out" in flags), None)
            if sold is not None:
                yield _Exhausted(full, sold.steps[0], total.steps[0])
    for named, wholes in _MADE_OF:
        there = {part: counts[part] for part in named if part in counts}
        known = [counts[name].steps[0] for name in wholes if name in counts and name not in there]
        if known and there:
            yield _Together(known, there, len(there) == len(named), _shares_of(shares, there))


def _limit(words: str, numbers: dict[str, Leaf]) -> Leaf | None:
    """The most that something may be: "max rating" of "rating"."""
    first, _, last = words.rpartition(" ")
    among = list(_COMPETITORS) if last in _PLACES else []
    among += [name.replace("*", first) for name in _OF_ALL] if last == "number" and first else []
    if known := next((numbers[name] for name in among if name in numbers), None):
        return known
    heads = [words, *(_SCORES if words.split(" ")[-1] in _SCORES else ())]  # "max points" of a "best score"
    names = (row.replace("*", head) for head in heads for row in _LIMITS)
    return next((numbers[name] for name in names if name in numbers and name != words), None)


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
        elif (
            (singular(rest) != rest or (rest in _UNITS and not _around(words, counts)))
            and first not in _NO_PART
            and (rest in counts or _says_which(first))
        ):
            found.setdefault(rest, {})[first] = leaf
        elif (whole := _around(words, counts)) and first not in _NO_PART:
            found.setdefault(whole, {})[words] = leaf
    return found


def _around(words: str, counts: dict[str, Leaf]) -> str:
    """What a name says a part of: "rooms" of "bedrooms", "size m2" of "planted m2"; "" for nothing that is counted."""
    ends = [other for other in counts if words != other and len(other) >= _STEM and words.endswith(other)]
    first, _, unit = words.partition(" ")
    ends += [name for of in _MEASURED if (name := f"{of} {unit}") in counts and unit and _says_which(first)]
    return next((end for end in ends if singular(end) != end or " " in end), "")


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
        _share_out(made, whole, self.parts, self.shares)


def _share_out(
    made: Made, whole: float, parts: dict[str, Leaf], shares: dict[str, Leaf], complete: bool = False
) -> None:
    """Write the shares in percent, or of one, of parts of a whole; of one that goes unsaid, by the other part."""
    sizes = {said: number_in(made, leaf) for said, leaf in parts.items()}
    known = [size for size in sizes.values() if size is not None]
    for said, leaf in shares.items() if whole else ():
        part = sizes[said]
        part = whole - known[0] if part is None and complete and len(known) == 1 else part
        if part is not None:
            put(leaf, made, part / whole if fraction.told(leaf.field) else round(100 * part / whole))


class _Exhausted:
    """What is "sold out" is sold as often as it was there."""

    def __init__(self, flag: str, used: str, whole: str) -> None:
        self.flag, self.used, self.whole = flag, used, whole

    def __call__(self, rng: Random, made: Made) -> None:
        used, whole = number_in(made, self.used), number_in(made, self.whole)
        if used is not None and whole is not None and isinstance(made.get(self.flag), bool):
            made[self.flag] = used >= whole


class _Together:
    """Those that passed and those that failed are all that took part; either alone is no more than that."""

    def __init__(self, wholes: list[str], parts: dict[str, Leaf], all_told: bool, shares: dict[str, Leaf]) -> None:
        self.wholes, self.parts, self.all_told, self.shares = wholes, parts, all_told, shares

    def __call__(self, rng: Random, made: Made) -> None:
        whole = next((size for name in self.wholes if (size := number_in(made, name)) is not None), None)
        there = [leaf for leaf in self.parts.values() if number_in(made, leaf) is not None]
        if whole is None or whole < 0 or not there:
            return
        sizes = [number_in(made, leaf) or 0 for leaf in there]
        complete = self.all_told and len(there) == len(self.parts)
        if sum(sizes) > whole:
            sizes = [int(size * whole / sum(sizes)) for size in sizes]
        if complete and number_in(made, self.wholes[0]) is not None:
            sizes[0] += int(whole - sum(sizes))
        for leaf, size in zip(there, sizes, strict=True):
            put(leaf, made, size)
        _share_out(made, whole, self.parts, self.shares, self.all_told and len(self.parts) == _BOTH)
