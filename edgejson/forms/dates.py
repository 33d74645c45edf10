"""Dates and times as people write them, and back. No form leaves the order of day and month open."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from edgejson.language.vocabulary import vocabulary

_WORDS = vocabulary("language/en/numbers")
MONTHS = _WORDS.words("months")
WEEKDAYS = _WORDS.words("weekdays")
#: The first three letters of a month, in lower case -> its number.
MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_DATETIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)?")
_TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)?")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_UNITS = _WORDS.pairs("units of time")
_DURATION_UNITS = tuple(_UNITS)

DateKey = tuple[int, int, int]


class TimeKey(NamedTuple):
    """A time of day: seconds after midnight (with any fraction), and the zone's offset in minutes or None."""

    seconds: float
    offset: int | None


def date_key(value: str) -> DateKey | None:
    """(year, month, day) of an ISO date, or None for any other text."""
    try:
        year, month, day = int(value[:4]), int(value[5:7]), int(value[8:10])
    except ValueError:
        return None
    return (year, month, day) if len(value) == 10 and value[4] == value[7] == "-" else None


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    if zone in "Zz":
        return 0
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return -minutes if zone[0] == "-" else minutes


def _clock(hour: str, minute: str, second: str | None, fraction: str | None, zone: str | None) -> TimeKey:
    return TimeKey(int(hour) * 3600 + int(minute) * 60 + int(second or 0) + float(fraction or 0), _offset(zone))


def datetime_key(value: str) -> tuple[DateKey, TimeKey] | None:
    """The date and the time of an RFC 3339 date-time (zone optional), or None."""
    match = _DATETIME.fullmatch(value)
    if not match:
        return None
    year, month, day, *clock = match.groups()
    return (int(year), int(month), int(day)), _clock(*clock)


def time_key(value: str) -> TimeKey | None:
    """The time of day of an RFC 3339 time (zone and seconds optional), or None."""
    match = _TIME.fullmatch(value)
    return _clock(*match.groups()) if match else None


def ordinal(day: int) -> str:
    """ "1st", "2nd", "11th"."""
    suffix = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


def weekday(year: int, month: int, day: int) -> str:
    """The day of the week, by Sakamoto's method (proleptic Gregorian calendar)."""
    shift = (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)[month - 1]
    year -= month < 3
    return WEEKDAYS[(year + year // 4 - year // 100 + year // 400 + shift + day - 1) % 7]


#: Styles in figures that leave the order of day and month open.
FIGURED = {"us": "{m:02d}/{d:02d}/{y:04d}", "eu": "{d:02d}/{m:02d}/{y:04d}", "dotted": "{d:02d}.{m:02d}.{y:04d}"}


def figured(style: str, day: DateKey) -> str | None:
    """A date as people write it who always do so, whatever a stranger may read; None for any other style."""
    form = FIGURED.get(style)
    return form.format(y=day[0], m=day[1], d=day[2]) if form else None


def _told_apart(style: str) -> Callable[[int, int, int], str | None]:
    """The style, where day and month can't be taken for each other."""
    return lambda y, m, d: figured(style, (y, m, d)) if d > 12 or d == m else None


#: Ways to write a date: (year, month, day) -> text, or None where it would leave the order open.
DATES: dict[str, Callable[[int, int, int], str | None]] = {
    "iso": lambda y, m, d: f"{y:04d}-{m:02d}-{d:02d}",
    "long": lambda y, m, d: f"{MONTHS[m - 1]} {d}, {y:04d}",
    "ordinal": lambda y, m, d: f"{MONTHS[m - 1]} {ordinal(d)}, {y:04d}",
    "short": lambda y, m, d: f"{MONTHS[m - 1][:3]} {d}, {y:04d}",
    "day_first": lambda y, m, d: f"{d} {MONTHS[m - 1]} {y:04d}",
    "day_short": lambda y, m, d: f"{d} {MONTHS[m - 1][:3]} {y:04d}",
    "day_of": lambda y, m, d: f"the {ordinal(d)} of {MONTHS[m - 1]} {y:04d}",
    "stamp": lambda y, m, d: f"{d:02d}-{MONTHS[m - 1][:3]}-{y:04d}",
    "weekday": lambda y, m, d: f"{weekday(y, m, d)}, {MONTHS[m - 1]} {d}, {y:04d}",
    "slashed": lambda y, m, d: f"{y:04d}/{m:02d}/{d:02d}",
    "us": _told_apart("us"),
    "eu": _told_apart("eu"),
    "dotted": _told_apart("dotted"),
}


def _twelve(hour: int, minute: int, second: int) -> str:
    tail = f":{minute:02d}" + (f":{second:02d}" if second else "")
    return f"{hour % 12 or 12}{tail} {'PM' if hour >= 12 else 'AM'}"


def _twelve_tight(hour: int, minute: int, second: int) -> str:
    tail = (f":{minute:02d}" if minute or second else "") + (f":{second:02d}" if second else "")
    return f"{hour % 12 or 12}{tail}{'pm' if hour >= 12 else 'am'}"


def _twenty_four(hour: int, minute: int, second: int) -> str:
    return f"{hour:02d}:{minute:02d}" + (f":{second:02d}" if second else "")


#: Ways to write a time of day: (hour, minute, second) -> text.
TIMES: dict[str, Callable[[int, int, int], str]] = {
    "24h": _twenty_four,
    "12h": _twelve,
    "12h_tight": _twelve_tight,
}


#: Names of zones that are unmistakable, by offset in minutes: in winter, in summer.
_ZONE_NAMES = {-480: ("PST", ""), -420: ("", "PDT"), -300: ("EST", ""), -240: ("", "EDT"), 60: ("CET", ""),
               120: ("", "CEST"), 540: ("JST", "JST")}  # fmt: skip
#: Their offsets, by name in lower case.
ZONE_OFFSETS = {name.lower(): offset for offset, names in _ZONE_NAMES.items() for name in names if name}
_WINTER, _SUMMER = (12, 1, 2), range(4, 10)


def _shift(offset: int) -> str:
    """ "+2", "-5:30"; "" for UTC itself."""
    if not offset:
        return ""
    hours, minutes = divmod(abs(offset), 60)
    return f"{'-' if offset < 0 else '+'}{hours}{f':{minutes:02d}' if minutes else ''}"


def _named_zone(offset: int, month: int) -> str:
    winter, summer = _ZONE_NAMES.get(offset, ("", ""))
    name = winter if month in _WINTER else summer if month in _SUMMER else ""
    return f" {name}" if name else f" UTC{_shift(offset)}"


#: Ways to write the zone behind a time: (offset in minutes, month or 0 where none is known) -> text.
ZONES: dict[str, Callable[[int, int], str]] = {
    "utc": lambda offset, month: f" UTC{_shift(offset)}",
    "gmt": lambda offset, month: f" GMT{_shift(offset)}",
    "brackets": lambda offset, month: f" (UTC{_shift(offset)})",
    "named": _named_zone,
    "none": lambda offset, month: "",  # for UTC alone, which is what a time without a zone is read as
}


def time_text(key: TimeKey, style: str, zone: str = "utc", month: int = 0) -> str | None:
    """A time in one style with its zone; None for fractions of a second, which only the canonical form keeps."""
    seconds = int(key.seconds)
    if seconds != key.seconds:
        return None
    clock = TIMES[style](seconds // 3600, seconds // 60 % 60, seconds % 60)
    return clock if key.offset is None else clock + ZONES[zone](key.offset, month)


def duration_parts(value: str) -> tuple[int, ...] | None:
    """Years, months, weeks, days, hours, minutes, seconds of an ISO 8601 duration, or None."""
    match = _DURATION.fullmatch(value)
    if not match or value in ("P", "PT") or value.endswith("T"):
        return None
    return tuple(int(part or 0) for part in match.groups())


def duration_text(parts: tuple[int, ...]) -> str:
    """A duration in words: "1 hour and 30 minutes"."""
    said = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in zip(parts, _DURATION_UNITS, strict=True) if n]
    if not said:
        return "0 seconds"
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


#: Behind a word that is no abbreviation a full stop ends the sentence: "22 weeks. 6 hours was never the delay."
_ABBREVIATED = "".join(f"(?<!{word})(?<!{word}s)" for word in _UNITS)
_PART = rf"(\d+) ?({{}})s?(?![^\W_])(?:{_ABBREVIATED}\.)?"
_UNIT_WORDS = {word: place for place, unit in enumerate(_UNITS.values()) for word in unit}
_ONE_PART = re.compile(_PART.format("|".join(sorted(_UNIT_WORDS, key=len, reverse=True))))
_ANY_DURATION = re.compile(
    rf"(?<![^\W_])(?<!\.){_ONE_PART.pattern}(?:(?:,? and |, ?| )?{_ONE_PART.pattern})*".replace("(\\d+)", "\\d+")
)


def durations(lowered: str) -> list[tuple[tuple[int, ...], int, int]]:
    """(parts, start, end) of every duration in words or short form ("1h 30m") in a lower-case text."""
    found = []
    for match in _ANY_DURATION.finditer(lowered):
        parts = [0] * 7
        for number, unit in _ONE_PART.findall(match.group()):
            parts[_UNIT_WORDS[unit]] += int(number)
        found.append((tuple(parts), match.start(), match.end()))
    return found
