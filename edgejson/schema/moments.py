"""What expressions may ask of dates and times: RFC 3339 strings as a label has them, read as they are written."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

_TIME = re.compile(r"\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)?)?\Z")


def told(text: str) -> datetime | None:
    """The date (as its midnight) or time that an RFC 3339 string tells, without a zone where it states none.

    None for any other string.
    """
    if not _TIME.match(text):
        return None
    try:
        return datetime.fromisoformat(text.upper().replace(" ", "T"))
    except ValueError:
        return None


#: Characters of a string that may well be a moment, at most.
_USUAL = 40


def moment(text: str) -> datetime | None:
    """The same, taken for UTC where the string states no offset."""
    return _known_moment(text) if len(text) <= _USUAL else _moment(text)


def _moment(text: str) -> datetime | None:
    found = told(text)
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


#: The rules of a record ask for the same few again and again.
_known_moment = lru_cache(maxsize=4096)(_moment)


def weekday(text: str) -> int:
    """1 for Monday to 7 for Sunday, by the date as it is written. Raises TypeError for what is none."""
    return _needed(text, "has a weekday").isoweekday()


def year(text: str) -> int:
    """The year as it is written. Raises TypeError for what is no date."""
    return _needed(text, "has a year").year


def hours(start: str, end: str) -> float:
    """Hours from one moment to another, below 0 where the second is earlier. Raises TypeError for what is none."""
    first, last = (_needed(text, "has hours between") for text in (start, end))
    aware = [one if one.tzinfo else one.replace(tzinfo=UTC) for one in (first, last)]
    return (aware[1] - aware[0]).total_seconds() / 3600


def in_zone(text: str, zone: str) -> bool:
    """Is the UTC offset of a moment the one that a zone of the IANA database has then? True where it states none.

    Raises TypeError for what is no moment or no zone.
    """
    found = _needed(text, "lies in a zone")
    return found.tzinfo is None or found.utcoffset() == found.astimezone(_zone(zone)).utcoffset()


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, TypeError, OSError):
        raise TypeError(f"{name!r} is no zone of the IANA database") from None


def _needed(text: str, what: str) -> datetime:
    found = told(text) if isinstance(text, str) else None
    if found is None:
        raise TypeError(f"only a date or date-time {what}")
    return found
