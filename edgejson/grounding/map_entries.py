"""Entries of maps, whose names are data: those that the text has and the label lacks.

No cue tells of them, as no schema declares them; what tells is that they stand in a row with entries of the label's.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any

from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf, Problem, placed
from edgejson.grounding.cue_parts import words_of
from edgejson.grounding.gaps import within
from edgejson.grounding.inexact import stem
from edgejson.grounding.lexicon import GLUE
from edgejson.grounding.tables import Cell
from edgejson.language.markers import is_strange
from edgejson.language.names import in_words
from edgejson.schema.ecma import matcher
from edgejson.schema.fields import FieldMap, Path, pattern_of

#: `maps "birch" to 3 and "alder" to 4`, `has "birch" set to 3`.
_SENTENCE = re.compile(r'\\?"([^"\\\n]{1,60})\\?"[ \n](?:set |recorded )?(?:to|as)[ \n](?=\S)', re.I)
_MAPS = re.compile(r'\b(?:maps?|sets?|has|with) \\?"|" (?:set to|recorded as) ')
#: A line of a form or list: mark and indent, name, what separates it from the value.
_ROW = re.compile(
    r"(?P<lead>[ \t>]*(?:[-*•–+] )?\[?)(?P<name>[^\W_][\w .'-]{0,40}?)(?P<mark> ?(?:=>|->|::|[]:=|\t]) *|[ .]{3,})\S"
)

#: An entry as programs log it: `FB="09:45 UTC"`.
_PAIR = re.compile(r"(?<![^\s,;])([^\W\d_][\w.-]{0,40})=(?=[^\s=])")
#: Names that stand ahead of what a log's line says.
_LEADS = frozenset(("level", "source", "time", "logger", "msg"))


def entries_left(leaves: list[Leaf], undeclared: list[Leaf], bound: Bound, fields: FieldMap) -> Iterator[Problem]:
    """Entries that stand in a row with those of maps; `undeclared` are the leaves that may have such beside them: those
    that no schema declares by name, and those whose object says what else it may have.

    For fields without phrases only, as all undeclared ones are.
    """
    if not undeclared and (
        '"' not in bound.lowered or any(leaf.target.annotated for leaf in leaves) or _MAPS.search(bound.lowered) is None
    ):
        return
    known = {form for leaf in leaves for step in leaf.path for form in _forms(str(step))}
    text = bound.reading.text
    taken = placed(leaves)
    for said in _SENTENCE.finditer(text):
        if bound.strange and is_strange(bound.lowered, said.start(1), said.end(1)):
            continue
        if _is_new(said[1], known) and not within(said.start(), taken):
            yield "omission", undeclared[0].path[:-1] if undeclared else (), f"the text has an entry {said[1]!r}"
            return
    for leaf in undeclared:
        if leaf.chosen is None:
            continue
        path = _entry(leaf.path)
        start = text.rfind("\n", 0, leaf.chosen.start) + 1
        line = text[start : (text + "\n").find("\n", start)]
        others = (
            *_logged(leaf, line, start, taken),
            *_enumerated(leaf, line, start, taken),
            *_headings(leaf, bound, taken),
        )
        if new := [name for name in others if _is_new(name, known) and _may_have(path, name, fields)]:
            yield "omission", path[:-1], f"the text has an entry {new[0]!r}"
            return
        row = _ROW.match(text, start)
        if row is None or row["name"].lower() not in _forms(str(path[-1])):
            continue
        for place in (text.rfind("\n", 0, max(start - 1, 0)) + 1, text.find("\n", start) + 1 or start):
            other = _ROW.match(text, place) if place != start else None
            if other and other["lead"] == row["lead"] and other["mark"].strip(" .") == row["mark"].strip(" ."):
                stop = text.find("\n", place)
                filled = any(place <= low < (stop if stop >= 0 else len(text)) for low, _ in taken)
                unread = not filled and other["name"].lower() not in _HEADINGS and _is_new(other["name"], known)
                if unread and _may_have(path, other["name"], fields):
                    yield "omission", path[:-1], f"the text has an entry {other['name']!r}"
                    return


def open_to_others(leaves: list[Leaf], aside: Container[int], fields: FieldMap) -> Iterator[Leaf]:
    """Declared leaves of objects that have a schema for names that they don't declare; `aside`: numbers of leaves."""
    for leaf in leaves:
        if leaf.path and leaf.order not in aside and leaf.target.id >= 0 and not leaf.target.annotated:
            around = fields.field(leaf.path[:-1])
            if "open" not in around.memo:
                around.memo["open"] = any(map(_says_of_others, around.schemas))
            if around.memo["open"] and leaf.path[-1] in fields.properties(leaf.path[:-1]):
                yield leaf


def _says_of_others(schema: dict[str, Any]) -> bool:
    rest = schema.get("additionalProperties")
    return bool(schema.get("patternProperties") or (isinstance(rest, dict) and rest))


def unnamed(undeclared: list[Leaf], bound: Bound, fields: FieldMap) -> Iterator[Problem]:
    """Entries of maps of whose name the text has no word."""
    stems = {stem(word) for word in bound.reading.words} if undeclared else set()
    for leaf in undeclared:
        for size, step in enumerate(leaf.path, 1):
            if not isinstance(step, str) or step.lower() in bound.lowered:
                continue
            words = words_of(in_words(step))
            if not words or not stems.isdisjoint(map(stem, words)):
                continue
            if step in fields.properties(pattern_of(leaf.path[: size - 1])):
                continue
            yield "ungrounded", leaf.path[:size], f"the text does not name {step!r}"
            return


def _logged(leaf: Leaf, line: str, start: int, taken: list[tuple[int, int]]) -> list[str]:
    """Names of pairs whose values no leaf takes, in a log's line (from `start` on) where a leaf is one of the pairs."""
    pairs = list(_PAIR.finditer(line))
    place = leaf.chosen.start - start if leaf.chosen else -1
    own = [pair for pair in pairs if pair[1].lower() in _forms(str(leaf.path[-1])) and 0 <= place - pair.end() <= 1]
    stops = [*(pair.start() for pair in pairs[1:]), len(line)][: len(pairs)]
    return [
        pair[1]
        for pair, stop in zip(pairs, stops, strict=True)
        if own and pair[1].lower() not in _LEADS and not any(pair.end() <= low - start < stop for low, _ in taken)
    ]


def _enumerated(leaf: Leaf, line: str, start: int, taken: list[tuple[int, int]]) -> list[str]:
    """Names in a line's enumeration ("Allergens: cz yes, dv no") where a leaf stands, whose values no leaf takes."""
    own = leaf.chosen.start - start if leaf.chosen else -1
    ends = [stop.end() for stop in _STOP.finditer(line)]
    first = max((end for end in ends if end <= own), default=0)
    last = min((end for end in ends if end > own), default=len(line))
    parts = [(part.start(), part.end()) for part in _PART.finditer(line) if first <= part.start() < last]
    name = str(leaf.path[-1]).lower()
    if leaf.chosen and leaf.chosen.cued and line[own:].lower().startswith(name):
        own += len(name) + 1  # the place is that of "garage no"
    joints = [_SET.search(line[low:own].lower()) for low, high in parts if low <= own < high]
    joint = next((found for found in joints if found and found.string[: found.start()] == name), None)
    if joint is None:
        return []
    free = [(low, high) for low, high in parts if not any(s - start < high and low < e - start for s, e in taken)]
    said = [entry for low, high in free if (entry := _ENTRY.fullmatch(line, low, high))]
    return [entry[1] for entry in said if entry[2].strip() == joint[0].strip() and entry[1].lower() not in GLUE]


#: What stands between a label's mark or a separator and the next separator.
_PART = re.compile(r"(?:(?<=: )|(?<=[,;] )|(?<= and ))(?! )[^,;]+?(?=[,;] | and |$)")
#: Where a sentence ends.
_STOP = re.compile(r"[.!?] (?=[^a-z])")
#: Between a name and a value there.
_SET = re.compile(r":? *(?:(?:set |recorded )?(?:to|as) )?$")
#: A name, what is between, and a value in such a part.
_ENTRY = re.compile(r"([^\W_][\w.-]*)(:? (?:(?:set |recorded )?(?:to|as) )?)\S.*")


def _headings(leaf: Leaf, bound: Bound, taken: list[tuple[int, int]]) -> list[str]:
    """Headings of the cells in a leaf's row of a table, its own name being one, whose values no leaf takes."""
    cell = bound.tables.at(leaf.chosen.start) if bound.tables and leaf.chosen else None
    if cell is None or cell.start == cell.first:
        return []
    assert bound.tables is not None
    if _named(cell, leaf, bound):
        near = [other for other in bound.tables.cells if other.start != other.first and abs(other.row - cell.row) == 1]
        text = bound.reading.text
        return [
            text[other.first : other.first_end]
            for other in near
            if "\n\n" not in text[min(other.end, cell.end) : max(other.start, cell.start)]
            and other.end > other.start
            and text[other.first : other.first_end].lower() not in _HEADINGS
            and bound.cues.lookup(text[other.first : other.first_end]) is None
            and not any(other.start <= low < other.end for low, _ in taken)
        ]
    if cell.heading.lower() not in _forms(str(leaf.path[-1])):
        return []
    text = bound.reading.text
    return [
        other.heading
        for other in bound.tables.cells
        if other.heading
        and other.end > other.start
        and (other.row == cell.row or bound.cues.lookup(other.heading) is None)  # one of another item's entries
        and "\n\n" not in text[min(other.end, cell.end) : max(other.start, cell.start)]
        and not any(other.start <= low < other.end for low, _ in taken)
    ]


def _named(cell: Cell, leaf: Leaf, bound: Bound) -> bool:
    """Does a row's first cell name a leaf?"""
    return bound.reading.text[cell.first : cell.first_end].lower() in _forms(str(leaf.path[-1]))


#: What a table of names and values is headed by.
_HEADINGS = frozenset(("what", "item", "field", "key", "detail", "name"))


def _entry(path: Path) -> Path:
    """The path of a map's entry, of which a leaf is the value or one of its items."""
    size = len(path)
    while size > 1 and isinstance(path[size - 1], int):
        size -= 1
    return path[:size]


def _may_have(path: Path, name: str, fields: FieldMap) -> bool:
    """May the object that has the property at a path have one of another name, however that is spelled?"""
    around = pattern_of(path[:-1])
    if not fields.field(path).schemas:
        return True  # nothing is said of others
    words = name.split()
    humps = words[0] + "".join(map(str.title, words[1:]))
    spelled = dict.fromkeys((name, *(joint.join(words) for joint in "_-"), humps))
    rules = [rule for node in fields.field(around).schemas if isinstance(rule := node.get("propertyNames"), dict)]
    return any(fields.field((*around, each)).schemas and all(_fits(each, rule) for rule in rules) for each in spelled)


def _fits(name: str, rule: dict[str, Any]) -> bool:
    """Does a name follow what `propertyNames` says by pattern or enumeration?"""
    pattern = rule.get("pattern", "")
    try:
        return name in rule.get("enum", (name,)) and bool(matcher(pattern).search(name))
    except re.error:  # a pattern that only the validator reads
        return True


def _forms(name: str) -> tuple[str, str]:
    return name.lower(), in_words(name)


def _is_new(name: str, known: set[str]) -> bool:
    return known.isdisjoint(_forms(name))
