"""Pairs from files of several kinds, each as the JSON line that it would be: JSONL, JSON, CSV, Parquet, folders."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from edgejson.pipeline.errors import UserError, hint, readable
from edgejson.pipeline.records import STANDARD, named, read_lines

_ROWS = 1_000  #: of a Parquet file that are held at a time


class Given(NamedTuple):
    """A pair as it was given: a place to name it by, and a line of JSON; not yet looked at."""

    place: str  #: "receipts.csv:3"
    line: bytes
    fallback: str  #: an id for one that has none


def given_pairs(paths: list[Path]) -> Iterator[Given]:
    """The pairs of files and folders, in the order of their names; of standard input where no path is given.

    Raises UserError for a path that isn't there, can't be read, or holds nothing that is read as pairs.
    """
    paths = paths or [STANDARD]
    for path in paths:
        if path == STANDARD or (len(paths) == 1 and READERS.get(path.suffix) is _jsonl and not path.is_dir()):
            for number, line in _jsonl(path):
                yield Given(f"{named(path)}:{number}", line, f"line {number}")
        else:
            yield from _folder(path) if path.is_dir() else _file(path)


def _folder(folder: Path) -> Iterator[Given]:
    """The pairs of all files in a folder and below it; a text with a label of the same name beside it is one."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    labels = {path.with_suffix(".json") for path in files if path.suffix == ".txt"} & set(files)
    read = [path for path in files if (path.suffix and path.suffix in READERS) or path.with_suffix(".json") in labels]
    if not read:
        raise UserError(f"{folder}: no pairs; {_WHAT_IS_READ}")
    for path in read:
        if path in labels:
            yield _beside(path.with_suffix(".txt"), path)
        elif path.with_suffix(".json") not in labels:
            yield from _file(path)


def _beside(text: Path, label: Path) -> Given:
    """A text file with its label in a file of its own."""
    pair = {"id": str(text.with_suffix("")), "text": _content(text), "output": _content(label)}
    return Given(str(label), orjson.dumps(pair), str(label))


def _file(path: Path) -> Iterator[Given]:
    reader = READERS.get(path.suffix)
    if reader is None:
        raise UserError(f"{path}: not a kind of file that is read; {_WHAT_IS_READ}")
    for number, line in reader(path):
        place = f"{path}:{number}"
        yield Given(place, line, place)


def _jsonl(path: Path) -> Iterator[tuple[int, bytes]]:
    yield from ((number, line) for number, line in enumerate(read_lines(path), 1) if line.strip())


def _json(path: Path) -> Iterator[tuple[int, bytes]]:
    """The items of an array, each as it stands there, or the one pair that an object is."""
    content = _content(path)
    start = _BLANKS.match(content).end()  # type: ignore[union-attr]
    if content[start : start + 1] != "[":
        yield 1, content.encode("utf-8", "surrogatepass")
        return
    number, mark, decoder = 0, "[", json.JSONDecoder()
    try:
        while mark in ("[", ","):
            start = _BLANKS.match(content, start + 1).end()  # type: ignore[union-attr]
            if mark == "[" and content[start : start + 1] == "]":
                return
            _, end = decoder.raw_decode(content, start)
            number += 1
            yield number, content[start:end].encode("utf-8", "surrogatepass")
            start = _BLANKS.match(content, end).end()  # type: ignore[union-attr]
            mark = content[start : start + 1]
    except json.JSONDecodeError as error:
        told = f"not JSON ({error.msg}); a file of JSON lines is named .jsonl"
        raise UserError(f"{path}:{error.lineno}: {told}") from error
    except RecursionError as error:
        raise UserError(f"{path}: nested too deep") from error
    if mark != "]":
        raise UserError(f"{path}: the array does not end behind pair {number}")


_BLANKS = re.compile(r"\s*")


def _csv(path: Path) -> Iterator[tuple[int, bytes]]:
    csv.field_size_limit(1 << 30)
    with readable(path), path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines, strict=True)
        try:
            _columns(path, list(rows.fieldnames or ()))
            for row in rows:
                yield rows.line_num, _row({name: cell for name, cell in row.items() if name and cell is not None})
        except csv.Error as error:
            raise UserError(f"{path}:{rows.reader.line_num}: not CSV ({error})") from error


def _parquet(path: Path) -> Iterator[tuple[int, bytes]]:
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    try:
        with pq.ParquetFile(path) as file:
            _columns(path, file.schema_arrow.names)
            number = 0
            for batch in file.iter_batches(_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    yield number, _row(row)
    except (OSError, pa.ArrowException) as error:
        raise UserError(f"{path}: no Parquet file that can be read ({str(error).splitlines()[0]})") from error


def _columns(path: Path, names: list[str]) -> None:
    """Are there columns of a text and a label? Raises UserError where not."""
    for wanted in (_TEXT, _LABEL):
        if wanted.isdisjoint(names):
            told = " or ".join(f'"{name}"' for name in sorted(wanted, reverse=True))
            raise UserError(f"{path}: no column {told}; {hint(sorted(wanted)[-1], names)}")


_TEXT, _LABEL = frozenset({"text", "prompt"}), frozenset({"expected_output", "output"})


def _row(row: dict[str, Any]) -> bytes:
    """A row as a pair: a label that is text is JSON, as in a model's output."""
    label = row.get("expected_output", row.get("output"))
    pair = {name: row[name] for name in ("id", "text", "prompt") if row.get(name) is not None}
    pair["output" if isinstance(label, str) else "expected_output"] = label
    return json.dumps(pair, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")


def _content(path: Path) -> str:
    with readable(path), path.open(encoding="utf-8-sig", newline="") as file:
        return file.read()


#: Ending of a file's name -> what gives its pairs, each with a number.
READERS: dict[str, Callable[[Path], Iterator[tuple[int, bytes]]]] = {
    "": _jsonl,  # a pipe has no ending
    ".jsonl": _jsonl,
    ".ndjson": _jsonl,
    ".json": _json,
    ".csv": _csv,
    ".parquet": _parquet,
}
_WHAT_IS_READ = (
    "read are .jsonl, .json (an array of pairs), .csv and .parquet with the columns text and expected_output, "
    "and folders of these or of NAME.txt with NAME.json"
)
