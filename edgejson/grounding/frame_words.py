"""The words that a frame can't do without: most frames are ruled out for a text by one look at its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TypeVar

from edgejson.grounding.cue_parts import words_of
from edgejson.language.names import in_words
from edgejson.schema.fields import Field, FieldMap
from edgejson.schema.frames import Choice, Frame, Slot

T = TypeVar("T")
Spans = list[tuple[int, int]]
#: By a word: what needs it, each with its number and all its words.
ByWord = dict[str, list[tuple[int, frozenset[str], T]]]


@dataclass(frozen=True)
class Said:
    """What stands in every text that has some literal words."""

    words: frozenset[str]  #: whole words
    parts: tuple[str, ...]  #: words that may run into other letters: beside a slot ("{width}mm"), at the frame's end


def sentences_read(field: Field, fields: FieldMap) -> list[Frame]:
    """The sentences of an object by which a text is read: those that say more than names, or that its schema has."""
    return [frame for frame in field.sentences if fields.annotated or not _is_named_alone(frame)]


#: Words by which a name and its value make a sentence.
_STATING = frozenset(("the", "is", "are"))
#: How names of booleans begin that forms have as they are: "Is public: unknown".
_SWITCHING = ("is", "has")
_SAYING_SO = ("it", "there", "a", "an")


def _is_named_alone(frame: Frame) -> bool:
    """Does a frame of a record that nobody has worded say no more than names: "Floor 3, deposit 450.", "The size is 9"?

    Forms, lists and talk have names beside values, too. There the names are cues, and what they say is read by these.
    """
    pieces = [piece for segment in frame.segments for piece in segment.pieces]
    slots = [piece for piece in pieces if isinstance(piece, Slot)]
    names = [in_words(slot.path[-1]).split() for slot in slots]
    switches = [name[0] for slot, name in zip(slots, names, strict=True) if slot.words is not None]
    if not all(first in _SWITCHING for first in switches):
        return False  # "urgent" is said as it is named: "It is urgent" says more than a form's label
    ways = [way for piece in pieces if not isinstance(piece, Slot) for way in piece.ways]
    ways += [slot.words[0] for slot in slots if slot.words is not None]
    stating = _STATING.union(*names, _SAYING_SO if switches else ())
    return stating.issuperset(word for way in ways for word in words_of(way))


class Needed:
    """What stands in every text that holds a part of a frame: of each piece of literal text one of its ways."""

    def __init__(self, pieces: Iterable[Sequence[Said]]) -> None:
        words: set[str] = set()
        parts: list[str] = []
        choices: list[tuple[tuple[frozenset[str], tuple[str, ...]], ...]] = []
        for ways in pieces:
            if len(ways) == 1:
                words |= ways[0].words
                parts += ways[0].parts
            elif all(way.words or way.parts for way in ways):
                choices.append(tuple((way.words, way.parts) for way in ways))
        self.words = frozenset(words)
        self._parts = parts
        self._choices = choices  #: of each one

    def beyond_words(self, words: frozenset[str], lowered: str) -> bool:
        """Could it stand in a text that has its `words`? False means that it doesn't."""
        for part in self._parts:
            if part not in lowered:
                return False
        for ways in self._choices:
            for needs, parts in ways:
                if needs <= words and (not parts or all(part in lowered for part in parts)):
                    break
            else:
                return False
        return True


def words_needed(frame: Frame) -> frozenset[str]:
    """The whole words of every text that holds a frame."""
    first, last = frame.segments[0].pieces[0], frame.segments[-1].pieces[-1]
    required = [piece for segment in frame.segments if not segment.optional for piece in segment.pieces]
    said = [piece for piece in required if not isinstance(piece, Slot) and len(piece.ways) == 1]
    return frozenset(word for piece in said for word in _said(piece.ways[0], piece is first, piece is last).words)


def sure_words(frame: Frame) -> frozenset[str]:
    """Those of `words_needed` that no lost apostrophe runs together with others: "I'd", "Id"."""
    return words_needed(frame).difference(word for pair in _RUN.findall(frame.source.lower()) for word in pair)


_RUN = re.compile(r"([^\W_]*)['’]+([^\W_]*)")


def said_of(piece: Choice) -> tuple[Said, ...]:
    """What stands in every text that has a piece of literal text: by each of its ways."""
    return tuple(_said(way, False, False) for way in piece.ways)


@lru_cache(maxsize=8192)
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


def without(text: str, spans: Spans) -> str:
    """A text without some stretches, with a space for each."""
    kept, at = [], 0
    for start, end in sorted(spans):
        if start > at:
            kept.append(text[at:start])
        at = max(at, end)
    return " ".join([*kept, text[at:]])


def by_words(entries: Iterable[tuple[frozenset[str], T]]) -> ByWord[T]:
    """What needs some words, by the longest one; by "" where it needs none."""
    found: ByWord[T] = {}
    for number, (words, meant) in enumerate(entries):
        found.setdefault(max(sorted(words), key=len, default=""), []).append((number, words, meant))
    return found


def standing(entries: ByWord[T], words: frozenset[str]) -> list[T]:
    """What needs no other words than these, in its order."""
    found = [entry for word in entries.keys() & words for entry in entries[word] if entry[1] <= words]
    found += entries.get("", ())
    found.sort(key=itemgetter(0))
    return [meant for _, _, meant in found]


def everything(entries: ByWord[T]) -> list[T]:
    """All, in their order."""
    found = [entry for group in entries.values() for entry in group]
    found.sort(key=itemgetter(0))
    return [meant for _, _, meant in found]
