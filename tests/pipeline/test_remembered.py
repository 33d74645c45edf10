"""What came of test records is remembered: asked again only where something that it rests on has changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edgejson.baselines import examining
from edgejson.baselines.examining import Examined, ExamTask, examine
from edgejson.checks import Checker
from edgejson.checks.remembering import Remembering
from edgejson.checks.settings import Validate
from edgejson.pipeline import remembered
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
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """A working directory with one schema; how often the checks and the parsers were asked, not their memories."""
    monkeypatch.chdir(tmp_path)
    Path("parcel.json").write_text(json.dumps(SCHEMA))
    counts: Counter[str] = Counter()

    def counted(kind: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*given: Any) -> Any:
            counts[kind] += 1
            return real(*given)

        return counting

    monkeypatch.setattr(Checker, "examine", counted("checks", Checker.examine))
    monkeypatch.setattr(examining.Tried, "parse", counted("parsers", examining.Tried.parse))
    return counts


def run(records: list[dict[str, Any]], code: str = "1", checks: Validate | None = None) -> Examined:
    return examine(ExamTask(load_schema(Path("parcel.json")), records, checks or Validate(), code))


def test_records_that_were_asked_before_are_not_asked_again_and_the_answers_are_equal(asked: Counter[str]) -> None:
    wrong = record(3) | {"expected_output": {"parcel_id": "PX-3", "weight": "3"}}
    first = run([record(1), record(2), wrong])
    assert asked == {"checks": 3, "parsers": 3}
    assert first.failures
    assert run([record(1) | {"rank": 7, "prompt": "p"}, record(2), wrong]) == first  # what no one reads changes nothing
    assert asked == {"checks": 3, "parsers": 3}
    labels = {one["id"]: one["expected_output"] for one in (record(1), record(4))}
    assert run([record(1), record(4)]).predictions["best"] == labels
    assert asked == {"checks": 4, "parsers": 4}


#: A change, and who is asked again.
CHANGES = {
    "text": {"checks", "parsers"},
    "label": {"checks", "parsers"},
    "schema": {"checks", "parsers"},
    "code": {"checks", "parsers"},
    "instruction": set[str](),  # nobody reads it: parsers take the text alone
    "agreement": {"checks"},
    "switch": {"checks"},
    "threshold": set[str](),
}


@pytest.mark.parametrize("changed", CHANGES)
def test_a_change_of_what_an_answer_rests_on_is_asked_anew(asked: Counter[str], changed: str) -> None:
    assert not run([record(1)]).failures
    one, code, checks = record(1), "1", Validate()
    if changed == "text":
        one["text"] += "\n"
    elif changed == "label":
        one["expected_output"]["weight"] = 2
    elif changed in ("instruction", "agreement"):
        one[changed] = "Extract the parcel." if changed == "instruction" else 0.5
    elif changed == "schema":
        Path("parcel.json").write_text(json.dumps(SCHEMA | {"title": "Package"}))
    elif changed == "code":
        code = "2"
    elif changed == "switch":
        checks = Validate.model_validate({"language": {"enabled": False}})
    else:
        checks = Validate.model_validate({"language": {"min_chars": 100}})
    failures = run([one], code, checks).failures
    assert {kind for kind, count in asked.items() if count == 2} == CHANGES[changed]
    assert bool(failures) == (changed in ("label", "threshold"))  # a threshold is applied to what was seen before


@pytest.mark.parametrize("content", ["", "{", '{"key": 1}\n', "[]\n"])
def test_a_memory_that_cannot_be_read_costs_time_only(asked: Counter[str], content: str) -> None:
    first = run([record(1)])
    for path in remembered.FOLDER.rglob("*.jsonl"):
        path.write_text(content)
    assert run([record(1)]) == first
    assert asked == {"checks": 2, "parsers": 2}


def test_without_a_digest_of_the_code_nothing_is_remembered(asked: Counter[str]) -> None:
    run([record(1)], "")
    run([record(1)], "")
    assert asked == {"checks": 2, "parsers": 2}
    assert not remembered.FOLDER.exists()


def test_a_checker_remembers_verdicts_and_evidence(asked: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    one = record(1)
    pairs = [(one["text"], one["expected_output"]), (one["text"], record(2)["expected_output"])]

    def found() -> list[Any]:
        checker = Remembering("twins", load_schema(Path("parcel.json")), Validate(), "1")
        told = [(checker.check(*pair), checker.evidence(*pair)) for pair in pairs]
        checker.save()
        return told

    first = found()
    real = Checker(load_schema(Path("parcel.json")), Validate())
    assert first == [(real.check(*pair), real.evidence(*pair)) for pair in pairs]
    assert [verdict.passed for verdict, _ in first] == [True, False] and first[0][1]
    monkeypatch.setattr("edgejson.checks.remembering.Checker", None)  # no one checks any more
    assert found() == first
