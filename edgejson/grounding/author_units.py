"""Texts in the words of their schema's author, read unit by unit: each says what the label has there.

Of a text of which each sentence and line fills a frame of the author, or is one of his that holds no value, nothing is
talk beside the matter: what stands in a slot is the field's value, at its full length. In a text with any other
sentence a frame may tell of something else; there those are judged that have a value of the label in another slot, or
follow a unit that says what the label has, and the length of a value that stands in their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edgejson.forms import Evidence
from edgejson.forms.kinds import NUMBERS, OPEN
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf
from edgejson.grounding.cues import Cues
from edgejson.grounding.frame_compiling import FrameShape, compile_frame
from edgejson.grounding.frame_parts import Hole, Names, Pattern, Words, compiled
from edgejson.grounding.frame_patterns import DECOR
from edgejson.grounding.frames import Framed
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.schema.texts import units

#: What may stand between the items of a list, in it and around it.
_BETWEEN = re.compile(r"[\W_]+|(?<![^\W_])(?:and|or|plus|as well as|the|an?)(?![^\W_])")
#: What may stand around a frame in its unit.
_AROUND = r"[\s>*•–\"'-]*"
#: The clock of a line in a chat or log.
_CLOCK = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+)?"
#: Codes of values whose length alone is wrong.
_OF_LENGTH = ("runs-on", "cut-short")
_FUNCTION_WORDS = frozenset(vocabulary("language/en/cues").words("english"))
#: Code, path and the words of the text.
Problem = tuple[str, Names, str]


@dataclass(frozen=True, eq=False)
class _Unit:
    """A frame as a pattern of a whole unit."""

    pattern: Pattern
    holes: tuple[tuple[Hole, Names], ...]  #: by the number of the group, with the field's path
    telling: bool  #: has words that are no glue


class AuthorUnits:
    """The sentences and lines of the author of one schema's texts."""

    def __init__(self, fields: FieldMap, shapes: dict[Names, list[FrameShape]], cues: Cues) -> None:
        self.cues = cues
        texts = fields.field(()).texts
        held = {unit.frame.source: unit.frame for text in texts for unit in text.units if unit.frame is not None}
        known = [shape for shape in shapes.get((), ()) if shape.sentence] if texts else []
        rest = [compile_frame(frame, (), fields, True) for source, frame in held.items()]
        self.frames = [_unit(shape) for shape in {each.frame.source: each for each in (*rest, *known)}.values()]
        self.silent = {_plain(unit.source) for text in texts for unit in text.units if unit.frame is None}

    def contradicted(self, leaves: list[Leaf], bound: Bound, framed: Framed) -> list[Problem]:
        """What such a text says that the label has not, or not at that length."""
        found: list[Problem] = []
        sure: list[Problem] = []
        whole, follows = True, False
        text, start = bound.reading.text, 0
        for said, _ in units(text) if self.frames else ():
            start = text.index(said, start)
            end = start + len(said)
            read = _Reading(leaves, text, start, end)
            if _plain(said) not in self.silent:
                known = [(unit, match) for unit in self.frames if (match := read.filled(unit, bound.lowered))]
                known = [each for each in known if each[0].telling] or known
                covered = _covered(start, end, framed, bound)
                whole = whole and bool(known or covered)
                told = [list(read.differing(unit, match, covered)) for unit, match in known]
                if all(told):
                    found += next(iter(told), [])
                    each = [read.certain(*one, wrong, bound, follows) for one, wrong in zip(known, told, strict=True)]
                    sure += each[0] if each and all(each) else []
                follows = covered or not all(told)
            start = end
        return found if whole else sure


@dataclass(slots=True)
class _Reading:
    """A unit of a text beside the leaves of a label."""

    leaves: list[Leaf]
    text: str
    start: int
    end: int

    def filled(self, unit: _Unit, lowered: str) -> re.Match[str] | None:
        """How it fills a frame, if it does."""
        return unit.pattern.on(lowered).fullmatch(lowered, self.start, self.end)

    def differing(self, unit: _Unit, match: re.Match[str], covered: bool) -> Iterator[Problem]:
        """Slots in which it says something else than the label; if `covered`, only where the label has more than
        the slot, or lacks the "The" of a name.
        """
        for number, (hole, path) in enumerate(unit.holes):
            span = match.span(f"hole{number}")
            own = [leaf for leaf in self.leaves if leaf.target.path[: len(path)] == path]
            if span[0] < 0 or (not unit.telling and own and not _inside(own, span)):
                continue  # words that are nobody's may be talk
            code, left = self._compared(own, hole, span)
            if code and (not covered or left == "The" or (code == "runs-on" and self._into_words(own, unit, match))):
                yield code, path, self.text[span[0] : span[1]]

    def certain(
        self, unit: _Unit, match: re.Match[str], told: list[Problem], bound: Bound, follows: bool
    ) -> list[Problem]:
        """The problems of a unit that tells of the label's own thing, whatever else the text speaks of: it has a value
        of the label in another slot, or `follows` a unit that says what the label has.
        """
        spans = {path: match.span(f"hole{number}") for number, (_, path) in enumerate(unit.holes)}
        agreed = [path for path, span in spans.items() if self._has(path, span)]
        wrong = {path for _, path, _ in told}
        # "5 May 2023 at 17:53" is when something was written, whatever is told "at" a time
        other = (
            unit.telling
            and not agreed
            and not any(
                bound.lowered[span[0] : span[0] + 1].isdigit()
                for number, (hole, _) in enumerate(unit.holes)
                if not hole.typed and (span := match.span(f"hole{number}"))[0] >= 0
            )
        )
        lacks = follows or any(path not in wrong for path in agreed)
        found = []
        for code, path, said in told:
            if code in _OF_LENGTH:
                surely = path in agreed
            elif code == "other-field":
                surely = unit.telling
            else:
                surely = lacks if code == "omission" else other
                surely = surely and not bound.named(spans[path]) and not _says_nothing(said)
            if surely:
                found.append((code, path, said))
        return found

    def _into_words(self, own: list[Leaf], unit: _Unit, match: re.Match[str]) -> bool:
        """Does a value run on into words that stand for one of another field, so that it can only be too long?"""
        listed = {leaf.target.path for leaf in self.leaves if leaf.target.field.enum}
        closed = [number for number, (hole, path) in enumerate(unit.holes) if hole.said is not None or path in listed]
        said = [match.span(f"hole{number}") for number in closed]
        return any(span[0] < leaf.chosen.end < span[1] for leaf in own if leaf.chosen for span in said)

    def _has(self, path: Names, span: tuple[int, int]) -> bool:
        """Does a field's chosen value stand there?"""
        own = [leaf.chosen for leaf in self.leaves if leaf.target.path[: len(path)] == path]
        return any(place is not None and _meets(place, span) for place in own)

    def _compared(self, own: list[Leaf], hole: Hole, span: tuple[int, int]) -> tuple[str, str]:
        """What is wrong with a field's leaves where a slot of it is filled by a span; what of it none says."""
        start, end = span
        inside = _inside(own, span)
        if not inside:
            others = [leaf.chosen for leaf in self.leaves if leaf.chosen and _meets(leaf.chosen, span)]
            if not others:
                return "contradiction" if own else "omission", ""
            kinds = {leaf.kind in OPEN or leaf.kind in NUMBERS for leaf in own}
            swapped = kinds == {True} and span in [(e.start, e.end) for e in others]
            return ("other-field" if swapped else ""), ""
        if hole.said is not None or hole.typed or any(leaf.kind not in OPEN for leaf in own):
            return "", ""
        if all(high > end for _, high in inside):
            return "runs-on", ""
        left = list(self.text[start:end])
        for low, high in inside:
            for at in range(max(low, start), min(high, end)):
                left[at - start] = " "
        rest = _BETWEEN.sub(" ", "".join(left)).strip()
        return ("cut-short" if rest else ""), rest


def _says_nothing(said: str) -> bool:
    """Is it function words alone, as in "It's by ..."?"""
    return all(word in _FUNCTION_WORDS or len(word) == 1 for word in _plain(said).split())


def _inside(own: list[Leaf], span: tuple[int, int]) -> list[tuple[int, int]]:
    """Places of leaves that meet a span."""
    places = [e for leaf in own for e in (*leaf.candidates, *leaf.framed, *([leaf.chosen] if leaf.chosen else ()))]
    return [(e.start, e.end) for e in places if _meets(e, span)]


def _meets(place: Evidence, span: tuple[int, int]) -> bool:
    return place.start < span[1] and span[0] < place.end


def _unit(shape: FrameShape) -> _Unit:
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
    parts = [part for stretch in shape.stretches for part in stretch.parts]
    words = [part for part in parts if isinstance(part, Words) and re.search(r"\w", part.source.replace("\\s", ""))]
    telling = any(part.telling for part in words) or any(hole.said is not None for hole, _ in holes)
    telling = telling or (bool(words) and len(holes) > 1)
    return _Unit(compiled(f"{_CLOCK}{_AROUND}{said}{_AROUND}[.!?,;:]*{_AROUND}"), tuple(holes), telling)


def _plain(said: str) -> str:
    return " ".join(re.findall(r"\w+", said.lower()))


def _covered(start: int, end: int, framed: Framed, bound: Bound) -> bool:
    """Does a frame that the label's values fill say all of a unit?"""
    return any(
        not re.search(r"\w", bound.lowered[start : max(start, fit.start)] + bound.lowered[min(end, fit.end) : end])
        for fit in framed.fits
        if fit.start < end and start < fit.end and not fit.gaps
    )
