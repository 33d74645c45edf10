"""Quotation marks around a value: does it fill them?"""

from __future__ import annotations

import re

_OPENING, CLOSING = '"“', '"”'


def in_quotes(text: str, start: int, end: int) -> bool | None:
    """Does the value fill the quotation marks around it? None where there are none."""
    opened = start > 0 and text[start - 1] in _OPENING
    closing = text[end : end + 2].lstrip("\\.,!?")[:1]
    closed = closing != "" and closing in CLOSING
    if opened and closed:
        return True
    if opened:
        line = text[end : text.find("\n\n", end) if "\n\n" in text[end:] else len(text)]
        found = re.search(r"[\"”]", line)
        return False if found and line[: found.start()].strip(".,!?; \\") else None
    if closed:
        line_start = text.rfind("\n", 0, start) + 1
        before = text[line_start:start]
        if sum(mark in _OPENING + CLOSING for mark in before) % 2 == 1:
            return False
    return None


_OPEN_QUOTE, _CLOSE_QUOTE = re.compile(r"(?<![^\W_])'(?=\S)"), re.compile(r"'(?![^\W_])")


def is_part_of_quotation(text: str, start: int, end: int) -> bool:
    """Does a value begin or end what single quotation marks enclose on its line, but not fill it?"""
    opened = start > 0 and _OPEN_QUOTE.match(text, start - 1) is not None
    closing = _CLOSE_QUOTE.search(text, end, text.find("\n", end) if "\n" in text[end:] else len(text))
    if opened:
        return closing is not None and any(map(str.isalnum, text[end : closing.start()]))
    if closing is None or text[end : closing.start()].strip(".,!?"):
        return False
    opening = [mark.start() for mark in _OPEN_QUOTE.finditer(text, text.rfind("\n", 0, start) + 1, start)]
    return bool(opening) and _CLOSE_QUOTE.search(text, opening[-1] + 1, start) is None
