"""The sentences and lines of a text: what can be taken out of it without touching another."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import pairwise
from typing import TypeAlias

from edgejson.language.vocabulary import vocabulary

#: Where a line is cut into sentences: not behind the full stop of an initial, a title or another abbreviation.
_BETWEEN = re.compile(
    r"(?<=\w[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|No|Nr|vs|ul|Av)\.)(?<!\b(?:Mrs|etc|e\.g|i\.e)\.)(?<!\bProf\.)"
    r" (?=[A-Z])"
)
#: What stands ahead of a line's first sentence: indentation, marks of quotations and lists.
_AHEAD = re.compile(r"[\s>*•-]*")
#: Empty lines, quoted or not, one after the other.
_EMPTY = re.compile(r"(\n[> \t]*)\1+(?=\n)")

#: Where a sentence or line begins and ends in a text.
Span: TypeAlias = tuple[int, int]


def passages(text: str) -> Iterator[Span]:
    """Where each sentence or line stands, the white space after it included; together they are the text."""
    return (span for line in _lines(text) for span in line)


def without(text: str, gone: Container[Span]) -> str:
    """A text without some of its passages: lines that say nothing any more go, what is left of others stays a line."""
    left = []
    for line in _lines(text):
        kept = [span for span in line if span not in gone]
        said = "".join(text[start:end] for start, end in kept)
        if kept and len(kept) < len(line):
            whole = text[line[0][0] : line[-1][1]]
            ahead = "" if kept[0] == line[0] else _AHEAD.match(whole).group()  # type: ignore[union-attr]  # it fits all
            said = ahead + said.rstrip() + whole[len(whole.rstrip("\n")) :]
        left.append(said)
    return _EMPTY.sub(r"\1", "".join(left)).strip()


def _lines(text: str) -> Iterator[list[Span]]:
    """The sentences of each line."""
    place = 0
    for line in text.splitlines(keepends=True):
        cuts = [place + match.end() for match in _BETWEEN.finditer(line)]
        yield list(pairwise([place, *cuts, place + len(line)]))
        place += len(line)


def leans(passage: str) -> bool:
    """Does a sentence need the one before it, by its first words?"""
    words = passage.lstrip(" \t>*•-").lower().split(maxsplit=2)
    leaning = vocabulary("dataset/passages").rows("leaning")
    return any(" ".join(words[:count]).rstrip(",") in leaning for count in (1, 2))
