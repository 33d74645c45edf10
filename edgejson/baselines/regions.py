"""Which part of a running text speaks of which object: from where the object is named to where the next one is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

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


def divide(target: Target, text: str) -> Regions:
    """A text in parts, as one object of a schema has them. An item that is named again gets both of its parts."""
    found: list[tuple[int, Target | None, int]] = []
    for child in target.children:
        if child.kind == "object":
            found += [(match.start(), child, 0) for match in _named(child.aliases, text)]
        elif child.kind == "array" and child.children and child.item.kind == "object":
            counted = _named(child.item.aliases, text, _COUNTED)
            found += [(match.start(), child, ORDINALS[match[1].lower()]) for match in counted]
    if not found:
        return Regions(text)
    found += [(match.start(), None, 0) for match in _named(target.aliases, text)]
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


def _named(aliases: tuple[str, ...], text: str, ahead: str = r"(?<!\w)") -> Iterator[re.Match[str]]:
    """Where a text has any of some names behind what stands `ahead`, a regular expression."""
    said = sayable(aliases, text)
    return _either(ahead, said).finditer(text) if said else iter(())


@lru_cache(maxsize=4096)
def _either(ahead: str, names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{ahead}(?:{'|'.join(map(alias_pattern, names))})(?!\w)", re.IGNORECASE)
