"""All values of a kind in a text: one lister a kind, reading -> (value, start, end)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Protocol

from edgejson.forms.kinds import NUMBERS
from edgejson.forms.scan import DateTimeKey, Evidence, Tokens


class Scanned(Protocol):
    """What a lister reads of a text (see `reading.Reading`)."""

    text: str

    @property
    def tokens(self) -> Tokens: ...

    @property
    def number_words(self) -> dict[int, list[Evidence]]: ...

    @property
    def datetimes(self) -> dict[DateTimeKey, list[Evidence]]: ...


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]")


def _list_numbers(reading: Scanned) -> Iterator[tuple[Any, int, int]]:
    for value, tokens in reading.tokens.numbers.items():
        yield from ((value, token.start, token.end) for token in tokens)
    for word, spans in reading.number_words.items():
        yield from ((word, e.start, e.end) for e in spans)


def _list_dates(reading: Scanned) -> Iterator[tuple[Any, int, int]]:
    for (year, month, day), spans in reading.tokens.dates.items():
        yield from ((f"{year:04d}-{month:02d}-{day:02d}", e.start, e.end) for e in spans)


def _list_datetimes(reading: Scanned) -> Iterator[tuple[Any, int, int]]:
    for key, spans in reading.datetimes.items():
        yield from ((key, e.start, e.end) for e in spans)


def _list_times(reading: Scanned) -> Iterator[tuple[Any, int, int]]:
    for (seconds, _), spans in reading.tokens.times.items():
        yield from ((timedelta(seconds=seconds).total_seconds(), e.start, e.end) for e in spans)


def _list_phones(reading: Scanned) -> Iterator[tuple[Any, int, int]]:
    for digits, spans in reading.tokens.phones.items():
        yield from ((digits, e.start, e.end) for e in spans)


def _list_matches(pattern: re.Pattern[str]) -> Callable[[Scanned], Iterator[tuple[Any, int, int]]]:
    return lambda reading: ((m.group(), m.start(), m.end()) for m in pattern.finditer(reading.text))


LISTERS: dict[str, Callable[[Scanned], Iterator[tuple[Any, int, int]]]] = {
    **dict.fromkeys(NUMBERS, _list_numbers),
    "date": _list_dates,
    "datetime": _list_datetimes,
    "time": _list_times,
    "phone": _list_phones,
    "email": _list_matches(_EMAIL),
    "url": _list_matches(_URL),
}
