"""Draw valid values from a schema, one JSON a line.

Value N of a seed is the same however many are drawn.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from edgejson.options import locale, number, whole
from edgejson.params import Values
from edgejson.records import encode
from edgejson.schemas import load_schema
from edgejson.streams import stream
from edgejson.values import compile_sampler


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("schema", type=Path, metavar="SCHEMA", help="a JSON Schema file")
    parser.add_argument("-n", type=whole(1), default=10, metavar="N", help="how many values (10)")
    parser.add_argument("--seed", type=int, default=0, help="the seed of all choices (0)")
    parser.add_argument("--locale", type=locale, default="en_US", help="locale of names and places (en_US)")
    parser.add_argument("--optional-rate", type=number(0, 1), default=0.7, help="chance of an optional field (0.7)")
    parser.add_argument("--max-items", type=whole(1), default=4, help="items of an unbounded list at most (4)")
    parser.add_argument("--max-depth", type=whole(1), default=4, help="levels that a recursion is followed (4)")


def run(given: argparse.Namespace) -> int:
    """Write the values to standard output. Returns 0."""
    schema = load_schema(given.schema)
    settings = Values(optional_rate=given.optional_rate, max_items=given.max_items, max_depth=given.max_depth)
    sampler = compile_sampler(schema, settings, given.locale)
    for index in range(given.n):
        sys.stdout.buffer.write(encode(sampler.sample(stream(given.seed, schema.id, index))))
    sys.stdout.buffer.flush()
    return 0
