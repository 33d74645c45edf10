"""What came of test records is remembered: asked again only where something that it rests on has changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from edgejson.baselines import examining, remembered
from edgejson.baselines.examining import Examined, ExamTask, examine
from edgejson.checks.settings import Validate
from edgejson.schema.loading import load_schema

SCHEMA = {
    "title": "Parcel",
    "type": "object",
    "properties": {"parcel_id": {"type": "string", "title": "parcel number"}, "weight": {"type": "integer"}},
    "required": ["parcel_id", "weight"],
}


def record(number: int, **more: Any) -> dict[str, Any]:
    label = {"parcel_id": f"PX-{number}", "weight": number}
    return {
        "id": f"parcel-{number}",
        "text": f"Parcel number: PX-{number}\nWeight: {number}",
        "expected_output": label,
        **more,
    }


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A working directory with one schema; the texts that have been examined, remembered ones not among them."""
    monkeypatch.chdir(tmp_path)
    Path("parcel.json").write_text(json.dumps(SCHEMA))
    texts: list[str] = []
    real = examining.Examiner.examine
    monkeypatch.setattr(examining.Examiner, "examine", lambda self, one: texts.append(one["text"]) or real(self, one))
    return texts


def run(records: list[dict[str, Any]], code: str = "1", checks: Validate | None = None) -> Examined:
    return examine(ExamTask(load_schema(Path("parcel.json")), records, checks or Validate(), code))


def test_records_that_were_asked_before_are_not_asked_again_and_the_answers_are_equal(asked: list[str]) -> None:
    wrong = record(3) | {"expected_output": {"parcel_id": "PX-3", "weight": "3"}}
    first = run([record(1), record(2), wrong])
    assert len(asked) == 3
    assert first.failures
    assert run([record(1) | {"rank": 7, "prompt": "p"}, record(2), wrong]) == first  # what no one reads changes nothing
    assert len(asked) == 3
    again = run([record(1), record(4)])
    assert len(asked) == 4
    assert again.predictions["best"] == {
        "parcel-1": record(1)["expected_output"],
        "parcel-4": record(4)["expected_output"],
    }


@pytest.mark.parametrize("changed", ["text", "instruction", "label", "code", "checks", "schema"])
def test_a_change_of_anything_that_an_answer_rests_on_is_asked_anew(asked: list[str], changed: str) -> None:
    run([record(1)])
    one, code, checks = record(1), "1", Validate()
    if changed == "text":
        one["text"] += "\n"
    elif changed == "instruction":
        one["instruction"] = "Extract the parcel."
    elif changed == "label":
        one["expected_output"]["weight"] = 2
    elif changed == "code":
        code = "2"
    elif changed == "checks":
        checks = Validate.model_validate({"language": {"min": 0.9}})
    else:
        Path("parcel.json").write_text(json.dumps(SCHEMA | {"title": "Package"}))
    run([one], code, checks)
    assert len(asked) == 2


@pytest.mark.parametrize("content", ["", "{", '{"key": 1}\n', "[]\n"])
def test_a_memory_that_cannot_be_read_costs_time_only(asked: list[str], content: str) -> None:
    first = run([record(1)])
    (remembered.FOLDER / "parcel.jsonl").write_text(content)
    assert run([record(1)]) == first
    assert len(asked) == 2


def test_without_a_digest_of_the_code_nothing_is_remembered(asked: list[str]) -> None:
    run([record(1)], "")
    run([record(1)], "")
    assert len(asked) == 2
    assert not remembered.FOLDER.exists()
