"""A user's mistake: one clear line that names the place, an exit status that is not zero, nothing lost."""

import json
import os
import shutil
import signal
import subprocess
import time

import pytest

from tests.dvc.following import contents, stages_run

SIMPLE = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "count": {"type": "integer", "minimum": 1, "maximum": 9}},
    "required": ["name", "count"],
}

MISTAKES = {
    "not JSON": ("schemas/simple/broken.json", '{"type": "object",', ["broken.json:1"]),
    "a type that doesn't exist": (
        "schemas/simple/broken.json",
        json.dumps({**SIMPLE, "properties": {"name": {"type": "text"}}}),
        ["broken.json", "/properties/name/type"],
    ),
    "a reference to the web": (
        "schemas/simple/broken.json",
        json.dumps({"type": "object", "properties": {"a": {"$ref": "https://example.com/other.json"}}}),
        ["broken.json", "/properties/a/$ref", "remote"],
    ),
    "bounds that contradict": (
        "schemas/simple/broken.json",
        json.dumps(
            {**SIMPLE, "properties": {**SIMPLE["properties"], "count": {"type": "integer", "minimum": 9, "maximum": 1}}}
        ),
        ["broken.json", "/properties/count"],
    ),
    "two files with one stem": ("schemas/medium/rating.json", json.dumps(SIMPLE), ["rating.json", "exists already"]),
    "an expression that isn't allowed": (
        "schemas/simple/broken.json",
        json.dumps({**SIMPLE, "x-rules": ["__import__('os')"]}),
        ["broken.json", "x-rules"],
    ),
}

#: Key, value, the stage that reads it.
BAD_SETTINGS = [
    ("template.records_per_schema", "many"),
    ("template.records_per_schema", -1),
    ("validate.language.min", 1.5),
    ("balance.llm_share", 2),
    ("base.locale", "xx_YY"),
]


def outputs(project) -> dict[str, bytes]:
    return {
        f"{name}/{path}": found
        for name in ("data", "metrics")
        for path, found in contents(project.folder / name).items()
    }


def assert_one_clear_line(project, words: list[str]) -> None:
    before = outputs(project)
    done = project.try_run("dvc repro")
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert len(said) == 1, done.stderr
    assert all(word in said[0] for word in words), said[0]
    assert "Traceback" not in done.stderr
    assert "its earlier outputs are back" in done.stderr
    assert outputs(project) == before


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_broken_schema(project, mistake):
    name, content, words = MISTAKES[mistake]
    (project.folder / name).parent.mkdir(exist_ok=True)
    (project.folder / name).write_text(content)
    assert_one_clear_line(project, words)


@pytest.mark.parametrize(("key", "value"), BAD_SETTINGS)
def test_a_bad_setting(project, key, value):
    project.set(**{key.replace(".", "__"): value})
    assert_one_clear_line(project, ["params.yaml", key])


def test_an_unknown_setting(project):
    path = project.folder / "params.yaml"
    path.write_text(path.read_text().replace("template:\n", "template:\n  recods: 3\n", 1))
    assert_one_clear_line(project, ["params.yaml", "template.recods"])


@pytest.mark.parametrize("key", ["validate.overrides.by_schema", "balance.overrides", "llm.router.schemas"])
def test_a_setting_of_a_schema_that_is_gone(project, key):
    value = {"validate.overrides.by_schema": {}, "balance.overrides": 3, "llm.router.schemas": "smollm2"}[key]
    project.set(**{key.replace(".", "__"): {"rating": value, "rting": value}})
    assert_one_clear_line(project, ["params.yaml", f"{key}.rting", "did you mean 'rating'?"])


def test_a_budget_of_a_schema_that_is_gone(project):
    (project.folder / "budget.json").write_text('{"rating": 2, "rting": 2}')
    assert_one_clear_line(project, ["budget.json: rting", "did you mean 'rating'?"])


def test_an_id_struck_out_that_no_record_has_is_told(project):
    (project.folder / "exclude.txt").write_text("rating-t-00001  # odd\nrating-t-77777\n")
    done = project.try_run("python -m stages.examine")
    assert done.returncode == 0
    said = "warning: exclude.txt: no raw record has the id rating-t-77777; mend or remove the line"
    assert done.stderr.splitlines() == [said]


def test_a_missing_model_file(project):
    project.set(llm__teachers__smollm2__model="models/gone.gguf")
    assert_one_clear_line(project, ["models/gone.gguf"])


def test_no_schema_at_all(project):
    shutil.rmtree(project.folder / "schemas")
    (project.folder / "schemas").mkdir()
    assert_one_clear_line(project, ["schemas", "no schema"])


def start(project, command: str, appears: str) -> subprocess.Popen:
    """A command in a process group of its own, as soon as a file or folder by this pattern is there."""
    process = subprocess.Popen(
        ["bash", "-c", command],
        cwd=project.folder,
        env=project.environment(),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # it is ignored in a background job
    )
    for _ in range(6000):
        if any(project.folder.glob(appears)):
            return process
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.01)
    raise AssertionError(f"no {appears}")


def test_an_interrupted_stage_puts_its_outputs_back_and_the_next_run_goes_on(project):
    before = outputs(project)
    # Long enough that the half-written folder is seen on the busiest machine; only its beginning is ever run.
    project.set(template__records_per_schema=2000)
    process = start(project, "dvc repro", "data/raw/.template.*.part")
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=120)
    assert process.returncode != 0
    assert "interrupted" in said and "its earlier outputs are back" in said and "Traceback" not in said
    assert outputs(project) == before
    project.run("git checkout -q params.yaml")
    assert stages_run(project.run("dvc repro")) == []


def test_what_a_killed_stage_left_half_written_goes_with_the_next_run(project):
    process = start(project, "exec python -m stages.template", "data/raw/.template.*.part")
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    (left,) = (project.folder / "data/raw").glob(".template.*.part")
    other = subprocess.Popen(["sleep", "600"])
    working = left.with_name(f".template.{other.pid}.part")
    working.mkdir()
    try:
        project.run("python -m stages.template")
        assert list((project.folder / "data/raw").glob(".*.part")) == [working]
    finally:
        other.kill()
        other.wait()
    assert "up to date" in project.run("dvc status")


def test_outputs_that_are_not_in_the_cache_are_named(project):
    project.set(validate__language__min=1.5)
    shutil.rmtree(project.folder / ".dvc/cache/files")
    done = project.try_run("dvc repro")
    assert done.returncode != 0
    assert "template: its earlier outputs are not in DVC's cache; run: dvc pull template" in done.stderr
