"""What is known of a schema, and whose words its texts are in: counted by hand on small texts."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from report_records import ATTACK, Build, record

from edgejson.report import known
from edgejson.report.known import BUILT_IN, SCHEMA, Known, entries, shown, wording
from edgejson.schema.loading import Schema, load_schema

DOCUMENT = {
    "type": "object",
    "properties": {
        "tenant": {"type": "string", "examples": ["Bo Nilsen"]},
        "rooms": {"type": "integer", "x-phrases": ["has {} rooms"]},
        "pets": {"type": "boolean"},
    },
}
ANNOTATIONS = """
"":
  sentences:
  - "{tenant} would like to rent[ a flat of {rooms} rooms]"
  - {value: "looking for {rooms} rooms (please|thanks)", by: examples, seen: 3}
  - {value: "the name is {tenant}", by: examples, seen: 1, struck: true}
  pool:
  - {value: {tenant: Ann Lee, rooms: 2}, by: smollm2@abc, seen: 2}
/properties/pets:
  phrases:
    "true": [pets come along]
"""


@pytest.fixture
def schema(tmp_path: Path) -> Schema:
    (tmp_path / "flat.json").write_text(json.dumps(DOCUMENT))
    (tmp_path / "flat.annotations.yaml").write_text(ANNOTATIONS)
    return load_schema(tmp_path / "flat.json")


def told(text: str, label: dict[str, Any], **more: Any) -> tuple[Any, dict[str, list[int]]]:
    """A record, and where its leaves stand."""
    places = {}
    for name, value in label.items():
        said = "pets come along" if value is True else str(value)
        places[f"/{name}"] = [text.index(said), text.index(said) + len(said)]
    return {"id": "x", "schema_id": "flat", "text": text, "expected_output": label, **more}, places


def test_entries_come_with_place_and_source(schema: Schema) -> None:
    assert list(entries(schema)) == [
        Known("", "sentences", "{tenant} would like to rent[ a flat of {rooms} rooms]", "hand"),
        Known("", "sentences", "looking for {rooms} rooms (please|thanks)", "examples", 3),
        Known("", "sentences", "the name is {tenant}", "examples", 1, True),
        Known("", "pool", {"tenant": "Ann Lee", "rooms": 2}, "smollm2@abc", 2),
        Known("/properties/pets", "phrases", "pets come along", "hand"),
        Known("/properties/tenant", "pool", "Bo Nilsen", SCHEMA),
        Known("/properties/rooms", "phrases", "has {} rooms", SCHEMA),
    ]


def test_words_are_counted_by_who_gave_them(schema: Schema) -> None:
    text = "Hi all, Ann Lee would like to rent a flat of 2 rooms. Pets: pets come along."
    counts = wording(entries(schema), [told(text, {"tenant": "Ann Lee", "rooms": 2, "pets": True})])
    assert counts == {BUILT_IN: 3, "hand": 7 + 1 + 3}  # "hi", "all", "pets"
    text = "The name is Ann Lee, looking for 2 rooms thanks"
    assert wording(entries(schema), [told(text, {"tenant": "Ann Lee", "rooms": 2})]) == {BUILT_IN: 3, "examples": 4}


def test_a_word_or_two_in_the_midst_of_others_are_nobodys_own() -> None:
    said = [Known("", "sentences", "{a} on the {b}", "hand")]
    assert wording(said, [told("Rain fell on the roof. 5", {"b": 5})]) == {BUILT_IN: 5}
    assert wording(said, [told("7 on the 5", {"a": 7, "b": 5})]) == {"hand": 2}


def test_what_a_teacher_wrote_freely_is_his_and_what_he_chose_is_said(schema: Schema) -> None:
    free = {"source": "llm", "teacher": "smollm2", "tags": ["written"]}
    text = "Ann Lee would like to rent 2 rooms"
    assert wording(entries(schema), [told(text, {"tenant": "Ann Lee", "rooms": 2}, **free)]) == {"smollm2": 5}
    chosen = {**free, "tags": []}
    counts = wording(entries(schema), [told(f"Hello! {text}", {"tenant": "Ann Lee", "rooms": 2}, **chosen)])
    assert counts == {"hand": 5, "built-in grammar, chosen by smollm2": 1}


def test_the_canonical_label_says_where_values_stand(schema: Schema) -> None:
    example, places = told("Ann Lee would like to rent", {"tenant": "Ann Lee"})
    asked = {**example, "expected_output": {"t": "Ann Lee"}, "canonical_output": example["expected_output"]}
    assert wording(entries(schema), [(asked, places)]) == Counter(hand=4)  # type: ignore[list-item]


def test_the_page_has_shares_entries_and_what_is_struck(schema: Schema) -> None:
    html = shown(schema, [told("Hello! Ann Lee would like to rent", {"tenant": "Ann Lee"})])
    assert "<b><bdi>flat</bdi></b> hand 80.0%; built-in grammar 20.0%</summary>" in html
    assert '<tr><td><bdi>smollm2@abc</bdi><td class="count">–' in html
    assert "<td><bdi>{&quot;tenant&quot;:&quot;Ann Lee&quot;,&quot;rooms&quot;:2}</bdi><td>" in html
    assert html.count("<del ") == 1 and "<bdi>the name is {tenant}</bdi></del><td><bdi>examples</bdi><td>1</tr>" in html


def test_of_many_entries_the_first_are_shown(schema: Schema, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "SHOWN", 2)
    html = shown(schema, [])
    assert "and 1 more" in html and "the name is" not in html


def test_the_report_has_a_part_for_each_schema(build: Build) -> None:
    page = build([record(number) for number in range(20)], []).read_text("utf-8")
    part = page.partition('<section id="schemas">')[2].partition("</section>")[0]
    assert part.count('<details name="schemas">') == 2
    assert "<b><bdi>person</bdi></b> built-in grammar 100.0%" in part
    assert "struck: true" in part and ATTACK not in part
