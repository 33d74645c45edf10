"""Ordinary schemas composed at random, with `hypothesis`, so that one that fails shrinks to the smallest that does.

A leaf (every format, enumerations, constants, patterns, bounds, ...) stands under an everyday name in containers up to
three levels deep. Every schema has an instance by construction.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.composed_leaves import DESCRIPTIONS, LEAVES, NAMES, ODD_NAMES, SCALARS, TITLES, WORDS, Draw, Node
from edgejson.pipeline.streams import stream

DEPTH = 3  #: containers inside each other, the root's object included

#: Definitions that have themselves inside, and the property that does.
RECURSIONS = (("Node", "children"), ("Comment", "replies"), ("Person", "manager"), ("Tree", "left"))


@dataclass(frozen=True, slots=True)
class Composed:
    """A schema as it would stand in a file."""

    name: str  #: the file's stem
    document: dict[str, Any]


class Composer:
    """Draws one document: its definitions, and the nodes that may refer to them."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.draft7 = draw(st.sampled_from((False, False, True)))
        self.definitions: dict[str, Node] = {}

    def node(self, depth: int) -> Node:
        """A leaf, or a container with at most `depth` levels."""
        if depth <= 0 or self.draw(st.booleans()):
            node = self.draw(st.sampled_from(LEAVES))(self.draw)
            if isinstance(node, dict) and node.get("type") and self.draw(st.integers(0, 5)) == 5:
                node = {**node, "description": self.draw(st.sampled_from(DESCRIPTIONS))}
            return node
        return self.draw(st.sampled_from(CONTAINERS))(self, depth - 1)

    def scalar(self, depth: int) -> Node:
        return self.draw(st.sampled_from(SCALARS))(self.draw)

    def names(self, least: int, most: int) -> list[str]:
        """Names of properties; one in seven or so is odd."""
        name = st.integers(0, 6).flatmap(lambda number: st.sampled_from(ODD_NAMES if number == 6 else NAMES))
        found: list[str] = self.draw(st.lists(name, min_size=least, max_size=most, unique=True))
        return found

    def objects(self, depth: int, least: int = 1, most: int = 4) -> dict[str, Any]:
        """An object with properties, some required; closed, open, or silent about others."""
        names = self.names(least, most)
        node: dict[str, Any] = {"type": "object", "properties": {name: self.node(depth) for name in names}}
        required = [name for name in names if self.draw(st.booleans())]
        if required:
            node["required"] = required
        if self.draw(st.booleans()):
            node["additionalProperties"] = False
        return node

    def array(self, depth: int) -> Node:
        node: dict[str, Any] = {"type": "array", "items": self.node(depth)}
        least, most = self.draw(st.sampled_from(((None, None), (1, None), (None, 3), (2, 4), (1, 1), (0, 2))))
        if least is not None:
            node["minItems"] = least
        if most is not None:
            node["maxItems"] = most
        return node

    def lists_of_lists(self, depth: int) -> Node:
        return {"type": "array", "items": self.array(depth - 1)}

    def unique_list(self, depth: int) -> Node:
        return {"type": "array", "items": self.node(depth), "uniqueItems": True}

    def list_of_objects(self, depth: int) -> Node:
        node = {"type": "array", "items": self.objects(depth - 1)}
        return {**node, "minItems": 1} if self.draw(st.booleans()) else node

    def map_of(self, depth: int) -> Node:
        value = self.node(depth)
        return self.draw(st.sampled_from((
            {"type": "object", "additionalProperties": value},
            {"type": "object", "additionalProperties": value, "minProperties": 1},
            {"type": "object", "patternProperties": {"^[a-z]+$": value}, "additionalProperties": False},
            {"type": "object", "additionalProperties": value, "propertyNames": {"pattern": "^[A-Z]{2}$"}},
        )))  # fmt: skip

    def patterned(self, depth: int) -> Node:
        """Declared properties, and further ones by their names."""
        node = self.objects(depth, 1, 2)
        patterns = {"_at$": {"type": "string"}, "^n_": {"type": "number"}}
        # what is declared already follows its own schema; a pattern beside it could leave it no value
        free = {p: kind for p, kind in patterns.items() if not any(re.search(p, name) for name in node["properties"])}
        return {**node, "patternProperties": free, "additionalProperties": False}

    def usual(self, depth: int) -> Node:
        """Members that belong together, by names that everybody knows."""
        names = self.draw(st.sampled_from((("lat", "lng"), ("subtotal", "tax", "total"), ("min", "max"))))
        amount = {"type": "number", "minimum": 0, "maximum": 60}
        return {"type": "object", "properties": dict.fromkeys(names, amount), "required": list(names[:2])}

    def tuple_of(self, depth: int) -> Node:
        members = [self.node(depth) for _ in range(self.draw(st.integers(1, 3)))]
        if self.draft7:
            node = {"type": "array", "items": members, "additionalItems": False, "minItems": len(members)}
            return {**node, "contains": members[0]} if self.draw(st.booleans()) else node
        return {"type": "array", "prefixItems": members, "items": False, "minItems": len(members)}

    def any_of(self, depth: int) -> Node:
        return {"anyOf": [self.node(depth) for _ in range(self.draw(st.integers(1, 3)))]}

    def string_or_list(self, depth: int) -> Node:
        word = self.draw(st.sampled_from(LEAVES))(self.draw)
        return {"anyOf": [word, {"type": "array", "items": word}]}

    def one_of(self, depth: int) -> Node:
        """Objects that a constant tells apart."""
        tag = self.draw(st.sampled_from(("type", "kind", "method")))
        branches = []
        for word in self.draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=3, unique=True)):
            branch = self.objects(depth - 1, 1, 2)
            branch["properties"] = {tag: {"const": word}, **{k: v for k, v in branch["properties"].items() if k != tag}}
            branch["required"] = [tag, *(name for name in branch.get("required", ()) if name != tag)]
            branches.append(branch)
        return {"oneOf": branches}

    def nullable_object(self, depth: int) -> Node:
        node = self.objects(depth - 1)
        if self.draw(st.booleans()):
            return {**node, "type": ["object", "null"]}
        return {"anyOf": [node, {"type": "null"}]}

    def reference(self, depth: int) -> Node:
        name = self.draw(st.sampled_from(("Address", "money", "lineItem")))
        if name not in self.definitions:
            self.definitions[name] = True  # so that what is composed here doesn't refer to itself
            self.definitions[name] = self.node(depth - 1)
        return {"$ref": f"#/{self.keyword}/{name}"}

    def recursion(self, depth: int) -> Node:
        name, inner = self.draw(st.sampled_from(RECURSIONS))
        if name not in self.definitions:
            self.definitions[name] = True
            node = self.objects(0, 1, 2)
            again = {"$ref": f"#/{self.keyword}/{name}"}
            alone = inner in ("manager", "left")
            node["properties"][inner] = again if alone else {"type": "array", "items": again}
            if inner == "left":
                node["properties"]["right"] = again
            node["required"] = [each for each in node.get("required", ()) if each not in (inner, "right")]
            self.definitions[name] = node
        return {"$ref": f"#/{self.keyword}/{name}"}

    def all_of(self, depth: int) -> Node:
        return {"allOf": [self.objects(depth - 1, 1, 2) | {"additionalProperties": True}, {"description": "Both hold"}]}

    def conditional(self, depth: int) -> Node:
        """What one property says decides whether another must be there."""
        node = self.objects(depth - 1, 2, 3)
        first, second = list(node["properties"])[:2]
        node["properties"][first] = {"type": "string", "enum": ["yes", "no"]}
        clause = {"properties": {first: {"const": "yes"}}, "required": [first]}
        return {**node, "if": clause, "then": {"required": [second]}}

    @property
    def keyword(self) -> str:
        """Where definitions stand."""
        return "definitions" if self.draft7 else "$defs"


CONTAINERS: tuple[Callable[[Composer, int], Node], ...] = (
    Composer.array, Composer.array, Composer.lists_of_lists, Composer.unique_list, Composer.objects, Composer.objects,
    Composer.list_of_objects, Composer.list_of_objects, Composer.map_of, Composer.tuple_of, Composer.any_of,
    Composer.string_or_list, Composer.one_of, Composer.nullable_object, Composer.reference, Composer.recursion,
    Composer.all_of, Composer.conditional, Composer.patterned, Composer.usual,
)  # fmt: skip


#: What a record may be besides an object with properties.
ROOTS: tuple[Callable[[Composer, int], dict[str, Any]], ...] = (
    Composer.array, Composer.list_of_objects, Composer.lists_of_lists, Composer.tuple_of, Composer.map_of,
    Composer.one_of, Composer.nullable_object, Composer.recursion, Composer.scalar, Composer.scalar,
)  # fmt: skip


@st.composite
def composed(draw: Draw) -> Composed:
    """A schema: an object as a rule, else anything; with a title as a rule, sometimes that of a property."""
    composer = Composer(draw)
    is_object = draw(st.integers(0, 9)) < 9
    document = composer.objects(DEPTH - 1, 1, 5) if is_object else draw(st.sampled_from(ROOTS))(composer, DEPTH - 1)
    title = draw(st.sampled_from((None, *TITLES, *(name.title() for name in document.get("properties", ())))))
    if title:
        document = {"title": title, **document}
    if composer.draft7:
        document = {"$schema": "http://json-schema.org/draft-07/schema#", **document}
    if composer.definitions:
        document = {**document, composer.keyword: composer.definitions}
    return Composed(
        draw(st.sampled_from(("order", "weather_report", "supportTicket", "profile", "a1b2", "reading"))), document
    )


def draw(test: Callable[[], None], number: int, index: int) -> None:
    """Run a test of `@given(composed())` on the schema with an index of a seed.

    These draws are even, where those of a test itself favour what is small or was there before. What the test raises is
    kept in its database, if it has one: run it then, and the schema shrinks.
    """
    rng = stream(number, "composition", index)
    run = test.hypothesis.fuzz_one_input  # type: ignore[attr-defined]  # what `given` makes of a function
    while run(rng.randbytes(_BYTES)) is None:  # bytes may be too few for what they begin
        pass


#: Random bytes that are enough for nearly every schema.
_BYTES = 8192


def composition(number: int, index: int) -> Composed:
    """The schema with an index of a seed."""
    found: list[Composed] = []

    @settings(database=None, deadline=None)
    @given(composed())
    def keep(schema: Composed) -> None:
        found.append(schema)

    draw(keep, number, index)
    return found[0]
