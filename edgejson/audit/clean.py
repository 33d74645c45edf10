"""A clean pair to plant a defect into, and the small tools that planters share. Knows nothing of the checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

from edgejson.forms.words import NULLS_READ
from edgejson.schema.fields import Field, FieldMap, Path, leaves
from edgejson.schema.instances import put

#: A text and a label.
Planted = tuple[str, Any]


@dataclass(frozen=True)
class Clean:
    """A right pair, another pair of the same schema with another label, and what the schema says."""

    text: str
    label: Any
    other_text: str
    other_label: Any
    fields: FieldMap
    is_valid: Callable[[Any], bool]  #: does a label follow the schema, formats asserted?

    @cached_property
    def leaves(self) -> list[tuple[Path, Any]]:
        """The label's leaves with their paths."""
        return list(leaves(self.label))

    def field(self, path: Path) -> Field:
        """What the schema says about a place."""
        return self.fields.field(path)

    def relabelled(self, path: Path, value: Any) -> Planted:
        """The pair with another value at one place of the label."""
        return self.text, put(self.label, path, value)

    def stated(self, rng: Random) -> Iterator[tuple[Path, Any, int, int]]:
        """Leaves that stand in the text literally and just once, in random order, with start and end there.

        Derived values are left out: a reader can work them out again.
        """
        for path, value in shuffled(self.leaves, rng):
            literal = spelled(value)
            if len(literal) < 3 or self.field(path).derived or self.field(path).enum:
                continue
            places = [found.span() for found in re.finditer(rf"(?<!\w){re.escape(literal)}(?!\w)", self.text)]
            if len(places) == 1 and self.text.casefold().count(literal.casefold()) == 1:
                yield path, value, *places[0]

    def objects(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """All objects of the label with their paths."""
        return (found for found in _containers(self.label, ()) if isinstance(found[1], dict))

    def arrays(self) -> Iterator[tuple[Path, list[Any]]]:
        """All arrays of the label with their paths."""
        return (found for found in _containers(self.label, ()) if isinstance(found[1], list))


def _containers(node: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """All objects and arrays, each ahead of those inside it."""
    if isinstance(node, (dict, list)):
        yield path, node
        for step, member in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _containers(member, (*path, step))


def shuffled(members: Any, rng: Random) -> list[Any]:
    """The members in random order."""
    found = list(members)
    rng.shuffle(found)
    return found


def spelled(value: Any) -> str:
    """How a string or number stands in a text when it stands there literally; "" for anything else."""
    if isinstance(value, str):
        return value
    return "" if isinstance(value, (bool, type(None), dict, list)) else str(value)


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: true is not 1, but 1.0 is."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def is_blank(value: Any, field: Field) -> bool:
    """May a text that says the value mean just as well that there is none: "no tags", "town: n/a"?"""
    if isinstance(value, str) and value.lower() in NULLS_READ:
        return value not in field.enum
    return value is None or value in ("", [], {})
