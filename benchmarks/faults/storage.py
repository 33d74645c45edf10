"""A disk that is full, and folders that may not be written to, at every stage."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.faults.project import LIMIT, content, differing, ended, left_over
from benchmarks.project import STAGES

#: Bytes that are left on the full disk: fewer than any stage writes.
ROOM = 0
#: Bytes of a small disk that the project itself needs at most.
_DISK = 256 << 20


class Disk:
    """A disk of its own for a project: a tmpfs, where one may be mounted (`mounted`); else files are kept small."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir(parents=True, exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "edgejson-faults", str(place)]
        try:
            self.mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
        except FileNotFoundError:
            self.mounted = False

    @property
    def ahead(self) -> tuple[str, ...]:
        """What a command is started with so that the disk is full for it: nothing on a tmpfs."""
        return () if self.mounted else ("prlimit", f"--fsize={ROOM}")

    def fill(self) -> None:
        """Leave no room."""
        if not self.mounted:
            return
        with (self.place / "filler").open("wb") as out:
            free = os.statvfs(self.place)
            size = free.f_bavail * free.f_frsize - ROOM
            while size > 0:
                size -= out.write(bytes(min(size, 1 << 20)))

    def empty(self) -> None:
        """Make room again."""
        (self.place / "filler").unlink(missing_ok=True)

    def close(self) -> None:
        """Take it away."""
        if self.mounted:
            subprocess.run(["umount", str(self.place)], check=True, timeout=LIMIT)
        shutil.rmtree(self.place, ignore_errors=True)


def full(finished: Path, disk: Disk, stages: Iterable[str] = STAGES) -> Iterator[tuple[str, str]]:
    """What went wrong, as (stage, what), where the disk is full at each stage; "" for each that held."""
    folder = disk.place / "project"
    shutil.copytree(finished, folder, symlinks=True)
    for stage in stages:
        disk.fill()
        yield stage, _refused(folder, stage, disk.ahead)
        disk.empty()


def forbidden(finished: Path, place: Path, stages: Iterable[str] = STAGES) -> Iterator[tuple[str, str]]:
    """The same where no folder of the project may be written to."""
    folder = place / "forbidden"
    shutil.copytree(finished, folder, symlinks=True)
    # root may write anywhere: it gives that right up
    ahead = ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-all") if os.geteuid() == 0 else ()
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink())]
    for path in folders:
        path.chmod(0o555)
    for stage in stages:
        yield stage, _refused(folder, stage, ahead)
    for path in folders:
        path.chmod(0o755)
    shutil.rmtree(folder)


def _refused(folder: Path, stage: str, ahead: tuple[str, ...]) -> str:
    """What is wrong with how a stage refuses to run; "" for nothing: one line, and all outputs as they were."""
    before = content(folder)
    status, said = ended(folder, stage, ahead)
    lines = said.strip().splitlines()
    if status != 1 or len(lines) != 1 or not lines[0].startswith("error: "):
        return f"status {status}, {len(lines)} lines: {said.strip()[:600]}"
    if found := differing(before, content(folder)):
        return f"{', '.join(found)} differ, after: {lines[0]}"
    if found := left_over(folder):
        return f"{', '.join(found)} left over, after: {lines[0]}"
    return ""
