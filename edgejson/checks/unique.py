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
from edgejson.forms.kinds import DAYS, SAID_BY_CUE
from edgejson.grounding.affinity import affinity, fits_better, in_order, stands_to_reason
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import NAME_CLAIM, Leaf, Tree, could_hold
from edgejson.grounding.cue_parts import Target
from edgejson.grounding.cues import ADJACENT
from edgejson.grounding.grounder import Grounding
from edgejson.grounding.placement import stretch
from edgejson.pipeline.records import Reason
from edgejson.pipeline.settings import Block

NAME = "unique"
NEEDS: frozenset[Need] = frozenset({"grounding"})


class Settings(Block):
    enabled: bool = True


Problem = tuple[str, tuple[str | int, ...], str]

#: What it counts that the object last named is the own one.
SCOPE = 0.5
#: Without phrases, cues that differ by less (a name ahead of a value, one behind it) do not decide.
UNCUED = 0.7
#: What it counts, for each of two values and more, that they look like their own field's.
TELLING = 2.0


def other_readings(found: Grounding) -> Iterator[Problem]:
    """Perturbations of a grounded label that the text supports as well."""
    found.bound.words = _mute(found)
    found.bound.silence(found.bound.mute | found.bound.words)
    yield from _exchanged_fields(found)
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


# -- values of different fields -----------------------------------------------------------------


def _exchanged_fields(found: Grounding) -> Iterator[Problem]:
    bound = found.bound
    firsts = _first_of_lists(found.tree)
    placed = [leaf for leaf in found.leaves if leaf.chosen is not None and not leaf.chosen.cued]
    doubtful = [leaf for leaf in placed if leaf not in firsts and not _sure(leaf, bound)]
    if not doubtful:
        return
    present = {leaf.target.id for leaf in found.leaves}
    absent = _unheard_of(found)
    others = [leaf for leaf in placed if leaf.kind not in SAID_BY_CUE and leaf not in firsts]
    told: set[int] = set()  # leaves that were compared with all others
    for leaf in doubtful:
        yield from _moved(leaf, present | absent, bound)
        told.add(leaf.order)
        for other in others if leaf.kind not in SAID_BY_CUE else ():
            if other.target is leaf.target or other.order in told or not _exchangeable(leaf, other):
                continue
            if _margin(leaf, other, bound) <= 0:
                yield "exchanged", leaf.path, f"{leaf.value!r} and {other.value!r} could change places"


def _first_of_lists(node: Tree) -> set[Leaf]:
    """Leaves that follow the first one of a list of scalars: the cue of that one holds for them too."""
    found: set[Leaf] = set()
    if node.array and len(node.children) > 1 and all(child.leaf for child in node.children):
        found.update(child.leaf for child in node.children[1:] if child.leaf)
    for child in node.children:
        if child.children:
            found |= _first_of_lists(child)
    return found


def _sure(leaf: Leaf, bound: Bound) -> bool:
    """Does the leaf's own field claim its place before every other?"""
    assert leaf.chosen is not None
    if leaf.own < ADJACENT:
        return False
    claims = bound.claims(leaf.chosen.start, leaf.chosen.end)
    return all(score < leaf.own for target, score in claims.items() if target != leaf.target.id)


def _exchangeable(one: Leaf, other: Leaf) -> bool:
    return (
        isinstance(one.value, str) is isinstance(other.value, str)
        and one.value != other.value
        and could_hold(one.target, other.value, other.kind)
        and could_hold(other.target, one.value, one.kind)
    )


def _margin(one: Leaf, other: Leaf, bound: Bound) -> float:
    """By how much the text supports two leaves better than their exchange; 0 where it does not tell."""
    assert one.chosen is not None and other.chosen is not None
    mine = _claim_on(one, other, bound)
    theirs = _claim_on(other, one, bound)
    margin = one.own - mine + other.own - theirs
    one_scope, other_scope = one.target.scopes, other.target.scopes
    if one_scope != other_scope:
        margin += SCOPE * bound.scope(one.chosen.start, one_scope, other_scope)
        margin += SCOPE * bound.scope(other.chosen.start, other_scope, one_scope)
    if one.target.annotated or other.target.annotated:
        return margin
    if -UNCUED < margin < UNCUED:
        return _likelier(one, other)
    gain = _gain(one, other)
    return margin + TELLING * gain if abs(gain) > 1 else margin


def _claim_on(leaf: Leaf, other: Leaf, bound: Bound) -> float:
    """The claim of another leaf's field on a leaf's place; none where its cues stand inside that leaf's own place."""
    assert leaf.chosen is not None and other.chosen is not None
    score = bound.claims(leaf.chosen.start, leaf.chosen.end).get(other.target.id, 0.0)
    if not score or other.target.annotated:
        return score
    cues = _cues_for(other.target.id, leaf, bound)
    return 0.0 if cues and cues <= bound.cues_in(other.chosen) else score


def _cues_for(target: int, leaf: Leaf, bound: Bound) -> set[int]:
    """Numbers of the cues of a field beside a leaf's place."""
    assert leaf.chosen is not None
    found = bound.found
    return {
        index
        for index in bound.beside.get(leaf.chosen.start, ())
        if target in found[index].entry.before or target in found[index].entry.after
    }


def _likelier(one: Leaf, other: Leaf) -> float:
    """Without cues, by the words of values and fields: more than 0 where the label is at least as likely as the
    exchange. Two names without anything to tell them apart stand in the label's order."""
    assert one.chosen is not None and other.chosen is not None
    first, second = str(one.value), str(other.value)
    mine, theirs = one.target.field.words, other.target.field.words
    sign = in_order(mine, theirs)
    if sign and (not isinstance(one.value, str) or (one.kind == other.kind and one.kind in DAYS)):
        return float(sign) if one.value <= other.value else -float(sign)
    gain = _gain(one, other)
    if gain:
        return float(gain)
    ahead = one.chosen.start < other.chosen.start
    return 0.1 if stands_to_reason(first, second, mine, theirs, ahead, ahead == (one.order < other.order)) else -0.1


def _gain(one: Leaf, other: Leaf) -> int:
    """How much more two values look like their own field's than like each other's, from -4 to 4."""
    first, second = str(one.value), str(other.value)
    mine, theirs = one.target.field.words, other.target.field.words
    return affinity(first, mine) + affinity(second, theirs) - affinity(first, theirs) - affinity(second, mine)


#: Kinds of strings that sort as what they mean.


def _mute(found: Grounding) -> set[int]:
    """Cues that name no object: words of a value, names of objects that are empty."""
    mute: set[int] = set()
    bound = found.bound
    for leaf in found.leaves:
        if leaf.chosen is None:
            continue
        if leaf.kind not in SAID_BY_CUE or not leaf.chosen.cued:
            mute.update(bound.cues_within(leaf.chosen))
        if leaf.kind in ("empty", "null"):
            mute.update(bound.cues_at(leaf.chosen))
    return mute


def _unheard_of(found: Grounding) -> set[int]:
    """Fields of objects that neither the label has nor the text names: nothing can belong there."""
    having = found.bound.around.objects
    named = {
        scope
        for index, occurrence in enumerate(found.bound.found)
        if index not in found.bound.words
        for scope in (*occurrence.entry.scopes, *occurrence.entry.implied)
    }
    return {
        target.id
        for target in found.bound.cues.targets
        if target.scopes and target.path[:-1] not in having and target.scopes[-1] not in named
    }


def _moved(leaf: Leaf, present: set[int], bound: Bound) -> Iterator[Problem]:
    """A value beside the cue of a field that the label leaves absent belongs there; `present` has all others."""
    assert leaf.chosen is not None
    targets = bound.cues.targets
    for target, score in bound.claims(leaf.chosen.start, leaf.chosen.end).items():
        other = targets[target]
        least = max(leaf.own, ADJACENT if leaf.target.annotated else NAME_CLAIM)
        if score < least or target == leaf.target.id or target in present:
            continue
        if not leaf.target.annotated and _belongs(leaf, other, bound):
            continue
        if other.path[: len(leaf.target.path)] == leaf.target.path or leaf.target.path[: len(other.path)] == other.path:
            continue
        scope = bound.scope(leaf.chosen.start, leaf.target.scopes, other.scopes)
        beside = other.path[:-1] == leaf.target.path[:-1] and other.kind == leaf.target.kind
        if (
            score >= leaf.own + SCOPE * scope + (0.0 if beside else 0.3)
            and other.kind == leaf.target.kind
            and (could_hold(other, leaf.value, leaf.kind))
        ):
            yield "moved", leaf.path, f"{leaf.value!r} could be {'.'.join(other.path)}"
            return


def _belongs(leaf: Leaf, other: Target, bound: Bound) -> bool:
    """Without phrases: does the value look like its own field's, or are the other one's cues words of values?"""
    if fits_better(str(leaf.value), leaf.target.field.words, other.field.words):
        return True
    cues = _cues_for(other.id, leaf, bound)
    return bool(cues) and cues <= bound.words


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
            if _swaps(items, index, leaf, twin, bound, (low, high), taken):
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


def _swaps(
    items: list[Tree], index: int, leaf: Leaf, twin: Leaf, bound: Bound, limits: tuple[int, int], taken: set[int]
) -> bool:
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
    there = [
        e
        for e in twin.places
        if low <= e.start < middle_high and e.start not in others and twin.strengths[e.start] >= twin.own - 0.5
    ]
    back = [
        e
        for e in leaf.places
        if middle_low <= e.start < high and e.start not in others and leaf.strengths[e.start] >= leaf.own - 0.5
    ]
    return any(e.start < other.start for e in there for other in back)


def _exchanged_scalars(array: Tree) -> Iterator[Problem]:
    """Two neighbours of an enumeration that stand in it in both orders."""
    leaves = [item.leaf for item in array.children if item.leaf is not None and item.leaf.chosen is not None]
    if len(leaves) < 2:
        return
    low, high = leaves[0].chosen.start, leaves[-1].chosen.end  # type: ignore[union-attr]
    values = [leaf.value for leaf in leaves]
    spans = [(leaf.chosen.start, leaf.chosen.end) for leaf in leaves if leaf.chosen is not None]

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


_BORDER = re.compile(r"[.;\n!?|]|\b(?:first|second|third|next|another|other)\b")


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
