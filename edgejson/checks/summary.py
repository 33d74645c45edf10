"""What the ledger says: metrics, tables for plots, lines for the terminal, and whether the gate is shut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from edgejson.checks import ORDER
from edgejson.checks.ledger import TRAITS, Ledger
from edgejson.checks.settings import Gate
from edgejson.pipeline.metrics import percent, rounded, share

#: The tables for `dvc plots`, each with its columns.
TABLES = {
    "by_schema": ("schema_id", "source", "records", "kept", "pass_rate"),
    "by_register": ("register", "records", "kept", "pass_rate"),
    "by_reason": ("reason", "source", "records"),
    "funnel": ("step", "records"),
}
_KEYS = (*TRAITS, "check", "code")


def metrics(ledger: Ledger) -> dict[str, Any]:
    """Overall numbers: records, kept, pass rates by trait, records dropped by check, mean scores by source.

    A record counts as dropped by the first level that refuses it, and as passed by the others.
    """
    dropped = _dropped(ledger)
    found: dict[str, Any] = {"records": ledger.records, "kept": ledger.kept}
    found["pass_rate"] = share(ledger.kept, ledger.records)
    for trait in ("source", "complexity", "teacher"):
        found[trait] = pass_rates(ledger, trait)
    found |= {f"pass_rate.{source}": rate["pass_rate"] for source, rate in found["source"].items()}
    found["dropped"] = {check: dropped[check] for check in ORDER}
    for check, count in found["dropped"].items():
        if check != "excluded":  # by hand: no level
            found[f"pass_rate.{check}"] = share(ledger.records - count, ledger.records)
    means: dict[str, dict[str, float]] = {}
    for source, name in sorted(ledger.scored):
        means.setdefault(source, {})[name] = share(ledger.scores[source, name], ledger.scored[source, name])
    found["mean"] = means
    return found


def _summed(ledger: Ledger, by: Sequence[str], *, kept: bool = False) -> dict[tuple[str, ...], int]:
    """Records by some of _KEYS, sorted by their values; those alone that are `kept`, or all."""
    places = [_KEYS.index(key) for key in by]
    found = Counter[tuple[str, ...]]()
    for key, count in ledger.counts.items():
        found[tuple(key[place] for place in places)] += 0 if kept and key[-2] else count
    return dict(sorted(found.items()))


def _dropped(ledger: Ledger) -> Counter[str]:
    """Records by the check that they are dropped by."""
    return Counter({check: count for (check,), count in _summed(ledger, ["check"]).items() if check})


def pass_rates(ledger: Ledger, trait: str) -> dict[str, dict[str, Any]]:
    """Records, kept and pass rate for each value of a trait."""
    kept = _summed(ledger, [trait], kept=True)
    return {
        group[0]: {"records": records, "kept": kept[group], "pass_rate": share(kept[group], records)}
        for group, records in _summed(ledger, [trait]).items()
    }


def funnel(ledger: Ledger) -> list[dict[str, Any]]:
    """Records left after each level, from raw to kept."""
    left, dropped = ledger.records, _dropped(ledger)
    rows = [{"step": "raw", "records": left}]
    for check in ORDER:
        left -= dropped[check]
        rows.append({"step": check, "records": left})
    return rows


def plots(ledger: Ledger) -> dict[str, list[dict[str, Any]]]:
    """The rows of TABLES: pass rates by schema and by register, records by reason, the funnel."""
    reasons = Counter[tuple[str, str]]()
    for (check, code, source), count in _summed(ledger, ["check", "code", "source"]).items():
        if check:
            reasons[f"{check}/{code}", source] += count
    return {
        "by_schema": _rates(ledger, ["schema_id", "source"]),
        "by_register": _rates(ledger, ["register"]),
        "by_reason": [
            {"reason": reason, "source": source, "records": count}
            for (reason, source), count in sorted(reasons.items())
        ],
        "funnel": funnel(ledger),
    }


def _rates(ledger: Ledger, by: Sequence[str]) -> list[dict[str, Any]]:
    """Records, kept and pass rate for each group."""
    kept = _summed(ledger, by, kept=True)
    return [
        {
            **dict(zip(by, group, strict=True)),
            "records": records,
            "kept": kept[group],
            "pass_rate": rounded(share(kept[group], records)),
        }
        for group, records in _summed(ledger, by).items()
    ]


def lines(ledger: Ledger) -> list[str]:
    """A few lines for the terminal: how many passed, by source, and why the others didn't."""
    by_source = ", ".join(
        f"{source} {rate['kept']}/{rate['records']}" for source, rate in pass_rates(ledger, "source").items()
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
