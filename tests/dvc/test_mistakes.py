"""A user's mistake: one clear line that names the place, an exit status that is not zero, nothing lost."""

import json
import shutil

import pytest

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
]


def outputs(project) -> dict[str, bytes]:
    return {
        str(p.relative_to(project.folder)): p.read_bytes() for p in (project.folder / "data").rglob("*") if p.is_file()
    }


def assert_one_clear_line(project, words: list[str]) -> None:
    before = outputs(project)
    done = project.try_run("dvc repro")
    assert done.returncode != 0
    said = [line for line in done.stderr.splitlines() if line.startswith("error:")]
    assert len(said) == 1, done.stderr
    assert all(word in said[0] for word in words), said[0]
    assert "Traceback" not in done.stderr
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


def test_a_missing_model_file(project):
    project.set(llm__teachers__smollm2__model="models/gone.gguf")
    assert_one_clear_line(project, ["models/gone.gguf"])


def test_no_schema_at_all(project):
    shutil.rmtree(project.folder / "schemas")
    (project.folder / "schemas").mkdir()
    assert_one_clear_line(project, ["schemas", "no schema"])
