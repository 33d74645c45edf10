"""Moments of which no name tells which comes first come in the order in which the schema lists them.

People list the moments of a thing as they come: received, promised, collected. What looks back or ahead by its name is
left to `chronology`; a weekday is that of the day beside it. Names are data: language/en/chronology.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from edgejson.language.senses import says, sense_of
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.ages import is_year
from edgejson.values.coherence.chronology import looks_back
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.stays import day_of, put_day
from edgejson.values.coherence.themes import inside_each

_TIMES = vocabulary("language/en/chronology")
_BEGINS, _HOURS_APART, _DAY_NAMES, _LASTING = (
    frozenset(_TIMES.words(section)) for section in ("begins it", "hours apart", "day names", "runs on")
)
_WEEKDAYS, _TIMES_HELD = (frozenset(_TIMES.rows(section)) for section in ("weekdays", "times held"))
#: What a name says of a day by which things lie ahead; by which they are over, whatever is listed behind.
_AHEAD = ("to come", "to end", "to be done")
_OVER = ("finished", "ended", "delivered")
_KNOWN = (*_AHEAD, *_OVER, "sent", "updated", "started", "handled", "arrived")
#: Days between two that are told apart by their order alone, at most; clocks of one object that are in order.
_MOST, _CLOCKS = 20, 4
#: From so many names on, names in alphabetical order are in no other.
_SORTED = 4

Made = dict[str, Any]


def declared_rules(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of days and clocks by their order in a schema that says nothing itself, in each object of a record."""
    if fields.annotated:
        return []
    return inside_each(leaves, lambda own, near: [*_days(own), *_clocks(own)])


def weekday_rules(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of the names of days and of the days that they are of, in each object of a record."""
    if fields.annotated:
        return []
    return inside_each(leaves, lambda own, near: _weekdays(own))


def _is_sorted(own: list[Leaf]) -> bool:
    names = [leaf.steps[0] for leaf in own]
    return len(names) >= _SORTED and names == sorted(names)


def _days(own: list[Leaf]) -> Iterator[Rewrite]:
    days = _dated(own)
    past: list[Leaf] = []
    ahead: list[tuple[Leaf, list[Leaf]]] = []
    for leaf in () if _is_sorted(own) else days:
        words = leaf.field.words.split(" ")
        if sense_of(leaf.field.words, _KNOWN) in _AHEAD or (_LASTING.intersection(words) and _is_over(leaf)):
            ahead.append((leaf, list(past)))
        else:  # "ended, started": what begins comes ahead of what is over
            begins = words[0] in _BEGINS
            places = [place for place, one in enumerate(past) if begins and _is_over(one)]
            past.insert(min(places, default=len(past)), leaf)
    if len(days) > 1:
        yield _InOrder(past, ahead)
    years = [leaf for leaf in own if "integer" in leaf.field.types and is_year(leaf.role)]
    if len(years) > 1 and not _is_sorted(own):
        yield _Sorted(years)


def _dated(own: list[Leaf]) -> list[Leaf]:
    """The days and moments of an object that look back at nothing."""
    days = [leaf for leaf in own if leaf.field.format in ("date", "date-time") and not leaf.field.enum]
    return [leaf for leaf in days if not looks_back(leaf, days)]


def _is_over(leaf: Leaf) -> bool:
    return sense_of(leaf.field.words, _KNOWN) in _OVER and "received" not in leaf.field.words


class _InOrder:
    """Moments come in their order; what lies ahead, after those that are listed before it."""

    def __init__(self, past: list[Leaf], ahead: list[tuple[Leaf, list[Leaf]]]) -> None:
        self.past, self.ahead = past, ahead

    def __call__(self, rng: Random, made: Made) -> None:
        there = [leaf for leaf in self.past if _moment(made, leaf) is not None]
        for form in ("date", "date-time"):
            _sort(made, [leaf for leaf in there if leaf.field.format == form])
        latest: date | None = None
        for leaf in there:
            latest = self._after(rng, made, leaf, latest)
        for leaf, before in self.ahead:
            days = [day for one in before if (day := day_of(made, one)) is not None]
            self._after(rng, made, leaf, max(days, default=None))

    @staticmethod
    def _after(rng: Random, made: Made, leaf: Leaf, latest: date | None) -> date | None:
        """Put a day behind another where it isn't, and where only the order tells them apart; returns the later one."""
        day = day_of(made, leaf)
        if day is None or latest is None:
            return day or latest
        alike = leaf.field.format == "date" and not sense_of(leaf.field.words, _KNOWN)
        if day < latest or (day == latest and alike):
            put_day(leaf, made, latest + timedelta(1 + int(rng.random() * rng.random() * _MOST)))
        return max(latest, day_of(made, leaf) or latest)


def _moment(made: Made, leaf: Leaf) -> datetime | None:
    try:
        return datetime.fromisoformat(made[leaf.steps[0]])
    except (KeyError, TypeError, ValueError):  # left out, null, or a form that dates don't have
        return None


def _sort(made: Made, leaves: list[Leaf]) -> None:
    """Give leaves their values in order, where each admits what it gets then."""
    found = [(moment, made[leaf.steps[0]]) for leaf in leaves if (moment := _moment(made, leaf)) is not None]
    if len({moment.tzinfo is None for moment, _ in found}) != 1:
        return
    values = [text for _, text in sorted(found, key=lambda one: one[0])]
    if all(leaf.admits(text) for leaf, text in zip(leaves, values, strict=True)):
        made.update({leaf.steps[0]: text for leaf, text in zip(leaves, values, strict=True)})


def _clocks(own: list[Leaf]) -> Iterator[Rewrite]:
    clocks = [leaf for leaf in own if leaf.field.format == "time" or leaf.role == "clock"]
    words = {word for leaf in clocks for word in leaf.field.words.split(" ")}
    if 1 < len(clocks) <= _CLOCKS and not words & (_HOURS_APART | _DAY_NAMES) and not _is_sorted(own):
        yield _Sorted(clocks)


class _Sorted:
    """Times of one day come in their order, and so do years."""

    def __init__(self, leaves: list[Leaf]) -> None:
        self.leaves = leaves

    def __call__(self, rng: Random, made: Made) -> None:
        there = [leaf for leaf in self.leaves if isinstance(made.get(leaf.steps[0]), (str, int))]
        values = sorted(made[leaf.steps[0]] for leaf in there)
        if all(leaf.admits(text) for leaf, text in zip(there, values, strict=True)):
            made.update({leaf.steps[0]: text for leaf, text in zip(there, values, strict=True)})


def _weekdays(own: list[Leaf]) -> Iterator[Rewrite]:
    days = [leaf for leaf in _dated(own) if sense_of(leaf.field.words, _KNOWN) not in _AHEAD]
    for leaf in own:
        named = [value for value in leaf.field.enum if str(value).lower() in _DAY_NAMES]
        if days and "string" in leaf.field.types and (leaf.field.words in _WEEKDAYS or len(named) > _SORTED):
            said = f"{leaf.field.words} {leaf.field.description.lower()}".split()
            told = [day for day in days if set(day.field.words.split(" ")) - {"date", "day", "on"} & set(said)]
            bare = [day for day in days if day.field.words in ("date", "day")]
            first = (told or bare or days)[0]
            yield _Weekday(leaf, first)
            ends = [day for day in days if says(day.field.words, "ended") and says(first.field.words, "started")]
            if ends:
                yield _Weekly(first, ends[0], next((one for one in own if one.field.words in _TIMES_HELD), None))


class _Weekday:
    """The name of a day is that of its date; where only some days have names, the date is moved to one of them."""

    def __init__(self, name: Leaf, day: Leaf) -> None:
        self.name, self.day = name, day

    def __call__(self, rng: Random, made: Made) -> None:
        before, day = made.get(self.name.steps[0]), day_of(made, self.day)
        if not isinstance(before, str) or day is None:
            return
        for later in range(7):
            full = f"{day + timedelta(later):%A}"
            forms = [full, full[:3], full.lower(), full[:3].lower(), full.upper(), full[:3].upper()]
            fitting = [form for form in forms if self.name.admits(form)]
            if fitting:
                made[self.name.steps[0]] = min(fitting, key=lambda form: abs(len(form) - len(before)))
                if later:
                    put_day(self.day, made, day + timedelta(later))
                return


class _Weekly:
    """What is on one day of the week ends on such a day, and takes place once a week."""

    def __init__(self, first: Leaf, last: Leaf, times: Leaf | None) -> None:
        self.first, self.last, self.times = first, last, times

    def __call__(self, rng: Random, made: Made) -> None:
        first, last = day_of(made, self.first), day_of(made, self.last)
        if first is None or last is None or last < first:
            return
        weeks = max(1, round((last - first).days / 7))
        put_day(self.last, made, first + timedelta(7 * weeks))
        if self.times is not None and self.times.steps[0] in made and self.times.admits(weeks + 1):
            made[self.times.steps[0]] = weeks + 1
