"""Which of its places each leaf gets, and what that place lacks."""

from __future__ import annotations

from functools import partial

from edgejson.forms import GRADES, Evidence
from edgejson.forms.kinds import NUMBERS, OPEN, SAID_BY_CUE
from edgejson.forms.numbers import CURRENCY_WORDS_READ
from edgejson.grounding import placement as placing
from edgejson.grounding import without_cue
from edgejson.grounding.affinity import class_of_field
from edgejson.grounding.binding import Bound
from edgejson.grounding.boundaries import goes_on, misjudged
from edgejson.grounding.candidates import COMMON, Leaf, Tree
from edgejson.grounding.cues import ADJACENT
from edgejson.grounding.cut_short import is_part_of_title, lacks_words_ahead
from edgejson.grounding.lexicon import PREPOSITIONS
from edgejson.grounding.overlong import LOOSE, dangles, spans_of, takes_in
from edgejson.grounding.printed import is_whole


def choose(tree: Tree, leaves: list[Leaf], bound: Bound) -> None:
    """Give every leaf its place: lists in order, then all others by the nearest cue, no place twice."""
    placing.drop_parts(leaves)
    words = placing.words_and_labels(leaves, bound)
    bound.silence(words | placing.naming_nothing(bound))
    listed: set[Leaf] = set()
    taken_by_lists: set[int] = set()
    for array in placing.arrays(tree):
        below = array.leaves
        listed.update(below)
        _place(array, below, bound, taken_by_lists)
        taken_by_lists.update(leaf.chosen.start for leaf in below if leaf.chosen is not None)
    taken = {(leaf.chosen.start, leaf.chosen.end): leaf for leaf in leaves if leaf.chosen is not None}
    free = []
    for leaf in leaves:
        if leaf in listed or leaf.settled or not leaf.places:
            continue
        if len(leaf.places) > 1:
            leaf.places.sort(key=partial(_rank, leaf, bound))
        leaf.own = leaf.strengths[leaf.places[0].start]
        free.append(leaf)
    free.sort(key=lambda leaf: -leaf.own)
    for leaf in free:
        _take(leaf, taken)
    bound.silence(words)
    spans = spans_of(leaves)
    for leaf in leaves:
        if leaf.chosen is not None and not leaf.problem and not leaf.settled:
            _judge(leaf, leaves, spans, bound)


def _rank(leaf: Leaf, bound: Bound, place: Evidence) -> tuple[float, bool, float, float, int]:
    """What makes a place the better one: its cue, that its object was named last, how the value is said."""
    away = not bound.objects.at_home(place.start, leaf.target.scopes)
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
            home = [e for e in free if bound.objects.at_home(e.start, leaf.target.scopes)] if strong else []
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


def _take(leaf: Leaf, taken: dict[tuple[int, int], Leaf]) -> None:
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
    alike = str(other.value).casefold() == str(leaf.value).casefold()
    hour = leaf.kind in NUMBERS and other.kind not in NUMBERS and not leaf.target.annotated  # "at 3" is no count
    if leaf.own < ADJACENT and (alike or hour):
        leaf.problem = "shared"


def _is_complement(leaf: Leaf, leaves: list[Leaf], bound: Bound) -> bool:
    """Does a person or a place, without phrases, end another string behind a preposition: "lunch with Priya"?"""
    chosen = leaf.chosen
    assert chosen is not None
    if leaf.target.annotated or leaf.kind not in OPEN or class_of_field(leaf.target.field.words) not in _NAMING:
        return False
    ahead = bound.lowered[: chosen.start].rstrip().rpartition(" ")[2]
    return ahead in PREPOSITIONS and any(
        other.chosen.start < chosen.start and chosen.end == other.chosen.end
        for other in leaves
        if other.chosen is not None and other.kind in OPEN
    )


#: What names people and places, which stand in titles and descriptions, too.
_NAMING = frozenset(("person", "city", "state", "country", "place"))


def _misextended(leaf: Leaf, chosen: Evidence, spans: list[tuple[int, int]], bound: Bound) -> str:
    """ "runs-on" where a string takes in words that aren't the value's, "cut-short" where it lacks some, or ""."""
    if takes_in(chosen, spans):
        return "runs-on"
    if not leaf.target.annotated and is_whole(leaf.value):
        return ""
    opened = bound.framed_at(chosen) if leaf.framed else None
    if opened is None:
        return misjudged(leaf, chosen, bound)
    if dangles(leaf, chosen, bound):
        return "runs-on"
    return "cut-short" if goes_on(leaf, chosen, bound, opened) else ""


def _judge(leaf: Leaf, leaves: list[Leaf], spans: list[tuple[int, int]], bound: Bound) -> None:
    """What a leaf's place lacks: a cue where the value is a common one, the rest of the value."""
    chosen = leaf.chosen
    assert chosen is not None
    if chosen.cued:
        return
    if leaf.own < ADJACENT and not _is_complement(leaf, leaves, bound):
        inside = any(
            other.chosen.start <= chosen.start
            and chosen.end <= other.chosen.end
            and other.chosen.end - other.chosen.start > chosen.end - chosen.start
            for other in leaves
            if other.chosen is not None and other is not leaf and other.chosen.grade not in LOOSE
            if leaf.target.annotated or not other.chosen.cued  # "every thursday" says that it recurs, and the day
        )
        code = leaf.kind == "currency" or str(leaf.value) in CURRENCY_WORDS_READ
        if inside and not (code and not leaf.target.annotated):  # the symbol of an amount
            leaf.problem = "other-field"
        elif leaf.target.annotated and leaf.kind in COMMON and not leaf.target.scalars:
            leaf.problem = "" if bound.final and without_cue.is_told(leaf, leaves, bound) else "no-cue"
        if leaf.problem:
            return
    if leaf.kind in OPEN:
        leaf.problem = _misextended(leaf, chosen, spans, bound)
    if not (leaf.problem or leaf.target.annotated or leaf.target.scalars) and leaf.kind in OPEN:
        taken = [(other.chosen.start, other.chosen.end) for other in leaves if other.chosen and other is not leaf]
        field = leaf.target.field
        if is_part_of_title(bound, chosen, field, taken) or lacks_words_ahead(bound, chosen, field, taken):
            leaf.problem = "cut-short"
