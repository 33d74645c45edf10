"""The trial counts what the checks say, and the sweep says what a full run with another threshold would."""

import csv
import io
import json
import shutil
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from edgejson.audit import sweeping, trial
from edgejson.checks import ORDER, examining, runner, summary
from edgejson.checks.ledger import Ledger
from edgejson.checks.settings import adjusted
from edgejson.params.whole import load
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.errors import run as run_program
from edgejson.pipeline.metrics import read_metrics, totalled
from edgejson.pipeline.records import read_schema
from edgejson.schema.loading import load_folder

ROOT = Path(__file__).parents[2]
SCHEMAS = ("rating", "invoice", "support_ticket")


def run(folder, module, *arguments, stdin=""):
    """Run a program in a folder, in this process: exit status, what it printed, its errors."""
    out, errors = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as ended:
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["program", *arguments])
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", errors)
        run_program(import_module(module).main)
    return ended.value.code, out.buffer.getvalue().decode(), errors.getvalue()


def edgejson(folder, *arguments, stdin=""):
    return run(folder, "edgejson.__main__", *arguments, stdin=stdin)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small project in which template, examine and validate ran."""
    folder = tmp_path_factory.mktemp("project")
    for path in (ROOT / "schemas").rglob("*.*"):
        if path.name.split(".")[0] in SCHEMAS:
            (folder / path.relative_to(ROOT).parent).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / path.relative_to(ROOT))
    yaml = YAML()
    params = yaml.load((ROOT / "params.yaml").read_text(encoding="utf-8"))
    params["template"]["records_per_schema"] = 40
    params["execution"]["workers"] = 1
    params["audit"]["records_per_schema"] = 6
    with (folder / "params.yaml").open("w", encoding="utf-8") as out:
        yaml.dump(params, out)
    for stage in ("template", "examine", "validate"):
        status, _, errors = run(folder, f"stages.{stage}")
        assert status == 0, errors
    return folder


@pytest.fixture(scope="module")
def settings(project):
    return load(project / "params.yaml").validation


@pytest.fixture(scope="module")
def schemas(project):
    return load_folder(project / "schemas")


def task(schema, settings, project, **changes):
    return trial.TrialTask(schema, settings, project / "data/raw/template", 6, 3, **changes)


def test_most_defects_are_caught_and_clean_records_pass(schemas, settings, project):
    outcome = totalled((trial.run(task(schema, settings, project)) for schema in schemas), trial.Outcome())
    assert outcome.clean == 18
    assert outcome.planted.total() > 300
    found = outcome.metrics()
    assert found["caught_all"] > 0.95
    assert found["clean_rejected"] < 0.12
    assert set(found["caught"]) == set(outcome.planted)


def test_checks_that_are_off_catch_nothing(schemas, settings, project):
    off = settings
    for level in ("grounding", "unique", "language", "rules", "placeholders", "contacts", "conformance"):
        block = getattr(off, level).model_copy(update={"enabled": False})
        off = off.model_copy(update={level: block})
    outcome = totalled((trial.run(task(schema, off, project)) for schema in schemas), trial.Outcome())
    assert outcome.caught.total() == 0
    assert outcome.rejected == 0


def test_refusing_everything_is_no_catch(schemas, settings, project):
    strict = adjusted(settings, "language.min_chars", 10**6)
    outcome = trial.run(task(schemas[0], strict, project))
    assert outcome.rejected == outcome.clean == 6
    assert outcome.planted.total() == 0
    assert outcome.metrics()["caught_all"] == 0.0


def test_the_sample_is_the_lowest_by_hash(project):
    records = list(read_schema(project / "data/raw/template", "rating"))
    sample = trial.by_hash(records, 5)
    assert [record["id"] for record in trial.by_hash(reversed(records), 5)] == [record["id"] for record in sample]
    assert trial.by_hash([record for record in records if record not in sample[:2]], 3) == sample[2:]


def test_the_stage_writes_its_metrics(project):
    measured = project / "data/metrics/validate"
    audit = read_metrics(measured)["audit"]
    assert audit["caught.derived_off"] == 1.0
    assert audit["caught_least"] == min(value for name, value in audit.items() if name.startswith("caught."))
    kinds = list(csv.DictReader((measured / "plots/audit_by_kind.csv").open()))
    assert {f"caught.{row['kind']}": float(row["caught_share"]) for row in kinds}.items() <= audit.items()
    assert 0 <= audit["clean_rejected"] <= 1
    validate = json.loads((measured / "validate.json").read_text())
    assert validate["records"] == 120
    by_level = {name: validate[f"pass_rate.{name}"] for name in ORDER if name != "excluded"}
    assert sum(1 - rate for rate in by_level.values()) == pytest.approx(1 - validate["pass_rate"], abs=0.001)
    assert {path.name for path in (measured / "plots").glob("validate_*.csv")} == {
        f"validate_{name}.csv" for name in ("by_schema", "by_register", "by_reason", "funnel")
    }


@pytest.mark.parametrize("value", [0.5, 0.8, 0.9, 1.0])
def test_the_sweep_says_what_a_full_run_would_keep(value, schemas, settings, project, tmp_path):
    (moved,) = sweeping.settings_at(settings, "validate.language.min", [value])
    (row,) = sweeping.kept_at(schemas, project / "data/examined", [moved])
    raw = (project / "data/raw/template",)
    for one in schemas:
        examining.run(examining.ExaminationTask(one, moved, raw, tmp_path / "examined", frozenset()))
    folders = tmp_path / "examined", tmp_path / "kept", tmp_path / "dropped"
    ledgers = (runner.run(runner.ValidationTask(one, moved, *folders)) for one in schemas)
    full = summary.metrics(totalled(ledgers, Ledger()))
    assert (row["kept"], row["pass_rate"]) == (full["kept"], full["pass_rate"])
    (errors,) = sweeping.audit_at(schemas, project / "data/planted", [moved])
    seed = load(project / "params.yaml").base.seed
    outcome = totalled((trial.run(replace(task(one, moved, project), seed=seed)) for one in schemas), trial.Outcome())
    assert errors["missed"] == pytest.approx(1 - outcome.metrics()["caught_all"] if outcome.planted else 0)
    assert errors["clean_rejected"] == outcome.metrics()["clean_rejected"]


def test_values_of_a_sweep():
    assert sweeping.values_of("0.5:0.8:0.1") == [0.5, 0.6, 0.7, 0.8]
    assert sweeping.values_of("10:30:10") == [10, 20, 30]
    assert sweeping.values_of("0.9:0.5:-0.2") == [0.9, 0.7, 0.5]
    for bad in ("1", "1:2", "a:b:c", "0:1:0", "1:0:0.1", "0:1:0.0001"):
        with pytest.raises(UserError):
            sweeping.values_of(bad)


def test_the_sweep_command_touches_nothing(project, tmp_path):
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    plot = tmp_path / "plot.svg"
    status, out, errors = edgejson(
        project, "sweep", "validate.language.min", "0.5:1:0.25", "--csv", "--plot", str(plot)
    )
    assert status == 0, errors
    header, *rows = out.splitlines()[:4]
    assert header.startswith("validate.language.min,kept,pass_rate,kept_template,missed,clean_rejected")
    kept = [int(row.split(",")[1]) for row in rows]
    assert kept == sorted(kept, reverse=True) and kept[0] > kept[-1]
    assert "<svg" in plot.read_text()
    told = json.loads(edgejson(project, "sweep", "validate.language.min", "0.5:1:0.25", "--json")[1])
    assert told["key"] == "validate.language.min" and [row["kept"] for row in told["values"]] == kept[:3]
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    status, _, errors = edgejson(project, "sweep", "validate.contacts.phone", "0:1:1")
    assert status == 1 and errors.count("\n") == 1
    assert errors.startswith("error: validate.contacts.phone: not a threshold")


def test_the_audit_command_tells_of_the_kinds_asked_for(project):
    status, out, errors = edgejson(project, "audit", "-n", "3", "--kind", "derived_off", "--kind", "no_text")
    assert status == 0, errors
    assert [line.split()[0] for line in out.splitlines()] == ["defect", "derived_off", "no_text", "clean"]


def test_pairs_from_anywhere_are_checked_line_by_line(project):
    record = next(iter(read_schema(project / "data/validated", "rating")))
    right = {"prompt": record["text"], "expected_output": record["expected_output"]}
    raw = {"text": record["text"] + " ", "output": f"Sure:\n```json\n{json.dumps(record['expected_output'])}\n```"}
    wrong = {"id": "w", "text": record["text"], "output": {**record["expected_output"], "stars": 77}}
    broken = {"text": record["text"], "output": '{"stars": 1, "stars": 2}'}
    schema = ["--schema", "schemas/simple/rating.json"]
    off = ["--set", "duplicates.enabled=false"]

    def check(*pairs, options=()):
        lines = "".join(json.dumps(pair) + "\n" for pair in pairs)
        return edgejson(project, "check", *schema, *options, stdin=lines)

    status, out, errors = check(right, raw, options=off)
    assert (status, [json.loads(line)["passed"] for line in out.splitlines()]) == (0, [True, True]), out + errors
    status, out, _ = check(right, wrong, broken, options=off)
    assert status == 1
    codes = [{reason["code"] for reason in json.loads(line)["reasons"]} for line in out.splitlines()]
    assert codes[0] == set() and "maximum" in codes[1] and codes[2] == {"duplicate-key"}
    status, out, _ = check(right, right)
    assert [json.loads(line)["passed"] for line in out.splitlines()] == [True, False]
    status, out, _ = check(right, options=["--evidence"])
    (verdict,) = map(json.loads, out.splitlines())
    assert {found["path"] for found in verdict["evidence"]} >= {"/stars", "/product"}
    for options, pair in ((off, {"text": "x"}), (["--set", "language.mni=1"], right), (["--set", "x"], right)):
        status, out, errors = check(pair, options=options)
        assert status == 1 and errors.startswith("error: ") and errors.count("\n") == 1 and "Traceback" not in errors
