"""Which part of a running text speaks of which object: from where the object is named to where the next one is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from edgejson.baselines.targets import Target, alias_pattern, sayable

_FIRST = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
#: Words that count the items of a list: "first", "1st", "only" -> 1, ...
ORDINALS = {
    **{word: number for number, word in enumerate(_FIRST, 1)},
    **{f"{number}{suffix}": number for number in range(1, 100) for suffix in ("st", "nd", "rd", "th")},
    "only": 1,
}
_COUNTED = r"(?<!\w)(" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + r")\s+"


@dataclass(slots=True)
class Regions:
    """A text taken apart, seen from one object."""

    own: str  #: what speaks of no item of its lists
    objects: dict[tuple[str, ...], str] = field(default_factory=dict)  #: nested object -> its part of the text
    items: dict[tuple[str, ...], list[str]] = field(default_factory=dict)  #: list -> its items' parts, in order


class Divider:
    """Takes texts apart for one object of a schema; where `text` is given, that one alone."""

    def __init__(self, target: Target, text: str | None = None) -> None:
        self._target = target
        self._marks: list[tuple[Target, re.Pattern[str]]] = []
        for child in target.children:
            if child.kind == "object":
                self._marks.append((child, _named(child.aliases, text)))
            elif child.kind == "array" and child.children and child.item.kind == "object":
                self._marks.append((child, re.compile(_COUNTED + _any(child.item.aliases, text), re.IGNORECASE)))
        self._self = _named(target.aliases, text) if target.aliases else None

    def divide(self, text: str) -> Regions:
        """The parts of a text. An item that is named again ("the second item's price") gets both parts."""
        found: list[tuple[int, Target | None, int]] = []
        for child, pattern in self._marks:
            for match in pattern.finditer(text):
                found.append((match.start(), child, ORDINALS[match[1].lower()] if child.kind == "array" else 0))
        if not found:
            return Regions(text)
        if self._self:
            found += [(match.start(), None, 0) for match in self._self.finditer(text)]
        found += [(match.start(), None, 0) for match in re.finditer(r"\n\s*\n", text)]
        found.sort(key=lambda mark: mark[0])
        parts: dict[tuple[tuple[str, ...], int], str] = {}
        own = [text[: found[0][0]]]
        for (start, named, number), end in zip(found, [*(mark[0] for mark in found[1:]), len(text)], strict=True):
            if named is None or named.kind == "object":
                own.append(text[start:end])
            if named is not None:
                key = named.path, number
                parts[key] = parts.get(key, "") + "\n" + text[start:end]
        regions = Regions("\n".join(own))
        for (path, number), part in sorted(parts.items(), key=lambda item: item[0]):
            if number:
                regions.items.setdefault(path, []).append(part)
            else:
                regions.objects[path] = part
        return regions


def _any(aliases: tuple[str, ...], text: str | None) -> str:
    return "(?:" + ("|".join(map(alias_pattern, sayable(aliases, text))) or r"(?!)") + r")(?!\w)"


def _named(aliases: tuple[str, ...], text: str | None) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + _any(aliases, text), re.IGNORECASE)
