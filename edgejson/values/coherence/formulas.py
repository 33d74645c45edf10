"""What numbers of one record make of each other, where nothing but their names says so: a body mass index, a rate.

A formula gives a number by others of its object, or of the only ones in the record that are called so; where a part
is no likely share of its whole, it is drawn again. Formulas are data: language/en/formulas.txt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil
from random import Random
from typing import Any

from edgejson.forms.kinds import fraction
from edgejson.knowledge.amounts import role
from edgejson.language.names import in_words
from edgejson.language.senses import says
from edgejson.language.vocabulary import entries, vocabulary
from edgejson.schema.expression_language import AbsentError
from edgejson.schema.expressions import Expression
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.implying import clock_hours_of
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps, found_at, holders
from edgejson.values.coherence.listed import lines_of
from edgejson.values.coherence.numeric import Made, is_number, names_of, number_in, put
from edgejson.values.coherence.periods import days_of
from edgejson.values.coherence.ratios import a_month

_FORMULAS = vocabulary("language/en/formulas")
_TERMS = _FORMULAS.pairs("terms")
#: Terms that are worked out from others by more than an expression can say, with those.
_COMPUTED: dict[str, tuple[tuple[str, ...], Callable[..., float]]] = {
    "a_month": (("interest_rate", "term_months"), a_month),
}
#: From this amount on, what is drawn as a share is a round sum.
_ROUND, _ROUNDER = 200, 20000


@dataclass(frozen=True, slots=True)
class _Formula:
    """A row of the table."""

    results: tuple[str, ...]
    expression: Expression
    optional: frozenset[str]


def _parsed(row: str) -> _Formula:
    names, _, said = row.partition(" = ")
    expression, _, optional = said.partition(" ? ")
    return _Formula(entries((names,)), Expression(expression, row), frozenset(optional.split()))


_KNOWN = tuple(map(_parsed, _FORMULAS.rows("formulas")))


def _share(row: str) -> tuple[_Formula, tuple[float, ...]]:
    parts, whole, span = row.split(": ")
    return _parsed(f"{parts} = {whole}"), tuple(map(float, span.split(" ")))


_SHARES = tuple(map(_share, _FORMULAS.rows("shares")))
#: Words of titles, and shares in records that are about these.
_SHARES_IN = tuple(
    (frozenset(nouns.split(" ")), _share(rest))
    for nouns, _, rest in (row.partition(": ") for row in _FORMULAS.rows("shares in"))
)
#: What a term is in a record that doesn't state it.
Unsaid = dict[str, Callable[[Made], float | None] | None]


def formula_rules(fields: FieldMap, leaves: list[Leaf], tallies: list[Rewrite]) -> list[Rewrite]:
    """Rewrites of numbers by others of the record, of a schema that says nothing itself; `tallies` are those of lists.

    A part is a share of a whole that a formula gives, and part of another formula: all are asked twice.
    """
    numbers = [] if fields.annotated else [leaf for leaf in leaves if is_number(leaf)]
    if not numbers:
        return tallies
    called = {leaf.steps: names_of(leaf) for leaf in numbers}
    lines = lines_of(leaves)
    days = days_of(leaves)
    unsaid: Unsaid = {"days": days, "nights": days, "rental_days": days}
    if lines:
        unsaid |= {"subtotal": lines[1], f"total_{lines[0]}": lines[1], f"{lines[0]}_total": lines[1]}
    unsaid |= {"one": lambda made: 1, "charges": _charges_of(leaves), "clock_hours": clock_hours_of(leaves)}
    title = fields.document.get("title", "") if isinstance(fields.document, dict) else ""
    about = set(in_words(title).split(" ")) if isinstance(title, str) else set()
    shares = [*_SHARES, *(share for nouns, share in _SHARES_IN if nouns & about)]
    rules = [*_shares(shares, numbers, called, unsaid), *tallies, *_formulas(numbers, called, unsaid)]
    return [*rules, *rules]


def _charges_of(leaves: list[Leaf]) -> Callable[[Made], float | None] | None:
    """What comes on top of what a record sells, its taxes and fines for lateness left out."""
    apart = {*_TERMS["tax"], *_TERMS["late_fee"]}
    names = [leaf.steps[0] for leaf in leaves if leaf.own and is_number(leaf) and leaf.field.words not in apart
             and role(leaf.field.words) == "charge" and not says(leaf.field.words, "tax")]  # fmt: skip
    return (lambda made: sum(number_in(made, name) or 0 for name in names)) if names else None


class _Places:
    """Where the numbers of a record stand that a result may be made of."""

    def __init__(self, result: Leaf, numbers: list[Leaf], called: dict[Steps, tuple[str, ...]]) -> None:
        self.result, self.numbers, self.called = result, numbers, called

    def of(self, term: str) -> Steps | None:
        """The steps to a number by its term, from the result's object where it stands there; None for none, or two."""
        names = _TERMS.get(term) or (term.replace("_", " "),)
        parent = self.result.steps[:-1]
        beside = [leaf for leaf in self.numbers if leaf.steps[:-1] == parent and leaf is not self.result]
        for among in (beside, self._elsewhere(parent)):
            for name in names:
                found = [leaf.steps for leaf in among if name in self.called[leaf.steps]]
                if found:
                    return found[0] if among is beside or len(found) == 1 else None
        return None

    def _elsewhere(self, parent: Steps) -> list[Leaf]:
        return [leaf for leaf in self.numbers if "*" not in leaf.steps and leaf.steps[:-1] != parent]


def _formulas(numbers: list[Leaf], called: dict[Steps, tuple[str, ...]], unsaid: Unsaid) -> Iterator[Rewrite]:
    for formula in _KNOWN:
        for leaf in numbers:
            if any(name in formula.results for name in called[leaf.steps]):
                value = _Value.of(formula, leaf, numbers, called, unsaid)
                if value is not None:
                    yield _Computed(leaf, value)


class _Value:
    """What a formula makes of the numbers of a record, as seen from one object."""

    def __init__(self, formula: _Formula, parent: Steps, places: dict[str, Steps], unsaid: Unsaid) -> None:
        self.formula, self.unsaid = formula, unsaid
        self.beside = {term: steps[-1] for term, steps in places.items() if steps[:-1] == parent}
        self.elsewhere = {term: steps for term, steps in places.items() if term not in self.beside}

    @classmethod
    def of(
        cls,
        formula: _Formula,
        leaf: Leaf,
        numbers: list[Leaf],
        called: dict[Steps, tuple[str, ...]],
        unsaid: Unsaid,
        anywhere: bool = False,
    ) -> _Value | None:
        """The formula for a leaf; None where the record has no numbers for it or, if not `anywhere`, none beside it."""
        places = _Places(leaf, numbers, called)
        named = formula.expression.names
        terms = {term for name in named for term in (_COMPUTED[name][0] if name in _COMPUTED else (name,))}
        found = {term: places.of(term) for term in terms}
        outside: Unsaid = {
            term: tell for term, tell in unsaid.items() if term in terms and tell and "*" not in leaf.steps
        }
        needed = {term for term in terms if term not in formula.optional}
        local = any((steps := found[term]) is not None and steps[:-1] == leaf.steps[:-1] for term in needed)
        if leaf.steps in found.values() or any(found[term] is None and term not in outside for term in needed):
            return None
        told = {term: steps for term, steps in found.items() if steps is not None}
        return cls(formula, leaf.steps[:-1], told, outside) if local or outside or anywhere else None

    def __call__(self, made: Made, box: Made) -> float | None:
        told = {term: number_in(box, name) for term, name in self.beside.items()}
        told |= {term: _number(found_at(made, steps)) for term, steps in self.elsewhere.items()}
        for term, tell in self.unsaid.items():
            if told.get(term) is None and tell is not None:
                told[term] = tell(made)
        return self._value({term: number for term, number in told.items() if number is not None})

    def _value(self, told: dict[str, float]) -> float | None:
        this: dict[str, Any] = dict.fromkeys(self.formula.optional, 0) | told
        for name, (terms, compute) in _COMPUTED.items():
            if name in self.formula.expression.names and all(term in told for term in terms):
                this[name] = compute(*(told[term] for term in terms))
        try:
            return float(self.formula.expression.value(this, this))
        except (AbsentError, ArithmeticError, TypeError):  # something is missing, or nothing
            return None


class _Computed:
    """A number is what its formula makes of the others, where the record has them."""

    def __init__(self, result: Leaf, value: _Value) -> None:
        self.parent = result.steps[:-1]
        self.result, self.value, self.shared = result.below(self.parent), value, fraction.told(result.field)

    def __call__(self, rng: Random, made: Made) -> None:
        for box in boxes_at(made, self.parent):
            before = number_in(box, self.result)
            value = self.value(made, box) if before is not None else None
            if value is not None and value >= min(0, before or 0):
                self._put(box, value / 100 if self.shared and value > 1 else value)

    def _put(self, box: Made, value: float) -> None:
        """Write a value with as many decimals as the formula rounds it to; amounts have two."""
        if "number" not in self.result.field.types:
            put(self.result, box, round(value))
        elif not self.value.formula.expression.text.startswith("round("):
            put(self.result, box, value)
        elif self.result.admits(value):
            box[self.result.steps[0]] = value


def boxes_at(made: Made, parent: Steps) -> list[Made]:
    """The objects of a record at some steps."""
    found = [box[key] for box, key in holders(made, parent)] if parent else [made]
    return [box for box in found if isinstance(box, dict)]


def _number(value: Any) -> float | None:
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _shares(
    shares: list[tuple[_Formula, tuple[float, ...]]],
    numbers: list[Leaf],
    called: dict[Steps, tuple[str, ...]],
    unsaid: Unsaid,
) -> Iterator[Rewrite]:
    for formula, (low, high) in shares:
        for leaf in numbers:
            if any(name in formula.results for name in called[leaf.steps]):
                whole = _Value.of(formula, leaf, numbers, called, unsaid, anywhere=True)
                if whole is not None:
                    yield _Share(leaf, whole, low, high)


class _Share:
    """A part is a likely share of its whole, where both are there."""

    def __init__(self, part: Leaf, whole: _Value, low: float, high: float) -> None:
        self.parent = part.steps[:-1]
        self.part, self.whole, self.low, self.high = part.below(self.parent), whole, low, high

    def __call__(self, rng: Random, made: Made) -> None:
        for box in boxes_at(made, self.parent):
            part = number_in(box, self.part)
            whole = self.whole(made, box) if part is not None else None
            if whole == 0 and part:
                put(self.part, box, 0)
            if part is None or not whole or whole < 0 or self.low * whole <= part <= self.high * whole:
                continue
            value = whole * (self.low + (self.high - self.low) * rng.random())
            places = -3 if value >= _ROUNDER else -1 if value >= _ROUND else 1 if whole < _ROUND else 0
            rounded = round(value, places)
            value = rounded if self.low * whole <= rounded <= self.high * whole else round(value, 2)
            put(
                self.part,
                box,
                value if "number" in self.part.field.types else max(round(value), ceil(self.low * whole)),
            )
