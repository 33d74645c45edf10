"""The way back, from the text to the label: what stands beside a cue must be in the label.

A cue of a field that the label leaves absent, with a value that would fit, is an omission; a cue of a field that
the label has, with another fitting value, is a contradiction or a missing item.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from edgejson.forms import LITERAL, Evidence
from edgejson.forms.kinds import NUMBERS, OPEN
from edgejson.forms.words import runs_over
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf, Problem
from edgejson.grounding.cue_parts import ROOT, Occurrence, Target
from edgejson.grounding.cue_values import Besides, is_null
from edgejson.grounding.cues import ADJACENT, AFTER_PHRASE, NAME
from edgejson.grounding.frames import Framed
from edgejson.grounding.measures import refuted
from edgejson.grounding.printed import says
from edgejson.grounding.tables import Cell
from edgejson.schema.fields import Path

Present = dict[int, list[Leaf]]
Limits = dict[int, tuple[int, int]]

#: A correction's marker so many characters behind a cue takes its value back.
TAKEN_BACK = 80


def unexplained(
    bound: Bound, leaves: list[Leaf], limits: Limits, framed: Framed, besides: Besides
) -> Iterator[Problem]:
    """Cues in the text whose value the label lacks.

    `limits` has, by a leaf's number, the stretch of text that is left to its item of a list.
    """
    explained, covered, spoken = _explained(bound, leaves, limits)
    present: Present = {}
    for leaf in leaves:
        present.setdefault(leaf.target.id, []).append(leaf)
    for index, cue in enumerate(bound.found):
        entry = cue.entry
        if index in explained or not (entry.before or entry.after or entry.values):
            continue
        place = bisect_left(covered, (cue.end, 0)) - 1
        if place >= 0 and covered[place][0] <= cue.start and cue.end <= covered[place][1]:
            continue  # the words are part of a value
        if framed.fits and framed.holds(cue.start, cue.end):
            continue  # the words are part of a frame
        if bound.tables and (bound.tables.is_heading(cue.start) or bound.tables.at(cue.start)):
            continue  # see _cells
        if entry.values and bound.around.containers.isdisjoint(entry.scopes):
            yield from _said(cue, bound, present, limits)
        yield from _claimed(cue, bound, present, _fitting(cue, bound, besides, spoken, covered), (covered, limits))
    if bound.tables:
        yield from _cells(bound, leaves, present, limits)
    yield from _said_of_another(bound, leaves, limits)


def _said_of_another(bound: Bound, leaves: list[Leaf], limits: Limits) -> Iterator[Problem]:
    """A clause that no leaf took, in the stretch of an item of a list that lacks its field: it is said of that item."""
    spare = [leaf for leaf in leaves if leaf.target.listed and len(leaf.places) > 1 and leaf.kind == "boolean"]
    if not spare:
        return
    taken = {leaf.chosen.start for leaf in leaves if leaf.chosen is not None}
    for leaf in spare:
        pattern = leaf.target.path
        size = len(pattern) - pattern[::-1].index("*")
        items: dict[Path, tuple[int, int]] = {
            each.path[:size]: limits.get(each.order, _ANYWHERE)
            for each in leaves
            if each.target.path[:size] == pattern[:size]
        }
        width = len(pattern)
        having = {each.path[:size] for each in leaves if each.target.path[:width] == pattern}
        for evidence in leaf.places:
            if not evidence.cued or evidence.start in taken or _within_denial(evidence.start, bound, taken):
                continue
            if bound.tables and bound.tables.is_heading(evidence.start):
                continue
            for item, (low, high) in items.items():
                said = bound.reading.text[evidence.start : evidence.end]
                if " " not in said and not leaf.target.annotated:
                    continue  # a word that names the field may be any word
                if item not in having and (low, high) != _ANYWHERE and low <= evidence.start < high:
                    yield "omission", (*item, *pattern[size:]), f'the text says "{said}"'
                    return


def _within_denial(place: int, bound: Bound, taken: set[int]) -> bool:
    """Is a clause what a word ahead of it, which some leaf took, denies: "without a cover"?"""
    denial = _DENIAL.search(bound.lowered, max(0, place - 14), place)
    return denial is not None and denial.start(1) in taken


_DENIAL = re.compile(r"\b(no|not|without)(?:[ \n](?:an?|any|the))?[ \n]$")


def _explained(bound: Bound, leaves: list[Leaf], limits: Limits) -> tuple[set[int], list[tuple[int, int]], set[int]]:
    """Cues beside a value of their own field; the spans of all values; where those with a cue start."""
    explained: set[int] = set()
    spoken: set[int] = set()
    covered: list[tuple[int, int]] = []
    found = bound.found
    for leaf in leaves:
        target = leaf.target.id
        low, high = limits.get(leaf.order, _ANYWHERE)
        for evidence in leaf.places:
            covered.append((evidence.start, evidence.end))
            if not low <= evidence.start < high:
                continue  # within another item's stretch it says nothing of this one
            if leaf.strengths[evidence.start] >= ADJACENT:
                spoken.add(evidence.start)
            if not (leaf.target.annotated or leaf.strengths[evidence.start]):
                continue  # a name in the next line is no cue of this place
            for index in bound.beside.get(evidence.start, ()):
                entry = found[index].entry
                if target in entry.before or target in entry.after:
                    explained.add(index)
    covered.sort()
    return explained, covered, spoken


_ANYWHERE = (0, 1 << 60)


def _said(cue: Occurrence, bound: Bound, present: Present, limits: Limits) -> Iterator[Problem]:
    """A clause that says a value by itself: some leaf of the field must have that value."""
    if runs_over(bound.lowered, cue.start, cue.end) or ROOT in cue.entry.scopes:
        return  # what the record is called too may be a heading
    for target, value in cue.entry.values:
        if any(_key(leaf.value) == value for leaf in _within(present.get(target, ()), cue.start, limits)):
            return
    if _taken_back(cue.end, bound, 60) or _OFF.match(bound.lowered, cue.end):
        return
    target, value = cue.entry.values[0]
    if value != "true" and _said_of_whole(bound.cues.targets[target].path, present):
        return
    leaves = _within(present.get(target, ()), cue.start, limits)
    said = bound.lowered[cue.start : cue.end]
    if leaves:
        yield "contradiction", leaves[0].path, f'the text says "{said}"'
    else:
        yield "omission", bound.cues.targets[target].path, f'the text says "{said}"'


#: Behind a clause: "with subtitles off".
_OFF = re.compile(r" (?:turned |switched )?off\b")


def _said_of_whole(path: tuple[str, ...], present: Present) -> bool:
    """Is there a list or object, said to be empty, in which a field would stand: "no scores"?"""
    return any(
        leaf.kind == "empty" and path[: len(leaf.target.path)] == leaf.target.path
        for leaves in present.values()
        for leaf in leaves
    )


def _within(leaves: Iterable[Leaf], place: int, limits: Limits) -> list[Leaf]:
    """The leaves to whose item of a list a place is left."""
    return [leaf for leaf in leaves if (span := limits.get(leaf.order, _ANYWHERE))[0] <= place < span[1]]


def _key(value: Any) -> str:
    return "true" if value is True else "false" if value is False else "null" if value is None else str(value)


def _claimed(
    cue: Occurrence,
    bound: Bound,
    present: Present,
    fitting: list[tuple[Target, Any]],
    extents: tuple[list[tuple[int, int]], Limits],
) -> Iterator[Problem]:
    """A cue with a fitting value beside it that no leaf of its fields has."""
    logged = bound.lowered[cue.end : cue.end + 1] == "="  # a key of a log's line, whatever else is called so
    if not fitting or not (logged or bound.around.containers.isdisjoint(cue.entry.scopes)):
        return  # it names an object that the label has
    covered, limits = extents
    said_of_present = any(target.id in present for target, _ in fitting)
    if said_of_present and _taken_back(cue.end, bound, TAKEN_BACK) and not _given_back(cue.end, bound, covered):
        return
    words = bound.lowered[cue.start : cue.end]
    for target, value in fitting:
        if leaves := present.get(target.id):
            if any(_same(value, leaf.value) for leaf in leaves) and not _of_another_item(cue, target, leaves, limits):
                return  # it is said again
            if _is_older(cue.start, leaves, bound):
                return
            yield "contradiction", leaves[0].path, f'{value!r} stands beside "{words}"'
            return
    target, value = fitting[0]
    yield "omission", target.path, f'{value!r} stands beside "{words}"'


def _fitting(
    cue: Occurrence, bound: Bound, besides: Besides, spoken: set[int], covered: list[tuple[int, int]]
) -> list[tuple[Target, Any]]:
    """The cue's fields with the value beside it that fits each; none where the value is a leaf's own."""
    targets = bound.cues.targets
    fitting: list[tuple[Target, Any]] = []
    if cue.entry.glue and not (LABELS.match(bound.lowered, cue.end) or besides.in_row(cue)):
        return fitting  # a field may be called "and"
    for target_id, score in cue.entry.before.items():
        target = targets[target_id]
        if (score >= NAME or target.field.enum) and not target.holds_others and target.path:
            start, value = besides.following(cue, target, score)
            if start in spoken:
                return []
            if isinstance(value, str) and not target.annotated and target.kind in OPEN:
                start = bound.reading.text.find(value, start)
                value = None if _within_one(covered, start) else value
            if value is not None:
                fitting.append((target, value))
    for target_id, score in () if fitting else cue.entry.after.items():
        target = targets[target_id]
        if score >= AFTER_PHRASE or target.kind in NUMBERS or target.field.enum:
            start, value = besides.preceding(cue, target)
            if start in spoken:
                return []
            if value is not None and (target.annotated or not _no_count(start, cue, bound.lowered)):
                fitting.append((target, value))
    if cue.entry.glue or not fitting:
        return fitting
    return [(target, value) for target, value in fitting if not _measures_another(target, start, value, bound)]


def _measures_another(target: Target, start: int, value: Any, bound: Bound) -> bool:
    """Has a number, for a field without phrases, the unit of another measure: "420 ppm" beside "light hours"?"""
    if target.annotated or target.kind not in NUMBERS or isinstance(value, str) or start < 0:
        return False
    digits = _DIGITS.match(bound.lowered, start)
    return digits is not None and refuted(target, bound.lowered, Evidence(start, digits.end(), LITERAL), value)


_DIGITS = re.compile(r"[$€£]?\d[\d,]*(?:\.\d+)?")


def _no_count(start: int, cue: Occurrence, lowered: str) -> bool:
    """Is a number ahead of a name a rate, "220 a night", or a pronoun, "one of us"?"""
    gap = _RATE.search(lowered, max(start, 0), cue.start)
    if lowered.startswith("of ", cue.start) and _SOME_ARE.match(lowered, cue.end):
        return True  # "two of us are vegetarian"
    return gap is not None or (lowered.startswith("of ", cue.start) and lowered[start : cue.start].strip() == "one")


_SOME_ARE = re.compile(r" (?:are|is|have|has|don't|can't|need|want|eat)\b")
_RATE = re.compile(r"(?:\b(?:an?|per|each|every)|/) ?$")


def _is_older(place: int, leaves: Iterable[Leaf], bound: Bound) -> bool:
    """Does a place stand in a mail that is quoted below the one that says what the label has? For no phrases."""

    def quoted(start: int) -> bool:
        return bound.lowered.startswith(">", bound.lowered.rfind("\n", 0, start) + 1)

    placed = [leaf.chosen.start for leaf in leaves if leaf.chosen is not None and not leaf.target.annotated]
    return quoted(place) and any(not quoted(start) for start in placed)


#: What stands behind a word that is the label of a value, whatever else it means in a sentence.
LABELS = re.compile(r"[\"”\]*_]* *[:=|\t>\"“]| (?:is|are) | [. ]{3,}")


def _same(said: Any, value: Any) -> bool:
    if said == value or str(said).rstrip(".!?").casefold() == str(value).casefold():
        return True
    return isinstance(said, str) and isinstance(value, str) and says(said, value)


def _within_one(covered: list[tuple[int, int]], place: int) -> bool:
    """Does a place lie in one of some stretches, which are sorted?"""
    return any(start <= place < end for start, end in covered[: bisect_left(covered, (place + 1, 0))])


def _taken_back(place: int, bound: Bound, reach: int) -> bool:
    return any(-25 <= marker.start - place <= reach for marker in bound.markers)


def _given_back(place: int, bound: Bound, covered: list[tuple[int, int]]) -> bool:
    """Does what counts stand behind the marker that takes back what stands at a place, and is no leaf's value?"""
    marker = next((marker for marker in bound.markers if 0 < marker.start - place <= TAKEN_BACK), None)
    if marker is None or not bound.free_of_cues(place, marker.start):
        return False
    return not any(place <= start <= marker.end + TAKEN_BACK for start, _ in covered)


def _of_another_item(cue: Occurrence, target: Target, leaves: list[Leaf], limits: Limits) -> bool:
    """Does a cue stand among what is said of an item of a list that lacks its field? For fields without phrases."""
    if not target.listed or target.scalars or target.annotated:
        return False
    return bool(leaves) and not _within(leaves, cue.start, limits)


def _cells(bound: Bound, leaves: list[Leaf], present: Present, limits: Limits) -> Iterator[Problem]:
    """Cells of a field, by their column or their row, that no leaf of the field stands in."""
    assert bound.tables is not None
    starts: dict[tuple[str, ...], list[int]] = {}
    for leaf in leaves:
        low, high = limits.get(leaf.order, _ANYWHERE)
        for evidence in leaf.places:
            if low <= evidence.start < high:  # what another item's row says is no evidence for this one
                starts.setdefault(leaf.target.path, []).append(evidence.start)
    for cell in bound.tables.cells:
        owners = _owners(cell, bound)
        if not owners or cell.end <= cell.start:
            continue
        content = bound.reading.text[cell.start : cell.end]
        if (is_null(content) and not _holds(content, owners)) or not any(letter.isalnum() for letter in content):
            continue
        paths = {
            path for owner in owners for path in (owner.path, owner.path[:-1]) if path is owner.path or owner.scalars
        }
        if any(cell.start <= start < cell.end for path in paths for start in starts.get(path, ())):
            continue
        if any(owner.kind == "boolean" and _within(present.get(owner.id, ()), cell.start, limits) for owner in owners):
            continue
        having = [owner for owner in owners if owner.id in present]
        heading = cell.heading or bound.reading.text[cell.first : cell.first_end]
        if having:
            yield "missing-item", present[having[0].id][0].path, f'"{content}" stands at "{heading}"'
        else:
            yield "omission", owners[0].path, f'"{content}" stands at "{heading}"'


def _holds(content: str, owners: list[Target]) -> bool:
    """Is what may say that there is no value a value of one of these fields?"""
    return any(
        owner.kind == "boolean" or "boolean" in owner.field.types or content in owner.field.enum for owner in owners
    )


def _owners(cell: Cell, bound: Bound) -> list[Target]:
    """The fields that a cell belongs to."""
    entry = bound.cues.lookup(cell.heading)
    if (entry is None or not entry.before) and cell.start != cell.first:
        entry = bound.cues.lookup(bound.reading.text[cell.first : cell.first_end])
    if entry is None:
        return []
    return [target for id in entry.before if not (target := bound.cues.targets[id]).holds_others]
