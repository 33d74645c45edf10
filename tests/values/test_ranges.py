"""Ends of ranges stand in order, whatever they are called and whatever they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import jsonschema_rs
import pytest

from edgejson.pipeline.streams import stream
from edgejson.values import compile_sampler
from edgejson.values.settings import Values

NUMBER = {"type": "number"}
PAIRS = [
    ("min", "max"), ("minimum", "maximum"), ("low", "high"), ("lower", "upper"), ("from", "to"), ("start", "end"),
    ("begin", "end"), ("first", "last"), ("lowest", "highest"),
]  # fmt: skip
SPELLINGS = ["{}", "{}_zqx", "zqx_{}", "{}Zqx", "zqx{}", "{}-zqx", "zqx-{}", "zqx_{}_value"]


def drawn(properties: dict[str, Any], count: int = 30, required: list[str] | None = None) -> list[dict[str, Any]]:
    schema = {"type": "object", "required": required or list(properties), "properties": properties}
    sampler = compile_sampler(schema, Values(optional_rate=0.7, max_items=4, max_depth=4))
    valid = jsonschema_rs.validator_for(schema, validate_formats=True)
    values = [sampler.sample(stream(0, "range", index)) for index in range(count)]
    assert all(map(valid.is_valid, values))
    return values


def spelled(spelling: str, word: str) -> str:
    return spelling.format(word.capitalize() if spelling.startswith("zqx{") else word)


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_numbers_in_any_spelling(pair: tuple[str, str], spelling: str) -> None:
    low, high = (spelled(spelling, word) for word in pair)
    values = drawn({high: NUMBER, "other": {"type": "integer"}, low: NUMBER}, 12)
    assert all(value[low] <= value[high] for value in values)
    assert len({value[low] for value in values}) > 6


KINDS = {
    "date": {"type": "string", "format": "date"},
    "date-time": {"type": "string", "format": "date-time"},
    "time": {"type": "string", "format": "time"},
    "clock": {"type": "string", "pattern": r"^\d{2}:\d{2}$"},
    "european": {"type": "string", "pattern": r"^\d{2}\.\d{2}\.\d{4}$"},
    "month": {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
    "integer": {"type": "integer", "multipleOf": 5},
    "decimal text": {"type": "string", "pattern": r"^\d{1,4}\.\d{2}$"},
}


def read(kind: str, value: Any) -> Any:
    if kind == "european":
        return datetime.strptime(value, "%d.%m.%Y")
    if kind == "date-time":
        return datetime.fromisoformat(value)
    return float(value) if kind == "decimal text" else value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("names", [("min_zqx", "max_zqx"), ("zqxFrom", "zqxTo"), ("start", "end"), ("lower", "upper")])
def test_whatever_they_are_and_wherever_they_stand(kind: str, names: tuple[str, str]) -> None:
    low, high = names
    ends = {"type": "object", "required": [low, high], "properties": {low: KINDS[kind], high: KINDS[kind]}}
    for value in drawn(
        {low: KINDS[kind], high: KINDS[kind], "part": ends, "parts": {"type": "array", "items": ends}}, 15
    ):
        for holder in (value, value["part"], *value["parts"]):
            assert read(kind, holder[low]) <= read(kind, holder[high])


THREES = [
    ("min_zqx", "zqx", "max_zqx"), ("zqxMin", "zqxValue", "zqxMax"), ("min", "value", "max"),
    ("low_price", "price", "high_price"), ("lower", "average", "upper"),
]  # fmt: skip


@pytest.mark.parametrize("names", THREES, ids="-".join)
def test_the_value_lies_between(names: tuple[str, str, str]) -> None:
    low, middle, high = names
    values = drawn({low: NUMBER, high: NUMBER, middle: NUMBER})
    assert all(value[low] <= value[middle] <= value[high] for value in values)
    assert len({value[middle] for value in values}) > 20


def test_the_value_may_be_called_as_the_object_that_has_the_ends() -> None:
    holder = {"type": "object", "required": ["low", "zqx", "high"]}
    holder["properties"] = {"low": NUMBER, "zqx": NUMBER, "high": NUMBER}
    for value in drawn({"zqx": holder}):
        assert value["zqx"]["low"] <= value["zqx"]["zqx"] <= value["zqx"]["high"]


def test_ends_in_objects_of_their_own() -> None:
    money = {"type": "object", "required": ["amount", "currency"]}
    money["properties"] = {"amount": NUMBER, "currency": {"type": "string"}}
    for value in drawn({"maximum": money, "minimum": money}):
        assert value["minimum"]["amount"] <= value["maximum"]["amount"]
        assert value["minimum"]["currency"] == value["maximum"]["currency"]


def test_bounds_of_the_schema_come_first() -> None:
    low = {"type": "integer", "minimum": 0, "maximum": 100}
    for value in drawn({"low": low, "high": {"type": "integer", "minimum": 50, "maximum": 60}}):
        assert value["low"] <= value["high"]
    for value in drawn({"min": {"type": "integer", "minimum": 90, "maximum": 99}, "max": {"const": 40}}):
        assert value["max"] == 40  # there is no order to be had
    for value in drawn({"min": {"type": "integer"}, "max": {"const": 40}}):
        assert value["min"] <= 40
    for value in drawn({"min": {"enum": [1, 5, 20]}, "max": {"enum": [2, 6, 10]}}):
        assert value["min"] <= value["max"]


def test_names_that_mean_no_range_are_left_alone() -> None:
    values = drawn(
        {"first_name": {"type": "string"}, "last_name": {"type": "string"}, "old_price": NUMBER, "new_price": NUMBER}
    )
    assert any(value["first_name"] > value["last_name"] for value in values)
    assert any(value["old_price"] > value["new_price"] for value in values)
    assert any(value["old_price"] < value["new_price"] for value in values)
