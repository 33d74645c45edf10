"""Level 6, grounding: what `grounding` found wrong, and the mean grade of the leaves as a score."""

from __future__ import annotations

from collections.abc import Iterable

from edgejson.checks.base import Check, Need, Pair, Subject, reason
from edgejson.pipeline.records import Reason
from edgejson.pipeline.settings import Block, Rate

NAME = "grounding"
NEEDS: frozenset[Need] = frozenset({"grounding"})


class Settings(Block):
    enabled: bool = True
    min: Rate = 0.6
    scanned: bool = False  #: texts come from a scanner, which misreads O for 0 and loses blanks


def compile(subject: Subject) -> Check:
    """A check that yields leaves that the text doesn't state, and what it states beyond them; leaves the grade."""

    def check(pair: Pair) -> Iterable[Reason]:
        found = pair.grounded
        pair.scores[NAME] = round(found.score, 4)
        return [reason(NAME, code, path, detail) for code, path, detail in found.problems]

    return check
