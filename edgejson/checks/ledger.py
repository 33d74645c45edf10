"""The ledger: how many records came in, how many were kept, and under which reason each other one was dropped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from edgejson.pipeline.records import Example, Reason

#: What is told of a record besides its verdict.
TRAITS = ("schema_id", "complexity", "source", "teacher", "register")


@dataclass(slots=True)
class Ledger:
    """Counts of one schema's records by traits and by first reason ("" for those kept)."""

    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)  #: (*TRAITS, check, code) -> records
    scores: dict[tuple[str, str], float] = field(default_factory=dict)  #: (source, score) -> sum over records
    scored: Counter[tuple[str, str]] = field(default_factory=Counter)  #: (source, score) -> records that have it

    def enter(self, record: Example, reasons: list[Reason]) -> None:
        """Count a record: as kept where there is no reason, else under the first one."""
        check, code = (reasons[0]["check"], reasons[0]["code"]) if reasons else ("", "")
        traits = [str(record.get(trait, "")) for trait in TRAITS]
        self.counts[(*traits, check, code)] += 1
        for name, score in record.get("scores", {}).items():
            key = str(record.get("source", "")), name
            self.scores[key] = self.scores.get(key, 0.0) + score
            self.scored[key] += 1

    @property
    def records(self) -> int:
        """Records that came in."""
        return self.counts.total()

    @property
    def kept(self) -> int:
        """Records without a reason."""
        return sum(count for key, count in self.counts.items() if not key[-2])
