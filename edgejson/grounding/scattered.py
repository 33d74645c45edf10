"""Words of a value that stand on several lines, with other lines and marks between them: an address, a firm's name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from edgejson.language.vocabulary import vocabulary

_WORD = re.compile(r"[^\W_]+")
#: Lines between two parts of a value at most: a registration number, a phone, a page's head.
MOST_BETWEEN = 3
#: Places at which the first word stands that are tried.
_MOST_TRIED = 50
#: What follows a value on its line without being of it: "Tel", "Reg. No".
_BEHIND = re.compile(
    rf"[ ,.;:-]*(?:[(\[]|{vocabulary('knowledge/printed_amounts').either('beside')}(?![^\W\d_]))", re.IGNORECASE
)
#: A word that goes on in the next line.
_HYPHEN = re.compile(r"[-\u00ad]\n[ \t]*")


class Run(NamedTuple):
    """A value's place: from its first word to its last, and whether it fills what it stands in."""

    start: int
    end: int
    whole: bool  #: no further words stand directly ahead of it or behind it, on its line
    heads: bool  #: it begins its line


class Words:
    """The words of a text with their lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lowered = text.lower() if len(text.lower()) == len(text) else text

    @cached_property
    def _places(self) -> list[tuple[str, int, int]]:
        """Words in lower case with their spans; one that a hyphen parts at a line's end is one."""
        found = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(self.lowered)]
        joined: list[tuple[str, int, int]] = []
        for word, start, end in found:
            ahead = joined[-1] if joined else None
            if ahead and word.isalpha() and ahead[0].isalpha() and _HYPHEN.fullmatch(self.text, ahead[2], start):
                joined[-1] = (ahead[0] + word, ahead[1], end)
            else:
                joined.append((word, start, end))
        return joined

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """Word -> the numbers of its places."""
        found: dict[str, list[int]] = {}
        for number, (word, _, _) in enumerate(self._places):
            found.setdefault(word, []).append(number)
        return found

    @cached_property
    def _lines(self) -> list[int]:
        """The number of the first word of every line that has one."""
        breaks = [match.start() for match in re.finditer("\n", self.text)]
        lines = [bisect_right(breaks, start) for _, start, _ in self._places]
        return [number for number, line in enumerate(lines) if not number or line != lines[number - 1]]

    def find(self, value: str) -> Run | None:
        """The first place where the words of a value stand in order: on one line, or on lines near each other."""
        words = _WORD.findall(value.lower())
        runs = (self._run(words, first) for first in self._numbers.get(words[0], ())[:_MOST_TRIED] if words)
        found = [run for run in runs if run is not None]
        return max(found, key=lambda run: (run.whole, run.heads, -run.start), default=None)

    def _run(self, words: Sequence[str], first: int) -> Run | None:
        last = self._walk(words, first)
        if last < 0:
            return None
        start, end = self._places[first][1], self._places[last][2]
        heads = first in self._line_starts
        whole = (heads or self._parted(first - 1)) and self._ends(last)
        return Run(start, end, whole, heads)

    def _walk(self, words: Sequence[str], number: int) -> int:
        """The number of the last of some words that begin at a place, -1 where they don't stand there in order."""
        places = self._places
        for word in words[1:]:
            number += 1
            if number < len(places) and places[number][0] == word:
                continue
            line = bisect_right(self._lines, number) - 1
            if number < len(places) and self._lines[line] != number and not self._leaves_off(number - 1):
                return -1  # a further word of something longer
            starts = [start for start in self._lines[line : line + MOST_BETWEEN + 1] if start >= number]
            number = next((start for start in starts if places[start][0] == word), -1)
            if number < 0:
                return -1
        return number

    @cached_property
    def _line_starts(self) -> frozenset[int]:
        return frozenset(self._lines)

    def _parted(self, number: int) -> bool:
        """Does more than blanks stand behind a word?"""
        _, _, end = self._places[number]
        return self.text[end : self._places[number + 1][1]].strip(" ") != ""

    def _ends(self, number: int) -> bool:
        """Is a word the last one of its line, or is what follows not of the same value?"""
        if number + 1 == len(self._places) or number + 1 in self._line_starts or self._parted(number):
            return True
        return self._places[number + 1][0][0].isdigit() or self._leaves_off(number)

    def _leaves_off(self, number: int) -> bool:
        """Does something of another kind follow a word on its line: a phone, a number in brackets?"""
        return _BEHIND.match(self.text, self._places[number][2]) is not None
