"""Enumerations: the items of a list of scalars stand side by side, with separators and nothing else between.

Or one word stands for several of them: "every weekday", "Monday to Thursday".

What stands ahead of the first item and behind the last: `further_items.py`. Lists of objects: `counted_items.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from edgejson.forms import FORM, Evidence
from edgejson.forms.kinds import NUMBERS
from edgejson.forms.strings import between_words
from edgejson.forms.words import spelt
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import CUED, Leaf, Problem, Tree
from edgejson.grounding.further_items import further_items
from edgejson.language.vocabulary import vocabulary

_CONJUNCTIONS = re.compile(rf"\b{vocabulary('language/en/cues').either('conjunctions')}\b|\\\\n|\d+[.)]", re.I)
_SENTENCE = re.compile(r"[:!?]|\.\s")
_URL = re.compile(r"\b[a-z]+://\S+")
_QUOTED = re.compile(r"[\"“][^\"“”\n]{2,}[\"”]")
_QUOTES_BEHIND = ('"', "”", "’", "`")
_SEPARATOR = re.compile(r"[,;/|]+|\b(?:and|or|vs|versus|plus)\b|&|\n", re.I)
#: A measure and a few words behind an item, ahead of what separates it from the next.
_DOSE = re.compile(
    r" \d[\d.,]* ?(?:[mµk]?g|mcg|ml|iu|units?|%)(?: [a-z]+){0,5}(?:,|;| and|, and|\n[ \t]*(?:\d+[.)]|[-*•])) ?"
)


def lists_of_scalars(node: Tree) -> Iterator[Tree]:
    """Arrays of which every item is a scalar."""
    if node.array and all(child.leaf is not None for child in node.children):
        yield node
        return
    for child in node.children:
        yield from lists_of_scalars(child)


def broken(node: Tree, bound: Bound, leaves: Sequence[Leaf] = ()) -> Iterator[Problem]:
    """What is wrong with a list of scalars whose leaves are placed: items missing, split or run together.

    `leaves` are all of the label's: a name that stands for another one of them is no missing item.
    """
    placed = [child.leaf for child in node.children if child.leaf is not None and child.leaf.chosen is not None]
    if len(placed) != len(node.children) or not placed or placed[0].settled:
        return
    text = bound.reading.text
    marks: list[str] = []
    for one, other in pairwise(placed):
        assert one.chosen is not None and other.chosen is not None
        gap = text[one.chosen.end : other.chosen.start]
        problem = _gap(one.chosen.end, other.chosen.start, bound, other.target.id)
        if not problem and _is_name_of_list(one, bound):
            problem = "split-item"  # "height Height 6, Height D" has no item "Height"
        if problem == "missing-item" and not one.target.annotated and _COUNTED.fullmatch(gap.lower()):
            problem = ""  # "a pizza, two spring rolls"
        if problem == "missing-item" and not one.target.annotated and _of_same_item(other, gap.lower()):
            problem = ""
        if problem == "missing-item" and not one.target.annotated and _taken(gap, one, leaves):
            problem = ""  # "2 loaves of bread and 3 bottles of milk": of lists side by side
        joined = _TOGETHER.fullmatch(gap) or (one.kind in NUMBERS and gap.strip() == "to")
        if problem == "missing-item" and not one.target.annotated and joined:
            problem = ""  # "warfarin together with ibuprofen", "from 1660 to 1670"
        if problem == "split-item" and gap.isspace() and one.kind in NUMBERS and not one.target.annotated:
            problem = ""  # "the average of 10 20 30"
        if not one.target.annotated and _RANGE.fullmatch(gap) and _days_between(one.value, other.value):
            problem = "missing-item"  # "Monday to Thursday"
        if problem and not _told_apart(one, other, leaves, bound):
            yield problem, other.path, f"between {one.value!r} and {other.value!r} stands {gap[:60]!r}"
            return
        marks.append(gap)
    yield from _run_together(placed, marks, text)
    yield from further_items(placed, marks, bound, leaves)


#: Ahead of a further item: how many of it there are.
_COUNTED = re.compile(
    rf"(?:,|;| and| &|, and) (?:\d{{1,2}}x?|{'|'.join(vocabulary('language/en/numbers').words('ones')[1:])}"
    r"|some|(?:(?:an?|\d{1,2}|[a-z]{3,5}) )?[a-z]+ of) "
)


def _taken(gap: str, one: Leaf, leaves: Sequence[Leaf]) -> bool:
    """Is what stands behind an item, but for what separates it from the next, other fields' values?"""
    assert one.chosen is not None
    start = one.chosen.end
    for leaf in leaves:
        if leaf.chosen is not None and leaf.target is not one.target:
            low, high = leaf.chosen.start - start, leaf.chosen.end - start
            if low >= 0 and high <= len(gap):
                gap = f"{gap[:low]}{' ' * (high - low)}{gap[high:]}"
    return not any(letter.isalnum() for letter in _CONJUNCTIONS.sub(" ", gap))


_RANGE = re.compile(r" ?[-–] ?| (?:to|through|thru|till|until) ")
_TOGETHER = re.compile(r" (?:(?:together|along) with|as well as|alongside) (?:the )?")


def _of_same_item(other: Leaf, gap: str) -> bool:
    """Do words between two items without phrases say no third one: "naproxen 250 mg twice daily and omeprazole"?

    Of values that the schema lists, none of them: "beaches and good food".
    """
    listed = other.target.field.enum
    return _DOSE.fullmatch(gap) is not None or (
        bool(listed) and len(gap) <= _CLOSE and not any(spelt(str(value)).lower() in gap for value in listed)
    )


#: Characters between two items at most, where other words stand between.
_CLOSE = 80


def _is_name_of_list(first: Leaf, bound: Bound) -> bool:
    """Does an item stand where the text names its list, with the same word once more behind it?"""
    assert first.chosen is not None
    start, end = first.chosen.start, first.chosen.end
    index = bisect_left(bound.starts, start)
    if index == len(bound.starts) or (bound.starts[index], bound.ends[index]) != (start, end):
        return False
    again = _WORD_BEHIND.match(bound.lowered, end)
    named = bound.found[index].entry.before
    return again is not None and again[1] == bound.lowered[start:end] and first.target.id in named


_WORD_BEHIND = re.compile(r"[ :=(]+([^\W_]+)")


def _gap(start: int, end: int, bound: Bound, target: int) -> str:
    """What is wrong between two neighbours of an enumeration, which are of the field `target`, or ""."""
    gap = bound.reading.text[start:end]
    words = _CONJUNCTIONS.sub(" ", gap)
    if not any(letter.isalnum() for letter in words):
        return "" if _SEPARATOR.search(gap) or "." in gap or ":" in gap or gap.strip(" ") == "-" else "split-item"
    if len(gap) > 200 or (_SENTENCE.search(_URL.sub("", gap)) and not _QUOTED.search(gap)):
        return ""
    index = bisect_left(bound.starts, start)
    if index < len(bound.starts) and bound.starts[index] < end and not _QUOTED.search(gap):
        named = bound.found[index].entry
        if target in named.before or target in named.after or named.size > 1 or named.marker:
            return ""  # the field is named anew between them
    return "missing-item"


def _told_apart(one: Leaf, other: Leaf, leaves: Sequence[Leaf], bound: Bound) -> bool:
    """Are two names told in a sentence of its own words, rather than enumerated? Then no further name stands between
    them that is not another leaf's."""
    assert one.chosen is not None and other.chosen is not None
    if one.target.annotated or not (_named(one) and _named(other)):
        return False
    start, end = one.chosen.end, other.chosen.start
    gap = bound.reading.text[start:end]
    for leaf in leaves:
        if leaf.chosen is not None and start <= leaf.chosen.start and leaf.chosen.end <= end:
            low, high = leaf.chosen.start - start, leaf.chosen.end - start
            gap = f"{gap[:low]}{'x' * (high - low)}{gap[high:]}"
    parts = [part.strip(' "“”') for part in _SEPARATOR.split(gap)]
    return any(" " in part for part in parts) and not any(part[:1].isupper() or part[:1].isdigit() for part in parts)


def _named(leaf: Leaf) -> bool:
    return isinstance(leaf.value, str) and leaf.value[:1].isupper()


def _run_together(placed: list[Leaf], marks: list[str], text: str) -> Iterator[Problem]:
    """An item that holds what separates the items is several, unless it is quoted."""
    used = [mark for mark in (", ", "; ", " and ", " / ", " | ") if any(mark in gap for gap in marks)]
    if not used or ", " in used or " and " in used:
        used = list(dict.fromkeys((", ", " and ", *used)))
    for leaf in placed:
        assert leaf.chosen is not None
        if text[leaf.chosen.end : leaf.chosen.end + 2].lstrip("\\")[:1] in _QUOTES_BEHIND:
            continue
        for mark in used:
            if isinstance(leaf.value, str) and mark in leaf.value and not any("\n" in gap for gap in marks):
                yield "merged-items", leaf.path, f"{leaf.value!r} holds {mark!r}, which separates the items"
                return


_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: Letters that tell a day, or a value of a set, however it is abbreviated; and days in a row at least.
_TELLING = 3


def _from_to(days: list[str]) -> re.Pattern[str] | None:
    """What says some days, in order and by their first letters, by the first and the last; None for days in no row."""
    first = _WEEK.index(days[0]) if days[0] in _WEEK else -1
    row = [_WEEK[(first + step) % len(_WEEK)] for step in range(len(days))]
    if first < 0 or days != row or len(days) < _TELLING:
        return None
    return re.compile(rf"\b{days[0]}[a-z]*\.?(?: ?[-–] ?| (?:to|through|thru|till|until) ){days[-1]}[a-z]*")


def _days_between(first: object, last: object) -> bool:
    """Do other days lie between two?"""
    one, other = (str(day).lower()[:_TELLING] for day in (first, last))
    if one not in _WEEK or other not in _WEEK:
        return False
    return (_WEEK.index(other) - _WEEK.index(one)) % len(_WEEK) > 1


@cache
def _sets() -> dict[frozenset[str], re.Pattern[str]]:
    rows = vocabulary("language/en/everyday").pairs("together").items()
    return {frozenset(members.split(", ")): re.compile(between_words("|".join(ways))) for members, ways in rows}


def settle(tree: Tree, bound: Bound) -> None:
    """Place all items of a list without phrases at the word for all of them, where they have no places of their own."""
    for array in lists_of_scalars(tree):
        leaves = array.leaves
        if not leaves or leaves[0].target.annotated or not any(leaf.problem for leaf in leaves):
            continue
        days = [str(leaf.value).lower()[:_TELLING] for leaf in leaves]
        said = _sets().get(frozenset(days)) or _from_to(days)
        found = said.search(bound.lowered) if said else None
        if found:
            for leaf in leaves:
                leaf.chosen, leaf.own, leaf.problem, leaf.settled = Evidence(*found.span(), FORM), CUED, "", True
