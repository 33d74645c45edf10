"""What a number is out of: "4 out of 5", "4/5", where a field's schema says that 5 is the most that it may be.

The 4 is the field's value then, and the 5 no number of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from edgejson.forms import LITERAL, Evidence
from edgejson.forms.kinds import NUMBERS
from edgejson.grounding.cue_parts import Target

#: With a stroke no half, third or quarter, and no day: "3/4", "10/31".
_OUT_OF = re.compile(
    r"(?<![\w.,/$€£-])(\d+(?:\.\d+)?)"
    r"(?: out of (?:a possible )?| ?/ ?(?=[5-9]|\d\d)(?!12\b|31\b))"
    r"(\d+)(?![\w/%-]|[.,]\d)"
)


class Scaled(NamedTuple):
    """A number and the most that it may be."""

    value: float
    place: Evidence  #: of the number
    most: Evidence  #: of the most
    fields: frozenset[int]  #: numbers of the fields that it is the most of


def scaled(lowered: str, targets: Iterable[Target]) -> list[Scaled]:
    """The numbers of a text that stand with the most that a field may have."""
    found = []
    for match in _OUT_OF.finditer(lowered):
        value, most = (float(said) if "." in said else int(said) for said in match.groups())
        fields = frozenset(target.id for target in targets if value <= most and _most(target) == most)
        if fields:
            number, end = Evidence(*match.span(1), LITERAL), Evidence(*match.span(2), LITERAL)
            found.append(Scaled(value, number, end, fields))
    return found


def _most(target: Target) -> float | None:
    if target.kind not in NUMBERS:
        return None
    limits = (schema["maximum"] for schema in target.field.schemas if "maximum" in schema)
    told = None if target.annotated else _TOLD.search(target.field.description)
    return next(limits, float(told[1]) if told else None)


#: A description without phrases beside it may be all that has the bounds: "1 to 5".
_TOLD = re.compile(r"(?<![\w.-])[01](?: to | ?[-–] ?)(\d+)(?![\w.]*\d)")


def places(found: list[Evidence], value: Any, target: Target, scales: list[Scaled]) -> list[Evidence]:
    """A value's places that were found, with those where such a number is it, and without those of the most."""
    own = [each for each in scales if target.id in each.fields]
    if not own:
        return found
    kept = [e for e in found if all(e.end <= each.most.start or each.most.end <= e.start for each in own)]
    known = {e.start for e in kept}
    return kept + [each.place for each in own if each.value == value and each.place.start not in known]
