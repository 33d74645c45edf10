"""How closely a text says what a label says: a score of the pair, 0 to 1, from how each leaf is stated.

A leaf counts by the steps that lie between text and value: none where the value stands as it is in JSON beside words
that name its field, one where it must be converted (a date in words, a clause for a boolean), two where it must be
worked out (a relative date, an `x-derived` sum) or was misread by a scanner, and a guess where other words paraphrase
it. It counts less where its field is named at some distance only, or not at all. The weights are ours and say no more
than that order; what a threshold on their mean drops is measured (see `validate.grounding.min` in params.yaml). The
default lies below the mean of a pair half of whose leaves are paraphrased (0.7 or more), which is how people write of
things that they name in passing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from edgejson.forms import DERIVED, FORM, LITERAL, MISREAD, WEAK
from edgejson.grounding.candidates import NEAR, Leaf
from edgejson.grounding.cues import ADJACENT

#: What a leaf counts by the grade of its evidence; one without evidence counts 0.
STATED = {LITERAL: 1.0, FORM: 0.9, DERIVED: 0.8, MISREAD: 0.8, WEAK: 0.5}
#: The same times what its cue is worth: somewhere in the clause, or none.
DISTANT, UNNAMED = 0.9, 0.8


def score(leaves: Sequence[Leaf], grades: Mapping[int, str]) -> float:
    """The mean over the leaves of what each counts, 0 to 1; `grades` are by a leaf's number. 1.0 for no leaves."""
    if not leaves:
        return 1.0
    return sum(_worth(leaf, grades[order]) for order, leaf in enumerate(leaves) if order in grades) / len(leaves)


def _worth(leaf: Leaf, grade: str) -> float:
    chosen = leaf.chosen
    if chosen is None or chosen.cued:
        return STATED[grade]
    own = leaf.strengths.get(chosen.start, 0.0)
    return STATED[grade] * (1.0 if own >= ADJACENT else DISTANT if own >= NEAR else UNNAMED)
