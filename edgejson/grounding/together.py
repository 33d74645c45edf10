"""One word for several items of a list: "every weekday" for Monday to Friday."""

from __future__ import annotations

import re
from functools import cache

from edgejson.forms import FORM, Evidence
from edgejson.forms.strings import between_words
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import CUED, Tree
from edgejson.grounding.enumeration import from_to, lists_of_scalars
from edgejson.language.vocabulary import vocabulary

#: Letters that tell one value of a set from the others: "Monday", "mon", "MON".
_TELLING = 3


@cache
def _sets() -> dict[frozenset[str], re.Pattern[str]]:
    rows = vocabulary("language/en/everyday").pairs("together").items()
    return {frozenset(members.split(", ")): re.compile(between_words("|".join(ways))) for members, ways in rows}


def settle(tree: Tree, bound: Bound) -> None:
    """Place all items of a list without phrases at the word for all of them, where they have no places of their own."""
    for array in lists_of_scalars(tree):
        leaves = array.leaves
        if not leaves or leaves[0].target.annotated or not any(leaf.problem for leaf in leaves):
            continue
        days = [str(leaf.value).lower()[:_TELLING] for leaf in leaves]
        said = _sets().get(frozenset(days)) or from_to(days)
        found = said.search(bound.lowered) if said else None
        if found:
            for leaf in leaves:
                leaf.chosen, leaf.own, leaf.problem, leaf.settled = Evidence(*found.span(), FORM), CUED, "", True
