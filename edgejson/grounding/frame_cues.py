"""The words of frames as cues: what stands directly before or behind a slot, where it is more than glue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.schema.frames import Choice, Frame, Slot

#: Words of a literal that make a cue, at most: those next to the slot. Ways to say one literal that are looked at.
MOST_WORDS, MOST_WAYS = 7, 24

_WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[,;.!?()<>]")


class Literal(NamedTuple):
    """Words beside a slot."""

    said: str  #: in lower case, without the glue that they begin with
    words: tuple[str, ...]
    slot: Slot
    ahead: bool  #: they stand before the slot


@lru_cache(maxsize=4096)
def literals(frame: Frame) -> tuple[Literal, ...]:
    """The telling words beside each slot of a frame, in every way that they may be written."""
    return tuple(dict.fromkeys(_literals(frame)))


def _literals(frame: Frame) -> Iterator[Literal]:
    behind: Slot | None = None
    run: list[Choice] = []
    for piece in [piece for segment in frame.segments for piece in segment.pieces]:
        if isinstance(piece, Choice):
            run.append(piece)
            continue
        for way in _ways(run):
            parts = _BREAK.split(way)
            yield from _telling(parts[-1], piece, True)
            if behind is not None and len(parts) > 1:
                yield from _telling(parts[0], behind, False)
        behind, run = piece, []
    if behind is not None:
        for way in _ways(run):
            yield from _telling(_BREAK.split(way)[0], behind, False)


def _ways(run: list[Choice]) -> Iterator[str]:
    for number, parts in enumerate(product(*(choice.ways for choice in run))):
        if number == MOST_WAYS:
            return
        yield "".join(parts)


def _telling(said: str, slot: Slot, ahead: bool) -> Iterator[Literal]:
    found = list(_WORD.finditer(said.lower()))
    found = found[-MOST_WORDS:] if ahead else found[:MOST_WORDS]
    while found and found[0].group() in GLUE:
        found = found[1:]
    while found and not ahead and found[-1].group() in GLUE:
        found = found[:-1]
    words = tuple(match.group() for match in found)
    if any(len(word) > 1 and word not in GLUE and word not in PREPOSITIONS for word in words):
        yield Literal(said.lower()[found[0].start() : found[-1].end()], words, slot, ahead)
