"""Which object a text speaks of at a place: the one that it named last."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property

from edgejson.grounding.cue_parts import ROOT, Occurrence
from edgejson.grounding.cues import Cues


class NamedObjects:
    """The objects that a text names, in its order."""

    def __init__(
        self,
        lowered: str,
        cues: Cues,
        found: Sequence[Occurrence],
        mute: set[int],
        beside: Mapping[int, Sequence[int]],
    ) -> None:
        """`found` are the text's cues, `mute` the numbers of those that name no object, `beside` by the start of a
        place the numbers of those directly beside it, which may grow."""
        self.lowered, self.cues, self.found, self.mute, self.beside = lowered, cues, found, mute, beside

    @cached_property
    def _named(self) -> list[Occurrence]:
        """The cues that name an object."""
        named = [
            occurrence
            for index, occurrence in enumerate(self.found)
            if index not in self.mute and self._names_object(occurrence)
        ]
        return [
            one
            for index, one in enumerate(named)
            if not index or not _OF.fullmatch(self.lowered[named[index - 1].end : one.start])
        ]

    @cached_property
    def _starts(self) -> list[int]:
        return [occurrence.start for occurrence in self._named]

    def at_home(self, place: int, scopes: tuple[int, ...]) -> bool:
        """Is the object last named before a place the innermost of `scopes`? The record, where nothing is named."""
        named = self._named
        index = bisect_left(self._starts, place) - 1
        labels = self._labels(place, scopes)
        while index >= 0 and named[index] in labels:
            index -= 1
        if index < 0:
            return not scopes
        entry = named[index].entry
        home = scopes[-1] if scopes else ROOT
        return home in entry.scopes or home in entry.implied

    def _labels(self, place: int, *objects: tuple[int, ...]) -> list[Occurrence]:
        """Cues beside a place that name a field of one of these objects there, and not an object."""
        targets = self.cues.targets
        return [
            cue
            for cue in (self.found[index] for index in self.beside.get(place, ()))
            if any(
                targets[target].scopes in objects and not targets[target].holds_others
                for target in (*cue.entry.before, *cue.entry.after)
            )
        ]

    def _names_object(self, occurrence: Occurrence) -> bool:
        entry = occurrence.entry
        return bool(entry.implied) or not self.cues.plain.issuperset(entry.scopes)

    def scope(self, place: int, mine: tuple[int, ...], other: tuple[int, ...]) -> float:
        """1 where the object last named before a place is one of `mine` alone, -1 where it is one of `other`, else 0.

        `mine` and `other` are ids of the objects around two fields, the outermost first; () is the record itself.
        """
        own = set(mine).difference(other) or {mine[-1] if mine else ROOT}
        rival = set(other).difference(mine) or {other[-1] if other else ROOT}
        if own == rival:
            return 0.0
        index = bisect_left(self._starts, place) - 1
        labels = self._labels(place, mine, other)
        while index >= 0:
            scope = self._named[index]
            index -= 1
            if scope in labels:
                continue
            scopes = scope.entry.scopes
            if not own.isdisjoint(scopes) or not own.isdisjoint(scope.entry.implied):
                return 1.0 if rival.isdisjoint(scopes) else 0.0
            if not rival.isdisjoint(scopes) or not rival.isdisjoint(scope.entry.implied):
                return -1.0
        return float(ROOT in own) - (ROOT in rival)  # as long as nothing is named, it is the record


#: In "contact of the first party" the contact is what is named.
_OF = re.compile(r" of (?:the )?(?:[a-z]+ )?")
