"""Shares of one, from 0 to 1, that people may say as percentages."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from edgejson.forms import numbers
from edgejson.forms.context import Context
from edgejson.forms.kinds import number
from edgejson.forms.kinds.base import Kind, holds_number
from edgejson.forms.scan import Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.language.senses import says
from edgejson.schema.fields import Field

_FROM_0_TO_1 = r"0(?:\.0+)?(?: ?[-–,] ?| to | and )1(?:\.0+)?"
#: What a description says of a share of one, whatever the field is called.
_OF_ONE = re.compile(rf"\b(?:between|from) {_FROM_0_TO_1}(?![\d.%])|[(\[]{_FROM_0_TO_1}[)\]]")
_PROBABILITY = re.compile(r"(?!.*(?:percent|%)).*\bprobability\b", re.DOTALL)
#: The same of what is told to be a percentage, a rate or a likelihood.
_AS_DECIMAL = re.compile(r"\bas (?:a |the )?(?:decimal|fraction)\b(?! (?:place|point|degree)s?)|\bdecimal fraction\b")
_SHARE = re.compile(r"percent|%|\b(?:rate|ratio|share|proportion|likelihood|chance)\b")


def told(field: Field) -> bool:
    """Does a field's description say that it is a share of one: "the discount percentage as a decimal"?"""
    said = field.description.lower()
    if not (said and holds_number(field) and "number" in field.types) or says(field.words, "money"):
        return False
    known = [schema.get(bound) for schema in field.schemas for bound in ("minimum", "maximum", "default")]
    if any(isinstance(value, (int, float)) and abs(value) > 1 for value in known):
        return False
    if _OF_ONE.search(said) or _PROBABILITY.match(said):
        return True
    return bool(_AS_DECIMAL.search(said) and _SHARE.search(f"{field.words} {said}"))


def holds(field: Field) -> bool:
    """By its bounds, or by what is said of it."""
    bounds = {
        keyword: schema[keyword] for schema in field.schemas for keyword in ("minimum", "maximum") if keyword in schema
    }
    share = bounds.get("maximum") == 1 and bounds.get("minimum") == 0
    return (share and holds_number(field) and "number" in field.types) or told(field)


def write(value: numbers.Number, field: Field, rng: Random, context: Context) -> str:
    """As a number or a percentage."""
    said = numbers.fraction_percent(value) if rng.random() < 0.5 else None
    return said or numbers.plain(value)


def find(reading: ScannedText, value: Any, field: Field) -> list[Evidence]:
    """Its places as a number, then as a percentage; "0.5%" is no half."""
    return number.find_with(reading, value, field, {"%": 100})


KIND = Kind(
    name="fraction",
    holds=holds,
    over=("integer", "number"),
    write=write,
    find=find,
    every=number.every,
    alter=number.alter,
    pattern=number.PATTERN,
    plainly=True,
    number=True,
)
