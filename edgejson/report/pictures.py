"""Which pictures the report has: each from metrics or counts, and left out where there is nothing to show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from edgejson.pipeline.figures import Metrics
from edgejson.pipeline.metrics import read_table
from edgejson.pipeline.records import OF_TEST, SPLITS
from edgejson.report import charts
from edgejson.report.collecting import BINS, Collected
from edgejson.report.telling import Row

MOST_SCHEMAS = 40  #: in one picture, which is read at a glance or not at all; the tables have all


@dataclass(frozen=True, slots=True)
class Sources:
    """All that the pictures are drawn from."""

    metrics: Metrics  #: by the name of their file
    plots: Path  #: folder of the tables for plots
    collected: Collected


def funnel(sources: Sources) -> str:
    """Records from raw to each split, and what each level of validation dropped."""
    checked = sources.metrics.get("validate", {})
    sizes = sources.collected.sizes
    steps: list[tuple[str, float, str]] = []
    if "records" in checked:
        steps.append(("raw", checked["records"], "kept"))
        dropped = {key.removeprefix("dropped."): value for key, value in checked.items() if key.startswith("dropped.")}
        steps += [(f"dropped by {name}", value, "dropped") for name, value in dropped.items() if value]
        steps.append(("passed validation", checked["kept"], "kept"))
        chosen = sum(sizes[split] for split in SPLITS if split not in OF_TEST)
        steps.append(("not chosen", checked["kept"] - chosen, "dropped"))
    told = {split: ", made of test" if split in OF_TEST else "" for split in SPLITS}
    steps += [(f"in {split}{told[split]}", sizes[split], "kept") for split in SPLITS if sizes[split]]
    rows: list[Row] = [{"step": step, "records": count, "kind": kind} for step, count, kind in steps]
    return charts.bars(rows, "step", "records", "kind", "records")


def _least(rows: Sequence[Row], measure: Callable[[list[Row]], float]) -> list[Row]:
    """The rows, in their order, of the MOST_SCHEMAS schemas whose rows measure least."""
    by_schema: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_schema[row["schema"]].append(row)
    least = set(sorted(by_schema, key=lambda each: (measure(by_schema[each]), each))[:MOST_SCHEMAS])
    return [row for row in rows if row["schema"] in least]


def pass_rates(sources: Sources) -> str:
    """Pass rate by schema and source."""
    rows = [
        {"schema": row["schema_id"], "source": row["source"], "rate": float(row["pass_rate"])}
        for row in read_table(sources.plots / "validate_by_schema.csv")
        if float(row["records"]) > 0
    ]
    rows = _least(rows, lambda own: min(row["rate"] for row in own))
    return charts.rates(rows, "schema", "rate", "source", "raw records that pass") if rows else ""


def coverage(sources: Sources) -> str:
    """Records by schema and register."""
    rows: list[Row] = [
        {"schema": schema, "register": register or "none", "records": count}
        for (schema, register), count in sorted(sources.collected.registers.items())
    ]
    rows = _least(rows, lambda own: sum(row["records"] for row in own))
    registers = sorted({row["register"] for row in rows})
    rows.sort(key=lambda row: (row["schema"], registers.index(row["register"])))
    return charts.matrix(rows, "register", "schema", "records") if rows else ""


def _shares(counts: Counter[tuple[str, int]], bins: range) -> list[Row]:
    totals: Counter[str] = Counter()
    for (split, _), count in counts.items():
        totals[split] += count
    return [
        {"split": split, "bin": bin_, "share": counts[split, bin_] / totals[split]}
        for split in SPLITS
        if totals[split]
        for bin_ in bins
    ]


def difficulties(sources: Sources) -> str:
    """Difficulty by split."""
    rows = _shares(sources.collected.difficulty, range(BINS))
    rows = [{**row, "difficulty": (row["bin"] + 0.5) / BINS} for row in rows]
    return charts.lines(rows, "difficulty", "share", "split", "difficulty", "share of records") if rows else ""


def lengths(sources: Sources) -> str:
    """Words of the texts by split."""
    powers = [power for _, power in sources.collected.words]
    rows = _shares(sources.collected.words, range(min(powers, default=0), max(powers, default=0) + 1))
    rows = [{**row, "words": 2 ** row["bin"]} for row in rows]
    return charts.lines(rows, "words", "share", "split", "words, from", "share of records", log=True) if rows else ""


def similarities(sources: Sources) -> str:
    """How near test records are to their nearest train record."""
    rows: list[Row] = [
        {"split": row["split"], "similarity": float(row["similarity"]), "share": float(row["share"])}
        for row in sorted(read_table(sources.plots / "similarity.csv"), key=lambda row: SPLITS.index(row["split"]))
    ]
    return charts.lines(rows, "similarity", "share", "split", "similarity", "share of records") if rows else ""


def baselines(sources: Sources) -> str:
    """JSONExact of each parser and model with its interval."""
    scores = sources.metrics.get("baseline", {})
    rows: list[Row] = []
    for key, value in scores.items():
        system = key.removesuffix(".json_exact")
        if system != key and system.count(".") == 1:
            low, high = scores.get(f"{key}_low", value), scores.get(f"{key}_high", value)
            rows.append({"system": system.replace(".", " "), "value": value, "low": low, "high": high})
    return charts.intervals(rows, "system", "test records solved exactly") if rows else ""


def audit(sources: Sources) -> str:
    """Share of planted defects that validation caught, the kinds caught least."""
    found = [
        (value, key.removeprefix("caught."))
        for key, value in sources.metrics.get("audit", {}).items()
        if key.startswith("caught.")
    ]
    rows = [{"kind": name.replace("_", " "), "rate": value, "of": "caught"} for value, name in sorted(found)[:20]]
    return charts.rates(rows, "kind", "rate", "of", "planted defects caught") if rows else ""


#: Caption -> what draws it (an SVG element, or "" where there is nothing to draw).
PICTURES: dict[str, Callable[[Sources], str]] = {
    "From raw records to the splits": funnel,
    f"Pass rate by schema and source, the {MOST_SCHEMAS} lowest": pass_rates,
    f"Records by schema and register, the {MOST_SCHEMAS} schemas with fewest": coverage,
    "The audit: kinds of planted defects, the 20 least often caught": audit,
    "What parsers and models get on the test set, with 95% intervals": baselines,
    "Difficulty": difficulties,
    "Length of the texts": lengths,
    "Similarity of test records to their nearest train record (word trigrams, Jaccard)": similarities,
}
