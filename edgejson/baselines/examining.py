"""One schema's test records: is their gold right, and what do the parsers make of their text?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from edgejson.baselines.control import key_value
from edgejson.baselines.parsers import PARSERS, compile_parsers
from edgejson.checks import Checker
from edgejson.checks.base import reason
from edgejson.checks.settings import Validate
from edgejson.dataset.variants.drawing import invalid, unlike
from edgejson.dataset.variants.form import origin
from edgejson.pipeline.errors import UserError, told
from edgejson.pipeline.execution import Execution, run_map
from edgejson.pipeline.records import Example, Reason
from edgejson.schema.loading import Schema
from edgejson.scoring import Scorer


@dataclass(frozen=True, slots=True)
class ExamTask:
    """The test records of one schema."""

    schema: Schema
    records: Sequence[Example]
    checks: Validate


@dataclass(slots=True)
class Examined:
    """What came of them."""

    records: int = 0
    failures: list[dict[str, Any]] = field(default_factory=list)  #: gold that a level refuses: id and reasons
    controls: int = 0  #: control records: one for each that is asked with its own schema
    predictions: dict[str, dict[str, Any]] = field(default_factory=dict)  #: parser -> record id -> instance
    control: Counter[str] = field(default_factory=Counter)  #: parser -> control records solved


def examine(task: ExamTask) -> Examined:
    """Audit the gold with all levels, and run every parser on the texts and on the control set."""
    checker = Checker(task.schema, task.checks)
    own = compile_parsers(task.schema)
    scorer = Scorer(task.schema)
    found = Examined(predictions={name: {} for name in PARSERS})
    for record in task.records:
        found.records += 1
        with told(f"record {record['id']}"):
            if reasons := gold_faults(record, checker):
                found.failures.append({"id": record["id"], "reasons": reasons})
            varied = "asked_schema" in record
            parsers = compile_parsers(task.schema.asked_with(record), record["text"]) if varied else own
            gold, instruction = record["expected_output"], record.get("instruction", "")
            plain = key_value(gold)
            found.controls += not varied
            for name, parse in parsers.items():
                found.predictions[name][record["id"]] = parse(record["text"], instruction)
                if not varied:
                    found.control[name] += scorer.score(gold, parse(plain, instruction)).exact
    return found


def gold_faults(record: Example, checker: Checker) -> Sequence[Reason]:
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
    tasks = [ExamTask(schemas[schema_id], mine, checks) for schema_id, mine in grouped.items() if mine]
    total = Examined(predictions={name: {} for name in PARSERS})
    for part in run_map(examine, tasks, execution, "baseline", total=len(tasks), name=attrgetter("schema.path")):
        total.records += part.records
        total.failures += part.failures
        total.controls += part.controls
        total.control.update(part.control)
        for name, predictions in part.predictions.items():
            total.predictions[name].update(predictions)
    return total
