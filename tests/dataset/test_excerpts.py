"""Excerpts: some sentences of a text alone, with the label that they give and nothing else, asked for all fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.dataset.asking import Asking
from edgejson.dataset.excerpts import ExcerptTask, can_be_cut, drawn, excerpts_of
from edgejson.dataset.finishing import Entry
from edgejson.dataset.loosely import is_loose, loose
from edgejson.dataset.passages import leans, passages, without
from edgejson.dataset.settings import Variants
from edgejson.pipeline.execution import Execution
from edgejson.pipeline.records import read_jsonl, write_jsonl
from edgejson.schema.loading import load_folder

SCHEMA = next(schema for schema in load_folder(Path(__file__).parents[2] / "schemas") if schema.id == "contact_info")
TEXT = (
    "Hello,\n\n> The contact is {name}. She can be reached at {email}. The company is {company}.\n\n"
    "The phone is {phone}.\n\nBest,\nJo"
)


def contact(number: int, text: str = TEXT, **more: Any) -> dict[str, Any]:
    name = ("Ada Stone", "Bo Winter", "Cleo Marsh", "Dana Frost")[number % 4]
    label = {
        "full_name": name,
        "email": f"{name.lower().replace(' ', '.')}{number}@larkspur.example",
        "phone": f"+1202555{1000 + number}",
        "company": "Harbor Foods",
    }
    said = text.format(name=name, **{key: value for key, value in label.items() if key != "full_name"})
    record = {"id": f"c{number}", "schema_id": "contact_info", "text": said, "expected_output": label}
    return {**record, "register": "email", "instruction": "", "tags": [], "difficulty": 0.0, **more}


def entries(folder: Path, records: list[dict[str, Any]]) -> list[Entry]:
    path = folder / "balanced" / "contact_info.jsonl"
    write_jsonl(path, records)
    found, offset = [], 0
    for record, line in zip(records, path.read_bytes().splitlines(keepends=True), strict=True):
        found.append(Entry(record["id"], "contact_info", path, offset, 0, 0.0))
        offset += len(line)
    return found


def test_what_is_left_is_a_part_of_the_text_and_its_label_is_proven(tmp_path: Path) -> None:
    records = [contact(number) for number in range(12)]
    found = excerpts_of(ExcerptTask(SCHEMA, entries(tmp_path, records), Validate(), 3))
    checker = Checker(loose(SCHEMA), Validate())
    assert len(found) >= 9
    for record in records:
        part = found.get(record["id"])
        if part is None:
            continue
        assert checker.check(part.text, part.label).passed
        assert not checker.check(part.text, record["expected_output"]).passed
        assert part.label and part.label.items() < record["expected_output"].items()
        for name, value in record["expected_output"].items():
            assert (value in part.text) == (name in part.label)
        assert all(line in record["text"] for line in part.text.replace("> ", "").split("\n"))
        assert ("She can" in part.text) <= ("The contact is" in part.text)  # it leans on the one before
        assert ("She can" in part.text or "The company" in part.text) <= (">" in part.text)
        assert "\n\n\n" not in part.text


def test_turns_layouts_and_corrections_stay_whole() -> None:
    assert can_be_cut(contact(0)) and can_be_cut(contact(0, register="notes"))  # type: ignore[arg-type]
    for register in ("transcript", "form", "table", "log", "keyvalue"):
        assert not can_be_cut(contact(0, register=register))  # type: ignore[arg-type]
    assert not can_be_cut(contact(0, tags=["adversarial:correction"]))  # type: ignore[arg-type]


def test_a_share_of_the_splits_with_variants_is_cut_whoever_works(tmp_path: Path) -> None:
    mine = entries(tmp_path, [contact(number) for number in range(60)])
    by_split = {"train": mine[:40], "test": mine[40:]}

    def ids(excerpts: float, train: float, workers: int = 1) -> dict[str, Any]:
        settings = Variants(excerpts=excerpts, train=train)
        return drawn(by_split, {SCHEMA.id: SCHEMA}, settings, Validate(), Execution(workers=workers), 5)

    half, most = ids(0.5, 1.0), ids(1.0, 1.0)
    assert half == ids(0.5, 1.0, workers=2)
    assert not ids(0.0, 1.0) and not ids(1.0, 0.0)
    assert set(half) < set(most) <= {entry.id for entry in mine[:40]}
    assert 10 <= len(half) <= 30 and len(most) >= 30


@pytest.mark.parametrize("most", [1, 6])
def test_it_is_asked_for_all_fields_with_a_schema_that_requires_nothing(tmp_path: Path, most: int) -> None:
    records = [contact(number) for number in range(30)]
    path = entries(tmp_path, records)
    found = excerpts_of(ExcerptTask(SCHEMA, path, Validate(), 3))
    asking = Asking({SCHEMA.id: SCHEMA}, Variants(most=most), 3, found)
    checker, seen = Checker(loose(SCHEMA), Validate()), 0
    for record in read_jsonl(path[0].path):
        whole = record["text"]
        form = asking.ask(record, "train")
        assert form is not None
        if record["id"] not in found:
            assert record["text"] == whole and not is_loose(record)
            continue
        seen += 1
        assert is_loose(record) and record["text"] == found[record["id"]].text
        assert record["canonical_output"] == found[record["id"]].label
        assert checker.check(record["text"], record["canonical_output"]).passed
        if record["variant"] == ["optional"]:
            assert "required" not in record["asked_schema"]
            assert set(record["asked_schema"]["properties"]) == set(SCHEMA.document["properties"])
        again = asking.ask_plainly(record)
        assert again is not None and record["variant"] == ["optional"]
        assert record["expected_output"] == found[record["id"]].label
    assert seen >= 20


def test_passages_are_the_text_and_what_is_left_of_them_keeps_its_lines() -> None:
    text = "> Dr. A. Ray called. No. 5 is open. It is late.\n> \n> Bye!\n- one\n  - two. Three\n"
    spans = list(passages(text))
    assert "".join(text[start:end] for start, end in spans) == text
    said = [text[start:end].strip() for start, end in spans]
    assert said == ["> Dr. A. Ray called.", "No. 5 is open.", "It is late.", ">", "> Bye!", "- one", "- two.", "Three"]
    assert without(text, {spans[0]}) == "> No. 5 is open. It is late.\n> \n> Bye!\n- one\n  - two. Three"
    assert without(text, {spans[2], spans[4]}) == "> Dr. A. Ray called. No. 5 is open.\n> \n- one\n  - two. Three"
    assert without(text, {spans[5], spans[7]}).endswith("> Bye!\n  - two.")
    assert leans("> It is late.") and leans("Also, ...") and leans("In addition, yes") and not leans("Items: two")
