"""The cells of tables in a text, each with its column's heading: Markdown, separated values, aligned columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import NamedTuple

from edgejson.grounding.gaps import within


class Cell(NamedTuple):
    """A cell of a table's body; offsets are those of its content in the text."""

    start: int
    end: int
    heading: str  #: of its column
    first: int  #: offsets of the row's first cell
    first_end: int
    row: int  #: number of its row in the text


_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
#: A line within HTML tags.
_TAGS = re.compile(r"((?:<[a-z]+/?>)*)(.*?)(?:\s*<(?:/[a-z]+|br ?/?)>|&nbsp;)*$")
_CELL = {separator: re.compile(rf'"((?:[^"]|"")*)"|([^{re.escape(separator)}]*)') for separator in ",;\t"}


class Tables:
    """All tables of a text. Falsy where there are none."""

    def __init__(self, text: str, known: Callable[[str], bool]) -> None:
        self._known = known
        self.cells: list[Cell] = []
        self.headings: list[tuple[int, int]] = []  #: spans of header rows
        lines: list[tuple[int, str]] = []
        at = 0
        for line in text.split("\n"):
            tags = _TAGS.match(line) if "<" in line else None
            lines.append((at + len(tags.group(1)), tags.group(2)) if tags else (at, line))
            at += len(line) + 1
        index = 0
        while index < len(lines):
            ruled = _markdown(lines, index) or self._aligned(lines, index)
            read = ruled or _separated(lines, index)
            if read is None or not self._add(read[0], read[1], ruled is not None):
                index += 1
            else:
                index = read[2]
        self._starts = [cell.start for cell in self.cells]

    def __bool__(self) -> bool:
        return bool(self.cells)

    def at(self, place: int) -> Cell | None:
        """The body cell that holds an offset."""
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and place <= self.cells[index].end:
            return self.cells[index]
        return None

    def is_heading(self, place: int) -> bool:
        """Does an offset lie in a header row?"""
        return within(place, self.headings)

    def _aligned(self, lines: list[tuple[int, str]], index: int) -> tuple[Row, list[Row], int] | None:
        """A line of headings, all of them known, and below it cells that each stand under or above one of them."""
        header = _spaced(*lines[index])
        if len(header) < _COLUMNS or self._is_known(header) < len(header):
            return None
        at = lines[index][0]
        columns = [(start - at, end - at) for start, end, _ in header]
        body = []
        below = index + 1
        while below < len(lines):
            row = _under(columns, *lines[below])
            if row is None:
                break
            body.append(row)
            below += 1
        return (header, body, below) if body else None

    def _add(self, header: list[tuple[int, int, str]], body: list[list[tuple[int, int, str]]], ruled: bool) -> bool:
        if not header:
            return False
        body = [row for row in body if row]
        named = self._is_known(header)
        firsts = self._is_known(row[0] for row in [header, *body]) if len(header) == 2 else 0
        if not ruled and not named and not firsts:
            return False  # lines that happen to hold separators
        if firsts > named:
            body = [header, *body]  # a row a field: the first cell is the heading
            header = [(0, 0, "")] * 2
        else:
            self.headings.append((header[0][0], header[-1][1] + 1))
        row = self.cells[-1].row + 1 if self.cells else 0
        for number, cells in enumerate(body, row):
            for column, (start, end, _) in enumerate(cells):
                heading = header[column][2] if column < len(header) else ""
                self.cells.append(Cell(start, end, heading, cells[0][0], cells[0][1], number))
        return True

    def _is_known(self, cells: Iterable[tuple[int, int, str]]) -> int:
        return sum(self._known(content) for _, _, content in cells)


def tables_of(text: str, known: Callable[[str], bool]) -> Tables | None:
    """The tables of a text, or None where nothing in it looks like one; `known` tells a heading from other words."""
    likely = "|" in text or "\t" in text or _LIKELY.search(text) or ("  " in text and _GAPS.search(text))
    if not likely:
        return None
    return Tables(text, known) or None


#: Headings of aligned columns, at least; with fewer, a form's label and value would be taken for some.
_COLUMNS = 3
#: A line with so many of them, apart by two spaces and more.
_GAPS = re.compile(r"^(?:<[a-z]+>)* *(?:[^\W\d]\S*(?: \S+)*  +){2,}[^\W\d]\S*(?: \S+)*(?:<[^\n]*)?$", re.M)
_APART = re.compile(r"\S+(?: \S+)*")
_LIKELY = re.compile(r"[,;](?:(?<=[^\s\d,;].)|(?<=[A-Za-z]\d.))[^\s,;].*\n.*[,;]")

Row = list[tuple[int, int, str]]


def _markdown(lines: list[tuple[int, str]], index: int) -> tuple[Row, list[Row], int] | None:
    if index + 1 >= len(lines) or "|" not in lines[index][1] or not _RULE.match(lines[index + 1][1]):
        return None
    header = _pipes(*lines[index])
    index += 2
    body = []
    while index < len(lines) and "|" in lines[index][1]:
        body.append(_pipes(*lines[index]))
        index += 1
    return (header, body, index) if header else None


def _pipes(at: int, line: str) -> Row:
    cells = []
    start = 0
    for match in re.finditer(r"(?<!\\)\|", line):
        if match.start() or line[:1] != "|":
            cells.append(_trimmed(at, line, start, match.start()))
        start = match.end()
    if line[start:].strip():
        cells.append(_trimmed(at, line, start, len(line)))
    return cells


def _spaced(at: int, line: str) -> Row:
    """The stretches of a line that two spaces or more keep apart."""
    if "  " not in line:
        return []
    return [(at + match.start(), at + match.end(), match[0]) for match in _APART.finditer(line)]


def _under(columns: list[tuple[int, int]], at: int, line: str) -> Row | None:
    """A row's cells by column, empty ones too; None where one stands below no heading, or below two."""
    spaced = _spaced(at, line)
    edges = {edge + at for column in columns for edge in column}
    if len(spaced) < 2 and not (spaced and edges.intersection(spaced[0][:2])):
        return None  # one cell alone ends or begins where a heading does
    row: Row = []
    for start, end in columns:
        here = [cell for cell in spaced if cell[0] - at < end and cell[1] - at > start]
        if len(here) > 1 or (here and here[0] in row):
            return None
        empty = at + min(start, len(line))
        row.append(here[0] if here else (empty, empty, ""))
    return row if sum(bool(cell[2]) for cell in row) == len(spaced) else None


def _trimmed(at: int, line: str, start: int, end: int) -> tuple[int, int, str]:
    content = line[start:end]
    left = start + len(content) - len(content.lstrip())
    right = max(left, start + len(content.rstrip()))
    return at + left, at + right, line[left:right]


def _separated(lines: list[tuple[int, str]], index: int) -> tuple[Row, list[Row], int] | None:
    """A header without digits whose separator has no space behind it, and lines of as many cells below."""
    at, line = lines[index]
    for separator in ",;\t":
        if separator not in line or f"{separator} " in line or (separator != "\t" and line.strip()[-1:] in ".!?:"):
            continue
        header = _cells(at, line, separator)
        body = []
        below = index + 1
        while below < len(lines):
            row = _cells(*lines[below], separator)
            if len(row) != len(header):
                break
            body.append(row)
            below += 1
        rows = [header, *body]
        indented = separator == "\t" and not any(row and row[0][2] for row in rows)
        if len(header) > 1 and body and not indented:
            return header, body, below
    return None


def _cells(at: int, line: str, separator: str) -> Row:
    cells: Row = []
    place = 0
    pattern = _CELL[separator]
    while place <= len(line):
        match = pattern.match(line, place)
        if match is None:
            break
        group = 1 if match.group(1) is not None else 2
        cells.append((at + match.start(group), at + match.end(group), match.group(group)))
        place = match.end() + 1
        if match.end() < len(line) and line[match.end()] != separator:
            return []
    return cells
