"""Whole sentences that a model may choose among: an object's frames filled in, in several ways, as a web.

A node of the web is a set of facts that have been told, an edge a sentence that tells more of them. Every way from
the first node to the last tells all facts, each once. Ways are drawn one by one, as a writer without a model would
tell the object; where two of them meet, the model may change from one to the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from edgejson.teachers.grammar.styles import Style
from edgejson.text.authoring import whole_text
from edgejson.text.frame_writing import GREETING, Cast
from edgejson.text.framing import Framer
from edgejson.text.hands import Hand
from edgejson.text.outline import Fact, Group, Listing, facts_of
from edgejson.text.sentences import VALUE_FIRST
from edgejson.text.slots import joined

#: Ways to tell one object that are drawn, and draws that may fail for each.
_WAYS, _TRIES = 5, 3
#: Texts of an author that are drawn; some are drawn twice.
_TEXTS = 8
#: A sentence in lower case behind another one.
_LOOSE = re.compile(r"[.!?] [a-z]")
#: Sentences that may stand for one of the first way.
_ALIKE = 3
#: Chance that the writer speaks of himself where the schema has sentences for it.
_FIRSTHAND = 0.6
#: How far a sentence may move from its place in the schema, which is the order of telling.
_MOVES = 0.7


@dataclass(frozen=True, slots=True)
class Sentence:
    """A frame filled in, without capital and full stop."""

    text: str
    facts: tuple[Fact, ...]  #: what it says
    firsthand: bool = False  #: the writer speaks of himself
    greets: bool = False  #: it says hello


@dataclass(slots=True)
class Web:
    """Sentences between sets of facts. Node 0 is the beginning, the last node the end."""

    facts: list[Fact] = field(default_factory=list)  #: what every way through it tells
    edges: list[dict[str, int]] = field(default_factory=list)  #: by node: sentence -> the node that it leads to
    greetings: set[str] = field(default_factory=set)  #: sentences that say hello
    firsthand: set[str] = field(default_factory=set)  #: sentences in which the writer speaks of himself

    def __bool__(self) -> bool:
        return bool(self.edges)

    def __len__(self) -> int:
        return len(self.edges)

    def __add__(self, other: Web) -> Web:
        """First the one, then the other."""
        shifted = [{text: target + len(self) for text, target in ways.items()} for ways in other.edges]
        return Web(
            self.facts + other.facts,
            self.edges + shifted,
            self.greetings | other.greetings,
            self.firsthand | other.firsthand,
        )

    @property
    def length(self) -> int:
        """Letters of the longest sentence from each node on: about what a text of it has, at most."""
        return sum(max(map(len, ways)) for ways in self.edges)


class Weaver:
    """Draws ways to tell the objects of one record, with one person's habits."""

    def __init__(self, rng: Random, room: int, notes: bool = False) -> None:
        self.rng = rng
        self.notes = notes  #: in fragments: a mention stands behind its name and a colon
        self.room = room  #: letters that a sentence may have
        self.me = rng.random() < _FIRSTHAND  #: the writer may speak of himself

    def told(self, group: Group, closed: Sequence[Fact] = ()) -> list[Sentence]:
        """An object told once by its schema's sentences, for as far as they go, in order; nothing of `closed`."""
        rng = self.rng
        framer = self._framer(closed)
        drawn = sorted(
            [(rng.random() ** cast.rarity, place, cast) for place, cast in self._casts(group)],
            key=lambda one: one[0],
            reverse=True,
        )
        said: list[tuple[float, Sentence]] = []
        for _, place, cast in drawn:
            sentence = None if cast.greets and framer.greeted else self._filled(framer, cast, group)
            if sentence is None:
                continue
            framer.told.update(sentence.facts)
            framer.greeted = framer.greeted or cast.greets
            said.append((-1.0 if cast.greets else place + _MOVES * (rng.random() + rng.random()), sentence))
        return [sentence for _, sentence in sorted(said, key=lambda one: one[0])]

    def web(self, group: Group, first: Sequence[Sentence]) -> Web:
        """Ways to tell what the sentences `first` tell of an object."""
        every = facts_of(group)
        wanted = frozenset(fact for sentence in first for fact in sentence.facts)
        closed = [fact for fact in every if fact not in wanted]
        ways = [list(first)]
        for _ in range(_WAYS * _TRIES):
            if len(ways) == _WAYS:
                break
            way = self.told(group, closed)
            if frozenset(fact for sentence in way for fact in sentence.facts) == wanted:
                ways.append(way)
        for index, sentence in enumerate(first):
            for other in self._alike(group, sentence, every, index == 0):
                ways.append([*first[:index], other, *first[index + 1 :]])
        return _woven(ways)

    def texts(self, hand: Hand, group: Group, style: Style) -> Web:
        """A record told whole by its author (`x-texts`), in several ways that suit a style; empty where he can't."""
        ways: list[list[Sentence]] = []
        for _ in range(_TEXTS * _TRIES):
            text = whole_text(hand, group, self.rng)
            if not text or len(text) > self.room or (style.resumes and "\n" in text):
                continue
            if style.capitals and _LOOSE.search(text):
                continue
            ways.append([Sentence(text, tuple(facts_of(group)), True, GREETING.match(text) is not None)])
            if len(ways) == _TEXTS:
                break
        return _woven(ways)

    def items(self, listing: Listing, heading: str) -> Web:
        """A list of objects by their mentions, in one sentence; empty where an item lacks one that says all of it."""
        ways: list[list[Sentence]] = []
        for form in _NOTED if self.notes else _LISTED if len(listing.items) > 1 else _SINGLE:
            texts = Framer(self.rng).mentions(listing)
            if texts is not None and sum(map(len, texts)) <= self.room:
                text = form.format(it=heading, v=joined(texts))
                ways.append([Sentence(text, tuple(facts_of(listing)))])
        return _woven(ways)

    def mention(self, group: Group, heading: str) -> Web:
        """An object inside the record by one of its mentions; empty where none says all of it."""
        ways: list[list[Sentence]] = []
        for form in _NOTED if self.notes else _SINGLE:
            text = Framer(self.rng).mention(group)
            if text is not None and len(text) <= self.room:
                ways.append([Sentence(form.format(it=heading, v=text), tuple(facts_of(group)))])
        return _woven(ways)

    def _alike(self, group: Group, sentence: Sentence, every: Sequence[Fact], first: bool) -> list[Sentence]:
        """Other sentences that say just the same facts."""
        wanted = frozenset(sentence.facts)
        framer = self._framer([fact for fact in every if fact not in wanted])
        casts = [cast for _, cast in self._casts(group) if first or not cast.greets]
        self.rng.shuffle(casts)
        found: dict[str, Sentence] = {}
        for cast in casts * _TRIES:
            other = self._filled(framer, cast, group)
            if other is not None and frozenset(other.facts) == wanted and other.text != sentence.text:
                found[other.text] = other
            if len(found) == _ALIKE:
                break
        return list(found.values())

    def _casts(self, group: Group) -> list[tuple[int, Cast]]:
        """The object's sentences that suit record and writer, with their places."""
        casts = group.wording.sentences
        me = self.me or all(cast.firsthand for cast in casts)
        return [
            (i, one) for i, one in enumerate(casts) if one.needed <= group.members.keys() and (me or not one.firsthand)
        ]

    def _filled(self, framer: Framer, cast: Cast, group: Group) -> Sentence | None:
        filled = framer.usable(cast, group)
        if not filled or len(filled[0]) > self.room:
            return None
        return Sentence(filled[0], tuple(filled[1]), cast.firsthand, cast.greets)

    def _framer(self, closed: Sequence[Fact]) -> Framer:
        framer = Framer(self.rng)
        framer.leave(closed)
        return framer


#: Sentences around mentions; the name of what they tell stands right before it.
_LISTED = ("the {it}: {v}", "here are the {it}: {v}", "the {it} are: {v}")
_NOTED = ("{it}: {v}", "{it}: {v}")
_SINGLE = ("the {it} is {v}", "the {it}: {v}")


def _woven(ways: list[list[Sentence]]) -> Web:
    """Several ways that tell the same facts as one web."""
    if not ways or not ways[0]:
        return Web()
    total = frozenset(fact for sentence in ways[0] for fact in sentence.facts)
    nodes: dict[frozenset[Fact], int] = {frozenset(): 0}
    steps: list[tuple[int, str, frozenset[Fact]]] = []
    for way in ways:
        place: frozenset[Fact] = frozenset()
        for sentence in way:
            after = place | frozenset(sentence.facts)
            steps.append((nodes[place], sentence.text, after))
            if after != total:
                nodes.setdefault(after, len(nodes))
            place = after
    nodes[total] = len(nodes)
    edges: list[dict[str, int]] = [{} for _ in range(len(nodes) - 1)]
    for start, text, after in steps:
        edges[start][text] = nodes[after]
    every = [sentence for way in ways for sentence in way]
    return Web(
        facts=[fact for sentence in ways[0] for fact in sentence.facts],
        edges=edges,
        greetings={sentence.text for sentence in every if sentence.greets},
        firsthand={sentence.text for sentence in every if sentence.firsthand},
    )


def way_of(web: Web, text: str) -> list[str] | None:
    """The sentences of one way through a web as they stand in a text, in their order; None where none does."""
    lowered = text.lower()

    def walk(node: int, start: int) -> list[str] | None:
        if node == len(web):
            return []
        for sentence, target in web.edges[node].items():
            wanted = sentence.lstrip(VALUE_FIRST).lower()
            found = lowered.find(wanted, start)
            rest = walk(target, found + len(wanted)) if found >= 0 else None
            if rest is not None:
                return [sentence, *rest]
        return None

    return walk(0, 0)
