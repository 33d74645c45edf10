"""The parts of a frame compiled for reading: literal words, as noise leaves them, and the slots between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from edgejson.grounding.cue_parts import words_of
from edgejson.grounding.frame_patterns import BORDER, DECOR, INTO, STOP
from edgejson.grounding.frame_words import Said

Names = tuple[str, ...]


@cache
def compiled(source: str) -> re.Pattern[str]:
    """A pattern, compiled once for all schemas and frames that have it: `re` itself keeps a few hundred only."""
    return re.compile(source)


@dataclass(frozen=True)
class Words:
    """Literal text of a frame."""

    source: str  #: the pattern, without marks around
    telling: bool  #: are there words that are no glue?
    needle: str = ""  #: stands in every text that has the words
    loose: str = ""  #: the pattern with slips of the keyboard
    said: str = ""  #: the words themselves, in lower case, where there is one way to say them
    pieces: tuple[tuple[Said, ...], ...] = ()  #: what stands in every text that has the words
    ways: tuple[str, ...] = ()  #: all ways to say them, in lower case, the longest first; () where there are too many

    @cached_property
    def at(self) -> re.Pattern[str]:
        """Matches at a place behind a value; group 1 ends where marks ahead of the next value begin."""
        return compiled(f"({DECOR}{self.source}){DECOR}")

    @cached_property
    def at_loosely(self) -> re.Pattern[str]:
        """As `at`, with slips of the keyboard."""
        return compiled(f"({DECOR}{self.loose}){DECOR}")

    @cached_property
    def ahead_loosely(self) -> re.Pattern[str]:
        """As `ahead`, with slips of the keyboard."""
        return compiled(rf"{BORDER}{self.loose}{DECOR}\Z")

    @cached_property
    def ahead(self) -> re.Pattern[str]:
        """Finds the words directly ahead of the end of the stretch that is searched."""
        return compiled(rf"{BORDER}{self.source}{DECOR}\Z")

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """One of these stands in every text that has the words; the empty text, where none is known."""
        longest = {max(words_of(way), key=len, default="") for way in self.ways} or {self.needle}
        return (self.needle,) if self.needle or "" in longest else tuple(sorted(longest))

    @cached_property
    def anywhere(self) -> re.Pattern[str]:
        """Finds the words wherever they stand: what follows them is taken back."""
        return compiled(rf"{BORDER}{self.source}{DECOR}")


@dataclass(frozen=True)
class Hole:
    """A slot."""

    path: Names  #: from the frame's object
    wild: str  #: pattern of any value of its kind
    said: tuple[Words, Words] | None  #: words for true, for false; without a source where there are none
    typed: bool  #: values of its kind can be told from other words
    follows: str  #: pattern of what may stand behind it

    @cached_property
    def filled(self) -> re.Pattern[str]:
        """Matches any value of its kind, before what follows in the frame."""
        return compiled(f"({self.wild}){DECOR}(?={self.follows})")

    @cached_property
    def uttered(self) -> re.Pattern[str]:
        """Matches any value of its kind behind its words."""
        return compiled(f"{INTO}({self.wild}){DECOR}(?={self.follows}|{STOP})")

    @cached_property
    def filled_ahead(self) -> re.Pattern[str]:
        """Finds any value of its kind directly ahead of the end of the stretch that is searched."""
        return compiled(rf"(?<![^\W_])({self.wild}){DECOR}\Z")
