"""How sure a finding is: what holds whoever wrote the text, and what a text in other words may only seem to be.

A value that is a number, a day or a code stands in a text or not, and a label breaks its schema or not; words may be
put in other words, and where one value ends is a matter of reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from edgejson.checks import conformance, parsing, placeholders, rules, totals
from edgejson.pipeline.records import Reason
from edgejson.schema.fields import Path, is_number
from edgejson.schema.loading import pointer

SURELY, PERHAPS = "surely wrong", "perhaps wrong"
#: Levels that read no text, or no text for a meaning.
_EXACT = frozenset(level.NAME for level in (parsing, conformance, placeholders, rules, totals)) | {"input"}
#: Codes of grounding that hold for a value that no words can say otherwise.
_OF_EXACT_VALUES = frozenset({"ungrounded", "taken-back", "other-amount"})


def certainty(finding: Reason, leaves: Iterable[tuple[Path, Any]]) -> str:
    """`SURELY` or `PERHAPS`, for one finding on a label with these leaves."""
    if finding["check"] in _EXACT:
        return SURELY
    if finding["check"] == "grounding" and finding["code"] in _OF_EXACT_VALUES:
        value = next((value for path, value in leaves if pointer(path) == finding["path"]), None)
        return SURELY if _is_exact(value) else PERHAPS
    return PERHAPS


def of_all(findings: Iterable[Reason], leaves: Iterable[tuple[Path, Any]]) -> str:
    """`SURELY` where one finding is sure, "" for none."""
    told = {certainty(finding, leaves) for finding in findings}
    return SURELY if SURELY in told else PERHAPS if told else ""


def _is_exact(value: Any) -> bool:
    """Is a value a number, or text with a digit in it?"""
    if isinstance(value, str):
        return any(map(str.isdigit, value))
    return is_number(value)
