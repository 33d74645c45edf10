"""A checker that remembers, from run to run, what it saw in a pair; another threshold needs no other look."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cached_property
from typing import Any

from edgejson.checks import Checker, Verdict, rejudged
from edgejson.checks.base import Pair
from edgejson.checks.settings import Validate
from edgejson.checks.thresholds import THRESHOLDS, Bounds
from edgejson.pipeline.remembered import Remembered
from edgejson.schema.loading import Schema


class Remembering:
    """Checks pairs of one schema as `Checker` does; `save` is to be called once all are checked.

    `purpose` tells its memory from others', and `beside` is a purpose whose memory is looked up too; `code` is what
    `state.code()` says, or "" for nothing to be remembered.
    """

    def __init__(self, purpose: str, schema: Schema, checks: Validate, code: str, beside: str = "") -> None:
        self._schema, self._checks = schema, checks
        settings = checks.for_schema(schema.id, schema.complexity)
        self._bounds = Bounds(settings)
        about = [code, _without_thresholds(settings), schema.id, schema.document]
        self._remembered = Remembered(purpose, schema.id, json.dumps(about) if code else "", beside)
        self.save = self._remembered.save

    def check(self, text: str, label: Any, agreement: float | None = None, readers: int = 0) -> Verdict:
        """As `Checker.check`."""
        about = [text, label, agreement, *([readers] if readers else [])]
        seen = self._remembered.answer(about, lambda: asdict(self._examined(text, label, agreement, readers)))
        return Verdict(rejudged(len(text), seen["scores"], seen["findings"], self._bounds), seen["scores"])

    def evidence(self, text: str, label: Any) -> list[dict[str, Any]]:
        """As `Checker.evidence`."""
        found: list[dict[str, Any]]
        found = self._remembered.answer(["evidence", text, label], lambda: self._checker.evidence(text, label))
        return found

    def _examined(self, text: str, label: Any, agreement: float | None, readers: int) -> Verdict:
        """What is seen whatever the thresholds are."""
        pair = Pair(text, label)
        return Verdict(self._checker.examine(pair, agreement, readers), pair.scores)

    @cached_property
    def _checker(self) -> Checker:
        return Checker(self._schema, self._checks)


def _without_thresholds(settings: Validate) -> dict[str, Any]:
    """The settings for a schema, as far as they change what is seen in a pair."""
    levels = settings.model_dump(mode="json", exclude={"gate", "overrides"})
    for threshold in THRESHOLDS:
        del levels[threshold.level][threshold.bound]
    return levels
