"""Plant defects of all kinds into clean records, and say what share of each the checks catch.

Reads the schemas, the settings and data/raw/template; writes nothing.

Examples:

    $ edgejson audit -n 2
    $ edgejson audit --schemas schemas/mine.json --kind date_shifted --misses
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any

from edgejson.audit import trial
from edgejson.audit.planting import KINDS
from edgejson.options import as_json, print_json, say, whole
from edgejson.params.whole import load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.execution import run_map
from edgejson.pipeline.metrics import percent, share, totalled
from edgejson.schema.loading import load_folder, load_schema


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", "--records", type=whole(1), help="clean records a schema (audit.records_per_schema)")
    parser.add_argument("--schemas", type=Path, default=layout.SCHEMAS, help="folder of schemas, or one")
    parser.add_argument("--raw", type=Path, default=layout.RAW_TEMPLATE, help="folder of right records")
    parser.add_argument("--kind", action="append", choices=sorted(KINDS), help="tell of this kind only (may repeat)")
    parser.add_argument("--misses", action="store_true", help="show some defects that were missed")
    as_json(parser)


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
    found = run_map(trial.run, tasks, params.execution, "audit", total=len(tasks), name=attrgetter("schema.path"))
    outcome = totalled(found, trial.Outcome())
    if not outcome.clean:
        raise UserError(f"{given.raw}: no records of these schemas; run dvc repro template first")
    if given.json:
        print_json(_told(outcome, kinds, given.misses))
    else:
        _print(outcome, kinds, given.misses)
    return 0


def _told(outcome: trial.Outcome, kinds: Sequence[str], misses: bool) -> dict[str, Any]:
    """The outcome for programs: counts, and the misses with their texts."""
    found: dict[str, Any] = {
        "kinds": {kind: {"planted": outcome.planted[kind], "caught": outcome.caught[kind]} for kind in kinds},
        "clean": {"judged": outcome.clean, "refused": outcome.rejected},
    }
    if misses:
        kept = ("kind", "id", "text", "label")
        found["misses"] = [
            {**{name: getattr(miss, name) for name in kept}, "reasons": reasons} for miss, reasons in outcome.misses
        ]
    return found


def _print(outcome: trial.Outcome, kinds: Sequence[str], misses: bool) -> None:
    print(f"{'defect':<20} planted  caught")
    for kind in kinds:
        caught = share(outcome.caught[kind], outcome.planted[kind])
        tried = f"{percent(caught):>6}" if outcome.planted[kind] else "     -"
        missed = outcome.caught[kind] < outcome.planted[kind]
        say(f"{kind:<20} {outcome.planted[kind]:>7}  {tried}", "red" if missed else "")
    refused = share(outcome.rejected, outcome.clean)
    print(f"clean records refused: {outcome.rejected} of {outcome.clean} ({percent(refused, 2)})")
    if misses:
        for miss, reasons in outcome.misses:
            print(f"\n{miss.kind or 'clean, refused'}: {miss.id}\n{miss.text}\n{miss.label}")
            for reason in reasons:
                print(f"  {reason['check']}/{reason['code']} {reason['path']}: {reason['detail']}")
