"""What grounding finds: the places of a label's leaves in a text, their grades, and what is wrong."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cached_property

from edgejson.forms import DERIVED, FORM, LITERAL, MISREAD, WEAK, Evidence
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import NEAR, Leaf, Problem, Tree
from edgejson.grounding.cues import ADJACENT
from edgejson.grounding.frame_parts import Names
from edgejson.grounding.frames import Framed
from edgejson.grounding.headed import Stretches
from edgejson.schema.fields import Path


@dataclass
class Grounding:
    """What a text says of a label."""

    bound: Bound
    tree: Tree
    leaves: list[Leaf]
    problems: list[Problem] = dataclass_field(default_factory=list)
    framed: Framed = dataclass_field(default_factory=Framed)
    headed: Stretches = dataclass_field(default_factory=dict)  #: of items of lists that the text numbers
    paths: list[tuple[int, int]] = dataclass_field(default_factory=list)  #: where paths of leaves stand in the text
    grades: dict[int, str] = dataclass_field(default_factory=dict)  #: number of a leaf -> its grade
    sheet: bool = False  #: the text is a printed paper in short lines, of which the label is a small part
    offsets: Sequence[int] = ()  #: place in the text as it is read (composed) -> place in the text as given

    @property
    def score(self) -> float:
        """How closely the text says the label, 0 to 1."""
        return alignment(self.leaves, self.grades)

    @property
    def unnamed_score(self) -> float:
        """The same where values count that stand in the text without a cue."""
        bare = {
            order: leaf.chosen.grade
            for order, leaf in enumerate(self.leaves)
            if leaf.problem == "no-cue" and leaf.chosen is not None
        }
        return alignment(self.leaves, self.grades | bare)

    @property
    def evidence(self) -> list[tuple[Path, Evidence]]:
        """The place of every leaf that has one, in the text as given."""
        at = self.offsets
        return [
            (leaf.path, place._replace(start=at[place.start], end=at[place.end]))
            for leaf in self.leaves
            if (place := leaf.chosen) is not None
        ]

    def hopeless(self, spoken: Container[Names]) -> bool:
        """Does a value stand nowhere, however frames are read?

        They take from what was found, but for the fields that are `spoken` of in words of their own.
        """
        return not self.paths and any(
            leaf.problem == "ungrounded" and not leaf.candidates and leaf.target.path not in spoken
            for leaf in self.leaves
        )

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where values and paths stand in the text as given: start and end."""
        places = [(leaf.chosen.start, leaf.chosen.end) for leaf in self.leaves if leaf.chosen is not None]
        return [(self.offsets[start], self.offsets[end]) for start, end in [*self.paths, *places]]


#: What a leaf counts by the grade of its evidence; one without evidence counts 0. The weights are ours and say no more
#: than the order of the steps that lie between text and value: none where it stands as it is in JSON, one where it must
#: be converted (a date in words, a clause for a boolean), two where it must be worked out (a relative date, an
#: `x-derived` sum) or was misread by a scanner, and a guess where other words paraphrase it. What a threshold on their
#: mean drops is measured (`validate.grounding.min` in params.yaml): the default lies below the mean of a pair half of
#: whose leaves are paraphrased, which is how people write of things that they name in passing.
STATED = {LITERAL: 1.0, FORM: 0.9, DERIVED: 0.8, MISREAD: 0.8, WEAK: 0.5}
#: The same times what its cue is worth: somewhere in the clause, or none.
DISTANT, UNNAMED = 0.9, 0.8


def alignment(leaves: Sequence[Leaf], grades: Mapping[int, str]) -> float:
    """How closely a text says a label: the mean over the leaves of what each counts, 0 to 1, and 1.0 for no leaves.

    `grades` are by a leaf's number.
    """
    if not leaves:
        return 1.0
    return sum(_worth(leaf, grades[order]) for order, leaf in enumerate(leaves) if order in grades) / len(leaves)


def _worth(leaf: Leaf, grade: str) -> float:
    chosen = leaf.chosen
    if chosen is None or chosen.cued:
        return STATED[grade]
    own = leaf.strengths.get(chosen.start, 0.0)
    return STATED[grade] * (1.0 if own >= ADJACENT else DISTANT if own >= NEAR else UNNAMED)
