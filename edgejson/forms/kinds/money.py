"""Amounts of money."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.forms import numbers
from edgejson.forms.context import Context
from edgejson.forms.kinds import fraction, integer, number
from edgejson.forms.kinds.base import Kind, drawn, holds_number
from edgejson.language.names import in_words
from edgejson.language.senses import says
from edgejson.schema.fields import Field

_BEHIND = rf"(?: ?(?:%|°[cf]|[$€£¥₹]|{numbers.CURRENCIES})(?![^\W_]))?"
_UNITS = frozenset({"$", "€", "£", "¥", "₹", "USD", "EUR", "GBP", "JPY", "INR", "CHF", "CAD", "AUD"})


def holds(field: Field) -> bool:
    """By its unit; without one by its name, where it is no whole number, no share and nothing measured."""
    if not holds_number(field):
        return False
    if field.unit:
        return field.unit in _UNITS
    if integer.holds(field) or fraction.holds(field):
        return False
    measured = field.words in ("amount", "value") and any(
        says(in_words(step), "measured") for step in field.path[-3:-1]
    )
    return not measured and says(field.words, "money")


def write(value: numbers.Number, field: Field, rng: Random, context: Context) -> str:
    """With its currency, in the document's way."""
    wanted = context.styles.get("money")
    if context.plainly and wanted == number.FIGURES:
        return numbers.plain(value)
    currency = context.currency or numbers.CODES.get(field.unit, field.unit)
    ways = numbers.MONEY | numbers.COMMA_MONEY
    text = ways[wanted](value, currency) if wanted in ways else None
    names = tuple(numbers.MONEY) if currency else ("bare",)
    while text is None:
        text = numbers.MONEY[drawn(names, rng)](value, currency)
    return text


def styled(value: Any, context: Context) -> list[tuple[str, str]]:
    """All ways that suit the amount and the document's currency."""
    return [(name, text) for name, form in numbers.MONEY.items() if (text := form(value, context.currency))]


def style_of(value: numbers.Number, said: str) -> str:
    """The first way in which an amount of any currency is said so."""
    if said == numbers.plain(value) != numbers.cents(value):
        return number.FIGURES
    codes = ("", *numbers.SYMBOLS)
    return next((name for name, form in numbers.MONEY.items() for code in codes if form(value, code) == said), "")


KIND = Kind(
    name="money",
    holds=holds,
    over=("fraction", "integer", "number"),
    write=write,
    find=number.find,
    every=number.every,
    styled=styled,
    style_of=style_of,
    alter=number.alter,
    pattern=rf"(?:(?:{numbers.CURRENCIES}) )?[$€£¥₹]? ?-?\d[\d,]*(?:\.\d+)?" + _BEHIND,
    number=True,
)
