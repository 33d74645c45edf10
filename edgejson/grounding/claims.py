"""Claims that give way: a cue that claims a value for its field, where the value is another field's all the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edgejson.forms import LITERAL, Evidence
from edgejson.forms.kinds import DAYS, OPEN, SAID_BY_CUE, TIMES, WORDED
from edgejson.grounding.affinity import affinity, class_of_field
from edgejson.grounding.asides import headers, quoted
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import CUED, Leaf
from edgejson.grounding.cue_parts import Target
from edgejson.grounding.cues import ADJACENT
from edgejson.grounding.gaps import within

_NONE: frozenset[int] = frozenset()
_WHEN = DAYS | TIMES


def rescue(leaves: Sequence[Leaf], bound: Bound) -> None:
    """A cue that has its own value on one side claims nothing on the other ("French food for less than $20").

    Neither does one that is a word of another value, or asks for another kind of words.
    """
    inside: set[int] | None = None
    settled: dict[int, set[int]] = {}  # a field -> cues that stand beside, or in, its value
    for leaf in leaves:
        for evidence in leaf.places:
            if leaf.strengths[evidence.start] >= ADJACENT:
                settled.setdefault(leaf.target.id, set()).update(bound.cues_at(evidence))
            if not leaf.target.annotated and leaf.kind in OPEN:
                settled.setdefault(leaf.target.id, set()).update(bound.cues_in(evidence))  # "fast food"
    for leaf in leaves:
        if leaf.problem == "other-field" and leaf.refused and not (leaf.target.annotated or leaf.settled):
            claims = bound.claims(leaf.refused.start, leaf.refused.end)
            beside = bound.cues_at(leaf.refused)
            inside = _inside_values(leaves, bound) if inside is None else inside
            signed = _signs(leaf, leaves, bound)
            if signed or all(
                beside & inside
                or beside & settled.get(target, _NONE)
                or _likelier(leaf, bound.cues.targets[target])
                or any(is_of_other(leaf, other, leaf.refused, bound) for other in leaves if other.target.id == target)
                for target, score in claims.items()
                if score >= ADJACENT
            ):
                leaf.places, leaf.problem = [leaf.refused], ""
                leaf.strengths[leaf.refused.start] = CUED if signed else claims.get(leaf.target.id, 0.0)


def is_of_other(leaf: Leaf, other: Leaf, place: Evidence, bound: Bound) -> bool:
    """Does a name behind a word in small letters tell what another leaf's own name is of: "Turtle Bay, a sand beach"
    for a `beach` that is Turtle Bay, and a `kind` of sand?"""
    if leaf.target.annotated or other.target.annotated or not (leaf.kind in WORDED and other.kind in OPEN):
        return False
    text = bound.reading.text
    cue = next(
        (bound.found[index] for index in bound.beside.get(place.start, ()) if bound.starts[index] >= place.end), None
    )
    own = other.chosen or next(iter(other.places), None)
    if own is None or class_of_field(other.target.field.words) not in _NAMED:
        return False
    named = text[own.start].isupper() and not (own.start < place.end and place.start < own.end)
    if cue is None:  # "Hungry Arete is a route on the Cathedral Wall"
        return named and own.start < place.start and bool(_PLACED.search(text, max(0, place.start - 24), place.start))
    if other.target.id not in cue.entry.after:
        return False
    return named and text[place.start : place.end].islower() and text[cue.start].islower()


#: Ahead of where something is.
_PLACED = re.compile(r"\b(?:in|on|at|near|by) (?:the )?$")
#: Classes of what has a name.
_NAMED = ("name", "organisation", "place", "city")


def _signs(leaf: Leaf, leaves: Sequence[Leaf], bound: Bound) -> bool:
    """Does a sentence of its own tell the name of one who writes, and no item's: "Name is Ana Lind."?

    So it is where the items of the list whose names it could tell all stand elsewhere.
    """
    place = leaf.refused
    if leaf.target.listed or place is None or not _is_name(str(leaf.value)):
        return False
    ahead = _NAME_IS.search(bound.lowered, max(0, place.start - 20), place.start)
    if ahead is None or len(_ANY_NAME_IS.findall(bound.lowered)) > 1:
        return False
    claiming = {target for target, score in bound.claims(place.start, place.end).items() if score >= ADJACENT}
    items = [other for other in leaves if other.target.id in claiming]
    return bool(items) and all(
        item.target.listed and item.places and all(each.start != place.start for each in item.places) for item in items
    )


def _is_name(value: str) -> bool:
    """Is a value of two to four words that all begin with a capital?"""
    words = value.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() for word in words)


_NAME_IS = re.compile(r"(?:[.!?\n,;] ?|\A|[-–—] )(?:my |the |our )?name(?: is|'s|:) $")
_ANY_NAME_IS = re.compile(r"\bname(?: is|'s|:) ")


def leave_older(leaves: Sequence[Leaf], bound: Bound) -> None:
    """A day or time that only a quoted mail says, where the answer says another that is no leaf's: it is outdated."""
    asked = [leaf for leaf in leaves if leaf.kind in _WHEN and leaf.places and not leaf.target.annotated]
    old = quoted(bound.lowered) if asked else []
    if not old:
        return
    told = [*old, *headers(bound.lowered), *((e.start, e.end) for leaf in leaves for e in leaf.candidates)]
    for leaf in asked:
        if all(within(place.start, old) for place in leaf.places) and any(
            not (within(start, told) or bound.void(Evidence(start, end, LITERAL)))
            for _, start, end in bound.reading.values(leaf.kind)
        ):
            leaf.places, leaf.problem = [], "taken-back"


def leave_names(leaves: Sequence[Leaf], bound: Bound) -> None:
    """A name that stands beside the value of a like-named field says no boolean: "error: 12" of another object."""
    named = [leaf for leaf in leaves if not leaf.target.annotated]
    words = {leaf.target.field.words for leaf in named if leaf.kind == "boolean" and any(e.cued for e in leaf.places)}
    beside: dict[int, set[int]] = {}  # number of a cue -> fields whose values it stands beside
    for leaf in named if words else ():
        for evidence in leaf.places if leaf.target.field.words in words else ():
            if not evidence.cued and leaf.strengths[evidence.start] >= ADJACENT:
                for cue in bound.beside.get(evidence.start, ()):
                    beside.setdefault(cue, set()).add(leaf.target.id)
    for leaf in named if beside else ():
        if leaf.kind == "boolean":
            own = {leaf.target.id}
            left = [
                e
                for e in leaf.places
                if not e.cued or not any(beside.get(cue, own) - own for cue in bound.cues_within(e))
            ]
            if len(left) < len(leaf.places):
                leaf.places, leaf.problem = left, "" if left else "other-field"


def _inside_values(leaves: Sequence[Leaf], bound: Bound) -> set[int]:
    """Numbers of the cues that are words of the label's strings."""
    inside: set[int] = set()
    for leaf in leaves:
        if leaf.value.__class__ is str and leaf.kind not in SAID_BY_CUE:
            for evidence in leaf.candidates:
                inside.update(bound.cues_within(evidence))
    return inside


def _likelier(leaf: Leaf, other: Target) -> bool:
    """Does a value look more like its own field's than like another's?"""
    value = str(leaf.value)
    return affinity(value, leaf.target.field.words) > affinity(value, other.field.words)
