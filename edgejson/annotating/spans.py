"""Where the values of a label stand in its text, as stretches that can be cut out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from edgejson.forms import WEAK, Evidence
from edgejson.forms.numbers import word_spans
from edgejson.schema.fields import Path
from edgejson.schema.instances import at

#: Shortest value whose further occurrences in a text are looked for, in letters.
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that says a value."""

    start: int
    end: int
    path: Path
    value: Any
    lost: bool = False  #: nothing can be learned from the sentence that it stands in


def spans_of(text: str, label: Any, evidence: Iterable[tuple[Path, Evidence]]) -> list[Span]:
    """The stretches of all values, in order, none overlapping another; also where a string is said again."""
    found = [_span(text, path, at(label, path), place) for path, place in evidence]
    found += [again for span in found for again in _again(text, span, found)]
    found.sort(key=lambda span: (span.start, -span.end))
    apart: list[Span] = []
    for span in found:
        if apart and span.start < apart[-1].end:
            apart[-1] = replace(apart[-1], end=max(apart[-1].end, span.end), lost=True)
        else:
            apart.append(span)
    return [_clause(text, span, at, apart) if isinstance(span.value, bool) else span for at, span in enumerate(apart)]


#: The figures of a number, without the marks and units around them.
_FIGURES = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?![\w.])")


#: A day in figures, which a stranger reads in two ways: the label tells how this author means it.
_DAY = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{4}")


def _span(text: str, path: Path, value: Any, place: Evidence) -> Span:
    if isinstance(value, bool):
        return Span(place.start, place.end, path, value, place.grade == WEAK)
    start, end = place.start, place.end
    if isinstance(value, (int, float)) and (figures := _FIGURES.search(text, start, end)):
        start, end = figures.span()  # "$" and "percent" are the writer's words
    elif isinstance(value, (int, float)) and not _in_words(value, text[start:end]):
        return Span(start, end, path, value, lost=True)  # "a week" says 7 and its unit at once
    weak = place.grade == WEAK and not _DAY.fullmatch(text, start, end)
    lost = weak or value is None or value in ("", [], {})
    return Span(start, end, path, value, lost)


def _in_words(value: int | float, said: str) -> bool:
    """Do words say a number, and nothing else?"""
    return [(number, end - start) for number, start, end in word_spans(said.lower())] == [(value, len(said))]


def _again(text: str, span: Span, known: list[Span]) -> Iterator[Span]:
    """Further places of a string."""
    if not isinstance(span.value, str) or span.end - span.start < _SHORTEST:
        return
    said = text[span.start : span.end]
    for place in re.finditer(rf"(?<!\w){re.escape(said)}(?!\w)", text):
        if all(place.end() <= other.start or other.end <= place.start() for other in known):
            yield replace(span, start=place.start(), end=place.end())


_CLAUSE_ENDS = re.compile(r"[,.;:!?()\n]| (?:and|but|because|so|as|while) ")


def _clause(text: str, span: Span, at: int, spans: list[Span]) -> Span:
    """A boolean's stretch, from its words to all of its clause, which has what makes it true or false."""
    low = spans[at - 1].end if at else 0
    high = spans[at + 1].start if at + 1 < len(spans) else len(text)
    before = [border.end() for border in _CLAUSE_ENDS.finditer(text, low, span.start)]
    behind = _CLAUSE_ENDS.search(text, span.end, high)
    start = before[-1] if before else low
    end = behind.start() if behind else high
    said = text[start:end]
    lead, tail = len(said) - len(said.lstrip()), len(said) - len(said.rstrip())
    return replace(span, start=start + lead, end=end - tail)
