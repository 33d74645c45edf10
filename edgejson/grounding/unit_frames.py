"""An author's frames as patterns of whole sentences and lines, and what may stand ahead of them there.

In a chat, log or transcript a line begins with a clock and who speaks; people begin with a word or two that say
nothing ("Hm, ..."). That is read once a unit, and not compiled into the pattern of each frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from edgejson.grounding.cue_parts import words_of
from edgejson.grounding.frame_compiling import FrameShape, Part
from edgejson.grounding.frame_parts import Hole, Names, Pattern, Words, compiled
from edgejson.grounding.frame_patterns import DECOR

_CLOCK = re.compile(r"(?:\d{1,2}:\d{2}(?::\d{2})?|[\[(][^\[\]()\n]{0,30}\d[\])])\s+")
_SPEAKER = re.compile(r"([^\W\d_][\w .]{0,20}):\s+")
_FILLER = re.compile(r"[^\W\d_][^\n\d.,:;!?]{0,20},\s+")
#: What may stand around a frame in its unit.
_AROUND = re.compile(r"[\s>*•–\"'-]|</?[a-z]{1,6}>")
_END = r"(?:[\W_]|(?<=<)/?[a-z]{1,6}(?=>))*"
#: So many of these are looked at: marks, of which a rule has more, and words that say nothing.
_MOST_AROUND, _MOST_FILLERS = 100, 2
FILLERS = re.compile(rf"(?:{_FILLER.pattern}){{0,{_MOST_FILLERS}}}")
#: Words of a frame that tell of its field together, though each is glue: "Is this your {item}?"
_MANY = 3


class Lead(NamedTuple):
    """Where a frame may begin in its unit."""

    start: int
    spoken: bool  #: stands the speaker's name ahead?
    filled: bool  #: stand words ahead that say nothing?


def spoken_ahead(text: str, start: int, end: int) -> tuple[str, int]:
    """The speaker's name at the head of a unit, or "", and where what is said begins."""
    clock = _CLOCK.match(text, start, end)
    begin = clock.end() if clock else start
    named = _SPEAKER.match(text, begin, end)
    return (named[1], named.end()) if named else ("", begin)


def leads(lowered: str, start: int, end: int) -> Iterator[Lead]:
    """Where a frame may begin in a unit, the likeliest first: behind a clock, a speaker, marks; then behind words."""
    clock = _CLOCK.match(lowered, start, end)
    for begin in (clock.end(), start) if clock else (start,):
        named = _SPEAKER.match(lowered, begin, end)
        for first, spoken in ((named.end(), True), (begin, False)) if named else ((begin, False),):
            for at in reversed(_steps(_AROUND, lowered, first, end, _MOST_AROUND)):
                for number, place in enumerate(_steps(_FILLER, lowered, at, end, _MOST_FILLERS)):
                    yield Lead(place, spoken, number > 0)


def _steps(one: re.Pattern[str], lowered: str, place: int, end: int, most: int) -> list[int]:
    """A place, and where what is matched there again and again ends each time."""
    places = [place]
    while len(places) <= most and (match := one.match(lowered, places[-1], end)):
        places.append(match.end())
    return places


@dataclass(frozen=True, eq=False)
class UnitFrame:
    """A frame as a pattern of a whole unit."""

    pattern: Pattern  #: of what stands behind a lead
    holes: tuple[tuple[Hole, Names], ...]  #: by the number of the group, with the field's path
    telling: bool  #: has words that are no glue
    #: The holes in parts that tell what the unit is about; None where what can't be left out does.
    tell: frozenset[int] | None
    worded: bool  #: has words, if only glue, in what can't be left out

    def says(self, match: re.Match[str], agreed: bool) -> bool:
        """Has what it matched words of its own? "{place}[ on {date}]." fits any sentence without a date.

        `agreed`: a value of the label stands in its slot, beside which glue tells enough: "{title} by {artist}".
        """
        if self.tell is None or (agreed and self.worded):
            return True
        return any(match[f"hole{number}"] for number in self.tell)

    def match(self, lowered: str, begins: list[Lead], end: int) -> tuple[re.Match[str] | None, Lead]:
        """What it matches behind the first of some leads behind which it fills the rest of a unit."""
        pattern = self.pattern.on(lowered)
        for lead in begins:
            match = None if lead.filled and not self.telling else pattern.fullmatch(lowered, lead.start, end)
            if match is not None:
                return match, lead
        return None, begins[0]


def frame_of_unit(shape: FrameShape) -> UnitFrame:
    """The pattern of a unit that says a frame and nothing else."""
    said = ""
    holes: list[tuple[Hole, Names]] = []
    for stretch in shape.stretches:
        inner = ""
        for part in stretch.parts:
            if isinstance(part, Words):
                inner += f"{DECOR}{part.source}{DECOR}"
            else:
                inner += f"(?P<hole{len(holes)}>{part.wild})"
                holes.append((part, (*shape.path, *part.path)))
        said += f"(?:{inner})?" if stretch.optional else inner
    fixed = [part for stretch in shape.stretches if not stretch.optional for part in stretch.parts]
    own = _tells(fixed)
    telling = own or any(_tells(stretch.parts) for stretch in shape.stretches if stretch.optional)
    telling_holes: list[int] = []
    number = 0
    for stretch in shape.stretches:
        if any(part.telling if isinstance(part, Words) else _is_known(part) for part in stretch.parts):
            telling_holes += range(number, number + len(stretch.holes))
        number += len(stretch.holes)
    worded = any(isinstance(part, Words) and _has_word(part) for part in fixed)
    slots = [part for part in fixed if isinstance(part, Hole)]
    needless = own or any(map(_is_known, slots)) or (worded and len(slots) == 1)
    tell = None if needless else frozenset(telling_holes)
    return UnitFrame(compiled(f"{said}{_END}"), tuple(holes), telling, tell, worded)


def _tells(parts: Sequence[Part]) -> bool:
    """Do parts tell what the unit is about: by a word that is no glue, words for a value, many words together, or some
    beside several slots, one of them of a typed kind? "{thing} for {person}" fits any talk.
    """
    words = [part for part in parts if isinstance(part, Words) and _has_word(part)]
    holes = [part for part in parts if isinstance(part, Hole)]
    if any(part.telling for part in words) or any(hole.said for hole in holes):
        return True
    many = sum(min((len(words_of(way)) for way in part.ways), default=0) for part in words) >= _MANY
    return many or (bool(words) and len(holes) > 1 and any(hole.typed for hole in holes))


def _has_word(words: Words) -> bool:
    return bool(re.search(r"\w", words.source.replace("\\s", "")))


def _is_known(hole: Hole) -> bool:
    """Is a slot filled with words of the frame or a value of a typed kind?"""
    return bool(hole.said) or hole.typed
