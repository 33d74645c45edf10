"""A record that is written freely: the draft, what the checks say of it, its repair, and what is dropped at last.

The label is never what a model says. A text counts where the checks find nothing against it; an optional fact that
they don't find in it is taken out of the label, but only where the text has no word of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from edgejson.pipeline.records import Reason
from edgejson.schema.fields import Field, FieldMap, Path, leaves
from edgejson.schema.loading import steps_of
from edgejson.teachers.engines.requests import Completion
from edgejson.teachers.writing.cards import Card
from edgejson.teachers.writing.prompting import Message, cleaned, examples, labels_words, repaired

#: What is wrong with a text and a label, most important first; nothing where they are a sound pair.
Judge: TypeAlias = Callable[[str, Any], Sequence[Reason]]

#: Share of a label's leaves that may be dropped; a text that says less than this has missed its record.
_MOST_DROPPED = 0.34
#: What is wrong with an answer that is no text of its record, as a check's name.
DRAFT = "draft"
#: Turns of the conversation that ask for a text; a repair goes on from there with the last draft alone.
_ASKED = 4
_WORD = re.compile(r"[^\W_]+")
#: Letters of a word that may stand in any text ("it", "of"), at most.
_GLUE = 2
#: Letters of a word that two forms of it have in common, at least.
_STEM = 4
_BRACES = re.compile(r'[{\[]\s*"|"\s*:\s*["\d{\[]')
#: Letters from which on a word of an example is looked for in what was written.
_TELLING = 5


@dataclass(slots=True)
class Freehand:
    """One record on its way to a text."""

    label: Any
    card: Card
    messages: list[Message]  #: the conversation up to the next answer
    weights: str  #: of the writer
    text: str = ""  #: of the last answer
    findings: list[Reason] = field(default_factory=list)  #: against the last answer
    step: int = 0  #: answers so far
    dropped: int = 0  #: leaves that were taken out of the label
    logprob: float | None = None  #: of the last answer

    @property
    def accepted(self) -> bool:
        """Is there a text with nothing against it?"""
        return self.step > 0 and not self.findings

    @property
    def lost_at(self) -> str:
        """Step and first reason, for the ledger: "repair_2.grounding.ungrounded"."""
        first = self.findings[0]
        return f"{step_name(self.step - 1)}.{first['check']}.{first['code']}"

    def take(self, answers: Sequence[Completion], judge: Judge, fields: FieldMap) -> None:
        """Judge the draws of one step, keep the one with the fewest faults, and go on from it where it has some."""
        judged = [(one, *self._judged(one, judge)) for one in answers]
        best, self.text, self.findings = min(judged, key=lambda entry: (len(entry[2]), -(entry[0].logprob or 0.0)))
        self.logprob = best.logprob
        self.step += 1
        self.messages = self.messages[:_ASKED]  # what was no text at all is asked for anew
        if self.findings and self.findings[0]["check"] != DRAFT:
            self.messages = repaired(self.messages, self.text, self.findings, self.label, fields)

    def drop(self, judge: Judge, fields: FieldMap) -> None:
        """Take optional facts of which the text is silent out of the label, if a sound pair is left."""
        missing = [steps_of(one["path"], self.label) for one in self.findings if one["code"] == "ungrounded"]
        if len(missing) < len(self.findings) or len(missing) > _MOST_DROPPED * sum(1 for _ in leaves(self.label)):
            return
        given = dict(leaves(self.label))
        if any(path not in given or not is_silent(self.text, fields.field(path), given[path]) for path in missing):
            return
        label = _without(self.label, missing)
        if label is not None and not judge(self.text, label):
            self.label, self.dropped, self.findings = label, len(missing), []

    def _judged(self, answer: Completion, judge: Judge) -> tuple[str, list[Reason]]:
        text = cleaned(answer.text)
        fault = self._fault(answer, text)
        return text, [fault] if fault else list(judge(text, self.label))

    def _fault(self, answer: Completion, text: str) -> Reason | None:
        """What the checks need not be asked about."""
        if answer.finish != "stop":
            return _reason("cut" if answer.finish == "length" else "refused", "the text was too long and broke off")
        if not text:
            return _reason("empty", "there was no text")
        if _BRACES.search(text):
            return _reason("json", "the text repeats the record as JSON; write it as a person would")
        known = labels_words(self.label)
        example = _WORD.findall(labels_words(examples()[self.card.register]["record"]))
        leaked = [word for word in example if len(word) >= _TELLING and word in text and word not in known]
        return _reason("leak", f"{leaked[0]} is a word of the other record") if leaked else None


def step_name(number: int) -> str:
    """What a step is called in the ledger."""
    return f"repair_{number}" if number else "first"


def is_silent(text: str, field: Field, value: Any) -> bool:
    """Has a text no word of a field, by its names and phrases, nor of its value?

    Words are compared by their beginnings, so this errs on the side of "it says something".
    """
    ways = [
        field.words,
        field.title,
        *field.cues,
        *field.phrases,
        *(one for said in field.value_phrases.values() for one in said),
    ]
    named = {word for way in ways for word in _words(way) if len(word) >= _STEM}
    valued = {word for word in _words(str(value)) if len(word) > _GLUE or word.isdigit()} or _words(str(value))
    said = _words(text)
    return not any(word == one or _akin(word, one) for one in named | valued for word in said)


def _akin(word: str, other: str) -> bool:
    least = min(len(word), len(other))
    return least >= _STEM and word[: max(_STEM, least - 2)] == other[: max(_STEM, least - 2)]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _reason(code: str, detail: str) -> Reason:
    return Reason(check=DRAFT, code=code, path="", detail=detail)


def _without(label: Any, paths: Sequence[Path]) -> Any:
    """A copy of a label without some members of objects; None where one is no such member, or was the last one."""
    left = deepcopy(label)
    for path in paths:
        parent = left
        for step in path[:-1]:
            parent = parent[step]
        if not isinstance(parent, dict) or len(parent) == 1:
            return None
        del parent[path[-1]]
    return left
