"""What something costs: so many at a price, with what comes on top; what is paid of it, and what is left.

Bills are made to add up by `amounts`; this is about records of which nothing but the names of numbers says that they
hang together. Names are data: language/en/money.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from edgejson.knowledge.amounts import bill_of, item_role, role
from edgejson.language.names import singular
from edgejson.language.senses import says
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite
from edgejson.values.coherence.numeric import Made, first_of, is_number, number_in, numbers_of, put
from edgejson.values.coherence.stays import ends_in, stays_of
from edgejson.values.coherence.themes import inside_each

_MONEY = vocabulary("language/en/money")
_TOTALS, _PAID, _LEFT, _SETTLED, _PEOPLE, _NOW, _BEFORE, _OFF = (
    _MONEY.rows(section) for section in ("totals", "paid", "left", "settled", "people", "now", "before", "off")
)
_OTHERS, _OWN = (_MONEY.rows(section) for section in ("borne by another", "borne"))
_COSTS, _PRICED, _OF_PEOPLE, _PAID_FOR = (
    frozenset(_MONEY.words(section)) for section in ("costs", "priced", "of people", "paid for")
)
_DUE, _ALL_OF_IT = ("amount due", "to pay"), ("paid", "amount paid", "price paid", "paid amount")
_COSTS_OF_ONE = frozenset(("price", "fare", "cost", "fee"))
_SHARES = {name: (float(low), float(high)) for name, (low, high) in _MONEY.pairs("shares").items()}
_RATES = {first: unit for first, (unit,) in _MONEY.pairs("rates").items()}
_PER = re.compile(r"^(?:(.+) )?per (\w+)$")
#: What goes unsaid in a record may add so much to what is said.
_UNSAID = 0.6
#: From this amount on, what people agree on is in tens.
IN_TENS = 200


def money_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of amounts that follow from others, in each object of a record."""
    return inside_each(leaves, _rules)


def _rules(own: list[Leaf], near: list[Leaf]) -> Iterator[Rewrite]:
    numbers = numbers_of(own)
    before, now = first_of(numbers, _BEFORE), first_of(numbers, _NOW) or numbers.get("price")
    if before is not None and now is not None:
        yield _Reduced(before, now, first_of(numbers, _OFF), next((leaf for leaf, _ in _discounts(numbers)), None))
    whole = whole_of(numbers)
    charged = _Charged(whole if whole is None or _is_total(whole.field.words) else None, own, near, numbers)
    if charged.says_something:
        yield charged
    parts = [(leaf, share) for words, leaf in numbers.items() if leaf is not whole and (share := _share(words))]
    if charged.lists or charged.subtotal is not None:  # those of a bill are in its total already
        parts = [part for part in parts if role(part[0].field.words) not in ("charge", "discount")]
    if parts and (whole is not None or charged.rates):
        yield _Parts(whole.steps[0] if whole is not None else "", charged, parts)
        if charged.says_something:  # with its parts as they are now
            yield charged
    switches = {leaf.field.words: leaf for leaf in own if leaf.field.types - {"null"} == {"boolean"}}
    paid, left, settled = first_of(numbers, _PAID), first_of(numbers, _LEFT), first_of(switches, _SETTLED)
    if sum(one is not None for one in (paid, left, settled)) > 1 or (whole is not None and (paid or left)):
        yield _Balance(whole, charged, [one.steps[0] for one, _ in _discounts(numbers)], paid, left, settled)


def _is_total(words: str) -> bool:
    return (role(words) == "total" or words in _TOTALS) and words not in (*_LEFT, *_PAID)


def whole_of(numbers: dict[str, Leaf]) -> Leaf | None:
    """What all of it comes to, or what it costs where there is one such number."""
    totals = [leaf for words, leaf in numbers.items() if _is_total(words)]
    if totals:
        return totals[0]
    costs = [
        leaf for words, leaf in numbers.items() if words.split(" ")[-1] in _COSTS and not unit_of(words)
        and not _share(words) and words not in (*_LEFT, *_PAID, *_BEFORE) and role(words) != "charge"
        and words not in (*_OTHERS, *_OWN)
    ]  # fmt: skip
    fees = [leaf for words, leaf in numbers.items() if words.split(" ")[-1] == "fee" and not _share(words)]
    return costs[0] if len(costs) == 1 else fees[0] if len(fees) == 1 and not costs else None


def _share(words: str) -> tuple[float, float] | None:
    return next((share for name, share in _SHARES.items() if f" {words}".endswith(f" {name}")), None)


def _discounts(numbers: dict[str, Leaf]) -> list[tuple[Leaf, str]]:
    return [(leaf, words) for words, leaf in numbers.items() if role(words) == "discount" and words not in _OFF]


def unit_of(words: str) -> str:
    """What a price is for one of: "night" of "price per night" and of "nightly rate"; "" for no such price."""
    if words.startswith("deposit"):  # a part of what it costs
        return ""
    found = _PER.search(words)
    if found and (says(found[1] or "", "money") or (found[1] or "").split(" ")[-1] in _PRICED):
        return found[2]
    first, _, rest = words.partition(" ")
    return _RATES.get(first, "") if rest in ("rate", "price", "fee", "cost", "charge", "wage", "rent") else ""


def _priced_thing(words: str, numbers: dict[str, Leaf]) -> str:
    """What a price is of, where the object counts such things: "ticket" of "ticket price" beside "tickets"."""
    thing, _, last = words.rpartition(" ")
    counted = any(f" {name} ".startswith((f" {thing}s ", f" number of {thing}s ")) for name in numbers)
    return thing if last in _COSTS_OF_ONE and counted else ""


class _Charged:
    """A total is what its prices times their numbers come to, with the charges, less the discounts."""

    def __init__(self, total: Leaf | None, own: list[Leaf], near: list[Leaf], numbers: dict[str, Leaf]) -> None:
        self.total = total
        self.rates = [
            (leaf, unit, _count(numbers, unit))
            for words, leaf in numbers.items()
            if (unit := unit_of(words) or _priced_thing(words, numbers))
        ]
        self.stays = stays_of([leaf for leaf in own if leaf.field.format in ("date", "date-time")])
        self.lists = {leaf.steps[0] for leaf in near if len(leaf.steps) == 3 and leaf.steps[1] == "*"
                      and item_role(leaf.steps[2]) in ("price", "line")}  # fmt: skip
        self.charges = [
            leaf.steps[0] for words, leaf in numbers.items() if role(words) == "charge" and leaf is not total
        ]
        self.discounts = [leaf.steps[0] for leaf, _ in _discounts(numbers)]
        costs = [leaf.steps[0] for words, leaf in numbers.items() if words.split(" ")[-1] in ("cost", "costs")
                 and not unit_of(words) and leaf is not total and role(words) != "charge"]  # fmt: skip
        self.costs = costs if len(costs) + len(self.charges) > 1 or (costs and self.rates) else []
        self.inner = [leaf.steps for leaf in near if len(leaf.steps) == 2 and leaf.steps[1] != "*" and is_number(leaf)
                      and leaf.field.words == "price" and total is not None and not self.rates]  # fmt: skip
        self.subtotal = next((leaf for words, leaf in numbers.items() if role(words) == "subtotal"), None)
        base = numbers.get(total.field.words.removeprefix("total ")) if total is not None else None
        base = None if base is total else base  # "rent" of a "total rent"
        self.costs = costs if base is not None else self.costs
        self.single = base or first_of(numbers, (*_NOW, "price")) if not self.rates and not self.lists else None
        self.says_something = bool(
            self.rates or self.lists or (self.single and (self.charges or base)) or self.costs or self.inner
        )

    def __call__(self, rng: Random, made: Made) -> None:
        if bill_of(made) is not None:
            return
        sums, unsaid = self._sums(made)
        base = sum(sums) or number_in(made, self.subtotal) or 0
        if not base:
            return
        unsaid = unsaid and sum(sums) > 0
        more = sum(number_in(made, name) or 0 for name in self.charges)
        less = sum(number_in(made, name) or 0 for name in self.discounts)
        base += base * _UNSAID * (0.2 + 0.8 * rng.random()) if unsaid else 0
        if self.subtotal is not None:
            put(self.subtotal, made, base)
        if self.total is not None:
            put(self.total, made, round(base, 2) + more - (less if less < base else 0))

    def said(self, made: Made) -> float | None:
        """What the record says that it comes to; the least that it does, where something goes unsaid."""
        sums, _ = self._sums(made)
        return round(sum(sums), 2) if sums else None

    def _sums(self, made: Made) -> tuple[list[float], bool]:
        """What is said, and whether something else goes unsaid."""
        sums: list[float] = []
        unsaid = False
        for leaf, unit, count in self.rates:
            price, number = number_in(made, leaf), number_in(made, count)
            number = self._days(made) if number is None and unit in ("day", "night") else number
            if price is not None and number:
                sums.append(price * number)
            unsaid |= (price is None) is not (number is None)
        for name in self.lists:
            for item in made.get(name) or () if isinstance(made.get(name), list) else ():
                found = {item_role(key): value for key, value in item.items()} if isinstance(item, dict) else {}
                price, number = number_in(found, "price"), number_in(found, "quantity")
                line = number_in(found, "line")
                price, number = (line, 1) if price is None or (number is None and line) else (price, number)
                unsaid |= price is None
                sums.append((price or 0) * (1 if number is None else number))
        for outer, inner in self.inner if len(self.inner) == 1 else ():
            box = made.get(outer)
            price = number_in(box, inner) if isinstance(box, dict) else None
            sums += [price] if price is not None else []
        single = number_in(made, self.single)
        sums += [cost for name in self.costs if (cost := number_in(made, name)) is not None]
        return [*sums, *([single] if single is not None else [])], unsaid

    def _days(self, made: Made) -> float | None:
        ends = ends_in(made, self.stays)
        return max(1, (ends[1] - ends[0]).days) if ends and ends[1] >= ends[0] else None


def _count(numbers: dict[str, Leaf], unit: str) -> Leaf | None:
    """How many there are of what a price is for one of: "rental days", "labour hours", "party size"."""
    said = {words: [_one_of(word) for word in words.split(" ")] for words in numbers if not unit_of(words)}
    ends = [numbers[words] for words in said if unit in said[words] and words.split(" ")[-1] in _PAID_FOR]
    ends += [numbers[words] for words in said if unit == said[words][-1]]
    if not ends and unit in _OF_PEOPLE:
        return first_of(numbers, _PEOPLE)
    return ends[0] if ends else next((numbers[words] for words in said if unit in said[words]), None)


def _one_of(word: str) -> str:
    """The singular of a word, of "loaves" as well."""
    return f"{word[:-3]}f" if word.endswith("ves") else singular(word)


class _Parts:
    """A deposit, a tip or a discount is the part of a price that such things are."""

    def __init__(self, whole: str, charged: _Charged, parts: list[tuple[Leaf, tuple[float, float]]]) -> None:
        self.whole, self.charged, self.parts = whole, charged, parts

    def __call__(self, rng: Random, made: Made) -> None:
        whole = number_in(made, self.whole)
        whole = self.charged.said(made) if whole is None else whole
        for leaf, (low, high) in self.parts if whole else ():
            value = number_in(made, leaf)
            if value and whole and value > whole * high:
                share = whole * (low + (high - low) * rng.random())
                put(leaf, made, round(share, -1) if share >= IN_TENS else max(1, round(share)))


class _Balance:
    """What is paid of a price, what is left of it, and a flag that says whether anything is."""

    def __init__(
        self,
        whole: Leaf | None,
        charged: _Charged,
        discounts: list[str],
        paid: Leaf | None,
        left: Leaf | None,
        settled: Leaf | None,
    ) -> None:
        self.whole, self.charged, self.paid, self.left, self.settled = whole, charged, paid, left, settled
        self.discounts = discounts if whole is not None and not _is_total(whole.field.words) else []

    def __call__(self, rng: Random, made: Made) -> None:
        paid, left = number_in(made, self.paid), number_in(made, self.left)
        settled = made.get(self.settled.steps[0]) if self.settled is not None else None
        due = number_in(made, self.whole)
        if due is None:
            due = self.charged.said(made)
            due = None if due is None else due + sum(number_in(made, name) or 0 for name in self.charged.charges)
        if due is not None:
            less = sum(number_in(made, name) or 0 for name in self.discounts)
            due = round(due - (less if less < due else 0), 2)
        if paid is not None and due is not None and self.paid is not None:
            part = round(due * (0.2 + 0.6 * rng.random()), -1 if due >= IN_TENS else 0)
            whole = settled is True or (settled is None and self.left is None and self.paid.field.words in _ALL_OF_IT)
            put(self.paid, made, due if whole else part if settled is False or paid > due else paid)
            paid = number_in(made, self.paid)
        if left is not None and self.left is not None:
            partly = paid is None and settled is not False and not self._in_full()
            rest = None if due is None else min(left, due) if partly else due - (paid or 0)
            put(self.left, made, 0 if settled is True else left if rest is None else rest)
        if self.settled is not None and settled is not None and left is not None:
            made[self.settled.steps[0]] = not number_in(made, self.left)

    def _in_full(self) -> bool:
        """Is nothing said of what was paid before, so that all of it is due?"""
        return self.paid is None and self.settled is None and self.left is not None and self.left.field.words in _DUE


class _Reduced:
    """A price that is reduced is below the one before, by as many percent or by as much as is said."""

    def __init__(self, before: Leaf, now: Leaf, percent: Leaf | None, off: Leaf | None) -> None:
        self.before, self.now, self.percent, self.off = before, now, percent, off

    def __call__(self, rng: Random, made: Made) -> None:
        before, now, percent = (number_in(made, leaf) for leaf in (self.before, self.now, self.percent))
        if before is not None and now is not None and now > before:
            before, now = now, before
            put(self.before, made, before)
            put(self.now, made, now)
        if percent is not None and before is not None:
            put(self.now, made, before * (1 - percent / 100))
            return
        off = number_in(made, self.off)
        if off is not None and before is not None and off < before:
            put(self.now, made, before - off)
