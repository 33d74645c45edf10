"""The parts of a frame compiled for reading: literal words, as noise leaves them, and the slots between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from edgejson.forms.scanned import SPACE
from edgejson.grounding.cue_parts import words_of
from edgejson.grounding.frame_patterns import BORDER, DECOR, INTO, STOP, either
from edgejson.grounding.frame_words import Said

Names = tuple[str, ...]

#: The characters of DECOR.
_MARKS = frozenset("\"'*_`\\")
#: What literal text begins with, up to what a text may have otherwise.
_HEAD = re.compile(r" ?[^\s\"'*_`\\-]+")
#: What may stand where a frame has something else: for a space, for a dash.
_ODD = re.compile(r"[^\S ]| {2}|[>&<\\–—]")
_NOWHERE, _UNSURE = -1, -2


class Pattern:
    """A pattern of what a frame says, compiled when a text first asks for it.

    Most texts have no remains of markup and no escapes; for them a space is white space, which is compiled and found
    in a fraction of the time.
    """

    def __init__(self, source: str) -> None:
        self._source = source

    def on(self, lowered: str) -> re.Pattern[str]:
        """The pattern for a text in lower case."""
        return self._of_plain if _is_plain(lowered) else self._of_any

    @cached_property
    def _of_any(self) -> re.Pattern[str]:
        return re.compile(self._source)

    @cached_property
    def _of_plain(self) -> re.Pattern[str]:
        return re.compile(self._source.replace(SPACE, r"[\s>]+"))


#: What may stand for a space and is none.
_REMAINS = re.compile(r"<[^<>\n]{1,6}>|\\[nt]|&nbsp;")


@lru_cache(maxsize=8)
def _is_plain(lowered: str) -> bool:
    return _REMAINS.search(lowered) is None


@cache
def compiled(source: str) -> Pattern:
    """A pattern, compiled once for all schemas and frames that have it: `re` itself keeps a few hundred only."""
    return Pattern(source)


@dataclass(frozen=True)
class Words:
    """Literal text of a frame."""

    source: str  #: the pattern, without marks around
    telling: bool  #: are there words that are no glue?
    needle: str = ""  #: stands in every text that has the words
    said: str = ""  #: the words themselves, in lower case, where there is one way to say them
    pieces: tuple[tuple[Said, ...], ...] = ()  #: what stands in every text that has the words
    ways: tuple[str, ...] = ()  #: all ways to say them, in lower case, the longest first; () where there are too many
    written: tuple[tuple[str, ...], ...] = ()  #: ways to say them as the frame has them, piece by piece

    def behind(self, lowered: str, place: int) -> tuple[int, int] | None:
        """Where the words end that stand behind a value, with and without the marks ahead of the next one, or None.

        What `at` matches, which is compiled only for a text of which one look at its letters can't tell.
        """
        if self._heads:
            start = _past_marks(lowered, place)
            end = self._end(lowered, start) if "\\" not in lowered[place:start] else _UNSURE
            if end != _UNSURE:
                return None if end == _NOWHERE else (_past_marks(lowered, end), end)
        match = self.at.on(lowered).match(lowered, place)
        return (match.end(), match.end(1)) if match else None

    def behind_loosely(self, lowered: str, place: int) -> tuple[int, int] | None:
        """As `behind`, with slips of the keyboard."""
        match = self.at_loosely.on(lowered).match(lowered, place)
        return (match.end(), match.end(1)) if match else None

    @cached_property
    def _heads(self) -> tuple[str, ...]:
        """What the ways to say the words begin with; () where one may be read otherwise than it is written."""
        heads = [None if _ODD.search(way) else _HEAD.match(way) for way in self.ways]
        return tuple({head[0] for head in heads if head}) if all(heads) else ()

    def _end(self, lowered: str, start: int) -> int:
        """Where the words end that stand at a place as they are written; _NOWHERE; _UNSURE where patterns must tell."""
        if not lowered.startswith(self._heads, start) and not _ODD.search(lowered, start, start + 2):
            return _NOWHERE
        if _ODD.search(lowered, start, start + len(self.ways[0]) + 1):
            return _UNSURE
        said = [way for way in self.ways if lowered.startswith(way, start)]
        if len(said) > 1 and len(self.written) > 1:
            return _UNSURE
        return start + len(said[0]) if said else _NOWHERE

    @cached_property
    def at(self) -> Pattern:
        """Matches at a place behind a value; group 1 ends where marks ahead of the next value begin."""
        return compiled(f"({DECOR}{self.source}){DECOR}")

    @cached_property
    def loose(self) -> str:
        """The pattern with slips of the keyboard, of which few texts have need."""
        return "".join(either(ways, True) for ways in self.written)

    @cached_property
    def at_loosely(self) -> Pattern:
        """As `at`, with slips of the keyboard."""
        return compiled(f"({DECOR}{self.loose}){DECOR}")

    @cached_property
    def ahead_loosely(self) -> Pattern:
        """As `ahead`, with slips of the keyboard."""
        return compiled(rf"{BORDER}{self.loose}{DECOR}\Z")

    @cached_property
    def ahead(self) -> Pattern:
        """Finds the words directly ahead of the end of the stretch that is searched."""
        return compiled(rf"{BORDER}{self.source}{DECOR}\Z")

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """One of these stands in every text that has the words; the empty text, where none is known."""
        longest = {max(words_of(way), key=len, default="") for way in self.ways} or {self.needle}
        return (self.needle,) if self.needle or "" in longest else tuple(sorted(longest))

    @cached_property
    def anywhere(self) -> Pattern:
        """Finds the words wherever they stand: what follows them is taken back."""
        return compiled(rf"{BORDER}{self.source}{DECOR}")

    @cached_property
    def anywhere_loosely(self) -> Pattern:
        """As `anywhere`, with slips of the keyboard."""
        return compiled(rf"{BORDER}{self.loose}{DECOR}")


def _past_marks(lowered: str, place: int) -> int:
    """Where the marks that may stand around a value end."""
    while lowered[place : place + 1] in _MARKS:
        place += 1
    return place


@dataclass(frozen=True)
class Hole:
    """A slot."""

    path: Names  #: from the frame's object
    wild: str  #: pattern of any value of its kind
    said: tuple[tuple[bool | str, Words], ...]  #: a boolean's values, or a listed one, with the words for each
    typed: bool  #: values of its kind can be told from other words
    follows: str  #: pattern of what may stand behind it

    def told(self, lowered: str, span: tuple[int, int]) -> list[bool | str]:
        """The values of which it has words that fill a span."""
        return [value for value, words in self.said if words.at.on(lowered).fullmatch(lowered, *span)]

    @cached_property
    def filled(self) -> Pattern:
        """Matches any value of its kind, before what follows in the frame."""
        return compiled(f"({self.wild}){DECOR}(?={self.follows})")

    @cached_property
    def uttered(self) -> Pattern:
        """Matches any value of its kind behind its words."""
        return compiled(f"{INTO}({self.wild}){DECOR}(?={self.follows}|{STOP})")

    @cached_property
    def filled_ahead(self) -> Pattern:
        """Finds any value of its kind directly ahead of the end of the stretch that is searched."""
        return compiled(rf"(?<![^\W_])({self.wild}){DECOR}\Z")
