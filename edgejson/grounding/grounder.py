"""Grounding: every leaf of the label stands in the text, and what the text says of a field stands in the label.

Works on text, label and schema alone. Every leaf gets a place and a grade: literal, a surface form, derived
(x-derived recomputes it), weak (a paraphrase); a leaf without a place is a finding. See docs/architecture.md for
the binding rule that decides which places count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cached_property, partial
from typing import Any

from edgejson.forms import DERIVED, GRADES, Evidence
from edgejson.forms.kinds import OPEN, SAID_BY_CUE, WORDED
from edgejson.forms.words import greets
from edgejson.grounding import (
    alignment,
    enumeration,
    sheets,
    wholes,
)
from edgejson.grounding import (
    headed as numbering,
)
from edgejson.grounding import (
    map_entries as mapped,
)
from edgejson.grounding import (
    omissions as explain,
)
from edgejson.grounding import (
    path_lines as paths,
)
from edgejson.grounding import (
    placement as placing,
)
from edgejson.grounding.affinity import affinity, class_of_field
from edgejson.grounding.binding import Bound
from edgejson.grounding.boundaries import goes_on, misjudged
from edgejson.grounding.candidates import COMMON, CUED, Leaf, Tree, grow, locate
from edgejson.grounding.cue_parts import Target
from edgejson.grounding.cue_values import Besides
from edgejson.grounding.cues import ADJACENT, Cues
from edgejson.grounding.frame_extents import Extents
from edgejson.grounding.frame_omissions import Omissions
from edgejson.grounding.frames import Framed, Frames
from edgejson.grounding.inexact import Stems
from edgejson.grounding.misread import Scanned
from edgejson.grounding.paraphrase import other_words
from edgejson.language.composed import with_offsets
from edgejson.schema.expressions import compile_rules
from edgejson.schema.fields import FieldMap, Path
from edgejson.schema.loading import pointer

Problem = tuple[str, tuple[str | int, ...], str]

_SAID = {
    "ungrounded": "the text does not say {}",
    "other-field": "the text says {} of another field only",
    "no-cue": "the text says {} without naming the field",
    "taken-back": "the text takes back {}",
    "order": "{} does not stand where its item of the list does",
    "shared": "{} stands once and is another field's value",
    "cut-short": "the text's value is longer than {}",
    "runs-on": "the text's value is shorter than {}",
    "other-amount": "the text has {}, but what it comes to in the end is ",
}


@dataclass
class Grounding:
    """What a text says of a label."""

    bound: Bound
    tree: Tree
    leaves: list[Leaf]
    problems: list[Problem] = dataclass_field(default_factory=list)
    framed: Framed = dataclass_field(default_factory=Framed)
    headed: numbering.Stretches = dataclass_field(default_factory=dict)  #: of items of lists that the text numbers
    paths: list[tuple[int, int]] = dataclass_field(default_factory=list)  #: where paths of leaves stand in the text
    grades: dict[int, str] = dataclass_field(default_factory=dict)  #: number of a leaf -> its grade
    sheet: bool = False  #: the text is a printed paper in short lines, of which the label is a small part
    offsets: Sequence[int] = ()  #: place in the text as it is read (composed) -> place in the text as given

    @property
    def score(self) -> float:
        """How closely the text says the label, 0 to 1."""
        return alignment.score(self.leaves, self.grades)

    @property
    def evidence(self) -> list[tuple[Path, Evidence]]:
        """The place of every leaf that has one, in the text as given."""
        at = self.offsets
        return [
            (leaf.path, place._replace(start=at[place.start], end=at[place.end]))
            for leaf in self.leaves
            if (place := leaf.chosen) is not None
        ]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where values and paths stand in the text as given: start and end."""
        places = [(leaf.chosen.start, leaf.chosen.end) for leaf in self.leaves if leaf.chosen is not None]
        return [(self.offsets[start], self.offsets[end]) for start, end in [*self.paths, *places]]


class Grounder:
    """Grounds labels of one schema in texts."""

    def __init__(self, fields: FieldMap, document: Any, scanned: bool = False) -> None:
        self.fields = fields
        self.scanned = scanned  #: texts were misread by a scanner, see `misread`
        self.cues = Cues(fields)
        self.frames = Frames(fields, self.cues)
        self.omissions = Omissions(self.frames.shapes, self.cues)
        self.extents = Extents(self.frames.shapes, self.cues)
        self.rules = compile_rules(document, fields)

    def ground(self, text: str, label: Any) -> Grounding:
        """Find the places of all leaves; `problems` says what is wrong."""
        text, offsets = with_offsets(text)
        found = self._ground(text, label, False)
        if found.problems and self.frames.shapes:
            loosely = self._ground(text, label, True)
            found = loosely if not loosely.problems else found
        found.offsets = offsets
        return found

    def _ground(self, text: str, label: Any, loosely: bool) -> Grounding:
        leaves: list[Leaf] = []
        cues = self.cues
        tree = grow(label, (), cues.root, self.fields, leaves)
        if any(leaf.target.id < 0 for leaf in leaves):
            leaves.clear()
            cues = cues.extended(label)
            tree = grow(label, (), cues.root, self.fields, leaves)
        bound = Bound(text, cues)
        bound.around = cues.around([leaf.target for leaf in leaves])
        found = Grounding(bound, tree, leaves)
        scanned = Scanned(bound.lowered) if self.scanned else None
        for leaf in leaves:
            leaf.candidates = bound.reading.find(leaf.value, leaf.target.field, leaf.kind)
            if scanned and not leaf.candidates and leaf.kind in OPEN:
                leaf.candidates = scanned.find(leaf.value)
        if self.frames.shapes:
            found.framed = self.frames.read(tree, bound, loosely)
            for order, places in found.framed.places.items():
                leaves[order].framed = places
        pathwise = paths.read(bound, leaves)
        for leaf in leaves:
            if leaf.order not in pathwise.leaves:
                leaf.candidates = pathwise.outside(leaf.candidates)
                locate(leaf, bound)
        found.sheet = sheets.settle(leaves, bound)
        _rescue(found)
        self._paraphrased(found)
        _leave_names(found)
        found.headed = numbering.stretches(tree, bound, self.fields)
        if found.headed:
            numbering.keep(leaves, found.headed, bound.lowered)
        _choose(found)
        self._grade(found, label)
        self._name_problems(found, pathwise)
        return found

    def _grade(self, found: Grounding, label: Any) -> None:
        """Give every leaf with a place, or that others imply, its grade."""
        derived = self._derived(found, label)
        for index, leaf in enumerate(found.leaves):
            if leaf.chosen is not None and not leaf.problem:
                found.grades[index] = leaf.chosen.grade
            elif leaf.path in derived:
                found.grades[index] = DERIVED
                leaf.problem = ""

    def _name_problems(self, found: Grounding, pathwise: paths.Pathwise) -> None:
        """What is wrong: with each leaf, with lists and maps, and what the text says that the label lacks."""
        bound, tree, leaves = found.bound, found.tree, found.leaves
        for code, leaf in self.extents.misjudged(leaves, bound):
            leaf.problem = leaf.problem or code
        found.problems += [_told(leaf, bound) for leaf in leaves if leaf.problem]
        for array in enumeration.lists_of_scalars(tree):
            if not array.leaves or array.leaves[0].order not in pathwise.leaves:
                found.problems += enumeration.broken(array, bound, leaves)
        if "\n" in bound.reading.text:
            found.problems += enumeration.bullets_left(tree, bound, leaves)
        found.problems += enumeration.numbered(tree, bound, self.fields)
        own = []
        if bound.cues is not self.cues:
            own = [leaf for leaf in leaves if leaf.target.path not in self.cues.by_path]
        own = [leaf for leaf in own if leaf.order not in pathwise.leaves]
        found.problems += mapped.entries_left(leaves, own, bound)
        found.problems += mapped.unnamed(own, bound, self.fields)
        found.problems += pathwise.problems
        found.paths = pathwise.spans
        besides = Besides(bound)
        settled = {leaf.path for leaf in leaves if leaf.settled}
        left = explain.unexplained(bound, leaves, placing.limits(tree, found.headed), found.framed, besides)
        found.problems += [problem for problem in left if problem[1] not in settled]
        found.problems += wholes.misstated(bound, leaves, besides)
        for code, path, said in self.omissions.lacking(found.framed, leaves, bound):
            found.problems.append((code, path, f"the text says {said!r} in a frame"))

    def _paraphrased(self, found: Grounding) -> None:
        """Weak evidence, for fields without phrases only: who writes by the phrases writes the values as they are."""
        stems = None
        for leaf in found.leaves:
            if leaf.problem not in _UNSAID or leaf.target.annotated or leaf.settled:
                continue
            places = other_words(found.bound.reading, leaf.value, leaf.kind, leaf.target.field)
            if not places and leaf.problem == "ungrounded" and leaf.kind in WORDED:
                stems = stems or Stems(found.bound.lowered)
                weak = stems.find(leaf.value, leaf.target.scalars, found.sheet or _is_name(leaf))
                places = [weak] if weak and not greets(found.bound.lowered, weak.start) else []
            if places:
                leaf.places, leaf.problem = places, ""
                for place in places:
                    claims = found.bound.claims(place.start, place.end)
                    leaf.strengths[place.start] = CUED if place.cued else claims.get(leaf.target.id, 0.0)

    def _derived(self, found: Grounding, label: Any) -> set[Path]:
        """Leaves without a place that x-derived recomputes."""
        wanted = {leaf.path for leaf in found.leaves if leaf.target.field.derived and leaf.problem in _UNSTATED}
        if wanted:
            wrong = {finding[0] for finding in self.rules.findings(label)}
            wanted = {path for path in wanted if pointer(path) not in wrong}
        return wanted


_UNSTATED = ("ungrounded", "other-field")
_UNSAID = ("ungrounded", "no-cue")
#: Kinds of values whose words may stand in another form or order.


_NONE: frozenset[int] = frozenset()


def _rescue(found: Grounding) -> None:
    """A cue that has its own value on one side claims nothing on the other ("French food for less than $20").

    Neither does one that is a word of another value, or asks for another kind of words.
    """
    bound = found.bound
    inside: set[int] | None = None
    settled: dict[int, set[int]] = {}  # a field -> cues that stand beside, or in, its value
    for leaf in found.leaves:
        for evidence in leaf.places:
            if leaf.strengths[evidence.start] >= ADJACENT:
                settled.setdefault(leaf.target.id, set()).update(bound.cues_at(evidence))
            if not leaf.target.annotated and leaf.kind in OPEN:
                settled.setdefault(leaf.target.id, set()).update(bound.cues_in(evidence))  # "fast food"
    for leaf in found.leaves:
        if leaf.problem == "other-field" and leaf.refused and not (leaf.target.annotated or leaf.settled):
            claims = bound.claims(leaf.refused.start, leaf.refused.end)
            beside = bound.cues_at(leaf.refused)
            inside = _inside_values(found) if inside is None else inside
            if all(
                beside & inside or beside & settled.get(target, _NONE) or _likelier(leaf, bound.cues.targets[target])
                for target, score in claims.items()
                if score >= ADJACENT
            ):
                leaf.places, leaf.problem = [leaf.refused], ""
                leaf.strengths[leaf.refused.start] = claims.get(leaf.target.id, 0.0)


def _leave_names(found: Grounding) -> None:
    """A name that stands beside the value of a like-named field says no boolean: "error: 12" of another object."""
    named = [leaf for leaf in found.leaves if not leaf.target.annotated]
    words = {leaf.target.field.words for leaf in named if leaf.kind == "boolean" and any(e.cued for e in leaf.places)}
    beside: dict[int, set[int]] = {}  # number of a cue -> fields whose values it stands beside
    for leaf in named if words else ():
        for evidence in leaf.places if leaf.target.field.words in words else ():
            if not evidence.cued and leaf.strengths[evidence.start] >= ADJACENT:
                for cue in found.bound.beside.get(evidence.start, ()):
                    beside.setdefault(cue, set()).add(leaf.target.id)
    for leaf in named if beside else ():
        if leaf.kind == "boolean":
            own = {leaf.target.id}
            left = [
                e
                for e in leaf.places
                if not e.cued or not any(beside.get(cue, own) - own for cue in found.bound.cues_within(e))
            ]
            if len(left) < len(leaf.places):
                leaf.places, leaf.problem = left, "" if left else "other-field"


def _inside_values(found: Grounding) -> set[int]:
    """Numbers of the cues that are words of the label's strings."""
    inside: set[int] = set()
    for leaf in found.leaves:
        if leaf.value.__class__ is str and leaf.kind not in SAID_BY_CUE:
            for evidence in leaf.candidates:
                inside.update(found.bound.cues_within(evidence))
    return inside


def _likelier(leaf: Leaf, other: Target) -> bool:
    """Does a value look more like its own field's than like another's?"""
    value = str(leaf.value)
    return affinity(value, leaf.target.field.words) > affinity(value, other.field.words)


def _is_name(leaf: Leaf) -> bool:
    """Is a value the name of a person, whose words have no other forms?"""
    return leaf.kind == "person" or class_of_field(leaf.target.field.words) == "person"


def _told(leaf: Leaf, bound: Bound) -> Problem:
    said = _SAID[leaf.problem].format(repr(leaf.value)[:80])
    if leaf.problem == "other-amount" and leaf.refused:
        said += bound.reading.text[leaf.refused.start : leaf.refused.end]
    return leaf.problem, leaf.path, said


def _choose(found: Grounding) -> None:
    """Give every leaf its place: lists in order, then all others by the nearest cue, no place twice."""
    bound = found.bound
    placing.drop_parts(found.leaves)
    words = placing.words_and_labels(found.leaves, bound)
    bound.silence(words | placing.naming_nothing(bound))
    listed: set[Leaf] = set()
    taken_by_lists: set[int] = set()
    for array in placing.arrays(found.tree):
        below = array.leaves
        listed.update(below)
        _place(array, below, bound, taken_by_lists)
        taken_by_lists.update(leaf.chosen.start for leaf in below if leaf.chosen is not None)
    taken = {(leaf.chosen.start, leaf.chosen.end): leaf for leaf in found.leaves if leaf.chosen is not None}
    free = []
    for leaf in found.leaves:
        if leaf in listed or leaf.settled or not leaf.places:
            continue
        if len(leaf.places) > 1:
            leaf.places.sort(key=partial(_rank, leaf, bound))
        leaf.own = leaf.strengths[leaf.places[0].start]
        free.append(leaf)
    free.sort(key=lambda leaf: -leaf.own)
    for leaf in free:
        _take(leaf, taken, bound)
    bound.silence(words)
    for leaf in found.leaves:
        if leaf.chosen is not None and not leaf.problem and not leaf.settled:
            _judge(leaf, found, bound)


def _rank(leaf: Leaf, bound: Bound, place: Evidence) -> tuple[float, bool, float, float, int]:
    """What makes a place the better one: its cue, that its object was named last, how the value is said."""
    away = not bound.at_home(place.start, leaf.target.scopes)
    strength = leaf.strengths[place.start]
    if strength >= ADJACENT and not leaf.target.annotated:
        return -ADJACENT, away, -strength, -GRADES[place.grade], place.start
    return -strength, away, 0.0, -GRADES[place.grade], place.start


def _place(array: Tree, below: list[Leaf], bound: Bound, taken: set[int]) -> None:
    """Place a list; where the places beside own cues don't do, with all places."""
    everything: dict[Leaf, list[Evidence]] = {}
    for leaf in below:
        if len(leaf.places) > 1 and (not leaf.target.scalars or leaf.path[-1] == 0):
            strong = leaf.framed or [e for e in leaf.places if leaf.strengths[e.start] >= ADJACENT]
            free = [e for e in strong or leaf.places if e.start not in taken]
            home = [e for e in free if bound.at_home(e.start, leaf.target.scopes)] if strong else []
            strong = home or free or strong
            if strong and len(strong) < len(leaf.places):
                everything[leaf] = leaf.places
                leaf.places = strong
    reached = placing.place(array, 0)
    if reached < 0 and everything:
        for leaf in below:
            leaf.places = everything.get(leaf, leaf.places)
        reached = placing.place(array, 0)
    if reached < 0:
        for leaf in below:
            if leaf.places and leaf.chosen is None:
                leaf.problem = "order"
    for leaf in below:
        if leaf.chosen is not None:
            leaf.own = leaf.strengths[leaf.chosen.start]


def _take(leaf: Leaf, taken: dict[tuple[int, int], Leaf], bound: Bound) -> None:
    for evidence in leaf.places:
        span = (evidence.start, evidence.end)
        other = taken.get(span)
        if other is None or evidence.cued or leaf.kind in SAID_BY_CUE:
            taken[span] = leaf
            leaf.chosen = evidence
            leaf.own = leaf.strengths[evidence.start]
            return
    leaf.chosen = leaf.places[0]
    other = taken[leaf.chosen.start, leaf.chosen.end]
    if leaf.own < ADJACENT and str(other.value).casefold() == str(leaf.value).casefold():
        leaf.problem = "shared"


def _judge(leaf: Leaf, found: Grounding, bound: Bound) -> None:
    """What a leaf's place lacks: a cue where the value is a common one, the rest of the value."""
    chosen = leaf.chosen
    assert chosen is not None
    if chosen.cued:
        return
    if leaf.own < ADJACENT:
        inside = any(
            other.chosen.start <= chosen.start
            and chosen.end <= other.chosen.end
            and other.chosen.end - other.chosen.start > chosen.end - chosen.start
            for other in found.leaves
            if other.chosen is not None and other is not leaf
        )
        if inside:
            leaf.problem = "other-field"
        elif leaf.target.annotated and leaf.kind in COMMON and not leaf.target.scalars:
            leaf.problem = "no-cue"
        if leaf.problem:
            return
    if leaf.kind in OPEN:
        opened = bound.framed_at(chosen) if leaf.framed else None
        if opened is None:
            leaf.problem = misjudged(leaf, chosen, bound)
        elif goes_on(leaf, chosen, bound, opened):
            leaf.problem = "cut-short"
