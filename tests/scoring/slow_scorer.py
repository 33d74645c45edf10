"""A slow, obvious scorer: every pairing of list items is tried, every leaf is written out."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from itertools import permutations
from typing import Any


def canonical(value: Any) -> Any:
    """A form of a JSON value that Python compares as JSON is compared."""
    if isinstance(value, dict):
        return ("object", tuple(sorted((name, canonical(member)) for name, member in value.items())))
    if isinstance(value, list):
        return ("array", tuple(canonical(member) for member in value))
    if isinstance(value, bool):
        return ("boolean", str(value))
    if isinstance(value, (int, float)):
        return ("number", str(Decimal(str(value)).normalize() + 0))
    if isinstance(value, str):
        return ("string", unicodedata.normalize("NFC", value))
    return ("null", "")


def leaves(value: Any, path: tuple[Any, ...] = ()) -> dict[tuple[Any, ...], Any]:
    if isinstance(value, dict) and value:
        return {p: leaf for name, member in value.items() for p, leaf in leaves(member, (*path, name)).items()}
    if isinstance(value, list) and value:
        return {p: leaf for index, member in enumerate(value) for p, leaf in leaves(member, (*path, index)).items()}
    return {path: canonical(value)}


def by_place(gold: Any, predicted: Any) -> tuple[int, int]:
    ours, theirs = leaves(gold), leaves(predicted)
    shared = [path for path in ours if path in theirs]
    return sum(ours[path] == theirs[path] for path in shared), len(shared)


def aligned(gold: Any, predicted: Any) -> tuple[int, int]:
    """The greatest (equal, shared) over all one-to-one pairings of the items of all lists."""
    if isinstance(gold, dict) and gold and isinstance(predicted, dict) and predicted:
        pairs = [aligned(gold[name], predicted[name]) for name in gold if name in predicted]
        return sum(equal for equal, _ in pairs), sum(shared for _, shared in pairs)
    if isinstance(gold, list) and gold and isinstance(predicted, list) and predicted:
        short, long = (gold, predicted) if len(gold) <= len(predicted) else (predicted, gold)
        best = (0, 0)
        for chosen in permutations(long, len(short)):
            pairs = [aligned(a, b) for a, b in zip(short, chosen, strict=True)]
            best = max(best, (sum(equal for equal, _ in pairs), sum(shared for _, shared in pairs)))
        return best
    return by_place(gold, predicted)
