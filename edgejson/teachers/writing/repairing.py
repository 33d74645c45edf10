"""Which stretch of a draft is to be written again, or where a sentence is lacking, and what the draft becomes by it.

A small model that writes a whole text again loses other facts; so it is asked for the stretch alone, and the rest
stays, letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from edgejson.forms.reading import Reading
from edgejson.pipeline.records import Reason
from edgejson.schema.fields import Field, FieldMap, Path, leaves
from edgejson.schema.loading import steps_of

#: Letters of a word that may stand in any text ("it", "of"), at most.
_GLUE = 2
#: Letters of a word that two forms of it have in common, at least.
_STEM = 4
_WORD = re.compile(r"[^\W_]+")
#: What a line of notes or of a conversation begins with, which is no part of a sentence.
_LEAD = re.compile(r"[-*•] |(?:Caller|Clerk): ", re.I)
#: A sentence within a line.
_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"')]?(?=\s+[A-Z\"'(])|$)")
#: Words from which on a sentence is known again in an answer.
_KNOWN = 3

Span = tuple[int, int]
#: Faults of values of which a text says something else in the value's place, or nothing.
_LACKING = frozenset({"ungrounded", "missing-item"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text that an answer takes the place of; empty where something is to be added."""

    start: int
    end: int
    joint: str  #: what stands between the text and what is added
    says: frozenset[Path]  #: the leaves whose values it says

    def filled(self, text: str, answer: str) -> str:
        """The text with an answer in its place; the answer alone where it is a whole text again."""
        others = [text[start:end] for start, end in sentences(text) if end <= self.start or start >= self.end]
        if any(other in answer for other in others if len(other.split()) >= _KNOWN):
            return answer
        lead = _LEAD.match(answer)
        return f"{text[: self.start]}{self.joint}{answer[lead.end() :] if lead else answer}{text[self.end :]}"


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, line by line, without what notes and speakers' lines begin with."""
    start = 0
    for line in text.splitlines(keepends=True):
        lead = _LEAD.match(line)
        for found in _SENTENCE.finditer(line.rstrip(), lead.end() if lead else 0):
            yield start + found.start(), start + found.end()
        start += len(line)


def stretch_of(text: str, faults: Sequence[Reason], label: Any, fields: FieldMap) -> Stretch | None:
    """Where a draft with these faults needs other words; None where all of it has to be written again.

    A fault of a value concerns the sentence that says the value, else the first that speaks of its field. Where no
    sentence does, one is to be added behind the last that says a value.
    """
    spans, given = list(sentences(text)), dict(leaves(label))
    holding = _holding(text, spans, given, fields)
    concerned: list[int] = []
    for fault in faults:
        path = steps_of(fault["path"], label)
        lacking = fault["code"] in _LACKING
        said = [] if lacking else holding.get(path, [])
        found = said or [number for number, span in enumerate(spans) if _speaks(text, span, path, given, fields)]
        if not path or not (found or lacking):
            return None
        concerned += found[:1]
    if concerned:
        first, last = min(concerned), max(concerned)
        says = [path for path, places in holding.items() if places and first <= places[0] <= last]
        return Stretch(spans[first][0], spans[last][1], "", frozenset(says))
    held = [place for places in holding.values() for place in places[:1]]
    return _behind(text, spans[max(held)][1]) if held else None


def is_silent(text: str, field: Field, value: Any) -> bool:
    """Has a text no word of a field, by its names and phrases, nor of its value?

    Words are compared by their beginnings, so this errs on the side of "it says something".
    """
    ways = [
        field.words,
        field.title,
        *field.cues,
        *field.phrases,
        *(one for said in field.value_phrases.values() for one in said),
    ]
    named = {word for way in ways for word in _words(way) if len(word) >= _STEM}
    valued = {word for word in _words(str(value)) if len(word) > _GLUE or word.isdigit()} or _words(str(value))
    said = _words(text)
    return not any(word == one or _akin(word, one) for one in named | valued for word in said)


def _holding(text: str, spans: Sequence[Span], given: Mapping[Path, Any], fields: FieldMap) -> dict[Path, list[int]]:
    """By leaf, the numbers of the sentences that say its value, the likeliest first."""
    reading = Reading(text)
    found = {path: reading.find(value, fields.field(path)) for path, value in given.items()}
    return {
        path: [
            number
            for one in places
            for number, (start, end) in enumerate(spans)
            if start <= one.start and one.end <= end
        ]
        for path, places in found.items()
    }


def _speaks(text: str, span: Span, path: Path, given: Mapping[Path, Any], fields: FieldMap) -> bool:
    return not is_silent(text[slice(*span)], fields.field(path), given.get(path, ""))


def _behind(text: str, place: int) -> Stretch:
    """A sentence behind the one that ends at `place`: on a line of its own where lines are single facts."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    lead = _LEAD.match(line)
    if lead:
        return Stretch(place, place, f"\n{lead[0]}", frozenset())
    return Stretch(place, place, " " if line[-1:] in ".!?" else "\n" if "\n" in text else ". ", frozenset())


def _akin(word: str, other: str) -> bool:
    least = min(len(word), len(other))
    return least >= _STEM and word[: max(_STEM, least - 2)] == other[: max(_STEM, least - 2)]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
