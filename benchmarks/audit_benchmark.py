"""What share of each kind of planted defect do the checks catch, and what share of clean records do they refuse?

    python -m benchmarks.audit_benchmark                 # 1,000 records a kind, all schemas
    python -m benchmarks.audit_benchmark -k 100 --misses # fewer, with some of what was missed

Template records are made as the template stage makes them, with another seed, until each kind was planted often enough;
kinds for which few records have a place (two objects of one shape, say) take many records. Exit status 1 where a kind
is caught in less than 99%, or more than 0.5% of the clean records are refused.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from edgejson.audit import trial
from edgejson.audit.planting import KINDS
from edgejson.params.whole import Params, load
from edgejson.pipeline.execution import run_map
from edgejson.pipeline.metrics import share, totalled
from edgejson.pipeline.records import write_schema
from edgejson.schema.loading import Schema, load_folder
from edgejson.text import generation

ROOT = Path(__file__).parents[1]
CAUGHT, REFUSED = 0.99, 0.005  #: what is asked
RECORDS = 40  #: records of each schema in a round
ROUNDS = 30  #: at most; what can't be planted often enough by then is told


def one_round(params: Params, schemas: list[Schema], seed: int, kinds: tuple[str, ...]) -> trial.Outcome:
    """Make records of each schema, and try the kinds of defects on them."""
    settings = params.template.model_copy(update={"records_per_schema": RECORDS})
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tasks = generation.tasks(schemas, settings, seed, params.base.locale)
        for schema, records in zip(schemas, run_map(generation.run, tasks, params.execution), strict=True):
            write_schema(folder, schema.id, records)
        trials = [trial.TrialTask(schema, params.validation, folder, RECORDS - 1, seed, kinds) for schema in schemas]
        return totalled(run_map(trial.run, trials, params.execution), trial.Outcome())


def rounds(params: Params, schemas: list[Schema], wanted: int) -> Iterator[trial.Outcome]:
    """The outcome so far, after each round. Only what is still wanting is planted."""
    total = trial.Outcome()
    for number in range(ROUNDS):
        kinds = tuple(kind for kind in KINDS if total.planted[kind] < wanted)
        if not kinds:
            return
        yield totalled([one_round(params, schemas, params.base.seed + 1000 + number, kinds)], total)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-k", "--per-kind", type=int, default=1000, help="records planted for each kind, at least")
    parser.add_argument("--schemas", type=Path, default=ROOT / "schemas", help="folder of schemas")
    parser.add_argument("--misses", action="store_true", help="show some of what was judged wrongly")
    given = parser.parse_args()
    params = load(ROOT / "params.yaml")
    schemas = load_folder(given.schemas)
    total = trial.Outcome()
    for total in rounds(params, schemas, given.per_kind):
        wanting = sum(total.planted[kind] < given.per_kind for kind in KINDS)
        print(f"{total.clean} records, {wanting} kinds wanting", file=sys.stderr)
    failed = share(total.rejected, total.clean) > REFUSED
    for kind in KINDS:
        caught = share(total.caught[kind], total.planted[kind])
        short = total.planted[kind] and caught < CAUGHT
        failed = failed or bool(short)
        print(f"{kind:<20} {total.planted[kind]:>7} {caught:>8.2%}{'  <' if short else ''}")
    print(f"{'clean, refused':<20} {total.clean:>7} {share(total.rejected, total.clean):>8.2%}")
    if given.misses:
        for miss, reasons in total.misses:
            told = [f"{found['check']}/{found['code']} {found['path']}: {found['detail']}" for found in reasons]
            print(f"\n{miss.kind or 'clean, refused'}: {miss.id}\n{miss.text}\n{miss.label}", *told, sep="\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
