"""How much of models' texts is their own: figures that can be counted by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from edgejson.dataset.own_words import Said, failure, how, metrics
from edgejson.pipeline.records import write_schema
from edgejson.schema.loading import Schema

PORT = Schema(
    "port",
    Path("port.json"),
    {
        "type": "object",
        "properties": {"ship": {"type": "string", "x-phrases": ["the ship that (lies|waits) here is {}"]}},
        "x-sentences": ["Today we wait for {ship}[ at berth {berth}]."],
    },
    "simple",
    False,
)


def record(text: str, source: str, teacher: str, *tags: str, ship: str = "Gannet") -> dict[str, Any]:
    return {
        "id": text,
        "schema_id": "port",
        "text": text,
        "expected_output": {"ship": ship},
        "source": source,
        "teacher": teacher,
        "tags": list(tags),
    }


def test_what_a_text_says_against_what_is_known() -> None:
    known, said = Said(), Said()
    known.add("We wait for the ship Gannet.", {"ship": "Gannet"})
    said.add("We wait for the ship Tern. She never comes at night.", {"ship": "Tern"})
    found = said.against(known)
    assert found["records"] == 1
    assert found["own_4grams"] == 2 / 5  # "she never comes at", "never comes at night", of five
    assert found["new_words"] == 500  # she, never, comes, at, night: five of ten
    assert found["commonest_sentences"] == 1.0


def test_figures_are_split_by_how_records_came_to_their_words(tmp_path: Path) -> None:
    templates = [
        record(f"Today we wait for {ship}.", "template", "template", ship=ship) for ship in ("Gannet", "Tern", "Skua")
    ]
    models = [
        record("Today we wait for Tern. The ship that waits here is Tern.", "llm", "small", ship="Tern"),
        record("Nobody has seen the good old Gannet since Monday", "llm", "big", "written"),
    ]
    assert [how(one) for one in (templates[0], *models)] == ["templates", "chosen", "written"]  # type: ignore[arg-type]
    write_schema(tmp_path, "port", [*templates, *models])
    found = metrics(tmp_path, [PORT])
    assert (found["chosen"]["records"], found["written"]["records"], found["templates"]["records"]) == (1, 1, 1)
    assert found["chosen"]["own_4grams"] == 0, "all of it is a template's or an annotation's"
    assert found["written"]["own_4grams"] == 1
    assert found["teachers"]["big.written"] == found["written"]
    assert found["templates"]["own_4grams"] == 0


@pytest.mark.parametrize(("least", "shut"), [(0.0, False), (0.5, False), (0.6, True)])
def test_a_gate_demands_words_of_their_own(least: float, shut: bool) -> None:
    measured = {"written": {"records": 1, "own_4grams": 1.0}, "chosen": {"records": 1, "own_4grams": 0.0}}
    assert bool(failure(measured, least)) is shut
    none = {kind: {"records": 0} for kind in measured}
    assert failure(none, least) == ""


def test_of_no_records_nothing_is_said_but_that_there_are_none() -> None:
    assert Said().against(Said()) == {"records": 0}
