"""What a sound draft of a teacher may not have all the same, since another one costs nothing and a wrong label does.

No level: texts of people have other numbers, leave a choice ("organic or not") and say "63 hours" of what they mean in
percent, and a person decides what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from edgejson.checks import Checker
from edgejson.checks.base import Pair, reason
from edgejson.grounding.measures import refuted
from edgejson.pipeline.records import Reason
from edgejson.schema.fields import Field, is_number
from edgejson.schema.instances import put

NAME = "draft"
#: Other values of a list that are tried: a longer list is one of names, of which a text rarely has two.
_MOST = 12
_NUMBER, _MARKS = re.compile(r"\d[\d.,:]*"), ".,:"
#: What a value is measured by: "4 out of 5".
_SCALE = re.compile(r"(?: stars?)? ?(?:out of|of|/) ?\d+")


def faults(checker: Checker, pair: Pair) -> Iterator[Reason]:
    """What a pair that all levels accept may not have: numbers of its own, other units, the contrary as well."""
    yield from _surplus(pair)
    yield from _other_units(pair)
    yield from _contrary(checker, pair)


def _surplus(pair: Pair) -> Iterator[Reason]:
    """Numbers that are none of the label's."""
    said = [(start, scale.end() if (scale := _SCALE.match(pair.text, end)) else end) for start, end in pair.spans]
    for number in _NUMBER.finditer(pair.text):
        if not any(start < number.end() and number.start() < end for start, end in said):
            yield reason(NAME, "surplus", (), f"{number[0].rstrip(_MARKS)} is no value of the record; leave it out")


def _other_units(pair: Pair) -> Iterator[Reason]:
    """Numbers in units that measure something else than their fields ask for, whatever phrases the fields have."""
    lowered = pair.grounded.bound.lowered
    for leaf in pair.grounded.leaves:
        place = leaf.chosen
        if place is None or not is_number(leaf.value) or not lowered[place.end - 1 : place.end].isdigit():
            continue  # "half an hour" for 30 minutes has its unit in it
        if refuted(leaf.target, lowered, place, leaf.value):
            yield reason(NAME, "unit", leaf.path, f"what stands around {leaf.value!r} says that it is something else")


def _contrary(checker: Checker, pair: Pair) -> Iterator[Reason]:
    """Booleans and listed values that may be other ones, and the pair is as sound."""
    fields = checker.subject.fields
    for path, value in pair.leaves:
        for other in _others(value, fields.field(path)):
            if path and not checker.examine(Pair(pair.text, put(pair.label, path, other))):
                yield reason(NAME, "contrary", path, f"the text says {other!r} as well as {value!r}")


def _others(value: Any, field: Field) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif len(field.enum) <= _MOST + 1:
        yield from (other for other in field.enum if other != value and type(other) is type(value))
