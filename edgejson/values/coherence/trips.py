"""A way that begins and ends on a clock ends some hours after it began, or as many minutes as the record says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.stays import Made, day_of, stays_over
from edgejson.values.coherence.themes import inside_each

#: Names of what says how long a way took.
_LENGTHS = ("duration minutes", "travel time minutes", "flight time minutes", "hours", "duration hours")


def trip_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of arrivals and returns, in each object of a record."""
    return inside_each(leaves, _trips)


def _trips(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    """Of a way that begins and ends on a clock: what comes in is some hours after what goes out."""
    timed = [leaf for leaf in own if leaf.field.format == "date-time"]
    out = [leaf.steps[0] for leaf in timed if "depart" in leaf.field.words and "actual" in leaf.field.words]
    out += [leaf.steps[0] for leaf in timed if "depart" in leaf.field.words and leaf.steps[0] not in out]
    ways = [leaf for word in ("arriv", "return") for leaf in timed if word in leaf.field.words]
    back = next((leaf for leaf in ways if leaf.steps[0] not in out), None)
    lasting = next(
        (leaf for leaf in own if leaf.field.words in _LENGTHS and leaf.field.types & {"integer", "number"}), None
    )
    if out and back is not None and timed.index(back) > 0 and not stays_over(own):
        yield _Trip(out, back, lasting)


class _Trip:
    """A way takes as many minutes as is said, or some hours."""

    def __init__(self, out: list[str], back: Leaf, lasting: Leaf | None) -> None:
        self.out, self.back, self.lasting = out, back, lasting

    def __call__(self, rng: Random, made: Made) -> None:
        back = day_of(made, self.back)
        name = next((name for name in self.out if day_of(made, name) is not None), "")
        out = day_of(made, name)
        said = made.get(self.lasting.steps[0]) if self.lasting is not None else None
        stated = isinstance(said, (int, float))
        if back is None or out is None or (0 <= (back - out).days <= 1 and not stated):
            return
        unit = 60 if self.lasting is not None and self.lasting.field.words.endswith("hours") else 1
        minutes = said * unit if isinstance(said, (int, float)) else 60 + int(rng.random() * 60) * 10
        moment = datetime.fromisoformat(made[name]) + timedelta(minutes=minutes)
        text = f"{moment.isoformat()[:19]}{made[name][19:]}"
        if self.back.admits(text):
            made[self.back.steps[0]] = text
