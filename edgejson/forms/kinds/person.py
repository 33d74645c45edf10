"""Names of people."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from edgejson.forms.context import Context
from edgejson.forms.kinds.base import Kind, holds_text
from edgejson.forms.scan import FORM, Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.language.senses import says
from edgejson.schema.fields import Field

_TWO_NAMES = re.compile(r"[^\W\d_][\w'’-]* [^\W\d_][\w'’-]*")
_PROVIDERS = ("name", "name_female", "name_male", "name_nonbinary")


def holds(field: Field) -> bool:
    """By its provider in `x-faker`, or by its name."""
    if not holds_text(field):
        return False
    faker = next((schema["x-faker"] for schema in field.schemas if "x-faker" in schema), "")
    provider = faker.get("provider", "") if isinstance(faker, dict) else faker
    return provider in _PROVIDERS or says(field.words, "person name")


def write(value: str, field: Field, rng: Random, context: Context) -> str:
    """As it is, or with the last name first, in a document that has all so."""
    turned = last_first(value) if context.styles.get("person") == "last_first" else None
    return turned or value


def last_first(name: str) -> str | None:
    """ "Ada Lovelace" -> "Lovelace, Ada"; None unless it is exactly two words."""
    if not _TWO_NAMES.fullmatch(name):
        return None
    first, last = name.split()
    return f"{last}, {first}"


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Its places, either name first."""
    found = reading.strings(value)
    turned = last_first(value)
    return found + [e._replace(grade=FORM) for e in reading.strings(turned)] if turned else found


KIND = Kind(name="person", holds=holds, over=("string",), write=write, find=find, open=True, worded=True)
