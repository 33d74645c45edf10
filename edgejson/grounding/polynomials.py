"""Coefficients: of which power of the unknown a number stands, and of which a field asks for.

For fields without phrases, whose descriptions say so: 5 of "2x^2 + 5x - 3 = 0" is no `a`, the "coefficient of x^2".
"""

from __future__ import annotations

import re
from functools import lru_cache

from edgejson.forms import Evidence
from edgejson.schema.fields import Field

#: By power: what stands behind a number, and what a description calls it.
_BEHIND = {
    2: re.compile(r" ?\*? ?[a-z](?:\^2|²| ?squared)(?![^\W_])"),
    1: re.compile(r" ?\*? ?[a-z](?![\w^²])(?! squared)"),
}
_ASKED = {
    2: re.compile(r"\b[a-z](?:\^2|\*\*2|²)|\bsquared\b|\bquadratic (?:term|coefficient)"),
    1: re.compile(r"\bof (?:the )?x\b(?![\^²*])|\blinear\b|\bx[- ]term"),
    0: re.compile(r"\bconstant\b|\bfree term\b"),
}
_EQUATION = re.compile(r"\d ?\*? ?[a-z](?:\^2|²| squared)")


@lru_cache(maxsize=4096)
def _asked(said: str) -> int | None:
    """The power that a description asks for; None where it asks for no coefficient."""
    return next((power for power, names in _ASKED.items() if names.search(said)), None)


def refuted(lowered: str, place: Evidence, field: Field) -> bool:
    """Is a number the coefficient of another power than the one that a field's description asks for?"""
    asked = _asked(field.description.lower())
    if asked is None or not _EQUATION.search(lowered):
        return False
    return next((power for power, looks in _BEHIND.items() if looks.match(lowered, place.end)), 0) != asked
