"""From scored pairs to a report: every metric with its interval, overall and by group, for one system or two."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Any, Literal, TypeAlias

import numpy as np

from edgejson.pipeline.errors import UserError
from edgejson.pipeline.execution import Execution
from edgejson.pipeline.records import Example
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import Schema
from edgejson.scoring.intervals import METRICS, NEED_SCHEMA, Estimate, differences, estimates
from edgejson.scoring.pairs import Row
from edgejson.scoring.predictions import UNPARSED
from edgejson.scoring.working import Predicted, rows_of

#: Raised whenever the same two files would get another number.
SCORER_VERSION = 1
SEED = 0
_HERE = Execution(workers=1)

Missing: TypeAlias = Literal["refuse", "wrong", "skip"]


def _one(name: str) -> Callable[[Example], list[str]]:
    return lambda record: [str(record[name])] if name in record else []  # type: ignore[literal-required]


def _register_class(record: Example) -> list[str]:
    if "register" not in record:
        return []
    from edgejson.text import REGISTERS  # late: it loads the writers, which no other score needs

    return [REGISTERS[record["register"]]] if record["register"] in REGISTERS else []


#: How records are grouped: the group's kind -> the names of the groups that a record is in.
KINDS: dict[str, Callable[[Example], list[str]]] = {
    "schema": _one("schema_id"),
    "complexity": _one("complexity"),
    "source": _one("source"),
    "register": _one("register"),
    "register_class": _register_class,
    "tag": lambda record: record.get("tags") or ["none"],
    "prompt_format": _one("prompt_format"),
    "variant": lambda record: (record["variant"] or ["none"]) if "variant" in record else [],
}


@dataclass(slots=True)
class Scores:
    """The rows of one system on some records, and which records are in which group."""

    ids: list[str]
    rows: np.ndarray[Any, np.dtype[np.float64]]  #: (records, columns of Row)
    groups: list[str]  #: for each record what it is resampled with: its `group`, else its id
    members: dict[str, dict[str, list[int]]]  #: kind -> group -> indices of records
    metrics: list[str]  #: names in METRICS that these rows can tell


def score(
    gold: Iterable[Example],
    predictions: Mapping[str, Any],
    schemas: Mapping[str, Schema] | None = None,
    missing: Missing = "refuse",
    name: str = "predictions",
    execution: Execution = _HERE,
) -> Scores:
    """Score predicted values (by record id; UNPARSED for a failed parse) against gold records.

    Without `schemas` all is compared strictly and validity is not told. `missing` says what becomes of gold records
    without a prediction: an error, score 0, or left out. Raises UserError for ids that don't match and for a schema
    that is not there. Many pairs are scored as `execution` says.
    """
    ids: list[str] = []
    seen: set[str] = set()
    pairs: list[Predicted] = []
    groups: list[str] = []
    members: dict[str, dict[str, list[int]]] = {kind: {} for kind in KINDS}
    lacking: list[str] = []
    for record in gold:
        if record["id"] in seen:
            raise UserError(f"gold: id {record['id']!r} stands there twice; ids must be unique")
        seen.add(record["id"])
        if record["id"] not in predictions:
            lacking.append(record["id"])
            if missing != "wrong":
                continue
        if schemas is not None and record["schema_id"] not in schemas:
            raise UserError(f"gold: schema {record['schema_id']!r} is not in the schemas' folder; give its --schemas")
        value = predictions.get(record["id"], UNPARSED)
        for kind, names in KINDS.items():
            for group in names(record):
                members[kind].setdefault(group, []).append(len(pairs))
        pairs.append((record, None if value is UNPARSED else value, value is not UNPARSED))
        ids.append(record["id"])
        groups.append(record.get("group") or record["id"])
    if missing != "refuse":
        lacking = []
    _match(name, predictions, seen, lacking)
    if not pairs:
        raise UserError(f"{name}: nothing to score; the gold is empty or no id matches")
    metrics = [metric for metric in METRICS if schemas is not None or metric not in NEED_SCHEMA]
    return Scores(ids, rows_of(pairs, schemas, execution), groups, members, metrics)


def _match(name: str, predictions: Mapping[str, Any], gold: Collection[str], lacking: Sequence[str]) -> None:
    """Raise UserError where gold records lack a prediction, or a prediction is for none of them."""
    if lacking:
        raise UserError(
            f"{name}: {len(lacking)} of {len(gold)} gold records have no prediction (the first: {lacking[0]!r}); "
            "add them, or pass --missing wrong or --missing skip"
        )
    strange = next((key for key in predictions if key not in gold), None)
    if strange is not None:
        raise UserError(f"{name}: {strange!r} is no id of the gold; are these predictions for another file?")


def report(scores: Scores, kinds: Collection[str] = tuple(KINDS)) -> dict[str, Any]:
    """One system's metrics: `{"scorer_version", "records", "overall": {metric: Estimate}, "by": {kind: {group}}}`.

    `kinds` are those of KINDS whose groups are wanted; each group takes a few milliseconds.
    """

    def estimate(indices: list[int], *names: str) -> dict[str, Estimate]:
        groups = [scores.groups[index] for index in indices]
        return estimates(scores.rows[indices], groups, scores.metrics, _generator(*names))

    return _by_group(scores, kinds, estimate)


def compare(first: Scores, second: Scores) -> dict[str, Any]:
    """second - first on the records that both predict, as `report`, and the sign test on exact matches.

    `exact` counts the records that only the first, only the second got right; `p` is the two-sided sign test on
    them (McNemar's test, exact). Raises UserError where the two have scored different records.
    """
    if first.ids != second.ids:
        raise UserError("the two prediction files predict different records; a paired comparison needs the same ones")

    def estimate(indices: list[int], *names: str) -> dict[str, Estimate]:
        groups = [first.groups[index] for index in indices]
        return differences(first.rows[indices], second.rows[indices], groups, first.metrics, _generator("pair", *names))

    column = Row._fields.index("exact")
    gained = second.rows[:, column] - first.rows[:, column]
    only_first, only_second = int((gained < 0).sum()), int((gained > 0).sum())
    result = _by_group(first, tuple(KINDS), estimate)
    p = sign_test(only_first, only_second)
    result["exact"] = {"only_first": only_first, "only_second": only_second, "p": p}
    return result


def sign_test(first: int, second: int) -> float:
    """The chance, 0 to 1, that fair coins fall as unevenly as `first` to `second`, or more so (both sides)."""
    tosses = first + second
    tail = sum(comb(tosses, heads) for heads in range(min(first, second) + 1))
    return min(1.0, float(Fraction(2 * tail, 2**tosses)))


def _by_group(scores: Scores, kinds: Collection[str], estimate: Callable[..., dict[str, Estimate]]) -> dict[str, Any]:
    def part(indices: list[int], *names: str) -> dict[str, Any]:
        return {"records": len(indices), **estimate(indices, *names)}

    return {
        "scorer_version": SCORER_VERSION,
        "records": len(scores.ids),
        "overall": part(list(range(len(scores.ids)))),
        "by": {
            kind: {name: part(indices, kind, name) for name, indices in sorted(groups.items())}
            for kind, groups in scores.members.items()
            if groups and kind in kinds
        },
    }


def _generator(*names: str) -> np.random.Generator:
    """A generator for one group's intervals: independent of which other groups there are."""
    return np.random.default_rng(stream(SEED, "bootstrap", *names).getrandbits(64))
