"""What a line, a tax and an instalment come to, where nothing but the names of numbers says that they hang together.

A line is its price times its number, whatever is counted; a tax is a part of the sum that it is paid on; so many
instalments a year make what the year costs. Names are data: language/en/money.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.knowledge.amounts import item_role, role
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.money import Made, first_of, is_number, number_in, numbers_of, put
from edgejson.values.coherence.themes import inside_each
from edgejson.values.providers.themes import normal

_MONEY = vocabulary("language/en/money")
_A_YEAR = {name: float(times) for name, (times,) in _MONEY.pairs("times a year").items()}
_YEARLY, _INSTALMENTS, _TAXES, _TAXED = (
    _MONEY.rows(section) for section in ("yearly", "instalments", "taxes", "taxed")
)
#: The least and the greatest share that a tax is; the rates that are usual.
_LOW, _HIGH = 0.03, 0.27
_RATES = (0.07, 0.1, 0.19, 0.2, 0.21)


def line_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of lines, in each object of a list."""
    return inside_each(leaves, lambda own, near: _lines(own))


def tax_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of taxes and instalments, in each object of a record; `money` has had its turn."""
    return inside_each(leaves, lambda own, near: [*_taxes(own), *_instalments(own)])


def _lines(own: list[Leaf]) -> Iterator[Rewrite]:
    numbers = numbers_of(own)
    prices = [leaf for leaf in numbers.values() if item_role(leaf.steps[0]) == "price"]
    lines = [leaf for leaf in numbers.values() if item_role(leaf.steps[0]) == "line"]
    counts = [leaf for words, leaf in numbers.items() if leaf.field.types == {"integer"} and leaf not in (*prices, *lines)
              and not _is_of_another_kind(words)]  # fmt: skip
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
