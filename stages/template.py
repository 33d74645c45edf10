"""Stage template: records of every schema, sampled and put into words by templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from edgejson import errors, layout
from edgejson.execution import run_map
from edgejson.metrics import share, write_metrics
from edgejson.params import load
from edgejson.records import Example, whole_folder, write_schema
from edgejson.schemas import load_folder
from edgejson.text import REGISTERS, generation


def main() -> None:
    """Write `data/raw/template/` and `metrics/template.json`."""
    params = load()
    schemas = load_folder(layout.SCHEMAS)
    tasks = list(generation.tasks(schemas, params.template, params.base.seed, params.base.locale))
    done = run_map(
        generation.run,
        tasks,
        params.execution,
        "template",
        total=sum(task.stop - task.start for task in tasks),
        weight=lambda task: task.stop - task.start,
    )
    total: Counter[str] = Counter()

    def counted(batches: Iterator[list[Example]]) -> Iterator[Example]:
        for batch in batches:
            total.update(generation.counts(batch))
            yield from batch

    paired = zip(tasks, done, strict=True)
    with whole_folder(layout.RAW_TEMPLATE) as folder:
        for path, group in groupby(paired, key=lambda pair: pair[0].path):
            write_schema(folder, path.stem, counted(batch for _, batch in group))
    write_metrics(layout.METRICS / "template.json", {"schemas": len(schemas), **total})
    classes = dict.fromkeys(REGISTERS.values())
    of = f"{len(schemas)} schema{'s' * (len(schemas) != 1)}"
    print(f"template: {total['records']} records of {of} in {layout.RAW_TEMPLATE}/")
    print(
        "  by class: " + ", ".join(f"{name} {share(total[f'class.{name}'], total['records']):.0%}" for name in classes)
    )
    troubled = sorted(name.removeprefix("trouble.") for name in total if name.startswith("trouble."))
    print(f"  with trouble: {share(total['adversarial'], total['records']):.0%} ({', '.join(troubled) or 'none'})")


if __name__ == "__main__":
    errors.run(main)
