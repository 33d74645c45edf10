"""The pipeline of effect/ with the real model, PEFT and DVC: cut off anywhere it goes on, and gives the same bytes."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from edgejson.dataset.prompts import compose
from edgejson.dataset.showing import Shown
from edgejson.dataset.variants.drawing import tree
from edgejson.pipeline.records import write_jsonl
from edgejson.schema.loading import schema_of

ROOT = Path(__file__).parents[2]
SCHEMA = {
    "type": "object",
    "properties": {"guest": {"type": "string"}, "nights": {"type": "integer"}},
    "required": ["guest"],
}
GUESTS = ("Mara Olsen", "Jun Ito", "Ana Ruiz", "Tom Berg", "Lea Roth", "Ida Falk", "Sam Cole", "Eva Lund")


def record(number, guest):
    """A record as split writes it, short enough for a quick step."""
    from random import Random

    schema = schema_of(SCHEMA, "stay")
    found = {
        "id": f"stay-t-{number:05d}",
        "schema_id": "stay",
        "complexity": "simple",
        "source": "template",
        "register": "note",
        "text": f"{guest} stays for {number + 2} nights.",
        "expected_output": {"guest": guest, "nights": number + 2},
        "variant": [],
        "tags": [],
    }
    shown = Shown(schema.plain, tree(schema), "Stay")
    return found | {"messages": compose(found, shown, "fields", Random(number))}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A project with a dataset of eight train and two test records, and effect/ as it is in this one."""
    pytest.importorskip("peft")
    folder = tmp_path_factory.mktemp("project")
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, check=True)
    subprocess.run([sys.executable, "-m", "dvc", "init", "-q"], cwd=folder, check=True)
    (folder / "schemas").mkdir()
    (folder / "schemas/stay.json").write_text(json.dumps(SCHEMA))
    made = shutil.ignore_patterns(".work", "adapter", "predictions", "cache", "dvc.lock", "metrics.*")
    shutil.copytree(ROOT / "effect", folder / "effect", ignore=made)
    shutil.copytree(ROOT / "edgejson", folder / "edgejson")
    write_jsonl(folder / "data/dataset/train.jsonl", [record(n, guest) for n, guest in enumerate(GUESTS)])
    write_jsonl(folder / "data/dataset/test.jsonl", [record(n + 20, guest) for n, guest in enumerate(GUESTS[:2])])
    path = folder / "effect/params.yaml"
    params = YAML().load(path)
    params["tune"] |= {"epochs": 1, "batch": 2, "checkpoint": 1}
    params["predict"] |= {"max_new_tokens": 40, "pairs": {}}
    params["threads"] = 1
    YAML().dump(params, path)
    return folder


def effect(folder, *script, wait=True):
    """A script of effect/, as DVC runs it."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "HF_HUB_OFFLINE": "1"}
    command = [sys.executable, *script]
    where = {"cwd": folder / "effect", "env": environment, "text": True}
    made = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **where)
    if not wait:
        return made
    said, _ = made.communicate(timeout=900)
    assert made.returncode == 0, said
    return said


@pytest.mark.full
def test_killed_and_started_again_it_gives_the_bytes_of_a_run_in_one_go(project):
    said = effect(project, "tune.py")
    assert "tuned on 8 records" in said and "4 steps" in said
    adapter = project / "effect/adapter"
    whole = {path.name: path.read_bytes() for path in sorted(adapter.iterdir())}
    assert "adapter_model.safetensors" in whole
    shutil.rmtree(adapter)
    cut = effect(project, "tune.py", wait=False)
    until = time.monotonic() + 600
    while not list((project / "effect/.work/effect").glob("*/checkpoint.pt")) and time.monotonic() < until:
        time.sleep(0.05)
    cut.send_signal(signal.SIGKILL)
    cut.wait()
    assert not adapter.exists()
    assert "going on from step" in effect(project, "tune.py")
    assert {path.name: path.read_bytes() for path in sorted(adapter.iterdir())} == whole


@pytest.mark.full
def test_dvc_runs_all_of_it_and_the_root_sees_the_metrics_and_nothing_else(project):
    environment = {**os.environ, "PYTHONPATH": str(project), "HF_HUB_OFFLINE": "1"}
    (project / "dvc.yaml").write_text("metrics:\n- effect/metrics.json\n")
    dvc = [sys.executable, "-m", "dvc"]
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    subprocess.run([*dvc, "repro", "-q"], cwd=project / "effect", env={**environment, "PATH": path}, check=True)
    metrics = json.loads((project / "effect/metrics.json").read_text())
    assert set(metrics) == {"test.json_exact", "test.leaf_f1"}
    rows = (project / "effect/metrics.csv").read_text().splitlines()
    assert rows[0] == "set,kind,group,records,metric,value,low,high" and len(rows) > 5
    shown = subprocess.run([*dvc, "metrics", "show", "--json"], cwd=project, capture_output=True, text=True, check=True)
    assert list(json.loads(shown.stdout)[""]["data"]) == ["effect/metrics.json"]
    status = subprocess.run([*dvc, "status"], cwd=project, capture_output=True, text=True, check=True)
    assert "up to date" in status.stdout or "no data or pipelines" in status.stdout


ANSWERS = """
import json
import sys
from pathlib import Path
from edgejson.effect.choosing import Turns
from edgejson.effect.predicting import Predictor
from edgejson.effect.settings import Effect, Model, Predict
from edgejson.effect.weights import libraries
libraries()
folder = Path(sys.argv[1])
settings = Effect(threads=1, model=Model(name=str(folder)), predict=Predict(max_new_tokens=60))
asked = [
    Turns(land, [{"role": "user", "content": f"What is the capital of {land}?"}], "") for land in ("France", "Italy")
]
print(json.dumps([answer["raw"] for answer in Predictor(settings, None).predict(folder.name, asked)]))
"""


@pytest.mark.full
def test_an_answer_ends_where_the_tokenizer_says_whatever_the_models_own_settings_name(project, tmp_path):
    effect(project, "-c", "from edgejson.effect import weights, settings; weights.folder_of(settings.Model().name)")
    (converted,) = (project / "effect/.work/weights").iterdir()
    other = tmp_path / "other"
    shutil.copytree(converted, other)
    for name in ("config.json", "generation_config.json"):
        found = json.loads((other / name).read_text())
        (other / name).write_text(json.dumps(found | {"eos_token_id": 0}))
    said, as_it_is = (effect(project, "-c", ANSWERS, str(folder)).splitlines()[-1] for folder in (other, converted))
    assert said == as_it_is
    assert all(answer.endswith(".") and len(answer) < 100 for answer in json.loads(said)), said


@pytest.mark.full
def test_a_curve_has_a_point_a_value_and_nothing_is_tuned_twice(project):
    said = effect(project, "curves.py", "records", "2", "4")
    assert "tuned on 2 records" in said and "tuned on 4 records" in said
    path = project / "effect/curves/records.csv"
    drawn = path.read_bytes()
    rows = list(csv.DictReader(path.open()))
    assert [(row["records"], row["set"], row["scored"]) for row in rows] == [("2", "test", "2"), ("4", "test", "2")]
    assert all(0 <= float(row["leaf_f1_low"]) <= float(row["leaf_f1"]) <= float(row["leaf_f1_high"]) for row in rows)
    again = effect(project, "curves.py", "records", "2", "4")
    assert "tuned on" not in again and path.read_bytes() == drawn
    spec = shown_plot(project / "effect", "leaf F1 by records")
    assert "scored" in spec and '"records": "4"' in spec and "<DVC_METRIC" not in spec


def shown_plot(folder, title):
    """The Vega specification that DVC makes of one of the plots."""
    command = [sys.executable, "-m", "dvc", "plots", "show", "--show-vega", title]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.mark.full
def test_an_experiment_over_the_data_stands_beside_the_version_that_it_started_from(project):
    environment = {**os.environ, "PYTHONPATH": str(project), "HF_HUB_OFFLINE": "1"}
    environment["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    for name in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{name}_NAME": "T", f"GIT_{name}_EMAIL": "t@example.com"}

    def run(*command, where="effect"):
        made = subprocess.run(
            [*command], cwd=project / where, env=environment, capture_output=True, text=True, check=False
        )
        assert made.returncode == 0, made.stdout + made.stderr
        return made.stdout

    dvc = sys.executable, "-m", "dvc"
    (project / ".gitignore").write_text("/data/\n__pycache__/\n")
    (project / "dvc.yaml").write_text("metrics:\n- effect/metrics.json\n")
    run(*dvc, "repro", "-q")
    run("git", "add", "-A", where=".")
    run("git", "commit", "-qm", "As it is", where=".")
    run(*dvc, "exp", "run", "-q", "-n", "few", "-S", "data.records=2", "-S", "predict.max_new_tokens=8")
    shown = list(csv.DictReader(io.StringIO(run(*dvc, "exp", "show", "--csv"))))
    few, base = (
        next(row for row in shown if row[kind] == name) for kind, name in (("Experiment", "few"), ("rev", "main"))
    )
    assert (few["data.records"], base["data.records"]) == ("2", "600")
    assert few["test.leaf_f1"] and base["test.leaf_f1"]
    assert "up to date" in run(*dvc, "status", where="effect")
    changed = json.loads(run(*dvc, "metrics", "diff", "main", "--json", where="."))
    assert changed["effect/metrics.json"].keys() == {"test.json_exact", "test.leaf_f1"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "python curves.py SETTING VALUE...; SETTING is one of records, schemas"),
        (("epochs", "3"), "SETTING is one of records, schemas"),
        (("records", "no"), "records: no: no value of that setting"),
        (("sources", "[template"), "sources: [template: no value of that setting"),
    ],
)
def test_what_no_curve_can_be_drawn_of_is_told(arguments, told):
    command = [sys.executable, "curves.py", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    made = subprocess.run(command, cwd=ROOT / "effect", env=environment, capture_output=True, text=True)
    assert made.returncode != 0 and told in made.stderr and made.stderr.count("\n") == 1
