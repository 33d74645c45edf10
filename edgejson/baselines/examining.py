"""One schema's test records: is their gold right, and what do the parsers make of their text?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from operator import attrgetter
from typing import Any

from edgejson.baselines.control import key_value
from edgejson.baselines.parsers import PARSERS, Parser, compile_parsers
from edgejson.checks.base import reason
from edgejson.checks.remembering import Remembering
from edgejson.checks.settings import Validate
from edgejson.dataset.loosely import is_loose, loose
from edgejson.dataset.variants.drawing import invalid, unlike
from edgejson.dataset.variants.form import origin
from edgejson.pipeline.errors import UserError, told
from edgejson.pipeline.execution import Execution, run_map
from edgejson.pipeline.metrics import totalled
from edgejson.pipeline.records import Example, Reason
from edgejson.pipeline.remembered import Remembered
from edgejson.pipeline.state import code
from edgejson.schema.loading import Schema
from edgejson.scoring import Scorer

#: All that the parsers and their control read of a record.
_READ = frozenset(["text", "expected_output", "asked_schema", "twin"])


@dataclass(frozen=True, slots=True)
class ExamTask:
    """The test records of one schema."""

    schema: Schema
    records: Sequence[Example]
    checks: Validate
    code: str = ""  #: digest of what a remembered answer rests on besides; "": none is remembered


@dataclass(slots=True)
class Examined:
    """What came of them."""

    records: int = 0
    failures: list[dict[str, Any]] = field(default_factory=list)  #: gold that a level refuses: id and reasons
    controls: int = 0  #: control records: one for each that is asked with its own schema
    predictions: dict[str, dict[str, Any]] = field(default_factory=dict)  #: parser -> record id -> instance
    control: Counter[str] = field(default_factory=Counter)  #: parser -> control records solved


class Tried:
    """The parsers on the records of one schema, each compiled when a record first needs it, and once."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def parse(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Each parser's instance; and of a record with a control, who solves that."""
        varied = "asked_schema" in record
        text = record["text"]
        parsers = compile_parsers(self._schema.asked_with(record), text) if varied else self._own
        came: dict[str, Any] = {"predictions": {name: parse(text) for name, parse in parsers.items()}}
        if not varied and "twin" not in record:
            gold = record["expected_output"]
            plain = key_value(gold)
            scores = {name: self._scorer.score(gold, parse(plain)) for name, parse in parsers.items()}
            came["control"] = [name for name, score in scores.items() if score.exact]
        return came

    @cached_property
    def _own(self) -> dict[str, Parser]:
        return compile_parsers(self._schema)

    @cached_property
    def _scorer(self) -> Scorer:
        return Scorer(self._schema)


def examine(task: ExamTask) -> Examined:
    """Audit the gold with all levels, and run every parser on the texts and on the control set."""
    schema, tried = task.schema, Tried(task.schema)
    checker = Remembering("gold", schema, task.checks, task.code, beside="twins")  # split has proven those
    loosely = Remembering("loose gold", loose(schema), task.checks, task.code, beside="loose twins")
    parsed = Remembered("parsers", schema.id, json.dumps([task.code, schema.id, schema.document]) if task.code else "")
    found = Examined(predictions={name: {} for name in PARSERS})
    for record in task.records:
        found.records += 1
        with told(f"record {record['id']}"):
            if reasons := gold_faults(record, loosely if is_loose(record) else checker):
                found.failures.append({"id": record["id"], "reasons": reasons})
            read = {name: value for name, value in record.items() if name in _READ}
            came = parsed.answer(read, partial(tried.parse, read))
        for name, instance in came["predictions"].items():
            found.predictions[name][record["id"]] = instance
        found.controls += "control" in came
        found.control.update(came.get("control", ()))
    checker.save()
    loosely.save()
    parsed.save()
    return found


def gold_faults(record: Example, checker: Remembering) -> Sequence[Reason]:
    """What a level finds wrong with a record's canonical label, and with what a variant made of it."""
    label = record.get("canonical_output", record["expected_output"])
    read = record.get("agreement"), record.get("readers", 0)
    found = list(checker.check(record["text"], label, *read).findings)
    if "asked_schema" in record:
        asked = record["expected_output"]
        if fault := invalid(record["asked_schema"], asked):
            found.append(reason("variant", "invalid", (), fault))
        if fault := unlike(asked, label, origin(record["origin"])):
            found.append(reason("variant", "unlike", (), fault))
    return found


def examine_all(
    records: Iterable[Example], schemas: Mapping[str, Schema], checks: Validate, execution: Execution
) -> Examined:
    """`examine` over all schemas, in the schemas' order. Raises UserError for a record whose schema is not there."""
    grouped: dict[str, list[Example]] = {schema_id: [] for schema_id in schemas}
    for record in records:
        if record["schema_id"] not in grouped:
            raise UserError(f"record {record['id']}: schema {record['schema_id']!r} is not in the schemas' folder")
        grouped[record["schema_id"]].append(record)
    tasks = [ExamTask(schemas[schema_id], mine, checks, code()) for schema_id, mine in grouped.items() if mine]
    found = run_map(examine, tasks, execution, "baseline", total=len(tasks), name=attrgetter("schema.path"))
    return totalled(found, Examined(predictions={name: {} for name in PARSERS}))
