"""Items of an enumeration that the label lacks: ahead of its first item in the text, or behind its last."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from edgejson.forms.kinds import NUMBERS
from edgejson.forms.words import spelt
from edgejson.grounding.affinity import class_of_field
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf, Problem
from edgejson.grounding.cues import ADJACENT, NAME
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.grounding.measures import is_measure
from edgejson.grounding.paraphrase import listed
from edgejson.language.vocabulary import vocabulary

_CLOSING, _OPENING = "\"'”’`", "\"'“‘`"
_ITEM_BEHIND = re.compile(
    r"[\"'”’`*_]*(?P<mark> (?:and|or|AND|OR|&)[ \n]|, (?:and |or |AND |OR )?|; | / | \|\|? |,)[\"'“‘`*_]*"
    r"(?P<item>[^\s,;.|][^,;|\n]{0,38}?)[\"'”’`*_]*(?=[,;|\n\]]|\\n|\.(?!\d)|$| and | AND | / )"
)
#: Behind the only number of a list: the end of a range.
_UP_TO = re.compile(r" to (\d[\d.,]*\d|\d)(?![^\W_])")


def further_items(placed: list[Leaf], marks: list[str], bound: Bound, leaves: Sequence[Leaf]) -> Iterator[Problem]:
    """Items of the text's enumeration that the label lacks.

    `placed` are the leaves of the list, all with places, `marks` what stands between them, `leaves` all of the label's.
    """
    last = placed[-1]
    further = _range_end(last, len(placed), leaves, bound) or _like_the_last(last, leaves, bound)
    further = further or _ending(last, marks, leaves, bound) or _parallel(last, leaves, bound)
    if not (marks and _ENDED.search(marks[-1])):
        further = further or _alike(last, _ALIKE_BEHIND.match(bound.reading.text, _end(last)), leaves, bound)
    ahead = _alike(placed[0], _alike_ahead(placed[0], bound), leaves, bound)
    if further:
        yield "missing-item", last.path, f"{further!r} stands behind the last item"
    elif ahead:
        yield "missing-item", placed[0].path, f"{ahead!r} stands ahead of the first item"
    else:
        yield from _more(placed, marks, bound, leaves)


def _more(placed: list[Leaf], marks: list[str], bound: Bound, leaves: Sequence[Leaf]) -> Iterator[Problem]:
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
    if not behind or (text[last.chosen.end] in _CLOSING and text[behind.start("item") - 1] not in _OPENING):
        return
    item, mark = behind.group("item"), behind.group("mark").strip()
    joined = [gap.strip(" \"'“”") for gap in marks]
    if joined and _ENDED.search(joined[-1]) and not _ENDED.search(joined[0]):
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
    if (
        inside
        or _VERBAL.match(item)
        or len(item.split()) > 4
        or not (joined or neither or mark.lower() in ("and", ","))
    ):
        return
    yield "missing-item", last.path, f"{item!r} stands behind the last item"


def _taken(leaves: Sequence[Leaf], low: int, high: int) -> bool:
    """Does a leaf's place meet a stretch of the text?"""
    return any(leaf.chosen and leaf.chosen.start < high and low < leaf.chosen.end for leaf in leaves)


def _end(leaf: Leaf) -> int:
    assert leaf.chosen is not None
    return leaf.chosen.end


def _alike_ahead(first: Leaf, bound: Bound) -> re.Match[str] | None:
    assert first.chosen is not None
    start = first.chosen.start
    return _ALIKE_AHEAD.search(bound.reading.text, max(0, start - 30), start)


def _alike(leaf: Leaf, beside: re.Match[str] | None, leaves: Sequence[Leaf], bound: Bound) -> str:
    """What a separator joins to an item at an end of the list, if it has that item's form and is no other leaf's:
    another number, another code (".bak and .mp4", "A-, D and B+"), another of the values that the schema lists."""
    assert leaf.chosen is not None
    if beside is None:
        return ""
    low, high = beside.span("item")
    item = beside["item"]
    if _taken(leaves, low, high):
        return ""
    if leaf.target.field.enum:
        others = (value for value in leaf.target.field.enum if isinstance(value, str) and value != leaf.value)
        return item if any(spelt(value).lower() == item.lower() for value in others) else ""
    form = _form(bound.reading.text[leaf.chosen.start : leaf.chosen.end])
    other = item in _ENGLISH_LETTERS or is_measure(bound.lowered, low)
    return item if form and form == _form(item) and not other else ""


def _form(item: str) -> str:
    """The form of a number or code: a sign for each run of capitals, small letters with digits, digits; "" of words."""
    if _NUMBER.fullmatch(item):
        return "0"
    if item.isalpha() and not item.isupper():
        return ""
    return _DIGITS.sub("0", _SMALL.sub("a", _CAPITALS.sub("A", item))).rstrip("+-")


def _range_end(last: Leaf, count: int, leaves: Sequence[Leaf], bound: Bound) -> str:
    """The end of a range of which a list without phrases has the beginning alone, "from 85 to 90"; or ""."""
    if last.target.annotated or last.kind not in NUMBERS or count > 1:
        return ""
    behind = _UP_TO.match(bound.lowered, _end(last))
    return behind[1] if behind and not _taken(leaves, *behind.span(1)) else ""


def _like_the_last(last: Leaf, leaves: Sequence[Leaf], bound: Bound) -> str:
    """What stands behind the separator after a list's last item and is as much an item as that, though more words
    follow: another listed value, "a gym and a balcony for", or a name beside a name, "with Lena and Marcus on"."""
    assert last.chosen is not None
    joint = _JOINT.match(bound.lowered, last.chosen.end)
    start = joint.end() if joint else -1
    if start < 0 or last.target.annotated or any(leaf.chosen and leaf.chosen.start == start for leaf in leaves):
        return ""
    for value in last.target.field.enum:
        other = isinstance(value, str) and value != last.value
        places = listed(bound.reading, value, last.target.field) if other else ()
        if any(place.start == start for place in places):
            return str(value)
    name = _NAME.match(bound.reading.text, start)
    alone = last.value.__class__ is str and last.value.istitle() and class_of_field(last.target.field.words) == "person"
    return name[0] if name and alone else ""


def _ending(last: Leaf, marks: list[str], leaves: Sequence[Leaf], bound: Bound) -> str:
    """The item that ends an enumeration with commas, "a, b and cheese for four", without phrases; or ""."""
    assert last.chosen is not None
    if last.target.annotated or not marks or any(mark.strip() != "," for mark in marks):
        return ""
    item = _END.match(bound.lowered, last.chosen.end)
    if item is None or item[1] in _NO_ITEM or _VERBAL.match(item[1]):
        return ""
    low, high = item.span(1)
    return "" if _taken(leaves, low, high + 1) or not _BEHIND_ITEM.match(bound.lowered, high) else item[1]


def _parallel(last: Leaf, leaves: Sequence[Leaf], bound: Bound) -> str:
    """What stands behind "and" with the article of the last item, without phrases: "the kitchen and the lounge"."""
    assert last.chosen is not None
    start, end = last.chosen.start, last.chosen.end
    article = _ARTICLE.search(bound.lowered, max(0, start - 6), start)
    if last.target.annotated or not article or isinstance(last.value, (int, float)):
        return ""
    item = re.compile(rf" and {article[1]} ([a-z]{{3,}})(?![^\W_])").match(bound.lowered, end)
    return item[1] if item and not _taken(leaves, *item.span(1)) else ""


_ARTICLE = re.compile(r"\b(the|an?|my|our) \Z")
_END = re.compile(r",? (?:and|&|or) ([a-z]{3,})(?![^\W_])")
#: An item ends here: what follows is said of the whole.
_BEHIND_ITEM = re.compile(
    rf"[.?!;,]|\Z| (?:{'|'.join(sorted(PREPOSITIONS - {'of'}))}|for|in|from|with|under|over|that|which)\b"
)
_NO_ITEM = GLUE | PREPOSITIONS | {"under", "over", "less", "more", "not", "without", "takes", "serves", "costs"}
_JOINT = re.compile(r"s?(?:,? (?:and|or|plus|&|(?:together|along) with|as well as) |, ?)(?:(?:an?|the|on) )?")
_ALIKE_AHEAD = re.compile(r"(?<![^\s(\[:])(?P<item>[^\s,;:()]+)(?:,? (?:and|or|&) |, ?)$", re.I)
_ALIKE_BEHIND = re.compile(r"(?:,? (?:and|or|&) |, ?)(?P<item>[^\s,;:()]+?)(?=[,;.?!]*(?:\s|\Z|[()]))", re.I)
#: Words that are one capital, in sentences in capitals at least.
_ENGLISH_LETTERS = ("A", "I")
_ENDED = re.compile(r"\b(?:and|or)\b|&", re.I)
_NUMBER = re.compile(r"[-+]?\d[\d.,]*")
_CAPITALS, _SMALL, _DIGITS = re.compile("[A-Z]+"), re.compile(r"[a-z][a-z\d]*"), re.compile(r"\d+")
_NAME = re.compile(r"[A-Z][a-z]+(?![^\W_])")


#: What follows is no thing, but a further clause: "a cat and don't mind smokers".
_VERBAL = re.compile(rf"(?:[a-z]+n['’]t|{vocabulary('language/en/clauses').either('further clauses')})\b", re.I)


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
