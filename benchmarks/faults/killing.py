"""Each stage killed at random moments, and started again."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from ruamel.yaml import YAML

from benchmarks.faults.project import content, differing, ended, left_over, started
from benchmarks.project import ROOT, STAGES

#: Seconds in which a killed stage's workers must have ended.
_PARTING = 30


def outputs_of(stage: str) -> tuple[str, ...]:
    """The outputs of a stage, as dvc.yaml declares them."""
    declared = YAML(typ="safe").load(ROOT / "dvc.yaml")["stages"][stage]
    outs = [*declared.get("outs", ()), *declared.get("metrics", ()), *declared.get("plots", ())]
    return tuple(out if isinstance(out, str) else next(iter(out)) for out in outs)


def _is_of(name: str, outputs: tuple[str, ...]) -> bool:
    """Is a path one of a stage's outputs, or a part that it writes beside them?"""
    return name.replace("/.", "/").startswith(outputs)


def outages(finished: Path, times: int, rng: Random, stages: Iterable[str] = STAGES) -> Iterator[tuple[str, str]]:
    """What went wrong, as (stage, what), in `times` kills of each stage of a finished project; "" for each that held.

    A kill falls anywhere in the time that the stage takes. Half of them find the stage's earlier outputs in place, and
    half find them deleted, as DVC does ahead of a stage.
    """
    for stage in stages:
        folder, outputs = finished.parent / f"killed-{stage}", outputs_of(stage)
        shutil.copytree(finished, folder, symlinks=True)
        whole = content(folder)
        begun = time.monotonic()
        ended(folder, stage)
        seconds = time.monotonic() - begun
        yield stage, _unlike(whole, folder, "a second run, unharmed")
        for number in range(times):
            if number % 2:
                for name in outputs:
                    _remove(folder / name)
            moment = rng.uniform(0, seconds)
            if not _killed(folder, stage, moment):
                yield stage, f"killed after {moment:.2f} s: its workers live on"
            others = [name for name in differing(whole, content(folder)) if not _is_of(name, outputs)]
            if others:
                yield stage, f"killed after {moment:.2f} s: {', '.join(others)} of other stages changed"
            status, said = ended(folder, stage)
            if status:
                yield stage, f"killed after {moment:.2f} s, then: status {status}, {said.strip()}"
            yield stage, _unlike(whole, folder, f"killed after {moment:.2f} s, started again")
        shutil.rmtree(folder)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _killed(folder: Path, stage: str, moment: float) -> bool:
    """Start a stage, and kill it so many seconds later; do its workers end by themselves?"""
    process = started(folder, stage)
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    try:
        process.communicate(timeout=_PARTING)
    except subprocess.TimeoutExpired:  # they hold its pipes open
        return False
    return True


def _unlike(whole: dict[str, str], folder: Path, when: str) -> str:
    """How the outputs differ from what they should be; "" where they don't."""
    if found := differing(whole, content(folder)):
        return f"{when}: {', '.join(found)} differ"
    if found := left_over(folder):
        return f"{when}: {', '.join(found)} left over"
    return ""
