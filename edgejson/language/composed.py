"""Text in Unicode's composed form (NFC): "ë" as one character. Texts from PDFs have a letter and a mark for it.

Texts, labels and schemas are composed before they are compared; places are told as offsets of the text as given.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category, is_normalized, normalize


def compose(text: str) -> str:
    """The text in NFC."""
    return text if text.isascii() else normalize("NFC", text)


def with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """The text in NFC, and for each of its places, its end included, the same place in the text as given."""
    if text.isascii() or is_normalized("NFC", text):
        return text, range(len(text) + 1)
    parts: list[str] = []
    offsets: list[int] = []
    begin = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _joins(text[end]):
            continue
        part = normalize("NFC", text[begin:end])
        parts.append(part)
        offsets += [min(begin + place, end) for place in range(len(part))]
        begin = end
    return "".join(parts), [*offsets, len(text)]


def _joins(character: str) -> bool:
    """May it become one with what stands before it: a mark, a vowel or final consonant of a Korean syllable?"""
    return category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
