"""For a pull request: is the pipeline up to date, and what changed against another revision (Markdown).

Works in a fresh clone too, without any data. Exit status 1 when a stage would have to run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from typing import Any

from edgejson.errors import UserError

#: What DVC says of data that a clone hasn't pulled.
ABSENT = ("deleted", "not in cache")


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--base REV`."""
    parser.add_argument("--base", default="main", metavar="REV", help="git revision to compare with (default: main)")


def run(given: argparse.Namespace) -> int:
    """Print the stale stages, then the differences in metrics and params as Markdown tables."""
    stale = stale_stages()
    if stale:
        print(f"**Stale:** {', '.join(stale)}: run `dvc repro`, then commit `dvc.lock` and `metrics/`.\n")
    else:
        print("Pipeline up to date.\n")
    for kind in ("metrics", "params"):
        print(f"### {kind.title()} against `{given.base}`\n")
        print(dvc(kind, "diff", given.base, "--md").strip() or "No change.")
        print()
    return 1 if stale else 0


def stale_stages() -> list[str]:
    """Stages whose code, schemas, settings or metrics differ from dvc.lock; absent data doesn't count."""
    status: dict[str, list[Any]] = json.loads(dvc("status", "--json"))
    return [
        name
        for name, changes in status.items()
        if any(
            not (path.startswith("data/") and change in ABSENT)
            for kind in changes
            # A stage whose command changed, or that never ran, is said in a word instead of a table.
            for path, change in (next(iter(kind.values())).items() if isinstance(kind, dict) else [("", kind)])
        )
    ]


def dvc(*words: str) -> str:
    """What a DVC command prints. Raises UserError with DVC's own last line where it fails."""
    done = subprocess.run([sys.executable, "-m", "dvc", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no message"]
        raise UserError(f"dvc {' '.join(words)}: {next((x for x in lines if x.startswith('ERROR')), lines[-1])}")
    return done.stdout
