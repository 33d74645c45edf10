"""What the frames in a text say that the label lacks.

A frame that fits but for a slot which the label leaves open; a mention in a row with the items of a list that is none
of them; words that announce a value, a clause or a whole frame, of which no leaf has taken anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from edgejson.forms import LITERAL, Evidence
from edgejson.forms.kinds import OPEN
from edgejson.grounding.announced import untold, uttered
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf, placed
from edgejson.grounding.cue_parts import words_of
from edgejson.grounding.cue_values import is_null
from edgejson.grounding.cues import Cues
from edgejson.grounding.frame_compiling import FrameShape, all_said, joined
from edgejson.grounding.frame_cues import literals
from edgejson.grounding.frame_fits import next_starts
from edgejson.grounding.frame_parts import Hole, Names, Words
from edgejson.grounding.frame_patterns import SEPARATOR
from edgejson.grounding.frame_values import Gap
from edgejson.grounding.frame_words import Spans, by_words, everything, standing, without
from edgejson.grounding.frames import Framed
from edgejson.schema.fields import Path, pattern_of

#: How far ahead of a list an item is looked for that the label lacks.
BEFORE_LIST = 200

#: From a heading, or a line's label, to what stands under it.
_UNDER = re.compile(r"(?: is| are| was| were|[ \t:=>|*_.)\]#-])*(?:\n[ \t>|*_=~.-]*){0,2}(?:\d[.)] )?[ \t>*+•–-]*")
_SEPARATED = re.compile(rf"(?:{SEPARATOR})\Z")


class Omissions:
    """Finds what the frames of one schema say that a label lacks."""

    def __init__(self, shapes: dict[Names, list[FrameShape]], cues: Cues) -> None:
        self.cues = cues
        self.shapes = shapes
        self._behind = self._find_behind()
        self._utterances = self._find_utterances()
        said = {
            words.said: (*path, *hole.path)
            for path, shapes in self.shapes.items()
            for shape in shapes
            for hole in shape.holes
            for _, words in hole.said
            if words.said.count(" ") > 1
        }
        self._said = by_words((frozenset(words_of(words)), (words, path)) for words, path in said.items())
        self._announcing = by_words(
            (frozenset(words_of(words)), (words, uses)) for words, uses in self._utterances.items()
        )
        self._rows = {
            path: [shape for shape in shapes if _is_row(shape)] for path, shapes in self.shapes.items() if path
        }
        named = {path: cues.by_path.get(path[:-1] if path[-1] == "*" else path) for path in self.shapes if path}
        self._headings = [(path, target.id) for path, target in named.items() if target]  # a list at the root has none
        self._bounded = by_words(
            (shape.needed_by_rest.words, (path, shape, tuple((*path, *hole.path) for hole in shape.holes)))
            for path, shapes in self.shapes.items()
            for shape in shapes
            if shape.bounded
        )

    def _find_behind(self) -> dict[Names, list[Words]]:
        """The words that may stand behind a field's value, or the last one of a list, by its path."""
        behind: dict[Names, list[Words]] = {}
        for path, shapes in self.shapes.items():
            for shape in shapes:
                parts = [part for stretch in shape.stretches for part in stretch.parts]
                for part, after, further in zip(parts, parts[1:], [*parts[2:], None], strict=False):
                    if isinstance(part, Hole) and isinstance(after, Words):
                        said = [words for _, words in further.said] if isinstance(further, Hole) else []
                        for held in ((*path, *part.path), (*path, *part.path, "*")):
                            behind.setdefault(held, []).extend([after, *(joined(after, words) for words in said)])
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

    def lacking(self, found: Framed, leaves: list[Leaf], bound: Bound) -> Iterator[tuple[str, Path, str]]:
        """What frames say that the label lacks: (code, path, the words of the text)."""
        if not self.shapes:
            return
        spans = _spans(found)
        outside = frozenset(without(bound.reading.spaced, spans).split())
        yield from self._announced(found, leaves, bound, outside)
        taken = placed(leaves)
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
        for code, path, start, end in self._unread(bound, outside, [*taken, *spans]):
            if bound.strange and bound.void(Evidence(start, lowered.find(" ", start), LITERAL)):
                continue  # it is said of another thing
            if free(start, end) and not found.holds(start, end) and not (bound.tables and _in_table(start, bound)):
                yield code, path, bound.reading.text[start:end]

    def _run_on(self, leaves: list[Leaf], lowered: str) -> Iterator[tuple[str, Path, str]]:
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
                ends = words.behind(lowered, last)
                if ends is not None and ends[1] > place.end:
                    yield "runs-on", leaf.path, lowered[place.start : ends[1]]
                    break

    def _unread(self, bound: Bound, outside: frozenset[str], read: Spans) -> Iterator[tuple[str, Names, int, int]]:
        """Texts that fill a frame of a list's items, or one that says a field which the label lacks.

        What overlaps a stretch that has been `read` is left out where a look at the words tells it; the words `outside`
        of frames are those of these stretches and of values.
        """
        present = bound.around.present
        lowered = bound.lowered
        words: frozenset[str] | None = None
        if "\\" in lowered:  # an escape runs into the word behind it
            possible = everything(self._bounded)
        elif standing(self._bounded, outside):
            words = frozenset(without(bound.reading.spaced, read).split())
            possible = standing(self._bounded, words)
        else:
            return
        rest = without(lowered, read)
        for path, shape, held in possible:
            lacking = next((each for each in held if each not in present), None)
            if lacking is None and not ("*" in path and path in present):
                continue
            if any(needle not in lowered for needle in shape.needles) or (
                words is not None
                and not (
                    shape.needed_by_rest.beyond_words(words, rest)
                    and all_said(shape.phrases_of_rest, bound.reading.squeezed)
                )
            ):
                continue
            code = "omission" if lacking else "missing-item"
            for match in shape.rest.on(lowered).finditer(lowered):
                yield code, lacking or path, match.start(), match.end()

    def _clauses(
        self, found: Framed, leaves: list[Leaf], bound: Bound, words: frozenset[str]
    ) -> Iterator[tuple[str, Names, str]]:
        """Clauses that say a boolean by themselves, which the label has not; `words` stand in no frame."""
        flat = bound.reading.flat
        for said, path in standing(self._said, words):
            at = flat.find(said)
            while at >= 0:
                end = at + len(said)
                if _bounded(flat, at, end) and not found.holds(at, end):
                    told = untold([(path, (at, end))], leaves, bound)
                    if told is not None:
                        yield told[0], told[1], bound.reading.text[at:end]
                at = flat.find(said, end)

    def _headed(self, found: Framed, leaves: list[Leaf], bound: Bound) -> Iterator[tuple[str, Names, str]]:
        """Mentions of objects that the label lacks behind their names: under a heading, at a line's label."""
        present = bound.around.present
        lacking = {named: path for path, named in self._headings if path not in present}
        for cue in bound.found if lacking else ():
            for path in [lacking[scope] for scope in cue.entry.scopes if scope in lacking]:
                into = _UNDER.match(bound.lowered, cue.end)
                if into is None or found.holds(cue.start, cue.end):
                    continue
                for shape in self._rows.get(path, ()):
                    match = _filled(shape, bound.lowered, into.end())
                    if match is not None:
                        told = untold([(path, match.span(1))], leaves, bound, True)
                        if told is not None:
                            yield told[0], told[1], bound.reading.text[cue.start : told[2]]

    def _announced(
        self, found: Framed, leaves: list[Leaf], bound: Bound, words: frozenset[str]
    ) -> Iterator[tuple[str, Names, str]]:
        """Values behind words that announce them, which the label has nothing of; `words` stand in no frame."""
        flat, text = bound.reading.flat, bound.reading.text
        yield from self._clauses(found, leaves, bound, words)
        yield from self._headed(found, leaves, bound)
        for said, uses in standing(self._announcing, words):
            at = flat.find(said)
            while at >= 0:
                end = at + len(said)
                if _bounded(flat, at, end) and not found.holds(at, end) and not (bound.tables and _in_table(at, bound)):
                    told = uttered(uses, end, leaves, bound)
                    if told is not None:
                        yield told[0], told[1], text[at : told[2]]
                at = flat.find(said, end)

    def _further_items(self, found: Framed, bound: Bound) -> Iterator[Gap]:
        """Mentions that stand in a row with the items of a list."""
        lowered = bound.lowered
        rows: dict[Names, list[tuple[int, int]]] = {}
        for node, start, end in found.nodes:
            path = pattern_of(node.path)
            if path and path[-1] == "*" and path in self._rows:
                rows.setdefault(path, []).append((start, end))
        for path, spans in rows.items():
            spans.sort()
            starts = {start for start, _ in spans}
            for number, (_, end) in enumerate(spans):
                for begin in next_starts(lowered, end):
                    if begin not in starts:
                        yield from self._mention(path, begin, lowered)
                if not number and _SEPARATED.search(lowered, max(0, spans[0][0] - 24), spans[0][0]):
                    yield from self._mention_ahead(path, spans[0][0], lowered)

    def _mention(self, path: Names, place: int, lowered: str) -> Iterator[Gap]:
        for shape in self._rows[path]:
            match = _filled(shape, lowered, place)
            if match is not None:
                yield path, match.start(1), match.end(1)
                return

    def _mention_ahead(self, path: Names, place: int, lowered: str) -> Iterator[Gap]:
        low = max(0, place - BEFORE_LIST)
        for shape in self._rows[path]:
            if any(lowered.find(needle, low, place) < 0 for needle in shape.needles):
                continue
            for match in shape.item.on(lowered).finditer(lowered, low, place):
                if place in next_starts(lowered, match.end(1)):
                    yield path, match.start(1), match.end(1)
                    return


def _filled(shape: FrameShape, lowered: str, place: int) -> re.Match[str] | None:
    """What fills a frame at a place; its pattern is not even compiled where a word of it stands nowhere behind."""
    if any(lowered.find(needle, place) < 0 for needle in shape.needles):
        return None
    return shape.item.on(lowered).match(lowered, place)


def _spans(found: Framed) -> Spans:
    return [(fit.start, fit.end) for fit in found.fits]


def _bounded(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def _in_table(place: int, bound: Bound) -> bool:
    assert bound.tables is not None
    return bound.tables.is_heading(place) or bound.tables.at(place) is not None


def _is_row(shape: FrameShape) -> bool:
    """Can a frame be told from other text, whatever it says?"""
    return not shape.sentence and shape.tells
