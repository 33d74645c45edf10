"""What the schema tells: descriptions dropped or shortened, bounds left out, null for what is not said."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from random import Random
from typing import Any

from edgejson.dataset.variants.case import Case
from edgejson.dataset.variants.form import Node, changed, values

#: Bounds that say nothing about how a value is written.
_BOUNDS = frozenset(("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"))


def undescribed(root: Node, case: Case, rng: Random) -> Node | None:
    """No descriptions and titles but at the root; names alone tell. What states a format or codes stays."""

    def silent(node: Node) -> Node:
        if not node.name:
            return node
        return replace(node, keywords={k: v for k, v in node.keywords.items() if k not in ("description", "title")})

    return changed(root, silent)


def shortened(root: Node, case: Case, rng: Random) -> Node | None:
    """Descriptions up to their first comma or full stop."""

    def brief(node: Node) -> Node:
        told = node.keywords.get("description", "")
        short = re.split(r"[,;(]|\.(?:\s|$)", told)[0].strip()
        if not told or len(short) < 4 or short == told.rstrip("."):
            return node
        return replace(node, keywords={**node.keywords, "description": short})

    return changed(root, brief)


def unbounded(root: Node, case: Case, rng: Random) -> Node | None:
    """No bounds of lengths, sizes and numbers, as most schemas that people write."""

    def free(node: Node) -> Node:
        return replace(node, keywords={k: v for k, v in node.keywords.items() if not _is_bound(k, v)})

    return changed(root, free)


def _is_bound(keyword: str, value: Any) -> bool:
    """Up to draft 4 a boolean says whether a bound is one itself, and is nothing without that."""
    return keyword in _BOUNDS or (keyword in ("exclusiveMinimum", "exclusiveMaximum") and isinstance(value, bool))


def null(root: Node, case: Case, rng: Random) -> Node | None:
    """Every field is required, and null where the text does not say it.

    None where null would have two meanings: in values whose own fields can't be told, and where a field that may be
    null is null in one item and left out in another.
    """
    if any(_ambiguous(node, case.label) for node in root.walk()):
        return None

    def nullable(node: Node) -> Node:
        if node.kind != "object":
            return node
        return replace(node, children=tuple(_nullable(child, case) for child in node.children))

    return changed(root, nullable)


def _ambiguous(node: Node, label: Any) -> bool:
    if node.kind != "leaf" or node.source is None:
        return False
    found = values(label, node.source)
    lists = [value for value in found if isinstance(value, list)]
    objects = any(isinstance(value, dict) for value in found) or any(
        isinstance(each, dict | list) for each in chain(*lists)
    )
    return objects or (None in found and not node.required and len(found) < len(values(label, node.source[:-1])))


def _nullable(node: Node, case: Case) -> Node:
    if node.required:
        return node
    if node.source is not None and None in values(case.label, node.source):
        return replace(node, required=True)
    return replace(node, required=True, or_null=node.source is not None or not node.children)
