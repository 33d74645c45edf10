"""Values that were seen together stay together: the unit is the analyte's, the flag the range's.

What an object's pool (`x-pool`, else its `examples`) has in one entry is a row. A record takes a row whole, or, at the
same rate, parts of different rows: two columns are parted only where what has been seen shows that each goes with
several values of the other, or where one of them has a meaning of its own, by which it is drawn already.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.schema.fields import FieldMap, is_number
from edgejson.schema.pools import FEWEST, rows, sampled, shapes
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps, holders
from edgejson.values.meaning.numbers import Make
from edgejson.values.meaning.seen import are_times, like_seen, recombined, renumbered

#: How often an object takes a row whole where its columns could be recombined.
WHOLE = 0.5
#: Of fewer rows that are like an object one is taken whole as much less often, or it would come again and again.
ENOUGH = 4
#: How often a name is a new one, so that who learns from the records reads it rather than knows it; and how often a
#: code is, which says nothing of what it is the code of.
NEW, NEW_CODE = 0.4, 0.8
#: A group hosts a column of numbers where they spread, within its rows that are alike, over less than this share.
NARROW = 0.7
#: Another group joins it where that makes them spread over less than this share again.
SETTLED = 0.5

Row = dict[int, Any]  #: number of a leaf -> its value


def pool_rules(fields: FieldMap, path: Steps, leaves: list[Leaf]) -> list[Rewrite]:
    """A rewrite for each object at or below a path that has a pool; the outermost first."""
    places = dict.fromkeys(leaf.steps[:end] for leaf in leaves for end in range(len(leaf.steps)))
    found: list[Rewrite] = []
    for place in places:
        schemas = fields.field((*path, *place)).schemas
        known = rows(schemas)
        below = [leaf.below(place) for leaf in leaves if leaf.steps[: len(place)] == place]
        near = [leaf for leaf in below if "*" not in leaf.steps]
        table = _Table.of(known, near, sampled(schemas), "*" in (*path, *place)) if known else None
        if table is not None:
            table.keeps = bool(shapes(schemas)) or table.sampled
            found.append(_Dealing(place, table))
    return found


class _Dealing:
    """Gives rows to the objects at some steps, to those of one list different ones as long as there are some."""

    def __init__(self, steps: Steps, table: _Table) -> None:
        self.steps, self.table = steps, table

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        for siblings in _siblings(made, self.steps):
            order: Iterator[int] = iter(())
            for each in siblings:
                first = next(order, None)
                if first is None:
                    order = iter(self.table.order(rng))
                    first = next(order)
                if isinstance(each, dict):
                    self.table.fill(rng, each, first)


def _siblings(made: Any, steps: Steps) -> Iterator[list[Any]]:
    if not steps:
        yield [made]
    elif steps[-1] != "*":
        yield from ([container[key]] for container, key in holders(made, steps))
    elif len(steps) == 1:
        yield made if isinstance(made, list) else []
    else:
        yield from (found for c, key in holders(made, steps[:-1]) if isinstance(found := c[key], list))


class _Table:
    """The rows of one pool over the leaves that they speak of."""

    def __init__(self, leaves: list[Leaf], known: list[Row], of_examples: bool, listed: bool) -> None:
        self.leaves, self.rows = leaves, known
        self.sampled = of_examples  #: its rows are some of many
        self.keeps = False  #: which members an object has is settled: none is taken away
        numeric = [i for i, leaf in enumerate(leaves) if all(is_number(row[i]) for row in known if i in row)]
        self.named = [i for i in range(len(leaves)) if i not in numeric]
        self.names = frozenset(i for i in self.named if of_examples and not listed and _is_own_name(i, known))
        times = {i for i in self.named if of_examples and are_times([row[i] for row in known if i in row])}
        self.named = [i for i in self.named if i not in times]  # a time of the day is drawn between those seen
        apart = _groups([i for i in self.named if not leaves[i].meant], known, self.names)
        spread = _Spread(known, self.names, of_examples and not listed)
        self.groups = _joined(apart, numeric, spread)
        self.amounts = {i: _host(i, self.groups, spread) for i in numeric}
        self._namers: dict[int, tuple[Make | None, float]] = {}  #: of columns of names and codes, makers of others
        self._makers: dict[tuple[int, tuple[Any, ...]], Make | None] = {}

    @classmethod
    def of(cls, known: list[dict[str, Any]], leaves: list[Leaf], of_examples: bool, listed: bool) -> _Table | None:
        """The table of those rows that every leaf admits; None where there are none. `listed`: of items of a list."""
        lines: list[Row] = []
        for entry in known:
            values = {i: value for i, leaf in enumerate(leaves) for value in _at(entry, leaf.steps)}
            if values and all(leaves[i].admits(value) for i, value in values.items()):
                lines.append(values)
        used = sorted({i for line in lines for i in line})
        numbered = [{used.index(i): value for i, value in line.items()} for line in lines]
        return cls([leaves[i] for i in used], numbered, of_examples, listed) if numbered else None

    def order(self, rng: Random) -> list[int]:
        """The rows in some order, those first that name different things by their first words."""
        drawn = rng.sample(range(len(self.rows)), len(self.rows))
        lead = self.named[0] if self.named else 0
        first = {repr(self.rows[number].get(lead)): number for number in reversed(drawn)}
        return sorted(drawn, key=lambda number: number not in first.values())

    def fill(self, rng: Random, made: dict[str, Any], first: int) -> None:
        """Put one row into an object, or parts of several; `first` is the row that its first part comes from."""
        if self.keeps:
            self._fill_kept(rng, made, first)
            return
        whole = rng.random() < WHOLE
        if whole:
            self._put(made, self.rows[first], self.named)
        chosen: list[Row] = []
        for number, group in enumerate(self.groups):
            row = self.rows[first if whole or number == 0 else int(rng.random() * len(self.rows))]
            self._put(made, row, group)
            chosen.append(row)
        for i, host in self.amounts.items():
            row = chosen[host] if host is not None else self.rows[first]
            make = self._maker(i, self.groups[host] if host is not None else [], row)
            if make is not None:
                self._put(made, {i: make(rng)}, [i])

    def _fill_kept(self, rng: Random, made: dict[str, Any], first: int) -> None:
        """The same for the members that it has: from rows that have just these, else from any that have them."""
        present = frozenset(i for i, leaf in enumerate(self.leaves) if any(holders(made, leaf.steps)))
        alike = [row for row in self.rows if row.keys() == present]
        start = self.rows[first] if self.rows[first] in alike or not alike else rng.choice(alike)
        whole = rng.random() < WHOLE * min(1, len(alike) / ENOUGH)
        if whole and rng.random() >= NEW:  # else what has a meaning of its own is as it was drawn
            self._put(made, start, [i for i in self.named if i in start])
        chosen: list[Row] = []
        for group in self.groups:
            needed = present.intersection(group)
            fitting = [row for row in alike if whole or len(alike) > 1] or self.rows
            fitting = [row for row in fitting if needed <= row.keys()]
            row = start if whole and needed <= start.keys() else rng.choice(fitting) if fitting else start
            self._put(made, row, [i for i in group if i in row])
            chosen.append(row)
        for i in sorted(present.intersection(self.named)):
            make, rate = self._namer(i)
            if make is not None and rng.random() < rate and self.leaves[i].admits(name := make(rng)):
                self._put(made, {i: name}, [i])
        for i, host in self.amounts.items():
            make = self._maker(i, self.groups[host], chosen[host]) if host is not None else None
            make = make or self._maker(i, [], start)
            if i in present and make is not None:
                self._put(made, {i: make(rng)}, [i])

    def _namer(self, i: int) -> tuple[Make | None, float]:
        """A maker of other names or codes for a column, and how often it is asked; None where it holds neither."""
        if i not in self._namers:
            seen = [row[i] for row in self.rows if i in row]
            codes = renumbered(seen) if self.sampled else None
            names = None if codes or self.leaves[i].meant else recombined(seen)
            self._namers[i] = (codes or names, NEW_CODE if codes else NEW)
        return self._namers[i]

    def _put(self, made: dict[str, Any], row: Row, group: list[int]) -> None:
        for i in group:
            for container, key in holders(made, self.leaves[i].steps):
                if i in row:
                    container[key] = row[i]
                elif not self.leaves[i].field.required and isinstance(container, dict):
                    del container[key]  # it was not said of this one
                    break

    def _maker(self, i: int, group: list[int], row: Row) -> Make | None:
        """A maker of numbers like those that were seen in rows whose group says what this row's says."""
        said = tuple((j, repr(row.get(j))) for j in group if j not in self.names)
        if (i, said) not in self._makers:
            alike = [r[i] for r in self.rows if i in r and all(repr(r.get(j)) == text for j, text in said)]
            few = self.sampled and not said and len(set(alike)) < FEWEST  # as many say nothing of others
            self._makers[i, said] = None if few else like_seen(self.leaves[i].field, alike)
        return self._makers[i, said]


def _at(entry: Any, steps: Steps) -> Iterator[Any]:
    for step in steps:
        if not isinstance(entry, dict) or step not in entry:
            return
        entry = entry[step]
    yield entry


def _is_own_name(column: int, known: list[Row]) -> bool:
    """Does each record have a name or a code of its own there? It stands for the record, and tells nothing of it."""
    values = [row[column] for row in known if column in row]
    return (
        len(values) > ENOUGH
        and len(set(values)) == len(values)
        and all(isinstance(each, str) and each[:1] != each[:1].lower() for each in values)
    )


def _groups(columns: list[int], known: list[Row], names: frozenset[int]) -> list[list[int]]:
    """Columns that belong together, those of one group in order. A record's name goes with all but other names."""

    def tied(one: int, other: int) -> bool:
        return not _free(one, other, known) and (one in names) == (other in names)

    groups: list[list[int]] = []
    for column in columns:
        near = [group for group in groups if any(tied(column, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append(sorted([column, *(member for group in near for member in group)]))
    return sorted(groups)


class _Spread:
    """How far the numbers of rows that are alike in a group spread, on average, as a share of all numbers' spread."""

    def __init__(self, known: list[Row], names: frozenset[int], strict: bool) -> None:
        self.known, self.names = known, names
        self.strict = strict  #: a row that no other is like tells nothing; else that its number is its own

    def __call__(self, amount: int, group: list[int]) -> float:
        """For one column of numbers and the columns of a group."""
        parts: dict[tuple[str, ...], list[float]] = {}
        for row in self.known:
            if amount in row:
                parts.setdefault(tuple(repr(row.get(j)) for j in group if j not in self.names), []).append(row[amount])
        everything = [value for values in parts.values() for value in values]
        extent = max(everything) - min(everything)
        if not extent:
            return 1.0
        shares = [(max(values) - min(values)) / extent for values in parts.values()]
        alone = [self.strict and len(values) == 1 for values in parts.values()]
        return sum(1.0 if lone else share for lone, share in zip(alone, shares, strict=True)) / len(parts)


def _joined(groups: list[list[int]], numeric: list[int], spread: _Spread) -> list[list[int]]:
    """Groups, those put together that settle a number only together: a flag's limits are the analyte's."""
    for amount in numeric:
        host = _host(amount, groups, spread)
        if host is None:
            continue
        own = groups[host]
        alone = spread(amount, own)
        joining = [g for g in groups if g is not own and spread(amount, [*own, *g]) < SETTLED * alone]
        rest = [g for g in groups if g is not own and g not in joining]
        groups = sorted([sorted([*own, *(i for g in joining for i in g)]), *rest])
    return groups


def _host(amount: int, groups: list[list[int]], spread: _Spread) -> int | None:
    """The group whose values narrow the numbers of a column most; None where none does."""
    best = min(((spread(amount, group), number) for number, group in enumerate(groups)), default=(1.0, 0))
    return best[1] if best[0] < NARROW else None


def _free(one: int, other: int, known: list[Row]) -> bool:
    """Has some value of each column been seen with two of the other?"""
    return _varies(one, other, known) and _varies(other, one, known)


def _varies(one: int, other: int, known: list[Row]) -> bool:
    partners: dict[str, set[str]] = {}
    for row in known:
        if one in row and other in row:
            partners.setdefault(repr(row[one]), set()).add(repr(row[other]))
    return any(len(found) > 1 for found in partners.values())
