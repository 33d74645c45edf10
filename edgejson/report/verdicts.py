"""The page of verdicts on pairs from anywhere: counts by reason, and text, label, evidence and reasons side by side.

All that comes from a pair is escaped; the page runs its own script alone, which only hides and shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from edgejson.checks import certainty
from edgejson.grounding.trace import Dropped
from edgejson.pipeline.metrics import counted
from edgejson.pipeline.records import Reason
from edgejson.report.markup import page
from edgejson.schema.fields import leaves
from edgejson.schema.loading import pointer

#: Pairs that are shown of each reason, and of those that pass; the first ones.
SHOWN, SHOWN_PASSED = 40, 10
#: Characters of a text that are shown.
TEXT_CHARS = 20_000


class Judged(NamedTuple):
    """A pair with its verdict."""

    id: str
    text: str
    label: Any
    reasons: Sequence[Reason]
    evidence: Sequence[dict[str, Any]] = ()  #: as `Checker.evidence_of` gives it
    dropped: Sequence[Dropped] = ()  #: places that say a value and don't count
    trace: Sequence[str] = ()


@dataclass
class Verdicts:
    """What a page shows of the pairs so far: all are counted, some are kept."""

    pairs: int = 0
    passed: int = 0
    certain: Counter[str] = field(default_factory=Counter)  #: pairs by how sure it is that they are wrong
    reasons: Counter[str] = field(default_factory=Counter)  #: pairs by reason: "grounding/ungrounded"
    sure: Counter[str] = field(default_factory=Counter)  #: those of them where the reason is sure
    kept: list[Judged] = field(default_factory=list)

    def add(self, judged: Judged) -> None:
        """Count a pair, and keep it while few of its reasons are kept."""
        members = list(leaves(judged.label))
        self.pairs += 1
        self.passed += not judged.reasons
        self.certain[certainty.of_all(judged.reasons, members)] += 1
        named = {_name(reason) for reason in judged.reasons}
        sure = {_name(each) for each in judged.reasons if certainty.certainty(each, members) == certainty.SURELY}
        few = self.passed <= SHOWN_PASSED if not named else any(self.reasons[name] < SHOWN for name in named)
        self.reasons.update(sorted(named))
        self.sure.update(sure)
        if few:
            self.kept.append(judged)

    def write(self, path: Path, title: str) -> None:
        """Write the page to one file, which loads nothing. Raises OSError where it can't be written."""
        about = (
            f"{counted(self.pairs, 'pair')} of a text and a label: {self.passed:,} pass, "
            f"{self.certain[certainty.SURELY]:,} are {certainty.SURELY}, {self.certain[certainty.PERHAPS]:,} "
            f"{certainty.PERHAPS}."
        )
        made = page(
            "verdicts.html",
            ("style.css", "verdicts.css"),
            ("verdicts.js",),
            title=title,
            about=about,
            verdicts=self,
            pairs=map(_shown, self.kept),
            surely=certainty.SURELY,
            perhaps=certainty.PERHAPS,
            most=SHOWN,
            most_passed=SHOWN_PASSED,
        )
        path.write_text(made, encoding="utf-8")


def _name(reason: Reason) -> str:
    return f"{reason['check']}/{reason['code']}"


class _Piece(NamedTuple):
    """A stretch of a text; a place of a value is `told` of."""

    text: str
    told: str = ""
    css: str = ""


class _Leaf(NamedTuple):
    """A row of a label's table: place, value, what of the text says it, what is wrong, why it was placed so."""

    place: str
    value: str
    said: str
    why: str
    trace: Sequence[tuple[str, Sequence[str]]]


def _shown(judged: Judged) -> dict[str, Any]:
    """What the page shows of a pair."""
    members = list(leaves(judged.label))
    traced = _traced(judged.trace)
    said = {each["path"]: judged.text[each["start"] : each["end"]] for each in judged.evidence}
    rows = []
    for path, value in members:
        place = pointer(path)
        found = [each for each in judged.reasons if place and each["path"] == place]
        why = "; ".join(f"{each['code']}: {each['detail']}" for each in found)
        told = orjson.dumps(value).decode() if _is_json(value) else repr(value)
        rows.append(_Leaf(place, told, said.get(place, ""), why, traced.pop(place, ())))
    known = {"", *(row.place for row in rows)}
    return {
        "judged": judged,
        "certainty": certainty.of_all(judged.reasons, members),
        "named": sorted({_name(reason) for reason in judged.reasons}),
        "findings": [(_name(each), each, certainty.certainty(each, members)) for each in judged.reasons],
        "pieces": _pieces(judged),
        "leaves": rows,
        "lacking": [each for each in judged.reasons if each["path"] not in known],
        "others": [block for blocks in traced.values() for block in blocks],
    }


def _traced(trace: Iterable[str]) -> dict[str, list[tuple[str, list[str]]]]:
    """The blocks of a trace, a line with those that are indented below it, by the leaf's place."""
    blocks: dict[str, list[tuple[str, list[str]]]] = {}
    below: list[str] = []
    for line in trace:
        if line.startswith(" ") and blocks:
            below.append(line.strip()[:TEXT_CHARS])
        else:
            below = []
            blocks.setdefault(line.partition(" = ")[0], []).append((line, below))
    return blocks


def _pieces(judged: Judged) -> Iterator[_Piece]:
    """The text, cut where places of values begin and end, those too that don't count."""
    places = [(each["start"], each["end"], "", f"{each['path']}: {each['grade']}") for each in judged.evidence]
    places += [(each.start, each.end, "not", f"{each.path}: {each.why}") for each in judged.dropped]
    end = 0
    for start, stop, css, told in sorted(places):
        if start < end or stop > TEXT_CHARS:
            continue  # within another one
        yield _Piece(judged.text[end:start])
        yield _Piece(judged.text[start:stop], told, css)
        end = stop
    yield _Piece(judged.text[end : max(TEXT_CHARS, end)] + ("…" if len(judged.text) > TEXT_CHARS else ""))


def _is_json(value: Any) -> bool:
    try:
        orjson.dumps(value)
    except TypeError:
        return False  # a surrogate, or an integer beyond bounds
    return True
