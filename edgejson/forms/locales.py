"""Numbers as other locales write them, in the notation that the scan of a text knows: "1.250,00" as "1,250.00"."""

from __future__ import annotations

import re

#: A number that can't be English: a comma ahead of its last two digits, behind groups of thousands or by a currency.
_GROUPED = r"(?<![\d.,])\d{1,3}(?:[. '’]\d{3})+,\d\d(?![\d.,]\d|\d)"
_BY_CURRENCY = (
    r"(?<![\d.,])\d+,\d\d(?= ?(?:€|(?:eur|chf|kr|sek|nok|dkk|pln|czk|brl)\b|zł))"
    r"|(?<=[€])(?:\d+,\d\d)(?!\d)|(?<=(?:€|r) )\d+,\d\d(?!\d)"
)
_TELLING = re.compile(f"{_GROUPED}|{_BY_CURRENCY}")
#: Amounts that end lines: so many of them are of one column.
_AT_LINE_END, _COLUMN = re.compile(r"(?<= )\d+,\d\d(?= *\n)"), 3
#: What each of them has: looked for first, because it is found fast.
_CENTS = re.compile(r",\d\d(?!\d)")
_ENGLISH = re.compile(r"\d\.\d\d(?![\d.]\d|\d)")
#: What is one of their amounts, once it is known that a text writes so.
_AMOUNT = re.compile(rf"{_GROUPED}|(?<![\d.,])\d+,\d\d(?![\d,]|\.\d)")
_SWAPPED = str.maketrans({",": ".", ".": ",", " ": ",", "'": ",", "’": ","})


def is_english(text: str) -> bool:
    """Has a text a number with two decimals in English notation? Then no other notation is read in it."""
    return _ENGLISH.search(text) is not None


def english_numbers(lowered: str) -> str:
    """A text in lower case with its amounts in English notation, at equal length; unchanged where it has only such."""
    if not _CENTS.search(lowered) or _ENGLISH.search(lowered):
        return lowered
    if not _TELLING.search(lowered) and len(_AT_LINE_END.findall(lowered)) < _COLUMN:
        return lowered
    return _AMOUNT.sub(lambda amount: amount[0].translate(_SWAPPED), lowered)
