"""The fields that a record is asked for as a tree, which variants rearrange; labels under it, and the way back.

A node knows where its value stands in the canonical label, so whatever becomes of names, nesting and order, the asked
label is built from the canonical one (`asked`), and the canonical one from it (`canonical`, by `Origin` alone).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from edgejson.dataset.variants.codes import Code, decode, encode
from edgejson.schema import loading
from edgejson.schema.pools import values_below

#: A place in labels: names, "*" for the items of an array.
Place: TypeAlias = tuple[str, ...]


class Absent:
    """What stands where a label has no value."""


ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class Node:
    """A place of the asked schema. A leaf is a scalar, or any value whose schema is kept as it is."""

    kind: Literal["object", "array", "leaf"]
    keywords: Mapping[str, Any]  #: of its schema, without properties, required, items
    source: Place | None  #: of its value in the canonical label; None: there is none
    name: str = ""
    required: bool = False
    or_null: bool = False  #: null stands for a value that isn't there
    children: tuple[Node, ...] = ()  #: of an object its properties, of an array its items
    code: Code | None = None  #: how the value is written instead
    stated: str = ""  #: what the description must say beside its own words
    mended: bool = field(default=False)  #: fields of it, at any depth, were dropped: items may have become equal

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def rewritten(node: Node, change: Callable[[Node], Node]) -> Node:
    """A tree with every node changed, children first."""
    children = tuple([rewritten(child, change) for child in node.children])
    if any(new is not old for new, old in zip(children, node.children, strict=True)):
        node = replace(node, children=children)
    return change(node)


def changed(root: Node, change: Callable[[Node], Node]) -> Node | None:
    """A tree with every node changed; None where that changes nothing."""
    found = rewritten(root, change)
    return found if found != root else None


def values(label: Any, place: Place) -> list[Any]:
    """The values that a canonical label has at a place, in order."""
    return list(values_below(label, place))


def always_some(node: Node, label: Any) -> bool:
    """Has every object that a label has at a node's place at least one of the node's own fields?"""
    depth = len(node.source or ())
    names = [child.source[depth] for child in node.children if child.source and len(child.source) > depth]
    return all(isinstance(one, dict) and any(name in one for name in names) for one in values(label, node.source or ()))


def asked(node: Node, label: Any) -> Any:
    """The label under a form, from the canonical label; ABSENT where there is none."""
    return _built(node, label, ())


def _built(node: Node, label: Any, indices: tuple[int, ...]) -> Any:
    found = _value(label, node.source, indices) if node.source is not None else {} if node.children else ABSENT
    if isinstance(found, Absent):
        return None if node.or_null else ABSENT
    if node.kind == "leaf":
        return encode(node.code, found) if node.code else found
    if node.kind == "array":
        return [_built(node.children[0], label, (*indices, index)) for index in range(len(found))]
    members = {child.name: _built(child, label, indices) for child in node.children}
    made = {name: value for name, value in members.items() if not isinstance(value, Absent)}
    filled = {child.name for child in node.children if not child.or_null or made.get(child.name) is not None}
    if node.source is None and not node.required and filled.isdisjoint(made):
        return None if node.or_null else ABSENT
    return made


def _value(label: Any, place: Place, indices: tuple[int, ...]) -> Any:
    numbers = iter(indices)
    for step in place:
        if step == "*":
            label = label[next(numbers)]
        elif isinstance(label, dict) and step in label:
            label = label[step]
        else:
            return ABSENT
    return label


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the values of an asked label come from: all that the way back needs, as JSON in a record."""

    places: Mapping[str, str]  #: asked place -> canonical place, both as `pointer` writes them
    codes: Mapping[str, list[Any]]  #: asked place -> the code that its values are written in
    nulls: frozenset[str]  #: asked places where null stands for a value that isn't there

    def as_json(self) -> dict[str, Any]:
        """For a record; `origin` reads it."""
        return {"places": dict(self.places), "codes": dict(self.codes), "nulls": sorted(self.nulls)}


def origin(data: Mapping[str, Any]) -> Origin:
    """An Origin from a record's JSON."""
    return Origin(data["places"], data["codes"], frozenset(data["nulls"]))


#: A place as a JSON pointer with "*" for items, and back; the same few places are asked for again and again.
pointer, _place = lru_cache(maxsize=50_000)(loading.pointer), lru_cache(maxsize=50_000)(loading.steps)


def origin_of(root: Node) -> Origin:
    """The way back from the labels under a form."""
    places, codes, nulls = {}, {}, set()

    def visit(node: Node, place: Place) -> None:
        here = pointer(place)
        if node.source is not None:
            places[here] = pointer(node.source)
        if node.code:
            codes[here] = list(node.code)
        if node.or_null:
            nulls.add(here)
        for child in node.children:
            visit(child, (*place, "*" if node.kind == "array" else child.name))

    visit(root, ())
    return Origin(places, codes, frozenset(nulls))


def canonical(label: Any, way: Origin) -> Any:
    """The canonical label of an asked one, as far as it was asked for; ABSENT where nothing was."""
    known = [_place(written) for written in [*way.places, *way.nulls]]
    inner = {pointer(place[:depth]) for place in known for depth in range(len(place))}
    found: list[Any] = [ABSENT]

    def visit(value: Any, place: Place, indices: tuple[int, ...]) -> None:
        here = pointer(place)
        source = way.places.get(here)
        if value is None and here in way.nulls:
            return
        if here in inner and isinstance(value, (dict, list)):
            if source is not None:
                found[0] = _put(found[0], _place(source), indices, [] if isinstance(value, list) else {})
            for step, member in value.items() if isinstance(value, dict) else enumerate(value):
                below = indices if isinstance(step, str) else (*indices, step)
                visit(member, (*place, step if isinstance(step, str) else "*"), below)
        elif source is not None:
            value = decode(Code(*way.codes[here]), value) if here in way.codes else value
            found[0] = _put(found[0], _place(source), indices, value)

    visit(label, (), ())
    return found[0]


def _put(whole: Any, place: Place, indices: tuple[int, ...], value: Any) -> Any:
    """A label with a value at a place, containers made where they lack."""
    if not place:
        return value
    step, rest = place[0], place[1:]
    if step == "*":
        items = whole if isinstance(whole, list) else []
        items += [ABSENT] * (indices[0] + 1 - len(items))
        items[indices[0]] = _put(items[indices[0]], rest, indices[1:], value)
        return items
    members = whole if isinstance(whole, dict) else {}
    members[step] = _put(members.get(step, ABSENT), rest, indices, value)
    return members


def restricted(label: Any, way: Origin) -> Any:
    """A canonical label without what an asked label does not ask for."""
    ends = {_place(source) for written, source in way.places.items() if not _goes_on(written, way)}
    opened = {place[:depth] for place in ends for depth in range(len(place))}

    def visit(value: Any, place: Place) -> Any:
        if place in ends:
            return value
        if isinstance(value, list):
            return [visit(item, (*place, "*")) for item in value]
        if not isinstance(value, dict):
            return value
        below = {name: (*place, name) for name in value}
        return {name: visit(value[name], to) for name, to in below.items() if to in ends or to in opened}

    return visit(label, ())


def source_of(path: tuple[str | int, ...], way: Origin) -> str:
    """The JSON pointer in the canonical label of what stands at a path of an asked one; "?" where nothing does."""
    stars = tuple("*" if isinstance(step, int) else step for step in path)
    for end in range(len(path), -1, -1):
        if (source := way.places.get(pointer(stars[:end]))) is not None:
            indices = (str(step) for step in path[:end] if isinstance(step, int))
            steps = [next(indices) if step == "*" else step for step in _place(source)]
            return pointer((*steps, *map(str, path[end:])))
    return "?"


def _goes_on(written: str, way: Origin) -> bool:
    return any(other.startswith(written + "/") for other in way.places)
