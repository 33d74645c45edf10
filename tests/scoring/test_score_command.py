"""`python -m edgejson score`: what a user sees, right or wrong."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from edgejson.commands import score as score_command
from edgejson.pipeline import errors

GOLD = [
    {
        "id": "a",
        "schema_id": "person",
        "complexity": "simple",
        "text": "",
        "expected_output": {"name": "Ann", "age": 30},
    },
    {
        "id": "b",
        "schema_id": "person",
        "complexity": "simple",
        "text": "",
        "expected_output": {"name": "Bob", "age": 41},
    },
    {"id": "c", "schema_id": "person", "complexity": "simple", "text": "", "expected_output": {"name": "Cy", "age": 7}},
]
SCHEMA = {
    "type": "object",
    "properties": {"name": {"type": "string", "x-compare": "casefold"}, "age": {"type": "integer"}},
    "required": ["name", "age"],
}


def write(path: Path, lines: list[Any]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "person.json").write_text(json.dumps(SCHEMA))
    write(tmp_path / "gold.jsonl", GOLD)
    return tmp_path


def run(folder: Path, lines: list[Any], *options: str) -> SimpleNamespace:
    """The command with these predictions, run in this process: exit status, standard output and error."""
    write(folder / "pred.jsonl", lines)
    parser = ArgumentParser()
    score_command.arguments(parser)
    given = ["--gold", str(folder / "gold.jsonl"), "--pred", str(folder / "pred.jsonl"), *options]
    out, err = TextIOWrapper(BytesIO(), encoding="utf-8"), StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as end:
        errors.run(lambda: score_command.run(parser.parse_args(given)))
    out.flush()
    return SimpleNamespace(returncode=end.value.code, stdout=out.buffer.getvalue().decode(), stderr=err.getvalue())


PREDICTIONS = [
    {"id": "c", "raw": 'Here you are:\n```json\n{"age": 7, "name": "Cy"}\n```'},
    {"id": "a", "output": {"name": "ANN", "age": 30}},
    {"id": "b", "raw": '{"name": "Bob", "age": 4'},
]


def test_raw_output_is_parsed_and_failures_count(folder: Path) -> None:
    done = run(folder, PREDICTIONS, "--json")
    assert done.returncode == 0, done.stderr
    overall = json.loads(done.stdout)["first"]["overall"]
    assert overall["parse_rate"][0] == pytest.approx(2 / 3)
    assert overall["json_exact"][0] == pytest.approx(1 / 3)
    assert overall["leaf_f1"][0] == pytest.approx(2 * 3 / (6 + 4))
    assert overall["omission"][0] == pytest.approx(2 / 6)


def test_schemas_bring_validity_and_their_comparators(folder: Path) -> None:
    done = run(folder, PREDICTIONS, "--json", "--schemas", str(folder / "schemas"))
    overall = json.loads(done.stdout)["first"]["overall"]
    assert overall["schema_valid"][0] == pytest.approx(2 / 3)
    assert overall["json_exact"][0] == pytest.approx(2 / 3)


def test_table_names_metrics_and_groups(folder: Path) -> None:
    done = run(folder, PREDICTIONS)
    assert "json_exact" in done.stdout
    assert "33.3 [0.0, 100.0]" in done.stdout
    assert "person" in done.stdout


def test_two_files_are_compared(folder: Path) -> None:
    better = write(folder / "better.jsonl", [{"id": r["id"], "output": r["expected_output"]} for r in GOLD])
    done = run(folder, PREDICTIONS, "--pred2", str(better))
    assert done.returncode == 0, done.stderr
    assert "only in the first 0, only in the second 2" in done.stdout
    assert "+66.7" in done.stdout


@pytest.mark.parametrize(
    ("lines", "options", "message"),
    [
        (PREDICTIONS[:2], (), "1 of 3 gold records have no prediction (the first: 'b')"),
        ([*PREDICTIONS, {"id": "d", "output": {}}], (), "'d' is no id of the gold"),
        ([*PREDICTIONS, PREDICTIONS[0]], (), "id 'c' stands there twice"),
        ([{"id": "a"}], (), "prediction 1 (a) has neither"),
        ([{"output": {}}], (), 'has no "id"'),
        ([["a"]], (), 'has no "id"'),
        ([{"id": "a", "raw": {"name": "Ann"}}], (), '"raw" is not a string'),
        (PREDICTIONS, ("--schemas", "nowhere"), "nowhere: no such folder"),
        ([], ("--missing", "skip"), "nothing to score"),
    ],
)
def test_a_mistake_is_one_line(folder: Path, lines: list[Any], options: tuple[str, ...], message: str) -> None:
    done = run(folder, lines, *options)
    assert done.returncode == 1
    assert done.stdout == ""
    assert message in done.stderr
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1


def test_missing_predictions_can_be_scored_wrong_or_left_out(folder: Path) -> None:
    wrong = json.loads(run(folder, PREDICTIONS[:1], "--json", "--missing", "wrong").stdout)["first"]
    skipped = json.loads(run(folder, PREDICTIONS[:1], "--json", "--missing", "skip").stdout)["first"]
    assert (wrong["records"], wrong["overall"]["json_exact"][0]) == (3, pytest.approx(1 / 3))
    assert (skipped["records"], skipped["overall"]["json_exact"][0]) == (1, 1)
