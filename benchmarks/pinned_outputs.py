"""Does a change of the code change what comes out? Pins every output of this tree, and compares another tree's with it.

    python -m benchmarks.pinned_outputs write PINS [--real DIR]      # before the change
    python -m benchmarks.pinned_outputs compare PINS [--real DIR]    # after it; ends with 1 where something differs

What is pinned, as one hash a schema: the records of template; the verdict, scores and evidence of clean pairs and of
pairs with planted defects (the audit's, every kind); with `--real`, values sampled from each schema below DIR. A
refactoring leaves all of them equal; a change that is meant to show names in its commit what it changed.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson

from edgejson.audit.clean import Clean
from edgejson.audit.planting import KINDS, plant
from edgejson.checks import Checker
from edgejson.params.whole import Params, load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError, run
from edgejson.pipeline.records import Example
from edgejson.pipeline.streams import stream
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import Schema, load_folder
from edgejson.text import generation
from edgejson.values import compile_sampler
from edgejson.values.settings import Values

#: Records of a schema into which every kind of defect is planted: some 35 kinds find a place in one.
PLANTED = 14
#: Values sampled from each real schema.
SAMPLED = 20


def digest(items: Iterable[Any]) -> str:
    """One hash of a sequence of JSON values."""
    found = blake2b(digest_size=12)
    for item in items:
        found.update(orjson.dumps(item, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS))
    return found.hexdigest()


def records_of(params: Params, schemas: list[Schema]) -> Iterator[tuple[Schema, list[Example]]]:
    """Each schema with its template records."""
    by_path = {schema.path: schema for schema in schemas}
    tasks = generation.tasks(schemas, params.template, params.base.seed, params.base.locale)
    for path, group in groupby(tasks, key=lambda task: task.path):
        yield by_path[path], [record for task in group for record in generation.run(task)]


def pairs_of(schema: Schema, records: list[Example]) -> Iterator[tuple[str, Any]]:
    """Clean pairs, and the first ones with each kind of defect that finds a place in them."""
    fields = FieldMap(schema.document)
    valid = jsonschema_rs.validator_for(schema.document, validate_formats=True).is_valid
    for place, record in enumerate(records):
        yield record["text"], record["expected_output"]
        if place >= PLANTED:
            continue
        other = records[(place + 1) % len(records)]
        clean = Clean(record["text"], record["expected_output"], other["text"], other["expected_output"], fields, valid)
        for kind in KINDS:
            planted = plant(kind, clean, stream(0, "pins", record["id"], kind))
            if planted is not None:
                yield planted


def judged(checker: Checker, pairs: Iterable[tuple[str, Any]]) -> Iterator[list[Any]]:
    """Findings, scores and evidence of each pair."""
    for text, label in pairs:
        verdict = checker.check(text, label)
        yield [verdict.findings, verdict.scores, checker.evidence(text, label)]


def sampled(path: Path) -> str:
    """The hash of values of one schema file, or what the sampler says of it."""
    try:
        sampler = compile_sampler(
            json.loads(path.read_text("utf-8")), Values(optional_rate=0.7, max_items=4, max_depth=4)
        )
        return digest(sampler.sample(stream(0, path.name, index)) for index in range(SAMPLED))
    except UserError as error:
        return str(error)


def pins(real: Path | None) -> dict[str, str]:
    """Every pinned output by its name."""
    params = load()
    schemas = load_folder(layout.SCHEMAS)
    found, judgements = {}, 0
    for schema, records in records_of(params, schemas):
        found[f"records/{schema.id}"] = digest(records)
        pairs = list(pairs_of(schema, records))
        judgements += len(pairs)
        found[f"verdicts/{schema.id}"] = digest(judged(Checker(schema, params.validation), pairs))
    for path in sorted(real.rglob("*.json")) if real else []:
        found[f"values/{path.relative_to(real or path)}"] = sampled(path)
    print(f"{len(schemas)} schemas, {judgements} pairs judged, {len(found)} pins")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["write", "compare"])
    parser.add_argument("pins", type=Path, help="JSON file of the pins")
    parser.add_argument("--real", type=Path, help="folder of further schemas, whose values are pinned too")
    given = parser.parse_args()
    now = pins(given.real)
    if given.action == "write":
        given.pins.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n")
        return
    before = json.loads(given.pins.read_text())
    differing = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
    if differing:
        raise UserError(f"{len(differing)} of {len(before)} pins differ: {', '.join(differing)}")
    print("all equal")


if __name__ == "__main__":
    run(main)
