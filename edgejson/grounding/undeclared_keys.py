"""Keys that are data: properties of a label that its schema doesn't declare, or has too deep to compile them.

And keys of arrays whose items are no objects, and of objects that are declared as values alone.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from typing import Any

from edgejson.language.names import in_words
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


def enumerated(field: Field) -> dict[str, Field]:
    """The members of a field that enumerates objects and nothing else, each with its values; {} for other fields."""
    if not field.enum or not all(value and isinstance(value, dict) for value in field.enum):
        return {}
    values: dict[str, list[Any]] = {}
    for each in field.enum:
        for name, value in each.items():
            values.setdefault(name, []).append(value)
    return {name: _member(field, name, said) for name, said in values.items() if not any(map(_is_inner, said))}


def _is_inner(value: Any) -> bool:
    return isinstance(value, (dict, list))


def _member(field: Field, name: str, values: list[Any]) -> Field:
    words = in_words(name)
    return replace(
        field,
        path=(*field.path, name),
        name=name,
        words=words,
        title="",
        description="",
        types=frozenset(),
        enum=tuple({repr(value): value for value in values}.values()),
        cues=(words,),
        memo={},
    )
