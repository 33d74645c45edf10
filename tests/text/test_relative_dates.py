"""Texts that say dates by the day of writing: a reader finds that day in them, and no other date than the label's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.forms import Reading
from edgejson.forms.relative import phrases, settled
from edgejson.params.whole import load
from edgejson.pipeline.streams import stream
from edgejson.schema.fields import leaves
from edgejson.schema.instances import put
from edgejson.schema.loading import Schema, load_folder
from edgejson.text import Renderer
from edgejson.text.surroundings import written
from edgejson.values import compile_sampler

ROOT = Path(__file__).parents[2]
SETTINGS = load(ROOT / "params.yaml")
ALWAYS = SETTINGS.template.text.model_copy(update={"surroundings": 1.0, "relative_dates": 1.0})
SCHEMAS = {schema.id: schema for schema in load_folder(ROOT / "schemas")}
DATED = ("library_loan", "support_ticket", "event_registration", "invoice", "meeting_notes", "vehicle_inspection")


def pairs(name: str, count: int) -> Iterator[tuple[str, Any]]:
    """Texts with relative dates, each with its label."""
    schema = SCHEMAS[name]
    sampler, renderer = compile_sampler(schema, SETTINGS.template.values, "en_US"), Renderer(schema, ALWAYS)
    for index in range(count):
        rng = stream(11, name, index)
        value = sampler.sample(rng)
        register = ("prose", "chat", "email", "transcript")[index % 4]
        said = renderer.render(value, rng, register, "correction" if index % 5 == 0 else None)
        if "relative_dates" in said.tags:
            yield said.text, value


@pytest.mark.parametrize("name", DATED)
def test_a_date_said_by_the_day_of_writing_is_read_as_itself_and_as_no_other(name: str) -> None:
    checker = Checker(SCHEMAS[name], SETTINGS.validation)
    shifted = 0
    for text, label in pairs(name, 40):
        assert checker.check(text, label).passed, text
        assert not re.search(
            r"\b(?:on|at) (?:yesterday|today|tomorrow)|\b(?:on|by|from|until) in \w+ (?:day|week)s", text
        )
        reading = Reading(text)
        for path, value in leaves(label):
            if not isinstance(value, str) or not re.match(r"\d{4}-\d\d-\d\d(?:T|$)", value):
                continue
            day = date.fromisoformat(value[:10])
            places = reading.tokens.dates.get((day.year, day.month, day.day), ())
            if any(re.search(r"ago$|day$|tomorrow$|week$|^in ", text[e.start : e.end]) for e in places):
                for days in (-7, -1, 1, 7):
                    wrong = (day + timedelta(days)).isoformat() + value[10:]
                    assert not checker.check(text, put(label, path, wrong)).passed, (path, wrong, text)
                    shifted += 1
    assert shifted > 20


def test_without_its_day_of_writing_a_text_grounds_no_relative_date() -> None:
    checker = Checker(SCHEMAS["library_loan"], SETTINGS.validation)
    for text, label in pairs("library_loan", 30):
        [line] = {text.count("\n", 0, place) for place in _places(text)}
        lines = text.split("\n")
        assert not checker.check("\n".join([*lines[:line], *lines[line + 1 :]]), label).passed, text


def _places(text: str) -> tuple[int, ...]:
    """Where a text states its day of writing."""
    reading = Reading(text)
    return reading.written if reading.tokens.dates else ()


def test_what_is_past_lies_behind_the_day_of_writing_and_what_is_due_ahead() -> None:
    loan = {"borrowed_on": "2024-03-05", "due_on": "2024-03-19"}
    for index in range(200):
        when = written(loan, stream(12, index), 1.0)
        assert when.stated and date(2024, 3, 5) <= when.day <= date(2024, 3, 19)
        assert when.speaks_of("2024-03-05", ("borrowed_on",)) and when.speaks_of("2024-03-19", ("due_on",))
        assert not when.speaks_of("2024-03-20", ("borrowed_on",)) and not when.speaks_of("2024-03-04", ("due_on",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("On yesterday, it was sent on two days ago.", "Yesterday, it was sent two days ago."),
        ("It is due by in three days, updated at yesterday.", "It is due by this coming Monday, updated yesterday."),
        (
            "Published at Monday of last week, over on a week ago.",
            "Published on Monday of last week, over last Friday.",
        ),
        ("Valid until in nine days.", "Valid until 12 May 2024."),
        ("Due on Tuesday of next week, or in three days.", "Due on Tuesday of next week, or in three days."),
    ],
)
def test_relative_dates_have_the_prepositions_that_they_have(text: str, said: str) -> None:
    forms = [text[start:end] for _, start, end in phrases(text.lower())]
    assert settled(text, forms, date(2024, 5, 3), "day_first") == said


def test_lines_of_paths_say_no_date_by_a_day_that_they_do_not_give() -> None:
    rows = {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}
    document = {
        "title": "host",
        "type": "object",
        "properties": {"due_on": {"type": "string", "format": "date"}, "rows": rows},
        "required": ["due_on", "rows"],
    }
    schema = Schema("host", Path("host.json"), document, "simple", False)
    renderer, checker = Renderer(schema, ALWAYS), Checker(schema, SETTINGS.validation)
    value = {"due_on": "2025-01-17", "rows": [[2, 1], [9]]}
    for index in range(40):
        said = renderer.render(value, stream(11, "host", index), "prose", "correction")
        assert not any(phrases(said.text.lower())), said.text
        assert checker.check(said.text, value).passed, said.text
