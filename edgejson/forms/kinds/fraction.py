"""Shares of one, from 0 to 1, that people may say as percentages."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.forms import numbers
from edgejson.forms.context import Context
from edgejson.forms.kinds import number
from edgejson.forms.kinds.base import Kind, holds_number
from edgejson.forms.scan import Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field


def holds(field: Field) -> bool:
    """By its bounds."""
    bounds = {
        keyword: schema[keyword] for schema in field.schemas for keyword in ("minimum", "maximum") if keyword in schema
    }
    share = bounds.get("maximum") == 1 and bounds.get("minimum") == 0
    return share and holds_number(field) and "number" in field.types


def write(value: numbers.Number, field: Field, rng: Random, context: Context) -> str:
    """As a number or a percentage."""
    said = numbers.fraction_percent(value) if rng.random() < 0.5 else None
    return said or numbers.plain(value)


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Its places as a number, then as a percentage; "0.5%" is no half."""
    return number.find_with(reading, value, field, {"%": 100})


KIND = Kind(
    name="fraction",
    holds=holds,
    over=("integer", "number"),
    write=write,
    find=find,
    every=number.every,
    alter=number.alter,
    pattern=number.PATTERN,
    plainly=True,
    number=True,
)
