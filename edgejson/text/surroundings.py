"""What stands around a message without belonging to it: the day it was written, the clock beside each line.

None of it has a word that names a field, so a careful reader takes none of it for the record's.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from random import Random
from typing import TypeAlias

from edgejson.fields import in_words
from edgejson.text.forms.dates import DATES
from edgejson.text.framing import facts_of
from edgejson.text.outline import Part

_DATELINES = ("{day}", "{day}, {clock}", "{day} at {clock}", "({day} {clock})", "Note of {day}", "{day}, in haste")
#: How many of these stand above a mail, too.
_ABOVE_MAILS = 4
_SPOKEN = ("long", "day_first", "day_short", "weekday", "short")
_SHORT = ("day_short", "iso", "slashed", "day_first")


_HEADS = ("Call of ", "Tape from ", "")


#: Names of what lies ahead of the day on which a record is written down, and of what mostly does.
_AHEAD = re.compile(
    r"due|deadline|next|expir|valid|renew|warrant|target|follow|until|upcoming|retention|review|apply|viewing"
)
_PLANNED = re.compile(r"\bstarts?\b|\bends?\b|\bbegins?\b|depart|arriv|appointment|\bopens?\b|clos(?:es|ing)")
_FIRST_DAY = date(2022, 1, 3)
_LAST_DAY = date(2026, 6, 30)
_DAYS = 1400
#: Days after a record's latest date in which a message about it is written.
_AFTERWARDS = 24
#: Days by which a message is written ahead of the one date that a record gives, where that date lies ahead.
_BEFOREHAND = 40
#: The first and the last day on which a message may have been written.
Days: TypeAlias = tuple[date, date]


def days_of_writing(part: Part) -> Days | None:
    """The days on which a message about a record may be written, as its dates and their names tell; None without any.

    They follow the last of the dates that are past (where there is none, of those that are planned), and end before
    the first that lies ahead.
    """
    past, planned, ahead = "", "", ""
    for fact in facts_of(part):
        value = fact.value
        if type(value) is str and len(value) >= 10 and value[4] == "-" == value[7] and value[:4].isdecimal():
            names, day = in_words(" ".join(fact.wording.field.path)), value[:10]
            if _AHEAD.search(names):
                ahead = min(ahead or day, day)
            elif _PLANNED.search(names):
                planned = max(planned, day)
            else:
                past = max(past, day)
    try:
        coming = date.fromisoformat(ahead) if ahead else date.max
        known = past or planned
        start = date.fromisoformat(known) if known else coming - timedelta(days=_BEFOREHAND)
    except (ValueError, OverflowError):  # a date that calendars don't have
        return None
    if not (known or ahead) or not _FIRST_DAY <= start <= _LAST_DAY:
        return None
    last = start + timedelta(days=_AFTERWARDS)
    return start + timedelta(days=1), min(last, coming) if coming > start else last


def _day(rng: Random, days: Days | None, styles: tuple[str, ...]) -> str:
    first, last = days or (_FIRST_DAY, _FIRST_DAY + timedelta(days=_DAYS))
    day = first + timedelta(days=int(rng.random() * ((last - first).days + 1)))
    return DATES[styles[int(rng.random() * len(styles))]](day.year, day.month, day.day) or day.isoformat()


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def dateline(rng: Random, days: Days | None, mail: bool = False) -> str:
    """The line above a letter or note that says when it was written: on one of the days of writing."""
    line = _DATELINES[int(rng.random() * (_ABOVE_MAILS if mail else len(_DATELINES)))]
    return line.replace("{day}", _day(rng, days, _SPOKEN)).replace("{clock}", _clock(480 + int(rng.random() * 600)))


def wrote(rng: Random, days: Days | None, name: str) -> str:
    """The line above a quoted mail, with the moment it was sent."""
    clock = _clock(480 + int(rng.random() * 600))
    return f"{name} ({_day(rng, days, _SHORT)}, {clock}) wrote:"


def stamped(lines: list[str], rng: Random, days: Days | None, name: str) -> list[str]:
    """The lines of a chat as a client shows them: the day and the sender first, then lines with or without clock."""
    style, minute, day = rng.random(), 420 + int(rng.random() * 800), _day(rng, days, _SHORT)
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


def timed(lines: list[str], rng: Random, days: Days | None) -> list[str]:
    """The lines of a transcript with the time since its start, below a line that says when that was."""
    second = int(rng.random() * 20)
    out = []
    if rng.random() < 0.5:
        out.append(f"{_HEADS[int(rng.random() * 3)]}{_day(rng, days, _SPOKEN)}, {_clock(second + 540)}")
    for line in lines:
        out.append(f"({second // 60:02d}:{second % 60:02d}) {line}")
        second += 3 + int(rng.random() * 9)
    return out
