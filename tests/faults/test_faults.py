"""A slice of `python -m benchmarks.faults`: what breaks there would break here first."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import psutil
import pytest

from benchmarks.faults import hostile
from benchmarks.faults.killing import outages
from benchmarks.faults.mutants import KINDS, called
from benchmarks.faults.project import content, ended, lay_out
from benchmarks.faults.storage import Disk, forbidden, full
from edgejson.pipeline.records import whole_file


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project after its first stage. Copy it; don't change it."""
    folder = lay_out(tmp_path_factory.mktemp("faults") / "finished")
    assert ended(folder, "template") == (0, "")
    return folder


def test_a_killed_stage_is_started_again_and_nothing_is_lost(finished: Path) -> None:
    assert [what for _, what in outages(finished, 1, Random("tests"), ["template"])] == ["", ""]


def test_a_stage_that_can_not_write_says_so_in_a_line(finished: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root may write anywhere")
    assert [what for _, what in forbidden(finished, tmp_path, ["template"])] == [""]
    assert content(finished)


def test_a_full_disk_is_told_in_a_line(finished: Path, tmp_path: Path) -> None:
    disk = Disk(tmp_path / "disk")
    if not disk.mounted and not shutil.which("prlimit"):
        pytest.skip("neither a tmpfs can be mounted nor sizes of files be limited")
    try:
        assert [what for _, what in full(finished, disk, ["template"])] == [""]
    finally:
        disk.close()


def test_workers_end_with_the_process_that_was_killed(finished: Path) -> None:
    script = (
        "import os, signal, time\n"
        "from edgejson.pipeline.execution import Execution, run_map\n"
        "if __name__ == '__main__':\n"
        "    print(*list(run_map(os.path.exists, ['/', '/tmp'], Execution(workers=2))), flush=True)\n"
        "    for _ in run_map(time.sleep, [0.1] * 999, Execution(workers=2)): print('.', flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], cwd=finished, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() and process.stdout.readline()
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert family
    _, alive = psutil.wait_procs(family, timeout=20)
    assert not alive


@pytest.mark.parametrize("kind", KINDS)
def test_mutants_are_judged_or_refused_in_a_line(kind: str, tmp_path: Path) -> None:
    assert {*KINDS[kind](20, "tests", tmp_path)} == {""}


@pytest.mark.parametrize("kind", [kind for kind in hostile.KINDS if kind != "large"])
def test_hostile_inputs_do_no_harm(kind: str, tmp_path: Path) -> None:
    assert {*hostile.KINDS[kind](tmp_path)} == {""}


def test_a_large_text_is_refused(tmp_path: Path) -> None:
    assert [*hostile.large(tmp_path, 2_000_000)] == [""]


def test_what_breaks_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> int:
        raise ZeroDivisionError

    def slow() -> int:
        while True:
            pass

    assert "ZeroDivisionError" in called(failing, [])[0]
    assert called(lambda: print("a warning", file=sys.stderr), [])[0] == "a warning"
    monkeypatch.setattr("benchmarks.faults.mutants.LIMIT", 0.2)
    assert called(slow, [])[0].startswith("over")


@pytest.fixture
def ended_process() -> Iterator[int]:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    yield process.pid


def test_a_half_written_file_of_a_dead_process_is_cleared(tmp_path: Path, ended_process: int) -> None:
    left = tmp_path / f".a.json.{ended_process}.part"
    left.write_text("{")
    with whole_file(tmp_path / "a.json") as out:
        out.write(b"{}")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    begun = time.monotonic()
    with pytest.raises(ValueError, match="no"), whole_file(tmp_path / "a.json") as out:
        out.write(b"[")
        raise ValueError("no")
    assert (tmp_path / "a.json").read_bytes() == b"{}"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"] and time.monotonic() - begun < 5
