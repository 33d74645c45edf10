"""Makers of numbers and strings with a shape."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from random import Random
from typing import Any

from edgejson.schema.ecma import matcher
from edgejson.values.engine.formats import CONTENTS, FORMATS, word
from edgejson.values.engine.normal_form import Shape
from edgejson.values.engine.pattern_values import whole_of
from edgejson.values.engine.patterns import exact

Maker = Callable[[Random], Any]

#: Numbers of a shape without bounds lie in [0, SPAN]; integers among them are mostly small, as most counts are.
SPAN = 1000
#: Decimals of a number that nothing says more about.
PLACES = Decimal("0.01")
#: Tries to meet several demands on one string at once.
TRIES = 60


def integers(shape: Shape) -> Maker | None:
    """Integers with a shape; None where there are none."""
    low, high = _integer_bounds(shape)
    step = _whole_step(shape.multiples)
    first = -(-low // step)
    last = high // step
    if last < first:
        return None
    count = last - first + 1
    if count > 2**53:
        return lambda rng: rng.randint(first, last) * step
    if shape.high is None and (shape.low is None or 0 <= shape.low <= 1) and step == 1:
        return lambda rng: first + int(count ** (rng.random() ** 2)) - 1
    return lambda rng: (first + int(rng.random() * count)) * step


def _integer_bounds(shape: Shape) -> tuple[int, int]:
    low = high = None
    if shape.low is not None:
        low = int(shape.low.to_integral_value(ROUND_CEILING))
        low += shape.low_open and low == shape.low
    if shape.high is not None:
        high = int(shape.high.to_integral_value(ROUND_FLOOR))
        high -= shape.high_open and high == shape.high
    step = _whole_step(shape.multiples)
    if low is None:
        low = 0 if high is None or high > 0 else high - SPAN * step
    if high is None:
        high = max(low, 0) + SPAN * step
    return low, high


def _whole_step(multiples: tuple[Decimal, ...]) -> int:
    """The least positive integer that is a multiple of all."""
    step = 1
    for multiple in multiples:
        ratio = Decimal(multiple).as_integer_ratio()
        step = math.lcm(step, ratio[0])
    return step


def fractions(shape: Shape, whole: bool) -> Maker | None:
    """Numbers with a shape; integral ones among them only if `whole`."""
    low, high = shape.low, shape.high
    if low is None:
        low = Decimal(0) if high is None or high > 0 else high - SPAN
    if high is None:
        high = max(low, Decimal(0)) + SPAN
    step = _step(shape.multiples)
    if step is None:
        span = high - low
        step = PLACES
        while span < step * 20 and span > 0:
            step /= 10
        if span == 0 and low % step:
            return None if not whole and low == low.to_integral_value() else lambda rng: _number(low)
    first = int((low / step).to_integral_value(ROUND_CEILING))
    last = int((high / step).to_integral_value(ROUND_FLOOR))
    first += shape.low_open and first * step == low
    last -= shape.high_open and last * step == high
    if last < first:
        return None
    count = last - first + 1
    numerator, denominator = step.as_integer_ratio()
    declared = [float(multiple) for multiple in shape.multiples]

    def make(rng: Random) -> Any:
        value: Any = 0
        for _ in range(TRIES):
            value = (first + int(rng.random() * count)) * numerator / denominator
            integral = value.is_integer()
            if integral and not whole:
                continue
            if not declared or all(int(value / m) == value / m for m in declared):
                break
        return int(value) if value.is_integer() and declared else value

    return make


def _step(multiples: tuple[Decimal, ...]) -> Decimal | None:
    if not multiples:
        return None
    ratios = [multiple.as_integer_ratio() for multiple in multiples]
    denominator = math.lcm(*(ratio[1] for ratio in ratios))
    numerator = math.lcm(*(ratio[0] * denominator // ratio[1] for ratio in ratios))
    return Decimal(numerator) / Decimal(denominator)


def _number(value: Decimal) -> float | int:
    return int(value) if value == value.to_integral_value() else float(value)


def strings(shape: Shape) -> Maker | None:
    """Strings with a shape; None where there are none."""
    longest = None if math.isinf(shape.max_length) else int(shape.max_length)
    if longest == 0:
        return lambda rng: ""
    makers: list[Maker] = []
    for pattern in shape.patterns:
        try:
            makers.append(whole_of(pattern, shape.min_length, longest))
        except (re.error, ValueError, OverflowError):
            return words(shape.min_length, longest)  # the check of the whole instance has the last word
    formed = [FORMATS[name] for name in shape.formats if name in FORMATS]
    formed += [CONTENTS[content] for content in shape.contents if content in CONTENTS]
    makers = formed + makers if _fitting(formed, shape) else makers + formed
    if not makers:
        return words(shape.min_length, longest)
    if len(makers) == 1 and not shape.min_length and longest is None and all(map(exact, shape.patterns)):
        return makers[0]
    return _searching(makers, shape, longest)


def _fitting(makers: list[Maker], shape: Shape) -> bool:
    """Do the values of some makers match the shape's patterns now and then? Then they say more than the patterns do."""
    rng = Random(7)
    tests = [matcher(pattern).search for pattern in shape.patterns]
    return all(any(all(test(make(rng)) for test in tests) for _ in range(TRIES // 4)) for make in makers)


def _searching(makers: list[Maker], shape: Shape, longest: int | None) -> Maker:
    """The first of some makers' strings that meets all demands that can be checked cheaply."""
    tests: list[Callable[[str], Any]] = []
    for pattern in shape.patterns:
        if len(makers) == 1 and exact(pattern):
            continue
        try:
            tests.append(matcher(pattern).search)
        except re.error:
            continue
    least, most = shape.min_length, math.inf if longest is None else longest

    def make(rng: Random) -> str:
        text: str = ""
        for attempt in range(TRIES):
            text = makers[attempt % len(makers)](rng)
            if len(text) < least and not shape.patterns:
                text += "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=least - len(text)))
            if least <= len(text) <= most and all(test(text) for test in tests):
                return text
        return text

    return make


def words(least: int, longest: int | None) -> Maker:
    """One to three words, cut or lengthened to a length in bounds."""

    def make(rng: Random) -> str:
        text = word(rng)
        if rng.random() < 0.5:
            text += " " + word(rng)
        while len(text) < least:
            text += " " + word(rng)
        if longest is not None and len(text) > longest:
            text = text[:longest]
            if text.endswith(" "):
                text = text[:-1] + "s"
        return text

    return make
