"""The trial: clean records of each schema, each with each kind of defect, before the checks."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from shlex import quote
from typing import Any

from edgejson.audit.clean import Clean, same
from edgejson.audit.planting import KINDS, plant
from edgejson.checks import Checker, rejudged
from edgejson.checks.base import Pair
from edgejson.checks.conformance import fast_validator
from edgejson.checks.settings import Validate
from edgejson.checks.thresholds import Bounds
from edgejson.pipeline.errors import told
from edgejson.pipeline.metrics import percent, rounded, share
from edgejson.pipeline.records import Example, Reason, read_schema
from edgejson.pipeline.settings import Block, Count
from edgejson.pipeline.streams import stream
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import Schema


class Audit(Block):
    records_per_schema: Count = 4


#: Misses of each kind and schema that are kept to be looked at.
MAX_MISSES = 3


@dataclass(frozen=True, slots=True)
class TrialTask:
    """The trial of one schema."""

    schema: Schema
    settings: Validate
    folder: Path  #: of raw records that are right by construction: templates'
    records: int  #: clean records taken, those of lowest hash rank
    seed: int
    kinds: tuple[str, ...] = tuple(KINDS)  #: defects to plant


@dataclass(frozen=True, slots=True)
class Case:
    """A pair and what the checks see in it, and the defect that it has ("": it is clean)."""

    kind: str
    id: str
    length: int  #: characters of the text
    findings: list[Reason]  #: those that hold whatever the thresholds are
    scores: dict[str, float]
    text: str = ""  #: as the label: at hand when it was made, not kept in a file
    label: Any = None

    def reasons(self, settings: Validate) -> list[Reason]:
        """Why the checks refuse it under these settings, which are those for its schema."""
        return rejudged(self.length, self.scores, self.findings, Bounds(settings))


@dataclass(slots=True)
class Outcome:
    """Counts of a trial; `totalled` adds them up over schemas."""

    planted: Counter[str] = field(default_factory=Counter)  #: by kind
    caught: Counter[str] = field(default_factory=Counter)  #: by kind
    clean: int = 0
    rejected: int = 0  #: clean records that the checks refuse
    misses: list[tuple[Case, list[Reason]]] = field(default_factory=list)  #: some that were judged wrongly, and how

    def enter(self, case: Case, reasons: list[Reason]) -> None:
        """Count a case; `reasons` is why the checks refuse it."""
        refused = bool(reasons)
        if case.kind:
            self.planted[case.kind] += 1
            self.caught[case.kind] += refused
        else:
            self.clean += 1
            self.rejected += refused
        if refused is not bool(case.kind) and sum(miss.kind == case.kind for miss, _ in self.misses) < MAX_MISSES:
            self.misses.append((case, reasons))

    def metrics(self) -> dict[str, Any]:
        """Shares: caught of each kind that could be planted, the least of them, and of all; clean records rejected."""
        caught = {kind: share(self.caught[kind], self.planted[kind]) for kind in KINDS if self.planted[kind]}
        return {
            "caught": caught,
            "caught_least": min(caught.values(), default=0.0),
            "caught_all": share(self.caught.total(), self.planted.total()),
            "planted": self.planted.total(),
            "clean": self.clean,
            "clean_rejected": share(self.rejected, self.clean),
        }

    def rows(self) -> list[dict[str, Any]]:
        """A table for a plot: one row a kind that could be planted."""
        return [
            {
                "kind": kind,
                "planted": planted,
                "caught": self.caught[kind],
                "caught_share": rounded(share(self.caught[kind], planted)),
            }
            for kind in KINDS
            if (planted := self.planted[kind])
        ]

    def summary(self) -> str:
        """One line for the terminal, with the kinds of which most are missed."""
        shares = sorted((share(self.caught[kind], self.planted[kind]), kind) for kind in self.planted)
        worst = ", ".join(f"{kind} {percent(caught, 0)}" for caught, kind in shares[:3] if caught < 1)
        return (
            f"audit: {self.caught.total()} of {self.planted.total()} planted defects caught"
            f"{f' (least: {worst})' if worst else ''}, {self.rejected} of {self.clean} clean records refused"
        )


def run(task: TrialTask) -> Outcome:
    """The outcome of one schema's trial."""
    return judged(cases(task), task.settings.for_schema(task.schema.id, task.schema.complexity))


def seen(task: TrialTask) -> list[dict[str, Any]]:
    """What the checks see in a schema's cases, whatever the thresholds are: lines for a file, which `read` reads."""
    kept = ("kind", "id", "length", "findings", "scores")
    return [{name: getattr(case, name) for name in kept} for group in cases(task) for case in group]


def read(folder: Path, schema_id: str) -> list[list[Case]]:
    """A schema's cases as `cases` gave them, without texts and labels, from a folder of what was seen in them."""
    groups: list[list[Case]] = []
    for line in read_schema(folder, schema_id):
        if not line["kind"]:
            groups.append([])
        groups[-1].append(Case(**line))
    return groups


def judged(groups: Iterable[list[Case]], settings: Validate) -> Outcome:
    """Count what the settings (those for the schema) refuse.

    Where a record is refused without a defect, its being refused with one shows nothing, and isn't counted.
    """
    outcome = Outcome()
    for clean, *planted in groups:
        reasons = clean.reasons(settings)
        outcome.enter(clean, reasons)
        if not reasons:
            for case in planted:
                outcome.enter(case, case.reasons(settings))
    return outcome


def cases(task: TrialTask) -> Iterator[list[Case]]:
    """For each record of the sample: itself, then it again with each kind of defect for which it has a place."""
    checker = Checker(task.schema, task.settings)
    sample = by_hash(read_schema(task.folder, task.schema.id), task.records + 1)
    fields = FieldMap(task.schema.document)
    validator = fast_validator(task.schema, formats=True)
    again = f"python -m edgejson audit --schemas {quote(str(task.schema.path))}"

    def case(kind: str, record: Example, text: str, label: Any) -> Case:
        pair = Pair(text, label)
        return Case(kind, record["id"], len(text), checker.examine(pair), pair.scores, text, label)

    for record, other in list(zip(sample, [*sample[1:], *sample[:1]], strict=True))[: task.records]:
        text, label = record["text"], record["expected_output"]
        with told(f"record {record['id']}", f"{again} -n {task.records}"):
            group = [case("", record, text, label)]
        if not group[0].findings and not same(label, other["expected_output"]):
            clean = Clean(text, label, other["text"], other["expected_output"], fields, validator.is_valid)
            for kind in task.kinds:
                detail = f"record {record['id']} with {kind} planted by seed {task.seed}"
                with told(detail, f"{again} -n {task.records} --kind {kind}"):
                    planted = plant(kind, clean, stream(task.seed, "audit", record["id"], kind))
                    if planted is not None:
                        group.append(case(kind, record, *planted))
        yield group


def by_hash(records: Iterable[Example], limit: int) -> list[Example]:
    """The records of lowest hash rank, in that order: a sample that other records hardly move."""
    return heapq.nsmallest(limit, records, key=lambda record: blake2b(record["id"].encode()).digest())
