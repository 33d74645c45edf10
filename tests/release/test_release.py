"""A release is read back by the tools that people use: datasets, mlcroissant, sha256sum."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from edgejson.audit.planting import KINDS
from edgejson.checks import Checker
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import read_jsonl
from edgejson.release.evidence import evidence
from edgejson.release.export import CHECKSUMS, export
from edgejson.release.preferences import preferences
from edgejson.release.tables import as_tool_call
from edgejson.schema.loading import load_schema
from tests.release.conftest import HOSTILE, SETTINGS, record


def header(release: Path) -> dict[str, Any]:
    """The YAML header of the card."""
    return dict(YAML(typ="safe").load((release / "README.md").read_text().split("---\n")[1]))


def test_datasets_reads_named_splits_with_typed_columns(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datasets = pytest.importorskip("datasets")
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    found = datasets.load_dataset(str(release), cache_dir=str(release.parent / "cache"))
    assert {split: len(rows) for split, rows in found.items()} == {"train": 5, "test": 1, "test_unseen": 1}
    row = found["train"][4]
    assert json.loads(row["expected_output"]) == {"priority": 4, "owner": "Ärpad 😀"}
    assert (row["logprob"], row["scores"], row["rank"], row["tags"]) == (-1.5, {"language": 1.0}, 4, [])
    assert json.loads(found["test_unseen"][0]["expected_output"]) == [1, "two"]
    pairs = datasets.load_dataset(str(release), "preference", cache_dir=str(release.parent / "cache"))["train"]
    assert len(pairs) == 5 and {turn["role"] for turn in pairs[0]["rejected"]} == {"assistant"}
    chats = datasets.load_dataset(str(release), "chat", cache_dir=str(release.parent / "cache"))
    assert [turn["role"] for turn in chats["test"][0]["messages"]] == ["user", "assistant"]
    assert json.loads(chats["test"][0]["messages"][1]["content"])["priority"] == 5


def test_tool_calls_have_the_schema_of_their_record_and_valid_arguments(release: Path) -> None:
    calls = [json.loads(line) for line in (release / "tools/test-00000-of-00001.jsonl").read_text().splitlines()]
    (call,) = calls[0]["messages"][-1]["tool_calls"]
    (function,) = calls[0]["tools"]
    assert function["function"]["name"] == call["function"]["name"]
    assert function["function"]["parameters"]["properties"] == {
        "priority": {"type": "integer"}, "owner": {"type": "string"},
    }  # fmt: skip
    assert json.loads(call["function"]["arguments"]) == {"priority": 5, "owner": "Ärpad 😀"}
    assert calls[0]["messages"][1] == {"role": "user", "content": "priority 5, says Ärpad 😀"}
    assert not (release / "tools/test_unseen-00000-of-00001.jsonl").read_text()  # no object, no arguments
    asked = {"type": "object", "title": "Asked", "properties": {"level": {"type": ["string", "null"], "x-unit": "m"}}}
    varied = record(7, variant=["null"], asked_schema=asked, expected_output={"level": None})
    made = as_tool_call(varied, load_schema(release / "schemas/ticket.json"))  # type: ignore[arg-type]
    assert made["tools"][0]["function"]["parameters"]["properties"] == {"level": {"type": ["string", "null"]}}
    assert "null" in made["messages"][0]["content"]


def test_croissant_is_valid_and_its_records_can_be_read(release: Path) -> None:
    croissant = pytest.importorskip("mlcroissant")
    dataset = croissant.Dataset(jsonld=release / "croissant.json")
    assert not dataset.metadata.ctx.issues.errors
    rows = list(dataset.records("train-00001-of-00002"))
    assert [row["train-00001-of-00002/rank"] for row in rows] == [3, 4]


def test_checksums_cover_every_file_and_hold(release: Path) -> None:
    lines = (release / CHECKSUMS).read_text().splitlines()
    files = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()}
    assert {line.split("  ")[1] for line in lines} == files - {CHECKSUMS}
    subprocess.run(["sha256sum", "--quiet", "-c", CHECKSUMS], cwd=release, check=True)


def test_schemas_are_plain_and_jsonl_is_as_in_the_dataset(release: Path) -> None:
    assert "x-phrases" not in (release / "schemas/ticket.json").read_text()
    shard = "train-00001-of-00002.jsonl"
    assert (release / "jsonl" / shard).read_bytes() == (release.parent / "data/dataset" / shard).read_bytes()


def test_card_has_the_licence_real_figures_and_an_example_that_cannot_break_out(release: Path) -> None:
    text = (release / "README.md").read_text()
    assert header(release)["license"] == "cc-by-4.0"
    assert "| 93.8% | `metrics/validate.json`: `pass_rate` |" in text
    assert f"````text\nExtract.\n{HOSTILE}\npriority 0\n````" in text
    assert "Apache-2.0" in text.split("## Licences")[1]
    licence = (release / "LICENSE").read_text()
    assert licence.startswith("Tickets: ") and "SPDX-License-Identifier: CC-BY-4.0" in licence
    assert "https://creativecommons.org/licenses/by/4.0/legalcode" in licence
    assert "| `ticket` | Ticket \\| 'x' | simple | seen |" in text


def test_a_second_export_replaces_the_first_with_equal_bytes(release: Path) -> None:
    def content() -> Iterator[tuple[str, bytes]]:
        return ((path.name, path.read_bytes()) for path in sorted(release.rglob("*")) if path.is_file())

    before = list(content())
    (release / "stale.txt").write_text("left over")
    export(release, SETTINGS.base, SETTINGS.llm, SETTINGS.validation, "Tickets")
    assert list(content()) == before


def test_revision_is_of_git_and_dvc(release: Path) -> None:
    work = release.parent
    Path("dvc.lock").write_text("stages: {split: {outs: [{path: data/dataset, md5: abc123.dir}]}}\n")
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
    for command in (["init", "-q"], ["add", "schemas"], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *command], cwd=work, check=True)
    export(release, SETTINGS.base, SETTINGS.llm, SETTINGS.validation, "Tickets")
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=work, capture_output=True, text=True, check=True)
    text = (release / "README.md").read_text()
    assert f"`{commit.stdout.strip()}`" in text
    assert "`abc123.dir`" in text


def test_a_folder_that_is_no_release_is_left_alone(release: Path) -> None:
    other = release.parent / "mine"
    other.mkdir()
    (other / "thesis.txt").write_text("years of work")
    with pytest.raises(UserError, match="mine: exists and is no release"):
        export(other, SETTINGS.base, SETTINGS.llm, SETTINGS.validation, "Tickets")
    assert (other / "thesis.txt").read_text() == "years of work"


def test_no_dataset_is_a_user_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="run dvc repro first"):
        export(tmp_path / "release", SETTINGS.base, SETTINGS.llm, SETTINGS.validation, "Tickets")


def test_shards_come_out_in_order(release: Path) -> None:
    ranks = [row["rank"] for path in sorted((release / "jsonl").glob("train-*")) for row in read_jsonl(path)]
    assert ranks == [0, 1, 2, 3, 4]


def test_preferences_have_a_wrong_answer_that_the_checks_refuse(release: Path) -> None:
    schema = load_schema(Path("schemas/simple/ticket.json"))
    records = {row["id"]: row for path in (release / "jsonl").glob("train-*") for row in read_jsonl(path)}
    pairs = list(read_jsonl(release / "preference/train.jsonl"))
    assert len(pairs) == len(records)
    for pair in pairs:
        record = records[pair["id"]]
        (chosen,), (rejected,) = pair["chosen"], pair["rejected"]
        assert json.loads(chosen["content"]) == record["expected_output"]
        assert pair["prompt"][-1] == {"role": "user", "content": record["prompt"]}
        verdict = Checker(schema, SETTINGS.validation).check(record["text"], json.loads(rejected["content"]))
        assert not verdict.passed
        assert pair["kind"] in KINDS and 0 < pair["severity"] <= 1
        assert pair["path"] in ("/priority", "/owner") or pair["kind"] in ("key_added", "emptied")


def test_evidence_points_at_the_values(release: Path) -> None:
    texts = {row["id"]: row["text"] for path in (release / "jsonl").glob("*.jsonl") for row in read_jsonl(path)}
    found = [row for path in (release / "evidence").glob("*.jsonl") for row in read_jsonl(path)]
    assert {row["id"] for row in found} == set(texts)
    (places,) = (row["evidence"] for row in found if row["id"] == "ticket-t-00002")
    said = {place["path"]: texts["ticket-t-00002"][place["start"] : place["end"]] for place in places}
    assert said == {place["path"]: place["form"] for place in places}
    assert said == {"/priority": "2", "/owner": "Ärpad 😀"}


def test_a_variant_has_evidence_and_a_preference_by_the_schema_it_is_asked_with(release: Path) -> None:
    asked = {
        "type": "object",
        "properties": {"f1": {"type": "string", "description": "who owns it"}},
        "required": ["f1"],
    }
    places = {"places": {"": "", "/f1": "/owner"}, "codes": {}, "nulls": []}
    varied = record(
        7,
        variant=["part", "opaque"],
        asked_schema=asked,
        expected_output={"f1": "Ärpad 😀"},
        canonical_output={"priority": 7, "owner": "Ärpad 😀"},
        origin=places,
    )
    schemas = {"ticket": load_schema(Path("schemas/simple/ticket.json"))}
    (row,) = evidence([varied], schemas, SETTINGS.validation)
    assert [(place["path"], varied["text"][place["start"] : place["end"]]) for place in row["evidence"]] == [
        ("/f1", "Ärpad 😀")
    ]
    (pair,) = preferences([varied], schemas, SETTINGS.validation)
    assert json.loads(pair["rejected"][0]["content"]) != {"f1": "Ärpad 😀"}
    assert "priority" not in pair["rejected"][0]["content"]
