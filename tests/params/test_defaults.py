"""What params.yaml leaves out has its default, down to the whole file: every command works in any folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edgejson.params.whole import load
from tests.teachers.test_commands import Shell

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "schemas/simple/rating.json"


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A folder with one schema and nothing else, the working directory."""
    shutil.copy(SCHEMA, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDGEJSON_CACHE_DIR", str(tmp_path / "cache"))
    return Shell(tmp_path, capsys)


def test_the_defaults_are_what_params_yaml_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for the budget's file, which only a project has."""
    written = load(ROOT / "params.yaml").model_dump()
    monkeypatch.chdir(tmp_path)
    assert written["llm"].pop("budget") == "budget.json"
    usual = load().model_dump()
    assert usual["llm"].pop("budget") == ""
    assert usual == written


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "{}", "base: {}\nvalidate: {language: {}}\n"])
def test_a_file_that_says_nothing_changes_nothing(content: str, tmp_path: Path) -> None:
    path = tmp_path / "params.yaml"
    path.write_text(content)
    assert load(path).model_dump() == load_usual(tmp_path)


def load_usual(tmp_path: Path) -> dict[str, object]:
    (tmp_path / "empty.yaml").write_text("")
    return load(tmp_path / "empty.yaml").model_dump()


def test_a_file_may_hold_only_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "params.yaml"
    path.write_text("template: {text: {mix: {simple: {chat: 1}}}}\nllm: {values: {max_depth: 2}}\n")
    usual, found = load_usual(tmp_path), load(path).model_dump()
    assert found["template"]["text"]["mix"].pop("simple") == {"chat": 1}  # weights are one table, taken whole
    assert found["llm"]["values"].pop("max_depth") == 2
    del usual["template"]["text"]["mix"]["simple"], usual["llm"]["values"]["max_depth"]  # type: ignore[index]
    assert found == usual


def test_every_command_on_schemas_works_without_settings(shell: Shell) -> None:
    record = json.loads(shell("sample", "rating.json", "--text", "-n", "1")[1])
    assert record["text"] and record["expected_output"]["stars"] in range(1, 6)
    assert shell("lint", "rating.json") == (0, "rating.json: ok\n")
    assert shell("doctor")[1].startswith("GPU: ")
    assert shell("cache", "stats")[0] == 0


def test_a_profile_begins_a_file(shell: Shell) -> None:
    assert shell("profile", "server")[0] == 0
    found = load()
    assert list(found.llm.teachers) == ["server"] and found.llm.router.shares == {"server": 1.0}
    assert shell("profile", "cpu")[0] == 0
    assert load().llm.teachers == {"smollm2": load(ROOT / "params.yaml").llm.teachers["smollm2"]}


def test_checks_without_settings_are_those_of_params_yaml(shell: Shell) -> None:
    pair = json.dumps({"text": "Ann gave the Halden kettle 4 stars.", "output": {"stars": 4}})
    command = [sys.executable, "-m", "edgejson", "check", "--schema", "rating.json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = [
        subprocess.run([*command, *more], env=environment, input=pair, capture_output=True, text=True, check=False)
        for more in ([], ["--params", str(ROOT / "params.yaml")])
    ]
    assert found[0].stdout and found[0].stdout == found[1].stdout
    assert found[0].stderr == found[1].stderr == ""
