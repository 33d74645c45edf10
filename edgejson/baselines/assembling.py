"""From what a text states, in order, to one instance: sections open objects, a repeated field opens a new item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from edgejson.baselines.reading import MISSING, NOTHING, read
from edgejson.baselines.targets import Path, Target
from edgejson.language.names import in_words

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
class Guess:
    """The text states a value under a name that the schema does not have; `targets` are fields with kindred names."""

    targets: Sequence[Target]
    words: str


Event: TypeAlias = Section | Statement | Guess


class Assembly:
    """An instance under construction."""

    def __init__(self, root: Target) -> None:
        self._value: Any = [] if root.kind == "array" else {}
        self._fields = {target.path: target.children for target in root.walk() if target.kind == "object"}
        self._open: Path = ()  # path of the object that the text speaks of
        self._fresh: set[Path] = set()  # arrays whose next statement opens an item
        self._numbered: dict[Path, dict[int, int]] = {}
        self._guesses: list[tuple[dict[str, Any], Path, Guess]] = []

    def build(self, events: Iterable[Event]) -> Any:
        """The instance that events, in the text's order, make up."""
        for event in events:
            if isinstance(event, Section):
                self._section(event)
            elif isinstance(event, Statement):
                self._statement(event)
            elif self._open in self._fields:
                self._guesses.append((self._container(self._open), self._open, event))
        for node, path, guess in self._guesses:
            self._resolve(node, path, guess)
        return _without_hollows(self._value)

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
        if not target.path:
            self._value = value
            return
        node = self._container(target.path[:-1], target.path[-1])
        if isinstance(node, dict):
            node[target.path[-1]] = value
        else:
            node.append(value)
        self._open = target.path[:-1]

    def _resolve(self, node: dict[str, Any], path: Path, guess: Guess) -> None:
        """Give a value to a field that its object lacks: a kindred name decides, or one required field fits."""
        lacking = [target for target in self._fields[path] if target.path[-1] not in node]
        readings = {target.path: read_target(target, guess.words) for target in lacking}
        able = [target for target in lacking if readings[target.path] is not MISSING]
        kindred = [target for target in able if any(target is other for other in guess.targets)]
        for choice in (kindred, [target for target in able if target.info.required and not kindred]):
            if len(choice) == 1:
                node[choice[0].path[-1]] = readings[choice[0].path]
                return
        elsewhere = [target for target in guess.targets if not target.in_list and not self._has(target.path)]
        if len(guess.targets) == len(elsewhere) == 1:
            self._statement(Statement(elsewhere, guess.words))

    def _near(self, target: Target) -> bool:
        return target.path[: len(self._open)] == self._open

    def _cost(self, target: Target) -> tuple[bool, bool, int]:
        """Fields of the open object first, then those still without a value, then the least nested."""
        return target.path[:-1] != self._open, not target.in_list and self._has(target.path), len(target.path)

    def _number(self, array: Path, index: int) -> None:
        """The text says which item it speaks of: the one with that number, or the next."""
        known = self._numbered.setdefault(array, {})
        if index not in known:
            known[index] = len(known)
            self._fresh.add((*array, "*"))

    def _has(self, path: Path) -> bool:
        node = self._value
        for step in path:
            if not isinstance(node, dict) or step not in node:
                return False
            node = node[step]
        return True

    def _container(self, path: Path, name: str = "*") -> Any:
        """The object or array at a path, made where it is missing; in a list, its last item, or a new one.

        A new item is opened where the text has said so, and where the last one has a field `name` already.
        """
        node = self._value
        for depth, step in enumerate(path, 1):
            below: Any = [] if (*path, name)[depth] == "*" and path[:depth] not in self._fields else {}
            if step != "*":
                if type(node.get(step)) is not type(below):
                    node[step] = below
                node = node[step]
                continue
            here = path[:depth]
            taken = depth == len(path) and node and isinstance(node[-1], dict) and name in node[-1]
            if not node or type(node[-1]) is not type(below) or taken or here in self._fresh:
                self._fresh.discard(here)
                for inner in [array for array in self._numbered if array[:depth] == here and len(array) > depth]:
                    del self._numbered[inner]  # the lists of a new item count from one again
                node.append(below)
            node = node[-1]
        return node


def _last_star(path: Path) -> int:
    return len(path) - 1 - path[::-1].index("*")


def _without_hollows(value: Any) -> Any:
    """An instance without the objects that were opened and never filled."""
    if isinstance(value, dict):
        kept = {name: _without_hollows(member) for name, member in value.items()}
        return {name: member for name, member in kept.items() if member != {}}
    return [item for item in map(_without_hollows, value) if item != {}] if isinstance(value, list) else value


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
