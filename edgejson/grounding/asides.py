"""Stretches of a text that tell of other things than its own: "Similar jobs" on a page, the mails below an answer."""

from __future__ import annotations

import re

from edgejson.language.senses import any_row
from edgejson.language.vocabulary import vocabulary

#: Line ends of a page, at least: in a letter a line may begin with such words.
_FEWEST_LINES = 5
_ROWS = vocabulary("language/en/asides")
_ASIDE = re.compile(rf"(?m)^[ \t>*#•-]*{any_row(_ROWS, 'begins')}\b[^\n]*(?:\n[^\n]+)*")


def asides(lowered: str) -> list[tuple[int, int]]:
    """Where they stand in a text in lower case: each from its heading's line to the next blank line."""
    if lowered.count("\n") < _FEWEST_LINES:
        return []
    return [match.span() for match in _ASIDE.finditer(lowered)]


_PLEASANTRY = re.compile(
    rf"(?:(?<=[.!?>\n] )|(?<=[!?>\n])|\A){_ROWS.either('pleasantries')}(?=[ \t]*(?:[.,!\n-]|\Z)| [a-z]+\W*\Z)"
)


def is_pleasantry(lowered: str, start: int, end: int) -> bool:
    """Is a place a greeting, or what a letter ends with, and no value: "With thanks"?"""
    said = _PLEASANTRY.match(lowered, start)
    return said is not None and said.end() == end


_QUOTED = re.compile(
    r"(?m)^[ \t]*>[^\n]*(?:\n[ \t]*>[^\n]*)*|^(?:-+ ?original message ?-+|on [^\n]{5,120} wrote:)[ \t]*\n(?:.|\n)*"
)
_HEADER = re.compile(r"(?m)^(?:(?:date|sent|received)[ \t]*:[^\n]*|[^\n]{3,120} wrote:(?:<br ?/?>)?[^\w\n]*$)")
#: How a line of a log begins: what ">" stands ahead of there goes on with it.
_LOGGED = re.compile(r"(?m)^\[?(?:\d{4}-\d\d-\d\d[t ]|[a-z]{3} \d\d )?\d\d:\d\d:\d\d\b")


def quoted(lowered: str) -> list[tuple[int, int]]:
    """Where a mail quotes the ones that it answers."""
    if _LOGGED.search(lowered):
        return []
    return [match.span() for match in _QUOTED.finditer(lowered)]


def headers(lowered: str) -> list[tuple[int, int]]:
    """The lines that say when mails were written."""
    return [match.span() for match in _HEADER.finditer(lowered)]
