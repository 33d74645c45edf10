"""Twins: the text differs in the fact alone, the label follows, and the checks refuse the old one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from edgejson.baselines.examining import ExamTask, examine
from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.dataset import twins
from edgejson.dataset.loosely import is_loose, loose
from edgejson.pipeline.execution import Execution
from edgejson.pipeline.records import Example, read_jsonl, write_jsonl
from edgejson.schema.loading import at, load_folder

SCHEMAS = {schema.id: schema for schema in load_folder(Path(__file__).parents[2] / "schemas")}
CONTACTS = [
    ("Ada Stone", "ada.stone@larkspur.example", "+12025550143", "Larkspur Textiles"),
    ("Bo Winter", "bo.winter@harbor.example", "+13035550137", "Harbor Foods"),
    ("Cleo Marsh", "cleo.marsh@vantage.example", "+16025550150", "Vantage Press"),
]


def contact(number: int) -> Example:
    name, email, phone, company = CONTACTS[number]
    text = f"Full name: {name}\nE-mail: {email}\nPhone: {phone}\nCompany: {company}"
    messages = [{"role": "system", "content": "JSON."}, {"role": "user", "content": f"Fields: ...\n{text}"}]
    made: dict[str, Any] = {
        "id": f"c{number}", "schema_id": "contact_info", "text": text, "messages": messages,
        "prompt": f"JSON.\n\nFields: ...\n{text}", "scores": {"grounding": 1.0},
        "expected_output": {"full_name": name, "email": email, "phone": phone, "company": company},
    }  # fmt: skip
    return made  # type: ignore[return-value]


@pytest.fixture(scope="module")
def made() -> dict[str, list[Example]]:
    records = [contact(number) for number in range(3)]
    return twins.twins_of(twins.TwinTask(SCHEMAS["contact_info"], records, Validate(), 7))


def test_every_kind_is_made_and_proven(made: dict[str, list[Example]]) -> None:
    checker = Checker(SCHEMAS["contact_info"], Validate())
    kinds = Counter(twin["twin"]["kind"] for found in made.values() for twin in found)
    assert kinds["changed"] == kinds["removed"] == kinds["reassigned"] == kinds["another"] == 3
    for number in range(3):
        base = contact(number)
        for twin in made[base["id"]]:
            assert checker.check(twin["text"], twin["expected_output"]).passed
            same = twin["expected_output"] == base["expected_output"]
            assert same == (twin["twin"]["kind"] == "another")
            assert same or not checker.check(twin["text"], base["expected_output"]).passed


def test_only_the_fact_differs(made: dict[str, list[Example]]) -> None:
    for number in range(3):
        base = contact(number)
        for twin in made[base["id"]]:
            place = twin["twin"]["path"]
            old, new = at(base["expected_output"], place), at(twin["expected_output"], place)
            kind = twin["twin"]["kind"]
            if kind == "changed":
                ahead, behind = base["text"].split(str(old))
                assert twin["text"].startswith(ahead) and twin["text"].endswith(behind)
                said = twin["text"][len(ahead) : len(twin["text"]) - len(behind)]
                assert said == new or (said.startswith(str(old)) and str(new) in said)
            elif kind == "reassigned":
                lines = base["text"].split("\n"), twin["text"].split("\n")
                ((gone, said),) = [(one, other) for one, other in zip(*lines, strict=True) if one != other]
                assert str(old) in gone and str(old) in said and new is None
            elif kind == "removed":
                (gone,) = [line for line in base["text"].splitlines() if str(old) in line]
                assert twin["text"] == "\n".join(line for line in base["text"].split("\n") if line != gone) + (
                    "\n" if base["text"].endswith(gone) else ""
                )
                assert new is None
            else:
                assert twin["text"].startswith(base["text"] + "\n")
            assert twin["prompt"] == base["prompt"].replace(base["text"], twin["text"])
            assert twin["messages"][1]["content"].endswith(twin["text"])
            assert twin["id"] == f"{base['id']}-{kind}" and "scores" not in twin


def test_a_layout_is_changed_by_a_correction_only_and_a_value_gone_from_it_leaves_its_label() -> None:
    records = [{**contact(number), "register": "form"} for number in range(3)]
    made = twins.twins_of(twins.TwinTask(SCHEMAS["contact_info"], records, Validate(), 7))  # type: ignore[arg-type]
    for record in records:
        (changed,) = [twin for twin in made[record["id"]] if twin["twin"]["kind"] == "changed"]
        assert str(at(record["expected_output"], changed["twin"]["path"])) in changed["text"]
        (removed,) = [twin for twin in made[record["id"]] if twin["twin"]["kind"] == "removed"]
        assert removed["text"].count("\n") == record["text"].count("\n")
        assert str(at(record["expected_output"], removed["twin"]["path"])) not in removed["text"]


def test_twins_are_written_beside_the_test_and_workers_change_nothing(tmp_path: Path) -> None:
    found = []
    for workers in (1, 2):
        folder = tmp_path / str(workers)
        write_jsonl(folder / "test.jsonl", [contact(number) for number in range(3)])
        counts = twins.write(folder, SCHEMAS, Validate(), Execution(workers=workers), 7)
        found.append((folder / "test_twins.jsonl").read_bytes())
        assert counts.total() == len(list(read_jsonl(folder / "test_twins.jsonl")))
    assert found[0] == found[1]


def test_a_fact_that_shares_its_sentence_is_not_taken_out() -> None:
    record = contact(0)
    name, email, phone, company = CONTACTS[0]
    record["text"] = f"Please add {name} from {company} to our contacts, phone {phone}, e-mail {email}."
    (found,) = twins.twins_of(twins.TwinTask(SCHEMAS["contact_info"], [record], Validate(), 7)).values()
    assert all(twin["twin"]["kind"] != "removed" for twin in found)


def test_a_required_fact_is_taken_out_where_the_record_is_asked_with_a_schema_that_requires_nothing() -> None:
    records = [contact(number) for number in range(3)]
    for number, record in enumerate(records):  # all that its own schema lets a label lack shares a sentence
        name, email, phone, company = CONTACTS[number]
        record["text"] = f"The full name is {name}. The e-mail is {email} and the phone {phone}, company {company}."
        record["messages"] = [{"role": "user", "content": record["text"]}]
        record["prompt"] = record["text"]
        record["instruction"] = ""
    made = twins.twins_of(twins.TwinTask(SCHEMAS["contact_info"], records, Validate(), 7))
    checker = Checker(loose(SCHEMAS["contact_info"]), Validate())
    removed = 0
    for record in records:
        found = {one["id"]: one for one in made[record["id"]]}
        for one in found.values():
            if one.get("twin", {}).get("kind") in ("removed", "reassigned") and is_loose(one):
                base = found[one["twin"]["of"]]
                removed += one["twin"]["kind"] == "removed"
                assert "required" not in str(one["asked_schema"]) and base["asked_schema"] == one["asked_schema"]
                assert base["text"] == record["text"] and base["expected_output"] == record["expected_output"]
                assert one["twin"]["path"] == "/full_name" and "full_name" not in one["expected_output"]
                assert checker.check(one["text"], one["expected_output"]).passed
                assert not checker.check(one["text"], base["expected_output"]).passed
                assert one["prompt"] == base["prompt"].replace(base["text"], one["text"])
                assert base["prompt"] != record["prompt"] and "full_name" in base["prompt"]
    assert removed
    counted = examine(ExamTask(SCHEMAS["contact_info"], [one for each in made.values() for one in each], Validate()))
    assert not counted.failures
