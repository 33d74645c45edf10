"""profile, allocate, doctor, cache: the command line around a run."""

from __future__ import annotations

import argparse
import json
import os
import shutil
from importlib import import_module
from pathlib import Path

import pytest

from edgejson.params.whole import load
from edgejson.pipeline.errors import UserError
from edgejson.teachers import Cache, Completion
from edgejson.teachers.engines.gpus import need_mib
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.profiles import PROFILES

ROOT = Path(__file__).resolve().parents[2]


class Shell:
    """Runs subcommands in a project's folder, in this process: starting Python for each would take most of the time."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capture = capture

    def __call__(self, *words: str) -> tuple[int, str]:
        """Exit status and standard output; errors are raised."""
        parser = argparse.ArgumentParser()
        command = import_module(f"edgejson.commands.{words[0]}")
        command.arguments(parser)
        self._capture.readouterr()
        status = command.run(parser.parse_args(words[1:]))
        return status or 0, self._capture.readouterr().out


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    shutil.copy(ROOT / "params.yaml", tmp_path)
    (tmp_path / "budget.json").write_text("{}\n")
    shutil.copytree(ROOT / "schemas" / "simple", tmp_path / "schemas" / "simple")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDGEJSON_CACHE_DIR", str(tmp_path / "cache"))
    return Shell(tmp_path, capsys)


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_is_written_with_comments_kept_and_is_undone_by_cpu(shell: Shell, name: str) -> None:
    path = shell.folder / "params.yaml"
    own = "{teacher: smollm2, shots: 0, constrained: true, records: 9, max_tokens: 99, max_model_len: 999}"
    path.write_text(path.read_text().replace("  models: {}", f"  models:\n    mine: {own}"))
    assert shell("profile", "cpu")[0] == 0
    before = (shell.folder / "params.yaml").read_text()
    assert shell("profile", name)[0] == 0
    llm = load(shell.folder / "params.yaml").llm
    for teacher, settings in PROFILES[name]["teachers"].items():
        assert llm.teachers[teacher].model_dump() == settings
    assert list(llm.teachers) == list(PROFILES[name]["teachers"])
    after = (shell.folder / "params.yaml").read_text()
    told = [line.split("#", 1)[1] for line in before.splitlines() if "#" in line]
    assert [comment for comment in told if comment not in after] == []
    outside = [text.split("\nllm:")[0] + text.split("\nvalidate:")[1] for text in (before, after)]
    first = next(iter(PROFILES[name]["teachers"]))
    assert outside[0].replace("{teacher: smollm2", f"{{teacher: {first}") == outside[1]
    assert f"mine: {{teacher: {first}, " in after
    shell("profile", "cpu")
    assert load(shell.folder / "params.yaml").llm.teachers == {
        "smollm2": load(ROOT / "params.yaml").llm.teachers["smollm2"]
    }


def test_an_unknown_profile_is_told(shell: Shell) -> None:
    with pytest.raises(UserError, match="no profile 'laptop'; use one of cpu"):
        shell("profile", "laptop")


def test_allocate_gives_more_to_the_schemas_that_models_fail(shell: Shell) -> None:
    plots = shell.folder / "metrics" / "plots"
    plots.mkdir(parents=True)
    (plots / "baseline_schema.csv").write_text(
        "system,schema,records,json_exact,low,high,leaf_f1\n"
        "model.smollm2,rating,5,0,0,0,0.1\nmodel.smollm2,location,5,1,1,1,0.9\nparser.best,location,5,0,0,0,0.0\n"
    )
    (plots / "validate_by_schema.csv").write_text(
        "schema_id,source,records,kept,pass_rate\nrating,llm,10,10,1.0\nrating,template,60,6,0.1\nlocation,llm,10,10,1.0\n"
    )
    before = (shell.folder / "budget.json").read_text()
    assert shell("allocate", "--dry-run")[0] == 0
    assert (shell.folder / "budget.json").read_text() == before
    _, out = shell("allocate", "--total", "100")
    counts = json.loads((shell.folder / "budget.json").read_text())
    assert sum(counts.values()) == 100 and len(counts) == 10
    assert counts["rating"] > counts["contact_info"] > counts["location"]
    assert f"{counts['rating']:8}" in next(line for line in out.splitlines() if line.startswith("rating"))


def test_doctor_says_what_is_missing_and_how_to_mend_it(shell: Shell) -> None:
    status, out = shell("doctor")
    assert status == 0 and "smollm2: llamacpp" in out and ": ready" in out
    shell("profile", "server")
    params = (shell.folder / "params.yaml").read_text()
    (shell.folder / "params.yaml").write_text(params.replace("http://127.0.0.1:8000/v1]", "http://127.0.0.1:9/v1]"))
    status, out = shell("doctor")
    assert status == 1 and "http://127.0.0.1:9/v1: no answer" in out


def test_doctor_reports_gpus_and_who_holds_their_memory(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = shell.folder / "bin"
    tools.mkdir()
    smi = tools / "nvidia-smi"
    smi.write_text(
        '#!/bin/sh\ncase "$1" in\n'
        "*compute-apps*) echo 'GPU-1, 4242, /usr/bin/python3, 3000';;\n"
        "*query-gpu*) echo 'GPU-1, NVIDIA T4, 16384, 5000';;\n"
        "*) echo '| Driver Version: 550.54   CUDA Version: 12.4 |';;\nesac\n"
    )
    smi.chmod(0o755)
    shell("profile", "gpu-16gb")
    monkeypatch.setenv("PATH", f"{tools}:{os.environ['PATH']}")
    status, out = shell("doctor")
    assert "CUDA 12.4" in out and "NVIDIA T4: 5000 of 16384 MiB free" in out
    assert "held by pid 4242 (/usr/bin/python3): 3000 MiB" in out
    assert "of GPU memory; free some, or take a smaller model" in out
    assert status == 1


def test_the_estimate_of_memory_is_near_what_was_measured() -> None:
    """12.25 GiB were in use for Qwen2.5-14B-AWQ at 16 sequences of 2048 tokens, most of it weights and cache."""
    settings = PROFILES["gpu-16gb"]["teachers"]["qwen14b"] | {"max_model_len": 2048}
    need = need_mib(Teacher.model_validate(settings), None, 16)
    assert need is not None and 11_000 < need < 15_000


@pytest.mark.parametrize(("profile", "gib"), [("gpu-16gb", 16), ("gpu-24gb", 24), ("gpu-80gb", 80)])
def test_a_profiles_teachers_need_no_more_memory_than_it_lets_them_have(profile: str, gib: int) -> None:
    """By the estimate, where a model's name tells its size; it was measured for one model on 16 GB alone."""
    vllm, teachers = PROFILES[profile]["engines"]["vllm"], PROFILES[profile]["teachers"]
    needs = {
        name: need_mib(Teacher.model_validate(settings), None, vllm["max_num_seqs"])
        for name, settings in teachers.items()
    }
    known = {name: need for name, need in needs.items() if need is not None}
    assert known and all(need <= gib * 1024 * vllm["gpu_memory_utilization"] for need in known.values()), known


def test_cache_tells_what_it_holds_and_forgets_what_it_is_told(shell: Shell) -> None:
    with Cache(shell.folder / "cache" / "completions.sqlite") as cache:
        cache.put("k", "smollm2", Completion("a", 1, 1, "stop", None))
    assert "smollm2" in shell("cache", "stats")[1]
    assert "1 completion removed" in shell("cache", "prune", "--days", "0")[1]
    assert "smollm2" not in shell("cache", "stats")[1]
