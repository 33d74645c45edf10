"""Leaves that two instances have in common: counted by place, and with the items of lists aligned.

A leaf is a scalar, null, an empty object or an empty array, together with its path. Two counts describe a pair:

- `shared`: leaves of the gold whose path also has a leaf in the prediction;
- `equal`: those of them whose values are equal (see `comparing`).

So of the gold's leaves, `equal` are right, `shared - equal` have a wrong value and `gold - shared` are omitted; of the
prediction's, `predicted - shared` are hallucinated.

With alignment, the items of two lists are first paired, one to one, so that `equal` is the greatest possible, and
among such pairings `shared`: an assignment problem (Kuhn 1955, "The Hungarian method"), solved from the innermost lists
outwards, for short lists by trying all pairings, else by SciPy's `linear_sum_assignment` (after Crouse 2016). One item
forgotten at the top of a list then costs that item, not all that follow it. Since both counts are maximal, they do not
depend on which of several optimal pairings the solver returns. Without alignment the n-th item meets the n-th item,
except in a list that the schema declares a set.
"""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from math import perm
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from edgejson.scoring.comparing import Comparators, Place, leaf_key, same

#: Pairings of two lists that are all tried, at most.
_FEW = 120
#: (equal, shared)
Counts: TypeAlias = tuple[int, int]


def is_leaf(value: Any) -> bool:
    return not (value and isinstance(value, (dict, list)))


def count_leaves(value: Any) -> int:
    """The number of leaves of an instance, 1 or more."""
    if is_leaf(value):
        return 1
    return sum(map(count_leaves, value.values() if isinstance(value, dict) else value))


def match(gold: Any, predicted: Any, comparators: Comparators, *, align: bool, place: Place = ()) -> Counts:
    """`equal` and `shared` of two instances (see the module's text)."""
    if is_leaf(gold):
        if not is_leaf(predicted):
            return 0, 0
        return int(comparators.equal(place)(gold, predicted)), 1
    if isinstance(gold, dict):
        return _objects(gold, predicted, comparators, align, place)
    if not isinstance(predicted, list) or not predicted:
        return 0, 0
    below = (*place, "*")
    if not align and not comparators.is_set(place):
        pairs = [match(g, p, comparators, align=align, place=below) for g, p in zip(gold, predicted, strict=False)]
        return sum(equal for equal, _ in pairs), sum(shared for _, shared in pairs)
    return _assigned(gold, predicted, comparators, align, below)


def _objects(gold: dict[str, Any], predicted: Any, comparators: Comparators, align: bool, place: Place) -> Counts:
    if not isinstance(predicted, dict):
        return 0, 0
    equal = shared = 0
    for name, value in gold.items():
        if name in predicted:
            e, s = match(value, predicted[name], comparators, align=align, place=(*place, name))
            equal += e
            shared += s
    return equal, shared


def _assigned(gold: list[Any], predicted: list[Any], comparators: Comparators, align: bool, below: Place) -> Counts:
    """The best one-to-one pairing of two lists' items."""
    if len(gold) == len(predicted) == 1:
        return match(gold[0], predicted[0], comparators, align=align, place=below)
    if comparators.equal(below) is same and all(map(is_leaf, gold)) and all(map(is_leaf, predicted)):
        common = Counter(map(leaf_key, gold)) & Counter(map(leaf_key, predicted))
        return common.total(), min(len(gold), len(predicted))
    counts = np.array(
        [[match(g, p, comparators, align=align, place=below) for p in predicted] for g in gold], dtype=np.int64
    )
    # One more equal leaf outweighs all that could be shared: no pairing shares more leaves than the gold has.
    weight = count_leaves(gold) + 1
    worth = counts[:, :, 0] * weight + counts[:, :, 1]
    equal, shared = counts[_pairing(worth)].sum(axis=0)
    return int(equal), int(shared)


def _pairing(worth: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Rows and columns of a pairing that is worth most in all."""
    rows, columns = worth.shape
    if rows > columns:
        mine, others = _pairing(worth.T)
        return others, mine
    best = worth.argmax(axis=1)
    if len(set(best.tolist())) == rows:  # each row has the best that it can have
        return np.arange(rows), best
    if perm(columns, rows) <= _FEW:
        each = worth.tolist()
        tried = max(
            permutations(range(columns), rows),
            key=lambda chosen: sum(row[column] for row, column in zip(each, chosen, strict=True)),
        )
        return np.arange(rows), np.array(tried)
    from scipy.optimize import linear_sum_assignment  # late: it takes half a second, and few lists are so long

    return linear_sum_assignment(worth, maximize=True)
