"""What the ledger says: metrics, tables for plots, lines for the terminal, and whether the gate is shut."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from edgejson.checks import ORDER
from edgejson.checks.ledger import TRAITS, Ledger
from edgejson.checks.settings import Gate
from edgejson.pipeline.metrics import percent, rounded, share

COLUMNS = (*TRAITS, "check", "code", "records")


def table(ledger: Ledger) -> pd.DataFrame:
    """The ledger as rows of COLUMNS, sorted."""
    rows = [(*key, count) for key, count in sorted(ledger.counts.items())]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"records": "int64"})


def metrics(ledger: Ledger) -> dict[str, Any]:
    """Overall numbers: records, kept, pass rates by trait, records dropped by check, mean scores by source.

    A record counts as dropped by the first level that refuses it, and as passed by the others.
    """
    rows = table(ledger)
    dropped = rows[rows["check"] != ""].groupby("check")["records"].sum()
    found: dict[str, Any] = {"records": ledger.records, "kept": ledger.kept}
    found["pass_rate"] = share(ledger.kept, ledger.records)
    for trait in ("source", "complexity", "teacher"):
        found[trait] = pass_rates(rows, trait)
    found |= {f"pass_rate.{source}": rate["pass_rate"] for source, rate in found["source"].items()}
    found["dropped"] = {check: int(dropped.get(check, 0)) for check in ORDER}
    for check, count in found["dropped"].items():
        if check != "excluded":  # by hand: no level
            found[f"pass_rate.{check}"] = share(ledger.records - count, ledger.records)
    means: dict[str, dict[str, float]] = {}
    for source, name in sorted(ledger.scored):
        means.setdefault(source, {})[name] = share(ledger.scores[source, name], ledger.scored[source, name])
    found["mean"] = means
    return found


def pass_rates(rows: pd.DataFrame, trait: str) -> dict[str, dict[str, Any]]:
    """Records, kept and pass rate for each value of a trait."""
    found = {}
    for value, group in rows.groupby(trait, sort=True):
        records = int(group["records"].sum())
        kept = int(group.loc[group["check"] == "", "records"].sum())
        found[str(value)] = {"records": records, "kept": kept, "pass_rate": share(kept, records)}
    return found


def funnel(rows: pd.DataFrame) -> pd.DataFrame:
    """Records left after each level, from raw to kept; columns step and records."""
    left = int(rows["records"].sum())
    steps = [("raw", left)]
    for check in ORDER:
        left -= int(rows.loc[rows["check"] == check, "records"].sum())
        steps.append((check, left))
    return pd.DataFrame(steps, columns=["step", "records"])


def plots(ledger: Ledger) -> dict[str, pd.DataFrame]:
    """Tables for `dvc plots`: pass rates by schema and by register, records by reason, the funnel."""
    rows = table(ledger)
    dropped = rows[rows["check"] != ""]
    reasons = dropped.assign(reason=dropped["check"] + "/" + dropped["code"])
    return {
        "by_schema": _rates(rows, ["schema_id", "source"]),
        "by_register": _rates(rows, ["register"]),
        "by_reason": reasons.groupby(["reason", "source"], sort=True, as_index=False)[["records"]].sum(),
        "funnel": funnel(rows),
    }


def _rates(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Pass rate, records and kept for each group."""
    kept = rows["records"].where(rows["check"] == "", 0)
    table = rows.assign(kept=kept).groupby(by, sort=True, as_index=False)[["records", "kept"]].sum()
    table["pass_rate"] = [rounded(share(k, n)) for k, n in zip(table["kept"], table["records"], strict=True)]
    return table


def lines(ledger: Ledger) -> list[str]:
    """A few lines for the terminal: how many passed, by source, and why the others didn't."""
    rows = table(ledger)
    by_source = ", ".join(
        f"{source} {rate['kept']}/{rate['records']}" for source, rate in pass_rates(rows, "source").items()
    )
    rate = share(ledger.kept, ledger.records)
    lines = [f"validate: {ledger.kept} of {ledger.records} records pass ({percent(rate)}): {by_source or 'no records'}"]
    reasons = Counter[str]()
    for key, count in sorted(ledger.counts.items()):
        if key[-2]:
            reasons["/".join(key[-2:])] += count
    if reasons:
        told = ", ".join(f"{name} {count}" for name, count in reasons.most_common(6))
        lines.append(f"  dropped: {told}{', ...' if len(reasons) > 6 else ''}")
    return lines


def gate_failure(found: dict[str, Any], gate: Gate) -> str:
    """Why the stage must fail, naming the metric; "" where it needn't."""
    if found["pass_rate"] < gate.min_pass_rate:
        return (
            f"data/metrics/validate/validate.json: pass_rate is {found['pass_rate']:.4f}, validate.gate.min_pass_rate "
            f"asks for {gate.min_pass_rate}; see data/rejected for the reasons"
        )
    if found["kept"] < gate.min_records:
        return (
            f"data/metrics/validate/validate.json: kept is {found['kept']}, validate.gate.min_records asks for "
            f"{gate.min_records}; see data/rejected for the reasons"
        )
    return ""
