"""Times of day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from edgejson.forms import dates, spoken, zones
from edgejson.forms.context import Context
from edgejson.forms.kinds.base import Kind, Stretch, fits_only
from edgejson.forms.scan import FORM, WEAK, Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field

_CLOCKS = ("00:00", "09:30", "23:59")
_SECONDS = tuple(f"{clock}:00" for clock in _CLOCKS)
#: What no clock shows, and a pattern of lengths ("mm:ss"), ratios or words has.
_NONE = ("24:60", "30:15", "30:15:00", "09:75", "ab:cd", "at 09:30:00 or so")
_ZONE = rf"(?:z|utc|gmt|{'|'.join(dates.ZONE_OFFSETS)}|(?:[a-z]+ ){{1,2}}time|[+-]\d{{2}}:?\d{{2}})"
_SPOKEN = rf"(?:half|(?:a )?quarter|{spoken.MINUTES})(?: minutes)? (?:past|to) (?:\d{{1,2}}|[a-z]{{3,6}})"
#: What any time of day looks like.
PATTERN = (
    rf"(?:(?:\d{{1,2}}(?::\d{{2}}){{1,2}}(?:\.\d+)?(?: ?[ap]\.?m\b\.?)?|\d{{1,2}} ?[ap]\.?m\b\.?)"
    rf"(?: ?{_ZONE}(?![^\W_]))?|noon|midday|midnight|{_SPOKEN})"
)


def holds(field: Field) -> bool:
    """By a pattern of a clock: "^([01][0-9]|2[0-3]):[0-5][0-9]$"."""
    return fits_only(field, _CLOCKS, _NONE) or fits_only(field, _SECONDS, _NONE)


def write(value: str, field: Field, rng: Random, context: Context) -> str:
    """In the document's style, or in any."""
    options = _styled(value, zones.plain_style(context.zone_style))
    wanted = context.styles.get("time")
    named = next((text for name, text in options if name == wanted), None) if wanted else None
    return options[int(rng.random() * len(options))][1] if named is None else named


def styled(value: str, context: Context) -> list[tuple[str, str]]:
    """All styles that suit it."""
    return _styled(value, "utc")


def _styled(value: str, zone: str) -> list[tuple[str, str]]:
    key = dates.time_key(value)
    if key is None:
        return [("24h", value)]
    return [(name, text) for name in dates.TIMES if (text := dates.time_text(key, name, zone))] or [("24h", value)]


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Its places in figures, or else in words; one without a zone says UTC only where nothing else does."""
    key = dates.time_key(value)
    if key is None:
        return reading.strings(value)
    found = list(reading.tokens.times.get((key.seconds, key.offset), ()))
    if key.offset == 0:
        found += [e._replace(grade=WEAK) for e in reading.tokens.times.get((key.seconds, None), ())]
    if not found and not key.offset:
        found = _spoken(reading, key.seconds)
    return found


def _spoken(reading: ScannedText, wanted: float) -> list[Evidence]:
    """Places of a time in words, or in figures of either half of the day; "18:07 CEST" is no time without a zone."""
    zoned = {e.start for (_, offset), spans in reading.tokens.times.items() if offset is not None for e in spans}
    return [
        Evidence(start, end, FORM if sure else WEAK)
        for seconds, start, end, sure in spoken.spoken_times(reading.lowered)
        if seconds == wanted and start not in zoned
    ]


def every(reading: ScannedText) -> Iterator[Stretch]:
    """All times, as seconds after midnight."""
    for (seconds, _), spans in reading.tokens.times.items():
        yield from ((timedelta(seconds=seconds).total_seconds(), e.start, e.end) for e in spans)


KIND = Kind(
    name="time",
    holds=holds,
    formats=("time",),
    over=("code", "string"),
    write=write,
    find=find,
    every=every,
    styled=styled,
    pattern=PATTERN,
    time=True,
)
