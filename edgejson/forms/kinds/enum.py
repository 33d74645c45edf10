"""One of the values that a schema lists."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.forms import words
from edgejson.forms.context import Context
from edgejson.forms.kinds.base import Kind
from edgejson.forms.kinds.string import synonym
from edgejson.forms.scan import FORM, Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.forms.strings import whole
from edgejson.schema.fields import Field, value_key


def holds(field: Field) -> bool:
    """Where it lists any."""
    return bool(field.enum)


def write(value: Any, field: Field, rng: Random, context: Context) -> str:
    """In words: spelt out, or one of the schema's synonyms."""
    key = value_key(value)
    said = field.synonyms.get(key) if field.synonyms else None
    if said and (context.plainly or rng.random() < 0.7 or (context.prose and (len(key) == 2 or "_" in key))):
        return synonym(said, rng)  # "in Brazil", not "in BR"
    if said and context.prose and said[0].lower() == key:
        return said[0]  # "CO2", not "co2"
    if key.istitle() and key.isalpha():  # "Volvo" keeps its capital
        return key
    return key if words.spelt_alike(value, field) else words.spelt(key)


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Places of its words that are no part of another value's, and clauses that say it."""
    literal = value_key(value)
    found = reading.phrases(words.clauses_of(value, field), cued=True)
    taken: set[int] = set()
    forms, longer = words.enum_needles(value, field)
    covered = _covered(reading, longer)
    for form in forms:
        for e in reading.strings(form):
            if e.start not in taken and not any(start <= e.start and e.end <= end for start, end in covered):
                if words.greets(reading.lowered, e.start):
                    continue
                taken.add(e.start)
                found.append(e if form == literal else e._replace(grade=FORM))
    return found


def beside_others(reading: ScannedText, places: list[Evidence], value: Any, field: Field) -> list[Evidence]:
    """The places that are no part of words for another value: "economy" of "premium economy", "on hold" of on-hold."""
    covered = _covered(reading, words.rival_forms(value, field)) if places and field.enum else ()
    return [e for e in places if not any(start <= e.start and e.end <= end for start, end in covered)]


def _covered(reading: ScannedText, longer: tuple[str, ...]) -> list[tuple[int, int]]:
    return [span for form in longer if form in reading.lowered for span in whole(reading.lowered, form)]


KIND = Kind(name="enum", holds=holds, write=write, find=find, worded=True)
