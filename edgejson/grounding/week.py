"""Weekdays in a row, which people tell by the first and the last one: "Monday to Thursday"."""

from __future__ import annotations

import re

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Letters that tell a day, however it is abbreviated; and days in a row at least.
_TELLING = 3


def from_to(days: list[str]) -> re.Pattern[str] | None:
    """What says some days, in order and by their first letters, by the first and the last; None for days in no row."""
    first = _WEEK.index(days[0]) if days[0] in _WEEK else -1
    row = [_WEEK[(first + step) % len(_WEEK)] for step in range(len(days))]
    if first < 0 or days != row or len(days) < _TELLING:
        return None
    return re.compile(rf"\b{days[0]}[a-z]*\.?(?: ?[-–] ?| (?:to|through|thru|till|until) ){days[-1]}[a-z]*")


def days_between(first: object, last: object) -> bool:
    """Do other days lie between two?"""
    one, other = (str(day).lower()[:_TELLING] for day in (first, last))
    if one not in _WEEK or other not in _WEEK:
        return False
    return (_WEEK.index(other) - _WEEK.index(one)) % len(_WEEK) > 1
