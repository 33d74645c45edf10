"""Examine a schema's raw records: what every level finds and how it grades, whatever the thresholds are.

This is the slow part of validation. What it writes is all that another threshold needs: `runner` applies them to it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import Any

from edgejson.checks import Checker
from edgejson.checks.base import Pair
from edgejson.checks.duplicates import DuplicateIndex
from edgejson.checks.settings import Validate
from edgejson.pipeline.errors import UserError, first_of, readable, told
from edgejson.pipeline.records import Example, Reason, read_schema, write_schema
from edgejson.schema.loading import Schema

#: Ids that a warning names at most.
_TOLD = 5


@dataclass(frozen=True, slots=True)
class ExaminationTask:
    """One schema's examination."""

    schema: Schema
    settings: Validate
    raw: tuple[Path, ...]  #: folders of raw records; one without a file for the schema has no records of it
    examined: Path  #: folder to write to
    excluded: frozenset[str]  #: ids that a person has struck out


def run(task: ExaminationTask) -> frozenset[str]:
    """Examine all raw records of a schema, in the order of their ids, into `examined`; the ids that were struck out.

    Raises UserError for a raw record without id, text or label.
    """
    judge = Judge(task.schema, task.settings, task.excluded)
    write_schema(task.examined, task.schema.id, _examined(task, judge))
    return judge.struck_out


def _examined(task: ExaminationTask, judge: Judge) -> Iterator[Example]:
    for record in heapq.merge(*(_read(folder, task.schema.id) for folder in task.raw), key=lambda found: found["id"]):
        again = f"python -m edgejson check --schema {quote(str(task.schema.path))} --record {record['id']}"
        with told(f"record {record['id']}", again):
            pair = Pair(record["text"], record["expected_output"])
            record["findings"] = judge.examine(record["id"], pair, record.get("agreement"), record.get("readers", 0))
            record["scores"] = pair.scores
            places = judge.checker.evidence_of(pair)
            record["evidence"] = {place["path"]: [place["start"], place["end"]] for place in places}
        yield record


def _read(folder: Path, schema_id: str) -> Iterator[Example]:
    """A schema's raw records. Raises UserError for one that lacks what a verdict needs."""
    for number, record in enumerate(read_schema(folder, schema_id), 1):
        missing = [name for name in ("id", "text", "expected_output") if name not in record]
        if missing:
            raise UserError(f"{folder}/{schema_id}: record {number} has no {missing[0]!r}; make the raw set again")
        yield record


class Judge:
    """All levels for the records of one schema, duplicates included; must see the records in their order."""

    def __init__(self, schema: Schema, settings: Validate, excluded: frozenset[str] = frozenset()) -> None:
        self.checker = Checker(schema, settings)
        self._excluded = excluded
        self._index = DuplicateIndex()
        self._ids: set[str] = set()

    @property
    def struck_out(self) -> frozenset[str]:
        """Ids of records so far that a person has struck out."""
        return self._excluded & self._ids

    def judge(
        self, record_id: str, text: str, label: Any, agreement: float | None = None
    ) -> tuple[list[Reason], dict[str, float]]:
        """Why a record is refused (empty: it is kept), and its graded scores."""
        pair = Pair(text, label)
        return self.checker.verdict(pair, self.examine(record_id, pair, agreement)).findings, pair.scores

    def examine(self, record_id: str, pair: Pair, agreement: float | None = None, readers: int = 0) -> list[Reason]:
        """What is wrong with a record whatever the thresholds are; grades are left in `pair.scores`."""
        findings = [*self.checker.examine(pair, agreement, readers), *self._by_id(record_id)]
        if not findings and self.checker.settings.duplicates.enabled:
            self.checker.subject.ground(pair)  # values are masked where they stand
            findings = list(self._index.compare(record_id, pair))
        return findings

    def _by_id(self, record_id: str) -> list[Reason]:
        found = []
        if record_id in self._excluded:
            found.append(Reason(check="excluded", code="by-hand", path="", detail=f"{record_id} is in the list"))
        if record_id in self._ids:
            found.append(Reason(check="duplicates", code="same-id", path="", detail=f"{record_id} was there before"))
        self._ids.add(record_id)
        return found


def read_excluded(path: Path) -> frozenset[str]:
    """The ids of an exclusion list: one a line; `#` begins a comment. A missing file is an empty list."""
    with readable(path):
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return frozenset(found for line in lines if (found := line.partition("#")[0].strip()))


def idle_exclusions(path: Path, excluded: frozenset[str], struck_out: Set[str]) -> str:
    """A line on the ids of an exclusion list that no raw record has: slips, or of other settings; "" for none."""
    idle = sorted(excluded - struck_out)
    if not idle:
        return ""
    return f"{path}: no raw record has the id {first_of(idle, _TOLD)}; mend or remove the line"
