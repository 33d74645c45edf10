"""How hard a record is to extract from its text: one number in 0 to 1, from six components."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log2
from typing import Any

from edgejson.pipeline.records import Example
from edgejson.schema.fields import leaves

_DISTRACTOR = "distractor"
_ADVERSARIAL = "adversarial:"


def _logarithmic(count: float, full: float) -> float:
    """0 for nothing, 1 from `full` on, equal steps for each doubling."""
    return min(1.0, log2(1 + count) / log2(1 + full))


def _depth(example: Example, found: list[Any]) -> float:
    deepest = max((len(path) for path, _ in found), default=0)
    return min(1.0, max(0, deepest - 1) / 5)


def _normalised(example: Example, found: list[Any]) -> float:
    """The share of leaves that don't stand in the text as they stand in the JSON."""
    text = example["text"]
    return sum(not _literal(leaf, text) for _, leaf in found) / len(found) if found else 0.0


def _literal(leaf: Any, text: str) -> bool:
    if isinstance(leaf, str):
        return leaf in text
    return not isinstance(leaf, bool) and isinstance(leaf, (int, float)) and repr(leaf) in text


def _distractors(example: Example, found: list[Any]) -> float:
    return min(1.0, sum(_DISTRACTOR in tag for tag in example.get("tags", [])) / 2)


def _trouble(example: Example, found: list[Any]) -> float:
    troubles = [tag for tag in example.get("tags", []) if tag.startswith(_ADVERSARIAL) and _DISTRACTOR not in tag]
    return min(1.0, len(troubles) / 3)


#: Component -> (weight, function of the example and its leaves, in 0 to 1). The weights add up to 1.
COMPONENTS: dict[str, tuple[float, Callable[[Example, list[Any]], float]]] = {
    "leaves": (0.25, lambda example, found: _logarithmic(len(found), 48)),
    "depth": (0.10, _depth),
    "normalised": (0.25, _normalised),
    "length": (0.15, lambda example, found: _logarithmic(len(example["text"].split()), 512)),
    "distractors": (0.10, _distractors),
    "trouble": (0.15, _trouble),
}


def difficulty(example: Example, found: Sequence[Any] | None = None) -> float:
    """The difficulty of a record, in 0 (trivial) to 1, rounded to four digits.

    The weighted sum of: leaves, log2(1+n)/log2(1+48); depth of nesting, (d-1)/5; the share of leaves
    that must be normalised, i.e. don't stand literally in the text; length, log2(1+words)/log2(1+512);
    distractor tags, n/2; other tags of trouble (corrections, typos, ...), n/3. Each is cut at 1. The
    weights (COMPONENTS) are a choice, not a fit: structure and normalisation count half. `found` are the
    value's leaves, where they are known.
    """
    there = list(leaves(example["expected_output"]) if found is None else found)
    return round(sum(weight * measure(example, there) for weight, measure in COMPONENTS.values()), 4)
