"""What an item of a list comes to, and whether it is one of those that are counted.

Names are data: language/en/tallies.txt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from edgejson.language.names import in_words, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.grades import LETTERS
from edgejson.values.coherence.leaves import Leaf
from edgejson.values.coherence.numeric import Made, bare_names, first_of, is_number, number_in
from edgejson.values.providers.themes import normal

_TALLIES = vocabulary("language/en/tallies")
_OF_ALL, _NOTHING = (frozenset(_TALLIES.words(section)) for section in ("of all", "saying nothing"))
_AMOUNTS, _PIECES, _FOR_ONE = (_TALLIES.rows(section) for section in ("amounts", "pieces", "for one"))
_OPPOSITES, _ALIKE = _TALLIES.pairs("opposites"), _TALLIES.pairs("alike")
_ADDING, _PLACED = frozenset(_TALLIES.entries("adding up")), frozenset(_TALLIES.words("where it is"))
_OTHERWISE, _ALSO = _TALLIES.pairs("called otherwise"), _TALLIES.pairs("also summed")
_TIMES = ("time", "duration", "time minutes")
#: Letters that a class has at least where it is one for a score.
_LEAST = 3

#: What one item of a list comes to, or counts for; None where it says nothing.
Each = Callable[[Made], float | None]


def lists_below(leaves: list[Leaf]) -> dict[str, list[Leaf]]:
    """The lists of an object with the leaves of their items, as seen from an item."""
    found: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        if len(leaf.steps) == 3 and leaf.steps[1] == "*":
            found.setdefault(leaf.steps[0], []).append(leaf.below(leaf.steps[:2]))
    return found


def thing_of(name: str) -> str:
    """What a list holds, in the singular."""
    return singular(in_words(name).split(" ")[-1])


def _numbers(items: list[Leaf]) -> dict[str, Leaf]:
    return {bare: item for item in items if is_number(item) for bare in bare_names(item)}


def each_of(leaf: Leaf, name: str, items: list[Leaf]) -> Each | None:
    """What each item of a list adds to a number, by what that is called; None where it is no sum of the list."""
    words, numbers = leaf.field.words.split(" "), _numbers(items)
    counted = _counted(words, thing_of(name), items) if "integer" in leaf.field.types else None
    if counted is not None:
        return counted
    told = _OF_ALL.intersection((*words, *leaf.field.description.lower().split(" ")[:1]))
    rest = [word for word in words if word not in _OF_ALL]
    summed = _summed(leaf, words, rest, numbers, bool(told))
    if summed is not None:
        return _Amount(summed, first_of(numbers, _PIECES) if summed.field.words in _FOR_ONE else None)
    if leaf.field.words in _OTHERWISE.get(thing_of(name), ()):
        also = first_of(numbers, _ALSO.get(leaf.field.words, ()))
        return _Amount(also, None) if also is not None else _line_of(numbers)
    plain = [singular(word) for word in rest if word not in _NOTHING]
    money = told or _NOTHING.intersection(words)
    if money and plain == [thing_of(name)] and not {"count", "number"}.intersection(words):
        return _line_of(numbers)
    return None


def _summed(leaf: Leaf, words: list[str], rest: list[str], numbers: dict[str, Leaf], told: bool) -> Leaf | None:
    """The number of an item that another one is the sum of by its name: a "total weight" is one of weights."""
    bare = [" ".join(word for word in name.split(" ") if word not in _OF_ALL) for name in bare_names(leaf)]
    found = first_of(numbers, (*bare, " ".join(rest))) if told else None
    ends = [one for name, one in numbers.items() if rest and name.endswith(f" {rest[-1]}")] if told else []
    found = found or (ends[0] if len(rest) == 1 and len(ends) == 1 else None)
    head = " ".join(words[: next((at for at, word in enumerate(words) if word in _PLACED), len(words))])
    found = found or (numbers.get(head) if head in _ADDING else None)
    return found or (numbers.get("value") if leaf.field.words == "declared value" else None)


def amount_of(items: list[Leaf]) -> Each | None:
    """What an item comes to, or how long it took; None where nothing tells."""
    numbers = _numbers(items)
    took = first_of(numbers, _TIMES)
    return _line_of(numbers) or (_Amount(took, None) if took is not None else None)


def mean_of(words: str, items: list[Leaf]) -> Each | None:
    """What an item has of what a mean is of: a "score", or an "average score"; None where it has no one such number."""
    numbers = _numbers(items)
    found = first_of(numbers, (words, f"average {words}", f"mean {words}"))
    return _Amount(found, None) if found is not None else None


def _line_of(numbers: dict[str, Leaf]) -> Each | None:
    """What an item comes to: its line, or its price times its number."""
    line, pieces, price = (first_of(numbers, names) for names in (_AMOUNTS, _PIECES, _FOR_ONE))
    if line is not None and line is not price:
        return _Amount(line, None, price, pieces)
    return _Amount(price, pieces) if price is not None else None


class _Amount:
    """The amount of an item: of one piece, times its pieces; where it is missing, another's times its pieces."""

    def __init__(self, of: Leaf, pieces: Leaf | None, price: Leaf | None = None, times: Leaf | None = None) -> None:
        self.of, self.pieces, self.price, self.times = of, pieces, price, times

    def __call__(self, item: Made) -> float | None:
        value, times = number_in(item, self.of), number_in(item, self.pieces)
        if value is None and self.price is not None:
            value, times = number_in(item, self.price), number_in(item, self.times)
        return None if value is None else value * (1 if times is None else times)


def _counted(words: list[str], thing: str, items: list[Leaf]) -> Each | None:
    """Whether an item is one of those counted: "subjects passed", "completed tasks"; None for another number."""
    rest = [word for word in words if singular(word) != thing and word not in ("number", "of", "count", "total")]
    if not rest or len(rest) == len(words):
        return None
    said = " ".join(rest)
    for leaf in items:
        called = leaf.field.words.removeprefix("is ").removeprefix("was ").removeprefix("has ")
        flag = leaf.field.types - {"null"} == {"boolean"}
        alike = (said, *_ALIKE.get(said, ()))
        if flag and called in (*alike, *_OPPOSITES.get(said, ())):
            return _Set(leaf.steps[0], (called in alike,), *_letter_of(items))
        fitting = tuple(value for value in leaf.field.enum if isinstance(value, str) and normal(value) == said)
        if fitting:
            return _Set(leaf.steps[0], fitting)
    return None


def _letter_of(items: list[Leaf]) -> tuple[str, str]:
    """The member of an item that is a letter for a score, and the worst one; "", "" for none."""
    for leaf in items:
        known = [one for one in leaf.field.enum if isinstance(one, str) and one in LETTERS]
        if len(known) >= _LEAST:
            return leaf.steps[0], min(known, key=LETTERS.__getitem__)
    return "", ""


class _Set:
    """One for an item whose member has one of some values, none for another; a letter says whether one passed, too."""

    def __init__(self, name: str, values: tuple[Any, ...], letter: str = "", worst: str = "") -> None:
        self.name, self.values, self.letter, self.worst = name, values, letter, worst

    def __call__(self, item: Made) -> float | None:
        value = item.get(self.name)
        if value is None:  # a letter tells; what nothing is said of went as it should
            value = item[self.letter] != self.worst if self.letter in item else True
        return float(value in self.values)


def lines_of(leaves: list[Leaf]) -> tuple[str, Callable[[Made], float | None]] | None:
    """The only list of a record whose items have amounts, in words, and what they come to; None where it has no one."""
    lines = {name: _line_of(_numbers(items)) for name, items in lists_below(leaves).items()}
    found = [(name, each) for name, each in lines.items() if each is not None]
    if len(found) != 1:
        return None
    name, each = found[0]

    def told(made: Made) -> float | None:
        listed = made.get(name)
        amounts = [each(item) for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
        return sum(amount or 0 for amount in amounts) if amounts and None not in amounts else None

    return in_words(name).replace(" ", "_"), told
