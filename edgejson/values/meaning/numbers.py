"""Numbers that fit their meaning: a range and a way to spread over it, brought inside a schema's bounds."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from edgejson.schema.fields import is_number

Make = Callable[[Random], Any]

#: Fractions at which prices end, and the share of prices that end so.
_ENDINGS, _ENDING_SHARE = (0.99, 0.95, 0.9, 0.5, 0.0), 0.95
#: Amounts from here on are mostly round ones.
_LARGE = 5000
#: A range over which numbers of unknown meaning spread by their logarithm, from this ratio of its ends on.
_WIDE = 200
#: Bounds this many times as high as what a name suggests count for more than the name.
_FAR = 5
#: Multiples that are tried until one is exact.
_TRIES = 12
#: Bounds from here on are limits of a machine, not of a meaning.
_LIMIT = 1e7


@dataclass(frozen=True, slots=True)
class Range:
    """Numbers from `low` to `high`, rounded to `decimals` (negative: to tens, hundreds, ...)."""

    low: float
    high: float
    decimals: int
    spread: (
        str  #: "even", "log", "middle", "small", "money", "quarter" or "scale", for which bounds of a schema say more
    )


def parse_range(text: str) -> Range:
    """A range as the table of meanings writes it: "4..480 2 money"."""
    bounds, decimals, spread = text.split(" ")
    low, _, high = bounds.partition("..")
    return Range(float(low), float(high), int(decimals), spread)


def share(role: str) -> Range:
    """Shares of one: those of the percentages of a role that is a range, else any."""
    known = parse_range(role) if role[:1].isdigit() else Range(0, 100, 0, "even")
    if known.high <= 1:
        return known
    return Range(known.low / 100, min(known.high, 100) / 100, known.decimals + 2, known.spread)


def _even(low: float, high: float, rng: Random) -> float:
    return low + (high - low) * rng.random()


def _log(low: float, high: float, rng: Random) -> float:
    shift = 0 if low > 0 else 1 - low
    bottom = low + shift
    return float(bottom * ((high + shift) / bottom) ** rng.random()) - shift


def _middle(low: float, high: float, rng: Random) -> float:
    return low + (high - low) * (rng.random() + rng.random()) / 2


def _small(low: float, high: float, rng: Random) -> float:
    chance = rng.random()
    return low + (high - low) * chance * chance


def _money(low: float, high: float, rng: Random) -> float:
    value = _log(low, high, rng)
    if value > _LARGE and rng.random() < _ENDING_SHARE:
        return min(max(round(value, -2), low), high)
    if rng.random() < _ENDING_SHARE:
        ended = math.floor(value) + _ENDINGS[int(rng.random() * len(_ENDINGS))]
        return ended if low <= ended <= high else value
    return value


def _quarter(low: float, high: float, rng: Random) -> float:
    """Multiples of five and, mostly, of fifteen: how long people say that things take."""
    value, step = _even(low, high, rng), 15 if rng.random() < 0.7 else 5
    return min(max(round(value / step) * step, low), high)


_SPREADS: dict[str, Callable[[float, float, Random], float]] = {
    "even": _even, "log": _log, "middle": _middle, "small": _small, "money": _money, "quarter": _quarter,
    "scale": _even,
}  # fmt: skip


def _bounds(schemas: tuple[dict[str, Any], ...], whole: bool) -> tuple[float | None, float | None, bool]:
    """The least and the greatest number that some schemas admit together, and whether one has a fractional step."""
    lows: list[float] = []
    highs: list[float] = []
    for schema in schemas:
        for word, found in (
            ("minimum", lows),
            ("exclusiveMinimum", lows),
            ("maximum", highs),
            ("exclusiveMaximum", highs),
        ):
            value = schema.get(word)
            if is_number(value):
                step = 1 if whole and word.startswith("exclusive") else 0
                found.append(value + (step if found is lows else -step))
    return max(lows, default=None), min(highs, default=None), any("multipleOf" in schema for schema in schemas)


def numbers(
    known: Range | None,
    schemas: tuple[dict[str, Any], ...],
    whole: bool,
    certain: bool = False,
    stepping: bool = False,
) -> Make | None:
    """A maker of numbers of a range within the bounds of some schemas, integers only if `whole`.

    A `certain` range is kept although the bounds are far wider. None where the range is unknown and the bounds say
    too little, or where a step is asked for and the range is not to be taken in steps.
    """
    if stepping and known is not None and (step := _step(schemas, whole)):
        return _stepped(known, schemas, step)
    low, high, stepped = _bounds(schemas, whole)
    if stepped or (low is not None and high is not None and low >= high):
        return None
    if known is None:
        if low is None or high is None or low <= 0 or high / low < _WIDE:
            return None
        known = Range(low, high, 0 if whole else 2, "log")
    least, most = _within_bounds(known, low, high, certain)
    spread, decimals = _SPREADS[known.spread], min(known.decimals, 0) if whole else known.decimals
    if whole and decimals == 0:
        return _whole(math.ceil(least), math.floor(most), known.spread)
    if decimals < 0 and most - least < 20 * 10.0**-decimals:
        decimals = 0

    def make(rng: Random) -> Any:
        value = round(spread(least, most, rng), decimals)
        value = least if value < least else most if value > most else value
        return int(value) if decimals <= 0 else value

    return make


def _step(schemas: tuple[dict[str, Any], ...], whole: bool) -> Decimal | None:
    """The one step of some schemas: 0.01, 5; None for none, several or one that whole numbers have no use for."""
    found = {Decimal(str(step)) for schema in schemas if isinstance(step := schema.get("multipleOf"), (int, float))}
    step = found.pop() if len(found) == 1 else None
    return None if step is None or step <= 0 or (whole and step % 1) else step


def _stepped(known: Range, schemas: tuple[dict[str, Any], ...], step: Decimal) -> Make | None:
    """A maker of numbers of a range in steps, within the bounds of some schemas."""
    plain = tuple({word: said for word, said in schema.items() if word != "multipleOf"} for schema in schemas)
    make = numbers(known, plain, False)
    low, high, _ = _bounds(plain, False)
    if make is None:
        return None

    def draw(rng: Random) -> Any:
        times = round(Decimal(repr(make(rng))) / step)
        times += low is not None and times * step < Decimal(repr(low))
        times -= high is not None and times * step > Decimal(repr(high))
        return _exact(times, step, -1 if high is not None and (times + _TRIES) * step > Decimal(repr(high)) else 1)

    return draw


def _exact(times: int, step: Decimal, way: int) -> Any:
    """A multiple of a step that is one for who divides binary fractions, too: 19.9 / 0.1 is no whole number there."""
    for more in range(_TRIES):
        value = (times + way * more) * step
        if value == int(value):
            return int(value)
        if (float(value) / float(step)).is_integer():
            return float(value)
    return float(times * step)


def _within_bounds(known: Range, low: float | None, high: float | None, certain: bool) -> tuple[float, float]:
    """The least and the greatest value of a range that a schema's bounds allow."""
    least, most = known.low, known.high
    if known.spread == "scale" and low is not None and high is not None:
        return low, high
    if (
        not certain
        and low is not None
        and high is not None
        and known.spread in ("log", "money")
        and _FAR * most < high < _LIMIT
    ):
        least, most = low, high  # the schema knows of larger ones: its bounds say more than the name
    if low is not None and high is not None and (low >= most or high <= least):
        least, most = low, high
    elif low is not None and low > least:
        least, most = low, most if most > low else low + (known.high - known.low)
    elif low is not None and low >= most:
        least, most = low, low + (known.high - known.low)
    if high is not None and most > high:
        least, most = (least if least < high else high - (known.high - known.low)), high
    if low is not None and least < low:
        least = low
    return least, most


def _whole(least: int, most: int, spread: str) -> Make | None:
    if most < least:
        return None
    draw = _SPREADS["even" if spread == "money" else spread]

    def make(rng: Random) -> int:
        value = math.floor(draw(least, most + 1, rng))
        return most if value > most else value

    return make
