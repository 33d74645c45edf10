"""Values that occurred together: of each object of accepted labels, its own scalars as one tuple."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edgejson.schema.fields import FieldMap, Path, pattern_of


def pools(labels: list[Any], fields: FieldMap) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    """The tuples of all objects, by the object's path ("*" for items)."""
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for label in labels:
        for path, members in _objects(label, ()):
            kept = {name: value for name, value in members.items() if _is_drawn(value, fields, (*path, name))}
            if kept:
                found.setdefault(pattern_of(path), []).append(kept)
    return found


def _objects(value: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    if isinstance(value, dict):
        yield path, value
        for name, member in value.items():
            yield from _objects(member, (*path, name))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _objects(member, (*path, index))


def _is_drawn(value: Any, fields: FieldMap, path: Path) -> bool:
    """Is a member a value to be drawn: text or a number that follows from no others, and a declared property's?"""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)) or value == "":
        return False
    return path[-1] in fields.properties(path[:-1]) and not fields.field(path).derived
