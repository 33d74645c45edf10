"""Models on the test set: which records they get, what they are asked, what becomes of their answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from edgejson.baselines.models import Answers, ask, choose, examples, request
from edgejson.baselines.settings import BaselineModel
from edgejson.params.whole import load
from edgejson.schema.loading import Schema
from edgejson.scoring import UNPARSED, predicted_value
from edgejson.teachers import Completion

LLM = load(Path(__file__).parents[2] / "params.yaml").llm
SCHEMA = Schema(
    "s",
    Path("s.json"),
    {"properties": {"a": {"type": "integer", "x-phrases": ["a {}"]}}, "required": ["a"]},
    "simple",
    False,
)


def record(number: int, complexity: str = "simple", **more: Any) -> Any:
    text = f"There are {number} of them."
    return {
        "id": f"s-t-{number:05}", "schema_id": "s", "complexity": complexity, "text": text,
        "prompt": f"How many? {text}", "expected_output": {"a": number}, **more,
    }  # fmt: skip


def model(**more: Any) -> BaselineModel:
    settings = {
        "teacher": "smollm2",
        "shots": 0,
        "constrained": True,
        "records": 2,
        "max_tokens": 24,
        "max_model_len": 512,
    }
    return BaselineModel(**{**settings, **more})


def ids(records: list[Any]) -> list[str]:
    return [one["id"] for one in records]


def test_chosen_records_stay_when_others_come_and_go() -> None:
    records = [record(number) for number in range(200)]
    chosen = ids(choose(records, 20))
    assert len(chosen) == 20
    assert ids(choose(records[::-1], 20)) == chosen
    without = [one for one in records if one["id"] != chosen[3]]
    kept = set(ids(choose(without, 20)))
    assert len(kept & set(chosen)) == 19
    more = ids(choose([*records, *(record(number) for number in range(200, 210))], 20))
    assert len(set(more) & set(chosen)) >= 16


def test_choice_is_balanced_over_complexities_and_fills_up() -> None:
    records = [record(n, "simple") for n in range(50)] + [record(n, "complex") for n in range(50, 53)]
    chosen = choose(records, 10)
    assert sum(one["complexity"] == "complex" for one in chosen) == 3
    assert len(chosen) == 10
    assert len(choose(records, 0)) == 53


def test_examples_are_short_train_records_of_the_same_schema() -> None:
    train = [record(1, prompt="long " * 9), record(2), record(3, schema_id="other")]
    assert {key: ids(found) for key, found in examples(train, {"s": 1, "t": 2}).items()} == {
        "s": ["s-t-00002"],
        "t": [],
    }


def test_a_request_shows_examples_and_no_annotation() -> None:
    asked = request(record(5), [record(7)], SCHEMA, model())
    roles = [role for role, _ in asked.messages]
    assert roles == ["system", "user", "assistant", "user"]
    assert asked.messages[2][1] == '{"a": 7}'
    assert asked.messages[3][1] == record(5)["prompt"]
    assert "x-phrases" not in str(asked.schema)
    assert request(record(5), [], SCHEMA, model(constrained=False)).schema is None


def test_a_refused_request_is_a_failed_prediction() -> None:
    refused = Answers([record(1)], [Completion("too long", 0, 0, "refused", None)])
    assert predicted_value(refused.lines()[0]) is UNPARSED


def test_the_embedded_model_answers_under_the_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDGEJSON_CACHE_DIR", str(tmp_path / "cache"))
    runs = {"constrained": model(), "free": model(constrained=False, shots=1)}
    test, train = [record(4), record(9)], [record(2)]
    first = ask(runs, test, train, {"s": SCHEMA}, LLM.teachers, LLM.engines, tmp_path / "logs")
    assert list(first) == ["constrained", "free"]
    for line in first["constrained"].lines():
        assert isinstance(predicted_value(line)["a"], int)
    again = ask(runs, test, train, {"s": SCHEMA}, LLM.teachers, LLM.engines, tmp_path / "logs")
    assert [one.lines() for one in again.values()] == [one.lines() for one in first.values()]
    twins = [
        {**record(4), "id": "s-t-00004-changed", "twin": {"of": "s-t-00004", "kind": "changed", "path": "/a"}},
        {**record(4), "id": "s-t-00004-optional"},
        {**record(4), "id": "s-t-00004-optional-removed",
         "twin": {"of": "s-t-00004-optional", "kind": "removed", "path": "/a"}},
        {**record(7), "id": "s-t-00007-changed", "twin": {"of": "s-t-00007", "kind": "changed", "path": "/a"}},
    ]  # fmt: skip
    few = {"constrained": runs["constrained"].model_copy(update={"records": 0}), "without": model(twins=False)}
    more = ask(few, test, train, {"s": SCHEMA}, LLM.teachers, LLM.engines, tmp_path / "other", twins=twins)  # type: ignore[arg-type]
    asked = [line["id"] for line in more["constrained"].twin_lines()]
    assert asked == [twin["id"] for twin in twins[:3]] and not more["without"].twins
    assert more["constrained"].lines() == first["constrained"].lines()
    log = (tmp_path / "logs" / "baseline.log").read_text().splitlines()
    assert [line.split(":")[0] for line in log] == ["constrained", "free"] * 2
