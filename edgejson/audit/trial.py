"""The trial: clean records of each schema, each with each kind of defect, before the checks."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import jsonschema_rs

from edgejson.audit.clean import Clean, same
from edgejson.audit.planting import KINDS, plant
from edgejson.checks import Checker, Verdict
from edgejson.fields import FieldMap
from edgejson.metrics import share
from edgejson.params import Validate
from edgejson.records import Example, read_schema
from edgejson.schemas import Schema
from edgejson.streams import stream

#: Misses of each kind and schema that are kept to be looked at.
MAX_MISSES = 3


@dataclass(frozen=True, slots=True)
class Task:
    """The trial of one schema."""

    schema: Schema
    settings: Validate
    folder: Path  #: of raw records that are right by construction: templates'
    records: int  #: clean records taken, those of lowest hash rank
    seed: int


@dataclass(frozen=True, slots=True)
class Case:
    """A pair, what the checks found in it, and the defect that it has ("": it is clean)."""

    kind: str
    id: str
    text: str
    label: Any
    verdict: Verdict


@dataclass(slots=True)
class Outcome:
    """Counts of a trial; adds up over schemas."""

    planted: Counter[str] = field(default_factory=Counter)  #: by kind
    caught: Counter[str] = field(default_factory=Counter)  #: by kind
    clean: int = 0
    rejected: int = 0  #: clean records that the checks refuse
    misses: list[Case] = field(default_factory=list)  #: a few defects not caught, clean records refused

    def enter(self, case: Case) -> None:
        """Count a case."""
        wrong = case.verdict.passed if case.kind else not case.verdict.passed
        if case.kind:
            self.planted[case.kind] += 1
            self.caught[case.kind] += not case.verdict.passed
        else:
            self.clean += 1
            self.rejected += not case.verdict.passed
        if wrong and sum(miss.kind == case.kind for miss in self.misses) < MAX_MISSES:
            self.misses.append(case)

    def update(self, other: Outcome) -> None:
        """Add another schema's counts."""
        self.planted.update(other.planted)
        self.caught.update(other.caught)
        self.clean += other.clean
        self.rejected += other.rejected
        self.misses += other.misses

    def metrics(self) -> dict[str, Any]:
        """Shares: caught of each kind that could be planted, and of all; clean records rejected."""
        return {
            "caught": {kind: share(self.caught[kind], self.planted[kind]) for kind in KINDS if self.planted[kind]},
            "caught_all": share(self.caught.total(), self.planted.total()),
            "planted": self.planted.total(),
            "clean": self.clean,
            "clean_rejected": share(self.rejected, self.clean),
        }

    def summary(self) -> str:
        """One line for the terminal, with the kinds of which most are missed."""
        shares = sorted((share(self.caught[kind], self.planted[kind]), kind) for kind in self.planted)
        worst = ", ".join(f"{kind} {caught:.0%}" for caught, kind in shares[:3] if caught < 1)
        return (
            f"audit: {self.caught.total()} of {self.planted.total()} planted defects caught"
            f"{f' (least: {worst})' if worst else ''}, {self.rejected} of {self.clean} clean records refused"
        )


def run(task: Task) -> Outcome:
    """The outcome of one schema's trial."""
    outcome = Outcome()
    for case in cases(task):
        outcome.enter(case)
    return outcome


def cases(task: Task) -> Iterator[Case]:
    """Each clean record of the sample, then it again with each kind of defect for which it has a place."""
    checker = Checker(task.schema, task.settings)
    sample = by_hash(read_schema(task.folder, task.schema.id), task.records + 1)
    fields = FieldMap(task.schema.document)
    validator = jsonschema_rs.validator_for(task.schema.document, validate_formats=True)
    cleans = zip(sample, [*sample[1:], *sample[:1]], strict=True)
    for record, other in list(cleans)[: task.records]:
        text, label = record["text"], record["expected_output"]
        verdict = checker.check(text, label)
        yield Case("", record["id"], text, label, verdict)
        if not verdict.passed or same(label, other["expected_output"]):
            continue  # what is refused without a defect shows nothing when it is refused with one
        clean = Clean(text, label, other["text"], other["expected_output"], fields, validator.is_valid)
        for kind in KINDS:
            planted = plant(kind, clean, stream(task.seed, "audit", record["id"], kind))
            if planted is not None:
                yield Case(kind, record["id"], *planted, checker.check(*planted))


def by_hash(records: Iterable[Example], limit: int) -> list[Example]:
    """The records of lowest hash rank, in that order: a sample that other records hardly move."""
    return heapq.nsmallest(limit, records, key=lambda record: blake2b(record["id"].encode()).digest())


def totalled(outcomes: Iterable[Outcome]) -> Outcome:
    """All outcomes as one."""
    total = Outcome()
    for outcome in outcomes:
        total.update(outcome)
    return total
