"""Choose the records of the dataset from the valid ones: quotas, diversity, quality, difficulty."""

from __future__ import annotations

from edgejson.dataset import own_words, selection, summaries
from edgejson.params.balance import Params
from edgejson.params.reading import load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.execution import run_map
from edgejson.pipeline.metrics import write_metrics, write_table
from edgejson.pipeline.records import whole_folder
from edgejson.pipeline.stage import run
from edgejson.schema.loading import load_folder


def main() -> None:
    """Read data/validated; write data/balanced and data/metrics/balance."""
    params, schemas = load(Params), load_folder(layout.SCHEMAS)
    settings = params.balance
    with whole_folder(layout.BALANCED) as folder:
        tasks = [
            selection.SelectionTask(layout.VALIDATED, folder, schema.id, schema.unseen, settings, params.base.seed)
            for schema in schemas
        ]
        files = {schema.id: schema.path for schema in schemas}
        accounts = run_map(
            selection.run,
            tasks,
            params.execution,
            "balance",
            total=len(tasks),
            name=lambda task: files[task.schema_id],
        )
        chosen = list(zip(schemas, accounts, strict=True))
        metrics = summaries.balance_metrics(chosen, settings)
    wording = own_words.metrics(layout.VALIDATED, schemas)
    write_metrics(layout.MEASURED / "balance" / "wording.json", wording)
    write_metrics(layout.MEASURED / "balance" / "balance.json", metrics)
    write_table(layout.MEASURED / "balance" / "plots" / "balance.csv", summaries.balance_rows(chosen))
    print("\n".join(summaries.balance_lines(chosen, metrics)))
    if failure := summaries.balance_failure(metrics, settings) or own_words.failure(wording, settings.min_own_4grams):
        raise UserError(failure)


if __name__ == "__main__":
    run(main)
