"""Vocabulary is data: word lists, phrases and tables stand in text files, and this reads and checks them.

A file begins with comments (`# `), one of which names its source (`# Source: `). `[section]` opens a list, and each
line after it is a row; one in double quotes is a JSON string, for spaces at an end or a first character that means
something here. A row that stands twice is drawn twice as often. `language/en/` holds English that several packages
may read, `values/providers/` what records are filled with.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LIBRARY = Path(__file__).parents[1]
_SOURCE = "# Source: "
#: A bar between entries; one inside braces is part of a template.
_BAR = re.compile(r"\|(?![^{}]*\})")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The sections of one file. All that looks one up raises KeyError for a section that isn't there."""

    path: str
    sections: Mapping[str, tuple[str, ...]]

    def rows(self, section: str) -> tuple[str, ...]:
        """The rows of a section as they stand there."""
        return self.sections[section]

    def words(self, section: str) -> tuple[str, ...]:
        """The words of a section that has several in a row, in order. Raises ValueError for one that stands twice."""
        found = tuple(" ".join(self.sections[section]).split())
        if len(set(found)) < len(found):
            twice = sorted({word for word in found if found.count(word) > 1})
            raise ValueError(f"{self.path}: [{section}] says {', '.join(twice)} twice")
        return found

    def entries(self, section: str) -> tuple[str, ...]:
        """The entries of a section that has several in a row, separated by bars outside of braces."""
        return entries(self.sections[section])

    def pairs(self, section: str) -> dict[str, tuple[str, ...]]:
        """Key -> entries, of rows that read `key: entry | entry`. Raises ValueError for a key that stands twice."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self.sections[section]:
            key, colon, said = row.partition(": ")
            if not colon or key in found:
                raise ValueError(f"{self.path}: [{section}] has no `key: entries`, or the key twice: {row!r}")
            found[key] = entries((said,))
        return found

    def either(self, section: str) -> str:
        """A regular expression for any row of a section, tried in order; rows are regular expressions themselves."""
        return f"(?:{'|'.join(self.sections[section])})"


def entries(rows: tuple[str, ...]) -> tuple[str, ...]:
    """The entries of some rows: separated by "|" outside of braces, without spaces at their ends."""
    return tuple(entry.strip() for row in rows for entry in _BAR.split(row) if entry.strip())


@cache
def vocabulary(path: str) -> Vocabulary:
    """The vocabulary of a file, by its path below the library without ending: "language/en/phrasebook".

    Raises ValueError, with the place, for a file without source, a row before the first section, a section that is
    empty or stands twice.
    """
    return parse(path, (_LIBRARY / f"{path}.txt").read_text("utf-8"))


def parse(path: str, text: str) -> Vocabulary:
    """The vocabulary that a text states; `path` is for messages. Raises ValueError as `vocabulary` does."""
    sections: dict[str, list[str]] = {}
    rows: list[str] | None = None
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if not line or line[0] == "#":
            continue
        if line[0] == "[" and line[-1] == "]":
            if line[1:-1] in sections:
                raise ValueError(f"{path}:{number}: section {line} stands twice")
            rows = sections[line[1:-1]] = []
        elif rows is None:
            raise ValueError(f"{path}:{number}: a row before the first section")
        else:
            rows.append(json.loads(line) if line[0] == '"' else line)
    if not any(line.startswith(_SOURCE) for line in lines):
        raise ValueError(f"{path}: no line says `{_SOURCE.strip()}`")
    empty = [name for name, found in sections.items() if not found]
    if empty:
        raise ValueError(f"{path}: nothing in section {', '.join(empty)}")
    return Vocabulary(path, {name: tuple(found) for name, found in sections.items()})
