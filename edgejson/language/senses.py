"""What a field's name says: the one place that knows it, for writers, sampler and judge alike.

`language/en/senses.txt` has a section a sense, its heading reading `sense, where`; its rows are regular expressions for
the name in words ("unit price"), of which one must match: `whole` the name, its `last` or its `first` words, whole
words anywhere (`word`), or a `part` of it. `<list>` in a row stands for any row of the section `<list>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from edgejson.language.vocabulary import Vocabulary, vocabulary

_PLACES = {"whole": "^{}$", "last": r"\b{}$", "first": r"^{}\b", "word": r"\b{}\b", "part": "{}"}
_LIST = re.compile(r"<[a-z_ ]+>")


@cache
def patterns(path: str) -> dict[str, re.Pattern[str]]:
    """Sense -> expression, in the order of a file that is written as senses.txt is."""
    known = vocabulary(path)
    headings = [heading.rpartition(", ") for heading in known.sections]
    return {
        sense: re.compile(_PLACES[place].replace("{}", any_row(known, f"{sense}, {place}")))
        for sense, _, place in headings
        if sense
    }


def any_row(known: Vocabulary, section: str) -> str:
    """A regular expression for any row of a section, the lists in it filled in."""
    return filled(known, known.either(section))


def filled(known: Vocabulary, pattern: str) -> str:
    """A regular expression with the lists that it names filled in. Raises KeyError for one that isn't there."""
    return _LIST.sub(lambda match: any_row(known, match[0]), pattern)


@lru_cache(maxsize=65536)
def says(words: str, sense: str) -> bool:
    """Has a name, in words, a sense? Raises KeyError for a sense that senses.txt doesn't have."""
    return patterns("language/en/senses")[sense].search(words) is not None


@cache
def senses(beginning: str) -> tuple[str, ...]:
    """The senses that begin so ("of " a class of words), in the order of senses.txt."""
    headings = vocabulary("language/en/senses").sections
    return tuple(heading.rpartition(", ")[0] for heading in headings if heading.startswith(beginning))


def sense_of(words: str, senses: Iterable[str]) -> str:
    """The first of some senses that a name has; "" for none."""
    return next((sense for sense in senses if says(words, sense)), "")
