"""Apply the thresholds to what the checks saw in every raw pair; keep what passes, and the rest with its reasons."""

from __future__ import annotations

from operator import attrgetter

from edgejson.audit import trial
from edgejson.checks import runner, summary
from edgejson.checks.ledger import merged
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.execution import run_map, watched
from edgejson.pipeline.metrics import write_metrics, write_table
from edgejson.pipeline.records import whole_folder
from edgejson.pipeline.stage import run
from edgejson.project import load_project


def main() -> None:
    """Read the raw sets and data/examined; write data/validated, data/rejected and data/metrics/validate."""
    params, schemas = load_project()
    settings, measured = params.validation, layout.MEASURED / "validate"
    raw, total = (layout.RAW_TEMPLATE, layout.RAW_LLM), len(schemas)
    with whole_folder(layout.VALIDATED) as validated, whole_folder(layout.REJECTED) as rejected:
        tasks = [runner.Task(schema, settings, raw, layout.EXAMINED, validated, rejected) for schema in schemas]
        name = attrgetter("schema.path")
        ledger = merged(run_map(runner.run, tasks, params.execution, "validate", total=total, name=name))
        outcome = trial.totalled(
            trial.judged(trial.examined(layout.PLANTED, schema.id), settings.for_schema(schema.id, schema.complexity))
            for schema in watched(schemas, "audit", total)
        )
        metrics = summary.metrics(ledger)
    write_metrics(measured / "validate.json", metrics)
    (measured / "plots").mkdir(exist_ok=True)
    for name, table in summary.plots(ledger).items():
        table.to_csv(measured / "plots" / f"validate_{name}.csv", index=False, lineterminator="\n")
    write_metrics(measured / "audit.json", outcome.metrics())
    write_table(measured / "plots" / "audit_by_kind.csv", outcome.rows())
    print("\n".join([*summary.lines(ledger), outcome.summary()]))
    if failure := summary.gate_failure(metrics, settings.gate):
        raise UserError(failure)


if __name__ == "__main__":
    run(main)
