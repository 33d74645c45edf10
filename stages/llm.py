"""Let language models put sampled records into words, or invent them."""

from __future__ import annotations

from typing import Any

from edgejson.checks import Checker, drafts
from edgejson.checks.base import Pair
from edgejson.checks.settings import Validate
from edgejson.params.llm import Params
from edgejson.params.reading import load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.metrics import write_metrics
from edgejson.pipeline.records import Reason, whole_folder, write_schema
from edgejson.pipeline.stage import run
from edgejson.schema.loading import Schema, load_folder
from edgejson.teachers import Cache, Recorded
from edgejson.teachers.committee import Committee
from edgejson.teachers.writing.freehand import Judge


def judge_of(schema: Schema) -> Judge:
    """The checks that free texts must pass, by the thresholds that the levels come with.

    A draft may not leave a choice either, as people do.

    Those of params.yaml are the stage validate's: another threshold asks no model anew. Grades count where nothing
    else is wrong, for what is missing has lowered them.
    """
    checker = Checker(schema, Validate())

    def judge(text: str, label: Any) -> list[Reason]:
        pair = Pair(text, label)
        found = checker.examine(pair) or checker.verdict(pair, []).findings
        return found or list(drafts.faults(checker, pair))

    return judge


def main() -> None:
    """Read schemas and recorded completions; write data/raw/llm and data/metrics/llm.

    What is not recorded is asked of a model, and kept in the request cache.
    """
    params, schemas = load(Params), load_folder(layout.SCHEMAS)
    recorded = Recorded("llm")
    with Cache() as cache:
        committee = Committee(params.base, params.llm, schemas, cache, recorded, judge_of)
        made = committee.produce()
    if committee.problems:
        raise UserError(f"teachers failed, data/raw/llm stays as it was: {'; '.join(committee.problems)}")
    committee.failures.end()
    with whole_folder(layout.RAW_LLM) as folder:
        for schema_id, examples in made.items():
            write_schema(folder, schema_id, examples)
    write_metrics(layout.MEASURED / "llm" / "llm.json", committee.metrics())
    counts = committee.tally.counts
    print(f"llm: {counts['records']} records of {counts['asked']} asked for")
    print(recorded.save())


if __name__ == "__main__":
    run(main)
