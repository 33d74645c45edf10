"""Shapes -> makers. A cell is a place in the instances; it is compiled when it is first drawn from."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from edgejson.expressions import Rules
from edgejson.fields import FieldMap
from edgejson.params import Values
from edgejson.values.containers import NAME, ArrayMaker, ObjectMaker, item_nodes, member_nodes, required_names
from edgejson.values.leaves import leaf_maker, parents_of
from edgejson.values.merging import Merger
from edgejson.values.patterns import maker_of
from edgejson.values.shapes import Conjunction, Shape, conjunction, identity, type_of
from edgejson.values.validators import Validators

try:
    from edgejson.values.meaning import provider_for
except ImportError:

    def provider_for(*given: Any) -> Any:
        return None


Maker = Callable[[Random], Any]

#: Members of one instance after which it is brought to an end as soon as its schema allows.
BUDGET = 240
#: Levels after which an instance is brought to an end likewise.
DEEPEST = 24
#: Steps from the root from which on places with the same schema and the same last names share a cell.
NEAR = 5
#: Chance of null where null is one of several types.
NULL_RATE = 0.12
#: Tries to meet the demands that only search can meet, in one place.
TRIES = 12


class State:
    """What one instance has used up so far."""

    __slots__ = ("coherent", "depth", "efforts", "left", "scarce")

    def __init__(self) -> None:
        self.reset()

    def reset(self, coherent: bool = True) -> None:
        """Begin a new instance; `coherent` asks for members that agree by meaning."""
        self.coherent = coherent
        self.left = BUDGET
        self.depth = 0
        self.scarce = False
        self.efforts = 2000  #: searches left


class Cell:
    """Makes the values of one place; compiled at first use, so that only what is drawn costs anything."""

    __slots__ = ("active", "builder", "make", "nodes", "path", "ways")

    def __init__(self, builder: Builder, nodes: Conjunction, path: tuple[str, ...]) -> None:
        self.builder = builder
        self.nodes = nodes
        self.path = path
        self.active = 0
        self.ways: list[tuple[float, Maker]] = []
        self.make: Maker | None = None

    def __call__(self, rng: Random) -> Any:
        make = self.make
        if make is None:
            make = self._compile()
        return make(rng)

    def _compile(self) -> Maker:
        builder = self.builder
        heights = [(builder.height_of(shape), shape) for shape in builder.merger.merged(self.nodes)]
        heights = [(height, shape) for height, shape in heights if height < math.inf]
        scalar = True
        for height, shape in heights:
            made = builder.makers(shape, self.path)
            scalar = scalar and all(least is not None for least, _ in made)
            self.ways += [(least if least is not None else height, make) for least, make in made]
        if not self.ways:
            self.make = _nothing
        elif scalar:
            self.make = _any_of([make for _, make in self.ways])
        else:
            self.make = self._bounded()
        return self.make

    def _bounded(self) -> Maker:
        """Choose a way; the shortest one where the instance is deep or large already."""
        free = _any_of([make for _, make in self.ways])
        shortest = min(height for height, _ in self.ways)
        short = _any_of([make for height, make in self.ways if height == shortest])
        state = self.builder.state
        deepest = self.builder.settings.max_depth

        def make(rng: Random) -> Any:
            if state.scarce:
                return short(rng)
            if self.active >= deepest or state.depth >= DEEPEST:
                state.scarce = True
                try:
                    return short(rng)
                finally:
                    state.scarce = state.left < 0
            self.active += 1
            state.depth += 1
            try:
                return free(rng)
            finally:
                self.active -= 1
                state.depth -= 1

        return make


def _nothing(rng: Random) -> Any:
    return None  # the check of the whole instance refuses it, and says why


def _any_of(makers: list[Maker]) -> Maker:
    if len(makers) == 1:
        return makers[0]
    count = len(makers)
    return lambda rng: makers[int(rng.random() * count)](rng)


class Builder:
    """Builds the cells of one document."""

    def __init__(
        self, merger: Merger, settings: Values, fields: FieldMap, rules: Rules, locale: str, title: str
    ) -> None:
        self.merger = merger
        self.settings = settings
        self.fields = fields
        self.rules = rules
        self.locale = locale
        self.title = title
        self.state = State()
        self.validators = Validators(merger)
        self._cells: dict[Any, Cell] = {}
        self._heights: dict[Any, float] = {}
        self._providers: dict[tuple[str, ...], Maker | None] = {}

    def cell(self, nodes: Conjunction, path: tuple[str, ...]) -> Cell:
        """The cell of a place. Where a schema stands below itself, the outer place's cell serves again."""
        key = tuple(node.key for node in nodes)
        for end in range(len(path)):
            known = self._cells.get((key, path[:end]))
            if known is not None and nodes:
                return known
        place = path if len(path) <= NEAR else path[-2:]
        found = self._cells.get((key, place))
        if found is None:
            found = self._cells[(key, place)] = Cell(self, nodes, path)
        return found

    def possible(self, nodes: Conjunction) -> bool:
        """Is there a finite instance, as far as can be told without drawing one?"""
        return self.height(nodes) < math.inf

    def accepts(self, nodes: Conjunction, value: Any) -> bool:
        """Does a value match some nodes (where they can be judged alone)?"""
        return all(self.validators.accepts(node, value) for node in nodes)

    def text_like(self, pattern: str, rng: Random) -> str:
        """A string that matches a pattern."""
        return maker_of(pattern)(rng)

    # Heights: how many levels the least instance has

    def height(self, nodes: Conjunction) -> float:
        """Levels of the least instance: 0 for a scalar, infinite where there is no finite one."""
        key = tuple(node.key for node in nodes)
        if key in self._heights:
            return self._heights[key]
        graph: dict[Any, list[list[Any]]] = {}
        pending = [nodes]
        while pending:
            current = pending.pop()
            its_key = tuple(node.key for node in current)
            if its_key in graph or its_key in self._heights:
                continue
            graph[its_key] = ways = []
            for shape in self.merger.merged(current):
                children = self._children(shape)
                ways.append([tuple(node.key for node in child) for child in children])
                if not children:
                    graph[its_key] = ways = [[]]
                    break
            else:
                for shape in self.merger.merged(current):
                    pending += self._children(shape)
        found = dict.fromkeys(graph, math.inf)
        changed = True
        while changed:
            changed = False
            for its_key, ways in graph.items():
                least = min(
                    (max((1 + found.get(c, self._heights.get(c, math.inf)) for c in way), default=0) for way in ways),
                    default=math.inf,
                )
                if least < found[its_key]:
                    found[its_key] = least
                    changed = True
        self._heights.update(found)
        return self._heights[key]

    def height_of(self, shape: Shape) -> float:
        """As `height`, of one shape."""
        return max((1 + self.height(child) for child in self._children(shape)), default=0)

    def feasible(self, shape: Shape) -> Shape:
        """The shape without the types object and array where no finite one has it."""
        for kind, inside in (("object", self._inside_object), ("array", self._inside_array)):
            if kind in shape.types and len(shape.types) > 1 and not all(map(self.possible, inside(shape))):
                shape = replace(shape, types=shape.types - {kind})
        return shape

    def _children(self, shape: Shape) -> list[Conjunction]:
        """What the least instance of a shape must have inside; nothing where it may be a scalar."""
        if shape.values is not None or shape.types - {"object", "array"}:
            return []
        ways = [
            inside(shape)
            for kind, inside in (("object", self._inside_object), ("array", self._inside_array))
            if kind in shape.types
        ]
        return min(ways, key=len, default=[])

    @staticmethod
    def _inside_object(shape: Shape) -> list[Conjunction]:
        return [member_nodes(shape, name) for name in required_names(shape)]

    @staticmethod
    def _inside_array(shape: Shape) -> list[Conjunction]:
        count = min(shape.min_items, len(shape.prefix) + 1)
        inside = [item_nodes(shape, index) for index in range(count)]
        later = item_nodes(shape, len(shape.prefix))
        return inside + [conjunction((demand.node,), later) for demand in shape.contains if demand.low]

    # Makers

    def makers(self, shape: Shape, path: tuple[str, ...]) -> list[tuple[float | None, Maker]]:
        """Makers of a shape with the height of what they make, one for each chance of being chosen."""
        if shape.values is not None:
            values = [value for value in shape.values if self._admits(shape, value)]
            return [(0, self._checked(_choice(values), shape))] if values else []
        shape = self.feasible(shape)
        types = self._likely_types(shape)
        found: list[tuple[float | None, Maker]] = []
        for kind in types:
            make = self._maker(kind, shape, path)
            if make is not None:
                height = None if kind in ("object", "array") else 0.0
                found.append((height, self._checked(make, shape)))
        return found

    def _likely_types(self, shape: Shape) -> list[str]:
        types = shape.types
        hinted = types & (shape.hints | ({"fraction"} if "integer" in shape.hints else set()))
        if len(types) > 5 and hinted:
            types = hinted
        elif len(types) > 5:
            types = types & {"string"} or types
        order = [
            kind for kind in ("string", "integer", "fraction", "boolean", "array", "object", "null") if kind in types
        ]
        if "fraction" in order and "integer" in order:
            order.remove("integer")
        if order[-1:] == ["null"] and len(order) > 1:
            order = order[:-1] * max(1, round((1 - NULL_RATE) / NULL_RATE / (len(order) - 1))) + ["null"]
        return order

    def _maker(self, kind: str, shape: Shape, path: tuple[str, ...]) -> Maker | None:
        if kind == "object":
            return ObjectMaker(self, shape, path)
        if kind == "array":
            return ArrayMaker(self, shape, path)
        return leaf_maker(self, kind, shape, path)

    def provider(self, path: tuple[str, ...]) -> Maker | None:
        """The maker of values that fit the meaning of a place, if its words have one."""
        if path not in self._providers:
            self._providers[path] = None
            if path[-1:] != (NAME,):
                found = provider_for(self.fields.field(path), parents_of(self, path), self.locale)
                self._providers[path] = found
        return self._providers[path]

    def _admits(self, shape: Shape, value: Any) -> bool:
        """Does an enumerated value meet the shape's other demands?"""
        if type_of(value) in ("object", "array"):
            return True
        return self.validators.of_shape(shape).is_valid(value)

    def _checked(self, make: Maker, shape: Shape) -> Maker:
        """A maker that searches, with a bound, for a value that passes the shape's tests."""
        excluded = {identity(value) for value in shape.excluded} if shape.values is None else set()
        tests = [(test, wanted) for node, wanted in shape.tests if (test := self.validators.of_node(node))]
        if not excluded and not tests:
            return make
        state = self.state

        def search(rng: Random) -> Any:
            value = make(rng)
            for _ in range(TRIES):
                if identity(value) not in excluded and all(t.is_valid(value) == wanted for t, wanted in tests):
                    break
                state.efforts -= 1
                if state.efforts < 0:
                    break
                value = make(rng)
            return value

        return search


def _choice(values: list[Any]) -> Maker:
    if any(isinstance(value, (dict, list)) for value in values):
        return lambda rng: copy.deepcopy(rng.choice(values))
    count = len(values)
    return lambda rng: values[int(rng.random() * count)]
