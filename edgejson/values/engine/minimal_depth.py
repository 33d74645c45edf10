"""MinimalDepths: how many levels the least instance of a schema has; infinite where there is no finite instance."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from edgejson.values.engine.members import containing, item_nodes, member_nodes, required_names
from edgejson.values.engine.merging import Merger
from edgejson.values.engine.normal_form import Conjunction, Shape


class MinimalDepths:
    """The heights of one document's schemas, each worked out once."""

    def __init__(self, merger: Merger) -> None:
        self.merger = merger
        self._heights: dict[Any, float] = {}

    def possible(self, nodes: Conjunction) -> bool:
        """Is there a finite instance, as far as can be told without drawing one?"""
        return self.height(nodes) < math.inf

    def obstacle(self, nodes: Conjunction) -> str:
        """JSON pointer, keyword and reason why there is no finite instance; empty where there may be one."""
        passed: set[Any] = set()
        while not self.possible(nodes):
            key = tuple(node.key for node in nodes)
            place = nodes[0].place if nodes else ""
            shapes = self.merger.merged(nodes)
            if not shapes:
                blames = self.merger.blames
                blamed = next((blames[node.key] for node in nodes if node.key in blames), self.merger.blamed)
                if len(nodes) > 1 and all(self.merger.merged((node,)) for node in nodes):
                    return f"{place}: it contradicts #{nodes[1].place}, which holds for the same member"
                if nodes[0].schema is False or blamed is None:
                    return f"{place}: it is required, and false allows nothing"
                return f"{blamed.place}/{blamed.word}: {blamed.why}"
            if key in passed:
                return f"{place}: it requires itself, without end"
            passed.add(key)
            nodes = next(child for child in self._children(shapes[0]) if not self.possible(child))
        return ""

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

    def _inside_array(self, shape: Shape) -> list[Conjunction]:
        count = min(shape.min_items, len(shape.prefix) + 1)
        inside = [item_nodes(shape, index) for index in range(count)]
        return inside + [containing(shape, demand, self.merger.merged)[1] for demand in shape.contains if demand.low]
