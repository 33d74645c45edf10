"""Flips and stays, computed by hand."""

from __future__ import annotations

from typing import Any

from edgejson.pipeline.records import Example
from edgejson.scoring import UNPARSED, twin_shares


def record(id: str, label: Any, **more: Any) -> Example:
    return {"id": id, "schema_id": "s", "text": "", "expected_output": label, **more}  # type: ignore[typeddict-item]


GOLD = [
    record("a", {"x": 1, "y": 2, "z": [1, 2]}),
    record("a-changed", {"x": 9, "y": 2, "z": [1, 2]}, twin={"of": "a", "kind": "changed", "path": "/x"}),
    record("a-removed", {"x": 1, "z": [1, 2]}, twin={"of": "a", "kind": "removed", "path": "/y"}),
    record("a-another", {"x": 1, "y": 2, "z": [1, 2]}, twin={"of": "a", "kind": "another", "path": "/z/1"}),
]
RIGHT = {one["id"]: one["expected_output"] for one in GOLD}


def test_right_answers_flip_and_stay() -> None:
    assert twin_shares(GOLD, RIGHT) == {
        "pairs": 3, "another": 1.0, "changed": 1.0, "removed": 1.0, "flips": 1.0, "stays": 1.0,
    }  # fmt: skip


def test_an_error_elsewhere_counts_only_where_it_is_not_in_both() -> None:
    wrong = {id: {**label, "w": 0} for id, label in RIGHT.items()}
    assert twin_shares(GOLD, wrong)["flips"] == 1.0
    assert twin_shares(GOLD, {**wrong, "a-changed": RIGHT["a-changed"]})["changed"] == 0.0


def test_the_old_answer_null_for_what_is_gone_and_no_answer_are_no_flips() -> None:
    for id, answer in (("a-changed", RIGHT["a"]), ("a-removed", {**RIGHT["a"], "y": None}), ("a-removed", UNPARSED)):
        assert twin_shares(GOLD, {**RIGHT, id: answer})["flips"] == 0.5
    assert twin_shares(GOLD, {**RIGHT, "a-another": {"x": 1, "y": 2, "z": [1, 7]}})["stays"] == 0.0
    assert twin_shares(GOLD, {})["flips"] == 0.0


def test_without_twins_nothing_is_told() -> None:
    assert twin_shares(GOLD[:1], RIGHT) == {}
    assert twin_shares(GOLD[1:], RIGHT) == {}
