"""Parts of a time or a day: 6 for `hour` and 45 for `minute` where the text says "6:45", 3 for `month` of "March 9".

For fields without phrases, by the last word of their names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from edgejson.forms import FORM, Evidence, Reading
from edgejson.forms.spoken import spoken_times
from edgejson.schema.fields import Field

_OF_TIMES: dict[str, Callable[[float], float]] = {
    "hour": lambda seconds: seconds // 3600,
    "minute": lambda seconds: seconds % 3600 // 60,
}


def widened(reading: Reading, value: Any, place: Evidence, field: Field) -> Evidence:
    """The place of an hour or a minute as that of the whole time that is told: "two" of "half past two"."""
    of_time = _OF_TIMES.get(field.words.rpartition(" ")[2])
    for seconds, start, end, _ in spoken_times(reading.lowered) if of_time else ():
        if of_time and start <= place.start and place.end <= end and of_time(seconds) == value:
            return Evidence(start, end, FORM)
    return place


_OF_DAYS = {"year": 0, "month": 1, "day": 2}


def find(reading: Reading, value: float, field: Field) -> list[Evidence]:
    """Places of times or days of which a number is the part that its field is called by."""
    last = field.words.rpartition(" ")[2]
    if of_time := _OF_TIMES.get(last):
        times = [(seconds, start, end) for seconds, start, end, _ in spoken_times(reading.lowered)]
        known = reading.tokens.times.items()
        times += [(int(seconds), place.start, place.end) for (seconds, _), places in known for place in places]
        return [Evidence(start, end, FORM) for seconds, start, end in times if of_time(seconds) == value]
    if last in _OF_DAYS:
        part = _OF_DAYS[last]
        days = reading.tokens.dates.items()
        return [place._replace(grade=FORM) for day, places in days for place in places if day[part] == value]
    return []
