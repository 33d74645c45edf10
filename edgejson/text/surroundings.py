"""What stands around a message without belonging to it: the day it was written, the clock beside each line.

None of it has a word that names a field, so a careful reader takes none of it for the record's.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple, TypeAlias

from edgejson.forms.dates import DATES
from edgejson.language.names import in_words
from edgejson.language.senses import says

_DATELINES = ("{day}", "{day}, {clock}", "{day} at {clock}", "({day} {clock})", "Note of {day}")
#: How many of these stand above a mail, too.
_ABOVE_MAILS = 4
_QUOTING = ("{name} ({day}, {clock}) wrote:", "On {day} at {clock}, {name} wrote:", "On {day}, {name} wrote:")
_SPOKEN = ("long", "day_first", "day_short", "weekday", "short")
_SHORT = ("day_short", "iso", "slashed", "day_first")
#: Draws of stamps that show the day.
_DATED_STAMPS = (0.0, 0.0, 0.6, 0.8)
_HEADS = ("Call of ", "Recording of ", "")

_FIRST_DAY = date(2022, 1, 3)
_LAST_DAY = date(2026, 6, 30)
_DAYS = 1400
#: Days after a record's latest date in which a message about it is written.
_AFTERWARDS = 24
#: Days by which a message is written ahead of the one date that a record gives, where that date lies ahead.
_BEFOREHAND = 40
#: Days between a message and the date that it is about, at most, where it says dates by the day of writing.
_NEAR = 12
#: The first and the last day on which a message may have been written.
Days: TypeAlias = tuple[date, date]
_PAST, _PLANS, _AHEADS = "past", "planned", "ahead"


class Written(NamedTuple):
    """When a message was written."""

    day: date
    stated: bool = False  #: it says so, since it says dates by that day ("yesterday")

    def speaks_of(self, value: Any, path: tuple[str, ...]) -> bool:
        """May a date, or date-time, of the field at a path be said by the day of writing?

        What is past lies behind it, what is planned or due ahead of it; a time on that very day may be either.
        """
        if not self.stated or not _is_dated(value):
            return False
        day = self.day.isoformat()
        if value[:10] == day:
            return len(value) == len(day)
        return (value < day) is (_sort(path) == _PAST)


SOME_DAY = Written(_FIRST_DAY)


def _is_dated(value: Any) -> bool:
    return type(value) is str and len(value) >= 10 and value[4] == "-" == value[7] and value[:4].isdecimal()


@lru_cache(maxsize=4096)
def _sort(path: tuple[str, ...]) -> str:
    """Does a field, by its names, hold what is past, what is planned, or what lies ahead?"""
    names = in_words(" ".join(path))
    if says(names, "ahead of writing"):
        return _AHEADS
    return _PLANS if says(names, "mostly ahead of writing") else _PAST


def _dates(value: Any, path: tuple[str, ...], found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Adds to `found` the sort of every date of a record, and the date (ISO 8601)."""
    kind = type(value)
    if kind is dict:
        for name, member in value.items():
            if type(member) in _HOLDERS:
                _dates(member, (*path, name), found)
    elif kind is list:
        for member in value:
            if type(member) in _HOLDERS:
                _dates(member, (*path, "*"), found)
    elif _is_dated(value):
        found.append((_sort(path), value))
    return found


_HOLDERS = frozenset({dict, list, str})


def days_of_writing(dates: list[tuple[str, str]]) -> Days | None:
    """The days on which a message about a record may be written, by its dates and their sorts; None without any.

    They follow the last of the dates that are past (where there is none, of those that are planned), and end before
    the first that lies ahead.
    """
    latest = {sort: max((day[:10] for other, day in dates if other == sort), default="") for sort in (_PAST, _PLANS)}
    ahead = min((day[:10] for sort, day in dates if sort == _AHEADS), default="")
    known = latest[_PAST] or latest[_PLANS]
    try:
        coming = date.fromisoformat(ahead) if ahead else date.max
        start = date.fromisoformat(known) if known else coming - timedelta(days=_BEFOREHAND)
    except (ValueError, OverflowError):  # a date that calendars don't have
        return None
    if not (known or ahead) or not _FIRST_DAY <= start <= _LAST_DAY:
        return None
    last = start + timedelta(days=_AFTERWARDS)
    return start + timedelta(days=1), min(last, coming) if coming > start else last


def written(value: Any, rng: Random, by_day: float) -> Written:
    """When a message about a record is written; at the rate `by_day`, close to dates that it then says by that day."""
    dates = _dates(value, (), [])
    days = days_of_writing(dates)
    if days is not None and rng.random() < by_day and (near := _close_by(rng, dates, *days)):
        return Written(near, True)
    first, last = days or (_FIRST_DAY, _FIRST_DAY + timedelta(days=_DAYS))
    return Written(first + timedelta(days=int(rng.random() * ((last - first).days + 1))))


def _close_by(rng: Random, dates: list[tuple[str, str]], first: date, last: date) -> date | None:
    """One of the days of writing that is close to what is past, else to what lies ahead; None where neither is."""
    past = max((day for sort, day in dates if sort == _PAST), default="")
    coming = min((day for sort, day in dates if sort != _PAST and day[:10] >= first.isoformat()), default="")
    if len(past) == 10:
        first -= timedelta(days=1)  # it may be on that very day, where no time is given
    if coming:
        try:
            day = date.fromisoformat(coming[:10])
        except ValueError:  # a date that calendars don't have
            return None
        last = min(last, day - timedelta(days=len(coming) > 10))
    if last < first or not (past or coming):
        return None
    away = timedelta(days=int(rng.random() ** 2 * min((last - first).days + 1, _NEAR)))
    return first + away if past else last - away


def _day(rng: Random, when: Written, styles: tuple[str, ...]) -> str:
    day = when.day
    return DATES[styles[int(rng.random() * len(styles))]](day.year, day.month, day.day) or day.isoformat()


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def dateline(rng: Random, when: Written, mail: bool = False) -> str:
    """The line above a letter or note that says when it was written."""
    line = _DATELINES[int(rng.random() * (_ABOVE_MAILS if mail else len(_DATELINES)))]
    return line.replace("{day}", _day(rng, when, _SPOKEN)).replace("{clock}", _clock(480 + int(rng.random() * 600)))


def wrote(rng: Random, when: Written, name: str) -> str:
    """The line above a quoted mail, with the moment it was sent."""
    line = _QUOTING[int(rng.random() * len(_QUOTING))].replace("{clock}", _clock(480 + int(rng.random() * 600)))
    return line.replace("{day}", _day(rng, when, _SHORT)).replace("{name}", name)


def stamped(lines: list[str], rng: Random, when: Written, name: str) -> list[str]:
    """The lines of a chat as a client shows them: the day and the sender first, then lines with or without clock."""
    style, minute, day = rng.random(), 420 + int(rng.random() * 800), _day(rng, when, _SHORT)
    if when.stated:
        style = _DATED_STAMPS[int(style * len(_DATED_STAMPS))]
    if style < 0.35:
        return [f"{day}, {_clock(minute)} - {name}", *lines]
    if style < 0.55:
        return [f"{name} ({_clock(minute)})", *lines]
    if style < 0.7:
        return [f"[{day} {_clock(minute)}] {name}: {lines[0]}", *lines[1:]]
    out = [f"--- {day} ---", f"{name}:"] if style < 0.85 else []
    for line in lines:
        out.append(f"{_clock(minute)} {line}")
        minute += int(rng.random() * 2.5)
    return out


def timed(lines: list[str], rng: Random, when: Written) -> list[str]:
    """The lines of a transcript with the time since its start, below a line that says when that was."""
    second = int(rng.random() * 20)
    out = []
    if when.stated or rng.random() < 0.5:
        out.append(f"{_HEADS[int(rng.random() * 3)]}{_day(rng, when, _SPOKEN)}, {_clock(second + 540)}")
    for line in lines:
        out.append(f"({second // 60:02d}:{second % 60:02d}) {line}")
        second += 3 + int(rng.random() * 9)
    return out
