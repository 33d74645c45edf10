"""Names and values in a row, as in "Order: size L, colour red. Note fragile": what stands in it is told by its shape.

A single word behind a name, "note fragile", may be any two words of a sentence. Where a value of the label stands
beside it in the same shape, it is a value too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf
from edgejson.grounding.cue_parts import Occurrence

#: What stands ahead of a part: the start of a line, a label's mark, a separator, the end of a sentence.
_OPENS = re.compile(r"(?:\A|\n[ \t>]*(?:[-*•–+] )?|(?:[:;,]|,? and| [-–—]) (?:its )?|(?P<sentence>\. ))$")
#: The rest of a part, behind its name.
_REST = re.compile(r' (?P<value>[^\n,;:.!?"“”|]{1,60}?)(?=[,;.](?:\s|\Z)| and |\n|\Z)')
_ENDS = re.compile(r"[,;](?=\s)|\.?(?=\n|\Z)|\. | and ")
#: Words of a value at most, and where it is a sentence of its own.
_WORDS, _WORDS_OF_SENTENCE = 5, 3


class Rows:
    """The lines of a text in which values of the label stand right behind their names, part by part."""

    def __init__(self, bound: Bound, leaves: Iterable[Leaf]) -> None:
        self._bound = bound
        self._lines = {self._line(leaf.chosen.start) for leaf in leaves if leaf.chosen and self._is_part(leaf)}

    def value(self, cue: Occurrence) -> str | None:
        """What stands behind a name in the shape of the values beside it, in its line; else None."""
        text = self._bound.reading.text
        if self._line(cue.start) not in self._lines:
            return None
        opened = _OPENS.search(text, max(0, cue.start - 12), cue.start)
        rest = _REST.match(text, cue.end)
        if opened is None or rest is None or not self._bound.free_of_cues(rest.start("value"), rest.end()):
            return None
        most = _WORDS_OF_SENTENCE if opened["sentence"] else _WORDS
        return rest["value"] if len(rest["value"].split()) <= most else None

    def is_alone(self, cue: Occurrence) -> bool:
        """Is a name a part by itself among such pairs, as a flag is: "size L, archived, colour red"?"""
        text = self._bound.reading.text
        if self._line(cue.start) not in self._lines or _ENDS.match(text, cue.end) is None:
            return False
        opened = _OPENS.search(text, max(0, cue.start - 12), cue.start)
        return opened is not None and not opened["sentence"]

    def _is_part(self, leaf: Leaf) -> bool:
        """Does a leaf's value stand right behind its name, with which a part begins?"""
        bound, place = self._bound, leaf.chosen
        assert place is not None
        for cue in (bound.found[index] for index in bound.beside.get(place.start, ())):
            if leaf.target.id in cue.entry.before and bound.reading.text[cue.end : place.start] in (" ", ": "):
                return _OPENS.search(bound.reading.text, max(0, cue.start - 12), cue.start) is not None
        return False

    def _line(self, place: int) -> int:
        return self._bound.reading.text.rfind("\n", 0, place)
