"""Values that words announce, of which the label has none."""

from __future__ import annotations

import re

from edgejson.forms.kinds import OPEN
from edgejson.grounding.binding import CORRECTION_REACH, Bound
from edgejson.grounding.candidates import Leaf
from edgejson.grounding.cue_parts import Target
from edgejson.grounding.cue_values import is_null
from edgejson.grounding.cues import ADJACENT
from edgejson.grounding.frame_parts import Hole, Names
from edgejson.grounding.frame_patterns import INTO

#: Characters of a line that was broken because it was full, at least.
FULL_LINE = 40
_INTO = re.compile(INTO)


def uttered(
    uses: list[tuple[Names, Hole]], place: int, leaves: list[Leaf], bound: Bound
) -> tuple[str, Names, int] | None:
    """`untold` of what stands behind words that may announce any of some fields, and end at a place."""
    lowered = bound.lowered
    into = _INTO.match(lowered, place)
    begin = into.end() if into else place
    if len(uses) == 1:  # mostly a value of its field begins there, and no pattern is asked
        (path, _), *_ = uses
        own = [leaf for leaf in leaves if leaf.target.path[: len(path)] == path]
        if any(each.start <= begin < each.end for leaf in own for each in (*leaf.candidates, *leaf.framed)):
            return None
    matches = [(path, hole.uttered.on(lowered).match(lowered, place)) for path, hole in uses]
    return untold([(path, match.span(1)) for path, match in matches if match], leaves, bound)


def untold(
    spans: list[tuple[Names, tuple[int, int]]], leaves: list[Leaf], bound: Bound, headed: bool = False
) -> tuple[str, Names, int] | None:
    """(code, path, end) where none of the values that some words may announce is in the label; None for none."""
    having = None
    for path, (start, end) in spans:
        own = [leaf for leaf in leaves if leaf.target.path[: len(path)] == path]
        if any(e.start < end and start < e.end for leaf in own for e in (*leaf.candidates, *leaf.framed)):
            return None
        if any(
            leaf.chosen and leaf.own >= ADJACENT and leaf.chosen.start < end and start < leaf.chosen.end
            for leaf in leaves
        ):
            return None  # other words beside it name its field
        target = bound.cues.by_path.get(path)
        says = target is not None and target.kind == "boolean"
        if (not says and is_null(bound.lowered[start:end])) or (not headed and _on_its_own_line(start, bound)):
            return None
        if target is not None and _could_be_any(target) and not _marked(start, bound):
            return None
        if own and having is None:
            having = path
    if not spans or any(0 <= marker.start - spans[0][1][0] <= CORRECTION_REACH * 2 for marker in bound.markers):
        return None
    path, (_, end) = spans[0]
    return ("contradiction", having, end) if having else ("omission", path, end)


def _on_its_own_line(start: int, bound: Bound) -> bool:
    """Does a value begin a line, and no line is broken before it because it was full?"""
    text = bound.reading.text
    line = text.rfind("\n", 0, start)
    return line >= 0 and not text[line:start].strip(" >\n") and line - text.rfind("\n", 0, line) < FULL_LINE


def _could_be_any(target: Target) -> bool:
    """May a field hold any words?"""
    return target.kind in OPEN and not target.field.pattern and not target.field.types & {"object", "array"}


def _marked(start: int, bound: Bound) -> bool:
    """Does a string look like a value: with a capital, a digit, in quotation marks?"""
    text = bound.reading.text
    return text[start].isupper() or text[start].isdigit() or text[start - 1 : start] == '"'
