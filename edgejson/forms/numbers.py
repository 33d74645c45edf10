"""Numbers as people write them, and back: grouping, currency, percentages, units, words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from random import Random

from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

Number = int | float

_WORDS = vocabulary("language/en/numbers")
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
CODES = {symbol: code for code, symbol in SYMBOLS.items()}
CURRENCY_WORDS = _WORDS.pairs("currencies")
#: Further words that are read.
CURRENCY_WORDS_READ = _WORDS.pairs("currencies read")
#: A regular expression for the code or a name of any currency, in lower case, the longer ones first.
CURRENCIES = "|".join(
    sorted({word.lower() for code, words in CURRENCY_WORDS.items() for word in (code, *words)}, key=len, reverse=True)
)
#: What a currency is called where the country tells which it is.
LOCAL_CURRENCY = ("the local currency", "local currency")

#: Styles of long numbers, one of which a text keeps to.
GROUPED, UNGROUPED = "grouped", "ungrouped"

_ONES = _WORDS.words("ones")
_TENS = {word: 10 * number for number, word in enumerate(_WORDS.words("tens"), 2)}
_SMALL = {word: number for number, word in enumerate(_ONES)} | _TENS
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
#: Largest integer that is written as a word.
LARGEST_WORD = 12

_WORD = re.compile(
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(reversed(_ONES))})"
    rf"(?: (?:{'|'.join(_SCALES)}))?(?![^\W_]|[-'’]\w)"
)


def plain(value: Number) -> str:
    """The canonical text of a number: no exponent where JSON needs none, an integral float without `.0`."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def to_words(value: int) -> str:
    """An integer from 0 to 99 in words: "twenty-one"."""
    if value < 20:
        return _ONES[value]
    tens, ones = divmod(value, 10)
    word = list(_TENS)[tens - 2]
    return f"{word}-{_ONES[ones]}" if ones else word


def from_words(words: str) -> int:
    """The number that some words say: "twenty-one", "three hundred"."""
    total = 0
    for part in words.replace("-", " ").split():
        if part in _SCALES:
            total *= _SCALES[part]
        else:
            total += _SMALL[part]
    return total


def word_spans(lowered: str) -> list[tuple[int, int, int]]:
    """(value, start, end) of every number in words in a lower-case text."""
    found = []
    for match in _WORD.finditer(lowered):
        start, end = match.span()
        if start and (lowered[start - 1].isalnum() or lowered[start - 1] == "-"):
            continue
        value = from_words(match.group())
        if lowered.startswith("minus ", max(0, start - 6)):
            value, start = -value, start - 6
        found.append((value, start, end))
    return found


def may_be_worded(value: int, lowered: str) -> bool:
    """Could a text say an integer in words? A quick look ahead of `word_spans`."""
    if 0 <= value < 100:
        return (_ONES[value] if value < 20 else list(_TENS)[value // 10 - 2]) in lowered
    return any(scale in lowered for scale in _SCALES) if value >= 0 else "minus" in lowered


def grouped(value: Number) -> str:
    """With thousands separators, all decimals kept: 1204.5 -> "1,204.5"."""
    if isinstance(value, float) and not value.is_integer():
        text = str(value)
        if "e" in text or "n" in text:
            return text
        whole, _, decimals = text.partition(".")
        sign, digits = ("-", whole[1:]) if whole[0] == "-" else ("", whole)
        return f"{sign}{int(digits):,}.{decimals}"
    return f"{int(value):,}" if abs(value) < 1e15 else plain(value)


def cents(value: Number) -> str:
    """An amount with grouping and two decimals where two are exact, without any where it is whole and long."""
    return grouped(value) if abs(value) >= _ROUND and value == int(value) else _with_cents(value)


def _with_cents(value: Number) -> str:
    rounded = round(value, 2)
    return f"{rounded:,.2f}" if rounded == value and abs(value) < 1e13 else grouped(value)


#: Whole amounts from this on have no decimals.
_ROUND = 10_000


def thousands(value: Number) -> str | None:
    """ "1.2k" where that is exact and at most one decimal is needed, else None."""
    if abs(value) < 1000 or abs(value) >= 1_000_000 or value % 100:
        return None
    return plain(value / 1000) + "k"


def _signed(symbol: str, text: str) -> str:
    return f"-{symbol}{text[1:]}" if text[0] == "-" else symbol + text


def _symbol(value: Number, currency: str) -> str | None:
    symbol = SYMBOLS.get(currency)
    return _signed(symbol, cents(value)) if symbol else None


def _symbol_short(value: Number, currency: str) -> str | None:
    symbol = SYMBOLS.get(currency)
    if not symbol or value != int(value):
        return None
    return _signed(symbol, grouped(value))


def _symbol_thousands(value: Number, currency: str) -> str | None:
    symbol, short = SYMBOLS.get(currency), thousands(value)
    return _signed(symbol, short) if symbol and short else None


def _dollars(value: Number, currency: str) -> str | None:
    words = CURRENCY_WORDS.get(currency)
    return f"{grouped(value) if value == int(value) else cents(value)} {words[-1]}" if words else None


#: Currencies of countries whose people write "1.204,50".
COMMA_CURRENCIES = frozenset({"EUR", "SEK", "NOK", "DKK", "PLN", "CZK", "BRL"})
_SWAPPED = str.maketrans(",.", ".,")


def _comma_code(value: Number, currency: str) -> str | None:
    said = _with_cents(value)
    if value < 0 or currency not in COMMA_CURRENCIES or said[-3:-2] != ".":
        return None
    return f"{said.translate(_SWAPPED)} {currency}"


def _comma_symbol(value: Number, currency: str) -> str | None:
    said = _comma_code(value, currency) if currency == "EUR" else None
    return said.replace("EUR", SYMBOLS["EUR"]) if said else None


#: Ways to write an amount of money: (value, currency code or "") -> text, or None where the way does not fit.
MONEY: dict[str, Callable[[Number, str], str | None]] = {
    "symbol": _symbol,
    "symbol_short": _symbol_short,
    "code_after": lambda value, currency: f"{cents(value)} {currency}" if currency else None,
    "code_before": lambda value, currency: f"{currency} {cents(value)}" if currency and value >= 0 else None,
    "words": _dollars,
    "thousands": _symbol_thousands,
    "bare": lambda value, currency: cents(value),
}
#: Others, which a whole text keeps to, since by them its other amounts are read.
COMMA_MONEY: dict[str, Callable[[Number, str], str | None]] = {
    "comma_symbol": _comma_symbol,
    "comma_code": _comma_code,
}


#: Symbols of units -> their names, in the singular.
_UNIT_NAMES = {"s": "second", "sec": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month",
               "yr": "year"}  # fmt: skip
#: Symbols that nobody writes behind a number in a sentence.
_SPELT_OUT = frozenset({"d", "wk", "mo", "yr"})


@lru_cache(maxsize=256)
def unit_names(unit: str) -> tuple[str, ...]:
    """The words, in lower case, that are read as a unit: "h" -> ("h", "hour", "hours")."""
    name = _UNIT_NAMES.get(unit)
    return (unit.lower(), name, f"{name}s") if name else (unit.lower(),)


@lru_cache(maxsize=256)
def names_of_all(units: tuple[str, ...]) -> frozenset[str]:
    """The words that are read as any of some units."""
    return frozenset(name for unit in units for name in unit_names(unit))


def units_of(field: Field) -> tuple[str, ...]:
    """All words, in lower case, that may stand behind a field's value as its unit."""
    units = (field.unit, *field.unit_factors) if field.unit else ()
    return tuple(name for unit in units for name in unit_names(unit))


def _with_unit(text: str, unit: str) -> Iterator[str]:
    """A number with its unit: by its symbol, by its name, or by both in turn."""
    name = _UNIT_NAMES.get(unit)
    if unit not in _SPELT_OUT:
        yield f"{text}{'' if unit in ('%', '°C', '°F') else ' '}{unit}"
    if name:
        yield f"{text} {name if text in ('1', '-1') else name + 's'}"


def unit_forms(value: Number, field: Field) -> list[str]:
    """A value with its unit; converted to the schema's other units where the number is exact and easy to read.

    Easy are numbers from 0.5 to 10,000 with at most three decimals.
    """
    if not field.unit:
        return []
    forms = list(_with_unit(grouped(value), field.unit))
    for unit, factor in field.unit_factors.items():
        converted = (Decimal(plain(value)) * Decimal(factor)).normalize()
        if Decimal("0.5") <= abs(converted) < 10_000 and int(converted.as_tuple().exponent) >= -3:
            forms += _with_unit(f"{converted:,f}", unit)
    return forms


def percent_forms(value: Number) -> list[str]:
    """A percentage: 15 -> "15%", "15 percent"."""
    return [f"{plain(value)}%", f"{plain(value)} percent"]


def fraction_percent(value: Number) -> str | None:
    """A fraction as a percentage, where exact with at most two decimals: 0.125 -> "12.5%"."""
    exact = Decimal(plain(value)) * 100
    if exact != round(exact, 2):
        return None
    return f"{exact.normalize():f}%"


def long_number(value: Number, style: str | None, rng: Random, share: float) -> str:
    """A number of five digits or more by the style of its text; without one, grouped at a rate of `share`."""
    draw = rng.random()
    return grouped(value) if (draw < share if style is None else style == GROUPED) else plain(value)
