"""Texts that look like a date or a time, as patterns describe them: days and hours that exist in their place.

`\\d{4}-\\d{2}-\\d{2}` says how a date is written, not which days there are. What a pattern gave is taken for a form:
its numbers are exchanged for those of a real moment, as far as the pattern allows, else brought into range.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from edgejson.values.providers.times import EPOCH, recorded

#: A form -> the names of its fields: Y year, y year of the century, m, d, H, I hour of twelve, M, S, W week, u weekday,
#: Q quarter, z and Z hours and minutes of an offset. a and b are day and month, in the one order or the other.
_TIME = r"(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:[.,]\d+)?)?"
_ZONE = r"(?: ?(?:Z|UTC|GMT|(?P<half>[AaPp]\.?[Mm]\.?)|[+-](?P<z>\d{2}):?(?P<Z>\d{2})?))?"
_DATES = (
    r"(?P<Y>\d{4})(?P<s>[-/. ])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})",
    r"(?P<a>\d{1,2})(?P<s>[-/. ])(?P<b>\d{1,2})(?P=s)(?:(?P<Y>\d{4})|(?P<y>\d{2}))",
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        *(rf"{date}(?:(?:[T_ ]|, ?){_TIME}{_ZONE})?" for date in _DATES),
        _TIME + _ZONE,
        r"(?P<Y>\d{4})[-/.](?P<m>\d{2})",
        r"(?P<m>\d{2})[-/.](?P<Y>\d{4})",
        r"(?P<m>\d{2})/(?P<y>\d{2})",
        r"(?P<Y>\d{4})-?W(?P<W>\d{2})(?:-?(?P<u>\d))?",
        r"(?P<Y>\d{4})[- ]?Q(?P<Q>\d)",
        r"(?P<Y>\d{4})(?P<m>\d{2})(?P<d>\d{2})T(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})Z?",
    )
)
#: Moments tried before the numbers that a pattern gave are brought into range.
_TRIES = 4
_EPOCH = datetime(EPOCH.year, EPOCH.month, EPOCH.day)
_DIGIT = re.compile(r"\d")
#: A fraction of a second that is finer than anyone's clock.
_FINE = re.compile(r"(:\d{2}[.,]\d{3})\d+")


@dataclass(frozen=True, slots=True)
class DateShape:
    """A text as a form: where its fields stand, and what they say."""

    text: str
    fields: dict[str, tuple[int, int]]  #: name -> start and end
    day_first: bool  #: of a and b, which one is the day
    halves: bool  #: hours of twelve, with a.m. or p.m.

    def number(self, name: str) -> int:
        """The number that stands in a field."""
        start, end = self.fields[name]
        return int(self.text[start:end])

    def filled(self, numbers: dict[str, int]) -> str:
        """The text with other numbers in its fields, as wide as those were."""
        text = self.text
        for name, (start, end) in sorted(self.fields.items(), key=lambda field: -field[1][0]):
            text = f"{text[:start]}{numbers[name]:0{end - start}}{text[end:]}"
        return text


def shape_of(text: str) -> DateShape | None:
    """The form of a text that looks like a date or a time; None for another."""
    for form in _FORMS:
        found = form.fullmatch(text)
        if found is not None:
            fields = {name: found.span(name) for name, said in found.groupdict().items() if said is not None}
            between = text[slice(*fields.pop("s"))] if "s" in fields else ""
            halves = fields.pop("half", None) is not None
            return DateShape(text, fields, between != "/", halves)
    return None


def real(text: str, rng: Random, matches: Callable[[str], object]) -> str | None:
    """A date or time in the form of a text that looks like one, and that `matches`; None where it doesn't look so."""
    coarse = _FINE.sub(r"\1", text)
    shape = shape_of(coarse if matches(coarse) else text) if _DIGIT.search(text) else None
    if shape is None:
        return None
    orders = (shape.day_first, not shape.day_first) if "a" in shape.fields else (shape.day_first,)
    for day_first in _tellable(shape, orders, matches):
        for _ in range(_TRIES):
            made = shape.filled(_numbers(_EPOCH + timedelta(seconds=recorded(rng)), shape, day_first))
            if matches(made):
                return made
    for day_first in orders:
        made = shape.filled(_in_range(shape, day_first))
        if matches(made):
            return made
    return text


def moment_of(text: str) -> datetime | None:
    """The moment that a text in the form of a date says, with what it leaves open at its least; None for another."""
    shape = shape_of(text)
    if shape is None or not shape.fields.keys() & {"Y", "y"}:
        return None
    return _moment({name: shape.number(name) for name in shape.fields}, shape.day_first)


def _tellable(shape: DateShape, orders: tuple[bool, ...], matches: Callable[[str], object]) -> Iterator[bool]:
    """The orders of day and month in which a day after the twelfth matches, where any does."""
    late = datetime(2024, 5, 28, 11, 40)
    told = [order for order in orders if matches(shape.filled(_numbers(late, shape, order)))]
    yield from told or orders


def _numbers(moment: datetime, shape: DateShape, day_first: bool) -> dict[str, int]:
    """What a moment says in each field of a form."""
    week, weekday = moment.isocalendar()[1:]
    day, month = moment.day, moment.month
    return {
        "Y": moment.year, "y": moment.year % 100, "m": month, "d": day, "M": moment.minute, "S": moment.second,
        "H": (moment.hour - 1) % 12 + 1 if shape.halves else moment.hour, "W": min(week, 52), "u": weekday,
        "Q": (month + 2) // 3, "a": day if day_first else month, "b": month if day_first else day,
        "z": 1 + shape.number("z") % 11 if "z" in shape.fields else 0, "Z": 0,
    }  # fmt: skip


def _in_range(shape: DateShape, day_first: bool) -> dict[str, int]:
    """The numbers that stand in a form, each brought to one that there is."""
    said = {name: shape.number(name) for name in shape.fields}
    numbers = _numbers(_moment(said, day_first), shape, day_first)
    weeks = {"W": 1 + (said.get("W", 1) - 1) % 52, "u": 1 + (said.get("u", 1) - 1) % 7, "Q": 1 + said.get("Q", 1) % 4}
    return {**numbers, **weeks, "Y": said.get("Y", 0)}


def _moment(said: dict[str, int], day_first: bool) -> datetime:
    """The moment nearest to what the fields of a form say."""
    if "a" in said:
        said["d"], said["m"] = (said["a"], said["b"]) if day_first else (said["b"], said["a"])
    year = max(said.get("Y", 2000 + said.get("y", 24)), 1)
    month = 1 + (said.get("m", 1) - 1) % 12
    day = 1 + (said.get("d", 1) - 1) % monthrange(year, month)[1]
    return datetime(year, month, day, said.get("H", 0) % 24, said.get("M", 0) % 60, said.get("S", 0) % 60)
