"""What stands ahead of a stage's work: a look at the whole project, which is not repeated while nothing has changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]


def sampled(folder: Path) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "stages.template"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_a_project_found_right_is_looked_at_again_after_any_change(tmp_path):
    (tmp_path / "schemas").mkdir()
    schema = tmp_path / "schemas/rating.json"
    shutil.copy(ROOT / "schemas/simple/rating.json", schema)
    settings = YAML(typ="safe").load(ROOT / "params.yaml")
    settings["template"]["records_per_schema"] = 2
    params = tmp_path / "params.yaml"
    YAML().dump(settings, params)
    assert sampled(tmp_path).returncode == 0
    (seen,) = [path.stat().st_mtime_ns for path in tmp_path.rglob(".work/checked")]

    assert sampled(tmp_path).returncode == 0
    assert [path.stat().st_mtime_ns for path in tmp_path.rglob(".work/checked")] == [seen]

    right = params.read_bytes()
    settings["balance"]["overrides"] = {"nosuch": {"records_per_schema": 1}}  # no setting of this stage's own
    YAML().dump(settings, params)
    done = sampled(tmp_path)
    assert done.returncode == 1 and "balance.overrides" in done.stderr and "nosuch" in done.stderr

    params.write_bytes(right)
    schema.write_text('{"type": "object", "minProperties": "2"}')
    done = sampled(tmp_path)
    assert done.returncode == 1 and "rating.json" in done.stderr
