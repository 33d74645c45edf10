"""What amounts are in: a record's one currency needs no words of its own where its mark stands at its amounts."""

from __future__ import annotations

from collections.abc import Sequence

from edgejson.forms import Evidence
from edgejson.forms.numbers import CURRENCY_WORDS, LOCAL_CURRENCY
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import CUED, Leaf
from edgejson.knowledge.places import local_currency

_UNNAMED = frozenset(("no-cue", "other-field"))


def told_by_country(leaves: Sequence[Leaf], bound: Bound) -> None:
    """Where the label names one country, "the local currency" may say the currency that is paid with there."""
    local = bound.reading.phrases(LOCAL_CURRENCY)
    if local and (code := local_currency((leaf.value, leaf.target.field.words) for leaf in leaves)):
        for leaf in leaves:
            if leaf.kind == "currency" and leaf.value == code:
                leaf.candidates = sorted([*leaf.candidates, *local])


def settle(leaves: Sequence[Leaf], bound: Bound) -> None:
    """Place the currency of a label, which has one, at an amount of the label that has its mark and no other's.

    The amounts have their places.
    """
    currencies = [leaf for leaf in leaves if leaf.kind == "currency"]
    amounts = [leaf.chosen for leaf in leaves if leaf.kind == "money" and leaf.chosen is not None and not leaf.problem]
    if len(currencies) != 1 or currencies[0].problem not in _UNNAMED or not amounts:
        return
    leaf = currencies[0]
    own = _at_amounts(leaf.candidates, amounts, bound)
    if own and not any(_others(code, leaf, amounts, bound) for code in CURRENCY_WORDS if code != leaf.value):
        leaf.places, leaf.chosen, leaf.problem = own, own[0], ""
        leaf.strengths = {mark.start: CUED for mark in own}  # the amount is its cue


def _others(code: str, leaf: Leaf, amounts: Sequence[Evidence], bound: Bound) -> list[Evidence]:
    return _at_amounts(bound.reading.find(code, leaf.target.field, "currency"), amounts, bound)


def _at_amounts(marks: Sequence[Evidence], amounts: Sequence[Evidence], bound: Bound) -> list[Evidence]:
    """Those of some marks that stand within an amount, or right before or behind one."""
    return [mark for mark in marks if any(_beside(mark, amount, bound.lowered) for amount in amounts)]


def _beside(mark: Evidence, amount: Evidence, lowered: str) -> bool:
    if mark.start < amount.end and amount.start < mark.end:
        return True
    between = lowered[mark.end : amount.start] if mark.end <= amount.start else lowered[amount.end : mark.start]
    return between in ("", " ")
