"""What a number measures, by its unit and by its field's name: "34 years" is no weight, "under $200" is no minimum.

For fields without phrases, where people name no field: a unit that measures something else than a field's name asks for
refutes it, and so do words for a bound on the other side. Names and units that nothing is known of refute nothing.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from edgejson.forms import Evidence
from edgejson.forms.kinds import fraction
from edgejson.grounding import ordinals
from edgejson.grounding.cue_parts import Target
from edgejson.grounding.other_units import contradicts
from edgejson.grounding.spelled import is_part
from edgejson.language.senses import says
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_KNOWN = vocabulary("language/en/measures")
_AMOUNT_AHEAD = re.compile(r"[$€£¥₹] ?$")
_UP_TO, _FROM = (
    re.compile(rf"(?<![^\W_]){_KNOWN.either(side)} (?:[a-z]{{3}} )?[$€£¥₹]? ?$") for side in ("at most", "at least")
)


@cache
def _patterns(beginning: str, joint: str) -> dict[str, re.Pattern[str]]:
    """By what is measured: what units, or fields' names, look like; `joint` is what stands ahead of them."""
    return {
        section.removeprefix(beginning): re.compile(rf"{joint}{_KNOWN.either(section)}(?![\w=])")
        for section in _KNOWN.sections
        if section.startswith(beginning)
    }


def _units() -> dict[str, re.Pattern[str]]:
    """Of a number that ends where they are looked for."""
    return _patterns("units of ", "[ -]?")


@lru_cache(maxsize=4096)
def _asked(words: str, description: str) -> str:
    """What a field's name asks for, or else its description; "" where it tells nothing, or several things."""
    found = [measure for measure, named in _patterns("fields of ", r"(?<![^\W_])").items() if named.search(words)]
    named = found[0] if len(found) == 1 and " per " not in f" {words} " else ""
    return named or ("share" if _IN_PERCENT.search(description) else "")


#: No age in years is more; those of things may be in other units, and have other names.
_OLDEST = 150


def _too_large(target: Target, value: Any) -> bool:
    """Is a number more than any share, or any age?"""
    if not isinstance(value, (int, float)) or target.field.enum:
        return False
    if fraction.told(target.field) and abs(value) > 1:
        return True
    return f" {target.field.words}".endswith(" age") and value > _OLDEST and not _counts_otherwise(target)


def _counts_otherwise(target: Target) -> bool:
    """Does a schema ask for what is no age in years: for a higher one than any, or for steps?"""
    return any(
        schema.get("multipleOf") or any(schema.get(key, 0) > _OLDEST for key in ("minimum", "exclusiveMinimum"))
        for schema in target.field.schemas
    )


_IN_PERCENT = re.compile(r"\b[Ii]n (?:percent|%)|^[Pp]ercent(?:age)?\b")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def is_measure(lowered: str, place: int) -> bool:
    """Does a number with its unit stand at a place: "ramipril 5 mg"?"""
    number = _NUMBER.match(lowered, place)
    return number is not None and any(units.match(lowered, number.end()) for units in _units().values())


def is_unit(word: str) -> bool:
    """Is a word in lower case a unit?"""
    return any(units.fullmatch(word) for units in _units().values())


def refuted(target: Target, lowered: str, place: Evidence, value: Any) -> bool:
    """Does what stands around a number say that it is not the field's, or not all of it?"""
    words = target.field.words
    ahead = lowered[max(0, place.start - 24) : place.start + (lowered[place.start] in "$€£¥₹")]
    if says(words, "most") and not says(words, "least"):
        if _FROM.search(ahead):
            return True
    elif says(words, "least") and not says(words, "most") and _UP_TO.search(ahead):
        return True
    if lowered[place.start - 1 : place.start] == "^" or is_part(lowered, place, value):
        return True  # an exponent, or a part of a longer number
    if _too_large(target, value) or _is_of_another_power(lowered, place, target.field):
        return True
    if ordinals.refuted(lowered, place, words):
        return True
    if not target.field.unit and contradicts(lowered, place, target.field):
        return True
    asked = _asked(words, target.field.description)
    if not asked or target.field.unit:
        return False
    if lowered[place.end - 1] == "%" or lowered.endswith("percent", 0, place.end):
        return asked != "share" and target.kind != fraction.KIND.name  # "volume 40%", from 0 to 1
    if _AMOUNT_AHEAD.search(ahead):
        return asked != "money"
    ends = {measure: match.end() for measure, units in _units().items() if (match := units.match(lowered, place.end))}
    if asked in ends and lowered.startswith("/", ends[asked]):
        return "/" not in target.field.description  # "58.44 g/mol" is no mass
    return bool(ends) and asked not in ends


#: By power: what stands behind a number, and what a description calls it.
_POWERS = {
    2: re.compile(r" ?\*? ?[a-z](?:\^2|²| ?squared)(?![^\W_])"),
    1: re.compile(r" ?\*? ?[a-z](?![\w^²])(?! squared)"),
}
_POWERS_ASKED = {
    2: re.compile(r"\b[a-z](?:\^2|\*\*2|²)|\bsquared\b|\bquadratic (?:term|coefficient)"),
    1: re.compile(r"\bof (?:the )?x\b(?![\^²*])|\blinear\b|\bx[- ]term"),
    0: re.compile(r"\bconstant\b|\bfree term\b"),
}
_EQUATION = re.compile(r"\d ?\*? ?[a-z](?:\^2|²| squared)")


@lru_cache(maxsize=4096)
def _power_asked(said: str) -> int | None:
    """The power that a description asks for; None where it asks for no coefficient."""
    return next((power for power, names in _POWERS_ASKED.items() if names.search(said)), None)


def _is_of_another_power(lowered: str, place: Evidence, field: Field) -> bool:
    """Is a number the coefficient of another power of the unknown than the one that a field's description asks for?

    5 of "2x^2 + 5x - 3 = 0" is no `a`, the "coefficient of x^2".
    """
    asked = _power_asked(field.description.lower())
    if asked is None or not _EQUATION.search(lowered):
        return False
    return next((power for power, looks in _POWERS.items() if looks.match(lowered, place.end)), 0) != asked
