"""Does a schema accept a value by a way without some formats? `anyOf: [{format: uri}, {enum: [none]}]`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from jsonschema import ValidationError
from jsonschema.exceptions import SchemaError
from jsonschema.validators import extend, validator_for
from referencing.exceptions import Unresolvable

from edgejson.schema.drafts import DEFAULT_DRAFT, registry_for
from edgejson.schema.ecma import finder
from edgejson.schema.fields import Path


class _Marked(str):
    """The string in question, told from equal ones elsewhere in the label, and whether it has the formats."""

    formatted = False


def _matched(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """`pattern` in the dialect of schemas, which is not Python's."""
    if isinstance(instance, str) and not finder(pattern)(str(instance)):
        yield ValidationError(f"no match of {pattern}")


class Branches:
    """Asks a schema about strings that have none of `formats`."""

    def __init__(self, document: Any, formats: Collection[str]) -> None:
        base = validator_for(document, default=validator_for({"$schema": DEFAULT_DRAFT}))
        asserted = base.VALIDATORS["format"]

        def supposed(validator: Any, name: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
            if not isinstance(instance, _Marked) or name not in formats:
                yield from asserted(validator, name, instance, schema) or ()
            elif not instance.formatted:
                yield ValidationError(f"no {name}")

        asking = extend(base, {"format": supposed, "pattern": _matched})  # type: ignore[no-untyped-call]
        self._validator = asking(document, registry=registry_for(document), format_checker=base.FORMAT_CHECKER)

    def accept(self, label: Any, path: Path) -> bool:
        """Is nothing wrong with the label for the reason that the string at `path` has none of the formats?

        False, too, where that can't be told: a pattern that Python's `re` doesn't know, a reference to nowhere.
        """
        try:
            return self._errors(label, path, False) <= self._errors(label, path, True)
        except (Unresolvable, SchemaError, RecursionError, ValueError, TypeError, re.error):
            return False

    def _errors(self, label: Any, path: Path, formatted: bool) -> set[tuple[tuple[Any, ...], tuple[Any, ...]]]:
        """Where something is wrong, in label and schema, supposed that the string has the formats, or has not."""
        errors = self._validator.iter_errors(_marked(label, path, formatted))
        return {(tuple(error.absolute_path), tuple(error.absolute_schema_path)) for error in errors}


def _marked(node: Any, path: Path, formatted: bool) -> Any:
    """A copy of the label with the string at `path` marked."""
    if not path:
        marked = _Marked(node)
        marked.formatted = formatted
        return marked
    copied = node.copy()
    copied[path[0]] = _marked(node[path[0]], path[1:], formatted)
    return copied
