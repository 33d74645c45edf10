"""Schemas of a few members and those of this project, and what is drawn from them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from edgejson.params.whole import load
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import load_folder
from edgejson.values.engine.sampler import compile_sampler
from edgejson.values.settings import Values

SETTINGS = load().template.values
SCHEMAS = {schema.id: schema for schema in load_folder(Path("schemas"))}
COUNT = 200  #: records of a schema of this project that are looked at
TEXT: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "number"}


def document(title: str, required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"title": title, "type": "object", "properties": properties, "required": list(required)}


def series(schema: dict[str, Any], settings: Values, name: str, count: int) -> list[Any]:
    """Values drawn by random streams of that name."""
    sampler = compile_sampler(schema, settings)
    return [sampler.sample(stream(0, name, index)) for index in range(count)]


def sampled(document: dict[str, Any], count: int = 100) -> list[Any]:
    sampler = compile_sampler(document, SETTINGS, "en_US")
    return [sampler.sample(stream(5, "own", index)) for index in range(count)]


def strings(*required: str) -> dict[str, Any]:
    members = {name: {"type": "string", "minLength": 1} for name in required}
    return {"type": "object", "properties": members, "required": list(required), "additionalProperties": False}


@cache
def samples(schema_id: str, count: int = COUNT) -> list[dict[str, Any]]:
    sampler = compile_sampler(SCHEMAS[schema_id], SETTINGS, "en_US")
    return [sampler.sample(stream(5, schema_id, index)) for index in range(count)]
