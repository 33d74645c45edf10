"""The parsers by name, and the best combination of them: what can be had from the text without learning.

A parser sees what a model sees: the text, the instruction and the plain JSON Schema; no annotation, no part of the code
that wrote the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from edgejson.baselines.assembling import Assembly, Section, Statement
from edgejson.baselines.labels import Labels
from edgejson.baselines.spotting import Spotter
from edgejson.baselines.tables import Tables
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
        candidates = [Assembly(root).build(labels.events(text))]
        if stated:
            candidates.insert(0, Assembly(root).build([*labels.events(rest), *stated]))
        if not (_labelled(stated, rest) and validator.is_valid(candidates[0])):
            candidates += [*(spotter.fill(value, text) for value in candidates), spotter.parse(text)]
        return max(candidates, key=lambda value: (validator.is_valid(value), sum(1 for _ in leaves(value))))

    return parse


def _labelled(stated: Sequence[Section | Statement], rest: str) -> bool:
    """Is the text a form: are most of its lines rows of tables or begin with something like a label?"""
    lines = [line for line in rest.splitlines() if line.strip()]
    labels = [line for line in lines if _LABEL.match(line)]
    return 2 * len(labels) > len(lines) or (bool(stated) and not lines)


PARSERS: dict[str, Callable[[Schema, Target], Parser]] = {
    "label": _label,
    "table": _table,
    "extractor": _extractor,
    "best": _best,
}


def compile_parser(name: str, schema: Schema) -> Parser:
    """The parser of that name for one schema."""
    return PARSERS[name](schema, targets(schema.plain))
