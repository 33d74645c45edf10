"""The parsers by name, and the best combination of them: what can be had from the text without learning.

A parser sees what a model sees: the text and the plain JSON Schema; no annotation, no part of the code that wrote the
text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from edgejson.baselines.assembling import Assembly
from edgejson.baselines.labels import Labels
from edgejson.baselines.names import Names
from edgejson.baselines.spotting import Spotter
from edgejson.baselines.tables import MARK, Tables
from edgejson.baselines.targets import targets
from edgejson.checks.conformance import fast_validator
from edgejson.checks.parsing import parse_output
from edgejson.schema.fields import leaves
from edgejson.schema.loading import Schema

_LABEL = re.compile(r"^\W*[\w .()/-]{1,40}(?::|=)")
#: text -> instance
Parser: TypeAlias = Callable[[str], Any]


class Parts:
    """What the parsers of one schema are made of, each part compiled when a parser first needs it, and once.

    What they find in a text is kept for the next parser of the same text, and of its control; don't change it.
    """

    def __init__(self, schema: Schema, text: str | None = None) -> None:
        self.schema = schema
        self._text = text
        self.root = targets(schema.plain)
        self.names = Names(self.root)
        self.labelled = lru_cache(maxsize=2)(lambda text: self.labels.parse(text))
        self.spotted = lru_cache(maxsize=2)(lambda text: self.spotter.parse(text))

    @cached_property
    def labels(self) -> Labels:
        """Finds labels."""
        return Labels(self.root, self.names, self._text)

    @cached_property
    def tables(self) -> Tables:
        """Finds tables."""
        return Tables(self.root, self.names)

    @cached_property
    def spotter(self) -> Spotter:
        """Finds values in running text."""
        return Spotter(self.root)


def _best(parts: Parts) -> Parser:
    """Tables, then labels in what is left, then what can be spotted for the fields that lack; the most valid wins."""
    labels, tables, spotter = parts.labels, parts.tables, parts.spotter
    validator = fast_validator(parts.schema, formats=True)

    def parse(text: str) -> Any:
        quoted = parse_output(text)
        if quoted.ok and validator.is_valid(quoted.value):
            return quoted.value
        stated, rest = tables.split(text)
        candidates = [parts.labelled(text)]
        if stated or rest != text:
            candidates.insert(0, Assembly(parts.root).build(labels.events(rest, stated)))
        if not (_labelled(rest) and validator.is_valid(candidates[0])):
            candidates += [*(spotter.fill(value, text) for value in candidates), parts.spotted(text)]
        return max(candidates, key=lambda value: (validator.is_valid(value), sum(1 for _ in leaves(value))))

    return parse


def _labelled(text: str) -> bool:
    """Is the text a form: do most of its lines stand for tables or begin with something like a label?"""
    lines = [line for line in text.splitlines() if line.strip()]
    return 2 * sum(line.startswith(MARK) or bool(_LABEL.match(line)) for line in lines) > len(lines)


PARSERS: dict[str, Callable[[Parts], Parser]] = {
    "label": lambda parts: parts.labelled,
    "table": lambda parts: parts.tables.parse,
    "extractor": lambda parts: parts.spotted,
    "best": _best,
}


def compile_parsers(schema: Schema, text: str | None = None) -> dict[str, Parser]:
    """All parsers for one schema, by name; where `text` is given, for that one alone, which is quicker."""
    parts = Parts(schema, text)
    return {name: parser(parts) for name, parser in PARSERS.items()}
