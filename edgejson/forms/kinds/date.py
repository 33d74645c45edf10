"""Dates: with the year or without, or told by the day of writing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.forms import dates, relative
from edgejson.forms.context import PLAIN, Context
from edgejson.forms.kinds.base import Kind, Stretch
from edgejson.forms.scan import Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field

#: Chance that a date that may be said by the day of writing is.
_BY_DAY_OF_WRITING = 0.8
_NAMED_DAY = f"(?:{'|'.join(name[:3].lower() for name in (*dates.MONTHS, *dates.WEEKDAYS))})"
_INSIDE = r"(?:[^\W_]|[ ,:/.+()-]{1,2}(?=[^\W_]))"
#: Behind a first number: a word that no date, time or duration has there, "25 geese on the lawn".
_COUNTED = (
    rf"(?!\d* (?!{_NAMED_DAY}|(?:of|at|in|to|past|before|after|and) |hour|hrs|min|sec|day|week|month|year|o'clock|noon)"
    r"[^\W\d_]{3})"
)
#: What any date, with or without a time, looks like; a time or a duration too.
PATTERN = (
    rf"(?:(?=[^\n.;!?]{{0,24}}\d)(?:the )?(?:{_COUNTED}\d|{_NAMED_DAY}){_INSIDE}{{3,40}}?"
    rf"|{relative.PHRASE}(?![^\W_]){_INSIDE}{{0,30}}?)"
)


def write(value: str, field: Field, rng: Random, context: Context) -> str:
    """By the day of writing, in the document's style, or in any."""
    key = dates.date_key(value)
    if key is None:
        return value
    text = by_day_of_writing(key, rng, context)
    wanted = context.styles.get("date") if text is None else None
    if wanted in dates.DATES:
        text = dates.DATES["long" if wanted == "weekday" and "birth" in field.words else wanted](*key)
        if text is None and context.plainly:
            text = dates.figured(wanted, key)
    while text is None:
        text = list(dates.DATES.values())[int(rng.random() * len(dates.DATES))](*key)
    return text


def by_day_of_writing(day: dates.DateKey, rng: Random, context: Context) -> str | None:
    """A date by the day of writing, in one way throughout a text; None where it is said by itself."""
    if context.written is None:
        return None
    if day not in context.by_day:
        said = rng.random() < _BY_DAY_OF_WRITING
        context.by_day[day] = relative.write(day, context.written, rng) if said else None
    return context.by_day[day]


def styled(value: str, context: Context) -> list[tuple[str, str]]:
    """All styles that suit it."""
    key = dates.date_key(value)
    if key is None:
        return [("iso", value)]
    return [(name, text) for name, form in dates.DATES.items() if (text := form(*key))]


def style_of(value: str, said: str) -> str:
    """The first style in which a date is said so."""
    key = dates.date_key(value)
    if key is None:
        return ""
    ways = [*styled(value, PLAIN), *((name, dates.figured(name, key)) for name in dates.FIGURED)]
    return next((name for name, text in ways if text == said), "")


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Its places, then those of its day and month alone."""
    key = dates.date_key(value)
    if key is None:
        return reading.strings(value)
    known = reading.tokens.dates
    return known.get(key, []) + known.get((0, key[1], key[2]), [])


def every(reading: ScannedText) -> Iterator[Stretch]:
    """All dates, as ISO text."""
    for (year, month, day), spans in reading.tokens.dates.items():
        yield from ((f"{year:04d}-{month:02d}-{day:02d}", e.start, e.end) for e in spans)


def alter(value: str, rng: Random) -> str | None:
    """One to nine days later, at the same time."""
    try:
        day = datetime.date.fromisoformat(value[:10])
    except ValueError:
        return None
    if day.year > 9000:
        return None
    return (day + datetime.timedelta(days=1 + int(rng.random() * 9))).isoformat() + value[10:]


KIND = Kind(
    name="date",
    formats=("date",),
    write=write,
    find=find,
    every=every,
    styled=styled,
    style_of=style_of,
    alter=alter,
    pattern=PATTERN,
    day=True,
    time=True,
)
