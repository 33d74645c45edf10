"""Strings that stand in a text in other words or letters: paraphrased by strangers, or misread by scanners."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache

from edgejson.forms import MISREAD, WEAK, Evidence
from edgejson.language.vocabulary import vocabulary

_WORD = re.compile(r"[^\W_]+")
_WORDS = vocabulary("language/en/cues")
_SMALL = frozenset(_WORDS.words("small"))
_ENDINGS = _WORDS.words("endings")
#: Words of a paraphrase lie at most so many characters apart from first to last, per word.
_SPREAD = 24


_SEPARATOR = re.compile(r"[,;|/\n]| and ")
#: "centre" and "center", "colour" and "color".
_BRITISH = (
    re.compile(r"^(cent|theat|met|lit|fib)re"),
    re.compile(r"^(\w{2,}[^aeiou])our(?=ed|s|ing|ful|ites?|able|$)"),
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word in American spelling without its English ending: "moderately" and "moderate" -> "moderat"."""
    word = _BRITISH[1].sub(r"\1or", _BRITISH[0].sub(r"\1er", word))
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


class Stems:
    """The stems of a text's words with their places."""

    def __init__(self, lowered: str) -> None:
        self._lowered = lowered
        self._places: dict[str, list[tuple[int, int]]] = {}
        for match in _WORD.finditer(lowered):
            self._places.setdefault(stem(match.group()), []).append(match.span())

    def find(self, value: str, one_item: bool, exact: bool = False) -> Evidence | None:
        """The words of `value`, all of them and near each other; None where there is no such place.

        Between the words of `one_item` of a list nothing separates items. Where they have no other forms (`exact`)
        only their order may differ.
        """
        words = [word for word in _WORD.findall(value.lower()) if word not in _SMALL]
        if all(word.isdigit() for word in words):
            return None  # numbers have no other forms, and stand anywhere
        wanted = Counter(map(stem, words))
        known = [places for word, times in wanted.items() if len(places := self._places.get(word, ())) >= times]
        if len(known) < len(wanted):
            return None
        rarest = min(known, key=len)
        for start, end in rarest:
            low, high = start, end
            for places in known:
                near = min(places, key=lambda place: abs(place[0] - start))
                low, high = min(low, near[0]), max(high, near[1])
            if one_item and _SEPARATOR.search(self._lowered, low, high):
                continue
            if exact and not set(words).issubset(_WORD.findall(self._lowered[low:high])):
                continue
            if high - low <= len(value) + _SPREAD * len(words):
                return Evidence(low, high, WEAK)
        return None


#: A string of fewer letters and digits may be anything.
FEWEST = 5
_ALIKE = str.maketrans({"o": "0", "i": "1", "l": "1", "|": "1", "s": "5", "b": "8", "z": "2"})


class Scanned:
    """A text with letters and digits alone, those that look alike made one: O and 0, l, I and 1.

    For those who ask for it. Whoever does takes some wrong labels for right ones: "INV-1O" and "INV-10" are no longer
    told apart.
    """

    def __init__(self, lowered: str) -> None:
        self._lowered = lowered

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        """The letters and digits, and where each stands in the text."""
        folded = self._lowered.translate(_ALIKE)
        places = [place for place, letter in enumerate(folded) if letter.isalnum()]
        return "".join(folded[place] for place in places), places

    def find(self, value: str) -> list[Evidence]:
        """Every place that may say a string; none begins or ends within a word."""
        wanted = "".join(filter(str.isalnum, value.lower().translate(_ALIKE)))
        folded, places = self._folded
        found: list[Evidence] = []
        at = folded.find(wanted) if len(wanted) >= FEWEST else -1
        while at >= 0:
            start, end = places[at], places[at + len(wanted) - 1] + 1
            if not (self._lowered[:start][-1:].isalnum() or self._lowered[end : end + 1].isalnum()):
                found.append(Evidence(start, end, MISREAD))
            at = folded.find(wanted, at + 1)
        return found
