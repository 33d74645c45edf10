"""Check every raw pair as if it came from a stranger; keep what passes, and the rest with its reasons."""

from __future__ import annotations

import sys
from operator import attrgetter

from edgejson.audit import trial
from edgejson.checks import runner, summary
from edgejson.checks.ledger import merged
from edgejson.params.reading import load
from edgejson.params.validate import Params
from edgejson.pipeline import layout
from edgejson.pipeline.errors import Failures, UserError
from edgejson.pipeline.execution import run_map
from edgejson.pipeline.metrics import write_metrics, write_table
from edgejson.pipeline.records import whole_folder
from edgejson.pipeline.stage import run
from edgejson.schema.loading import load_folder


def main() -> None:
    """Read the raw sets; write data/validated, data/rejected and data/metrics/validate."""
    params, schemas = load(Params), load_folder(layout.SCHEMAS)
    settings, measured = params.validation, layout.MEASURED / "validate"
    excluded = runner.read_excluded(layout.EXCLUDE)
    raw = (layout.RAW_TEMPLATE, layout.RAW_LLM)
    trials = [
        trial.TrialTask(schema, settings, layout.RAW_TEMPLATE, params.audit.records_per_schema, params.base.seed)
        for schema in schemas
    ]
    failures, file_of = Failures(), attrgetter("schema.path")
    with whole_folder(layout.VALIDATED) as validated, whole_folder(layout.REJECTED) as rejected:
        tasks = [runner.ValidationTask(schema, settings, raw, validated, rejected, excluded) for schema in schemas]
        with failures.kept():
            total = merged(run_map(runner.run, tasks, params.execution, "validate", total=len(tasks), name=file_of))
        with failures.kept():
            tried = run_map(trial.run, trials, params.execution, "audit", total=len(trials), name=file_of)
            outcome = trial.totalled(tried)
        failures.end()
        metrics = summary.metrics(total)
    write_metrics(measured / "validate.json", metrics)
    (measured / "plots").mkdir(exist_ok=True)
    for name, table in summary.plots(total).items():
        table.to_csv(measured / "plots" / f"validate_{name}.csv", index=False, lineterminator="\n")
    write_metrics(measured / "audit.json", outcome.metrics())
    write_table(measured / "plots" / "audit_by_kind.csv", outcome.rows())
    print("\n".join([*summary.lines(total), outcome.summary()]))
    if idle := runner.idle_exclusions(layout.EXCLUDE, excluded, total):
        print(f"warning: {idle}", file=sys.stderr)
    if failure := summary.gate_failure(metrics, settings.gate):
        raise UserError(failure)


if __name__ == "__main__":
    run(main)
