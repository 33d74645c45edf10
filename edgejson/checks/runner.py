"""Validate a schema's raw records: one task, which reads its files as a stream and writes its own two."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import IO, Any

import orjson

from edgejson.checks import Checker
from edgejson.checks.base import Pair
from edgejson.checks.duplicates import DuplicateIndex
from edgejson.checks.ledger import Ledger
from edgejson.checks.settings import Validate
from edgejson.pipeline.errors import UserError, told
from edgejson.pipeline.records import Example, Reason, encode, read_schema, write_schema
from edgejson.schema.loading import Schema

#: Ids that a warning names at most.
_TOLD = 5


@dataclass(frozen=True, slots=True)
class ValidationTask:
    """One schema's validation."""

    schema: Schema
    settings: Validate
    raw: tuple[Path, ...]  #: folders of raw records; one without a file for the schema has no records of it
    validated: Path
    rejected: Path
    excluded: frozenset[str]  #: ids that a person has struck out


def run(task: ValidationTask) -> Ledger:
    """Check all records of a schema, in the order of their ids, into `validated` and `rejected`.

    Raises UserError for a raw record without id, text or label; AssertionError if a record got lost.
    """
    ledger = Ledger()
    with tempfile.TemporaryFile() as refused:
        kept = write_schema(task.validated, task.schema.id, _sieve(task, ledger, refused))
        refused.seek(0)
        dropped = write_schema(task.rejected, task.schema.id, (orjson.loads(line) for line in refused))
    if (kept, kept + dropped) != (ledger.kept, ledger.records):
        raise AssertionError(
            f"{task.schema.id}: {kept} kept and {dropped} dropped, but the ledger has {ledger.records}"
        )
    return ledger


def _sieve(task: ValidationTask, ledger: Ledger, refused: IO[bytes]) -> Iterator[Example]:
    """Yield the records that pass; write the others, with their reasons, to `refused`; enter both in the ledger."""
    judge = Judge(task.schema, task.settings, task.excluded)
    for record in heapq.merge(*(_read(folder, task.schema.id) for folder in task.raw), key=lambda found: found["id"]):
        again = f"python -m edgejson check --schema {quote(str(task.schema.path))} --record {record['id']}"
        with told(f"record {record['id']}", again):
            reasons, scores = judge.judge(
                record["id"], record["text"], record["expected_output"], record.get("agreement")
            )
        record["scores"] = scores
        ledger.enter(record, reasons)
        if reasons:
            refused.write(encode({**record, "reasons": reasons}))
        else:
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

    def judge(
        self, record_id: str, text: str, label: Any, agreement: float | None = None
    ) -> tuple[list[Reason], dict[str, float]]:
        """Why a record is refused (empty: it is kept), and its graded scores."""
        pair = Pair(text, label)
        findings = [*self.checker.examine(pair, agreement), *self._by_id(record_id)]
        if not findings and self.checker.settings.duplicates.enabled:
            self.checker.subject.ground(pair)  # values are masked where they stand
            findings = list(self._index.compare(record_id, pair))
        return self.checker.verdict(pair, findings).findings, pair.scores

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
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return frozenset()
    except OSError as error:
        raise UserError(f"{path}: can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path}: not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    return frozenset(found for line in lines if (found := line.partition("#")[0].strip()))


def idle_exclusions(path: Path, excluded: frozenset[str], total: Ledger) -> str:
    """A line on the ids of an exclusion list that no raw record has: slips, or of other settings; "" for none."""
    idle = sorted(excluded - total.struck_out)
    if not idle:
        return ""
    more = f" and {len(idle) - _TOLD} more" if len(idle) > _TOLD else ""
    return f"{path}: no raw record has the id {', '.join(idle[:_TOLD])}{more}; mend or remove the line"
