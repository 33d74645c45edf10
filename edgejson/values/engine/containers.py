"""Makers of objects and arrays with a shape."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter
from random import Random
from typing import Any

from edgejson.schema.pools import shapes
from edgejson.values.engine.alternatives import Building, Cell
from edgejson.values.engine.consistency import settle_of
from edgejson.values.engine.formats import word
from edgejson.values.engine.members import containing, item_nodes, member_nodes, required_names
from edgejson.values.engine.normal_form import FAR, Contains, Shape, conjunction, identity

Maker = Callable[[Random], Any]

#: The last step of the path of property names.
NAME = "*name"
#: Members that an open object without named properties has at most, where nothing says more.
OPEN_MEMBERS = 3
#: Tries to find one more distinct item or name.
TRIES = 30
#: Members that an object has at least where it does without those of which nothing is known.
FEWEST = 2
#: How many items a `contains` asks for at least.
_LOW = attrgetter("low")
#: How often an object has one member more or less than those that have occurred together.
VARIED = 0.15
#: Tries to find one that is new where the schema doesn't ask for it.
FEW = 4


def _shapes_of(builder: Building, path: tuple[str, ...], optional: frozenset[str]) -> dict[frozenset[str], int]:
    """Which optional members objects at a path have had together, with how often."""
    if path[:1] == (FAR,) or not optional:
        return {}
    found: dict[frozenset[str], int] = {}
    for names, seen in shapes(builder.fields.field(path).schemas).items():
        found[names & optional] = found.get(names & optional, 0) + seen
    return found


class ObjectMaker:
    """Objects with a shape: required members, optional ones at a rate, further ones where they are open."""

    def __init__(self, builder: Building, shape: Shape, path: tuple[str, ...]) -> None:
        self.builder, self.shape, self.path = builder, shape, path
        self.state = builder.state
        place = builder.rules.at(path)
        if place is not None:  # a derived value needs what it is derived from
            pairs = [(one.name, one.expression.names) for one in place.derived]
            declared_names = shape.properties or {}
            derived = tuple((name, tuple(read for read in reads if read in declared_names)) for name, reads in pairs)
            self.shape = shape = replace(shape, dependents=shape.dependents + derived)
        needed = required_names(shape)
        declared = list(dict.fromkeys([*(shape.properties or {}), *needed]))
        self.plan: list[tuple[str, Cell, bool]] = []
        for name in declared:
            cell = builder.cell(member_nodes(shape, name), (*path, name))
            if name in needed or (builder.minimal_depths.possible(cell.nodes) and self._may_be_called(name)):
                self.plan.append((name, cell, name in needed))
        self._leave_out_unknown()
        self.shapes = _shapes_of(builder, path, frozenset(name for name, _, needed in self.plan if not needed))
        self.needs: dict[str, tuple[str, ...]] = {}
        for name, others in shape.dependents:
            self.needs[name] = self.needs.get(name, ()) + others
        if set(self.needs) <= set(needed):
            self.needs = {}
        self.settle = settle_of(builder, path, {name: cell for name, cell, _ in self.plan})
        self.least = max(shape.min_properties, len(needed))
        self.most = shape.max_properties
        self.open = self._openness()
        self.simple = not (self.needs or self.open or self.least > len(needed) or len(self.plan) > self.most)
        self.needed, self.optional = len(needed), len(self.plan) - len(needed)
        self._others: dict[tuple[Any, ...], Cell] = {}
        self.name_cell = builder.cell(shape.names, (*path, NAME)) if shape.names else None

    def _leave_out_unknown(self) -> None:
        """Do without optional texts of which nothing plausible is known, where enough is left to speak of."""
        unknown = {
            name for name, _, needed in self.plan if not needed and self.builder.is_unknown_text((*self.path, name))
        }
        kept = [entry for entry in self.plan if entry[0] not in unknown]
        fewest = 1 if self.path else max(FEWEST, len(unknown))  # an object inside a record may say one thing alone
        if unknown and len(kept) >= max(fewest, self.shape.min_properties):
            self.plan = kept
            for name in unknown:
                self.builder.left_out[(*self.path, name)] = None

    def _may_be_called(self, name: str) -> bool:
        return not self.shape.names or self.builder.accepts(self.shape.names, name)

    def _openness(self) -> int:
        """How many members beyond the declared ones an object may well have."""
        shape = self.shape
        if any(rest.node.schema is False for rest in shape.rest_properties) and not self._open_patterns():
            return 0
        speaks = [rest.node.schema for rest in shape.rest_properties] + [n.schema for _, n in self._open_patterns()]
        if not self.plan:
            return OPEN_MEMBERS
        return 1 if any(isinstance(schema, dict) and schema for schema in speaks) else 0

    def _open_patterns(self) -> list[tuple[str, Any]]:
        return [
            (regex, node)
            for regex, node in self.shape.pattern_properties
            if self.builder.minimal_depths.possible((node,))
        ]

    def __call__(self, rng: Random) -> dict[str, Any]:
        state = self.state
        rate = state.rate
        made: dict[str, Any] = {}
        state.left -= 1 + round(self.needed + self.optional * rate)
        if state.left < 0:
            state.scarce = True
        scarce = state.scarce
        chosen = self._drawn(rng) if self.shapes and not scarce else None
        for name, cell, needed in self.plan:
            if needed or (name in chosen if chosen is not None else not scarce and rng.random() < rate):
                made[name] = cell(rng)
                if chosen is not None and made[name] == []:
                    made[name] = cell(rng)  # what was seen was no empty list
        if not self.simple:
            self._complete(rng, made)
        if self.settle is not None:
            self.settle(rng, made)
        return made

    def _drawn(self, rng: Random) -> frozenset[str]:
        """Optional members that have occurred together, one of them exchanged now and then."""
        (chosen,) = rng.choices(list(self.shapes), list(self.shapes.values()))
        if rng.random() < VARIED:
            chosen ^= {rng.choice([name for name, _, needed in self.plan if not needed])}
        return chosen

    def _complete(self, rng: Random, made: dict[str, Any]) -> None:
        """Meet what depends on the members that were drawn: dependents and counts."""
        for name in list(made):
            for other in self.needs.get(name, ()):
                self._add(rng, made, other)
        if len(made) > self.most:
            optional = [name for name, _, needed in self.plan if not needed and name in made]
            rng.shuffle(optional)
            for name in optional[: len(made) - int(self.most)]:
                if not any(name in self.needs.get(other, ()) for other in made):
                    del made[name]
        wanted: float = self.least
        if self.open and not self.state.scarce:
            extra = rng.randint(0 if self.plan else 1, self.open)
            wanted = max(wanted, min(len(made) + extra, self.most))
        if len(made) < wanted:
            absent = [name for name, _, _ in self.plan if name not in made]
            rng.shuffle(absent)
            for name in absent[: self.least - len(made)] if self.least > len(made) else ():
                self._add(rng, made, name)
        for _ in range(TRIES + int(wanted)):
            if len(made) >= wanted:
                break
            self._add(rng, made, self._new_name(rng))

    def _add(self, rng: Random, made: dict[str, Any], name: str) -> None:
        """Add the member `name` (and what it needs) unless it is there or can't be."""
        if name in made:
            return
        nodes = member_nodes(self.shape, name)
        key = tuple(node.key for node in nodes)
        declared = next((cell for known, cell, _ in self.plan if known == name), None)
        cell = declared or self._others.get(key)
        if cell is None:
            cell = self._others[key] = self.builder.cell(nodes, (*self.path, name))
        if not self.builder.minimal_depths.possible(nodes) or not self._may_be_called(name):
            return
        made[name] = cell(rng)
        for other in self.needs.get(name, ()):
            self._add(rng, made, other)

    def _new_name(self, rng: Random) -> str:
        patterns = self._open_patterns()
        if self.name_cell is not None and (not patterns or rng.random() < 0.5):
            return str(self.name_cell(rng))
        if patterns and (rng.random() < 0.8 or any(r.node.schema is False for r in self.shape.rest_properties)):
            return self.builder.text_like(rng.choice(patterns)[0], rng)
        return word(rng) if rng.random() < 0.7 else f"{word(rng)}_{word(rng)}"


def _unlike(rng: Random, cell: Cell, others: list[Any]) -> Any:
    """An item that is no text among the others, where a few draws find one: nobody lists a word twice."""
    item = cell(rng)
    for _ in range(FEW):
        if type(item) is not str or item not in others:
            break
        item = cell(rng)
    return item


class ArrayMaker:
    """Arrays with a shape: the front by position, what must be contained, then the rest."""

    def __init__(self, builder: Building, shape: Shape, path: tuple[str, ...]) -> None:
        self.builder, self.shape, self.path = builder, shape, path
        self.state = builder.state
        self.cells: list[Cell] = []
        surplus = tuple(builder.merger.inverse(demand.node) for demand in shape.contains if demand.high < math.inf)
        for index in range(len(shape.prefix) + 1):
            nodes = item_nodes(shape, index)
            if surplus and index == len(shape.prefix):
                nodes = conjunction(nodes, surplus)
            self.cells.append(builder.cell(nodes, (*path, "*")))
        self.demands: list[tuple[Cell, Contains]] = []
        fronted = 0
        for demand in filter(_LOW, shape.contains):
            place, nodes = containing(shape, demand, builder.merger.merged)
            cell = builder.cell(nodes, (*path, "*"))
            if place == len(shape.prefix):
                self.demands.append((cell, demand))
            else:
                self.cells[place] = cell
                fronted = max(fronted, place + 1)
        limit = shape.max_items
        for index, cell in enumerate(self.cells):
            if not builder.minimal_depths.possible(cell.nodes):
                limit = min(limit, index)
                break
        self.limit = limit
        contained = sum(demand.low for _, demand in self.demands)
        self.least = max(shape.min_items, contained, fronted)
        usual = builder.settings.max_items if not shape.prefix else len(shape.prefix)
        most = shape.max_items if not math.isinf(shape.max_items) else max(usual, self.least + 2)
        self.most = int(min(limit, max(self.least, min(most, self.least + usual))))
        self.few = 0 if self.least or not self.most else 1

    def __call__(self, rng: Random) -> list[Any]:
        state = self.state
        count = self.least
        if not state.scarce and self.most > self.least:
            low = self.few if rng.random() < 0.9 else 0
            low = max(low, self.least, min(len(self.shape.prefix), self.most))
            count = low + int(rng.random() * (self.most - low + 1))
        state.left -= count
        if state.left < 0:
            state.scarce = True
        made: list[Any] = []
        seen: set[Any] | None = set() if self.shape.unique else None
        front = self.cells[:-1]
        demanded = [cell for cell, demand in self.demands for _ in range(demand.low)]
        for index in range(count):
            if index < len(front):
                cell = front[index]
            elif demanded and (index >= count - len(demanded) or rng.random() < 0.5):
                cell = demanded.pop()
            else:
                cell = self.cells[-1]
            if seen is None:
                made.append(_unlike(rng, cell, made))
            elif not self._add_distinct(rng, cell, made, seen):
                break
        return made

    def _add_distinct(self, rng: Random, cell: Cell, made: list[Any], seen: set[Any]) -> bool:
        for _ in range(TRIES):
            item = cell(rng)
            key = identity(item)
            if key not in seen:
                seen.add(key)
                made.append(item)
                return True
        return False
