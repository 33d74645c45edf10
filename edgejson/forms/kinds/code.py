"""Codes and identifiers: letters and digits that are copied, not said."""

from __future__ import annotations

import re
from random import Random

from edgejson.forms.kinds import string
from edgejson.forms.kinds.base import Kind, holds_text
from edgejson.language.senses import says
from edgejson.schema.fields import Field

_CAPITALS_OR_DIGITS = re.compile(r"\\d|\[0-9|\[A-Z")


def holds(field: Field) -> bool:
    """By its name, or by a pattern with digits or capitals and no lower case."""
    if not holds_text(field):
        return False
    if says(field.words, "code") or says(field.words, "numbered"):
        return True
    return bool(_CAPITALS_OR_DIGITS.search(field.pattern)) and "a-z" not in field.pattern


def alter(value: str, rng: Random) -> str | None:
    """With another digit among its last three."""
    places = [index for index, letter in enumerate(value) if letter in "0123456789"]
    if not places:
        return None
    at = places[-1 - int(rng.random() * min(3, len(places)))]
    digit = (int(value[at]) + 1 + int(rng.random() * 8)) % 10
    return f"{value[:at]}{digit}{value[at + 1 :]}"


KIND = Kind(
    name="code",
    holds=holds,
    formats=("uuid", "ipv4", "ipv6"),
    over=("person", "string"),
    write=string.write,
    find=string.find,
    alter=alter,
    as_is=True,
    open=True,
)
