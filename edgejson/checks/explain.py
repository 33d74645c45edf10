"""The way back, from the text to the label: what stands beside a cue must be in the label.

A cue of a field that the label leaves absent, with a value that would fit, is an omission; a cue of a field that
the label has, with another fitting value, is a contradiction or a missing item.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from edgejson.checks.binding import Bound, distance
from edgejson.checks.cues import ADJACENT, GLUE, NAME, PHRASE, Occurrence, Target
from edgejson.checks.leaves import Leaf
from edgejson.text.forms import Evidence, Reading
from edgejson.text.forms.words import NULLS_READ, enum_forms

Problem = tuple[str, tuple[str | int, ...], str]

_TYPED = ("number", "date", "datetime", "time", "phone", "email", "url")
_NUMBERS = frozenset({"integer", "number", "money", "percent", "fraction"})
_STRINGS = frozenset({"string", "person", "code"})
_NULLS = re.compile(
    "(?:"
    + "|".join(re.escape(word) for word in sorted(NULLS_READ, key=len, reverse=True))
    + r"|empty|left|yet|still"
    + r")(?![^\W_])"
)
_START = re.compile(r"[\s:=>\"'“‘`(\[*_|.]*")


def unexplained(bound: Bound, leaves: list[Leaf]) -> Iterator[Problem]:
    """Cues in the text whose value the label lacks."""
    explained, covered = _explained(bound, leaves)
    spoken = {evidence.start for leaf in leaves for evidence in leaf.places if stands(leaf, evidence, bound)}
    present: dict[int, list[Leaf]] = {}
    for leaf in leaves:
        present.setdefault(leaf.target.id, []).append(leaf)
    typed: dict[int, tuple[str, Any, int]] | None = None
    for index, cue in enumerate(bound.found):
        if index in explained or (not cue.entry.before and not cue.entry.after and not cue.entry.values):
            continue
        place = bisect_left(covered, (cue.end, 0)) - 1
        if place >= 0 and covered[place][0] <= cue.start and cue.end <= covered[place][1]:
            continue  # the words are part of a value
        if bound.tables and (bound.tables.is_heading(cue.start) or bound.tables.at(cue.start)):
            continue
        if cue.entry.values:
            yield from _said(cue, bound, present)
            if not cue.entry.before:
                continue
        if typed is None:
            typed = _typed(bound.reading)
        yield from _claimed(cue, bound, present, typed, spoken)
    if bound.tables:
        yield from _cells(bound, leaves, present)


def stands(leaf: Leaf, evidence: Evidence, bound: Bound) -> bool:
    """Does a place stand beside a cue of the leaf's own field?"""
    return evidence.cued or bound.claims(evidence.start, evidence.end).get(leaf.target.id, 0.0) >= ADJACENT


def _explained(bound: Bound, leaves: list[Leaf]) -> tuple[set[int], list[tuple[int, int]]]:
    """Cues beside a value of their own field, and the spans of all values."""
    explained: set[int] = set()
    covered: list[tuple[int, int]] = []
    found = bound.found
    for leaf in leaves:
        target = leaf.target.id
        for evidence in leaf.places:
            covered.append((evidence.start, evidence.end))
            for index in bound.beside.get(evidence.start, ()):
                entry = found[index].entry
                if target in entry.before or target in entry.after:
                    explained.add(index)
    covered.sort()
    return explained, covered


def _said(cue: Occurrence, bound: Bound, present: dict[int, list[Leaf]]) -> Iterator[Problem]:
    """A clause that says a value by itself: some leaf of the field must have that value."""
    for target, value in cue.entry.values:
        leaves = present.get(target)
        if leaves and any(_key(leaf.value) == value for leaf in leaves):
            return
    if _taken_back(cue.end, bound):
        return
    target, value = cue.entry.values[0]
    leaves = present.get(target)
    said = bound.lowered[cue.start : cue.end]
    if leaves:
        yield "contradiction", leaves[0].path, f'the text says "{said}"'
    else:
        yield "omission", bound.cues.targets[target].path, f'the text says "{said}"'


def _key(value: Any) -> str:
    return "true" if value is True else "false" if value is False else "null" if value is None else str(value)


def _claimed(
    cue: Occurrence,
    bound: Bound,
    present: dict[int, list[Leaf]],
    typed: dict[int, tuple[str, Any, int]],
    spoken: set[int],
) -> Iterator[Problem]:
    targets = bound.cues.targets
    found = None
    fitting = []
    for target_id, score in cue.entry.before.items():
        target = targets[target_id]
        if score < NAME or (target.field.types and not target.field.types - {"object", "array", "null"}):
            continue
        start, found = _follows(cue, target, bound, typed, score)
        if start in spoken:
            return
        if found is not None:
            fitting.append((target, found))
    if not fitting or _taken_back(cue.end, bound, 80):
        return
    for target, said in fitting:
        leaves = present.get(target.id)
        if leaves:
            yield "contradiction", leaves[0].path, f'"{bound.lowered[cue.start : cue.end]}" is followed by {said!r}'
            return
    target, said = fitting[0]
    yield "omission", target.path, f'"{bound.lowered[cue.start : cue.end]}" is followed by {said!r}'


def _follows(
    cue: Occurrence, target: Target, bound: Bound, typed: dict[int, tuple[str, Any, int]], score: float
) -> tuple[int, Any]:
    """Where the value behind a cue starts, and the value where it fits the field, else None."""
    lowered = bound.lowered
    if target.kind in _NUMBERS or target.kind in _TYPED:
        for start in range(cue.end, min(cue.end + 30, len(lowered))):
            token = typed.get(start)
            if token is not None:
                kind, value, _ = token
                fits = kind == target.kind or (kind == "number" and target.kind in _NUMBERS)
                far = distance(lowered[cue.end : start])
                good = fits and far is not None and far < 0.35 and _possible(value, target)
                return start, value if good else None
        return -1, None
    start = _START.match(lowered, cue.end).end()  # type: ignore[union-attr]
    if target.field.enum and all(isinstance(value, str) for value in target.field.enum):
        return start, _enum_at(lowered, start, target)
    if target.kind in _STRINGS:
        return start, _string_at(bound, cue, start, target, score)
    return start, None


def _possible(value: Any, target: Target) -> bool:
    if not isinstance(value, (int, float)):
        return True
    if target.kind == "integer" and value != int(value):
        return False
    bounds = {key: schema[key] for schema in target.field.schemas for key in ("minimum", "maximum") if key in schema}
    return bool(bounds.get("minimum", value) <= value <= bounds.get("maximum", value))


def _enum_at(lowered: str, start: int, target: Target) -> Any:
    for article in ("", "the ", "a ", "an "):
        if lowered.startswith(article, start):
            at = start + len(article)
            for value in target.field.enum:
                for form in enum_forms(value, target.field):
                    if lowered.startswith(form.lower(), at) and not lowered[at + len(form) :][:1].isalnum():
                        return value
    return None


_VALUE = re.compile(r"[^\n|;,.!?\"”]{1,60}")


def _string_at(bound: Bound, cue: Occurrence, start: int, target: Target, score: float) -> str | None:
    """A string behind a cue, where it looks like a value: quoted, in capitals or digits, or after a colon."""
    text, gap = bound.reading.text, bound.reading.text[cue.end : start]
    match = _VALUE.match(text, start)
    if match is None or "\n" in gap.strip(" ") or "." in gap.strip():
        return None
    said = match.group().strip()
    if not said or _NULLS.match(said.lower()):
        return None
    marked = any(mark in gap for mark in ':="“|>')
    first = said[0]
    if target.field.pattern:
        found = _matches(target.field.pattern, text, start)
        if not found or not (marked or any(letter.isdigit() or letter.isupper() for letter in found)):
            return None
        return None if found.lower() == bound.lowered[cue.start : cue.end] else found
    if (said.split()[0].lower() in GLUE or _cue_at(start, bound)) and '"' not in gap:
        return None
    if marked or (score >= PHRASE and (first.isupper() or first.isdigit())):
        return said
    return None


def _cue_at(place: int, bound: Bound) -> bool:
    index = bisect_left(bound.starts, place)
    return index < len(bound.starts) and bound.starts[index] == place


def _matches(pattern: str, text: str, start: int) -> str | None:
    try:
        found = re.compile(pattern.strip("^$")).match(text, start)
    except re.error:  # ECMA-262 syntax that Python lacks
        return None
    return found.group() if found and found.group() else None


def _taken_back(place: int, bound: Bound, reach: int = 60) -> bool:
    return any(0 <= marker.start - place <= reach for marker in bound.markers) or any(
        0 <= place - marker.end <= 25 for marker in bound.markers
    )


def _typed(reading: Reading) -> dict[int, tuple[str, Any, int]]:
    """Numbers, dates, times, phone numbers, e-mails and URLs by where they start; date-times over their dates."""
    found: dict[int, tuple[str, Any, int]] = {}
    for kind in ("number", "time", "date", "datetime", "phone", "email", "url"):
        for value, start, end in reading.values(kind):
            known = found.get(start)
            if known is None or end > known[2]:
                found[start] = (kind, value, end)
    return found


def _cells(bound: Bound, leaves: list[Leaf], present: dict[int, list[Leaf]]) -> Iterator[Problem]:
    """Cells below a field's heading that no leaf of the field stands in."""
    assert bound.tables is not None
    starts: dict[int, set[int]] = {}
    for leaf in leaves:
        for evidence in leaf.places:
            starts.setdefault(leaf.target.id, set()).add(evidence.start)
    for cell in bound.tables.cells:
        if cell.end <= cell.start:
            continue
        entry = bound.cues.lookup(cell.heading)
        if entry is None or not entry.before:
            continue
        content = bound.reading.text[cell.start : cell.end]
        if _NULLS.match(content.lower()) or content.strip("-—– ") == "":
            continue
        owners = [bound.cues.targets[target] for target in entry.before]
        owners = [owner for owner in owners if owner.field.types - {"object", "array", "null"} or not owner.field.types]
        if any(cell.start <= start < cell.end for owner in owners for start in starts.get(owner.id, ())):
            continue
        if not owners:
            continue
        having = [owner for owner in owners if owner.id in present]
        if having:
            yield "missing-item", present[having[0].id][0].path, f'"{content}" stands below "{cell.heading}"'
        else:
            yield "omission", owners[0].path, f'"{content}" stands below "{cell.heading}"'
