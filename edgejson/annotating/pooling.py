"""Values that occurred: of each object of accepted labels its own scalars, as one tuple; of lists the texts in them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from edgejson.annotating.pointers import pointer_of
from edgejson.schema.fields import FieldMap, Path, pattern_of
from edgejson.schema.loading import at
from edgejson.schema.pools import JOINT


def pools(labels: list[Any], fields: FieldMap) -> dict[tuple[str, ...], list[Any]]:
    """The tuples of all objects, and the scalars of lists, by their path ("*" for items)."""
    found: dict[tuple[str, ...], list[Any]] = {}
    for label in labels:
        for path, value in _held(label, ()):
            if isinstance(value, dict):
                value = {name: each for name, each in value.items() if _is_drawn(each, fields, (*path, name))}
            elif not isinstance(value, str) or not value:
                continue
            if value:
                found.setdefault(pattern_of(path), []).append(value)
    return found


def shapes_of(labels: list[Any], fields: FieldMap) -> dict[tuple[str, ...], dict[str, int]]:
    """Which of the properties that an object may lack occurred together, with how often, by the objects' path."""
    found: dict[tuple[str, ...], dict[str, int]] = {}
    for label in labels:
        for path, value in _held(label, ()):
            place = pattern_of(path)
            free = [name for name in fields.properties(place) if not fields.field((*place, name)).required]
            if isinstance(value, dict) and free and not any(JOINT.strip() in name for name in free):
                known = found.setdefault(place, {})
                names = JOINT.join(name for name in free if name in value)
                known[names] = known.get(names, 0) + 1
    return {place: known for place, known in found.items() if sum(known.values()) >= ENOUGH}


#: Fewest objects whose properties tell which occur together.
ENOUGH = 5


def pooled(
    document: Any, found: dict[tuple[str, ...], list[Any]], shapes: dict[tuple[str, ...], dict[str, int]]
) -> Any:
    """A schema's document with pools and shapes as keywords: what its records will be drawn from."""
    document = deepcopy(document)
    for place, known in shapes.items():
        at(document, pointer_of(document, place))["x-shapes"] = known
    for place, values in found.items():
        node = at(document, pointer_of(document, place))
        node["x-pool"] = [*node.get("x-pool", ()), *values]
        node["x-sampled"] = True
    return document


def _held(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """All objects, and the scalars of all lists."""
    if isinstance(value, dict):
        yield path, value
        for name, member in value.items():
            yield from _held(member, (*path, name))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _held(member, (*path, index))
    elif path and isinstance(path[-1], int):
        yield path, value


def _is_drawn(value: Any, fields: FieldMap, path: Path) -> bool:
    """Is a member a value to be drawn: text or a number that follows from no others, and a declared property's?"""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or value == "":
        return False
    return path[-1] in fields.properties(path[:-1]) and not fields.field(path).derived
