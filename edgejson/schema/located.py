"""YAML of which every value knows its line, so that what is wrong with it can be told by place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from edgejson.pipeline.errors import UserError, readable

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml's is twenty times as fast
#: Plain scalars that are no texts, as YAML 1.2 and JSON have them: `no` is a word.
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_FRACTION = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")

Place = tuple[int | str, ...]  #: keys and indices from the top


@dataclass(frozen=True)
class Located:
    """What a file holds, and where."""

    content: Any
    lines: dict[Place, int]  #: place -> line, counted from 1

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest place around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_located(path: Path) -> Located:
    """A YAML file's content with its lines. Raises UserError with file and line where it is none."""
    with readable(path):
        text = path.read_text(encoding="utf-8-sig")
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UserError(f"{path}:{mark.line + 1 if mark else 1}: not YAML: {error.problem}; mend it") from error
    except yaml.YAMLError as error:
        raise UserError(f"{path}: not YAML: {' '.join(str(error).split())}; mend it") from error
    lines: dict[Place, int] = {}
    try:
        return Located(_value(node, (), lines, path), lines)
    except RecursionError as error:
        raise UserError(f"{path}: an alias (*) leads to what stands around it; write it out") from error


def _value(node: Any, place: Place, lines: dict[Place, int], path: Path) -> Any:
    if node is None:
        return None
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_value(member, (*place, index), lines, path) for index, member in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return node.value if node.style else _scalar(node.value)
    made: dict[str, Any] = {}
    for key, member in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise UserError(f"{path}:{line}: a key is a text; write one")
        if key.value in made:
            raise UserError(f"{path}:{line}: {key.value!r} stands there twice; put both together")
        lines[(*place, key.value)] = line
        made[key.value] = _value(member, (*place, key.value), lines, path)
    return made


def _scalar(text: str) -> Any:
    """A scalar without quotes."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _FRACTION.match(text) else text
