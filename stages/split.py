"""Split the balanced records into train and tests without leakage, and compose their prompts."""

from __future__ import annotations

from edgejson.dataset import excerpts, summaries, twins
from edgejson.dataset import files as dataset
from edgejson.params.reading import load
from edgejson.params.split import Params
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.metrics import write_metrics, write_table
from edgejson.pipeline.records import whole_folder
from edgejson.pipeline.stage import run
from edgejson.schema.loading import load_folder


def main() -> None:
    """Read data/balanced; write data/dataset and data/metrics/split."""
    params, found = load(Params), load_folder(layout.SCHEMAS)
    settings, seed, measured = params.split, params.base.seed, layout.MEASURED / "split"
    schemas = {schema.id: schema for schema in found}
    planned = dataset.plan(layout.BALANCED, schemas.values(), settings, seed)
    parts = excerpts.drawn(planned.entries, schemas, settings.variants, params.validation, params.execution, seed)
    with whole_folder(layout.DATASET) as folder:
        written = dataset.write(folder, planned, schemas, settings, seed, params.execution, parts)
        written.twins = twins.write(folder, schemas, params.validation, params.execution, seed, settings)
    metrics = summaries.split_metrics(planned, written)
    write_metrics(measured / "split.json", metrics)
    write_table(measured / "plots" / "split.csv", summaries.split_rows(planned))
    write_table(measured / "plots" / "similarity.csv", summaries.similarity_rows(planned))
    print("\n".join(summaries.split_lines(planned, metrics, settings)))
    if failure := summaries.split_failure(metrics, settings):
        raise UserError(failure)


if __name__ == "__main__":
    run(main)
