"""Dates of one record in the order in which things happen, with gaps that they take, in one time zone.

The first date of a record stays as it was drawn; the others follow from it. An item of a list has its dates
for itself, after those of the record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Any

from edgejson.knowledge.places import COUNTRIES, PLACES
from edgejson.language.names import in_words
from edgejson.language.senses import says, sense_of
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps, found_at, holders, text_at
from edgejson.values.providers.times import DAY, DAYS, number_of, offsets, stamp, working_day, zone_like

_MINUTE, _HOUR = 60, 3600
_QUARTER = 15 * _MINUTE

#: What a name says of a date -> its rank in a record's life; least and greatest gap in seconds; "start" counts its gap
#: from the record's first date, "end" from the start beside it; a planned time falls on a quarter of an hour.
_ORDER: dict[str, tuple[int, int, int, str]] = {
    "to come": (9, 7 * DAY, 60 * DAY, ""),
    "to end": (8, 30 * DAY, 300 * DAY, ""),
    "to be done": (7, 7 * DAY, 45 * DAY, ""),
    "delivered": (6, DAY, 7 * DAY, ""),
    "finished": (5, _HOUR, 9 * DAY, ""),
    "sent": (4, 3 * _HOUR, 2 * DAY, ""),
    "updated": (3, 8 * _MINUTE, 8 * DAY, ""),
    "arrived": (2, 80 * _MINUTE, 9 * _HOUR, "end"),
    "ended": (2, 45 * _MINUTE, 4 * _HOUR, "end"),
    "started": (1, 2 * DAY, 45 * DAY, "start"),
    "handled": (0, 4 * _MINUTE, 20 * _HOUR, "later"),
}
#: Ranks of what people agree on for a working day.
_AGREED = frozenset((_ORDER["to come"][0], _ORDER["to be done"][0]))
_FIRST = (-1, 0, 0, "first")
_BARE = frozenset(("time", "date", "datetime", "at", "on", "timestamp", "date time"))
#: Gaps of days rather than hours, where a period has only dates.
_DAYS_LONG = (6 * DAY, 90 * DAY)
#: Nights that people stay somewhere.
_STAY = (DAY, 14 * DAY)
#: Years that a record may speak of: those that dates can be made for, with room for what follows.
_SPAN = (1500, len(DAYS) - 1200)


_ZONES = {place.city: place.timezone for place in PLACES}
#: Currency of one country, or of several with one clock -> its zone.
_HOMES = {
    COUNTRIES[place.country][2]: place.timezone for place in reversed(PLACES) if COUNTRIES[place.country][2] != "USD"
}


@dataclass(slots=True)
class _Dated:
    """One date or date-time of a record."""

    leaf: Leaf
    rank: int
    low: int
    high: int
    kind: str
    timed: bool  #: a date-time, not a date


def date_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """One rewrite of all dates below an object, where there are at least two; years after the birth."""
    dated = [_dated(leaf) for leaf in leaves if leaf.field.format in ("date", "date-time") and not leaf.field.enum
             and not leaf.role.endswith("birth_date")]  # fmt: skip
    _as_a_stay(dated)
    series = [one for one in dated if one.leaf.steps[-1] == "*"]
    single = [one for one in dated if one.leaf.steps[-1] != "*"]
    rules: list[Rewrite] = []
    groups: dict[Steps, list[_Dated]] = {}
    for one in sorted(single, key=lambda one: one.rank):
        groups.setdefault(_scope(one.leaf.steps), []).append(one)
    lists = [_Series(one, groups) for one in series]
    city = next((leaf.steps for leaf in leaves if leaf.role == "city" and "*" not in leaf.steps), None)
    home = _home(leaves) if city is None else None
    timed = any(one.timed for one in single)
    if len(single) > 1 or any("*" in scope for scope in groups) or (timed and (city or home)):
        rules.append(_Dates(groups, city, home))
    rules += lists
    by_hand = [one.leaf for one in dated if one.timed and not says(one.leaf.field.words, "noted by machine")]
    if by_hand:
        rules.append(_FullMinutes(by_hand))
    births = [leaf for leaf in leaves if leaf.role.endswith("birth_date") and "*" not in leaf.steps]
    years = [leaf for leaf in leaves if leaf.field.types == {"integer"} and says(leaf.field.words, "year of illness")]
    if len(births) == 1 and years:
        rules.append(_Years(births[0], years, [one.leaf for one in single]))
    return rules


def _home(leaves: list[Leaf]) -> Steps | str | None:
    """Where a record says what its amounts are in: the steps of that leaf, or the one currency of all of them."""
    currency = next((leaf.steps for leaf in leaves if leaf.role == "currency" and "*" not in leaf.steps), None)
    units = {leaf.field.unit for leaf in leaves if leaf.field.unit in _HOMES}
    return currency or (units.pop() if len(units) == 1 else None)


def _as_a_stay(dated: list[_Dated]) -> None:
    """Let days of arrival and departure begin and end a stay, where the schema names the arrival first; else a trip."""
    ends = {sense_of(one.leaf.field.words, ("arriving", "departing")): one for one in dated if not one.timed}
    if [sense for sense in ends if sense] == ["arriving", "departing"]:
        arrival, departure = ends["arriving"], ends["departing"]
        arrival.rank, arrival.low, arrival.high, arrival.kind = _ORDER["started"]
        departure.rank, _, _, departure.kind = _ORDER["ended"]
        departure.low, departure.high = _STAY


def _scope(steps: Steps) -> Steps:
    """The steps up to the innermost list item that holds a leaf."""
    last = max((index for index, step in enumerate(steps) if step == "*"), default=-1)
    return steps[: last + 1]


def _dated(leaf: Leaf) -> _Dated:
    words = leaf.field.words
    if words in _BARE and len(leaf.steps) > 1 and leaf.steps[-2] != "*":
        words = f"{in_words(leaf.steps[-2])} {words}"
    timed = leaf.field.format == "date-time"
    rank, low, high, kind = _ORDER.get(sense_of(words, _ORDER), _FIRST)
    if kind == "end" and not timed:
        low, high = _DAYS_LONG
    return _Dated(leaf, rank, low, high, kind, timed)


class _Dates:
    """All dates of a record."""

    def __init__(self, groups: dict[Steps, list[_Dated]], city: Steps | None, home: Steps | str | None) -> None:
        self.city, self.home = city, home
        self.outer = groups.pop((), [])
        self.inner = [
            (scope, [(one.leaf.steps, replace(one, leaf=one.leaf.below(scope))) for one in groups[scope]])
            for scope in sorted(groups, key=len)
        ]

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        told = [one for one in self.outer if isinstance(found_at(made, one.leaf.steps), str)]
        samples = [one.leaf.steps for one in told] or [steps for _, group in self.inner for steps, _ in group]
        texts = [text for steps in samples if isinstance(text := found_at(made, steps), str)]
        try:
            first, day = texts[0], number_of(texts[0])
        except (IndexError, ValueError):
            return
        if not _SPAN[0] < day < _SPAN[1]:
            return
        zone = zone_like(day, next((text[19:].lstrip(".0123456789") for text in texts if len(text) > 19), "Z"))
        local = self._local(made)
        zone = offsets(local) if local is not None else zone
        base = day * DAY + (_seconds(first) if len(first) > 11 else 9 * _HOUR)
        _Group(told, zone).place(rng, made, base, stays=True)
        for scope, group in self.inner:
            self._items(rng, made, scope, [one for _, one in group], base, zone)

    def _local(self, made: dict[str, Any]) -> str | None:
        """The zone of the city that a record names, or of those who pay in its currency."""
        if self.city is not None:
            return _ZONES.get(text_at(made, self.city))
        return _HOMES.get(self.home if isinstance(self.home, str) else text_at(made, self.home) if self.home else "")

    def _items(
        self, rng: Random, made: Any, scope: Steps, group: list[_Dated], base: int, zone: tuple[str, ...]
    ) -> None:
        """The dates of a list's items, each item after the one before where they are events or remarks."""
        last = base
        for container, key in holders(made, scope):
            told = [one for one in group if isinstance(found_at(container[key], one.leaf.steps), str)]
            if not told:
                continue
            if told[0].rank <= 1:
                start = last + _gap(rng, _HOUR, 30 * _HOUR, told[0])
                if (told[0].kind == "start" and told[0].timed and start % DAY > 20 * _HOUR) or start % DAY < 7 * _HOUR:
                    start = (last // DAY + 1) * DAY + (32 + int(rng.random() * 40)) * _QUARTER
                last = _Group(told, zone).place(rng, container[key], start, stays=True)
            else:
                _Group(told, zone).place(rng, container[key], base, stays=False)


class _Group:
    """Dates that stand in one order, sorted by rank."""

    def __init__(self, told: list[_Dated], zone: tuple[str, ...]) -> None:
        self.told, self.zone = told, zone

    def place(self, rng: Random, made: Any, base: int, stays: bool) -> int:
        """Write the dates; the first one is at `base` if it `stays`, else after it. Returns the last moment."""
        starts: dict[Steps, int] = {}
        last = latest = base
        for index, one in enumerate(self.told):
            parent = one.leaf.steps[:-1]
            if index == 0 and stays:
                moment = base
            elif one.kind == "end":
                since = starts.get(parent, max(starts.values(), default=last))
                moment = since + _gap(rng, one.low, one.high, one)
            elif one.kind == "first":
                moment = base + int(rng.random() * 2 * _HOUR)
            else:
                moment = max(base + _gap(rng, one.low, one.high, one), last + (_MINUTE if one.timed else DAY))
            if one.rank in _AGREED:
                moment = working_day(moment // DAY) * DAY + moment % DAY
            if one.kind == "start" and one.timed and moment - base > DAY:
                moment = moment // DAY * DAY + (32 + int(rng.random() * 40)) * _QUARTER
            elif one.kind in ("start", "end") and one.timed:
                moment = -(-moment // _QUARTER) * _QUARTER
            if one.kind == "start":
                starts[parent] = moment
            elif one.kind != "end":
                last = max(last, moment) if one.rank not in (7, 8, 9) else last
            latest = max(latest, moment)
            self._write(made, one, moment)
        return latest

    def _write(self, made: Any, one: _Dated, moment: int) -> None:
        text = stamp(moment, self.zone) if one.timed else DAYS[moment // DAY]
        if one.leaf.admits(text):
            for container, key in holders(made, one.leaf.steps):
                container[key] = text


class _Series:
    """The dates of a list come one after the other, soon after the first date beside the list where there is one."""

    def __init__(self, each: _Dated, groups: dict[Steps, list[_Dated]]) -> None:
        self.each = each
        self.scope = _scope(each.leaf.steps[:-1])
        self.listed = each.leaf.steps[len(self.scope) : -1]
        self.first = next((one.leaf.below(self.scope) for one in groups.get(self.scope, [])), None)
        self.outer = next((one.leaf for one in groups.get((), [])), None)

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        start = found_at(made, self.outer.steps) if self.outer is not None else None
        for container, key in holders(made, self.scope) if self.scope else [({0: made}, 0)]:
            beside = found_at(container[key], self.first.steps) if self.first is not None else None
            listed = found_at(container[key], self.listed) if self.listed else container[key]
            if isinstance(listed, list) and listed:
                self._follow(rng, listed, beside or start)
                start = listed[-1]

    def _follow(self, rng: Random, listed: list[Any], start: Any) -> None:
        timed = self.each.timed
        try:
            days = [number_of(text) for text in (start or listed[0], *listed)]
            moment = days[0] * DAY + (_seconds(listed[0]) if timed else 0)
        except (ValueError, TypeError):
            return  # something else than dates stands in the list
        if not all(_SPAN[0] < day < _SPAN[1] for day in days):
            return
        zone = zone_like(days[1], listed[0][19:].lstrip(".0123456789")) if timed else ()
        for index in range(len(listed)):
            if index or start:
                moment += (1 + int(rng.random() * rng.random() * 9)) * DAY + int(rng.random() * 9) * _QUARTER
            text = stamp(moment, zone) if timed else DAYS[moment // DAY]
            if self.each.leaf.admits(text):
                listed[index] = text


def _gap(rng: Random, low: int, high: int, one: _Dated) -> int:
    """A gap that is more often short than long; later than a week, one that ends in working hours."""
    chance = rng.random()
    gap = low + int((high - low) * chance * chance)
    if one.timed and high > 4 * DAY and gap > DAY:
        return gap // DAY * DAY + int(rng.random() * 4 * _HOUR)
    return gap


def _seconds(text: str) -> int:
    return int(text[11:13]) * _HOUR + int(text[14:16]) * _MINUTE + int(text[17:19])


class _FullMinutes:
    """What people enter, book or order has its time in full minutes; what machines note keeps the seconds."""

    def __init__(self, leaves: list[Leaf]) -> None:
        self.leaves = leaves

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        for leaf in self.leaves:
            for container, key in holders(made, leaf.steps):
                text = container[key]
                if isinstance(text, str) and text[16:17] == ":" and text[17:19] != "00" and text[19:20] != ".":
                    full = f"{text[:17]}00{text[19:]}"
                    if leaf.admits(full):
                        container[key] = full


class _Years:
    """Years of what befell someone lie after the birth, and not after the day that the record tells of."""

    def __init__(self, birth: Leaf, years: list[Leaf], dates: list[Leaf]) -> None:
        self.birth, self.years, self.dates = birth, years, dates

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        born = found_at(made, self.birth.steps)
        if not isinstance(born, str):
            return
        told = [text for leaf in self.dates if isinstance(text := found_at(made, leaf.steps), str)]
        last = min((int(text[:4]) for text in told if text[:4].isdigit()), default=2025)
        first = max(int(born[:4]) + 1, last - 25)
        for leaf in self.years:
            for container, key in holders(made, leaf.steps):
                value = min(last, first + int(rng.random() * (last - first + 1)))
                if not int(born[:4]) + 1 < container[key] <= last and leaf.admits(value):
                    container[key] = value
