"""Dates as tills and scanners print them: years of two digits, no marks at all, a clock or weekday beside.

Apart from the scan of all texts, where two digits more often are anything else: who asks knows that a text is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from edgejson.forms.dates import MONTH_NUMBERS
from edgejson.forms.scan import FORM, LITERAL, Evidence

_MONTH = rf"(?P<month>{'|'.join(MONTH_NUMBERS)})[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d(?!\d(?!\d?:))|\d\d(?!\d))"
_DATE = re.compile(
    r"(?<!\d)(?<!\d[./-])(?:"
    r"(?P<iso>(?:19|20)\d\d(?P<mark>[-/. ])\d{1,2}(?P=mark)\d{1,2})(?!\d(?!\d?:))"
    r"|(?P<bare>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)"
    rf"|(?P<first>\d{{1,2}})(?P<sign> ?[-/.] ?| )(?P<second>\d{{1,2}})(?P=sign){_YEAR}(?![-/.]\d)"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-/., ]{{0,2}}{_MONTH}[-/.,' ]{{0,2}}{_YEAR.replace('year', 'behind')}"
    rf"|(?<![a-z]){_MONTH.replace('month', 'ahead')}[ .-]{{0,2}}(?P<then>\d{{1,2}})(?:st|nd|rd|th)?[,' ]{{1,3}}"
    rf"{_YEAR.replace('year', 'last')})",
    re.IGNORECASE,
)
#: Years of two digits are of the time when tills print.
_CENTURY = 2000


def printed_dates(text: str) -> Iterator[tuple[frozenset[date], int, int]]:
    """The dates of a text: what each may mean (two, where the order of day and month is open), start and end."""
    for found in _DATE.finditer(text):
        meant = frozenset(_meant(found))
        if meant:
            yield meant, found.start(), found.end()


def find_date(text: str, said: str) -> list[Evidence]:
    """Every place of a text that has the date which `said` is, whatever stands beside the date in either."""
    wanted = next(((dates, said[start:end]) for dates, start, end in printed_dates(said)), None)
    if wanted is None:
        return []
    return [
        Evidence(start, end, LITERAL if text[start:end].lower() == wanted[1].lower() else FORM)
        for dates, start, end in printed_dates(text)
        if dates & wanted[0]
    ]


def _meant(found: re.Match[str]) -> Iterator[date]:
    parts = found.groupdict()
    if parts["iso"]:
        year, month, day = (int(part) for part in re.findall(r"\d+", parts["iso"]))
        yield from _valid(year, month, day)
    elif parts["bare"]:
        digits = parts["bare"]
        yield from _valid(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    elif parts["first"]:
        year, one, other = _year(parts["year"]), int(parts["first"]), int(parts["second"])
        yield from _valid(year, other, one)
        yield from _valid(year, one, other)
        if len(parts["year"]) == 2:
            yield from _valid(_year(parts["first"]), other, int(parts["year"]))
    elif parts["month"]:
        yield from _valid(_year(parts["behind"]), MONTH_NUMBERS[parts["month"].lower()], int(parts["day"]))
    else:
        yield from _valid(_year(parts["last"]), MONTH_NUMBERS[parts["ahead"].lower()], int(parts["then"]))


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else _CENTURY + int(digits)


def _valid(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return  # no such day
