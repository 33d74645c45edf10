"""The page of verdicts on pairs from anywhere: counts by reason, and text, label, evidence and reasons side by side.

All that comes from a pair is escaped; the page runs its own script alone, which only hides and shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from edgejson.checks import certainty
from edgejson.grounding.trace import Dropped
from edgejson.pipeline.metrics import counted
from edgejson.pipeline.records import Reason
from edgejson.report.markup import escaped, page
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
        self.reasons.update(named)
        self.sure.update(sure)
        if few:
            self.kept.append(judged)

    def write(self, path: Path, title: str) -> None:
        """Write the page to one file, which loads nothing. Raises OSError where it can't be written."""
        parts = {
            "title": escaped(title),
            "about": escaped(self._about()),
            "reasons": "".join(self._table()),
            "shown": f"Of each reason the first {SHOWN} pairs are shown, and {SHOWN_PASSED} that pass.",
            "options": "".join(f"<option>{escaped(name)}</option>" for name, _ in self.reasons.most_common()),
            "certainties": "".join(f"<option>{name}</option>" for name in (certainty.SURELY, certainty.PERHAPS)),
            "pairs": "".join(map(_article, self.kept)),
        }
        made = page("verdicts.html", parts, ("style.css", "verdicts.css"), ("verdicts.js",))
        path.write_text(made, encoding="utf-8")

    def _about(self) -> str:
        return (
            f"{counted(self.pairs, 'pair')} of a text and a label: {self.passed:,} pass, "
            f"{self.certain[certainty.SURELY]:,} are {certainty.SURELY}, {self.certain[certainty.PERHAPS]:,} "
            f"{certainty.PERHAPS}."
        )

    def _table(self) -> Iterator[str]:
        yield f"<table><tr><th>Reason<th>Pairs<th>{certainty.SURELY}<th>{certainty.PERHAPS}</tr>"
        for name, count in self.reasons.most_common():
            sure = self.sure[name]
            numbers = "".join(f'<td class="count">{number:,}' for number in (count, sure, count - sure))
            yield f"<tr><td><code>{escaped(name)}</code>{numbers}</tr>"
        yield "</table>"


def _name(reason: Reason) -> str:
    return f"{reason['check']}/{reason['code']}"


def _article(judged: Judged) -> str:
    members = list(leaves(judged.label))
    sure = certainty.of_all(judged.reasons, members)
    named = " ".join(sorted({_name(reason) for reason in judged.reasons}))
    verdict = sure or "passes"
    css = ' class="surely"' if sure == certainty.SURELY else ""
    findings = "".join(
        f"<li><code>{escaped(_name(each))}</code> {escaped(each['path'])} {escaped(each['detail'])} "
        f"({certainty.certainty(each, members)})"
        for each in judged.reasons
    )
    return (
        f'<article data-reasons="{escaped(named)}" data-certainty="{sure}">'
        f"<h3><bdi>{escaped(judged.id)}</bdi>: <span{css}>{verdict}</span></h3>"
        + (f'<ul class="findings">{findings}</ul>' if findings else "")
        + f'<div class="panels"><pre dir="auto">{"".join(_marked(judged))}</pre>{_label(judged, members)}</div>'
        + "</article>"
    )


def _traced(trace: Iterable[str]) -> dict[str, list[str]]:
    """Rows to be unfolded by the leaf's place: why it was placed where it is; what is of no leaf stands by itself."""
    blocks: list[list[str]] = []
    for line in trace:
        if line.startswith(" ") and blocks:
            blocks[-1].append(line.strip())
        else:
            blocks.append([line])
    rows: dict[str, list[str]] = {}
    for first, *places in blocks:
        told = "".join(f"<li>{escaped(place, TEXT_CHARS)}" for place in places)
        said = f"<details><summary>{escaped(first)}</summary><ul>{told}</ul></details>" if told else escaped(first)
        rows.setdefault(first.partition(" = ")[0], []).append(f"<tr><td colspan=4>{said}")
    return rows


def _marked(judged: Judged) -> Iterator[str]:
    """The text, with the places of values marked, and those that don't count struck out."""
    places = [(each["start"], each["end"], "", f"{each['path']}: {each['grade']}") for each in judged.evidence]
    places += [(each.start, each.end, "not", f"{each.path}: {each.why}") for each in judged.dropped]
    end = 0
    for start, stop, css, told in sorted(places):
        if start < end or stop > TEXT_CHARS:
            continue  # within another one
        yield escaped(judged.text[end:start], TEXT_CHARS)
        yield f'<mark class="{css}" title="{escaped(told)}">{escaped(judged.text[start:stop], TEXT_CHARS)}</mark>'
        end = stop
    yield escaped(judged.text[end:], max(TEXT_CHARS - end, 0))


def _label(judged: Judged, members: Sequence[tuple[Any, Any]]) -> str:
    """A table of the label's leaves: path, value, what of the text says it, what is wrong, and why it was placed so."""
    said = {each["path"]: judged.text[each["start"] : each["end"]] for each in judged.evidence}
    rows = ["<table><tr><th>Place<th>Value<th>Evidence<th>Reason</tr>"]
    told = {"", *(pointer(path) for path, _ in members)}
    traced = _traced(judged.trace)
    for path, value in members:
        place = pointer(path)
        why = "; ".join(
            f"{each['code']}: {each['detail']}" for each in judged.reasons if place and each["path"] == place
        )
        cells = (place, orjson.dumps(value).decode() if _is_json(value) else repr(value), said.get(place, ""), why)
        rows.append(f"<tr{' class=bad' if why else ''}>" + "".join(f"<td><bdi>{escaped(cell)}</bdi>" for cell in cells))
        rows += traced.pop(place, ())
    for each in judged.reasons:
        if each["path"] not in told:  # what the label lacks
            rows.append(f"<tr class=bad><td>{escaped(each['path'])}<td>–<td><td>{escaped(each['detail'])}")
    return "".join((*rows, *chain.from_iterable(traced.values()))) + "</table>"


def _is_json(value: Any) -> bool:
    try:
        orjson.dumps(value)
    except TypeError:
        return False  # a surrogate, or an integer beyond bounds
    return True
