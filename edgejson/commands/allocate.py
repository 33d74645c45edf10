"""The next round's records per schema, from the metrics of the last: a tracked file that the llm stage reads.

Example:

    $ edgejson allocate --total 300 --dry-run
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import orjson

from edgejson.options import whole
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.metrics import read_metrics, read_table
from edgejson.project import load_project
from edgejson.teachers.routing import allocate, budget


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--total", type=whole(0), metavar="N", help="records together (default: as many as now)")
    parser.add_argument("--out", type=Path, help="the file to write (default: llm.budget in params.yaml)")
    parser.add_argument("--dry-run", action="store_true", help="show the table, write nothing")


def run(given: argparse.Namespace) -> int:
    """Print the table before and after; write the budget file."""
    params, schemas = load_project()
    llm = params.llm
    out = given.out or (Path(llm.budget) if llm.budget else None)
    if out is None:
        raise UserError(f"{layout.PARAMS}: llm.budget: empty; name the file to write, e.g. budget.json")
    before = budget(llm, schemas)
    passed = _table(layout.METRICS / "plots" / "validate_by_schema.csv", "schema_id", _llm_pass_rate)
    solved = _solved()
    total = sum(before.values()) if given.total is None else given.total
    after = allocate(total, list(before), passed, solved)
    print(f"{'schema':28} {'passed':>8} {'solved':>8} {'before':>8} {'after':>8}")
    for name, count in before.items():
        print(f"{name:28} {_share(passed.get(name))} {_share(solved.get(name))} {count:8} {after[name]:8}")
    print(f"{'total':28} {'':8} {'':8} {sum(before.values()):8} {sum(after.values()):8}")
    if not given.dry_run:
        out.write_bytes(orjson.dumps(after, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
        print(f"{out} written; dvc repro makes the next round")
    return 0


def _solved() -> dict[str, float]:
    """How well each schema is solved: the mean of the models' leaf F1 in the baseline and the verifiers' agreement."""
    found: dict[str, list[float]] = defaultdict(list)
    for name, value in _table(layout.METRICS / "plots" / "baseline_schema.csv", "schema", _leaf_f1).items():
        found[name].append(value)
    for key, value in read_metrics(layout.METRICS).get("llm", {}).items():
        if key.startswith("schemas.") and key.endswith(".agreement"):
            found[key.split(".")[1]].append(float(value))
    return {name: sum(values) / len(values) for name, values in found.items()}


Row = dict[str, str]


def _table(path: Path, by: str, value: Callable[[Row], float | None]) -> dict[str, float]:
    """The mean of a value by schema, from a table of metrics; empty where the stage has not run. Raises UserError."""
    found: dict[str, list[float]] = defaultdict(list)
    for number, row in enumerate(read_table(path), 2):
        try:
            if (one := value(row)) is not None:
                found[row[by]].append(one)
        except (KeyError, ValueError) as error:
            raise UserError(f"{path}:{number}: not as the stage writes it ({error}); run dvc repro") from error
    return {name: sum(values) / len(values) for name, values in found.items()}


def _llm_pass_rate(row: Row) -> float | None:
    return float(row["pass_rate"]) if row["source"] == "llm" else None


def _leaf_f1(row: Row) -> float | None:
    return float(row["leaf_f1"]) if row["system"].startswith("model.") else None


def _share(value: float | None) -> str:
    return f"{'-':>8}" if value is None else f"{value:8.2f}"
