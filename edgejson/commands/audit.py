"""Plant defects of all kinds into clean records, and say what share of each the checks catch.

Reads the schemas, the settings and data/raw/template; writes nothing.
"""

from __future__ import annotations

import argparse
from operator import attrgetter
from pathlib import Path

from edgejson.audit import trial
from edgejson.audit.planting import KINDS
from edgejson.options import whole
from edgejson.params.whole import load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.execution import run_map
from edgejson.pipeline.metrics import percent, share
from edgejson.schema.loading import load_folder, load_schema


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("-n", "--records", type=whole(1), help="clean records a schema (audit.records_per_schema)")
    parser.add_argument("--schemas", type=Path, default=layout.SCHEMAS, help="folder of schemas, or one")
    parser.add_argument("--raw", type=Path, default=layout.RAW_TEMPLATE, help="folder of right records")
    parser.add_argument("--kind", action="append", choices=sorted(KINDS), help="tell of this kind only (may repeat)")
    parser.add_argument("--misses", action="store_true", help="show some defects that were missed")


def run(given: argparse.Namespace) -> int:
    """Print a table of kinds, the share of clean records refused and, if asked, what was missed."""
    params = load()
    records = params.audit.records_per_schema if given.records is None else given.records
    if records < 1:
        raise UserError(f"{layout.PARAMS}: audit.records_per_schema: 0; ask for some with --records")
    kinds = tuple(given.kind or KINDS)
    tasks = [
        trial.TrialTask(schema, params.validation, given.raw, records, params.base.seed, kinds)
        for schema in ([load_schema(given.schemas)] if given.schemas.is_file() else load_folder(given.schemas))
    ]
    outcome = trial.totalled(
        run_map(trial.run, tasks, params.execution, "audit", total=len(tasks), name=attrgetter("schema.path"))
    )
    if not outcome.clean:
        raise UserError(f"{given.raw}: no records of these schemas; run dvc repro template first")
    print(f"{'defect':<20} planted  caught")
    for kind in kinds:
        caught = share(outcome.caught[kind], outcome.planted[kind])
        print(
            f"{kind:<20} {outcome.planted[kind]:>7}  "
            + (f"{percent(caught):>6}" if outcome.planted[kind] else "     -")
        )
    refused = share(outcome.rejected, outcome.clean)
    print(f"clean records refused: {outcome.rejected} of {outcome.clean} ({percent(refused, 2)})")
    if given.misses:
        for miss, reasons in outcome.misses:
            print(f"\n{miss.kind or 'clean, refused'}: {miss.id}\n{miss.text}\n{miss.label}")
            for reason in reasons:
                print(f"  {reason['check']}/{reason['code']} {reason['path']}: {reason['detail']}")
    return 0
