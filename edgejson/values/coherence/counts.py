"""How many there are: a count is that of its list, fewer take part than were asked, who waits finds no room.

Who came in first has the first place and the shortest time. Names are data: language/en/counts.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.language.names import in_words, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import PARTICIPLE, word_class
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.themes import inside_each

_COUNTS = vocabulary("language/en/counts")
_BEFORE, _BEHIND, _PEOPLE, _ALL = (
    frozenset(_COUNTS.words(section)) for section in ("before", "behind", "people", "all of them")
)
_STEPS = {
    step: re.compile(rf"\b(?:{'|'.join(words)})\b") for step, words in _COUNTS.pairs("steps").items()
}  #: fewer before more
_WAITING, _PLACES, _TOOK, _FIRST, _FREE, _FULL = (
    frozenset(_COUNTS.entries(section)) for section in ("waiting", "places", "took", "first", "free", "full")
)
_HAVING = _COUNTS.pairs("having one")
_HEADS, _EVERYBODY = _COUNTS.entries("heads"), _COUNTS.entries("everybody")
#: Rooms have so many more places than people in them, at most, in steps of five.
_SPARE, _STEP = 12, 5
#: What fewer than so many people fill is no room.
_SMALL = 4


def count_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of what counts the things and people of an object, in each object of a record."""
    return inside_each(leaves, _rules)


def length_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of what counts a list, in each object of a record."""
    return inside_each(leaves, lambda own, near: _lengths(_whole(own), _lists(near)))


def _lists(near: list[Leaf]) -> list[str]:
    return list(dict.fromkeys(leaf.steps[0] for leaf in near if len(leaf.steps) > 1 and leaf.steps[1] == "*"))


def _whole(own: list[Leaf]) -> list[Leaf]:
    return [leaf for leaf in own if leaf.field.types - {"null"} == {"integer"} and not leaf.field.enum]


def _lengths(whole: list[Leaf], lists: list[str]) -> Iterator[Rewrite]:
    for name in lists:
        counting = [leaf for leaf in whole if _counted(leaf.field.words) == _thing(name)]
        counting += [leaf for leaf in whole if singular(leaf.field.words) in _HAVING.get(_thing(name), ())]
        if not counting and len(lists) == 1 and _thing(name) in _PEOPLE:
            counting = [leaf for leaf in whole if _ALL.intersection(leaf.field.words.split(" "))]
        yield from (_Count(leaf, name) for leaf in counting[:1])


def _rules(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    lists, whole = _lists(near), _whole(own)
    yield from _lengths(whole, lists)
    named = {leaf.field.words: leaf for leaf in whole}
    heads = [named[words] for words in _HEADS if words in named]
    everybody = next((named[words] for words in _EVERYBODY if words in named), None)
    if heads and everybody is not None and not lists:
        yield _Together([leaf.steps[0] for leaf in heads], everybody)
    steps = [(leaf, step) for step in _STEPS for leaf in whole if _step(leaf) == step and leaf.field.words not in _FREE]
    people = next((name for name in lists if _thing(name) in _PEOPLE), "")
    waiting = next((leaf.steps[0] for leaf in whole if leaf.field.words in _WAITING), "")
    if len(steps) > 1 or (steps and (people or waiting)):
        yield _Steps(steps, people, waiting)
    free = next((leaf for leaf in whole if leaf.field.words in _FREE), None)
    full = next((leaf for leaf in own if leaf.field.words in _FULL and leaf.field.types == {"boolean"}), None)
    if free is not None or full is not None:
        taken = next((leaf.steps[0] for leaf, step in reversed(steps) if step != "room"), people)
        yield _Room(next((leaf for leaf, step in steps if step == "room"), None), taken, free, full)
    for name in lists:
        items = [leaf.below((name, "*")) for leaf in near if leaf.steps[:2] == (name, "*") and len(leaf.steps) == 3]
        place = next((leaf for leaf in items if leaf.field.words in _PLACES and "integer" in leaf.field.types), None)
        if place is not None:
            yield _Placed(name, place, items, next((leaf for leaf in own if leaf.field.words in _FIRST), None))


def _step(leaf: Leaf) -> str:
    """The last step that a name tells: "max participants" is room, and no participants."""
    return next((step for step, said in reversed(_STEPS.items()) if said.search(leaf.field.words)), "")


def _thing(name: str) -> str:
    """What a list holds, in the singular: "item" of "orderItems"."""
    return singular(in_words(name).split(" ")[-1])


def _counted(words: str) -> str:
    """What a name says that it counts, in the singular; "" for one that doesn't say so: "numGuests", "itemCount"."""
    said = words.split(" ")
    rest = [word for word in said if word not in _BEFORE]
    counts = len(rest) < len(said)
    while len(rest) > 1 and (rest[-1] in _BEHIND or word_class(rest[-1]) == PARTICIPLE):
        rest.pop()
        counts = True
    return singular(rest[-1]) if rest and (counts or rest[-1] in _ALL) else ""


class _Count:
    """A count is that of its list."""

    def __init__(self, count: Leaf, listed: str) -> None:
        self.count, self.listed = count, listed

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        listed = made.get(self.listed)
        if self.count.steps[0] in made and isinstance(listed, list) and self.count.admits(len(listed)):
            made[self.count.steps[0]] = len(listed)


class _Together:
    """All of them are the grown-ups and the children."""

    def __init__(self, heads: list[str], everybody: Leaf) -> None:
        self.heads, self.everybody = heads, everybody

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        known = [made[name] for name in self.heads if isinstance(made.get(name), int)]
        if not known or self.everybody.steps[0] not in made:
            return
        more = 0 if len(known) == len(self.heads) > 1 else 1 + int(rng.random() * 3)
        if self.everybody.admits(sum(known) + more):
            made[self.everybody.steps[0]] = sum(known) + more


class _Steps:
    """No step has more people than the one before it, each at least those listed; who waits finds no room."""

    def __init__(self, steps: list[tuple[Leaf, str]], people: str, waiting: str) -> None:
        self.steps, self.people, self.waiting = steps, people, waiting

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        listed = made.get(self.people)
        least = len(listed) if isinstance(listed, list) else 0
        there = [(leaf, step) for leaf, step in self.steps if isinstance(made.get(leaf.steps[0]), int)]
        for leaf, step in there:
            name = leaf.steps[0]
            if step == "through":  # a list may be of those, too, who didn't come through
                least = max(0, made[name])
                continue
            if made[name] < least:
                value = -(-(least + int(rng.random() * _SPARE)) // _STEP) * _STEP if step == "room" else least
                value = value if leaf.admits(value) else least
                if leaf.admits(value):
                    made[name] = value
            least = max(least, made[name])
        self._fall_short(made, [leaf for leaf, step in there if step == "through"], listed)
        self._wait(made, [leaf for leaf, _ in there])

    @staticmethod
    def _fall_short(made: dict[str, Any], through: list[Leaf], listed: Any) -> None:
        """Where some are listed who didn't come through, not all of them did."""
        items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
        out = sum(any(item.get(name) is False for name in ("finished", "completed", "passed")) for item in items)
        for leaf in through if out else ():
            value = max(made[leaf.steps[0]] - out, len(items) - out)
            if leaf.admits(value):
                made[leaf.steps[0]] = value

    def _wait(self, made: dict[str, Any], there: list[Leaf]) -> None:
        """Who waits for a place finds none: all are taken."""
        listed = made.get(self.people)
        taken = [made[leaf.steps[0]] for leaf in there if _step(leaf) != "room"]
        taken += [len(listed)] if isinstance(listed, list) and not taken else []
        if not made.get(self.waiting) or not taken:
            return
        for leaf in there if taken[-1] >= _SMALL else ():
            if _step(leaf) == "room" and leaf.admits(taken[-1]):
                made[leaf.steps[0]] = taken[-1]
        if taken[-1] < _SMALL and isinstance(made[self.waiting], int):
            made[self.waiting] = 0


class _Room:
    """As many places are left as are not taken, and none where all are."""

    def __init__(self, room: Leaf | None, taken: str, free: Leaf | None, full: Leaf | None) -> None:
        self.room, self.taken, self.free, self.full = room, taken, free, full

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        room = made.get(self.room.steps[0]) if self.room is not None else None
        taken = made.get(self.taken)
        taken = len(taken) if isinstance(taken, list) else taken
        full = made.get(self.full.steps[0]) if self.full is not None else None
        left = made.get(self.free.steps[0]) if self.free is not None else None
        if isinstance(room, int) and isinstance(taken, int):
            if full is True and self.room is not None and taken >= _SMALL and self.room.admits(taken):
                made[self.room.steps[0]] = room = taken
            left = max(0, room - taken)
        elif full is True:
            left = 0
        elif isinstance(room, int) and isinstance(left, int) and left > room:
            left = int(room * rng.random())
        if self.free is not None and self.free.steps[0] in made and left is not None and self.free.admits(left):
            made[self.free.steps[0]] = left
        if self.full is not None and full is not None and left is not None:
            made[self.full.steps[0]] = left == 0


class _Placed:
    """Those of a list who have a place are in order: the first one at the top, with the shortest time."""

    def __init__(self, listed: str, place: Leaf, items: list[Leaf], first: Leaf | None) -> None:
        self.listed, self.place, self.first = listed, place, first
        self.times = [leaf.steps[0] for leaf in items if _TOOK.intersection(leaf.field.words.split(" "))]
        self.flags = [leaf.steps[0] for leaf in items if leaf.field.types == {"boolean"}
                      and leaf.field.words.removeprefix("did ") in ("finished", "finish", "completed")]  # fmt: skip
        self.name = next((leaf.steps[0] for leaf in items if leaf.field.words.endswith("name")), "")

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        listed = made.get(self.listed)
        if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
            return
        name = self.place.steps[0]
        out = [item for item in listed if any(item.get(flag) is False for flag in self.flags)]
        for item in out:
            if not self.place.field.required:
                item.pop(name, None)
        placed = [item for item in listed if name in item]
        for rank, item in enumerate(placed, 1):
            if self.place.admits(rank):
                item[name] = rank
        for time in self.times:
            timed = [item for item in listed if isinstance(item.get(time), (int, float)) and item not in out]
            for value, item in zip(sorted(item[time] for item in timed), timed, strict=True):
                item[time] = value
        if placed and self.first is not None and self.first.steps[0] in made:
            winner = placed[0].get(self.name)
            if isinstance(winner, str) and self.first.admits(winner):
                made[self.first.steps[0]] = winner
