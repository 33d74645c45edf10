"""Who bears or gets how much of one amount: what is paid of a claim, what an insurer covers, what each of several pays.

Names are data: language/en/money.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.money import IN_TENS, unit_of, whole_of
from edgejson.values.coherence.numeric import Made, first_of, is_number, number_in, numbers_of, put
from edgejson.values.coherence.themes import inside_each

_MONEY = vocabulary("language/en/money")
_OTHERS, _OWN, _PAID, _SETTLED = (_MONEY.rows(section) for section in ("borne by another", "borne", "paid", "settled"))
_ASKED = _MONEY.rows("asked")
_NEAR = {name: (float(low), float(high)) for name, (low, high) in _MONEY.pairs("near it").items()}
_OF_PEOPLE = frozenset(_MONEY.words("of people"))
_NO_MORE = tuple(tuple(row.split(": ")) for row in _MONEY.rows("no more than"))
#: From this amount on, what is offered is in thousands.
_THOUSANDS = 50000


def sharing_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of the parts of one amount, in each object of a record; `money` has had its turn."""
    return inside_each(leaves, _rules)


def _rules(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    numbers = numbers_of(own)
    whole, covered, borne = whole_of(numbers), first_of(numbers, _OTHERS), first_of(numbers, _OWN)
    if whole is not None and (covered or borne):
        yield _Split(whole.steps[0], covered, borne)
    yield from _bounded(numbers)
    asked = first_of(numbers, _ASKED)
    near_it = [(leaf, span) for words, leaf in numbers.items() for end, span in _NEAR.items() if words.endswith(end)]
    if asked is not None and near_it:
        yield _Near(asked.steps[0], [(leaf, span) for leaf, span in near_it if leaf is not asked])
    price = next((leaf for words, leaf in numbers.items() if unit_of(words) in _OF_PEOPLE), None)
    for leaf in near if price is not None else ():
        if len(leaf.steps) == 3 and leaf.steps[1] == "*" and leaf.field.words in _PAID and price and is_number(leaf):
            flag = next((one.steps[2] for one in near if one.steps[:2] == leaf.steps[:2] and len(one.steps) == 3
                         and one.field.words in _SETTLED and one.field.types == {"boolean"}), "")  # fmt: skip
            yield _Each(price.steps[0], leaf, flag)


class _Each:
    """Each of several pays what it costs for one; who has not paid, nothing."""

    def __init__(self, price: str, paid: Leaf, flag: str) -> None:
        self.price, self.paid, self.flag = price, paid, flag

    def __call__(self, rng: Random, made: Made) -> None:
        price, name = number_in(made, self.price), self.paid.steps[2]
        listed = made.get(self.paid.steps[0])
        for item in listed if isinstance(listed, list) else ():
            if not isinstance(item, dict) or name not in item:
                continue
            if item.get(self.flag) is False and not self.paid.field.required:
                del item[name]
            elif price is not None and self.paid.admits(value := 0 if item.get(self.flag) is False else price):
                item[name] = value


class _Split:
    """What an insurer bears of a price, and what is left to oneself."""

    def __init__(self, whole: str, covered: Leaf | None, borne: Leaf | None) -> None:
        self.whole, self.covered, self.borne = whole, covered, borne

    def __call__(self, rng: Random, made: Made) -> None:
        whole = number_in(made, self.whole)
        if not whole:
            return
        share = round(whole * (0.3 + 0.6 * rng.random()), 2)
        for leaf, value in ((self.covered, share), (self.borne, whole - share)):
            if leaf is not None:
                put(leaf, made, value)


class _Near:
    """What is offered for a thing, and paid in the end, lies near what was asked."""

    def __init__(self, asked: str, near_it: list[tuple[Leaf, tuple[float, float]]]) -> None:
        self.asked, self.near_it = asked, near_it

    def __call__(self, rng: Random, made: Made) -> None:
        asked = number_in(made, self.asked)
        for leaf, (low, high) in self.near_it if asked else ():
            value = number_in(made, leaf)
            if value is not None and asked and not low <= value / asked <= high:
                value = asked * (low + (high - low) * rng.random())
                put(leaf, made, round(value, -3 if asked > _THOUSANDS else -1 if asked >= IN_TENS else 0))


def _bounded(numbers: dict[str, Leaf]) -> Iterator[Rewrite]:
    for less, more in _NO_MORE:
        for words, leaf in numbers.items():
            other = numbers.get(words.replace(less, more)) if less in words.split(" ") else None
            if other is not None and other is not leaf:
                yield _Bounded(leaf, other, [one for name, one in numbers.items() if name in ("excess", "deductible")])


class _Bounded:
    """What is paid of a claim is no more than what was claimed, less what one bears oneself."""

    def __init__(self, less: Leaf, more: Leaf, own_share: list[Leaf]) -> None:
        self.less, self.more, self.own_share = less, more, own_share

    def __call__(self, rng: Random, made: Made) -> None:
        more, less = number_in(made, self.more), number_in(made, self.less)
        if more is None or less is None:
            return
        borne = sum(number_in(made, leaf) or 0 for leaf in self.own_share)
        if borne and borne < more:
            put(self.less, made, more - borne)
        elif less > more:
            put(self.less, made, round(more * (0.5 + 0.5 * rng.random()), 2 if more < IN_TENS else 0))
