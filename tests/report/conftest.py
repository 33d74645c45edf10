"""A small project with hostile records, and its report."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from report_records import ATTACK, SCHEMA, Build, everything

from edgejson.checks import examining
from edgejson.params.whole import load
from edgejson.pipeline.metrics import write_metrics, write_table
from edgejson.pipeline.records import write_jsonl, write_schema
from edgejson.report.collecting import collect
from edgejson.report.page import write_page
from edgejson.report.pictures import Sources
from edgejson.schema.loading import load_folder

ROOT = Path(__file__).parents[2]
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1300,900"
)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A headless Chromium with a profile of its own; its console and network are logged."""
    from selenium import webdriver

    driver = shutil.which("chromedriver")
    assert driver, "no chromedriver; `make test-all` installs it"
    options = webdriver.ChromeOptions()
    for flag in (*FLAGS.split(), f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield browser
    browser.quit()


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Write a report of some records to a file; `settings` changes those of the report."""

    def make(kept: list[dict[str, Any]], refused: list[dict[str, Any]], **settings: Any) -> Path:
        params = load(ROOT / "params.yaml")
        (tmp_path / "schemas").mkdir(exist_ok=True)
        (tmp_path / "schemas/person.json").write_text(json.dumps(SCHEMA))
        (tmp_path / "schemas/empty.json").write_text(json.dumps({"type": "array"}))
        write_jsonl(tmp_path / "dataset/train.jsonl", kept[len(kept) // 5 :])
        write_jsonl(tmp_path / "dataset/test.jsonl", kept[: len(kept) // 5])
        write_schema(tmp_path / "rejected", "person", refused)
        metrics = {
            "validate": {"records": 70, "kept": 60, "pass_rate": 6 / 7, f"dropped.{ATTACK}": 10},
            "baseline": {"parser.best.json_exact": 0.05, "model.small.json_exact": 0.4, "model.small.records": 5},
            "audit": {"caught.total_off": 0.99},
        }
        for name, values in metrics.items():
            write_metrics(tmp_path / f"metrics/{name}.json", values)
        rows = [{"schema_id": ATTACK, "source": "template", "records": 70, "pass_rate": 0.9}]
        write_table(tmp_path / "metrics/plots/validate_by_schema.csv", rows)
        schemas = load_folder(tmp_path / "schemas")
        changed = params.report.model_copy(update=settings)
        write_schema(tmp_path / "raw", "person", [*kept, *refused])
        raw, examined = (tmp_path / "raw",), tmp_path / "examined"
        for schema in schemas:
            examining.run(examining.ExaminationTask(schema, params.validation, raw, examined, frozenset()))
        collected = collect(tmp_path / "dataset", tmp_path / "rejected", examined, schemas, changed, seed=1)
        sources = Sources(metrics, tmp_path / "metrics/plots", collected)
        write_page(tmp_path / "report.html", sources, schemas, changed.text_chars)
        return tmp_path / "report.html"

    return make


@pytest.fixture
def page(build: Build) -> Path:
    """A page of ordinary and hostile records."""
    return build(*everything())
