"""Frames made ready for writing, once per schema: what each needs, who speaks, where it begins and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edgejson.language.vocabulary import vocabulary
from edgejson.schema.frames import Choice, Frame, Piece, Segment, Slot

#: The writer says who he is, or what he wants: not "as far as I can see".
_FIRST_PERSON = re.compile(
    r"\bI['’][md]\b|\b[Mm]y (?!phone|map|app|GPS|screen|notes|desk)|\bhere[,.]|\bmyself\b"
    rf"|\bI {vocabulary('language/en/phrasebook').either('first_person')}\b"
    r"|\b(?:send|give|ship|bring|book|register|sign|reach|call|put) me\b"
)
GREETING = re.compile(r"(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b", re.I)
#: Who greets and says this gives his own name.
_INTRODUCES = re.compile(r"\bthis is|\bit['’]s $|\bhere\b")
#: First words that keep their capital in the middle of a sentence, as far as can be told: "I", "SKU", "PayPal".
_CAPITAL = re.compile(r"I(?:['’]|\b)|\w+[A-Z]")


@dataclass(slots=True)
class Cast:
    """A frame with what a writer asks of it again and again."""

    source: str  #: the frame, as the schema has it
    segments: tuple[Segment, ...]
    needed: frozenset[str]  #: properties that the object must have
    names: frozenset[str]  #: properties that it can say
    whole: frozenset[str]  #: properties that it says all of, wherever it is used
    rarity: float  #: the exponent of its draw: small for what says many values
    firsthand: bool  #: the writer speaks of himself
    greets: bool  #: it begins with a greeting


def cast(frame: Frame, sentence: bool) -> Cast:
    """A frame for writing; a sentence comes without its capital and its full stop (see `sentences.finished`)."""
    segments = frame.segments
    if sentence:
        segments = (_opened(segments[0]), *segments[1:])
        segments = (*segments[:-1], _closed(segments[-1]))
    literals = list(frame.literals())
    greets = isinstance(frame.segments[0].pieces[0], Choice) and bool(GREETING.match(literals[0]))
    return Cast(
        frame.source,
        segments,
        frozenset(path[0] for path in frame.required),
        frozenset(path[0] for path in frame.paths),
        frozenset(path[0] for path in frame.required if len(path) == 1),
        len(frame.paths) ** -1.5,
        any(_FIRST_PERSON.search(text) or (greets and _INTRODUCES.search(text)) for text in literals),
        greets,
    )


def _opened(segment: Segment) -> Segment:
    """The first segment of a sentence without the capital that only the beginning asks for."""
    first: Piece = segment.pieces[0]
    if isinstance(first, Choice):
        first = Choice(tuple(map(_lowered, first.ways)))
    elif first.words:
        first = Slot(first.path, (_lowered(first.words[0]), _lowered(first.words[1])))
    return Segment((first, *segment.pieces[1:]), segment.optional)


def _lowered(way: str) -> str:
    return way if _CAPITAL.match(way) else way[:1].lower() + way[1:]


def _closed(segment: Segment) -> Segment:
    last: Piece = segment.pieces[-1]
    if not isinstance(last, Choice):
        return segment
    ways = tuple(way[:-1] if way.endswith(".") and not way.endswith("..") else way for way in last.ways)
    return Segment((*segment.pieces[:-1], Choice(ways)), segment.optional)
