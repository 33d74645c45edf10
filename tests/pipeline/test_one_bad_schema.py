"""One bad schema doesn't cost the others: each failure in one line, with what shows it again; nothing is replaced.

Faults are planted into a copy of the library, since none is known: a function of ours that divides by zero for a record
of one schema. The stages are the real ones, as DVC starts them.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.faults.project import lay_out
from benchmarks.project import STAGES

ROOT = Path(__file__).parents[2]
FAULT = """
_right = {function}


def _wrong(*given, **named):
    if {when}:
        return 1 / 0
    return _right(*given, **named)


{function} = _wrong
"""

#: Stage -> (module, function, when it fails, what the lines must tell of each schema's failure).
FAULTS = {
    "template": (
        "edgejson/text/generation.py",
        "Maker.make",
        "(given[0].schema.id, given[2]) in (('rating', 7), ('order_details', 0))",
        {"rating": "record 7 of seed 20240607", "order_details": "record 0 of seed 20240607"},
    ),
    "examine": (
        "edgejson/checks/examining.py",
        "Judge.examine",
        "given[1] in ('rating-t-00003', 'order_details-t-00000')",
        {"rating": "record rating-t-00003", "order_details": "record order_details-t-00000"},
    ),
    "audit": (
        "edgejson/audit/trial.py",
        "plant",
        "given[0] == 'emptied' and 'stars' in str(given[1].label)",
        {"rating": "with emptied planted by seed 20240607"},
    ),
    "balance": ("edgejson/dataset/selection.py", "balance", "given[1] == 'rating'", {"rating": "seed 20240607"}),
    "split": (
        "edgejson/dataset/finishing.py",
        "compose",
        "given[0]['schema_id'] in ('rating', 'parking_ticket')",
        {"rating": "record rating-t-", "parking_ticket": "record parking_ticket-t-"},
    ),
    "baseline": (
        "edgejson/baselines/examining.py",
        "key_value",
        "'stars' in given[0]",
        {"rating": "record rating-t-"},
    ),
    "report": (
        "edgejson/report/view.py",
        "view",
        "given[0]['schema_id'] != 'rating'",
        {"contact_info": "record contact_info", "order_details": "record order_", "parking_ticket": "record parking_"},
    ),
}


def start(folder: Path, command: str, **variables: str) -> subprocess.CompletedProcess:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "EDGEJSON_TRACEBACK")}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**environment, **variables},
        capture_output=True,
        text=True,
        timeout=300,
    )


def outputs(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for place in ("data", "metrics")
        for path in (folder / place).rglob("*")
        if path.is_file()
    }


def errors(done: subprocess.CompletedProcess, status: int = 1) -> list[str]:
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    assert all(line.startswith("error: ") for line in lines), done.stderr
    return lines


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of four schemas after all stages. Copy it; don't change it."""
    folder = lay_out(tmp_path_factory.mktemp("project"))
    for name in ("edgejson", "stages"):  # a copy, because the tests plant faults in it
        (folder / name).unlink()
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for stage in STAGES:
        done = start(folder, f"python -m stages.{stage}")
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def project(finished: Path, tmp_path: Path) -> Path:
    return shutil.copytree(finished, tmp_path / "project", symlinks=True)


def plant(project: Path, module: str, function: str, when: str) -> None:
    with (project / module).open("a") as source:
        source.write(FAULT.format(function=function, when=when))


@pytest.mark.parametrize("place", FAULTS)
def test_a_failure_in_one_schema_is_told_in_a_line_that_shows_it_again(project, place):
    module, function, when, told = FAULTS[place]
    plant(project, module, function, when)
    before = outputs(project)
    lines = errors(start(project, f"python -m stages.{'examine' if place == 'audit' else place}"))
    assert len(lines) == len(told)
    for schema_id, detail in told.items():
        (line,) = (line for line in lines if f"/{schema_id}.json, " in line)
        assert detail in line and "ZeroDivisionError: division by zero (edgejson/" in line
    assert outputs(project) == before
    command = re.search(r"again: (EDGEJSON_TRACEBACK=1 python -m .*)", lines[0])
    assert command
    again = start(project, command[1])
    assert again.returncode and again.stderr.splitlines()[-1] == "ZeroDivisionError: division by zero"
    assert "Traceback (most recent call last)" in again.stderr
    assert outputs(project) == before


def test_the_other_schemas_are_finished(project):
    plant(project, "edgejson/text/generation.py", "Maker.make", "given[0].schema.id == 'contact_info'")
    with (project / "edgejson/text/generation.py").open("a") as source:
        source.write("\n\n_made = _records\n\n\ndef _records(task):\n    for record in _made(task):\n")
        source.write("        with open('made.log', 'a') as log:\n            log.write(record['id'] + '\\n')\n")
        source.write("        yield record\n")
    errors(start(project, "python -m stages.template"))
    made = set((project / "made.log").read_text().splitlines())
    assert {f"{name}-t-{n:05d}" for name in ("parking_ticket", "order_details", "rating") for n in range(12)} == made


def test_one_schema_that_fails_in_the_llm_stage_costs_no_completion_of_the_others(project):
    params = (project / "params.yaml").read_text()
    (project / "params.yaml").write_text(re.sub(r"(llm:\n  records_per_schema: )0", r"\g<1>1", params))
    plant(project, "edgejson/teachers/writing/drafts.py", "Draft.example", "given[0].desk.schema.id == 'rating'")
    cache = {"EDGEJSON_CACHE_DIR": str(project / "cache")}
    before = outputs(project)
    lines = errors(start(project, "python -m stages.llm", **cache))
    assert len(lines) == 1 and "/rating.json, record 0 of seed 20240607: ZeroDivisionError" in lines[0]
    assert outputs(project) == before
    shutil.copy2(ROOT / "edgejson/teachers/writing/drafts.py", project / "edgejson/teachers/writing/drafts.py")
    again = start(project, "python -m stages.llm", **cache)
    assert again.returncode == 0 and re.search(r"describe: .*, 0 recorded, [1-9]\d* cached, 0 new", again.stdout)


def test_all_bad_schemas_are_told_of_at_once(project):
    """Those that can't be read before any work; those that can't be satisfied before any record is kept."""
    folder = project / "schemas" / "simple"
    (folder / "broken.json").write_text('{"type": "object",')
    (folder / "strange.json").write_text('{"type": "text"}')
    before = outputs(project)
    lines = errors(start(project, "python -m stages.template"))
    assert [re.search(r"schemas/simple/(\w+)\.json", line)[1] for line in lines] == ["broken", "strange"]
    (folder / "broken.json").write_text('{"type": "integer", "minimum": 9, "maximum": 1}')
    (folder / "strange.json").write_text('{"type": "object", "x-rules": ["__import__(\'os\')"]}')
    lines = errors(start(project, "python -m stages.template"))
    assert [re.search(r"schemas/simple/(\w+)\.json", line)[1] for line in lines] == ["broken", "strange"]
    assert outputs(project) == before


def test_a_command_ends_without_a_traceback_unless_it_is_asked_for(project):
    plant(project, "edgejson/values/engine/sampler.py", "Sampler.sample", "True")
    (line,) = errors(start(project, "python -m edgejson sample schemas/simple/rating.json"), status=2)
    command = "EDGEJSON_TRACEBACK=1 python -m edgejson sample schemas/simple/rating.json"
    assert line.startswith("error: ZeroDivisionError: division by zero (edgejson/") and line.endswith(command)
    again = start(project, command)
    assert again.returncode and "Traceback (most recent call last)" in again.stderr
