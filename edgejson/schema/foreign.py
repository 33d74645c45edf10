"""Record types that are described elsewhere, as JSON Schemas: components of OpenAPI, classes of Pydantic's."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from edgejson.pipeline.errors import UserError, hint
from edgejson.schema.documents import DATA, objects

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
#: Where OpenAPI 3 and Swagger 2 keep their schemas.
_PLACES = ("#/components/schemas/", "#/definitions/")
#: Keywords of OpenAPI that say nothing of a value.
_IDLE = ("discriminator", "xml", "externalDocs", "example", "nullable")


def file_name(name: str) -> str:
    """A name as schema files have it: "OrderLine", "Order line" -> "order_line"."""
    spaced = re.sub(r"(?<=[^\W_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return "_".join(re.findall(r"[^\W_]+", spaced.lower())) or "schema"


def of_openapi(document: Any, path: Path) -> dict[str, Any]:
    """The record types of an OpenAPI 3 (or Swagger 2) document, by name: components that are objects.

    Each is a JSON Schema of its own, with the components that it refers to in `$defs`. What OpenAPI says in its own way
    (`nullable`, `example`, boolean bounds, `discriminator`) is said as JSON Schema has it. Raises UserError where there
    is none, and for a reference that leads out of the components.
    """
    components = document.get("components", document)
    found = components.get("schemas", components.get("definitions")) if isinstance(components, dict) else None
    if not isinstance(found, dict):
        raise UserError(f"{path}: no components/schemas; only those of OpenAPI can be turned into schemas")
    translated = {name: _translated(node, f"{path}#/{name}", found) for name, node in found.items()}
    for name, node in found.items():
        _mark_heir(name, node, translated[name], found)
    records = {name: node for name, node in translated.items() if _is_record(node, translated)}
    if not records:
        raise UserError(f"{path}: no component is an object with properties; a record type has to be one")
    return {name: _alone(name, node, translated) for name, node in records.items()}


def _is_record(node: Any, components: dict[str, Any], outer: frozenset[str] = frozenset()) -> bool:
    """Is it an object with properties, or one of several such? `outer`: components that it is part of."""
    if not isinstance(node, dict):
        return False
    if node.get("properties") or node.get("allOf"):
        return True
    members = node.get("oneOf") or node.get("anyOf") or []
    names = [_component(member.get("$ref", "")) if isinstance(member, dict) else "" for member in members]
    inner = [
        (components.get(name, member), outer | {name})
        for name, member in zip(names, members, strict=True)
        if name not in outer
    ]
    return bool(inner) and all(_is_record(member, components, around) for member, around in inner)


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
    return (_component(each["$ref"]) for _, each in objects(node) if isinstance(each.get("$ref"), str))


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
            made[word] = value if word in DATA else _translated(value, place, known)
    if isinstance(made.get("$ref"), str):
        made["$ref"] = _mended(made["$ref"], place, known)
    if "example" in node and "examples" not in made:
        made["examples"] = [node["example"]]
    _mark_branches(node.get("discriminator"), made, known)
    _without_flags(made)
    return _with_null(made) if node.get("nullable") is True else made


def _named(properties: Any, place: str, known: dict[str, Any]) -> Any:
    """Properties, whose names are no keywords."""
    if not isinstance(properties, dict):
        return properties
    return {name: _translated(value, f"{place}/{name}", known) for name, value in properties.items()}


def _mended(reference: str, place: str, known: dict[str, Any]) -> str:
    for start in _PLACES:
        within = reference.removeprefix(start)
        if within != reference:
            name = _component(reference)
            if name not in known:
                raise UserError(f"{place}: {reference}: no such component; {hint(name, known)}")
            return f"#/$defs/{within}"
    raise UserError(f"{place}: {reference}: leads out of the components, where nothing is read; copy it there")


def _component(reference: str) -> str:
    """The component that a reference leads to, or into; a name alone is one, as in a discriminator's mapping."""
    for start in (*_PLACES, "#/$defs/"):
        reference = reference.removeprefix(start)
    return reference.partition("/")[0].replace("~1", "/").replace("~0", "~")


def _mark_branches(discriminator: Any, made: dict[str, Any], known: dict[str, Any]) -> None:
    """Say of each branch which value of the discriminator's property is its own, as OpenAPI has it."""
    if isinstance(discriminator, dict) and isinstance(discriminator.get("propertyName"), str):
        for word in ("oneOf", "anyOf"):
            for branch in made.get(word) or ():
                if isinstance(branch, dict) and isinstance(branch.get("$ref"), str):
                    name = _component(branch["$ref"])
                    branch.update(_mark(discriminator, name, known[name], known))


def _mark_heir(name: str, node: Any, made: Any, known: dict[str, Any]) -> None:
    """The same of a component that takes over, in `allOf`, another which has a discriminator."""
    for part in node.get("allOf") or () if isinstance(node, dict) else ():
        base = known.get(_component(part["$ref"])) if isinstance(part, dict) and "$ref" in part else None
        discriminator = base.get("discriminator") if isinstance(base, dict) else None
        if isinstance(discriminator, dict) and isinstance(discriminator.get("propertyName"), str):
            made["allOf"] += [mark] if (mark := _mark(discriminator, name, node, known)) else []


def _mark(discriminator: dict[str, Any], name: str, node: Any, known: dict[str, Any]) -> dict[str, Any]:
    """What tells a component: the values mapped to it, else its name; nothing where it has others itself."""
    word = discriminator["propertyName"]
    mapping = discriminator.get("mapping")
    led = mapping.items() if isinstance(mapping, dict) else ()
    values = [value for value, target in led if _component(str(target)) == name] or [name]
    if not all(set(values) <= set(own) for own in _values(node, word, known, frozenset())):
        return {}
    return {"properties": {word: {"enum": values}}, "required": [word]}


def _values(node: Any, word: str, known: dict[str, Any], outer: frozenset[str]) -> Iterator[list[Any]]:
    """The lists of values that a component, and what it is made of, has for a property."""
    if not isinstance(node, dict):
        return
    declared = (node.get("properties") or {}).get(word)
    if isinstance(declared, dict) and ("const" in declared or "enum" in declared):
        yield [declared["const"]] if "const" in declared else declared["enum"]
    for part in node.get("allOf") or ():
        yield from _values(part, word, known, outer)
    if isinstance(node.get("$ref"), str) and (name := _component(node["$ref"])) not in outer:
        yield from _values(known.get(name), word, known, outer | {name})


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


def of_classes(source: str) -> list[tuple[str, Any]]:
    """The JSON Schemas of Pydantic's classes, by name: of "package.module", "models.py" or a folder with such files.

    With ":Class" behind it one of them. Modules are imported: one by its name from the working directory too, a file
    as part of the package that it stands in. Raises UserError where one can't be, where there is no such class, and
    where one has no JSON Schema.
    """
    place, _, wanted = source.partition(":")
    models = [(model.__name__, model) for module in _modules_of(place) for model in _models_of(module)]
    if wanted and wanted not in dict(models):
        raise UserError(f"{source}: no class of Pydantic's; {hint(wanted, dict(models))}")
    found = [(name, of_class(model)) for name, model in models if not wanted or name == wanted]
    # of all: not what only holds settings or methods for others to inherit
    found = [(name, document) for name, document in found if wanted or document.get("properties") != {}]
    if not found:
        raise UserError(f"{place}: defines no class of Pydantic's with fields")
    return found


def of_class(model: Any) -> dict[str, Any]:
    """The JSON Schema of a class of Pydantic's, in which a Decimal is a number, no text of one.

    Raises UserError where it has none.
    """
    from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue  # late: most schemas are files

    class WithNumbers(GenerateJsonSchema):
        def decimal_schema(self, schema: Any) -> JsonSchemaValue:
            found = super().decimal_schema(schema)
            return next((each for each in found.get("anyOf", ()) if each.get("type") == "number"), found)

    try:
        return {"$schema": _DRAFT, **model.model_json_schema(schema_generator=WithNumbers)}
    except Exception as error:  # whatever stands in the user's class
        raise UserError(f"{model.__module__}:{model.__name__}: has no JSON Schema ({_first_line(error)})") from error


def _models_of(module: ModuleType) -> list[Any]:
    """The classes of Pydantic's that a module defines itself."""
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type) and hasattr(value, "model_json_schema") and value.__module__ == module.__name__
    ]


def _modules_of(place: str) -> list[ModuleType]:
    path = Path(place)
    if path.is_dir():
        files = [each for each in sorted(path.rglob("*.py")) if not each.name.startswith(".")]
        return [_module_of(each) for each in files]
    return [_module_of(path)] if path.suffix == ".py" else [_imported(place, Path.cwd(), place)]


def _module_of(path: Path) -> ModuleType:
    """The module of a file, by its name in the package whose part the file is."""
    if not path.is_file():
        raise UserError(f"{path}: can't be read (no such file)")
    root = path.resolve().parent
    names = [] if path.stem == "__init__" else [path.stem]
    while (root / "__init__.py").is_file():
        names.insert(0, root.name)
        root = root.parent
    module = _imported(".".join(names), root, str(path))
    if module.__file__ is None or Path(module.__file__).resolve() != path.resolve():
        raise UserError(f"{path}: another module has this name ({module.__file__ or 'built in'}); rename the file")
    return module


def _imported(name: str, root: Path, told: str) -> ModuleType:
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    try:
        return import_module(name)
    except Exception as error:  # whatever the user's module does when it is run
        raise UserError(f"{told}: can't be imported ({_first_line(error)})") from error


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".strip().splitlines()[0]
