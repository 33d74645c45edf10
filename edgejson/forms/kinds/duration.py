"""Stretches of time."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.forms import dates
from edgejson.forms.context import Context
from edgejson.forms.kinds import date
from edgejson.forms.kinds.base import Kind
from edgejson.forms.scan import FORM, Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field


def write(value: str, field: Field, rng: Random, context: Context) -> str:
    """In words: "2 hours and 30 minutes"."""
    parts = dates.duration_parts(value)
    return dates.duration_text(parts) if parts else value


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Its places as it is, then in words."""
    found = reading.strings(value)
    parts = dates.duration_parts(value)
    if parts:
        found += [Evidence(start, end, FORM) for said, start, end in reading.durations if said == parts]
    return found


KIND = Kind(name="duration", formats=("duration",), write=write, find=find, pattern=date.PATTERN, time=True)
