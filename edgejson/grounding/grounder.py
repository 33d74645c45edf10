"""Grounding: every leaf of the label stands in the text, and what the text says of a field stands in the label.

Works on text, label and schema alone. Every leaf gets a place and a grade: literal, a surface form, derived
(x-derived recomputes it), weak (a paraphrase); a leaf without a place is a finding. See docs/architecture.md for
the binding rule that decides which places count.
"""

from __future__ import annotations

from typing import Any

from edgejson.forms import DERIVED, Evidence
from edgejson.forms.kinds import NUMBERS, OPEN, WORDED
from edgejson.forms.kinds.enum import beside_others
from edgejson.forms.words import greets
from edgejson.grounding import (
    amount_marks,
    claims,
    counted_items,
    enumeration,
    headcount,
    highest,
    instances,
    left_out,
    named_booleans,
    said_times,
    sheets,
    spelled,
    topics,
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
from edgejson.grounding.affinity import class_of_field
from edgejson.grounding.author_units import AuthorUnits
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import CUED, Leaf, Problem, grow, locate
from edgejson.grounding.choosing import choose
from edgejson.grounding.cue_values import Besides
from edgejson.grounding.cues import Cues
from edgejson.grounding.frame_extents import Extents
from edgejson.grounding.frame_omissions import Omissions
from edgejson.grounding.frames import Frames
from edgejson.grounding.inexact import Scanned, Stems
from edgejson.grounding.paraphrase import listed, other_words
from edgejson.grounding.result import Grounding
from edgejson.language.composed import with_offsets
from edgejson.schema.expressions import compile_rules
from edgejson.schema.fields import FieldMap, Path
from edgejson.schema.loading import pointer

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


class Grounder:
    """Grounds labels of one schema in texts."""

    def __init__(self, fields: FieldMap, document: Any, scanned: bool = False) -> None:
        self.fields = fields
        self.scanned = scanned  #: texts were misread by a scanner, see `inexact.Scanned`
        self.cues = Cues(fields)
        self.frames = Frames(fields, self.cues)
        self.omissions = Omissions(self.frames.shapes, self.cues)
        self.units = AuthorUnits(fields, self.frames.shapes, self.cues)
        self.extents = Extents(self.frames.shapes, self.cues)
        self.rules = compile_rules(document, fields)
        self.lists = counted_items.lists_of_objects(fields)
        self._last: tuple[str, Bound] | None = None

    def ground(self, text: str, label: Any) -> Grounding:
        """Find the places of all leaves; `problems` says what is wrong."""
        text, offsets = with_offsets(text)
        leaves: list[Leaf] = []
        cues = self.cues
        tree = grow(label, (), cues.root, self.fields, leaves)
        if any(leaf.target.id < 0 for leaf in leaves):
            leaves.clear()
            cues = cues.extended(label)
            tree = grow(label, (), cues.root, self.fields, leaves)
        bound = self._bound(text, cues)
        bound.around = cues.around([leaf.target for leaf in leaves])
        bound.begin_with_deed()
        found = self._ground(Grounding(bound, tree, leaves), label, False)
        if found.problems and self.frames.shapes and not found.hopeless(self.frames.spoken):
            leaves = []
            tree = grow(label, (), cues.root, self.fields, leaves)
            loosely = self._ground(Grounding(bound.afresh(), tree, leaves), label, True)
            found = loosely if not loosely.problems else found
        found.offsets = offsets
        return found

    def _bound(self, text: str, cues: Cues) -> Bound:
        """A text with its cues, before anything was noted of its places; the last one is often asked about again."""
        if self._last is None or self._last[0] != text or self._last[1].cues is not cues:
            self._last = text, Bound(text, cues)
        return self._last[1].afresh()

    def _ground(self, found: Grounding, label: Any, loosely: bool) -> Grounding:
        """Fill in what a text says of a label; `loosely`: frames are read with slips of the keyboard."""
        bound, tree, leaves = found.bound, found.tree, found.leaves
        bound.final = loosely or not self.frames.shapes
        scanned = Scanned(bound.lowered) if self.scanned else None
        for leaf in leaves:
            stated = bound.reading.find(leaf.value, leaf.target.field, leaf.kind)
            leaf.candidates = highest.places(stated, leaf.value, leaf.target, bound.scaled)
            if not leaf.target.annotated:
                leaf.candidates = _with_names(leaf, bound) if leaf.kind in WORDED else _whole(leaf, bound)
            if scanned and not leaf.candidates and leaf.kind in OPEN:
                leaf.candidates = scanned.find(leaf.value)
        if bound.markers:
            titles = [leaf for leaf in leaves if leaf.kind in OPEN and str(leaf.value)[:1].isupper()]
            bound.spare(place for leaf in titles for place in leaf.candidates)
        amount_marks.told_by_country(leaves, bound)
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
        claims.rescue(found.leaves, bound)
        self._paraphrased(found)
        claims.leave_names(found.leaves, bound)
        claims.leave_older(found.leaves, bound)
        found.headed = numbering.stretches(tree, bound, self.fields)
        if found.headed:
            numbering.keep(leaves, found.headed, bound.lowered)
        choose(found.tree, found.leaves, bound)
        enumeration.settle(found.tree, bound)
        amount_marks.settle(leaves, bound)
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
            found.problems += counted_items.bullets_left(tree, bound, leaves)
        found.problems += counted_items.numbered(tree, bound, self.fields, leaves)
        found.problems += counted_items.unlisted(self.lists, bound)
        own = []
        if bound.cues is not self.cues:
            own = [leaf for leaf in leaves if leaf.target.path not in self.cues.by_path]
        own = [leaf for leaf in own if leaf.order not in pathwise.leaves]
        beside = [*own, *mapped.open_to_others(leaves, pathwise.leaves, self.fields)]
        found.problems += mapped.entries_left(leaves, beside, bound, self.fields)
        found.problems += mapped.unnamed(own, bound, self.fields)
        found.problems += pathwise.problems
        found.paths = pathwise.spans
        besides = Besides(bound, leaves)
        settled = {leaf.path for leaf in leaves if leaf.settled}
        left = explain.unexplained(bound, leaves, placing.limits(tree, found.headed), found.framed, besides)
        found.problems += [problem for problem in left if problem[1] not in settled]
        if not found.problems and not found.sheet:
            found.problems += left_out.problems(leaves, bound)
        found.problems += wholes.misstated(bound, leaves, besides)
        for code, path, said in self.units.contradicted(leaves, bound, found.framed):
            found.problems.append((code, path, f"the text says {said!r} in a sentence of its author"))
        told = {problem[:2] for problem in found.problems if problem[0] == "omission"}
        for problem in self.omissions.lacking(found.framed, leaves, bound):
            if problem[:2] not in told:  # what a cue and a frame both lead to is one value
                found.problems.append((*problem[:2], f"the text says {problem[2]!r} in a frame"))

    def _paraphrased(self, found: Grounding) -> None:
        """Weak evidence, for booleans and fields without phrases: who writes by phrases writes values as they are."""
        stems = None
        _say_otherwise(found)
        for leaf in found.leaves:
            topics.refute(leaf, found.bound.reading)
            measured = leaf.problem == "other-field" and leaf.kind in NUMBERS and leaf.refused is None
            if not (leaf.problem in _UNSAID or measured) or leaf.settled:
                continue
            if leaf.target.annotated and not named_booleans.unphrased(leaf, found.bound.reading):
                continue
            if measured:  # what stands there is another thing's number
                places = headcount.find(found.bound.lowered, float(leaf.value), leaf.target.field)
            else:
                places = other_words(found.bound.reading, leaf.value, leaf.kind, leaf.target.field)
            if not places and leaf.kind in WORDED and leaf.target.field.enum:
                taken = [place for other in found.leaves if other is not leaf for place in other.places]
                places = instances.find(found.bound.reading, str(leaf.value), leaf.target.field, taken)
            if not places and leaf.problem == "ungrounded" and leaf.kind in WORDED:
                stems = stems or Stems(found.bound.lowered)
                weak = stems.find(leaf.value, leaf.target.scalars, found.sheet or _is_name(leaf))
                places = [weak] if weak and not greets(found.bound.lowered, weak.start) else []
                places = beside_others(found.bound.reading, places, leaf.value, leaf.target.field)
            if not places and leaf.value == 1 and leaf.kind in NUMBERS:
                named = [place for other in found.leaves if other.kind in WORDED for place in other.places]
                places = headcount.one_of(found.bound.lowered, leaf.target.field, named)
            tables = found.bound.tables
            places = [place for place in places if not (tables and tables.is_heading(place.start))]
            if places:
                leaf.places, leaf.problem = places, ""
                for place in places:
                    claimed = found.bound.claims(place.start, place.end)
                    leaf.strengths[place.start] = CUED if place.cued else claimed.get(leaf.target.id, 0.0)

    def _derived(self, found: Grounding, label: Any) -> set[Path]:
        """Leaves without a place that x-derived recomputes."""
        wanted = {leaf.path for leaf in found.leaves if leaf.target.field.derived and leaf.problem in _UNSTATED}
        if wanted:
            wrong = {finding[0] for finding in self.rules.findings(label)}
            wanted = {path for path in wanted if pointer(path) not in wrong}
        return wanted


def _whole(leaf: Leaf, bound: Bound) -> list[Evidence]:
    """The places of a value without phrases, with the words around them that belong to it."""
    lowered = bound.lowered
    if leaf.kind in NUMBERS:
        places = (spelled.with_percent(lowered, place) for place in leaf.candidates)
        return [said_times.widened(bound.reading, leaf.value, place, leaf.target.field) for place in places]
    if leaf.kind == "time":
        return [
            said_times.with_half(lowered, place)
            for place in leaf.candidates
            if not said_times.other_half(lowered, place, leaf.value)
        ]
    return leaf.candidates


def _with_names(leaf: Leaf, bound: Bound) -> list[Evidence]:
    """The places of a short code without phrases, and of what it stands for: "en" may be a word of another value."""
    if leaf.kind not in WORDED or not leaf.candidates or len(str(leaf.value)) > _CODE:
        return leaf.candidates
    named = [e for e in listed(bound.reading, str(leaf.value), leaf.target.field) if e not in leaf.candidates]
    return sorted({*leaf.candidates, *named})


#: Letters of a code that may be a word of a text by chance.
_CODE = 2


def _say_otherwise(found: Grounding) -> None:
    """Where the text says a number less often than the label has it, other words say it: "2 adults, a kid, one bag"."""
    counted: dict[Any, list[Leaf]] = {}
    for leaf in found.leaves:
        if leaf.kind in NUMBERS and leaf.places and not (leaf.target.annotated or leaf.settled or leaf.target.listed):
            counted.setdefault(leaf.value, []).append(leaf)
    for leaves in counted.values():
        said = {place.start for leaf in leaves for place in leaf.places}
        for leaf in leaves if len(said) < len(leaves) else ():
            places = headcount.find(found.bound.lowered, float(leaf.value), leaf.target.field)
            if others := [place for place in places if place.start not in said]:
                leaf.places = others
                leaf.strengths.update((place.start, CUED if place.cued else 0.0) for place in others)


_UNSTATED, _UNSAID = ("ungrounded", "other-field"), ("ungrounded", "no-cue")


def _is_name(leaf: Leaf) -> bool:
    """Is a value the name of a person, whose words have no other forms?"""
    return leaf.kind == "person" or class_of_field(leaf.target.field.words) == "person"


def _told(leaf: Leaf, bound: Bound) -> Problem:
    said = _SAID[leaf.problem].format(repr(leaf.value)[:80])
    if leaf.problem == "other-amount" and leaf.refused:
        said += bound.reading.text[leaf.refused.start : leaf.refused.end]
    return leaf.problem, leaf.path, said
