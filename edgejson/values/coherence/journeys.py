"""Flights by the clocks of the airports between which they go, and in the hours that the way takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import acos, cos, radians, sin
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from edgejson.knowledge.places import AIRPORTS, Airport
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps, found_at, holders, text_at

_EARTH = 6371  #: radius, km
_SPEED = 830  #: km/h of an airliner, on average
_GROUND = 0.6  #: hours for taxi, climb and landing
_CHANGE = timedelta(hours=1)  #: between two flights, at least
#: Words of the two ends, as objects ("departure": {"airport", "time"}) or before a name ("departure_airport").
_START, _END = (
    ("departure", "depart", "departs", "from", "origin"),
    ("arrival", "arrive", "arrives", "to", "destination"),
)


@dataclass(frozen=True, slots=True)
class _End:
    """Where a flight starts or ends: seen from the flight."""

    airport: Steps
    time: Leaf


def journey_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of the times of a record's flights, where both ends have an airport of a closed list and a moment.

    An end alone (an object of an airport and a moment, below a flight) is told by the clock there: what rules ask of
    it then holds before the flight is looked at, and isn't drawn until it does.
    """
    moments = [leaf for leaf in leaves if leaf.field.format == "date-time"]
    rest = [leaf for leaf in moments if "*" not in leaf.steps]
    rules: list[Rewrite] = []
    for scope in dict.fromkeys(_scope(leaf.steps) for leaf in leaves if _is_airport(leaf)):
        below = [leaf.below(scope) for leaf in leaves if leaf.steps[: len(scope)] == scope]
        start, end = _ends(below, _START), _ends(below, _END)
        if start and end:
            rules.append(_Flights(scope, start, end, rest if scope else []))
        elif len(below) == len(leaves) and len(moments) == 1 and sum(map(_is_airport, leaves)) == 1:
            rules.append(_Clock(next(leaf.steps for leaf in leaves if _is_airport(leaf)), moments[0]))
    return rules


def _scope(steps: Steps) -> Steps:
    return steps[: max((index + 1 for index, step in enumerate(steps) if step == "*"), default=0)]


def _is_airport(leaf: Leaf) -> bool:
    return len(leaf.field.enum) > 1 and all(str(code) in AIRPORTS for code in leaf.field.enum)


def _ends(leaves: list[Leaf], words: tuple[str, ...]) -> _End | None:
    own = [leaf for leaf in leaves if leaf.steps[0].replace("-", "_").partition("_")[0].lower() in words]
    airport = next((leaf for leaf in own if _is_airport(leaf)), None)
    time = next((leaf for leaf in own if leaf.field.format == "date-time"), None)
    return _End(airport.steps, time) if airport and time else None


class _Clock:
    """A moment told by the clock of the airport beside it."""

    def __init__(self, airport: Steps, time: Leaf) -> None:
        self.airport, self.time = airport, time

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        airport = AIRPORTS.get(text_at(made, self.airport))
        told = _local(found_at(made, self.time.steps), airport) if airport else None
        if told is not None:
            _write(made, self.time, told)


class _Flights:
    """The flights of a record, one after the other; what else has a time there is told by the clock of the first."""

    def __init__(self, scope: Steps, start: _End, end: _End, rest: list[Leaf]) -> None:
        self.scope, self.start, self.end, self.rest = scope, start, end, rest

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        last: datetime | None = None
        for flight, start, end in self._flights(made):
            told = _local(found_at(flight, self.start.time.steps), start)
            if told is None:
                continue
            if last is None:
                self._told_there(made, start)
            while last is not None and told < last + _CHANGE:
                told += timedelta(days=1)
            hours = _kilometres(start, end) / _SPEED + _GROUND + rng.random() * 0.3
            last = _there(told.astimezone(UTC) + timedelta(minutes=5 * round(hours * 12)), end)
            _write(flight, self.start.time, told)
            _write(flight, self.end.time, last)

    def _flights(self, made: dict[str, Any]) -> Iterator[tuple[Any, Airport, Airport]]:
        for container, key in holders(made, self.scope) if self.scope else [({0: made}, 0)]:
            ends = [AIRPORTS.get(text_at(container[key], end.airport)) for end in (self.start, self.end)]
            if ends[0] and ends[1]:
                yield container[key], ends[0], ends[1]

    def _told_there(self, made: dict[str, Any], airport: Airport) -> None:
        for leaf in self.rest:
            told = _local(found_at(made, leaf.steps), airport)
            if told is not None:
                _write(made, leaf, told)


def _local(text: Any, airport: Airport) -> datetime | None:
    """The moment at which the clock at an airport shows what a text has, whatever its offset."""
    try:
        told = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return _there(told.replace(tzinfo=ZoneInfo(airport.timezone)).astimezone(UTC), airport)


def _there(moment: datetime, airport: Airport) -> datetime:
    return moment.astimezone(ZoneInfo(airport.timezone))


def _write(made: Any, leaf: Leaf, moment: datetime) -> None:
    text = moment.isoformat().replace("+00:00", "Z")
    for container, key in holders(made, leaf.steps):
        if leaf.admits(text):
            container[key] = text


def _kilometres(one: Airport, other: Airport) -> float:
    """The great circle between two airports."""
    first, second = radians(one.latitude), radians(other.latitude)
    turn = radians(one.longitude - other.longitude)
    return _EARTH * acos(min(1.0, sin(first) * sin(second) + cos(first) * cos(second) * cos(turn)))
