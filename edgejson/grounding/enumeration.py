"""Enumerations: the items of a list of scalars stand side by side, with separators and nothing else between."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from edgejson.forms.kinds import NUMBERS
from edgejson.forms.words import spelt
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf, Tree
from edgejson.grounding.cues import ADJACENT, NAME
from edgejson.grounding.headed import HEADS, ORDINALS
from edgejson.grounding.placement import stretch
from edgejson.language.names import singular
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap

Problem = tuple[str, tuple[str | int, ...], str]

_CONJUNCTIONS = re.compile(rf"\b{vocabulary('language/en/cues').either('conjunctions')}\b|\\\\n|\d+[.)]", re.I)
_SENTENCE = re.compile(r"[:!?]|\.\s")
_URL = re.compile(r"\b[a-z]+://\S+")
_QUOTED = re.compile(r"[\"“][^\"“”\n]{2,}[\"”]")
_CLOSING, _OPENING = "\"'”’`", "\"'“‘`"
_QUOTES_BEHIND = ('"', "”", "’", "`")
_SEPARATOR = re.compile(r"[,;/|]+|\b(?:and|or|vs|versus|plus)\b|&|\n", re.I)
_ITEM_BEHIND = re.compile(
    r"[\"'”’`*_]*(?P<mark> (?:and|or|AND|OR|&)[ \n]|, (?:and |or |AND |OR )?|; | / | \|\|? |,)[\"'“‘`*_]*"
    r"(?P<item>[^\s,;.|][^,;|\n]{0,38}?)[\"'”’`*_]*(?=[,;|\n\]]|\\n|\.(?!\d)|$| and | AND | / )"
)


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
        if problem == "split-item" and gap.isspace() and one.kind in NUMBERS and not one.target.annotated:
            problem = ""  # "the average of 10 20 30"
        if problem and not _told_apart(one, other, leaves, bound):
            yield problem, other.path, f"between {one.value!r} and {other.value!r} stands {gap[:60]!r}"
            return
        marks.append(gap)
    yield from _run_together(placed, marks, text)
    yield from _number_left(placed[-1], len(placed), leaves, bound)
    yield from _more(placed, marks, bound, leaves)


#: Ahead of a further item: how many of it there are.
_COUNTED = re.compile(
    rf"(?:,|;| and| &|, and) (?:\d{{1,2}}x?|{'|'.join(vocabulary('language/en/numbers').words('ones')[1:])}"
    r"|some|(?:(?:an?|\d{1,2}|[a-z]{3,5}) )?[a-z]+ of) "
)


def _of_same_item(other: Leaf, gap: str) -> bool:
    """Do words between two items without phrases say no third one: "naproxen 250 mg twice daily and omeprazole"?

    Of values that the schema lists, none of them: "beaches and good food".
    """
    listed = other.target.field.enum
    return _DOSE.fullmatch(gap) is not None or (
        bool(listed) and len(gap) <= _CLOSE and not any(spelt(str(value)).lower() in gap for value in listed)
    )


#: Characters between two items at most, where other words stand between.
_CLOSE = 24
#: Behind the last number of a list: one more, and no unit of its own.
_NUMBER_BEHIND = re.compile(r",? and (\d[\d.,]*\d|\d)(?= with\b| in\b|[.?!;]|\s*\Z)")


def _number_left(last: Leaf, count: int, leaves: Sequence[Leaf], bound: Bound) -> Iterator[Problem]:
    """One more number behind the last one of a list without phrases, which is no leaf's: "85, 90 and 86 with"."""
    assert last.chosen is not None
    if last.target.annotated or last.kind not in NUMBERS or count < 2:
        return
    behind = _NUMBER_BEHIND.match(bound.lowered, last.chosen.end)
    if behind and not any(leaf.chosen and leaf.chosen.start == behind.start(1) for leaf in leaves):
        yield "missing-item", last.path, f"{behind[1]!r} stands behind the last item"


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
    values = [(leaf.chosen.start, leaf.chosen.end) for leaf in leaves if leaf.chosen is not None]
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
    return any(not any(start <= match.start() < end for start, end in values) for match in found)


def _arrays(node: Tree) -> Iterator[Tree]:
    if node.array:
        yield node
    for child in node.children:
        yield from _arrays(child)


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


def _more(placed: list[Leaf], marks: list[str], bound: Bound, leaves: Sequence[Leaf]) -> Iterator[Problem]:
    """Items of the text's enumeration that the label lacks, ahead of its first item or behind its last."""
    first, last = placed[0], placed[-1]
    assert first.chosen is not None and last.chosen is not None
    text = bound.reading.text
    opened = bound.framed_at(first.chosen), bound.framed_at(last.chosen)
    if opened[0] and opened[1] and not opened[0][0] and not opened[1][1]:
        return  # the words of a frame stand around it
    if bound.tables and bound.tables.at(first.chosen.start):
        cell = bound.tables.at(first.chosen.start)
        assert cell is not None
        if re.search(r"[^\W_]", text[cell.start : first.chosen.start] + text[last.chosen.end : cell.end]):
            yield "missing-item", first.path, f"the cell says {text[cell.start : cell.end]!r}"
        return
    if opened[0] and opened[0][0] and _ITEM_AHEAD.search(text, max(0, first.chosen.start - 60), first.chosen.start):
        yield "missing-item", first.path, f"other words stand between the frame and {first.value!r}"
        return
    closing = bound.claims(last.chosen.start, last.chosen.end).get(last.target.id, 0.0) >= ADJACENT
    if _ahead(first, bound) and not (closing and last is not first):
        yield "missing-item", first.path, f"other words stand between the cue and {first.value!r}"
        return
    if _QUOTED_BEHIND.match(text, last.chosen.end):
        yield "missing-item", last.path, "a further item stands in quotation marks"
        return
    behind = _ITEM_BEHIND.match(text, last.chosen.end)
    if behind and text[last.chosen.end] in _CLOSING and text[behind.start("item") - 1] not in _OPENING:
        return
    if behind is None:
        return
    item, mark = behind.group("item"), behind.group("mark").strip()
    joined = [gap.strip(" \"'“”") for gap in marks]
    if joined and "and" in joined[-1] and "and" not in joined[0:1]:
        return  # the enumeration has ended: a, b and c
    if mark.lower() != "and" and mark not in joined and joined:
        return
    end = behind.end("item")
    inside = any(
        last.chosen.end <= cue.start < end
        and not (opened[1] and cue.entry.size == 1 and last.target.id not in cue.entry.before)
        for cue in bound.found
    )
    inside = inside or _has_other_field(last, behind.span("item"), leaves)
    neither = mark.lower() == "or" and _NEITHER.search(
        bound.lowered, max(0, first.chosen.start - 40), first.chosen.start
    )
    if inside or len(item.split()) > 4 or not (joined or neither or mark.lower() in ("and", ",")):
        return
    yield "missing-item", last.path, f"{item!r} stands behind the last item"


def _has_other_field(last: Leaf, span: tuple[int, int], leaves: Sequence[Leaf]) -> bool:
    """Does what stands behind a list without phrases say another field's value: "no nuts, under 30 minutes"?"""
    others = (leaf.chosen.start for leaf in leaves if leaf.chosen and leaf.target.id != last.target.id)
    return not last.target.annotated and any(span[0] <= start < span[1] for start in others)


#: Ahead of things of which none is wanted: "without mushrooms or onions".
_NEITHER = re.compile(r"\b(?:no|not|without|except|excluding|avoid(?:ing)?|neither)\b[^.;:,]*$")
#: Two words of a name, and a separator.
_ITEM_AHEAD = re.compile(r"(?<![^\W_])[A-Z][^\W_]+ [A-Z][^\s,;.:]+(?:, | and |, and )$")
_QUOTED_BEHIND = re.compile(r"\\?[\"”](?:[,;]| and|, and) \\?[\"“]")
_QUOTED_AHEAD = re.compile(r"[\"”](?:[,;]| and|, and) \\?[\"“]$")


def _ahead(first: Leaf, bound: Bound) -> bool:
    """Does an item of the text's enumeration stand ahead of the label's first one?"""
    assert first.chosen is not None
    start = first.chosen.start
    if _QUOTED_AHEAD.search(bound.reading.text[max(0, start - 12) : start]):
        return True
    own = bound.claims(start, first.chosen.end).get(first.target.id, 0.0)
    if own < ADJACENT and not first.target.annotated and _item_between(first, bound):
        return True
    record = len(first.path) == 1  # an enumeration by itself, which no field's name need introduce
    if own >= ADJACENT or (own == 0 and not first.target.annotated and not record):
        return False
    return first.target.annotated or bool(_SEPARATED.search(bound.reading.text[max(0, start - 12) : start]))


def _item_between(first: Leaf, bound: Bound) -> bool:
    """Does one more item stand between the list's name and the label's first one: "codes=[a, b]"?"""
    assert first.chosen is not None
    start = first.chosen.start
    index = bisect_right(bound.ends, start) - 1
    if index < 0 or start - bound.ends[index] > 80:
        return False
    before = bound.found[index].entry.before
    if max(before.get(first.target.id, 0.0), before.get(_parent(first, bound), 0.0)) < NAME:
        return False
    gap = _BETWEEN.fullmatch(bound.reading.text, bound.ends[index], start)
    if gap is None:
        return False
    plain = gap["item"].islower() and gap["item"].replace("-", "").replace("'", "").isalpha()  # "items red and ..."
    return gap["mark"].strip(" [") in (":", "=") or not plain


def _parent(leaf: Leaf, bound: Bound) -> int:
    """The field of the list that a leaf stands in, by its number; -1 where none is known."""
    target = bound.cues.by_path.get(leaf.target.path[:-1])
    return target.id if target is not None else -1


_BETWEEN = re.compile(r"(?P<mark>[ :=\[]+)[\"“]?(?P<item>[^\s,;|]+)[\"”]?(?:,|;| and|, and) [\"“]?")
_SEPARATED = re.compile(r"(?:[,;/|]|\band)\s*[\"'“]?$")
