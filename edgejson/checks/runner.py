"""Validate a schema's records: one task, which applies the thresholds to what the checks saw in them.

It reads its file as a stream and writes its own two.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import orjson

from edgejson.checks import rejudged
from edgejson.checks.ledger import Ledger
from edgejson.checks.settings import Validate
from edgejson.checks.thresholds import Bounds
from edgejson.pipeline.records import Example, encode, read_schema, write_schema
from edgejson.schema.loading import Schema


@dataclass(frozen=True, slots=True)
class ValidationTask:
    """One schema's validation."""

    schema: Schema
    settings: Validate
    examined: Path  #: folder of what `examining` wrote
    validated: Path
    rejected: Path


def run(task: ValidationTask) -> Ledger:
    """Sort all examined records of a schema, in their order, into `validated` and `rejected`.

    Raises AssertionError if a record got lost.
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
    bounds = Bounds(task.settings.for_schema(task.schema.id, task.schema.complexity))
    for record in read_schema(task.examined, task.schema.id):
        del record["evidence"]  # it is for the report
        reasons = rejudged(len(record["text"]), record["scores"], record.pop("findings"), bounds)
        ledger.enter(record, reasons)
        if reasons:
            refused.write(encode({**record, "reasons": reasons}))
        else:
            yield record
