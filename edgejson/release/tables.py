"""Records as Parquet with typed columns, and in the forms that trainers read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from edgejson.dataset.showing import Shown, tool
from edgejson.pipeline.records import Example, Message
from edgejson.schema.loading import Schema, without_annotations

_BATCH = 5_000

#: Column -> (type, what it holds). `expected_output` is JSON text, because each schema has its own shape.
COLUMNS: dict[str, tuple[pa.DataType, str]] = {
    "id": (pa.string(), "unique, and the same as long as its source stays the same"),
    "schema_id": (pa.string(), "which schema the output follows; `schemas/<schema_id>.json`"),
    "complexity": (pa.string(), "of the schema: simple, medium or complex"),
    "source": (pa.string(), "who wrote the text: `template` or `llm`"),
    "teacher": (pa.string(), "the model's short name, or `template`"),
    "register": (pa.string(), "the way of writing: e-mail, chat, form, log, ..."),
    "text": (pa.string(), "what to extract from; all evidence is here"),
    "instruction": (pa.string(), "what to extract"),
    "prompt": (
        pa.string(),
        "what a model is given: task, what is asked for by `prompt_format`, text; `chat/` as turns",
    ),
    "prompt_format": (pa.string(), "how it shows the schema: schema, fields, example, typescript, pydantic or tool"),
    "expected_output": (pa.string(), "the answer, as JSON text"),
    "variant": (pa.list_(pa.string()), "how the schema that is asked with differs from that of `schema_id`; []: it is"),
    "asked_schema": (pa.string(), "the schema that is asked with, as JSON text; null: that of `schema_id`"),
    "canonical_output": (pa.string(), "of a variant, the answer by the schema of `schema_id`, as JSON text"),
    "twin": (pa.string(), "of a twin, its record's id (`of`), its kind and the place of the fact, as JSON text"),
    "tags": (pa.list_(pa.string()), "troubles planted in the text, e.g. `adversarial:correction`; `relative_dates`"),
    "group": (pa.string(), "records with one group are never in different splits"),
    "scores": (pa.struct([]), "what the validator measured"),
    "logprob": (pa.float64(), "mean log-probability of the model's tokens; null for templates"),
    "agreement": (pa.float64(), "share of leaves on which verifying models agree; null without them"),
    "difficulty": (pa.float64(), "0 (easy) to 1 (hard)"),
    "rank": (pa.int64(), "place in the split from simple to hard, from 0"),
}


_TURN = pa.struct([("role", pa.string()), ("content", pa.string())])
_TURNS = pa.list_(_TURN)
_IDS = [("id", pa.string()), ("schema_id", pa.string())]
CHAT_SCHEMA = pa.schema([("messages", _TURNS), *_IDS])
COMPLETION_SCHEMA = pa.schema([("prompt", _TURNS), ("completion", _TURNS), *_IDS])
REWARD_SCHEMA = pa.schema([("prompt", _TURNS), ("text", pa.string()), ("schema", pa.string()), *_IDS])

PREFERENCE_SCHEMA = pa.schema(
    [(name, _TURNS) for name in ("prompt", "chosen", "rejected")]
    + [*_IDS, ("kind", pa.string()), ("path", pa.string()), ("severity", pa.float64())]
)


def typed_schema(score_names: Iterable[str]) -> pa.Schema:
    """The Arrow schema of a release; `scores` is a struct of floats with the names given."""
    scores = pa.struct([(name, pa.float64()) for name in sorted(score_names)])
    types = {name: type_ for name, (type_, _) in COLUMNS.items()} | {"scores": scores}
    if not scores.num_fields:  # Parquet can't store a struct without fields
        del types["scores"]
    return pa.schema(list(types.items()))


def as_row(example: Example) -> dict[str, Any]:
    """A record as a row: the output as JSON text, numbers as floats, missing values as null."""
    row: dict[str, Any] = {name: example.get(name) for name in COLUMNS}
    row["expected_output"] = output_text(example)
    row["variant"] = example.get("variant", [])
    for name in ("asked_schema", "canonical_output", "twin"):
        row[name] = orjson.dumps(example[name]).decode() if name in example else None
    row["tags"] = example.get("tags", [])
    row["scores"] = {name: float(score) for name, score in example.get("scores", {}).items()}
    for name in ("logprob", "agreement", "difficulty"):
        row[name] = None if row[name] is None else float(row[name])
    return row


def output_text(example: Example) -> str:
    """The expected output as compact JSON, keys in the record's order."""
    return orjson.dumps(example["expected_output"]).decode()


def asking(example: Example) -> list[Message]:
    """The turns that a model answers."""
    return example.get("messages") or [{"role": "user", "content": example.get("prompt", example["text"])}]


def _ids(example: Mapping[str, Any]) -> dict[str, str]:
    """What every form of a record is known by."""
    return {"id": example["id"], "schema_id": example["schema_id"]}


def as_chat(example: Example) -> dict[str, Any]:
    """A record as a conversation, the form that TRL, Axolotl and Unsloth read."""
    return {
        "messages": [*asking(example), {"role": "assistant", "content": output_text(example)}],
        **_ids(example),
    }


def as_completion(example: Example) -> dict[str, Any]:
    """A record as what is asked and what is answered, so that a trainer can take the loss of the answer alone."""
    return {
        "prompt": asking(example),
        "completion": [{"role": "assistant", "content": output_text(example)}],
        **_ids(example),
    }


def as_rewarded(example: Example, schema: Schema) -> dict[str, Any]:
    """A record as what is asked, and what a reward needs to judge an answer by: text and annotated schema."""
    return {
        "prompt": asking(example),
        "text": example["text"],
        "schema": orjson.dumps(schema.document).decode(),
        **_ids(example),
    }


#: What a tool call is asked for with, by whether what is not said is null.
_CALL = {
    True: "Call the function with what the text says; null for what it does not say.",
    False: "Call the function with what the text says; leave out what it does not say.",
}


def as_tool_call(example: Example, schema: Schema) -> dict[str, Any]:
    """A record as a call of a function whose parameters are what it is asked for, as the OpenAI protocol has it."""
    asked = without_annotations(example.get("asked_schema", schema.plain))
    function = orjson.loads(tool(Shown(asked, None, str(asked.get("title") or schema.title))))
    arguments = {"name": function["function"]["name"], "arguments": output_text(example)}
    call = {"id": "call_0", "type": "function", "function": arguments}
    return {
        "messages": [
            {"role": "system", "content": _CALL["null" in example.get("variant", ())]},
            {"role": "user", "content": example["text"]},
            {"role": "assistant", "content": None, "tool_calls": [call]},
        ],
        "tools": [function],
        **_ids(example),
    }


#: How Hermes and models after it are told of functions, and call one: as text between tags.
_BETWEEN_TAGS = "The functions stand between <tools> tags. A call is a JSON object with name and arguments, between"


def as_hermes(call: dict[str, Any]) -> dict[str, Any]:
    """What `as_tool_call` gives, with function and call as text in the turns, for templates that know no functions."""
    system, user, answer = call["messages"]
    (function,), (made,) = call["tools"], answer["tool_calls"]
    called = {"name": made["function"]["name"], "arguments": orjson.loads(made["function"]["arguments"])}
    told = f"<tools>\n{orjson.dumps(function).decode()}\n</tools>"
    asked = f"{system['content']}\n\n{_BETWEEN_TAGS} <tool_call> tags.\n{told}"
    said = f"<tool_call>\n{orjson.dumps(called).decode()}\n</tool_call>"
    turns = [{"role": "system", "content": asked}, user, {"role": "assistant", "content": said}]
    return {"messages": turns, **_ids(call)}


def write_parquet(path: Path, rows: Iterator[dict[str, Any]], schema: pa.Schema) -> None:
    """Write rows as one Parquet file, in batches."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(path, schema, compression="zstd") as out:
        while batch := list(islice(rows, _BATCH)):
            out.write_batch(pa.RecordBatch.from_pylist(batch, schema=schema))
