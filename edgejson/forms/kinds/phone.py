"""Phone numbers, by their digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from random import Random
from typing import Any

import phonenumbers

from edgejson.forms.context import Context
from edgejson.forms.kinds import code
from edgejson.forms.kinds.base import Kind, Stretch, drawn, holds_text
from edgejson.forms.scan import Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.forms.words import phone_digits
from edgejson.language.senses import says
from edgejson.schema.fields import Field

_NORTH_AMERICA = re.compile(r"\+?1?[ .-]?\(?(\d{3})\)?[ .-]?(\d{3})[ .-]?(\d{4})")


def holds(field: Field) -> bool:
    """By its name."""
    return holds_text(field) and says(field.words, "phone")


def write(value: str, field: Field, rng: Random, context: Context) -> str:
    """In one of the layouts of its country."""
    return drawn(tuple(layouts(value)), rng)


def layouts(value: str) -> list[str]:
    """Layouts of a phone number that keep every digit: "+1 (415) 555-0123"; as it is where the plan is unknown."""
    digits = phone_digits(value)
    match = _NORTH_AMERICA.fullmatch(value)
    if match and len(digits) in (10, 11):
        area, middle, last = match.groups()
        if len(digits) == 10:
            return [value, f"({area}) {middle}-{last}", f"{area}-{middle}-{last}", f"{area}.{middle}.{last}"]
        plus = "+1" if value[0] == "+" else "1"
        forms = [value, f"{plus} ({area}) {middle}-{last}", f"{plus}-{area}-{middle}-{last}"]
        return [*forms, f"{plus} {area} {middle} {last}"]
    if value[0] == "+":
        return list(dict.fromkeys((value, _international(value))))
    return [value]


@lru_cache(maxsize=65536)
def _international(value: str) -> str:
    """A number with its country's code in groups as that country writes them; as it is where none are known."""
    try:
        grouped = phonenumbers.format_number(phonenumbers.parse(value), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        return value
    return grouped if phone_digits(grouped) == phone_digits(value) else value


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Its places as it is, then in any layout."""
    found = reading.strings(value)
    literal = {e.start for e in found}
    others = reading.tokens.phones.get(phone_digits(value), ())
    return found + [e for e in others if e.start not in literal]


def every(reading: ScannedText) -> Iterator[Stretch]:
    """All numbers, as digits."""
    for digits, spans in reading.tokens.phones.items():
        yield from ((digits, e.start, e.end) for e in spans)


KIND = Kind(
    name="phone",
    holds=holds,
    formats=("phone",),
    over=("currency", "email", "url", "code", "person", "string"),
    write=write,
    find=find,
    every=every,
    alter=code.alter,
    pattern=r"[+(]?\d[\d ().-]{5,22}\d",
    plainly=True,
)
