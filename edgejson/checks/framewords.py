"""The words that a frame can't do without: most frames are ruled out for a text by one look at its words."""

from __future__ import annotations

from edgejson.checks.cues import words_of
from edgejson.frames import Frame, Slot


def needed_words(frame: Frame) -> tuple[frozenset[str], list[list[frozenset[str]]]]:
    """Words that stand in every text that holds the frame; and where it leaves a choice, those of each way.

    A word beside a slot, or at an end of the frame, may run into other letters ("{width}mm") and does not count.
    """
    needed: set[str] = set()
    choices = []
    for segment in frame.segments:
        if segment.optional:
            continue
        for piece in segment.pieces:
            if isinstance(piece, Slot):
                continue
            ways = [frozenset(_whole_words(way)) for way in piece.ways]
            if len(ways) == 1:
                needed |= ways[0]
            elif all(ways):
                choices.append(ways)
    return frozenset(needed), choices


def _whole_words(way: str) -> list[str]:
    lowered = way.lower()
    words = list(words_of(lowered))
    if words and lowered[:1].isalnum():
        words = words[1:]
    if words and lowered[-1:].isalnum():
        words = words[:-1]
    return words
