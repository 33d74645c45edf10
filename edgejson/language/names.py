"""Names in words: humps and underscores taken apart, the singular, the article."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

from edgejson.language.composed import compose
from edgejson.language.vocabulary import vocabulary

#: What is written with small and capital letters and is one word nevertheless: "pH", "kWh".
_MIXED = vocabulary("language/en/nouns").words("words of both cases")
_IN_NAMES = re.compile(rf"(?<![A-Z])(?:{'|'.join(sorted(_MIXED, key=len, reverse=True))})(?![a-z])")


@lru_cache(maxsize=50_000)  # the same few names are asked for again and again
def in_words(name: str) -> str:
    """A property name in lower-case words, of any script: "unitPrice", "unit_price", "UNIT-PRICE" -> "unit price"."""
    whole = _IN_NAMES.sub(lambda match: f" {match[0].lower()} ", compose(name))
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", whole)
    return " ".join("".join(letter if _is_of_word(letter) else " " for letter in spaced).lower().split())


def is_function(title: str) -> bool:
    """Is a title spelt as functions are: "book_table", "bookTable"? A "Book review" is none."""
    return _FUNCTION.match(title) is not None


_FUNCTION = re.compile(r"[a-z]+(?:_|[A-Z])")


def _is_of_word(letter: str) -> bool:
    """A letter, a digit, or a mark that belongs to one, as vowels do in Thai."""
    return letter.isalnum() or category(letter).startswith("M")


def singular(word: str) -> str:
    """The singular of the last word of a plural name, by the usual English endings."""
    head, _, last = word.rpartition(" ")
    if last in ("children", "people"):
        last = "child" if last == "children" else "person"
    elif last.endswith("ies") and len(last) > 4:
        last = last[:-3] + "y"
    elif last.endswith(("sses", "shes", "ches", "xes", "zzes", "tzes")):
        last = last[:-2]
    elif last.endswith("s") and not last.endswith(("ss", "us", "is", "lens")) and len(last) > 3:
        last = last[:-1]
    return f"{head} {last}".strip()


def without_article(title: str) -> str:
    """A title without the article that some begin with: "A support ticket" -> "support ticket"."""
    return re.sub(r"^(?:an?|the) +(?=\w\w)", "", title, flags=re.IGNORECASE)
