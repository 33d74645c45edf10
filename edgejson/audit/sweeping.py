"""One threshold at many values: what would be kept, and what would the audit find? From stored scores alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pandas as pd

from edgejson.audit import trial
from edgejson.checks import rejudged
from edgejson.checks.settings import Validate, adjusted
from edgejson.checks.thresholds import THRESHOLDS, Bounds
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.metrics import share, totalled
from edgejson.pipeline.records import read_schema
from edgejson.schema.loading import Schema

MAX_VALUES = 200


def values_of(spec: str) -> list[float]:
    """`START:STOP:STEP` -> the values from START to STOP, both included. Raises UserError."""
    try:
        start, stop, step = (Decimal(part) for part in spec.split(":"))
        count = int((stop - start) / step)
    except (ValueError, ArithmeticError, InvalidOperation) as error:
        raise UserError(f"{spec}: not START:STOP:STEP, three numbers such as 0.5:0.9:0.1") from error
    if not 0 <= count < MAX_VALUES:
        found = "none" if count < 0 else "too many"
        raise UserError(f"{spec}: gives {found}; ask for 1 to {MAX_VALUES} values")
    return [float(start + number * step) for number in range(count + 1)]


def settings_at(settings: Validate, key: str, values: Iterable[float]) -> list[Validate]:
    """The settings with a threshold at each value. Raises UserError for a key that is no threshold."""
    name = key.removeprefix("validate.")
    known = [f"{threshold.level}.{threshold.bound}" for threshold in THRESHOLDS]
    if name not in known:
        raise UserError(f"{key}: not a threshold on a stored score; use one of {', '.join(known)}")
    whole = name.endswith("chars")
    return [adjusted(settings, name, int(value) if whole else value) for value in values]


def kept_at(schemas: list[Schema], examined: Path, settings: list[Validate]) -> Iterator[dict[str, int | float]]:
    """For each of the settings: records kept, overall and by source, and the pass rate.

    Reads the examined records once, as a stream. Raises UserError where there are none.
    """
    total = 0
    kept: list[dict[str, int]] = [{} for _ in settings]
    sources: dict[str, int] = {}
    for schema in schemas:
        own = [Bounds(each.for_schema(schema.id, schema.complexity)) for each in settings]
        for record in read_schema(examined, schema.id):
            total += 1
            source = record.get("source", "")
            sources[source] = sources.get(source, 0) + 1
            for counts, each in zip(kept, own, strict=True):
                if not rejudged(len(record["text"]), record["scores"], record["findings"], each):
                    counts[source] = counts.get(source, 0) + 1
    if not total:
        raise UserError(f"{examined}: no records; run dvc repro examine first")
    for counts in kept:
        found = sum(counts.values())
        yield {
            "kept": found,
            "pass_rate": share(found, total),
            **{f"kept_{source}": counts.get(source, 0) for source in sorted(sources)},
        }


def audit_at(schemas: list[Schema], planted: Path, settings: list[Validate]) -> Iterator[dict[str, float]]:
    """For each of the settings: the share of planted defects missed, and of clean records refused."""
    outcomes = [trial.Outcome() for _ in settings]
    for schema in schemas:
        groups = trial.read(planted, schema.id)
        for outcome, each in zip(outcomes, settings, strict=True):
            totalled([trial.judged(groups, each.for_schema(schema.id, schema.complexity))], outcome)
    for outcome in outcomes:
        missed = share(outcome.planted.total() - outcome.caught.total(), outcome.planted.total())
        yield {"missed": missed, "clean_rejected": share(outcome.rejected, outcome.clean)}


def table(key: str, values: list[float], *parts: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """One row a value."""
    rows = [
        {key: value, **{name: number for part in row for name, number in part.items()}}
        for value, row in zip(values, zip(*parts, strict=True), strict=True)
    ]
    return pd.DataFrame(rows)
