"""A way takes as long as people, bicycles or planes need for it; a half marathon is as long as it is.

How one goes is told by the words of the schema's title and names. Words are data: language/en/paces.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.leaves import Leaf, Rewrite, found_at, holders
from edgejson.values.coherence.numeric import is_number

_PACES = vocabulary("language/en/paces")
_WAYS = {
    re.compile(rf"\b(?:{'|'.join(words)})"): tuple(map(float, said.split(" ")))
    for words, said in ((row.rpartition(": ")[0].split("|"), row.rpartition(": ")[2]) for row in _PACES.rows("paces"))
}
_NAMED = {name: float(km) for name, (km,) in _PACES.pairs("named distances").items()}
_DISTANCES = frozenset(_PACES.rows("distances"))
_IN = {unit: float(km) for unit, (km,) in _PACES.pairs("in").items()}
_TIMES = {unit: float(minutes) for unit, (minutes,) in _PACES.pairs("times").items()}
#: "10K", "5 km"
_KILOMETRES = re.compile(r"\b(\d{1,3})\s?k(?:m)?\b", re.IGNORECASE)


def pace_rules(fields: FieldMap, leaves: list[Leaf]) -> Iterator[Rewrite]:
    """A rewrite of a record's one distance and of the times that it takes, those of a list among them."""
    distances = [leaf for leaf in leaves if "*" not in leaf.steps and is_number(leaf)
                 and _DISTANCES.intersection(leaf.field.words.split(" "))]  # fmt: skip
    if len(distances) != 1:
        return
    title = fields.document.get("title", "") if isinstance(fields.document, dict) else ""
    said = " ".join([in_words(str(title)), *(leaf.field.words for leaf in leaves), ""])
    pace = next((pace for words, pace in _WAYS.items() if words.search(said)), None)
    times = [leaf for leaf in leaves if is_number(leaf) and leaf.field.words.split(" ")[-1] in _TIMES
             and not {"delay", "late", "waiting", "wait"}.intersection(leaf.field.words.split(" "))]  # fmt: skip
    names = [leaf for leaf in leaves if leaf.own and leaf.field.types == {"string"} and not leaf.field.format]
    yield _Way(distances[0], times, names, pace)


class _Way:
    """A distance is the one that its event is called by, and takes its time."""

    def __init__(self, distance: Leaf, times: list[Leaf], names: list[Leaf], pace: tuple[float, ...] | None) -> None:
        self.distance, self.times, self.names, self.pace = distance, times, names, pace
        self.unit = _IN.get(distance.field.words.split(" ")[-1], 1)

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        for leaf in self.names:
            named = _named(str(made.get(leaf.steps[0], "")))
            if named:
                self._write(made, self.distance, named / self.unit)
        distance = found_at(made, self.distance.steps)
        if self.pace is None or not isinstance(distance, (int, float)):
            return
        fast, slow, more = self.pace
        for leaf in self.times:
            unit = _TIMES[leaf.field.words.split(" ")[-1]]
            for box, key in holders(made, leaf.steps):
                km = distance * self.unit
                if not fast * km + more <= (box[key] or 0) * unit <= slow * km + more:
                    value = (km * (fast + (slow - fast) * rng.random()) + more) / unit
                    rounded = round(value, 1) if unit > 1 and "number" in leaf.field.types else round(value)
                    if leaf.admits(rounded):
                        box[key] = rounded

    @staticmethod
    def _write(made: dict[str, Any], leaf: Leaf, value: float) -> None:
        exact = round(value, 1) if "number" in leaf.field.types else round(value)
        for box, key in holders(made, leaf.steps):
            if leaf.admits(exact):
                box[key] = exact


def _named(text: str) -> float | None:
    """The kilometres that an event is called by: 21.1 of "River Half Marathon", 10 of "City 10K"."""
    found = _KILOMETRES.search(text)
    if found:
        return float(found[1])
    return next((km for name, km in _NAMED.items() if name in text.lower()), None)
