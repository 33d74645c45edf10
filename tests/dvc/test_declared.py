"""dvc.yaml, params.yaml and the code say the same: what a stage uses is declared, what is declared is used."""

import ast
import difflib
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from edgejson.checks.thresholds import THRESHOLDS
from stages.metrics import MEASURING

ROOT = Path(__file__).parents[2]
PIPELINE = YAML(typ="safe").load((ROOT / "dvc.yaml").read_text())
PARAMS = YAML(typ="safe").load((ROOT / "params.yaml").read_text())
STAGES = sorted(PIPELINE["stages"])

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
    """Dotted settings that a stage reads: `params.<block>[.<key>...]` in its script.

    Where the script hands the settings on as a whole, the library's modules that it reaches count too.
    """
    script = ROOT / "stages" / f"{stage}.py"
    handed_on = any(
        isinstance(node, ast.Call) and any(isinstance(a, ast.Name) and a.id == "params" for a in node.args)
        for node in ast.walk(ast.parse(script.read_text()))
    )
    used = set()
    for file in [script, *(closure(script) if handed_on else [])]:
        nodes = list(ast.walk(ast.parse(file.read_text())))
        parts = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
        for node in (node for node in nodes if id(node) not in parts):  # whole chains only
            names = []
            inner = node
            while isinstance(inner, ast.Attribute):
                names.append(inner.attr)
                inner = inner.value
            if isinstance(inner, ast.Name):
                names.append(inner.id)
            names.reverse()
            if "params" in names[:2] and (tail := names[names.index("params") + 1 :]):
                used.add(".".join([RENAMED.get(tail[0], tail[0]), *tail[1:]]))
    known = leaf_keys(PARAMS)
    return {key for key in used if any(covers(key, leaf) for leaf in known)}


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
