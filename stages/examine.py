"""See in every raw pair what the checks see, as if it came from a stranger, and in pairs with a planted defect too."""

from __future__ import annotations

import sys
from operator import attrgetter

from edgejson.audit import trial
from edgejson.checks import examining
from edgejson.pipeline import layout
from edgejson.pipeline.errors import Failures
from edgejson.pipeline.execution import run_map
from edgejson.pipeline.records import whole_folder
from edgejson.pipeline.stage import run
from edgejson.project import load_project


def main() -> None:
    """Read the raw sets; write data/examined. No threshold changes it, so none is a param of this stage."""
    params, schemas = load_project()
    excluded = examining.read_excluded(layout.EXCLUDE)
    raw, records, seed = (layout.RAW_TEMPLATE, layout.RAW_LLM), params.audit.records_per_schema, params.base.seed
    failures, file_of, total = Failures(), attrgetter("schema.path"), len(schemas)
    with whole_folder(layout.EXAMINED.parent) as folder:
        pairs, planted = folder / layout.EXAMINED.name, folder / layout.PLANTED.name
        tasks = [examining.Task(schema, params.validation, raw, pairs, excluded) for schema in schemas]
        trials = [
            trial.Task(schema, params.validation, layout.RAW_TEMPLATE, records, seed, examined=planted)
            for schema in schemas
        ]
        with failures.kept():
            found = list(run_map(examining.run, tasks, params.execution, "examine", total=total, name=file_of))
        with failures.kept():
            list(run_map(trial.examine, trials, params.execution, "audit", total=total, name=file_of))
        failures.end()
    print(f"examine: what the checks see is in {layout.EXAMINED.parent}/")
    if idle := examining.idle_exclusions(layout.EXCLUDE, excluded, frozenset().union(*found)):
        print(f"warning: {idle}", file=sys.stderr)


if __name__ == "__main__":
    run(main)
