"""The days of a record in the order that their names tell, once all else that moves them is done.

What is paid was billed before, a bill comes after its period, visits lie in the membership that they are of, and the
last visit is the last of those listed. Words are data: language/en/timeline.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from edgejson.language.names import in_words, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.leaves import Leaf, Rewrite, found_at, holders
from edgejson.values.coherence.moments import moment_rules
from edgejson.values.coherence.numeric import is_number, number_in, put
from edgejson.values.coherence.periods import PERIODS, bill_rules, ends_in, is_day, period_rules, season_rules
from edgejson.values.coherence.stays import day_of, put_day
from edgejson.values.coherence.themes import inside_each

_TIMES = vocabulary("language/en/timeline")
_COURSES = [[frozenset(step.split(" ")) for step in row.split(": ")] for row in _TIMES.rows("courses")]
_MEANT, _BEGINNING, _GOES_ON, _IS_OVER, _NOT_DONE, _DONE_BEFORE, _CAME, _SINCE, _SO_MANY = (
    frozenset(_TIMES.words(section))
    for section in (
        "meant", "beginning", "goes on", "is over", "not done", "done before", "came", "long before", "so many days",
    )
)  # fmt: skip
_PARTS = tuple(tuple(row.split(" | ")) for row in _TIMES.rows("parts"))
_LATE, _IN_TIME = (frozenset(_TIMES.entries(section)) for section in ("late", "in time"))
#: Days that lie between two days of a course at most; what is done in a list lies so far behind what it is done in.
_GAP, _AFTERWARDS, _BEFORE = 9, 120, 300
#: Days of a life before one works, and words of days at which one does.
_GROWN_UP, _AT_WORK = 6940, frozenset(("hire", "hired", "employed"))
#: Days that lie between the record and what was long before it.
_LEAST_AGO, _MOST_AGO = 60, 2500

Made = dict[str, Any]


def timeline_rules(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of days by their names, in each object of a record whose schema says nothing itself."""
    if fields.annotated:
        return []
    return [*_long_before(leaves), *period_rules(fields, leaves), *inside_each(leaves, _rules), *season_rules(leaves)]


def _long_before(leaves: list[Leaf]) -> Iterator[Rewrite]:
    """Of the day on which somebody was hired, in an object of a record that tells of other days."""
    told = [leaf for leaf in leaves if leaf.own and is_day(leaf)]
    for leaf in leaves:
        inner = is_day(leaf) and len(leaf.steps) > 1 and "*" not in leaf.steps
        if inner and told and _words(leaf) & _SINCE and not _words(leaf) & _IS_OVER:
            births = [one for one in leaves if one.role.endswith("birth_date") and "*" not in one.steps]
            yield _LongBefore(leaf, told, births[0] if _words(leaf) & _AT_WORK and births else None)


class _LongBefore:
    """A day that lies months or years before all that a record tells of."""

    def __init__(self, leaf: Leaf, told: list[Leaf], birth: Leaf | None) -> None:
        self.parent, self.leaf, self.told, self.birth = leaf.steps[:-1], leaf.below(leaf.steps[:-1]), told, birth

    def __call__(self, rng: Random, made: Made) -> None:
        told = [day for leaf in self.told if (day := day_of(made, leaf)) is not None]
        for box, key in holders(made, self.parent) if told else ():
            day = day_of(box[key], self.leaf) if isinstance(box[key], dict) else None
            if day is not None and day > min(told) - timedelta(_LEAST_AGO):
                put_day(self.leaf, box[key], min(told) - timedelta(_LEAST_AGO + int(rng.random() * _MOST_AGO)))
            born = day_of({"": found_at(made, self.birth.steps)}, "") if self.birth is not None else None
            if born is not None and isinstance(box[key], dict):
                _within(
                    rng, box[key], self.leaf, born + timedelta(_GROWN_UP), max(min(told), born + timedelta(_GROWN_UP))
                )


def _rules(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    days = [leaf for leaf in own if is_day(leaf)]
    for course in _COURSES:
        steps = [[leaf for leaf in days if _words(leaf) & step and not _words(leaf) & _MEANT] for step in course]
        if sum(map(bool, steps)) > 1:
            yield _Course([leaf for step in steps for leaf in step[:1]])
    begun = [leaf for leaf in days if _words(leaf) & _BEGINNING and not _words(leaf) & _MEANT]
    for leaf in days:
        if _words(leaf) & _MEANT and begun and leaf not in begun:
            yield _After(leaf, begun, _GAP)
    yield from bill_rules(own, near, days)
    yield from _inside(own, days)
    yield from moment_rules(days)
    yield from _counted(own, days)
    yield from _listed(days, near)
    yield from _late(own, days)


def _words(leaf: Leaf) -> set[str]:
    return set(leaf.field.words.split(" "))


class _Course:
    """Days of a course, each no earlier than the one before."""

    def __init__(self, steps: list[Leaf]) -> None:
        self.steps = list(dict.fromkeys(steps))

    def __call__(self, rng: Random, made: Made) -> None:
        there = [leaf for leaf in self.steps if day_of(made, leaf) is not None]
        for before, leaf in pairwise(there):
            _push(rng, made, before, leaf)


def _push(rng: Random, made: Made, before: Leaf, leaf: Leaf) -> None:
    """Put a day behind another one where it isn't."""
    first, then = day_of(made, before), day_of(made, leaf)
    if first is None or then is None:
        return
    timed = before.field.format == leaf.field.format == "date-time"
    if then < first or (then == first and timed and str(made[leaf.steps[0]]) < str(made[before.steps[0]])):
        put_day(leaf, made, first + timedelta(1 + int(rng.random() * rng.random() * _GAP)))


class _After:
    """What is meant to be lies behind what it began with."""

    def __init__(self, leaf: Leaf, begun: list[Leaf], most: int) -> None:
        self.leaf, self.begun, self.most = leaf, begun, most

    def __call__(self, rng: Random, made: Made) -> None:
        told = [day for leaf in self.begun if (day := day_of(made, leaf)) is not None]
        day = day_of(made, self.leaf)
        if told and day is not None and day < max(told):
            put_day(self.leaf, made, max(told) + timedelta(1 + int(rng.random() * self.most)))


def _inside(own: list[Leaf], days: list[Leaf]) -> Iterator[Rewrite]:
    """Of a part of a span: "frozen from" and "frozen until" beside a start and an end."""
    named = {leaf.field.words: leaf for leaf in days}
    whole = ends_in(days)
    for words, leaf in named.items():
        for one, other in _PARTS:
            head = words.removesuffix(f" {one}")
            last = named.get(f"{head} {other}")
            if head != words and last is not None and head not in PERIODS:
                counts = [one for one in own if one.field.words == f"{head} days" and is_number(one)]
                yield _Part(leaf, last, whole, counts[0] if counts else None)


class _Part:
    """A part of a span begins and ends in it, and begins ahead of its end."""

    def __init__(self, first: Leaf, last: Leaf, whole: tuple[Leaf, Leaf] | None, count: Leaf | None) -> None:
        self.first, self.last, self.whole, self.count = first, last, whole, count

    def __call__(self, rng: Random, made: Made) -> None:
        low, high = (day_of(made, leaf) for leaf in self.whole) if self.whole is not None else (None, None)
        _within(rng, made, self.first, low, high)
        first, last = day_of(made, self.first), day_of(made, self.last)
        _within(rng, made, self.last, first or low, high)
        if first is not None and last is not None and last < first and high is None:
            put_day(self.last, made, first + timedelta(1 + int(rng.random() * _GAP)))
        first, last = day_of(made, self.first), day_of(made, self.last)
        if first is not None and last is not None and self.count is not None:
            put(self.count, made, (last - first).days + 1)


def _within(rng: Random, made: Made, leaf: Leaf, low: date | None, high: date | None) -> None:
    """Put a day between two others where it is not."""
    day = day_of(made, leaf)
    if day is None or ((low is None or low <= day) and (high is None or day <= high)):
        return
    if low is not None:
        room = (high - low).days if high is not None and high >= low else _AFTERWARDS
        put_day(leaf, made, low + timedelta(int(rng.random() * (room + 1))))
    elif high is not None:
        put_day(leaf, made, high - timedelta(1 + int(rng.random() * _BEFORE)))


def _listed(days: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    """Of a list of what is done in the course of something: "visits" of a membership."""
    dated = [leaf for leaf in near if len(leaf.steps) == 3 and leaf.steps[1] == "*" and is_day(leaf)]
    for leaf in dated:
        beside = [one for one in dated if one.steps[0] == leaf.steps[0]]
        if _words(leaf) & _NOT_DONE or beside[0] is not leaf:
            continue
        thing = singular(in_words(leaf.steps[0]).split(" ")[-1])
        low = [one for one in days if _words(one) & _GOES_ON and thing not in _words(one)]
        high = [one for one in days if _words(one) & _IS_OVER and thing not in _words(one)]
        before = _words(leaf) & _DONE_BEFORE
        ends = [one for one in days if thing in _words(one)]
        others = [one for one in days if one not in ends and not _words(one) & _NOT_DONE]
        if low or (before and others) or ends:
            yield _Listed(leaf, low, high if low else others if before else [], ends)


class _Listed:
    """What is listed lies in the span that it is of, one after the other; the last of it is that on the last day."""

    def __init__(self, leaf: Leaf, low: list[Leaf], high: list[Leaf], ends: list[Leaf]) -> None:
        self.listed, self.leaf, self.low, self.high = leaf.steps[0], leaf.below(leaf.steps[:2]), low, high
        self.ends = ends

    def __call__(self, rng: Random, made: Made) -> None:
        listed = made.get(self.listed)
        items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
        low = max((day for leaf in self.low if (day := day_of(made, leaf)) is not None), default=None)
        high = min((day for leaf in self.high if (day := day_of(made, leaf)) is not None), default=None)
        for item in items if high is None or low is None or low <= high else ():
            _within(rng, item, self.leaf, low, high)
        there = [item for item in items if day_of(item, self.leaf) is not None]
        name = self.leaf.steps[0]
        if low is not None:
            for item, text in zip(there, sorted(item[name] for item in there), strict=True):
                item[name] = text
        told = sorted(day for item in there if (day := day_of(item, self.leaf)) is not None)
        for leaf in self.ends:
            self._end(rng, made, leaf, told, isinstance(listed, list))

    @staticmethod
    def _end(rng: Random, made: Made, leaf: Leaf, told: list[date], listed: bool) -> None:
        """A "last visit" is the last of those listed, a "first" one the first, and the "next" one is yet to come."""
        first = leaf.field.words.split(" ")[0]
        if not told:
            if listed and first in ("last", "latest", "first") and not leaf.field.required:
                made.pop(leaf.steps[0], None)
            return
        if first in ("last", "latest", "first"):
            put_day(leaf, made, told[0] if first == "first" else told[-1])
        elif first == "next" and (day := day_of(made, leaf)) is not None and day <= told[-1]:
            put_day(leaf, made, told[-1] + timedelta(1 + int(rng.random() * _AFTERWARDS)))


def _counted(own: list[Leaf], days: list[Leaf]) -> Iterator[Rewrite]:
    """Of what goes on for so many days from the start on: "trial days" and a "trial end date"."""
    start = next((leaf for leaf in days if _words(leaf) & {"start", "starts", "started"}), None)
    for leaf in own:
        head = leaf.field.words.removesuffix(" days")
        ends = [one for one in days if one.field.words.startswith(f"{head} ") and _words(one) & _SO_MANY]
        if head != leaf.field.words and start is not None and ends and is_number(leaf):
            yield _Counted(start, ends[0], leaf)


class _Counted:
    """A day lies as many days after the start as is said."""

    def __init__(self, start: Leaf, end: Leaf, count: Leaf) -> None:
        self.start, self.end, self.count = start, end, count

    def __call__(self, rng: Random, made: Made) -> None:
        start, count = day_of(made, self.start), number_in(made, self.count)
        if start is not None and count is not None and 0 <= count < _BEFORE:
            put_day(self.end, made, start + timedelta(int(count)))


def _late(own: list[Leaf], days: list[Leaf]) -> Iterator[Rewrite]:
    meant = next((leaf for leaf in days if _words(leaf) & (_MEANT | {"due"})), None)
    came = next((leaf for leaf in days if _words(leaf) & _CAME and leaf is not meant), None)
    named = {leaf.field.words: leaf for leaf in days}
    for words, leaf in named.items():  # an "actual return date" beside a "return date"
        if (plain := named.get(words.removeprefix("actual "))) is not None and plain is not leaf:
            meant, came = plain, leaf
    for leaf in own if meant is not None and came is not None else ():
        if leaf.field.types - {"null"} == {"boolean"} and leaf.field.words in _LATE | _IN_TIME and meant and came:
            yield _Late(leaf.steps[0], meant, came, leaf.field.words in _LATE)


class _Late:
    """A flag says whether something came after the day that was meant."""

    def __init__(self, flag: str, meant: Leaf, came: Leaf, late: bool) -> None:
        self.flag, self.meant, self.came, self.late = flag, meant, came, late

    def __call__(self, rng: Random, made: Made) -> None:
        meant, came = day_of(made, self.meant), day_of(made, self.came)
        if meant is not None and came is not None and isinstance(made.get(self.flag), bool):
            made[self.flag] = (came > meant) is self.late
