"""The prompt that a model is given: instruction, text and, by format, what it is told of the schema."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from edgejson.pipeline.records import Example
from edgejson.schema.loading import Schema

_TEXT_HEADS = ("Text:", "Input:", "Message:", "Document:", "### Text", "Here is the text:", "---", "<text>", "")
_SCHEMA_HEADS = (
    "JSON Schema:",
    "Schema:",
    "Follow this JSON Schema:",
    "### Schema",
    "The answer must validate against:",
)
_FIELD_HEADS = ("Fields:", "The fields are:", "Keys of the JSON:", "### Fields", "Use these fields:")
_TITLE_HEADS = ("Schema: {}", "Record type: {}", "Kind of record: {}", "({})", "Title of the schema: {}")


def compose(example: Example, schema: Schema, format: str, rng: Random) -> str:
    """The prompt of an example in one of FORMATS, its parts in an order that varies.

    Raises KeyError for another format. Nothing of the schema's annotations gets into a prompt.
    """
    told = FORMATS[format](schema, rng)
    text = _headed(example["text"], rng)
    parts = [example.get("instruction", ""), told, text]
    order = rng.random()
    if order < 0.3:
        parts = [text, told, example.get("instruction", "")]
    elif order < 0.5:
        parts = [told, example.get("instruction", ""), text]
    return "\n\n".join([part for part in parts if part])


def _headed(text: str, rng: Random) -> str:
    head = _TEXT_HEADS[int(rng.random() * len(_TEXT_HEADS))]
    if head == "<text>":
        return f"<text>\n{text}\n</text>"
    if head == "---":
        return f"---\n{text}\n---"
    return f"{head}\n{text}" if head else text


def _pick(heads: tuple[str, ...], rng: Random) -> str:
    return heads[int(rng.random() * len(heads))]


@dataclass(frozen=True, slots=True)
class _Told:
    """What prompts tell of a schema, written once."""

    schema: Schema
    compact: str  #: as JSON, in one line
    indented: str
    lines: list[str]


_told: dict[str, _Told] = {}


def _of(schema: Schema) -> _Told:
    known = _told.get(schema.id)
    if known is None or known.schema is not schema:
        plain = schema.plain
        compact, indented = (json.dumps(plain, ensure_ascii=False, indent=indent) for indent in (None, 2))
        known = _told[schema.id] = _Told(schema, compact, indented, field_lines(plain))
    return known


def _schema(schema: Schema, rng: Random) -> str:
    known = _of(schema)
    document = known.indented if rng.random() < 0.3 else known.compact
    return f"{_pick(_SCHEMA_HEADS, rng)}\n{document}"


def _title(schema: Schema, rng: Random) -> str:
    return _pick(_TITLE_HEADS, rng).format(schema.title)


def _fields(schema: Schema, rng: Random) -> str:
    lines = _of(schema).lines
    if rng.random() < 0.5:
        return f"{_pick(_FIELD_HEADS, rng)}\n" + "\n".join([f"- {line}" for line in lines])
    return f"{_pick(_FIELD_HEADS, rng)} " + "; ".join(lines)


def field_lines(document: Any) -> list[str]:
    """The fields of a schema, one a line: path, type, allowed values, "optional" where it may be missing.

    A schema that names no properties gives one line for the value itself.
    """
    lines: list[str] = []
    _describe(document, document, "", lines, 0)
    return lines or [f"(value): {_type(document)}"]


def _describe(node: Any, root: Any, path: str, lines: list[str], depth: int) -> None:
    node = _resolved(node, root)
    if not isinstance(node, dict) or depth > 6:
        return
    items = node.get("items")
    if isinstance(items, dict):
        _describe(items, root, f"{path}[]", lines, depth + 1)
    required = node.get("required") if isinstance(node.get("required"), list) else []
    for name, child in (node.get("properties") or {}).items():
        child = _resolved(child, root)
        place = f"{path}.{name}" if path else name
        optional = "" if name in (required or []) else ", optional"
        lines.append(f"{place}: {_type(child)}{optional}")
        _describe(child, root, place, lines, depth + 1)
    for word in ("allOf", "anyOf", "oneOf"):
        for member in node.get(word) or []:
            _describe(member, root, path, lines, depth + 1)


def _resolved(node: Any, root: Any) -> Any:
    ref = node.get("$ref") if isinstance(node, dict) else None
    if not isinstance(ref, str) or not ref.startswith("#/"):
        return node
    found = root
    for step in ref[2:].split("/"):
        step = step.replace("~1", "/").replace("~0", "~")
        if not isinstance(found, dict) or step not in found:
            return node
        found = found[step]
    return found


def _type(node: Any) -> str:
    if not isinstance(node, dict):
        return "any"
    if "enum" in node:
        return "one of " + ", ".join([json.dumps(value, ensure_ascii=False) for value in node["enum"]])
    declared = node.get("type", "object" if "properties" in node else "any")
    name = " or ".join(declared) if isinstance(declared, list) else str(declared)
    return f"{name} ({node['format']})" if isinstance(node.get("format"), str) else name


#: Prompt format -> what it tells of the schema.
FORMATS: dict[str, Callable[[Schema, Random], str]] = {
    "none": lambda schema, rng: "",
    "title": _title,
    "fields": _fields,
    "schema": _schema,
}
