"""What all subschemas that apply to one place of an instance say of it: its types, its listed values, its unit."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

from edgejson.language.composed import compose

Nodes: TypeAlias = tuple[dict[str, Any], ...]


def types_of(nodes: Nodes) -> frozenset[str]:
    """The JSON types that any of them declares; none where none does."""
    types: set[str] = set()
    for node in nodes:
        declared = node.get("type")
        types.update([declared] if isinstance(declared, str) else declared or [])
    return frozenset(types)


def enum_of(nodes: Nodes) -> tuple[Any, ...]:
    """The values that the enums and consts of all alternatives allow."""
    allowed = [v for n in nodes for v in (n["enum"] if "enum" in n else [n["const"]] if "const" in n else ())]
    allowed = [compose(value) if isinstance(value, str) else value for value in allowed]
    return tuple({json.dumps(value, sort_keys=True): value for value in allowed}.values())


def unit_of(nodes: Nodes) -> tuple[str, dict[str, str]]:
    """The unit, or "", and the factors of the other ones."""
    unit, factors = "", {}
    for node in nodes:
        if isinstance(node.get("x-unit"), str):
            unit = node["x-unit"]
        elif isinstance(node.get("x-unit"), dict):
            unit = node["x-unit"]["unit"]
            factors = {symbol: str(factor) for symbol, factor in node["x-unit"].get("also", {}).items()}
    return unit, factors


def listed(value: Any) -> list[Any]:
    """The members of a list of schemas, or a single schema as one."""
    return value if isinstance(value, list) else [value] if isinstance(value, dict) else []


def first_of(nodes: Nodes, keyword: str) -> str:
    """What the first of them that says it has behind a keyword, a string; "" where none has."""
    return next((node[keyword] for node in nodes if isinstance(node.get(keyword), str)), "")
