"""Bootstrap intervals: they cover, they respect groups and pairs, they do not depend on anything but the data."""

from __future__ import annotations

from typing import Any

import numpy as np

from edgejson.scoring import Row, Scorer, compare, report, score
from edgejson.scoring.intervals import differences, estimates

COLUMN = {name: index for index, name in enumerate(Row._fields)}


def rows(exact: Any) -> Any:
    table = np.zeros((len(exact), len(Row._fields)))
    table[:, COLUMN["records"]] = 1
    table[:, COLUMN["exact"]] = exact
    return table


def generator(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_interval_of_a_proportion_is_the_binomial_one() -> None:
    found = estimates(rows([1] * 120 + [0] * 280), range(400), ["json_exact"], generator())["json_exact"]
    assert found.value == 0.3
    half = 1.96 * (0.3 * 0.7 / 400) ** 0.5  # normal approximation: 0.045
    assert abs(found.low - (0.3 - half)) < 0.008
    assert abs(found.high - (0.3 + half)) < 0.008


def test_intervals_cover_the_truth_about_95_times_in_100() -> None:
    draw = generator(5)
    covered = 0
    for trial in range(300):
        found = estimates(rows(draw.random(150) < 0.4), range(150), ["json_exact"], generator(trial))["json_exact"]
        covered += found.low <= 0.4 <= found.high
    assert 0.90 <= covered / 300 <= 0.98


def test_records_of_one_group_are_resampled_together() -> None:
    table = rows(np.repeat(np.arange(100) % 2, 4))
    alone = estimates(table, range(400), ["json_exact"], generator())["json_exact"]
    grouped = estimates(table, np.repeat(np.arange(100), 4).tolist(), ["json_exact"], generator())["json_exact"]
    assert 1.6 < (grouped.high - grouped.low) / (alone.high - alone.low) < 2.4  # four copies: twice as wide


def test_none_right_is_not_certainty() -> None:
    none = estimates(rows([0] * 24), range(24), ["json_exact"], generator())["json_exact"]
    assert (none.value, none.low) == (0, 0)
    assert abs(none.high - 0.1425) < 1e-3  # Clopper-Pearson for 0 of 24
    every = estimates(rows([1] * 24), range(24), ["json_exact"], generator())["json_exact"]
    assert abs(every.low - 0.8575) < 1e-3
    assert (every.value, every.high) == (1, 1)


def test_pairing_narrows_the_difference_of_two_similar_systems() -> None:
    first = np.arange(400) % 2
    second = first.copy()
    second[:20:2] = 1  # ten more right, none lost
    found = differences(rows(first), rows(second), range(400), ["json_exact"], generator())["json_exact"]
    assert abs(found.value - 0.025) < 1e-9
    assert 0 < found.low < found.value < found.high < 0.05  # unpaired, the interval would be 0.14 wide


def records(count: int) -> list[Any]:
    return [
        {
            "id": f"r{number}", "schema_id": "s", "text": "", "expected_output": {"a": number, "b": [1, 2]},
            "tags": ["typo"] if number % 2 else [], "complexity": "simple",
        }
        for number in range(count)
    ]  # fmt: skip


def test_report_by_group_agrees_with_scoring_the_group_alone() -> None:
    gold = records(40)
    predictions = {r["id"]: {"a": n if n % 3 else -1, "b": [2, 1] if n % 5 else [1, 2]} for n, r in enumerate(gold)}
    whole = report(score(gold, predictions))
    typos = [record for record in gold if record["tags"]]
    alone = report(score(typos, {record["id"]: predictions[record["id"]] for record in typos}))
    for name, value in alone["overall"].items():
        part = whole["by"]["tag"]["typo"][name]
        assert part == value if name == "records" else part.value == value.value
    assert whole["by"]["tag"]["none"]["records"] == 20
    assert report(score(gold, predictions)) == whole


def test_micro_and_macro_averages() -> None:
    gold: list[Any] = [
        {"id": "1", "schema_id": "s", "text": "", "expected_output": {"a": 1}},
        {"id": "2", "schema_id": "s", "text": "", "expected_output": {"a": 1, "b": 2, "c": 3}},
    ]
    overall = report(score(gold, {"1": {"a": 1}, "2": {"a": 1, "d": 4}}))["overall"]
    assert overall["leaf_precision"].value == 2 / 3
    assert overall["leaf_recall"].value == 2 / 4
    assert overall["leaf_f1"].value == 4 / 7
    assert overall["leaf_f1_macro"].value == (1 + 2 / 5) / 2
    assert overall["omission"].value == 2 / 4
    assert overall["hallucination"].value == 1 / 3
    assert "schema_valid" not in overall


def test_comparison_counts_what_only_one_got_right() -> None:
    gold = records(10)
    right = {record["id"]: record["expected_output"] for record in gold}
    first = {**right, "r0": {}, "r1": {}}
    second = {**right, "r1": {}, "r2": {}, "r3": {}, "r4": {}}
    found = compare(score(gold, first), score(gold, second))
    assert found["exact"]["only_first"] == 3
    assert found["exact"]["only_second"] == 1
    assert abs(found["exact"]["p"] - 0.625) < 1e-9  # 2 * (1 + 4) / 16
    assert abs(found["overall"]["json_exact"].value + 0.2) < 1e-9


def test_scorer_is_the_same_for_both_orders_of_keys() -> None:
    assert Scorer().score({"a": 1, "b": [{}]}, {"b": [{}], "a": 1}).exact == 1
