"""Validation: every pair of text and label is judged as if it came from a stranger.

A level is one module (`base.Level`): its NAME, its Settings with their defaults, what it NEEDS of a pair, and a
`compile(subject) -> check`; a check takes a pair and yields findings `{check, code, path, detail}`. It stands in LEVELS
below, its settings in `settings.Validate`. What is graded goes into the pair's scores and becomes a finding in
`thresholds` alone. No level rests on another's being on. All get along with a label of any shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from edgejson.checks import (
    agreement,
    conformance,
    contacts,
    duplicates,
    grounding,
    language,
    parsing,
    placeholders,
    rules,
    totals,
    unique,
)
from edgejson.checks.base import Check, Level, Pair, Subject, compiled
from edgejson.checks.settings import Validate
from edgejson.checks.thresholds import Bounds
from edgejson.grounding import trace
from edgejson.grounding.result import Grounding
from edgejson.grounding.trace import Dropped
from edgejson.pipeline.records import Reason, but_unnamed
from edgejson.schema.loading import Schema, pointer

#: The levels that judge text, label and schema, in order.
_IN_ORDER: tuple[Level, ...] = (
    parsing,
    conformance,
    placeholders,
    contacts,
    rules,
    totals,
    grounding,
    unique,
    language,
)
LEVELS: dict[str, Level] = {level.NAME: level for level in _IN_ORDER}
#: The level that all others rest on, and that can't be switched off: a label that can't be written can't be kept.
FIRST = parsing.NAME
#: The order of reasons: the first one is what a record counts under.
ORDER = {name: place for place, name in enumerate([*LEVELS, agreement.NAME, duplicates.NAME, "excluded"])}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a pair (in the order of the levels; empty: it passes), and its graded scores, 0 to 1."""

    findings: list[Reason]
    scores: dict[str, float] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        """Nothing is wrong."""
        return not self.findings


class Checker:
    """All levels, compiled for one schema with the settings that hold for it."""

    def __init__(self, schema: Schema, settings: Validate) -> None:
        self.schema = schema
        self.settings = settings.for_schema(schema.id, schema.complexity)
        self._bounds = Bounds(self.settings)
        subject = self.subject = Subject(schema, self.settings)
        self.levels: list[tuple[str, Check]] = [
            (name, compiled(level, subject))
            for name, level in LEVELS.items()
            if getattr(subject.settings(level.Settings), "enabled", True)
        ]

    def check(self, text: str, label: Any, agreement: float | None = None, readers: int = 0) -> Verdict:
        """The verdict on a text and a label; `agreement` is the share of readings that gave the label, if any.

        `readers`: so many models, other ones than the writer, have read exactly the label; from two on values need no
        cue.
        """
        pair = Pair(text, label)
        return self.verdict(pair, self.examine(pair, agreement, readers))

    def evidence(self, text: str, label: Any) -> list[dict[str, Any]]:
        """Where in the text each leaf stands: path (JSON pointer), start, end (offsets) and grade; for the report."""
        return self.evidence_of(Pair(text, label))

    def evidence_of(self, pair: Pair) -> list[dict[str, Any]]:
        """`evidence` of a pair, which keeps where its values stand for the levels, or has it from them."""
        grounding = self._ground(pair)
        return [
            {"path": pointer(path), "start": found.start, "end": found.end, "grade": found.grade}
            for path, found in (grounding.evidence if grounding else ())
        ]

    def trace(self, text: str, label: Any) -> list[str]:
        """Lines that tell, for each leaf, where its value was looked for and why each place was taken or not."""
        return self.trace_of(Pair(text, label))

    def trace_of(self, pair: Pair) -> list[str]:
        """`trace` of a pair, as `evidence_of` does."""
        grounding = self._ground(pair)
        return list(trace.lines(grounding, pair.text)) if grounding else []

    def dropped_of(self, pair: Pair) -> list[Dropped]:
        """Places that say a value of the label and don't count, with why."""
        grounding = self._ground(pair)
        return list(trace.dropped(grounding)) if grounding else []

    def _ground(self, pair: Pair) -> Grounding | None:
        """Where the leaves stand; None for a label that can't be written."""
        (_, parse), *_ = self.levels
        return None if any(parse(pair)) else self.subject.ground(pair)

    def examine(self, pair: Pair, readings: float | None = None, readers: int = 0) -> list[Reason]:
        """What is wrong whatever the thresholds are; grades are left in `pair.scores`."""
        findings: list[Reason] = []
        for name, check in self.levels:
            findings += check(pair)
            if findings and name == FIRST:
                return findings
        agreement.note(pair, readings)
        left = but_unnamed(findings, readers)
        if len(left) < len(findings):
            pair.scores[grounding.NAME] = round(pair.grounded.unnamed_score, 4)
        return left

    def verdict(self, pair: Pair, findings: list[Reason]) -> Verdict:
        """Findings of `examine` (and the duplicate index), and what the thresholds make of the grades."""
        return Verdict(rejudged(len(pair.text), pair.scores, findings, self._bounds), pair.scores)


def rejudged(length: int, scores: Mapping[str, float], findings: list[Reason], bounds: Bounds) -> list[Reason]:
    """The reasons under some bounds on the scores: findings of `examine`, and what the bounds make of the scores.

    `length` is that of the text, in characters. The reasons come in the order of the levels.
    """
    if any(found["check"] == FIRST for found in findings):
        return findings
    return sorted([*findings, *bounds.findings(length, scores)], key=lambda found: ORDER[found["check"]])
