"""The table parser: Markdown, CSV, tabs, bars and aligned columns, where the headings are the schema's names."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from typing import Any

from edgejson.baselines.assembling import Assembly, Section, Statement
from edgejson.baselines.targets import Target
from edgejson.fields import in_words

Cells = list[str]


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

    def __init__(self, root: Target) -> None:
        self.root = root
        #: What a table's rows can be, with the names of its columns: items of arrays first, then single objects.
        self._rows: list[tuple[Target, dict[str, Target]]] = []
        for target in root.walk():
            if target.kind == "object":
                names: dict[str, Target] = {}
                for below in target.walk():
                    if below.kind != "object" and below.path[len(target.path) :].count("*") == 0:
                        for alias in below.aliases:
                            names.setdefault(alias, below)
                self._rows.append((target, names))
        self._rows.sort(key=lambda row: (not row[0].in_list, -len(row[0].path)))

    def parse(self, text: str) -> Any:
        """The instance that the tables of a text state."""
        return Assembly(self.root).build(self.split(text)[0])

    def split(self, text: str) -> tuple[list[Section | Statement], str]:
        """What the tables state, in order, and the text without them."""
        lines = re.sub(r"\*\*|__|`", "", text).splitlines()
        events: list[Section | Statement] = []
        rest: list[str] = []
        place = 0
        while place < len(lines):
            used = self._table(lines, place, events)
            if used:
                place += used
                continue
            rest.append(self._pair(lines[place]))
            place += 1
        return events, "\n".join(rest)

    def _table(self, lines: list[str], place: int, events: list[Section | Statement]) -> int:
        """Read a table that begins at a line. Returns how many lines it has, 0 where none begins there."""
        for splitter in SPLITTERS:
            heads = splitter(lines[place])
            found = self._headed(heads)
            if found is None:
                continue
            target, columns = found
            rows = list(self._body(lines[place + 1 :], splitter, len(heads)))
            if not any(rows):
                continue
            for cells in rows:
                if cells:
                    events.append(Section([target], fresh=True))
                    events += [Statement([column], cell) for column, cell in zip(columns, cells, strict=True) if column]
            return 1 + len(rows)
        return 0

    def _body(self, lines: list[str], splitter: Callable[[str], Cells], width: int) -> Iterator[Cells]:
        """The rows below a header; empty for a rule of dashes."""
        for line in lines:
            if _RULE.match(line) and line.strip():
                yield []
                continue
            cells = splitter(line)
            if len(cells) != width:
                return
            yield cells

    def _headed(self, heads: Cells) -> tuple[Target, list[Any]] | None:
        """The target whose fields most of the headings name, two or more, with the field of each column."""
        best: tuple[Target, list[Any]] | None = None
        for target, names in self._rows:
            columns = [names.get(in_words(re.sub(r"\([^)]*\)", "", head))) for head in heads]
            hits = len({column.path for column in columns if column})
            known = len([column for column in best[1] if column]) if best else 1
            if hits > known and 2 * hits >= len(heads):
                best = target, columns
        return best

    def _pair(self, line: str) -> str:
        """A row of a table with names in its first column and values in its second, as a label line."""
        cells = _bars(line)
        return f"{cells[0]}: {cells[1]}" if len(cells) == 2 and all(cells) else line
