"""What a shape demands of the members and items of its instances."""

from __future__ import annotations

import re
from collections.abc import Callable

from edgejson.schema.ecma import matcher
from edgejson.values.engine.normal_form import Conjunction, Contains, Shape, conjunction


def member_nodes(shape: Shape, name: str) -> Conjunction:
    """Everything that a shape demands of the member `name`."""
    nodes = (shape.properties or {}).get(name, ())
    for regex, node in shape.pattern_properties:
        if _matches(regex, name):
            nodes = conjunction(nodes, (node,))
    for rest in shape.rest_properties:
        if name not in rest.names and not any(_matches(regex, name) for regex in rest.patterns):
            nodes = conjunction(nodes, (rest.node,))
    return nodes


def _matches(regex: str, name: str) -> bool:
    try:
        return matcher(regex).search(name) is not None
    except re.error:
        return False


def item_nodes(shape: Shape, index: int) -> Conjunction:
    """Everything that a shape demands of the item at an index, `contains` aside."""
    nodes = shape.prefix[index] if index < len(shape.prefix) else ()
    for rest in shape.rest_items:
        if index >= rest.start:
            nodes = conjunction(nodes, (rest.node,))
    return nodes


def containing(shape: Shape, demand: Contains, ways: Callable[[Conjunction], object]) -> tuple[int, Conjunction]:
    """Where the item stands that meets a `contains`, and all that is demanded of it.

    Behind the items that have their places, or in the first of these that may meet it where no later one may. `ways`
    gives the shapes that nodes leave, none where they exclude each other.
    """
    last = len(shape.prefix)
    places = [(index, conjunction((demand.node,), item_nodes(shape, index))) for index in (last, *range(last))]
    return next((place for place in places if ways(place[1])), places[0])


def required_names(shape: Shape) -> list[str]:
    """The names that every object of a shape has: `required`, closed under the dependents."""
    names = dict.fromkeys(shape.required)
    grown = True
    while grown:
        grown = False
        for name, needed in shape.dependents:
            if name in names and not names.keys() >= set(needed):
                names.update(dict.fromkeys(needed))
                grown = True
    return list(names)
