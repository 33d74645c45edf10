"""What moments, lengths and ages of a record say of each other, once `dates` has put the moments in order.

A last visit lies in the membership, what was called off was so before its day, what came back after its day was late,
and an age is that of the day. Names are data: language/en/chronology.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.ages import age_rules
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.stays import day_of, put_day
from edgejson.values.coherence.themes import inside_each
from edgejson.values.providers.themes import normal

_TIMES = vocabulary("language/en/chronology")
_LATEST, _EARLIEST, _FINAL, _CALLED, _CALLING, _DUE, _CAME, _PLANNED, _ACTUAL = (
    frozenset(_TIMES.words(section))
    for section in ("latest", "earliest", "final", "called off", "calling off", "due", "came", "planned", "actual")
)
_DAYS_LATE, _LATE, _COSTS, _DELAY, _ON_TIME, _DELAYED = (
    _TIMES.rows(section) for section in ("days late", "late", "costs of it", "delay", "on time", "delayed")
)
_BEFOREHAND, _CLOSING = (frozenset(_TIMES.words(section)) for section in ("beforehand", "closing"))
_LONG = frozenset(_TIMES.words("long before"))
#: Days that lie between such a day and the record's, at most.
_YEARS_AGO = 1500
#: First words of days that are still to come, and how many days ahead they lie at most; words for a day.
_TO_COME, _AHEAD = frozenset(("expected", "planned", "estimated")), 300
_GONE = frozenset(("disposed", "retired", "terminated", "termination", "scrapped", "resigned"))
_SAYING_DAYS = frozenset(("date", "day", "on", "at", "time", "the"))
#: Names of the day on which that takes place which the others speak of.
_BARE = ("date", "day", "first day")
#: The length of a beginning that two words for one thing share.
_STEM = 5
#: How often something comes back late, by how many days at most, and what a day of it costs.
_OFTEN, _MOST_LATE, _A_DAY = 0.3, 14, (0.25, 0.5, 1)

_STARTING = frozenset(("start", "starts", "begin", "begins"))

Made = dict[str, Any]


def chronology_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of moments, lengths and ages, in each object of a record; of ages and years in the whole record."""
    return [*inside_each(leaves, _rules), *age_rules(leaves)]


def _rules(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    days = [leaf for leaf in own if leaf.field.format in ("date", "date-time") and not leaf.role.endswith("birth_date")]
    for leaf in days:
        words = set(leaf.field.words.split(" "))
        others = [one for one in days if one is not leaf]
        if _LATEST & words and not _closes(leaf, others):
            ahead = [
                one.steps[0] for one in others if not (_EARLIEST | _LATEST).intersection(one.field.words.split(" "))
            ]
            nouns = words - _LATEST - _SAYING_DAYS
            same = [one.steps[0] for one in others if _akin(nouns, one.field.words.split(" "))]
            before = ahead if "previous" in words else same or _named(others, _FINAL)
            yield _Between(leaf, [name for name in _named(others, _EARLIEST) if name not in same], before)
        elif _LONG & words:
            yield _Before(leaf, [one.steps[0] for one in others], _YEARS_AGO)
        elif leaf.field.words.split(" ")[0] in _TO_COME:
            yield _Valid(
                leaf, [one.steps[0] for one in others if one.field.words.split(" ")[0] not in _TO_COME], _AHEAD
            )
        elif leaf.field.words.split(" ")[0] in _GONE:
            yield _Valid(leaf, _named(others, _EARLIEST), _AHEAD, _AHEAD)
        elif _CALLING & words:
            ahead = [name for name in _named(others, _BEFOREHAND) if name not in _named(others, _CALLED)]
            yield _Between(leaf, ahead, _events(others)) if ahead else _Before(leaf, _events(others))
        elif _CLOSING & words:
            yield _Before(leaf, _events(others, _CALLED if _BEFOREHAND & words else _CALLED - _STARTING))
        elif _BEFOREHAND & words:
            yield _Before(leaf, [name for name in _events(others) if name not in _named(others, _BEFOREHAND)])
        elif leaf.field.words.startswith(("valid until", "valid to", "expires", "expiry", "expiration")):
            yield _Valid(leaf, [one.steps[0] for one in others])
    yield from _late(own, days)
    yield from _delays(own, days)


def _closes(leaf: Leaf, days: list[Leaf]) -> bool:
    """Is it the last day of what has a first one, too: a "last lesson" beside a "first lesson"?"""
    first = f" {leaf.field.words} ".replace(" last ", " first ").strip()
    return first != leaf.field.words and any(one.field.words == first for one in days)


def _akin(nouns: set[str], words: list[str]) -> bool:
    """Do two names tell of one thing: the "last donation" of what was "donated on" a day?"""
    return any(noun == word or (len(noun) > _STEM and noun[:_STEM] == word[:_STEM]) for noun in nouns for word in words)


def looks_back(leaf: Leaf, days: list[Leaf]) -> bool:
    """Does a name tell of what lies before the other days of its object, wherever it is listed: a birth, a booking?"""
    words = set(leaf.field.words.split(" "))
    latest = frozenset() if _closes(leaf, days) else _LATEST
    if leaf.role.endswith("birth_date") or words & (latest | _LONG | _CALLING | _CLOSING | {"born"}):
        return True
    return bool(words & _BEFOREHAND and _events([one for one in days if one is not leaf]))


def _events(days: list[Leaf], words: frozenset[str] = _CALLED) -> list[str]:
    """The days on which something takes place, by their names; else the one that is called but a day."""
    return _named(days, words) or [leaf.steps[0] for leaf in days if leaf.field.words in _BARE]


def _named(leaves: list[Leaf], words: frozenset[str]) -> list[str]:
    return [leaf.steps[0] for leaf in leaves if words.intersection(leaf.field.words.split(" "))]


class _Between:
    """The last time of something lies after its beginning, and before its end."""

    def __init__(self, last: Leaf, after: list[str], before: list[str]) -> None:
        self.last, self.after, self.before = last, after, before

    def __call__(self, rng: Random, made: Made) -> None:
        last = day_of(made, self.last)
        low = max((day for name in self.after if (day := day_of(made, name))), default=None)
        high = min((day for name in self.before if (day := day_of(made, name))), default=None)
        if last is None or ((low is None or last >= low) and (high is None or last < high)):
            return
        if low is not None:
            room = min(60, max(1, (high - low).days)) if high is not None else 60
            put_day(self.last, made, low + timedelta(int(rng.random() * room)))
        elif high is not None:
            put_day(self.last, made, high - timedelta(30 + int(rng.random() * 270)))


class _Valid:
    """What is used is valid on that day."""

    def __init__(self, last: Leaf, days: list[str], most: int = 60, least: int = 1) -> None:
        self.last, self.days, self.most, self.least = last, days, most, least

    def __call__(self, rng: Random, made: Made) -> None:
        until = day_of(made, self.last)
        latest = max((day for name in self.days if (day := day_of(made, name))), default=None)
        if until is not None and latest is not None and (until < latest or (until == latest and self.most == _AHEAD)):
            put_day(self.last, made, latest + timedelta(self.least + int(rng.random() * self.most)))


class _Before:
    """What doesn't take place was called off before its day."""

    def __init__(self, called: Leaf, days: list[str], most: int = 20) -> None:
        self.called, self.days, self.most = called, days, most

    def __call__(self, rng: Random, made: Made) -> None:
        called = day_of(made, self.called)
        first = min((day for name in self.days if (day := day_of(made, name))), default=None)
        if called is not None and first is not None and called >= first:
            put_day(self.called, made, first - timedelta(1 + int(rng.random() * self.most)))


def _late(own: list[Leaf], days: list[Leaf]) -> Iterator[Rewrite]:
    named = {leaf.field.words: leaf for leaf in own}
    lateness = next((named[name] for name in _DAYS_LATE if name in named), None)
    flag = next((named[name] for name in _LATE if name in named and named[name].field.types == {"boolean"}), None)
    due = next((leaf for leaf in days if leaf.field.words.split(" ")[0] in _DUE), None)
    came = next((leaf for leaf in days if leaf.field.words.split(" ")[0] in _CAME), None)
    cost = next((named[name] for name in _COSTS if name in named), None)
    if lateness is not None or (due is not None and (flag is not None or (cost is not None and came is not None))):
        yield _Late(due, came, lateness, flag, cost)


class _Late:
    """What came back after its day was late, by the days in between, and costs something for each of them."""

    def __init__(
        self, due: Leaf | None, came: Leaf | None, lateness: Leaf | None, flag: Leaf | None, cost: Leaf | None
    ) -> None:
        self.due, self.came, self.lateness, self.flag, self.cost = due, came, lateness, flag, cost

    def __call__(self, rng: Random, made: Made) -> None:
        due = day_of(made, self.due) if self.due is not None else None
        if due is not None and self.came is not None and day_of(made, self.came) is not None and rng.random() < _OFTEN:
            put_day(self.came, made, due + timedelta(1 + int(rng.random() * _MOST_LATE)))
        came = day_of(made, self.came) if self.came is not None else None
        said = made.get(self.lateness.steps[0]) if self.lateness is not None else None
        stated = int(said) if isinstance(said, (int, float)) else 0
        told = made.get(self.flag.steps[0]) if self.flag is not None else None
        if due is not None and came is not None:
            late = max(0, (came - due).days)
        elif came is not None:  # came back soon after: nobody can tell how it was late
            late = 0
        elif isinstance(told, bool):
            late = (stated or 1 + int(rng.random() * _MOST_LATE)) if told else 0
        else:
            late = stated
        for leaf, value in ((self.lateness, late), (self.flag, late > 0)):
            if leaf is not None and leaf.steps[0] in made and (isinstance(value, bool) or leaf.admits(value)):
                made[leaf.steps[0]] = value
        if self.cost is not None and not late and not self.cost.field.required:
            made.pop(self.cost.steps[0], None)
        if self.cost is not None and self.cost.steps[0] in made:
            cost: float = late * _A_DAY[int(rng.random() * len(_A_DAY))]
            cost = cost if "number" in self.cost.field.types and cost % 1 else int(cost)
            if self.cost.admits(cost):
                made[self.cost.steps[0]] = cost


def _delays(own: list[Leaf], days: list[Leaf]) -> Iterator[Rewrite]:
    planned = {leaf.field.words.partition(" ")[2]: leaf for leaf in days if leaf.field.words.split(" ")[0] in _PLANNED}
    named = {leaf.field.words: leaf for leaf in own}
    delay, status = _told_late(own)
    for words, leaf in planned.items():
        actual = next((named[f"{word} {words}"] for word in _ACTUAL if f"{word} {words}" in named), named.get(words))
        if actual in days and leaf.field.format == "date-time" == actual.field.format:
            yield _Delay(leaf.steps[0], actual, delay, status)
            return
    if delay is not None and status is not None:
        yield _Delay("", None, delay, status)


def _told_late(own: list[Leaf]) -> tuple[Leaf | None, Leaf | None]:
    """What says by how many minutes something was late, and the class, or the flag, that says whether it was."""
    named = {leaf.field.words: leaf for leaf in own}
    delay = next((named[name] for name in _DELAY if name in named), None)
    classes = [leaf for leaf in own if any(normal(value) in _ON_TIME for value in leaf.field.enum)]
    flags = [leaf for leaf in own if leaf.field.types == {"boolean"} and leaf.field.words in _DELAYED]
    return delay, next(iter((*classes, *flags)), None)


def delay_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of an "actual arrival" beside what "arrives", in each object of a record, once `trips` is done."""

    def rules_of(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
        moments = [leaf for leaf in own if leaf.field.format == "date-time"]
        for leaf in moments:
            first, _, rest = leaf.field.words.partition(" ")
            alike = [one for one in moments if one is not leaf and one.field.words[:4] == rest[:4]]
            if first in _ACTUAL and rest and alike:
                yield _Delay(alike[0].steps[0], leaf, *_told_late(own))

    return inside_each(leaves, rules_of)


class _Delay:
    """What was late by so many minutes came so many after its time; what was on time came then."""

    def __init__(self, planned: str, actual: Leaf | None, delay: Leaf | None, status: Leaf | None) -> None:
        self.planned, self.actual, self.delay, self.status = planned, actual, delay, status

    def __call__(self, rng: Random, made: Made) -> None:
        said = normal(str(made.get(self.status.steps[0]))) if self.status is not None else ""
        name = self.delay.steps[0] if self.delay is not None else ""
        stated = made.get(name)
        minutes = stated if isinstance(stated, (int, float)) else int(rng.random() * rng.random() * 90) // 5 * 5
        minutes = 0 if said in (*_ON_TIME, "false") else max(minutes, 10) if said in (*_DELAYED, "true") else minutes
        if name in made and self.delay is not None and self.delay.admits(minutes):
            made[name] = minutes
        if self.actual is None or self.actual.steps[0] not in made or not isinstance(made.get(self.planned), str):
            return
        try:
            moment = datetime.fromisoformat(made[self.planned]) + timedelta(minutes=minutes)
        except ValueError:  # a leap second, or a year that dates don't reach
            return
        text = f"{moment.isoformat()[:19]}{made[self.planned][19:]}"
        if self.actual.admits(text):
            made[self.actual.steps[0]] = text
