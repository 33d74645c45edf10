"""The numbers of one object: found by their names, read, and written as the schema has them."""

from __future__ import annotations

from typing import Any

from edgejson.schema.fields import is_number as json_number
from edgejson.values.coherence.leaves import Leaf

Made = dict[str, Any]


def numbers_of(own: list[Leaf]) -> dict[str, Leaf]:
    """The numbers of an object by their names in words."""
    return {leaf.field.words: leaf for leaf in own if is_number(leaf)}


def is_number(leaf: Leaf) -> bool:
    """Is it a number of any size?"""
    return bool(leaf.field.types & {"integer", "number"}) and not leaf.field.enum


def first_of(named: dict[str, Leaf], names: tuple[str, ...]) -> Leaf | None:
    """The leaf that has the first of some names."""
    return next((named[name] for name in names if name in named), None)


def put(leaf: Leaf, made: Made, value: float) -> None:
    """Write an amount where it is there and may be so."""
    rounded = round(value, 2)
    exact = int(rounded) if rounded == int(rounded) and "number" not in leaf.field.types else rounded
    if leaf.steps[0] in made and leaf.admits(exact):
        made[leaf.steps[0]] = exact


def number_in(made: Made, leaf: Leaf | str | None) -> float | None:
    """The number that an object has; None where it has none."""
    value = made.get(leaf if isinstance(leaf, str) else leaf.steps[0]) if leaf is not None else None
    return value if json_number(value) else None
