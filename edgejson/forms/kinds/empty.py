"""A list, an object or a text with nothing in it."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.forms import words
from edgejson.forms.context import Context
from edgejson.forms.kinds.base import Kind, drawn
from edgejson.forms.kinds.null import without_arrows
from edgejson.forms.scan import Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field


def write(value: Any, field: Field, rng: Random, context: Context) -> str:
    """A word for nothing."""
    return drawn(words.EMPTIES, rng)


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Clauses that say it, and words for nothing."""
    return reading.phrases(words.clauses_of(value, field), cued=True) + without_arrows(reading, words.EMPTIES_READ)


KIND = Kind(name="empty", write=write, find=find, said_by_cue=True)
