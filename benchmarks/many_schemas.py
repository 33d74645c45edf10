"""How do time, memory and what is printed grow with the number of schemas?

    python -m benchmarks.many_schemas 32 96 288               # copies of schemas/ under other names and titles
    python -m benchmarks.many_schemas 150 --schemas DIR       # those of DIR first, then copies of them

Each run is the real stages from template to report, as DVC would start them, in a temporary folder, in one process,
with five records a schema, one of them audited, and no model. Seconds are of CPU. The exponent compares the smallest
size with the largest, the time that a stage takes without any schema (extrapolated from the two smallest) left out: 1
is linear. Sizes that are whole multiples of the number of originals have the same mixture of simple and complex ones;
with others (20, 50) the exponents say more of the mixture than of the growth.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from math import log
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.project import ROOT, STAGES, lay_out
from edgejson.checks import Checker
from edgejson.params.whole import load
from edgejson.schema.loading import Schema, load_folder
from edgejson.text import Renderer
from edgejson.values import compile_sampler

SETTINGS: dict[str, dict[str, Any]] = {
    "execution": {"backend": "serial"},
    "template": {"records_per_schema": 5},
    "llm": {"records_per_schema": 0, "budget": ""},
    "audit": {"records_per_schema": 1},
    "balance": {"records_per_schema": 5, "unseen_records_per_schema": 5, "min_records": 0},
    "split": {"max_masked_overlap": 1.0},  # copies share their texts
    "baseline": {"models": {}},
}


@dataclass
class Measured:
    """What one size took."""

    schemas: int
    seconds: dict[str, float] = field(default_factory=dict)  #: of CPU, by stage
    peak: dict[str, float] = field(default_factory=dict)  #: MiB, by stage
    printed: dict[str, int] = field(default_factory=dict)  #: lines, by stage
    metrics: int = 0  #: numbers in metrics/*.json
    page: float = 0.0  #: MB of the report


def prepare(folder: Path, source: Path, size: int) -> None:
    """A project of `size` schemas: those of `source` in turn, each copy under a name and title of its own."""
    originals = load_folder(source)
    for number, schema in zip(count(), islice(cycle(originals), size), strict=False):
        turn = number // len(originals)
        document = schema.document
        if turn and isinstance(document, dict):
            document = {**document, "title": f"{schema.title} {turn}"}
        target = folder / "schemas" / ("unseen" if schema.unseen else "") / schema.complexity
        target.mkdir(parents=True, exist_ok=True)
        (target / f"{schema.id}{f'_{turn}' if turn else ''}.json").write_text(json.dumps(document), encoding="utf-8")
    lay_out(folder, SETTINGS)


def measure(folder: Path, size: int, stages: Sequence[str]) -> Measured:
    """Run the stages in a project that is laid out."""
    found = Measured(size)
    for stage in stages:
        with (folder / f"{stage}.log").open("w+b") as said:
            process = subprocess.Popen([sys.executable, "-m", f"stages.{stage}"], cwd=folder, stdout=said, stderr=said)
            _, status, used = os.wait4(process.pid, 0)
            said.seek(0)
            lines = said.read().decode().splitlines()
        if status:
            raise SystemExit(f"{stage} failed: {' '.join(lines[-1:])}")
        found.seconds[stage] = used.ru_utime + used.ru_stime
        found.peak[stage] = used.ru_maxrss / 1024
        found.printed[stage] = len(lines)
    found.metrics = sum(len(json.loads(path.read_text())) for path in (folder / "metrics").glob("*.json"))
    report = folder / "data/report.html"
    found.page = report.stat().st_size / 1e6 if report.exists() else 0.0
    return found


def exponent(runs: Sequence[Measured], stage: str) -> float:
    """The exponent of a stage's growth (see above); NaN where there are too few sizes, or no growth to speak of."""
    if len(runs) < 3:
        return float("nan")
    first, second, last = runs[0], runs[1], runs[-1]
    slope = (second.seconds[stage] - first.seconds[stage]) / (second.schemas - first.schemas)
    own = slope * first.schemas
    grown = last.seconds[stage] - first.seconds[stage] + own
    return log(grown / own) / log(last.schemas / first.schemas) if own > 0 and grown > 0 else float("nan")


def compiled(schemas: Sequence[Schema]) -> None:
    """Print what compiling takes: milliseconds of CPU a schema, the mean and the slowest."""
    settings = load(ROOT / "params.yaml")
    steps: dict[str, Callable[[Schema], Any]] = {
        "sampler": lambda schema: compile_sampler(schema, settings.template.values, settings.base.locale),
        "renderer": lambda schema: Renderer(schema, settings.template.text),
        "checker": lambda schema: Checker(schema, settings.validation),
    }
    taken: dict[str, list[float]] = {name: [] for name in steps}
    for schema in [*schemas[:1], *schemas]:  # the first one twice: what all share is loaded then
        for name, step in steps.items():
            begun = process_time()
            step(schema)
            taken[name].append((process_time() - begun) * 1000)
    taken = {name: found[1:] for name, found in taken.items()}
    taken["together"] = [sum(each) for each in zip(*taken.values(), strict=True)]
    print("compiling, ms a schema: " + ", ".join(f"{name} {sum(f) / len(f):.1f}" for name, f in taken.items()))
    slowest = max(zip(taken["together"], (schema.id for schema in schemas), strict=True))
    print(f"slowest: {slowest[1]}, {slowest[0]:.0f} ms")


def table(runs: Sequence[Measured], stages: Sequence[str]) -> list[str]:
    """A line a stage: seconds by size, milliseconds a schema at the largest, exponent, memory, lines printed."""
    last = runs[-1]
    sizes = " | ".join(f"{run.schemas:,}" for run in runs)
    lines = [f"| stage | {sizes} | ms/schema | exponent | MiB | lines |", "|---|" + "---:|" * (len(runs) + 4)]
    for stage in stages:
        seconds = " | ".join(f"{run.seconds[stage]:.1f}" for run in runs)
        each = last.seconds[stage] / last.schemas * 1000
        lines.append(
            f"| {stage} | {seconds} | {each:.0f} | {exponent(runs, stage):.2f} | {last.peak[stage]:.0f} "
            f"| {last.printed[stage]} |"
        )
    return lines


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="+", metavar="N", help="numbers of schemas, from small to large")
    parser.add_argument("--schemas", type=Path, default=ROOT / "schemas", metavar="DIR", help="schemas to copy")
    parser.add_argument("--stages", nargs="+", choices=STAGES, default=list(STAGES), help="the first ones only")
    given = parser.parse_args()
    compiled(load_folder(given.schemas))
    runs = []
    for size in sorted(given.sizes):
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder), given.schemas, size)
            runs.append(measure(Path(folder), size, given.stages))
        print(f"{size:,} schemas: {runs[-1].metrics} metrics, report {runs[-1].page:.1f} MB", flush=True)
    print("\n".join(table(runs, given.stages)))


if __name__ == "__main__":
    main()
