"""How the amounts of a cart, an invoice or an order hang together, from the names of its members alone.

A bill is an object that has a list of priced items and a total: beside the list, or in an object beside it (`totals`,
`summary`); or a stay: so many nights at a rate, and a total. People leave things out of such records and round, so the
relation is a set of possible totals: the sum of the items, with any of the bill's taxes and fees added and any of its
discounts taken off.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import permutations
from typing import Any, TypeAlias

from edgejson.language.names import in_words
from edgejson.language.senses import says, sense_of
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import is_number

Number: TypeAlias = int | float
_MONEY = vocabulary("language/en/money")
#: Names of what is paid of a bill, and ends of names of what else it may hold.
_PAID = frozenset(_MONEY.rows("paid"))
_OTHER_COSTS = tuple(f" {end}" for end in _MONEY.entries("other costs"))
Steps: TypeAlias = tuple[str, ...]

#: The end of a name of what a stay costs for each of its days besides: "insurance per day".
_EACH = re.compile(r"\bper (?:day|night)$")
#: What a numeric member of a bill, and one of an item, may be: the first that its name says.
_ROLES = ("rate", "subtotal", "total", "discount", "charge")
_ITEM_ROLES = ("quantity", "price", "line", "change")
#: More adjustments than this are not tried.
MOST_ADJUSTMENTS = 5


@lru_cache(maxsize=4096)
def role(name: str) -> str:
    """What a numeric member of a bill is: rate, subtotal, total, discount, charge, or ""."""
    return sense_of(in_words(name), _ROLES)


@lru_cache(maxsize=4096)
def item_role(name: str) -> str:
    """What a member of an item is: quantity, price, line, change, or ""."""
    return sense_of(in_words(name), _ITEM_ROLES)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a bill with the names that lead to it from the bill."""

    steps: Steps
    value: Number


@dataclass(slots=True)
class Bill:
    """The amounts of one bill."""

    totals: list[Amount]
    subtotals: list[Amount]
    charges: list[Number]
    discounts: list[Number]
    rates: list[tuple[int, Number]]  #: +1 or -1 for what it does to the sum, and the share: 0.07
    taxes: list[Amount]  #: those of the charges that a tax rate may give
    tax_rates: list[Number]  #: shares
    sums: list[float]  #: what the items may come to
    slack: float  #: what rounding may account for
    certain: bool  #: nothing in it is said in a way that a sum can't take into account
    parts: list[Number] = field(default_factory=list)  #: costs of something else that may be in the total, too
    paid: list[Number] = field(default_factory=list)  #: what is paid of it, which a balance is less by

    def possible(self, with_subtotals: bool) -> Iterator[float]:
        """Every total that the items, or a stated subtotal, and any of the adjustments can make."""
        starts = [*self.sums, *(amount.value for amount in self.subtotals if with_subtotals)]
        steps = [*(("add", c) for c in self.charges), *(("add", -d) for d in self.discounts)]
        steps += [*(("add", part) for part in self.parts), *(("add", -paid) for paid in self.paid)]
        steps += [("times", 1 + sign * share) for sign, share in self.rates]
        for size in range(len(steps) + 1):
            for chosen in permutations(steps, size):
                for value in starts:
                    for how, by in chosen:
                        value = value + by if how == "add" else value * by
                    yield value


@lru_cache(maxsize=4096)
def _is_line(names: tuple[str, ...]) -> bool:
    """Can an object with these members be an item whose line total is told?"""
    roles = set(map(item_role, names))
    return {"quantity", "price", "line"} <= roles and "change" not in roles


@lru_cache(maxsize=4096)
def _is_bill(names: tuple[str, ...]) -> bool:
    """Can an object with these members be a bill?"""
    said = [in_words(name) for name in names]
    if not any(says(name, "bill items") for name in said) or any(says(name, "paged") for name in said):
        return False
    return any(role(name) in ("total", "subtotal") for name in names) or any(
        says(name, "bill summary") for name in said
    )


def lines_off(item: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Names of line totals of an item that are not quantity times price, and what would be."""
    if not _is_line(tuple(item)):
        return
    found = {item_role(name): (name, value) for name, value in reversed(list(item.items())) if _is_number(value)}
    if not {"quantity", "price", "line"} <= found.keys():
        return
    expected = found["quantity"][1] * found["price"][1]
    slack = 0.0051 if _cents(expected) else 0.01
    if abs(expected - found["line"][1]) > slack:
        yield found["line"][0], round(expected, 2)


def totals_off(bill: Bill, open_at: Callable[[Steps], bool]) -> Iterator[tuple[Steps, float]]:
    """Places of totals that nothing in the bill makes up, and the nearest sum that something does.

    `open_at` tells of a place whether it is to be judged.
    """
    adjustments = len(bill.charges) + len(bill.discounts) + len(bill.rates) + len(bill.parts) + len(bill.paid)
    if not bill.certain or adjustments > MOST_ADJUSTMENTS:
        return
    for amount, of_subtotal in [*((a, True) for a in bill.subtotals), *((a, False) for a in bill.totals)]:
        if not open_at(amount.steps):
            continue
        nearest = _nearest(bill.possible(not of_subtotal), amount.value, bill.slack)
        if abs(nearest - amount.value) > bill.slack:
            yield amount.steps, round(nearest, 2)
    if len(bill.taxes) == len(bill.tax_rates) == 1:
        tax = bill.taxes[0]
        if open_at(tax.steps):
            nearest = _nearest(taxes(bill), tax.value, bill.slack)
            if abs(nearest - tax.value) > bill.slack:
                yield tax.steps, round(nearest, 2)


def taxes(bill: Bill) -> Iterator[float]:
    """What the tax of a bill with one tax and one rate may be, the likeliest first: of the sum, with or without the
    other charges and discounts, added or included."""
    (tax,), (share,) = bill.taxes, bill.tax_rates
    others = list(bill.charges)
    others.remove(tax.value)
    starts = [*bill.sums, *(amount.value for amount in bill.subtotals)]
    bare = replace(bill, charges=others, rates=[rate for rate in bill.rates if rate != (1, share)], sums=starts)
    for base in bare.possible(False):
        yield base * share
        yield base * share / (1 + share)


def _nearest(values: Iterator[float], wanted: Number, slack: float) -> float:
    """The value next to one that is wanted, or the first that is near enough."""
    nearest = next(values)
    for value in values:
        if abs(nearest - wanted) <= slack:
            break
        if abs(value - wanted) < abs(nearest - wanted):
            nearest = value
    return nearest


def bill_of(record: Mapping[str, Any]) -> Bill | None:
    """The bill that an object is; None where it has neither priced items nor a stay, or no total."""
    names = tuple(record)
    if not _is_bill(names):
        return _stay(record) if is_stay(names) else None
    lists = [
        value
        for name, value in record.items()
        if _are_objects(value) and says(in_words(name), "bill items") and any(map(_is_priced, value))
    ]
    if not lists:
        return None
    bill = _empty()
    _gather(bill, record, ())
    for name, value in record.items():
        if isinstance(value, Mapping) and says(in_words(name), "bill summary"):
            _gather(bill, value, (name,))
    if not bill.totals and not bill.subtotals:
        return None
    ways = [way for items in lists if (way := list(_sums(items)))]
    if len(ways) < len(lists):
        return None
    bill.sums = [each for way in ways for each in way]
    if len(ways) > 1:
        bill.sums.append(sum(way[0] for way in ways))
    count = sum(map(len, lists))
    quantities = [value for items in lists for item in items for name, value in item.items() if _counts(name, value)]
    bill.sums += [float(count), float(sum(quantities))]  # a total may be a count
    exact = all(map(_cents, bill.sums)) and not bill.rates
    bill.slack = 0.0051 if exact else 0.005 * (count + 2) + 0.0001
    return bill


@lru_cache(maxsize=4096)
def is_stay(names: tuple[str, ...]) -> bool:
    """Can an object with these members tell so many nights at a rate, and what they come to?"""
    said = [in_words(name) for name in names]
    return (
        sum(says(each, "period") for each in said) == 1
        and sum(says(each, "rate of a period") for each in said) == 1
        and any(role(name) == "total" for name in names)
    )


def _stay(record: Mapping[str, Any]) -> Bill | None:
    """The bill of so many nights at a rate."""
    bill = _empty()
    _gather(bill, record, ())
    factors: dict[str, list[Number]] = {"rate of a period": [], "period": [], "times": []}
    for name, value in record.items():
        what = sense_of(in_words(name), factors) if _is_number(value) else ""
        if what:
            factors[what].append(value)
    if len(factors["period"]) != 1 or len(factors["rate of a period"]) != 1 or not bill.totals:
        return None
    bill.sums = [float(factors["period"][0] * factors["rate of a period"][0])]
    each = [value for name, value in record.items() if _is_number(value) and _EACH.search(in_words(name))]
    bill.parts += [value * factors["period"][0] for value in each if value != factors["rate of a period"][0]]
    for times in factors["times"]:
        bill.sums += [each * times for each in bill.sums]
    bill.slack = 0.0051 if not bill.rates else 0.0151
    return bill


def _empty() -> Bill:
    return Bill([], [], [], [], [], [], [], sums=[], slack=0.0, certain=True)


def _gather(bill: Bill, record: Mapping[str, Any], above: Steps) -> None:
    for name, value in record.items():
        what = role(name)
        if not _is_number(value):
            if what in ("discount", "charge") and value not in (None, "", [], {}, False):
                bill.certain = False  # said in words, or in parts
            continue
        if what == "total":
            bill.totals.append(Amount((*above, name), value))
        elif what == "subtotal":
            bill.subtotals.append(Amount((*above, name), value))
        elif what == "discount":
            bill.discounts.append(abs(value))
            if 0 < value <= 100:
                bill.rates.append((-1, value if value < 1 else value / 100))  # or a percentage
        elif what == "charge":
            _gather_charge(bill, Amount((*above, name), value))
        elif what == "rate" and 0 <= value <= 100:
            _gather_rate(bill, in_words(name), value)
        elif not what:
            _gather_other(bill, in_words(name), value)


def _gather_charge(bill: Bill, charge: Amount) -> None:
    bill.charges.append(charge.value)
    if says(in_words(charge.steps[-1]), "tax"):
        bill.taxes.append(charge)
    if 0 < charge.value < 1:
        bill.rates.append((1, charge.value))


def _gather_other(bill: Bill, words: str, value: Number) -> None:
    if words in _PAID:
        bill.paid.append(value)
    elif words.endswith(_OTHER_COSTS):
        bill.parts.append(value)


def _gather_rate(bill: Bill, words: str, value: Number) -> None:
    if not re.search(r"tax|vat|gst|discount|tip|service", words):
        return
    tax = re.search(r"\b(?:tax|vat|gst)\b", words) is not None
    # No tax takes half of a price: 0.5 is a percentage there. A discount may.
    share = value if value < (0.5 if tax else 1) else value / 100
    bill.rates.append((-1 if "discount" in words else 1, share))
    if tax:
        bill.tax_rates.append(share)


def _sums(items: list[Mapping[str, Any]]) -> Iterator[float]:
    """What the items may come to: by their lines, by quantity times price, by their prices."""
    lines: list[Number] = []
    products: list[Number] = []
    prices: list[Number] = []
    for item in items:
        found = {item_role(name): value for name, value in reversed(list(item.items())) if _is_number(value)}
        changed = any(item_role(name) == "change" for name in item)
        if "line" in found:
            lines.append(found["line"])
        if "price" in found:
            prices.append(found["price"])
            if not changed:
                products.append(found["price"] * found.get("quantity", 1))
    for amounts in (lines, products, prices):
        if len(amounts) == len(items):
            yield float(sum(amounts))


def _counts(name: str, value: Any) -> bool:
    return _is_number(value) and item_role(name) == "quantity"


def _is_priced(item: Mapping[str, Any]) -> bool:
    return any(item_role(name) in ("price", "line") for name, value in item.items() if _is_number(value))


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _is_number(value: Any) -> bool:
    return is_number(value) and abs(value) < 1e15


def _cents(value: float) -> bool:
    return abs(value * 100 - round(value * 100)) < 1e-6
