"""dvc.yaml, params.yaml and the code say the same: what a stage uses is declared, what is declared is used."""

import ast
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from edgejson.checks.thresholds import THRESHOLDS
from stages.metrics import MEASURING

ROOT = Path(__file__).parents[2]
PIPELINE = YAML(typ="safe").load((ROOT / "dvc.yaml").read_text())
PARAMS = YAML(typ="safe").load((ROOT / "params.yaml").read_text())
STAGES = sorted(PIPELINE["stages"])
#: Those that read settings.
READING = [stage for stage in STAGES if "params" in PIPELINE["stages"][stage]]

#: What every stage runs first and no stage declares, alone of all our code: the look at all of params.yaml and the
#: schemas, which needs the settings of every stage. It runs in a process of its own and can refuse, but hands nothing
#: on; as a dep it would let a new setting of one stage run all the others again.
CHECK = "edgejson.project"

#: Settings that change no result: where and how fast work runs. They invalidate nothing, so no stage declares them.
MACHINE = ("execution", "llm.engines")

#: What examine leaves to validate, so that a threshold is applied in seconds (tests/checks/test_runner.py proves it).
LEFT = {"examine": ("validate.gate", *(f"validate.{each.level}.{each.bound}" for each in THRESHOLDS))}

#: Blocks whose class attribute has another name than their key.
RENAMED = {"validation": "validate"}


@cache
def imported_by(path: Path) -> frozenset[Path]:
    """Our own modules that a file imports, lazily or not, the packages above them included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "edgejson":
                for end in range(1, len(parts) + 1):
                    place = ROOT.joinpath(*parts[:end])
                    found |= {p for p in (place.with_suffix(".py"), place / "__init__.py") if p.is_file()}
    return frozenset(found)


def closure(script: Path) -> set[Path]:
    """All of our modules that a script reaches through imports."""
    reached: set[Path] = set()
    waiting = [script]
    while waiting:
        for module in imported_by(waiting.pop()):
            if module not in reached:
                reached.add(module)
                waiting.append(module)
    return reached


def library_deps(stage: str) -> list[Path]:
    return [ROOT / dep for dep in PIPELINE["stages"][stage]["deps"] if str(dep).startswith("edgejson")]


def leaf_keys(tree: dict, prefix: str = "") -> list[str]:
    keys = []
    for name, value in tree.items():
        keys += leaf_keys(value, f"{prefix}{name}.") if isinstance(value, dict) and value else [prefix + name]
    return keys


def covers(key: str, leaf: str) -> bool:
    return leaf == key or leaf.startswith(key + ".")


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_declares_its_script(stage):
    assert PIPELINE["stages"][stage]["cmd"] == f"python -m stages.{stage}"
    assert f"stages/{stage}.py" in PIPELINE["stages"][stage]["deps"]


@pytest.mark.parametrize("stage", STAGES)
def test_every_module_that_a_stage_imports_is_a_dep(stage):
    deps = library_deps(stage)
    missing = [
        str(module.relative_to(ROOT))
        for module in sorted(closure(ROOT / "stages" / f"{stage}.py"))
        if not any(module == dep or dep in module.parents for dep in deps)
    ]
    assert not missing


@pytest.mark.parametrize("stage", STAGES)
def test_every_library_dep_of_a_stage_is_imported(stage):
    modules = closure(ROOT / "stages" / f"{stage}.py")
    idle = [
        str(dep.relative_to(ROOT))
        for dep in library_deps(stage)
        if not any(module == dep or dep in module.parents for module in modules)
    ]
    assert not idle


@pytest.mark.parametrize("stage", STAGES)
def test_every_declared_param_exists(stage):
    leaves = leaf_keys(PARAMS)
    unknown = [
        key for key in PIPELINE["stages"][stage].get("params", []) if not any(covers(key, leaf) for leaf in leaves)
    ]
    assert not unknown


def used_blocks(stage: str) -> set[str]:
    """Dotted settings that a stage reads: `params.<block>[.<key>...]` in its script, which hands on no more."""
    script = ast.parse((ROOT / "stages" / f"{stage}.py").read_text())
    nodes = list(ast.walk(script))
    parts = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
    used = set()
    for node in (node for node in nodes if isinstance(node, ast.Attribute | ast.Name) and id(node) not in parts):
        names = []
        while isinstance(node, ast.Attribute):  # whole chains only
            names.append(node.attr)
            node = node.value
        if isinstance(node, ast.Name) and node.id == "params" and isinstance(node.ctx, ast.Load):
            names.reverse()
            assert names, f"stages/{stage}.py hands on all of its settings"
            used.add(".".join([RENAMED.get(names[0], names[0]), *names[1:]]))
    known = leaf_keys(PARAMS)
    return {key for key in used if any(covers(key, leaf) for leaf in known)}


@pytest.mark.parametrize("stage", READING)
def test_a_stages_module_of_settings_has_the_blocks_that_the_stage_reads(stage):
    blocks = import_module(f"edgejson.params.{stage}").Params.model_fields
    assert {field.alias or name for name, field in blocks.items()} == {key.split(".")[0] for key in used_blocks(stage)}


def run_modules(stage: str) -> set[str]:
    """Modules of ours that a stage runs in a process of their own: named in a string, not imported."""
    script = ROOT / "stages" / f"{stage}.py"
    nodes = [node for file in [script, *closure(script)] for node in ast.walk(ast.parse(file.read_text()))]
    words = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {word for word in words if re.fullmatch(r"edgejson(\.\w+)+", word) and module_file(word).is_file()}


def module_file(name: str) -> Path:
    return ROOT.joinpath(*name.split(".")).with_suffix(".py")


@pytest.mark.parametrize("stage", STAGES)
def test_a_module_that_a_stage_runs_is_a_dep_unless_it_can_only_refuse(stage):
    run = run_modules(stage)
    assert CHECK in run
    deps = set(library_deps(stage))
    undeclared = {name for name in run if not deps & {module_file(name), *module_file(name).parents}}
    assert undeclared == {CHECK}


def test_the_check_ahead_of_a_stage_writes_nothing(tmp_path):
    """What it needs changes no result: it leaves an exit status, and words for who must mend something."""
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    shutil.copy(ROOT / "params.yaml", tmp_path)
    before = sorted(tmp_path.rglob("*"))
    command = [sys.executable, "-m", CHECK]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
    assert sorted(tmp_path.rglob("*")) == before


def with_a_setting(path: Path, block: str) -> None:
    """Give a block of settings one more, with a default."""
    code = path.read_text()
    begins = f"class {block}(Block):\n"
    assert begins in code
    path.write_text(code.replace(begins, f"{begins}    brand_new: int = 0\n"))


def test_a_new_setting_of_a_level_runs_no_template_again(tmp_path):
    """Under real DVC, which is told that the outputs are those of today's code. In llm free texts are judged."""
    for name in ("edgejson", "stages", "schemas", "completions"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("dvc.yaml", "params.yaml", "budget.json", "exclude.txt"):
        shutil.copy(ROOT / name, tmp_path)
    stages = ("template", "llm", "examine", "validate")
    for out in (out for stage in stages for out in PIPELINE["stages"][stage]["outs"]):
        (tmp_path / out).mkdir(parents=True)
        (tmp_path / out / "made").touch()

    def dvc(*command):
        return subprocess.run(
            [sys.executable, "-m", "dvc", *command], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout

    dvc("init", "-q", "--no-scm")
    dvc("commit", "-q", "-f", *stages)
    assert json.loads(dvc("status", "--json", *stages)) == {}
    with_a_setting(tmp_path / "edgejson" / "checks" / "language.py", "Settings")
    with_a_setting(tmp_path / "edgejson" / "params" / "validate.py", "Params")
    assert set(json.loads(dvc("status", "--json", *stages))) == {"llm", "examine", "validate"}


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_declares_the_settings_that_it_reads_and_no_others(stage):
    declared = PIPELINE["stages"][stage].get("params", [])
    used = used_blocks(stage)
    for key in used:
        for leaf in (leaf for leaf in leaf_keys(PARAMS) if covers(key, leaf)):
            left_out = any(covers(name, leaf) for name in (*MACHINE, *LEFT.get(stage, ())))
            assert left_out != any(covers(d, leaf) for d in declared), f"{leaf}: read by {stage}"
    for key in declared:
        assert any(covers(u, key) or covers(key, u) for u in used), f"{key}: declared by {stage}, not read"


def test_every_setting_is_named_by_the_code():
    source = "\n".join(p.read_text() for folder in ("edgejson", "stages") for p in (ROOT / folder).rglob("*.py"))
    unread = [key for key in leaf_keys(PARAMS) if key.split(".")[-1] not in source]
    assert not unread


def test_metrics_stay_in_git_and_data_stays_out_of_it():
    """Data are plain outs: `persist` or `cache: false` on one of a stage's outs would cost it the run-cache."""
    ignored = (ROOT / ".gitignore").read_text().split()
    stages = dict(PIPELINE["stages"])
    assert stages.pop("metrics")["outs"] == [{"metrics": {"cache": False}}]
    for stage in stages.values():
        assert set(stage) <= {"desc", "cmd", "deps", "params", "outs"}
        for out in stage["outs"]:
            assert out.startswith("data/")
            assert any(f"/{out}/".startswith(line) or f"/{out}" == line for line in ignored if line.startswith("/data"))


def test_the_metrics_of_every_stage_are_gathered():
    measured = {out for stage in PIPELINE["stages"].values() for out in stage["outs"] if "data/metrics/" in out}
    assert measured == {dep for dep in PIPELINE["stages"]["metrics"]["deps"] if dep.startswith("data/")}
    assert measured == {f"data/metrics/{name}" for name in MEASURING}


def test_every_stage_says_what_it_does():
    assert all(stage.get("desc") for stage in PIPELINE["stages"].values())


def test_dvc_itself_would_write_the_file_the_same(tmp_path):
    """`dvc freeze` and the like write dvc.yaml anew: one line more a stage, every comment kept, and back again."""
    before = (ROOT / "dvc.yaml").read_text()
    (tmp_path / "dvc.yaml").write_text(before)
    dvc = [sys.executable, "-m", "dvc"]
    subprocess.run([*dvc, "init", "-q", "--no-scm"], cwd=tmp_path, check=True)
    subprocess.run([*dvc, "freeze", "-q", *STAGES], cwd=tmp_path, check=True)
    changes = list(difflib.ndiff(before.splitlines(), (tmp_path / "dvc.yaml").read_text().splitlines()))
    assert [line for line in changes if line[0] != " "] == ["+     frozen: true"] * len(STAGES)
    subprocess.run([*dvc, "unfreeze", "-q", *STAGES], cwd=tmp_path, check=True)
    assert (tmp_path / "dvc.yaml").read_text() == before
