"""Text in Unicode's composed form (NFC): "ë" as one character. Texts from PDFs have a letter and a mark for it.

Marks that nobody sees (soft hyphens, blanks without width) are left out.

Texts, labels and schemas are composed before they are compared; places are told as offsets of the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import category, is_normalized, normalize

#: Soft hyphen, blanks and joints without width, byte order mark.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


def compose(text: str) -> str:
    """The text in NFC, without what nobody sees."""
    return text if text.isascii() else _UNSEEN.sub("", normalize("NFC", text))


def with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """The text as `compose` gives it, and for each of its places, its end included, the place in the text as given."""
    if text.isascii() or (is_normalized("NFC", text) and not _UNSEEN.search(text)):
        return text, range(len(text) + 1)
    parts: list[str] = []
    offsets: list[int] = []
    begin = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _joins(text[end]):
            continue
        part = compose(text[begin:end])
        parts.append(part)
        offsets += [min(begin + place, end) for place in range(len(part))]
        begin = end
    return "".join(parts), [*offsets, len(text)]


def _joins(character: str) -> bool:
    """May it become one with what stands before it: a mark, a vowel or final consonant of a Korean syllable?"""
    return category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
