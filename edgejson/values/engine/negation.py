"""What it takes not to match a schema: one function a keyword, each giving the ways to break that keyword alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from edgejson.values.engine.applicators import APPLICATORS, Merging
from edgejson.values.engine.keywords import ASSERTIONS, NUMBER, SPEAKS_OF, decimal, types_named
from edgejson.values.engine.normal_form import ANY_TYPE, Contains, Node, Rest, Shape

Negation: TypeAlias = Callable[[Merging, Any, Node], list[Shape]]

STRING, ARRAY, OBJECT = frozenset(("string",)), frozenset(("array",)), frozenset(("object",))


def negate(merger: Merging, node: Node) -> list[Shape]:
    """Ways not to match a schema. What can't be built is left to search, as a test."""
    if isinstance(node.schema, bool):
        return [] if node.schema else [Shape()]
    words = [word for word in node.schema if word in merger.vocabulary]
    if "$ref" in words and merger.refs_stand_alone:
        words = ["$ref"]
    ways: list[Shape] = []
    for word in words:
        rule = NEGATIONS.get(word)
        if rule:
            ways += rule(merger, node.schema[word], node)
        elif word in ASSERTIONS or word in APPLICATORS:
            ways.append(Shape(types=_spoken_of(word), tests=((node, False),)))
    return ways


def _spoken_of(word: str) -> frozenset[str]:
    spoken = SPEAKS_OF.get(word)
    if spoken is None:
        named = word.lower()
        if "propert" in named or named.startswith("depend"):
            return OBJECT
        return ARRAY if "items" in named else ANY_TYPE
    return NUMBER if spoken == "integer" else frozenset((spoken,))


def _inverse(merger: Merging, node: Node, schema: Any, *steps: str) -> Node:
    return merger.inverse(merger.child(node, schema, *steps))


def type_(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [Shape(types=ANY_TYPE - types_named(value))]


def enum(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [Shape(excluded=tuple(value))]


def const(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [Shape(excluded=(value,))]


def minimum(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [Shape(types=NUMBER, high=decimal(value), high_open=node.schema.get("exclusiveMinimum") is not True)]


def maximum(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [Shape(types=NUMBER, low=decimal(value), low_open=node.schema.get("exclusiveMaximum") is not True)]


def exclusive_minimum(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [] if isinstance(value, bool) else [Shape(types=NUMBER, high=decimal(value))]


def exclusive_maximum(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [] if isinstance(value, bool) else [Shape(types=NUMBER, low=decimal(value))]


def min_length(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [Shape(types=STRING, max_length=value - 1)] if value else []


def max_length(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [Shape(types=STRING, min_length=int(value) + 1)]


def min_items(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [Shape(types=ARRAY, max_items=value - 1)] if value else []


def max_items(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [Shape(types=ARRAY, min_items=int(value) + 1)]


def min_properties(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [Shape(types=OBJECT, max_properties=value - 1)] if value else []


def max_properties(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [Shape(types=OBJECT, min_properties=int(value) + 1)]


def required(merger: Merging, value: Any, node: Node) -> list[Shape]:
    if not isinstance(value, list):
        return []
    return [Shape(types=OBJECT, properties={name: (merger.never,)}) for name in value]


def properties(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [
        Shape(
            types=OBJECT,
            required=(name,),
            properties={name: (_inverse(merger, node, schema, "properties", name),)},
        )
        for name, schema in value.items()
        if schema is not True and schema != {}
    ]


def items(merger: Merging, value: Any, node: Node) -> list[Shape]:
    if isinstance(value, list):
        return [
            Shape(
                types=ARRAY,
                min_items=i + 1,
                prefix=(*((merger.always,) for _ in range(i)), (_inverse(merger, node, schema, "items", str(i)),)),
            )
            for i, schema in enumerate(value)
        ]
    if "prefixItems" in node.schema:
        return [Shape(types=ARRAY, tests=((node, False),))]
    return [Shape(types=ARRAY, contains=(Contains(_inverse(merger, node, value, "items")),))]


def contains(merger: Merging, value: Any, node: Node) -> list[Shape]:
    if {"minContains", "maxContains"} & set(node.schema):
        return [Shape(types=ARRAY, tests=((node, False),))]
    return [Shape(types=ARRAY, rest_items=(Rest(_inverse(merger, node, value, "contains")),))]


def additional_properties(merger: Merging, value: Any, node: Node) -> list[Shape]:
    if value is True or value == {}:
        return []
    named = len(node.schema.get("properties") or ())
    return [Shape(types=OBJECT, min_properties=1, tests=((node, False),))] if named < 8 else []


def dependent_required(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [
        Shape(types=OBJECT, required=(name,), properties={missing: (merger.never,)})
        for name, names in value.items()
        for missing in names
        if missing != name
    ]


def not_(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return merger.branches(merger.child(node, value, "not"))


def all_of(merger: Merging, value: Any, node: Node) -> list[Shape]:
    return [
        way for i, schema in enumerate(value) for way in negate(merger, merger.child(node, schema, "allOf", str(i)))
    ]


def any_of(merger: Merging, value: Any, node: Node, word: str = "anyOf") -> list[Shape]:
    ways = [Shape()]
    for i, schema in enumerate(value):
        ways = merger.product(ways, negate(merger, merger.child(node, schema, word, str(i))))
    return ways


def one_of(merger: Merging, value: Any, node: Node) -> list[Shape]:
    none = any_of(merger, value, node, "oneOf")
    return [*none, *(Shape(types=shape.types, tests=((node, False),)) for shape in none[:1] or [Shape()])]


def ref(merger: Merging, value: Any, node: Node) -> list[Shape]:
    target = merger.follow(node, "$ref", value)
    with merger.entering(("negated", *target.key)) as fresh:
        return negate(merger, target) if fresh else [Shape(tests=((node, False),))]


def if_(merger: Merging, value: Any, node: Node) -> list[Shape]:
    condition = merger.child(node, value, "if")
    ways: list[Shape] = []
    if "then" in node.schema:
        failing = negate(merger, merger.child(node, node.schema["then"], "then"))
        ways += merger.product(merger.branches(condition), failing)
    if "else" in node.schema:
        failing = negate(merger, merger.child(node, node.schema["else"], "else"))
        ways += merger.product(negate(merger, condition), failing)
    return ways


NEGATIONS: dict[str, Negation] = {
    "type": type_,
    "enum": enum,
    "const": const,
    "minimum": minimum,
    "maximum": maximum,
    "exclusiveMinimum": exclusive_minimum,
    "exclusiveMaximum": exclusive_maximum,
    "minLength": min_length,
    "maxLength": max_length,
    "minItems": min_items,
    "maxItems": max_items,
    "minProperties": min_properties,
    "maxProperties": max_properties,
    "required": required,
    "dependentRequired": dependent_required,
    "properties": properties,
    "additionalProperties": additional_properties,
    "items": items,
    "contains": contains,
    "not": not_,
    "allOf": all_of,
    "anyOf": any_of,
    "oneOf": one_of,
    "if": if_,
    "$ref": ref,
}
