"""Where in the text each leaf of a record's answer stands: for models that cite, and for people who look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.dataset.loosely import judged
from edgejson.dataset.variants.form import origin, source_of
from edgejson.pipeline.records import Example
from edgejson.schema.fields import leaves
from edgejson.schema.loading import Schema, pointer


def evidence(records: Iterable[Example], schemas: dict[str, Schema], settings: Validate) -> Iterator[dict[str, Any]]:
    """For each record `id` and `evidence`, a list in the order of the answer's leaves.

    Each has `path` (JSON pointer in the answer), `start` and `end` (characters of the text), `form` (what stands there)
    and `grade`: literal, form (another way of writing it), derived or weak. A leaf that stands nowhere, as a null that
    the text is silent on, has none.
    """
    for record, checker in judged(records, schemas, lambda schema: Checker(schema, settings)):
        label = record.get("canonical_output", record["expected_output"])
        places = {found["path"]: found for found in checker.evidence(record["text"], label)}
        yield {"id": record["id"], "evidence": list(_of_answer(record, places))}


def _of_answer(record: Example, places: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What was found of the canonical label, by the paths of what was asked for."""
    way = origin(record["origin"]) if "origin" in record else None
    for path, _ in leaves(record["expected_output"]):
        found = places.get(source_of(path, way) if way else pointer(path))
        if found is not None:
            form = record["text"][found["start"] : found["end"]]
            yield {**found, "path": pointer(path), "form": form}
