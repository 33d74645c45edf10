"""How do time and memory grow with the number of pairs, and what do more workers or Ray bring?

    python -m benchmarks.scaling 1000 10000 100000            # processes, by size
    python -m benchmarks.scaling 10000 --compare              # serial, processes and Ray in one run, bytes compared

Each run is the real stages template, examine, validate, balance and split, as DVC would start them, in a temporary
folder, over the seen schemas in schemas/. Peak memory is the sum of all processes' proportional set sizes, sampled.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from benchmarks.project import ROOT, lay_out
from edgejson.schema.loading import load_folder

STAGES = ("template", "examine", "validate", "balance", "split")
MIB = 1 << 20


@dataclass
class Measured:
    """Seconds and peak MiB by stage, and a hash of all that the stages wrote."""

    pairs: int
    seconds: dict[str, float] = field(default_factory=dict)
    peak: dict[str, float] = field(default_factory=dict)
    digest: str = ""

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


def prepare(folder: Path, pairs: int, backend: str, workers: int) -> int:
    """Lay out a project for `pairs` raw pairs; returns how many there will be."""
    schemas = [schema for schema in load_folder(ROOT / "schemas") if not schema.unseen]
    per_schema = max(pairs // len(schemas), 10)
    for schema in schemas:
        target = folder / schema.path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(schema.document), encoding="utf-8")
    (folder / "data/raw/llm").mkdir(parents=True)
    settings: dict[str, dict[str, Any]] = {
        "execution": {"backend": backend, "workers": workers},
        "template": {"records_per_schema": per_schema},
        "balance": {"min_records": 0, "records_per_schema": int(per_schema * 0.7)},
    }
    lay_out(folder, settings)
    return per_schema * len(schemas)


def watch(root: int, stop: threading.Event, peak: list[float]) -> None:
    """Sample the memory of a process and its descendants until told to stop."""
    while not stop.wait(0.25):
        total = 0.0
        try:
            family = [psutil.Process(root), *psutil.Process(root).children(recursive=True)]
        except psutil.NoSuchProcess:
            return
        for process in family:
            try:
                total += process.memory_full_info().pss
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        peak[0] = max(peak[0], total / MIB)


def run(pairs: int, backend: str, workers: int, parent: Path) -> Measured:
    """Run the four stages once."""
    folder = Path(tempfile.mkdtemp(dir=parent))
    try:
        measured = Measured(prepare(folder, pairs, backend, workers))
        for stage in STAGES:
            stop, peak = threading.Event(), [0.0]
            start = time.perf_counter()
            process = subprocess.Popen([sys.executable, "-m", f"stages.{stage}"], cwd=folder, stdout=subprocess.DEVNULL)
            watcher = threading.Thread(target=watch, args=(process.pid, stop, peak))
            watcher.start()
            status = process.wait()
            stop.set()
            watcher.join()
            if status:
                raise SystemExit(f"{stage} ended with status {status}")
            measured.seconds[stage] = time.perf_counter() - start
            measured.peak[stage] = peak[0]
        measured.digest = digest(folder / "data")
        return measured
    finally:
        shutil.rmtree(folder)


def digest(folder: Path) -> str:
    """One hash over the names and bytes of all files below a folder."""
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(str(path.relative_to(folder)).encode())
        with path.open("rb") as content:
            total.update(hashlib.file_digest(content, "sha256").digest())
    return total.hexdigest()[:12]


def row(name: str, m: Measured) -> str:
    """One line of the table."""
    stages = " | ".join(f"{m.seconds[stage]:.1f}" for stage in STAGES)
    each, peak = m.total / m.pairs * 1000, max(m.peak.values())
    return f"| {name} | {m.pairs:,} | {stages} | {m.total:.1f} | {each:.2f} | {peak:.0f} | {m.digest} |"


def main() -> None:
    """Print one table row a run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=int, nargs="+", help="raw pairs, over all schemas")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--compare", action="store_true", help="serial, processes and Ray")
    parser.add_argument("--folder", type=Path, help="where to work (default: the system's temporary folder)")
    given = parser.parse_args()
    backends = ["serial", "processes", "ray"] if given.compare else ["processes"]
    print("| backend | pairs | " + " s | ".join(STAGES) + " s | total s | ms/pair | peak MiB | bytes |")
    print("|---|" + "---|" * (len(STAGES) + 5))
    for pairs in given.pairs:
        for backend in backends:
            print(
                row(backend, run(pairs, backend, given.workers, given.folder or Path(tempfile.gettempdir()))),
                flush=True,
            )


if __name__ == "__main__":
    main()
