"""Where a frame fits an object of the label: its words and the object's values follow one another, word for word.

Nothing is searched that grounding has not found: a frame is tried at the places of its first value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from edgejson.forms import FORM, Evidence
from edgejson.grounding.binding import CORRECTION_REACH, Bound
from edgejson.grounding.candidates import Leaf, Tree
from edgejson.grounding.frame_compiling import FrameShape
from edgejson.grounding.frame_parts import Hole, Names, Pattern, Words, compiled
from edgejson.grounding.frame_patterns import DECOR, SEPARATOR
from edgejson.grounding.frame_values import Fit, Gap, fits_of
from edgejson.schema.fields import pattern_of

#: Fits of one frame with one object that are looked at.
MOST_FITS = 40
#: Characters of a value ahead of a frame's first one that the label lacks, at most.
LONGEST_LED = 80


_BETWEEN = re.compile(SEPARATOR)


def next_starts(lowered: str, end: int) -> tuple[int, ...]:
    """Where a further item may begin behind a separator: before or behind its quotation marks."""
    between = _BETWEEN.match(lowered, end)
    if between is None:
        return ()
    start = bare = between.end()
    while bare > end and lowered[bare - 1] in "\"'*_`\\":
        bare -= 1
    return (start, bare) if bare < start else (start,)


class Reader:
    """Reads one text for one label; `shapes` are those that could stand in it."""

    def __init__(self, shapes: dict[Names, list[FrameShape]], bound: Bound, loosely: bool) -> None:
        self.shapes = shapes
        self.loosely = loosely
        self.bound = bound
        self.lowered = bound.lowered
        self._fits: dict[Tree, list[Fit]] = {}
        self._starts: dict[Tree, dict[int, list[Fit]]] = {}
        self._members: dict[Tree, dict[tuple[str | int, ...], Tree]] = {}

    def all(self, tree: Tree) -> Iterator[Fit]:
        """Fits of every object's frames."""
        if tree.leaf is not None:
            return
        if not tree.array:
            for shape in self._frames(tree):
                if shape.sentence:
                    yield from self._shape(tree, shape)
            yield from (fit for fit in self.fits(tree) if fit.shape is not None)
        for child in tree.children:
            if child.leaf is None:
                yield from self.all(child)

    def _frames(self, node: Tree) -> list[FrameShape]:
        """The frames of an object that could stand in the text."""
        return self.shapes.get(pattern_of(node.path), [])

    def fits(self, node: Tree) -> list[Fit]:
        """Everything that fits a slot for a node: a value's places, an object's mentions, a list of either."""
        known = self._fits.get(node)
        if known is None:
            if node.leaf is not None:
                known = list(fits_of(node.leaf, self.bound))
            elif node.array:
                known = list(islice(self._row(node), MOST_FITS))
            else:
                shapes = self._frames(node)
                known = [fit for shape in shapes if not shape.sentence for fit in self._shape(node, shape)]
            self._fits[node] = known
        return known

    def at(self, node: Tree, place: int) -> list[Fit]:
        """What fits a slot at a place, or behind the correction that begins there."""
        starts = self._starts.get(node)
        if starts is None:
            starts = self._starts[node] = {}
            for fit in self.fits(node):
                starts.setdefault(fit.start, []).append(fit)
        found = starts.get(place)
        if found is None and self.lowered.startswith("the ", place):
            found = starts.get(place + 4)  # "by the 7th of August"
        if found is None and self.bound.markers:
            found = [fit for start, fits in starts.items() if self._corrects(place, start) for fit in fits]
        return found or []

    def _corrects(self, place: int, start: int) -> bool:
        """Does a correction's marker stand between a slot's start and a value?"""
        if not place < start < place + 2 * CORRECTION_REACH:
            return False
        return any(
            place < marker.start and marker.end <= start <= marker.end + CORRECTION_REACH // 2
            for marker in self.bound.markers
        )

    def _row(self, node: Tree) -> Iterator[Fit]:
        """Lists: what fits each item, with separators between."""
        for first in self.fits(node.children[0]):
            yield from self._further(node, 1, first)

    def _further(self, node: Tree, index: int, so_far: Fit) -> Iterator[Fit]:
        if index == len(node.children):
            nodes = ((node, so_far.start, so_far.end), *so_far.nodes)
            yield Fit(so_far.start, so_far.end, so_far.places, so_far.gaps, nodes)
            return
        starts = next_starts(self.lowered, so_far.end)
        for other in (fit for start in starts for fit in self.at(node.children[index], start)):
            run = Fit(
                so_far.start,
                other.end,
                so_far.places + other.places,
                so_far.gaps + other.gaps,
                so_far.nodes + other.nodes,
            )
            yield from self._further(node, index + 1, run)

    def _shape(self, node: Tree, shape: FrameShape) -> list[Fit]:
        """Where a frame fits an object."""
        members = self._members.get(node)
        if members is None:
            members = self._members[node] = {(child.path[-1],): child for child in node.children}
        known = self._fits
        nodes: dict[Names, Tree | None] = {}
        having = False
        for path, required in shape.needs:
            member = members.get(path)
            if member is None and len(path) > 1:
                member = _member(node, path)
            nodes[path] = member
            if member is not None:
                if required and not (known.get(member) or self.fits(member)):
                    return []
                having = True
        return list(islice(_Attempt(self, node, shape, nodes).fits(), MOST_FITS)) if having else []


def _member(node: Tree | None, path: Names) -> Tree | None:
    """What stands in an object at a path."""
    for step in path:
        node = next((child for child in node.children if child.path[-1] == step), None) if node else None
    return node


#: How far a frame has been read: where it ends (-1 while no value has been met), where it starts, what stands ahead of
#: the first value, places, gaps, nodes, and whether it has words that are no glue. Plain tuples: a text makes hundreds.
_State = tuple[
    int,
    int,
    tuple[Words | Hole, ...],
    tuple[tuple[Leaf, Evidence], ...],
    tuple[Gap, ...],
    tuple[tuple[Tree, int, int], ...],
    bool,
]
_UNREAD: _State = (-1, -1, (), (), (), (), False)


class _Attempt:
    """One frame tried on one object."""

    __slots__ = ("lowered", "node", "nodes", "reader", "shape")

    def __init__(self, reader: Reader, node: Tree, shape: FrameShape, nodes: dict[Names, Tree | None]) -> None:
        self.reader = reader
        self.lowered = reader.lowered
        self.node = node
        self.shape = shape
        self.nodes = nodes

    def fits(self) -> Iterator[Fit]:
        """All fits, those with the most said first."""
        for state in self._stretch(0, _UNREAD):
            if state[3]:
                fit = self._led(state)
                if fit is not None:
                    yield fit

    def _stretch(self, number: int, state: _State) -> list[_State]:
        """Where the frame's stretches from one on lead; those that leave out less come first."""
        stretches = self.shape.stretches
        stretch = stretches[number]
        states = [state]
        for part in stretch.parts:
            states = self._words(part, states) if isinstance(part, Words) else self._hole(part, states)
            if not states:
                break
        number += 1
        last = number == len(stretches)
        done = states if last else [further for each in states for further in self._stretch(number, each)]
        if stretch.optional and (not done or any(self.nodes[hole.path] is None for hole in stretch.holes)):
            return [*done, state] if last else done + self._stretch(number, state)
        return done

    def _words(self, part: Words, states: list[_State]) -> list[_State]:
        """Read on over words."""
        further: list[_State] = []
        for end, start, lead, places, gaps, nodes, told in states:
            if end < 0:
                further.append((-1, -1, (*lead, part), places, gaps, nodes, told))
                continue
            behind = part.behind_loosely if self.reader.loosely else part.behind
            ends = behind(self.lowered, end)
            if ends is not None:
                told = told or part.telling
                stop, bare = ends
                further.append((stop, start, lead, places, gaps, nodes, told))
                if bare != stop:
                    further.append((bare, start, lead, places, gaps, nodes, told))
        return further

    def _hole(self, part: Hole, states: list[_State]) -> list[_State]:
        """Read on over a value."""
        node = self.nodes[part.path]
        if node is None:
            return self._missing(part, states)
        further: list[_State] = []
        for end, start, lead, places, gaps, nodes, told in states:
            if part.said:
                found = self._said(part, node, end)
                told = told or any(words.telling for _, words in part.said)
            else:
                found = self.reader.fits(node) if end < 0 else self.reader.at(node, end)
            for fit in found:
                first = fit.start if end < 0 else start
                rest = places + fit.places, gaps + fit.gaps, nodes + fit.nodes
                further.append((fit.end, first, lead, *rest, told))
        return further

    def _missing(self, part: Hole, states: list[_State]) -> list[_State]:
        """Read on over a value that the label lacks."""
        further: list[_State] = []
        for end, start, lead, places, gaps, nodes, told in states:
            if end < 0:
                if part.typed or lead:
                    further.append((-1, -1, (*lead, part), places, gaps, nodes, told))
                continue
            match = part.filled.on(self.lowered).match(self.lowered, end)
            if match is not None:
                gap = (*self.shape.path, *part.path), match.start(1), match.end(1)
                further.append((gap[2], start, lead, places, (*gaps, gap), nodes, told))
        return further

    def _said(self, part: Hole, node: Tree, end: int) -> list[Fit]:
        """A value that the frame has words for: anywhere, or at a place."""
        leaf = node.leaf
        if leaf is None or not isinstance(leaf.value, (bool, str)):
            return []
        words = next((words for value, words in part.said if value == leaf.value), None)
        if words is None:
            return []
        loosely = self.reader.loosely
        if end < 0:
            anywhere = words.anywhere_loosely if loosely else words.anywhere
            matches = list(anywhere.on(self.lowered).finditer(self.lowered))
        else:
            found = (words.at_loosely if loosely else words.at).on(self.lowered).match(self.lowered, end)
            matches = [found] if found else []
        whole = (match for match in matches if not self.lowered[match.end() : match.end() + 1].isalnum())
        places = [Evidence(match.start(), match.end(), FORM, True) for match in whole]
        return [Fit(place.start, place.end, ((leaf, place),)) for place in places]

    def _led(self, state: _State) -> Fit | None:
        """The fit, where what the frame has ahead of its first value stands there."""
        end, start, lead, places, gaps, nodes, told = state
        for number in range(len(lead) - 1, -1, -1):
            part = lead[number]
            low = max(0, start - len(self.shape.frame.source) - 24)
            if isinstance(part, Words):
                told = told or part.telling
                start = self._ahead(part, low, start)
                if start < 0:
                    return None
                continue
            words = lead[number - 1] if number else None
            pattern = _filled_ahead(part, words if isinstance(words, Words) else None)
            match = pattern.on(self.lowered).search(self.lowered, max(0, low - LONGEST_LED), start)
            if match is None:
                return None
            start = match.start(1)
            gaps = ((*self.shape.path, *part.path), start, match.end(1)), *gaps
        return Fit(start, end, places, gaps, ((self.node, start, end), *nodes), self.shape, told)

    def _ahead(self, part: Words, low: int, start: int) -> int:
        """Where the words directly ahead of a place begin; -1 where they don't stand there."""
        lowered = self.lowered
        if lowered.endswith(part.ways, low, start):
            said = next(way for way in part.ways if lowered.endswith(way, low, start))
            first = start - len(said)
            if said[:1].isalnum() and not (first and lowered[first - 1].isalnum()):
                return first
        match = None
        if self.reader.loosely:
            match = part.ahead_loosely.on(lowered).search(lowered, low, start)
        elif any(lowered.find(key, low, start) >= 0 for key in part.keys):
            match = part.ahead.on(lowered).search(lowered, low, start)
        if match is not None:
            return match.start()
        return self._before_correction(part, low, start) if self.reader.bound.markers else -1

    def _before_correction(self, part: Words, low: int, start: int) -> int:
        """Where the words ahead of a value that was put right begin; -1 for nowhere."""
        low = max(0, low - CORRECTION_REACH)
        found = [
            match.start()
            for match in part.anywhere.on(self.lowered).finditer(self.lowered, low, start)
            if self.reader._corrects(match.end(), start)
        ]
        return found[-1] if found else -1


@lru_cache(maxsize=4096)
def _filled_ahead(hole: Hole, words: Words | None) -> Pattern:
    """Finds any value of a slot directly ahead of the end of the stretch that is searched, behind the words before."""
    return hole.filled_ahead if words is None else compiled(f"{words.source}{DECOR}({hole.wild}){DECOR}\\Z")
