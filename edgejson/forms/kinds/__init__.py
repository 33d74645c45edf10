"""What kind of value a field holds: the one decision that every surface form and its inverse hang on.

A kind is a module of this folder with a `KIND`, and a file of examples beside it. `docs/values.md` has the table.
"""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from edgejson.forms.kinds.base import Kind
from edgejson.schema.fields import Field


def _found() -> dict[str, Kind]:
    """All kinds by name, each behind those that go over it."""
    modules = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]
    kinds = {module.KIND.name: module.KIND for module in modules if hasattr(module, "KIND")}
    over = {name: [other.name for other in kinds.values() if name in other.over] for name in kinds}
    return {name: kinds[name] for name in TopologicalSorter(over).static_order()}


KINDS = _found()
_BY_FORMAT = {form: kind.name for kind in KINDS.values() for form in kind.formats}


def kind_of(field: Field) -> str:
    """The kind of value that a field holds: a name in KINDS."""
    kind: str | None = field.memo.get("kind")
    if kind is None:
        kind = field.memo["kind"] = _decide(field)
    return kind


def _decide(field: Field) -> str:
    if field.format in _BY_FORMAT and not field.types & {"number", "integer"}:
        return _BY_FORMAT[field.format]
    return next((kind.name for kind in KINDS.values() if kind.holds(field)), "string")


def kind_for(value: Any, field: Field) -> str:
    """The kind of one value: the field's, unless the value is of another JSON type.

    Adds `null`, `yesno` ("yes" or "no" as text) and `empty` (a list, object or string) to them, and takes an ISO date,
    date-time or clock time for one even where the schema states no format.
    """
    if value is None:
        return "null"
    if value is True or value is False:
        return "boolean"
    kind: str = field.memo.get("kind") or kind_of(field)
    if isinstance(value, str):
        if not value:
            return "empty"
        if kind in _TOLD_BY_FIELD:
            return kind
        if value in _YES_NO and kind in ("string", "enum"):
            return "yesno"
        if kind == "enum" and value not in field.enum:
            return _kind_of_text(value, "string")  # an alternative of the schema's allows any text
        if kind not in _NO_TEXT:
            return _kind_of_text(value, kind) if kind in OPEN else kind
        return "enum" if field.enum else _kind_of_text(value, "string")
    if isinstance(value, (int, float)):
        return kind if kind in NUMBERS else "integer" if isinstance(value, int) else "number"
    return "empty"


_YES_NO = frozenset({"yes", "no", "Yes", "No"})
_ISO_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_ISO_DATETIME = re.compile(_ISO_DATE.pattern + r"[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")


def _kind_of_text(value: str, otherwise: str) -> str:
    if value[0].isdigit():
        for pattern, kind in ((_ISO_DATE, "date"), (_ISO_DATETIME, "datetime"), (_CLOCK, "time")):
            if pattern.fullmatch(value):
                return kind
    return otherwise


# Kinds by what they have in common: the sets that other modules tell kinds apart by.
NUMBERS = frozenset(kind.name for kind in KINDS.values() if kind.number)
DAYS = frozenset(kind.name for kind in KINDS.values() if kind.day)
TIMES = frozenset(kind.name for kind in KINDS.values() if kind.time)
#: Texts of which nothing but the words around them shows where they end.
OPEN = frozenset(kind.name for kind in KINDS.values() if kind.open)
#: Texts that are words, which people put in other words.
WORDED = frozenset(kind.name for kind in KINDS.values() if kind.worded)
#: Values that stand in any text by chance, so that only a cue makes them evidence.
SAID_BY_CUE = frozenset(kind.name for kind in KINDS.values() if kind.said_by_cue)
_NO_TEXT = NUMBERS | SAID_BY_CUE
#: Kinds of text that a string of their field has, whatever it looks like.
_TOLD_BY_FIELD = KINDS.keys() - _NO_TEXT - OPEN - {"string", "enum"}
