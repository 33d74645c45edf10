"""Items of a list that the text numbers ("the second reading", "Reading 2:"): where what is said of each begins.

For lists without phrases only: with them, the words of a phrase tell what they say.
"""

from __future__ import annotations

import re
from functools import lru_cache

from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf, Tree
from edgejson.grounding.cues import ADJACENT
from edgejson.language.names import singular
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap, Path

#: Number -> its ordinal, up to ten.
ORDINALS = ("", *vocabulary("language/en/numbers").words("ordinals")[:10])
#: What stands behind a number that counts items rather than is one.
HEADS = r"(?=[\]:=*]| *(?:\\n|\n|\Z)| -)"
#: Words that speak of several items at once.
_OF_ALL = re.compile(r"\b(?:both|all|each|every|they)\b")

Stretches = dict[Path, tuple[int, int]]


def stretches(node: Tree, bound: Bound, fields: FieldMap) -> Stretches:
    """By the path of an item: from where the text numbers it to where it numbers the next one (the last: to the end
    of its list's stretch). Items of a list stand here all or not at all, in their order."""
    found: Stretches = {}
    _collect(node, bound, fields, (0, len(bound.lowered)), found)
    return found


def _collect(node: Tree, bound: Bound, fields: FieldMap, within: tuple[int, int], found: Stretches) -> None:
    if not node.children or node.leaves[0].target.annotated:
        return
    starts = _starts(node, bound, fields, within) if node.array and len(node.children) > 1 else []
    for index, child in enumerate(node.children):
        inner = within
        if starts:
            inner = starts[index], starts[index + 1] if index + 1 < len(starts) else within[1]
            found[child.path] = inner
        if child.children:
            _collect(child, bound, fields, inner, found)


def _starts(node: Tree, bound: Bound, fields: FieldMap, within: tuple[int, int]) -> list[int]:
    name = singular(fields.field(node.path).words) or "item"
    count = len(node.children)
    low, high = within
    if not all(child.children for child in node.children) or bound.lowered.find(name, low, high) < 0:
        return []
    starts: list[int] = []
    last = -1
    for number in range(1, count + 1):
        found = _numbered(name, number).finditer(bound.lowered, low, high)
        places = [_begun(bound.lowered, max(low, last), place.start()) for place in found]
        if not places or places[0] < last:
            return []
        starts.append(places[0])
        last = places[-1]
    return starts


def _begun(text: str, low: int, place: int) -> int:
    """Where the words begin that deny something of an item and name it last: "There is no date for the second item"."""
    denied = _DENIED_OF.search(text, max(low, place - _REACH), place)
    return denied.start() if denied else place


_DENIED_OF = re.compile(r"\b(?:there (?:is|are) )?no [^\W\d_][\w \n]*? for (?:the )?\Z")
#: Characters that such words take at most.
_REACH = 80


@lru_cache(maxsize=4096)
def _numbered(name: str, number: int) -> re.Pattern[str]:
    said = re.escape(name)
    ordinal = rf"{ORDINALS[number]} {said}|" if number < len(ORDINALS) else ""
    return re.compile(rf"(?<![^\W_])(?:{ordinal}{said} {number}{HEADS})(?![^\W_])")


def keep(leaves: list[Leaf], headed: Stretches, text: str) -> None:
    """Give leaves of numbered items the places in their item's stretch; where all lie in others', none is theirs."""
    for leaf in leaves:
        size = next((size for size in range(len(leaf.path), 0, -1) if leaf.path[:size] in headed), 0)
        if not size or not leaf.places:
            continue
        low, high = headed[leaf.path[:size]]
        inside = [place for place in leaf.places if low <= place.start < high]
        if inside:
            leaf.places = inside
            continue
        rows = [headed[path] for path in headed if path[: size - 1] == leaf.path[: size - 1] and len(path) == size]
        if all(leaf.strengths[place.start] >= ADJACENT and _of_one(place.start, rows, text) for place in leaf.places):
            leaf.places, leaf.problem = [], "order"


def _of_one(place: int, rows: list[tuple[int, int]], text: str) -> bool:
    """Is a place surely about one of the items, rather than about all?"""
    for low, high in rows:
        if low <= place < high:
            blank = text.find("\n\n", low)
            return not (0 <= blank < place) and _OF_ALL.search(text, low, place) is None
    return False
