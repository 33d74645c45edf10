"""Prediction files: one JSON object a line, `{"id": ..., "output": ...}` or `{"id": ..., "raw": "..."}`.

- `raw` is a model's output as it came, a string; it is parsed as the checks parse any output (`checks/parsing.py`):
  code fences and text around the JSON are passed over, repeated keys and NaN are failures.
- `output` is the parsed value. Where it is a string it is taken for raw output too, where it is null for no output at
  all; a root that is a string or null can only be predicted as `raw`.

A failed parse is a prediction like any other: it scores 0 everywhere and stays in every denominator.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from edgejson.checks.parsing import parse_output
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import Example, named, read_jsonl


class Unparsed:
    """What stands for the value of an output that could not be parsed."""


UNPARSED = Unparsed()


def predicted_value(line: dict[str, Any]) -> Any:
    """The value that a prediction's line holds, or UNPARSED."""
    output = line["raw"] if "raw" in line else line["output"]
    if output is None:
        return UNPARSED
    if isinstance(output, str):
        parsed = parse_output(output)
        return parsed.value if parsed.ok else UNPARSED
    return output


def read_predictions(path: Path) -> dict[str, Any]:
    """Predicted values by record id. Raises UserError for a line that is no prediction and for an id given twice."""
    values: dict[str, Any] = {}
    name = named(path)
    for number, line in enumerate(read_jsonl(path), 1):
        if not isinstance(line, dict) or not isinstance(line.get("id"), str):
            raise UserError(
                f'{name}: prediction {number} has no "id" (a string); write {{"id": ..., "output": ...}} lines'
            )
        if "output" not in line and "raw" not in line:
            raise UserError(f'{name}: prediction {number} ({line["id"]}) has neither "output" nor "raw"; add one')
        if not isinstance(line.get("raw", ""), (str, type(None))):
            raise UserError(
                f'{name}: prediction {number} ({line["id"]}): "raw" is not a string; use "output" for a value'
            )
        if line["id"] in values:
            raise UserError(f"{name}: prediction {number}: id {line['id']!r} stands there twice; keep one")
        values[line["id"]] = predicted_value(line)
    return values


def read_gold(paths: list[Path]) -> Iterator[Example]:
    """The records of gold files. Raises UserError for one without id, schema_id or expected_output."""
    for path in paths:
        file = named(path)
        for number, record in enumerate(read_jsonl(path), 1):
            for name in ("id", "schema_id", "expected_output"):
                if not isinstance(record, dict) or name not in record:
                    raise UserError(f"{file}: record {number} has no {name!r}; is this a dataset file?")
                if name != "expected_output" and not isinstance(record[name], str):
                    raise UserError(f"{file}: record {number}: {name!r} is not a string; is this a dataset file?")
            yield record
