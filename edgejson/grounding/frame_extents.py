"""Strings that the text says at another length, or of another field, in a frame than the label has them.

A string that no frame holds is judged by the words beside it, and those may be any. Here a frame is read with anything
in its slots, and what stands in a string's slot is compared with the label's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import zip_longest

from edgejson.forms import Evidence
from edgejson.forms.kinds import OPEN
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf
from edgejson.grounding.cues import Cues
from edgejson.grounding.frame_compiling import FrameShape
from edgejson.grounding.frame_parts import Names, Pattern, Words, compiled
from edgejson.grounding.frame_patterns import DECOR, ENDED
from edgejson.grounding.frame_words import by_words, standing, words_needed
from edgejson.grounding.lexicon import PREPOSITIONS
from edgejson.language.vocabulary import vocabulary


class _Extent:
    """A frame with groups for the strings that have words on both sides, or end it."""

    def __init__(self, shape: FrameShape, cues: Cues) -> None:
        self.shape = shape
        self.paths: list[Names] = []  #: of the group of the same number
        self.closed: list[bool] = []  #: do words stand directly behind it?
        said, ahead = "", False
        for stretch in shape.stretches:
            inner = ""
            for part, behind in zip_longest(stretch.parts, stretch.parts[1:]):
                if isinstance(part, Words):
                    inner += f"{DECOR}{part.source}{DECOR}"
                    ahead = True
                    continue
                target = cues.by_path.get((*shape.path, *part.path))
                if ahead and target is not None and target.kind in OPEN:
                    self.paths.append(target.path)
                    self.closed.append(isinstance(behind, Words) and behind.telling)
                    inner += f"({part.wild})"
                else:
                    inner += part.wild
            said += f"(?:{inner})?" if stretch.optional else inner
        self._source = said

    @cached_property
    def pattern(self) -> Pattern:
        """Matches any text that fills the frame, from a word's start to the end of its clause."""
        return compiled(rf"(?<![^\W_]){self._source}(?={ENDED})")


class Extents:
    """The sentences of one schema, as far as they say strings."""

    def __init__(self, shapes: dict[Names, list[FrameShape]], cues: Cues) -> None:
        made = [
            _Extent(shape, cues) for held in shapes.values() for shape in held if shape.sentence and _is_sure(shape)
        ]
        self._by_word = by_words((words_needed(each.shape.frame), each) for each in made if each.paths)

    def misjudged(self, leaves: list[Leaf], bound: Bound) -> Iterator[tuple[str, Leaf]]:
        """Leaves of which a frame says more, less or another value: ("cut-short", "runs-on" or "other-field", leaf)."""
        places = {(leaf.chosen.start, leaf.chosen.end): leaf for leaf in leaves if leaf.chosen is not None}
        open_to: dict[Names, list[Leaf]] = {}
        for leaf in leaves:
            if leaf.chosen is not None and not leaf.framed and leaf.kind in OPEN:
                open_to.setdefault(leaf.target.path, []).append(leaf)
        told: set[Leaf] = set()
        for extent in standing(self._by_word, bound.reading.word_set) if open_to else ():
            if open_to.keys().isdisjoint(extent.paths):
                continue  # what it holds is known to stand in frames
            for match in extent.pattern.on(bound.lowered).finditer(bound.lowered):
                for number, path in enumerate(extent.paths, 1):
                    span = match.span(number)
                    for leaf in open_to.get(path, ()) if span[0] >= 0 else ():
                        span = _without_owner(bound.lowered, span)
                        if leaf not in told and (
                            code := _judged(leaf, span, extent.closed[number - 1], places, bound.reading.text)
                        ):
                            told.add(leaf)
                            yield code, leaf


def _is_sure(shape: FrameShape) -> bool:
    """Does enough of it stand fast that a text which fills it is no other one?"""
    strength = sum((2 if part.telling else 0) if isinstance(part, Words) else part.typed for part in shape.required)
    return strength > 1


def _without_owner(lowered: str, span: tuple[int, int]) -> tuple[int, int]:
    """A stretch behind the word at its start that says whose the thing is: "linen rucksack" of "our linen rucksack"."""
    owner = _OWNER.match(lowered, *span)
    return (owner.end() if owner else span[0], span[1])


_OWNER = re.compile(rf"{vocabulary('language/en/cues').either('owners')} ")


def _judged(leaf: Leaf, span: tuple[int, int], closed: bool, places: dict[tuple[int, int], Leaf], text: str) -> str:
    """What is wrong with a leaf where a frame has a slot for it at a span; "" where nothing is.

    `closed`: words of the frame stand behind the slot.
    """
    chosen = leaf.chosen
    assert chosen is not None
    start, end = span
    if start <= chosen.start and chosen.end <= end:
        if any(start <= low and high <= end and not _meets((low, high), chosen) for low, high in places):
            return ""  # "deliver {parcel}" ahead of "your washing machine tomorrow" is no frame that the text fills
        more = start < chosen.start or any(word not in _PASSED for word in text[chosen.end : end].split())
        return "cut-short" if more else ""
    if closed and start == chosen.start and end < chosen.end:
        return "runs-on"
    other = places.get(span)
    if other is None or other.target is leaf.target or other.target.field.enum:
        return ""  # a listed value is no other field's: "the Leeds forecast for next week"
    return "other-field"


#: Between a value and the next one, where a frame has nothing: "took {drug} {time}" for "took aspirin at 4 PM".
_PASSED = PREPOSITIONS | {"the"}


def _meets(span: tuple[int, int], place: Evidence) -> bool:
    return span[0] < place.end and place.start < span[1]
