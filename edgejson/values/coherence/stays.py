"""From the first day of a stay, a rental or a membership to the last it is as long as the record says.

Names are data: language/en/chronology.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.themes import inside_each
from edgejson.values.providers.themes import normal
from edgejson.values.providers.times import DAYS, number_of, zone_like

_TIMES = vocabulary("language/en/chronology")
_COMES, _GOES = (tuple(", ".join(_TIMES.rows(section)).split(", ")) for section in ("comes", "goes"))
DAYS_BETWEEN = re.compile(_TIMES.either("days between"))
_TERMS = {name: float(months) for name, (months,) in _TIMES.pairs("terms").items()}

_IN_MONTHS = re.compile(
    r"(?:.+ )?(?:term|duration|contract|minimum term|period|length|runtime)(?: (?:in )?months)|months"
)
_MOST_MONTHS = 1200
#: Objects that are called after how long they last -> the days from their first to their last, at least and at most.
_PERIODS = {"week": (4, 7), "weekend": (1, 3), "month": (27, 31), "fortnight": (11, 14)}
_KNOWN_DAYS = frozenset(DAYS)

Made = dict[str, Any]


def stay_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of the two ends of what lasts for days or months, and of how many, in each object of a record."""

    def rules_of(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
        days = [leaf for leaf in own if leaf.field.format in ("date", "date-time")]
        yield from (*_stays(own, days), *_plans(own, days))

    return inside_each(leaves, rules_of)


def day_of(made: Any, name: str | Leaf) -> date | None:
    text = made.get(name if isinstance(name, str) else name.steps[0])
    try:
        return date.fromisoformat(text[:10]) if isinstance(text, str) else None
    except ValueError:
        return None


def _zone(before: str, day: date) -> str:
    """The offset that is in force on a day where a date-time is told; "" for a date."""
    offset = before[19:]
    known = before[:10] in _KNOWN_DAYS and day.isoformat() in _KNOWN_DAYS and "." not in offset
    return zone_like(number_of(before), offset)[number_of(day.isoformat())] if offset and known else offset


def put_day(leaf: Leaf, made: Made, day: date) -> None:
    """Write a day, with the time that was there."""
    name = leaf.steps[0]
    before = str(made.get(name))
    text = f"{day.isoformat()}{before[10:19]}{_zone(before, day)}"
    if name in made and leaf.admits(text):
        made[name] = text


def stays_of(days: list[Leaf]) -> list[tuple[Leaf, Leaf]]:
    """Pairs that may be the first and the last day of a stay or a loan, by their names; the likeliest first."""
    return [
        (first, last) for last in _ends_by(days, _GOES) for first in _ends_by(days, _COMES)
        if days.index(first) < days.index(last)
    ]  # fmt: skip


def ends_in(made: Made, stays: list[tuple[Leaf, Leaf]]) -> tuple[date, date] | None:
    """The first and the last day that an object tells."""
    for first, last in stays:
        one, other = day_of(made, first), day_of(made, last)
        if one is not None and other is not None:
            return one, other
    return None


def _ends_by(days: list[Leaf], names: tuple[str, ...]) -> list[Leaf]:
    return [leaf for name in names for leaf in days if f" {name} " in f" {leaf.field.words} "]


def stays_over(own: list[Leaf]) -> bool:
    """Does an object say how many days or nights something lasts?"""
    return any(DAYS_BETWEEN.fullmatch(leaf.field.words) for leaf in own)


def _stays(own: list[Leaf], days: list[Leaf]) -> Iterator[Rewrite]:
    stays = stays_of(days)
    count = next((leaf for leaf in own if leaf.field.types & {"integer", "number"}
                  and DAYS_BETWEEN.fullmatch(leaf.field.words)), None)  # fmt: skip
    over_night = [ends for ends in stays if ends[1].field.format == "date-time"
                  and (count is not None or ends[0].field.words.startswith("check"))]  # fmt: skip
    period = in_words(own[0].field.path[-2]) if own and len(own[0].field.path) > 1 else ""
    if stays and period in _PERIODS:
        yield _Period(*stays[0], _PERIODS[period])
    if over_night:
        yield _Nights(*over_night[0], count)
    if stays and count is not None:
        yield _Days(stays, count)


class _Period:
    """A week goes from one day to the last one of it."""

    def __init__(self, first: Leaf, last: Leaf, days: tuple[int, int]) -> None:
        self.first, self.last, self.days = first, last, days

    def __call__(self, rng: Random, made: Made) -> None:
        first, last = day_of(made, self.first), day_of(made, self.last)
        low, high = self.days
        if first is not None and last is not None and not low <= (last - first).days <= high:
            put_day(self.last, made, first + timedelta(low + int(rng.random() * (high - low + 1))))


class _Nights:
    """Nobody checks in for an hour: the last moment is that of a morning, as many days later as is said."""

    def __init__(self, first: Leaf, last: Leaf, count: Leaf | None) -> None:
        self.first, self.last, self.count = first, last, count

    def __call__(self, rng: Random, made: Made) -> None:
        first, last = day_of(made, self.first), day_of(made, self.last)
        if first is None or last is None or last > first:
            return
        count = made.get(self.count.steps[0]) if self.count is not None else None
        nights = count if isinstance(count, int) and count else 1 + int(rng.random() * rng.random() * 10)
        day = first + timedelta(nights)
        text = f"{day.isoformat()}T{9 + int(rng.random() * 3):02}:00:00{_zone(str(made[self.last.steps[0]]), day)}"
        if self.last.admits(text):
            made[self.last.steps[0]] = text


class _Days:
    """A number of days or nights is that between the two ends."""

    def __init__(self, stays: list[tuple[Leaf, Leaf]], count: Leaf) -> None:
        self.stays, self.count = stays, count

    def __call__(self, rng: Random, made: Made) -> None:
        ends = ends_in(made, self.stays)
        between = (ends[1] - ends[0]).days if ends else 0
        if self.count.steps[0] in made and between > 0 and self.count.admits(between):
            made[self.count.steps[0]] = between


def _plans(own: list[Leaf], days: list[Leaf]) -> Iterator[Rewrite]:
    terms = [leaf for leaf in own if sum(normal(value) in _TERMS for value in leaf.field.enum) > 1]
    months = [leaf for leaf in own if _IN_MONTHS.fullmatch(leaf.field.words)]
    begin = [leaf for leaf in days if leaf.field.words.split(" ")[0] in ("start", "starts", "begin", "valid", "from")]
    end = [leaf for leaf in days if leaf.field.words.split(" ")[0] in ("end", "ends", "expires", "expiry", "until")]
    if len(terms) == len(begin) == len(end) == 1 and begin[0].field.format == "date":  # a meeting repeats, and ends
        yield _Term(terms[0].steps[0], begin[0].steps[0], end[0])
    elif len(months) == 1 and (len(begin) == len(end) == 1 or len(days) == 2):
        first, last = (begin[0], end[0]) if len(begin) == len(end) == 1 else days
        yield _Months(months[0].steps[0], first.steps[0], last)


class _Months:
    """What runs for so many months ends after them."""

    def __init__(self, months: str, begin: str, end: Leaf) -> None:
        self.months, self.begin, self.end = months, begin, end

    def __call__(self, rng: Random, made: Made) -> None:
        said, begin = str(made.get(self.months)), day_of(made, self.begin)
        if said.isdigit() and begin is not None and 0 < int(said) < _MOST_MONTHS:
            whole = begin.month - 1 + int(said)
            put_day(self.end, made, date(begin.year + whole // 12, whole % 12 + 1, min(begin.day, 28)) - timedelta(1))


class _Term:
    """What runs by the month or by the year ends after so many of them."""

    def __init__(self, term: str, begin: str, end: Leaf) -> None:
        self.term, self.begin, self.end = term, begin, end

    def __call__(self, rng: Random, made: Made) -> None:
        months, begin = _TERMS.get(normal(str(made.get(self.term)))), day_of(made, self.begin)
        if months and begin is not None and day_of(made, self.end) is not None:
            times = 1 + int(rng.random() * rng.random() * (3 if months >= 1 else 8))
            whole = begin.month - 1 + int(months) * times
            if months < 1:
                put_day(self.end, made, begin + timedelta(7 * times))
            else:  # the day before the same day of its last month
                first = date(begin.year + whole // 12, whole % 12 + 1, 1)
                put_day(self.end, made, first + timedelta(min(begin.day, 28) - 2 if begin.day > 1 else -1))
