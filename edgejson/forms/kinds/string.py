"""Any text that is of no other kind."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.forms.context import Context
from edgejson.forms.kinds.base import Kind, drawn
from edgejson.forms.scan import Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field, value_key


def write(value: str, field: Field, rng: Random, context: Context) -> str:
    """As it is, or one of the schema's synonyms."""
    said = field.synonyms.get(value_key(value)) if field.synonyms else None
    if not said:
        return value
    if all(each.endswith(f" {value}") for each in said):  # with an article, which sentences want and tables don't
        return drawn(said, rng) if context.prose else value
    return synonym(said, rng) if rng.random() < 0.6 or (len(value) == 2 and context.prose) else value


def synonym(said: tuple[str, ...], rng: Random) -> str:
    """One of a value's synonyms; with its article ("the Netherlands"), which fits most places, where it has one."""
    return said[0] if said[0].startswith("the ") else drawn(said, rng)


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Its places, and those of the schema's synonyms."""
    found = reading.strings(value)
    if field.synonyms and value in field.synonyms:
        found += reading.phrases(field.synonyms[value])
    return found


KIND = Kind(name="string", write=write, find=find, as_is=True, open=True, worded=True)
