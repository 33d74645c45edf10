"""describe: a record is put into words by a teacher, whole or in part, under a grammar that can lose no value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from edgejson.language import nouns
from edgejson.language.markers import CORRECTION
from edgejson.teachers.engines.requests import Completion, Request
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.engines.teacher import Wording as WordingSettings
from edgejson.teachers.grammar.grammars import describing
from edgejson.teachers.grammar.sentence_options import way_of
from edgejson.teachers.grammar.styles import AUDIENCES, PERSONAS, SENTENCES, STYLES, TONES, Style
from edgejson.teachers.writing.planning import Part, by_author, remainder, some, whole
from edgejson.text.outline import Outliner
from edgejson.text.outline import Part as Outline
from edgejson.text.sentences import quoted
from edgejson.text.subjects import Subject

#: Shown to the model; of a domain that no schema has, and their values are looked for in what it writes.
_SHOTS = (
    ("the lighthouse", "- keeper: Ottoline Quist\n- lamp: 3rd order Fresnel", "The lighthouse has the keeper "
     "Ottoline Quist, and its lamp is a 3rd order Fresnel."),
)  # fmt: skip
_SHOT_VALUES = ("Ottoline", "Quist", "Fresnel", "lighthouse")
_SYSTEM = "You put facts into words. Use every fact once, as given, and make up nothing."

#: Stands for values where only the words around them are looked at.
_VALUE = "0"
#: Letters of a token in texts full of numbers and names, at least: 1.8 on average with a vocabulary of 49,000.
_LETTERS_A_TOKEN = 1.6
#: How a sentence begins that goes on with a comma before it only in lower case.
_CAPITAL = re.compile(r"(?!I\b)[A-Z][a-z']* [a-z]")
_LOOP = re.compile(r"\b([A-Za-z']+)(?:\W+\1\b){2,}", re.I)


@dataclass(slots=True)
class Plan:
    """How one record is written: the teacher's parts, and what is left to a template."""

    noun: str  #: what the record is ("order")
    style: Style
    setting: str  #: persona, tone and audience, in words
    greeting: str  #: set words before a text in the first person
    opening: str  #: set words before any other text that does not greet by itself
    closing: str  #: set words at the end
    parts: list[Part]
    rest: Any  #: the record without what the parts state; None where nothing is left


def plan(value: Any, noun: str, outliner: Outliner, teacher: Teacher, rng: Random) -> Plan:
    """Decide what the teacher words and what a template states. `parts` is empty where no value suits the teacher.

    What would not fit one request (`max_tokens`, `max_model_len`) is split into several, or left to the template.
    """
    wording = teacher.wording
    room = int(_LETTERS_A_TOKEN * min(teacher.max_tokens, teacher.max_model_len // 3))
    outline, style = _outlined(value, outliner, rng)
    subject = Subject(f"the {noun}", nouns.is_person(noun))
    setting = f"{rng.choice(PERSONAS)}, to {rng.choice(AUDIENCES)}, {rng.choice(TONES)}"
    divided = whole if wording.whole_record else some
    parts = by_author(outline, subject, style, room, rng) or divided(outline, subject, style, wording.leaves, room, rng)
    rest = remainder(value, outline, parts)
    if parts:
        parts[0].first, parts[-1].last = True, True
    opening = rng.choice(style.openings).replace("{}", noun)
    return Plan(
        noun=noun,
        style=style,
        setting=setting,
        greeting=rng.choice(style.greetings),
        opening=opening[:1].upper() + opening[1:] if style.fragments else opening,
        closing=rng.choice(style.closings),
        parts=parts,
        rest=rest,
    )


def _outlined(value: Any, outliner: Outliner, rng: Random) -> tuple[Outline, Style]:
    """A record's outline and a style; of a schema with an author of whole texts in his hand, and in sentences."""
    hand = outliner.lexicon.root.hand
    if hand is None:
        return outliner.outline(value), rng.choice(STYLES)
    style = rng.choice(STYLES)
    if style.fragments:
        style = rng.choice(SENTENCES)
    return outliner.in_hand(value, hand), style


def ask(plan: Plan, part: Part, wording: WordingSettings, seed: int) -> Request:
    """The request for one draw of a part."""
    messages = [("system", _SYSTEM)]
    for about, facts, answer in _SHOTS:
        messages += [("user", f"{facts}\nWrite a short paragraph about {about}."), ("assistant", answer)]
    lines = "\n".join(f"- {fact.wording.labels[0]}: {fact.text}" for fact in part.stated)
    wanted = f"{lines}\nWrite {plan.style.ask} about {part.subject.name}. Write as {plan.setting}."
    messages.append(("user", wanted))
    grammar = describing(
        part.web,
        part.facts,
        part.subject,
        plan.style,
        wording,
        opens=part.first,
        closes=part.last and plan.rest is None,
        named=part.first and not part.web and plan.noun in plan.opening,
    )
    return Request(tuple(messages), grammar=grammar, seed=seed)


def opened(plan: Plan, text: str) -> str:
    """The first part's text behind the set words that suit how it begins."""
    web = plan.parts[0].web
    way = way_of(web, text) or [""]
    if way[0] in web.greetings:
        return plan.style.hello + text
    said = plan.greeting if web.firsthand.intersection(way) else plan.opening
    if said.endswith(", ") and _CAPITAL.match(text):
        said = f"{said[:-2]}! "
    return said + text


def fault(part: Part, completion: Completion) -> str:
    """What is wrong with a draw, in one word; "" where nothing is."""
    if completion.finish != "stop":
        return "cut" if completion.finish == "length" else "refused"
    text = completion.text
    way = way_of(part.web, text)
    if way is None:
        return "ungrounded"
    place = 0
    for fact in part.facts:
        if fact.spoken:
            continue
        place = text.find(fact.text, place)
        if place < 0:
            return "ungrounded"
        place += len(fact.text)
    free = text
    for sentence in way:  # set words; the first letter may be a capital
        free = free.replace(sentence[1:], _VALUE)
    for fact in part.facts:
        free = free.replace(fact.text if fact.spoken else quoted(fact, "").strip('"'), _VALUE)
    if _LOOP.search(free):
        return "loop"
    if CORRECTION.search(free.lower()):
        return "correction"
    said = " ".join(str(fact.value) for fact in part.stated)
    return "leak" if any(word in text and word not in said for word in _SHOT_VALUES) else ""


def best(part: Part, drawn: Sequence[Completion]) -> Completion | None:
    """The likeliest draw without fault, None where all have one."""
    good = [one for one in drawn if not fault(part, one)]
    return max(good, key=lambda one: one.logprob if one.logprob is not None else 0.0, default=None)
