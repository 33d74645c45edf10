"""How long something took is the time between its beginning and its end, and it fell into the shift of its beginning.

Names of the two ends, of what says how long, and of shifts are data: language/en/spans.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any

from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.following import Length
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.themes import Inside
from edgejson.values.providers.themes import normal

_SPANS = vocabulary("language/en/spans")
#: Words in the names of the two ends of what lasts: "admission" and "discharge".
_ENDS = tuple(tuple(row.split(" ")) for row in _SPANS.rows("ends"))
#: A unit at the end of a name -> its seconds.
_UNITS = {word: int(seconds) for word, (seconds,) in _SPANS.pairs("seconds").items()}
_DAY = 24 * 3600
#: Names that say how long something took.
_LASTING = re.compile(rf"\b{_SPANS.either('lasting')}\b")
#: Words of the names of shifts -> the first hour of each, and the hour at which it is over.
_SHIFTS = {word: tuple(map(int, hours.split(" "))) for word, (hours,) in _SPANS.pairs("shifts").items()}
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def span_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of what says how long something lasted, and in which shift it began, in each object of a record."""
    found: list[Rewrite] = []
    for parent in dict.fromkeys(leaf.steps[:-1] for leaf in leaves if leaf.steps[-1] != "*"):
        own = [leaf.below(parent) for leaf in leaves if leaf.steps[:-1] == parent]
        rules = [*_lengths(own), *_shifts(own)]
        if rules:
            found += [Inside(parent, rules)] if parent else rules
    return found


def _is_moment(leaf: Leaf) -> bool:
    return leaf.field.format in ("date", "date-time", "time") or leaf.role == "clock"


def _ends(own: list[Leaf]) -> tuple[Leaf, Leaf] | None:
    """The first and the last of what lasts, where the names of two moments of one kind say so."""
    moments = [leaf for leaf in own if _is_moment(leaf)]
    for first, last in _ENDS:
        begin = [leaf for leaf in moments if leaf.field.words.split(" ")[0] == first]
        end = [leaf for leaf in moments if leaf.field.words.split(" ")[0] == last]
        if len(begin) == len(end) == 1 and begin[0].field.format == end[0].field.format:
            return begin[0], end[0]
    return None


def _lengths(own: list[Leaf]) -> Iterator[Rewrite]:
    ends = _ends(own)
    said = [leaf for leaf in own if leaf.field.types & {"integer", "number"} and _LASTING.search(leaf.field.words)]
    for leaf in said if ends else ():
        unit = next((_UNITS[word] for word in reversed(leaf.field.words.split(" ")) if word in _UNITS), 0)
        if unit == _DAY and ends and ends[1].field.format == "date":
            yield Length(leaf.steps[0], ends[0], ends[1])
        elif unit and ends:
            yield _Lasting(ends[0].steps[0], ends[1].steps[0], leaf, unit)


class _Lasting:
    """A number says how long it was from one moment to the other, in its unit."""

    def __init__(self, begin: str, end: str, length: Leaf, unit: int) -> None:
        self.begin, self.end, self.length, self.unit = begin, end, length, unit

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        begin, end = _moment(made.get(self.begin)), _moment(made.get(self.end))
        name = self.length.steps[0]
        if begin is None or end is None or name not in made or (begin.tzinfo is None) != (end.tzinfo is None):
            return
        lasted = (end - begin).total_seconds() / self.unit
        value = round(lasted, 1) if "number" in self.length.field.types else round(lasted)
        if value > 0 and self.length.admits(value):
            made[name] = value


def _moment(text: Any) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        return datetime.fromisoformat(f"2024-01-01T{text[:5]}" if _CLOCK.match(text) else text)
    except ValueError:
        return None


def _shifts(own: list[Leaf]) -> Iterator[Rewrite]:
    began = next((leaf for leaf in own if _is_moment(leaf) and leaf.field.format != "date"), None)
    for leaf in own:
        hours = {value: _SHIFTS[normal(value)] for value in leaf.field.enum if normal(value) in _SHIFTS}
        if began is not None and leaf.field.words.split(" ")[-1] == "shift" and len(hours) > 1:
            yield _Shift(began.steps[0], leaf, hours)


class _Shift:
    """The shift in which something began."""

    def __init__(self, began: str, shift: Leaf, hours: dict[Any, tuple[int, ...]]) -> None:
        self.began, self.shift, self.hours = began, shift, hours

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        began = _moment(made.get(self.began))
        if began is None or self.shift.steps[0] not in made:
            return
        for name, (first, last) in self.hours.items():
            if first <= began.hour < last or (last < first and not last <= began.hour < first):
                made[self.shift.steps[0]] = name
                return
