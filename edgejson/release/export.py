"""A release: the dataset as a folder that can be uploaded as it is."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import orjson

from edgejson.checks.settings import Validate
from edgejson.pipeline import layout
from edgejson.pipeline.base import Base
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.metrics import read_metrics
from edgejson.pipeline.records import SPLITS, Example, read_jsonl, split_files, whole_folder, write_jsonl
from edgejson.release.card import LICENCE_URL, Contents, card
from edgejson.release.croissant import File, croissant
from edgejson.release.evidence import evidence
from edgejson.release.harness import tasks
from edgejson.release.preferences import preferences
from edgejson.release.revision import revision
from edgejson.release.tables import (
    CHAT_SCHEMA,
    COMPLETION_SCHEMA,
    PREFERENCE_SCHEMA,
    REWARD_SCHEMA,
    as_chat,
    as_completion,
    as_hermes,
    as_rewarded,
    as_row,
    as_tool_call,
    typed_schema,
    write_parquet,
)
from edgejson.release.templates import filled
from edgejson.schema.loading import Schema, load_folder
from edgejson.teachers.settings import Llm

CHECKSUMS = "SHA256SUMS"
#: The version of the files' layout, in Croissant's terms; the data's own version is its revision.
VERSION = "1.0.0"
_READY = Path(__file__).with_name("ready")  #: what a release has that is the same in each
_TO_LEARN = ("train", "validation")  #: splits that no model is measured on
_EXAMPLE_CHARS = 700  #: the card's record has a prompt of at most so many characters, if there is one


def export(folder: Path, base: Base, llm: Llm, validation: Validate, name: str) -> Contents:
    """Write the dataset of the working directory to `folder`, which is replaced as a whole.

    Raises UserError where there is no dataset, or where `folder` holds something else than a release.
    """
    files = {split: found for split in SPLITS if (found := split_files(layout.DATASET, split))}
    if "train" not in files:
        raise UserError(f"{layout.DATASET}: no dataset here; run dvc repro first")
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / CHECKSUMS).exists())):
        raise UserError(f"{folder}: exists and is no release; name a new or an empty folder")
    metrics = read_metrics(layout.METRICS)
    at = revision(layout.DATASET)
    contents, score_names = _survey(files, base, llm, name)
    with whole_folder(folder) as fresh:
        _write_records(fresh, files, score_names)
        schemas = {schema.id: schema for schema in contents.schemas}
        _write_tool_calls(fresh, files, schemas)
        _write_judged(fresh, files, schemas, validation)
        _write_reward(fresh / "reward" / "train.parquet", files["train"], schemas)
        _write_ready(fresh, files)
        _write_schemas(fresh / "schemas", contents.schemas)
        _copy_metrics(fresh / "metrics")
        (fresh / "README.md").write_text(card(contents, metrics, at), encoding="utf-8")
        licence = filled("licence.md", contents=contents, licence_url=LICENCE_URL)
        (fresh / "LICENSE").write_text(licence, encoding="utf-8")
        metadata = croissant(contents, list(_files(fresh)), at, VERSION)
        (fresh / "croissant.json").write_bytes(orjson.dumps(metadata, option=orjson.OPT_INDENT_2))
        lines = "".join(f"{file.sha256}  {file.path}\n" for file in _files(fresh))
        (fresh / CHECKSUMS).write_text(lines, encoding="utf-8")
    return contents


def _records(files: list[Path]) -> Iterator[Example]:
    for path in files:
        yield from read_jsonl(path)


def _survey(files: dict[str, list[Path]], base: Base, llm: Llm, name: str) -> tuple[Contents, set[str]]:
    """One pass over the dataset: what it holds, and the names of the scores."""
    present: set[str] = set()
    teachers: set[str] = set()
    registers: Counter[str] = Counter()
    scores: set[str] = set()
    contents = Contents(name, [], language=base.locale.split("_")[0])
    for split, paths in files.items():
        contents.records[split] = 0
        for example in _records(paths):
            contents.records[split] += 1
            present.add(example["schema_id"])
            registers[example.get("register", "")] += 1
            scores.update(example.get("scores", {}))
            if example.get("source") == "llm":
                teachers.add(example.get("teacher", ""))
            if contents.example is None and len(example.get("prompt", "")) <= _EXAMPLE_CHARS:
                contents.example = example
    contents.schemas = [schema for schema in load_folder(layout.SCHEMAS) if schema.id in present]
    contents.registers = dict(sorted(registers.items()))
    models = {teacher: settings.model for teacher, settings in llm.teachers.items()}
    contents.teachers = {teacher: models.get(teacher, teacher) for teacher in sorted(teachers)}
    return contents, scores


def _write_records(folder: Path, files: dict[str, list[Path]], score_names: set[str]) -> None:
    schema = typed_schema(score_names)
    (folder / "jsonl").mkdir()
    for stem, path in _shards(files):
        shutil.copyfile(path, folder / "jsonl" / f"{stem}.jsonl")
        write_parquet(folder / "data" / f"{stem}.parquet", map(as_row, read_jsonl(path)), schema)
        for form, made, columns in (
            ("chat", as_chat, CHAT_SCHEMA),
            ("completion", as_completion, COMPLETION_SCHEMA),
        ):
            write_parquet(folder / form / f"{stem}.parquet", map(made, read_jsonl(path)), columns)
            write_jsonl(folder / form / f"{stem}.jsonl", map(made, read_jsonl(path)))


def _shards(files: Mapping[str, list[Path]]) -> Iterator[tuple[str, Path]]:
    """The dataset's files, each with the stem that those made of it have."""
    for split, paths in files.items():
        yield from ((f"{split}-{number:05d}-of-{len(paths):05d}", path) for number, path in enumerate(paths))


def _write_tool_calls(folder: Path, files: dict[str, list[Path]], schemas: Mapping[str, Schema]) -> None:
    """Records whose answer is an object, which the arguments of a function must be."""
    for stem, path in _shards(files):
        tools = folder / "tools" / f"{stem}.jsonl"
        objects = (one for one in read_jsonl(path) if isinstance(one["expected_output"], dict))
        write_jsonl(tools, (as_tool_call(one, schemas[one["schema_id"]]) for one in objects))
        write_jsonl(folder / "hermes" / tools.name, map(as_hermes, read_jsonl(tools)))


def _write_judged(folder: Path, files: dict[str, list[Path]], schemas: dict[str, Schema], validation: Validate) -> None:
    """What the checks say of the records: evidence of all, preference pairs of those to train on."""
    (folder / "evidence").mkdir()
    for split, paths in files.items():
        write_jsonl(folder / "evidence" / f"{split}.jsonl", evidence(_records(paths), schemas, validation))
    pairs = preferences(_records(files["train"]), schemas, validation)
    path = folder / "preference" / "train.jsonl"
    write_jsonl(path, pairs)
    write_parquet(path.with_suffix(".parquet"), read_jsonl(path), PREFERENCE_SCHEMA)


def _write_reward(path: Path, files: list[Path], schemas: Mapping[str, Schema]) -> None:
    """Records to train on by a reward: those asked with their own schema, whose annotations the checks rest on."""
    own = (record for record in _records(files) if "asked_schema" not in record)
    write_parquet(path, (as_rewarded(record, schemas[record["schema_id"]]) for record in own), REWARD_SCHEMA)


def _write_ready(folder: Path, files: Mapping[str, list[Path]]) -> None:
    """Settings of trainers, and tasks of lm-evaluation-harness, for the files beside them."""
    shutil.copytree(_READY, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    _tell_llamafactory(folder / "trainers", len(files["train"]))
    for name, content in tasks(split for split in files if split not in _TO_LEARN).items():
        (folder / "lm_eval" / name).write_text(content, encoding="utf-8")


def _tell_llamafactory(trainers: Path, shards: int) -> None:
    """Tell LLaMA-Factory of the chats: it reads one file by one name, which its settings repeat."""
    info = {
        f"edgejson_{number}": {
            "file_name": f"../chat/train-{number:05d}-of-{shards:05d}.jsonl",
            "formatting": "sharegpt",
            "columns": {"messages": "messages"},
            "tags": {f"{name}_tag": name for name in ("role", "content", "user", "assistant", "system")},
        }
        for number in range(shards)
    }
    (trainers / "dataset_info.json").write_bytes(orjson.dumps(info, option=orjson.OPT_INDENT_2))
    settings = trainers / "llamafactory.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("SHARDS", ",".join(info)), encoding="utf-8")


def _write_schemas(folder: Path, schemas: list[Schema]) -> None:
    folder.mkdir()
    for schema in schemas:
        (folder / f"{schema.id}.json").write_bytes(orjson.dumps(schema.plain, option=orjson.OPT_INDENT_2))


def _copy_metrics(folder: Path) -> None:
    (folder / "tables").mkdir(parents=True)
    for path in sorted([*layout.METRICS.glob("*.json"), *layout.METRICS.glob("tables/*.csv")]):
        shutil.copyfile(path, folder / path.relative_to(layout.METRICS))


def _files(folder: Path) -> Iterator[File]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
            yield File(path.relative_to(folder).as_posix(), path.stat().st_size, digest)
