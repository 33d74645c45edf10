"""Measures said in another unit than the one that a field states: "1.79 m" for a height in centimeters.

For fields without phrases. A field states its unit in its name ("duration_minutes") or in its description ("in
kilograms", "(km)"). There a number with another unit of the same measure says the value that it comes to, and not
the number itself: "two hours" are no 2 minutes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from edgejson.forms import FORM, Evidence
from edgejson.forms.numbers import plain
from edgejson.forms.strings import matches
from edgejson.grounding.spelled import spelled
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_KNOWN = vocabulary("language/en/measures")
#: A value that people round: with so many decimals, it may differ by half of the last one.
_ROUNDED = 2


class _Unit(NamedTuple):
    measure: str
    size: float  #: in the smallest unit of its measure


@cache
def _units() -> dict[str, tuple[tuple[re.Pattern[str], float], ...]]:
    """By measure: what its units look like in lower case, and their sizes."""
    sections = (name for name in _KNOWN.sections if name.startswith("sizes of "))
    return {
        section.removeprefix("sizes of "): tuple(
            (re.compile(rf"(?:{'|'.join(looks)})(?![\w=])"), float(size))
            for size, looks in _KNOWN.pairs(section).items()
        )
        for section in sections
    }


_SPACE = re.compile(" ")
_IN = re.compile(r"\b(?:in|as) (?:the )?(?:number of )?|\(in |\(|\bnumber of ")


def _stated(field: Field) -> _Unit | None:
    """The unit that a field states: the last word of its name, or one named so in its description."""
    memo = "stated unit"
    if memo not in field.memo:
        words, said = field.words, field.description.lower()
        last = words.rfind(" ") + 1
        found = {unit for match in _IN.finditer(said) for unit, _ in _units_at(said, match.end())}
        rate = " per " in words  # "4 days a week" for `days_per_week`
        own = [unit for unit, _ in _units_at(words, last)] if (last or len(words) > 1) and not rate else []
        inside = {
            unit for at in _SPACE.finditer(words) for unit, end in _units_at(words, at.end()) if end > at.end() + 1
        }
        own = own or (list(inside) if len(inside) == 1 and not rate else [])  # `alert_minutes_before`
        field.memo[memo] = own[0] if own else found.pop() if len(found) == 1 else None
    unit: _Unit | None = field.memo[memo]
    return unit


_NUMBER = re.compile(r"(?<![\w.,])\d+(?:,\d+)*(?:\.\d+)?")
_NEXT = re.compile(r"[ -]?(?=[a-z'\"])")
_PARTS = {"half": 0.5, "quarter": 0.25, "three": 0.75, "couple": 2.0}
_PART = re.compile(
    r"(?:(?P<three>three[- ]quarters)|(?:a )?(?P<quarter>quarter)) of (?:an? )?|(?P<half>half) (?:an? )?"
    r"|(?<![^\W_])(?:a (?P<couple>couple) (?:of )?|(?:last|past|next) (?=(?:minute|hour|day|week|month|year)\b)"
    r"|for the (?=week|month|year)"
    r"|(?:for the|an?) (?:(?!(?:for|in|on|at|of|per|to|and|the|or)\b)[a-z]+[ -]){1,2}(?=(?:week|month|year)\b)"
    r"|an? (?=[a-z]))"
)
_AND_A_PART = re.compile(r" and a (half|quarter)(?![^\W_])")
#: "1m68", "3h45": so many meters and centimeters, hours and minutes.
_MIXED = re.compile(r"(?<![\w.,:/-])(\d{1,2})(m|h)(\d\d)(?![\w.,:/-])")
_MIXED_SIZES = {"m": ("length", 1.0, 0.01), "h": ("time", 3600.0, 60.0)}
#: Ahead of "a day": how much, or how often; so many times a day are no length of a day.
_MUCH = re.compile(
    rf"(?<![^\W_])(?:[$€£¥₹]?\d[\d.,]*k?|{'|'.join(vocabulary('language/en/numbers').words('ones')[1:])}"
    r"|once|twice|thrice|times|much|often|many)(?: ?[a-z€$£%]+(?: of [a-z]+)?)? \Z"
)
_NO_RATE = re.compile(rf" (?:{_KNOWN.either('no rate')})\b")
#: "five foot nine", "5 ft 11": what no unit follows are inches.
_FEET = re.compile(r"(?:foot|feet|ft)$")
_INCHES = re.compile(r" (1[01]|[0-9]|[a-z]+)(?![^\W_])(?! ?(?:inch|in\b|%|[a-z]?[gml]\b))")
_INCH = 0.0254
_JOINT = re.compile(r",? ?(?:and )?")


@lru_cache(maxsize=8)  # one text is asked for several times in a row
def _measured(lowered: str) -> tuple[tuple[float, _Unit, int, int], ...]:
    """(count, unit, start, end) of every number with a unit, in order; "half an hour" and "an hour and a half", too."""
    counts = {match.span(): _PARTS.get(match.lastgroup or "", 1.0) for match in _PART.finditer(lowered)}
    counts |= {match.span(): float(match[0].replace(",", "")) for match in _NUMBER.finditer(lowered)}
    counts |= {(start, end): value for value, start, end in spelled(lowered) if value > 0}
    found: list[tuple[float, _Unit, int, int]] = []
    done = 0
    for (start, end), count in sorted(counts.items(), key=lambda item: (item[0][0], -item[0][1])):
        if start < done:
            continue  # a part of a longer number
        done = end
        behind = _NEXT.match(lowered, end)
        for unit, last in _units_at(lowered, behind.end() if behind else end):
            if is_rate(lowered, start, last):
                continue
            more = _AND_A_PART.match(lowered, last)
            found.append((count + (_PARTS[more[1]] if more else 0), unit, start, more.end() if more else last))
    return tuple(found)


def is_rate(lowered: str, start: int, end: int) -> bool:
    """Is "a day" in a place a part of "3 times a day", "17 euros a day"?"""
    if not lowered.startswith(("a ", "an "), start) or _NO_RATE.match(lowered, end):
        return False
    return _MUCH.search(lowered, max(0, start - 40), start) is not None


def _units_at(lowered: str, place: int) -> Iterator[tuple[_Unit, int]]:
    """The units that stand at a place, and where they end: the longest, "meters per second" rather than "meters"."""
    found = [
        (_Unit(measure, size), match.end())
        for measure, units in _units().items()
        for looks, size in units
        if (match := looks.match(lowered, place))
    ]
    last = max((end for _, end in found), default=0)
    yield from (each for each in found if each[1] == last)


def _sums(lowered: str, measure: str) -> Iterator[tuple[float, int, int]]:
    """(size, start, end) of each measure, and of two that follow on each other: "5 feet 11 inches"."""
    own = [(count * unit.size, start, end) for count, unit, start, end in _measured(lowered) if unit.measure == measure]
    yield from own
    for mixed in _MIXED.finditer(lowered):
        asked, whole, part = _MIXED_SIZES[mixed[2]]
        if asked == measure:
            yield int(mixed[1]) * whole + int(mixed[3]) * part, mixed.start(), mixed.end()
    for size, start, end in own if measure == "length" else ():
        inches = _INCHES.match(lowered, end) if _FEET.search(lowered, start, end) else None
        worded = inches and next((value for value, low, _ in spelled(lowered) if low == inches.start(1)), None)
        if inches and (count := worded or float(inches[1] if inches[1].isdigit() else 0)):
            yield size + count * _INCH, start, inches.end()
    for (size, start, end), (other, low, high) in pairwise(own):
        joint = _JOINT.match(lowered, end)
        if joint and joint.end() == low and other < size:
            yield size + other, start, high


def find(lowered: str, value: float, field: Field) -> list[Evidence]:
    """Places that say a value in another unit than its field's; [] for a field that states none."""
    unit = _stated(field)
    if unit is None:
        return _scaled(lowered, value, field)
    decimals = len(str(value).partition(".")[2]) if value != int(value) else 0
    slack = 0.5001 * 10**-decimals if decimals >= _ROUNDED else 1e-9 * max(1.0, abs(value))
    return [
        Evidence(start, end, FORM)
        for size, start, end in _sums(lowered, unit.measure)
        if abs(size / unit.size - value) <= slack
    ]


_SCALE = re.compile(r"\bin (?:[a-z]+ )?(thousand|million|billion)s\b|\((thousand|million|billion)s\)")


def _scaled(lowered: str, value: float, field: Field) -> list[Evidence]:
    """Places of a number that a field has in thousands or millions: 100: "100 million"."""
    scale = _SCALE.search(f"{field.words} {field.description.lower()}")
    said = rf"(?<![\w.,]){re.escape(plain(value))} {scale[1] or scale[2]}(?![^\W_])" if scale else ""
    return matches(said, lowered) if said else []


def of_measure(lowered: str, field: Field) -> list[tuple[int, int]] | None:
    """Where a text says a number of what a field measures, an even one in the unit that it states; None without one."""
    unit = _stated(field)
    if unit is None:
        return None
    sums = ((size / unit.size, start, end) for size, start, end in _sums(lowered, unit.measure))
    return [(start, end) for count, start, end in sums if abs(count - round(count, _ROUNDED)) < 1e-9 * count]


def contradicts(lowered: str, place: Evidence, field: Field) -> bool:
    """Has the number at a place a unit of the field's measure that is not the field's?"""
    unit = _stated(field)
    if unit is None:
        return False
    known = _measured(lowered)
    index = bisect_right(known, place.start, key=itemgetter(2))
    around = [other for _, other, _, end in known[max(index - 4, 0) : index] if place.start < end]
    return any(other.measure == unit.measure and other.size != unit.size for other in around)
