"""`edgejson check` on files and folders: each kind of file is read as what it is, or refused with what is read."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from edgejson.pipeline.errors import UserError
from edgejson.pipeline.given_pairs import given_pairs

ROOT = Path(__file__).parents[2]
SCHEMA = {"title": "Order", "type": "object", "properties": {"item": {"type": "string"}, "count": {"type": "integer"}}}
RIGHT = {
    "text": "Please send the item Copper Kettle, count 3.",
    "expected_output": {"item": "Copper Kettle", "count": 3},
}
WRONG = {
    "text": "Please send the item Paper Lantern, count 12.",
    "expected_output": {"item": "Paper Lantern", "count": 2},
}


def check(folder: Path, *options: str) -> tuple[int, list[dict[str, Any]], str]:
    (folder / "order.json").write_text(json.dumps(SCHEMA))
    command = [sys.executable, "-m", "edgejson", "check", "--schema", "order.json", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    params = ["--params", str(ROOT / "params.yaml")]
    done = subprocess.run([*command, *params], cwd=folder, capture_output=True, text=True, check=False, env=environment)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def written(folder: Path) -> Path:
    """A folder with the two pairs in each kind of file."""
    pairs = folder / "pairs"
    pairs.mkdir()
    both = [RIGHT, WRONG]
    (pairs / "a.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in both))
    (pairs / "b.json").write_text(json.dumps(both, indent=2))
    cells = [(pair["text"], json.dumps(pair["expected_output"])) for pair in both]
    with (pairs / "c.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("text", "expected_output"), *cells])
    columns = {"text": [cell[0] for cell in cells], "expected_output": [cell[1] for cell in cells]}
    pq.write_table(pa.table(columns), pairs / "d.parquet")
    pq.write_table(pa.Table.from_pylist(both), pairs / "e.parquet")  # the label as a struct
    for name, pair in zip(("f", "g"), both, strict=True):
        (pairs / f"{name}.txt").write_text(str(pair["text"]))
        (pairs / f"{name}.json").write_text(json.dumps(pair["expected_output"]))
    return pairs


def test_a_folder_with_every_kind_of_file_is_read_in_order(tmp_path: Path) -> None:
    written(tmp_path)
    status, verdicts, told = check(tmp_path, "pairs", "--set", "duplicates.enabled=false", "--report", "page.html")
    assert (status, told) == (1, "")
    assert [verdict["passed"] for verdict in verdicts] == [True, False] * 6
    assert [verdict["id"] for verdict in verdicts[2:4]] == ["pairs/b.json:1", "pairs/b.json:2"]
    assert verdicts[-1]["id"] == "pairs/g"
    assert "12 pairs of a text and a label: 6 pass, 6 are surely wrong" in (tmp_path / "page.html").read_text()
    assert "<details>" not in (tmp_path / "page.html").read_text()
    _, lines, _ = check(tmp_path, "pairs/a.jsonl", "--trace", "--report", "traced.html")
    assert len(lines) == 2  # what is printed stays a JSON line a pair
    assert (tmp_path / "traced.html").read_text().count("<details>") >= 2  # a leaf each


def test_items_of_an_array_are_judged_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(' [ {"text": "x", "output": {"a": 1, "a": 1.0}} ,\n{"text": "y", "output": []}] ')
    assert [given.line for given in given_pairs([tmp_path / "a.json"])] == [
        b'{"text": "x", "output": {"a": 1, "a": 1.0}}',
        b'{"text": "y", "output": []}',
    ]


def test_an_empty_array_has_no_pairs(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[ ]")
    assert list(given_pairs([tmp_path / "a.json"])) == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xlsx", b"PK", "a.xlsx: not a kind of file that is read; read are .jsonl"),
        ("a.csv", b"txt,label\nx,y\n", 'a.csv: no column "text" or "prompt"'),
        ("a.csv", b"text,label\nx,y\n", 'a.csv: no column "output" or "expected_output"'),
        ("a.csv", b'text,output\n"x\n', "a.csv:2: not CSV"),
        ("a.csv", b"text,output\n\xff,1\n", "a.csv: not UTF-8 (byte 12)"),
        ("a.parquet", b"PAR1", "a.parquet: no Parquet file that can be read"),
        ("a.json", b'[{"text": "x"}', "a.json: the array does not end behind pair 1"),
        ("a.json", b'[{"text": "x"}, oops]', "a.json:1: not JSON"),
        ("a.json", b"[" * 100_000, "a.json: nested too deep"),
        ("a.jsonl", None, "a.jsonl: can't be read (No such file or directory)"),
    ],
)
def test_what_is_no_file_of_pairs_is_told(name: str, content: bytes | None, told: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError) as raised:
        list(given_pairs([tmp_path / name]))
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_folder_without_pairs_says_what_is_read(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(UserError, match=r"no pairs; read are \.jsonl"):
        list(given_pairs([tmp_path]))


def test_a_page_that_can_not_be_written_is_told_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(RIGHT))
    status, _, told = check(tmp_path, "a.jsonl", "--report", "gone/page.html")
    assert status != 0
    assert told == "error: --report gone/page.html: can't be written (No such file or directory)\n"
