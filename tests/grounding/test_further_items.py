"""A list of which the text says one item more, ahead of the label's first or behind its last, whatever follows."""

from __future__ import annotations

from typing import Any

import pytest

from edgejson.grounding.grounder import Grounder
from edgejson.schema.fields import FieldMap


def _list(of: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": of, **more}


SCHEMA: dict[str, Any] = {
    "title": "Print job",
    "type": "object",
    "properties": {
        "file": {"type": "string", "x-phrases": ["of the file {}"]},
        "sheets": _list({"type": "integer"}, **{"x-phrases": ["sheets {}"]}),
        "skip": _list({"type": "string"}, **{"x-phrases": ["skip {}"]}),
        "marks": _list({"type": "string"}),
        "topics": _list({"type": "string", "enum": ["dust", "heat", "noise", "odour"]}),
        "seats": {"type": "integer", "x-phrases": ["for {} people"]},
    },
    "x-sentences": [
        "(print|fetch) {sheets} ({file})[, skip {skip}].",
        "Sheets {sheets} of {file}[ for {seats} people], skip {skip} ones.",
        "{marks} are my marks.",
        "Watch {topics} above all.",
        "Leave out {skip} when you copy it.",
    ],
}
GROUNDER = Grounder(FieldMap(SCHEMA), SCHEMA)


def codes(text: str, label: dict[str, Any]) -> list[str]:
    return [code for code, _, _ in GROUNDER.ground(text, label).problems]


@pytest.mark.parametrize(
    ("text", "name", "items"),
    [
        ("fetch 36, 17 and 41 (deed.pdf).", "sheets", [36, 17, 41]),
        ("Sheets 167 and 12 of deed.pdf, skip .psd, .mp4 and .bak ones.", "sheets", [167, 12]),
        ("Sheets 167 and 12 of deed.pdf, skip .psd, .mp4 and .bak ones.", "skip", [".psd", ".mp4", ".bak"]),
        ("sheets 36 and 41 of the big one", "sheets", [36, 41]),
        ("Leave out .psd and .mp4 when you copy it.", "skip", [".psd", ".mp4"]),
        ("A-, D AND B+ ARE MY MARKS.", "marks", ["A-", "D", "B+"]),
        ("D, A and C+ are my marks.", "marks", ["D", "A", "C+"]),
        ("Watch dust, noise and odour above all.", "topics", ["dust", "noise", "odour"]),
    ],
)
def test_each_item_is_missed(text: str, name: str, items: list[Any]) -> None:
    whole: dict[str, Any] = {name: items}
    if "deed" in text:
        whole |= {"file": "deed.pdf"}
    if "ones" in text:
        whole = {"sheets": [167, 12], "skip": [".psd", ".mp4", ".bak"], **whole}
    assert codes(text, whole) == []
    for index in range(len(items)):
        assert codes(text, {**whole, name: [*items[:index], *items[index + 1 :]]}), index


def test_what_is_another_fields_or_ends_a_list_is_no_item() -> None:
    text = "Sheets 3 and 5 of deed.pdf for 12 people, skip .psd ones."
    assert codes(text, {"file": "deed.pdf", "sheets": [3, 5], "seats": 12, "skip": [".psd"]}) == []


@pytest.mark.parametrize("word", ["only", "please", "too"])
def test_an_item_does_not_end_with_a_word_of_the_sentence(word: str) -> None:
    text = f"A and B {word}"
    assert codes(text, {"marks": ["A", "B"]}) == []
    assert codes(text, {"marks": ["A", f"B {word}"]}) == ["runs-on"]
