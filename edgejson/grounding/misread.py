"""Strings as scanners misread them: O for 0, l or I for 1, blanks and marks lost or put in. For those who ask for it.

Whoever does takes some wrong labels for right ones: "INV-1O" and "INV-10" are no longer told apart.
"""

from __future__ import annotations

from functools import cached_property

from edgejson.forms import MISREAD, Evidence

#: A string of fewer letters and digits may be anything.
FEWEST = 5
_ALIKE = str.maketrans({"o": "0", "i": "1", "l": "1", "|": "1", "s": "5", "b": "8", "z": "2"})


class Scanned:
    """A text with letters and digits alone, those that look alike made one."""

    def __init__(self, lowered: str) -> None:
        self._lowered = lowered

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        """The letters and digits, and where each stands in the text."""
        folded = self._lowered.translate(_ALIKE)
        places = [place for place, letter in enumerate(folded) if letter.isalnum()]
        return "".join(folded[place] for place in places), places

    def find(self, value: str) -> list[Evidence]:
        """Every place that may say a string; none begins or ends within a word."""
        wanted = "".join(filter(str.isalnum, value.lower().translate(_ALIKE)))
        folded, places = self._folded
        found: list[Evidence] = []
        at = folded.find(wanted) if len(wanted) >= FEWEST else -1
        while at >= 0:
            start, end = places[at], places[at + len(wanted) - 1] + 1
            if not (self._lowered[:start][-1:].isalnum() or self._lowered[end : end + 1].isalnum()):
                found.append(Evidence(start, end, MISREAD))
            at = folded.find(wanted, at + 1)
        return found
