"""True and false: a word beside the field's name, or a clause that says it by itself."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.forms import words
from edgejson.forms.context import Context
from edgejson.forms.kinds.base import Kind
from edgejson.forms.scan import Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.schema.fields import Field


def holds(field: Field) -> bool:
    """By its type, or by what it lists."""
    if field.enum:
        return all(isinstance(member, bool) or member is None for member in field.enum)
    return field.types in ({"boolean"}, {"boolean", "null"})


def write(value: bool, field: Field, rng: Random, context: Context) -> str:
    """A word for it, the commonest most often."""
    return words.BOOLEANS[value][0 if rng.random() < 0.8 else 1]


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Clauses that say it, with what denies them taken into account, then words for it."""
    said, contrary = words.boolean_clauses(field.words) if not field.value_phrases else ((), ())
    if not value:
        said, contrary = contrary, said
    known = reading.clauses.get((field, value))
    if known is not None:
        return [*known, *_answers(reading, value)]
    clauses = [
        e
        for e in reading.phrases((*words.clauses_of(value, field), *said), cued=True)
        if not _denied(reading, e) and not (value is False and words.AFFIRMED_BEHIND.match(reading.lowered, e.end))
    ]
    if value is False and contrary:
        clauses += [e for e in reading.phrases(contrary, cued=True) if _denied(reading, e)]
    clauses = [e for e in clauses if not _is_label(reading, e, field)]
    reading.clauses[field, value] = clauses
    return clauses + _answers(reading, value)


def _answers(reading: ScannedText, value: bool) -> list[Evidence]:
    """Places of words for a boolean, without the letter of an escaped line break."""
    return [e for e in reading.phrases(words.BOOLEANS_READ[value]) if reading.lowered[e.start - 1 : e.start] != "\\"]


def _is_label(reading: ScannedText, said: Evidence, field: Field) -> bool:
    """Is a clause but the field's name ahead of its value ("vaccinated: yes")? Then the value is the evidence."""
    low = reading.lowered
    if low[said.start : said.end] != field.words:
        return False
    behind = words.VALUE_BEHIND if field.types <= {"boolean", "null"} else words.LABELS
    return behind.match(low, said.end) is not None


def _denied(reading: ScannedText, said: Evidence) -> bool:
    """Do the words around a clause turn it into its contrary?"""
    low, place = reading.lowered, (said.start, said.end)
    if place not in reading.denied:  # of a map's values, every one may be said by the same clause
        reading.denied[place] = words.denies(low, said.start, said.end)
    return reading.denied[place]


KIND = Kind(
    name="boolean",
    holds=holds,
    over=("integer", "number", "currency", "enum"),
    write=write,
    find=find,
    said_by_cue=True,
)
