"""The scores of a tuned model as a few tracked numbers, and as a table by group with intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from edgejson.pipeline.metrics import rounded
from edgejson.pipeline.records import Example
from edgejson.schema.loading import Schema
from edgejson.scoring import report, score, twin_shares

#: The groups of the table.
KINDS = ("schema", "complexity", "register", "source", "variant")
#: What is headline of each set.
HEADLINE = ("json_exact", "leaf_f1")


def worth(
    sets: Mapping[str, Sequence[Example]], answers: Mapping[str, Mapping[str, Any]], schemas: Mapping[str, Schema]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Metrics (shares, 0 to 1) by set, and rows {set, kind, group, records, metric, value, low, high}.

    A record that is asked with a schema of its own, of no schema of the project, is compared strictly.
    """
    metrics: dict[str, Any] = {}
    rows: list[dict[str, Any]] = []
    for name, records in sets.items():
        known = schemas if all(record["schema_id"] in schemas for record in records) else None
        told = report(score(records, answers[name], known), KINDS)
        metrics[name] = {metric: told["overall"][metric].value for metric in HEADLINE}
        rows += _rows(name, "all", "all", told["overall"])
        for kind, groups in told["by"].items():
            for group, part in groups.items():
                rows += _rows(name, kind, group, part)
    return metrics, rows


def flips(sets: Mapping[str, Sequence[Example]], answers: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """`flips` and `stays` of the test set's twins; nothing where there are none."""
    records: Iterable[Example] = [*sets.get("test", ()), *sets.get("test_twins", ())]
    known = {**answers.get("test", {}), **answers.get("test_twins", {})}
    shares = twin_shares(records, known)
    return {name: shares[name] for name in ("flips", "stays") if name in shares}


def _rows(set_: str, kind: str, group: str, part: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "set": set_,
            "kind": kind,
            "group": group,
            "records": part["records"],
            "metric": metric,
            "value": rounded(found.value),
            "low": rounded(found.low),
            "high": rounded(found.high),
        }
        for metric, found in part.items()
        if metric != "records"
    ]
