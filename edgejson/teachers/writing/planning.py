"""What of a record a teacher words in which request, and what is left to a template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from random import Random
from typing import Any

from edgejson.language import nouns
from edgejson.teachers.grammar.sentence_options import Sentence, Weaver, Web
from edgejson.teachers.grammar.styles import Style
from edgejson.text.outline import Fact, Group, Listing, facts_of
from edgejson.text.outline import Part as Outline
from edgejson.text.subjects import Subject

#: A value longer than this, in characters, is left to a template where no sentence holds it: a small model's tokens
#: go into how it is said.
_LONG = 60
#: Characters of values that no sentence holds, in one request of a teacher that words a few.
_MOST_CHARACTERS = 70
#: As many values more than set are worded where that finishes the record.
_MORE = 2
#: Letters that a clause has besides its value, about.
_CLAUSE = 30


@dataclass(slots=True)
class Part:
    """What one request words: sentences to choose among, and facts to be said one by one."""

    web: Web
    facts: list[Fact]
    subject: Subject
    first: bool = False  #: begins the text: greeting and all
    last: bool = False  #: ends it

    @property
    def stated(self) -> list[Fact]:
        """All facts that it states."""
        return [*self.web.facts, *self.facts]


def by_author(outline: Outline, subject: Subject, style: Style, room: int, rng: Random) -> list[Part]:
    """One part: the whole record as texts of its schema's author say it; none where it has none, or they can't.

    `room` is how many letters a text may have.
    """
    if not isinstance(outline, Group) or outline.wording.hand is None:
        return []
    texts = Weaver(rng, room).texts(outline.wording.hand, outline, style)
    return [Part(texts, [], subject)] if texts else []


def some(outline: Outline, subject: Subject, style: Style, most: int, room: int, rng: Random) -> list[Part]:
    """One part: the record's first sentences, or some of its short scalars; none where nothing suits.

    `most` is about how many values it holds, `room` how many letters its text may have.
    """
    if not isinstance(outline, Group):
        return []
    weaver = Weaver(rng, room)
    weaver.me = weaver.me or outline.wording.hand is not None
    way = [] if style.fragments else weaver.told(outline)
    taken = _first(way, most, len(facts_of(outline)), room)
    if not taken:
        chosen = _short(outline.facts, most if way or style.fragments else min(most, 4), rng)
        return [Part(Web(), chosen, subject)] if chosen else []
    web = weaver.web(outline, taken)
    told = {fact for sentence in way for fact in sentence.facts}
    loose = [fact for fact in outline.facts if fact not in told]
    left = most - len(web.facts)
    return [Part(web, _short(loose, left, rng) if left > 0 else [], subject)]


def _first(way: Sequence[Sentence], most: int, total: int, room: int) -> list[Sentence]:
    """Sentences from the beginning on, until they hold `most` facts; all, where that is not many more."""
    if sum(len(one.facts) for one in way) == total <= most + _MORE and _length(way) <= room:
        return list(way)
    taken: list[Sentence] = []
    for sentence in way:
        if sum(len(one.facts) for one in taken) >= most:
            break
        if _length([*taken, sentence]) <= room:
            taken.append(sentence)
    return taken


def _length(sentences: Iterable[Sentence]) -> int:
    return sum(len(sentence.text) for sentence in sentences)


def _short(facts: Sequence[Fact], most: int, rng: Random) -> list[Fact]:
    """Short scalars: up to `most` of them, or one more where that leaves nothing.

    Drawn at random; told with the subject's name first, then what it does or is, then what is only "its".
    """
    fit = [
        fact
        for fact in facts
        if len(fact.text) <= _LONG and "\n" not in fact.text and not (isinstance(fact.value, list) and fact.value)
    ]
    rng.shuffle(fit)
    if len(facts) == len(fit) <= most + 1:
        most += 1
    chosen: list[Fact] = []
    length = 0
    for fact in fit:
        length += 0 if fact.spoken else len(fact.text)
        if len(chosen) == most or (chosen and length > _MOST_CHARACTERS):
            break
        chosen.append(fact)
    return sorted(chosen, key=lambda fact: (not fact.wording.naming, not fact.said.active))


def remainder(value: Any, outline: Outline, parts: Sequence[Part]) -> Any:
    """A record without what the parts state; None where nothing is left."""
    told = {fact for part in parts for fact in part.stated}
    return _without(value, outline, told)


def _without(value: Any, outline: Outline, told: set[Fact]) -> Any:
    if all(fact in told for fact in facts_of(outline)):
        return None
    if not isinstance(outline, Group):
        return value
    kept = {name: _without(member, outline.members[name], told) for name, member in value.items()}
    gone = {name for name, member in outline.members.items() if all(fact in told for fact in facts_of(member))}
    return {name: member for name, member in kept.items() if name not in gone}


@dataclass(slots=True)
class _Whole:
    """A whole record being divided into parts of at most `most` facts, a few more where a sentence holds them."""

    weaver: Weaver
    style: Style
    most: int
    room: int
    parts: list[Part] = field(default_factory=list)
    told: list[Fact] = field(default_factory=list)

    def tell(self, outline: Outline, subject: Subject) -> None:
        """Divide an outline; each object and each item of a list is a stretch of its own.

        A value that has no room in any request is left out.
        """
        if isinstance(outline, Fact):
            self.add(Web(), [outline], subject)
        elif isinstance(outline, Listing):
            self.items(outline, subject)
        else:
            self.object(outline, subject)

    def object(self, group: Group, subject: Subject) -> None:
        """The object's sentences, its facts that none of them holds, then what is inside it."""
        for sentences in self.chunks([] if self.style.fragments else self.weaver.told(group, self.told)):
            self.add(self.weaver.web(group, sentences), [], subject)
        loose = [fact for fact in self.untold(group.facts) if len(fact.text) + _CLAUSE <= self.room]
        each = max(1, min(self.most, self.room // max((len(fact.text) + _CLAUSE for fact in loose), default=1)))
        for start in range(0, len(loose), each):
            self.add(Web(), loose[start : start + each], subject)
        for member in group.parts:
            left = self.untold(facts_of(member))
            if not left:
                continue
            noun = member.wording.noun
            if isinstance(member, Group) and len(left) == len(facts_of(member)):
                web = self.weaver.mention(member, noun)
                if web:
                    self.add(web, [], subject)
                    continue
            self.tell(member, Subject(f"the {noun}", nouns.is_person(noun)))

    def items(self, listing: Listing, subject: Subject) -> None:
        """A list in one sentence of mentions where they are short, else item after item."""
        one = listing.wording.one
        web = self.weaver.items(listing, listing.wording.noun if len(listing.items) > 1 else one)
        if web and web.length <= self.room:
            self.add(web, [], subject)
            return
        for index, item in enumerate(listing.items):
            name = f"the {nouns.ordinal(index)} {one}"
            self.tell(item, Subject(name, nouns.is_person(one)))

    def chunks(self, way: Sequence[Sentence]) -> list[list[Sentence]]:
        """Sentences in even runs of at most `most` facts that have room in one request, or of one sentence."""
        total = sum(len(sentence.facts) for sentence in way)
        each = min(self.most, ceil(total / max(1, ceil(total / self.most))) + 1)
        runs: list[list[Sentence]] = []
        for sentence in way:
            run = [*runs[-1], sentence] if runs else []
            if run and sum(len(one.facts) for one in run) <= each and _length(run) <= self.room:
                runs[-1].append(sentence)
            else:
                runs.append([sentence])
        return runs

    def add(self, web: Web, facts: list[Fact], subject: Subject) -> None:
        """A further part, or more of the last one where there is room and nothing but sentences so far."""
        self.told += [*web.facts, *facts]
        last = self.parts[-1] if self.parts else None
        fits = (
            last is not None
            and not last.facts
            and len(last.stated) + len(web.facts) + len(facts) <= self.most
            and last.web.length + web.length + sum(len(fact.text) + _CLAUSE for fact in facts) <= self.room
        )
        if last is not None and fits and (last.subject.name == subject.name or not facts):
            last.web, last.facts = last.web + web, facts
            return
        self.parts.append(Part(web, facts, subject))

    def untold(self, facts: Iterable[Fact]) -> list[Fact]:
        """Those that no part states yet."""
        known = set(self.told)
        return [fact for fact in facts if fact not in known]


def whole(outline: Outline, subject: Subject, style: Style, most: int, room: int, rng: Random) -> list[Part]:
    """A record's facts as parts of about `most` each, whose texts have at most about `room` letters."""
    dividing = _Whole(Weaver(rng, room, style.fragments), style, most, room)
    dividing.tell(outline, subject)
    return dividing.parts
