"""The one place where a graded score becomes a finding.

Scores don't depend on any threshold and are stored with each record, so another threshold needs no other look at the
text: `Bounds` applied to the stored scores give the verdict that a full run would give.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from edgejson.checks.settings import Validate
from edgejson.pipeline.records import Reason


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound on a score: `validate.<level>.<bound>` in the settings, where `bound` is min or max (and what of)."""

    level: str
    bound: str
    code: str  #: of the finding
    measure: Callable[[int, Mapping[str, float]], float | None]  #: of length and scores; None: not measured


def _score(name: str) -> Callable[[int, Mapping[str, float]], float | None]:
    return lambda length, scores: scores.get(name)


THRESHOLDS: tuple[Threshold, ...] = (
    Threshold("grounding", "min", "weak", _score("grounding")),
    Threshold("language", "min", "quality", _score("language")),
    Threshold("language", "min_chars", "too-short", lambda length, scores: length),
    Threshold("language", "max_chars", "too-long", lambda length, scores: length),
    Threshold("agreement", "min", "low", _score("agreement")),
    Threshold("duplicates", "max", "near", _score("duplicate")),
)


class Bounds:
    """The bounds on scores that some settings (those for a schema) draw. Levels that are off have none."""

    def __init__(self, settings: Validate) -> None:
        self._limits: list[tuple[Threshold, bool, float]] = []  # with whether it is a minimum
        for threshold in THRESHOLDS:
            level = getattr(settings, threshold.level)
            if getattr(level, "enabled", True):
                self._limits.append((threshold, threshold.bound.startswith("min"), getattr(level, threshold.bound)))

    def findings(self, length: int, scores: Mapping[str, float]) -> list[Reason]:
        """A reason for each score on the wrong side: below a minimum, above a maximum; `length` is in characters."""
        found = []
        for threshold, least, limit in self._limits:
            measured = threshold.measure(length, scores)
            if measured is not None and (measured < limit if least else measured > limit):
                detail = f"{measured:g}, {'at least' if least else 'at most'} {limit:g} is asked"
                found.append(Reason(check=threshold.level, code=threshold.code, path="", detail=detail))
        return found
