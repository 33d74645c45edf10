"""Percentages: 15 is fifteen percent."""

from __future__ import annotations

from random import Random

from edgejson.forms import numbers
from edgejson.forms.context import Context
from edgejson.forms.kinds import fraction, number
from edgejson.forms.kinds.base import Kind, drawn, holds_number
from edgejson.language.senses import says
from edgejson.schema.fields import Field


def holds(field: Field) -> bool:
    """By its unit or its name, where nothing says that it is a share of one."""
    return holds_number(field) and (field.unit == "%" or (says(field.words, "percent") and not fraction.told(field)))


def write(value: numbers.Number, field: Field, rng: Random, context: Context) -> str:
    """With the sign or the word."""
    return drawn(tuple(numbers.percent_forms(value)), rng)


KIND = Kind(
    name="percent",
    holds=holds,
    over=("money", "fraction", "integer", "number"),
    write=write,
    find=number.find,
    every=number.every,
    alter=number.alter,
    pattern=number.PATTERN,
    plainly=True,
    number=True,
)
