"""Currencies, by their ISO codes."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from edgejson.forms import numbers
from edgejson.forms.context import Context
from edgejson.forms.kinds.base import Kind, holds_text
from edgejson.forms.scan import FORM, Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field

#: "Australian dollars" are no dollars of the United States.
_OTHER_COUNTRY = re.compile(r"[A-Z][a-z]+(?:an|ss|sh|se|nd|ng|re) $")
#: Share of the currencies in sentences that are told by the record's country.
_LOCALLY = 0.3


def holds(field: Field) -> bool:
    """By its name; a list of them too."""
    if field.enum:
        return field.words.endswith("currency") or "currency code" in field.words
    return holds_text(field) and field.words.endswith(("currency", "currency code"))


def write(value: str, field: Field, rng: Random, context: Context) -> str:
    """Its code or its name; at times by the record's country alone."""
    if context.prose and value == context.local_currency and rng.random() < _LOCALLY:
        return numbers.LOCAL_CURRENCY[0]
    said = numbers.CURRENCY_WORDS.get(value, ())
    return said[0] if said and rng.random() < 0.4 else value


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Places of its code, symbol or name."""
    found = reading.strings(value)
    symbol = numbers.SYMBOLS.get(value)
    if symbol:
        at = reading.text.find(symbol)
        while at >= 0:
            found.append(Evidence(at, at + 1, FORM))
            at = reading.text.find(symbol, at + 1)
    found += _named(reading, numbers.CURRENCY_WORDS.get(value, ()))
    return found or _named(reading, numbers.CURRENCY_WORDS_READ.get(value, ()))


def _named(reading: ScannedText, names: tuple[str, ...]) -> list[Evidence]:
    said = reading.phrases(names)
    return [e for e in said if not _OTHER_COUNTRY.search(reading.text, max(0, e.start - 20), e.start)]


KIND = Kind(
    name="currency",
    holds=holds,
    over=("enum", "email", "url", "code", "person", "string"),
    write=write,
    find=find,
    pattern=rf"(?:[$€£¥₹]|(?:{numbers.CURRENCIES}|{'|'.join(numbers.LOCAL_CURRENCY)})(?![^\W_]))",
)
