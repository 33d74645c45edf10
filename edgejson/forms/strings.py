"""Whole-word occurrences of strings in a text, in any case, over line ends, with escapes."""

from __future__ import annotations

import re

from edgejson.forms.scan import FORM, LITERAL, Evidence

#: Typographic marks and spaces as plain ones, at equal length.
_PLAIN = {"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "−": "-", "‑": "-"}.items()


def plain_marks(text: str) -> str:
    """A text with plain marks and spaces for the typographic ones, at equal length."""
    if not text.isascii():
        for mark, plain in _PLAIN:
            text = text.replace(mark, plain)  # several times as fast as one str.translate of a text beyond ASCII
    return text


def lower(text: str) -> str:
    """Lower case at equal length: a few letters (such as İ) would grow, and stay as they are."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return plain_marks(lowered)


def between_words(said: str) -> str:
    """A regular expression that neither begins nor ends within a word, from one that may."""
    return rf"(?<![^\W_])(?:{said})(?![^\W_])"


def matches(said: str | re.Pattern[str], text: str) -> list[Evidence]:
    """Where a regular expression says a value in another form."""
    return [Evidence(*match.span(), FORM) for match in re.finditer(said, text)]


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
    needle = plain_marks(needle)
    low = lower(needle)
    found = []
    size = len(low)
    at = lowered.find(low) if low else -1
    while at >= 0:
        end = at + size
        if _bounded(text, at, end):
            found.append(Evidence(at, end, LITERAL if text[at:end] == needle else FORM))
        at = lowered.find(low, at + 1)
    if not found and not (needle.isalnum() and "-\n" not in lowered):
        found = _loosely(text, lowered, low)
    return found


#: How a character may stand where text was escaped: in HTML, in JSON.
_ESCAPES = (("&", "&amp;"), ('"', '\\"'), ("'", "&#39;"), ('"', "&quot;"), ("<", "&lt;"), (">", "&gt;"), ("\n", "\\n"))


#: Between two words of a string: spaces, a line's end, the marks that the next line begins with.
_WRAP = re.compile(r"\s+(?:[>|*#]\s+)*")


def _wrapped(lowered: str, pieces: list[str]) -> list[tuple[int, int]]:
    """Spans in which some words stand with nothing but a wrap between each two."""
    if any(piece[0] in ">|*#" for piece in pieces):
        return [m.span() for m in re.finditer(_WRAP.pattern.join(map(re.escape, pieces)), lowered)]
    first, *others = pieces
    spans = []
    at = lowered.find(first)
    while at >= 0:
        end = at + len(first)
        for piece in others:
            gap = _WRAP.match(lowered, end)
            if gap is None or not lowered.startswith(piece, gap.end()):
                at += 1
                break
            end = gap.end() + len(piece)
        else:
            spans.append((at, end))
            at = end
        at = lowered.find(first, at)
    return spans


#: A word that goes on in the next line.
_HYPHENATED = re.compile(r"[^\W\d_][-‐]\n[ \t>]*[^\W\d_]")
_LONGEST_HYPHENATED = 200


def _hyphenated(lowered: str, low: str) -> list[Evidence]:
    """Places of a string whose words are parted at lines' ends."""
    words = [r"(?:[-‐]\n[ \t>]*)?".join(map(re.escape, word)) for word in low.split()]
    return [place for place in matches(_WRAP.pattern.join(words), lowered) if _bounded(lowered, place.start, place.end)]


def _loosely(text: str, lowered: str, low: str) -> list[Evidence]:
    """A string across line wraps and quote marks, or with HTML or JSON escapes."""
    pieces = low.split()
    if len(pieces) > 1 and pieces[0] in lowered and pieces[-1] in lowered:
        found = [Evidence(start, end, FORM) for start, end in _wrapped(lowered, pieces) if _bounded(text, start, end)]
        if found:
            return found
    if ("-\n" in lowered or "‐\n" in lowered) and _HYPHENATED.search(lowered) and len(low) <= _LONGEST_HYPHENATED:
        found = _hyphenated(lowered, low)
        if found:
            return found
    for plain, escaped in _ESCAPES:
        if plain in low and escaped in lowered:
            return [Evidence(start, end, FORM) for start, end in whole(lowered, low.replace(plain, escaped))]
    return []
