"""The pipeline of effect/ with the real model, PEFT and DVC: cut off anywhere it goes on, and gives the same bytes."""

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
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
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
    params["predict"]["max_new_tokens"] = 40
    params["threads"] = 1
    YAML().dump(params, path)
    return folder


def effect(folder, script, wait=True):
    """A script of effect/, as DVC runs it."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "HF_HUB_OFFLINE": "1"}
    command = [sys.executable, script]
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
