"""Preference pairs for DPO and its like: the label, and one that is wrong for certain.

The wrong one is the label with a planted defect (`audit.planting`), as a model would err: a value changed, an item
dropped, a field made up. It is only taken where it breaks the schema that is asked with or the checks refuse it with
the text, so that it never is another right reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

import orjson

from edgejson.audit.clean import Clean, same
from edgejson.audit.planting import KINDS, plant
from edgejson.checks import Checker
from edgejson.checks.base import Pair
from edgejson.checks.conformance import fast_validator
from edgejson.checks.settings import Validate
from edgejson.dataset.loosely import judged
from edgejson.dataset.variants.form import ABSENT, Origin, canonical, origin
from edgejson.pipeline.records import Example
from edgejson.pipeline.streams import stream
from edgejson.release.tables import asking, output_text
from edgejson.schema.fields import FieldMap, leaves
from edgejson.schema.instances import put
from edgejson.schema.loading import Schema, pointer
from edgejson.scoring import Scorer

#: Share of the pairs whose rejected answer follows its schema, where there is one that does.
_SUBTLE = 0.8


def preferences(records: Iterable[Example], schemas: dict[str, Schema], settings: Validate) -> Iterator[dict[str, Any]]:
    """One pair for each record that has a defect which is wrong for certain, in the order of the records.

    `prompt`, `chosen` and `rejected` are lists of turns, as TRL reads them; `kind` is the defect's, `path` the JSON
    pointer of the first leaf that differs, `severity` is 1 - leaf F1 of the rejected answer, 0 to 1.
    """
    for record, judge in judged(records, schemas, lambda schema: _Judge(schema, settings)):
        found = judge.rejected(record)
        if found is None:
            continue
        kind, label = found
        yield {
            "prompt": asking(record),
            "chosen": [{"role": "assistant", "content": output_text(record)}],
            "rejected": [{"role": "assistant", "content": orjson.dumps(label).decode()}],
            "id": record["id"],
            "schema_id": record["schema_id"],
            "kind": kind,
            "path": _first_difference(record["expected_output"], label),
            "severity": round(1 - Scorer().score(record["expected_output"], label).f1, 4),
        }


class _Judge:
    """Draws wrong labels for the records of one schema, and proves them wrong."""

    def __init__(self, schema: Schema, settings: Validate) -> None:
        self._schema = schema
        self._checker = Checker(schema, settings)
        self._last: Example | None = None  #: another record asked with the schema itself, whose values are borrowed

    def rejected(self, record: Example) -> tuple[str, Any] | None:
        """The kind of a defect, and the record's label with it; None where none is wrong for certain."""
        asked = self._schema.asked_with(record)
        label = record["expected_output"]
        other = record if "asked_schema" in record or self._last is None else self._last
        is_valid = fast_validator(asked, True).is_valid
        clean = Clean(
            record["text"], label, other["text"], other["expected_output"], FieldMap(asked.document), is_valid
        )
        if "asked_schema" not in record:
            self._last = record
        rng = stream(0, "preference", record["id"])
        for kind in _order(rng):
            planted = plant(kind, clean, rng)
            if planted is None or planted[0] != record["text"] or same(planted[1], label):
                continue
            if not is_valid(planted[1]) or self._refuses(record, planted[1]):
                return kind, planted[1]
        return None

    def _refuses(self, record: Example, label: Any) -> bool:
        """Do the checks refuse a text with the canonical label that a wrong asked label means?"""
        meant = label
        if "origin" in record:
            try:
                meant = _meant(record, label, origin(record["origin"]))
            except (ValueError, TypeError, ArithmeticError, KeyError):
                return True  # not written as the schema describes it: it means nothing
        return meant is not ABSENT and bool(self._checker.examine(Pair(record["text"], meant)))


def _order(rng: Random) -> list[str]:
    """The kinds in random order; mostly those first whose labels still follow the schema, which teach more."""
    kinds = rng.sample(sorted(KINDS), len(KINDS))
    return sorted(kinds, key=lambda kind: not KINDS[kind].subtle) if rng.random() < _SUBTLE else kinds


def _meant(record: Example, label: Any, way: Origin) -> Any:
    """The canonical label behind a wrong asked one; ABSENT where what it means of fields not asked for is open."""
    right, wrong = canonical(record["expected_output"], way), canonical(label, way)
    whole = record["canonical_output"]
    if same(right, whole):
        return wrong
    before, after = dict(leaves(right)), dict(leaves(wrong))
    if before.keys() != after.keys() or not before.keys() <= dict(leaves(whole)).keys():
        return ABSENT
    for path, value in after.items():
        if not same(before[path], value):
            whole = put(whole, path, value)
    return whole


def _first_difference(one: Any, other: Any) -> str:
    """The JSON pointer of the first leaf that the one has and the other has not, or has otherwise; else the reverse."""
    first, second = dict(leaves(one)), dict(leaves(other))
    for these, those in ((first, second), (second, first)):
        for path, value in these.items():
            if path not in those or not same(value, those[path]):
                return pointer(path)
    return ""
