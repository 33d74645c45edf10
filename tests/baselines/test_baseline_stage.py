"""The baseline stage on a small dataset: what it writes, and that wrong gold fails it."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from edgejson.pipeline.metrics import read_metrics

ROOT = Path(__file__).parents[2]
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Parcel",
    "type": "object",
    "properties": {
        "parcel_id": {"type": "string", "pattern": "^PX-[0-9]{4}$", "title": "parcel number"},
        "weight": {"type": "integer", "minimum": 1, "x-unit": "kg"},
    },
    "required": ["parcel_id", "weight"],
    "additionalProperties": False,
}


def record(number: int, text: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"parcel-t-{number:05}", "schema_id": "parcel", "complexity": "simple", "source": "template",
        "register": "prose", "tags": [], "group": str(number), "text": text, "instruction": "Extract the parcel.",
        "expected_output": {"parcel_id": f"PX-{1000 + number}", "weight": 10 + number},
        "prompt": text, "prompt_format": "none", **more,
    }  # fmt: skip


EASY = "The parcel number is PX-1001. The parcel's weight is 11 kg."
HARD = "The parcel number is PX-1002. On the scales, by weight, with nothing else to go by, it is 12 kg."
FORM = "Parcel number: PX-1003\nWeight: 13 kg"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A working directory with one schema, a dataset of three test records, and no models."""
    (tmp_path / "schemas" / "simple").mkdir(parents=True)
    (tmp_path / "schemas" / "simple" / "parcel.json").write_text(json.dumps(SCHEMA))
    settings = YAML(typ="safe").load(ROOT / "params.yaml")
    settings["baseline"]["models"] = {}
    settings["execution"]["workers"] = 1
    YAML().dump(settings, tmp_path / "params.yaml")
    records = [record(1, EASY), record(2, HARD), record(3, FORM, register="form")]
    write(tmp_path, "test", records)
    write(tmp_path, "train", [record(9, "Parcel number: PX-1009\nWeight: 19 kg")])
    return tmp_path


def write(project: Path, split: str, records: list[dict[str, Any]]) -> None:
    folder = project / "data" / "dataset"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{split}.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))


def run(project: Path) -> subprocess.CompletedProcess[str]:
    command, paths = [sys.executable, "-m", "stages.baseline"], {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=project, env=paths, capture_output=True, text=True, check=False)


def test_metrics_predictions_and_tables_are_written(project: Path) -> None:
    done = run(project)
    assert done.returncode == 0, done.stderr
    metrics = read_metrics(project / "data/metrics/baseline")["baseline"]
    assert metrics["gold.records"] == 3
    assert metrics["gold.passed"] == 1
    assert metrics["scorer_version"] >= 1
    assert metrics["parser.best.control"] == 1
    assert metrics["parser.best.counts"] == 1
    assert metrics["parser.table.counts"] == 0
    assert metrics["parser.best.structured.json_exact"] == 1
    lines = (project / "data" / "baseline" / "parser_best.jsonl").read_text().splitlines()
    assert {json.loads(line)["id"] for line in lines} == {f"parcel-t-{number:05}" for number in (1, 2, 3)}
    rows = list(csv.DictReader((project / "data/metrics/baseline/plots" / "baseline_register.csv").open()))
    assert {(row["system"], row["register_class"]) for row in rows} >= {
        ("parser.best", "prose"),
        ("parser.best", "structured"),
    }
    assert "parser.best" in done.stdout


def test_predictions_can_be_scored_by_the_command(project: Path) -> None:
    run(project)
    command = [sys.executable, "-m", "edgejson", "score", "--json", "--schemas", str(project / "schemas")]
    command += [
        "--gold",
        str(project / "data/dataset/test.jsonl"),
        "--pred",
        str(project / "data/baseline/parser_best.jsonl"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    metrics = read_metrics(project / "data/metrics/baseline")["baseline"]
    exact = json.loads(done.stdout)["first"]["overall"]["json_exact"]
    assert [round(number, 4) for number in exact] == [
        metrics[f"parser.best.json_exact{end}"] for end in ("", "_low", "_high")
    ]


def test_wrong_gold_fails_the_stage_and_is_told(project: Path) -> None:
    wrong = record(1, EASY)
    wrong["expected_output"]["weight"] = 0
    write(project, "test", [wrong, record(2, HARD)])
    done = run(project)
    assert done.returncode == 1
    assert "1 of 2 test records fail validation" in done.stderr
    assert "parcel-t-00001, schema/" in done.stderr
    assert read_metrics(project / "data/metrics/baseline")["baseline"]["gold.failed"] == 1
    failure = json.loads((project / "data" / "baseline" / "gold_failures.jsonl").read_text())
    assert failure["id"] == "parcel-t-00001"


def test_no_test_records_is_an_error_that_says_what_to_do(project: Path) -> None:
    write(project, "test", [])
    done = run(project)
    assert done.returncode == 1
    assert "no test records" in done.stderr
