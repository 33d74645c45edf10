"""What each applicator does: `(merger, value, node, shapes) -> shapes`, one function a keyword, and the table.

An applicator turns the ways to satisfy the schema so far into the ways to satisfy it as well. Those for members and
items leave their subschemas for later; those in place merge them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Protocol, TypeAlias

from edgejson.values.engine.normal_form import ANY_TYPE, Conjunction, Contains, Node, Rest, Shape, intersect


class Merging(Protocol):
    """What a keyword may ask of the work that it is part of (see `merging.Merger`)."""

    draft: str
    vocabulary: frozenset[str]
    refs_stand_alone: bool
    never: Node
    always: Node

    def child(self, node: Node, schema: Any, *steps: str) -> Node: ...

    def inverse(self, node: Node) -> Node: ...

    def follow(self, node: Node, word: str, reference: str) -> Node: ...

    def entering(self, key: Any) -> AbstractContextManager[bool]: ...

    def branches(self, node: Node) -> list[Shape]: ...

    def narrow(self, shapes: list[Shape], demand: Shape) -> list[Shape]: ...

    def product(self, a: list[Shape], b: list[Shape]) -> list[Shape]: ...

    def alternatives(self, arms: list[list[Shape]]) -> list[Shape]: ...

    def without(self, shapes: list[Shape], excluded: Node, arm: list[Shape]) -> list[Shape]: ...


Applicator: TypeAlias = Callable[[Merging, Any, Node, list[Shape]], list[Shape]]


# Applicators for members and items: they leave their subschemas for later


def properties(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    members: dict[str, Conjunction] = {
        name: (merger.child(node, schema, "properties", name),) for name, schema in value.items()
    }
    return merger.narrow(shapes, Shape(properties=members, hints=frozenset(("object",))))


def pattern_properties(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    members = tuple((regex, merger.child(node, schema, "patternProperties", regex)) for regex, schema in value.items())
    return merger.narrow(shapes, Shape(pattern_properties=members, hints=frozenset(("object",))))


def additional_properties(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    rest = Rest(
        merger.child(node, value, "additionalProperties"),
        frozenset(node.schema.get("properties") or ()),
        tuple(node.schema.get("patternProperties") or ()),
    )
    return merger.narrow(shapes, Shape(rest_properties=(rest,), hints=frozenset(("object",))))


def property_names(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    return merger.narrow(shapes, Shape(names=(merger.child(node, value, "propertyNames"),)))


def prefix_items(
    merger: Merging, value: Any, node: Node, shapes: list[Shape], word: str = "prefixItems"
) -> list[Shape]:
    prefix = tuple((merger.child(node, schema, word, str(i)),) for i, schema in enumerate(value))
    return merger.narrow(shapes, Shape(prefix=prefix, seen_items=len(prefix), hints=frozenset(("array",))))


def items(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    if isinstance(value, list):
        return prefix_items(merger, value, node, shapes, "items")
    start = len(node.schema.get("prefixItems") or ()) if merger.draft == "2020-12" else 0
    rest = Rest(merger.child(node, value, "items"), start=start)
    return merger.narrow(shapes, Shape(rest_items=(rest,), seen_items=math.inf, hints=frozenset(("array",))))


def additional_items(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    listed = node.schema.get("items")
    if not isinstance(listed, list):
        return shapes
    rest = Rest(merger.child(node, value, "additionalItems"), start=len(listed))
    return merger.narrow(shapes, Shape(rest_items=(rest,), seen_items=math.inf, hints=frozenset(("array",))))


def contains(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    bounded = merger.draft in ("2019-09", "2020-12")
    low = int(node.schema.get("minContains", 1)) if bounded else 1
    high = node.schema.get("maxContains", math.inf) if bounded else math.inf
    child = merger.child(node, value, "contains")
    seen = (child,) if merger.draft == "2020-12" else ()
    demand = Contains(child, low, high)
    return merger.narrow(shapes, Shape(contains=(demand,), seen_contains=seen, hints=frozenset(("array",))))


# Applicators in place


def all_of(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    for index, schema in enumerate(value):
        shapes = merger.product(shapes, merger.branches(merger.child(node, schema, "allOf", str(index))))
    return shapes


def any_of(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    arms = [merger.branches(merger.child(node, schema, "anyOf", str(i))) for i, schema in enumerate(value)]
    return merger.alternatives([merger.product(shapes, arm) for arm in arms])


def one_of(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    children = [merger.child(node, schema, "oneOf", str(i)) for i, schema in enumerate(value)]
    arms = [merger.branches(child) for child in children]
    ways = []
    for index, arm in enumerate(arms):
        chosen = merger.product(shapes, arm)
        for other, child in enumerate(children):
            if other != index:
                chosen = merger.without(chosen, child, arms[other])
        ways.append(chosen)
    return merger.alternatives(ways)


def not_(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    child = merger.child(node, value, "not")
    return merger.without(shapes, child, merger.branches(child))


def if_(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    condition = merger.child(node, value, "if")
    met = merger.product(shapes, merger.branches(condition))
    if "then" in node.schema:
        met = merger.product(met, merger.branches(merger.child(node, node.schema["then"], "then")))
    unmet = merger.without(shapes, condition, merger.branches(condition))
    if "else" in node.schema:
        unmet = merger.product(unmet, merger.branches(merger.child(node, node.schema["else"], "else")))
    return merger.alternatives([met, unmet])


def dependent_schemas(
    merger: Merging, value: Any, node: Node, shapes: list[Shape], word: str = "dependentSchemas"
) -> list[Shape]:
    for name, schema in value.items():
        present = Shape(types=frozenset(("object",)), required=(name,))
        child = merger.child(node, schema, word, name)
        absent = [
            Shape(properties={name: (merger.never,)}),
            Shape(types=ANY_TYPE - {"object"}),
        ]
        shapes = merger.alternatives(
            [
                merger.product(merger.narrow(shapes, present), merger.branches(child)),
                merger.product(shapes, absent[:1]) or merger.product(shapes, absent[1:]),
            ]
        )
    return shapes


def dependencies(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    lists = {k: [v] if isinstance(v, str) else v for k, v in value.items() if isinstance(v, (list, str))}
    pairs = tuple((name, tuple(names)) for name, names in lists.items())
    shapes = merger.narrow(shapes, Shape(dependents=pairs))
    return dependent_schemas(merger, {k: v for k, v in value.items() if k not in lists}, node, shapes, "dependencies")


def ref(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    return merger.product(shapes, merger.branches(merger.follow(node, "$ref", value)))


def dynamic_ref(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    return merger.product(shapes, merger.branches(merger.follow(node, "$dynamicRef", value)))


def recursive_ref(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    return merger.product(shapes, merger.branches(merger.follow(node, "$recursiveRef", value)))


# Applicators that look at what the others have evaluated: they come last


def unevaluated_properties(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    child = merger.child(node, value, "unevaluatedProperties")
    narrowed = []
    for shape in shapes:
        if not shape.rest_properties:
            patterns = tuple(regex for regex, _ in shape.pattern_properties)
            rest = Rest(child, frozenset(shape.properties or ()), patterns)
            shape = intersect(shape, Shape(rest_properties=(rest,)))
        narrowed.append(shape)
    return narrowed


def unevaluated_items(merger: Merging, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    child = merger.child(node, value, "unevaluatedItems")
    narrowed = []
    for shape in shapes:
        if shape.seen_items != math.inf:
            rest = Rest(shape.seen_contains[0] if shape.seen_contains else child, start=int(shape.seen_items))
            shape = replace(intersect(shape, Shape(rest_items=(rest,))), seen_items=math.inf)
        narrowed.append(shape)
    return narrowed


#: In the order in which they are applied.
APPLICATORS: dict[str, Applicator] = {
    "properties": properties,
    "patternProperties": pattern_properties,
    "additionalProperties": additional_properties,
    "propertyNames": property_names,
    "prefixItems": prefix_items,
    "items": items,
    "additionalItems": additional_items,
    "contains": contains,
    "$ref": ref,
    "$dynamicRef": dynamic_ref,
    "$recursiveRef": recursive_ref,
    "allOf": all_of,
    "dependencies": dependencies,
    "dependentSchemas": dependent_schemas,
    "anyOf": any_of,
    "oneOf": one_of,
    "if": if_,
    "not": not_,
    "unevaluatedProperties": unevaluated_properties,
    "unevaluatedItems": unevaluated_items,
}
