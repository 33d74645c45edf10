"""Exact, stratified splits that groups never cross; prompts, order, shards; what the tests share with train."""

from __future__ import annotations

import itertools
import json
import shutil
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any, BinaryIO

import pytest

from edgejson.dataset import files as dataset
from edgejson.dataset import finishing, summaries
from edgejson.dataset.leakage import Leakage, fingerprint
from edgejson.dataset.settings import Split
from edgejson.dataset.splitting import TEST, TRAIN, groups
from edgejson.params.whole import load
from edgejson.pipeline.execution import Execution
from edgejson.pipeline.records import SPLITS, Example, read_jsonl, split_files, write_schema
from edgejson.schema.loading import load_folder

ROOT = Path(__file__).parents[2]
DEFAULTS = load(ROOT / "params.yaml").split
SEED = 7
WORDS = ["".join(letters) for letters in itertools.product("bdfgklmnprst", "aeiou", "bdfgklmnprst")]


def example(number: int, schema_id: str = "thing", **more: Any) -> Example:
    """A record with words and a value of its own."""
    rng = Random(f"{schema_id} {number}")
    found: Example = {
        "id": f"{schema_id}-t-{number:05d}",
        "schema_id": schema_id,
        "source": "llm" if number % 4 == 0 else "template",
        "register": ("email", "log", "form")[number % 3],
        "text": " ".join(rng.choices(WORDS, k=20)),
        "instruction": "Extract it.",
        "expected_output": {"value": rng.choice(WORDS)},
        "group": str(number),
        "tags": [],
        "difficulty": round(rng.random(), 4),
    }
    return {**found, **more}  # type: ignore[typeddict-item]


def changed(**changes: Any) -> Split:
    """The default settings with some changed."""
    return DEFAULTS.model_copy(update=changes)


class World:
    """A folder of schemas and balanced records, and its split."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def add(self, schema_id: str, records: list[Example], document: Any = None, unseen: bool = False) -> None:
        """A schema with its records."""
        path = self.root / "schemas" / ("unseen" if unseen else "") / f"{schema_id}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(document or {"type": "object", "properties": {"value": {"x-phrases": ["v {}"]}}}))
        write_schema(self.root / "balanced", schema_id, records)

    def split(self, workers: int = 1, **changes: Any) -> tuple[dict[str, Any], dict[str, list[Example]]]:
        """Metrics, and the records of each split that has a file, read back."""
        schemas = {schema.id: schema for schema in load_folder(self.root / "schemas")}
        planned = dataset.plan(self.root / "balanced", schemas.values(), changed(**changes), SEED)
        out = self.root / "dataset"
        shutil.rmtree(out, ignore_errors=True)
        written = dataset.write(out, planned, schemas, changed(**changes), SEED, Execution(workers=workers))
        files = {name: split_files(out, name) for name in SPLITS}
        found = {name: [r for path in paths for r in read_jsonl(path)] for name, paths in files.items() if paths}
        return summaries.split_metrics(planned, written), found


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A world with one schema of 40 records."""
    made = World(tmp_path)
    made.add("thing", [example(number) for number in range(40)])
    return made


def test_numbers_are_exact_by_schema_and_source(world: World) -> None:
    world.add("other", [example(number, "other") for number in range(40)])
    metrics, found = world.split()
    for schema_id in ("thing", "other"):
        test = [record for record in found["test"] if record["schema_id"] == schema_id]
        assert Counter(record["source"] for record in test) == {"template": 6, "llm": 2}
    assert (len(found["train"]), len(found["test"]), metrics["train"]["records"]) == (64, 16, 64)
    assert set(found) == {"train", "test", "test_variants"}


def test_a_validation_set_is_exact_too(world: World) -> None:
    _, found = world.split(validation_share=0.1)
    assert {name: len(records) for name, records in found.items()} == {
        "train": 28,
        "validation": 4,
        "test": 8,
        "test_variants": 8,
    }


def test_like_records_stay_together(tmp_path: Path) -> None:
    world = World(tmp_path)
    text = example(0)["text"].split()
    same_value = [example(number, expected_output={"value": "one"}) for number in range(3)]
    same_skeleton = [example(n, text=f"it is n{n} of us", expected_output={"value": f"n{n}"}) for n in range(3, 6)]
    near = [example(n, text=" ".join([*text, "and", "so", "on", "we", "go", WORDS[n]])) for n in range(6, 9)]
    same_group = [example(n, group="g") for n in range(9, 12)]
    records = [*same_value, *same_skeleton, *near, *same_group, *map(example, range(12, 40))]
    together = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9, 10, 11], *([number] for number in range(12, 40))]
    assert groups([fingerprint(record) for record in records], 0.8) == together
    world.add("thing", records)
    _, found = world.split()
    test = {int(record["id"][-5:]) for record in found["test"]}
    assert len(test) == 8
    for first in (0, 3, 6, 9):
        assert len(test & {first, first + 1, first + 2}) in (0, 3)


def test_groups_too_large_for_the_number_are_said(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.add("thing", [example(n, group="g" if n < 37 else str(n)) for n in range(40)])
    schemas = load_folder(tmp_path / "schemas")
    planned = dataset.plan(tmp_path / "balanced", schemas, DEFAULTS, SEED)
    written = dataset.write(tmp_path / "dataset", planned, {s.id: s for s in schemas}, DEFAULTS, SEED)
    metrics = summaries.split_metrics(planned, written)
    assert metrics["test"]["records"] == 3
    assert "thing: 3 of 8 test records" in "\n".join(summaries.split_lines(planned, metrics, DEFAULTS))


def test_unseen_schemas_are_in_no_other_split(world: World) -> None:
    world.add("rows", [example(n, "rows", expected_output=[n]) for n in range(9)], {"type": "array"}, unseen=True)
    metrics, found = world.split()
    assert {record["schema_id"] for record in found["test_unseen"]} == {"rows"}
    assert len(found["test_unseen"]) == metrics["test_unseen"]["records"] == 9
    assert all(record["schema_id"] == "thing" for record in [*found["train"], *found["test"]])


def test_prompts_hold_the_text_and_the_keys_but_no_annotation(world: World) -> None:
    _, found = world.split()
    records = [record for records in found.values() for record in records]
    assert all(record["text"] in record["prompt"] for record in records)
    assert len({record["prompt_format"] for record in records}) >= 5
    for record in records:
        assert "x-phrases" not in record["prompt"]
        assert all(name in record["prompt"] for name in record["expected_output"])
        assert record["prompt"] == "\n\n".join(message["content"] for message in record["messages"])


def test_a_prompt_of_more_than_the_usual_length_is_put_briefly_as_far_as_that_goes(world: World) -> None:
    _, at_length = world.split(usual_prompt_chars=12_000)
    _, briefly = world.split(usual_prompt_chars=1)
    for split, records in at_length.items():
        for record, brief in zip(records, briefly[split], strict=True):
            assert record["id"] == brief["id"] and record["text"] in brief["prompt"]
            assert all(name in brief["prompt"] for name in brief["expected_output"])
            assert len(brief["prompt"]) <= len(record["prompt"])
    lengths = [sum(len(record["prompt"]) for record in found["train"]) for found in (at_length, briefly)]
    assert lengths[1] < 0.9 * lengths[0]


def test_a_prompt_that_is_too_long_gets_a_shorter_format_and_a_text_that_is_too_long_is_counted(world: World) -> None:
    document = {"title": "A thing", "description": "long " * 500, "type": "object", "properties": {"value": {}}}
    texts = [example(number) for number in range(39)]
    world.add("thing", [*texts, example(39, text="word " * 300)], document)
    metrics, found = world.split(max_prompt_chars=1300)
    records = [*found["train"], *found["test"]]
    assert metrics["too_long"] == 1
    assert len(records) == 39
    assert all(len(record["prompt"]) <= 1300 for record in records)
    assert not any("long long" in record["prompt"] for record in records)


def test_variants_are_by_record_and_the_tests_are_asked_both_ways(world: World) -> None:
    metrics, found = world.split()
    _, again = world.split(shard_size=7)
    assert found == again  # whatever stands before a record
    by_id = {record["id"]: record for record in found["test"]}
    for record in found["test_variants"]:
        own = by_id[record["id"].removesuffix("-v")]
        assert record["variant"] and not own["variant"] and "asked_schema" not in own
        assert record["canonical_output"] == own["expected_output"]
        assert record["text"] == own["text"]
    varied = [record for record in found["train"] if record["variant"]]
    assert 0 < len(varied) < len(found["train"])
    assert metrics["train"]["variant_share"] == len(varied) / len(found["train"])
    assert metrics["train"]["distinct_schemas"] == len({json.dumps(r.get("asked_schema")) for r in found["train"]})
    none = DEFAULTS.variants.model_copy(update={"train": 0.0, "test_variants": 0.0})
    _, plain = world.split(variants=none)
    assert set(plain) == {"train", "test"} and not any(record["variant"] for record in plain["train"])


def test_rank_is_by_difficulty_and_curriculum_is_that_order(world: World) -> None:
    _, shuffled = world.split()
    _, found = world.split(order="curriculum")
    train = found["train"]
    assert [record["rank"] for record in train] == list(range(32))
    assert [r["difficulty"] for r in train] == sorted(r["difficulty"] for r in train)
    assert [r["rank"] for r in shuffled["train"]] != list(range(32))
    assert {r["id"]: r["rank"] for r in shuffled["train"]} == {r["id"]: r["rank"] for r in train}
    ids = [r["id"] for r in shuffled["train"]]
    assert ids != sorted(ids)


def test_shards_hold_everything_once(world: World) -> None:
    _, whole = world.split()
    _, found = world.split(shard_size=15)
    names = sorted(path.name for path in (world.root / "dataset").iterdir())
    assert names == [
        "test.jsonl",
        "test_variants.jsonl",
        *(f"train-{number:05d}-of-00003.jsonl" for number in range(3)),
    ]
    assert found == whole


def test_a_new_schema_moves_no_record_of_another(world: World) -> None:
    _, before = world.split()
    world.add("another", [example(number, "another") for number in range(40)])
    _, after = world.split()
    for name in ("train", "test"):
        kept = [record["id"] for record in after[name] if record["schema_id"] == "thing"]
        assert kept == [record["id"] for record in before[name]]


def test_leakage_is_measured_where_it_is_planted() -> None:
    train = [fingerprint(example(number)) for number in range(20)]
    copied = {**example(0), "text": example(0)["text"].upper() + "!"}
    skeleton = [example(n, text=f"it is n{n} of us", expected_output={"value": f"n{n}"}) for n in (50, 51)]
    words = example(1)["text"].split()
    near = example(60, text=" ".join([*words, "more"]))
    tests = [fingerprint(record) for record in (copied, skeleton[0], near, example(70))]  # type: ignore[arg-type]
    leakage = Leakage(0.8)
    leakage.add_unseen("strangers", tests)
    leakage.add([*train, fingerprint(skeleton[1])], {"test": tests})
    for name in ("test", "strangers"):
        found = leakage.metrics()[name]
        assert (found["exact_text"], found["exact_value"], found["masked_text_share"]) == (1, 1, 0.5)
        assert (found["near_duplicates"], found["nearest_max"]) == (2, 1.0)
        assert 0.4 < found["ngram8_share"] < 0.6
    metrics = {TRAIN: {"records": 21}, TEST: {"leakage": leakage.metrics()["test"]}}
    assert "test.leakage.masked_text_share is 0.5" in summaries.split_failure(metrics, DEFAULTS)


def test_groups_are_a_partition_in_order() -> None:
    prints = [fingerprint(example(number, group="g" if number in (2, 5) else "")) for number in range(8)]
    assert groups(prints, 0.8) == [[0], [1], [2, 5], [3], [4], [6], [7]]


def test_no_record_at_all_fails_with_a_line_not_a_crash(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.add("thing", [])
    metrics, found = world.split()
    assert found == {}
    assert "train.records is 0" in summaries.split_failure(metrics, DEFAULTS)


def test_more_schemas_than_files_may_be_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tmp_path)
    for name in "abcdefgh":
        world.add(name, [example(number, name) for number in range(5)])
    _, whole = world.split()
    opened: list[BinaryIO] = []
    really_open = Path.open

    def watched(path: Path, mode: str = "r", **more: Any) -> Any:
        file = really_open(path, mode, **more)
        if path.parent.name == "balanced":
            opened.append(file)
            assert sum(not each.closed for each in opened) <= 3
        return file

    monkeypatch.setattr(finishing, "MOST_OPEN", 3)
    monkeypatch.setattr(Path, "open", watched)
    _, found = world.split()
    assert found == whole and len(opened) > 16
    assert all(each.closed for each in opened)


def test_two_workers_write_what_one_writes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.add("other", [example(number, "other") for number in range(40)])

    def split(workers: int) -> tuple[dict[str, Any], dict[str, bytes]]:
        metrics, _ = world.split(workers, shard_size=20)
        return metrics, {path.name: path.read_bytes() for path in (world.root / "dataset").iterdir()}

    alone = split(1)
    monkeypatch.setattr(finishing, "FEW", 0)
    monkeypatch.setattr(finishing, "CHUNK", 7)
    assert split(2) == alone and len(alone[1]) > 4
