"""The one place where a graded score becomes a finding.

Scores don't depend on any threshold and are stored with each record, so another threshold needs no other look at the
text: `apply` to the stored scores gives the verdict that a full run would give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from edgejson.params import Validate
from edgejson.records import Reason


@dataclass(frozen=True, slots=True)
class Threshold:
    """A bound on a score: `validate.<level>.<bound>` in the settings, where `bound` is min or max (and what of)."""

    level: str
    bound: str
    code: str  #: of the finding
    measure: Callable[[str, Mapping[str, float]], float | None]  #: of text and scores; None: not measured

    def finding(self, text: str, scores: Mapping[str, float], settings: Validate) -> Reason | None:
        """A reason where the score is on the wrong side: below a minimum; above a maximum."""
        measured = self.measure(text, scores)
        limit: float = getattr(getattr(settings, self.level), self.bound)
        if measured is None or (measured >= limit if self.bound.startswith("min") else measured <= limit):
            return None
        detail = f"{measured:g}, {'at least' if self.bound.startswith('min') else 'at most'} {limit:g} is asked"
        return Reason(check=self.level, code=self.code, path="", detail=detail)


def _score(name: str) -> Callable[[str, Mapping[str, float]], float | None]:
    return lambda text, scores: scores.get(name)


def _length(text: str, scores: Mapping[str, float]) -> float:
    return len(text)


THRESHOLDS: tuple[Threshold, ...] = (
    Threshold("grounding", "min", "weak", _score("grounding")),
    Threshold("language", "min", "quality", _score("language")),
    Threshold("language", "min_chars", "too-short", _length),
    Threshold("language", "max_chars", "too-long", _length),
    Threshold("agreement", "min", "low", _score("agreement")),
    Threshold("duplicates", "max", "near", _score("duplicate")),
)
#: The findings that come from a threshold: (check, code).
GRADED = frozenset((threshold.level, threshold.code) for threshold in THRESHOLDS)


def apply(text: str, scores: Mapping[str, float], settings: Validate) -> Iterator[Reason]:
    """What the thresholds say of a text and its scores. Levels that are off say nothing."""
    for threshold in THRESHOLDS:
        if getattr(getattr(settings, threshold.level), "enabled", True):
            found = threshold.finding(text, scores, settings)
            if found is not None:
                yield found


def is_graded(reason: Reason) -> bool:
    """Does a finding come from a threshold, so that another setting may take it back?"""
    return (reason["check"], reason["code"]) in GRADED
