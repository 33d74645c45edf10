"""What stands around a message without belonging to it: the day it was written, the clock beside each line.

None of it has a word that names a field, so a careful reader takes none of it for the record's.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from random import Random

from edgejson.text.forms.dates import DATES
from edgejson.text.framing import facts_of
from edgejson.text.outline import Part

_FIRST_DAY = date(2022, 1, 3)
_DAYS = 1400
_DATELINES = (
    "{day}", "Note of {day}", "{day}, {clock}, in haste", "({day} {clock})", "{day}, {clock}", "{day} at {clock}",
)  # fmt: skip
_SPOKEN = ("long", "day_first", "day_short", "weekday", "short")
_SHORT = ("day_short", "iso", "slashed", "day_first")


_HEADS = ("Call of ", "Tape from ", "")


#: Names of dates that lie ahead of the day on which a record is written down.
_AHEAD = re.compile(r"due|deadline|next|expir|valid|renew|warrant|target|follow|until|upcoming|retention|\bend|review")
_LAST_DAY = date(2026, 6, 30)
#: Days after a record's latest date on which a message about it is written: 1 to this many.
_AFTERWARDS = 24


def latest_day(part: Part) -> date | None:
    """The last day among an outline's dates, without those that lie ahead by their names; None without any."""
    found = ""
    for fact in facts_of(part):
        value = fact.value
        dated = type(value) is str and len(value) >= 10 and value[4] == "-" == value[7] and value[:4].isdecimal()
        if dated and value[:10] > found and not _AHEAD.search(fact.wording.field.words):
            found = value[:10]
    try:
        return date.fromisoformat(found)
    except ValueError:
        return None


def _day(rng: Random, latest: date | None, styles: tuple[str, ...]) -> str:
    if latest is None or latest > _LAST_DAY or latest < _FIRST_DAY:
        day = _FIRST_DAY + timedelta(days=int(rng.random() * _DAYS))
    else:
        day = latest + timedelta(days=1 + int(rng.random() * _AFTERWARDS))
    return DATES[styles[int(rng.random() * len(styles))]](day.year, day.month, day.day) or day.isoformat()


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def dateline(rng: Random, latest: date | None) -> str:
    """The line above a letter or note that says when it was written: after the record's `latest` day, if it has one."""
    line = _DATELINES[int(rng.random() * len(_DATELINES))]
    return line.replace("{day}", _day(rng, latest, _SPOKEN)).replace("{clock}", _clock(480 + int(rng.random() * 600)))


def wrote(rng: Random, latest: date | None, name: str) -> str:
    """The line above a quoted mail, with the moment it was sent."""
    clock = _clock(480 + int(rng.random() * 600))
    return f"{name} ({_day(rng, latest, _SHORT)}, {clock}) wrote:"


def stamped(lines: list[str], rng: Random, latest: date | None, name: str) -> list[str]:
    """The lines of a chat as a client shows them: the day and the sender first, then lines with or without clock."""
    style, minute, day = rng.random(), 420 + int(rng.random() * 800), _day(rng, latest, _SHORT)
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


def timed(lines: list[str], rng: Random, latest: date | None) -> list[str]:
    """The lines of a transcript with the time since its start, below a line that says when that was."""
    second = int(rng.random() * 20)
    out = []
    if rng.random() < 0.5:
        out.append(f"{_HEADS[int(rng.random() * 3)]}{_day(rng, latest, _SPOKEN)}, {_clock(second + 540)}")
    for line in lines:
        out.append(f"({second // 60:02d}:{second % 60:02d}) {line}")
        second += 3 + int(rng.random() * 9)
    return out
