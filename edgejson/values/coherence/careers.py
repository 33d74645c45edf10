"""Jobs and schools that somebody had before a record's day, the latest first, and a policy that holds on that day.

Words are data: language/en/timeline.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.ages import is_year
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.numeric import number_in, put
from edgejson.values.coherence.periods import ends_in, is_day
from edgejson.values.coherence.stays import day_of, put_day

_TIMES = vocabulary("language/en/timeline")
_COVERS, _CAREERS = (frozenset(_TIMES.entries(section)) for section in ("covers", "careers"))
_COVERED = frozenset(_TIMES.words("covered days"))
_YEARS_OF = ("years of experience", "years experience", "experience years", "total experience years")
_CURRENT = frozenset(("current", "is current", "present", "currently employed", "ongoing"))
#: The day that a record tells of where it names none; days that a policy holds; of a job, and between two, at most.
_TODAY, _YEAR, _JOB, _PAUSE = date(2025, 12, 31), 365, 1300, 90

Made = dict[str, Any]


def career_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of what lies before the day of a record, and of what holds on it."""
    days = [leaf for leaf in leaves if leaf.own and is_day(leaf)]
    return [*_covers(leaves, days), *_careers(leaves, days)]


def _covers(leaves: list[Leaf], days: list[Leaf]) -> Iterator[Rewrite]:
    told = [leaf for leaf in days if _COVERED.intersection(leaf.field.words.split(" "))]
    inner = [leaf for leaf in leaves if len(leaf.steps) == 2 and leaf.steps[1] != "*" and is_day(leaf)]
    for name in dict.fromkeys(leaf.steps[0] for leaf in inner):
        ends = ends_in([leaf.below((name,)) for leaf in inner if leaf.steps[0] == name])
        if told and ends is not None and in_words(name) in _COVERS:
            yield _Covers(name, ends, told)


class _Covers:
    """A policy holds on the day of what it is for."""

    def __init__(self, name: str, ends: tuple[Leaf, Leaf], told: list[Leaf]) -> None:
        self.name, self.ends, self.told = name, ends, told

    def __call__(self, rng: Random, made: Made) -> None:
        box = made.get(self.name)
        told = sorted(day for leaf in self.told if (day := day_of(made, leaf)) is not None)
        if not told or not isinstance(box, dict):
            return
        first, last = (day_of(box, leaf) for leaf in self.ends)
        if (first is None or first < told[0]) and (last is None or last > told[-1]):
            return
        back = 10 + int(rng.random() * (_YEAR - 60))
        put_day(self.ends[0], box, told[0] - timedelta(back))
        put_day(self.ends[1], box, max(told[0] - timedelta(back) + timedelta(_YEAR - 1), told[-1] + timedelta(1)))


def _careers(leaves: list[Leaf], days: list[Leaf]) -> Iterator[Rewrite]:
    lists: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        if len(leaf.steps) == 3 and leaf.steps[1] == "*" and in_words(leaf.steps[0]) in _CAREERS:
            lists.setdefault(leaf.steps[0], []).append(leaf.below(leaf.steps[:2]))
    years = next((leaf for leaf in leaves if leaf.own and leaf.field.words in _YEARS_OF), None)
    for name, items in lists.items():
        ends = ends_in([leaf for leaf in items if is_day(leaf)])
        spans = [leaf for leaf in items if "integer" in leaf.field.types and is_year(leaf.role)]
        current = next((leaf.steps[0] for leaf in items if leaf.field.words in _CURRENT), "")
        if ends is not None:
            yield _Jobs(name, ends, current, days, years)
        elif len(spans) > 1:
            yield _Studies(name, (spans[0], spans[1]), days)


def _told(made: Made, days: list[Leaf]) -> date:
    return min((day for leaf in days if (day := day_of(made, leaf)) is not None), default=_TODAY)


class _Jobs:
    """One job after the other, the latest listed first; who has one now has not left it."""

    def __init__(
        self, listed: str, ends: tuple[Leaf, Leaf], current: str, days: list[Leaf], years: Leaf | None
    ) -> None:
        self.listed, self.ends, self.current, self.days, self.years = listed, ends, current, days, years

    def __call__(self, rng: Random, made: Made) -> None:
        listed = made.get(self.listed)
        last = told = _told(made, self.days)
        for place, item in enumerate(listed if isinstance(listed, list) else ()):
            if not isinstance(item, dict):
                continue
            begin, end = self.ends
            if self.current in item:
                item[self.current] = bool(item[self.current]) and place == 0
            if item.get(self.current) is True and not end.field.required:
                item.pop(end.steps[0], None)
            left = last - timedelta(5 + int(rng.random() * _PAUSE))
            since = left - timedelta(200 + int(rng.random() * _JOB))
            put_day(end, item, left)
            put_day(begin, item, since)
            last = since
        if self.years is not None and last < told and number_in(made, self.years) is not None:
            put(self.years, made, max(1, round((told - last).days / _YEAR)))


class _Studies:
    """One school after the other, the latest listed first, some years at each."""

    def __init__(self, listed: str, ends: tuple[Leaf, Leaf], days: list[Leaf]) -> None:
        self.listed, self.ends, self.days = listed, ends, days

    def __call__(self, rng: Random, made: Made) -> None:
        listed = made.get(self.listed)
        last = _told(made, self.days).year - int(rng.random() * 6)
        for item in listed if isinstance(listed, list) else ():
            if isinstance(item, dict):
                since = last - 2 - int(rng.random() * 3)
                put(self.ends[1], item, last)
                put(self.ends[0], item, since)
                last = since
