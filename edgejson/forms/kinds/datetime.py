"""Dates with a time of day."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.forms import dates, zones
from edgejson.forms.context import Context
from edgejson.forms.kinds import date
from edgejson.forms.kinds.base import Kind, Stretch, drawn
from edgejson.forms.scan import WEAK, Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field

_PLAIN_DATES = tuple(name for name in dates.DATES if name not in ("us", "eu", "dotted"))


def write(value: str, field: Field, rng: Random, context: Context) -> str:
    """The date, then the time, each in the document's style or in any; as it is at times."""
    key = dates.datetime_key(value)
    if key is None:
        return value
    day, clock = key
    wanted = context.styles.get("date")
    style = context.styles.get("time") or drawn(tuple(dates.TIMES), rng)
    time = zones.time_on(day, clock, style, context.zone_style)
    by_day = date.by_day_of_writing(day, rng, context) if time is not None else None
    if by_day is not None:
        return f"{by_day}{drawn((' at ', ' at ', ', '), rng)}{time}"
    if time is None or (wanted in (None, "iso") and not context.prose and rng.random() < 0.2):
        return value
    said = dates.DATES[drawn(_PLAIN_DATES, rng)](*day)
    if wanted in dates.DATES:
        said = dates.DATES[wanted](*day) or said
    return f"{said}{drawn((' at ', ', ', ' '), rng)}{time}"


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Places of the date beside the time; one without a zone says UTC only where nothing else does."""
    key = dates.datetime_key(value)
    if key is None:
        return reading.strings(value)
    day, (seconds, offset) = key
    found = list(reading.datetimes.get((day, seconds, offset), ()))
    if offset == 0:
        found += [e._replace(grade=WEAK) for e in reading.datetimes.get((day, seconds, None), ())]
    return found or reading.strings(value)


def every(reading: ScannedText) -> Iterator[Stretch]:
    """All dates with a time, as (date, seconds after midnight, offset in minutes)."""
    for key, spans in reading.datetimes.items():
        yield from ((key, e.start, e.end) for e in spans)


KIND = Kind(
    name="datetime",
    formats=("date-time",),
    write=write,
    find=find,
    every=every,
    alter=date.alter,
    pattern=date.PATTERN,
    day=True,
    time=True,
)
