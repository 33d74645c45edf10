"""Unique reading: no other label is as well supported by the text as the one under judgement.

The other labels are perturbations of it: two items of a list exchanged, or one of their fields; a value moved to a
field beside it, or exchanged with that field's; two items of a list run into one. Support is compared from the
places and cues that grounding has found: what a perturbation would move is weighed, nothing is searched again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from edgejson.checks.base import Check, Need, Pair, Subject, reason
from edgejson.forms import Evidence
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf, Problem, Tree, placed
from edgejson.grounding.exchanged_fields import exchanged_fields, mute
from edgejson.grounding.placement import stretch
from edgejson.grounding.result import Grounding
from edgejson.pipeline.records import Reason
from edgejson.pipeline.settings import Block

NAME = "unique"
NEEDS: frozenset[Need] = frozenset({"grounding"})


class Settings(Block):
    enabled: bool = True


def other_readings(found: Grounding) -> Iterator[Problem]:
    """Perturbations of a grounded label that the text supports as well."""
    found.bound.words = mute(found)
    found.bound.silence(found.bound.objects.mute | found.bound.words)
    yield from exchanged_fields(found)
    for array, low, high in _arrays(found.tree, 0, 1 << 60):
        yield from _exchanged_items(array, found, low, high)


def _arrays(node: Tree, low: int, high: int) -> Iterator[tuple[Tree, int, int]]:
    """Arrays of more than one item, with the stretch of text that the items around them leave."""
    if node.array and len(node.children) > 1:
        yield node, low, high
    if node.array and any(child.children for child in node.children):
        spans = [stretch(child) for child in node.children]
        for index, child in enumerate(node.children):
            if not child.children:
                continue
            before = spans[index - 1] if index else None
            after = spans[index + 1] if index + 1 < len(spans) else None
            yield from _arrays(child, before[1] if before else low, after[0] if after else high)
    else:
        for child in node.children:
            if child.children:
                yield from _arrays(child, low, high)


# -- items of a list ----------------------------------------------------------------------------


def _exchanged_items(array: Tree, found: Grounding, low: int, high: int) -> Iterator[Problem]:
    items, bound = array.children, found.bound
    taken = {leaf.chosen.start for leaf in found.leaves if leaf.chosen is not None}
    if all(item.leaf is not None for item in items):
        yield from _exchanged_scalars(array)
        return
    for index in range(len(items) - 1):
        one, other = items[index], items[index + 1]
        fields = dict(_own_leaves(other))
        for names, leaf in _own_leaves(one):
            twin = fields.get(names)
            if twin is None or twin.value == leaf.value:
                continue
            if _swaps(items, index, leaf, twin, (low, high), taken):
                yield "items-exchanged", leaf.path, f"{leaf.value!r} and {twin.value!r} could change places"
                return
        yield from _run_together(one, other, bound)


def _own_leaves(node: Tree, names: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Leaf]]:
    """Placed leaves of an item, those of arrays inside it left out, by their path in the item."""
    if node.leaf is not None and node.leaf.chosen is not None:
        yield names, node.leaf
    elif not node.array or not names:
        for child in node.children:
            yield from _own_leaves(child, (*names, child.path[-1]))


def _swaps(items: list[Tree], index: int, leaf: Leaf, twin: Leaf, limits: tuple[int, int], taken: set[int]) -> bool:
    """Could two neighbours' values of one field stand in each other's stretch?"""
    own, next_own = stretch(items[index], leaf), stretch(items[index + 1], twin)
    before = stretch(items[index - 1]) if index else None
    after = stretch(items[index + 2]) if index + 2 < len(items) else None
    low = before[1] if before else limits[0]
    high = after[0] if after else limits[1]
    assert leaf.chosen is not None and twin.chosen is not None
    others = taken - {leaf.chosen.start, twin.chosen.start}
    middle_high = next_own[0] if next_own else high
    middle_low = own[1] if own else low
    there = _free_places(twin, low, middle_high, others)
    back = _free_places(leaf, middle_low, high, others)
    return any(one < other for one in there for other in back)


def _free_places(leaf: Leaf, low: int, high: int, others: set[int]) -> list[int]:
    """Where in a stretch a value stands about as well as at its own place, and no other value does."""
    starts = [e.start for e in leaf.places if low <= e.start < high and e.start not in others]
    return [start for start in starts if leaf.strengths[start] >= leaf.own - 0.5]


def _exchanged_scalars(array: Tree) -> Iterator[Problem]:
    """Two neighbours of an enumeration that stand in it in both orders."""
    leaves = [item.leaf for item in array.children if item.leaf is not None and item.leaf.chosen is not None]
    if len(leaves) < 2:
        return
    low, high = leaves[0].chosen.start, leaves[-1].chosen.end  # type: ignore[union-attr]
    values = [leaf.value for leaf in leaves]
    spans = placed(leaves)

    def alone(place: Evidence) -> bool:
        """Is a place no part of another item's?"""
        return not any(low <= place.start < high and high - low > place.end - place.start for low, high in spans)

    for one, other in pairwise(leaves):
        if one.value == other.value or len(one.places) == len(other.places) == 1:
            continue
        if values.count(one.value) > 1 or values.count(other.value) > 1:
            continue  # the label has it in both places too
        ones = [e.start for e in one.places if low <= e.start < high and alone(e)]
        others = [e.start for e in other.places if low <= e.start < high and alone(e)]
        if ones and others and min(others) < max(ones):
            yield "items-exchanged", one.path, f"{one.value!r} and {other.value!r} stand in both orders"
            return


_BORDER = re.compile(r"[.;\n!?|]|\\n|\b(?:first|second|third|next|another|other)\b")


def _run_together(one: Tree, other: Tree, bound: Bound) -> Iterator[Problem]:
    """Two items without a field in common, and no border between them, could be one."""
    names = {child.path[-1] for child in one.children}
    if one.leaf is not None or other.leaf is not None or any(child.path[-1] in names for child in other.children):
        return
    here, there = stretch(one), stretch(other)
    if here and there and here[1] <= there[0] and not _BORDER.search(bound.lowered[here[1] : there[0]]):
        yield "items-merged", one.path, "this item and the next could be one"


def compile(subject: Subject) -> Check:
    """The unique-reading level of one schema: weighs the places that grounding finds; nothing where it lacks some."""

    def check(pair: Pair) -> Iterable[Reason]:
        found = pair.grounded
        if found.problems:
            return []
        return [reason(NAME, code, path, detail) for code, path, detail in other_readings(found)]

    return check
