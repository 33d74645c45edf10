"""Items of lists of objects that a text sets in a row or counts, and the label lacks; without phrases only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf, Problem, Tree, placed
from edgejson.grounding.gaps import within
from edgejson.grounding.headed import HEADS, ORDINALS
from edgejson.grounding.placement import stretch
from edgejson.language.names import singular
from edgejson.schema.fields import FieldMap

_BULLET = re.compile(r"([ \t>]*)(?:[-*•–+]|\d{1,2}[.)])[ \t]+[^\W_]")


def bullets_left(node: Tree, bound: Bound, leaves: Sequence[Leaf]) -> Iterator[Problem]:
    """Bullets in a row with those of a list of objects, of which the label says nothing.

    For fields without phrases only: with them, the words of a bullet tell what it says.
    """
    for child in node.children:
        if child.children:
            yield from bullets_left(child, bound, leaves)
    if not node.array or node.leaves[0].target.annotated or not all(child.children for child in node.children):
        return
    text = bound.reading.text
    spans = [span for child in node.children if (span := stretch(child))]
    rows = [text.rfind("\n", 0, start) + 1 for start, _ in spans]
    marks = [_BULLET.match(text, row) for row in rows]
    if len(set(rows)) < len(node.children) or len({mark and mark.group(1) for mark in marks}) > 1 or marks[0] is None:
        return
    ends = stretch(node)
    assert ends is not None
    behind = text.find("\n", ends[1]) + 1
    single = not any("\n" in text[start:end] for start, end in spans)  # each item is one line
    between = [mark.end() for mark in re.finditer("\n", text[: ends[1]]) if single and mark.end() > rows[0]]
    for row in (text.rfind("\n", 0, max(rows[0] - 1, 0)) + 1, *between, behind or rows[0]):
        mark = _BULLET.match(text, row)
        if mark is None or mark.group(1) != marks[0].group(1) or row in rows:
            continue
        end = text.find("\n", row)
        while end >= 0 and text.startswith(f"{mark.group(1)} ", end + 1):  # what lies below a bullet is part of it
            end = text.find("\n", end + 1)
        end = end if end >= 0 else len(text)
        if not any(leaf.chosen and row <= leaf.chosen.start < end for leaf in leaves):
            yield "missing-item", node.path, f"{text[row:end].strip()[:60]!r} stands in a row with the items"


def numbered(node: Tree, bound: Bound, fields: FieldMap, leaves: Sequence[Leaf]) -> Iterator[Problem]:
    """Items that the text counts ("the third reading", "Reading 3:") beyond those of the longest list of that name.

    For lists without phrases only: the words of a phrase tell what they say. What one of the label's `leaves` says
    counts nothing: a value may be "Reading 3".
    """
    longest: dict[str, Tree] = {}
    for array in _arrays(node):
        if not (array.leaves and array.leaves[0].target.annotated):
            name = singular(fields.field(array.path).words) or "item"
            if name not in longest or len(array.children) > len(longest[name].children):
                longest[name] = array
    low = bound.lowered
    values = placed(leaves)
    for name, array in longest.items():
        size = len(array.children)
        if not name or size + 1 >= len(ORDINALS):
            continue
        last, further = (f"{ORDINALS[number]} {name}" for number in (size, size + 1))
        if further in low and last in low and _counts(further, low, "", values) and _counts(last, low, ""):
            yield "missing-item", array.path, f"the text has a {further}"
        last, further = (f"{name} {number}" for number in (size, size + 1))
        if further in low and last in low and _counts(further, low, HEADS, values) and _counts(last, low, HEADS):
            yield "missing-item", array.path, f"the text has a {further!r}"


def lists_of_objects(fields: FieldMap) -> dict[str, str]:
    """The record's lists of objects without phrases: name -> what one item is called."""
    found: dict[str, str] = {}
    for name in fields.properties(()):
        field, item = fields.field((name,)), fields.field((name, "*"))
        said = singular(field.words)
        inner = [fields.field((*item.path, member)) for member in fields.properties(item.path)]
        if said and field.types == {"array"} and item.types == {"object"} and not any(each.phrases for each in inner):
            found[name] = said
    return found


def unlisted(lists: dict[str, str], bound: Bound) -> Iterator[Problem]:
    """Items that the text counts of a list of objects (see above) that the record lacks."""
    for name, said in lists.items():
        if (name,) in bound.around.objects:
            continue
        for first, mark in ((f"{ORDINALS[1]} {said}", r" ?[:–—]"), (f"{said} 1", HEADS)):
            if first in bound.lowered and _counts(first, bound.lowered, mark):
                yield "omission", (name,), f"the text has a {first!r}"
                break


def _counts(said: str, lowered: str, behind: str, values: Sequence[tuple[int, int]] = ()) -> bool:
    """Does a text say some words, ahead of a pattern and outside of the values that stand in it?"""
    found = re.finditer(rf"(?<![^\W_]){re.escape(said)}(?![^\W_]){behind}", lowered)
    return any(not within(match.start(), values) for match in found)


def _arrays(node: Tree) -> Iterator[Tree]:
    if node.array:
        yield node
    for child in node.children:
        yield from _arrays(child)
