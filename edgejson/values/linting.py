"""Is a schema usable: satisfiable, fully supported, and which of its fields have no meaning that a name tells?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from edgejson.errors import UserError
from edgejson.params import Values
from edgejson.schemas import ANNOTATIONS, Schema, draft_of, pointer
from edgejson.streams import stream
from edgejson.values.formats import FORMATS
from edgejson.values.keywords import vocabulary
from edgejson.values.meaning import placeholder
from edgejson.values.patterns import maker_of
from edgejson.values.sampler import compile_sampler

#: Instances drawn to find out.
DRAWN = 20

#: Keywords that assert nothing by themselves.
_SILENT = frozenset((
    "$schema", "$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$vocabulary", "$comment", "$defs",
    "definitions", "title", "description", "default", "examples", "example", "readOnly", "writeOnly",
    "deprecated", "contentSchema", "minContains", "maxContains", "then", "else",
))  # fmt: skip
#: Keywords whose value maps names to subschemas, holds a list of them, or is one.
_MAPS = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies")


@dataclass(slots=True)
class Lint:
    """What there is to say about a schema."""

    problems: list[str] = field(default_factory=list)  #: it can't be used
    notices: list[str] = field(default_factory=list)  #: it can, but not all of it is understood
    generic: list[str] = field(default_factory=list)  #: JSON pointers of instances whose values are generic


def lint(schema: Schema, settings: Values, locale: str = "en_US") -> Lint:
    """Sample a schema and look at its keywords."""
    found = Lint(notices=list(_notices(schema.document, "", draft_of(schema.document)[0])))
    try:
        sampler = compile_sampler(schema, settings, locale)
        for index in range(DRAWN):
            sampler.sample(stream(0, schema.id, index))
        found.generic = sampler.generic_fields
    except UserError as error:
        found.problems.append(str(error))
    return found


def _notices(node: Any, place: str, draft: str) -> Iterator[str]:
    """Keywords, formats and patterns of a subschema, and of all below, that have no effect or are not understood."""
    if not isinstance(node, dict):
        return
    known = vocabulary(draft)
    for word, value in node.items():
        here = place + pointer((word,))
        if word not in known and word not in _SILENT and word not in ANNOTATIONS and not word.startswith("x-"):
            yield f"{here}: {draft} has no such keyword; it has no effect"
        elif word == "format" and value not in FORMATS:
            yield f"{here}: {value!r} is not a known format; any string is taken"
        elif word == "pattern" and not _readable(value):
            yield f"{here}: the pattern can't be read; strings are found by search, if at all"
        elif word in ("examples", "default"):
            for text in filter(placeholder, value if isinstance(value, list) else [value]):
                yield f"{here}: {text!r} is a placeholder, which the checks refuse: it is not used as a value"
        for step, child in _below(word, value):
            yield from _notices(child, here + pointer(step), draft)


def _below(word: str, value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if word in _MAPS and isinstance(value, dict):
        yield from (((name,), child) for name, child in value.items())
    elif word in vocabulary("2019-09") | vocabulary("2020-12") or word in ("then", "else"):
        if word in ("enum", "const", "required", "type"):
            return
        if isinstance(value, list):
            yield from (((str(index),), child) for index, child in enumerate(value))
        else:
            yield (), value


def _readable(pattern: str) -> bool:
    try:
        maker_of(pattern)
    except (re.error, ValueError, OverflowError):
        return False
    return True
