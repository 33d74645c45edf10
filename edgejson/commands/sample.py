"""Draw valid values from a schema, one JSON a line, or with --text the records that the template stage makes.

Value N of a seed is the same however many are drawn.

Examples:

    $ edgejson sample schemas/mine.json -n 5
    $ edgejson sample schemas/mine.json --text --index 17
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from edgejson.options import locale, number, whole
from edgejson.params.whole import load
from edgejson.pipeline.records import encode
from edgejson.pipeline.streams import stream
from edgejson.schema.sources import schema_at
from edgejson.values import compile_sampler
from edgejson.values.settings import Values


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("schema", type=Path, metavar="SCHEMA", help="a file, OPENAPI#COMPONENT or MODULE:CLASS")
    parser.add_argument("-n", type=whole(1), metavar="N", help="how many values (10, or 1 with --index)")
    parser.add_argument("--index", type=whole(0), metavar="N", help="the number of the first value (0)")
    parser.add_argument("--seed", type=int, default=0, help="the seed of all choices (0)")
    parser.add_argument("--text", action="store_true", help="whole records, by the settings of params.yaml")
    parser.add_argument("--locale", type=locale, default="en_US", help="locale of names and places (en_US)")
    parser.add_argument("--optional-rate", type=number(0, 1), default=0.7, help="chance of an optional field (0.7)")
    parser.add_argument("--max-items", type=whole(1), default=4, help="items of an unbounded list at most (4)")
    parser.add_argument("--max-depth", type=whole(1), default=4, help="levels that a recursion is followed (4)")


def run(given: argparse.Namespace) -> int:
    """Write the values or records to standard output. Returns 0."""
    first = given.index or 0
    count = given.n if given.n is not None else 10 if given.index is None else 1
    make = (_records if given.text else _values)(given)
    for index in range(first, first + count):
        sys.stdout.buffer.write(encode(make(index)))
    sys.stdout.buffer.flush()
    return 0


def _values(given: argparse.Namespace) -> Callable[[int], Any]:
    schema = schema_at(given.schema)
    settings = Values(optional_rate=given.optional_rate, max_items=given.max_items, max_depth=given.max_depth)
    sampler = compile_sampler(schema, settings, given.locale)
    return lambda index: sampler.sample(stream(given.seed, schema.id, index))


def _records(given: argparse.Namespace) -> Callable[[int], Any]:
    from edgejson.text.generation import Maker  # takes a second to load, and values don't need it

    params = load()
    maker = Maker(schema_at(given.schema), params.template, params.base.locale)
    return lambda index: maker.make(given.seed, index)
