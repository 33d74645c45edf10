"""Score predictions against gold records: JSONExact, leaf F1, validity, with 95% intervals.

A prediction is a line {"id": ..., "output": value} or {"id": ..., "raw": "a model's output as it came"}. With a second
file the two are compared pair by pair. Percent; the formulas stand in edgejson/scoring/. One of the files may be `-`,
standard input.

Example:

    $ edgejson score --gold data/dataset/test.jsonl --pred predictions.jsonl --schemas schemas
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from edgejson.options import once, print_json, whole
from edgejson.pipeline.execution import Execution
from edgejson.pipeline.records import named
from edgejson.schema.loading import load_folder
from edgejson.scoring import compare, read_gold, read_predictions, render, report, score, twin_shares


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--gold", type=Path, nargs="+", required=True, metavar="FILE", help="dataset file(s), JSONL (-: standard input)"
    )
    parser.add_argument(
        "--pred", type=Path, required=True, metavar="FILE", help="predictions, JSONL (-: standard input)"
    )
    parser.add_argument(
        "--pred2", "--against", dest="pred2", type=Path, metavar="FILE", help="other predictions, to compare with"
    )
    parser.add_argument(
        "--schemas", type=Path, metavar="DIR", help="schemas' folder: for validity and for the schemas' own comparators"
    )
    parser.add_argument(
        "--missing",
        choices=("refuse", "wrong", "skip"),
        default="refuse",
        help="gold records without a prediction: an error (default), score 0, or left out",
    )
    parser.add_argument(
        "--workers",
        type=whole(1),
        default=os.cpu_count() or 1,
        metavar="N",
        help="processes that score many records (as many as there are processors)",
    )
    parser.add_argument("--json", action="store_true", help="the whole report as JSON; a metric is [value, low, high]")


def _told(name: str, value: float) -> str:
    return f"{value} pairs with twins" if name == "pairs" else f"{name} {value:.1%}"


def run(given: argparse.Namespace) -> int:
    schemas = {schema.id: schema for schema in load_folder(given.schemas)} if given.schemas else None

    paths = [path for path in (given.pred, given.pred2) if path]
    once([*given.gold, *paths])
    gold = list(read_gold(given.gold))
    predicted = [(named(path), read_predictions(path)) for path in paths]
    twins = [twin_shares(gold, values) for _, values in predicted]
    execution = Execution(workers=given.workers)
    scores = [score(gold, values, schemas, given.missing, name, execution) for name, values in predicted]
    reports = {"first" if index == 0 else "second": report(one) for index, one in enumerate(scores)}
    for one, shares in zip(reports.values(), twins, strict=True):
        one |= {"twins": shares} if shares else {}
    if len(scores) == 2:
        reports["difference"] = compare(*scores)
    if given.json:
        print_json(reports)
        return 0
    titles = dict(zip(reports, [*(name for name, _ in predicted), "second - first"], strict=False))
    print("\n".join(render(part, titles[name], signed=name == "difference") for name, part in reports.items()), end="")
    for name, shares in zip(reports, twins, strict=False):
        if shares:
            print(f"\n{titles[name]}: " + ", ".join(_told(kind, value) for kind, value in shares.items()))
    return 0
