"""What docs/versioning.md says, done with real git and real DVC in a small project."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.dvc.following import contents, follow, sections, stages_brought_back, stages_run

SECTIONS = sections("docs/versioning.md")
#: How docs/versioning.md shows experiments.
(EXPERIMENTS,) = [
    command for commands in SECTIONS.values() for command in commands if command.startswith("dvc exp show")
]


def test_a_threshold_branch_runs_validate_and_what_follows(project):
    lock, data = (project.folder / "dvc.lock").read_bytes(), contents(project.folder / "data")
    said = follow(project, SECTIONS["A threshold on a branch"])
    assert stages_run(said["dvc repro"][0])[0] == "validate"
    assert "language" in said["dvc params diff main"][0]
    assert "metrics/validate.json" in said["dvc metrics diff main"][0]
    assert (project.folder / "dvc.lock").read_bytes() == lock
    assert contents(project.folder / "data") == data
    assert "up to date" in said["dvc status"][0]


def test_what_ran_before_is_brought_back_instead_of_run(project):
    before = contents(project.folder / "metrics")
    said = follow(project, SECTIONS["What ran before isn't run again"])
    there, back = said["dvc repro"]
    again = said["dvc exp run -S validate.language.min=0.85"][0]
    assert stages_run(there)[0] == "validate"
    # The data of main are there; only what git had put back needs no stage at all.
    assert set(stages_brought_back(back)) >= {"validate", "balance"}
    assert stages_run(back) == []
    assert set(stages_brought_back(again)) >= {"validate", "balance"}
    assert stages_run(again) == ["metrics"]
    assert contents(project.folder / "metrics") == before
    assert "up to date" in project.run("dvc status")
    assert project.run("git status --porcelain") == ""


def test_a_merge_of_threshold_branches_runs_only_what_is_new_to_both(project):
    said = follow(project, SECTIONS["Two threshold branches, merged"])
    params = (project.folder / "params.yaml").read_text()
    assert re.search(r"min: 0\.85\b", params) and re.search(r"test_share: 0\.3\b", params)
    unmerged = said["git merge exp/a || git status --short"][0]
    assert "UU dvc.lock" in unmerged and "UU params.yaml" not in unmerged
    *_, merged = said["dvc repro"]
    assert stages_brought_back(merged)[:2] == ["validate", "balance"]
    assert stages_run(merged)[0] == "split"
    assert "<<<<<<<" not in (project.folder / "dvc.lock").read_text()
    assert "up to date" in said["dvc status"][0]
    assert project.run("git status --porcelain") == ""
    assert len(project.run("git rev-list --parents -1 HEAD").split()) == 3


def test_a_sweep_shows_kept_counts_and_leaves_the_workspace_alone(project):
    ((output,),) = follow(project, SECTIONS["Look before you run: a sweep over stored scores"]).values()
    assert len(re.findall(r"^\s*0\.[5-9]", output, re.M)) == 5
    assert project.run("git status --porcelain") == ""
    assert "up to date" in project.run("dvc status")


def test_queued_experiments_succeed_without_the_model_stages(project):
    said = follow(project, SECTIONS["Experiments in a queue"])
    assert project.run("dvc queue status").count("Success") == 2
    assert "0.85" in said[EXPERIMENTS][0]
    (logs,) = next(outputs for command, outputs in said.items() if "queue logs" in command)
    assert stages_run(logs)[0] == "validate"


def test_a_colleague_pulls_and_has_brought_back_what_another_ran(project):
    said = follow(project, SECTIONS["Share the data"])
    assert "up to date" in next(outputs[0] for command, outputs in said.items() if command.endswith("dvc status"))
    repro = said["cd ../colleague && dvc repro --pull"][0]
    assert stages_brought_back(repro)[0] == "validate"
    assert stages_run(repro) == ["metrics"]
    colleague = project.folder.parent / "colleague"
    assert contents(colleague / "data") == contents(project.folder / "data")
    assert contents(colleague / "metrics") == contents(project.folder / "metrics")


def test_a_clone_without_data_reads_numbers_and_staleness(project):
    said = follow(project, SECTIONS["A clone without data"])
    dry = next(outputs[0] for command, outputs in said.items() if "--dry" in command)
    assert stages_run(dry) == []
    type(project)(project.folder.parent / "reader", project.cache).set(validate__duplicates__max=0.7)
    done = project.try_run("cd ../reader && python -m edgejson changes")
    assert done.returncode != 0
    assert "validate" in done.stdout


def test_the_hooks_are_installed(project):
    follow(project, SECTIONS["Git hooks"])


def test_make_check_prints_markdown(project):
    ((output,),) = follow(project, SECTIONS["A pull request"]).values()
    assert "Pipeline up to date" in output
    assert output.count("No change.") == 2 and "|" not in output
    done = project.try_run("python -m edgejson changes --base nosuch")
    assert done.returncode == 2 and done.stdout == ""
    assert re.fullmatch(r"error: .*'nosuch'.*\n", done.stderr)


def test_make_check_judges_what_git_holds_whatever_data_lie_there(project):
    project.run("git checkout -q -b other")
    project.set(validate__language__min=0.85)
    project.run("dvc repro --single-item validate && git commit -q -a -m 'validate alone'")
    alone = project.try_run("python -m edgejson changes")
    assert alone.returncode == 1
    stale = re.search(r"\*\*Stale:\*\* (.+?):", alone.stdout)[1].split(", ")
    assert "balance" in stale and "validate" not in stale
    told = json.loads(project.try_run("python -m edgejson changes --json").stdout)
    assert told["stale"] == stale
    assert told["params"]["params.yaml"]["validate.language.min"]["new"] == 0.85
    project.run("git checkout -q main")
    done = project.try_run("python -m edgejson changes")
    assert done.returncode == 0 and "Pipeline up to date" in done.stdout
    assert "dvc checkout" in done.stderr
    shutil.rmtree(project.folder / "data")
    project.run("git checkout -q other")
    assert project.try_run("python -m edgejson changes").stdout.splitlines()[0] == alone.stdout.splitlines()[0]


def test_every_section_with_commands_is_tested():
    sources = "\n".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    assert all(f'"{title}"' in sources for title in SECTIONS)


@pytest.mark.parametrize("key", ["execution.workers", "llm.engines.llamacpp.servers", "llm.engines.vllm.gpu"])
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
        ("validate.unique.enabled", False, "examine"),
        ("validate.grounding.min", 0.5, "validate"),
        ("split.test_share", 0.3, "split"),
    ],
)
def test_what_changes_the_result_runs_its_stage(project, key, value, first):
    project.set(**{key.replace(".", "__"): value})
    assert stages_run(project.run("dvc repro --dry"))[0] == first


def test_a_gate_that_fails_writes_its_diagnostics_and_names_the_metric(project):
    kept = contents(project.folder / "metrics")
    project.set(validate__gate__min_records=10_000)
    done = project.try_run("dvc repro")
    assert done.returncode != 0
    named = re.search(r"error: (data/metrics/\S+): kept is (\d+), .*min_records", done.stderr)
    assert json.loads((project.folder / named[1]).read_text())["kept"] == int(named[2])
    assert (project.folder / "data/rejected").is_dir()
    assert contents(project.folder / "metrics") == kept


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
    shown = project.run(f"COLUMNS=200 {EXPERIMENTS} -n 2")
    assert "…" not in shown and "0.93" in shown
    plots = json.loads(project.run("dvc plots diff main --json"))["data"]
    assert len(plots) == 8
