"""From a schema to the tree of its fields, and from a tree to the schema that is asked with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from edgejson.dataset.variants.form import Node, Place
from edgejson.schema.documents import mentions
from edgejson.schema.loading import at, without_annotations

#: What an object or an array may say for its fields to be varied one by one.
_OBJECT = frozenset(("type", "title", "description", "properties", "required", "additionalProperties", "$comment"))
#: Conditions between the fields of an object, which a variant leaves out: a label that fulfils them is valid without.
_CONDITIONS = frozenset(
    ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentRequired", "minProperties", "maxProperties")
)
_ARRAY = frozenset(("type", "title", "description", "items", "minItems", "maxItems", "uniqueItems", "$comment"))
_ROOT = frozenset(("$schema", "$id", "id", "$defs", "definitions"))
#: What is said about a value as the schema has it, and need not hold of its variants.
_EXAMPLES = frozenset(("examples", "example", "default", "$comment"))
#: The annotations that concern whoever answers or scores.
_KEPT = frozenset(("x-unit", "x-compare"))
#: References that can't be followed once fields have moved.
_BOUND = frozenset(("$dynamicRef", "$recursiveRef", "$anchor", "$dynamicAnchor", "$recursiveAnchor"))
_DEPTH = 8  #: levels of references that are followed


def read(document: Any) -> Node | None:
    """The tree of a schema; None where the schema is no object whose fields could be varied."""
    if not isinstance(document, dict) or _is_bound(document):
        return None
    root = _read({key: value for key, value in document.items() if key not in _ROOT}, document, (), 0)
    return root if root.kind == "object" else None


def _is_bound(node: Any) -> bool:
    """Does a schema refer to places that a variant may move, or hold names that places can't tell apart?"""
    if isinstance(node, list):
        return any(map(_is_bound, node))
    if not isinstance(node, dict):
        return False
    ref = node.get("$ref")
    inner = isinstance(ref, str) and not ref.startswith(("#/$defs/", "#/definitions/"))
    return inner or "*" in node or not _BOUND.isdisjoint(node) or any(map(_is_bound, node.values()))


def _read(node: Any, root: Mapping[str, Any], place: Place, depth: int) -> Node:
    ref = node.get("$ref") if isinstance(node, dict) else None
    if isinstance(ref, str) and depth < _DEPTH and not node.keys() - {"$ref", "title", "description"}:
        found = at(root, ref[1:])
        if isinstance(found, dict):
            told = {key: value for key, value in node.items() if key != "$ref"}
            return _read({**found, **told}, root, place, depth + 1)
    if not isinstance(node, dict):
        return Node("leaf", {} if node is True else {"not": {}}, place)
    said = {key: value for key, value in node.items() if key not in _EXAMPLES and (key in _KEPT or key[:2] != "x-")}
    if depth < _DEPTH and _is_plain_object(said):
        return _object(said, root, place, depth)
    if depth < _DEPTH and _is_plain_array(said):
        items = _read(said.pop("items"), root, (*place, "*"), depth + 1)
        return Node("array", said, place, children=(items,))
    kept = {key: said[key] for key in _KEPT if key in said}
    return Node("leaf", {**without_annotations({key: said[key] for key in said if key not in _KEPT}), **kept}, place)


def _is_plain_object(said: Mapping[str, Any]) -> bool:
    return (
        not said.keys() - _OBJECT - _CONDITIONS
        and said.get("type", "object") == "object"
        and bool(said.get("properties"))
        and isinstance(said.get("additionalProperties", False), bool)
        and set(said.get("required") or ()) <= set(said["properties"])
        and all(_declared(said[key]) <= set(said["properties"]) for key in _CONDITIONS & said.keys())
    )


def _declared(node: Any) -> set[str]:
    """The properties that the conditions of an object speak of; a reference may speak of any."""
    if isinstance(node, list):
        return set().union(*map(_declared, node))
    if not isinstance(node, dict):
        return set()
    found = set(node.get("properties") or ()) | ({"$ref"} if "$ref" in node else set())
    return found.union(*(_declared(node[key]) for key in _CONDITIONS & node.keys()))


def _is_plain_array(said: Mapping[str, Any]) -> bool:
    return said.get("type") == "array" and isinstance(said.get("items"), dict) and not said.keys() - _ARRAY


def _object(said: dict[str, Any], root: Mapping[str, Any], place: Place, depth: int) -> Node:
    properties, required = said.pop("properties"), said.pop("required", ())
    said = {key: value for key, value in said.items() if key not in _CONDITIONS}
    children = []
    for name, child in properties.items():
        found = _read(child, root, (*place, name), depth + 1)
        children.append(Node(found.kind, found.keywords, found.source, name, name in required, False, found.children))
    return Node("object", said, place, children=tuple(children))


def written(root: Node, document: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a tree, in the dialect of the schema that it came from, with the definitions that it refers to."""
    made = _write(root)
    head = {"$schema": document["$schema"]} if "$schema" in document else {}
    refers = any(mentions(node.keywords, {"$ref"}) for node in root.walk())
    kept = {key: document[key] for key in ("$defs", "definitions") if key in document and refers}
    return {**head, **made, **kept}


def _write(node: Node) -> dict[str, Any]:
    made = {key: node.keywords[key] for key in ("title", "type") if key in node.keywords}
    said = " ".join(part for part in (node.keywords.get("description", ""), node.stated) if part)
    made |= {"description": said} if said else {}
    made |= {key: value for key, value in node.keywords.items() if key not in made and key != "description"}
    if node.kind == "object":
        made["properties"] = {child.name: _write(child) for child in node.children}
        if required := [child.name for child in node.children if child.required]:
            made["required"] = required
        if "additionalProperties" in made:
            made["additionalProperties"] = made.pop("additionalProperties")
    elif node.kind == "array":
        if node.mended and made.get("uniqueItems"):
            del made["uniqueItems"]
        made["items"] = _write(node.children[0])
    return _or_null(made) if node.or_null else made


def _or_null(made: dict[str, Any]) -> dict[str, Any]:
    """A schema that takes null too."""
    type_ = made.get("type")
    types = type_ if isinstance(type_, list) else [type_]
    if "null" in types and None in made.get("enum", [None]):
        return made
    if isinstance(type_, str) and not made.keys() & {"const", "allOf", "anyOf", "oneOf", "not", "$ref", "if"}:
        nullable = {**made, "type": [type_, "null"]}
        return {**nullable, "enum": [*made["enum"], None]} if "enum" in made else nullable
    return {"anyOf": [made, {"type": "null"}]}


def takes_null(keywords: Mapping[str, Any]) -> bool:
    """May a leaf be null by its own schema? So may any whose schema isn't plain to see."""
    type_ = keywords.get("type")
    if isinstance(type_, str) and "enum" not in keywords:
        return type_ == "null"
    return None in keywords.get("enum", [None]) or isinstance(type_, list)
