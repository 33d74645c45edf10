"""What a line, a tax and an instalment come to, where nothing but the names of numbers says that they hang together.

A line is its price times its number, whatever is counted; a tax is a part of the sum that it is paid on; so many
instalments a year make what the year costs. Names are data: language/en/money.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from edgejson.knowledge.amounts import item_role, role
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.numeric import Made, first_of, is_number, number_in, numbers_of, put
from edgejson.values.coherence.themes import inside_each
from edgejson.values.providers.themes import normal

_MONEY = vocabulary("language/en/money")
_A_YEAR = {name: float(times) for name, (times,) in _MONEY.pairs("times a year").items()}
_YEARLY, _INSTALMENTS, _TAXES, _TAXED, _NET, _GROSS, _SPENDABLE, _LEFT = (
    _MONEY.rows(section)
    for section in ("yearly", "instalments", "taxes", "taxed", "net", "gross", "spendable", "left of it")
)
#: The least and the greatest share that a tax is; the rates that are usual.
_LOW, _HIGH = 0.03, 0.27
_RATES = (0.07, 0.1, 0.19, 0.2, 0.21)


def line_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of lines, in each object of a list."""
    return inside_each(leaves, lambda own, near: _lines(own))


def tax_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of taxes and instalments, in each object of a record; `money` has had its turn."""
    return inside_each(
        leaves, lambda own, near: [*_gross(own, near), *_taxes(own), *_instalments(own), *_spent(own, near)]
    )


def _gross(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    """Of a bill that calls its sums net and gross: what its lines come to, the tax, and both."""
    numbers = numbers_of(own)
    net = first_of(numbers, _NET)
    lines = [leaf for leaf in near if len(leaf.steps) == 3 and leaf.steps[1] == "*" and is_number(leaf)]
    line = next((leaf for leaf in lines if item_role(leaf.steps[2]) == "line"), None)
    if net is not None:
        rate = next((leaf for words, leaf in numbers.items() if role(words) == "rate"), None)
        total = next((leaf for words, leaf in numbers.items() if role(words) == "total" and leaf is not net), None)
        yield _Gross(net, line, rate, first_of(numbers, _TAXES), first_of(numbers, _GROSS) or total)


class _Gross:
    """A net amount is what the lines come to, a gross one adds the tax, which goes by its rate."""

    def __init__(self, net: Leaf, line: Leaf | None, rate: Leaf | None, tax: Leaf | None, gross: Leaf | None) -> None:
        self.net, self.line, self.rate, self.tax, self.gross = net, line, rate, tax, gross

    def __call__(self, rng: Random, made: Made) -> None:
        items = made.get(self.line.steps[0]) if self.line is not None else None
        if isinstance(items, list) and self.line is not None:
            told = [number_in(item, self.line.steps[2]) for item in items if isinstance(item, dict)]
            if told and None not in told:
                put(self.net, made, sum(each for each in told if each))
        net, percent = number_in(made, self.net), number_in(made, self.rate)
        if net is None:
            return
        share = percent / 100 if percent and percent > 1 else percent or _RATES[int(rng.random() * len(_RATES))]
        if self.tax is not None:
            put(self.tax, made, net * share)
        if self.gross is not None:
            put(self.gross, made, net + (number_in(made, self.tax) or net * share))


def _spent(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    """Of what may be spent in parts, a gift card or a budget: the parts, and what is left."""
    numbers = numbers_of(own)
    whole, left = first_of(numbers, _SPENDABLE), first_of(numbers, _LEFT)
    parts = [leaf for leaf in near if len(leaf.steps) == 3 and leaf.steps[1] == "*" and is_number(leaf)
             and leaf.field.words in ("amount", "sum")]  # fmt: skip
    if whole is not None and left is not None:
        yield _Spent(whole, left, parts[0] if len(parts) == 1 else None)


class _Spent:
    """What is left is the whole less its parts, of which none is more than was left."""

    def __init__(self, whole: Leaf, left: Leaf, part: Leaf | None) -> None:
        self.whole, self.left, self.part = whole, left, part

    def __call__(self, rng: Random, made: Made) -> None:
        whole = number_in(made, self.whole)
        if not whole:
            return
        rest = whole
        listed = made.get(self.part.steps[0]) if self.part is not None else None
        for item in listed if isinstance(listed, list) else ():
            name = self.part.steps[2] if self.part is not None else ""
            if isinstance(item, dict) and number_in(item, name) is not None and self.part is not None:
                amount = round(rest * (0.1 + 0.5 * rng.random()), 2)
                put(self.part.below(self.part.steps[:2]), item, amount)
                rest -= number_in(item, name) or 0
        known = number_in(made, self.left)
        if known is not None and (listed or known > whole):
            put(self.left, made, round(rest, 2) if listed else whole)


def _lines(own: list[Leaf]) -> Iterator[Rewrite]:
    numbers = numbers_of(own)
    prices = [leaf for leaf in numbers.values() if item_role(leaf.steps[0]) == "price"]
    lines = [leaf for leaf in numbers.values() if item_role(leaf.steps[0]) == "line"]
    known = (*prices, *lines)
    counts = [leaf for words, leaf in numbers.items()
              if leaf.field.types == {"integer"} and leaf not in known and not _is_of_another_kind(words)]  # fmt: skip
    if len(prices) == len(lines) == len(counts) == 1 and "*" in own[0].field.path:
        yield _Line(prices[0].steps[0], counts[0].steps[0], lines[0])


def _is_of_another_kind(words: str) -> bool:
    return bool({"year", "number", "no", "position", "id", "percent", "rating", "age"}.intersection(words.split(" ")))


class _Line:
    """A line comes to its price times its number."""

    def __init__(self, price: str, count: str, line: Leaf) -> None:
        self.price, self.count, self.line = price, count, line

    def __call__(self, rng: Random, made: Made) -> None:
        price, count = number_in(made, self.price), number_in(made, self.count)
        if price and count:
            put(self.line, made, price * count)


def _taxes(own: list[Leaf]) -> Iterator[Rewrite]:
    numbers = numbers_of(own)
    tax, whole = first_of(numbers, _TAXES), first_of(numbers, _TAXED)
    if tax is not None and whole is not None and not any(role(words) == "rate" for words in numbers):
        yield _Tax(tax, whole, next((leaf for words, leaf in numbers.items() if role(words) == "total"), None))


class _Tax:
    """A tax is a usual share of what it is paid on."""

    def __init__(self, tax: Leaf, whole: Leaf, total: Leaf | None) -> None:
        self.tax, self.whole, self.total = tax, whole, total

    def __call__(self, rng: Random, made: Made) -> None:
        tax, whole, total = (number_in(made, leaf) for leaf in (self.tax, self.whole, self.total))
        if not tax or not whole or _LOW <= tax / whole <= _HIGH:
            return
        put(self.tax, made, whole * _RATES[int(rng.random() * len(_RATES))])
        if self.total is not None and total is not None:
            put(self.total, made, total + (number_in(made, self.tax) or 0) - tax)


def _instalments(own: list[Leaf]) -> Iterator[Rewrite]:
    numbers = numbers_of(own)
    often = next((leaf for leaf in own if sum(normal(value) in _A_YEAR for value in leaf.field.enum) > 1), None)
    year = next((leaf for words, leaf in numbers.items() if words.split(" ")[0] in _YEARLY), None)
    part = first_of(numbers, _INSTALMENTS)
    if often is not None and year is not None and part is not None:
        yield _Instalment(often.steps[0], year.steps[0], part)


class _Instalment:
    """So many instalments a year make what the year costs."""

    def __init__(self, often: str, year: str, part: Leaf) -> None:
        self.often, self.year, self.part = often, year, part

    def __call__(self, rng: Random, made: Made) -> None:
        times, year = _A_YEAR.get(normal(str(made.get(self.often, "")))), number_in(made, self.year)
        if times and year:
            put(self.part, made, year / times)
