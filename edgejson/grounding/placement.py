"""Lists in order: each item of a list gets a stretch of the text of its own, in the label's order.

The stretch of an item ends as early as it can: from where the item before ended, every leaf takes its first
place. So a division of the text among the items is found whenever there is one, in one pass.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf, Tree
from edgejson.grounding.cues import ADJACENT
from edgejson.grounding.headed import Stretches


def place(node: Tree, low: int) -> int:
    """Choose places for all leaves below a node, none before `low`; returns where the stretch ends, -1 for none.

    The leaf that has no place left says so in its `problem`.
    """
    leaf = node.leaf
    if leaf is not None:
        if not leaf.places:
            return low  # derived or missing: reported elsewhere
        for evidence in leaf.places:
            if evidence.start >= low:
                leaf.chosen = evidence
                return evidence.end
        leaf.chosen = None
        return -1
    end = low
    failed = False
    for child in node.children:
        reached = place(child, end if node.array else low)
        if reached < 0:
            failed = True
        elif reached > end:
            end = reached
    return -1 if failed else end


def arrays(node: Tree) -> Iterator[Tree]:
    """The outermost arrays of a label."""
    if node.array:
        yield node
    else:
        for child in node.children:
            if child.children:
                yield from arrays(child)


def stretch(node: Tree, without: Leaf | None = None) -> tuple[int, int] | None:
    """From the first to the last chosen place below a node, but for one leaf; None where nothing is placed."""
    low, high = 1 << 60, -1
    for leaf in node.leaves:
        chosen = leaf.chosen
        if chosen is not None and leaf is not without:
            if chosen.start < low:
                low = chosen.start
            if chosen.end > high:
                high = chosen.end
    return (low, high) if high >= 0 else None


def limits(node: Tree, headed: Stretches) -> dict[int, tuple[int, int]]:
    """By a leaf's number: the stretch of text that the items around, or their numbers, leave to its item of a list."""
    found: dict[int, tuple[int, int]] = {}
    _limit(node, 0, 1 << 60, headed, found)
    return found


def _limit(node: Tree, low: int, high: int, headed: Stretches, found: dict[int, tuple[int, int]]) -> None:
    if node.leaf is not None:
        found[node.leaf.order] = (low, high)
    elif not node.array:
        for child in node.children:
            if child.leaf is None or low or high < 1 << 60:
                _limit(child, low, high, headed, found)
    elif len(node.children) > 1 and node.children[0].children:
        spans = [stretch(child) for child in node.children]
        for index, child in enumerate(node.children):
            before = spans[index - 1] if index else None
            after = spans[index + 1] if index + 1 < len(spans) else None
            start, end = before[1] if before else low, after[0] if after else high
            if child.path in headed:
                start = headed[child.path][0] if index else low
                end = headed[child.path][1] if index + 1 < len(spans) else high
            _limit(child, start, end, headed, found)
    else:
        for child in node.children:
            _limit(child, low, high, headed, found)


def drop_parts(leaves: list[Leaf]) -> None:
    """Without phrases and cues: a value that stands by itself too is not the part of another one's longer place."""
    unsure = [leaf for leaf in leaves if len(leaf.places) > 1 and not leaf.target.annotated]
    unsure = [leaf for leaf in unsure if max(leaf.strengths[place.start] for place in leaf.places) < ADJACENT]
    if not unsure:
        return
    spans = sorted({(place.start, place.end) for leaf in leaves for place in leaf.places})
    ends = list(accumulate((end for _, end in spans), max))  # the last end of all that start up to here
    longest = dict(spans)  # of those with one start the longest comes last
    for leaf in unsure:
        whole = []
        for place in leaf.places:
            before = bisect_left(spans, (place.start, 0)) - 1
            if longest[place.start] == place.end and not (before >= 0 and ends[before] >= place.end):
                whole.append(place)
        leaf.places = whole or leaf.places


def words_and_labels(leaves: list[Leaf], bound: Bound) -> set[int]:
    """Numbers of the cues that are words of values beside their own field's cue ("enabled: yes"), or such cues."""
    cues: set[int] = set()
    for leaf in leaves:
        own = leaf.target.id
        for evidence in leaf.places:
            if evidence.cued or leaf.strengths[evidence.start] < ADJACENT:
                continue
            cues.update(bound.cues_within(evidence))
            for cue in bound.cues_at(evidence):
                entry = bound.found[cue].entry
                if own in entry.before or own in entry.after:
                    cues.add(cue)
    return cues


def naming_nothing(bound: Bound) -> set[int]:
    """Numbers of the cues that name only objects that the label lacks."""
    named = bound.around.named
    return {
        index
        for index, cue in enumerate(bound.found)
        if named.isdisjoint(cue.entry.scopes) and named.isdisjoint(cue.entry.implied)
    }
