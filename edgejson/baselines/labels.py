"""The label parser: `name: value`, `name = value`, one a line or many, nested by headings, indices or dotted names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from edgejson.baselines.assembling import Assembly, Section, Statement
from edgejson.baselines.regions import ORDINALS
from edgejson.baselines.targets import Target, alias_pattern
from edgejson.fields import in_words

_MARKS = r"(?:\s*\([^)\n]{0,30}\))?\s*"
_SIGN = r"(?::=|=>|->|→|[:=|]|\.{3,}|\t+|(?<=\s)[-–—]+(?=\s))[ \t]*"
_BULLET = re.compile(r"^\s*(?:[-*•·‣>+@#~]+|\(?\d{1,2}[.)]|[a-z][.)])\s+")
#: Where an unknown label begins on the same line, the value before it ends.
_NEXT_LABEL = re.compile(r"(?:\s*[;|,]\s*|\s{2,}|\.\s+|\s(?=[\w.-]+=))(?=[A-Za-z][\w .-]{0,30}(?::\s|=))")
_HEADING = re.compile(r"^[\s#=\[(<*~-]*(.*?)(?:\([^)]*\))?[\s=\])>*~:-]*$")
_NUMBERED = re.compile(r"^(?:the )?(.*?)\s*(\d{1,3})$")
_ORDINAL = re.compile(r"^(?:the |our )?(\w+)\s+(.+)$")


class Labels:
    """Finds the labels of one schema in a text."""

    def __init__(self, root: Target) -> None:
        self.root = root
        self._stated: dict[str, list[Target]] = {}  # alias -> what can be stated after it
        self._sections: dict[str, list[Target]] = {}  # alias -> what a heading can open
        for target in root.walk():
            if target.path:
                holds = target.kind == "leaf" or (target.kind == "array" and _scalars(target))
                for alias in target.aliases:
                    if holds and target.path[-1] != "*":
                        self._stated.setdefault(alias, []).append(target)
                    elif not holds:
                        self._sections.setdefault(alias, []).append(target)
        names = sorted(self._stated, key=lambda alias: (-len(alias), alias))
        alternatives = "|".join(alias_pattern(alias) for alias in names) or r"(?!)"
        self._label = re.compile(rf"(?<![\w])[\"']?({alternatives})[\"']?{_MARKS}{_SIGN}", re.IGNORECASE)

    def parse(self, text: str) -> Any:
        """The instance that the labels of a text state."""
        return Assembly(self.root).take(self.events(text)).value

    def events(self, text: str) -> Iterator[Section | Statement]:
        """What the text's lines open and state, in order."""
        lines = re.sub(r"\*\*|__|`", "", text).splitlines()
        itemised = self._itemised(lines)
        waiting: list[Target] = []  # arrays of scalars whose items follow as bullets
        for line in lines:
            bullet = _BULLET.match(line)
            labels = list(self._label.finditer(line))
            if bullet and not labels and waiting:
                for target in waiting[:1]:
                    yield Statement([target.item], line[bullet.end() :])
                continue
            waiting = []
            heading = self._heading(line[bullet.end() :] if bullet else line)
            if heading and not (labels and line[labels[-1].end() :].strip()):
                yield heading
                continue
            if bullet and labels and itemised and any(t.in_list for t in self._targets(labels[0][1])):
                within = [t.parent for t in self._targets(labels[0][1]) if t.in_list and t.parent]
                yield Section(within, fresh=True)
            opening = self._heading(line[: labels[0].start()].strip(" -,;|")) if labels else None
            if opening:
                yield opening
            for number, label in enumerate(labels):
                end = labels[number + 1].start() if number + 1 < len(labels) else len(line)
                words = _NEXT_LABEL.split(line[label.end() : end])[0].strip(" \t,;|_")
                found = self._targets(label[1])
                if words:
                    index = None if in_words(label[1]) in self._stated else _index_in(label[1])
                    yield Statement(found, words, index)
                else:
                    waiting = [target for target in found if target.kind == "array"]

    def _itemised(self, lines: list[str]) -> bool:
        """Does a bullet begin an item of several labels, rather than each label having its own?"""
        labels = [(bool(_BULLET.match(line)), len(self._label.findall(line))) for line in lines]
        several = any(bullet and count > 1 for bullet, count in labels)
        followed = any(
            first[0] and first[1] and second[1] and not second[0] for first, second in itertools.pairwise(labels)
        )
        return several or followed

    def _targets(self, label: str) -> list[Target]:
        """The targets of a label as it stands in the text, an index in it left out."""
        said = in_words(label)
        return self._stated.get(said) or self._stated.get(re.sub(r"\s*\b\d+\b\s*", " ", said).strip(), [])

    def _heading(self, line: str) -> Section | None:
        found = _HEADING.match(line)
        said = in_words(found[1]) if found else ""
        if said in self._sections:
            return Section(self._sections[said])
        numbered = _NUMBERED.match(said)
        if numbered and numbered[1] in self._sections:
            return Section(self._sections[numbered[1]], index=int(numbered[2]))
        ordinal = _ORDINAL.match(said)
        if ordinal and ordinal[1] in ORDINALS and ordinal[2] in self._sections:
            return Section(self._sections[ordinal[2]], index=ORDINALS[ordinal[1]])
        return None


def _index_in(label: str) -> int | None:
    found = re.search(r"(?<=[\s\[#.(])\d+(?=\b)", label)
    return int(found[0]) if found else None


def _scalars(target: Target) -> bool:
    """Is an array one of scalars?"""
    return not target.children or target.item.kind == "leaf"
