"""What the schema tells: descriptions dropped or shortened, bounds left out, null for what is not said."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from edgejson.dataset.variants.case import Case
from edgejson.dataset.variants.form import Node, rewritten, values
from edgejson.dataset.variants.reading import takes_null

#: Bounds that say nothing about how a value is written.
_BOUNDS = frozenset(("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"))


def undescribed(root: Node, case: Case, rng: Random) -> Node | None:
    """No descriptions and titles but at the root; names alone tell. What states a format or codes stays."""

    def silent(node: Node) -> Node:
        if not node.name:
            return node
        return replace(node, keywords={k: v for k, v in node.keywords.items() if k not in ("description", "title")})

    found = rewritten(root, silent)
    return found if found != root else None


def shortened(root: Node, case: Case, rng: Random) -> Node | None:
    """Descriptions up to their first comma or full stop."""

    def brief(node: Node) -> Node:
        told = node.keywords.get("description", "")
        short = re.split(r"[,.;(]\s?", told)[0].strip()
        if not told or len(short) < 4 or short == told.rstrip("."):
            return node
        return replace(node, keywords={**node.keywords, "description": short})

    found = rewritten(root, brief)
    return found if found != root else None


def unbounded(root: Node, case: Case, rng: Random) -> Node | None:
    """No bounds of lengths, sizes and numbers, as most schemas that people write."""
    found = rewritten(
        root, lambda node: replace(node, keywords={k: v for k, v in node.keywords.items() if k not in _BOUNDS})
    )
    return found if found != root else None


def null(root: Node, case: Case, rng: Random) -> Node | None:
    """Every field is required, and null where the text does not say it."""

    def nullable(node: Node) -> Node:
        if node.kind != "object":
            return node
        return replace(node, children=tuple(_nullable(child, case) for child in node.children))

    found = rewritten(root, nullable)
    return found if found != root else None


def _nullable(node: Node, case: Case) -> Node:
    if node.required or (node.kind == "leaf" and node.source is not None and takes_null(node.keywords)):
        return node
    if node.source is not None and None in values(case.label, node.source):
        return node
    return replace(node, required=True, or_null=node.source is not None or not node.children)
