"""JSON Schemas that every engine's grammar compiler takes: what grammars can enforce of a schema, and no more.

References are followed, combiners merged, annotations and conditions dropped. What gets lost is for the validator
to see. Two uses differ: who invents needs bounds, so that a record ends; who reads must be able to write any answer.
"""

from __future__ import annotations

import re
from typing import Any

from edgejson.schema.fields import FieldMap

#: Objects and arrays inside each other, at most, when a schema refers to itself.
_DEPTH = 5
_MOST_ITEMS = 3
_MOST_CHARACTERS = 60

#: Keywords whose subschemas hold only sometimes.
_ARMS = ("anyOf", "oneOf", "if", "then", "else", "not", "dependentSchemas", "dependencies")

#: Formats as patterns, which engines agree on more than on formats.
_FORMATS = {
    "date": r"^20[0-2][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$",
    "time": r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$",
    "date-time": r"^20[0-2][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$",
    "email": r"^[a-z]{2,12}(\.[a-z]{2,12})?@[a-z]{2,12}\.(com|org|net)$",
    "uri": r"^https://[a-z]{2,12}\.(com|org|net)(/[a-z]{1,12}){0,2}$",
    "uuid": r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
    "ipv4": r"^(1[0-9]{2}|[1-9]?[0-9])\.(1[0-9]{2}|[1-9]?[0-9])\.(1[0-9]{2}|[1-9]?[0-9])\.(1[0-9]{2}|[1-9]?[0-9])$",
    "hostname": r"^[a-z]{2,12}(\.[a-z]{2,12}){1,2}$",
}
#: Regular expressions that all compilers read alike: classes, groups, alternatives, counts; anchored at both ends.
_PLAIN_PATTERN = re.compile(r"^\^(?:[^\\$^]|\\[.+*?()\[\]{}|/$^-])*\$$")


def relaxed(document: Any, *, inventing: bool) -> dict[str, Any]:
    """A schema for a grammar. With `inventing`, lists and strings are bounded and strings keep their patterns."""
    return _node(FieldMap(document), (), inventing)


def _node(fields: FieldMap, path: tuple[str, ...], inventing: bool) -> dict[str, Any]:
    field = fields.field(path)
    if field.enum:
        return {"enum": list(field.enum)}
    said = _merged(field.schemas)
    kinds = sorted(field.types) or _implied(said)
    ways = [_KINDS[kind](fields, path, said, inventing) for kind in kinds if kind in _KINDS]
    return ways[0] if len(ways) == 1 else {"anyOf": ways}


def _merged(schemas: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    """Keywords of all subschemas of a place: of one keyword the first stands; `required` is what always holds."""
    said: dict[str, Any] = {}
    for schema in reversed(schemas):
        said |= schema
    arms = [arm for schema in schemas for word in _ARMS for arm in _arms(schema.get(word))]
    some = {id(arm) for arm in arms}
    always = [schema for schema in schemas if id(schema) not in some]
    if any("$ref" in arm for arm in arms):  # what they refer to is among the subschemas, and can't be told apart
        always = always[:1]
    wanted = [name for schema in always if isinstance(schema.get("required"), list) for name in schema["required"]]
    return said | {"required": list(dict.fromkeys(wanted))}


def _arms(value: Any) -> list[dict[str, Any]]:
    """The subschemas in a keyword's value: a schema, a list of schemas, or schemas by name."""
    members = value if isinstance(value, list) else [value, *value.values()] if isinstance(value, dict) else []
    return [member for member in members if isinstance(member, dict)]


def _implied(said: dict[str, Any]) -> list[str]:
    if "properties" in said or said.get("required"):
        return ["object"]
    return ["array"] if "items" in said or "prefixItems" in said else ["string"]


def _object(fields: FieldMap, path: tuple[str, ...], said: dict[str, Any], inventing: bool) -> dict[str, Any]:
    names = fields.properties(path)
    if len(path) >= _DEPTH:
        names = tuple(name for name in names if name in said["required"] and len(path) < 2 * _DEPTH)
    return {
        "type": "object",
        "properties": {name: _node(fields, (*path, name), inventing) for name in names},
        "required": [name for name in names if name in said["required"]],
        "additionalProperties": False,
    }


def _array(fields: FieldMap, path: tuple[str, ...], said: dict[str, Any], inventing: bool) -> dict[str, Any]:
    if len(path) >= 2 * _DEPTH:
        return {"type": "array", "maxItems": 0}
    least = int(said.get("minItems", 0))
    shape = {"type": "array", "items": _node(fields, (*path, "*"), inventing), "minItems": least}
    if inventing:
        shape["maxItems"] = max(least, min(int(said.get("maxItems", _MOST_ITEMS)), _MOST_ITEMS))
    elif "maxItems" in said:
        shape["maxItems"] = int(said["maxItems"])
    return shape


def _string(fields: FieldMap, path: tuple[str, ...], said: dict[str, Any], inventing: bool) -> dict[str, Any]:
    if not inventing:
        return {"type": "string"}
    pattern = said.get("pattern", "")
    if _PLAIN_PATTERN.match(pattern):
        return {"type": "string", "pattern": pattern}
    if said.get("format") in _FORMATS:
        return {"type": "string", "pattern": _FORMATS[said["format"]]}
    least = max(int(said.get("minLength", 1)), 1)
    most = max(least, min(int(said.get("maxLength", _MOST_CHARACTERS)), _MOST_CHARACTERS))
    return {"type": "string", "pattern": f"^[A-Za-z0-9][A-Za-z0-9 ',.&-]{{{least - 1},{most - 1}}}$"}


def _integer(fields: FieldMap, path: tuple[str, ...], said: dict[str, Any], inventing: bool) -> dict[str, Any]:
    bounds: dict[str, Any] = {word: int(said[word]) for word in ("minimum", "maximum") if word in said}
    if inventing:
        bounds = {"minimum": 0, "maximum": max(bounds.get("minimum", 0), 0) + 9999} | bounds
    return {"type": "integer"} | bounds


def _plain(kind: str) -> Any:
    return lambda fields, path, said, inventing: {"type": kind}


_KINDS = {
    "object": _object,
    "array": _array,
    "string": _string,
    "integer": _integer,
    "number": _plain("number"),
    "boolean": _plain("boolean"),
    "null": _plain("null"),
}
