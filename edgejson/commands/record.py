"""Keep what models answered with this version: completions/ becomes what the outputs were made of.

The stages llm and baseline replay what completions/ holds and ask a model only for the rest. Run this after `dvc repro`
and before the commit: it adds what was new, removes what nothing asks for any more, and tells DVC that the stages are
up to date with it.

Example:

    $ edgejson record
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from edgejson.commands.changes import dvc, stale_stages
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import whole_folder
from edgejson.teachers.recorded import STAGES, of_last_run


def arguments(parser: argparse.ArgumentParser) -> None:
    """No options: `python -m edgejson record`."""


def run(given: argparse.Namespace) -> int:
    """Put the last run's completions in place and let DVC note it."""
    stale = [stage for stage in stale_stages() if stage in STAGES]
    if stale:
        raise UserError(f"{', '.join(stale)}: not up to date; run dvc repro first")
    changed = []
    for stage in STAGES:
        target, made = layout.COMPLETIONS / stage, of_last_run(stage)
        if made is None:
            print(f"{target}: as it was, since no run here made {STAGES[stage]}; dvc repro -f -s {stage} does")
            continue
        before, after = _lines(target), _lines(made)
        print(f"{target}: {len(after - before)} added, {len(before - after)} removed, {len(before & after)} kept")
        if before != after:
            _replace(target, made)
            changed.append(stage)
    if changed:
        dvc("commit", "-q", "-f", *changed)
    return 0


def _lines(folder: Path) -> set[tuple[str, bytes]]:
    """All completions in a folder, each with the name of its file."""
    files = sorted(folder.glob("*/*.jsonl"))
    return {(path.relative_to(folder).as_posix(), line) for path in files for line in path.read_bytes().splitlines()}


def _replace(target: Path, made: Path) -> None:
    """Make a folder's files those of another, and let git keep it where there are none: a dep has to be there."""
    with whole_folder(target) as folder:
        shutil.copytree(made, folder, dirs_exist_ok=True)
        (folder / ".gitkeep").touch()
