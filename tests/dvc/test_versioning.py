"""What docs/versioning.md says, done with real git and real DVC in a small project."""

import json
import re
from pathlib import Path

import pytest

DOC = (Path(__file__).parents[2] / "docs" / "versioning.md").read_text()
SECTIONS = {
    title: re.findall(r"^\$ (.+)$", body, re.M)
    for title, body in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", DOC, re.M | re.S)
    if "```console" in body
}


#: How docs/versioning.md shows experiments.
(EXPERIMENTS,) = re.findall(r"^\$ (dvc exp show .+)$", DOC, re.M)


def follow(project, title, **markers):
    """Run a section's commands in order; the output of each by the command."""
    return {command: project.run(command) for command in SECTIONS[title]}


def stages_run(output):
    return re.findall(r"Running stage '(\w+)'", output)


def test_a_threshold_branch_runs_neither_template_nor_llm(project):
    raw = (project.folder / "dvc.lock").read_bytes()
    said = follow(project, "A threshold on a branch")
    assert stages_run(said["dvc repro"])[0] == "validate"
    assert "language" in said["dvc params diff main"]
    assert "metrics/validate.json" in said["dvc metrics diff main"]
    assert not {"template", "llm"} & set(stages_run(said["dvc repro"]))
    assert (project.folder / "dvc.lock").read_bytes() == raw
    assert "up to date" in said["dvc status"]


def test_merged_threshold_branches_repeat_no_generation(project):
    said = follow(project, "Two threshold branches, merged")
    params = (project.folder / "params.yaml").read_text()
    assert re.search(r"min: 0\.85\b", params) and re.search(r"max: 0\.5\b", params)
    assert "up to date" in said["dvc status"]
    assert not {"template", "llm"} & set(stages_run(said["dvc repro"]))


def test_a_sweep_shows_kept_counts_and_leaves_the_workspace_alone(project):
    (output,) = follow(project, "Look before you run: a sweep over stored scores").values()
    assert len(re.findall(r"^\s*0\.[5-9]", output, re.M)) == 5
    assert project.run("git status --porcelain") == ""
    assert "up to date" in project.run("dvc status")


def test_queued_experiments_succeed_without_the_model_stages(project):
    said = follow(project, "Experiments in a queue")
    assert project.run("dvc queue status").count("Success") == 2
    assert "0.85" in said[EXPERIMENTS]
    logs = next(output for command, output in said.items() if "queue logs" in command)
    assert stages_run(logs)[0] == "validate"


def test_a_colleague_pulls_and_is_up_to_date(project):
    said = follow(project, "Share the data")
    assert "up to date" in list(said.values())[-1]


def test_a_clone_without_data_reads_numbers_and_staleness(project):
    said = follow(project, "A clone without data")
    dry = next(output for command, output in said.items() if "--dry" in command)
    assert stages_run(dry) == []
    type(project)(project.folder.parent / "reader", project.cache).set(validate__duplicates__max=0.7)
    done = project.try_run("cd ../reader && python -m edgejson changes")
    assert done.returncode != 0
    assert "validate" in done.stdout


def test_the_hooks_are_installed(project):
    follow(project, "Git hooks")


def test_make_check_prints_markdown(project):
    (output,) = follow(project, "A pull request").values()
    assert "Pipeline up to date" in output


def test_every_section_with_commands_is_tested():
    source = Path(__file__).read_text()
    assert all(f'"{title}"' in source for title in SECTIONS)


@pytest.mark.parametrize("key", ["execution.workers", "llm.engines.llamacpp.slots", "llm.engines.vllm.gpu"])
def test_where_work_runs_invalidates_nothing(project, key):
    value = "cuda0" if key.endswith("gpu") else 3
    project.set(**{key.replace(".", "__"): value})
    assert "up to date" in project.run("dvc repro --dry")


@pytest.mark.parametrize(
    ("key", "value", "first"),
    [
        ("base.seed", 7, "template"),
        ("llm.teachers.smollm2.revision", "other", "llm"),
        ("llm.teachers.smollm2.wording.opening_words", 3, "llm"),
        ("validate.grounding.min", 0.5, "validate"),
        ("split.test_share", 0.3, "split"),
    ],
)
def test_what_changes_the_result_runs_its_stage(project, key, value, first):
    project.set(**{key.replace(".", "__"): value})
    assert first in stages_run(project.run("dvc repro --dry"))


def test_a_gate_that_fails_writes_its_diagnostics_and_names_the_metric(project):
    project.set(validate__gate__min_records=10_000)
    done = project.try_run("dvc repro")
    assert done.returncode != 0
    assert "min_records" in done.stderr + done.stdout
    assert json.loads((project.folder / "metrics/validate.json").read_text())


def test_a_new_schema_adds_files_and_changes_no_other(project, finished):
    raw = {p.name: p.read_bytes() for p in (project.folder / "data/raw/template").iterdir()}
    source = Path(__file__).parents[2] / "schemas/simple/sensor_reading.json"
    (project.folder / "schemas/simple/sensor_reading.json").write_bytes(source.read_bytes())
    project.run("dvc push -q && dvc repro")
    for name, content in raw.items():
        assert (project.folder / "data/raw/template" / name).read_bytes() == content
    dataset = (project.folder / "data/dataset/train.jsonl").read_bytes().count(b"\n")
    assert dataset == 12 * 4
    pushed = project.run("dvc push")
    assert "file" in pushed


def test_every_metric_is_flat_finite_and_sorted(project):
    for path in sorted((project.folder / "metrics").glob("*.json")):
        values = json.loads(path.read_text())
        assert list(values) == sorted(values)
        assert all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values.values()), path
        assert "NaN" not in path.read_text()


def test_a_threshold_branch_shows_few_numbers_and_each_once(project):
    numbers = sum(len(json.loads(path.read_text())) for path in (project.folder / "metrics").glob("*.json"))
    assert numbers <= 40
    project.run("git checkout -q -b exp/language")
    project.set(validate__language__min=0.93)
    project.run("dvc repro")
    diff = project.run("COLUMNS=100 dvc metrics diff main").splitlines()
    assert max(map(len, diff)) <= 100
    assert 5 <= len(diff) - 1 <= 15
    project.run("git commit -q -a -m 'language: 0.93'")
    shown = project.run(f"COLUMNS=200 {EXPERIMENTS}")
    assert "…" not in shown and "0.93" in shown
    plots = json.loads(project.run("dvc plots diff main --json"))["data"]
    assert len(plots) == 8
