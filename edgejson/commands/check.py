"""Check pairs of text and JSON from anywhere: a verdict and its reasons for each line of a file or of standard input.

A line is an object with "text" (or "prompt") and "expected_output", or "output" as a model wrote it. Prints one JSON
line for each; exit status 1 if any fails. A line that holds no pair fails, and is told on standard error too.

--trace is for reading: below its verdict each pair gets indented lines on how its values were found in the text. For
each leaf: what became of it; then every place that says its value, with its offsets, how it says it (literal, form,
weak), the cue of the leaf's field there with its score (from 2.3 on it stands right beside), and why the place was
taken or dropped.

Examples:

    $ edgejson check --schema schemas/mine.json < pairs.jsonl
    $ edgejson check --schema schemas/mine.json --set language.min=0.8 --trace < pairs.jsonl
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from edgejson.checks.examining import Judge
from edgejson.checks.parsing import parse_json, parse_output
from edgejson.checks.settings import Validate, adjusted
from edgejson.params.whole import load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import STANDARD, Reason, encode, named, read_lines, read_schema
from edgejson.schema.loading import load_schema


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument(
        "pairs", type=Path, nargs="?", default=STANDARD, metavar="FILE", help="pairs, one a line (-: standard input)"
    )
    parser.add_argument("--schema", type=Path, required=True, metavar="FILE", help="the schema of all pairs")
    parser.add_argument("--params", type=Path, metavar="FILE", help="settings (params.yaml, where there is one)")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="another setting, e.g. language.min=0.8"
    )
    parser.add_argument("--record", metavar="ID", help="a raw record by its id, instead of a file")
    parser.add_argument("--evidence", action="store_true", help="tell where in the text each value stands")
    parser.add_argument(
        "--trace", action="store_true", help="tell why: every place that says a value, taken or dropped"
    )


def run(given: argparse.Namespace) -> int:
    """Print the verdicts."""
    schema = load_schema(given.schema)
    judge = Judge(schema, _settings(load(given.params).validation, given.set))
    seen = failed = False
    lines = [_raw(schema.id, given.record)] if given.record else read_lines(given.pairs)
    for number, line in enumerate(lines, 1):
        if line.strip():
            verdict, trace = _verdict(judge, line, number, given)
            seen, failed = True, failed or not verdict["passed"]
            sys.stdout.buffer.write(encode(verdict))
            sys.stdout.buffer.writelines(f"  {said}\n".encode() for said in trace)
    sys.stdout.buffer.flush()
    if not seen:
        raise UserError(f"{named(given.pairs)}: empty; give one pair a line")
    return int(failed)


def _raw(schema_id: str, record_id: str) -> bytes:
    """The line of a raw record. Raises UserError where there is none."""
    for folder in (layout.RAW_TEMPLATE, layout.RAW_LLM):
        for record in read_schema(folder, schema_id):
            if record["id"] == record_id:
                return encode(record)
    raise UserError(f"--record {record_id}: no such record of {schema_id} in {layout.RAW_TEMPLATE} or {layout.RAW_LLM}")


def _settings(settings: Validate, changes: list[str]) -> Validate:
    for change in changes:
        key, equals, value = change.partition("=")
        if not equals:
            raise UserError(f"--set {change}: not KEY=VALUE")
        try:
            settings = adjusted(settings, key, YAML(typ="safe").load(value))
        except YAMLError as error:
            raise UserError(f"--set {change}: the value is not YAML") from error
    return settings


def _verdict(judge: Judge, line: bytes, number: int, given: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    """One line's verdict (of a line that holds no pair, what it lacks) and the lines of its trace."""
    record_id = f"line {number}"
    try:
        text, pair, reasons = pair_of(line)
    except ValueError as error:
        print(f"error: {named(given.pairs)}:{number}: {error}", file=sys.stderr)
        lacking = Reason(check="input", code="no-pair", path="", detail=str(error))
        return {"id": record_id, "passed": False, "reasons": [lacking], "scores": {}}, []
    label, reasons = label_of(pair, reasons)
    record_id = str(pair.get("id", record_id))
    scores: dict[str, float] = {}
    if not reasons:
        reasons, scores = judge.judge(record_id, text, label)
    found = {"id": record_id, "passed": not reasons, "reasons": reasons, "scores": scores}
    if given.evidence:
        found["evidence"] = judge.checker.evidence(text, label)
    return found, judge.checker.trace(text, label) if given.trace else []


def pair_of(line: bytes) -> tuple[str, dict[str, Any], list[Reason]]:
    """A line's text, the whole object, and what is wrong with how it was written. ValueError: it is no pair."""
    try:
        parsed = parse_json(line.decode())
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 (byte {error.start})") from error
    pair = parsed.value
    if not isinstance(pair, dict):
        raise ValueError("not a JSON object")
    text = pair.get("text", pair.get("prompt"))
    if text is None or not {"expected_output", "output"} & pair.keys():
        raise ValueError('needs "text" or "prompt", and "expected_output" or "output"')
    if not isinstance(text, str):
        raise ValueError("the text is not a string")
    return text, pair, parsed.findings


def label_of(pair: dict[str, Any], findings: list[Reason]) -> tuple[Any, list[Reason]]:
    """The label, and what is wrong with how it was written."""
    if "expected_output" in pair:
        return pair["expected_output"], findings
    output = pair["output"]
    if not isinstance(output, str):
        return output, findings
    parsed = parse_output(output)
    return parsed.value, [*findings, *parsed.findings]
