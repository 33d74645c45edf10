"""Dates and times: days of recent years, clock times as people keep them, UTC offsets that were in force."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from edgejson.knowledge.places import PLACES
from edgejson.values.providers.places import places_of
from edgejson.values.providers.templates import Make, pick

#: How often a record of no place is in UTC, as against eight times in its country's zones: machines keep that.
_IN_UTC = 6
#: Day 0 of all day numbers here.
EPOCH = date(2015, 1, 1)
#: ISO dates by day number, up to the end of 2034.
DAYS: tuple[str, ...] = tuple((EPOCH + timedelta(day)).isoformat() for day in range(7305))
#: Records are dated within these days, three years up to the end of 2025.
FIRST, LAST = (date(2023, 1, 2) - EPOCH).days, (date(2025, 12, 30) - EPOCH).days

#: Zones in which records are written, the first of those with one offset being the usual one.
_NAMED = tuple(dict.fromkeys(("UTC", "Europe/London", "Europe/Berlin", *[place.timezone for place in PLACES])))
DAY = 86_400  #: seconds
_FRIDAY = 4  #: as `date.weekday` counts


def number_of(day: str) -> int:
    """The day number of an ISO date (or of the date in a date-time)."""
    return (date.fromisoformat(day[:10]) - EPOCH).days


@lru_cache(maxsize=64)
def offsets(zone: str) -> tuple[str, ...]:
    """The UTC offset at noon of each day in DAYS, as RFC 3339 writes it; "Z" for none."""
    if zone == "UTC":
        return ("Z",) * len(DAYS)
    info, noon = ZoneInfo(zone), datetime(EPOCH.year, EPOCH.month, EPOCH.day, 12)
    written = lru_cache(maxsize=8)(_written)

    def on(day: int) -> str:
        return written(info.utcoffset(noon + timedelta(day)))

    found: list[str] = []
    for start in range(0, len(DAYS), 14):  # no zone changes its offset and back within a fortnight
        days = range(start, min(start + 14, len(DAYS)))
        first = on(days[0])
        found += [first] * len(days) if on(days[-1]) == first else map(on, days)
    return tuple(found)


def _written(offset: timedelta | None) -> str:
    minutes = int((offset or timedelta()).total_seconds()) // 60
    if minutes == 0:
        return "Z"  # always, and never +00:00: no text could tell the two labels apart
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


@lru_cache(maxsize=16)
def zones(locale: str) -> tuple[tuple[str, ...], ...]:
    """Offsets by day of zones in which a locale's records are written, the usual ones more than once."""
    home = [place.timezone for place in places_of(locale) if place.country == locale[-2:].upper()]
    usual = list(dict.fromkeys(home))
    names = usual * (8 // len(usual)) if usual else []
    return tuple(offsets(name) for name in (*names, *("UTC",) * _IN_UTC, "Europe/Berlin", "Europe/London"))


@lru_cache(maxsize=4096)
def zone_like(day: int, offset: str) -> tuple[str, ...]:
    """Offsets by day of a zone in which an offset was in force on a day; the offset itself where none is known."""
    for name in _NAMED:
        if offsets(name)[day] == offset:
            return offsets(name)
    return (offset,) * len(DAYS)


def stamp(seconds: int, zone: tuple[str, ...]) -> str:
    """An RFC 3339 date-time from local seconds since EPOCH and a zone's offsets by day."""
    day, second = divmod(seconds, DAY)
    minute, second = divmod(second, 60)
    hour, minute = divmod(minute, 60)
    return f"{DAYS[day]}T{hour:02}:{minute:02}:{second:02}{zone[day]}"


def working_day(day: int) -> int:
    """The number of a day, or of the Monday after it where it is one of a weekend."""
    ahead = 7 - (EPOCH.weekday() + day) % 7
    return day + ahead if ahead < 7 - _FRIDAY else day


def recorded(rng: Random) -> int:
    """Local seconds since EPOCH at which something was written down: any second, mostly by day."""
    random = rng.random
    day = FIRST + int(random() * (LAST - FIRST))
    return day * DAY + int((7 + 7 * (random() + random())) * 3600) + int(random() * 60)


def scheduled(rng: Random) -> int:
    """Local seconds since EPOCH at which something was planned: a quarter of an hour, on a working day."""
    day = FIRST + int(rng.random() * (LAST - FIRST))
    if (EPOCH.weekday() + day) % 7 > _FRIDAY:
        day -= 2 + day // 7 % 3  # some day of that week, which is not its weekend
    return day * DAY + (32 + int(rng.random() * 38)) * 900


def providers(locale: str) -> dict[str, Make]:
    """Providers of dates and times, by role."""
    known = zones(locale)
    ages = (date(1938, 1, 1) - EPOCH).days, (date(2005, 12, 31) - EPOCH).days

    def date_time(rng: Random) -> str:
        return stamp(recorded(rng), known[int(rng.random() * len(known))])

    def scheduled_time(rng: Random) -> str:
        return stamp(scheduled(rng), known[int(rng.random() * len(known))])

    def day(rng: Random) -> str:
        return DAYS[FIRST + int(rng.random() * (LAST - FIRST))]

    unix = int(datetime(EPOCH.year, EPOCH.month, EPOCH.day, tzinfo=UTC).timestamp())
    of_animals = (date(2014, 1, 1) - EPOCH).days, (date(2022, 12, 31) - EPOCH).days
    births = [(EPOCH + timedelta(day)).isoformat() for day in range(*ages, 3)]
    clocks = [f"{quarter // 4:02}:{quarter % 4 * 15:02}" for quarter in range(28, 84)]
    return {
        "date_time": date_time,
        "scheduled_time": scheduled_time,
        "date": day,
        "birth_date": pick(births),
        "animal_birth_date": pick([(EPOCH + timedelta(day)).isoformat() for day in range(*of_animals, 5)]),
        "patient_birth_date": pick(births[: len(births) * 3 // 4]),
        "clock": pick(clocks),
        "clock_seconds": pick([f"{clock}:00" for clock in clocks]),
        "clock_zone": pick([f"{clock}:00Z" for clock in clocks]),
        "date_us": lambda rng: "{1}/{2}/{0}".format(*day(rng).split("-")),
        "date_eu": lambda rng: "{2}.{1}.{0}".format(*day(rng).split("-")),
        "date_compact": lambda rng: day(rng).replace("-", ""),
        "time_compact": lambda rng: re.sub(r"\D", "", date_time(rng)[:19]),
        "local_time": lambda rng: date_time(rng)[:19],
        "utc_time": lambda rng: stamp(recorded(rng), offsets("UTC")),
        "milliseconds_time": lambda rng: stamp(recorded(rng), offsets("UTC"))[:19] + f".{int(rng.random() * 1000):03}Z",
        "year_month": lambda rng: day(rng)[:7],
        "year_text": lambda rng: day(rng)[:4],
        "epoch_seconds": lambda rng: recorded(rng) + unix,
        "epoch_milliseconds": lambda rng: (recorded(rng) + unix) * 1000 + int(rng.random() * 1000),
    }
