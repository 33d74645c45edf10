"""Records written as the author of whole texts (`x-texts`) would: his greeting, his order, his sentences, his ending.

One of his texts is the model. Each of its sentences may be said by another one of his with the same slots; what the
record has beyond them is told by more of his sentences; what it lacks is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from random import Random
from typing import TypeAlias

from edgejson.text.frame_writing import GREETING
from edgejson.text.framing import Framer
from edgejson.text.hands import Hand, Line, Sketch
from edgejson.text.outline import Fact, Group, facts_of
from edgejson.text.pronouns import agreeing
from edgejson.text.sentences import begun

#: Models drawn, of which the one is taken that leaves the fewest values untold.
_DRAWS = 8
#: Models tried, until one has a sentence that the record can be told by.
_MODELS = 4
#: How a line of a form begins.
_LABEL = re.compile(r"[^{}\n:]{1,24}: ?\{")
#: What suits any record.
_POLITE = re.compile(
    r"\b(?:thanks?|thx|cheers|regards|hi|hello|hey|dear|good (?:morning|afternoon|evening)|please)\b", re.IGNORECASE
)
#: Chance that a sentence of the model is said by another one, if there is one with the same slots.
_OTHERWISE = 0.6


#: Drafts of a text, of which the first is taken that says all of the record, else the one that says most.
_DRAFTS = 6
#: A text in pieces with the gaps behind them; where more sentences may be put in; whether it is loose.
Draft: TypeAlias = tuple[list[tuple[str, str]], int, bool]


def whole_text(hand: Hand, group: Group, rng: Random) -> str:
    """A record as one of its author's texts; "" where none of his drafts says all of it."""
    framer = Framer(rng)
    said, _, _ = best_draft(hand, framer, group, rng)
    if not framer.is_told(group):
        return ""
    return "".join(text + gap for text, gap in agreeing(said, [fact.text for fact in facts_of(group)])).strip()


def best_draft(hand: Hand, framer: Framer, group: Group, rng: Random, must: str = "") -> Draft:
    """The best of some drafts, with a sentence that `must` be in it where it can; what it says is in the framer's
    account then.
    """
    before = set(framer.told), list(framer.used)
    kept: tuple[int, Draft, set[Fact], list[str]] | None = None
    for _ in range(_DRAFTS):
        framer.told, framer.used = set(before[0]), list(before[1])
        draft = Author(hand, framer, group, rng, must).write()
        left = sum(fact not in framer.told for fact in facts_of(group))
        if kept is None or left < kept[0]:
            kept = left, draft, framer.told, framer.used
        if not left:
            break
    assert kept is not None
    _, draft, framer.told, framer.used = kept
    return draft


class Author:
    """Writes one record."""

    __slots__ = ("framer", "group", "hand", "have", "must", "random")

    def __init__(self, hand: Hand, framer: Framer, group: Group, rng: Random, must: str = "") -> None:
        self.must = must  #: a sentence that is to be used where the record allows it
        self.hand = hand
        self.framer = framer
        self.group = group
        self.random = rng.random
        self.have = frozenset(group.members)

    def write(self) -> Draft:
        """A draft; what it says is in the framer's account."""
        untold = len(self.framer.told)
        for _ in range(_MODELS):
            sketch = self._model()
            said, end = self._follow(sketch)
            if len(self.framer.told) > untold:
                break
        if not end:  # what his greeting stands ahead of
            end = next((at for at, (text, _) in enumerate(said) if not GREETING.match(text)), len(said))
        said[end:end] = self._more(sketch, said, end)
        _name_first(said)
        return said, max(end, 1), sketch.loose

    def _follow(self, sketch: Sketch) -> tuple[list[tuple[str, str]], int]:
        """A model's sentences as far as the record has what they say, with their gaps; where more may be put in."""
        said: list[tuple[str, str]] = []
        end = 0
        last = len(sketch.lines) - 1
        beyond = not self.have <= sketch.names  #: then what its author says of his own case may not hold
        for at, line in enumerate(sketch.lines):
            if line.cast is None:
                text = line.source if not beyond or not line.ended or _POLITE.search(line.source) else None
            else:
                text = self._said(line, sketch, at == 0, at == last)
            if text is None:
                if said:
                    said[-1] = said[-1][0], max(said[-1][1], line.gap, key=lambda gap: gap.count("\n"))
                continue
            said.append((text, line.gap))
            if line.cast is not None and not line.bare and line.source not in self.hand.last:
                end = len(said)
        return said, end

    def _model(self) -> Sketch:
        best = self._draw()
        for _ in range(_DRAWS - 1):
            other = self._draw()
            if self._misfit(other) < self._misfit(best):
                best = other
        return best

    def _misfit(self, sketch: Sketch) -> float:
        """How badly a model suits the record: what it can't say, and a little for each property that one of its
        sentences needs and the record lacks.
        """
        unsaid = {name for name, values in sketch.only if not self._is(name, values)}
        casts = [line.cast for line in sketch.lines if line.cast is not None]
        says = {name for cast in casts if cast.needed <= self.have for name in cast.names}
        lacks = {name for cast in casts for name in cast.needed - self.have}
        return len(self.have - says | self.have & unsaid) + 0.5 * len(lacks)

    def _is(self, name: str, values: frozenset[str]) -> bool:
        part = self.group.members.get(name)
        return type(part) is Fact and part.value in values

    def _draw(self) -> Sketch:
        sketches = self.hand.sketches
        if self.must:
            having = tuple(each for each in sketches if any(line.source == self.must for line in each.lines))
            sketches = having or sketches
        return sketches[int(self.random() * len(sketches))]

    def _said(self, line: Line, sketch: Sketch, first: bool, last: bool) -> str | None:
        """A line of the model filled in, or another one that says the same; None where neither can be used."""
        assert line.cast is not None
        if line.bare:
            return self._bare(line)
        ways = [line]
        if line.source != self.must and self.random() < _OTHERWISE:
            ways = [*self._others(line, sketch, first, last), line]
        for way in ways:
            text = self._filled(way, sketch.loose)
            if text is not None:
                return text
        return None

    def _bare(self, line: Line) -> str | None:
        """A value by itself: said again where it has been said, for so people sign."""
        assert line.cast is not None
        told = self.framer.told
        self.framer.told = set()
        text = self._filled(line, True)
        self.framer.told |= told
        return text

    def _filled(self, line: Line, loose: bool) -> str | None:
        assert line.cast is not None
        filled = self.framer.verbatim(line.cast, self.group)
        if filled is None:
            return None
        text, covered = filled
        if line.loose is None and not loose and text[:1].islower():
            first = covered[0]
            if not first.wording.field.enum:
                return None
            text = begun(text)
        self.framer.told.update(covered)
        self.framer.used.append(line.source)
        return text

    def _others(self, line: Line, sketch: Sketch, first: bool, last: bool) -> list[Line]:
        """Other sentences that say what a line of the model says, in any order."""
        assert line.cast is not None
        says = line.cast.names & self.have
        found = [
            other
            for other in self.hand.lines
            if other.source != line.source
            and other.cast is not None
            and other.cast.needed <= self.have
            and other.cast.names & self.have == says
            and self._suits(other, line, sketch, first, last)
        ]
        return self._shuffled(found)

    def _suits(self, other: Line, line: Line, sketch: Sketch, first: bool, last: bool) -> bool:
        assert other.cast is not None and line.cast is not None
        return (
            (other.loose is None or other.loose == sketch.loose)
            and (other.ended if line.gap[:1] == " " else other.ended == line.ended)
            and other.cast.greets == line.cast.greets
            and (first or other.source not in self.hand.first)
            and (last or other.source not in self.hand.last)
            and "\n" not in other.source + line.source
        )

    def _more(self, sketch: Sketch, said: list[tuple[str, str]], end: int) -> list[tuple[str, str]]:
        """Sentences for what the record has beyond the model; the piece ahead of them gets its gap."""
        found: list[tuple[str, str]] = []
        gap = next((gap for _, gap in reversed(said[:end]) if gap), " ")
        gap = gap if gap.count("\n") < 2 else " "
        lined = gap == "\n"
        for line in self._shuffled(self.hand.lines):
            assert line.cast is not None
            labelled = lined and _LABEL.match(line.source) is not None
            if line.cast.greets or line.source in self.hand.first:
                continue
            if not labelled and (line.source in self.hand.last or not line.ended):
                continue
            spent = {name for name, part in self.group.members.items() if self.framer.touched(part)}
            if line.cast.whole & spent or not line.cast.needed <= self.have:
                continue
            text = self._filled(line, sketch.loose)
            if text is not None:
                found.append((_in_case(text, sketch.loose) if line.loose is not None else text, gap))
        if found and end:
            text, behind = said[end - 1]
            said[end - 1] = _ended(text) if "\n" not in gap else text, gap
            found[-1] = found[-1][0], behind
        return found

    def _shuffled(self, lines: Iterable[Line]) -> list[Line]:
        drawn = sorted((line.source != self.must, self.random(), at, line) for at, line in enumerate(lines))
        return [line for *_, line in drawn]


def _in_case(text: str, loose: bool) -> str:
    """A sentence that begins as the others do."""
    if loose and text[:1].isupper() and not text.startswith(("I ", "I'")):
        return text[0].lower() + text[1:]
    return text if loose else begun(text)


_OF_SOMEBODY = re.compile(r"(?:he|she|his|her)(?:['’]\w+)? ", re.IGNORECASE)


def _name_first(said: list[tuple[str, str]]) -> None:
    """Put a sentence about "her" behind the one that follows, where that tells who she is."""
    first = next((at for at, (text, _) in enumerate(said) if not GREETING.match(text)), len(said))
    if first + 1 < len(said) and _OF_SOMEBODY.match(said[first][0]) and not _OF_SOMEBODY.match(said[first + 1][0]):
        (text, gap), (other, behind) = said[first : first + 2]
        if text[-1:] in ".!?" and other[-1:] in ".!?":
            said[first : first + 2] = [(other, gap), (text, behind)]


def _ended(text: str) -> str:
    return text if text[-1:] in ".!?:" else text + "."
