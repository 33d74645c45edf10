"""The extractor: values known by their shape (formats, patterns, enum words, numbers), and the names near by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from edgejson.baselines import reading
from edgejson.baselines.reading import MISSING, read
from edgejson.baselines.regions import Regions, divide
from edgejson.baselines.targets import Target, alias_pattern, sayable
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

#: Characters between a name and a value that still belong together.
REACH = 60
_GLUE = r"(?:\s*(?:is|are|was|were|of|at|as|to|the|a|an|comes|came|goes|by|:|=|-|\()\s*){0,4}\s*"
_QUOTED = r"\"([^\"\n]+)\"|“([^”\n]+)”|'([^'\n]+)'"
_RUN = r"[A-Z0-9][\w'’.&-]*(?:[ ](?:(?:of|and|the|de|van|von|for|&)[ ])?[A-Z0-9][\w'’.&-]*)*"
_CLAUSE = r"[a-z0-9#](?:[^,.;|\n]|\.(?=\S))*?"
_STOP = rf"(?=\s*(?:[,;|\n(]|\.\s|\.$|$)|\s{vocabulary('baselines/words').either('ends of values')}\s)"
_NEGATION = re.compile(
    r"\b(?:no|not|n't|never|without|isn't|doesn't|wasn't|none|un\w+|in(?:active|valid))\b", re.IGNORECASE
)
#: The end of a sentence or line.
_BREAK = re.compile(r"[.!?]\s|\n")
_SEGMENT = re.compile(r"\n\s*\n|\n\s*(?:[-*•]|\d+[.)])\s+|\n|(?<=[.!?;])\s+(?=[A-Z])")


class Span(NamedTuple):
    """A stretch of text that may state a value of a field."""

    start: int
    end: int
    value: Any
    distance: int  #: characters to the nearest of the field's names, REACH where none is near


class Spotter:
    """Finds values of one schema in running text."""

    def __init__(self, root: Target) -> None:
        self.root = root
        self._shapes = {target.path: _shape(target.info) for target in root.walk() if target.kind == "leaf"}

    def parse(self, text: str) -> Any:
        """The instance that can be spotted in a text."""
        return self._object(self.root, text, {})

    def fill(self, value: Any, text: str) -> Any:
        """An instance with the fields that it lacks, as far as they can be spotted."""
        return self._object(self.root, text, value if isinstance(value, dict) else {})

    def _object(self, target: Target, text: str, known: dict[str, Any]) -> dict[str, Any]:
        """Fields of an object, each span used once: the field whose name is nearest takes it."""
        regions = divide(target, text) if target.kind == "object" else Regions(text)
        offers: list[tuple[int, int, int, Target, Span]] = []
        text = regions.own
        leaves = [child for child in target.children if child.kind == "leaf" and child.path[-1] not in known]
        for order, child in enumerate(leaves):
            spans = list(self._spans(child, text))
            offers += [(span.distance, order, span.start, child, span) for span in spans]
        built = dict(known)
        taken: list[tuple[int, int]] = list(self._stated(known, text))
        for _, _, _, child, span in sorted(offers, key=lambda offer: offer[:3]):
            name = child.path[-1]
            if name not in built and not any(span.start < end and start < span.end for start, end in taken):
                built[name] = span.value
                taken.append((span.start, span.end))
        for child in target.children:
            name = child.path[-1]
            if child.kind == "object":
                if child.path not in regions.objects and child.repeats:
                    continue  # looked for in the same text, the branches of a tree would double at each level
                inner = built.get(name)
                part = regions.objects.get(child.path, text)
                found = self._object(child, part, inner if isinstance(inner, dict) else {})
                if found:
                    built[name] = found
            elif child.kind == "array" and name not in built:
                items = self._items(child, text, regions.items.get(child.path, []))
                if items:
                    built[name] = items
        return {name: built[name] for name in [c.path[-1] for c in target.children if c.path[-1] in built]} | built

    def _stated(self, known: dict[str, Any], text: str) -> Iterator[tuple[int, int]]:
        """Where the values that are known already stand: they are no one else's."""
        for value in known.values():
            if isinstance(value, str) and len(value) > 3:
                place = text.find(value)
                if place >= 0:
                    yield place, place + len(value)

    def _items(self, target: Target, text: str, parts: list[str]) -> list[Any]:
        """Items of an array: scalars by shape or as an enumeration, objects as segments with all that is required."""
        if not target.children:
            return []
        item = target.item
        if item.kind == "leaf":
            return self._scalars(target, item, text)
        if item.kind != "object":
            return []
        if parts:
            return [self._object(item, part, {}) for part in parts]
        needed = {child.path[-1] for child in item.children if child.info.required}
        found = [self._object(item, segment, {}) for segment in _SEGMENT.split(text) if segment]
        return [value for value in found if value and needed <= value.keys() and len(value) > 1]

    def _scalars(self, target: Target, item: Target, text: str) -> list[Any]:
        shape = self._shapes[item.path]
        if shape is not None:
            values = [read(item.info, found[0]) for found in shape.finditer(text)]
            return [value for place, value in enumerate(values) if value is not MISSING and value not in values[:place]]
        for _, end in _named(target, text):
            stated = re.match(rf"{_GLUE}([^.\n;]+)", text[end:])
            if stated:
                return [part.strip() for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", stated[1]) if part.strip()]
        return []

    def _spans(self, target: Target, text: str) -> Iterator[Span]:
        """Where a field's value may stand."""
        names = _named(target, text)
        if target.info.types == {"boolean"}:
            for start, end in names:
                around = text[max(0, start - 25) : end + 25].split(". ")[0]
                yield Span(start, end, not _NEGATION.search(around), 0)
            return
        shape = self._shapes[target.path]
        if shape is not None:
            named = _common(target.info)
            for found in shape.finditer(text) if names or not named else ():
                distance = _distance(*found.span(), names, text)
                if distance < REACH or not named:
                    value = read(target.info, found[0])
                    if value is not MISSING:
                        yield Span(*found.span(), value, distance)
            return
        for _, end in names:
            stated = re.match(rf"{_GLUE}(?:{_QUOTED}|({_RUN})|({_CLAUSE}){_STOP})", text[end:])
            if stated:
                group = next(number for number, words in enumerate(stated.groups(), 1) if words)
                value = read(target.info, stated[group].rstrip("."))
                if value is not MISSING:
                    yield Span(end + stated.start(group), end + stated.end(group), value, 1 if group < 5 else 5)


def _common(field: Field) -> bool:
    """Could any number or time in the text be a value of the field? Then only one near its name counts."""
    return bool(field.types & {"number", "integer"}) and not field.enum


def _shape(field: Field) -> re.Pattern[str] | None:
    """What values of a field look like, or None where a name must tell."""
    if field.enum:
        words = sorted((in_words(str(value)) for value in field.enum if value is not None), key=len, reverse=True)
        return re.compile(
            r"(?<!\w)(?:" + "|".join(alias_pattern(word) for word in words if word) + r")(?!\w)", re.IGNORECASE
        )
    if field.types & {"number", "integer"}:
        return reading.NUMBER
    if field.format in reading.SHAPES:
        return reading.SHAPES[field.format]
    if reading.is_phone(field):
        return reading.PHONE
    return reading.searchable(field.pattern) if field.pattern else None


def _named(target: Target, text: str) -> list[tuple[int, int]]:
    """Where a running text names a field, by the longer words of its names alone too: start and end of each place."""
    words = target.info.words.split()
    last = [word for word in words[-1:] if len(words) > 1 and len(word) > 3]
    pattern = _either(sayable(target.aliases, text), sayable(last, text))
    return [found.span() for found in pattern.finditer(text)] if pattern else []


@lru_cache(maxsize=4096)
def _either(names: tuple[str, ...], words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of some names and words; None where there are none."""
    either = "|".join([*map(alias_pattern, names), *map(re.escape, words)])
    return re.compile(rf"(?<!\w)(?:{either})(?:s|es)?(?!\w)", re.IGNORECASE) if either else None


def _distance(start: int, end: int, names: list[tuple[int, int]], text: str) -> int:
    """Characters between a value and the nearest name of its sentence; a name after the value counts double."""
    best = REACH
    for name_start, name_end in names:
        if name_end <= start:
            gap, between = start - name_end, (name_end, start)
        elif name_start >= end:
            gap, between = 2 * (name_start - end) + 1, (end, name_start)
        else:
            continue
        if gap < best and not _BREAK.search(text, *between):
            best = gap
    return best
