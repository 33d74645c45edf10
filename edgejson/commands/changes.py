"""For a pull request: is the pipeline up to date, and what changed against another revision (Markdown).

Works in a fresh clone too, without any data. Exit status 1 when a stage would have to run.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys

from edgejson.errors import UserError


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
        print(_dvc(kind, "diff", given.base, "--md").strip() or "No change.")
        print()
    return 1 if stale else 0


def stale_stages() -> list[str]:
    """Stages whose deps or params differ from dvc.lock; data that is merely absent doesn't count."""
    return re.findall(r"Running stage '([^']+)'", _dvc("repro", "--dry", "--allow-missing"))


def _dvc(*words: str) -> str:
    """What a DVC command prints. Raises UserError with DVC's own last line where it fails."""
    done = subprocess.run([sys.executable, "-m", "dvc", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no message"]
        raise UserError(f"dvc {' '.join(words)}: {next((x for x in lines if x.startswith('ERROR')), lines[-1])}")
    return done.stdout
