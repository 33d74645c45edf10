"""Lists in order: each item of a list gets a stretch of the text of its own, in the label's order.

The stretch of an item ends as early as it can: from where the item before ended, every leaf takes its first
place. So a division of the text among the items is found whenever there is one, in one pass.
"""

from __future__ import annotations

from collections.abc import Iterator

from edgejson.checks.leaves import Leaf, Tree


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


def limits(node: Tree) -> dict[int, tuple[int, int]]:
    """By a leaf's number: the stretch of text that the items around leave to its item of a list."""
    found: dict[int, tuple[int, int]] = {}
    _limit(node, 0, 1 << 60, found)
    return found


def _limit(node: Tree, low: int, high: int, found: dict[int, tuple[int, int]]) -> None:
    if node.leaf is not None:
        found[node.leaf.order] = (low, high)
    elif not node.array:
        for child in node.children:
            if child.leaf is None or low or high < 1 << 60:
                _limit(child, low, high, found)
    elif len(node.children) > 1 and node.children[0].children:
        spans = [stretch(child) for child in node.children]
        for index, child in enumerate(node.children):
            before = spans[index - 1] if index else None
            after = spans[index + 1] if index + 1 < len(spans) else None
            _limit(child, before[1] if before else low, after[0] if after else high, found)
    else:
        for child in node.children:
            _limit(child, low, high, found)
