"""Ordinary schemas that people have: what is drawn from them is what a person would expect."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.params.whole import load
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import load_schema
from edgejson.text import generation
from edgejson.values import compile_sampler
from edgejson.values.linting import lint
from edgejson.values.settings import Values

CASES = Path(__file__).parent / "cases"
SETTINGS = Values(optional_rate=0.7, max_items=4, max_depth=4)


def drawn(source: str | dict[str, Any], count: int = 40) -> list[Any]:
    """Instances of a schema, or of the case of that name."""
    schema = load_schema(CASES / f"{source}.json") if isinstance(source, str) else source
    sampler = compile_sampler(schema, SETTINGS)
    return [sampler.sample(stream(0, "case", index)) for index in range(count)]


#: Cases that are no schema of a record: what is right for them is said in tests/schema/test_loading.py.
NO_RECORDS = {"definitions_only", "wrapper", "file_beside"}


@pytest.mark.parametrize("case", sorted({path.stem for path in CASES.glob("*.json")} - NO_RECORDS))
def test_texts_of_what_is_drawn_pass_all_checks(case: str) -> None:
    params = load(Path(__file__).parents[2] / "params.yaml")
    schema = load_schema(CASES / f"{case}.json")
    template = params.template.model_copy(update={"records_per_schema": 60})
    (task,) = generation.tasks([schema], template, params.base.seed, params.base.locale)
    checker = Checker(schema, params.validation)
    for record in generation.run(task):
        verdict = checker.check(record["text"], record["expected_output"])
        assert verdict.passed, (record["text"], record["expected_output"], verdict.findings)


def test_an_example_that_is_a_placeholder_is_told_of_and_never_drawn() -> None:
    (note,) = [note for note in lint(load_schema(CASES / "own_examples.json"), SETTINGS).notices if "remark" in note]
    assert "'Sample value' is a placeholder" in note
    remarks = {value["remark"] for value in drawn("own_examples")}
    assert len(remarks) > 10 and "Sample value" not in remarks


def dates() -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "format": "date"}}


def test_a_list_of_dates_is_in_order() -> None:
    for instance in drawn("list_of_dates"):
        days = [date.fromisoformat(day) for day in instance["days"]]
        assert days == sorted(set(days))
    assert max(len(instance["days"]) for instance in drawn("list_of_dates")) > 2


def test_lists_of_dates_follow_the_date_beside_them_wherever_they_stand() -> None:
    start = {"type": "string", "format": "date"}
    item = {
        "type": "object",
        "required": ["opened_on", "visits"],
        "properties": {"opened_on": start, "visits": dates()},
    }
    schema = {
        "type": "object",
        "required": ["start_date", "weeks", "tickets"],
        "properties": {
            "start_date": start,
            "weeks": {"type": "array", "items": dates()},
            "tickets": {"type": "array", "items": item},
        },
    }
    for instance in drawn(schema):
        days = [instance["start_date"], *[day for week in instance["weeks"] for day in week]]
        assert days == sorted(set(days)), json.dumps(instance)
        for ticket in instance["tickets"]:
            assert [ticket["opened_on"], *ticket["visits"]] == sorted({ticket["opened_on"], *ticket["visits"]})


def test_items_of_several_kinds_keep_their_own_values() -> None:
    pair = [{"type": "string"}, {"type": "string", "format": "date"}]
    entry = {"type": "array", "prefixItems": pair, "items": False, "minItems": 2}
    schema = {"type": "object", "required": ["entry"], "properties": {"entry": entry}}
    for instance in drawn(schema):
        assert not instance["entry"][0][0].isdigit()
        date.fromisoformat(instance["entry"][1])


def test_a_pattern_that_leaves_its_end_open_goes_on() -> None:
    values = drawn("prefix")
    for name, prefixes in (("tracking_code", ("TRK-",)), ("git_ref", ("refs/heads/", "refs/tags/"))):
        said = [value[name] for value in values]
        assert all(text.startswith(prefixes) and text not in prefixes for text in said)
        assert len(set(said)) > 30
    assert all(re.fullmatch(r"ORD-\d{3,}", value["order_ref"]) for value in values)


def test_beside_a_pattern_the_format_has_its_say() -> None:
    sources = [value["source"] for value in drawn("doi_or_url")]
    links = [source for source in sources if source.startswith("http")]
    assert 0 < len(links) < len(sources)
    assert all(re.fullmatch(r"https?://[\w.-]+\.\w+/\S+", link) for link in links)


def test_names_by_an_open_pattern_say_something() -> None:
    names = {name for value in drawn("x_keys") for name in value if name != "name"}
    assert all(re.fullmatch(r"x-[a-z]{3,}", name) for name in names)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^[a-z]", r"[a-z]{3,}"),
        ("^[A-Z]{2}", r"[A-Z]{3,}"),
        ("^https?://", r"https?://[\w-]+(\.[\w-]+)+/\w+"),
        (r"\.(jpg|png)$", r"[a-z]+\.(jpg|png)"),
        ("^/", r"/[a-z]{3,}"),
        ("^[A-Z]{3}-", r"[A-Z]{3}-\d{4,5}"),
        ("[0-9]{5}", r"\d{5}"),  # no anchor at all: taken at its word
        ("^(?!x)[a-y]", r"[a-wy][a-z]+"),
        ("^a{2}$", "aa"),
    ],
)
def test_open_ends_of_every_kind(pattern: str, expected: str) -> None:
    schema = {"type": "object", "required": ["zqx"], "properties": {"zqx": {"type": "string", "pattern": pattern}}}
    for value in drawn(schema):
        assert re.fullmatch(expected, value["zqx"]), value
    short = {"type": "string", "pattern": "^TRK-", "maxLength": 6}
    assert all(len(value) == 6 for value in drawn(short))


#: A pattern -> how `strptime` reads what it gives.
DATED = {
    r"^\d{4}-\d{2}-\d{2}$": "%Y-%m-%d",
    r"^[0-9]{4}/[0-9]{2}/[0-9]{2}$": "%Y/%m/%d",
    r"^\d{4}\.\d{1,2}\.\d{1,2}$": "%Y.%m.%d",
    r"^\d{2}/\d{2}/\d{4}$": "%m/%d/%Y",
    r"^(0[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])/\d{4}$": "%d/%m/%Y",
    r"^\d{2}\.\d{2}\.\d{4}$": "%d.%m.%Y",
    r"^\d{2}-\d{2}-\d{4}$": "%d-%m-%Y",
    r"^\d{2}\.\d{2}\.\d{2}$": "%d.%m.%y",
    r"^19\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$": "%Y-%m-%d",
    r"^\d{4}-02-\d{2}$": "%Y-%m-%d",
    r"^\d{4}-\d{2}-\d{2}": "%Y-%m-%d",
    r"\d{4}-\d{2}-\d{2}": "%Y-%m-%d",
    r"^\d{4}-\d{2}$": "%Y-%m",
    r"^\d{2}/\d{4}$": "%m/%Y",
    r"^[0-9]{2}/[0-9]{2}$": "%m/%y",
    r"^[0-9]{2}:[0-9]{2}$": "%H:%M",
    r"^\d{1,2}:\d{2}:\d{2}$": "%H:%M:%S",
    r"^\d{1,2}:\d{2} (AM|PM)$": "%I:%M %p",
    r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$": "%Y-%m-%d %H:%M:%S",
    r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3}$": "%Y-%m-%d %H:%M:%S.%f",
    r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z$": "%Y-%m-%dT%H:%MZ",
    r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$": "%Y-%m-%dT%H:%M:%S%z",
    r"^\d{2}\.\d{2}\.\d{4}, \d{2}:\d{2}$": "%d.%m.%Y, %H:%M",
    r"^\d{8}T\d{6}Z$": "%Y%m%dT%H%M%SZ",
}


@pytest.mark.parametrize("pattern", DATED)
@pytest.mark.parametrize("name", ["zqx", "customer", "expiry_date"])
def test_patterns_of_dates_are_filled_with_days_that_exist(pattern: str, name: str) -> None:
    schema = {"type": "object", "required": [name], "properties": {name: {"type": "string", "pattern": pattern}}}
    values = [value[name] for value in drawn(schema)]
    for value in values:
        datetime.strptime(value, DATED[pattern])
    assert len(set(values)) > 10


def test_date_shaped_fields_of_one_record() -> None:
    forms = {"shipped_on": "%Y-%m-%d", "time": "%H:%M", "month": "%Y-%m", "due": "%m/%d/%Y", "de_date": "%d.%m.%Y"}
    for value in drawn("date_shaped"):
        for name, form in forms.items():
            datetime.strptime(value[name], form)
        datetime.fromisoformat(value["stamp"])
        if "created_tstamp" in value:
            datetime.fromisoformat(value["created_tstamp"].rstrip("Z")[:19])


@pytest.mark.parametrize("pattern", [r"^\d{4}-W\d{2}$", r"^\d{4}-Q\d$", r"^\d{3}-\d{4}$", r"^\d{2}:\d{2}:\d{2}:\d{2}$"])
def test_weeks_and_quarters_exist_and_other_digits_stay_as_they_are(pattern: str) -> None:
    for value in drawn({"type": "string", "pattern": pattern}):
        assert re.fullmatch(r"20\d\d-W(0[1-9]|[1-4]\d|5[0-2])|20\d\d-Q[1-4]|\d{3}-\d{4}|(\d\d:){3}\d\d", value), value
