"""How long something took is the time between its beginning and its end, and it fell into the shift of its beginning.

Names of the two ends, of what says how long, and of shifts are data: language/en/spans.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.following import Length
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.themes import inside_each
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
#: Minutes between two of them at most (0: any), and beginnings of the names of moments in the order in which they come.
_SEQUENCES = tuple(
    (int(most or 0), tuple(steps.split(" | ")))
    for most, _, steps in (row.partition(": ") for row in _SPANS.rows("sequences"))
)
#: Lists that tell a course step by step; roles of steps -> all of them in their order; how long a course takes at most.
_COURSE = re.compile(rf"\b{_SPANS.either('courses')}\b")
_IN_ORDER = _SPANS.pairs("in order")
_USUAL_HOURS = 3
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def span_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of what says how long something lasted, and in which shift it began, in each object of a record."""
    return inside_each(
        leaves, lambda own, near: [*_sequences(own), *_lengths(own), *_shifts(own), *_courses(own, near)]
    )


def _is_moment(leaf: Leaf) -> bool:
    return leaf.field.format in ("date", "date-time", "time") or leaf.role == "clock"


def ends_of(own: list[Leaf]) -> tuple[Leaf, Leaf] | None:
    """The first and the last of what lasts, where the names of two moments of one kind say so.

    Where either may come first (the arrival of guests, the departure of a train), it is the one that is declared first.
    """
    moments = [leaf for leaf in own if _is_moment(leaf)]
    found: list[tuple[Leaf, Leaf]] = []
    for first, last in _ENDS:
        begin = [leaf for leaf in moments if leaf.field.words.split(" ")[0] == first]
        end = [leaf for leaf in moments if leaf.field.words.split(" ")[0] == last]
        if len(begin) == len(end) == 1 and begin[0].field.format == end[0].field.format:
            found.append((begin[0], end[0]))
    declared = [pair for pair in found if moments.index(pair[0]) < moments.index(pair[1])]
    return next(iter(declared or found), None)


def _lengths(own: list[Leaf]) -> Iterator[Rewrite]:
    ends = ends_of(own)
    said = [leaf for leaf in own if leaf.field.types & {"integer", "number"} and _LASTING.search(leaf.field.words)]
    for leaf in said if ends else ():
        unit = next((_UNITS[word] for word in reversed(leaf.field.words.split(" ")) if word in _UNITS), 0)
        if unit >= _DAY and ends and ends[1].field.format == "date":
            yield Length(leaf.steps[0], ends[0], ends[1], unit / _DAY)
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
        named = leaf.field.words.split(" ")[-1] in ("shift", "meal") or {"breakfast", "dinner"} <= set(
            map(normal, hours)
        )
        if began is not None and named and len(hours) > 1:
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


def _courses(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    """Of what is told step by step in a list beside its beginning and its end."""
    ends = ends_of(own)
    for leaf in near if ends else ():
        told = len(leaf.steps) == 3 and leaf.steps[1] == "*" and leaf.field.format == "date-time"
        if told and ends and _COURSE.search(in_words(leaf.steps[0])) and ends[0].field.format == "date-time":
            beside = [one for one in near if one.steps[:2] == leaf.steps[:2] and one.role in _IN_ORDER]
            yield _Course(ends[0].steps[0], ends[1].steps[0], leaf, beside[0] if beside else None)


class _Course:
    """What is told step by step lies between the beginning and the end, each step after the one before."""

    def __init__(self, begin: str, end: str, moment: Leaf, step: Leaf | None) -> None:
        self.begin, self.end, self.moment, self.step = begin, end, moment, step

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        begin, end = _moment(made.get(self.begin)), _moment(made.get(self.end))
        listed, name = made.get(self.moment.steps[0]), self.moment.steps[2]
        told = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        if begin is None:
            return
        end = end if end is not None and end > begin else begin + timedelta(hours=_USUAL_HOURS)
        shares = sorted(rng.random() for _ in told)
        for share, one in zip(shares, told, strict=True):
            moment = (begin + (end - begin) * share).replace(second=0, microsecond=0)
            text = moment.isoformat().replace("+00:00", "Z" if str(made[self.begin]).endswith("Z") else "+00:00")
            if name in one and moment >= begin and self.moment.admits(text):
                one[name] = text
        if self.step is not None and isinstance(listed, list):
            self._in_order(told, listed)

    def _in_order(self, told: list[dict[str, Any]], listed: list[Any]) -> None:
        """Steps of a known course follow each other as they do in it, each of them once."""
        assert self.step is not None
        name, order = self.step.steps[2], _IN_ORDER[self.step.role]
        said = [text for text in order if any(one.get(name) == text for one in told)]
        if len(said) == len({one.get(name) for one in told}):
            del listed[len(said) :]
            for text, one in zip(said, told, strict=False):
                one[name] = text


def _sequences(own: list[Leaf]) -> Iterator[Rewrite]:
    moments = [leaf for leaf in own if _is_moment(leaf)]
    for most, course in _SEQUENCES:
        found = [next((leaf for leaf in moments if _begins(leaf, one)), None) for one in course]
        steps = list(dict.fromkeys(leaf.steps[0] for leaf in found if leaf is not None))
        kinds = {leaf.field.format for leaf in found if leaf is not None}
        declared = [leaf.steps[0] for leaf in moments if leaf.steps[0] in steps]
        if declared == steps and len(steps) > 1 and len(kinds) == 1:
            timed = kinds == {"date-time"}
            yield _Sequence(steps, most if timed and most > 0 else 0, -most if kinds == {"date"} and most < 0 else 0)


def _begins(leaf: Leaf, beginning: str) -> bool:
    return f"{leaf.field.words} ".startswith(f"{beginning} ")


class _Sequence:
    """Moments that follow each other have their times in that order, within so many minutes of each other."""

    def __init__(self, names: list[str], most: int, apart: int) -> None:
        self.names, self.most, self.apart = names, most, apart

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        there = [name for name in self.names if _moment(made.get(name)) is not None]
        texts = [made[name] for name in there]
        moments = [moment for text in texts if (moment := _moment(text)) is not None]
        if len({moment.tzinfo is None for moment in moments}) != 1:
            return
        ordered = [texts[place] for place in sorted(range(len(moments)), key=moments.__getitem__)]
        if self.most:
            moment, zone = min(moments), ordered[0][19:]
            ordered = []
            for _ in there:
                ordered.append(f"{moment.isoformat()[:19]}{zone}")
                moment += timedelta(minutes=1 + int(rng.random() * self.most))
        elif self.most == 0 and self.apart:
            ordered = _apart(rng, ordered, self.apart)
        made.update(zip(there, ordered, strict=True))


def _apart(rng: Random, days: list[str], most: int) -> list[str]:
    """Days in order, no two of them one: each at most so many after the one before where it was no later."""
    found = days[:1]
    for text in days[1:]:
        before = date.fromisoformat(found[-1][:10])
        if date.fromisoformat(text[:10]) <= before:
            text = f"{(before + timedelta(1 + int(rng.random() * most))).isoformat()}{text[10:]}"
        found.append(text)
    return found
