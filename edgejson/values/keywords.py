"""What each keyword demands: one function a keyword, one signature, a table.

An assertion narrows one shape, in place: `(schema, value, shape)`. An applicator turns the ways to satisfy the
schema so far into the ways to satisfy it as well: `(merger, value, node, shapes) -> shapes`. No keyword knows
another, but where the specification says so (`then` and `if`, `additionalProperties` and `properties`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from edgejson.values.shapes import ANY_TYPE, Contains, Node, Rest, Shape, intersect, type_of

if TYPE_CHECKING:
    from edgejson.values.merging import Merger

Schema: TypeAlias = dict[str, Any]
Assertion: TypeAlias = Callable[[Schema, Any, Shape], None]
Applicator: TypeAlias = Callable[["Merger", Any, Node, list[Shape]], list[Shape]]

NUMBER = frozenset(("integer", "fraction"))


def types_named(value: Any) -> frozenset[str]:
    """The types that a `type` keyword names."""
    named = [value] if isinstance(value, str) else value
    found: set[str] = set()
    for name in named:
        found |= NUMBER if name == "number" else {name} & ANY_TYPE
    return frozenset(found)


def decimal(value: Any) -> Decimal:
    """A JSON number, exactly as it is written."""
    return Decimal(repr(value) if isinstance(value, float) else value)


# Assertions


def type_(schema: Schema, value: Any, shape: Shape) -> None:
    shape.types &= types_named(value)


def enum(schema: Schema, value: Any, shape: Shape) -> None:
    shape.values = tuple(value) if shape.values is None else tuple(v for v in shape.values if v in value)


def const(schema: Schema, value: Any, shape: Shape) -> None:
    enum(schema, [value], shape)


def minimum(schema: Schema, value: Any, shape: Shape) -> None:
    _raise_low(shape, decimal(value), schema.get("exclusiveMinimum") is True)


def maximum(schema: Schema, value: Any, shape: Shape) -> None:
    _lower_high(shape, decimal(value), schema.get("exclusiveMaximum") is True)


def exclusive_minimum(schema: Schema, value: Any, shape: Shape) -> None:
    if not isinstance(value, bool):  # in draft 4 it is a flag of `minimum`
        _raise_low(shape, decimal(value), True)


def exclusive_maximum(schema: Schema, value: Any, shape: Shape) -> None:
    if not isinstance(value, bool):
        _lower_high(shape, decimal(value), True)


def _raise_low(shape: Shape, low: Decimal, is_open: bool) -> None:
    if shape.low is None or low > shape.low or (low == shape.low and is_open):
        shape.low, shape.low_open = low, is_open


def _lower_high(shape: Shape, high: Decimal, is_open: bool) -> None:
    if shape.high is None or high < shape.high or (high == shape.high and is_open):
        shape.high, shape.high_open = high, is_open


def multiple_of(schema: Schema, value: Any, shape: Shape) -> None:
    shape.multiples = (decimal(value),)


def min_length(schema: Schema, value: Any, shape: Shape) -> None:
    shape.min_length = int(value)


def max_length(schema: Schema, value: Any, shape: Shape) -> None:
    shape.max_length = int(value)


def pattern(schema: Schema, value: Any, shape: Shape) -> None:
    shape.patterns = (value,)


def format_(schema: Schema, value: Any, shape: Shape) -> None:
    shape.formats = (value,)


def content_encoding(schema: Schema, value: Any, shape: Shape) -> None:
    shape.contents = ((value, schema.get("contentMediaType", "")),)


def content_media_type(schema: Schema, value: Any, shape: Shape) -> None:
    shape.contents = ((schema.get("contentEncoding", ""), value),)


def min_items(schema: Schema, value: Any, shape: Shape) -> None:
    shape.min_items = int(value)


def max_items(schema: Schema, value: Any, shape: Shape) -> None:
    shape.max_items = int(value)


def unique_items(schema: Schema, value: Any, shape: Shape) -> None:
    shape.unique = value is True


def min_properties(schema: Schema, value: Any, shape: Shape) -> None:
    shape.min_properties = int(value)


def max_properties(schema: Schema, value: Any, shape: Shape) -> None:
    shape.max_properties = int(value)


def required(schema: Schema, value: Any, shape: Shape) -> None:
    if isinstance(value, list):  # draft 3 had a flag here, and real schemas still have it
        shape.required = tuple(dict.fromkeys(value))


def dependent_required(schema: Schema, value: Any, shape: Shape) -> None:
    shape.dependents += tuple((name, tuple(names)) for name, names in value.items())


# Applicators for members and items: they leave their subschemas for later


def properties(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    members = {name: (merger.child(node, schema, "properties", name),) for name, schema in value.items()}
    return merger.narrow(shapes, Shape(properties=members, hints=frozenset(("object",))))


def pattern_properties(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    members = tuple((regex, merger.child(node, schema, "patternProperties", regex)) for regex, schema in value.items())
    return merger.narrow(shapes, Shape(pattern_properties=members, hints=frozenset(("object",))))


def additional_properties(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    rest = Rest(
        merger.child(node, value, "additionalProperties"),
        frozenset(node.schema.get("properties") or ()),
        tuple(node.schema.get("patternProperties") or ()),
    )
    return merger.narrow(shapes, Shape(rest_properties=(rest,), hints=frozenset(("object",))))


def property_names(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    return merger.narrow(shapes, Shape(names=(merger.child(node, value, "propertyNames"),)))


def prefix_items(merger: Merger, value: Any, node: Node, shapes: list[Shape], word: str = "prefixItems") -> list[Shape]:
    prefix = tuple((merger.child(node, schema, word, str(i)),) for i, schema in enumerate(value))
    return merger.narrow(shapes, Shape(prefix=prefix, seen_items=len(prefix), hints=frozenset(("array",))))


def items(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    if isinstance(value, list):
        return prefix_items(merger, value, node, shapes, "items")
    start = len(node.schema.get("prefixItems") or ()) if merger.draft == "2020-12" else 0
    rest = Rest(merger.child(node, value, "items"), start=start)
    return merger.narrow(shapes, Shape(rest_items=(rest,), seen_items=math.inf, hints=frozenset(("array",))))


def additional_items(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    listed = node.schema.get("items")
    if not isinstance(listed, list):
        return shapes
    rest = Rest(merger.child(node, value, "additionalItems"), start=len(listed))
    return merger.narrow(shapes, Shape(rest_items=(rest,), seen_items=math.inf, hints=frozenset(("array",))))


def contains(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    bounded = merger.draft in ("2019-09", "2020-12")
    low = int(node.schema.get("minContains", 1)) if bounded else 1
    high = node.schema.get("maxContains", math.inf) if bounded else math.inf
    child = merger.child(node, value, "contains")
    seen = (child,) if merger.draft == "2020-12" else ()
    demand = Contains(child, low, high)
    return merger.narrow(shapes, Shape(contains=(demand,), seen_contains=seen, hints=frozenset(("array",))))


# Applicators in place


def all_of(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    for index, schema in enumerate(value):
        shapes = merger.product(shapes, merger.branches(merger.child(node, schema, "allOf", str(index))))
    return shapes


def any_of(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    arms = [merger.branches(merger.child(node, schema, "anyOf", str(i))) for i, schema in enumerate(value)]
    return merger.alternatives([merger.product(shapes, arm) for arm in arms])


def one_of(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
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


def not_(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    child = merger.child(node, value, "not")
    return merger.without(shapes, child, merger.branches(child))


def if_(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    condition = merger.child(node, value, "if")
    met = merger.product(shapes, merger.branches(condition))
    if "then" in node.schema:
        met = merger.product(met, merger.branches(merger.child(node, node.schema["then"], "then")))
    unmet = merger.without(shapes, condition, merger.branches(condition))
    if "else" in node.schema:
        unmet = merger.product(unmet, merger.branches(merger.child(node, node.schema["else"], "else")))
    return merger.alternatives([met, unmet])


def dependent_schemas(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    for name, schema in value.items():
        present = Shape(types=frozenset(("object",)), required=(name,))
        child = merger.child(node, schema, "dependentSchemas", name)
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


def dependencies(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    lists = {k: [v] if isinstance(v, str) else v for k, v in value.items() if isinstance(v, (list, str))}
    pairs = tuple((name, tuple(names)) for name, names in lists.items())
    shapes = merger.narrow(shapes, Shape(dependents=pairs))
    return dependent_schemas(merger, {k: v for k, v in value.items() if k not in lists}, node, shapes)


def ref(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    return merger.product(shapes, merger.branches(merger.follow(node, "$ref", value)))


def dynamic_ref(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    return merger.product(shapes, merger.branches(merger.follow(node, "$dynamicRef", value)))


def recursive_ref(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    return merger.product(shapes, merger.branches(merger.follow(node, "$recursiveRef", value)))


# Applicators that look at what the others have evaluated: they come last


def unevaluated_properties(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    child = merger.child(node, value, "unevaluatedProperties")
    narrowed = []
    for shape in shapes:
        if not shape.rest_properties:
            patterns = tuple(regex for regex, _ in shape.pattern_properties)
            rest = Rest(child, frozenset(shape.properties or ()), patterns)
            shape = intersect(shape, Shape(rest_properties=(rest,)))
        narrowed.append(shape)
    return narrowed


def unevaluated_items(merger: Merger, value: Any, node: Node, shapes: list[Shape]) -> list[Shape]:
    child = merger.child(node, value, "unevaluatedItems")
    narrowed = []
    for shape in shapes:
        if shape.seen_items != math.inf:
            rest = Rest(shape.seen_contains[0] if shape.seen_contains else child, start=int(shape.seen_items))
            shape = replace(intersect(shape, Shape(rest_items=(rest,))), seen_items=math.inf)
        narrowed.append(shape)
    return narrowed


ASSERTIONS: dict[str, Assertion] = {
    "type": type_,
    "enum": enum,
    "const": const,
    "minimum": minimum,
    "maximum": maximum,
    "exclusiveMinimum": exclusive_minimum,
    "exclusiveMaximum": exclusive_maximum,
    "multipleOf": multiple_of,
    "minLength": min_length,
    "maxLength": max_length,
    "pattern": pattern,
    "format": format_,
    "contentEncoding": content_encoding,
    "contentMediaType": content_media_type,
    "minItems": min_items,
    "maxItems": max_items,
    "uniqueItems": unique_items,
    "minProperties": min_properties,
    "maxProperties": max_properties,
    "required": required,
    "dependentRequired": dependent_required,
}

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

#: The type that an assertion speaks of: a schema without `type` most likely means that one.
SPEAKS_OF: dict[str, str] = {
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), "integer"),
    **dict.fromkeys(("minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType"), "string"),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems"), "array"),
    **dict.fromkeys(("minProperties", "maxProperties", "required", "dependentRequired"), "object"),
}

_DRAFTS = ("draft4", "draft6", "draft7", "2019-09", "2020-12")
_SINCE = {
    "draft6": ("const", "contains", "propertyNames"),
    "draft7": ("if", "contentEncoding", "contentMediaType"),
    "2019-09": ("dependentRequired", "dependentSchemas", "unevaluatedProperties", "unevaluatedItems"),
    "2020-12": ("prefixItems", "$dynamicRef"),
}
_UNTIL = {"2019-09": ("additionalItems", "$recursiveRef")}


def vocabulary(draft: str) -> frozenset[str]:
    """The keywords that a draft knows (and `dependencies`, which validators still honour in all)."""
    known = {*ASSERTIONS, *APPLICATORS}
    for since, words in _SINCE.items():
        if _DRAFTS.index(draft) < _DRAFTS.index(since):
            known -= set(words)
    for until, words in _UNTIL.items():
        if _DRAFTS.index(draft) > _DRAFTS.index(until):
            known -= set(words)
    if draft != "2019-09":
        known -= {"$recursiveRef"}
    return frozenset(known)


def asserted(schema: Schema, known: frozenset[str]) -> Shape:
    """What the assertions of one schema demand, its applicators left aside."""
    shape = Shape()
    hints = set()
    for word, value in schema.items():
        if word in ASSERTIONS and word in known:
            ASSERTIONS[word](schema, value, shape)
            if word in SPEAKS_OF:
                hints.add(SPEAKS_OF[word])
    shape.hints = frozenset(hints)
    return intersect(shape, Shape())


__all__ = ["APPLICATORS", "ASSERTIONS", "asserted", "type_of", "vocabulary"]
