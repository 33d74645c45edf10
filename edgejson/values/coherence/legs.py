"""The two ends of a thing that are objects beside each other: what is picked up one day, and brought back another.

What comes back has a later day, as many days later as the record says where it counts them, and has run further; beside
them, of so many seats those that are used and those that are left are all. Names are data: language/en/chronology.txt,
counts.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.stays import DAYS_BETWEEN, day_of, put_day
from edgejson.values.coherence.themes import inside_each

_TIMES, _COUNTS = vocabulary("language/en/chronology"), vocabulary("language/en/counts")
_LEGS = _TIMES.pairs("legs")
_METERS = frozenset(_TIMES.words("meters"))
_USED, _LEFT, _ALL, _USERS = (
    frozenset(_COUNTS.words(section)) for section in ("used", "left", "in front of all", "users")
)
#: Days that something is away where nothing says how many; what a meter goes up by on each of them.
_AWAY, _A_DAY = (1, 14), (15, 180)

Made = dict[str, Any]


def leg_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of the second of two ends, in each object of a record."""
    return inside_each(leaves, _legs)


def share_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of those that are used and those that are left of so many, in each object of a record."""
    return inside_each(leaves, _shares)


def _legs(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    inner: dict[str, dict[str, Leaf]] = {}
    for leaf in near:
        if len(leaf.steps) == 2 and leaf.steps[1] != "*":
            inner.setdefault(leaf.steps[0], {})[leaf.steps[1]] = leaf.below(leaf.steps[:1])
    named = {in_words(name): name for name in inner}
    count = next((leaf for leaf in own if leaf.field.types & {"integer", "number"}
                  and DAYS_BETWEEN.fullmatch(leaf.field.words)), None)  # fmt: skip
    for first, seconds in _LEGS.items():
        second = next((named[name] for name in seconds if name in named), None)
        if first in named and second is not None:
            shared = inner[named[first]].keys() & inner[second].keys()
            there = [inner[second][name] for name in sorted(shared)]
            days = [leaf for leaf in there if leaf.field.format.startswith("date") and count is not None]
            meters = [leaf for leaf in there if _is_meter(leaf)]
            if days or meters:
                yield _Leg(named[first], second, days, meters, count)


def _is_meter(leaf: Leaf) -> bool:
    numeric = bool(leaf.field.types & {"integer", "number"})
    return numeric and not _METERS.isdisjoint(leaf.field.words.split(" "))


class _Leg:
    """What comes back is that many days later, and has run on."""

    def __init__(self, first: str, second: str, days: list[Leaf], meters: list[Leaf], count: Leaf | None) -> None:
        self.first, self.second, self.days, self.meters, self.count = first, second, days, meters, count

    def __call__(self, rng: Random, made: Made) -> None:
        first, second = made.get(self.first), made.get(self.second)
        if not isinstance(first, dict) or not isinstance(second, dict):
            return
        counted = made.get(self.count.steps[0]) if self.count is not None else None
        length = counted if isinstance(counted, int) and counted > 0 else _AWAY[0] + int(rng.random() * _AWAY[1])
        for leaf in self.days:
            begun, ended = day_of(first, leaf), day_of(second, leaf)
            if begun is not None and ended is not None and (ended - begun).days != length:
                put_day(leaf, second, begun + timedelta(length))
        for leaf in self.meters:
            name = leaf.steps[0]
            begun_at, ended_at = first.get(name), second.get(name)
            if isinstance(begun_at, (int, float)) and isinstance(ended_at, (int, float)):
                run = begun_at + length * (_A_DAY[0] + int(rng.random() * (_A_DAY[1] - _A_DAY[0])))
                if leaf.admits(run):
                    second[name] = run


def _shares(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    """ "seats", "seats used" and "seats available" count the same things, a list of "assigned users" has the second."""
    lists = dict.fromkeys(leaf.steps[0] for leaf in near if leaf.steps[1:2] == ("*",))
    users = next((name for name in lists if (_USED | _USERS).intersection(in_words(name).split(" "))), "")
    counts = {
        leaf.field.words: leaf for leaf in own if leaf.field.types - {"null"} == {"integer"} and not leaf.field.enum
    }
    parts: dict[str, dict[bool, Leaf]] = {}
    for words, leaf in counts.items():
        first, _, rest = words.partition(" ")
        start, _, last = words.rpartition(" ")
        for thing, said in ((start, last), (rest, first)):
            if thing and said in _USED | _LEFT:
                parts.setdefault(thing, {}).setdefault(said in _USED, leaf)
    for thing, known in parts.items():
        names = (thing, *(form for word in sorted(_ALL) for form in (f"{word} {thing}", f"{thing} {word}")))
        whole = next((counts[name] for name in names if name in counts and counts[name] not in known.values()), None)
        if whole is not None:
            yield _Shares(whole, known.get(True), known.get(False), users)


class _Shares:
    """No more are used than there are, and the others are left."""

    def __init__(self, whole: Leaf, used: Leaf | None, left: Leaf | None, users: str) -> None:
        self.whole, self.used, self.left, self.users = whole, used, left, users

    def __call__(self, rng: Random, made: Made) -> None:
        whole, listed = made.get(self.whole.steps[0]), made.get(self.users)
        if not isinstance(whole, int):
            return
        if isinstance(listed, list) and listed and self.used is not None and self.used.steps[0] in made:
            made[self.used.steps[0]] = len(listed)
            more = len(listed) + int(rng.random() * 6)
            whole = made[self.whole.steps[0]] = more if whole < len(listed) and self.whole.admits(more) else whole
        used = made.get(self.used.steps[0]) if self.used is not None else None
        left = made.get(self.left.steps[0]) if self.left is not None else None
        if isinstance(used, int) and self.used is not None:
            used = used if used <= whole else int(whole * rng.random())
            if self.used.admits(used):
                made[self.used.steps[0]] = used
        if isinstance(left, int) and self.left is not None:
            value = whole - used if isinstance(used, int) else min(left, whole)
            if self.left.admits(value):
                made[self.left.steps[0]] = value
