"""Check pairs of text and JSON from anywhere: a verdict and its reasons for each.

A pair is an object with "text" (or "prompt") and "expected_output", or "output" as a model wrote it. Pairs are lines of
standard input or of .jsonl files, items of an array in a .json file, rows of .csv or .parquet files with such columns;
in a folder of these a text NAME.txt may have its label in NAME.json too. Prints a JSON line for each; exit status 1 if
any fails. A line that holds no pair fails, and is told on standard error too.

--report writes a page for people: counts by reason, how sure each is, and each pair with its reasons on the spot.

--trace is for reading: below its verdict each pair gets indented lines on how its values were found in the text. With
--report they stand on the page alone, so that what is printed stays a JSON line a pair. For each leaf: what became of
it; then every place that says its value, with its offsets, how it says it (literal, form, weak), the cue of the leaf's
field there with its score (from 2.3 on it stands right beside), and why the place was taken or dropped.

Examples:

    $ edgejson check --schema schemas/mine.json < pairs.jsonl
    $ edgejson check --schema shop/models.py:Order < pairs.jsonl
    $ edgejson check --schema schemas/mine.json --set language.min=0.8 --trace < pairs.jsonl
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from edgejson.checks.base import Pair
from edgejson.checks.examining import Judge
from edgejson.checks.parsing import parse_json, parse_output
from edgejson.checks.settings import Validate, adjusted
from edgejson.params.whole import load
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.given_pairs import Given, given_pairs
from edgejson.pipeline.records import STANDARD, Reason, encode, named, read_lines, read_schema
from edgejson.report.verdicts import Judged, Verdicts
from edgejson.schema.sources import schema_at


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "pairs", nargs="*", type=Path, metavar="PATH", help="files or folders of pairs; none, or -: standard input"
    )
    parser.add_argument("--schema", type=Path, required=True, metavar="FILE", help="the schema of all pairs")
    parser.add_argument("--params", type=Path, metavar="FILE", help="settings (params.yaml, where there is one)")
    parser.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="another setting, e.g. language.min=0.8"
    )
    parser.add_argument("--record", metavar="ID", help="a raw record by its id, instead of files")
    parser.add_argument("--report", type=Path, metavar="FILE", help="a page with text, label and reasons side by side")
    parser.add_argument("--evidence", action="store_true", help="tell where in the text each value stands")
    parser.add_argument(
        "--trace", action="store_true", help="tell why: every place that says a value, taken or dropped"
    )


def run(given: argparse.Namespace) -> int:
    """Print the verdicts, and write the page of them."""
    schema = schema_at(given.schema)
    judge = Judge(schema, _settings(load(given.params).validation, given.set))
    raw = [Given(f"record {given.record}", _raw(schema.id, given.record), given.record)] if given.record else None
    verdicts = Verdicts()
    for pair in raw or given_pairs(given.pairs):
        judged, scores = _verdict(judge, pair, given)
        verdicts.add(judged)
        sys.stdout.buffer.write(encode(_writable(_line(judged, scores, given))))
        if given.trace and not given.report:
            sys.stdout.buffer.writelines(f"  {said}\n".encode(errors="replace") for said in judged.trace)
    sys.stdout.buffer.flush()
    if not verdicts.pairs:
        raise UserError(f"{', '.join(map(named, given.pairs or [STANDARD]))}: empty; give one pair a line")
    if given.report:
        _write(verdicts, given.report, f"Verdicts on pairs of {schema.title}")
    return int(verdicts.passed < verdicts.pairs)


def _write(verdicts: Verdicts, path: Path, title: str) -> None:
    try:
        verdicts.write(path, title)
    except OSError as error:
        raise UserError(f"--report {path}: can't be written ({error.strerror})") from error


def _line(judged: Judged, scores: dict[str, float], given: argparse.Namespace) -> dict[str, Any]:
    """A verdict as it is printed."""
    found = {"id": judged.id, "passed": not judged.reasons, "reasons": judged.reasons, "scores": scores}
    return found | ({"evidence": judged.evidence} if given.evidence else {})


def _writable(value: Any) -> Any:
    """A verdict with "?" for unpaired surrogates, which a pair may have in its id, its names or its values."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode(errors="replace").decode()
    if isinstance(value, dict):
        return {_writable(name): _writable(each) for name, each in value.items()}
    return [_writable(each) for each in value] if isinstance(value, list) else value


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


def _verdict(judge: Judge, given_pair: Given, given: argparse.Namespace) -> tuple[Judged, dict[str, float]]:
    """One pair's verdict (of a line that holds no pair, what it lacks) and its scores."""
    try:
        text, whole, reasons = pair_of(given_pair.line)
    except ValueError as error:
        print(f"error: {given_pair.place}: {error}", file=sys.stderr)
        lacking = Reason(check="input", code="no-pair", path="", detail=str(error))
        return Judged(given_pair.fallback, "", None, [lacking]), {}
    label, reasons = label_of(whole, reasons)
    record_id = str(whole.get("id", given_pair.fallback))
    pair = Pair(text, label)
    if not reasons:
        reasons = judge.checker.verdict(pair, judge.examine(record_id, pair)).findings
    checker = judge.checker
    seen = given.report or given.evidence
    return Judged(
        record_id,
        text,
        label,
        reasons,
        checker.evidence_of(pair) if seen else (),
        checker.dropped_of(pair) if given.report else (),
        checker.trace_of(pair) if given.trace else (),
    ), pair.scores


def pair_of(line: bytes) -> tuple[str, dict[str, Any], list[Reason]]:
    """A line's text, the whole object, and what is wrong with how it was written. ValueError: it is no pair."""
    try:
        parsed = parse_json(line.decode())
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 (byte {error.start})") from error
    pair = parsed.value
    if not isinstance(pair, dict):
        unread = [found["detail"] for found in parsed.findings if found["code"] in ("too-long", "too-deep")]
        raise ValueError(unread[0] if unread else "not a JSON object")
    text = pair.get("text", pair.get("prompt"))
    if text is None or not {"expected_output", "output"} & pair.keys():
        raise ValueError('needs "text" or "prompt", and "expected_output" or "output"')
    if not isinstance(text, str):
        raise ValueError("the text is not a string")
    return text, pair, parsed.findings


def read_pairs(path: Path) -> Iterator[tuple[str, str, dict[str, Any], list[Reason]]]:
    """The pairs of a file, each as `pair_of` gives it with its place ("pairs.jsonl:3") ahead.

    Raises UserError for a line that holds none, and for a file without any.
    """
    empty = True
    for number, line in enumerate(read_lines(path), 1):
        if line.strip():
            empty, place = False, f"{named(path)}:{number}"
            try:
                pair = pair_of(line)
            except ValueError as error:
                raise UserError(f"{place}: {error}") from error
            yield place, *pair
    if empty:
        raise UserError(f"{named(path)}: empty; give one pair a line")


def label_of(pair: dict[str, Any], findings: list[Reason]) -> tuple[Any, list[Reason]]:
    """The label, and what is wrong with how it was written."""
    if "expected_output" in pair:
        return pair["expected_output"], findings
    output = pair["output"]
    if not isinstance(output, str):
        return output, findings
    parsed = parse_output(output)
    return parsed.value, [*findings, *parsed.findings]
