"""That there is no value."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.forms import words
from edgejson.forms.context import Context
from edgejson.forms.kinds.base import Kind, drawn
from edgejson.forms.scan import Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field


def write(value: None, field: Field, rng: Random, context: Context) -> str:
    """A word for nothing."""
    return drawn(words.NULLS, rng)


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Clauses that say it, and words for nothing."""
    read = words.NULLS_OF_BOOLEANS if "boolean" in field.types else words.NULLS_READ
    return reading.phrases(words.clauses_of(value, field), cued=True) + without_arrows(reading, read)


def without_arrows(reading: ScannedText, read: tuple[str, ...]) -> list[Evidence]:
    """Places of words for nothing, without the dash of "->"."""
    return [e for e in reading.phrases(read) if reading.lowered[e.start : e.end + 1] != "->"]


KIND = Kind(name="null", write=write, find=find, said_by_cue=True)
