"""Validate a schema's raw records: one task, which applies the thresholds to what the checks saw in them.

It reads its files as a stream and writes its own two.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import IO

import orjson

from edgejson.checks import rejudged
from edgejson.checks.examining import raw_records
from edgejson.checks.ledger import Ledger
from edgejson.checks.thresholds import Bounds
from edgejson.params import Validate
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import Example, encode, read_schema, write_schema
from edgejson.schema.loading import Schema


@dataclass(frozen=True, slots=True)
class Task:
    """One schema's validation."""

    schema: Schema
    settings: Validate
    raw: tuple[Path, ...]  #: folders of raw records; one without a file for the schema has no records of it
    examined: Path  #: folder of what `examining` wrote of them
    validated: Path
    rejected: Path


def run(task: Task) -> Ledger:
    """Sort all raw records of a schema, in the order of their ids, into `validated` and `rejected`.

    Raises UserError where `examined` is not of these records; AssertionError if a record got lost.
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


def _sieve(task: Task, ledger: Ledger, refused: IO[bytes]) -> Iterator[Example]:
    """Yield the records that pass; write the others, with their reasons, to `refused`; enter both in the ledger."""
    name = task.schema.id
    bounds = Bounds(task.settings.for_schema(name, task.schema.complexity))
    for record, seen in zip_longest(raw_records(task.raw, name), read_schema(task.examined, name)):
        if record is None or seen is None or record["id"] != seen["id"]:
            raise UserError(f"{task.examined}/{name}: not of the raw records that are there; run dvc repro examine")
        reasons = rejudged(seen["length"], seen["scores"], seen["findings"], bounds)
        record["scores"] = seen["scores"]
        ledger.enter(record, reasons)
        if reasons:
            refused.write(encode({**record, "reasons": reasons}))
        else:
            yield record
