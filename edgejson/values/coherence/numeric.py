"""The numbers of one object: found by their names, read, and written as the schema has them."""

from __future__ import annotations

import re
from typing import Any

from edgejson.language.names import in_words, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import is_number as json_number
from edgejson.values.coherence.leaves import Leaf

Made = dict[str, Any]
#: Units behind a name that say nothing more of what it is of; a share of something is something else.
_MEASURES = sorted(
    set(vocabulary("language/en/spans").words("units at an end"))
    - {"percent", "pct", *vocabulary("language/en/spans").pairs("seconds")}
)
_UNITS = re.compile(rf" (?:{'|'.join(_MEASURES)})$")


def numbers_of(own: list[Leaf]) -> dict[str, Leaf]:
    """The numbers of an object by their names in words."""
    return {leaf.field.words: leaf for leaf in own if is_number(leaf)}


def is_number(leaf: Leaf) -> bool:
    """Is it a number of any size?"""
    return bool(leaf.field.types & {"integer", "number"}) and not leaf.field.enum


def bare_names(leaf: Leaf) -> tuple[str, ...]:
    """What a leaf is called, with its unit and without."""
    words = leaf.field.words
    return tuple(dict.fromkeys((words, _UNITS.sub("", words))))


def names_of(leaf: Leaf) -> tuple[str, ...]:
    """What a leaf may be called: by its name, without its unit, and with the noun that it stands under."""
    words = leaf.field.words
    above = next((singular(in_words(step)) for step in reversed(leaf.field.path[:-1]) if step != "*"), "")
    return (*bare_names(leaf), *((f"{above} {words}",) if above else ()))


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
