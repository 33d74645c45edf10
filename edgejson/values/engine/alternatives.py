"""A cell is a place in the instances: it chooses among the ways to make its values, with regard to depth and size."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Any, Protocol

from edgejson.schema.expressions import Rules
from edgejson.schema.fields import FieldMap
from edgejson.values.engine.merging import Merger
from edgejson.values.engine.minimal_depth import MinimalDepths
from edgejson.values.engine.normal_form import Conjunction, Shape
from edgejson.values.engine.validators import Validators
from edgejson.values.settings import Values

Maker = Callable[[Random], Any]

#: Members of one instance after which it is brought to an end as soon as its schema allows.
BUDGET = 240
#: Levels after which an instance is brought to an end likewise.
DEEPEST = 24
#: Chance of null where null is one of several types.
NULL_RATE = 0.12


class State:
    """What one instance has used up so far."""

    __slots__ = ("coherent", "depth", "efforts", "left", "rate", "scarce")

    def __init__(self) -> None:
        self.reset(0.0)

    def reset(self, rate: float, coherent: bool = True) -> None:
        """Begin a new instance with optional members at a rate; `coherent` asks for members that agree by meaning."""
        self.rate = rate
        self.coherent = coherent
        self.left = BUDGET
        self.depth = 0
        self.scarce = False
        self.efforts = 2000  #: searches left


class Building(Protocol):
    """What the makers of one document share and ask for (see `building.Builder`)."""

    merger: Merger
    settings: Values
    fields: FieldMap
    rules: Rules
    locale: str
    title: str
    state: State
    validators: Validators
    minimal_depths: MinimalDepths
    generic: dict[tuple[str, ...], None]
    left_out: dict[tuple[str, ...], None]
    coherences: dict[Any, Callable[[Random, dict[str, Any]], None] | None]

    def cell(self, nodes: Conjunction, path: tuple[str, ...]) -> Cell: ...

    def accepts(self, nodes: Conjunction, value: Any) -> bool: ...

    def text_like(self, pattern: str, rng: Random) -> str: ...

    def ways(self, shape: Shape, path: tuple[str, ...]) -> list[Way]: ...

    def provider(self, path: tuple[str, ...]) -> Maker | None: ...

    def is_unknown_text(self, path: tuple[str, ...]) -> bool: ...


class Cell:
    """Makes the values of one place; compiled at first use, so that only what is drawn costs anything."""

    __slots__ = ("active", "builder", "make", "nodes", "path", "ways")

    def __init__(self, builder: Building, nodes: Conjunction, path: tuple[str, ...]) -> None:
        self.builder = builder
        self.nodes = nodes
        self.path = path
        self.active = 0
        self.ways: list[Way] = []
        self.make: Maker | None = None

    def __call__(self, rng: Random) -> Any:
        make = self.make
        if make is None:
            make = self._compile()
        return make(rng)

    def _compile(self) -> Maker:
        builder = self.builder
        for shape in builder.merger.merged(self.nodes):
            if builder.minimal_depths.height_of(shape) < math.inf:
                self.ways += builder.ways(shape, self.path)
        if not self.ways:
            self.make = _nothing
        elif any(way.grows for way in self.ways):
            self.make = self._bounded()
        else:
            self.make = _any_of(self.ways)
        return self.make

    def _bounded(self) -> Maker:
        """Choose a way; the shortest one where the instance is deep or large already.

        A place inside itself ends the sooner the deeper it is, so that a tree of two branches has 14 nodes on average
        at the usual settings, not the 63 that its depth allows: so many nobody writes down, and each level would double
        what it costs to write and check it.
        """
        free = _any_of(self.ways)
        shortest = min(way.height for way in self.ways)
        short = _any_of([way for way in self.ways if way.height == shortest])
        state = self.builder.state
        deepest = self.builder.settings.max_depth

        def make(rng: Random) -> Any:
            if state.scarce:
                return short(rng)
            if state.depth >= DEEPEST or (self.active and rng.random() * deepest < self.active):
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


@dataclass(slots=True)
class Way:
    """One way to make the values of a place."""

    make: Maker
    weight: float  #: how often it is chosen, next to the other ways
    height: float  #: levels of the least value that it makes
    grows: bool = False  #: it makes objects or arrays
    null: bool = False  #: it makes null


def _nothing(rng: Random) -> Any:
    return None  # the check of the whole instance refuses it, and says why


def _any_of(ways: list[Way]) -> Maker:
    """One of the ways, drawn by weight, null at NULL_RATE."""
    makers = [way.make for way in ways]
    if len(makers) == 1:
        return makers[0]
    weights = [way.weight for way in ways]
    nulls = sum(way.weight for way in ways if way.null)
    others = sum(weights) - nulls
    if nulls and others:
        scale = others * NULL_RATE / (1 - NULL_RATE) / nulls
        weights = [way.weight * scale if way.null else way.weight for way in ways]
    if len(set(weights)) == 1:
        count = len(makers)
        return lambda rng: makers[int(rng.random() * count)](rng)
    sums = list(accumulate(weights))
    total = sums[-1]
    return lambda rng: makers[bisect(sums, rng.random() * total)](rng)
