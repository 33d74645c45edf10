"""What may fill a slot of a frame: a stretch of text that fits a value, an object or a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edgejson.forms import Evidence
from edgejson.forms.kinds import NUMBERS
from edgejson.forms.numbers import CURRENCIES, units_of
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf, Tree
from edgejson.grounding.frame_compiling import FrameShape
from edgejson.grounding.frame_parts import Names

#: A slot whose field the label lacks: the field's path, and where its value stands.
Gap = tuple[Names, int, int]

_UNIT = re.compile(rf" ?(?:[%€]|(?:{CURRENCIES})(?![^\W_]))")
_TAIL = re.compile(r" ?(?:%|percent)\Z")
#: What closes the brackets or dashes of a correction behind its value.
_CORRECTED = re.compile(r"\)| -")


@dataclass(slots=True)
class Fit:
    """A stretch of text that fits a value, an object or a list."""

    start: int
    end: int
    places: tuple[tuple[Leaf, Evidence], ...]
    gaps: tuple[Gap, ...] = ()  #: slots whose field the label lacks
    nodes: tuple[tuple[Tree, int, int], ...] = ()  #: the objects and lists in it
    shape: FrameShape | None = None
    told: bool = False  #: has words that are no glue


def fits_of(leaf: Leaf, bound: Bound) -> Iterator[Fit]:
    """Where a value stands, with and without its unit."""
    lowered = bound.lowered
    for evidence in leaf.candidates:
        if (bound.markers or bound.strange) and bound.void(evidence):
            continue
        start, end = evidence.start, evidence.end
        places = ((leaf, evidence),)
        yield Fit(start, end, places)
        if leaf.kind in NUMBERS:
            if lowered[start] in "$€£":
                yield Fit(start + 1, end, places)  # a frame may have the sign: "${deposit} deposit"
            if tail := _TAIL.search(lowered, start, end):
                yield Fit(start, tail.start(), places)  # "64.4 percent", where the unit is a field of its own
            behind = _UNIT.match(lowered, end)
            if behind is not None:
                yield Fit(start, behind.end(), places)
            for unit in units_of(leaf.target.field):
                for space in ("", " "):
                    if lowered.startswith(space + unit, end):
                        yield Fit(start, end + len(space + unit), places)
        if bound.markers and (closing := _CORRECTED.match(lowered, end)):
            yield Fit(start, closing.end(), places)
