"""Moments of one day, and the last time and the next of what a record tells of.

Who arrives in the morning leaves some time later on that day, and was last here weeks before. Words are data:
language/en/timeline.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.stays import day_of, put_day

_TIMES = vocabulary("language/en/timeline")
_MEANT, _BEGINNING = (frozenset(_TIMES.words(section)) for section in ("meant", "beginning"))
_LAST, _NEXT, _THIS = (frozenset(_TIMES.words(f"{which} time")) for which in ("the last", "the next", "this"))
_SHORT = {names: tuple(map(int, span.split(" "))) for names, (span,) in _TIMES.pairs("over the same day").items()}
_ON = re.compile(r" (?:at|for|on|time)$")
#: Days between two times of something, at least and at most.
_APART, _AFTERWARDS = 14, 120

Made = dict[str, Any]


def moment_rules(days: list[Leaf]) -> Iterator[Rewrite]:
    """Rewrites of the days and moments of one object."""
    yield from _same_day(days)
    yield from _short(days)
    yield from _neighbours(days)


def _words(leaf: Leaf) -> set[str]:
    return set(leaf.field.words.split(" "))


def _same_day(days: list[Leaf]) -> Iterator[Rewrite]:
    """Of a record with a date, and moments of that day."""
    bare = next((leaf for leaf in days if leaf.field.words == "date" and leaf.field.format == "date"), None)
    moments = [leaf for leaf in days if leaf.field.format == "date-time" and not _words(leaf) & (_BEGINNING | _MEANT)]
    if bare is not None and moments:
        yield _SameDay(bare, moments)


class _SameDay:
    """The first of some moments is on the day that the record is of, and the others as long after it as they were."""

    def __init__(self, day: Leaf, moments: list[Leaf]) -> None:
        self.day, self.moments = day, moments

    def __call__(self, rng: Random, made: Made) -> None:
        day = day_of(made, self.day)
        told = [(leaf, when) for leaf in self.moments if (when := day_of(made, leaf)) is not None]
        first = min((when for _, when in told), default=None)
        if day is not None and first is not None and day != first:
            for leaf, when in told:
                put_day(leaf, made, day + (when - first))


def _neighbours(days: list[Leaf]) -> Iterator[Rewrite]:
    """Of the last time and the next one, beside the day that the record tells of."""
    this = [
        leaf
        for leaf in days
        if (_words(leaf) & _THIS or leaf.field.words == "date") and leaf.field.words.split(" ")[0] not in _LAST | _NEXT
    ]
    for leaf in days if this else ():
        first = leaf.field.words.split(" ")[0]
        if first in _LAST | _NEXT:
            yield _Neighbour(leaf, this, first in _LAST)


class _Neighbour:
    """A last time lies weeks or months before this one, and the next as long behind it."""

    def __init__(self, leaf: Leaf, this: list[Leaf], before: bool) -> None:
        self.leaf, self.this, self.before = leaf, this, before

    def __call__(self, rng: Random, made: Made) -> None:
        told = [day for leaf in self.this if (day := day_of(made, leaf)) is not None]
        day = day_of(made, self.leaf)
        if not told or day is None:
            return
        away = timedelta(_APART + int(rng.random() * _AFTERWARDS))
        if self.before and day >= min(told):
            put_day(self.leaf, made, min(told) - away)
        elif not self.before and day <= max(told):
            put_day(self.leaf, made, max(told) + away)


def _short(days: list[Leaf]) -> Iterator[Rewrite]:
    """Of what is over on the day that it begins: a visit that somebody arrives at and leaves."""
    timed = {_ON.sub("", leaf.field.words): leaf for leaf in days if leaf.field.format == "date-time"}
    for names, span in _SHORT.items():
        first, last = (timed.get(name) for name in names.split(" > "))
        if first is not None and last is not None and days.index(first) < days.index(last):
            yield _Short(first, last, span)


class _Short:
    """A moment that comes minutes after another one."""

    def __init__(self, first: Leaf, last: Leaf, span: tuple[int, ...]) -> None:
        self.first, self.last, self.span = first, last, span

    def __call__(self, rng: Random, made: Made) -> None:
        try:
            first, last = (datetime.fromisoformat(made[leaf.steps[0]]) for leaf in (self.first, self.last))
            lasted = (last - first).total_seconds() / 60
        except (KeyError, TypeError, ValueError):  # left out, null, a form that moments don't have, or without a zone
            return
        low, high = self.span
        if not low <= lasted <= high:
            moment = first + timedelta(minutes=low + int((high - low) * rng.random() * rng.random()) // 5 * 5)
            text = f"{moment.isoformat()[:19]}{made[self.first.steps[0]][19:]}"
            made[self.last.steps[0]] = text if self.last.admits(text) else made[self.last.steps[0]]
