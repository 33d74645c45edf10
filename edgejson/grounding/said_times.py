"""Times and days in strings that the schema gives no format, lengths between two times, and parts of times and days.

For fields without phrases: "2:30 PM" where the text says "half past two in the afternoon", "12 March 2025" where it
says "March 12th, 2025", 45 minutes where it says "9:30-10:15", 6 for `hour` where it says "6:45".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from edgejson.forms import DERIVED, FORM, WEAK, Evidence, Reading
from edgejson.forms.dates import MONTH_NUMBERS
from edgejson.forms.kinds import KINDS
from edgejson.forms.printed_dates import printed_dates
from edgejson.forms.spoken import spoken_times
from edgejson.forms.strings import matches
from edgejson.language.senses import says
from edgejson.schema.fields import Field

_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::00)?)? ?(?P<half>[ap]\.?m\.?)?", re.IGNORECASE)
_DAY = re.compile(r"[\w ,./'-]{6,24}")
_AT = r"(?P<{0}>\d{{1,2}})(?::(?P<{0}m>\d\d))? ?(?P<{0}h>[ap]\.?m\b\.?)?"
_FROM_TO = re.compile(
    rf"(?<![\w:.$€£-]){_AT.format('a')} ?(?:-|–|—|to|till|until|and) ?{_AT.format('b')}(?![\w:%]|\.\d)"
)
_FIGURES = re.compile(r"\d{1,2}(?::\d\d)?(?: ?[ap]\.?m\b)?")
_HALF_DAY = 43200
_NOON = 12
_UNITS = {"second": 1, "minute": 60, "hour": 3600}


@lru_cache(maxsize=4096)
def _clock(value: str) -> str:
    """A time of day as HH:MM; "" for what is none, or is but a number."""
    found = _CLOCK.fullmatch(value)
    if found is None or not (found["minute"] or found["half"]):
        return ""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"] and 1 <= hour <= 12:
        hour = hour % 12 + 12 * (found["half"][0] in "pP")
    elif found["half"]:
        return ""
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


def find(reading: Reading, value: str, field: Field) -> list[Evidence]:
    """Places that say a string which is a time of day or a day, as people write them."""
    if clock := _clock(value):
        low = reading.lowered
        found = KINDS["time"].find(reading, clock, field) or _whatever_zone(reading, clock) or _of_stretch(low, clock)
        found = found or _bare(low, clock)
        return [e for e in found if not (other_end(low, e, field.words) or other_half(low, e, clock))]
    if lasting := _lasting_so(reading, value):
        return lasting
    if day := _day_of_year(value, field):
        return [Evidence(*match.span(), FORM) for match in _YEARLESS.finditer(reading.text) if _parsed(match) == day]
    wanted = next(iter(printed_dates(value)), None) if _DAY.fullmatch(value) else None
    if wanted is None or wanted[1:] != (0, len(value)):
        return []
    days = (KINDS["date"].find(reading, day.isoformat(), field) for day in wanted[0])
    return sorted({e._replace(grade=FORM) for places in days for e in places})


_MONTH = rf"(?:{'|'.join(MONTH_NUMBERS)})[a-z]*\.?"
#: A day of a month, in any year.
_YEARLESS = re.compile(
    rf"(?<![\w.])(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})"
    rf"|(?P<ahead>{_MONTH}) (?:the )?(?P<then>\d{{1,2}})(?:st|nd|rd|th)?)(?![\w:]|[.,]\d)",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(r"(?:--)?(\d{1,2})[-/.](\d{1,2})")
_DAY_FIRST = re.compile(r"\bD{1,2}[-/.]M{1,2}\b")


def _parsed(match: re.Match[str]) -> tuple[int, int]:
    """Month and day of a match of `_YEARLESS`."""
    month, day = match["month"] or match["ahead"], match["day"] or match["then"]
    return MONTH_NUMBERS[month[:3].lower()], int(day)


def _day_of_year(value: str, field: Field) -> tuple[int, int] | None:
    """Month and day that a value is, in figures where its field asks for a day: "04-09"; None for any other."""
    if worded := _YEARLESS.fullmatch(value):
        return _parsed(worded)
    figures = _IN_FIGURES.fullmatch(value)
    if figures is None or not re.search(r"\b(?:date|day|birthday|MM.DD|DD.MM)\b", f"{field.words} {field.description}"):
        return None
    one, other = int(figures[1]), int(figures[2])
    return (other, one) if _DAY_FIRST.search(field.description) else (one, other)


def _whatever_zone(reading: Reading, clock: str) -> list[Evidence]:
    """Places of a time that stand beside a zone, which the value leaves to other fields, or seem to: "9:30-10:15"."""
    wanted = int(clock[:2]) * 3600 + int(clock[3:]) * 60
    zoned = [e for (seconds, _), places in reading.tokens.times.items() if seconds == wanted for e in places]
    named = [e for e in zoned if "-" not in reading.lowered[e.start : e.end]]
    clocks = (_FIGURES.match(reading.lowered, e.start) for e in named)
    named = [Evidence(*found.span(), FORM) for found in clocks if found]
    spoken = spoken_times(reading.lowered)
    return named or [
        Evidence(start, end, FORM if sure else WEAK) for seconds, start, end, sure in spoken if seconds == wanted
    ]


def _of_stretch(lowered: str, clock: str) -> list[Evidence]:
    """Places of a bare hour beside the other end of a stretch: "2 to 3pm" for 14:00, "from 9 to 5" for 17:00."""
    found = []
    for match in _FROM_TO.finditer(lowered):
        for part, other in (("a", "b"), ("b", "a")):
            hour, minute = int(match[part]), int(match[f"{part}m"] or 0)
            bare = not match[f"{part}h"] and hour <= _NOON
            if bare and clock in _halves(match, part, other, hour % _NOON, minute):
                end = max(match.end(part), match.end(f"{part}m"))
                found.append(Evidence(match.start(part), end, FORM if match[f"{other}h"] else WEAK))
    return found


def _halves(match: re.Match[str], part: str, other: str, hour: int, minute: int) -> list[str]:
    """The times that a bare hour of a stretch may mean: one, where the other end tells its half of the day."""
    early, late = f"{hour:02}:{minute:02}", f"{hour + _NOON:02}:{minute:02}"
    if not match[f"{other}h"]:
        return [early, late]
    apart = int(match[other]) % _NOON * 60 + int(match[f"{other}m"] or 0) - hour * 60 - minute
    same = (apart > 0) is (part == "a")  # "1 to 4pm", and not "10 to 2pm"
    return [late if same is (match[f"{other}h"][0] == "p") else early]


def _bare(lowered: str, clock: str) -> list[Evidence]:
    """Places of an hour alone that a preposition tells as a time: "not before 10"."""
    hour, minute = int(clock[:2]), clock[3:]
    ahead = r"\b(?:before|after|from|since|by|until|till|past) (?:about |around )?"
    said = rf"{ahead}({hour % _NOON or _NOON})(?={_CLAUSE_END})"
    return [Evidence(*match.span(1), WEAK) for match in re.finditer(said, lowered)] if minute == "00" else []


_CLAUSE_END = r"[,;!?\n]|\.(?!\d)|\Z| (?:and|or|but|please)\b"


def _lasting_so(reading: Reading, value: str) -> list[Evidence]:
    """Places of a length of time in hours, minutes and seconds that leave out the hours: "52:30" for "0:52:30"."""
    if not (length := _LENGTH.fullmatch(value)):
        return []
    said = rf"(?<![\d:.])0?{length[1]}(?![\d:]|\.\d)"
    return matches(said, reading.lowered)


_LENGTH = re.compile(r"00?:0?(\d{1,2}:\d\d)")


def other_end(lowered: str, place: Evidence, words: str) -> bool:
    """Is a time the end of a stretch, where the field asks for its start, or the other way round?"""
    for asked, contrary in _BOUNDS:
        if asked.search(words) and contrary.search(lowered, max(0, place.start - 32), place.start):
            return True
    part = "b" if says(words, "least") else "a" if says(words, "most") else ""
    return bool(part) and any(
        match.start(part) == place.start and any(match[name] for name in ("am", "bm", "ah", "bh"))
        for match in _FROM_TO.finditer(lowered)
    )


#: Names of the first and of the last time that may be, and what stands ahead of the other one.
_BOUNDS = (
    (re.compile(r"\b(?:earliest|after|since)\b"), re.compile(r"(?<!not )\b(?:before|by|until|till|later than) $")),
    (re.compile(r"\b(?:latest|before|until)\b"), re.compile(r"\b(?:after|from|since|not before|earlier than) $")),
)


def other_half(lowered: str, place: Evidence, value: str) -> bool:
    """Do words behind a time in figures tell the other half of the day: "4:30 in the afternoon" against 04:30?"""
    told = _HALF_TOLD.match(lowered, place.end)
    clock = _clock(value)
    if told is None or not clock or lowered[place.end - 1] == "m":
        return False
    hour = int(clock[:2])
    if told["late"] == "at night":
        return 6 <= hour < 12
    return hour < 12 if told["late"] else hour >= 12


def with_half(lowered: str, place: Evidence) -> Evidence:
    """A time's place, no longer open where the words behind it tell the half of the day."""
    told = _HALF_TOLD.match(lowered, place.end)
    return place._replace(end=told.end(), grade=FORM) if told else place


_HALF_TOLD = re.compile(r" (?:in the morning|(?P<late>in the (?:afternoon|evening)|at night|tonight))(?![^\W_])")


def lengths(reading: Reading, value: float, words: str) -> list[Evidence]:
    """Places that say a length of time by its start and end: 45 "minutes": "9:30-10:15"."""
    own = next((seconds for unit, seconds in _UNITS.items() if re.search(rf"\b{unit}s?$", words)), 0)
    if not own:
        return []
    return [
        Evidence(*match.span(), DERIVED)
        for match in _FROM_TO.finditer(reading.lowered)
        if any(match[name] for name in ("am", "bm", "ah", "bh")) and value * own in _lasting(match)
    ]


def _lasting(match: re.Match[str]) -> tuple[int, ...]:
    """The seconds that two times may lie apart."""
    first, second = (int(match[name]) % 24 * 3600 + int(match[f"{name}m"] or 0) * 60 for name in "ab")
    apart = (second - first) % (2 * _HALF_DAY)
    return (apart,) if not (match["ah"] or match["bh"]) else (apart, (apart + _HALF_DAY) % (2 * _HALF_DAY))


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


def parts(reading: Reading, value: float, field: Field) -> list[Evidence]:
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
