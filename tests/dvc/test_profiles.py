"""Every profile, run through to the report. The models of those for GPUs are played by a stand-in server."""

import json
from pathlib import Path

import pytest

from edgejson.teachers.profiles import PROFILES
from tests.standin import StandIn


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_runs_through_to_the_report(project, name):
    project.run(f"python -m edgejson profile {name}")
    teachers = PROFILES[name]["teachers"]
    with StandIn() as server:
        if name != "cpu":
            project.set(llm__engines__openai__endpoints=[server.url])
        for teacher, settings in teachers.items():
            if settings["engine"] == "vllm":  # all else that the profile says of it stays
                project.set(**{f"llm.teachers.{teacher}.engine": "openai"})
        assert "not ready" not in project.run("python -m edgejson doctor")
        project.run("dvc repro")
        assert bool(server.asked) == (name != "cpu")
    assert "up to date" in project.run("dvc status")
    assert (project.folder / "data/report.html").stat().st_size > 10_000
    raw = [json.loads(line) for path in raw_files(project.folder) for line in path.open()]
    assert len(raw) in ((6,) if name == "cpu" else range(1, 7))  # what is written may be lost to the checks
    assert {record["teacher"] for record in raw} <= set(teachers)
    assert any(record["agreement"] is not None for record in raw) == bool(PROFILES[name]["verify"]["teachers"])
    baseline = json.loads((project.folder / "metrics/baseline.json").read_text())
    assert "model.zero_shot.json_exact" in baseline


def raw_files(folder: Path) -> list[Path]:
    return sorted((folder / "data/raw/llm").glob("*.jsonl"))
