"""Metrics files: few headline numbers for people, all numbers in a table, and no share that says more than it knows."""

import json
from pathlib import Path

import pytest

from edgejson.pipeline.errors import UserError
from edgejson.pipeline.metrics import percent, place, proportional, read_metrics, rounded, shown, write_metrics


def test_headlines_are_json_and_every_number_is_in_the_table(tmp_path: Path) -> None:
    values = {"records": 2170, "pass_rate": 2169 / 2170, "mean": {"llm": {"language": 0.93996}}, "pass_rate.llm": 1.0}
    write_metrics(tmp_path / "validate.json", values)
    headline = json.loads((tmp_path / "validate.json").read_text())
    assert headline == {"pass_rate": 0.9995, "pass_rate.llm": 1.0, "records": 2170}
    assert list(headline) == sorted(headline)
    assert read_metrics(tmp_path)["validate"] == {**headline, "mean.llm.language": 0.94}
    assert (tmp_path / "tables/validate.csv").read_text().splitlines()[0] == "metric,value"
    assert place("validate", "pass_rate") == Path("validate.json")
    assert place("validate", "mean.llm.language") == Path("tables/validate.csv")


def test_whole_numbers_stay_whole_and_what_has_not_run_is_absent(tmp_path: Path) -> None:
    assert read_metrics(tmp_path) == {}
    write_metrics(tmp_path / "llm.json", {"asked": 10, "records": 10})
    (found,) = read_metrics(tmp_path).values()
    assert all(isinstance(value, int) for value in found.values())


@pytest.mark.parametrize("value", [float("nan"), float("inf"), True, None, "x", [1]])
def test_what_is_no_finite_number_is_refused(tmp_path: Path, value: object) -> None:
    with pytest.raises(ValueError, match="metric records is not a finite number"):
        write_metrics(tmp_path / "validate.json", {"records": value})


def test_a_broken_table_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables/llm.csv").write_text("metric,value\nasked,ten\n")
    with pytest.raises(UserError, match=r"tables/llm\.csv: can't be read .*run dvc repro"):
        read_metrics(tmp_path)


@pytest.mark.parametrize(
    ("value", "number", "text"),
    [
        (1.0, 1.0, "100.0%"),
        (0.0, 0.0, "0.0%"),
        (2169 / 2170, 0.9995, "99.95%"),
        (1 - 1e-6, 0.9999, "99.99%"),
        (1e-6, 0.0001, "0.01%"),
        (0.123456, 0.1235, "12.3%"),
        (0.9994, 0.9994, "99.9%"),
    ],
)
def test_all_and_none_are_said_of_all_and_none_alone(value: float, number: float, text: str) -> None:
    assert rounded(value) == number
    assert percent(value) == shown(value, ".1%") == text


def test_other_styles_are_those_of_format() -> None:
    assert (shown(1234, ",d"), shown(0.05, "+.1%"), shown(0.5, ".2f")) == ("1,234", "+5.0%", "0.50")


def test_proportional_parts_add_up() -> None:
    assert proportional({"llm": 10, "template": 30}, 8) == {"llm": 2, "template": 6}
    assert sum(proportional({"a": 1, "b": 1, "c": 1}, 8).values()) == 8
