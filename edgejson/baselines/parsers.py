"""The parsers by name, and the best combination of them: what can be had from the text without learning.

A parser sees what a model sees: the text, the instruction and the plain JSON Schema; no annotation, no part of the code
that wrote the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from edgejson.baselines.assembling import Assembly
from edgejson.baselines.labels import Labels
from edgejson.baselines.spotting import Spotter
from edgejson.baselines.tables import MARK, Tables
from edgejson.baselines.targets import Target, targets
from edgejson.checks.conformance import fast_validator
from edgejson.checks.parsing import parse_output
from edgejson.fields import leaves
from edgejson.schemas import Schema

_LABEL = re.compile(r"^\W*[\w .()/-]{1,40}(?::|=)")
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
        candidates = [Assembly(root).build(labels.events(rest, stated)), labels.parse(text)]
        if not (_labelled(rest) and validator.is_valid(candidates[0])):
            candidates += [*(spotter.fill(value, text) for value in candidates), spotter.parse(text)]
        return max(candidates, key=lambda value: (validator.is_valid(value), sum(1 for _ in leaves(value))))

    return parse


def _labelled(text: str) -> bool:
    """Is the text a form: do most of its lines stand for tables or begin with something like a label?"""
    lines = [line for line in text.splitlines() if line.strip()]
    return 2 * sum(line.startswith(MARK) or bool(_LABEL.match(line)) for line in lines) > len(lines)


PARSERS: dict[str, Callable[[Schema, Target], Parser]] = {
    "label": _label,
    "table": _table,
    "extractor": _extractor,
    "best": _best,
}


def compile_parser(name: str, schema: Schema) -> Parser:
    """The parser of that name for one schema."""
    return PARSERS[name](schema, targets(schema.plain))
