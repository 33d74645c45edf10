"""Frames read in a text: where the values of an object stand in its sentences and mentions.

All values of a frame that fits belong to one object, and no other field has a claim on their places.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from edgejson.forms import Evidence
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Tree
from edgejson.grounding.cue_parts import Target
from edgejson.grounding.cues import Cues
from edgejson.grounding.frame_compiling import FrameShape, all_said, compile_all
from edgejson.grounding.frame_fits import Reader
from edgejson.grounding.frame_parts import Names
from edgejson.grounding.frame_patterns import slips
from edgejson.grounding.frame_values import Fit
from edgejson.grounding.frame_words import by_words, standing, sure_words, words_needed
from edgejson.grounding.gaps import distance
from edgejson.schema.fields import FieldMap


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
        self.spoken = {
            (*path, *hole.path)
            for path, shapes in self.shapes.items()
            for shape in shapes
            for hole in shape.holes
            if hole.said
        }  #: fields of which they have words for values
        self._by_word = by_words(
            (words_needed(shape.frame), (path, shape)) for path, shapes in self.shapes.items() for shape in shapes
        )
        self._by_slip = by_words(
            (sure_words(shape.frame), (path, shape)) for path, shapes in self.shapes.items() for shape in shapes
        )
        self._meant: dict[str, list[str]] = {}  #: a word as slips leave it -> the frames' words that it may be
        for word in {word for entries in self._by_slip.values() for _, words, _ in entries for word in words}:
            for way in slips(word):
                self._meant.setdefault(way, []).append(word)
        self._twins = self._find_twins()

    def _find_twins(self) -> dict[tuple[FrameShape, int], list[int]]:
        """The fields that say the same words around a value: by frame and number of the slot."""
        alike: dict[tuple[str, int], list[tuple[FrameShape, Target]]] = {}
        for path, shapes in self.shapes.items():
            for shape in shapes:
                for number, hole in enumerate(shape.holes):
                    target = self.cues.by_path.get((*path, *hole.path))
                    if target is not None:
                        alike.setdefault((shape.skeleton, number), []).append((shape, target))
        twins: dict[tuple[FrameShape, int], list[int]] = {}
        for (_, number), holders in alike.items():
            for shape, target in holders:
                others = [other for far, other in holders if far.path != shape.path or _alike(target, other)]
                twins[shape, number] = list(dict.fromkeys([target.id, *(other.id for other in others)]))
        return twins

    def read(self, tree: Tree, bound: Bound, loosely: bool = False) -> Framed:
        """The frames of a label's objects in a text, with slips of the keyboard where it is read `loosely`.

        The leaves have what says their values.
        """
        reader = Reader(self._possible(bound, loosely), bound, loosely)
        found = Framed()
        solid = (fit for fit in reader.all(tree) if fit.told or len(fit.places) > 1 or self._named(fit, bound))
        for fit in sorted(solid, key=lambda f: (-len(f.places), f.start - f.end, f.start)):
            clash = [known for known in found.fits if known.start < fit.end and fit.start < known.end]
            if not clash or any((known.start, known.end) == (fit.start, fit.end) for known in clash):
                self._accept(fit, found, bound)
        return found

    def _possible(self, bound: Bound, loosely: bool) -> dict[Names, list[FrameShape]]:
        """The frames whose words are all in a text, which is read `loosely` or not; all, where escapes change words."""
        if "\\" in bound.lowered:
            return self.shapes
        found: dict[Names, list[FrameShape]] = {}
        said, words = bound.reading.squeezed, bound.reading.word_set
        if loosely:
            meant = frozenset(word for way in self._meant.keys() & words for word in self._meant[way])
            possible = standing(self._by_slip, meant)
        else:
            possible = standing(self._by_word, words)
        for path, shape in possible:
            if loosely or all_said(shape.phrases, said):
                found.setdefault(path, []).append(shape)
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


def _alike(one: Target, other: Target) -> bool:
    """Could either of two fields of an object hold the other's values?"""
    return one.kind == other.kind and not any(each.field.pattern or each.field.enum for each in (one, other))
