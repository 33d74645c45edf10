"""Amounts of one cart, invoice or order that add up, where no `x-derived` says how (see `knowledge.amounts`)."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.knowledge.amounts import Amount, Bill, bill_of, is_stay, item_role, lines_off, role, taxes
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps


def amount_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of a bill's line totals and totals; none where the leaves make no bill."""
    known = {leaf.steps: leaf for leaf in leaves}
    lines = any(len(steps) == 3 and steps[1] == "*" and item_role(steps[2]) in ("price", "line") for steps in known)
    totals = any("*" not in steps and len(steps) <= 2 and role(steps[-1]) in ("total", "subtotal") for steps in known)
    if lines and totals:
        return [_Bill(known)]
    flat = tuple(steps[0] for steps in known if len(steps) == 1)
    if is_stay(flat):
        return [_Bill(known)]
    roles = [role(name) for name in flat]
    if not lines and roles.count("subtotal") == roles.count("total") == 1:
        return [_Summary(known)]
    return [_Line(known)] if any(len(steps) == 1 and item_role(steps[0]) == "line" for steps in known) else []


class _Line:
    """An item's line total is quantity times price."""

    def __init__(self, known: dict[Steps, Leaf]) -> None:
        self.known = known

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        for name, expected in list(lines_off(made)):
            leaf = self.known.get((name,))
            if leaf and leaf.admits(expected):
                made[name] = expected


class _Summary:
    """Of amounts without a list: a total is the subtotal with the charges, less the discounts."""

    def __init__(self, known: dict[Steps, Leaf]) -> None:
        self.known = {steps[0]: leaf for steps, leaf in known.items() if len(steps) == 1}
        self.total = next(name for name in self.known if role(name) == "total")

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        signs = {"subtotal": 1, "charge": 1, "discount": -1}
        stated = {name: made[name] for name in self.known if isinstance(made.get(name), (int, float))}
        if self.total not in stated or "subtotal" not in map(role, stated):
            return
        leaf = self.known[self.total]
        whole = round(sum(signs.get(role(name), 0) * value for name, value in stated.items()), 2)
        exact = int(whole) if float(whole).is_integer() and "number" not in leaf.field.types else whole
        if leaf.admits(exact):
            made[self.total] = exact


class _Bill:
    """A subtotal is the sum of the items; a total adds the charges and takes off the discounts."""

    def __init__(self, known: dict[Steps, Leaf]) -> None:
        self.known = known

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        bill = bill_of(made)
        if bill is None or not bill.sums:
            return
        for amount in bill.subtotals:
            self._put(made, amount, iter([bill.sums[0]]))
        if len(bill.taxes) == len(bill.tax_rates) == 1:
            self._put(made, bill.taxes[0], taxes(bill))
            bill = bill_of(made) or bill
        for amount in bill.totals:
            self._put(made, amount, _totals(bill))

    def _put(self, made: dict[str, Any], amount: Amount, values: Iterator[float]) -> None:
        leaf = self.known.get(amount.steps)
        if leaf is None:
            return
        holder = made if len(amount.steps) == 1 else made[amount.steps[0]]
        for value in values:
            rounded = round(value, 2)
            exact = int(rounded) if float(rounded).is_integer() and "number" not in leaf.field.types else rounded
            if leaf.admits(exact):
                holder[amount.steps[-1]] = exact
                return


def _totals(bill: Bill) -> Iterator[float]:
    """What the total may be, the likeliest first: with everything, with the charges only, the bare sum."""
    start = bill.sums[0]
    yield start + sum(bill.charges) - sum(bill.discounts)
    yield start + sum(bill.charges)
    yield start
