"""The least and the greatest, the first and the last: values whose names differ by such a word alone stand in order.

Numbers, dates, times, durations and versions alike, in one object or in two (`price.min.amount`, `price.max.amount`). A
value that is named without the word (`min_price`, `price`, `max_price`) lies between the two. Bounds that a schema sets
win: where they leave no order, values stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps, holders
from edgejson.values.date_patterns import moment_of

_RANGES = vocabulary("language/en/ranges")


def _ends(section: str) -> tuple[tuple[str, str], ...]:
    """Pairs of words for the lesser and the greater end."""
    return tuple((low, high) for low, high in map(str.split, vocabulary("language/en/ranges").rows(section)))


#: Words for the two ends of what has a value in between.
_BOUNDS = _ends("bounds")
#: Words for where something begins and ends; of places, prices or counts they say nothing.
_COURSES = _ends("courses")
#: The same, of hours and days only: an opening balance may well be above a closing one.
_HOURS = _ends("hours")
_HOURS_ONLY = frozenset(low for low, _ in _HOURS)
#: Words of numbers of which the first is no more than the second, or than the one without the word: "pages read".
_FEWER = tuple((low, high.strip()) for low, _, high in (row.partition(":") for row in _RANGES.rows("fewer")))
#: Words that may be added to the name of the value in between.
_VALUES = frozenset(vocabulary("language/en/ranges").words("values"))
_PLACED = ("latitude", "longitude")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_LENGTHS = (365 * 86400, 30 * 86400, 7 * 86400, 86400, 3600, 60, 1)
#: How values begin that may have an order; numbers and versions as strings.
_ORDERLY = re.compile(r"[-P]?\w")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_VERSION = re.compile(r"\d{1,3}(?:\.\d{1,3}){2,3}")
_CLOCK = re.compile(r"\d\d:\d\d(?::\d\d)?")
_TRIES = 8


@dataclass(frozen=True, slots=True)
class Span:
    """Two leaves of the objects at `scope`, the lesser first, and those in between."""

    scope: Steps
    low: Leaf
    high: Leaf
    between: tuple[Leaf, ...]


def range_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """One rewrite of all leaves that are the ends of ranges."""
    spans = list(_spans(leaves))
    return [Ordered(spans)] if spans else []


def _spans(leaves: list[Leaf]) -> Iterator[Span]:
    named = {tuple(in_words(step) if step != "*" else step for step in leaf.steps): leaf for leaf in leaves}
    for words, leaf in named.items():
        for index in range(len(words) if leaf.role not in _PLACED else 0):
            if "*" in words[index:]:
                continue
            for low, other, rest, bounds in _partners(words[index]):
                partner = named.get((*words[:index], other, *words[index + 1 :]))
                own = index == len(words) - 1
                if partner is not None and (bounds or _is_text(leaf) or (own and low not in _HOURS_ONLY)):
                    scope = leaf.steps[:index]
                    between = _between(named, words[:index], rest) if own and bounds else ()
                    yield Span(
                        scope, leaf.below(scope), partner.below(scope), tuple(one.below(scope) for one in between)
                    )
        if (more := _more(named, words)) is not None and _is_count(leaf) and _is_count(more):
            scope = leaf.steps[:-1]
            yield Span(scope, leaf.below(scope), more.below(scope), ())


def _more(named: dict[Steps, Leaf], words: Steps) -> Leaf | None:
    """The leaf beside one that is never below it: "pages" of "pages read", "quantity available" of "quantity sold"."""
    head = words[-1].partition(" with ")[0]  # "frames with brood"
    if head != words[-1] and (whole := named.get((*words[:-1], head))) is not None:
        return whole
    for low, high in _FEWER:
        name = f" {words[-1]} ".replace(f" {low} ", f" {high} ").split()
        partner = named.get((*words[:-1], " ".join(name)))
        if name and partner is not None and " ".join(name) != words[-1]:
            return partner
    return None


def _is_count(leaf: Leaf) -> bool:
    return bool(leaf.field.types & {"integer", "number"})


def _partners(name: str) -> Iterator[tuple[str, str, list[str], bool]]:
    """For each word of a name that is the lesser end: it, the name of the other end, the other words, is it a bound?"""
    tokens = name.split(" ")
    for pairs in (_BOUNDS, _COURSES, _HOURS):
        for low, high in pairs:
            if low in tokens:
                at = tokens.index(low)
                yield (
                    low,
                    " ".join([*tokens[:at], high, *tokens[at + 1 :]]),
                    [*tokens[:at], *tokens[at + 1 :]],
                    pairs is _BOUNDS,
                )


def _is_text(leaf: Leaf) -> bool:
    return "string" in leaf.field.types or not leaf.field.types


def _between(named: dict[Steps, Leaf], outer: Steps, rest: list[str]) -> tuple[Leaf, ...]:
    """The leaves beside that are called as the ends are, but for the word that tells them apart.

    Where that word is all that the ends are called, a leaf may have the name of their object: `temp.low`, `temp.temp`.
    """
    found = []
    around = next((step.split(" ") for step in reversed(outer) if step != "*"), []) if not rest else []
    for words, leaf in named.items():
        tokens = words[-1].split(" ")
        plain = [token for token in tokens if token not in _VALUES]
        alike = (plain == rest and len(tokens) - len(plain) < 2) or tokens in (rest, around)
        if words[:-1] == outer and alike and tokens:
            found.append(leaf)
    return tuple(found)


class Ordered:
    """Exchanges the ends of ranges where they stand the wrong way round, and moves what lies outside."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        for _ in range(2 if any(span.between for span in self.spans) else 1):  # a value may lie in several ranges
            for span in self.spans:
                for holder in [made] if not span.scope else [box[key] for box, key in holders(made, span.scope)]:
                    _settle(rng, holder, span)


def _settle(rng: Random, holder: Any, span: Span) -> None:
    low, high = _held(holder, span.low), _held(holder, span.high)
    if low is None or high is None:
        return
    if span.low.role == "currency" and span.high.admits(low[0][low[1]]):
        high[0][high[1]] = low[0][low[1]]
    _put_in_order(rng, span.low, low, span.high, high)
    for leaf in span.between:
        inner = _held(holder, leaf)
        if inner is not None:
            _put_in_order(rng, span.low, low, leaf, inner)
            _put_in_order(rng, leaf, inner, span.high, high)
            _put_in_order(rng, span.low, low, leaf, inner)


def _held(made: Any, leaf: Leaf) -> tuple[Any, Any] | None:
    """The container and the key of a leaf in an object."""
    return next(iter(holders(made, leaf.steps)), None)


def _put_in_order(rng: Random, low: Leaf, at_low: tuple[Any, Any], high: Leaf, at_high: tuple[Any, Any]) -> None:
    (low_box, low_key), (high_box, high_key) = at_low, at_high
    least, most = low_box[low_key], high_box[high_key]
    if _rank(least) is None or not _is_above(least, most):
        return
    alike = low.field.format == high.field.format and low.field.types == high.field.types
    if alike and low.admits(most) and high.admits(least):
        low_box[low_key], high_box[high_key] = most, least
    elif (value := _beyond(rng, low, least, most, -1)) is not None:
        low_box[low_key] = value
    elif (value := _beyond(rng, high, most, least, 1)) is not None:
        high_box[high_key] = value


def _beyond(rng: Random, leaf: Leaf, value: Any, other: Any, side: int) -> Any:
    """A value for a leaf that isn't above (side -1) or below (side 1) another; None where there is none to be found."""
    options: list[Any] = list(leaf.field.enum)
    if not options and isinstance(value, (int, float)):
        decimals = len(str(value).partition(".")[2]) if isinstance(value, float) else 0
        reach = abs(other) * 0.6 + 10**-decimals
        options = [other + side * reach * rng.random() for _ in range(_TRIES)]
        steps = [s["multipleOf"] for s in leaf.field.schemas if s.get("multipleOf")]
        options = [round(option / step) * step if (step := next(iter(steps), 0)) else option for option in options]
        options = [round(option, decimals) if decimals or steps else int(option) for option in options]
    options.append(other)
    fitting = [option for option in options if leaf.admits(option) and _rank(option) is not None]
    good = [one for one in fitting if not (_is_above(one, other) if side < 0 else _is_above(other, one))]
    return good[0] if good else None


def _is_above(one: Any, other: Any) -> bool:
    """Is the one value greater than the other, so that their order is wrong? Not where they can't be compared."""
    first, second = _rank(one), _rank(other)
    return first is not None and second is not None and first[0] == second[0] and first[1] > second[1]


def _rank(value: Any) -> tuple[str, Any] | None:
    """A value's kind, and what it compares by; None for what has no order."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return "number", value
    if not isinstance(value, str) or not _ORDERLY.match(value):
        return None
    if _NUMBER.fullmatch(value):
        return "number", float(value)
    if _VERSION.fullmatch(value):
        return "version", tuple(map(int, value.split(".")))
    if (lengths := _DURATION.fullmatch(value)) is not None:
        return "duration", sum(
            int(number or 0) * length for number, length in zip(lengths.groups(), _LENGTHS, strict=True)
        )
    if _CLOCK.match(value):
        return "clock", value
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        found = moment_of(value)
        return ("moment", found.replace(tzinfo=UTC)) if found is not None else None
    return "moment", moment if moment.tzinfo else moment.replace(tzinfo=UTC)
