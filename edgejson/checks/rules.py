"""Level 5, derived and rules: `x-derived` recomputed from the label alone, in decimals; `x-rules` true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from edgejson.checks.base import Check, Need, Pair, Subject
from edgejson.pipeline.records import Reason
from edgejson.pipeline.settings import Block
from edgejson.schema.expressions import compile_rules

NAME = "rules"
NEEDS: frozenset[Need] = frozenset()


class Settings(Block):
    enabled: bool = True
    tolerance: Annotated[float, Field(ge=0)] = 0.005


def compile(subject: Subject) -> Check:
    """A check that yields derived values that differ by more than the tolerance, and rules that don't hold.

    Raises UserError for an expression that is none.
    """
    rules = compile_rules(subject.schema.document, subject.fields)
    tolerance = subject.settings(Settings).tolerance

    def check(pair: Pair) -> Iterator[Reason]:
        for path, expression, expected, actual in rules.findings(pair.label):
            if expected is True and actual is False:
                yield Reason(check=NAME, code="broken", path=path, detail=f"{expression} does not hold"[:300])
            elif not _near(expected, actual, tolerance):
                detail = f"{actual!r}, but {expression} gives {expected!r}"
                yield Reason(check=NAME, code="derived", path=path, detail=detail[:300])

    return check


def _near(expected: Any, actual: Any, tolerance: float) -> bool:
    numbers = (int, float)
    if isinstance(expected, bool) or isinstance(actual, bool):
        return False
    return isinstance(expected, numbers) and isinstance(actual, numbers) and abs(expected - actual) <= tolerance
