"""The llm stage's work: drafts go to their teachers, come back in words, and are read back by others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from edgejson.params import Teacher
from edgejson.teachers import Session
from edgejson.teachers.describing import ask, best, fault
from edgejson.teachers.drafts import Draft
from edgejson.teachers.requests import Completion, Request

Progress: TypeAlias = Callable[[Completion], None]


@dataclass(slots=True)
class Tally:
    """Counts for metrics/llm.json, by dotted name."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, amount: int = 1) -> None:
        """Count `amount` more of `name`; a count of 0 is a count too."""
        self.counts[name] += amount

    def completion(self, teacher: str, one: Completion) -> None:
        """Count one completion's tokens and how it ended."""
        for name, amount in (("requests", 1), ("tokens_in", one.tokens_in), ("tokens_out", one.tokens_out)):
            self.add(f"teachers.{teacher}.{name}", amount)


def describe(session: Session, drafts: Iterable[Draft], tally: Tally, progress: Progress) -> None:
    """Put drafts into words. A part that no draw of states without fault is drawn again, `retries` times at most."""
    wording = session.teacher.wording
    for draft in drafts:
        draft.prepare(session.teacher)
    waiting = [(draft, number) for draft in drafts if not draft.lost for number in range(len(draft.worded))]
    for attempt in range(1 + wording.retries):
        draws = wording.candidates if attempt == 0 else 1
        questions = [
            _question(draft, number, session.teacher, attempt + draw)
            for draft, number in waiting
            for draw in range(draws)
        ]
        answers = session.generate(questions, progress)
        failed = []
        for place, (draft, number) in enumerate(waiting):
            drawn = answers[place * draws : (place + 1) * draws]
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


def _question(draft: Draft, number: int, teacher: Teacher, draw: int) -> Request:
    assert draft.plan is not None
    return ask(draft.plan, draft.plan.parts[number], teacher.wording, draft.number("draw", number, draw))


def _count(name: str, draft: Draft, number: int, drawn: list[Completion], attempt: int, tally: Tally) -> None:
    assert draft.plan is not None
    for one in drawn:
        tally.completion(name, one)
        tally.add(f"teachers.{name}.candidates")
        tally.add(f"teachers.{name}.retries", 1 if attempt else 0)
        wrong = fault(draft.plan.parts[number], one)
        tally.add(f"teachers.{name}.faults.{wrong}" if wrong else f"teachers.{name}.candidates_passed")
