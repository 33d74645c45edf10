"""Numbers that fit their meaning: a range and a way to spread over it, brought inside a schema's bounds."""

# ruff: noqa: E501 (a table has one row a line)

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from edgejson.values.meaning.words import CLINIC, PERSON

Make = Callable[[Random], Any]

#: Numbers: role or `low..high`, decimals, how they spread ("even", "log", "middle", "money"), by words.
NUMBERS = f"""
latitude: latitude | lat
longitude: longitude | lon | lng | long
epoch_seconds: timestamp | created at | updated at | epoch | unix time | created | updated
18..86 0 even: age
4..17 0 even @ child pupil: age
1950..2025 0 even: year | model year | year built | publication year
1905..2021 0 even: founded | founding year | established | year founded | founded year
2002..2025 0 even: diagnosed in | diagnosed year | onset year | since
56..104 0 middle: heart rate | pulse | bpm | heart rate bpm
104..158 0 middle: systolic | systolic pressure | systolic bp | blood pressure systolic | systolic blood pressure
62..96 0 middle: diastolic | diastolic pressure | diastolic bp | blood pressure diastolic | diastolic blood pressure
93..100 0 middle: spo2 | oxygen saturation | o2 saturation | oxygen level | sp o2
12..22 0 middle: respiratory rate | respiration rate | breathing rate
36.1..37.9 1 middle @ {CLINIC}: temperature | temp | body temperature
36.1..37.9 1 middle: body temperature
19.0..34.0 1 middle: bmi | body mass index
48..112 1 middle @ {PERSON} {CLINIC}: weight
152..197 0 middle @ {PERSON} {CLINIC}: height
4.2..9.6 1 middle: glucose | blood glucose | blood sugar
2..27 1 middle: temperature | temp | air temperature | ambient temperature
31..88 1 middle: humidity | relative humidity
992..1032 1 middle: pressure | air pressure | barometric pressure
410..1450 0 log: co2 | carbon dioxide
0.5..14 1 middle: wind speed
34..118 0 middle: speed
12..97 0 even: battery | battery level | battery percent | charge level | battery percentage
-92..-41 0 middle: rssi | signal strength | signal
218..242 1 middle: voltage
40..1800 0 log: power | watts | power draw
4..480 2 money: price | unit price | cost | fee | rate per hour | list price | sale price | unit cost | retail price
20..4200 2 money: amount | total | subtotal | total amount | balance | grand total | sum | payment | deposit | net | gross
20..4200 2 money: total price | total cost | amount due | order total | spend | net amount | refund | invoice total
2..900 2 money: tax | tax amount | vat | discount amount | savings | tip | taxes
0..19.9 2 money: shipping | shipping cost | shipping fee | delivery fee | handling fee | transaction fee
0..9.9 2 money @ transaction payment transfer bank: fee | charge
31000..142000 -3 log: salary | annual salary | income | annual income | base salary | gross salary
60000..4800000 -3 log: budget | annual budget | funding
900..140000 2 log: revenue | turnover | sales | gmv | earnings | profit
40000..1400000 -3 log @ property listing house apartment real estate home: price
700..3400 0 log: rent | monthly rent
1..5 0 small: quantity | qty | units | pieces | number of items | item count | seats | tickets
1..5 0 even: rating | stars | score
1..5 1 even: average rating | avg rating | mean rating
0..24 0 log: discount | discount percent | discount percentage | percent off
5..25 0 even: tax rate | vat rate
0..100 0 even: percent | percentage | progress | completion | share | utilization | utilisation | usage | cpu usage
0.5..9.5 2 even: interest rate
0.01..0.12 3 even: conversion rate | error rate | churn rate | click through rate | bounce rate
0.5..0.99 3 even: confidence | probability | confidence score | similarity
2..14 1 even: return rate
port: port | tcp port | server port | port number
200..503 0 even: status code | http status | response code
8..1800 0 log: duration ms | latency | response time | latency ms | elapsed ms | took | response time ms
5..120 0 log: timeout | timeout seconds | timeout s | ttl
15..120 0 quarter: duration | duration minutes | length minutes | minutes
0.5..12 1 even: hours | duration hours | uptime
3..2400 0 log: uptime hours
4000..24000000 0 log: size | file size | size bytes | bytes | length bytes | content length
4..9000 0 log: size kb | file size kb
1..48 0 log: count | total count | number | members | attendees | participants | results
1..5000 0 log: total items | total results | total records | total elements | total hits
400..60000 0 log: view count | views | followers | follower count | downloads | subscribers | impressions | sessions | visits
3..140 0 log: orders | likes | comments | shares | order count | review count | comment count
6..900 0 log: stock | in stock quantity | inventory | stock quantity | stock level | units sold | stock count
3..14 0 even @ team group squad crew party: size | members | headcount
2..14 0 small: team size | group size | party size
20..5200 0 log: employee count | headcount | number of employees | employees
0.1..24 2 log: weight | weight kg | mass
5..180 1 log: width | height | depth | length
10..420 1 log: distance | distance km | radius | range
6000..210000 0 even: mileage | mileage km | odometer
22..240 0 middle: living area | floor area | area | square meters
1..5 0 small: bedrooms | bathrooms | rooms | floors | floor
1..6 0 small: priority | retries | retry count | max retries | attempts | level
1..12 0 small: page | page number
page_size: page size | per page | limit | page limit
1..400 0 log: page count | pages
0..3 0 small: renewals | stops | bags | children | index | position | order | offset
1..28 0 even: day
1..12 0 even: month
0..23 0 even: hour
dose_mg: dose | dose mg | dosage | dosage mg | strength | strength mg
3..21 0 small: days | duration days
living_area @ property home house apartment flat: living area | floor area | area
bedrooms @ property home house apartment flat: bedrooms
12..480 0 log @ customer buyer base: new | returning
ingredient_amount @ ingredient: amount | quantity
metric_value @ sensor reading measurement metric observation: value | reading | measurement | level
25..900 2 money: fine | penalty | fare | airfare | ticket price | entry fee | bid | donation
31000..142000 -3 log @ salary pay compensation: minimum | maximum | min | max | from | to | amount
1..8 0 small: servings | portions | guests | people
4..60 0 log: spots | capacity | places
"""

#: Fractions at which prices end, and the share of prices that end so.
_ENDINGS, _ENDING_SHARE = (0.99, 0.95, 0.9, 0.5, 0.0), 0.6
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
    spread: str  #: "even", "log", "middle", "small", "money" or "quarter"


def parse_range(text: str) -> Range:
    """A range as the table of meanings writes it: "4..480 2 money"."""
    bounds, decimals, spread = text.split(" ")
    low, _, high = bounds.partition("..")
    return Range(float(low), float(high), int(decimals), spread)


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
            if isinstance(value, (int, float)) and not isinstance(value, bool):
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
