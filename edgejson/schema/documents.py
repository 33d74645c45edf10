"""Files of JSON or YAML, as JSON documents: the same document whichever way it is written."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from edgejson.pipeline.errors import UserError, readable

#: Endings of schema files, in lower case; a name may be written in capitals.
SUFFIXES = (".json", ".yaml", ".yml")
#: Ending of files that say more about a schema and are none themselves.
ANNOTATIONS_ENDING = ".annotations.yaml"
_BESIDE = (ANNOTATIONS_ENDING, ".annotations.yml")
#: Keywords of schemas whose values are instances, and those whose values map names to schemas.
DATA = ("enum", "const", "examples", "default")
MAPS = ("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies")


def is_schema_file(path: Path) -> bool:
    """Is it a schema, by its name? Hidden files and annotations are none."""
    name = path.name.lower()
    return name.endswith(SUFFIXES) and not name.endswith(_BESIDE) and not name.startswith(".")


def schema_files(root: Path) -> list[Path]:
    """All schema files below a folder, in order; hidden files and folders are passed over."""
    return [path for path in _files(root) if is_schema_file(path)]


def lone_annotations(root: Path) -> list[Path]:
    """The files of annotations below a folder that no schema stands beside."""
    stems = {path.with_name(path.stem) for path in schema_files(root)}
    beside = [path for path in _files(root) if path.name.lower().endswith(_BESIDE)]
    known = {stem.with_name(stem.name + ANNOTATIONS_ENDING) for stem in stems}
    return [path for path in beside if path not in known]


def _files(root: Path) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        if not any(part.startswith(".") for part in path.relative_to(root).parts) and path.is_file():
            yield path


def read_document(path: Path) -> Any:
    """The JSON document that a file holds; YAML where its name says so.

    Raises UserError with file, line and column, what is wrong and what to do.
    """
    with readable(path):
        text = path.read_text(encoding="utf-8-sig")  # Windows' editors put a byte order mark in front
    try:
        return _from_yaml(path, text) if path.suffix.lower() in (".yaml", ".yml") else _from_json(path, text)
    except RecursionError as error:
        raise UserError(f"{path}: nested too deeply to be read; simplify the schema") from error


def mentions(node: Any, words: Set[str]) -> bool:
    """Does a schema have one of some keywords anywhere?"""
    if isinstance(node, dict):
        return not words.isdisjoint(node) or any(mentions(member, words) for member in node.values())
    return isinstance(node, list) and any(mentions(member, words) for member in node)


def objects(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """Every object in a JSON value, the outer ones first, each behind the names and indices that lead to it."""
    if isinstance(value, dict):
        yield path, value
        for name, member in value.items():
            yield from objects(member, (*path, name))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from objects(member, (*path, index))


def properties(document: Any) -> Iterator[tuple[str, Any]]:
    """All properties that a schema declares, at any depth: name and schema."""
    for _, node in objects(document):
        declared = node.get("properties")
        yield from declared.items() if isinstance(declared, dict) else ()


def escaped(step: str) -> str:
    """A step of a JSON pointer (RFC 6901)."""
    return step.replace("~", "~0").replace("/", "~1")


def is_openapi(document: Any) -> bool:
    """Is it a document of OpenAPI 3 or Swagger 2, whose components are the schemas?"""
    return isinstance(document, dict) and any(isinstance(document.get(word), str) for word in ("openapi", "swagger"))


def _from_json(path: Path, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UserError(f"{path}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from error


def _from_yaml(path: Path, text: str) -> Any:
    """YAML 1.2, in which `no` is a word and no boolean."""
    try:
        return _as_json(YAML(typ="safe", pure=True).load(text), path, frozenset())
    except MarkedYAMLError as error:
        mark = error.problem_mark
        where = f":{mark.line + 1}:{mark.column + 1}" if mark is not None else ""
        raise UserError(f"{path}{where}: not YAML: {error.problem or error.context}") from error
    except (YAMLError, ValueError) as error:
        raise UserError(f"{path}: not YAML: {str(error).strip().splitlines()[0]}") from error


def _as_json(value: Any, path: Path, outer: frozenset[int]) -> Any:
    """What YAML has and JSON hasn't, as JSON writes it: dates, names that are no texts. `outer`: what stands around."""
    if id(value) in outer:
        raise UserError(f"{path}: an alias (*) leads to what stands around it; write a $ref instead")
    if isinstance(value, dict):
        inner = outer | {id(value)}
        return {_name(name): _as_json(member, path, inner) for name, member in value.items()}
    if isinstance(value, list):
        return [_as_json(member, path, outer | {id(value)}) for member in value]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if value is None or isinstance(value, (str, bool, int)) or (isinstance(value, float) and math.isfinite(value)):
        return value
    raise UserError(f"{path}: {value!r} is nothing that JSON has; write it as a text, in quotes")


def _name(name: Any) -> str:
    return name if isinstance(name, str) else json.dumps(name, default=str).strip('"')
