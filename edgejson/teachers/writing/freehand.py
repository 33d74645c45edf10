"""A record that is written freely: the draft, what the checks say of it, its repair, and what is dropped at last.

The label is never what a model says. A text counts where the checks find nothing against it; an optional fact that
they don't find in it is taken out of the label, but only where the text has no word of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from edgejson.pipeline.records import INDEPENDENT, Reason, but_unnamed
from edgejson.schema.fields import Path, leaves
from edgejson.schema.instances import at, drop
from edgejson.schema.loading import steps_of
from edgejson.teachers.engines.requests import Completion
from edgejson.teachers.engines.teacher import Wording
from edgejson.teachers.writing import brief, prompting
from edgejson.teachers.writing.cards import Card
from edgejson.teachers.writing.prompting import Facts, Message, cleaned, examples_of, labels_words
from edgejson.teachers.writing.repairing import Stretch, is_silent, stretch_of
from edgejson.text.registers import REGISTERS

#: What is wrong with a text and a label, most important first; nothing where they are a sound pair.
Judge: TypeAlias = Callable[[str, Any], Sequence[Reason]]

#: Faults of one draft that are told at once; a small model loses sight of more.
_MOST_FAULTS = 6
#: Share of a label's leaves that may be dropped; a text that says less than this has missed its record.
_MOST_DROPPED = 0.34
#: What is wrong with an answer that is no text of its record, as a check's name.
DRAFT = "draft"
_WORD = re.compile(r"[^\W_]+")
_LISTED = re.compile(r"^- (.+)", re.M)
#: The class of registers in which people write sentences.
PROSE = "prose"
#: What stands between two parts of a text, by its register; else a blank.
_JOINTS = {"chat": "\n", "notes": "\n", "transcript": "\n"}
_BRACES = re.compile(r'[{\[]\s*"|"\s*:\s*["\d{\[]')
#: Letters from which on a word of an example is looked for in what was written.
_TELLING = 5


@dataclass(slots=True)
class Freehand:
    """One record on its way to a text, which is written as a whole, or part by part."""

    facts: Facts
    card: Card
    wording: Wording
    weights: str  #: of the writer
    proven: bool = False  #: enough independent readers will read the text, so that values need no cue
    label: Any = field(init=False)
    parts: list[list[Path]] = field(init=False)  #: leaves by the part that is to say them; the first is being written
    asked: list[Message] = field(init=False)  #: the conversation that asks for the part
    messages: list[Message] = field(init=False)  #: the one up to the next answer
    before: str = ""  #: the text in front of the part
    stretch: Stretch | None = None  #: where the next answer goes; None: it is the whole part
    text: str = ""  #: as far as it is written
    findings: list[Reason] = field(default_factory=list)  #: against what the text says so far
    step: int = 0  #: answers so far
    tries: int = 0  #: of the part
    most_tries: int = 0  #: of any part
    readers: set[str] = field(default_factory=set)  #: weights, other than the writer's, that have read the label
    dropped: int = 0  #: leaves that were taken out of the label
    logprob: float | None = None  #: of the last answer

    def __post_init__(self) -> None:
        self.label = self.facts.value
        if self.wording.prompt == "brief":
            self.parts = brief.parts(self.label, self.wording.leaves)
            self.asked = brief.asked(self.facts, self.card, self.parts[0], len(self.parts) == 1)
        else:
            self.parts = [[path for path, _ in leaves(self.label)]]
            self.asked = prompting.asked(self.facts, self.card)
        self.messages = self.asked

    @property
    def accepted(self) -> bool:
        """Is there a whole text with nothing against it?"""
        return self.tries > 0 and len(self.parts) == 1 and not self.findings

    @property
    def shared(self) -> str:
        """What its requests share with others, beside those of its schema: requests that do are asked in a row."""
        return self.card.style if self.wording.prompt == "brief" else ""

    @property
    def goes_on(self) -> bool:
        """Is there more to ask: a part, another draw, a repair?"""
        return not (self.accepted or self.refused or self.tries > self.wording.retries + self.wording.repairs)

    @property
    def unproven(self) -> bool:
        """Do fewer independent readers than are needed have read the label of a text that was left to them?"""
        return self.proven and len(self.readers) < INDEPENDENT

    @property
    def refused(self) -> bool:
        """Would the engine not take the request?"""
        return any((one["check"], one["code"]) == (DRAFT, "refused") for one in self.findings)

    @property
    def name(self) -> str:
        """What the last step is called in the ledger, by the part that took most: "first", "retry_1", "repair_2"."""
        return step_name(self.most_tries - 1, self.wording.retries)

    @property
    def lost_at(self) -> str:
        """Step and first reason, for the ledger: "repair_2.grounding.ungrounded"."""
        first = self.findings[0]
        return f"{self.name}.{first['check']}.{first['code']}"

    def take(self, answers: Sequence[Completion], judge: Judge) -> None:
        """Judge the draws of one step, keep the one with the fewest faults, and go on from it.

        A draw or repair that leaves more faults than there were is forgotten.
        """
        judged = [(*self._judged(one, judge), one.logprob) for one in answers]
        if self.tries:
            judged.append((self.text, self.findings, self.logprob))
        self.text, self.findings, self.logprob = min(judged, key=lambda entry: (len(entry[1]), -(entry[2] or 0.0)))
        self.step += 1
        self.tries += 1
        self.most_tries = max(self.most_tries, self.tries)
        if self.findings:
            self._ask_again()
        elif len(self.parts) > 1:
            self._next_part()

    def _ask_again(self) -> None:
        """What to ask next: another draw; then the stretch that is wrong, or all of it where that can't be told."""
        if self.tries <= self.wording.retries:
            return
        told = self.findings[:_MOST_FAULTS]
        self.stretch = None if told[0]["check"] == DRAFT else stretch_of(self.text, told, self.label, self.facts.fields)
        repair = self.tries - self.wording.retries
        if self.stretch is None:
            self.messages = prompting.anew(self.asked, told, self.facts, repair)
        else:
            self.messages = prompting.mended(self.asked, self.card, self.stretch, told, self.facts, repair)

    def _next_part(self) -> None:
        self.parts = self.parts[1:]
        self.before, self.stretch, self.tries = self.text, None, 0
        self.asked = brief.further(self.asked, self.text, self.facts, self.parts[0], len(self.parts) == 1)
        self.messages = self.asked

    def drop(self, judge: Judge) -> None:
        """Take optional facts of which a whole text is silent out of the label, if a sound pair is left."""
        if len(self.parts) > 1:
            return
        missing = [steps_of(one["path"], self.label) for one in self.findings if one["code"] == "ungrounded"]
        if len(missing) < len(self.findings) or len(missing) > _MOST_DROPPED * sum(1 for _ in leaves(self.label)):
            return
        given, fields = dict(leaves(self.label)), self.facts.fields
        if any(path not in given or not is_silent(self.text, fields.field(path), given[path]) for path in missing):
            return
        label = _without(self.label, missing)
        if label is not None and not self._against(self.text, label, judge):
            self.label, self.dropped, self.findings = label, len(missing), []

    def _judged(self, answer: Completion, judge: Judge) -> tuple[str, list[Reason]]:
        text = cleaned(answer.text)
        if text and self.stretch is not None:
            text = self.stretch.filled(self.text, text)
        elif text and self.before:
            text = f"{self.before}{_JOINTS.get(self.card.register, ' ')}{text}"
        fault = self._fault(answer, text)
        return text, [fault] if fault else self._against(text, self.label, judge)

    def _against(self, text: str, label: Any, judge: Judge) -> list[Reason]:
        """What the checks have against a text, but for what readers will prove, and for what later parts will say."""
        found = but_unnamed(judge(text, label), INDEPENDENT if self.proven else 0)
        later = {path for part in self.parts[1:] for path in part}
        return [one for one in found if steps_of(one["path"], label) not in later]

    def _fault(self, answer: Completion, text: str) -> Reason | None:
        """What the checks need not be asked about."""
        if answer.finish != "stop":
            return _reason("cut" if answer.finish == "length" else "refused", "the text was too long and broke off")
        if not text:
            return _reason("empty", "there was no text")
        if _BRACES.search(text):
            return _reason("json", "the text repeats the record as JSON; write it as a person would")
        if REGISTERS[self.card.register] == PROSE and self._lists(text):
            return _reason("listed", "the text lists the facts as the request does; say them in sentences")
        known = labels_words(self.label)
        shown = [labels_words(example.facts.value) for example in examples_of(self.card)]
        example = _WORD.findall(" ".join(shown if self.wording.prompt == "brief" else shown[:1]))
        leaked = [word for word in example if len(word) >= _TELLING and word in text and word not in known]
        return _reason("leak", f"{leaked[0]} is a word of the other record") if leaked else None

    def _lists(self, text: str) -> bool:
        """Does a text say more than half of its facts as the request listed them, "name: value"?"""
        facts = _LISTED.findall(self.asked[-1][1])
        return sum(fact in text for fact in facts) > len(facts) / 2


def step_name(number: int, retries: int) -> str:
    """What a step is called in the ledger, where `retries` draws come before repairs."""
    return "first" if not number else f"retry_{number}" if number <= retries else f"repair_{number - retries}"


def _reason(code: str, detail: str) -> Reason:
    return Reason(check=DRAFT, code=code, path="", detail=detail)


def _without(label: Any, paths: Sequence[Path]) -> Any:
    """A copy of a label without some members of objects; None where one is no such member, or was the last one."""
    for path in paths:
        parent = at(label, path[:-1])
        if not isinstance(parent, dict) or len(parent) == 1:
            return None
        label = drop(label, path)
    return label
