"""The guide's commands, run section by section in a small project; README.md has none but those."""

import json
import re
import shutil
import tomllib

import pytest

from tests.dvc.following import ROOT, contents, follow, sections, stages_run

SECTIONS = sections("docs/guide.md")

#: Commands that the tests of this file can't run, and where they are run instead.
ELSEWHERE = {
    "make repro": "by .ci/run, in a fresh clone",
    "make test": "by .ci/run",
}
#: Run in an environment that has nothing but the built wheel, by tests/dvc/test_wheel.py.
FROM_THE_WHEEL = ("edgejson init my-dataset", "cd my-dataset && dvc repro")
#: What installs packages is checked by the names of the extras alone; the packages are there.
INSTALLS = re.compile(r"pip install 'edgejson\[(\w+)\]'")


def commands(title):
    return [command for command in SECTIONS[title] if not INSTALLS.fullmatch(command)]


def test_every_command_is_run_here_or_elsewhere():
    source = (ROOT / "tests/dvc/test_readme.py").read_text()
    for title, listed in SECTIONS.items():
        assert f'commands("{title}")' in source or set(listed) <= {*ELSEWHERE, *FROM_THE_WHEEL}, title


def test_the_readme_shows_no_command_that_is_not_run_and_is_one_screen():
    shown = [command for listed in sections("README.md").values() for command in listed]
    known = {command for listed in SECTIONS.values() for command in listed} | ELSEWHERE.keys()
    assert shown and set(shown) <= known
    assert len((ROOT / "README.md").read_text().splitlines()) <= 80


def test_the_extras_exist():
    known = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    named = [found for listed in SECTIONS.values() for command in listed for found in INSTALLS.findall(command)]
    assert named and set(named) <= set(known)


def test_a_schema_adds_records_and_changes_no_other_schemas_files(project):
    project.run("dvc push -q")
    raw = contents(project.folder / "data/raw/template")
    pairs = ROOT / "tests/annotating/pairs"
    shutil.copy(pairs / "grocery_order.json", project.folder / "schemas/mine.json")
    shutil.copy(pairs / "grocery_order.examples.jsonl", project.folder / "pairs.jsonl")
    said = follow(project, commands("Add a schema"))
    lint, learned, sample, page, _ = (outputs[0] for outputs in said.values())
    assert "mine.json" in lint
    assert "mine.preview.html" in page and (project.folder / "mine.preview.html").is_file()
    assert "mine.annotations.yaml" in learned and (project.folder / "schemas/mine.annotations.yaml").is_file()
    assert len(re.findall(r'"items":', sample)) == 5
    assert contents(project.folder / "data/raw/template").items() > raw.items()
    assert (project.folder / "data/dataset/train.jsonl").read_bytes().count(b"\n") == 12 * 4
    before = len(contents(project.folder / ".dvc-remote"))
    pushed = re.search(r"(\d+) files? pushed", project.run("dvc push"))
    assert len(contents(project.folder / ".dvc-remote")) == before + int(pushed[1])


def test_another_threshold_is_tried_and_main_is_as_it_was(project):
    before = contents(project.folder / "data")
    said = follow(project, commands("Try another threshold"))
    assert stages_run(said["dvc repro"][0])[0] == "validate"
    assert "metrics/validate.json" in said["dvc metrics diff main"][0]
    assert contents(project.folder / "data") == before
    assert project.run("git status --porcelain") == ""
    assert "up to date" in project.run("dvc status")


def test_the_data_are_shared(project, s3_server):
    *here, clone, pull = commands("Share the data")
    follow(project, here, BUCKET="bucket", PATH="edgejson")
    elsewhere = type(project)(project.folder.parent / "elsewhere", project.cache)
    elsewhere.folder.mkdir()
    assert "make setup && source .venv/bin/activate && " in pull  # installs what the tests have already
    follow(elsewhere, [clone, pull.replace("make setup && source .venv/bin/activate && ", "")], URL=project.folder)
    assert contents(elsewhere.folder / "edgejson/data/dataset") == contents(project.folder / "data/dataset")
    elsewhere.run(f"dvc get {project.folder} data/dataset -o alone")
    assert contents(elsewhere.folder / "alone") == contents(project.folder / "data/dataset")


def test_a_profile_for_a_gpu_is_taken_and_doctor_says_what_is_missing(project):
    profile, doctor, repro = commands("Use a GPU")
    assert (profile, doctor, repro) == ("python -m edgejson profile gpu-16gb", "python -m edgejson doctor", "dvc repro")
    project.run(profile)
    assert "Qwen2.5-14B-Instruct-AWQ" in (project.folder / "params.yaml").read_text()
    done = project.try_run(doctor)
    assert "vllm" in done.stdout + done.stderr and "Traceback" not in done.stderr
    # The last command is run on machines that have a GPU; what it would run is known everywhere.
    assert "llm" in stages_run(project.run(f"{repro} --dry"))


def test_a_part_of_it_is_used(project):
    records = [json.loads(line) for line in (project.folder / "data/dataset/test.jsonl").open()]
    chosen = [record for record in records if record["schema_id"] == "rating"]
    rating = next((project.folder / "schemas").rglob("rating.json"))
    shutil.copy(rating, project.folder / "S.json")
    shutil.copy(rating.with_name("rating.annotations.yaml"), project.folder / "S.annotations.yaml")
    pairs = [{"text": record["text"], "expected_output": record["expected_output"]} for record in chosen]
    (project.folder / "pairs.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs))
    shutil.copy(project.folder / "data/dataset/test.jsonl", project.folder / "test.jsonl")
    answers = [{"id": record["id"], "output": record["expected_output"]} for record in records]
    (project.folder / "predictions.jsonl").write_text("".join(json.dumps(answer) + "\n" for answer in answers))
    check, traced, score = (outputs[0] for outputs in follow(project, commands("Use a part of it")).values())
    assert [json.loads(line)["passed"] for line in check.splitlines()] == [True] * len(pairs)
    assert set(check.splitlines()) < set(traced.splitlines()) and traced.count("; chosen") >= len(pairs)
    assert "JSONExact" in score and "100.0" in score


@pytest.mark.parametrize("command", ELSEWHERE)
def test_what_is_run_elsewhere_is_a_target_of_make(command):
    target = command.removeprefix("make ")
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.M)
