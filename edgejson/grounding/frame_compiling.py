"""Frames compiled for reading: their literal words as patterns that noise does not break, their slots as holes.

A pattern is matched in a lower-case text with plain marks. White space, line wraps with their quotation marks,
remains of HTML and quotation marks around a value may stand where a frame has a space or a slot's border.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import dropwhile, takewhile

from edgejson.forms.scanned import SPACE
from edgejson.grounding.cue_parts import words_of
from edgejson.grounding.cues import Cues
from edgejson.grounding.frame_parts import Hole, Names, Pattern, Words, compiled
from edgejson.grounding.frame_patterns import (
    BORDER,
    DECOR,
    ENDED,
    QUOTED,
    STOP,
    either,
    telling,
    value_pattern,
    without_on,
)
from edgejson.grounding.frame_words import Needed, said_of, sentences_read
from edgejson.schema.fields import Field, FieldMap
from edgejson.schema.frames import Choice, Frame, Slot

#: Ways to say some words that are written out.
MOST_WAYS = 24

Part = Words | Hole


@dataclass(frozen=True)
class Stretch:
    """A segment of a frame."""

    parts: tuple[Part, ...]
    optional: bool

    @cached_property
    def holes(self) -> tuple[Hole, ...]:
        """Its slots, in order."""
        return tuple(part for part in self.parts if isinstance(part, Hole))


@dataclass(frozen=True, eq=False)
class FrameShape:
    """A frame of an object, compiled."""

    path: Names  #: of the object, "*" for items
    frame: Frame
    stretches: tuple[Stretch, ...]
    sentence: bool
    skeleton: str  #: the same for frames that say the same words around their slots

    @cached_property
    def required(self) -> list[Part]:
        """What stands in every text that fills it."""
        return [part for stretch in self.stretches if not stretch.optional for part in stretch.parts]

    @cached_property
    def phrases(self) -> tuple[tuple[str, ...], ...]:
        """What its words must be, wherever it stands: of each of these one, in the squeezed text (see Reading)."""
        return _phrases(self.required)

    @cached_property
    def phrases_of_rest(self) -> tuple[tuple[str, ...], ...]:
        """The same of its `rest`."""
        return _phrases(self._telling_on)

    @cached_property
    def needs(self) -> tuple[tuple[Names, bool], ...]:
        """Where its fields stand in the object, each with whether the frame needs its value if the label has one."""
        required = {hole.path for hole, optional in self.slots if not optional and not hole.said}
        return tuple((path, path in required) for path in dict.fromkeys(hole.path for hole, _ in self.slots))

    @cached_property
    def slots(self) -> tuple[tuple[Hole, bool], ...]:
        """All its slots, in order, each with whether the record may do without it."""
        return tuple((hole, stretch.optional) for stretch in self.stretches for hole in stretch.holes)

    @cached_property
    def whole(self) -> str:
        """Pattern of any text that fills the frame."""
        said = ""
        for stretch in self.stretches:
            inner = "".join(
                f"{DECOR}{part.source}{DECOR}" if isinstance(part, Words) else part.wild for part in stretch.parts
            )
            said += f"(?:{inner})?" if stretch.optional else inner
        return said

    @cached_property
    def tells(self) -> bool:
        """Do its words tell it from other text, with two slots or more, or words that are no glue?"""
        holes = [part for part in self.required if isinstance(part, Hole)]
        words = [part for part in self.required if isinstance(part, Words)]
        return any(part.telling for part in words) or (
            bool(words) and len(holes) > 1 and any(hole.typed for hole in holes)
        )

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """Words that stand in every text which the frame fits."""
        return tuple(part.needle for part in self.required if isinstance(part, Words) and part.needle)

    @cached_property
    def _telling_on(self) -> list[Part]:
        """What it can't do without, from its first words that tell, or its first value of a typed kind, on."""
        return list(
            dropwhile(lambda part: not (part.telling if isinstance(part, Words) else part.typed), self.required)
        )

    @cached_property
    def needed_by_rest(self) -> Needed:
        """What stands in every text that has its `rest`."""
        parts = self._telling_on
        return Needed(ways for part in parts if isinstance(part, Words) for ways in part.pieces)

    @cached_property
    def bounded(self) -> bool:
        """Could what follows its first words that tell not be any text?"""
        strength = 0
        for part in self._telling_on:
            if isinstance(part, Words):
                strength += 2 if part.telling else bool(re.search(r"[a-z]", part.source.replace(SPACE, "")))
            else:
                strength += part.typed
        return strength > 2

    @cached_property
    def rest(self) -> Pattern:
        """Finds texts that fill the frame, from its first words that tell, or its first value of a typed kind, on."""
        said = ""
        for part in self._telling_on:
            if isinstance(part, Words):
                said += f"{DECOR}{part.source}{DECOR}" if said else f"{BORDER}{part.source}{DECOR}"
            else:
                said += part.wild if said else rf"(?<![^\W_]){part.wild}"
        return compiled(f"{said}(?={ENDED})")

    @cached_property
    def item(self) -> Pattern:
        """Matches any text that fills the frame, before the end of its clause or a further item."""
        return compiled(f"({self.whole})(?={ENDED})")

    @cached_property
    def holes(self) -> tuple[Hole, ...]:
        """All its slots, in order."""
        return tuple(hole for hole, _ in self.slots)


def compile_frame(frame: Frame, path: Names, fields: FieldMap, sentence: bool) -> FrameShape:
    """A frame of the object at a path, compiled."""
    pieces: list[tuple[bool, list[Choice | Slot]]] = []
    frame = without_on(frame, path, fields)
    for segment in frame.segments:
        pieces.append((segment.optional, list(segment.pieces)))
    _unfinish(pieces)
    sources = [(optional, [_source(piece) for piece in inner]) for optional, inner in pieces]
    stretches = []
    for number, (optional, inner) in enumerate(pieces):
        parts: list[Part] = []
        for place, piece in enumerate(inner):
            if isinstance(piece, Slot):
                follows = _follows(sources, number, place)
                held = (*path, *piece.path)
                field = fields.field(held)
                item = fields.field((*held, "*")) if "array" in field.types else None
                hole = _hole(piece, field, item, follows)
                parts.append(replace(hole, wild=QUOTED) if _in_quotes(inner[:place]) else hole)
            else:
                parts.append(_words(piece))
        stretches.append(Stretch(tuple(_joined(parts)), optional))
    skeleton = "\x00".join("|".join(p.ways) if isinstance(p, Choice) else "" for _, inner in pieces for p in inner)
    return FrameShape(path, frame, tuple(stretches), sentence, skeleton)


def _in_quotes(ahead: list[Choice | Slot]) -> bool:
    """Does a quotation mark open before a slot?"""
    return bool(ahead) and isinstance(ahead[-1], Choice) and all(way[-1:] == '"' for way in ahead[-1].ways)


def _unfinish(pieces: list[tuple[bool, list[Choice | Slot]]]) -> None:
    """Take away the full stop that a text may lack."""
    while pieces and pieces[-1][1]:
        last = pieces[-1][1][-1]
        if not isinstance(last, Choice):
            return
        ways = tuple(way.rstrip(" .!?") for way in last.ways)
        if any(ways):
            pieces[-1][1][-1] = Choice(ways)
            return
        pieces[-1][1].pop()
        if not pieces[-1][1]:
            pieces.pop()


def _source(piece: Choice | Slot) -> str:
    return "" if isinstance(piece, Slot) else either(piece.ways)


def _words(piece: Choice) -> Words:
    ways = tuple(sorted({_plain(way) for way in piece.ways}, key=lambda way: (-len(way), way)))
    said = piece.ways[0].lower() if len(piece.ways) == 1 else ""
    tells = any(map(telling, piece.ways))
    return Words(_source(piece), tells, _needle(piece), said, (said_of(piece),), ways, (piece.ways,))


def _phrases(parts: Iterable[Part]) -> tuple[tuple[str, ...], ...]:
    """The ways to say each part that is words, the longest part first; those left out that may change in a text."""
    said = [tuple(map(_squeezed, part.ways)) for part in parts if isinstance(part, Words) and part.ways]
    return tuple(sorted((ways for ways in said if "" not in ways), key=lambda ways: -len(ways[-1])))


def all_said(phrases: tuple[tuple[str, ...], ...], squeezed: str) -> bool:
    """Does a squeezed text have one way to say each part?"""
    return all(ways[0] in squeezed or (len(ways) > 1 and any(way in squeezed for way in ways)) for ways in phrases)


def _squeezed(way: str) -> str:
    """Words as they stand in a squeezed text; "" for such as may change there."""
    return "" if re.search(r"[<>&\\]", way) else re.sub(r"[–—]", "-", re.sub(r"\s+", " ", way))


def _plain(way: str) -> str:
    return way.lower().replace("’", "'")


def joined(one: Words, other: Words) -> Words:
    """Literal text directly ahead of other such text, as one."""
    needle = max(one.needle, other.needle, key=len)
    source, written = one.source + other.source, one.written + other.written
    few = len(one.ways) * len(other.ways) <= MOST_WAYS
    ways = sorted({a + b for a in one.ways for b in other.ways}, key=lambda way: (-len(way), way)) if few else ()
    return Words(source, one.telling or other.telling, needle, "", one.pieces + other.pieces, tuple(ways), written)


def _needle(piece: Choice) -> str:
    """The longest word of literal text that is written in one way only."""
    words = words_of(piece.ways[0]) if len(piece.ways) == 1 else ()
    return max(words, key=len, default="")


def _joined(parts: list[Part]) -> Iterator[Part]:
    """Parts with literal text that stands side by side run together."""
    run: Words | None = None
    for part in parts:
        if isinstance(part, Words):
            run = joined(run, part) if run else part
            continue
        if run:
            yield run
            run = None
        yield part
    if run:
        yield run


def _follows(sources: list[tuple[bool, list[str]]], number: int, place: int) -> str:
    """Pattern of what may stand behind a slot: the next literal text, past what may be left out."""
    behind = sources[number][1][place + 1 :]
    options = []
    if behind and behind[0]:
        return DECOR + _literal_run(behind)
    for optional, inner in sources[number + 1 :]:
        if inner and inner[0]:
            options.append(DECOR + _literal_run(inner))
        if not optional:
            return f"(?:{'|'.join(options)})" if options else STOP
    return f"(?:{'|'.join([*options, STOP])})"


def _literal_run(sources: list[str]) -> str:
    """The patterns up to the next slot, which has none, in one."""
    return "".join(takewhile(bool, sources))


def _hole(slot: Slot, field: Field, item: Field | None, follows: str) -> Hole:
    """A slot for a field; `item` is the field of an array's items."""
    ways: Iterable[tuple[bool | str, str]] = slot.listed
    if field.enum and all(value == words for value, words in slot.listed):
        ways = ()  # the values themselves tell it from other words
    if slot.words:
        ways = zip((True, False), slot.words, strict=True)
    said = tuple((value, _words(Choice((words.strip(),)))) for value, words in ways if words.strip())
    if said:
        wild = "|".join(words.source for _, words in said)
        return Hole(slot.path, f"(?:{wild})", said, True, follows)
    wild, typed = value_pattern(field, item)
    return Hole(slot.path, wild, (), typed, follows)


def compile_all(fields: FieldMap, cues: Cues) -> dict[Names, list[FrameShape]]:
    """The frames of every object of a schema, by its path; objects without any are left out."""
    found: dict[Names, list[FrameShape]] = {}
    for path in ((), *cues.by_path):
        field = fields.field(path)
        written = [unit.frame for text in field.texts for unit in text.units if unit.frame is not None]
        sentences = {frame.source: frame for frame in (*sentences_read(field, fields), *written)}
        shapes = [compile_frame(frame, path, fields, True) for frame in sentences.values()]
        shapes += [compile_frame(frame, path, fields, False) for frame in field.mentions]
        if shapes:
            found[path] = shapes
    return found
