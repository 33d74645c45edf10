"""From what a text states, in order, to one instance: sections open objects, a repeated field opens a new item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from edgejson.baselines.reading import MISSING, NOTHING, read
from edgejson.baselines.targets import Target
from edgejson.fields import in_words

_SEPARATORS = (r"\s*;\s*", r"\s*\|\s*", r"\s*/\s*", r"\s*,\s*(?:and\s+)?|\s+and\s+|\s+&\s+")


@dataclass(slots=True)
class Section:
    """The text begins to speak of an object, an array, or (`fresh`) a new item of an array."""

    targets: Sequence[Target]
    fresh: bool = False
    index: int | None = None  #: the number that the text gives the item


@dataclass(slots=True)
class Statement:
    """The text states a value for one of some fields."""

    targets: Sequence[Target]
    words: str
    index: int | None = None  #: the number of the item that it is said of


@dataclass(slots=True)
class Assembly:
    """An instance under construction."""

    root: Target
    value: Any = None
    _open: tuple[str, ...] = ()  #: path of the object that the text speaks of
    _fresh: set[tuple[str, ...]] = field(default_factory=set)  #: arrays whose next statement opens an item
    _numbered: dict[tuple[str, ...], dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.value = [] if self.root.kind == "array" else {}

    def take(self, events: Iterable[Section | Statement]) -> Assembly:
        """Build from events in the text's order."""
        for event in events:
            if isinstance(event, Section):
                self._section(event)
            else:
                self._statement(event)
        return self

    def _section(self, event: Section) -> None:
        target = min(event.targets, key=lambda target: (not self._near(target), len(target.path)))
        self._open = target.path
        if target.kind == "array" and target.children and target.item.kind == "object":
            self._open = target.item.path
        if event.fresh and "*" in self._open:
            self._fresh.add(self._open[: _last_star(self._open) + 1])
        if event.index is not None and "*" in self._open:
            self._number(self._open[: _last_star(self._open)], event.index)

    def _statement(self, event: Statement) -> None:
        readings = [(target, read_target(target, event.words)) for target in event.targets]
        readings = [(target, value) for target, value in readings if value is not MISSING]
        if not readings:
            return
        target, value = min(readings, key=lambda reading: self._cost(reading[0]))
        if event.index is not None and target.in_list:
            self._number(target.path[: _last_star(target.path)], event.index)
        self._put(target.path, value)
        self._open = target.path[:-1]

    def _near(self, target: Target) -> bool:
        return target.path[: len(self._open)] == self._open

    def _cost(self, target: Target) -> tuple[bool, bool, int]:
        """Fields of the open object first, then those still without a value, then the least nested."""
        return target.path[:-1] != self._open, not target.in_list and self._get(target.path), len(target.path)

    def _number(self, array: tuple[str, ...], index: int) -> None:
        """The text says which item it speaks of: the one with that number, or the next."""
        known = self._numbered.setdefault(array, {})
        if index not in known:
            known[index] = len(known)
            self._fresh.add((*array, "*"))

    def _get(self, path: tuple[str, ...]) -> bool:
        node = self.value
        for step in path:
            if not isinstance(node, dict) or step not in node:
                return False
            node = node[step]
        return True

    def _put(self, path: tuple[str, ...], value: Any) -> None:
        """Set a value; where it stands in a list, in the list's last item, or in a new one if that has it already."""
        if not path:
            self.value = value
            return
        node = self.value
        for depth, step in enumerate(path[:-1], 1):
            last_object = depth == len(path) - 1
            below: Any = [] if path[depth] == "*" else {}
            if step != "*":
                if type(node.get(step)) is not type(below):
                    node[step] = below
                node = node[step]
                continue
            taken = last_object and node and path[-1] in node[-1]
            if not node or type(node[-1]) is not type(below) or taken or path[:depth] in self._fresh:
                self._fresh.discard(path[:depth])
                node.append(below)
            node = node[-1]
        if isinstance(node, dict):
            node[path[-1]] = value
        else:
            node.append(value)


def _last_star(path: tuple[str, ...]) -> int:
    return len(path) - 1 - path[::-1].index("*")


def read_target(target: Target, words: str) -> Any:
    """The value of a leaf, or of an array of scalars stated as an enumeration; MISSING where it can't be."""
    if target.kind == "leaf":
        return read(target.info, words)
    if target.kind == "object" or not target.children or target.item.kind != "leaf":
        return [] if target.kind == "array" and in_words(words) in NOTHING and words else MISSING
    said = words.strip().removeprefix("[").removesuffix("]")
    if in_words(said) in NOTHING:
        return []
    for separator in _SEPARATORS:
        if re.search(separator, said):
            values = [read(target.item.info, part) for part in re.split(separator, said) if part.strip()]
            return MISSING if MISSING in values else values
    value = read(target.item.info, said)
    return MISSING if value is MISSING else [value]
