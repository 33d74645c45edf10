"""Keys that are data: properties of a label that its schema doesn't declare, or has too deep to compile them.

And keys of arrays whose items are no objects.
"""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from edgejson.schema.fields import Field, FieldMap

Pattern = tuple[str, ...]


def undeclared(label: Any, known: Container[Pattern]) -> dict[Pattern, bool]:
    """Paths of a label that are not known ("*" for indices), the outer ones first; is an object or array there?"""
    found: dict[Pattern, bool] = {}
    _collect(label, (), known, found)
    return found


def _collect(value: Any, path: Pattern, known: Container[Pattern], found: dict[Pattern, bool]) -> None:
    if path and path not in known:
        found[path] = bool(found.get(path) or (value and isinstance(value, (dict, list))))
    if isinstance(value, dict):
        for name, member in value.items():
            _collect(member, (*path, name), known, found)
    elif isinstance(value, list):
        for member in value:
            _collect(member, (*path, "*"), known, found)


def holds_scalars(field: Field, fields: FieldMap) -> bool:
    """Is a field an array of scalars?"""
    if field.types != {"array"}:
        return False
    items = fields.field((*field.path, "*"))
    if not items.types:
        return bool(items.enum) and not any(isinstance(value, (dict, list)) for value in items.enum)
    return not items.types & {"object", "array"}
