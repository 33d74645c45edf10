"""Time zones by the names that people give them ("Eastern time"), whose offset the date tells; and back."""

from __future__ import annotations

import datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from edgejson.forms import dates
from edgejson.language.vocabulary import vocabulary

#: A zone's name in the database of zones -> what people call it.
_CALLED = vocabulary("language/en/zones").pairs("zones")
#: What people call a zone, in lower case -> its name in the database.
NAMES = {said.lower(): zone for zone, names in _CALLED.items() for said in names}
#: A regular expression for any of them, in lower case, the longer ones first.
PATTERN = "|".join(sorted(NAMES, key=len, reverse=True))

#: Styles of zones by their names in words: "Eastern time", "New York time".
WORDED, PLACED = "worded", "placed"


def time_on(day: dates.DateKey, clock: dates.TimeKey, style: str, zone: str) -> str | None:
    """A time of a day as `dates.time_text` has it; a zone in words where that is the style and one has such a name."""
    names = names_at(clock.offset, day, clock.seconds) if zone in (WORDED, PLACED) and clock.offset else ()
    if not names:
        return dates.time_text(clock, style, plain_style(zone), day[1])
    bare = dates.time_text(dates.TimeKey(clock.seconds, None), style)
    return bare and f"{bare} {names[0] if zone == WORDED else names[-1]}"


def plain_style(zone: str) -> str:
    """The style of a zone for which no name in words is at hand."""
    return "named" if zone in (WORDED, PLACED) else zone


@lru_cache(maxsize=65536)
def offset_at(zone: int | str | None, day: dates.DateKey, seconds: float) -> int | None:
    """The offset, in minutes, of a zone at a local time; None where the clocks are changed at it, or the day is none.

    `zone` is a name in the database, or is an offset already, `seconds` those after midnight.
    """
    if not isinstance(zone, str):
        return zone
    local = _local_time(day, seconds)
    return _offset(zone, local) if local else None


@lru_cache(maxsize=65536)
def names_at(offset: int, day: dates.DateKey, seconds: float) -> tuple[str, ...]:
    """Names of zones whose offset, in minutes, is this one at a local time; () where none is."""
    local = _local_time(day, seconds)
    if not local:
        return ()
    return tuple(said for zone, names in _CALLED.items() if _offset(zone, local) == offset for said in names)


def _local_time(day: dates.DateKey, seconds: float) -> datetime.datetime | None:
    try:
        return datetime.datetime(*day) + datetime.timedelta(seconds=seconds)
    except (ValueError, OverflowError):
        return None


def _offset(zone: str, local: datetime.datetime) -> int | None:
    info = _database_zone(zone)
    first, second = info.utcoffset(local), info.utcoffset(local.replace(fold=1))
    return int(first.total_seconds()) // 60 if first is not None and first == second else None


@cache
def _database_zone(name: str) -> ZoneInfo:
    # ZoneInfo itself keeps eight zones: with more names than that each would be read from its file every time.
    return ZoneInfo(name)
