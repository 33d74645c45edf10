"""Mentions of objects that are common everywhere: an address, a range, a price, a size.

They serve objects whose schema has no `x-mentions`: both writers and checks get them through `Field.mentions`. An
object has one of these meanings where its properties, by their names in words, fill all parts that the frame asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from edgejson.language.vocabulary import vocabulary

_WORDS = vocabulary("language/en/frames")
#: Role -> names in words that mean it, the most usual first.
_ROLES: dict[str, tuple[str, ...]] = _WORDS.pairs("roles")

#: Frames over roles, the fullest first.
_FRAMES = _WORDS.rows("frames")
_SLOT = re.compile(r"\{(\w+)\}")
#: Names that a slot can hold.
_PLAIN_NAME = re.compile(r"\w+")


def common_mentions(named: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Frames for an object, from its properties' names as they are and in words; () where none fits.

    Only frames that can say every one of the properties are given.
    """
    by_words = {words: name for name, words in named if _PLAIN_NAME.fullmatch(name)}
    if not 2 <= len(by_words) <= 6:
        return ()
    found = []
    for frame in _FRAMES:
        roles = {role: next((by_words[w] for w in _ROLES[role] if w in by_words), "") for role in _SLOT.findall(frame)}
        used = [name for name in roles.values() if name]
        if len(used) == len(set(used)) == len(by_words):
            source = filled(frame, roles)
            if source:
                found.append(source)
    return tuple(found)


def names_member(words: str) -> bool:
    """Do words name a member of such an object, whatever the schema calls it: "latitude" for `lat`?"""
    return any(words in names for names in _ROLES.values())


def filled(frame: str, named: Mapping[str, str]) -> str:
    """A frame over roles with the names of the properties that have them; "" where one that it asks for is lacking.

    What may be left out, in brackets, is left out where it has a role that no property has.
    """

    def optional(part: re.Match[str]) -> str:
        return part[0] if all(named.get(role) for role in _SLOT.findall(part[0])) else ""

    kept = re.sub(r"\[[^\]]*\]", optional, frame)
    roles = _SLOT.findall(kept)
    return _SLOT.sub(lambda slot: f"{{{named[slot[1]]}}}", kept) if all(named.get(role) for role in roles) else ""
