"""verify: other teachers read a text back as JSON; how many leaves most of them get right is kept with the record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import Example
from edgejson.schema.fields import leaves
from edgejson.teachers.engines.requests import Completion, Request, digest, model_file
from edgejson.teachers.engines.teacher import Teacher

#: In a model's name: how its weights were rounded, packed and stored, which makes no other model of them.
_PACKED = re.compile(
    r"[-_.](?:gguf|awq|gptq|exl2|mlx|nf4|bnb|fp(?:8|16|32)|f(?:16|32)|bf16|w\da\d+|int[48]|[248]bit"
    r"|i?q\d(?:_\w+)?|marlin|safetensors)(?=[-_.]|$)"
)


def weights(teacher: Teacher) -> str:
    """Which model a teacher is: two readers with the same weights are one, and a writer doesn't prove itself right.

    By its file's or its hub's name without owner, revision and quantisation, so that every clone decides alike, with
    the model or without; `told_apart` sees to it that names tell the truth.
    """
    return _PACKED.sub("", teacher.model.rstrip("/").rpartition("/")[2].lower())


def told_apart(teachers: Mapping[str, Teacher]) -> None:
    """Raise UserError where weights that lie on this machine have two names, and so would count as two models."""
    seen: dict[str, tuple[str, str]] = {}
    for name, teacher in teachers.items():
        try:
            path = None if teacher.engine == "openai" else model_file(teacher.model)
        except UserError:
            continue  # not here: its recorded answers are replayed
        if path is None:
            continue
        other, known = seen.setdefault(digest(path), (name, weights(teacher)))
        if known != weights(teacher):
            raise UserError(
                f"llm.teachers: {other} and {name} are the same weights under two names, and so no two readers; give "
                "both the same model, or take another one"
            )


_NONE = object()  #: a leaf that a reading lacks
_SYSTEM = "You read a text and give the record that it states as JSON. Copy values; leave out what is not said."


def ask(example: Example, shape: dict[str, Any], most_tokens: int) -> Request:
    """The request to read one text, decoded greedily; `shape` is the schema as `relaxing.relaxed` gives it."""
    messages = (("system", _SYSTEM), ("user", f"{example['text']}\n\n{example['instruction']}"))
    return Request(messages, schema=shape, max_tokens=most_tokens, temperature=0.0, schema_id=example["schema_id"])


def reading(completion: Completion) -> Any:
    """The value that a verifier read; None (which agrees with nothing) where it gave no JSON."""
    try:
        return orjson.loads(completion.text)
    except orjson.JSONDecodeError:
        return None


def agreement(label: Any, readings: Sequence[Any]) -> float | None:
    """The share of leaves, 0 to 1, on which more than half of the readings agree with the label.

    Leaves are those of the label and those that a majority reads besides. None where there is no reading.
    """
    if not readings:
        return None
    half = len(readings) / 2
    expected = {path: _key(leaf) for path, leaf in leaves(label)}
    read = [{path: _key(leaf) for path, leaf in leaves(value)} for value in readings]
    right = sum(1 for path, key in expected.items() if sum(one.get(path, _NONE) == key for one in read) > half)
    others = {path for one in read for path in one} - expected.keys()
    extra = sum(1 for path in others if sum(path in one for one in read) > half)
    return round(right / (len(expected) + extra), 6)


def _key(leaf: Any) -> Any:
    """Equal for equal JSON values: 1 and 1.0 are one number, true is none."""
    return ("boolean", leaf) if isinstance(leaf, bool) else repr(leaf) if isinstance(leaf, (dict, list)) else leaf
