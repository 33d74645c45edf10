"""Values that a schema's places have had (`x-pool`), by the place that they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

Steps = tuple[str, ...]
#: Different numbers that examples must have had for others to be drawn like them.
FEWEST = 3


def values_below(value: Any, steps: Steps) -> Iterator[Any]:
    """The values that steps ("*" for the items of an array) lead to inside a value."""
    if not steps:
        yield value
    elif steps[0] == "*" and isinstance(value, list):
        for member in value:
            yield from values_below(member, steps[1:])
    elif isinstance(value, dict) and steps[0] in value:
        yield from values_below(value[steps[0]], steps[1:])


def scalars(values: Iterable[Any]) -> tuple[Any, ...]:
    """The different scalars among some values, in order; null is none."""
    return tuple({repr(value): value for value in values if isinstance(value, (str, int, float))}.values())


def rows(schemas: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is known to occur together in an object: entries of its `x-pool`, else of its `examples`."""
    listed = list(schemas)
    for keyword in ("x-pool", "examples"):
        found = [each for node in listed for each in _listed(node.get(keyword)) if isinstance(each, dict) and each]
        if found:
            return found
    return []


def sampled(schemas: Iterable[dict[str, Any]]) -> bool:
    """Is a pool what some examples happened to have (`x-sampled`), rather than what its author chose?"""
    return any(node.get("x-sampled") is True for node in schemas)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def shapes(schemas: Iterable[dict[str, Any]]) -> dict[frozenset[str], int]:
    """Which optional properties objects have had together (`x-shapes`), each with how often."""
    listed = [node["x-shapes"] for node in schemas if isinstance(node.get("x-shapes"), dict)]
    return {frozenset(filter(None, said.split(JOINT))): seen for known in listed for said, seen in known.items()}


#: Between the names of a shape.
JOINT = ", "
