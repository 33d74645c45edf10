"""How a label was grounded, for people: every place that says a leaf's value, and why it was taken or not.

Told afterwards, from what the grounding leaves behind: who does not ask pays nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from edgejson.forms import Evidence
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import CUED, OTHER_ITEM, Leaf, weigh
from edgejson.grounding.cues import FRAMED
from edgejson.grounding.result import Grounding
from edgejson.schema.loading import pointer

#: Letters of a value, and of the words at a place, that are shown.
_SHOWN = 60

_REFUSED = {
    "taken-back": "the text takes it back",
    "no-cue": "no words that name the field stand near it, and the value may stand in any text",
    "cut-short": "the cell of the table holds more than it",
    OTHER_ITEM: "a frame says it of another item of the list",
}


def lines(found: Grounding, text: str) -> Iterator[str]:
    """The trace of one pair: a line for each leaf, and an indented one for each place that says its value.

    `text` is the text as given; offsets are places in it.
    """
    owners = {(leaf.chosen.start, leaf.chosen.end): leaf for leaf in found.leaves if leaf.chosen is not None}
    for leaf in found.leaves:
        shown = json.dumps(leaf.value, ensure_ascii=False)
        outcome = leaf.problem or found.grades.get(leaf.order, "")
        yield f"{pointer(leaf.path) or '(the whole label)'} = {_short(shown)} ({leaf.kind}): {outcome or 'no place'}"
        places = sorted({*leaf.candidates, *leaf.framed, *leaf.places})
        if not places:
            yield "    nothing in the text says it"
        for place in places:
            start, end = found.offsets[place.start], found.offsets[place.end]
            said = json.dumps(_short(text[start:end]), ensure_ascii=False)
            cue, verdict = _cue(leaf, place, found.bound), _verdict(leaf, place, owners, found.bound)
            yield f"    {start}-{end} {said}, {place.grade}; {cue}; {verdict}"
    for code, path, detail in found.problems:
        yield f"{code} {pointer(path)}: {detail}"


class Dropped(NamedTuple):
    """A place that says a leaf's value and doesn't count for it; offsets in the text as given."""

    path: str
    start: int
    end: int
    why: str


def dropped(found: Grounding) -> Iterator[Dropped]:
    """Places that say a value of a leaf that has no place or a wrong one, each with why it was not taken."""
    owners = {(leaf.chosen.start, leaf.chosen.end): leaf for leaf in found.leaves if leaf.chosen is not None}
    for leaf in found.leaves:
        for place in leaf.candidates if leaf.problem else ():
            start, end = found.offsets[place.start], found.offsets[place.end]
            yield Dropped(pointer(leaf.path), start, end, _verdict(leaf, place, owners, found.bound))


def _short(shown: str) -> str:
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"


def _cue(leaf: Leaf, place: Evidence, bound: Bound) -> str:
    """What names the leaf's field at a place."""
    if place in leaf.framed:
        return f"in the field's slot of a frame ({FRAMED})"
    if place.cued:
        return f"its words name the field ({CUED})"
    score = leaf.strengths.get(place.start, bound.claims(place.start, place.end).get(leaf.target.id, 0.0))
    if not score:
        return "no cue"
    own = leaf.target.id
    near = [bound.found[index] for index in sorted(bound.beside.get(place.start, ()))]
    names = [bound.lowered[cue.start : cue.end] for cue in near if own in cue.entry.before or own in cue.entry.after]
    named = " and ".join(json.dumps(_short(name), ensure_ascii=False) for name in names)
    return f"cue {named} ({score:.1f})" if named else f"cue at a distance, or a heading ({score:.1f})"


def _verdict(leaf: Leaf, place: Evidence, owners: dict[tuple[int, int], Leaf], bound: Bound) -> str:
    """What became of a place, and why."""
    if place == leaf.chosen:
        return f"chosen, but: {leaf.problem}" if leaf.problem else "chosen"
    if leaf.settled and leaf.problem:
        return f"dropped: {leaf.problem}"
    if place.start not in leaf.strengths:
        _, why = weigh(leaf, place, bound)
        return f"dropped: {_REFUSED.get(why) or _claimed(leaf, place, bound)}"
    owner = owners.get((place.start, place.end))
    if owner is not None and owner is not leaf:
        return f"dropped: it is the place of {pointer(owner.path)}"
    if place not in leaf.places:
        return "dropped: it is part of a longer value, or other items of its list stand at better places"
    if leaf.chosen is None:
        return "dropped: the items of its list would not stand in order"
    return "dropped: the chosen place comes first, by its cue, its object, how it says the value, or the list's order"


def _claimed(leaf: Leaf, place: Evidence, bound: Bound) -> str:
    """The field whose cue has the strongest claim on a place."""
    claims = bound.claims(place.start, place.end)
    other = max((target for target in claims if target != leaf.target.id), key=claims.__getitem__, default=None)
    if other is None:
        return "other values stand at better places"
    return f"it is said of {pointer(bound.cues.targets[other].path)} ({claims[other]:.1f})"
