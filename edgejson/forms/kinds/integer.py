"""Whole numbers."""

from __future__ import annotations

from random import Random

from edgejson.forms import numbers
from edgejson.forms.context import Context
from edgejson.forms.kinds import number
from edgejson.forms.kinds.base import Kind, drawn, holds_number
from edgejson.schema.fields import Field

#: A style of whole numbers, beside those of any number.
SPELT = "spelt"


def holds(field: Field) -> bool:
    """By its type, or by what it lists."""
    if field.enum:
        return all(isinstance(member, int) for member in field.enum)
    return holds_number(field) and "number" not in field.types


def write(value: int, field: Field, rng: Random, context: Context) -> str:
    """With its unit; small ones in words at times, long ones with thousands separators."""
    draw = rng.random()
    if context.plainly:
        if context.styles.get("integer") == SPELT and _has_word(value):
            return numbers.to_words(int(value))
        return number.figures(value, field, context)
    if field.unit and draw < 0.95:
        return drawn(tuple(numbers.unit_forms(value, field)), rng)
    if draw > 0.75 and not field.unit and _has_word(value):
        return numbers.to_words(int(value))
    if value >= 10_000 and not number.is_year_or_code(field):
        return numbers.long_number(value, context.styles.get("grouping"), rng, 0.7)
    return numbers.plain(value)


def _has_word(value: numbers.Number) -> bool:
    """A field that enumerates whole numbers may, in another of its alternatives, have other ones: 7.25."""
    return 2 <= value <= numbers.LARGEST_WORD and value == int(value)


KIND = Kind(
    name="integer",
    holds=holds,
    over=("number", "currency", "enum"),
    write=write,
    find=number.find,
    every=number.every,
    style_of=lambda value, said: SPELT if said.isalpha() else number.style_of(value, said),
    alter=number.alter,
    pattern=number.PATTERN,
    number=True,
)
