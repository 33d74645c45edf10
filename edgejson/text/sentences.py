"""Sentence plans: an outline becomes sentences that state several facts each, in an order people use.

Own facts of an object come before the objects and lists inside it, so that each of those is one stretch.
Sentences leave here without capital and full stop: `finished` adds both, a chat message may want neither.
"""

from __future__ import annotations

import re
from random import Random

from edgejson.language.nouns import capitalised, is_one, is_told_as_one, with_article
from edgejson.language.wordclass import in_plural
from edgejson.text import sentence_shapes as shapes
from edgejson.text.outline import Fact
from edgejson.text.sentence_shapes import VALUE_FIRST as VALUE_FIRST
from edgejson.text.subjects import Subject, called, gives_name


class Teller:
    """Turns outlines into sentences, with one person's habits (sentence length, favourite shapes)."""

    __slots__ = ("length", "random", "rng", "spoken", "weights")

    def __init__(self, rng: Random, length: int, listed: bool, spoken: bool = False) -> None:
        self.rng = rng
        self.random = rng.random
        self.length = length  #: facts in a sentence at most
        self.weights = shapes.LOOSE if listed else shapes.STRICT  #: `listed`: "the order: X, Y and Z" is a sentence
        self.spoken = spoken  #: "it's" for "it is"

    def alone(self, fact: Fact, subject: Subject) -> str:
        """A scalar item or root, which is no member of an object."""
        if fact.value is None:
            return f"{subject.name} is not given"
        if fact.value in ("", [], {}) and not isinstance(fact.value, bool):
            return f"{subject.name} is empty"
        return f"{subject.name} is {quoted(fact, '')}"

    def ordered(self, facts: list[Fact]) -> list[Fact]:
        """Facts in a writer's order: often the schema's, with neighbours or halves exchanged."""
        count = len(facts)
        chance = self.random()
        if count < 2 or chance < 0.25:
            return facts
        if chance < 0.5:  # the first stays first, the rest is mixed
            rest = facts[1:]
            self.rng.shuffle(rest)
            return [facts[0], *rest]
        if chance < 0.75:
            cut = 1 + int(self.random() * (count - 1))
            return facts[cut:] + facts[:cut]
        facts = facts[:]
        self.rng.shuffle(facts)
        return facts

    def sentences(self, facts: list[Fact], subject: Subject, goes_on: bool = False) -> list[str]:
        """Sentences that state all facts about a subject; the first one names it, unless others of it stand before.

        Where a fact gives the subject's own name, it mostly comes first and its value is the subject from then on.
        """
        naming = next((fact for fact in facts if fact.wording.naming and gives_name(fact)), None)
        if naming is not None and self.random() < _USES_NAME:
            facts = [naming, *[fact for fact in facts if fact is not naming]]
        else:
            naming = None
        told: list[str] = []
        start, total = 0, len(facts)
        sizes = _SIZES[self.length]
        first = not goes_on
        while start < total:
            take = sizes[int(self.random() * len(sizes))]
            chunk = _one_list_last(facts[start : start + take])
            start += len(chunk)
            shape = self._shape(chunk)
            if told and shape in (shapes.presented, shapes.listed):
                shape = shapes.tails
            told.append(shape(self, chunk, subject, first))
            first = naming is not None
            if naming is not None:
                subject, naming = called(naming, self.random() < 0.7), None
        return told

    def _shape(self, chunk: list[Fact]) -> shapes.Shape:
        """A shape for the sentence of some facts."""
        if not chunk[0].wording.declared:
            return shapes.joined if len(chunk) > 1 else shapes.tails  # "it maps K to V and K to V"
        plain = all(fact.wording.plain and not fact.wording.field.value_phrases for fact in chunk)
        if len(chunk) == 1:
            return shapes.noted if plain and (chunk[0].free or self.random() < _NOTED) else shapes.tails
        if plain and any(fact.free for fact in chunk):
            return shapes.noted
        if plain and len({fact.wording.noun.rpartition(" ")[2] for fact in chunk}) < len(chunk):
            return shapes.noted  # "first name", "last name"
        weights = shapes.PLAIN if plain else self.weights
        return weights[int(self.random() * len(weights))]

    def pick(self, ways: tuple[str, ...]) -> str:
        """One of several ways of saying something."""
        return ways[int(self.random() * len(ways))]

    def form(self, fact: Fact) -> str:
        """One of a fact's main clauses, not filled in."""
        said = fact.said
        ways = said.clauses
        if said.bare and self.random() < _BARE:
            ways = said.bare
        elif said.active and self.random() < _ACTIVE:
            ways = said.active
        return ways[int(self.random() * len(ways))] if ways else "{it} has " + self.pick(said.nominal or said.trailing)

    def clause(self, fact: Fact, subject: Subject, first: bool) -> str:
        """One fact as a main clause."""
        return self.say(self.form(fact), fact, subject, first)

    def say(self, form: str, fact: Fact, subject: Subject, first: bool) -> str:
        """A clause filled in; the first one about a subject names it."""
        lead = ""
        if subject.plural:
            form = in_plural(form)
        if first:
            owned = form.startswith("{its} ")
            if owned and form.startswith(subject.noun, 6):  # "the order number", not "the order's order number"
                form, first = f"the {form[6:]}", False
            elif "{it" not in form or (
                owned
                and (
                    len(subject.owner) > 28
                    or " of " in subject.name
                    or (len(subject.owner) > 16 and self.random() < 0.7)
                )
            ):
                lead, first = self.pick(_LEADS).replace("{}", subject.name), False
        if first or (not lead and shapes.is_short(subject) and self.random() < shapes.AGAIN):
            text = form.replace("{it}", subject.name).replace("{its}", subject.owner)
        else:
            text = form.replace("{it}", subject.pronoun).replace("{its}", subject.pronoun_owner)
        if self.spoken and not fact.spoken and text.startswith("it is "):
            text = f"it's {text[6:]}"
        if lead:
            text = lead + text
        elif text.startswith("{v}"):
            text = VALUE_FIRST + text
        return text.replace("{v}", quoted(fact, text))

    def filled(self, form: str, fact: Fact) -> str:
        """A form with its fact's text."""
        return form.replace("{v}", quoted(fact, form))

    def fragment(self, fact: Fact, trailing: bool) -> str:
        """One fact as a fragment, one that follows a noun where wanted and possible."""
        said = fact.said
        ways = (
            said.trailing if said.trailing and (trailing or not said.nominal or self.random() < 0.45) else said.nominal
        )
        if not ways:
            return f"{fact.wording.noun} {fact.text}"
        form = ways[int(self.random() * len(ways))]
        return form.replace("{v}", quoted(fact, form))

    def jotted(self, fact: Fact) -> str:
        """One fact as people jot it down: "status: open", "status open", "not verified"."""
        said = fact.said
        ways = said.nominal or said.trailing
        form = self.pick(ways) if ways else f"{fact.wording.noun} {{v}}"
        if fact.wording.plain and fact.free and form == f"{fact.wording.noun} {{v}}":
            form = f"{fact.wording.noun}: {{v}}"
        if not fact.spoken:
            form = _WITH.sub("", form)
        return form.replace("{v}", quoted(fact, form))

    def fragments(self, facts: list[Fact], trailing: bool) -> str:
        """Several facts as a list of fragments."""
        parts = [self.fragment(fact, trailing) for fact in facts]
        if len(parts) == 1:
            return parts[0]
        shared = parts[0].startswith("with ")  # "with port 80, host X and a timeout of 5"
        for index in range(1, len(parts)):
            shared = shared and parts[index].startswith("with ")
            if shared:
                parts[index] = parts[index][5:]
        closing = not trailing or bool(facts[-1].said.trailing)  # "named X, phone V", not "named X and phone V"
        together = shared or (closing and self.random() < 0.7)
        return f"{', '.join(parts[:-1])}{' and ' if together else ', '}{parts[-1]}"


def _one_list_last(facts: list[Fact]) -> list[Fact]:
    """As many of the facts as hold at most one enumeration, which comes last: it ends a sentence best."""
    lists = [index for index, fact in enumerate(facts) if type(fact.value) is list]
    if not lists:
        return facts
    facts = facts[: lists[1]] if len(lists) > 1 else facts
    return [*facts[: lists[0]], *facts[lists[0] + 1 :], facts[lists[0]]]


_LEADS = ("as for {}, ", "for {}, ", "about {}: ", "on {}: ", "regarding {}, ")
#: Share of clauses in the shape "its name is V" for fields without phrases.
_BARE = 0.9
#: Share of clauses with the thing itself as subject ("it costs V") where there are such.
_ACTIVE = 0.85
#: Chance that a single fact without phrases is noted down without a verb.
_NOTED = 0.6
#: Chance that a name, once said, stands for what it names.
_USES_NAME = 0.8
#: What a note leaves out ahead of a fact: "with the status open", "a rating of 4".
_WITH = re.compile(r"^(?:with (?:the |an? )?|the |an? )(?=\w)")
#: Facts in a sentence, by how many it may have at most.
_SIZES = {1: (1,), 2: (1, 2, 2), 3: (1, 2, 2, 3, 3), 4: (2, 3, 3, 4)}


def quoted(fact: Fact, form: str) -> str:
    """A fact's text for a sentence: in quotation marks where it could run into the words around it."""
    text = fact.text
    if fact.spoken or type(fact.value) is not str or '"{v}"' in form:
        return text
    if not needs_quotes(text, fact.value):
        is_told = fact.wording.plain and text == fact.value and form.endswith(" is {v}")
        return with_article(text) if is_told and is_told_as_one(fact.wording.noun) and is_one(text) else text
    return f'"{text}"' if '"' not in text else f"“{text}”"


def needs_quotes(text: str, value: str) -> bool:
    """Could a string run into the sentence around it? True for long ones and such with outer punctuation."""
    if text != value or not text:
        return False
    if " " not in text:
        return text[-1] in ".,;:!?" or text[0] in ".,;:!?"
    if not text[-1].isalnum() or not text[0].isalnum():
        return text[-1] not in "/)%+-" and text[0] not in "/+-#@$"
    if text.startswith(_TITLES):
        return False
    return len(text) > 45 or ", " in text or "; " in text or ". " in text or " and " in text


_TITLES = ("Dr. ", "Prof. ", "Mr. ", "Mrs. ", "Ms. ", "St. ", "ul. ")


def finished(sentence: str) -> str:
    """A sentence with its capital and its full stop."""
    return ended(sentence[1:] if sentence[0] == VALUE_FIRST else begun(sentence))


def begun(sentence: str) -> str:
    """A sentence with its capital; a word of both cases keeps its small letter: "pH"."""
    return sentence if _MIXED.match(sentence) else capitalised(sentence)


_MIXED = re.compile(r"[a-z]+[A-Z]")


def ended(text: str) -> str:
    """A sentence with its full stop, unless it ends in a mark of its own, within quotation marks or not."""
    last = text[-2:-1] if text[-1] in '"”' else text[-1]
    return text if last in ".!?:" else text + "."
