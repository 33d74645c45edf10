"""What was written, counted: prompts, variants, distinct schemas, what is asked for and not said."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import orjson

from edgejson.dataset.variants.form import Node
from edgejson.forms.dates import datetime_key
from edgejson.pipeline.records import Example
from edgejson.schema.fields import leaves
from edgejson.schema.loading import Schema
from edgejson.text import REGISTERS

#: A zone as a number: "UTC-5", "+02:00" behind a time.
_NUMERIC_ZONE = re.compile(r"(?:UTC|GMT) ?[+-]\d|:\d\d ?[+-]\d\d:?\d\d\b")


@dataclass
class Written:
    """Counts by split."""

    records: Counter[str] = field(default_factory=Counter)
    formats: Counter[tuple[str, str]] = field(default_factory=Counter)  #: by (split, prompt format)
    varied: Counter[str] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)  #: by (split, kind of variant)
    schemas: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))  #: digests
    asked: Counter[str] = field(default_factory=Counter)  #: leaves
    unanswered: Counter[str] = field(default_factory=Counter)  #: leaves that are null or left out

    timed: Counter[str] = field(default_factory=Counter)  #: free texts that state a moment
    numeric_zones: Counter[str] = field(default_factory=Counter)  #: those that give a zone as a number

    twins: Counter[str] = field(default_factory=Counter)  #: by kind

    def add(self, split: str, example: Example, form: Node | None, schema: Schema) -> None:
        """Count a record as it is written; `form` is the tree of what it is asked for."""
        self.records[split] += 1
        self.formats[split, example["prompt_format"]] += 1
        self.varied[split] += bool(example["variant"])
        self.kinds.update((split, kind) for kind in example["variant"])
        document = orjson.dumps(example.get("asked_schema", schema.plain))
        self.schemas[split].add(blake2b(document, digest_size=16).digest())
        free = REGISTERS.get(example.get("register", ""), "prose") == "prose"
        label = example.get("canonical_output", example["expected_output"])
        if free and any(isinstance(value, str) and datetime_key(value) for _, value in leaves(label)):
            self.timed[split] += 1
            self.numeric_zones[split] += _NUMERIC_ZONE.search(example["text"]) is not None
        asked, unanswered = asked_leaves(form, example["expected_output"])
        self.asked[split] += asked
        self.unanswered[split] += unanswered


def asked_leaves(form: Node | None, label: Any) -> tuple[int, int]:
    """How many leaves a label is asked for, and how many of them it has not: null, or left out.

    An object or a list that is left out as a whole counts once; so does a list without items.
    """
    if label is None:
        return 1, 1
    if form is not None and form.kind == "array" and isinstance(label, list):
        parts = [asked_leaves(form.children[0], item) for item in label] or [(1, 0)]
    elif form is not None and form.kind == "object" and isinstance(label, dict):
        parts = [asked_leaves(child, label.get(child.name)) for child in form.children]
    else:  # a leaf, or what a schema that names no type takes besides objects
        found = [value for _, value in leaves(label)]
        return len(found), sum(value is None for value in found)
    return sum(asked for asked, _ in parts), sum(unanswered for _, unanswered in parts)
