"""Score the answers: predictions -> metrics.json, metrics.csv."""

from __future__ import annotations

import json
from pathlib import Path

from edgejson.effect.worth import flips, worth
from edgejson.pipeline.errors import UserError, run
from edgejson.pipeline.metrics import flatten, percent, rounded, write_table
from edgejson.pipeline.records import read_jsonl
from edgejson.schema.loading import load_folder
from edgejson.scoring import read_predictions


def main() -> None:
    """Write the metrics."""
    golds = sorted(Path("predictions").glob("*.gold.jsonl"))
    if not golds:
        raise UserError("predictions: nothing there; run dvc repro")
    names = [path.name.removesuffix(".gold.jsonl") for path in golds]
    sets = {name: list(read_jsonl(path)) for name, path in zip(names, golds, strict=True)}
    answers = {name: read_predictions(Path("predictions") / f"{name}.jsonl") for name in names}
    metrics, rows = worth(sets, answers, {schema.id: schema for schema in load_folder(Path("../schemas"))})
    metrics |= flips(sets, answers)
    flat = {name: rounded(value) for name, value in sorted(flatten(metrics).items())}
    Path("metrics.json").write_text(json.dumps(flat, indent=2) + "\n", encoding="utf-8")
    write_table(Path("metrics.csv"), rows)
    for name in names:
        told = ", ".join(f"{metric} {percent(value)}" for metric, value in metrics[name].items())
        print(f"{name}: {len(sets[name])} records, {told}")


if __name__ == "__main__":
    run(main)
