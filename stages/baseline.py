"""Audit the gold of the test set, then let parsers and models try to solve it."""

from __future__ import annotations

from itertools import chain

from edgejson.baselines import examining, models, outcome
from edgejson.params.baseline import Params
from edgejson.params.reading import load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.execution import watched
from edgejson.pipeline.metrics import write_metrics, write_table
from edgejson.pipeline.records import split_files, whole_folder, write_jsonl
from edgejson.pipeline.stage import run
from edgejson.schema.loading import load_folder
from edgejson.scoring import read_gold, report, twin_shares
from edgejson.teachers import Recorded

FURTHER = ("test_unseen", "test_variants", "test_twins")


def main() -> None:
    """Read data/dataset; write data/baseline (predictions) and data/metrics/baseline."""
    params, found = load(Params), load_folder(layout.SCHEMAS)
    schemas = {schema.id: schema for schema in found}
    sets = {name: list(read_gold(split_files(layout.DATASET, name))) for name in ("train", "test", *FURTHER)}
    train, test = sets.pop("train"), sets["test"]
    if not test:
        raise UserError(f"{layout.DATASET}: no test records; run dvc repro split")
    audited = examining.examine_all(chain(*sets.values()), schemas, params.validation, params.execution)
    teachers, engines, logs = params.llm.teachers, params.llm.engines, layout.WORK / "logs"
    recorded = Recorded("baseline")
    asked = params.baseline.models
    answers = models.ask(asked, test, train, schemas, teachers, engines, logs, recorded, sets["test_twins"])
    with whole_folder(layout.BASELINE) as folder:
        write_jsonl(folder / "gold_failures.jsonl", audited.failures)
        for name, lines in outcome.predictions(sets, audited, answers):
            write_jsonl(folder / f"{name}.jsonl", lines)
    parsers = len(audited.predictions)
    scored = watched(outcome.scored(test, audited, answers, schemas), "score test", parsers + len(answers))
    systems = {name: report(scores, outcome.PLOTS) for name, scores in scored}
    more = [name for name in FURTHER if sets[name]]
    scored_more = ((name, outcome.best_scored(sets[name], audited, schemas)) for name in more)
    further = {name: report(scores, ()) for name, scores in watched(scored_more, "score further", len(more))}
    measured = layout.MEASURED / "baseline"
    metrics = outcome.metrics(audited, systems, further, answers)
    metrics["parser"]["best"]["twin"] = twin_shares(chain(test, sets["test_twins"]), audited.predictions["best"])
    write_metrics(measured / "baseline.json", metrics)
    for kind, name in outcome.PLOTS.items():
        write_table(measured / "plots" / f"{name}.csv", outcome.rows(kind, systems))
    print("\n".join([*outcome.lines(metrics, systems), recorded.save()]))
    if failure := outcome.failure(audited):
        raise UserError(failure)


if __name__ == "__main__":
    run(main)
