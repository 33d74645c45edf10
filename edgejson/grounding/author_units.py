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
from dataclasses import field as dataclass_field

from edgejson.forms import LITERAL, Evidence
from edgejson.forms.kinds import DAYS, NUMBERS, OPEN
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf
from edgejson.grounding.cue_parts import words_of
from edgejson.grounding.cues import Cues
from edgejson.grounding.frame_compiling import FrameShape, compile_frame
from edgejson.grounding.frame_parts import Hole, Names
from edgejson.grounding.frame_values import Fit
from edgejson.grounding.frame_words import ByWord, by_words, everything, standing, words_needed
from edgejson.grounding.frames import Framed
from edgejson.grounding.lexicon import PREPOSITIONS
from edgejson.grounding.unit_frames import FILLERS, UnitFrame, frame_of_unit, leads, spoken_ahead
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.schema.frames import parse
from edgejson.schema.texts import units as split

#: What may stand between the items of a list, in it and around it, in sentences in capitals, too.
_BETWEEN = re.compile(r"[\W_]+|(?<![^\W_])(?:(?i:and|or|plus|as well as|the)|an?)(?![^\W_])")
#: A sentence of its own that a text may leave out: "Check {file}.[ Leave {words} out.]"
_LEFT_OUT = re.compile(r"(?<=[.!?])\[ ([^\[\]]*\{[^\[\]]*[.!?])\]")
_TAG = re.compile(r"</?[a-z]{1,6} ?/?>|&[a-z]{2,6}(?:;|\Z)")
#: Codes of values whose length alone is wrong.
_OF_LENGTH = ("runs-on", "cut-short")
_FINITE = re.compile(r" (?:is|are|was|were|has|have|had) ")
_TIME = re.compile(r"\d:\d\d")
_FUNCTION_WORDS = frozenset(vocabulary("language/en/cues").words("english"))
#: The code of words that fill a slot and are no value of it.
_NO_VALUE = "no-value"
#: What values of other fields stand behind, how a noun ends that stands for many, and words of no value.
_PASSED = PREPOSITIONS | {"s", "es", "too", "please"}
#: So many words for one of a value are a remark.
_MANY_WORDS = 3
#: Code, path and the words of the text.
Problem = tuple[str, Names, str]


class AuthorUnits:
    """The sentences and lines of the author of one schema's texts."""

    def __init__(self, fields: FieldMap, shapes: dict[Names, list[FrameShape]], cues: Cues) -> None:
        self.cues = cues
        texts = fields.field(()).texts
        said = [shape for shape in shapes.get((), ()) if shape.sentence] if texts else []
        left_out = dict.fromkeys(sentence for text in texts for sentence in _LEFT_OUT.findall(text.source))
        said += [compile_frame(parse(sentence), (), fields, True) for sentence in left_out]
        self.frames = by_words((words_needed(shape.frame), frame_of_unit(shape)) for shape in said)
        self.silent = {_plain(unit.source) for text in texts for unit in text.units if unit.frame is None}

    def contradicted(self, leaves: list[Leaf], bound: Bound, framed: Framed) -> list[Problem]:
        """What such a text says that the label has not, or not at that length."""
        units = list(self._read(leaves, bound, framed)) if self.frames else []
        if all(unit.known or unit.covered for unit in units):
            return [problem for unit in units if all(unit.told) for problem in next(iter(unit.told), [])]
        speakers = {unit.speaker for unit in units if unit.agrees}
        units = [unit for unit in units if unit.known or unit.covered or unit.speaker in speakers]
        sure: list[Problem] = []
        for number, unit in enumerate(units):
            beside = any(other.agrees for other in units[max(0, number - 1) : number + 2])
            told = [unit.certain(*known, wrong, beside) for known, wrong in zip(unit.known, unit.told, strict=True)]
            sure += told[0] if all(told) and told else []
        return sure

    def _read(self, leaves: list[Leaf], bound: Bound, framed: Framed) -> Iterator[_Reading]:
        """The units of a text that may hold a value."""
        text, start, speaker = bound.reading.text, 0, ""
        for said, gap in split(text.replace("\\n", " \n")):  # an escaped line's end
            start = text.index(said, start)
            end = start + len(said)
            named, begin = spoken_ahead(text, start, end)
            speaker = named or speaker
            unit = _Reading(leaves, bound, start, end, begin, speaker)
            start, speaker = unit.end, "" if "\n" in gap else speaker
            if not _is_heading(said, text) and _plain(said) not in self.silent:
                unit.read(self.frames, framed)
                yield unit


@dataclass(slots=True)
class _Reading:
    """A unit of a text beside the leaves of a label."""

    leaves: list[Leaf]
    bound: Bound
    start: int
    end: int
    begin: int  #: behind the speaker's name
    speaker: str  #: the name ahead of its line; "" where there is none
    covered: bool = False  #: a frame that the label's values fill says all of it
    known: list[tuple[UnitFrame, re.Match[str]]] = dataclass_field(default_factory=list)  #: the frames that it fills
    told: list[list[Problem]] = dataclass_field(default_factory=list)  #: what each of these says otherwise

    @property
    def agrees(self) -> bool:
        """Does it say what the label has?"""
        return self.covered or not all(self.told)

    def read(self, frames: ByWord[UnitFrame], framed: Framed) -> None:
        """Hold it against the frames whose words it has; against all, where escapes change words."""
        covering = _covering(self.begin, self.end, framed, self.bound)
        self.covered = bool(covering)
        if any(self._is_plainly_said(fit) for fit in covering):
            return
        lowered = self.bound.lowered
        words = frozenset(words_of(lowered[self.start : self.end]))
        possible = everything(frames) if "\\" in lowered else standing(frames, words)
        found: list[tuple[tuple[bool, ...], tuple[UnitFrame, re.Match[str]], list[Problem]]] = []
        begins = list(leads(lowered, self.start, self.end)) if possible else []
        for unit in possible:
            match, lead = unit.match(lowered, begins, self.end)
            if match is not None:
                told = list(self.differing(unit, match))
                if told and not unit.says(match, bool(self._agreed(unit, match))):
                    continue
                strained = any(code == _NO_VALUE for code, *_ in told), lead.filled
                silent = not (unit.telling or (not told and self._fills(unit, match)))
                rank = (*strained, lead.spoken, silent)
                found.append((rank, (unit, match), [one for one in told if one[0] != _NO_VALUE]))
        likeliest = min((rank for rank, *_ in found), default=())
        self.known = [known for rank, known, _ in found if rank == likeliest]
        self.told = [told for rank, _, told in found if rank == likeliest]

    def _is_plainly_said(self, fit: Fit) -> bool:
        """Do the label's values fill a covering frame to the letter? Then held against its pattern it would agree.

        What a correction takes back, a "the" that may be a name's first word, a speaker's name and values that stand
        elsewhere leave that open.
        """
        if self.bound.markers or self.begin > self.start or any(leaf.problem for leaf in self.leaves):
            return False
        if fit.shape is None or fit.shape.path:
            return False
        lowered = self.bound.lowered
        return fit.shape.sentence and not any(lowered.endswith("the ", 0, place.start) for _, place in fit.places)

    def _agreed(self, unit: UnitFrame, match: re.Match[str]) -> list[Names]:
        """The fields of which the chosen value stands in their own slot."""
        return [path for number, (_, path) in enumerate(unit.holes) if self._has(path, match.span(f"hole{number}"))]

    def _fills(self, unit: UnitFrame, match: re.Match[str]) -> bool:
        """Do values of the label reach to the end of each slot?"""
        ends = [(path, match.end(f"hole{number}")) for number, (_, path) in enumerate(unit.holes)]
        own = [(leaf.target.path, leaf.chosen.end) for leaf in self.leaves if leaf.chosen]
        return all(
            any(path == each[: len(path)] and end <= high for each, high in own) for path, end in ends if end >= 0
        )

    def differing(self, unit: UnitFrame, match: re.Match[str]) -> Iterator[Problem]:
        """Slots in which it says something else than the label; if it is `covered`, only where the label has more than
        the slot, lacks an item of a list or the "The" of a name.
        """
        for number, (hole, path) in enumerate(unit.holes):
            span = match.span(f"hole{number}")
            own = [leaf for leaf in self.leaves if leaf.target.path[: len(path)] == path]
            if span[0] < 0 or (not unit.telling and own and not _inside(own, span)):
                continue  # words that are nobody's may be talk
            code, left = self._compared(own, hole, path, span)
            if code == "runs-on" and self._into_slot(own, unit, match):
                continue  # two values that stand side by side, parted elsewhere: "book" and "club next Thursday"
            sure = left == "The" or (code == "runs-on" and self._into_words(own, unit, match))
            sure = sure or (code == "cut-short" and all(len(leaf.target.path) > len(path) for leaf in own))
            if code and (sure or not self.covered):
                yield code, path, self.bound.reading.text[span[0] : span[1]]

    def certain(self, unit: UnitFrame, match: re.Match[str], told: list[Problem], beside: bool) -> list[Problem]:
        """The problems of a unit that tells of the label's own thing, whatever else the text speaks of: it has a value
        of the label in another slot, or stands `beside` a unit that says what the label has.
        """
        holes = {path: (hole, match.span(f"hole{number}")) for number, (hole, path) in enumerate(unit.holes)}
        agreed = self._agreed(unit, match)
        wrong = {path for _, path, _ in told}
        other = (
            unit.telling
            and not agreed
            and not any(self._is_day(hole, path, span) for path, (hole, span) in holes.items())
        )
        closes = not unit.telling and self.bound.reading.text[self.end - 1] == ","  # "With thanks,"
        speaks = beside and not closes and (unit.telling or unit.worded)
        lacks = speaks or any(path not in wrong for path in agreed)
        found = []
        for code, path, said in told:
            if code in _OF_LENGTH:
                surely = path in agreed and not self._goes_on(path, holes[path][1])
            elif code == "other-field":
                surely = unit.telling
            else:
                hole, span = holes[path]
                surely = (lacks if code == "omission" else other) and not self._is_day(hole, path, span)
                surely = surely and not self._is_remark(path, span)
            if surely:
                found.append((code, path, said))
        return found

    def _goes_on(self, path: Names, span: tuple[int, int]) -> bool:
        """Is what stands behind a value in its slot the rest of a clause: "Kona is a great car"?"""
        own = [leaf.chosen for leaf in self.leaves if leaf.target.path == path and leaf.chosen is not None]
        return any(_FINITE.match(self.bound.lowered, place.end, span[1]) for place in own)

    def _is_remark(self, path: Names, span: tuple[int, int]) -> bool:
        """Do many words stand for a value that the text says shortly elsewhere: "It's waiting for its owner" beside a
        "burgundy" bag?"""
        own = [leaf for leaf in self.leaves if leaf.target.path == path and leaf.chosen is not None]
        said = self.bound.lowered[slice(*span)].split()
        return any(len(said) > _MANY_WORDS * len(str(leaf.value).split()) for leaf in own)

    def _is_day(self, hole: Hole, path: Names, span: tuple[int, int]) -> bool:
        """Is what stands for anything else a day: "5 May 2023 at 17:53" is when something was written?"""
        target = self.bound.cues.by_path.get(path)
        if span[0] < 0:
            return False
        if target is not None and target.kind in DAYS:
            return target.kind == "date" and bool(_TIME.search(self.bound.lowered, *span))
        days = (place for places in self.bound.reading.tokens.dates.values() for place in places)
        first = self.bound.lowered[span[0]].isdigit() and not hole.typed
        return first or any(_meets(day, span) for day in days)

    def _is_no_value(self, hole: Hole, span: tuple[int, int]) -> bool:
        """Are the words of a slot those of another field, function words alone, or said of something else?"""
        if hole.said:
            return False
        place = Evidence(*span, LITERAL)
        said = self.bound.reading.text[span[0] : span[1]]
        return self.bound.named(span) or _says_nothing(said) or self.bound.void(place)

    def _into_words(self, own: list[Leaf], unit: UnitFrame, match: re.Match[str]) -> bool:
        """Does a value run on into words that stand for one of another field, so that it can only be too long?"""
        listed = {leaf.target.path for leaf in self.leaves if leaf.target.field.enum}
        spans = [(hole, path, match.span(f"hole{number}")) for number, (hole, path) in enumerate(unit.holes)]
        chosen = {(leaf.target.path, leaf.chosen.start, leaf.chosen.end) for leaf in self.leaves if leaf.chosen}
        said = [span for hole, path, span in spans if hole.said or path in listed or (path, *span) in chosen]
        return any(span[0] < leaf.chosen.end <= span[1] for leaf in own if leaf.chosen for span in said)

    def _into_slot(self, own: list[Leaf], unit: UnitFrame, match: re.Match[str]) -> bool:
        """Does a value end in another's slot, right ahead of that one's value?"""
        ends = [leaf.chosen.end for leaf in own if leaf.chosen]
        spans = [match.span(f"hole{number}") for number, (hole, _) in enumerate(unit.holes) if not hole.typed]
        ahead = {self.bound.lowered[: leaf.chosen.start].rstrip() for leaf in self.leaves if leaf.chosen}
        return any(low < end < high and self.bound.lowered[:end] in ahead for end in ends for low, high in spans)

    def _has(self, path: Names, span: tuple[int, int]) -> bool:
        """Does a field's chosen value stand there?"""
        own = [leaf.chosen for leaf in self.leaves if leaf.target.path[: len(path)] == path]
        return any(place is not None and _meets(place, span) for place in own)

    def _compared(self, own: list[Leaf], hole: Hole, path: Names, span: tuple[int, int]) -> tuple[str, str]:
        """What is wrong with a field's leaves where a slot of it is filled by a span; what of it none says."""
        start, end = span
        told = hole.told(self.bound.lowered, span)
        if own and told and all(leaf.value not in told for leaf in own):
            return "contradiction", ""  # though a word of the label's value may stand in it: "no hurry" for a rush
        placed = [places for leaf in own if (places := _inside([leaf], span))]
        inside = [place for places in placed for place in places]
        if not inside:
            others = [leaf.chosen for leaf in self.leaves if leaf.chosen and _meets(leaf.chosen, span)]
            if not others:
                return _NO_VALUE if self._is_no_value(hole, span) else "contradiction" if own else "omission", ""
            kinds = {leaf.kind in OPEN or leaf.kind in NUMBERS for leaf in own}
            swapped = kinds == {True} and span in [(e.start, e.end) for e in others]
            return ("other-field" if swapped else ""), ""
        listed = all(len(leaf.target.path) > len(path) and leaf.target.field.enum for leaf in own)
        if not listed and (hole.said or hole.typed or any(leaf.kind not in OPEN for leaf in own)):
            return "", ""
        if any(all(high > end for _, high in places) for places in placed):
            return "runs-on", ""  # of a list its last item does
        said = self.bound.reading.text[start:end]
        left = list(said)
        for low, high in (*inside, *((leaf.chosen.start, leaf.chosen.end) for leaf in self.leaves if leaf.chosen)):
            for at in range(max(low, start), min(high, end)):
                left[at - start] = " "
        ahead = min(low for low, _ in inside)
        if (
            start <= self.begin
            and path in [leaf.target.path for leaf in own]
            and FILLERS.fullmatch(said, 0, max(ahead - start, 0))
        ):
            left[: ahead - start] = []  # "Er, yoga": no list, of which it might be an item
        rest = _BETWEEN.sub(" ", _TAG.sub(" ", "".join(left))).strip()
        return ("cut-short" if any(word not in _PASSED for word in rest.split()) else ""), rest


def _says_nothing(said: str) -> bool:
    """Is it function words alone, as in "It's by ..."?"""
    return all(word in _FUNCTION_WORDS or (len(word) == 1 and word.isalpha()) for word in _plain(said).split())


def _inside(own: list[Leaf], span: tuple[int, int]) -> list[tuple[int, int]]:
    """Places of leaves that meet a span."""
    places = [e for leaf in own for e in (*leaf.candidates, *leaf.framed, *([leaf.chosen] if leaf.chosen else ()))]
    return [(e.start, e.end) for e in places if _meets(e, span)]


def _meets(place: Evidence, span: tuple[int, int]) -> bool:
    return place.start < span[1] and span[0] < place.end


def _is_heading(said: str, text: str) -> bool:
    """Is it a line of capitals, in a text that has others: "WEATHER ON FILE"? A rule, a form's "Day ....."?"""
    return (
        not re.search(r"\w", said)
        or said[-1] == ":"
        or "...." in said
        or (said.isupper() and " " in said and not text.isupper())
    )


def _plain(said: str) -> str:
    return " ".join(re.findall(r"\w+", said.lower()))


def _covering(start: int, end: int, framed: Framed, bound: Bound) -> list[Fit]:
    """The frames that the label's values fill and that say all of a unit but marks and markup."""
    fits = [fit for fit in framed.fits if fit.start < end and start < fit.end and not fit.gaps]
    around = [bound.lowered[start : max(start, fit.start)] + bound.lowered[min(end, fit.end) : end] for fit in fits]
    return [fit for fit, rest in zip(fits, around, strict=True) if not re.search(r"\w", _TAG.sub("", rest))]
