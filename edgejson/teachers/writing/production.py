"""The llm stage's work: drafts go to their teachers, come back in words, and are read back by others."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean, median
from typing import TypeAlias

from edgejson.pipeline.metrics import counted, share
from edgejson.schema.fields import leaves
from edgejson.teachers import Session
from edgejson.teachers.engines.requests import Completion, Request
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.grammar.counting import bits
from edgejson.teachers.writing import inventing, verifying
from edgejson.teachers.writing.describing import ask, best, fault
from edgejson.teachers.writing.drafts import Draft

Progress: TypeAlias = Callable[[Completion], None]


@dataclass(slots=True)
class Tally:
    """Counts for metrics/llm.json, by dotted name."""

    counts: Counter[str] = field(default_factory=Counter)
    bits: dict[str, list[float]] = field(default_factory=dict)  #: by teacher, of each record whose words it chose

    def add(self, name: str, amount: int = 1) -> None:
        """Count `amount` more of `name`; a count of 0 is a count too."""
        self.counts[name] += amount

    def of_writers(self) -> dict[str, float]:
        """By teacher that writes freely: pass rates before and after repair, tokens written for an accepted record."""
        found: dict[str, float] = {}
        for asked in [name for name in self.counts if name.endswith(".written.first.drafts")]:
            teacher = asked.removesuffix(".written.first.drafts")
            steps = [
                count
                for name, count in self.counts.items()
                if name.startswith(f"{teacher}.written.") and name.endswith(".accepted")
            ]
            found[f"{teacher}.written.pass_rate_first"] = share(
                self.counts[f"{teacher}.written.first.accepted"], self.counts[asked]
            )
            found[f"{teacher}.written.pass_rate"] = share(sum(steps), self.counts[asked])
            found[f"{teacher}.written.tokens_a_record"] = share(self.counts[f"{teacher}.tokens_out"], sum(steps))
        return found

    def of_choosers(self) -> dict[str, float]:
        """By teacher that chose the words of records: how much there was to choose, in bits of a record."""
        return {
            f"teachers.{name}.chosen.bits_{said}": round(measure(found), 2)
            for name, found in self.bits.items()
            for said, measure in (("median", median), ("mean", fmean))
        }

    def completion(self, teacher: str, one: Completion) -> None:
        """Count one completion's tokens and how it ended."""
        for name, amount in (("requests", 1), ("tokens_in", one.tokens_in), ("tokens_out", one.tokens_out)):
            self.add(f"teachers.{teacher}.{name}", amount)


#: Completions that an estimate of the time left is made from, and how many requests there must be for one.
_CALIBRATING = 16
_WORTH_CALIBRATING = 40


def announce(session: Session, task: str, requests: Sequence[Request], progress: Progress) -> Progress:
    """Print what is going to be asked of a teacher; `progress`, which for long work prints an estimate on the way.

    The estimate comes from the first completions of the work itself, so that no slot of the engine waits for it.
    """
    sources = session.sources(requests)
    recorded, cached, waiting = sources["recorded"], sources["cached"], sources["new"]
    asked = counted(sources.total(), "request")
    print(f"{session.name} {task}: {asked}, {recorded} recorded, {cached} cached, {waiting} new", flush=True)
    if waiting < _WORTH_CALIBRATING:
        return progress
    count, tokens, begun = -recorded - cached, 0, 0.0

    def step(completion: Completion) -> None:
        nonlocal count, tokens, begun
        progress(completion)
        count += 1
        if count == 1:  # the model is loaded now, which is no measure of its speed
            begun = time.monotonic()
        elif 1 < count <= 1 + _CALIBRATING:
            tokens += completion.tokens_in + completion.tokens_out
        if count == 1 + _CALIBRATING:
            each = (time.monotonic() - begun) / _CALIBRATING
            left = waiting - count
            print(f"  about {tokens // _CALIBRATING * left:,} tokens and {each * left / 60:.1f} min to go", flush=True)

    return step


def invent(session: Session, drafts: Sequence[Draft], tally: Tally, progress: Progress) -> None:
    """Let the teacher make up the records of drafts; what it gets wrong is repaired from a sampled record.

    A record that is not ended, owes more than half of its leaves to repairs, or repeats one before it, is sampled.
    """
    name, most = session.name, session.teacher.invent.max_tokens
    asked: list[tuple[Draft, Request]] = []
    for draft in drafts:
        with draft.tried():
            draft.sample()
            shape = draft.desk.workshop.shape
            asked.append((draft, inventing.ask(draft.desk.schema, shape, draft.random("invent"), most)))
    for draft, answer in _answered(session, "invent", asked, progress):
        tally.completion(name, answer)
        tally.add(f"teachers.{name}.invent.asked")
        if answer.finish != "stop":
            tally.add(f"teachers.{name}.invent.{'cut' if answer.finish == 'length' else 'refused'}")
            continue
        with draft.tried():
            value, repaired = draft.desk.workshop.record(answer.text, draft.value)
        if draft.lost:
            continue
        total = sum(1 for _ in leaves(value))
        tally.add(f"teachers.{name}.invent.ended")
        tally.add(f"teachers.{name}.invent.repaired", 1 if repaired else 0)
        tally.add(f"teachers.{name}.invent.leaves", total)
        tally.add(f"teachers.{name}.invent.leaves_repaired", repaired)
        if repaired > inventing.MOST_REPAIRED * total:
            continue
        if draft.desk.workshop.repeats(value):
            tally.add(f"teachers.{name}.invent.repeats")
        else:
            draft.value, draft.invented = value, True
            tally.add(f"teachers.{name}.invent.kept")


def verify(session: Session, drafts: Sequence[Draft], most_tokens: int, tally: Tally, progress: Progress) -> None:
    """Let a teacher read finished drafts of other teachers back.

    What was written freely is lost where the reading of other weights than its writer's doesn't give the label.
    """
    asked: list[tuple[Draft, Request]] = []
    for draft in drafts:
        with draft.tried():
            asked.append((draft, verifying.ask(draft.example(session.name), draft.desk.answer_shape, most_tokens)))
    for draft, answer in _answered(session, "verify", asked, progress):
        tally.completion(session.name, answer)
        tally.add(f"teachers.{session.name}.verify.read")
        tally.add(f"teachers.{session.name}.verify.ended", 1 if answer.finish == "stop" else 0)
        draft.readings.append(verifying.reading(answer))
        if draft.free is not None and draft.free.weights != verifying.weights(session.teacher):
            agrees = verifying.agreement(draft.value, draft.readings[-1:]) == 1
            tally.add(f"teachers.{session.name}.verify.gave_the_label", int(agrees))
            if agrees:
                draft.free.readers.add(verifying.weights(session.teacher))
            draft.lost = "" if agrees else f"reading.{session.name}"


def _answered(
    session: Session, task: str, asked: Sequence[tuple[Draft, Request]], progress: Progress
) -> Iterator[tuple[Draft, Completion]]:
    """Each draft with the answer to its request."""
    requests = [request for _, request in asked]
    answers = session.generate(requests, announce(session, task, requests, progress))
    return zip((draft for draft, _ in asked), answers, strict=True)


def describe(session: Session, drafts: Sequence[Draft], tally: Tally, progress: Progress) -> None:
    """Put drafts into words. A part that no draw of states without fault is drawn again, `retries` times at most."""
    wording = session.teacher.wording
    for draft in (draft for draft in drafts if not draft.lost):
        with draft.tried():
            draft.prepare(session.teacher)
    waiting = [(draft, number) for draft in drafts if not draft.lost for number in range(len(draft.worded))]
    for attempt in range(1 + wording.retries):
        draws = wording.candidates if attempt == 0 else 1
        questions = [
            question(draft, number, session.teacher, attempt + draw)
            for draft, number in waiting
            for draw in range(draws)
        ]
        if attempt == 0:
            progress = announce(session, "describe", questions, progress)
            for (draft, _), asked in zip(waiting, questions[:: wording.candidates], strict=True):
                draft.bits += bits(asked.grammar)
        answers = session.generate(questions, progress)
        if attempt == 0:
            told_refusals(session.name, answers)
        failed = []
        for place, (draft, number) in enumerate(waiting):
            drawn = answers[place * draws : (place + 1) * draws]
            with draft.tried():
                _count(session.name, draft, number, drawn, attempt, tally)
                assert draft.plan is not None
                draft.worded[number] = best(draft.plan.parts[number], drawn)
                if draft.worded[number] is None:
                    failed.append((draft, number))
        waiting = failed
        if not waiting:
            return
    for draft, _ in waiting:
        draft.lost = "not_worded"


def told_refusals(name: str, answers: Sequence[Completion]) -> None:
    """Say in one line that an engine refused requests, and why it did the first one."""
    refused = [one.text for one in answers if one.finish == "refused"]
    if refused:
        print(f"{name}: {len(refused)} of {len(answers)} requests refused; the first: {refused[0]}", file=sys.stderr)


def question(draft: Draft, number: int, teacher: Teacher, draw: int) -> Request:
    """The request for a draw of one part of a draft."""
    assert draft.plan is not None
    asked = ask(draft.plan, draft.plan.parts[number], teacher.wording, draft.number("draw", number, draw))
    return replace(asked, schema_id=draft.desk.schema.id)


def _count(name: str, draft: Draft, number: int, drawn: list[Completion], attempt: int, tally: Tally) -> None:
    assert draft.plan is not None
    for one in drawn:
        tally.completion(name, one)
        tally.add(f"teachers.{name}.candidates")
        tally.add(f"teachers.{name}.retries", 1 if attempt else 0)
        wrong = fault(draft.plan.parts[number], one)
        tally.add(f"teachers.{name}.faults.{wrong}" if wrong else f"teachers.{name}.candidates_passed")
