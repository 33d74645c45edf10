"""See in every raw pair what the checks see, as if it came from a stranger, and in pairs with a planted defect too."""

from __future__ import annotations

import sys
from operator import attrgetter

from edgejson.audit import trial
from edgejson.checks import examining
from edgejson.params.examine import Params
from edgejson.params.reading import load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import Failures
from edgejson.pipeline.execution import run_map
from edgejson.pipeline.metrics import counted
from edgejson.pipeline.records import whole_folder, write_schema
from edgejson.pipeline.stage import run
from edgejson.schema.loading import load_folder


def main() -> None:
    """Read the raw sets; write data/examined and data/planted. No threshold changes them."""
    params, schemas = load(Params), load_folder(layout.SCHEMAS)
    settings, execution = params.validation, params.execution
    excluded = examining.read_excluded(layout.EXCLUDE)
    raw, total, file_of = (layout.RAW_TEMPLATE, layout.RAW_LLM), len(schemas), attrgetter("schema.path")
    failures, struck_out, tried = Failures(), set[str](), 0
    with whole_folder(layout.EXAMINED) as examined, whole_folder(layout.PLANTED) as planted:
        tasks = [examining.ExaminationTask(schema, settings, raw, examined, excluded) for schema in schemas]
        trials = [
            trial.TrialTask(schema, settings, layout.RAW_TEMPLATE, params.audit.records_per_schema, params.base.seed)
            for schema in schemas
        ]
        with failures.kept():
            struck_out.update(*run_map(examining.run, tasks, execution, "examine", total=total, name=file_of))
        with failures.kept():
            seen = run_map(trial.seen, trials, execution, "audit", total=total, name=file_of)
            tried = sum(write_schema(planted, schema.id, cases) for schema, cases in zip(schemas, seen, strict=True))
        failures.end()
    print(f"examine: {counted(total, 'schema')} in {layout.EXAMINED}/, {tried:,} audit cases in {layout.PLANTED}/")
    if idle := examining.idle_exclusions(layout.EXCLUDE, excluded, struck_out):
        print(f"warning: {idle}", file=sys.stderr)


if __name__ == "__main__":
    run(main)
