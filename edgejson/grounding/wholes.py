"""Objects, lists and the record itself: what the text denies though the label has it, and lists that the label lacks.

For fields without phrases only: with them, the words of a phrase tell what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf, Problem
from edgejson.grounding.cue_parts import ROOT, Occurrence
from edgejson.grounding.cue_values import Besides, is_null
from edgejson.grounding.gaps import within
from edgejson.grounding.omissions import LABELS

#: Behind a name: "is empty", ": none", "| none".
_NOTHING_BEHIND = re.compile(
    r"(?: (?:is|are)(?: set to| recorded as)?| *[:=|\t]| [ .]{2,}) *+"
    r"(empty|none|null|nothing|n/a|not given|not known|unknown|not set)(?![^\W_])"
)
_NOTHING_AHEAD = re.compile(r"\b(no|without|without an?|an empty|empty) $")
#: What takes a denial back stands so near behind it.
_REACH = 40


def misstated(bound: Bound, leaves: list[Leaf], besides: Besides) -> Iterator[Problem]:
    """Wholes that the text denies and the label has, lists that the text has and the label lacks."""
    if any(leaf.target.annotated for leaf in leaves):
        return
    places = [(place.start, place.end) for leaf in leaves for place in leaf.places]
    for cue in bound.found:
        if cue.entry.scopes:
            yield from _denied(cue, bound, leaves, places)
            yield from _unheld(cue, bound, besides, places)


def _denied(cue: Occurrence, bound: Bound, leaves: list[Leaf], places: list[tuple[int, int]]) -> Iterator[Problem]:
    full = bound.around.objects
    named = [bound.cues.targets[id] for id in cue.entry.scopes if id != ROOT]
    empty = {leaf.target.field.words for leaf in leaves if leaf.kind in ("empty", "null")}  # one inside another
    denied = [
        target.path for target in named if target.path in full and not target.listed and target.field.words not in empty
    ]
    if ROOT in cue.entry.scopes and leaves[0].path and bound.heads_clause(cue.start):
        denied.append(())
    said = _NOTHING_AHEAD.search(bound.lowered, max(0, cue.start - 12), cue.start) if denied and denied[0] else None
    said = said or (_NOTHING_BEHIND.match(bound.lowered, cue.end) if denied else None)
    if said is None or within(said.start(1), places):
        return
    if not any(0 <= marker.start - said.end() <= _REACH for marker in bound.markers):
        yield "contradiction", denied[0], f'the text says "{bound.lowered[cue.start : cue.end]}: {said[1]}"'


def _unheld(cue: Occurrence, bound: Bound, besides: Besides, places: list[tuple[int, int]]) -> Iterator[Problem]:
    if ROOT in cue.entry.scopes:
        return  # the heading of the text
    if cue.entry.glue and LABELS.match(bound.lowered, cue.end) is None:
        return  # an object may be called "from"
    named = [bound.cues.targets[id] for id in (*cue.entry.scopes, *cue.entry.before)]
    if not bound.around.present.isdisjoint(target.path for target in named):
        return  # it names something that the label has, too
    for target in named[: len(cue.entry.scopes)]:
        if target.listed:
            continue
        start, value = besides.words_behind(cue, target)
        value = value if value is not None else _below(cue, bound, places)
        if value is not None and not within(start, places):
            yield "omission", target.path, f"{value!r} stands beside its name"
            return


def _below(cue: Occurrence, bound: Bound, places: list[tuple[int, int]]) -> str | None:
    """The line below a name that is a heading, where nothing under it is a value of the label or a field's name."""
    lowered = bound.lowered
    line = lowered.rfind("\n", 0, cue.start) + 1
    heading = _HEADING.match(lowered, cue.end)
    if heading is None or any(map(str.isalnum, lowered[line : cue.start])):
        return None
    start = heading.end()
    deeper = _indent(lowered, start) > _indent(lowered, line)
    stop = re.compile(rf"\n(?=[ \t]{{0,{_indent(lowered, line)}}}\S)|\n\n|\Z") if deeper else _PARAGRAPH
    end = stop.search(lowered, start).start()  # type: ignore[union-attr]  # the text's end at the latest
    said = lowered[start:end].partition("\n")[0].strip(" \t>*•–+-")
    if not any(map(str.isalnum, said)) or is_null(said) or not bound.free_of_cues(start, end):
        return None
    return None if any(start <= low < end for low, _ in places) else said


def _indent(text: str, place: int) -> int:
    """Blanks at a place, where a line starts."""
    return len(text[place : place + 80]) - len(text[place : place + 80].lstrip(" \t"))


_PARAGRAPH = re.compile(r"\n\n|\Z")
#: What stands behind a heading, its underline included.
_HEADING = re.compile(r"[ \t]*[]:*_=#-]*[ \t]*(?:\n[ \t]*[-=~*_]{2,}[ \t]*)?\n(?:[ \t]*\n)?(?=[ \t]*[^\s])")
