"""Numbers of one object that go together: blood pressures, least and most, heights and weights, one main item."""

from __future__ import annotations

from random import Random
from typing import Any

from edgejson.values.coherence.leaves import Leaf, Rewrite

#: Numbers of which the first is never the greater one, whatever their names (see `coherence_ranges` for names).
_PAIRS = (("sale price", "price"), ("discounted price", "price"), ("clicks", "impressions"))
#: How often there is a discount without any coupon.
_ON_SALE = 0.6
#: Centimetres of grown people.
_LEAST_HEIGHT, _MOST_HEIGHT = 140, 205


def measure_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of an object's own numbers."""
    numbers = {leaf.field.words: leaf for leaf in leaves if leaf.own and leaf.field.types & {"integer", "number"}}
    rules: list[Rewrite] = []
    upper = next(
        (leaf for words, leaf in numbers.items() if words.startswith("systolic") or words.endswith("systolic")), None
    )
    lower = next(
        (leaf for words, leaf in numbers.items() if words.startswith("diastolic") or words.endswith("diastolic")), None
    )
    if upper and lower:
        rules.append(_Pressure(upper, lower))
    height, weight = (numbers.get(f"{name} {unit}") for name, unit in (("height", "cm"), ("weight", "kg")))
    if height is not None and (numbers.get("bmi") or (weight is not None and _tells_of_a_body(leaves))):
        rules.append(_Body(height, weight, numbers.get("bmi")))
    if "orders" in numbers and "revenue" in numbers:
        rules.append(_Sales(numbers.get("sessions") or numbers.get("visits"), numbers["orders"], numbers["revenue"]))
    if {"page", "page size"} <= numbers.keys() and (total := numbers.get("total items") or numbers.get("total")):
        rules.append(_Paged(numbers["page"], numbers["page size"], total))
    if {"fee", "amount"} <= numbers.keys():
        rules.append(_Fee(numbers["fee"], numbers["amount"].steps[0]))
    coupon = next((leaf for leaf in leaves if leaf.own and leaf.role == "coupon"), None)
    percent = numbers.get("discount percent") or numbers.get("discount percentage")
    if coupon and percent:
        rules.append(_Discount(coupon.steps[0], percent))
    rules += [_Ordered(numbers[low], numbers[high]) for low, high in _PAIRS if low in numbers and high in numbers]
    return rules


def _tells_of_a_body(leaves: list[Leaf]) -> bool:
    return any(leaf.role.endswith("birth_date") or leaf.field.words == "age" for leaf in leaves)


class _Body:
    """People are between a metre and a half and two metres, and their mass index follows from height and weight."""

    def __init__(self, height: Leaf, weight: Leaf | None, index: Leaf | None) -> None:
        self.height, self.weight, self.index = height, weight.steps[0] if weight is not None else "", index

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        name = self.height.steps[0]
        height, weight = made.get(name), made.get(self.weight)
        if isinstance(height, (int, float)) and not _LEAST_HEIGHT <= height <= _MOST_HEIGHT:
            value = round(_LEAST_HEIGHT + 15 + (_MOST_HEIGHT - _LEAST_HEIGHT - 25) * rng.random())
            height = made[name] = value if self.height.admits(value) else height
        if isinstance(height, (int, float)) and isinstance(weight, (int, float)) and self.index is not None:
            value_of_index = round(weight / (height / 100) ** 2, 1)
            if self.index.steps[0] in made and self.index.admits(value_of_index):
                made[self.index.steps[0]] = value_of_index


class _Pressure:
    """The diastolic pressure lies at about two thirds of the systolic one (mean pulse pressure 40 to 60 mmHg)."""

    def __init__(self, upper: Leaf, lower: Leaf) -> None:
        self.upper, self.lower, self.admits = upper.steps[0], lower.steps[0], lower.admits

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        if isinstance(made.get(self.upper), (int, float)) and self.lower in made:
            value = round(made[self.upper] * (0.58 + 0.12 * rng.random()))
            if self.admits(value):
                made[self.lower] = value


class _Sales:
    """Orders are a few percent of the visits, and revenue is orders times what a basket is worth."""

    def __init__(self, visits: Leaf | None, orders: Leaf, revenue: Leaf) -> None:
        self.visits = visits.steps[0] if visits is not None else ""
        self.orders, self.revenue = orders, revenue

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        orders, revenue = self.orders.steps[0], self.revenue.steps[0]
        if isinstance(made.get(self.visits), int) and orders in made:
            count = max(1, round(made[self.visits] * (0.006 + 0.05 * rng.random())))
            if self.orders.admits(count):
                made[orders] = count
        if isinstance(made.get(orders), int) and revenue in made:
            worth = round(made[orders] * (19 + 90 * rng.random()), 2)
            if self.revenue.admits(worth):
                made[revenue] = worth


class _Paged:
    """A page of a list is one that the list has."""

    def __init__(self, page: Leaf, size: Leaf, total: Leaf) -> None:
        self.page, self.names = page, (page.steps[0], size.steps[0], total.steps[0])

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        page, size, total = (made.get(name) for name in self.names)
        if page and size and total and self.page.admits(last := -(-total // size)) and page > last:
            made[self.names[0]] = last


class _Fee:
    """A fee is at most a few percent of the amount."""

    def __init__(self, fee: Leaf, amount: str) -> None:
        self.fee, self.amount = fee, amount

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        fee, amount = made.get(self.fee.steps[0]), made.get(self.amount)
        if isinstance(fee, (int, float)) and isinstance(amount, (int, float)) and fee > 0.05 * amount > 0:
            value = round(amount * (0.005 + 0.03 * rng.random()), 2)
            if self.fee.admits(value):
                made[self.fee.steps[0]] = value


class _Discount:
    """A coupon's digits are the discount in percent; without a coupon there is none, or one in steps of five."""

    def __init__(self, coupon: str, percent: Leaf) -> None:
        self.coupon, self.percent = coupon, percent

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        digits = "".join(filter(str.isdigit, str(made.get(self.coupon) or "")))
        drawn = made.get(self.percent.steps[0])
        value = int(digits or 0)
        if not digits and isinstance(drawn, (int, float)) and rng.random() < _ON_SALE:
            value = round(drawn / 5) * 5
        if self.percent.steps[0] in made and self.percent.admits(value):
            made[self.percent.steps[0]] = value


class _Ordered:
    """Two numbers of which the first is the smaller one: exchanged where they are not."""

    def __init__(self, low: Leaf, high: Leaf) -> None:
        self.low, self.high = low, high

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        low, high = made.get(self.low.steps[0]), made.get(self.high.steps[0])
        if not (isinstance(low, (int, float)) and isinstance(high, (int, float))):
            return
        if low > high and self.low.admits(high) and self.high.admits(low):
            made[self.low.steps[0]], made[self.high.steps[0]] = high, low
