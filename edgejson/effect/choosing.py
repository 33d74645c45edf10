"""Which records are trained on, and which are predicted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from random import Random

import orjson

from edgejson.checks.parsing import parse_json
from edgejson.dataset.prompts import compose
from edgejson.dataset.showing import Shown
from edgejson.dataset.variants.drawing import tree
from edgejson.effect.settings import Data, Predict
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import Example, Message, read_jsonl
from edgejson.schema.loading import schema_of

_OF_PAIR = ("text", "schema", "expected_output")


def rank(name: str) -> bytes:
    """A place in an order that has nothing to do with where a record comes from."""
    return blake2b(name.encode(), digest_size=16).digest()


def to_train(records: Iterable[Example], wanted: Data) -> list[Example]:
    """The records that the settings admit, in a fixed random order; their number is not cut yet.

    Raises UserError where they admit none.
    """
    found = [
        record
        for record in records
        if record.get("source", "template") in wanted.sources
        and (wanted.variants or not record.get("variant"))
        and (wanted.trouble or not record.get("tags"))
    ]
    if wanted.schemas:
        kept = sorted({record["schema_id"] for record in found}, key=rank)[: wanted.schemas]
        found = [record for record in found if record["schema_id"] in kept]
    if not found:
        raise UserError(f"effect/params.yaml: data: no record of train is left by {_told(wanted)}; ask for more")
    return sorted(found, key=lambda record: rank(record["id"]))


def _told(wanted: Data) -> str:
    """Settings as a person reads them."""
    return ", ".join(f"{name} {value}" for name, value in wanted)


def to_predict(records: Iterable[Example], wanted: Predict) -> list[Example]:
    """Those of a set's records that are predicted: the first by `rank`, a twin by its record's."""
    found = sorted(records, key=lambda record: (rank(_family(record)), record["id"]))
    if not wanted.records:
        return found
    families = sorted({_family(record) for record in found}, key=rank)[: wanted.records]
    return [record for record in found if _family(record) in set(families)]


def _family(record: Example) -> str:
    twin = record.get("twin")
    return str(twin["of"]) if twin else str(record["id"])


@dataclass(frozen=True, slots=True)
class Turns:
    """What a model is asked, and the answer that is right."""

    id: str
    messages: list[Message]
    answer: str


def turns(record: Example) -> Turns:
    """A record of the dataset as a conversation; the answer is compact JSON."""
    return Turns(record["id"], record["messages"], orjson.dumps(record["expected_output"]).decode())


def read_pairs(name: str, path: Path) -> list[Example]:
    """Real pairs as records with ids, prompts that show their schema, and `asked_schema`.

    Raises UserError with file and line for one that is none.
    """
    if not path.exists():
        raise UserError(f"effect/params.yaml: predict.pairs.{name}: no file {path}; mend the path or remove the line")
    records: list[Example] = []
    for number, line in enumerate(read_jsonl(path), 1):
        lacking = [key for key in _OF_PAIR if not isinstance(line, dict) or key not in line]
        if lacking:
            raise UserError(f"{path}:{number}: no {lacking[0]!r}; a line is {{text, schema, expected_output}}")
        document = line["schema"]
        if isinstance(document, str):
            document = parse_json(document).value
        try:
            schema = schema_of(document, name)
        except UserError as error:
            raise UserError(f"{path}:{number}: {error}") from error
        record: Example = {
            "id": str(line.get("id", f"{name}-{number:05d}")),
            "schema_id": name,
            "text": line["text"],
            "asked_schema": document,
            "expected_output": line["expected_output"],
            "variant": [],
        }
        shown = Shown(schema.plain, tree(schema), schema.title)
        record["messages"] = compose(record, shown, "schema", Random(f"{name} {number}"))
        records.append(record)
    return records
