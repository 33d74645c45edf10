"""Shapes -> makers of their instances."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from edgejson.schema.expressions import Rules
from edgejson.schema.fields import FieldMap
from edgejson.values.engine.alternatives import Cell, State, Way
from edgejson.values.engine.containers import NAME, ArrayMaker, ObjectMaker
from edgejson.values.engine.leaves import leaf_maker
from edgejson.values.engine.merging import Merger
from edgejson.values.engine.minimal_depth import MinimalDepths
from edgejson.values.engine.normal_form import FAR, Conjunction, Shape, identity, type_of
from edgejson.values.engine.pattern_values import whole_of
from edgejson.values.engine.validators import Validators
from edgejson.values.meaning.deciding import is_guess, parents_of, provider_for, says_little
from edgejson.values.settings import Values

Maker = Callable[[Random], Any]

#: Steps from the root beyond which a place is known by its schema alone: its names have no say in its values.
NEAR = 8
#: Tries to meet the demands that only search can meet, in one place.
TRIES = 12


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
        self.minimal_depths = MinimalDepths(merger)
        self._cells: dict[Any, Cell] = {}
        self.generic: dict[tuple[str, ...], None] = {}  #: places whose values only fit their type
        self.left_out: dict[tuple[str, ...], None] = {}  #: optional places that are never filled
        self.coherences: dict[Any, Callable[[Random, dict[str, Any]], None] | None] = {}  #: filled by `consistency`
        self._providers: dict[tuple[str, ...], Maker | None] = {}

    def cell(self, nodes: Conjunction, path: tuple[str, ...]) -> Cell:
        """The cell of a place. Where a schema stands below itself, the outer place's cell serves again."""
        key = tuple(node.key for node in nodes)
        if path[:1] == (FAR,) or (len(path) > NEAR and not self.rules):
            path = (FAR,)
        for end in range(len(path)):
            known = self._cells.get((key, path[:end]))
            if known is not None and nodes:
                return known
        found = self._cells.get((key, path))
        if found is None:
            found = self._cells[(key, path)] = Cell(self, nodes, path)
        return found

    def accepts(self, nodes: Conjunction, value: Any) -> bool:
        """Does a value match some nodes (where they can be judged alone)?"""
        return all(self.validators.accepts(node, value) for node in nodes)

    def text_like(self, pattern: str, rng: Random) -> str:
        """A string that matches a pattern."""
        return whole_of(pattern)(rng)

    # Makers

    def ways(self, shape: Shape, path: tuple[str, ...]) -> list[Way]:
        """The ways to make values of a shape: its enumerated values, or one way for each likely type."""
        if shape.values is not None:
            values = [value for value in shape.values if self._admits(shape, value)]
            return (
                [Way(self._checked(_choice(values), shape), shape.weight, 0, null=values == [None])] if values else []
            )
        shape = self.minimal_depths.feasible(shape)
        types = self._likely_types(shape)
        found = []
        for kind in types:
            make = self._maker(kind, shape, path)
            if make is not None:
                grows = kind in ("object", "array")
                height = self.minimal_depths.height_of(replace(shape, types=frozenset((kind,)))) if grows else 0
                weight = shape.weight / len(types)
                found.append(Way(self._checked(make, shape), weight, height, grows, kind == "null"))
        return found

    def _likely_types(self, shape: Shape) -> list[str]:
        types = shape.types
        hinted = types & (shape.hints | ({"fraction"} if "integer" in shape.hints else set()))
        if len(types) > 5 and hinted:
            types = hinted
        elif len(types) > 5:
            types = types & {"string"} or types
        order: list[str] = [
            kind for kind in ("string", "integer", "fraction", "boolean", "array", "object", "null") if kind in types
        ]
        if "fraction" in order and "integer" in order:
            order.remove("integer")
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
            if path[-1:] != (NAME,) and path[:1] != (FAR,):
                around = parents_of(self.fields, path, self.title)
                plain = not self.fields.annotated
                self._providers[path] = provider_for(self.fields.field(path), around, self.locale, plain)
        return self._providers[path]

    def is_unknown_text(self, path: tuple[str, ...]) -> bool:
        """Is there a text at a place, or a list of texts, of which nothing is known but that it is one?"""
        field = self.fields.field(path)
        if "array" in field.types and not field.pool:
            path = (*path, "*")
            field = self.fields.field(path)
        said = field.enum or field.format or field.pattern or field.derived or field.pool or self.rules
        if field.types - {"null"} != {"string"} or said:
            return False
        around = parents_of(self.fields, path, self.title)
        return self.provider(path) is None or says_little(field, around) or is_guess(field, around)

    def _admits(self, shape: Shape, value: Any) -> bool:
        """Does an enumerated value meet the shape's other demands?"""
        if type_of(value) in ("object", "array"):
            return True
        return bool(self.validators.of_shape(shape).is_valid(value))

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
