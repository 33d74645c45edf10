"""Whole-word occurrences of strings in a text, in any case, over line ends, with escapes."""

from __future__ import annotations

import re

from edgejson.text.forms.scan import FORM, LITERAL, Evidence

#: Typographic marks and spaces as plain ones, at equal length.
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "−": "-", "‑": "-"})


def lower(text: str) -> str:
    """Lower case at equal length: a few letters (such as İ) would grow, and stay as they are."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered if lowered.isascii() else lowered.translate(QUOTES)


_JOINING = frozenset("-/@._")


def _bounded(text: str, start: int, end: int) -> bool:
    """Does the span stand between word boundaries? A code such as INV-12 is no part of INV-12-A or XINV-12."""
    if start and text[start].isalnum():
        before = text[start - 1]
        if before.isalnum() or (before in _JOINING and not _opens(text, start, before)):
            return False
    if end < len(text) and text[end - 1].isalnum():
        after = text[end]
        if after.isalnum() or (after in _JOINING and not _closes(text, end, after)):
            return False
    return True


def _opens(text: str, start: int, before: str) -> bool:
    """May a word begin behind a joining character? "co-author", not "A-12"."""
    if before == "." or start < 2 or not text[start - 2].isalnum():
        return True
    return before in "-/" and text[start - 2].islower() and not text[start].isdigit()


def _closes(text: str, end: int, after: str) -> bool:
    """May a word end ahead of a joining character? "York-based", not "INV-12-A", "12.5", "ada@home"."""
    following = text[end + 1] if end + 1 < len(text) else " "
    if after in "@_":
        return not following.isalnum()
    if after == ".":
        return not (following.isdigit() and text[end - 1].isdigit())
    return not (following.isupper() or following.isdigit())


def whole(text: str, needle: str) -> list[tuple[int, int]]:
    """Spans of all whole-word occurrences of a string."""
    spans = []
    size = len(needle)
    at = text.find(needle)
    while at >= 0:
        if _bounded(text, at, at + size):
            spans.append((at, at + size))
        at = text.find(needle, at + 1)
    return spans


def occurrences(text: str, lowered: str, needle: str) -> list[Evidence]:
    if not needle.isascii():
        needle = needle.translate(QUOTES)
    low = lower(needle)
    found = []
    size = len(low)
    at = lowered.find(low) if low else -1
    while at >= 0:
        end = at + size
        if _bounded(text, at, end):
            found.append(Evidence(at, end, LITERAL if text[at:end] == needle else FORM))
        at = lowered.find(low, at + 1)
    if not found and not needle.isalnum():
        found = _loosely(text, lowered, low)
    return found


#: How a character may stand where text was escaped: in HTML, in JSON.
_ESCAPES = (("&", "&amp;"), ('"', '\\"'), ("'", "&#39;"), ('"', "&quot;"), ("<", "&lt;"), (">", "&gt;"), ("\n", "\\n"))


def _loosely(text: str, lowered: str, low: str) -> list[Evidence]:
    """A string across line wraps and quote marks, or with HTML or JSON escapes."""
    pieces = low.split()
    if len(pieces) > 1 and pieces[0] in lowered and pieces[-1] in lowered:
        pattern = r"\s+(?:[>|*#]\s+)*".join(map(re.escape, pieces))
        spans = [m.span() for m in re.finditer(pattern, lowered)]
        found = [Evidence(start, end, FORM) for start, end in spans if _bounded(text, start, end)]
        if found:
            return found
    for plain, escaped in _ESCAPES:
        if plain in low and escaped in lowered:
            return [Evidence(start, end, FORM) for start, end in whole(lowered, low.replace(plain, escaped))]
    return []
