"""A small project to break, as people have one, and what stands in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

from benchmarks import project
from benchmarks.project import ROOT
from edgejson.schema.annotations import annotations_file

SCHEMAS = ("simple/rating", "simple/contact_info", "medium/order_details", "unseen/simple/parking_ticket")
SETTINGS: dict[str, dict[str, Any]] = {
    "execution": {"workers": 2},
    "template": {"records_per_schema": 12},
    "audit": {"records_per_schema": 1},
    "llm": {"records_per_schema": 0, "budget": ""},
    "balance": {"records_per_schema": 8, "unseen_records_per_schema": 4, "min_records": 0},
    "baseline": {"models": {}},
}
#: Seconds that one start of a stage may take, on a machine with much other work.
LIMIT = 300

#: Path -> hash of the content, below data/ and metrics/.
Content = dict[str, str]


def lay_out(folder: Path) -> Path:
    """A project of four schemas in an empty folder, before any stage."""
    project.lay_out(folder, SETTINGS)
    for name in SCHEMAS:
        target = folder / "schemas" / f"{name}.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        for file in (target, annotations_file(target)):
            shutil.copy2(ROOT / file.relative_to(folder), file)
    return folder


def started(folder: Path, stage: str, ahead: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """A stage under way, its output in pipes; `ahead` is a command that starts it."""
    hidden = ("PYTHONPATH", "EDGEJSON_TRACEBACK", "DVC_STAGE")
    return subprocess.Popen(
        [*ahead, sys.executable, "-m", f"stages.{stage}"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name not in hidden},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(folder: Path, stage: str, ahead: tuple[str, ...] = ()) -> tuple[int, str]:
    """Run a stage to its end: exit status, and what it said on standard error."""
    process = started(folder, stage, ahead)
    _, said = process.communicate(timeout=LIMIT)
    return process.returncode, said


def content(folder: Path) -> Content:
    """All outputs, half-written ones included."""
    return {
        str(path.relative_to(folder)): blake2b(path.read_bytes(), digest_size=12).hexdigest()
        for place in ("data", "metrics")
        for path in sorted((folder / place).rglob("*"))
        if path.is_file()
    }


def left_over(folder: Path) -> list[str]:
    """Temporary files and folders that nothing will look for any more."""
    return [str(path.relative_to(folder)) for path in folder.rglob("*.part")]


def differing(before: Content, after: Content) -> list[str]:
    """Paths that are new, gone, or have other bytes."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
