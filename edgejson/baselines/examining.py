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
from edgejson.baselines.remembered import Remembered
from edgejson.checks import Checker
from edgejson.checks.base import reason
from edgejson.checks.settings import Validate
from edgejson.dataset.variants.drawing import invalid, unlike
from edgejson.dataset.variants.form import origin
from edgejson.pipeline.errors import UserError, told
from edgejson.pipeline.execution import Execution, run_map
from edgejson.pipeline.records import Example, Reason
from edgejson.pipeline.state import code
from edgejson.schema.loading import Schema
from edgejson.scoring import Scorer

#: All that is read of a record, and so all of it that an answer rests on.
READ = frozenset(
    ["text", "instruction", "expected_output", "canonical_output", "asked_schema", "origin", "agreement", "twin"]
)


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


class Examiner:
    """What examines one schema's records, each part compiled when a record first needs it, and once."""

    def __init__(self, schema: Schema, checks: Validate) -> None:
        self._schema, self._checks = schema, checks

    def examine(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """What is wrong with the gold, each parser's instance, and who solves the control, if it has one."""
        varied = "asked_schema" in record
        text, instruction = record["text"], record.get("instruction", "")
        parsers = compile_parsers(self._schema.asked_with(record), text) if varied else self._parsers
        predictions = {name: parse(text, instruction) for name, parse in parsers.items()}
        told = {"reasons": list(gold_faults(record, self._checker)), "predictions": predictions}
        if not varied and "twin" not in record:
            gold = record["expected_output"]
            plain = key_value(gold)
            scores = {name: self._scorer.score(gold, parse(plain, instruction)) for name, parse in parsers.items()}
            told["control"] = [name for name, score in scores.items() if score.exact]
        return told

    @cached_property
    def _checker(self) -> Checker:
        return Checker(self._schema, self._checks)

    @cached_property
    def _parsers(self) -> dict[str, Parser]:
        return compile_parsers(self._schema)

    @cached_property
    def _scorer(self) -> Scorer:
        return Scorer(self._schema)


def examine(task: ExamTask) -> Examined:
    """Audit the gold with all levels, and run every parser on the texts and on the control set."""
    examiner = Examiner(task.schema, task.checks)
    found = Examined(predictions={name: {} for name in PARSERS})
    remembered = Remembered(task.schema.id, _ground(task))
    for record in task.records:
        found.records += 1
        with told(f"record {record['id']}"):
            asked = {name: value for name, value in record.items() if name in READ}
            came = remembered.answer(asked, partial(examiner.examine, asked))
        if came["reasons"]:
            found.failures.append({"id": record["id"], "reasons": came["reasons"]})
        for name, instance in came["predictions"].items():
            found.predictions[name][record["id"]] = instance
        found.controls += "control" in came
        found.control.update(came.get("control", ()))
    remembered.save()
    return found


def _ground(task: ExamTask) -> str:
    """All that answers about the schema's records rest on, besides the record."""
    schema = task.schema
    about = [task.code, task.checks.model_dump_json(), schema.id, schema.complexity, schema.document]
    return json.dumps(about) if task.code else ""


def gold_faults(record: Mapping[str, Any], checker: Checker) -> Sequence[Reason]:
    """What a level finds wrong with a record's canonical label, and with what a variant made of it."""
    label = record.get("canonical_output", record["expected_output"])
    found = list(checker.check(record["text"], label, record.get("agreement")).findings)
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
    total = Examined(predictions={name: {} for name in PARSERS})
    for part in run_map(examine, tasks, execution, "baseline", total=len(tasks), name=attrgetter("schema.path")):
        total.records += part.records
        total.failures += part.failures
        total.controls += part.controls
        total.control.update(part.control)
        for name, predictions in part.predictions.items():
            total.predictions[name].update(predictions)
    return total
