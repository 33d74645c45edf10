"""Metrics as ratios of sums over records, and their bootstrap intervals.

Every metric is a sum over records divided by another sum, so that a resample needs the sums only. The percentile
bootstrap (Efron 1979; Efron and Tibshirani 1993, chapter 13) resamples *groups* of records: records that share a
`group` were made from one value, are not independent, and are drawn together (cluster bootstrap; Davison and Hinkley
1997, section 3.8). A paired comparison resamples the same groups for both systems (Koehn 2004).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from edgejson.scoring.pairs import Row

Sums: TypeAlias = npt.NDArray[np.float64]
#: (..., column) sums of rows -> (...) numerator and denominator
Ratio: TypeAlias = Callable[[dict[str, Any]], tuple[Any, Any]]

#: Each metric as (numerator, denominator) of summed rows. Micro averages weigh leaves equally, macro ones records.
METRICS: dict[str, Ratio] = {
    # Records whose output is JSON at all.
    "parse_rate": lambda s: (s["parsed"], s["records"]),
    # Records whose output the schema accepts, formats asserted and not.
    "schema_valid": lambda s: (s["valid_formats"], s["records"]),
    "schema_valid_without_formats": lambda s: (s["valid"], s["records"]),
    # Records whose output is the gold (exact match; Rajpurkar et al. 2016, here over JSON values).
    "json_exact": lambda s: (s["exact"], s["records"]),
    # Precision, recall and F1 (van Rijsbergen 1979) over leaves.
    "leaf_precision": lambda s: (s["equal"], s["predicted"]),
    "leaf_recall": lambda s: (s["equal"], s["gold"]),
    "leaf_f1": lambda s: (2 * s["equal"], s["gold"] + s["predicted"]),
    "leaf_f1_macro": lambda s: (s["f1"], s["records"]),
    "leaf_f1_unaligned": lambda s: (2 * s["equal_by_place"], s["gold"] + s["predicted"]),
    "leaf_f1_macro_unaligned": lambda s: (s["f1_by_place"], s["records"]),
    # Gold leaves that the prediction lacks, gold leaves with another value, predicted leaves that the gold lacks.
    "omission": lambda s: (s["gold"] - s["shared"], s["gold"]),
    "wrong_value": lambda s: (s["shared"] - s["equal"], s["gold"]),
    "hallucination": lambda s: (s["predicted"] - s["shared"], s["predicted"]),
}
NEED_SCHEMA = ("schema_valid", "schema_valid_without_formats")
#: Metrics that are 0 or 1 for a record.
PROPORTIONS = ("parse_rate", "schema_valid", "schema_valid_without_formats", "json_exact")
LEVEL = 0.95
RESAMPLES = 1000
_CHUNK = 4_000_000  # numbers in memory at once


class Estimate(NamedTuple):
    """A metric's value and its 95% interval."""

    value: float
    low: float
    high: float


def evaluate(sums: Sums, metrics: Sequence[str]) -> npt.NDArray[np.float64]:
    """Metrics of sums of rows: (..., columns) -> (..., metrics). A ratio over nothing is 0."""
    columns = {name: sums[..., index] for index, name in enumerate(Row._fields)}
    values = []
    for name in metrics:
        part, whole = METRICS[name](columns)
        values.append(np.divide(part, whole, out=np.zeros(np.shape(whole)), where=np.asarray(whole) > 0))
    return np.stack(values, axis=-1)


def by_group(rows: Sums, groups: Sequence[Hashable]) -> Sums:
    """Rows summed over each group, in order of first appearance."""
    numbers: dict[Hashable, int] = {}
    indices = np.array([numbers.setdefault(group, len(numbers)) for group in groups], dtype=np.intp)
    summed = np.zeros((len(numbers), rows.shape[1]))
    np.add.at(summed, indices, rows)
    return summed


def resampled(grouped: Sums, generator: np.random.Generator) -> Sums:
    """Sums over RESAMPLES draws of as many groups as there are, with replacement: (draws, columns).

    Groups with equal sums are interchangeable: what is drawn is how often each kind occurs (a multinomial), not groups.
    Where all are of one kind, all draws are alike: one row stands for them.
    """
    if (grouped == grouped[0]).all():
        return len(grouped) * grouped[:1]
    kinds, counts = np.unique(grouped, axis=0, return_counts=True)
    size = int(counts.sum())
    step = max(1, _CHUNK // len(kinds))
    drawn = [
        generator.multinomial(size, counts / size, size=min(step, RESAMPLES - start)) @ kinds
        for start in range(0, RESAMPLES, step)
    ]
    return np.concatenate(drawn)


def estimates(
    rows: Sums, groups: Sequence[Hashable], metrics: Sequence[str], generator: np.random.Generator
) -> dict[str, Estimate]:
    """Each metric with its interval, for the rows (records, columns) of one system."""
    values = evaluate(rows.sum(axis=0), metrics)
    grouped = by_group(rows, groups)
    found = _bounds(values, evaluate(resampled(grouped, generator), metrics), metrics)
    for name in (metric for metric in metrics if metric in PROPORTIONS):
        found[name] = _unanimous(found[name], len(grouped))
    return found


def _unanimous(estimate: Estimate, groups: int) -> Estimate:
    """The interval of a proportion that is 0 or 1 in every group.

    There all resamples agree, which is no certainty: 0 of 24 may well be 10%. The exact interval of Clopper and
    Pearson (1934), over groups, takes the bootstrap's place.
    """
    bound = ((1 - LEVEL) / 2) ** (1 / groups)
    if estimate.value == 0:
        return estimate._replace(high=1 - bound)
    return estimate._replace(low=bound) if estimate.value == 1 else estimate


def differences(
    first: Sums, second: Sums, groups: Sequence[Hashable], metrics: Sequence[str], generator: np.random.Generator
) -> dict[str, Estimate]:
    """second - first for each metric, paired: both systems are resampled on the same groups."""
    width = first.shape[1]
    values = evaluate(second.sum(axis=0), metrics) - evaluate(first.sum(axis=0), metrics)
    draws = resampled(by_group(np.hstack([first, second]), groups), generator)
    return _bounds(values, evaluate(draws[:, width:], metrics) - evaluate(draws[:, :width], metrics), metrics)


def _bounds(
    values: npt.NDArray[np.float64], draws: npt.NDArray[np.float64], metrics: Sequence[str]
) -> dict[str, Estimate]:
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    return {
        name: Estimate(float(value), float(lower), float(upper))
        for name, value, lower, upper in zip(metrics, values, low, high, strict=True)
    }
