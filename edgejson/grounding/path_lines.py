"""Lines that give a value beside its whole path, as settings are dumped: `children[1].fill.color = navy`.

Nothing about them is a matter of cues: the path names one leaf, and the rest of the line is its value.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

import orjson

from edgejson.forms import Evidence
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf, Problem
from edgejson.grounding.cue_parts import Occurrence
from edgejson.grounding.cues import FRAMED
from edgejson.language.composed import compose
from edgejson.schema.fields import Path

_NAME, _INDEX, _QUOTED = r"[A-Za-z_$@][\w$@-]*+", r"\[\d+\]", r'\["(?:[^"\\\n]|\\.)*+"\]'
_STEPS = re.compile(r'([A-Za-z_$@][\w$@-]*)|\[(\d+)\]|\[("(?:[^"\\\n]|\\.)*")\]')
_LINE = re.compile(
    rf"^[ \t]*+(?:[-*>•] )?((?:{_NAME}|{_INDEX}|{_QUOTED})(?:\.{_NAME}|{_INDEX}|{_QUOTED})*+)"
    r"(?: => | -> | = |: |=)([^\n]*)$",
    re.M,
)
#: A path of several steps, or of a name or number in brackets, at the start of a line.
_NESTED = re.compile(r'^[ \t]*(?:[-*>•] )?(?:\["[^"\n]*"\]|\[\d+\]|[A-Za-z_$@][\w$@-]*(?:\.[A-Za-z_$@]|\[["\d]))', re.M)
#: Lines of paths that a text must have, as a share of the label's leaves, for it to be read by them.
_LEAST = 0.5


@dataclass(slots=True)
class Pathwise:
    """What a text's lines of paths say."""

    leaves: set[int] = field(default_factory=set)  #: numbers of the leaves that have a line
    spans: list[tuple[int, int]] = field(default_factory=list)  #: where the paths themselves stand
    lines: list[tuple[int, int]] = field(default_factory=list)  #: and these with their values
    problems: list[Problem] = field(default_factory=list)

    def outside(self, places: list[Evidence]) -> list[Evidence]:
        """The places that aren't in these lines: `items[0]` says no 0, and its value is that of one leaf."""
        if not self.lines:
            return places
        return [p for p in places if not any(start < p.end and p.start < end for start, end in self.lines)]


def read(bound: Bound, leaves: list[Leaf]) -> Pathwise:
    """Give the leaves the places behind their paths; takes the words of these lines from the cues of the text."""
    found = Pathwise()
    if _NESTED.search(bound.reading.text) is None:
        return found
    by_path = {tuple(compose(str(step)) for step in leaf.path): leaf for leaf in leaves}
    lines = []
    for line in _LINE.finditer(bound.reading.text):
        try:
            path = steps(line[1])
        except ValueError:  # a name in quotes that is no JSON, an index of thousands of digits
            continue
        lines.append((line, path, by_path.get(tuple(map(str, path)))))
    ends = {path[-1] for path in by_path if path}
    known = sum(leaf is not None or _below_one(path, by_path) or _is_moved(path, ends) for _, path, leaf in lines)
    roots = {str(path[0]) for path in (*bound.cues.by_path, *by_path) if path}
    lines = [line for line in lines if line[2] is not None or str(line[1][0]) in roots or "*" in roots]
    below = sum(bool(leaf.path) for leaf in leaves)  # an empty record has no lines
    if known < _LEAST * below or not any(_is_path(line[1], path) for line, path, _ in lines):
        return found
    markers = bound.markers
    bound.forget([*_heading(lines[0][0]), *(line.span() for line, _, leaf in lines if leaf is not None)])
    for line, path, leaf in lines:
        if leaf is None:
            if _is_path(line[1], path) or (line[1],) in bound.cues.by_path:
                found.problems.append(("omission", path, f"the text says {line[2]!r} there"))
        elif not _fills(leaf, line.start(2), line.end(2), bound, markers):
            found.problems.append(("contradiction", path, f"the text says {line[2]!r} there"))
        else:
            found.leaves.add(leaf.order)
            found.spans.append(line.span(1))
            found.lines.append(line.span())
    return found


def _heading(line: re.Match[str]) -> list[tuple[int, int]]:
    """The line above the first path, where it is a heading: the name of a field there has no value below it."""
    start = line.string.rfind("\n", 0, max(0, line.start() - 1)) + 1
    return [(start, line.start())] if line.string.startswith("#", start) and start < line.start() else []


def _below_one(path: Path, leaves: Mapping[tuple[str, ...], Leaf]) -> bool:
    """Does a path lead into a leaf, which the label has empty?"""
    return any(tuple(map(str, path[:size])) in leaves for size in range(1, len(path)))


def _is_moved(path: Path, ends: Container[str]) -> bool:
    """Does a path lead from an item of a list to a property that the label has somewhere, where an item may lack?"""
    return len(path) > 1 and isinstance(path[0], int) and str(path[-1]) in ends


def _is_path(said: str, path: Path) -> bool:
    """Is it no mere label of a line?"""
    return len(path) > 1 or said.startswith("[")


def steps(path: str) -> Path:
    """The steps of a path: `a.b[2]["c d"]` -> ("a", "b", 2, "c d"). Raises ValueError for what is none."""
    return tuple(
        match[1] if match[1] is not None else int(match[2]) if match[2] is not None else orjson.loads(match[3])
        for match in _STEPS.finditer(path)
    )


def _fills(leaf: Leaf, start: int, end: int, bound: Bound, markers: list[Occurrence]) -> bool:
    """Does a leaf's value fill a stretch of the text, or the end of one that takes back what it says before?"""
    text = bound.reading.text
    within = [marker for marker in markers if start <= marker.start < end]
    for evidence in leaf.candidates:
        if start <= evidence.start and evidence.end <= end:
            beside = (m.end for m in within if not evidence.start <= m.start < evidence.end)  # a value's word is none
            taken_back = max(beside, default=-1)
            rest = text[max(start, taken_back) : evidence.start] + text[evidence.end : end]
            if evidence.start > taken_back and not any(map(str.isalnum, rest)):
                leaf.places, leaf.problem = [evidence], ""
                leaf.framed = [evidence]
                leaf.strengths = {evidence.start: FRAMED}
                bound.claims(evidence.start, evidence.end)
                bound.frame((evidence.start, evidence.end), [leaf.target.id], (False, False))
                return True
    return False
