"""Numbers: measured, counted, with or without a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from random import Random
from typing import Any

from edgejson.forms import numbers
from edgejson.forms.context import Context
from edgejson.forms.kinds.base import Kind, Stretch, drawn, holds_number
from edgejson.forms.scan import FORM, Evidence, suffix
from edgejson.forms.scanned import ScannedText
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_SMALL = "|".join(vocabulary("language/en/numbers").words("ones")[1:13])
#: What any number looks like.
PATTERN = rf"(?:-?\d[\d,]*(?:\.\d+)?(?: ?(?:%|percent(?![^\W_])))?|(?:{_SMALL})(?![^\W_]))"


#: Styles of numbers, beside `numbers.GROUPED`: with as many decimals as it has, with two.
FIGURES, CENTS = "figures", "cents"


def holds(field: Field) -> bool:
    """By its type, or by what it lists."""
    if field.enum:
        return all(isinstance(member, (int, float)) for member in field.enum)
    return holds_number(field)


def write(value: numbers.Number, field: Field, rng: Random, context: Context) -> str:
    """With its unit, where it has one; with thousands separators where it is long."""
    if context.plainly:
        return figures(value, field, context)
    if field.unit and rng.random() < 0.95:
        return drawn(tuple(numbers.unit_forms(value, field)), rng)
    if abs(value) < 10_000:
        return numbers.plain(value)
    return numbers.long_number(value, context.styles.get("grouping"), rng, 0.6)


def figures(value: numbers.Number, field: Field, context: Context) -> str:
    """A number alone, as its people write numbers: 18.50 with both decimals, 3,600 with a separator."""
    if context.styles.get("number") == CENTS and value != int(value):
        return numbers.cents(value)
    grouped = context.styles.get("grouping") == numbers.GROUPED and abs(value) >= 1000 and not is_year_or_code(field)
    return numbers.grouped(value) if grouped else numbers.plain(value)


def is_year_or_code(field: Field) -> bool:
    """Is it a number that nobody groups?"""
    return field.words.endswith(("year", "id", "code", "number", "zip", "no", "port"))


def style_of(value: numbers.Number, said: str) -> str:
    """The style in which a number is said so."""
    if value != int(value) and said == numbers.cents(value) != numbers.plain(value):
        return CENTS
    return numbers.GROUPED if "," in said else FIGURES


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Its places in figures or words, converted to the schema's other units too."""
    return find_with(reading, value, field, {})


def find_with(reading: ScannedText, value: Any, field: Field, shares: Mapping[str, int]) -> list[Evidence]:
    """`find`, where `shares` are further units behind a number, and how many of them make one."""
    factors: dict[str, str | int] = {**field.unit_factors, **shares}
    foreign = numbers.names_of_all(tuple(factors)) if factors else ()
    tokens, low = reading.tokens.numbers, reading.lowered
    found = [
        Evidence(token.start, token.end, token.grade)
        for token in tokens.get(value, ())
        if not foreign or suffix(low, token) not in foreign  # so many of another unit
    ]
    for unit, factor in factors.items():
        others = tokens.get(float(Decimal(numbers.plain(value)) * Decimal(factor)), ())
        names = numbers.unit_names(unit)
        found += [Evidence(token.start, token.end, FORM) for token in others if suffix(low, token) in names]
    if value == int(value) and abs(value) < 10**12 and numbers.may_be_worded(int(value), low):
        found += reading.number_words.get(int(value), [])
    if not found and isinstance(value, int):
        ordinals = re.finditer(rf"(?<![^\W_]){value}(?:st|nd|rd|th)(?![^\W_])", low)
        found = [Evidence(*said.span(), FORM) for said in ordinals]  # "the 10th Fibonacci number"
    return found


def every(reading: ScannedText) -> Iterator[Stretch]:
    """All numbers, in figures or words."""
    for value, tokens in reading.tokens.numbers.items():
        yield from ((value, token.start, token.end) for token in tokens)
    for word, spans in reading.number_words.items():
        yield from ((word, e.start, e.end) for e in spans)


def alter(value: numbers.Number, rng: Random) -> numbers.Number:
    """A little more."""
    if isinstance(value, int):
        return value + 1 + int(rng.random() * max(1, int(abs(value) * 0.2)))
    return round(value + 1 + int(rng.random() * max(2.0, abs(value) * 0.2)), 2)


KIND = Kind(
    name="number",
    holds=holds,
    over=("currency", "enum"),
    write=write,
    find=find,
    every=every,
    style_of=style_of,
    alter=alter,
    pattern=PATTERN,
    number=True,
)
