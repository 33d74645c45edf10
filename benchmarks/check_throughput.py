"""How many pairs does one core check in a second, all levels on, duplicates included, and which level takes the time?

    python -m benchmarks.check_throughput [RECORDS_PER_SCHEMA]

CPU time of one process, on template records of every schema of `schemas/`, made as the template stage makes them. The
rate is a mean over schemas, each counting the same; the levels' columns are microseconds a pair.
"""

from __future__ import annotations

import sys
from statistics import fmean
from time import process_time

from edgejson import layout, params
from edgejson.checks.base import Pair
from edgejson.checks.duplicates import DuplicateIndex
from edgejson.checks.runner import Judge
from edgejson.records import Example
from edgejson.schemas import COMPLEXITIES, Schema, load_folder
from edgejson.text.generation import Maker

RECORDS = 300
WARM = 20  #: pairs judged first: patterns and tables are made when first needed


def rate(schema: Schema, settings: params.Validate, records: list[Example]) -> float:
    """Pairs a second of the whole judge: every level, the duplicate index, the thresholds."""
    for record in records[:WARM]:
        Judge(schema, settings).judge(record["id"], record["text"], record["expected_output"])
    judge = Judge(schema, settings)
    begun = process_time()
    for record in records:
        judge.judge(record["id"], record["text"], record["expected_output"])
    return len(records) / (process_time() - begun)


def by_level(schema: Schema, settings: params.Validate, records: list[Example]) -> dict[str, float]:
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
    settings = params.load()
    rates: dict[str, list[float]] = {name: [] for name in COMPLEXITIES}
    levels: dict[str, list[dict[str, float]]] = {name: [] for name in COMPLEXITIES}
    for schema in load_folder(layout.SCHEMAS):
        maker = Maker(schema, settings.template, settings.base.locale)
        records = [maker.make(1, index) for index in range(count)]
        rates[schema.complexity].append(rate(schema, settings.validation, records))
        levels[schema.complexity].append(by_level(schema, settings.validation, records))
    rates["all"] = [each for group in rates.values() for each in group]
    levels["all"] = [each for group in levels.values() for each in group]
    names = list(levels["all"][0])
    print(f"{'':12}{'schemas':>8}{'pairs/s':>9}" + "".join(f"{name:>14}" for name in names))
    for group, found in rates.items():
        if found:
            columns = (1e6 * fmean(level[name] for level in levels[group]) for name in names)
            print(f"{group:12}{len(found):>8}{fmean(found):>9,.0f}" + "".join(f"{column:>14.0f}" for column in columns))


if __name__ == "__main__":
    main()
