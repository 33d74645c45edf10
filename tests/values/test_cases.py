"""Ordinary schemas that people have: what is drawn from them is what a person would expect."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from edgejson.params import Values
from edgejson.schemas import load_schema
from edgejson.streams import stream
from edgejson.values import compile_sampler

CASES = Path(__file__).parent / "cases"
SETTINGS = Values(optional_rate=0.7, max_items=4, max_depth=4)


def drawn(source: str | dict[str, Any], count: int = 40) -> list[Any]:
    """Instances of a schema, or of the case of that name."""
    schema = load_schema(CASES / f"{source}.json") if isinstance(source, str) else source
    sampler = compile_sampler(schema, SETTINGS)
    return [sampler.sample(stream(0, "case", index)) for index in range(count)]


def dates() -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "format": "date"}}


def test_a_list_of_dates_is_in_order() -> None:
    for instance in drawn("list_of_dates"):
        days = [date.fromisoformat(day) for day in instance["days"]]
        assert days == sorted(set(days))
    assert max(len(instance["days"]) for instance in drawn("list_of_dates")) > 2


def test_lists_of_dates_follow_the_date_beside_them_wherever_they_stand() -> None:
    start = {"type": "string", "format": "date"}
    item = {"type": "object", "required": ["opened_on", "visits"], "properties": {"opened_on": start, "visits": dates()}}
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
