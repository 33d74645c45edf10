"""describe: a record is put into words by a teacher, whole or in part, under a grammar that can lose no value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from edgejson.params import Wording as WordingSettings
from edgejson.teachers.grammars import describing
from edgejson.teachers.requests import Completion, Request
from edgejson.teachers.styles import AUDIENCES, PERSONAS, STYLES, TONES, Style
from edgejson.text import nouns
from edgejson.text.markers import CORRECTION
from edgejson.text.outline import Fact, Group, Listing, Outliner
from edgejson.text.outline import Part as Outline
from edgejson.text.sentences import quoted
from edgejson.text.subjects import Subject
from edgejson.text.wording import Lexicon

#: A value longer than this, in characters, is left to a template: a small model's tokens go into how it is said.
_LONG = 60
#: Characters of values in one request of a teacher that words a few of them.
_MOST_CHARACTERS = 70

#: Shown to the model; of a domain that no schema has, and their values are looked for in what it writes.
_SHOTS = (
    ("the lighthouse", "- keeper: Ottoline Quist\n- lamp: 3rd order Fresnel", "The lighthouse has the keeper "
     "Ottoline Quist, and its lamp is a 3rd order Fresnel."),
)  # fmt: skip
_SHOT_VALUES = ("Ottoline", "Quist", "Fresnel", "lighthouse")
_SYSTEM = "You put facts into words. Use every fact once, as given, and make up nothing."

_LOOP = re.compile(r"\b([A-Za-z']+)(?:\W+\1\b){2,}", re.I)


@dataclass(slots=True)
class Part:
    """What one request words: some facts of one object."""

    facts: list[Fact]
    subject: Subject
    first: bool  #: begins the text: greeting and all
    last: bool  #: ends it


@dataclass(slots=True)
class Plan:
    """How one record is written: the teacher's parts, and what is left to a template."""

    noun: str  #: what the record is ("order")
    style: Style
    setting: str  #: persona, tone and audience, in words
    opening: str  #: set words before the teacher's
    closing: str  #: set words at the end
    parts: list[Part]
    rest: Any  #: the record without what the parts state; None where nothing is left


def plan(value: Any, lexicon: Lexicon, noun: str, outliner: Outliner, wording: WordingSettings, rng: Random) -> Plan:
    """Decide what the teacher words and what a template states. `parts` is empty where no value suits the teacher."""
    outline = outliner.outline(value)
    subject = Subject(f"the {noun}", nouns.is_person(noun))
    setting = f"{rng.choice(PERSONAS)}, to {rng.choice(AUDIENCES)}, {rng.choice(TONES)}"
    if wording.whole_record:
        parts = _whole(outline, subject, wording.leaves)
        rest = None
    else:
        chosen = _some(outline.facts, wording.leaves, rng) if isinstance(outline, Group) else []
        parts = [Part(chosen, subject, True, True)] if chosen else []
        worded = {fact.wording.field.path[-1] for fact in chosen}
        rest = {name: member for name, member in value.items() if name not in worded} if parts else value
    style = rng.choice([one for one in STYLES if not (rest and one.speech)])
    opening = rng.choice(style.greetings)
    if not wording.opening_words:
        opening += rng.choice(style.purposes).replace("{}", noun)
    if parts:
        parts[0].first, parts[-1].last = True, True
    return Plan(noun, style, setting, opening, rng.choice(style.closings), parts, rest or None)


def _some(facts: list[Fact], most: int, rng: Random) -> list[Fact]:
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


def _whole(outline: Outline, subject: Subject, most: int) -> list[Part]:
    """A record's facts as parts of at most `most` each; each object and each item of a list is a stretch of its own."""
    if isinstance(outline, Fact):
        return [Part([outline], subject, False, False)]
    parts: list[Part] = []
    if isinstance(outline, Group):
        for start in range(0, len(outline.facts), most):
            parts.append(Part(outline.facts[start : start + most], subject, False, False))
        for member in outline.parts:
            noun = member.wording.noun
            parts += _whole(member, Subject(f"the {noun}", nouns.is_person(noun)), most)
        return parts
    assert isinstance(outline, Listing)
    one = outline.wording.one
    for index, item in enumerate(outline.items):
        parts += _whole(item, Subject(f"the {nouns.ordinal(index)} {one}", nouns.is_person(one)), most)
    return parts


def ask(plan: Plan, part: Part, wording: WordingSettings, seed: int) -> Request:
    """The request for one draw of a part."""
    messages = [("system", _SYSTEM)]
    for about, facts, answer in _SHOTS:
        messages += [("user", f"{facts}\nWrite a short paragraph about {about}."), ("assistant", answer)]
    lines = "\n".join(f"- {fact.wording.labels[0]}: {fact.text}" for fact in part.facts)
    wanted = f"{lines}\nWrite {plan.style.ask} about {part.subject.name}. Write as {plan.setting}."
    messages.append(("user", wanted))
    grammar = describing(
        part.facts,
        part.subject,
        plan.style,
        wording,
        opens=part.first,
        closes=part.last and plan.rest is None,
        named=part.first and plan.noun in plan.opening,
    )
    return Request(tuple(messages), grammar=grammar, seed=seed)


def fault(part: Part, completion: Completion) -> str:
    """What is wrong with a draw, in one word; "" where nothing is."""
    if completion.finish != "stop":
        return "cut" if completion.finish == "length" else "refused"
    text = completion.text
    place = 0
    free = text
    for fact in part.facts:
        if fact.spoken:
            continue
        place = text.find(fact.text, place)
        if place < 0:
            return "ungrounded"
        place += len(fact.text)
        free = free.replace(quoted(fact, ""), "")
    if _LOOP.search(free):
        return "loop"
    if CORRECTION.search(free.lower()):
        return "correction"
    said = " ".join(str(fact.value) for fact in part.facts)
    return "leak" if any(word in text and word not in said for word in _SHOT_VALUES) else ""


def best(part: Part, drawn: Sequence[Completion]) -> Completion | None:
    """The likeliest draw without fault, None where all have one."""
    good = [one for one in drawn if not fault(part, one)]
    return max(good, key=lambda one: one.logprob if one.logprob is not None else 0.0, default=None)
