"""Record types that are described elsewhere, as JSON Schemas: components of OpenAPI, classes of Pydantic's."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from edgejson.pipeline.errors import UserError, hint

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
#: Where OpenAPI 3 and Swagger 2 keep their schemas.
_PLACES = ("#/components/schemas/", "#/definitions/")
#: Keywords of OpenAPI that say nothing of a value.
_IDLE = ("discriminator", "xml", "externalDocs", "example", "nullable")
#: Keywords whose values are instances, not schemas.
_DATA = ("enum", "const", "default", "examples")


def file_name(name: str) -> str:
    """A name as schema files have it: "OrderLine", "Order line" -> "order_line"."""
    spaced = re.sub(r"(?<=[^\W_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return "_".join(re.findall(r"[^\W_]+", spaced.lower())) or "schema"


def of_openapi(document: Any, path: Path) -> dict[str, Any]:
    """The record types of an OpenAPI 3 (or Swagger 2) document, by name: components that are objects.

    Each is a JSON Schema of its own, with the components that it refers to in `$defs`. What OpenAPI says in its own way
    (`nullable`, `example`, boolean bounds) is said as JSON Schema has it. Raises UserError where there is none, and for
    a reference that leads out of the components.
    """
    components = document.get("components", document)
    found = components.get("schemas", components.get("definitions")) if isinstance(components, dict) else None
    if not isinstance(found, dict):
        raise UserError(f"{path}: no components/schemas; only those of OpenAPI can be turned into schemas")
    translated = {name: _translated(node, f"{path}#/{name}", found) for name, node in found.items()}
    records = {name: node for name, node in translated.items() if isinstance(node, dict) and _is_record(node)}
    if not records:
        raise UserError(f"{path}: no component is an object with properties; a record type has to be one")
    return {name: _alone(name, node, translated) for name, node in records.items()}


def _is_record(node: dict[str, Any]) -> bool:
    return bool(node.get("properties") or node.get("allOf"))


def _alone(name: str, node: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    """A component as a document of its own, with all that it refers to."""
    needed: dict[str, Any] = {}
    waiting = [node]
    while waiting:
        for reference in _references(waiting.pop()):
            if reference not in needed:
                needed[reference] = components[reference]
                waiting.append(components[reference])
    parts = {"$defs": {key: needed[key] for key in sorted(needed)}} if needed else {}
    return {"$schema": _DRAFT, "title": node.get("title", name), **node, **parts}


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for member in node:
            yield from _references(member)
    elif isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield _unescaped(node["$ref"].removeprefix("#/$defs/"))
        for value in node.values():
            yield from _references(value)


def _translated(node: Any, place: str, known: dict[str, Any]) -> Any:
    """A schema of OpenAPI, as JSON Schema 2020-12 has it; `known` are the components."""
    if isinstance(node, list):
        return [_translated(member, place, known) for member in node]
    if not isinstance(node, dict):
        return node
    made: dict[str, Any] = {}
    for word, value in node.items():
        if word == "properties":
            made[word] = _named(value, place, known)
        elif word not in _IDLE:
            made[word] = value if word in _DATA else _translated(value, place, known)
    if isinstance(made.get("$ref"), str):
        made["$ref"] = _mended(made["$ref"], place, known)
    if "example" in node and "examples" not in made:
        made["examples"] = [node["example"]]
    _without_flags(made)
    return _with_null(made) if node.get("nullable") is True else made


def _named(properties: Any, place: str, known: dict[str, Any]) -> Any:
    """Properties, whose names are no keywords."""
    if not isinstance(properties, dict):
        return properties
    return {name: _translated(value, f"{place}/{name}", known) for name, value in properties.items()}


def _mended(reference: str, place: str, known: dict[str, Any]) -> str:
    for start in _PLACES:
        name = reference.removeprefix(start)
        if name != reference and "/" not in name:
            if _unescaped(name) not in known:
                raise UserError(f"{place}: {reference}: no such component; {hint(_unescaped(name), known)}")
            return f"#/$defs/{name}"
    raise UserError(f"{place}: {reference}: leads out of the components, where nothing is read; copy it there")


def _unescaped(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")


def _without_flags(node: dict[str, Any]) -> None:
    """Bounds of OpenAPI 3.0, whose `exclusiveMinimum: true` is about the `minimum` beside it."""
    for bound in ("minimum", "maximum"):
        exclusive = f"exclusive{bound.capitalize()}"
        if isinstance(node.get(exclusive), bool) and node.pop(exclusive) and bound in node:
            node[exclusive] = node.pop(bound)


def _with_null(node: dict[str, Any]) -> dict[str, Any]:
    """A schema that takes null too."""
    if isinstance(node.get("type"), str):
        more = {"enum": [*node["enum"], None]} if "enum" in node and None not in node["enum"] else {}
        return {**node, "type": [node["type"], "null"], **more}
    told: dict[str, Any] = {word: node.pop(word) for word in ("title", "description") if word in node}
    return {**told, "anyOf": [node, {"type": "null"}]}


def of_classes(source: str) -> dict[str, Any]:
    """The JSON Schemas of Pydantic's classes, by name: "package.module:Class", or all that a module defines.

    The module is imported as Python finds it, from the working directory too. Raises UserError where it can't be, and
    where there is no such class.
    """
    module_name, _, wanted = source.partition(":")
    if str(Path.cwd()) not in sys.path:
        sys.path.insert(0, str(Path.cwd()))
    try:
        module = import_module(module_name)
    except Exception as error:  # whatever the user's module does when it is run
        raise UserError(f"{module_name}: can't be imported ({type(error).__name__}: {error})") from error
    models: dict[str, Callable[[], Any]] = {
        name: value.model_json_schema
        for name, value in vars(module).items()
        if isinstance(value, type) and hasattr(value, "model_json_schema") and value.__module__ == module.__name__
    }
    if wanted and wanted not in models:
        raise UserError(f"{source}: no class of Pydantic's; {hint(wanted, models)}")
    if not models:
        raise UserError(f"{module_name}: defines no class of Pydantic's")
    return {name: {"$schema": _DRAFT, **model()} for name, model in models.items() if not wanted or name == wanted}
