"""The table parser: Markdown, CSV, tabs, bars and aligned columns, where the headings are the schema's names."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, TypeAlias

from edgejson.baselines.assembling import Assembly, Event, Guess, Section, Statement
from edgejson.baselines.names import Names
from edgejson.baselines.targets import Target
from edgejson.language.names import in_words

Cells: TypeAlias = list[str]
#: Begins the line that stands for a table; taken out of texts that have it.
MARK = "\x01"


def _bars(line: str) -> Cells:
    stripped = line.strip()
    return [cell.strip() for cell in stripped.strip("|").split("|")] if "|" in stripped else []


def _commas(separator: str) -> Callable[[str], Cells]:
    def split(line: str) -> Cells:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=separator))] if separator in line else []

    return split


def _columns(line: str) -> Cells:
    cells = re.split(r"\s{2,}", line.strip())
    return cells if len(cells) > 1 else []


#: Ways of writing a row, the least ambiguous first.
SPLITTERS: tuple[Callable[[str], Cells], ...] = (_bars, _commas("\t"), _commas(";"), _columns, _commas(","))
_RULE = re.compile(r"^[\s|:+=-]+$")


class Tables:
    """Finds the tables of one schema in a text."""

    def __init__(self, root: Target, names: Names) -> None:
        self.root = root
        self._names = names

    @cached_property
    def _rows(self) -> list[tuple[Target, dict[str, Target]]]:
        """What a table's rows can be, with the names of its columns: items of arrays first, then single objects."""
        found: list[tuple[Target, dict[str, Target]]] = []
        for target in self.root.walk():
            if target.kind == "object":
                names: dict[str, Target] = {}
                for below in target.walk():
                    if below.kind != "object" and below.path[len(target.path) :].count("*") == 0:
                        for alias in below.aliases:
                            names.setdefault(alias, below)
                found.append((target, names))
        return sorted(found, key=lambda row: (not row[0].in_list, -len(row[0].path)))

    def parse(self, text: str) -> Any:
        """The instance that the tables of a text state."""
        tables, _ = self.split(text)
        return Assembly(self.root).build(event for table in tables for event in table)

    def split(self, text: str) -> tuple[list[list[Event]], str]:
        """What each table states, and the text with a line `MARK` and its number in its place.

        Tables with names in one column and values in the next become label lines.
        """
        lines = re.sub(rf"\*\*|__|`|{MARK}", "", text).splitlines()
        tables: list[list[Event]] = []
        rest: list[str] = []
        while lines:
            above = next((line for line in reversed(rest) if line.strip()), "")
            events, used = self._table(lines, in_words(above))
            pairs = [] if used else self._pairs(lines)
            if used:
                rest.append(f"{MARK}{len(tables)}")
                tables.append(events)
            rest += pairs or ([] if used else lines[:1])
            del lines[: used or len(pairs) or 1]
        return tables, "\n".join(rest)

    def _table(self, lines: list[str], above: str) -> tuple[list[Event], int]:
        """What a table that begins at the first line states, and how many lines it has; 0 where none begins."""
        for splitter in SPLITTERS:
            heads = splitter(lines[0])
            found = self._headed(heads, above) if heads else None
            rows = list(_body(lines[1:], splitter, len(heads))) if found else []
            if found and any(rows):
                target, columns = found
                events: list[Event] = []
                for cells in filter(None, rows):
                    events.append(Section([target], fresh=True))
                    for head, column, cell in zip(heads, columns, cells, strict=True):
                        if column:
                            events.append(Statement([column], cell))
                        else:
                            events.append(Guess(self._names.kindred(head), cell))
                return events, 1 + len(rows)
        return [], 0

    def _headed(self, heads: Cells, above: str) -> tuple[Target, list[Target | None]] | None:
        """The target whose fields the headings name, with the field of each column.

        Most of the headings, and two at least; one will do for the items of the array that the line above names.
        """
        best: tuple[Target, list[Target | None]] | None = None
        most = 0
        headings = [in_words(re.sub(r"\([^)]*\)", "", head)) for head in heads]
        for target, names in self._rows:
            columns = [names.get(heading) for heading in headings]
            hits = len({column.path for column in columns if column})
            announced = target.parent is not None and target.in_list and above in target.parent.aliases
            enough = announced or (hits > 1 and 2 * hits >= len(heads))
            if enough and hits and hits + len(heads) * announced > most:
                best, most = (target, columns), hits + len(heads) * announced
        return best

    def _pairs(self, lines: list[str]) -> list[str]:
        """A table of two columns, names and values, as label lines; none where the first line begins no such table."""
        for splitter in SPLITTERS:
            rows = list(_body(lines, splitter, 2))
            named = sum(self._names.knows(cells[0]) or bool(self._names.kindred(cells[0])) for cells in rows if cells)
            if named and 2 * named >= len(list(filter(None, rows))) and (len(rows) > 1 or splitter is _bars):
                return [": ".join(cells) for cells in rows]
        return []


def _body(lines: list[str], splitter: Callable[[str], Cells], width: int) -> Iterator[Cells]:
    """The rows with so many cells from the first line on; empty for a rule of dashes."""
    for line in lines:
        if _RULE.match(line) and line.strip():
            yield []
            continue
        cells = splitter(line)
        if len(cells) != width:
            return
        yield cells
