"""Which examples are learned from: those that the checks accept, at once or once they know what the others say.

A stranger's text may not tell which of two names is whose ("our cat Mungo ... Many thanks, Clara"), and the checks,
which know no frames yet, refuse it. What such a pair says is believed where another pair says it in the same words, or
where nothing but the order of its values was in doubt; and only if the checks, which know the frames then, accept it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from edgejson.annotating.gathering import Gathered
from edgejson.annotating.spans import Span, spans_of
from edgejson.checks import Checker
from edgejson.checks.base import Pair
from edgejson.checks.certainty import PERHAPS, of_all
from edgejson.forms import Evidence
from edgejson.pipeline.records import Reason

#: What the checks ask where nothing is known to be wrong: another label would be as right.
IN_DOUBT = frozenset({"unique"})
#: Rounds of learning from pairs that were refused before.
_ROUNDS = 3


@dataclass(slots=True)
class Read:
    """A pair as the checks read it."""

    text: str
    label: Any
    findings: list[Reason]
    spans: list[Span]

    @property
    def doubted(self) -> bool:
        """Is nothing said against it but that its values could be exchanged?"""
        return all(found["check"] in IN_DOUBT for found in self.findings)


@dataclass(slots=True)
class Chosen:
    """Pairs by their number: the ones to learn from, and the others with what is wrong with them."""

    kept: list[int] = field(default_factory=list)
    refused: dict[int, list[Reason]] = field(default_factory=dict)


#: The frames of some pairs, by their numbers; and a checker that knows some frames.
Gather = Callable[[Sequence[int]], Gathered]
Knowing = Callable[[Gathered], Checker]


def read(checker: Checker, text: str, label: Any) -> Read:
    """A pair with its findings and the places of its values."""
    pair = Pair(text, label)
    findings = checker.check(text, label).findings
    grounding = checker.subject.ground(pair)
    evidence = grounding.evidence
    if findings:
        evidence = [*evidence, *_verbatim(text, grounding.leaves, evidence)]
    return Read(text, label, findings, spans_of(text, label, evidence))


def _verbatim(text: str, leaves: Sequence[Any], known: list[tuple[Any, Evidence]]) -> list[tuple[Any, Evidence]]:
    """Places of strings that no check took for theirs: where a text has one once, and nothing else there."""
    found = []
    placed = {path for path, _ in known}
    for leaf in leaves:
        if leaf.path in placed or not isinstance(leaf.value, str) or text.count(leaf.value) != 1:
            continue
        start = text.find(leaf.value)
        end = start + len(leaf.value)
        if all(end <= place.start or place.end <= start for _, place in known):
            found.append((leaf.path, Evidence(start, end, "literal")))
    return found


def choose(reads: Sequence[Read], gather: Gather, knowing: Knowing) -> Chosen:
    """Sort pairs into those to learn from and the others."""
    kept = [number for number, each in enumerate(reads) if not each.findings]
    doubted = [number for number, each in enumerate(reads) if each.findings and each.doubted]
    perhaps = [number for number, each in enumerate(reads) if each.findings and _may_hold(each)]
    refused = {number: each.findings for number, each in enumerate(reads) if each.findings}
    trusted = sorted([*kept, *doubted])
    for _ in range(_ROUNDS):
        known = gather(trusted)
        told = _told_twice(gather(sorted({*trusted, *perhaps})), set(trusted))
        checker = knowing(_with(known, told))
        passing = [
            n for n in refused if n in {*doubted, *perhaps} and checker.check(reads[n].text, reads[n].label).passed
        ]
        grown = sorted({*kept, *passing})
        if grown == trusted:
            break
        trusted = grown
    return Chosen(trusted, {number: why for number, why in refused.items() if number not in trusted})


def _may_hold(each: Read) -> bool:
    """Has every value a place, and is nothing surely wrong?"""
    pair = Pair(each.text, each.label)
    placed = {span.path for span in each.spans}
    return of_all(each.findings, pair.leaves) == PERHAPS and all(
        path in placed or value in (None, "", [], {}) for path, value in pair.leaves
    )


def _told_twice(gathered: Gathered, trusted: set[int]) -> dict[str, set[int]]:
    """Sentences that pairs in doubt say in the same words as another pair."""
    return {source: seen for source, seen in gathered.sentences.items() if len(seen) > 1 and not seen <= trusted}


def _with(known: Gathered, sentences: dict[str, set[int]]) -> Gathered:
    return Gathered({**sentences, **known.sentences}, known.texts, known.mentions)
