"""Apply the thresholds to what the checks saw in every pair; keep what passes, and the rest with its reasons."""

from __future__ import annotations

from edgejson.audit import trial
from edgejson.checks import runner, summary
from edgejson.checks.ledger import Ledger
from edgejson.params.reading import load
from edgejson.params.validate import Params
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.execution import watched
from edgejson.pipeline.metrics import totalled, write_metrics, write_table
from edgejson.pipeline.records import whole_folder
from edgejson.pipeline.stage import run
from edgejson.schema.loading import load_folder


def main() -> None:
    """Read data/examined and data/planted; write data/validated, data/rejected and data/metrics/validate."""
    params, schemas = load(Params), load_folder(layout.SCHEMAS)
    settings, measured = params.validation, layout.MEASURED / "validate"
    with whole_folder(layout.VALIDATED) as validated, whole_folder(layout.REJECTED) as rejected:
        tasks = [runner.ValidationTask(schema, settings, layout.EXAMINED, validated, rejected) for schema in schemas]
        total = totalled((runner.run(task) for task in watched(tasks, "validate", len(tasks))), Ledger())
        judged = (
            trial.judged(trial.read(layout.PLANTED, schema.id), settings.for_schema(schema.id, schema.complexity))
            for schema in schemas
        )
        outcome = totalled(judged, trial.Outcome())
        metrics = summary.metrics(total)
    write_metrics(measured / "validate.json", metrics)
    for table, rows in summary.plots(total).items():
        write_table(measured / "plots" / f"validate_{table}.csv", rows, summary.TABLES[table])
    write_metrics(measured / "audit.json", outcome.metrics())
    write_table(measured / "plots" / "audit_by_kind.csv", outcome.rows())
    print("\n".join([*summary.lines(total), outcome.summary()]))
    if failure := summary.gate_failure(metrics, settings.gate):
        raise UserError(failure)


if __name__ == "__main__":
    run(main)
