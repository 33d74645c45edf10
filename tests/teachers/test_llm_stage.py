"""The llm stage, run as the pipeline runs it, with the embedded model."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from edgejson.forms import write
from edgejson.params.whole import Params
from edgejson.pipeline.metrics import read_metrics
from edgejson.schema.documents import ANNOTATIONS_ENDING
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import Schema
from edgejson.teachers.writing.drafts import Desk

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ("simple/rating", "simple/product_info", "medium/order_details")


def project(folder: Path, records: int, schemas: tuple[str, ...] = SCHEMAS) -> dict[str, Any]:
    """A project of a few schemas in `folder`; returns the content of its params file, still to be saved."""
    for name in schemas:
        (folder / "schemas" / name).parent.mkdir(parents=True, exist_ok=True)
        for ending in (".json", ANNOTATIONS_ENDING):
            shutil.copy(ROOT / "schemas" / f"{name}{ending}", folder / "schemas" / f"{name}{ending}")
    content: dict[str, Any] = YAML(typ="safe").load((ROOT / "params.yaml").read_text())
    content["llm"] |= {"records_per_schema": records, "budget": ""}
    content["llm"]["teachers"]["smollm2"]["sampling"]["logprobs"] = True
    content["llm"]["engines"]["llamacpp"] |= {"servers": 1}
    return content


def save(folder: Path, content: dict[str, Any]) -> None:
    YAML(typ="safe").dump(content, folder / "params.yaml")


def start(folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "EDGEJSON_CACHE_DIR": str(folder / "cache")}
    command = [sys.executable, "-m", "stages.llm"]
    return subprocess.Popen(
        command, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def run(folder: Path) -> tuple[int, str, str]:
    with start(folder) as process:
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err


def records(folder: Path) -> list[dict[str, Any]]:
    paths = sorted((folder / "data/raw/llm").glob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text().splitlines()]


def answers(folder: Path) -> dict[str, bytes]:
    path = folder / "cache" / "completions.sqlite"
    if not path.exists():
        return {}
    with sqlite3.connect(path, timeout=60) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'completions'").fetchone():
            return {}
        return dict(db.execute("SELECT key, completion FROM completions"))


def test_records_come_out_whole_and_again_from_the_cache_without_the_model(
    tmp_path: Path, params: Params, schemas: dict[str, Schema]
) -> None:
    content = project(tmp_path, 2)
    save(tmp_path, content)
    status, out, err = run(tmp_path)
    assert status == 0, err
    assert "6 requests, 0 recorded, 0 cached, 6 new" in out
    found = records(tmp_path)
    assert [one["id"] for one in found] == [
        f"{name}-l-{index:05d}" for name in ("order_details", "product_info", "rating") for index in range(2)
    ]
    for one in found:
        assert (one["source"], one["teacher"]) == ("llm", "smollm2")
        assert one["text"] and one["instruction"] and one["logprob"] < 0
        workshop = Desk(schemas[one["schema_id"]], params.llm, params.base.locale).workshop
        assert workshop.record(json.dumps(one["expected_output"]), {})[1] == 0
    metrics = read_metrics(tmp_path / "data/metrics/llm")["llm"]
    assert metrics["records"] == 6 and metrics["teachers.smollm2.requests"] >= 6
    first = {path.name: path.read_bytes() for path in (tmp_path / "data/raw/llm").iterdir()}
    content["llm"]["engines"]["vllm"]["python"] = "/nowhere"  # of this machine: changes nothing
    save(tmp_path, content)
    for path in tmp_path.glob("schemas/simple/rating.*"):
        path.unlink()
    status, out, err = run(tmp_path)
    assert status == 0 and "4 requests, 0 recorded, 4 cached, 0 new" in out, err
    assert {path.name: path.read_bytes() for path in (tmp_path / "data/raw/llm").iterdir()} == {
        name: content for name, content in first.items() if name != "rating.jsonl"
    }


def test_values_stand_in_the_text(tmp_path: Path, schemas: dict[str, Schema]) -> None:
    content = project(tmp_path, 3, ("simple/contact_info",))
    content["llm"]["teachers"]["smollm2"]["wording"] |= {"whole_record": True, "leaves": 3}
    save(tmp_path, content)
    status, _, err = run(tmp_path)
    assert status == 0, err
    fields = FieldMap(schemas["contact_info"].document)
    for one in records(tmp_path):
        for name in ("full_name", "email", "company", "job_title"):
            value = one["expected_output"].get(name, "")
            forms = {value, *(write(value, fields.field((name,)), random.Random(seed)) for seed in range(20))}
            assert any(form in one["text"] for form in forms), (name, one)


def test_a_failing_teacher_is_told_at_the_end_the_others_work_and_the_earlier_out_stays(tmp_path: Path) -> None:
    content = project(tmp_path, 1)
    llm = content["llm"]
    llm["teachers"]["lost"] = llm["teachers"]["smollm2"] | {"model": "/nowhere/model.gguf"}
    llm["router"]["schemas"] = {"rating": "lost"}
    save(tmp_path, content)
    out = tmp_path / "data/raw/llm"
    out.mkdir(parents=True)
    (out / "earlier.jsonl").write_text("{}\n")
    status, _, err = run(tmp_path)
    last = err.strip().splitlines()[-1]
    assert status == 1 and "/nowhere/model.gguf" in last and "Traceback" not in err
    assert [path.name for path in out.iterdir()] == ["earlier.jsonl"]
    assert len(answers(tmp_path)) >= 2  # the other teacher's, kept for the next run


def test_invented_records_are_valid_and_read_back_by_another_teacher(
    tmp_path: Path, params: Params, schemas: dict[str, Schema]
) -> None:
    content = project(tmp_path, 2, ("simple/rating",))
    llm = content["llm"]
    llm["teachers"]["smollm2"]["invent"] = {"share": 1.0, "max_tokens": 300}
    llm["teachers"]["reader"] = llm["teachers"]["smollm2"] | {"max_tokens": 161}
    llm["verify"] = {"teachers": ["reader", "smollm2"], "max_tokens": 120}
    save(tmp_path, content)
    status, _, err = run(tmp_path)
    assert status == 0, err
    workshop = Desk(schemas["rating"], params.llm, params.base.locale).workshop
    for one in records(tmp_path):
        assert workshop.record(json.dumps(one["expected_output"]), {})[1] == 0
        assert 0 <= one["agreement"] <= 1
    metrics = read_metrics(tmp_path / "data/metrics/llm")["llm"]
    assert metrics["teachers.smollm2.invent.asked"] == 2
    assert metrics["teachers.reader.verify.read"] == 2
    assert "teachers.smollm2.verify.read" not in metrics  # nobody reads what it wrote itself
    assert 0 <= metrics["schemas.rating.agreement"] <= 1


def test_a_stage_killed_ten_times_goes_on_where_it_was(tmp_path: Path) -> None:
    save(tmp_path, project(tmp_path, 7, SCHEMAS[:2]))
    rng = random.Random(10)
    seen: dict[str, bytes] = {}
    for _ in range(10):
        process = start(tmp_path)
        while process.poll() is None and len(answers(tmp_path)) == len(seen):
            time.sleep(0.05)
        time.sleep(rng.uniform(0.0, 1.5))  # the next ones are under way by now
        process.send_signal(signal.SIGKILL)
        told, _ = process.communicate()
        planned = re.search(r"(\d+) requests, 0 recorded, (\d+) cached", told)
        assert planned is None or int(planned[2]) == min(len(seen), int(planned[1]))  # what had ended is not sent again
        now = answers(tmp_path)
        assert seen.items() <= now.items()  # and not lost
        seen = now
    assert run(tmp_path)[0] == 0
    assert seen.items() <= answers(tmp_path).items()
    killed = {path.name: path.read_bytes() for path in (tmp_path / "data/raw/llm").iterdir()}
    shutil.rmtree(tmp_path / "data")
    assert run(tmp_path)[0] == 0  # uninterrupted, given the same completions
    assert killed == {path.name: path.read_bytes() for path in (tmp_path / "data/raw/llm").iterdir()}
