"""The projects in examples/: what their READMEs say is done in a copy, as a reader would, and gives a dataset."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.dvc.conftest import Project
from tests.dvc.following import ROOT, follow, sections

pytestmark = pytest.mark.full

EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/README.md"))


def commands(name: str, title: str = "") -> list[str]:
    """The commands of an example's README: of a section, or of its first; `edgejson` as this tree has it."""
    listed = sections(f"examples/{name}/README.md")
    found = listed[title] if title else next(iter(listed.values()))
    return [re.sub(r"^edgejson ", "python -m edgejson ", command) for command in found]


def copied(name: str, folder: Path) -> Project:
    shutil.copytree(ROOT / "examples" / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return Project(folder / name, folder / "requests")


def made(name: str, folder: Path) -> tuple[Project, dict[str, str]]:
    """The project after its README's commands, and what each printed. No model is asked: other tests do that."""
    project = copied(name, folder)
    *before, repro = commands(name)
    assert repro == "dvc repro" and "python -m edgejson init" in before
    said = follow(project, before)
    project.set(llm__records_per_schema=0)
    said |= follow(project, [repro])
    return project, {command: "".join(outputs) for command, outputs in said.items()}


def records(project: Project) -> list[dict]:
    lines = [(project.folder / f"data/dataset/{part}.jsonl").read_text().splitlines() for part in ("train", "test")]
    return [json.loads(line) for part in lines for line in part]


def test_every_example_is_listed_and_tried() -> None:
    page = (ROOT / "examples/README.md").read_text()
    assert re.findall(r"^\| \[([\w-]+)\]\(\1/README.md\)", page, re.M) == [
        "support-tickets",
        "pydantic-models",
        "openapi-components",
    ]
    assert EXAMPLES == ["openapi-components", "pydantic-models", "support-tickets"]
    for name in EXAMPLES:
        assert len((ROOT / "examples" / name / "README.md").read_text().splitlines()) <= 50, "one screen"


def test_the_tutorial_follows_the_first_example() -> None:
    parts = sections("docs/tutorial.md")
    effect = parts.pop("A tuned model")  # tests/effect tunes
    assert effect[-1] == "make effect"
    (own, *_) = sections("examples/support-tickets/README.md").values()
    assert [command for listed in parts.values() for command in listed] == own
    page = (ROOT / "docs/tutorial.md").read_text()
    shown = json.loads(re.findall(r"```json\n(.*?)```", page, re.S)[0])
    schema = json.loads((ROOT / "examples/support-tickets/schemas/ticket.json").read_text())
    assert shown.items() <= schema.items()
    pair = json.loads(re.findall(r"```json\n(.*?)```", page, re.S)[1])
    assert pair in [json.loads(line) for line in (ROOT / "examples/support-tickets/pairs.jsonl").open()]


def test_ten_tickets_become_a_dataset_in_their_words(tmp_path: Path) -> None:
    project, said = made("support-tickets", tmp_path)
    (learned,) = (text for command, text in said.items() if "annotate" in command)
    readme = (ROOT / "examples/support-tickets/README.md").read_text()
    (refused,) = re.findall(r"^pairs.jsonl:5: refused.*$", readme, re.M)
    assert refused in learned and "from 9 pairs (1 refused" in learned
    found = records(project)
    assert {record["schema_id"] for record in found} == {"ticket"} and len(found) == 24
    assert sum(record["register"] == "authored" for record in found) > len(found) / 4
    assert any("I'd like a refund" in record["text"] for record in found)
    assert "up to date" in project.run("dvc status")


def test_classes_become_schemas_and_a_dataset(tmp_path: Path) -> None:
    project, said = made("pydantic-models", tmp_path)
    convert = said["python -m edgejson convert library"]
    assert convert.split() == ["schemas/book.json", "schemas/loan.json", "schemas/room_booking.json"]
    found = records(project)
    assert {record["schema_id"] for record in found} == {"book", "loan", "room_booking"}
    (check,) = commands("pydantic-models", "A model's answers")
    done = project.try_run(check)
    assert done.returncode == 1 and [json.loads(line)["passed"] for line in done.stdout.splitlines()] == [True, False]
    (shown,) = re.findall(r'^(\{"id":"line 2".*), \.\.\.$', (project.folder / "README.md").read_text(), re.M)
    assert shown in done.stdout
    # a class that changes makes its own schema's records again
    before = (project.folder / "data/raw/template/loan.jsonl").read_bytes()
    rooms = project.folder / "library/rooms.py"
    rooms.write_text(rooms.read_text().replace('"Quarto"', '"Vellum"'))
    project.run("python -m edgejson convert library --force && dvc repro template")
    assert b"Vellum" in (project.folder / "data/raw/template/room_booking.jsonl").read_bytes()
    assert (project.folder / "data/raw/template/loan.jsonl").read_bytes() == before


def test_a_component_becomes_a_schema_and_a_dataset_in_words_by_hand(tmp_path: Path) -> None:
    project, said = made("openapi-components", tmp_path)
    assert said["python -m edgejson convert 'openapi.yaml#Shipment'"] == "schemas/shipment.json\n"
    found = records(project)
    assert {record["schema_id"] for record in found} == {"shipment"}
    originals = [record.get("canonical_output", record["expected_output"]) for record in found]
    assert {label["content"]["kind"] for label in originals if "content" in label} == {"documents", "goods"}
    assert any("pages of documents, " in record["text"] for record in found)
