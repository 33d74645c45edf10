"""One word for several items of a list: "every weekday" for Monday to Friday."""

from __future__ import annotations

import re
from functools import cache

from edgejson.forms import FORM, Evidence
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import CUED, Tree
from edgejson.grounding.enumeration import lists_of_scalars
from edgejson.language.vocabulary import vocabulary

#: Letters that tell one value of a set from the others: "Monday", "mon", "MON".
_TELLING = 3


@cache
def _sets() -> dict[frozenset[str], re.Pattern[str]]:
    rows = vocabulary("language/en/everyday").pairs("together").items()
    return {
        frozenset(members.split(", ")): re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])")
        for members, ways in rows
    }


_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _from_to(days: list[str]) -> re.Pattern[str] | None:
    """What says days of a row by the first and the last one: "Monday to Thursday"; None for other days."""
    first = _WEEK.index(days[0]) if days[0] in _WEEK else -1
    row = [_WEEK[(first + step) % len(_WEEK)] for step in range(len(days))]
    if first < 0 or days != row or len(days) < _TELLING:
        return None
    return re.compile(rf"\b{days[0]}[a-z]*\.?(?: ?[-–] ?| (?:to|through|thru|till|until) ){days[-1]}[a-z]*")


def settle(tree: Tree, bound: Bound) -> None:
    """Place all items of a list without phrases at the word for all of them, where they have no places of their own."""
    for array in lists_of_scalars(tree):
        leaves = array.leaves
        if not leaves or leaves[0].target.annotated or not any(leaf.problem for leaf in leaves):
            continue
        days = [str(leaf.value).lower()[:_TELLING] for leaf in leaves]
        said = _sets().get(frozenset(days)) or _from_to(days)
        found = said.search(bound.lowered) if said else None
        if found:
            for leaf in leaves:
                leaf.chosen, leaf.own, leaf.problem, leaf.settled = Evidence(*found.span(), FORM), CUED, "", True
