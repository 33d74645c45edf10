"""The names of a schema's fields and sections, and which field a name comes nearest to that none of them has."""

from __future__ import annotations

import re
from collections.abc import Iterable

from edgejson.baselines.assembling import Section
from edgejson.baselines.regions import ORDINALS
from edgejson.baselines.targets import Target
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary

_HEADING = re.compile(r"^[\s#=\[(<*~-]*(?:(?:[A-Z]|\d{1,2})[.)]\s+)?(.*?)(?:\([^)]*\))?[\s=\])>*~:-]*$")
_NUMBERED = re.compile(r"^(?:the )?(.*?)\s*(\d{1,3})$")
_ORDINAL = re.compile(r"^(?:the |our )?(\w+)\s+(.+)$")
#: Letters by which words are taken for kindred: "borrower" and "borrowed".
_STEM = 5
_EMPTY_WORDS = frozenset(vocabulary("baselines/words").words("empty words"))


class Names:
    """All names of one schema: of what can be stated (leaves, arrays of scalars), and of what a heading can open."""

    def __init__(self, root: Target) -> None:
        self.stated: dict[str, list[Target]] = {}
        self.sections: dict[str, list[Target]] = {}
        self._stems: list[tuple[frozenset[str], Target]] = []
        for target in root.walk():
            if not target.path:
                continue
            holds = target.kind == "leaf" or (target.kind == "array" and _scalars(target))
            if holds and target.path[-1] == "*":
                continue
            if holds:
                self._stems.append((_stems([*target.aliases, in_words(target.info.description)]), target))
            for alias in target.aliases:
                (self.stated if holds else self.sections).setdefault(alias, []).append(target)

    def knows(self, name: str) -> bool:
        """Is it the name of a field?"""
        return in_words(name) in self.stated

    def targets(self, label: str) -> list[Target]:
        """The fields that a label names, an index in it left out."""
        said = in_words(label)
        return self.stated.get(said) or self.stated.get(re.sub(r"\s*\b\d+\b\s*", " ", said).strip(), [])

    def kindred(self, label: str) -> list[Target]:
        """The fields that share most words with a name that none of them has."""
        stems = _stems([in_words(label)])
        shared = [(len(stems & words), target) for words, target in self._stems]
        most = max((count for count, _ in shared), default=0)
        return [target for count, target in shared if count == most > 0]

    def heading(self, line: str) -> list[Section]:
        """What a line opens if it is a heading: "Customer", "2nd item", "Readings of the first device"."""
        found = _HEADING.match(line)
        said = in_words(found[1]) if found else ""
        name, _, owner = said.partition(" of the ")
        section = self._section(said) or self._section(name)
        if section is None:
            return []
        above = self._section(owner) if owner else None
        return [above, section] if above and above.index is not None else [section]

    def _section(self, said: str) -> Section | None:
        if said in self.sections:
            return Section(self.sections[said])
        numbered = _NUMBERED.match(said)
        if numbered and numbered[1] in self.sections:
            return Section(self.sections[numbered[1]], index=int(numbered[2]))
        ordinal = _ORDINAL.match(said)
        if ordinal and ordinal[1] in ORDINALS and ordinal[2] in self.sections:
            return Section(self.sections[ordinal[2]], index=ORDINALS[ordinal[1]])
        return None


def _scalars(target: Target) -> bool:
    """Is an array one of scalars?"""
    return not target.children or target.item.kind == "leaf"


def _stems(names: Iterable[str]) -> frozenset[str]:
    words = {word for name in names for word in name.split()}
    return frozenset(word[:_STEM] for word in words if len(word) > 2 and word not in _EMPTY_WORDS)
