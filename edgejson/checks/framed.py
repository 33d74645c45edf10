"""Frames read in a text: where the values of an object stand in its sentences and mentions, word for word.

Nothing is searched that grounding has not found: a frame starts at a place of one of its values, and from there its
words and its other values must follow one another. All values of a frame that fits belong to one object.

A frame that fits but for a slot which the label leaves open shows what the label lacks (`gaps`); a mention that
stands in a row with the items of a list, but is none of them, shows an item that the label lacks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice, pairwise

from edgejson.checks.beside import is_null
from edgejson.checks.binding import CORRECTION_REACH, Bound, distance
from edgejson.checks.cues import ADJACENT, Cues, Target
from edgejson.checks.frameshapes import (
    CURRENCIES,
    DECOR,
    SEPARATOR,
    STOP,
    Hole,
    Names,
    Shape,
    Words,
    compile_all,
)
from edgejson.checks.leaves import Leaf, Tree
from edgejson.checks.literals import literals
from edgejson.fields import FieldMap, pattern_of
from edgejson.text.forms import FORM, Evidence
from edgejson.text.forms.numbers import units_of

#: Fits of one frame with one object that are looked at.
MOST_FITS = 40
#: Characters of a value ahead of a frame's first one that the label lacks, at most.
LONGEST_LED = 80
#: How far ahead of a list an item is looked for that the label lacks.
BEFORE_LIST = 200

#: Characters of a line that was broken because it was full, at least.
FULL_LINE = 40

Gap = tuple[Names, int, int]

#: Kinds of values whose extent nothing but the words around them shows.
OPEN = frozenset({"string", "person", "code"})
_NUMERIC = frozenset({"integer", "number", "money", "percent", "fraction"})
_BETWEEN = re.compile(SEPARATOR)
_UNIT = re.compile(rf" ?(?:%|(?:{CURRENCIES})(?![^\W_]))")
#: From a heading, or a line's label, to what stands under it.
_UNDER = re.compile(r"(?: is| are| was| were|[ \t:=>|*_.)\]#-])*(?:\n[ \t>|*_=~.-]*){0,2}(?:\d[.)] )?[ \t>*+•–-]*")
_SEPARATED = re.compile(rf"(?:{SEPARATOR})\Z")
_TAIL = re.compile(r" ?(?:%|percent)\Z")
#: What closes the brackets or dashes of a correction behind its value.
_CORRECTED = re.compile(r"\)| -")


@dataclass(slots=True)
class Fit:
    """A stretch of text that fits a value, an object or a list."""

    start: int
    end: int
    places: tuple[tuple[Leaf, Evidence], ...]
    gaps: tuple[Gap, ...] = ()  #: slots whose field the label lacks
    nodes: tuple[tuple[Tree, int, int], ...] = ()  #: the objects and lists in it
    shape: Shape | None = None
    told: bool = False  #: has words that are no glue


@dataclass(slots=True)
class Framed:
    """What the frames of a label say."""

    fits: list[Fit] = field(default_factory=list)  #: the accepted ones, none inside another
    places: dict[int, list[Evidence]] = field(default_factory=dict)  #: number of a leaf -> its places in frames
    nodes: list[tuple[Tree, int, int]] = field(default_factory=list)

    def holds(self, start: int, end: int) -> bool:
        """Does a stretch of text overlap a frame?"""
        return any(fit.start < end and start < fit.end for fit in self.fits)


class Frames:
    """The frames of one schema."""

    def __init__(self, fields: FieldMap, cues: Cues) -> None:
        self.cues = cues
        self.shapes = compile_all(fields, cues)
        self._twins = self._find_twins()
        self._behind = self._find_behind()
        self._utterances = self._find_utterances()
        self._said = {
            words.said: (*path, *hole.path)
            for path, shapes in self.shapes.items()
            for shape in shapes
            for hole in shape.holes
            for words in hole.said or ()
            if words.said.count(" ") > 1
        }
        self._whole = {
            path: [re.compile(f"({shape.whole})(?={STOP}|{SEPARATOR})") for shape in shapes if _is_row(shape)]
            for path, shapes in self.shapes.items()
            if path
        }

    def _find_twins(self) -> dict[tuple[Shape, int], list[int]]:
        """The fields that say the same words around a value: by frame and number of the slot."""
        alike: dict[tuple[str, int], list[tuple[Shape, Target]]] = {}
        for path, shapes in self.shapes.items():
            for shape in shapes:
                for number, hole in enumerate(shape.holes):
                    target = self.cues.by_path.get((*path, *hole.path))
                    if target is not None:
                        alike.setdefault((shape.skeleton, number), []).append((shape, target))
        twins: dict[tuple[Shape, int], list[int]] = {}
        for (_, number), holders in alike.items():
            for shape, target in holders:
                others = [other for far, other in holders if far.path != shape.path or _alike(target, other)]
                twins[shape, number] = list(dict.fromkeys([target.id, *(other.id for other in others)]))
        return twins

    def _find_behind(self) -> dict[Names, list[Words]]:
        """The words that may stand behind a field's value, by its path."""
        behind: dict[Names, list[Words]] = {}
        for path, shapes in self.shapes.items():
            for shape in shapes:
                parts = [part for stretch in shape.stretches for part in stretch.parts]
                for part, after in pairwise(parts):
                    if isinstance(part, Hole) and isinstance(after, Words):
                        behind.setdefault((*path, *part.path), []).append(after)
        return behind

    def _find_utterances(self) -> dict[str, list[tuple[Names, Hole]]]:
        """The words that announce a value: words -> the fields that it may be of, with their slots."""
        found: dict[str, list[tuple[Names, Hole]]] = {}
        for path, shapes in self.shapes.items():
            for shape in shapes:
                holes = {hole.path: hole for hole in shape.holes}
                for literal in literals(shape.frame):
                    hole = self._spelt_out((*path, *literal.slot.path), holes[literal.slot.path])
                    if hole is None or not literal.ahead or (len(literal.words) < 2 and not hole.said):
                        continue
                    known = found.setdefault(literal.said, [])
                    if all(other != (*path, *hole.path) for other, _ in known):
                        known.append(((*path, *hole.path), hole))
        return found

    def _spelt_out(self, path: Names, hole: Hole) -> Hole | None:
        """A slot; for an object or a list of objects, one of any of its mentions; None where it has none."""
        target = self.cues.by_path.get(path)
        if target is None or not target.field.types & {"object", "array"}:
            return hole
        inner = [*self.shapes.get(path, ()), *self.shapes.get((*path, "*"), ())]
        mentions = [shape.whole for shape in inner if _is_row(shape)]
        if mentions:
            return replace(hole, wild=f"(?:{'|'.join(mentions)})")
        item = self.cues.by_path.get((*path, "*"))
        return hole if item is not None and item.scalars else None

    def read(self, tree: Tree, bound: Bound, loosely: bool = False) -> Framed:
        """The frames of a label's objects in a text, with slips of the keyboard where it is read `loosely`.

        The leaves have what says their values.
        """
        reader = _Reader(self.shapes, bound, loosely)
        found = Framed()
        solid = (fit for fit in reader.all(tree) if fit.told or len(fit.places) > 1 or self._named(fit, bound))
        for fit in sorted(solid, key=lambda f: (-len(f.places), f.start - f.end, f.start)):
            clash = [known for known in found.fits if known.start < fit.end and fit.start < known.end]
            if not clash or any((known.start, known.end) == (fit.start, fit.end) for known in clash):
                self._accept(fit, found, bound)
        return found

    def _named(self, fit: Fit, bound: Bound) -> bool:
        """Does the name of its object stand ahead of a fit?"""
        index = bisect_right(bound.ends, fit.start) - 1
        if index < 0 or fit.shape is None:
            return False
        target = self.cues.by_path.get(fit.shape.path)
        far = distance(bound.lowered[bound.ends[index] : fit.start])
        return target is not None and target.id in bound.found[index].entry.scopes and far is not None and far < 1

    def _accept(self, fit: Fit, found: Framed, bound: Bound) -> None:
        found.fits.append(fit)
        found.nodes += fit.nodes
        shape = fit.shape
        assert shape is not None
        numbers = {(*shape.path, *hole.path): number for number, hole in enumerate(shape.holes)}
        for leaf, evidence in fit.places:
            found.places.setdefault(leaf.order, []).append(evidence)
            span = evidence.start, evidence.end
            number = numbers.get(leaf.target.path)
            twins = self._twins[shape, number] if number is not None else [leaf.target.id]
            bound.frame(span, twins, (evidence.start == fit.start, evidence.end == fit.end))

    def lacking(self, found: Framed, leaves: list[Leaf], bound: Bound) -> Iterator[tuple[str, Names, str]]:
        """What frames say that the label lacks: (code, path, the words of the text)."""
        if not self.shapes:
            return
        yield from self._announced(found, leaves, bound)
        taken = [(leaf.chosen.start, leaf.chosen.end) for leaf in leaves if leaf.chosen is not None]
        lowered = bound.lowered

        def free(start: int, end: int) -> bool:
            return not any(low < end and start < high for low, high in taken)

        for fit in found.fits:
            for path, start, end in fit.gaps:
                target = self.cues.by_path.get(path)
                says = target is not None and target.kind == "boolean"
                if free(start, end) and (says or not is_null(lowered[start:end])):
                    yield "omission", path, bound.reading.text[start:end]
        yield from self._run_on(leaves, lowered)
        for path, start, end in self._further_items(found, bound):
            if free(start, end):
                yield "missing-item", path, bound.reading.text[start:end]
        for code, path, start, end in self._unread(leaves, lowered):
            if free(start, end) and not found.holds(start, end) and not (bound.tables and _in_table(start, bound)):
                yield code, path, bound.reading.text[start:end]

    def _run_on(self, leaves: list[Leaf], lowered: str) -> Iterator[tuple[str, Names, str]]:
        """Values that end in words which a frame has behind them."""
        for leaf in leaves:
            place = leaf.chosen
            if (
                place is None
                or leaf.kind not in OPEN
                or not leaf.value
                or not lowered[place.end - 1].isalpha()
                or " " not in leaf.value
            ):
                continue
            if not leaf.value.rpartition(" ")[2].islower():
                continue
            last = lowered.rfind(" ", place.start, place.end)
            for words in self._behind.get(leaf.target.path, ()):
                match = words.at.match(lowered, last)
                if match is not None and match.end(1) > place.end:
                    yield "runs-on", leaf.target.path, lowered[place.start : match.end(1)]
                    break

    def _unread(self, leaves: list[Leaf], lowered: str) -> Iterator[tuple[str, Names, int, int]]:
        """Texts that fill a frame of a list's items, or one that says a field which the label lacks."""
        present = {leaf.target.path[:size] for leaf in leaves for size in range(len(leaf.target.path) + 1)}
        for path, shapes in self.shapes.items():
            row = "*" in path and path in present
            for shape in shapes:
                lacking = [(*path, *hole.path) for hole in shape.holes if (*path, *hole.path) not in present]
                if not (row or lacking) or any(n not in lowered for n in shape.needles) or shape.rest is None:
                    continue
                for match in shape.rest.finditer(lowered):
                    code = "omission" if lacking else "missing-item"
                    yield code, lacking[0] if lacking else path, match.start(), match.end()

    def _clauses(self, found: Framed, leaves: list[Leaf], bound: Bound) -> Iterator[tuple[str, Names, str]]:
        """Clauses that say a boolean by themselves, which the label has not."""
        flat = bound.reading.flat
        for said, path in self._said.items():
            at = flat.find(said)
            while at >= 0:
                end = at + len(said)
                if _bounded(flat, at, end) and not found.holds(at, end):
                    told = _untold([(path, (at, end))], leaves, bound)
                    if told is not None:
                        yield told[0], told[1], bound.reading.text[at:end]
                at = flat.find(said, end)

    def _headed(self, found: Framed, leaves: list[Leaf], bound: Bound) -> Iterator[tuple[str, Names, str]]:
        """Mentions of objects that the label lacks behind their names: under a heading, at a line's label."""
        present = {leaf.target.path[:size] for leaf in leaves for size in range(1, len(leaf.target.path) + 1)}
        lacking = {
            self.cues.by_path[path[:-1] if path[-1] == "*" else path].id: path
            for path in self.shapes
            if path and path not in present
        }
        for cue in bound.found if lacking else ():
            for path in [lacking[scope] for scope in cue.entry.scopes if scope in lacking]:
                into = _UNDER.match(bound.lowered, cue.end)
                if into is None or found.holds(cue.start, cue.end):
                    continue
                for whole in self._whole.get(path, ()):
                    match = whole.match(bound.lowered, into.end())
                    if match is not None:
                        told = _untold([(path, match.span(1))], leaves, bound, True)
                        if told is not None:
                            yield told[0], told[1], bound.reading.text[cue.start : told[2]]

    def _announced(self, found: Framed, leaves: list[Leaf], bound: Bound) -> Iterator[tuple[str, Names, str]]:
        """Values behind words that announce them, which the label has nothing of."""
        flat, lowered, text = bound.reading.flat, bound.lowered, bound.reading.text
        yield from self._clauses(found, leaves, bound)
        yield from self._headed(found, leaves, bound)
        for said, uses in self._utterances.items():
            at = flat.find(said)
            while at >= 0:
                end = at + len(said)
                if _bounded(flat, at, end) and not found.holds(at, end) and not (bound.tables and _in_table(at, bound)):
                    spans = [
                        (path, match.span(1)) for path, hole in uses if (match := hole.uttered.match(lowered, end))
                    ]
                    told = _untold(spans, leaves, bound)
                    if told is not None:
                        yield told[0], told[1], text[at : told[2]]
                at = flat.find(said, end)

    def _further_items(self, found: Framed, bound: Bound) -> Iterator[Gap]:
        """Mentions that stand in a row with the items of a list."""
        lowered = bound.lowered
        rows: dict[Names, list[tuple[int, int]]] = {}
        for node, start, end in found.nodes:
            path = pattern_of(node.path)
            if path and path[-1] == "*" and path in self._whole:
                rows.setdefault(path, []).append((start, end))
        for path, spans in rows.items():
            spans.sort()
            starts = {start for start, _ in spans}
            for number, (_, end) in enumerate(spans):
                for begin in _next_starts(lowered, end):
                    if begin not in starts:
                        yield from self._mention(path, begin, lowered)
                if not number and _SEPARATED.search(lowered, max(0, spans[0][0] - 24), spans[0][0]):
                    yield from self._mention_ahead(path, spans[0][0], lowered)

    def _mention(self, path: Names, place: int, lowered: str) -> Iterator[Gap]:
        for whole in self._whole[path]:
            match = whole.match(lowered, place)
            if match is not None:
                yield path, match.start(1), match.end(1)
                return

    def _mention_ahead(self, path: Names, place: int, lowered: str) -> Iterator[Gap]:
        low = max(0, place - BEFORE_LIST)
        for whole in self._whole[path]:
            for match in whole.finditer(lowered, low, place):
                if place in _next_starts(lowered, match.end(1)):
                    yield path, match.start(1), match.end(1)
                    return


@lru_cache(maxsize=4096)
def _filled_ahead(hole: Hole, words: Words | None) -> re.Pattern[str]:
    """Finds any value of a slot directly ahead of the end of the stretch that is searched, behind the words before."""
    return hole.filled_ahead if words is None else re.compile(f"{words.source}{DECOR}({hole.wild}){DECOR}\\Z")


def _bounded(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def _next_starts(lowered: str, end: int) -> tuple[int, ...]:
    """Where a further item may begin behind a separator: before or behind its quotation marks."""
    between = _BETWEEN.match(lowered, end)
    if between is None:
        return ()
    start = bare = between.end()
    while bare > end and lowered[bare - 1] in "\"'*_`\\":
        bare -= 1
    return (start, bare) if bare < start else (start,)


def _in_table(place: int, bound: Bound) -> bool:
    assert bound.tables is not None
    return bound.tables.is_heading(place) or bound.tables.at(place) is not None


def _untold(
    spans: list[tuple[Names, tuple[int, int]]], leaves: list[Leaf], bound: Bound, headed: bool = False
) -> tuple[str, Names, int] | None:
    """(code, path, end) where none of the values that some words may announce is in the label; None for none."""
    having = None
    for path, (start, end) in spans:
        own = [leaf for leaf in leaves if leaf.target.path[: len(path)] == path]
        if any(e.start < end and start < e.end for leaf in own for e in (*leaf.said, *leaf.framed)):
            return None
        if any(
            leaf.chosen and leaf.own >= ADJACENT and leaf.chosen.start < end and start < leaf.chosen.end
            for leaf in leaves
        ):
            return None  # other words beside it name its field
        target = bound.cues.by_path.get(path)
        says = target is not None and target.kind == "boolean"
        if (not says and is_null(bound.lowered[start:end])) or (not headed and _on_its_own_line(start, bound)):
            return None
        if target is not None and _could_be_any(target) and not _marked(start, bound):
            return None
        if own and having is None:
            having = path
    if not spans or any(0 <= marker.start - spans[0][1][0] <= CORRECTION_REACH * 2 for marker in bound.markers):
        return None
    path, (_, end) = spans[0]
    return ("contradiction", having, end) if having else ("omission", path, end)


def _on_its_own_line(start: int, bound: Bound) -> bool:
    """Does a value begin a line, and no line is broken before it because it was full?"""
    text = bound.reading.text
    line = text.rfind("\n", 0, start)
    return line >= 0 and not text[line:start].strip(" >\n") and line - text.rfind("\n", 0, line) < FULL_LINE


def _could_be_any(target: Target) -> bool:
    """May a field hold any words?"""
    return target.kind in OPEN and not target.field.pattern and not target.field.types & {"object", "array"}


def _marked(start: int, bound: Bound) -> bool:
    """Does a string look like a value: with a capital, a digit, in quotation marks?"""
    text = bound.reading.text
    return text[start].isupper() or text[start].isdigit() or text[start - 1 : start] == '"'


def _alike(one: Target, other: Target) -> bool:
    """Could either of two fields of an object hold the other's values?"""
    return one.kind == other.kind and not any(each.field.pattern or each.field.enum for each in (one, other))


def _is_row(shape: Shape) -> bool:
    """Can a frame be told from other text, whatever it says?"""
    return not shape.sentence and shape.tells


class _Reader:
    """Reads one text for one label."""

    def __init__(self, shapes: dict[Names, list[Shape]], bound: Bound, loosely: bool) -> None:
        self.shapes = shapes
        self.loosely = loosely
        self.bound = bound
        self.lowered = bound.lowered
        self._fits: dict[int, list[Fit]] = {}
        self._starts: dict[int, dict[int, list[Fit]]] = {}
        #: Of frames whose words can't all be there nothing more is asked. Slips and escapes change words.
        self._words = None if loosely or "\\" in self.lowered else frozenset(bound.reading.words)
        self._standing: dict[Names, list[Shape]] = {}
        self._members: dict[int, dict[str | int, Tree]] = {}

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

    def _frames(self, node: Tree) -> list[Shape]:
        """The frames of an object that could stand in the text."""
        path = pattern_of(node.path)
        found = self._standing.get(path)
        if found is None:
            found, words = self.shapes.get(path, []), self._words
            if words is not None:
                low = self.lowered
                found = [each for each in found if each.needed.always.words <= words and each.needed.within(words, low)]
            self._standing[path] = found
        return found

    def fits(self, node: Tree) -> list[Fit]:
        """Everything that fits a slot for a node: a value's places, an object's mentions, a list of either."""
        known = self._fits.get(id(node))
        if known is None:
            if node.leaf is not None:
                known = list(self._leaf(node.leaf))
            elif node.array:
                known = list(islice(self._row(node), MOST_FITS))
            else:
                shapes = self._frames(node)
                known = [fit for shape in shapes if not shape.sentence for fit in self._shape(node, shape)]
            self._fits[id(node)] = known
        return known

    def at(self, node: Tree, place: int) -> list[Fit]:
        """What fits a slot at a place, or behind the correction that begins there."""
        starts = self._starts.get(id(node))
        if starts is None:
            starts = self._starts[id(node)] = {}
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

    def _leaf(self, leaf: Leaf) -> Iterator[Fit]:
        for evidence in leaf.said:
            if self.bound.markers and self.bound.void(evidence):
                continue
            start, end = evidence.start, evidence.end
            places = ((leaf, evidence),)
            yield Fit(start, end, places)
            if leaf.kind in _NUMERIC:
                if tail := _TAIL.search(self.lowered, start, end):
                    yield Fit(start, tail.start(), places)  # "64.4 percent", where the unit is a field of its own
                behind = _UNIT.match(self.lowered, end)
                if behind is not None:
                    yield Fit(start, behind.end(), places)
                for unit in units_of(leaf.target.field):
                    for space in ("", " "):
                        if self.lowered.startswith(space + unit, end):
                            yield Fit(start, end + len(space + unit), places)
            if self.bound.markers and (closing := _CORRECTED.match(self.lowered, end)):
                yield Fit(start, closing.end(), places)

    def _row(self, node: Tree) -> Iterator[Fit]:
        """Lists: what fits each item, with separators between."""
        for first in self.fits(node.children[0]):
            yield from self._further(node, 1, first)

    def _further(self, node: Tree, index: int, so_far: Fit) -> Iterator[Fit]:
        if index == len(node.children):
            nodes = ((node, so_far.start, so_far.end), *so_far.nodes)
            yield Fit(so_far.start, so_far.end, so_far.places, so_far.gaps, nodes)
            return
        starts = _next_starts(self.lowered, so_far.end)
        for other in (fit for start in starts for fit in self.at(node.children[index], start)):
            run = Fit(
                so_far.start,
                other.end,
                so_far.places + other.places,
                so_far.gaps + other.gaps,
                so_far.nodes + other.nodes,
            )
            yield from self._further(node, index + 1, run)

    def _shape(self, node: Tree, shape: Shape) -> list[Fit]:
        """Where a frame fits an object."""
        nodes: dict[Names, Tree | None] = {}
        members = self._members.get(id(node))
        if members is None:
            members = self._members[id(node)] = {child.path[-1]: child for child in node.children}
        for hole, optional in shape.slots:
            member = members.get(hole.path[0])
            for step in hole.path[1:]:
                member = next((c for c in member.children if c.path[-1] == step), None) if member else None
            if member is not None and not optional and hole.said is None and not self.fits(member):
                return []
            nodes[hole.path] = member
        if not any(nodes.values()):
            return []
        return list(islice(_Attempt(self, node, shape, nodes).fits(), MOST_FITS))


@dataclass(slots=True)
class _State:
    """How far a frame has been read."""

    end: int  #: -1 while no value has been met
    start: int
    lead: tuple[Words | Hole, ...]  #: what stands ahead of the first value
    places: tuple[tuple[Leaf, Evidence], ...]
    gaps: tuple[Gap, ...]
    nodes: tuple[tuple[Tree, int, int], ...]
    told: bool

    def moved(self, end: int, told: bool = False) -> _State:
        """Read on over words."""
        return _State(end, self.start, self.lead, self.places, self.gaps, self.nodes, self.told or told)

    def ahead(self, part: Words | Hole) -> _State:
        """With something more ahead of the first value."""
        return _State(-1, -1, (*self.lead, part), self.places, self.gaps, self.nodes, self.told)

    def filled(self, fit: Fit) -> _State:
        """Read on over a value."""
        start = fit.start if self.end < 0 else self.start
        places, gaps, nodes = self.places + fit.places, self.gaps + fit.gaps, self.nodes + fit.nodes
        return _State(fit.end, start, self.lead, places, gaps, nodes, self.told)

    def gap(self, gap: Gap) -> _State:
        """Read on over a value that the label lacks."""
        return _State(gap[2], self.start, self.lead, self.places, (*self.gaps, gap), self.nodes, self.told)


class _Attempt:
    """One frame tried on one object."""

    def __init__(self, reader: _Reader, node: Tree, shape: Shape, nodes: dict[Names, Tree | None]) -> None:
        self.reader = reader
        self.lowered = reader.lowered
        self.node = node
        self.shape = shape
        self.nodes = nodes

    def fits(self) -> Iterator[Fit]:
        """All fits, those with the most said first."""
        for state in self._stretch(0, _State(-1, -1, (), (), (), (), False)):
            if state.places:
                fit = self._led(state)
                if fit is not None:
                    yield fit

    def _stretch(self, number: int, state: _State) -> list[_State]:
        """Where the frame's stretches from one on lead; those that leave out less come first."""
        if number == len(self.shape.stretches):
            return [state]
        stretch = self.shape.stretches[number]
        states = [state]
        for part in stretch.parts:
            read = self._words if part.__class__ is Words else self._hole
            states = [further for each in states for further in read(part, each)]  # type: ignore[operator]
            if not states:
                break
        done = [further for each in states for further in self._stretch(number + 1, each)]
        if stretch.optional and (not done or any(self.nodes[hole.path] is None for hole in stretch.holes)):
            done += self._stretch(number + 1, state)
        return done

    def _words(self, part: Words, state: _State) -> tuple[_State, ...]:
        if state.end < 0:
            return (state.ahead(part),)
        match = (part.at_loosely if self.reader.loosely else part.at).match(self.lowered, state.end)
        if match is None:
            return ()
        further = state.moved(match.end(), part.telling)
        if match.end(1) == match.end():
            return (further,)
        return further, state.moved(match.end(1), part.telling)

    def _hole(self, part: Hole, state: _State) -> list[_State]:
        node = self.nodes[part.path]
        if node is None:
            if state.end < 0:
                return [state.ahead(part)] if part.typed or state.lead else []
            match = part.filled.match(self.lowered, state.end)
            if match is None:
                return []
            return [state.gap(((*self.shape.path, *part.path), match.start(1), match.end(1)))]
        if part.said is not None:
            return list(self._said(part, node, state))
        found = self.reader.fits(node) if state.end < 0 else self.reader.at(node, state.end)
        return [state.filled(fit) for fit in found]

    def _said(self, part: Hole, node: Tree, state: _State) -> Iterator[_State]:
        """A boolean that is said in words."""
        leaf = node.leaf
        if leaf is None or not isinstance(leaf.value, bool) or part.said is None:
            return
        words = part.said[0 if leaf.value else 1]
        if state.end < 0:
            matches = list(words.anywhere.finditer(self.lowered))
        else:
            found = (words.at_loosely if self.reader.loosely else words.at).match(self.lowered, state.end)
            matches = [found] if found else []
        for match in matches:
            place = Evidence(match.start(), match.end(), FORM, True)
            yield state.filled(Fit(place.start, place.end, ((leaf, place),)))

    def _led(self, state: _State) -> Fit | None:
        """The fit, where what the frame has ahead of its first value stands there."""
        start, gaps, told = state.start, state.gaps, state.told
        for number in range(len(state.lead) - 1, -1, -1):
            part = state.lead[number]
            low = max(0, start - len(self.shape.frame.source) - 24)
            if isinstance(part, Words):
                match = self._ahead(part, low, start) or self._before_correction(part, low, start)
                told = told or part.telling
            else:
                words = state.lead[number - 1] if number else None
                match = _filled_ahead(part, words if isinstance(words, Words) else None).search(
                    self.lowered, max(0, low - LONGEST_LED), start
                )
                if match is not None:
                    gaps = ((*self.shape.path, *part.path), match.start(1), match.end(1)), *gaps
            if match is None:
                return None
            start = match.start() if isinstance(part, Words) else match.start(1)
        nodes = ((self.node, start, state.end), *state.nodes)
        return Fit(start, state.end, state.places, gaps, nodes, self.shape, told)

    def _ahead(self, part: Words, low: int, start: int) -> re.Match[str] | None:
        """The words directly ahead of a place."""
        if self.reader.loosely:
            return part.ahead_loosely.search(self.lowered, low, start)
        return part.ahead.search(self.lowered, low, start) if self.lowered.find(part.needle, low, start) >= 0 else None

    def _before_correction(self, part: Words, low: int, start: int) -> re.Match[str] | None:
        """The words ahead of a value that was put right."""
        if not self.reader.bound.markers:
            return None
        low = max(0, low - CORRECTION_REACH)
        found = [m for m in part.anywhere.finditer(self.lowered, low, start) if self.reader._corrects(m.end(), start)]
        return found[-1] if found else None
