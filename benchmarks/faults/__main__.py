"""Does anything break that should hold? Faults of all kinds, made on purpose, at random but from a seed.

    python -m benchmarks.faults                              # all kinds
    python -m benchmarks.faults kill --times 5 --stages template split
    python -m benchmarks.faults mutants --count 500 --seed another

kill       each stage killed (SIGKILL) at random moments, started again: same bytes, nothing left, no worker lives on
storage    the disk full, and folders that may not be written to, at every stage: one line, earlier outputs intact
mutants    schemas, settings, lines of pairs and models' outputs, mutated: no traceback, a line a mistake, none > 10 s
hostile    runaway patterns, deep nesting, 50 MB of text, odd characters, scripts, references to a listening server

Teachers' servers that answer garbage, half an answer, 429, 500, nothing, or die are tests: `tests/teachers`. Ends
with 1 where anything broke; each is told in a line.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.faults.hostile import attacks
from benchmarks.faults.killing import outages
from benchmarks.faults.mutants import mutants
from benchmarks.faults.project import ended, lay_out
from benchmarks.faults.storage import Disk, forbidden, full
from benchmarks.project import STAGES

KINDS = ("kill", "storage", "mutants", "hostile")


def outcomes(given: argparse.Namespace, place: Path) -> Iterator[tuple[str, str, str]]:
    """(kind, of what, what broke; "" where it held) of everything asked for."""
    if {"kill", "storage"} & {*given.kinds}:
        finished = lay_out(place / "finished")
        for stage in STAGES:
            status, said = ended(finished, stage)
            if status:
                raise SystemExit(f"{stage} fails before anything is broken: {said}")
    if "kill" in given.kinds:
        yield from (("kill", *each) for each in outages(finished, given.times, Random(given.seed), given.stages))
    if "storage" in given.kinds:
        disk = Disk(place / "disk")
        print("the full disk is", "a tmpfs" if disk.mounted else "a limit on the size of files (RLIMIT_FSIZE)")
        try:
            yield from (("full disk", *each) for each in full(finished, disk, given.stages))
        finally:
            disk.close()
        yield from (("no leave to write", *each) for each in forbidden(finished, place, given.stages))
    if "mutants" in given.kinds:
        yield from (("mutants", *each) for each in mutants(given.count, given.seed))
    if "hostile" in given.kinds:
        yield from (("hostile", *each) for each in attacks())


def main() -> int:
    """Print what broke as it breaks, and a table in the end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)} (all)")
    parser.add_argument("--times", type=int, default=100, help="kills of each stage (100)")
    parser.add_argument("--count", type=int, default=10_000, help="mutants of each kind (10,000)")
    parser.add_argument("--seed", default="faults", help="of all that is random")
    parser.add_argument("--stages", nargs="+", choices=STAGES, default=STAGES, metavar="STAGE")
    given = parser.parse_args()
    given.kinds = given.kinds or list(KINDS)
    if unknown := {*given.kinds} - {*KINDS}:
        parser.error(f"no such kind: {', '.join(sorted(unknown))}")
    tried, broke = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory() as place:
        for kind, of, what in outcomes(given, Path(place)):
            tried[kind, of] += 1
            broke[kind, of] += bool(what)
            if what:
                print(f"{kind}, {of}: {what}", flush=True)
    print("| kind | of | tried | broke |\n|---|---|---|---|")
    for (kind, of), times in tried.items():
        print(f"| {kind} | {of} | {times:,} | {broke[kind, of]:,} |")
    return int(any(broke.values()))


if __name__ == "__main__":
    raise SystemExit(main())
