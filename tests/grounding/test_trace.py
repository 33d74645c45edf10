"""The trace of a pair: every leaf, every place that says its value, and what became of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.params import whole
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import Schema, load_schema
from edgejson.text import REGISTERS, Renderer
from edgejson.values import compile_sampler

ROOT = Path(__file__).parents[2]
SETTINGS = whole.load(ROOT / "params.yaml")

ORDER = {
    "title": "Order",
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "total": {"type": "number"},
        "tax": {"type": "number"},
        "paid": {"type": "boolean"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "price": {"type": "number"}},
            },
        },
    },
}


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(Schema("order", Path("order.json"), ORDER, "flat", False), SETTINGS.validation)


def outcome(traced: list[str], path: str) -> str:
    return next(line.rpartition(": ")[2] for line in traced if line.startswith(f"{path} = "))


def places(traced: list[str], path: str) -> list[str]:
    """The lines of one leaf's places."""
    first = next(index for index, line in enumerate(traced) if line.startswith(f"{path} = ")) + 1
    return [line.strip() for line in traced[first:] if line.startswith("    ")][
        : next((i for i, line in enumerate(traced[first:]) if not line.startswith("    ")), None)
    ]


def test_places_that_were_taken(checker: Checker) -> None:
    traced = checker.trace("Order A-17, total 42. It was paid.", {"id": "A-17", "total": 42, "paid": True})
    assert places(traced, "/id") == ['6-10 "A-17", literal; no cue; chosen']
    assert places(traced, "/total") == ['18-20 "42", literal; cue "total" (3.6); chosen']
    assert places(traced, "/paid") == ['29-33 "paid", form; its words name the field (9.0); chosen']


@pytest.mark.parametrize(
    ("text", "label", "path", "said", "why"),
    [
        ("Total 41, tax 3.", {"total": 42, "tax": 3}, "/total", "ungrounded", "nothing in the text says it"),
        ("Total 42, tax 3.", {"total": 3}, "/total", "other-field", "dropped: it is said of /tax (3.6)"),
        ("Order A-17, 42.", {"total": 42, "tax": 42}, "/tax", "shared", "chosen, but: shared"),
        ("Total 40, no wait, 42.", {"total": 40}, "/total", "taken-back", "dropped: the text takes it back"),
        ("Order A-17.", {"id": "A-17", "paid": False}, "/paid", "ungrounded", "nothing in the text says it"),
        (
            "Order A-17. Items: pear, price 20; fig, price 19.",
            {"id": "A-17", "items": [{"name": "fig", "price": 19}, {"name": "pear", "price": 20}]},
            "/items/1/name",
            "order",
            "dropped: the items of its list would not stand in order",
        ),
    ],
)
def test_places_that_were_not(checker: Checker, text: str, label: Any, path: str, said: str, why: str) -> None:
    traced = checker.trace(text, label)
    assert outcome(traced, path) == said
    assert any(line.endswith(why) for line in places(traced, path)), traced
    codes = {reason["code"] for reason in checker.check(text, label).findings if reason["path"] == path}
    assert codes and codes <= {line.split(" ")[0] for line in traced if not line.startswith((" ", "/"))}


def test_offsets_are_places_in_the_text_as_given(checker: Checker) -> None:
    text = "Cafe\u0301 order A-17, total 42."  # two code points that are read as one
    (place,) = places(checker.trace(text, {"id": "A-17", "total": 42}), "/total")
    start, end = map(int, re.match(r"(\d+)-(\d+)", place).groups())  # type: ignore[union-attr]
    assert text[start:end] == "42"


def test_a_label_that_can_not_be_written_has_no_trace(checker: Checker) -> None:
    assert checker.trace("Order A-17.", {"total": float("nan")}) == []


@pytest.mark.parametrize("name", ["invoice", "medical_encounter", "simple_config"])
def test_every_leaf_of_written_pairs_says_where_it_stands(name: str) -> None:
    """A leaf with a place has one place that was chosen, and it is the one that `evidence` tells."""
    schema = load_schema(next((ROOT / "schemas").rglob(f"{name}.json")))
    sampler = compile_sampler(schema, SETTINGS.template.values, SETTINGS.base.locale)
    renderer, checker = Renderer(schema, SETTINGS.template.text), Checker(schema, SETTINGS.validation)
    for register in REGISTERS:
        rng = stream(0, name, register, 3)
        value = sampler.sample(rng)
        text = renderer.render(value, rng, register).text
        traced = checker.trace(text, value)
        for found in checker.evidence(text, value):
            chosen = [line for line in places(traced, found["path"]) if line.endswith("; chosen")]
            assert len(chosen) == 1 and chosen[0].startswith(f"{found['start']}-{found['end']} ")


def test_command(tmp_path: Path) -> None:
    """The lines stand below the verdict of their pair, and without --trace there is none."""
    (tmp_path / "order.json").write_text(json.dumps(ORDER))
    pairs = [{"text": "Total 42.", "output": {"total": 42}}, {"text": "Total 41.", "output": {"total": 42}}]
    command = [sys.executable, "-m", "edgejson", "check", "--schema", str(tmp_path / "order.json")]
    printed = [
        subprocess.run(
            [*command, *option], input="\n".join(map(json.dumps, pairs)), cwd=ROOT, capture_output=True, text=True
        ).stdout.splitlines()
        for option in ([], ["--trace"])
    ]
    plain, traced = printed
    assert [line for line in traced if line.startswith("{")] == plain and len(plain) == 2
    assert traced[1:3] == ["  /total = 42 (money): literal", '      6-8 "42", literal; cue "total" (3.6); chosen']
    assert traced[4:6] == ["  /total = 42 (money): ungrounded", "      nothing in the text says it"]
