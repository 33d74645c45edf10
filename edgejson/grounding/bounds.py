"""Strings that bound an amount: "less than 5 km" said as "under 5 km", "65+" as "65 or older", "2-3 hours" as "two to
three hours".

Whether the bound itself belongs to it ("at most", "less than") people keep apart in law, not in talk: both are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edgejson.forms import FORM
from edgejson.forms.numbers import to_words
from edgejson.language.vocabulary import vocabulary

_SAID = vocabulary("language/en/bounds")
_LESS, _LESS_BEHIND, _MORE, _MORE_BEHIND, _BETWEEN, _TO = (
    _SAID.either(name) for name in ("less ahead", "less behind", "more ahead", "more behind", "between", "to")
)
_SYMBOLS = {"£": "pounds|gbp|quid", "$": "dollars|usd", "€": "euros?|eur"}
_AMOUNT = r"(?P<symbol>[£$€]?) ?(?P<digits>\d+(?:\.\d+)?)"
_UNIT = r"(?: ?(?P<unit>[a-z%°][a-z°/]*))?"
_LOWER = re.compile(rf"(?:(?:{_LESS}|<=?|≤) ?{_AMOUNT}{_UNIT})")
_LOWER_BEHIND = re.compile(rf"{_AMOUNT}{_UNIT} {_LESS_BEHIND}")
_UPPER = re.compile(rf"(?:(?:{_MORE}|>=?|≥) ?{_AMOUNT}{_UNIT})")
_UPPER_BEHIND = re.compile(rf"{_AMOUNT}{_UNIT} {_MORE_BEHIND}")
_UPPER_SIGN = re.compile(rf"{_AMOUNT} ?\+{_UNIT}")
_RANGE = re.compile(rf"{_AMOUNT} ?(?:-|–|{_TO}) ?[£$€]? ?(?P<last>\d+(?:\.\d+)?){_UNIT}")


def ways(value: str) -> Iterator[tuple[str, str]]:
    """How a bound or a range is said in other words, as regular expressions with their grade; in lower case."""
    if found := _LOWER.fullmatch(value) or _LOWER_BEHIND.fullmatch(value):
        amount, unit = _amount(found, "digits"), _unit(found)
        yield rf"(?:{_LESS}|<=?|≤) ?{amount}{unit}|{amount}{unit},? {_LESS_BEHIND}", FORM
    elif found := _UPPER.fullmatch(value) or _UPPER_BEHIND.fullmatch(value) or _UPPER_SIGN.fullmatch(value):
        amount, unit = _amount(found, "digits"), _unit(found)
        yield rf"(?:{_MORE}|>=?|≥) ?{amount}{unit}|{amount}(?:{unit},? {_MORE_BEHIND}| ?\+{unit})", FORM
    elif found := _RANGE.fullmatch(value):
        unit = _unit(found)
        low, high = (_amount(found, end) for end in ("digits", "last"))
        yield rf"(?:{_BETWEEN} )?{low}{unit} ?(?:-|–|{_TO}) ?{high}{unit}", FORM


def _amount(found: re.Match[str], part: str) -> str:
    """A number in digits or, a small one, in words, with its currency."""
    digits, symbol = found[part], found["symbol"]
    some = f"(?:{digits}|{to_words(int(digits))})" if digits.isdigit() and int(digits) < 100 else re.escape(digits)
    if not symbol:
        return some
    exact = re.escape(digits)
    return rf"(?:{re.escape(symbol)} ?{exact}(?:\.00)?|{some} ?(?:{_SYMBOLS[symbol]})|{exact})"


def _unit(found: re.Match[str]) -> str:
    return rf"(?:[ -]?{re.escape(found['unit'])})?" if found["unit"] else ""
