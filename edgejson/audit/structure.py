"""Defects of structure: values in the wrong place, members that are missing, added, doubled, split or merged."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from random import Random
from typing import Any

from edgejson.audit.clean import Clean, Planted, is_blank, same, shuffled
from edgejson.schema.fields import leaves
from edgejson.schema.instances import at, drop, put


def items_swapped(clean: Clean, rng: Random) -> Iterator[Planted]:
    """Two items of a list exchange one field's values."""
    for path, items in shuffled(clean.arrays(), rng):
        for one, other in shuffled(combinations(range(len(items)), 2), rng):
            for inner, value in shuffled(leaves(items[one]), rng):
                counterpart = at(items[other], inner)
                if inner and counterpart is not ... and not isinstance(counterpart, (dict, list)):
                    label = put(clean.label, (*path, one, *inner), counterpart)
                    yield clean.text, put(label, (*path, other, *inner), value)


def siblings_swapped(clean: Clean, rng: Random) -> Iterator[Planted]:
    """Two fields of one object exchange their values."""
    for path, holder in shuffled(clean.objects(), rng):
        scalars = [name for name, value in holder.items() if not isinstance(value, (dict, list))]
        for one, other in shuffled(combinations(scalars, 2), rng):
            if type(holder[one]) is type(holder[other]):
                label = put(clean.label, (*path, one), holder[other])
                yield clean.text, put(label, (*path, other), holder[one])


def item_dropped(clean: Clean, rng: Random) -> Iterator[Planted]:
    """An item of a list is missing."""
    for path, items in shuffled(clean.arrays(), rng):
        for index in shuffled(range(len(items)), rng):
            yield clean.text, drop(clean.label, (*path, index))


def item_doubled(clean: Clean, rng: Random) -> Iterator[Planted]:
    """An item of a list stands there twice."""
    for path, items in shuffled(clean.arrays(), rng):
        for index in shuffled(range(len(items)), rng):
            yield clean.relabelled(path, [*items[: index + 1], *items[index:]])


def items_reordered(clean: Clean, rng: Random) -> Iterator[Planted]:
    """Two items of a list exchange their places."""
    for path, items in shuffled(clean.arrays(), rng):
        for one, other in shuffled(combinations(range(len(items)), 2), rng):
            moved = list(items)
            moved[one], moved[other] = items[other], items[one]
            yield clean.relabelled(path, moved)


def item_split(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A list's string of several words becomes two items."""
    for path, items in shuffled(clean.arrays(), rng):
        for index, item in shuffled(enumerate(items), rng):
            if isinstance(item, str) and " " in item:
                first, _, rest = item.partition(" ")
                yield clean.relabelled(path, [*items[:index], first, rest, *items[index + 1 :]])


def items_merged(clean: Clean, rng: Random) -> Iterator[Planted]:
    """Two strings of a list become one."""
    for path, items in shuffled(clean.arrays(), rng):
        for index in shuffled(range(len(items) - 1), rng):
            if isinstance(items[index], str) and isinstance(items[index + 1], str):
                merged = rng.choice((" ", ", ", " and ", "-")).join(items[index : index + 2])
                yield clean.relabelled(path, [*items[:index], merged, *items[index + 2 :]])


def optional_dropped(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A field that the text states is left out of the label, where the schema lets it be."""
    for path, holder in shuffled(clean.objects(), rng):
        for name in shuffled(holder, rng):
            field = clean.field((*path, name))
            if not field.required and not field.derived and not is_blank(holder[name], field):
                yield clean.text, drop(clean.label, (*path, name))


def optional_filled(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A field that the text says nothing of gets another record's value."""
    for path, holder in shuffled(clean.objects(), rng):
        other = at(clean.other_label, path)
        for name in shuffled(other if isinstance(other, dict) else (), rng):
            if name not in holder and not is_blank(other[name], clean.field((*path, name))):
                yield clean.relabelled(path, {**holder, name: other[name]})


def emptied(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A string or list is emptied."""
    places: list[tuple[Any, Any]] = [(path, []) for path, items in clean.arrays() if items]
    told = [(path, value) for path, value in clean.leaves if not is_blank(value, clean.field(path))]
    places += [(path, "") for path, value in told if isinstance(value, str)]
    for path, empty in shuffled(places, rng):
        yield clean.relabelled(path, empty)


def nulled(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A value becomes null."""
    for path, value in shuffled(clean.leaves, rng):
        if not is_blank(value, clean.field(path)):
            yield clean.relabelled(path, None)


def required_dropped(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A required field is missing."""
    for path, holder in shuffled(clean.objects(), rng):
        for name in shuffled(holder, rng):
            if clean.field((*path, name)).required:
                yield clean.text, drop(clean.label, (*path, name))


def key_added(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A field that no schema asked for."""
    for path, holder in shuffled(clean.objects(), rng):
        yield clean.relabelled(path, {**holder, rng.choice(("note", "extra_field", "reference_code")): "Kestrel 77"})


def type_changed(clean: Clean, rng: Random) -> Iterator[Planted]:
    """A number as a string, a string as a list, where the schema has no room for it: the text says both alike."""
    for path, value in shuffled(clean.leaves, rng):
        if isinstance(value, (int, float, str)):
            planted = clean.relabelled(path, [value] if isinstance(value, str) else str(value))
            if not clean.is_valid(planted[1]):
                yield planted


def objects_swapped(clean: Clean, rng: Random) -> Iterator[Planted]:
    """Two members of one object that are objects themselves exchange their contents."""
    for path, holder in shuffled(clean.objects(), rng):
        nested = [name for name, value in holder.items() if isinstance(value, dict)]
        for one, other in shuffled(combinations(nested, 2), rng):
            if not same(holder[one], holder[other]):
                yield clean.relabelled(path, {**holder, one: holder[other], other: holder[one]})
