"""He or she, throughout a text: its sentences come from different ones, which were about different people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from edgejson.language.vocabulary import vocabulary

_HE, _SHE = ("he", "him", "his", "himself"), ("she", "her", "hers", "herself")
_PRONOUN = re.compile(rf"\b({'|'.join((*_HE, *_SHE))})\b", re.IGNORECASE)
_TO_HER = {"he": "she", "him": "her", "his": "her", "himself": "herself"}
_TO_HIM = {"she": "he", "hers": "his", "herself": "himself"}
#: Behind "her" that is somebody ("tell her to"), not whose something is ("her bowl").
_OBJECT = re.compile(
    rf"\s*(?:$|[.,;:!?)]|(?:{'|'.join(vocabulary('language/en/clauses').words('behind an object'))})\b)"
)
_TITLES = re.compile(r"\b(?:(mr|sir)|(mrs|ms|miss|madam))\b\.?", re.IGNORECASE)


def agreeing(said: Sequence[tuple[str, str]], values: Iterable[str]) -> list[tuple[str, str]]:
    """Pieces of a text, with the gaps behind them, that speak of one person as he or as she.

    A title among the values decides, else the first piece that says one. Texts with both in one piece, which speak of
    two people, and values that hold such a word themselves, are left alone.
    """
    held = " ".join(values)
    genders = [_genders(text) for text, _ in said]
    if _PRONOUN.search(held) or any(len(found) > 1 for found in genders):
        return list(said)
    titles = {"he" if title[1] else "she" for title in _TITLES.finditer(held)}
    first = next((gender for found in genders for gender in found), "")
    wanted = titles.pop() if len(titles) == 1 else first
    return [(_of(text, wanted), gap) for text, gap in said] if wanted else list(said)


def turned(source: str) -> str:
    """A frame's source that speaks of him where it spoke of her, or the other way round; "" where it does neither."""
    said = re.sub(r"\{[^{}?]*\}", " ", source)
    found = _genders(said)
    if len(found) != 1:
        return ""
    wanted = "she" if found == {"he"} else "he"
    return "".join(
        part if part.startswith("{") and "?" not in part else _of(part, wanted) for part in _SLOTS.split(source)
    )


_SLOTS = re.compile(r"(\{[^{}]*\})")


def _genders(text: str) -> set[str]:
    return {"he" if found[1].lower() in _HE else "she" for found in _PRONOUN.finditer(text)}


def _of(text: str, wanted: str) -> str:
    def other(found: re.Match[str]) -> str:
        word = found[1].lower()
        if wanted == "she":
            said = _TO_HER.get(word, word)
        elif word == "her":
            said = "him" if _OBJECT.match(text, found.end()) else "his"
        else:
            said = _TO_HIM.get(word, word)
        return said.capitalize() if found[1][0].isupper() else said

    return _PRONOUN.sub(other, text)
