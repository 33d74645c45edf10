"""How a value is written instead: numbers as text, text as numbers, enum values by a table, dates by a format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from edgejson.forms.numbers import plain


class Code(NamedTuple):
    """One of CODES, with what it needs to know: a table of pairs, or a format of `strftime`. A list in a record."""

    name: str
    detail: Any = None


def same(one: Any, other: Any) -> bool:
    """Are two JSON values the same? Numbers by value, true is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _looked_up(table: list[list[Any]], value: Any, column: int) -> Any:
    for row in table:
        if same(row[column], value):
            return row[1 - column]
    raise LookupError(f"{value!r} is not in the table")


def _decimal(value: int | float, _: Any) -> str:
    if "e" in plain(value):
        raise ValueError(f"{value!r} has an exponent")
    return plain(value)


def _moment(value: str, format: str) -> str:
    return datetime.fromisoformat(value).strftime(format)


#: Code -> (from canonical, back). The first raises ValueError, LookupError or TypeError for what it can't write.
CODES: dict[str, tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]] = {
    "text": (_decimal, lambda text, _: int(text) if text.lstrip("-").isdecimal() else float(text)),
    "number": (lambda value, _: int(value), lambda value, _: str(value)),
    "table": (lambda value, table: _looked_up(table, value, 0), lambda value, table: _looked_up(table, value, 1)),
    "date": (_moment, lambda written, format: datetime.strptime(written, format).date().isoformat()),
    "moment": (_moment, lambda written, format: datetime.strptime(written, format).isoformat()),
}


def encode(code: Code, value: Any) -> Any:
    """A canonical value as the code writes it; null stays null."""
    return None if value is None else CODES[code.name][0](value, code.detail)


def decode(code: Code, value: Any) -> Any:
    """The canonical value of a written one."""
    return None if value is None else CODES[code.name][1](value, code.detail)


def lossless(code: Code, value: Any) -> bool:
    """Can a value be written in a code, and be read back as the same?"""
    try:
        return same(decode(code, encode(code, value)), value)
    except (ValueError, LookupError, TypeError, OverflowError):
        return False
