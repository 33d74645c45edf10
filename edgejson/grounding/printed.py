"""Strings that are a day, an amount or a name as printed, whatever stands beside them: "Fri 9 Feb 2024, 19:30"."""

from __future__ import annotations

import re

from edgejson.forms.printed_dates import printed_dates
from edgejson.knowledge.printed_amounts import parse_amount, read_amounts
from edgejson.language.vocabulary import vocabulary

_CENTS = re.compile(r"\d[.,]\d\d(?!\d)")
#: What stands ahead of a person's name.
_TITLE = re.compile(rf"{vocabulary('language/en/titles').either('of persons')}\.? ", re.IGNORECASE)


def is_whole(value: str) -> bool:
    """Is a string a whole day, or an amount with its cents? Then nothing beside it can be a part of it."""
    if any((start, end) == (0, len(value)) for _, start, end in printed_dates(value)):
        return True
    return _CENTS.search(value) is not None and parse_amount(value, ".") is not None


def says(said: str, value: str) -> bool:
    """Do some words say a string with more beside it: a day with a clock, an amount with its currency, a title?"""
    if _TITLE.sub("", said, count=1).casefold() == value.casefold():
        return True
    if not is_whole(value):
        return False
    first = next((said[start:end] for _, start, end in printed_dates(said)), None)
    if first is None:
        amounts = read_amounts(said)
        first = said[amounts[0].start : amounts[0].end] if amounts else ""
    return value.casefold() in first.casefold()
