"""What stands around a message without belonging to it: the day it was written, the clock beside each line.

None of it has a word that names a field, so a careful reader takes none of it for the record's.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from edgejson.text.forms.dates import DATES

_FIRST_DAY = date(2022, 1, 3)
_DAYS = 1400
_DATELINES = (
    "{day}", "Note of {day}", "{day}, {clock}, in haste", "({day} {clock})", "{day}, {clock}", "{day} at {clock}",
)  # fmt: skip
_SPOKEN = ("long", "day_first", "day_short", "weekday", "short")
_SHORT = ("day_short", "iso", "slashed", "day_first")


_HEADS = ("Call of ", "Tape from ", "")


def _day(rng: Random, styles: tuple[str, ...]) -> str:
    day = _FIRST_DAY + timedelta(days=int(rng.random() * _DAYS))
    return DATES[styles[int(rng.random() * len(styles))]](day.year, day.month, day.day) or day.isoformat()


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def dateline(rng: Random) -> str:
    """The line above a letter or note that says when it was written."""
    line = _DATELINES[int(rng.random() * len(_DATELINES))]
    return line.replace("{day}", _day(rng, _SPOKEN)).replace("{clock}", _clock(480 + int(rng.random() * 600)))


def wrote(rng: Random, name: str) -> str:
    """The line above a quoted mail, with the moment it was sent."""
    clock = _clock(480 + int(rng.random() * 600))
    return f"{name} ({_day(rng, _SHORT)}, {clock}) wrote:"


def stamped(lines: list[str], rng: Random, name: str) -> list[str]:
    """The lines of a chat as a client shows them: the day and the sender first, then lines with or without clock."""
    style, minute, day = rng.random(), 420 + int(rng.random() * 800), _day(rng, _SHORT)
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


def timed(lines: list[str], rng: Random) -> list[str]:
    """The lines of a transcript with the time since its start, below a line that says when that was."""
    second = int(rng.random() * 20)
    out = [f"{_HEADS[int(rng.random() * 3)]}{_day(rng, _SPOKEN)}, {_clock(second + 540)}"] if rng.random() < 0.5 else []
    for line in lines:
        out.append(f"({second // 60:02d}:{second % 60:02d}) {line}")
        second += 3 + int(rng.random() * 9)
    return out
