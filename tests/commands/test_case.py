"""`edgejson case`: a refused pair becomes a folder that tests read as those that are there."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edgejson.schema.loading import load_schema

ROOT = Path(__file__).parents[2]
WRONG = {
    "text": "Paula gave the Halden compost bin 4 stars; it was a verified purchase.",
    "expected_output": {"stars": 5, "reviewer": "Paula", "product": "Halden compost bin", "verified_purchase": True},
}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The parts of a clone that the command reads."""
    (tmp_path / "tests/cases").mkdir(parents=True)
    (tmp_path / "schemas").mkdir()
    for path in ROOT.glob("schemas/simple/rating.*"):
        shutil.copy(path, tmp_path / "schemas")
    shutil.copy(ROOT / "params.yaml", tmp_path)
    return tmp_path


def edgejson(clone: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "edgejson", *arguments]
    return subprocess.run(command, cwd=clone, input=given, capture_output=True, check=False)


def test_a_rejected_record_becomes_a_case_that_check_refuses_for_the_same_reasons(clone: Path) -> None:
    record = {"id": "rating-000001", "schema_id": "rating", "source": "template", "scores": {}, **WRONG}
    (clone / "four-for-five.jsonl").write_text(json.dumps(record) + "\n")
    done = edgejson(clone, "case", "four-for-five.jsonl")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"tests/cases/four-for-five\n", b"")
    folder = clone / "tests/cases/four-for-five"
    assert [json.loads(line) for line in (folder / "pairs.jsonl").read_bytes().splitlines()] == [WRONG]
    assert json.loads((folder / "schema.json").read_text()) == load_schema(clone / "schemas/rating.json").document
    note = (folder / "README.md").read_text()
    assert "TODO" in note
    again = edgejson(
        clone, "check", "--schema", str(folder / "schema.json"), given=(folder / "pairs.jsonl").read_bytes()
    )
    reasons = json.loads(again.stdout)["reasons"]
    assert "/stars" in {reason["path"] for reason in reasons}
    told = [f"- pair 1: {each['check']}/{each['code']} {each['path']}: {each['detail']}" for each in reasons]
    assert [line for line in note.splitlines() if line.startswith("- ")] == told
    once_more = edgejson(clone, "case", "four-for-five.jsonl")
    assert once_more.returncode == 1
    assert once_more.stderr == b"error: tests/cases/four-for-five: is there already; give another --name\n"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "p.jsonl: empty; give one pair a line"),
        ([{"text": "x"}], 'p.jsonl:1: needs "text" or "prompt", and "expected_output" or "output"'),
        ([WRONG], "p.jsonl: its lines name no schema; give --schema"),
        (
            [WRONG | {"schema_id": "a"}, WRONG | {"schema_id": "b"}],
            "p.jsonl: its lines name several schemas; give --schema",
        ),
        ([WRONG | {"schema_id": "raiting"}], "p.jsonl: no schema raiting in schemas; give --schema"),
    ],
)
def test_what_is_no_case_leaves_nothing_behind(lines: list[object], told: str, clone: Path) -> None:
    (clone / "p.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = edgejson(clone, "case", "p.jsonl")
    assert (done.returncode, done.stderr.decode()) == (1, f"error: {told}\n")
    assert list((clone / "tests/cases").iterdir()) == []
