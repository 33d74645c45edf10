"""Stage template: records of every schema, sampled and put into words by templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from edgejson.params.reading import load
from edgejson.params.template import Params
from edgejson.pipeline import layout
from edgejson.pipeline.execution import run_map
from edgejson.pipeline.metrics import counted, share, write_metrics
from edgejson.pipeline.records import Example, whole_folder, write_schema
from edgejson.pipeline.stage import run
from edgejson.schema.loading import load_folder
from edgejson.text import REGISTERS, generation


def main() -> None:
    """Write `data/raw/template/` and `data/metrics/template/`."""
    params, schemas = load(Params), load_folder(layout.SCHEMAS)
    tasks = list(generation.tasks(schemas, params.template, params.base.seed, params.base.locale))
    firsts = [task for task in tasks if task.start == 0]
    for _ in run_map(generation.vet, firsts, params.execution, "schemas", total=len(firsts), name=attrgetter("path")):
        pass  # bad schemas are told of together, before the others take their minutes
    done = run_map(
        generation.run,
        tasks,
        params.execution,
        "template",
        total=sum(task.stop - task.start for task in tasks),
        weight=lambda task: task.stop - task.start,
        name=attrgetter("path"),
    )
    total: Counter[str] = Counter()

    def tallied(batches: Iterator[list[Example]]) -> Iterator[Example]:
        for batch in batches:
            total.update(generation.counts(batch))
            yield from batch

    paired = zip(tasks, done, strict=True)
    with whole_folder(layout.RAW_TEMPLATE) as folder:
        for path, group in groupby(paired, key=lambda pair: pair[0].path):
            write_schema(folder, path.stem, tallied(batch for _, batch in group))
    write_metrics(layout.MEASURED / "template" / "template.json", {"schemas": len(schemas), **total})
    classes = dict.fromkeys(REGISTERS.values())
    of = counted(len(schemas), "schema")
    print(f"template: {counted(total['records'], 'record')} of {of} in {layout.RAW_TEMPLATE}/")
    print(
        "  by class: " + ", ".join(f"{name} {share(total[f'class.{name}'], total['records']):.0%}" for name in classes)
    )
    troubled = sorted(name.removeprefix("trouble.") for name in total if name.startswith("trouble."))
    print(f"  with trouble: {share(total['adversarial'], total['records']):.0%} ({', '.join(troubled) or 'none'})")


if __name__ == "__main__":
    run(main)
