"""Choose the records of the dataset from the valid ones: quotas, diversity, quality, difficulty."""

from __future__ import annotations

from edgejson import layout, summaries
from edgejson.errors import UserError, run
from edgejson.metrics import write_metrics, write_table
from edgejson.params import load
from edgejson.records import whole_folder, write_schema
from edgejson.schemas import load_folder
from edgejson.selection import balance


def main() -> None:
    """Read data/validated; write data/balanced, metrics/balance.json and a table by schema."""
    params = load()
    settings = params.balance
    chosen = []
    with whole_folder(layout.BALANCED) as folder:
        for schema in load_folder(layout.SCHEMAS):
            account, examples = balance(layout.VALIDATED, schema.id, schema.unseen, settings, params.base.seed)
            write_schema(folder, schema.id, examples)
            chosen.append((schema, account))
    metrics = summaries.balance_metrics(chosen, settings)
    write_metrics(layout.METRICS / "balance.json", metrics)
    write_table(layout.METRICS / "plots" / "balance.csv", summaries.balance_rows(chosen))
    print("\n".join(summaries.balance_lines(chosen, settings, metrics)))
    if failure := summaries.balance_failure(metrics, settings):
        raise UserError(failure)


if __name__ == "__main__":
    run(main)
