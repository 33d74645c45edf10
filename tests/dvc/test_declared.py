"""dvc.yaml, params.yaml and the code say the same: what a stage uses is declared, what is declared is used."""

import ast
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
PIPELINE = YAML(typ="safe").load((ROOT / "dvc.yaml").read_text())
PARAMS = YAML(typ="safe").load((ROOT / "params.yaml").read_text())
STAGES = sorted(PIPELINE["stages"])

#: Settings that change no result: where and how fast work runs. They invalidate nothing, so no stage declares them.
MACHINE = ("execution", "llm.engines")

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
            machine = any(covers(name, leaf) for name in MACHINE)
            assert machine != any(covers(d, leaf) for d in declared), f"{leaf}: read by {stage}"
    for key in declared:
        assert any(covers(u, key) or covers(key, u) for u in used), f"{key}: declared by {stage}, not read"


def test_every_setting_is_named_by_the_code():
    source = "\n".join(p.read_text() for folder in ("edgejson", "stages") for p in (ROOT / folder).rglob("*.py"))
    unread = [key for key in leaf_keys(PARAMS) if key.split(".")[-1] not in source]
    assert not unread


def test_metrics_and_tables_stay_in_git_and_data_stays_out_of_it():
    ignored = [line for line in (ROOT / ".gitignore").read_text().split() if line.startswith("/data")]
    for stage in PIPELINE["stages"].values():
        assert "plots" not in stage  # they are declared once, at the top level; see dvc.yaml
        for out in stage.get("outs", []) + stage.get("metrics", []):
            ((path, settings),) = out.items() if isinstance(out, dict) else [(out, {})]
            if path.startswith("metrics/"):
                assert settings["cache"] is False
            else:
                assert any(f"/{path}/".startswith(line) or f"/{path}" == line for line in ignored)


def test_every_plot_draws_a_table_of_some_stage_by_a_template_that_is_there():
    outs = {
        path
        for stage in PIPELINE["stages"].values()
        for out in stage["outs"]
        for path in (out if isinstance(out, dict) else [out])
    }
    for plot in PIPELINE["plots"]:
        ((_, drawn),) = plot.items()
        assert set(drawn["y"]) <= outs
        assert (ROOT / ".dvc" / "plots" / f"{drawn['template']}.json").is_file()


def test_every_stage_says_what_it_does():
    assert all(stage.get("desc") for stage in PIPELINE["stages"].values())
