"""Where in a schema a field of its instances is described."""

from __future__ import annotations

from typing import Any

from edgejson.schema.loading import at
from edgejson.schema.loading import pointer as written


def pointer_of(document: Any, place: tuple[str, ...]) -> str:
    """The JSON pointer of the subschema of a field (by its path, "*" for items), through the document's references."""
    pointer, node = "", document
    for step in place:
        pointer, node = _followed(document, pointer, node)
        steps = ("items",) if step == "*" else ("properties", step)
        for name in steps:
            node = node[name]
        pointer += written(steps)
    return _followed(document, pointer, node)[0]


def _followed(document: Any, pointer: str, node: Any) -> tuple[str, Any]:
    while isinstance(node.get("$ref"), str) and node["$ref"].startswith("#/"):
        pointer = node["$ref"][1:]
        node = at(document, pointer)
    return pointer, node
