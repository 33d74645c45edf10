"""Learn annotations of a schema from real pairs: how people write about such records, and which values they have.

Reads pairs as `check` does ({"text" or "prompt", "expected_output" or "output"}, one a line), and writes the file
NAME.annotations.yaml beside the schema: sentences, mentions, whole texts, styles of dates and amounts, and values that
occur together. No model is needed. A pair that the checks refuse is told of and used for nothing; a frame is kept only
if the checks accept other records said by it. What stands in the file by hand, and what is struck there, stays.

Example:

    $ edgejson annotate schemas/mine.json --examples pairs.jsonl
"""

from __future__ import annotations

import argparse
from pathlib import Path

from edgejson.annotating.learning import Example, Learned, Means, learn
from edgejson.annotating.writing import merged, struck, without_learned
from edgejson.commands.check import label_of, read_pairs
from edgejson.options import once
from edgejson.params.whole import load
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import named
from edgejson.schema.annotations import annotations_file
from edgejson.schema.annotations_file import write_annotations
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import load_schema


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("schema", type=Path, metavar="SCHEMA", help="a JSON Schema file of an object")
    parser.add_argument(
        "--examples",
        type=Path,
        nargs="+",
        required=True,
        metavar="FILE",
        help="real pairs, one a line (-: standard input)",
    )
    parser.add_argument("--params", type=Path, metavar="FILE", help="settings (params.yaml, where there is one)")


def run(given: argparse.Namespace) -> int:
    """Write the file and tell what was learned. Returns 1 where nothing could be learned."""
    once(given.examples)
    settings = load(given.params)
    schema = load_schema(given.schema)
    known = schema.annotations
    plain = without_learned(schema)
    template = settings.template
    means = Means(settings.validation, template.text, template.values, settings.base.locale, settings.base.seed)
    if not isinstance(plain.document, dict) or FieldMap(plain.document).properties(()) == ():
        raise UserError(f"{given.schema}: no schema of an object with properties; only such can learn frames")
    learned = learn(plain, [each for path in given.examples for each in read_examples(path)], means, struck(known))
    for example, reasons in learned.refused:
        first = reasons[0]
        print(f"{example.name}: refused: {first['check']} {first['code']} {first['path']}: {first['detail']}")
    for example, place, words in learned.once:
        print(f"{example.name}: {words!r} is taken to say {place}, of which nothing else there tells")
    for example, place, words in learned.lost:
        print(f"{example.name}: {words!r} says {place} only in part, or along with more: its sentence teaches nothing")
    for source, why in learned.dropped.items():
        print(f"dropped: {source!r}: {why}")
    if not learned.labels:
        raise UserError(f"{named(given.examples[0])}: none of the pairs passes the checks; mend them, or the schema")
    path = annotations_file(given.schema)
    write_annotations(path, merged(known, learned, plain), given.schema.name)
    print(f"{path}: {_told(learned)}")
    return 0


def read_examples(path: Path) -> list[Example]:
    """The pairs of a file. Raises UserError for a line that holds none."""
    found = []
    for place, text, pair, written in read_pairs(path):
        label, findings = label_of(pair, written)
        if findings:
            raise UserError(f"{place}: {findings[0]['detail']}")
        found.append(Example(place, text, label))
    return found


def _told(learned: Learned) -> str:
    gathered = learned.gathered
    told, tried = learned.retold
    mentions = sum(map(len, gathered.mentions.values()))
    return (
        f"{len(gathered.sentences)} sentences, {mentions} mentions and {len(gathered.texts)} texts "
        f"from {len(learned.labels)} pairs ({len(learned.refused)} refused, {len(learned.dropped)} frames dropped); "
        f"{told} of {tried} pairs held back can be said in the words of the others"
    )
