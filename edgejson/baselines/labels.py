"""The label parser: `name: value`, `name = value`, one a line or many, nested by headings, indices or dotted names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from edgejson.baselines.assembling import Assembly, Event, Guess, Section, Statement
from edgejson.baselines.names import Names
from edgejson.baselines.reading import is_plain
from edgejson.baselines.tables import MARK
from edgejson.baselines.targets import MARKUP, Target, alias_pattern, letters, sayable
from edgejson.language.names import in_words

_MARKS = r"(?:\s*\([^)\n]{0,30}\))?\s*"
_SIGN = r"(?:(?:\s*\.){3,}|\s{3,}|::?=?|=>|->|→|[=|]|\.{3,}|\t+|(?<=\s)[-–—]+(?=\s))[ \t]*"
_SIGNED = re.compile(_SIGN)
_BULLET = re.compile(r"^\s*(?:[-*•·‣>+@#~]+|\(?\d{1,2}[.)]|[a-z][.)])\s+")
#: Where an unknown label begins on the same line, the value before it ends.
_NEXT_LABEL = re.compile(r"(?:\s*[;|,]\s*|\s{2,}|\.\s+|\s(?=[\w.-]+=))(?=[A-Za-z][\w .-]{0,30}(?::\s|=))")
_UNKNOWN = re.compile(rf"^\W*([A-Za-z][\w .'/-]{{0,40}}?){_MARKS}{_SIGN}(\S.*)$")
_SEGMENT = re.compile(r"\s*[|;]\s*|,\s+(?=[a-z])")
_OPENING = re.compile(r"^\W*(.{1,40}?):\s+(?=\S)")
#: What a line ends with: a quotation, or words that begin as names do (each at a word's start: else it takes forever).
_LAST_NAME = re.compile(r"(?:[\"“]([^\"”]+)[\"”]|((?:(?<![\w'’.&/-])[A-Z0-9/][\w'’.&/-]*,? ?)+))\W*$")
_UNDERLINE = re.compile(r"^\s*[-=_*~#]{3,}\s*$")


class Labels:
    """Finds the labels of one schema in a text; where `text` is given, in that one alone."""

    def __init__(self, root: Target, names: Names, text: str | None = None) -> None:
        self.root = root
        self._names = names
        stated = self._names.stated if text is None else sayable(self._names.stated, text)
        aliases = sorted(stated, key=lambda alias: (-len(alias), alias))
        self._any = "|".join(map(alias_pattern, aliases)) or r"(?!)"
        #: The letters that a segment begins with where `_bare` may match.
        self._openings = tuple(ahead + letters(alias) for alias in aliases for ahead in ("", "the", "with", "withthe"))

    def _labels(self, line: str) -> list[re.Match[str]]:
        """The labels of a line, in order."""
        return list(self._label.finditer(line)) if _SIGNED.search(line) else []

    @cached_property
    def _label(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w])[\"']?({self._any})[\"']?{_MARKS}{_SIGN}", re.IGNORECASE)

    @cached_property
    def _bare(self) -> re.Pattern[str]:
        return re.compile(rf"\W*(?:with (?:the )?|the )?({self._any})\s+(\S.*)$", re.IGNORECASE)

    def parse(self, text: str) -> Any:
        """The instance that the labels of a text state."""
        return Assembly(self.root).build(self.events(text.replace(MARK, "")))

    def events(self, text: str, tables: Sequence[Sequence[Event]] = ()) -> Iterator[Event]:
        """What the text's lines open and state, in order; `tables` is what the tables state that are marked in it."""
        lines = self._joined(MARKUP.sub("", text).splitlines())
        itemised = self._itemised(lines)
        waiting: list[Target] = []  # arrays of scalars whose items follow as bullets
        for line in lines:
            if line.startswith(MARK):
                yield from tables[int(line.removeprefix(MARK))]
                continue
            bullet = _BULLET.match(line)
            labels = self._labels(line)
            content = line[bullet.end() :] if bullet else line
            if bullet and not labels and waiting:
                yield Statement([waiting[0].item], content)
                continue
            waiting = []
            heading = self._names.heading(content)
            unknown = None if labels or heading or content.count("|") > 1 else _UNKNOWN.match(content)
            if unknown and self._names.heading(unknown[1]):
                unknown = None
            if heading and not (labels and line[labels[-1].end() :].strip()):
                yield from heading
            elif unknown:
                yield Guess(self._names.kindred(unknown[1]), unknown[2])
            elif not labels and (bullet or _SEGMENT.search(content) or line[:1].isspace()):
                yield from self._segments(content)
            elif labels:
                if bullet and itemised:
                    yield from self._item(labels[0][1])
                yield from self._names.heading(line[: labels[0].start()].strip(" -,;|"))
                yield from self._statements(line, labels, waiting)

    def _statements(self, line: str, labels: list[re.Match[str]], waiting: list[Target]) -> Iterator[Statement]:
        for number, label in enumerate(labels):
            end = labels[number + 1].start() if number + 1 < len(labels) else len(line)
            words = _NEXT_LABEL.split(line[label.end() : end])[0].strip(" \t,;|_")
            found = self._names.targets(label[1])
            if words:
                index = None if in_words(label[1]) in self._names.stated else _index_in(label[1])
                yield Statement(found, words, index)
            else:
                waiting[:] = [target for target in found if target.kind == "array"]

    def _segments(self, line: str) -> Iterator[Event]:
        """Notes without signs: `quantity 2 | sold by Ann Lee`, perhaps after the name of what they are about."""
        opening = _OPENING.match(line)
        sections = self._names.heading(opening[1]) if opening else []
        yield from sections
        for segment in _SEGMENT.split(line[opening.end() :] if opening and sections else line):
            bare = self._bare.match(segment) if letters(segment).startswith(self._openings) else None
            name = _LAST_NAME.search(segment)
            if bare:
                yield Statement(self._names.targets(bare[1]), bare[2])
                continue
            kindred = self._names.kindred(segment)
            shaped = [target for target in kindred if not is_plain(target.info)]
            if shaped:
                yield Guess(shaped, segment)
            elif name:
                yield Guess(kindred, (name[1] or name[2]).strip())

    def _item(self, label: str) -> Iterator[Section]:
        """A bullet before a field of a list's item opens an item."""
        within = [target.parent for target in self._names.targets(label) if target.in_list and target.parent]
        if within:
            yield Section(within, fresh=True)

    def _joined(self, lines: Iterable[str]) -> list[str]:
        """The lines without underlines, a label alone on its line joined with the value below it."""
        joined: list[str] = []
        for line in lines:
            if _UNDERLINE.match(line):
                continue
            above = joined[-1] if joined else ""
            name = above.strip().rstrip(":")
            value = line.strip()
            indented = line[:1].isspace() and not _BULLET.match(line)
            if (
                (indented or value.startswith("> "))
                and (name and name[0] != MARK and value)
                and not _UNKNOWN.match(value)
                and not self._names.heading(name)
                and not (_UNKNOWN.match(above) and self._labels(above))
            ):
                joined[-1] = f"{name}: {value.removeprefix('> ')}"
            else:
                joined.append(line)
        return joined

    def _itemised(self, lines: list[str]) -> bool:
        """Does a bullet begin an item of several labels, rather than each label having its own?"""
        for first, second in itertools.pairwise([*lines, ""]):
            labels = self._labels(first) if _BULLET.match(first) else []
            if labels:
                further = self._labels(second)
                deeper = len(second) - len(second.lstrip()) > len(first) - len(first.lstrip())
                if len(labels) > 1:
                    return True
                if further and deeper and not _BULLET.match(second) and not self._names.heading(second):
                    return True
        return False


def _index_in(label: str) -> int | None:
    found = re.search(r"(?<=[\s\[#.(])\d+(?=\b)", label)
    return int(found[0]) if found else None
