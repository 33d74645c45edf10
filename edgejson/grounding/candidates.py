"""The leaves of a label, each with the places in the text that may state it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any, TypeAlias

from edgejson.forms import Evidence, kind_for, kind_of
from edgejson.forms.kinds import NUMBERS, OPEN, SAID_BY_CUE
from edgejson.grounding.asides import is_pleasantry
from edgejson.grounding.binding import Bound
from edgejson.grounding.cue_parts import ROOT, SchemaPlace, Target
from edgejson.grounding.cues import ADJACENT, FRAMED, NAME
from edgejson.grounding.headcount import counts_another, leaves_out
from edgejson.grounding.inexact import stem
from edgejson.grounding.instances import NONE
from edgejson.grounding.measures import refuted
from edgejson.grounding.ordinals import counts_only
from edgejson.grounding.said_times import other_end
from edgejson.language.composed import compose
from edgejson.language.names import in_words
from edgejson.schema.ecma import finder
from edgejson.schema.fields import FieldMap, Path, pattern_of

#: What is wrong with a label: code, path of the leaf, and the words for it.
Problem: TypeAlias = tuple[str, Path, str]
#: Kinds of values that are so short or common that an annotated field's must stand beside a cue.
COMMON = NUMBERS | OPEN | {"enum", "currency"}
#: A cue that stands at some distance in the same clause scores at least this.
NEAR = 0.3
#: Words that only may name a field (a preposition) score less: they claim nothing from a field without phrases.
NAME_CLAIM = 2.8
#: Why a place is refused that a frame says of another item of the list; whose unit measures something else.
OTHER_ITEM, OTHER_MEASURE = "other-item", "other-measure"
#: Score of words that name the field themselves.
CUED = 9.0


class Leaf:
    """One leaf of a label."""

    __slots__ = (
        "candidates", "chosen", "framed", "kind", "order", "own", "path", "places", "problem", "refused", "settled",
        "strengths", "target", "value",
    )  # fmt: skip

    def __init__(self, path: Path, value: Any, target: Target) -> None:
        self.path = path
        self.value = compose(value) if value.__class__ is str else value
        self.target = target
        self.order = 0  #: number of the leaf in the label
        self.kind = kind_for(self.value, target.field)
        self.candidates: list[Evidence] = []  #: every place that says the value
        self.framed: list[Evidence] = []  #: its places in slots of frames
        self.places: list[Evidence] = []  #: acceptable evidence, in order of the text
        self.strengths: dict[int, float] = {}  #: start of a place -> score of the own field's cue there
        self.refused: Evidence | None = None  #: the first place that another field claims
        self.chosen: Evidence | None = None
        self.settled = False  #: what kind of paper the text is has decided, and no cue does: see `sheets`
        self.own = 0.0  #: score of its own field's cue at the chosen place
        self.problem = ""  #: why places that say the value are no evidence for this leaf


def placed(leaves: Iterable[Leaf]) -> list[tuple[int, int]]:
    """Where those of some leaves stand that have their places: start and end."""
    return [(leaf.chosen.start, leaf.chosen.end) for leaf in leaves if leaf.chosen is not None]


class Tree:
    """A label as a tree: leaves, objects and arrays, in the label's order."""

    __slots__ = ("array", "children", "leaf", "leaves", "path")

    def __init__(self, path: Path, leaf: Leaf | None, array: bool, children: list[Tree], leaves: list[Leaf]) -> None:
        self.path = path
        self.leaf = leaf
        self.array = array
        self.children = children
        self.leaves = leaves  #: all below, in order


def grow(value: Any, path: Path, place: SchemaPlace | None, fields: FieldMap, found: list[Leaf]) -> Tree:
    """The tree of a label; adds its leaves to `found`, in order. `place` is where the value stands in the schema."""
    first = len(found)
    if value and isinstance(value, (dict, list)):
        inner = place.inner if place else _NOTHING
        if isinstance(value, dict):
            members = [grow(each, (*path, name), inner.get(name), fields, found) for name, each in value.items()]
            return Tree(path, None, False, members, found[first:])
        item = inner.get("*")
        members = [grow(each, (*path, index), item, fields, found) for index, each in enumerate(value)]
        return Tree(path, None, True, members, found[first:])
    leaf = Leaf(path, value, (place and place.target) or _undeclared(pattern_of(path), fields))
    leaf.order = first
    found.append(leaf)
    return Tree(path, leaf, False, [], [leaf])


_NOTHING: dict[str, SchemaPlace] = {}


def _undeclared(pattern: tuple[str, ...], fields: FieldMap) -> Target:
    """A target made for the occasion, for a property that the schema does not declare."""
    field = fields.field(pattern)
    return Target(-1, pattern, field, kind_of(field), (), "*" in pattern, False, False)


def locate(leaf: Leaf, bound: Bound) -> None:
    """Fill in a leaf's places: what says its value, without what is taken back or said of another field."""
    said = leaf.candidates
    strengths = leaf.strengths
    for evidence in leaf.framed:
        if evidence.start not in strengths:
            strengths[evidence.start] = FRAMED
            leaf.places.append(evidence)
    if not said and not leaf.places:
        leaf.problem = "ungrounded"
        return
    problem = ""
    for evidence in said:
        if strengths.get(evidence.start) == FRAMED:
            continue
        own, why = weigh(leaf, evidence, bound)
        if why:
            problem = problem or ("other-field" if why in (OTHER_ITEM, OTHER_MEASURE) else why)
            if why == "other-field" and leaf.refused is None:
                leaf.refused = evidence
        else:
            strengths[evidence.start] = own
            leaf.places.append(evidence)
    if leaf.places:
        leaf.places.sort()
    else:
        leaf.problem = problem


def weigh(leaf: Leaf, evidence: Evidence, bound: Bound) -> tuple[float, str]:
    """The score of the own field's cue at a place, and why the place is no evidence for the leaf ("": it is)."""
    if leaf.target.listed and leaf.target.id in bound.framed_for(evidence):
        return FRAMED, OTHER_ITEM
    if evidence.cued:
        claims, own = _NO_CLAIMS, CUED
    else:
        claims = bound.claims(evidence.start, evidence.end)
        own = claims.get(leaf.target.id, 0.0)
        if leaf.kind in NUMBERS and not leaf.target.annotated:
            if own and _is_none_of(leaf.target, leaf, evidence, bound.lowered):
                own = 0.0
            if _named_in_parts(leaf, evidence.end, bound.lowered):
                own = CUED
    return own, _refusal(leaf, evidence, claims, own, bound)


def _named_in_parts(leaf: Leaf, end: int, lowered: str) -> bool:
    """Do the words of a name of several stand behind a number in another order: "6 hours overtime"?"""
    words = leaf.target.field.words.split()
    behind = _WORDS_BEHIND.match(lowered, end)
    return len(words) > 1 and behind is not None and set(behind[0].split()[: len(words)]) == set(words)


_WORDS_BEHIND = re.compile(r"(?: [a-z]+){2,3}")


def _is_none_of(target: Target, leaf: Leaf, evidence: Evidence, lowered: str) -> bool:
    """Is a number no value of a field with a cue beside it: one of another thing, or with a unit of another measure?"""
    if counts_another(lowered, evidence.start, target.field):
        return True
    return target.kind in NUMBERS and not target.annotated and refuted(target, lowered, evidence, leaf.value)


_NO_CLAIMS: dict[int, float] = {}


def _refusal(leaf: Leaf, evidence: Evidence, claims: dict[int, float], own: float, bound: Bound) -> str:
    """Why a place that says the value is no evidence for the leaf, or ""."""
    if (bound.markers or bound.strange) and bound.void(evidence):
        return "taken-back"
    if not leaf.target.annotated and _is_unmeant(leaf, evidence, own, bound):
        return "taken-back"
    if own == CUED:
        return "no-cue" if bound.tables and bound.tables.is_heading(evidence.start) else ""
    if bound.reading.written and own < NAME and evidence.start in bound.reading.written:
        return "no-cue"  # the day on which the text was written, by which it says other dates
    listed = leaf.target.scalars or (leaf.path and leaf.path[-1].__class__ is int)
    if bound.tables and not listed and leaf.kind in _FILLING and _part_of_cell(evidence, bound):
        return "cut-short"
    if not leaf.target.annotated and _measures_another(leaf, evidence, bound.lowered):
        return OTHER_MEASURE
    if leaf.kind in SAID_BY_CUE:
        if _denies_another(leaf, evidence, bound):
            return "no-cue"
        if not leaf.path:  # the whole record
            return "" if own >= NEAR or _said_of_record(evidence, bound) else "no-cue"
        least = ADJACENT if leaf.target.annotated else NEAR
        return "" if own >= least or (not leaf.target.annotated and _named(leaf, evidence, bound)) else "no-cue"
    if not claims or own >= ADJACENT or not leaf.target.field.words:  # "#": no words, no cue
        return ""
    return "other-field" if _is_rivalled(leaf, evidence, claims, own, bound) else ""


def _is_rivalled(leaf: Leaf, evidence: Evidence, claims: dict[int, float], own: float, bound: Bound) -> bool:
    """Has a field that could hold the value a better cue at a place than the leaf's own?"""
    least = ADJACENT if leaf.target.annotated else NAME_CLAIM
    by_unit = leaf.kind in NUMBERS and not leaf.target.annotated
    targets = bound.cues.targets
    for best in sorted({score for score in claims.values() if score >= least and score > own}, reverse=True):
        rivals = [targets[target] for target, score in claims.items() if score == best]
        if by_unit:
            rivals = [rival for rival in rivals if not _is_none_of(rival, leaf, evidence, bound.lowered)]
        if rivals:
            return _could_hold(leaf, rivals, bound)
    return False


def _measures_another(leaf: Leaf, evidence: Evidence, lowered: str) -> bool:
    """Without phrases: does what stands around a number, or a time of day, say that it is not the field's?"""
    if leaf.kind == "time":
        return other_end(lowered, evidence, leaf.target.field.words)
    if leaf.kind not in NUMBERS:
        return False
    if counts_only(lowered, evidence, leaf.target.field, leaf.target.scalars):
        return True
    return refuted(leaf.target, lowered, evidence, leaf.value) or leaves_out(lowered, evidence, leaf.target.field)


def _is_unmeant(leaf: Leaf, evidence: Evidence, own: float, bound: Bound) -> bool:
    """Is a place, without phrases, no part of what a text has to tell, or denied?"""
    polite = leaf.kind in OPEN and own < NAME and is_pleasantry(bound.lowered, evidence.start, evidence.end)
    return polite or bound.aside(evidence) or _is_none_wanted(leaf, evidence, bound.lowered)


def _is_none_wanted(leaf: Leaf, evidence: Evidence, lowered: str) -> bool:
    """Is a listed value denied where the list has a word for none: "no sugar" of `sugar` beside `none`?"""
    if leaf.kind != "enum" or str(leaf.value) in NONE or NONE.isdisjoint(map(str, leaf.target.field.enum)):
        return False
    return _NO.search(lowered, max(0, evidence.start - 16), evidence.start) is not None


_NO = re.compile(r"\b(?:no|without|skip|hold)(?: (?:any|the|added))? $")


def _denies_another(leaf: Leaf, evidence: Evidence, bound: Bound) -> bool:
    """Is a place the "no" of what is named behind it: "a phone, with no fax" denies the fax alone?"""
    denial = _DENIAL.match(bound.lowered, evidence.start)
    if denial is None or denial.end(1) != evidence.end or _LABELLED.search(bound.lowered, 0, evidence.start):
        return False
    noun = _NOUN.match(bound.lowered, denial.end())
    field = leaf.target.field
    said = [field.words, *(way for ways in field.value_phrases.values() for way in ways)]
    if noun and leaf.target.kind == "boolean" and stem(noun[0]) not in map(stem, " ".join(said).lower().split()):
        return True  # "decaf, no sugar"
    if leaf.target.annotated:
        return False
    index = bisect_left(bound.starts, denial.end())
    if index == len(bound.starts) or bound.starts[index] != denial.end():
        return False
    entry = bound.found[index].entry
    named = {*entry.before, *entry.after, *(target for target, _ in entry.values)}
    return bool(named) and not entry.glue and leaf.target.id not in named and not entry.scopes


_DENIAL = re.compile(r"(no|without) (?:(?:an?|any|the) )?\\?[\"“]?")
#: What a "no" denies; behind others it answers.
_NOUN = re.compile(r"(?!thanks?\b|please\b|need|problem|worries|way\b|longer\b|more\b)[a-z]{3,}")
_LABELLED = re.compile(r"(?:[:=|>\t]|\b(?:(?<!there )(?:is|are|was|were)|to|as)|\.\.|  ) *$")

_FILLING = OPEN | {"enum", "email", "url"}


def _part_of_cell(evidence: Evidence, bound: Bound) -> bool:
    """Does a table's cell hold more than the value?"""
    assert bound.tables is not None
    cell = bound.tables.at(evidence.start)
    if cell is None:
        return False
    text = bound.reading.text
    rest = text[cell.start : evidence.start] + text[evidence.end : cell.end]
    return any(letter.isalnum() for letter in rest) and not bound.markers


def _could_hold(leaf: Leaf, rivals: list[Target], bound: Bound) -> bool:
    """Is a field that claims the place one that could hold the value? A heading of other things claims nothing."""
    if not leaf.target.annotated and leaf.kind in _FILLING:  # what the label lacks has no other value to stand there
        rivals = [rival for rival in rivals if rival.path in bound.around.present]
    return any(could_hold(rival, leaf.value, leaf.kind) for rival in rivals)


def could_hold(target: Target, value: Any, kind: str) -> bool:
    """Could a field hold a value of a kind, by its own kind, enum, pattern and JSON type?"""
    field = target.field
    if field.enum:
        return value in field.enum
    if kind in SAID_BY_CUE:
        return target.kind == kind or (kind == "null" and "null" in field.types)
    if target.holds_others:
        return False  # its items or members could
    if isinstance(value, str):
        if field.pattern and not finder(field.pattern)(value):
            return False
        return target.kind == kind or (target.kind in _TEXTS and (kind in _TEXTS or not field.format))
    return target.kind in NUMBERS and (isinstance(value, int) or "integer" not in field.types)


_TEXTS = OPEN | {"enum", "currency"}


def _said_of_record(evidence: Evidence, bound: Bound) -> bool:
    """Does a place follow on a name of the record in one sentence or line? A text need not name it at all."""
    named = [cue for cue in bound.found if ROOT in cue.entry.scopes]
    gaps = [bound.lowered[cue.end : evidence.start] for cue in named if cue.end <= evidence.start]
    behind = any(bound.lowered[evidence.end : cue.start] == " " for cue in named)  # "no order"
    return not named or behind or any(len(gap.strip(" .")) <= 60 and not _APART.search(gap) for gap in gaps)


_APART = re.compile(r"\n\n|[^\s.][.!?] ")


#: Behind a name at the start of a line that is the label of what follows.
_LABEL = re.compile(r"[ _*\"]*(?:[:=|>\t]|->|\. ?\.)| {2,}")
#: Between a value and what is said next: "yes and color", "no, price".
_CLAUSE_ENDS = re.compile(r"[,;]|[^.]\. | (?:and|but|or) |\n[ \t>]*[-*•–+] ")


#: A "not" that begins a clause of its own.
_BEGINS = re.compile(r"[,;.] (?:but )?not\Z")


def _named(leaf: Leaf, evidence: Evidence, bound: Bound) -> bool:
    """Does the field's name stand just before the place, or behind it, with no other field's name between?

    For fields that have no phrases, and names that no cue was compiled of.
    """
    words = leaf.target.field.words
    start, end = max(0, evidence.start - 60), evidence.end + 20 + len(words)
    line = bound.lowered.rfind("\n", 0, evidence.start) + 1
    if len(bound.lowered[line : evidence.start].rstrip(" ._:-|>\t")) <= 60:
        start = min(start, line)  # a label and its leader
    cell = bound.tables.at(evidence.start) if bound.tables else None
    names = leaf.target.field.cues  # of an object, whose cues tell what follows apart, the title too
    if cell is not None and not {in_words(cell.heading), cell.heading.lower()}.isdisjoint(names):
        return True
    if not words:
        return leaf.target.field.name in bound.reading.text[start:end]
    spaced = bound.reading.spaced
    for said in dict.fromkeys((words, words.replace(" ", ""), *names)):
        ahead = spaced.rfind(said, start, evidence.start)
        behind = spaced.find(said, evidence.end, end)
        if ahead >= 0 and _BEGINS.search(bound.lowered, max(0, ahead + len(said) - 1), evidence.end):
            ahead = -1  # "video is fine, not before noon"
        if (ahead >= 0 and bound.free_of_cues(ahead + len(said), evidence.start)) or (
            behind >= 0
            and bound.free_of_cues(evidence.end, behind)
            and not _CLAUSE_ENDS.search(bound.lowered, evidence.end, behind)
            and not (
                "\n" in bound.lowered[evidence.end : behind]
                and (cell is not None or _LABEL.match(bound.lowered, behind + len(said)))
            )  # it names what stands in its own row
        ):
            return True
    return False
