"""What is demanded of one instance, with every in-place applicator merged in: the sampler's normal form.

A schema becomes a list of shapes, one for each way to satisfy it (disjunctive normal form). Subschemas of
members and items stay schemas, as conjunctions of `Node`; they are merged when they are needed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

#: JSON types; "fraction" is a number that is not an integer.
TYPES = ("null", "boolean", "integer", "fraction", "string", "array", "object")
ANY_TYPE = frozenset(TYPES)
#: The path of all places that are too far from the root for their names to have a say in their values.
FAR = "..."


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A subschema with the resolver of its references, and where it stands."""

    schema: Any
    resolver: Any
    uri: str = ""  #: of the document that it stands in; "" for the one in hand
    place: str = ""  #: its JSON pointer there; for an inverse that of the schema that it inverts
    inverse: bool = False  #: it is made: "not" of the schema at its place
    key: tuple[Any, ...] = ()  #: equal keys mean equal schemas in equal scopes


#: Schemas that all apply to one instance.
Conjunction = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """A subschema for the members (or items from `start` on) that nothing else of its own schema names."""

    node: Node
    names: frozenset[str] = frozenset()
    patterns: tuple[str, ...] = ()
    start: int = 0


@dataclass(frozen=True, slots=True)
class Contains:
    """At least `low` and at most `high` items match `node`."""

    node: Node
    low: int = 1
    high: float = math.inf


@dataclass(slots=True)
class Shape:
    """Merged demands on one instance. Those on a type hold only if the instance has that type."""

    weight: float = 1.0  #: how often it is chosen among the ways to satisfy its schema
    types: frozenset[str] = ANY_TYPE
    values: tuple[Any, ...] | None = None  #: enum and const
    excluded: tuple[Any, ...] = ()  #: values that it must not be
    low: Decimal | None = None
    low_open: bool = False
    high: Decimal | None = None
    high_open: bool = False
    multiples: tuple[Decimal, ...] = ()
    min_length: int = 0
    max_length: float = math.inf
    patterns: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    contents: tuple[tuple[str, str], ...] = ()  #: (contentEncoding, contentMediaType)
    prefix: tuple[Conjunction, ...] = ()
    rest_items: tuple[Rest, ...] = ()
    contains: tuple[Contains, ...] = ()
    min_items: int = 0
    max_items: float = math.inf
    unique: bool = False
    properties: dict[str, Conjunction] | None = None
    pattern_properties: tuple[tuple[str, Node], ...] = ()
    rest_properties: tuple[Rest, ...] = ()
    names: Conjunction = ()
    required: tuple[str, ...] = ()
    min_properties: int = 0
    max_properties: float = math.inf
    dependents: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tests: tuple[tuple[Node, bool], ...] = ()  #: subschemas that must (not) match, found by search
    hints: frozenset[str] = frozenset()  #: types that some keyword speaks of
    seen_items: float = 0  #: items evaluated from the front, for unevaluatedItems
    seen_contains: Conjunction = ()  #: items that match are evaluated too

    @property
    def hopeless(self) -> bool:
        """No instance can have this shape."""
        return not self.types or self.values == ()


def conjunction(a: Conjunction, b: Conjunction) -> Conjunction:
    """All of a and b, each once."""
    if not a or not b:
        return a or b
    known = {node.key for node in a}
    return a + tuple(node for node in b if node.key not in known)


def intersect(a: Shape, b: Shape) -> Shape:
    """The shape of instances that have both shapes; it may be hopeless."""
    low, low_open = _tighter(a.low, a.low_open, b.low, b.low_open, 1)
    high, high_open = _tighter(a.high, a.high_open, b.high, b.high_open, -1)
    properties = a.properties or b.properties
    if a.properties and b.properties:
        properties = dict(a.properties)
        for name, nodes in b.properties.items():
            properties[name] = conjunction(properties.get(name, ()), nodes)
    return settle(
        Shape(
            weight=a.weight * b.weight,
            types=a.types & b.types,
            values=_common(a.values, b.values),
            excluded=a.excluded + b.excluded,
            low=low,
            low_open=low_open,
            high=high,
            high_open=high_open,
            multiples=_union(a.multiples, b.multiples),
            min_length=max(a.min_length, b.min_length),
            max_length=min(a.max_length, b.max_length),
            patterns=_union(a.patterns, b.patterns),
            formats=_union(a.formats, b.formats),
            contents=_union(a.contents, b.contents),
            prefix=_zipped(a.prefix, b.prefix),
            rest_items=a.rest_items + b.rest_items,
            contains=a.contains + b.contains,
            min_items=max(a.min_items, b.min_items),
            max_items=min(a.max_items, b.max_items),
            unique=a.unique or b.unique,
            properties=properties,
            pattern_properties=a.pattern_properties + b.pattern_properties,
            rest_properties=a.rest_properties + b.rest_properties,
            names=conjunction(a.names, b.names),
            required=_union(a.required, b.required),
            min_properties=max(a.min_properties, b.min_properties),
            max_properties=min(a.max_properties, b.max_properties),
            dependents=a.dependents + b.dependents,
            tests=a.tests + b.tests,
            hints=a.hints | b.hints,
            seen_items=max(a.seen_items, b.seen_items),
            seen_contains=conjunction(a.seen_contains, b.seen_contains),
        )
    )


def settle(shape: Shape) -> Shape:
    """Strike out types (and values) that the shape's own demands rule out."""
    ruled_out = set()
    low, high = shape.low, shape.high
    if low is not None and high is not None and (low > high or (low == high and (shape.low_open or shape.high_open))):
        ruled_out |= {"integer", "fraction"}
    if shape.min_length > shape.max_length:
        ruled_out.add("string")
    if shape.min_items > shape.max_items:
        ruled_out.add("array")
    if max(shape.min_properties, len(shape.required)) > shape.max_properties or _lacks(shape):
        ruled_out.add("object")
    if ruled_out & shape.types:
        shape = replace(shape, types=shape.types - ruled_out)
    if shape.values is not None:
        taken = {identity(value) for value in shape.excluded}
        shape.values = tuple(
            value for value in shape.values if type_of(value) in shape.types and identity(value) not in taken
        )
        shape.types &= frozenset(map(type_of, shape.values))
    return shape


def _lacks(shape: Shape) -> bool:
    """Does the shape demand a property that it forbids?"""
    for name in shape.required:
        if shape.properties and any(node.schema is False for node in shape.properties.get(name, ())):
            return True
    return False


def type_of(value: Any) -> str:
    """The type of a JSON value, one of TYPES."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        return "integer"
    if isinstance(value, float):
        return "fraction"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def identity(value: Any) -> Any:
    """A hashable key that is equal for values that JSON Schema holds equal (1 and 1.0 are, 1 and true not)."""
    if isinstance(value, bool):
        return ("boolean", value)
    if isinstance(value, dict):
        return ("object", frozenset((name, identity(member)) for name, member in value.items()))
    if isinstance(value, list):
        return ("array", tuple(identity(member) for member in value))
    return value


def _tighter(
    a: Decimal | None, a_open: bool, b: Decimal | None, b_open: bool, sign: int
) -> tuple[Decimal | None, bool]:
    if a is None or b is None:
        return (b, b_open) if a is None else (a, a_open)
    if a == b:
        return a, a_open or b_open
    return (a, a_open) if (a - b) * sign > 0 else (b, b_open)


def _common(a: tuple[Any, ...] | None, b: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    if a is None or b is None:
        return b if a is None else a
    known = {identity(value) for value in b}
    return tuple(value for value in a if identity(value) in known)


def _union(a: tuple[Any, ...], b: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(a + b)) if a and b else a or b


def _zipped(a: tuple[Conjunction, ...], b: tuple[Conjunction, ...]) -> tuple[Conjunction, ...]:
    if not a or not b:
        return a or b
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    return tuple(
        conjunction(nodes, shorter[index]) if index < len(shorter) else nodes for index, nodes in enumerate(longer)
    )
