"""Numbers that fit their meaning: a range and a way to spread over it, brought inside a schema's bounds."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
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
    known: Range | None, schemas: tuple[dict[str, Any], ...], whole: bool, certain: bool = False
) -> Make | None:
    """A maker of numbers of a range within the bounds of some schemas, integers only if `whole`.

    A `certain` range is kept although the bounds are far wider. None where the range is unknown and the bounds say
    too little, or where a step is asked for.
    """
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
