"""Which field a place in a text belongs to: the cues around it, its table heading, the object last named."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from copy import copy
from functools import cached_property

from edgejson.forms import Evidence, Reading
from edgejson.grounding.asides import asides
from edgejson.grounding.cue_parts import Around, Occurrence
from edgejson.grounding.cues import ADJACENT, AFTER_PHRASE, FRAMED, HEADING, VARIED, Cues
from edgejson.grounding.gaps import behind, distance, within
from edgejson.grounding.highest import scaled
from edgejson.grounding.named_objects import NamedObjects
from edgejson.grounding.tables import Cell, tables_of
from edgejson.language.markers import is_strange, tells_of_strange
from edgejson.language.vocabulary import vocabulary

#: Characters between a cue and its value at most.
REACH = 90
#: Cues that are looked at on each side of a place.
CUES_LOOKED_AT = 5
#: What it adds that cues of one field stand on both sides of a value.
BOTH_SIDES = 0.5
#: A correction's marker stands at most so many characters before the value that counts.
CORRECTION_REACH = 60

#: The full stop behind one of these ends no sentence ("order no. 17").
ABBREVIATIONS = frozenset(vocabulary("language/en/cues").words("abbreviations"))
DEEDS = frozenset(vocabulary("language/en/cues").words("deeds"))


_NOTHING = Around(frozenset(), frozenset(), frozenset(), frozenset())


class Bound:
    """A text with its cues: answers which fields claim a place. Every answer is kept."""

    def __init__(self, text: str, cues: Cues) -> None:
        self.cues = cues
        self.reading = Reading(text)
        self.lowered = self.reading.lowered
        self.strange = tells_of_strange(self.lowered)  #: tells of values that are not the record's
        self._strangeness: dict[tuple[int, int], bool] = {}  #: of places, however often they are asked about
        self.tables = tables_of(text, lambda heading: cues.lookup(heading) is not None)
        self.scaled = scaled(self.lowered, cues.targets)  #: numbers that stand with the most of a field
        self.around = _NOTHING  #: what the label has
        self.final = False  #: follows no other reading of it, in which frames tell more?
        self._occurrences = cues.occurrences(self.reading)
        self._begin()

    def _begin(self) -> None:
        """Set all that is noted while a label is looked for."""
        self.beside: dict[int, list[int]] = {}  #: start of a place -> occurrences directly beside it
        self._take(self._occurrences)
        self.words: set[int] = set()  #: numbers of cues that are words of a value
        self.framed: dict[tuple[int, int], tuple[bool, bool]] = {}  #: place in a frame -> which of its ends are open
        self._claims: dict[tuple[int, int], dict[int, float]] = {}

    def afresh(self) -> Bound:
        """The same text with the same cues, before anything was noted of its places."""
        other = copy(self)
        other._begin()
        return other

    def _take(self, cues: list[Occurrence]) -> None:
        self.found = cues
        self.starts = [cue.start for cue in cues]
        self.ends = [cue.end for cue in cues]
        self.markers = [
            cue
            for cue in cues
            if cue.entry.marker
            and not _MEANT.match(self.lowered, cue.start)
            and not _BEGUN.fullmatch(self.lowered, 0, cue.start)
        ]
        self.silence(set())

    def forget(self, spans: list[tuple[int, int]]) -> None:
        """Take the cues within some stretches of the text, which are in order, for mere words."""
        lows = [low for low, _ in spans]
        highs = [0, *(high for _, high in spans)]
        self._take([cue for cue in self.found if cue.start >= highs[bisect_right(lows, cue.start)]])

    def spare(self, values: Iterable[Evidence]) -> None:
        """Take back nothing by markers that run on into one of these places: "that's Wrong Atlas"."""
        spans = [(place.start, place.end) for place in values]
        self.markers = [
            marker
            for marker in self.markers
            if not any(marker.start < start < marker.end < end for start, end in spans)
        ]

    def begin_with_deed(self) -> None:
        """Take a text's first word for a verb, where fields without phrases may be called so: "message Anna that"."""
        first = self.found[0] if self.found else None
        named = first and first.start == 0 and first.entry.words[0] in DEEDS and len(first.entry.words) == 1
        if first and named and _VERB.match(self.lowered, first.end):
            targets = self.cues.targets
            if not any(targets[target].annotated for target in (*first.entry.before, *first.entry.after)):
                self.forget([(first.start, first.end)])

    def named(self, span: tuple[int, int]) -> bool:
        """Does a cue begin in a stretch of the text?"""
        return bisect_left(self.starts, span[0]) < bisect_left(self.starts, span[1])

    def claims(self, start: int, end: int) -> dict[int, float]:
        """Fields that claim a place, each with the score of its best cue there; {} where no cue is near."""
        key = (start, end)
        known = self._claims.get(key)
        if known is None:
            cell = self.tables.at(start) if self.tables else None
            known = self._in_cell(cell, start) if cell else self._nearby(start, end)
            if self.markers and not (known and max(known.values()) >= ADJACENT):
                self._inherit(start, known)
            self._claims[key] = known
        return known

    def frame(self, span: tuple[int, int], targets: list[int], opened: tuple[bool, bool]) -> None:
        """Note that a place stands in the slot of these fields' frames: no other field has a claim on it.

        `opened`: does nothing of the frame stand before it, and behind it?
        """
        claims = self._claims[span] if span in self.framed else {}
        self._claims[span] = claims | dict.fromkeys(targets, FRAMED)
        self.framed[span] = opened

    def framed_for(self, evidence: Evidence) -> dict[int, float]:
        """The fields whose slot of a frame a place fills."""
        span = evidence.start, evidence.end
        return self._claims[span] if span in self.framed else {}

    def framed_at(self, evidence: Evidence) -> tuple[bool, bool] | None:
        """Which ends of a place in a frame are open; None where it is in no frame."""
        return self.framed.get((evidence.start, evidence.end)) if self.framed else None

    def _nearby(self, start: int, end: int) -> dict[int, float]:
        scores: dict[int, float] = {}
        beside = self.beside.setdefault(start, [])
        self._look_ahead(start, scores, beside)
        self._look_behind(end, scores, beside)
        return scores

    def _look_ahead(self, start: int, scores: dict[int, float], beside: list[int]) -> None:
        """Add what the cues ahead of a place claim, and which of them stand right at it."""
        found, lowered = self.found, self.lowered
        targets = self.cues.targets
        glued: dict[int, float] = {}  # what the glue words beside the value, "in", are a cue of
        index = bisect_right(self.ends, start) - 1
        farthest = max(index - CUES_LOOKED_AT, -1)
        while index > farthest:
            cue = found[index]
            if start - cue.end > REACH:
                break
            gap = cue.end
            if lowered[gap : gap + 1] == "." and cue.entry.words[-1] in ABBREVIATIONS:
                gap += 1
            far = distance(lowered[gap:start])
            if far is None:
                break
            if far < 1:
                beside.append(index)
            elif index < farthest + CUES_LOOKED_AT:
                break  # with another cue between, only glue may stand before the value
            for target, score in cue.entry.before.items():
                score = score - far if far < 1 else min(score - far, ADJACENT - 0.1)
                if glued and target not in glued and not targets[target].annotated:
                    score = min(score, ADJACENT - 0.1)  # "a restaurant in Leeds" names no restaurant
                if score > scores.get(target, 0.0):
                    scores[target] = score
            index -= 1
            if cue.entry.glue:
                glued = cue.entry.before
            elif index < 0 or found[index].end <= cue.start:
                break  # the next cue stands behind other words than glue

    def _look_behind(self, end: int, scores: dict[int, float], beside: list[int]) -> None:
        """The same of the one cue behind it."""
        found, lowered = self.found, self.lowered
        index = bisect_left(self.starts, end)
        if index < len(found) and found[index].start - end < 30:
            cue = found[index]
            near = behind(lowered[end : cue.start])
            if near is not None and lowered[cue.end : cue.end + 1] != "=":  # "sessions=8 orders=5": it names the next
                beside.append(index)
                broken = "\n" in lowered[end : cue.start]
                for target, score in cue.entry.after.items():
                    if broken and score < AFTER_PHRASE:
                        continue  # a name below a value names the next one
                    known = scores.get(target, 0.0)
                    scores[target] = max(score - near, known) + (BOTH_SIDES if known >= ADJACENT else 0.0)

    def _in_cell(self, cell: Cell, start: int) -> dict[int, float]:
        entry = self.cues.lookup(cell.heading)
        if entry is None or not entry.before:
            entry = self.cues.lookup(self.reading.text[cell.first : cell.first_end])
            if entry is None or not entry.before or cell.start == cell.first:
                return {}
            index = bisect_left(self.starts, cell.first)
            if index < len(self.found) and self.found[index].entry is entry:
                self.beside.setdefault(start, []).append(index)
        best = max(entry.before.values())  # a field whose very name it is comes before one with a name like it
        return {target: HEADING - min(best - score, VARIED) for target, score in entry.before.items()}

    def _inherit(self, start: int, scores: dict[int, float]) -> None:
        """The value behind a correction's marker has the cue of the value that it replaces."""
        for marker in self.markers:
            if 0 <= start - marker.end <= CORRECTION_REACH and self._unnamed(marker.end, start):
                named = self._named(marker.end, start)
                index = bisect_right(self.ends, marker.start) - 1
                loss = 0.4
                while index >= 0 and marker.start - self.ends[index] <= 160 and loss < 0.7:
                    entry = self.found[index].entry
                    if entry.before and not entry.marker:
                        for target, score in entry.before.items():
                            if not named or target in named:
                                scores[target] = max(scores.get(target, 0.0), score - loss)
                        loss += 0.2  # the nearest words may be part of the value that is taken back
                    index -= 1

    def _unnamed(self, start: int, end: int) -> bool:
        """Is no field named on a further line between two places, so that the second is still about the same one?"""
        line = self.lowered.find("\n", start, end)
        return line < 0 or self.free_of_cues(line, end)

    def _named(self, start: int, end: int) -> frozenset[int]:
        """The fields that the last name between two places may mean: what follows is about one of them."""
        for cue in reversed(self.found[bisect_left(self.starts, start) : bisect_right(self.ends, end)]):
            meant = frozenset(target for target, score in cue.entry.before.items() if score >= ADJACENT)
            if meant and not cue.entry.marker and not cue.entry.glue:
                return meant
        return frozenset()

    def cues_at(self, evidence: Evidence) -> set[int]:
        """Numbers of the cues beside a place, or inside one that names its field itself."""
        return self.cues_in(evidence) if evidence.cued else set(self.beside.get(evidence.start, ()))

    def cues_in(self, evidence: Evidence) -> set[int]:
        """Numbers of the cues inside a place."""
        return set(self.cues_within(evidence))

    def cues_within(self, evidence: Evidence) -> range:
        """Numbers of the cues inside a place."""
        return range(bisect_left(self.starts, evidence.start), bisect_right(self.ends, evidence.end))

    def free_of_cues(self, start: int, end: int) -> bool:
        """Does no field's name begin and end in a stretch of the text?"""
        between = self.found[bisect_left(self.starts, start) : bisect_right(self.ends, end)]
        return not any(cue.entry.before and not cue.entry.marker and not cue.entry.glue for cue in between)

    def void(self, evidence: Evidence) -> bool:
        """Is a place taken back by a marker that follows before the next sentence ends, or not the record's at all?"""
        if self.strange and self._is_strange(evidence.start, evidence.end):
            return True
        for marker in self.markers:
            gap = marker.start - evidence.end
            if marker.start <= evidence.start and evidence.end <= marker.end and self._takes_back(marker, evidence):
                return True
            if 0 <= gap <= 40 and self._voids(evidence.end, marker.start):
                return True
        return False

    def _is_strange(self, start: int, end: int) -> bool:
        known = self._strangeness.get((start, end))
        if known is None:
            known = self._strangeness[start, end] = is_strange(self.lowered, start, end)
        return known

    def _takes_back(self, marker: Occurrence, inside: Evidence) -> bool:
        """Has a marker something to take back, so that a word inside it is no value: the second "no" of "no, no, sorry,
        yes", or that of "74, wait, no, 72"? In "to Bonn: no, sorry" it is one."""
        return inside.start > marker.start or self.lowered[: marker.start].rstrip(" \n>").endswith(",")

    def _voids(self, end: int, marker: int) -> bool:
        """May a marker take back a value that ends before it? Only the last one, with its unit at most."""
        index = bisect_left(self.starts, end)
        return self.starts[index] == marker and _BEFORE_MARKER.fullmatch(self.lowered[end:marker]) is not None

    def aside(self, evidence: Evidence) -> bool:
        """Does a place stand where a page tells of other things than its own?"""
        return within(evidence.start, self._asides)

    @cached_property
    def _asides(self) -> list[tuple[int, int]]:
        return asides(self.lowered)

    def heads_clause(self, place: int) -> bool:
        """Is a place at most an article or "this" behind the start of a line or sentence, or behind a label's mark?"""
        return _CLAUSE_STARTS.search(self.lowered, max(0, place - 40), place) is not None

    def heads_line(self, place: int) -> bool:
        """Do only bullets or brackets stand ahead of a place in its line?"""
        line = self.lowered.rfind("\n", 0, place) + 1
        return not any(letter.isalnum() for letter in self.lowered[line:place])

    def silence(self, cues: set[int]) -> None:
        """Take cues, by their numbers, for words that name no object, from here on: labels of values, words of them."""
        self.objects = NamedObjects(self.lowered, self.cues, self.found, cues, self.beside)


#: What says how something is meant, and takes nothing back.
_MEANT = re.compile(
    r"i mean(?:t)? (?:it|(?:some|any|every)(?:thing|one|body|where)|what|you|really|business)\b|(?<=what )i mean"
)
#: Ahead of a marker that takes nothing back, since nothing is said so far: "Hi all, sorry, no rehearsal for me".
_BEGUN = re.compile(
    r"[^\w]*(?:(?:hi|hello|hey|dear|good (?:morning|evening|afternoon))(?: [^\W\d_]+){0,2}[,!.:;\s-]*)?"
)
#: Behind a verb: no mark of a label, and a further clause.
_VERB = re.compile(r" (?!(?:is|are|was|to be)\b)[\w'’]")
_CLAUSE_STARTS = re.compile(r"(?:\A|\n|[.:,|>!] ?)[ *_]*(?:(?:the|this|that|my|your|our) )?$")
#: A unit, and marks, between a value and the marker that takes it back.
_BEFORE_MARKER = re.compile(r"(?: ?[^\W\d_]{1,10}[²³]?|[%°²³][^\W_]?)?[ \t\-,.;:(/>…—–*_\"'”’]*")
