"""Values of different fields that could as well be exchanged, or stand at a field beside their own.

Support is compared from the places and cues that grounding has found: what an exchange would move is weighed, nothing
is searched again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edgejson.forms import LITERAL
from edgejson.forms.kinds import DAYS, NUMBERS, SAID_BY_CUE
from edgejson.forms.numbers import CURRENCY_WORDS_READ
from edgejson.grounding.affinity import (
    affinity,
    class_of_field,
    class_of_value,
    fits_better,
    in_order,
    stands_to_reason,
)
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import COMMON, NAME_CLAIM, Leaf, Problem, Tree, could_hold
from edgejson.grounding.claims import is_of_other
from edgejson.grounding.cue_parts import ROOT, Target
from edgejson.grounding.cues import ADJACENT
from edgejson.grounding.joined import in_order as in_row
from edgejson.grounding.measures import refuted
from edgejson.grounding.named_beside import named_beside
from edgejson.grounding.omissions import LABELS
from edgejson.grounding.result import Grounding
from edgejson.language.senses import says

#: What it counts that the object last named is the own one.
SCOPE = 0.5
#: Without phrases, cues that differ by less (a name ahead of a value, one behind it) do not decide.
UNCUED = 0.7
#: What it counts, for each of two values and more, that they look like their own field's.
TELLING = 2.0


def exchanged_fields(found: Grounding) -> Iterator[Problem]:
    """Values that could change places with another field's, or stand at a field that the label has without a value."""
    bound = found.bound
    listed = _within_lists(found.tree, bound.lowered)
    placed = [leaf for leaf in found.leaves if leaf.chosen is not None and not leaf.chosen.cued]
    doubtful = [leaf for leaf in placed if leaf not in listed and not leaf.settled and not _sure(leaf, bound)]
    if not doubtful:
        return
    present = {leaf.target.id for leaf in found.leaves}
    absent = _unheard_of(found) | _in_what_is_filled(found)
    others = [leaf for leaf in placed if leaf.kind not in SAID_BY_CUE and leaf not in listed and not leaf.settled]
    told: set[int] = set()  # leaves that were compared with all others
    for leaf in doubtful:
        yield from _moved(leaf, present | absent, bound)
        told.add(leaf.order)
        for other in others if leaf.kind not in SAID_BY_CUE else ():
            if other.target is leaf.target or other.order in told or not _exchangeable(leaf, other, bound):
                continue
            if _margin(leaf, other, bound) <= 0:
                yield "exchanged", leaf.path, f"{leaf.value!r} and {other.value!r} could change places"


def _in_a_row(one: Leaf, other: Leaf, lowered: str) -> bool:
    """Does nothing but what separates items stand between two?"""
    return (
        one.chosen is not None
        and other.chosen is not None
        and _JOINT.fullmatch(lowered, one.chosen.end, other.chosen.start) is not None
    )


_JOINT = re.compile(r"(?:,|;| ?/| ?&| and| or|, and|, or) ?")


def _within_lists(node: Tree, lowered: str) -> set[Leaf]:
    """Leaves that follow the first one of a list of scalars: the cue of that one holds for them too.

    Without phrases the first one of an enumeration is one of them: nothing else can stand there.
    """
    found: set[Leaf] = set()
    if node.array and len(node.children) > 1 and all(child.leaf for child in node.children):
        leaves = [child.leaf for child in node.children if child.leaf]
        alone = leaves[0].target.annotated or not _in_a_row(leaves[0], leaves[1], lowered)
        found.update(leaves[alone:])
    for child in node.children:
        if child.children:
            found |= _within_lists(child, lowered)
    return found


def _sure(leaf: Leaf, bound: Bound) -> bool:
    """Does the leaf's own field claim its place before every other?"""
    assert leaf.chosen is not None
    if leaf.own < ADJACENT:
        return False
    claims = bound.claims(leaf.chosen.start, leaf.chosen.end)
    return all(score < leaf.own for target, score in claims.items() if target != leaf.target.id)


def _exchangeable(one: Leaf, other: Leaf, bound: Bound) -> bool:
    return (
        isinstance(one.value, str) is isinstance(other.value, str)
        and one.value != other.value
        and not _is_mark(one, other)
        and could_hold(one.target, other.value, other.kind)
        and could_hold(other.target, one.value, one.kind)
        and not (_refuted(one, other, bound) or _refuted(other, one, bound))
    )


def _is_mark(one: Leaf, other: Leaf) -> bool:
    """Is just one of two values, without phrases, a currency, its code or the mark of an amount: no name of a thing?"""
    marks = [
        leaf.kind == "currency"
        and leaf.chosen is not None
        and (leaf.chosen.grade != LITERAL or leaf.value in CURRENCY_WORDS_READ)
        for leaf in (one, other)
    ]
    return marks[0] is not marks[1] and not (one.target.annotated or other.target.annotated)


def _refuted(leaf: Leaf, other: Leaf, bound: Bound) -> bool:
    """Does another leaf's place, without phrases, say what this one's field can't measure?"""
    assert other.chosen is not None
    if leaf.kind not in NUMBERS or leaf.target.annotated:
        return False
    return refuted(leaf.target, bound.lowered, other.chosen, other.value)


def _margin(one: Leaf, other: Leaf, bound: Bound) -> float:
    """By how much the text supports two leaves better than their exchange; 0 where it does not tell."""
    assert one.chosen is not None and other.chosen is not None
    mine = _claim_on(one, other, bound)
    theirs = _claim_on(other, one, bound)
    margin = one.own - mine + other.own - theirs
    one_scope, other_scope = one.target.scopes, other.target.scopes
    if one_scope != other_scope:
        margin += SCOPE * bound.objects.scope(one.chosen.start, one_scope, other_scope)
        margin += SCOPE * bound.objects.scope(other.chosen.start, other_scope, one_scope)
    cued = max(one.own, other.own) >= ADJACENT or not {one.kind, other.kind} <= COMMON
    if (one.target.annotated or other.target.annotated) and (margin or cued):
        return margin
    if -UNCUED < margin < UNCUED:
        return _likelier(one, other, bound)
    gain = _gain(one, other)
    return margin + TELLING * gain if abs(gain) > 1 else margin


def _claim_on(leaf: Leaf, other: Leaf, bound: Bound) -> float:
    """The claim of another leaf's field on a leaf's place; none where its cues stand inside that leaf's own place."""
    assert leaf.chosen is not None and other.chosen is not None
    score = bound.claims(leaf.chosen.start, leaf.chosen.end).get(other.target.id, 0.0)
    if not score or other.target.annotated:
        return score
    if is_of_other(leaf, other, leaf.chosen, bound):
        return 0.0
    cues = _cues_for(other.target.id, leaf, bound)
    return 0.0 if cues and cues <= bound.cues_in(other.chosen) else score


def _cues_for(target: int, leaf: Leaf, bound: Bound) -> set[int]:
    """Numbers of the cues of a field beside a leaf's place."""
    assert leaf.chosen is not None
    found = bound.found
    return {
        index
        for index in bound.beside.get(leaf.chosen.start, ())
        if target in found[index].entry.before or target in found[index].entry.after
    }


def _likelier(one: Leaf, other: Leaf, bound: Bound) -> float:
    """Without cues, by the words of values and fields: more than 0 where the label is at least as likely as the
    exchange. Two names without anything to tell them apart stand in the label's order."""
    assert one.chosen is not None and other.chosen is not None
    first, second = str(one.value), str(other.value)
    mine, theirs = one.target.field.words, other.target.field.words
    told = 0 if isinstance(one.value, str) else _origin(one, other, bound)
    if told:
        return float(told)  # "from base 16 to base 2" tells more than the order of numbers
    sign = in_order(mine, theirs)
    if sign and (not isinstance(one.value, str) or (one.kind == other.kind and one.kind in DAYS)):
        return float(sign) if one.value <= other.value else -float(sign)
    row = 0 if isinstance(one.value, str) else in_row(one, other, bound.lowered)
    gain = (
        row
        or _thing_and_person(one, other, bound)
        or _gain(one, other)
        or _origin(one, other, bound)
        or named_beside(one, other, bound.lowered)
    )
    if gain:
        return float(gain)
    ahead = one.chosen.start < other.chosen.start
    return 0.1 if stands_to_reason(first, second, mine, theirs, ahead, ahead == (one.order < other.order)) else -0.1


def _gain(one: Leaf, other: Leaf) -> int:
    """How much more two values look like their own field's than like each other's, from -4 to 4."""
    first, second = str(one.value), str(other.value)
    mine, theirs = one.target.field.words, other.target.field.words
    return affinity(first, mine) + affinity(second, theirs) - affinity(first, theirs) - affinity(second, mine)


def _thing_and_person(one: Leaf, other: Leaf, bound: Bound) -> int:
    """Of two strings, one of which its field takes for a person: 1 where the other one has an article, "give Steve a
    diamond sword", -1 where the person has it, else 0."""
    persons = [class_of_field(leaf.target.field.words) == "person" for leaf in (one, other)]
    things = [
        leaf.chosen is not None and bound.lowered.endswith((" a ", " an ", " some "), 0, leaf.chosen.start)
        for leaf in (one, other)
    ]
    if persons[0] is persons[1] or things[0] is things[1]:
        return 0
    return 1 if persons[0] is things[1] else -1


def _origin(one: Leaf, other: Leaf, bound: Bound) -> int:
    """Of a field for what is converted and one for what it is converted to: 1 where the text bears the label out, -1
    where it says the contrary, else 0. One stands right behind a number, as a unit does, the other one behind "into".
    """
    sides = [says(leaf.target.field.words, "origin") - says(leaf.target.field.words, "aim") for leaf in (one, other)]
    if not sides[0] or sides[0] != -sides[1]:
        return 0
    told = [_told_side(leaf.chosen.start, bound.lowered) if leaf.chosen else 0 for leaf in (one, other)]
    return 0 if told[0] == told[1] else sides[0] * (1 if told[0] > told[1] else -1)


def _told_side(start: int, lowered: str) -> int:
    """1 for a place right behind a number or "from", -1 for one behind "into", else 0."""
    ahead = lowered[max(0, start - 16) : start]
    if _AIM.search(ahead):
        return -1
    return int(_ORIGIN.search(ahead) is not None or _NUMBER_AHEAD.search(ahead) is not None)


_AIM, _ORIGIN = re.compile(r" (?:into|in|to) (?:[a-z]+ )?\Z"), re.compile(r"\bfrom (?:[a-z]+ )?\Z")
_NUMBER_AHEAD = re.compile(r"\d ?\Z")


def mute(found: Grounding) -> set[int]:
    """Cues that name no object: words of a value, names of objects that are empty."""
    mute: set[int] = set()
    bound = found.bound
    for leaf in found.leaves:
        if leaf.chosen is None:
            continue
        if leaf.kind not in SAID_BY_CUE or not leaf.chosen.cued:
            mute.update(bound.cues_within(leaf.chosen))
        if leaf.kind in ("empty", "null"):
            mute.update(bound.cues_at(leaf.chosen))
    return mute


def _unheard_of(found: Grounding) -> set[int]:
    """Fields of objects that neither the label has nor the text names: nothing can belong there.

    A word that several objects are called by, one inside another, names those that the label has.
    """
    having, targets = found.bound.around.objects, found.bound.cues.targets
    named: set[int] = set()
    for index, occurrence in enumerate(found.bound.found):
        mere = occurrence.entry.glue and not LABELS.match(found.bound.lowered, occurrence.end)  # one may be called "a"
        if index not in found.bound.words and not mere:
            scopes = {*occurrence.entry.scopes, *occurrence.entry.implied}
            named |= {scope for scope in scopes if scope != ROOT and targets[scope].path in having} or scopes
    return {
        target.id
        for target in targets
        if target.scopes and target.path[:-1] not in having and target.scopes[-1] not in named
    }


def _in_what_is_filled(found: Grounding) -> set[int]:
    """Fields inside what the text says is a scalar, or empty: no value can belong there."""
    filled = {leaf.target.path for leaf in found.leaves if leaf.chosen and leaf.target.path}
    filled = {path for path in filled if "*" not in path}  # what one item lacks another one may have
    return {
        target.id
        for target in found.bound.cues.targets
        if any(target.path[:size] in filled for size in range(1, len(target.path)))
    }


def _moved(leaf: Leaf, present: set[int], bound: Bound) -> Iterator[Problem]:
    """A value beside the cue of a field that the label leaves absent belongs there; `present` has all others."""
    assert leaf.chosen is not None
    targets = bound.cues.targets
    for target, score in bound.claims(leaf.chosen.start, leaf.chosen.end).items():
        other = targets[target]
        least = max(leaf.own, ADJACENT if leaf.target.annotated else NAME_CLAIM)
        if score < least or target == leaf.target.id or target in present:
            continue
        if not leaf.target.annotated and _belongs(leaf, other, bound):
            continue
        if other.path[: len(leaf.target.path)] == leaf.target.path or leaf.target.path[: len(other.path)] == other.path:
            continue
        scope = bound.objects.scope(leaf.chosen.start, leaf.target.scopes, other.scopes)
        beside = other.path[:-1] == leaf.target.path[:-1] and other.kind == leaf.target.kind
        if (
            score >= leaf.own + SCOPE * scope + (0.0 if beside else 0.3)
            and other.kind == leaf.target.kind
            and (could_hold(other, leaf.value, leaf.kind))
        ):
            yield "moved", leaf.path, f"{leaf.value!r} could be {'.'.join(other.path)}"
            return


#: Classes of words of which nearly all are known.
_CLOSED = ("colour", "weekday", "month")


def _belongs(leaf: Leaf, other: Target, bound: Bound) -> bool:
    """Without phrases: does the value look like its own field's, or are the other one's cues words of values?"""
    if fits_better(str(leaf.value), leaf.target.field.words, other.field.words):
        return True
    asked = class_of_field(other.field.words)
    if asked in _CLOSED and class_of_value(str(leaf.value)) != asked:
        return True  # "found a handbag" tells no colour
    cues = _cues_for(other.id, leaf, bound)
    return bool(cues) and cues <= bound.words
