"""The words that a frame can't do without: most frames are ruled out for a text by one look at its words."""

from __future__ import annotations

from dataclasses import dataclass

from edgejson.checks.cues import words_of
from edgejson.frames import Frame, Slot


@dataclass(frozen=True)
class Said:
    """What stands in every text that has some literal words."""

    words: frozenset[str]  #: whole words
    parts: tuple[str, ...]  #: words that may run into other letters: beside a slot ("{width}mm"), at the frame's end

    def within(self, words: frozenset[str], lowered: str) -> bool:
        """Does a text have all of it? The text is given by its words and in lower case."""
        return self.words <= words and all(part in lowered for part in self.parts)


class Needed:
    """What stands in every text that holds a frame."""

    def __init__(self, frame: Frame) -> None:
        words: set[str] = set()
        parts: list[str] = []
        self.choices: list[list[Said]] = []  #: of each list one
        last = frame.segments[-1].pieces[-1]
        for segment in frame.segments:
            for piece in segment.pieces if not segment.optional else ():
                if isinstance(piece, Slot):
                    continue
                ways = [_said(way, piece is frame.segments[0].pieces[0], piece is last) for way in piece.ways]
                if len(ways) == 1:
                    words |= ways[0].words
                    parts += ways[0].parts
                elif all(way.words or way.parts for way in ways):
                    self.choices.append(ways)
        self.always = Said(frozenset(words), tuple(parts))

    def within(self, words: frozenset[str], lowered: str) -> bool:
        """Could the frame stand in a text? False means that it doesn't."""
        return self.always.within(words, lowered) and all(
            any(way.within(words, lowered) for way in ways) for ways in self.choices
        )


def _said(way: str, first: bool, last: bool) -> Said:
    lowered = way.lower()
    if last:
        lowered = lowered.rstrip(" .!?")
    words = list(words_of(lowered))
    parts = []
    if words and lowered[-1].isalnum():
        parts.append(words.pop())
    if words and lowered[0].isalnum() and not first:
        parts.append(words.pop(0))
    return Said(frozenset(words), tuple(parts))
