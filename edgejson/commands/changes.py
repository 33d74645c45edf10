"""For a pull request: is the pipeline up to date, and what changed against another revision (Markdown).

Works in a fresh clone too, without any data. Exit status 1 when a stage would have to run.

Example:

    $ edgejson changes --base main
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from edgejson.options import as_json, print_json
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.stage import LOCK, declared

PIPELINE = Path("dvc.yaml")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--base", default="main", metavar="REV", help="git revision to compare with (default: main)")
    as_json(parser)


def run(given: argparse.Namespace) -> int:
    """Print the stale stages, then the differences in metrics and params as Markdown tables."""
    known = subprocess.run(["git", "rev-parse", "-q", "--verify", f"{given.base}^{{commit}}"], capture_output=True)
    if known.returncode:
        raise UserError(f"--base {given.base!r}: no commit of this repository; name another")
    form = "--json" if given.json else "--md"
    differences = {kind: dvc(kind, "diff", given.base, form).strip() for kind in ("metrics", "params")}
    status = dvc_status()
    stale = stale_stages(status)
    if given.json:
        print_json({"stale": stale, **{kind: json.loads(found or "{}") for kind, found in differences.items()}})
    else:
        _print(stale, differences, given.base)
    if any(change == "modified" for changes in status.values() for path, change in _paths(changes) if _is_data(path)):
        print("note: data/ is not what dvc.lock names; dvc checkout brings it", file=sys.stderr)
    return 1 if stale else 0


def _print(stale: list[str], tables: dict[str, str], base: str) -> None:
    if stale:
        print(f"**Stale:** {', '.join(stale)}: run `dvc repro`, then commit `dvc.lock` and `metrics/`.\n")
    else:
        print("Pipeline up to date.\n")
    for kind, table in tables.items():
        print(f"### {kind.title()} against `{base}`\n")
        # Where nothing differs, DVC prints the two lines of a table's head, or nothing.
        print(table if len(table.splitlines()) > 2 else "No change.", end="\n\n")


def dvc_status() -> dict[str, list[Any]]:
    """What `dvc status` says of each stage that isn't as dvc.lock has it."""
    return dict(json.loads(dvc("status", "--json")))


def stale_stages(status: dict[str, list[Any]] | None = None) -> list[str]:
    """Stages whose code, schemas, settings or metrics differ from dvc.lock, or that saw other data than it names.

    `status` is what `dvc_status` says, asked for where it isn't given. What lies in data/ doesn't count: a clone may
    have none, and after `git checkout` it is another's. But two stages can disagree about it, where one ran alone.
    """
    status = dvc_status() if status is None else status
    lock = declared(LOCK)
    made = {out["path"]: out["md5"] for stage in lock.values() for out in stage.get("outs", [])}
    changed = {name for name, found in status.items() if not all(_is_data(path) for path, _ in _paths(found))}
    apart = {
        name
        for name, stage in lock.items()
        if any(made.get(dep["path"], dep["md5"]) != dep["md5"] for dep in stage.get("deps", []))
    }
    return [name for name in declared(PIPELINE) if name not in lock or name in changed | apart]


def _paths(changes: list[Any]) -> list[tuple[str, Any]]:
    """Path and change of all that DVC says of a stage; a word of its own ("changed command") stands without a path."""
    kinds = [next(iter(kind.values())) if isinstance(kind, dict) else {"": kind} for kind in changes]
    return [change for kind in kinds for change in kind.items()]


def _is_data(path: str) -> bool:
    return path.startswith("data/")


def dvc(*words: str) -> str:
    """What a DVC command prints. Raises UserError with DVC's own last line where it fails."""
    done = subprocess.run([sys.executable, "-m", "dvc", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no message"]
        told = next((line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")), lines[-1])
        raise UserError(f"dvc {' '.join(words)}: {told}")
    return done.stdout
