"""The parsers by name, and the best combination of them: what can be had from the text without learning.

A parser sees what a model sees: the text, the instruction and the plain JSON Schema; no annotation, no part of the code
that wrote the text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from edgejson.baselines.assembling import Assembly
from edgejson.baselines.labels import Labels
from edgejson.baselines.spotting import Spotter
from edgejson.baselines.tables import Tables
from edgejson.baselines.targets import Target, targets
from edgejson.checks.conformance import fast_validator
from edgejson.checks.parsing import parse_output
from edgejson.fields import leaves
from edgejson.schemas import Schema

#: (text, instruction) -> instance
Parser: TypeAlias = Callable[[str, str], Any]


def _label(schema: Schema, root: Target) -> Parser:
    labels = Labels(root)
    return lambda text, instruction: labels.parse(text)


def _table(schema: Schema, root: Target) -> Parser:
    tables = Tables(root)
    return lambda text, instruction: tables.parse(text)


def _extractor(schema: Schema, root: Target) -> Parser:
    spotter = Spotter(root)
    return lambda text, instruction: spotter.parse(text)


def _best(schema: Schema, root: Target) -> Parser:
    """Tables, then labels in what is left, then what can be spotted for the fields that lack; the most valid wins."""
    labels, tables, spotter = Labels(root), Tables(root), Spotter(root)
    validator = fast_validator(schema, formats=True)

    def parse(text: str, instruction: str) -> Any:
        quoted = parse_output(text)
        if quoted.ok and validator.is_valid(quoted.value):
            return quoted.value
        stated, rest = tables.split(text)
        candidates = [Assembly(root).take(labels.events(text)).value]
        if stated:
            candidates.insert(0, Assembly(root).take([*labels.events(rest), *stated]).value)
        candidates += [spotter.fill(value, text) for value in candidates]
        return max(candidates, key=lambda value: (validator.is_valid(value), sum(1 for _ in leaves(value))))

    return parse


PARSERS: dict[str, Callable[[Schema, Target], Parser]] = {
    "label": _label,
    "table": _table,
    "extractor": _extractor,
    "best": _best,
}


def compile_parser(name: str, schema: Schema) -> Parser:
    """The parser of that name for one schema."""
    return PARSERS[name](schema, targets(schema.plain))
