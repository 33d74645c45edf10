"""Objects told by frames: whole sentences that say several fields at once, and mentions that say an object in one go.

A fact is told once: what a frame has said is in `told`, and sentence plans state the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import pairwise
from random import Random
from typing import Any

from edgejson.schema.frames import Slot
from edgejson.text.agreement import agrees, counted, mend_article, mend_number, suits
from edgejson.text.frame_writing import Cast
from edgejson.text.outline import Fact, Group, Listing, Part, facts_of, size
from edgejson.text.sentences import VALUE_FIRST
from edgejson.text.slots import joined, said
from edgejson.text.wording import Wording

#: Chance that an object with sentences is told by them, and that an optional part of one is kept.
_FRAMED, _KEEPS_OPTIONAL = 0.97, 0.92
#: Draws of sentences of which the best is taken, at most, and properties to be told for one more draw.
_DRAWS, _ADDS_DRAW = 3, 4
#: What a sentence of a single property costs, if others cost 1.
_SHORT = 2.0
#: How far a sentence may move from its place in the schema.
_MOVES = 0.7
#: Letters of mentions in one sentence, at most.
_LONGEST = 260
#: Values of one sentence that may turn out not to suit it, before it is given up.
_REFUSALS = 3

#: Numbers of the pieces of a text that hold a value, with its fact; None for an object's mention.
_Slots = list[tuple[int, Fact | None]]


class Framer:
    """Fills frames in, for one text."""

    __slots__ = ("_casts", "firsthand", "greeted", "keeps", "random", "speaks", "told", "used")

    def __init__(self, rng: Random) -> None:
        self.random = rng.random
        self.told: set[Fact] = set()  #: the facts that have been said
        self.firsthand = False  #: a sentence has been used in which the writer speaks of himself
        self.used: list[str] = []  #: the sources of the frames whose text has been taken
        self.greeted = False  #: a sentence has been used that begins with a greeting
        self.keeps = _KEEPS_OPTIONAL  #: how readily optional parts of sentences are kept
        self.speaks = self.random() < 0.5  #: he does so wherever there is a choice
        self._casts: dict[Wording, tuple[Cast, ...]] = {}  #: mentions in the order of one person's liking

    def untold(self, facts: list[Fact]) -> list[Fact]:
        """The facts that no frame has said yet."""
        return [fact for fact in facts if fact not in self.told] if self.told else facts

    def is_told(self, part: Part) -> bool:
        """Has everything in a part been said?"""
        return bool(self.told) and all(fact in self.told for fact in facts_of(part))

    def leave(self, parts: Iterable[Part]) -> None:
        """Take parts as told: something else says them."""
        self.told.update(fact for part in parts for fact in facts_of(part))

    def sentences(self, group: Group, apart: bool = False) -> list[str]:
        """Sentences of the schema that say facts of an object, none of them twice, without capital and full stop.

        `apart`: the one with the object's first fact comes first.
        """
        casts = group.wording.sentences
        if not casts or self.random() >= _FRAMED:
            return []
        have = frozenset(group.members)
        free = self.speaks or not group.wording.two_voices
        said: list[tuple[float, str]] = []
        spent = {name for name, part in group.members.items() if self.touched(part)} if self.told else set()
        drawn = self._drawn(
            [
                (place, cast)
                for place, cast in enumerate(casts)
                if cast.needed <= have and (free or not cast.firsthand) and cast.whole.isdisjoint(spent)
            ],
            have - spent,
        )
        left = size(group)
        for _, place, cast in drawn:
            if not cast.whole.isdisjoint(spent) or (cast.greets and self.greeted) or (said and not cast.needed):
                continue  # what needs nothing says what the record is, which is said once
            filled = self.usable(cast, group)
            if filled is not None:
                text, covered = filled
                self.told.update(covered)
                spent |= cast.needed
                self.firsthand = self.firsthand or cast.firsthand
                self.greeted = self.greeted or cast.greets
                order = -1.0 if cast.greets else place + _MOVES * (self.random() + self.random())
                if apart and any(fact is group.facts[0] for fact in covered):
                    order = -2.0
                said.append((order, text))
                left -= len(covered)
                if left <= 0:
                    break
        said.sort()
        texts = [text for _, text in said]
        first = next((at for at, text in enumerate(texts) if not text.startswith(_PRONOUNS)), 0)
        return [texts[first], *texts[:first], *texts[first + 1 :]] if first else texts

    def _drawn(self, casts: list[tuple[int, Cast]], names: AbstractSet[str]) -> list[tuple[float, int, Cast]]:
        """Sentences in the order in which they are tried: of a few draws the one that leaves least to short ones.

        `names` are the properties to be told. A draw costs what its sentences cost, those of one property more, and
        what none of them says. Who speaks of himself does so in every sentence that can.
        """
        best: list[tuple[float, int, Cast]] = []
        least = 0.0
        random, keeps = self.random, self.speaks
        for draw in range(min(_DRAWS, 1 + len(names) // _ADDS_DRAW)):
            drawn = [(-(random() ** cast.rarity) - (keeps and cast.firsthand), place, cast) for place, cast in casts]
            drawn.sort()  # no two are at one place, so casts are never compared
            left, cost = set(names), 0.0
            for _, _, cast in drawn:
                if cast.needed <= left:
                    before = len(left)
                    left -= cast.names
                    cost += 1.0 if before - len(left) > 1 else _SHORT
                    if not left:
                        break
            cost += _SHORT * len(left)
            if not draw or cost < least:
                least, best = cost, drawn
        return best

    def mention(self, part: Part) -> str | None:
        """An object by one of its mentions, if one says all of it that is not told yet; then it is told."""
        covered: list[Fact] = []
        text = self._mention(part, covered)
        if text is not None:
            self.told.update(covered)
        return text

    def mentions(self, listing: Listing) -> list[str] | None:
        """Each item of a list by a mention, if all have one; then they are told."""
        covered: list[Fact] = []
        texts = self._mentions(listing, covered)
        if texts is not None:
            self.told.update(covered)
        return texts

    def _mention(self, part: Part, covered: list[Fact]) -> str | None:
        if type(part) is Listing:
            texts = self._mentions(part, covered)
            if texts is None or sum(map(len, texts)) > _LONGEST:
                return None
            return joined(texts)
        if type(part) is not Group:
            return None
        have = frozenset(part.members)
        for cast in self._liked(part.wording):
            if have <= cast.names and cast.needed <= have:
                filled = self._fill(cast, part, True, ())
                if type(filled) is tuple and len(filled[1]) == size(part):
                    self.used.append(cast.source)
                    covered += filled[1]
                    return filled[0]
        return None

    def _mentions(self, listing: Listing, covered: list[Fact]) -> list[str] | None:
        texts: list[str] = []
        for item in listing.items:
            text = self._mention(item, covered) if type(item) is Group else None
            if text is None:
                return None
            texts.append(text)
        return texts

    def _liked(self, wording: Wording) -> tuple[Cast, ...]:
        casts = wording.mentions
        if len(casts) < 2:
            return casts
        liked = self._casts.get(wording)
        if liked is None:
            start = int(self.random() * len(casts))
            liked = self._casts[wording] = casts[start:] + casts[:start]
        return liked

    def usable(self, cast: Cast, group: Group) -> tuple[str, list[Fact]] | None:
        """A sentence filled in; a value that doesn't suit an optional part of it is left for another sentence."""
        filled: tuple[str, list[Fact]] | None = _but_refused(partial(self._fill, cast, group, False))
        return filled

    def _fill(
        self, cast: Cast, group: Group, whole: bool, refused: tuple[Fact, ...]
    ) -> tuple[str, list[Fact]] | Fact | None:
        """A frame's text and the facts that it says; the fact that doesn't suit it; or None where it can't be used.

        `whole`: all optional parts are kept, and the text is a mention.
        """
        filled = self._agreed(cast, group, whole, refused)
        if filled is None or type(filled) is Fact:
            return filled
        text, slots, covered = filled  # type: ignore[misc]  # mypy does not narrow by `type`
        if not whole and slots and slots[0][0] == 0:
            first = cast.segments[0].pieces[0]
            if type(first) is not Slot or first.words is None:
                if text[0].islower():
                    return slots[0][1]
                text = VALUE_FIRST + text
        elif cast.segments[0].optional:
            text = text.lstrip(" ,;")
        return (text, covered) if covered else None

    def _agreed(
        self, cast: Cast, group: Group, whole: bool, refused: tuple[Fact, ...]
    ) -> tuple[str, _Slots, list[Fact]] | Fact | None:
        """A frame's text, its slots and the facts that it says; the fact that doesn't suit it; or None."""
        out: list[str] = []
        slots: _Slots = []
        covered: list[Fact] = []
        if not self._pieces(cast, group, whole, refused, out, slots, covered):
            return None
        for (place, number), (behind, unit) in pairwise(slots):
            if number is not None and unit is not None and behind == place + 2 and out[place + 1] == " ":
                out[behind] = counted(number.value, unit, out[behind])
        for place, fact in slots:
            if fact is None:
                continue
            if not suits(fact, place, out) or (fact.disputed and not _pause_follows(place, out)):
                return fact
        return "".join(out), slots, covered

    def verbatim(self, cast: Cast, group: Group) -> tuple[str, list[Fact]] | None:
        """A frame's text as it stands, with all that may be left out, and its facts; None where it can't be used."""
        keeps, self.keeps = self.keeps, 1.0
        filled = _but_refused(partial(self._agreed, cast, group, False))
        self.keeps = keeps
        return (filled[0], filled[2]) if filled and filled[2] else None

    def _pieces(
        self,
        cast: Cast,
        group: Group,
        whole: bool,
        refused: tuple[Fact, ...],
        out: list[str],
        slots: _Slots,
        covered: list[Fact],
    ) -> bool:
        """Add the text of a frame's pieces to `out`, with its slots and facts; False where a needed one has none."""
        for segment in cast.segments:
            if segment.optional and not whole and self.random() >= self.keeps:
                continue
            if segment.optional:
                marks = len(out), len(slots), len(covered)
            for piece in segment.pieces:
                if type(piece) is Slot:
                    fact = self._slot(piece, group, refused, covered, out)
                    if fact is False:
                        if not segment.optional:
                            return False
                        del out[marks[0] :], slots[marks[1] :], covered[marks[2] :]
                        break
                    slots.append((len(out) - 1, fact))  # type: ignore[arg-type]
                    mend_article(out)
                else:
                    ways = piece.ways  # type: ignore[union-attr]
                    out.append(ways[0] if len(ways) == 1 else ways[int(self.random() * len(ways))])
                    if len(ways) == 2:
                        mend_number(ways, slots, out)
        return True

    def _slot(
        self, slot: Slot, group: Group, refused: tuple[Fact, ...], covered: list[Fact], out: list[str]
    ) -> Fact | bool | None:
        """Add a slot's text: the fact that it holds, None for an object's mention, False where it can't be filled."""
        path = slot.path
        part = group.members.get(path[0])
        if len(path) > 1:
            for name in path[1:]:
                part = part.members.get(name) if type(part) is Group else None
        if type(part) is Fact:
            if part in self.told or part in refused:
                return False
            if part.disputed and (slot.words or slot.listed or slot.joint):
                return False
            if slot.listed:
                text = self._one_of([words for value, words in slot.listed if value == part.value])
            else:
                text = said(part, slot.words, out[-1] if out else "")
            if slot.joint and type(part.value) is list and part.value:
                text = slot.joint.join(map(str, part.value))
            if text is None:
                return False
            covered.append(part)
            out.append(text)
            return part
        if part is None or self.touched(part) or (type(part) is Listing and not agrees(len(part.items), out)):
            return False
        if slot.joint:  # the items of a list by their mentions, with what the frame puts between them
            texts = self._mentions(part, covered) if type(part) is Listing else None
            text = slot.joint.join(texts) if texts is not None else None
        else:
            text = self._mention(part, covered)
        if text is None:
            return False
        out.append(text)
        return None

    def _one_of(self, ways: list[str]) -> str | None:
        return ways[int(self.random() * len(ways))] if len(ways) > 1 else ways[0] if ways else None

    def touched(self, part: Part) -> bool:
        """Has anything in a part been said?"""
        return bool(self.told) and any(fact in self.told for fact in facts_of(part))


def _but_refused(fill: Callable[[tuple[Fact, ...]], Any]) -> Any:
    """What `fill` gives without the facts that it has refused before, one after the other; None for too many."""
    refused: tuple[Fact, ...] = ()
    for _ in range(_REFUSALS):
        filled = fill(refused)
        if type(filled) is not Fact:
            return filled
        refused = (*refused, filled)
    return None


def _pause_follows(place: int, out: list[str]) -> bool:
    """Does a pause follow, so that a value may be taken back there: "for 12 people, no, sorry, 10."?"""
    return "".join(out[place + 1 :])[:1] in ("", ".", ",", ";", "!", "?")


#: How a sentence begins that needs another one before it.
_PRONOUNS = ("it ", "it'", "they ", "they'", "its ", "their ", "he ", "she ")
