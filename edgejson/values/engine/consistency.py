"""What makes the members of one object agree: coherence by meaning, derived values, rules."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from edgejson.schema.expressions import Expression, RulePlace
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.compiling import compile_coherence
from edgejson.values.engine.alternatives import Building, Cell
from edgejson.values.engine.normal_form import FAR

#: Members redrawn in one object before its rules are left to a fresh draw of the whole instance.
REDRAWS = 40

#: Exchanges of the same two members in a row that show all: either order, and again with what follows from it.
_TO_AND_FRO = 4

#: Places inside an object, and inside the whole record, that coherence by meaning looks at.
INSIDE, INSIDE_ROOT = 30, 200

Settle = Callable[[Random, dict[str, Any]], None]


def settle_of(builder: Building, path: tuple[str, ...], cells: dict[str, Cell]) -> Settle | None:
    """What is done to each object at a path once its members are drawn; None where there is nothing to do."""
    cohere = _coherence(builder, path)
    place = builder.rules.at(path)
    if place is None and cohere is None:
        return None
    state = builder.state

    def cohering(rng: Random, made: dict[str, Any]) -> None:
        if cohere is not None and state.coherent:
            cohere(rng, made)

    agree = _Agreement(builder, place, cells, cohering) if place is not None else None

    def settle(rng: Random, made: dict[str, Any]) -> None:
        cohering(rng, made)
        if agree is not None:
            agree(rng, made)

    return settle


def _coherence(builder: Building, path: tuple[str, ...]) -> Settle | None:
    """Coherence by meaning, worked out once for each place, over as many of its members as there is room for."""
    if path[:1] == (FAR,):
        return None
    if path not in builder.coherences:
        fields = builder.fields
        room = INSIDE if path else INSIDE_ROOT
        names, patience = [], room
        for name in fields.properties(path)[: room + INSIDE]:
            limit = room if patience > 0 else 2
            extent = _extent(fields, (*path, name), limit)
            patience -= extent
            if extent == 1 or extent < limit:
                names.append(name)
                room -= extent - 1
        builder.coherences[path] = compile_coherence(fields, path, tuple(names), builder.locale)
    return builder.coherences[path]


def _extent(fields: FieldMap, path: tuple[str, ...], limit: int) -> int:
    """How many places there are at a path and below it, counted up to a limit."""
    count, pending = 0, [path]
    while pending and count < limit:
        here = pending.pop()
        count += 1
        below = [(*here, name) for name in fields.properties(here)[:limit]]
        pending += below or ([(*here, "*")] if "array" in fields.field(here).types else [])
    return count


class _Agreement:
    """Computes the derived values of an object and mends the rules that it breaks.

    What reads `root` waits until the whole instance is there; the sampler sees to it. A member that is drawn anew is
    made to agree by meaning with the others again, by `cohere`.
    """

    def __init__(self, builder: Building, place: RulePlace, cells: dict[str, Cell], cohere: Settle) -> None:
        self.builder, self.cells, self.cohere = builder, cells, cohere
        late = {derived.name for derived in place.derived if derived.expression.uses_root}
        derived = [one for one in place.derived if one.name not in late]
        self.now = RulePlace(derived=[one for one in derived if not late & set(one.expression.names)])
        self.now.rules = [rule for rule in place.rules if not rule.uses_root and not late & set(rule.names)]
        self.inputs = {one.name: one.expression.names for one in place.derived}

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        self.now.derive(made, made)
        exchanged: tuple[frozenset[str], int] = (frozenset(), 0)  # two members, and how often in a row
        for left in range(REDRAWS if self.now.rules else 0, 0, -1):
            rule = next(self.now.broken(made, made), None)
            if rule is None:
                return
            if self._exchange(rule, made):
                members = frozenset(rule.names)
                exchanged = members, exchanged[1] + 1 if members == exchanged[0] else 1
            else:
                exchanged = frozenset(), 0
                self._redraw(rng, rule, made)
            self.now.derive(made, made)
            if exchanged[1] >= _TO_AND_FRO and left % 2:
                return  # each order breaks a rule, and all further exchanges, of which an even number is left, end here

    def _exchange(self, rule: Expression, made: dict[str, Any]) -> bool:
        """Exchange the two members of a rule about their order, where each may have the other's value."""
        if len(rule.names) != 2 or not all(name in made and name not in self.inputs for name in rule.names):
            return False
        one, other = rule.names
        exchanged = {**made, one: made[other], other: made[one]}
        accepts = self.builder.accepts
        if not rule.holds(exchanged, exchanged):
            return False
        if not all(accepts(self.cells[name].nodes, exchanged[name]) for name in rule.names):
            return False
        made[one], made[other] = made[other], made[one]
        return True

    def _redraw(self, rng: Random, rule: Expression, made: dict[str, Any]) -> None:
        """Draw one of the members anew that a rule reads, directly or through what is derived from it."""
        names = list(rule.names)
        for name in names:
            names += [read for read in self.inputs.get(name, ()) if read not in names]
        drawn = [name for name in names if name in made and name in self.cells and name not in self.inputs]
        if drawn:
            name = rng.choice(drawn)
            made[name] = self.cells[name](rng)
            self.cohere(rng, made)
