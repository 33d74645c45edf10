"""How many pairs does one core check in a second, all levels on, duplicates included, and which level takes the time?

    python -m benchmarks.check_throughput [RECORDS_PER_SCHEMA]

CPU time of one process, on template records of every schema of `schemas/`, made as the template stage makes them.
Patterns are compiled when a text first needs them, so the first pairs of a schema take longer: `first` is the rate of
as many other records before, `pairs/s` that of a run that goes on. Both are means over schemas, each counting the same;
the levels' columns are microseconds a pair.
"""

from __future__ import annotations

import sys
from statistics import fmean
from time import process_time

from edgejson.checks.base import Pair
from edgejson.checks.duplicates import DuplicateIndex
from edgejson.checks.examining import Judge
from edgejson.checks.settings import Validate
from edgejson.params.whole import load
from edgejson.pipeline import layout
from edgejson.pipeline.records import Example
from edgejson.schema.loading import COMPLEXITIES, Schema, load_folder
from edgejson.text.generation import Maker

RECORDS = 300


def rate(schema: Schema, settings: Validate, records: list[Example]) -> float:
    """Pairs a second of the whole judge: every level, the duplicate index, the thresholds."""
    judge = Judge(schema, settings)
    begun = process_time()
    for record in records:
        judge.judge(record["id"], record["text"], record["expected_output"])
    return len(records) / (process_time() - begun)


def by_level(schema: Schema, settings: Validate, records: list[Example]) -> dict[str, float]:
    """Seconds a pair that each level takes, all pairs through one level before the next."""
    judge, index = Judge(schema, settings), DuplicateIndex()
    spent: dict[str, float] = {}
    pairs = [Pair(record["text"], record["expected_output"]) for record in records]
    for name, check in judge.checker.levels:
        begun = process_time()
        for pair in pairs:
            list(check(pair))
        spent[name] = process_time() - begun
    begun = process_time()
    for record, pair in zip(records, pairs, strict=True):
        list(index.compare(record["id"], pair))
    spent["duplicates"] = process_time() - begun
    return {name: seconds / len(records) for name, seconds in spent.items()}


def main() -> None:
    """Print pairs a second by complexity, and what each level takes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else RECORDS
    settings = load()
    rates: dict[str, list[float]] = {name: [] for name in COMPLEXITIES}
    firsts: dict[str, list[float]] = {name: [] for name in COMPLEXITIES}
    levels: dict[str, list[dict[str, float]]] = {name: [] for name in COMPLEXITIES}
    for schema in load_folder(layout.SCHEMAS):
        maker = Maker(schema, settings.template, settings.base.locale)
        records = [maker.make(1, index) for index in range(2 * count)]
        earlier, records = records[:count], records[count:]
        firsts[schema.complexity].append(rate(schema, settings.validation, earlier))
        rates[schema.complexity].append(rate(schema, settings.validation, records))
        levels[schema.complexity].append(by_level(schema, settings.validation, records))
    for found in (rates, firsts):
        found["all"] = [each for group in found.values() for each in group]
    levels["all"] = [each for group in levels.values() for each in group]
    names = list(levels["all"][0])
    heads = "".join(f"{name:>14}" for name in names)
    print(f"{'':12}{'schemas':>8}{'first':>9}{'pairs/s':>9}{heads}")
    for group, reached in rates.items():
        if reached:
            columns = (1e6 * fmean(level[name] for level in levels[group]) for name in names)
            print(
                f"{group:12}{len(reached):>8}{fmean(firsts[group]):>9,.0f}{fmean(reached):>9,.0f}"
                + "".join(f"{column:>14.0f}" for column in columns)
            )


if __name__ == "__main__":
    main()
