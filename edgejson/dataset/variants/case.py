"""What a variant may look at besides the tree: label and text of the record, and fields that could be asked for too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any, TypeAlias

from edgejson.dataset.variants.form import Node
from edgejson.language.names import in_words, singular

#: Letters by which words are taken for forms of one word: "refund", "refunded"; too many are, which only refuses more.
_STEM = 5
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A field that a record may be asked for although its text doesn't speak of it."""

    name: str  #: in words
    keywords: dict[str, Any]
    telling: frozenset[str]  #: stems; with one of them in the text or in the schema, the text could answer
    shape: str  #: what its values look like: one of SHAPES, or "" where no text shows them by their looks


@dataclass(frozen=True, slots=True)
class Case:
    """One record, as far as variants depend on it."""

    label: Any  #: canonical
    text: str
    stems: frozenset[str]  #: of the text and of all that the schema says
    pool: Sequence[Borrowed]


Variant: TypeAlias = Callable[[Node, Case, Random], Node | None]


def stems(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the words in some texts and names."""
    return frozenset(stem(word) for text in texts for word in _WORD.findall(in_words(text)))


@lru_cache(maxsize=50_000)  # texts have few words that no other has
def stem(word: str) -> str:
    """What a word has in common with its other forms."""
    return singular(word)[:_STEM]


#: Looks by which a value is found in any text, whatever the words around it.
SHAPES = {
    "email": re.compile(r"@\w"),
    "url": re.compile(r"https?:|www\.|\.(?:com|org|net|example)\b", re.IGNORECASE),
    "phone": re.compile(r"\+\d|\(\d{3}\)|\d{3}[- ]\d{4}"),
    "money": re.compile(r"[$€£¥]|\b[A-Z]{3} ?\d|\d ?[A-Z]{3}\b|dollar|euro|pound|franc|kron|price|cost|paid|pay\b"),
    "percent": re.compile(r"%|per ?cent"),
}


def in_case(words: str, style: str) -> str:
    """Words as a name in one of STYLES."""
    return STYLES[style](words.split())


def style_of(root: Node) -> str:
    """The style that most names of several words in a tree have; "snake" where none tells."""
    told = [node.name for node in root.walk() if " " in in_words(node.name)]
    fits = {style: sum(in_case(in_words(name), style) == name for name in told) for style in STYLES}
    return max(fits, key=fits.__getitem__)  # the first of equals


def _camel(words: list[str]) -> str:
    return "".join([*words[:1], *(word.capitalize() for word in words[1:])])


STYLES: dict[str, Callable[[list[str]], str]] = {
    "snake": "_".join,
    "camel": _camel,
    "kebab": "-".join,
    "title": lambda words: " ".join(word.capitalize() for word in words),
    "pascal": lambda words: "".join(word.capitalize() for word in words),
    "upper": lambda words: "_".join(words).upper(),
    "spaced": " ".join,
}
