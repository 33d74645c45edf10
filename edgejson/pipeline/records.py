"""The example record, and JSONL files of records: read as a stream, written whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from glob import escape
from itertools import count, islice
from pathlib import Path
from typing import Any, BinaryIO, Required, TypedDict

import orjson

from edgejson.pipeline.errors import UserError

#: The path that stands for standard input where a command reads pairs.
STANDARD = Path("-")
#: Records in one file before a further part (`<schema_id>.00001.jsonl`) is begun.
PART_SIZE = 100_000

#: The splits of a dataset, in their order; a file each. `test_variants` and `test_twins` are `test` once more.
SPLITS = ("train", "validation", "test", "test_variants", "test_twins", "test_unseen")
#: Splits of records made of those of test: no further raw record is in them.
OF_TEST = ("test_variants", "test_twins")

#: What is added to the id of a test record that is asked once more with a variant of its schema.
AGAIN = "-v"


class Reason(TypedDict):
    """Why a check refuses a record: the check's name, its code, the JSON pointer, the evidence."""

    check: str
    code: str
    path: str
    detail: str


#: Readers with other weights than the writer's and than each other's from which on values need no cue beside them.
INDEPENDENT = 2
_UNNAMED = ("grounding", "no-cue")


def but_unnamed(findings: Iterable[Reason], readers: int) -> list[Reason]:
    """Findings, but for values without a cue where enough independent readers have read exactly the label."""
    return [one for one in findings if readers < INDEPENDENT or (one["check"], one["code"]) != _UNNAMED]


class Message(TypedDict):
    """One turn of a conversation."""

    role: str  # "system", "user" or "assistant"
    content: str


class Example(TypedDict, total=False):
    """One pair of text and JSON. Each stage adds its own fields and changes no other."""

    id: Required[str]
    schema_id: Required[str]
    complexity: str
    source: str  # "template" or "llm"
    teacher: str  # the model's short name, or "template"
    register: str
    text: Required[str]
    instruction: str
    expected_output: Required[Any]
    group: str
    tags: list[str]
    logprob: float | None
    agreement: float | None
    readers: int  # of a text that a model wrote: models with weights of their own that have read exactly the label
    scores: dict[str, float]  # added by examine
    findings: list[Reason]  # what is wrong whatever the thresholds are; by examine for validate, which takes it away
    # JSON pointer of a leaf -> start and end of its place in the text; as findings, and of an excerpt by split
    evidence: dict[str, list[int]]
    reasons: list[Reason]  # added by validate, on rejected records only
    difficulty: float  # added by balance
    prompt: str  # added by split, with all below; the messages as one text
    prompt_format: str
    messages: list[Message]  # what a model is given
    rank: int
    variant: list[str]  # kinds of variants of the schema that it is asked with; [] for the schema itself
    asked_schema: Any  # of a variant alone, as the two below; `expected_output` follows it
    canonical_output: Any  # the label by the schema of `schema_id`
    twin: dict[str, str]  # of a twin alone: id of its record, kind, JSON pointer of the fact
    origin: dict[str, Any]  # how `expected_output` comes from it, see dataset/variants/form.py


def first_id(example: Example) -> str:
    """The id under which examine and validate know a record of the dataset."""
    return example["id"].removesuffix(AGAIN) if "origin" in example else example["id"]


def encode(record: object) -> bytes:
    """One JSONL line, the newline included. Raises UserError for what JSON can't hold."""
    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError as error:
        raise UserError(f"a record can't be written as JSON: {error}") from error


def named(path: Path) -> str:
    """What a file is called in a message to the user."""
    return "standard input" if path == STANDARD else str(path)


def read_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file, or of standard input where it is `-`. Raises UserError for a file that can't be read."""
    try:
        if path == STANDARD:
            yield from sys.stdin.buffer if sys.stdin else ()  # None: it was closed
        else:
            with path.open("rb") as lines:
                yield from lines
    except OSError as error:
        raise UserError(f"{named(path)}: can't be read ({error.strerror})") from error


def read_jsonl(path: Path) -> Iterator[Any]:
    """The values of a JSONL file, one a line, empty lines skipped; `-` is standard input.

    Raises UserError with file and line number for a line that isn't JSON, or a file that can't be read.
    """
    for number, line in enumerate(read_lines(path), 1):
        if line.strip():
            try:
                yield orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise UserError(f"{named(path)}:{number}: not JSON ({error})") from error


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A new file to write to, which takes the place of `path` when the block ends without an error.

    Until then, and after an error, `path` is as it was. What a killed process left beside it is removed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _clear(path)
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with partial.open("wb") as out:
            yield out
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def write_jsonl(path: Path, records: Iterable[object]) -> int:
    """Write records to `path`, atomically: the file appears complete or not at all. Returns the count."""
    written = 0
    with whole_file(path) as out:
        for record in records:
            out.write(encode(record))
            written += 1
    return written


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A new, empty folder to write to, which takes the place of `target` when the block ends without an error.

    Until then, and after an error, `target` is as it was: nothing is lost, nothing half-written, nothing stale stays.
    What a killed process left half-written beside `target` is removed by the next one.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear(target)
    fresh = target.with_name(f".{target.name}.{os.getpid()}.part")
    fresh.mkdir()
    try:
        yield fresh
        if target.exists():
            shutil.rmtree(target)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _clear(target: Path) -> None:
    """Remove what killed processes left half-written of a file or folder."""
    for left in target.parent.glob(f".{escape(target.name)}.*.part"):
        if _at_work(left.suffixes[-2][1:]):
            continue
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)


def _at_work(pid: str) -> bool:
    """Does another process have this id?"""
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is another user's
        return True
    return int(pid) != os.getpid()


def part_path(folder: Path, schema_id: str, part: int) -> Path:
    """`<schema_id>.jsonl` for part 0, `<schema_id>.00001.jsonl` for part 1, and so on."""
    return folder / (f"{schema_id}.jsonl" if part == 0 else f"{schema_id}.{part:05d}.jsonl")


def schema_parts(folder: Path, schema_id: str) -> list[Path]:
    """The files of one schema in a set's folder, in order; empty when the schema has none."""
    parts: list[Path] = []
    while (path := part_path(folder, schema_id, len(parts))).exists():
        parts.append(path)
    return parts


def read_schema(folder: Path, schema_id: str) -> Iterator[Any]:
    """All records of one schema in a set's folder, as a stream."""
    for path in schema_parts(folder, schema_id):
        yield from read_jsonl(path)


def write_schema(folder: Path, schema_id: str, records: Iterable[object]) -> int:
    """Write one schema's records to a set's folder, in parts of PART_SIZE. Returns the count.

    A schema without records still gets an (empty) file, so that a reader can tell "none" from "missing".
    """
    rest = iter(records)
    for part in count():
        path = part_path(folder, schema_id, part)
        written = write_jsonl(path, islice(rest, PART_SIZE))
        if written < PART_SIZE:
            break
    if written == 0 and part:  # the last part came out empty: the set ended on a boundary
        path.unlink()
    return part * PART_SIZE + written


def split_files(folder: Path, split: str) -> list[Path]:
    """The files of one split of a dataset folder, in order; empty when there is no such split."""
    whole = folder / f"{split}.jsonl"
    return [whole] if whole.exists() else sorted(folder.glob(f"{split}-[0-9]*-of-[0-9]*.jsonl"))
