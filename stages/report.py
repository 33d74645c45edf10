"""Write one page to look at the data with."""

from __future__ import annotations

from edgejson.params.reading import load
from edgejson.params.report import Params
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.metrics import read_metrics
from edgejson.pipeline.stage import run
from edgejson.report.collecting import collect
from edgejson.report.page import write_page
from edgejson.report.pictures import Sources
from edgejson.schema.loading import load_folder


def main() -> None:
    """Read data/dataset, data/rejected, data/examined and metrics; write data/report.html."""
    params, schemas = load(Params), load_folder(layout.SCHEMAS)
    collected = collect(layout.DATASET, layout.REJECTED, layout.EXAMINED, schemas, params.report, params.base.seed)
    if not collected.sizes:
        raise UserError(f"{layout.DATASET}: no records; run dvc repro split")
    sources = Sources(read_metrics(layout.METRICS), layout.METRICS / "plots", collected)
    write_page(layout.REPORT, sources, schemas, params.report.text_chars)
    size = layout.REPORT.stat().st_size / 1e6
    print(
        f"report: {layout.REPORT}, {len(collected.kept):,} kept and {len(collected.rejected):,} rejected, {size:.1f} MB"
    )


if __name__ == "__main__":
    run(main)
