"""Mentions of objects that nobody has worded: of those that are common everywhere, an address, a range, and of others.

They serve objects whose schema has no `x-mentions`: both writers and checks get them through `Field.mentions`. An
object has a common meaning where its properties, by their names in words, fill all parts that the frame asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import ADJECTIVE, NOUN, PARTICIPLE, word_class
from edgejson.schema.members import Member
from edgejson.schema.single_sentences import brief
from edgejson.schema.switch_sentences import with_its_article

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


#: Names in words of what an object is called, the plainest first; those of what is said without its name.
_CALLED, _BARE = _WORDS.entries("what it is called"), frozenset(_WORDS.entries("told without name"))
_MAKES = frozenset(_WORDS.entries("makes"))
_COUNTS = frozenset(_ROLES["quantity"])
#: Properties of one mention, at most.
_MOST = 8


def object_mentions(members: Sequence[Member]) -> tuple[str, ...]:
    """The frame of another object of scalars, which begins with what it is called; () for one that nothing names.

    Each other property stands behind a comma, in few words: "Ann Lee, mother, phone +1 503 555 0134".
    """
    if not 2 <= len(members) <= _MOST or not all(member.name.isidentifier() for member in members):
        return ()
    named = {in_words(member.name): member for member in members}
    called = next((named[words] for words in _CALLED if words in named and named[words].types == {"string"}), None)
    parts = [(member, part) for member in members if member is not called and (part := _part(member))]
    if called is None or len(parts) + 1 < len(members):
        return ()
    counted = next((member for member, _ in parts if in_words(member.name) in _COUNTS), None)
    ahead = f"[{{{counted.name}}} x ]" if counted is not None else ""
    told = [f"[{'' if part.startswith('by ') else ','} {part}]" for one, part in parts if one is not counted]
    article = "(a|an) " if in_words(called.name) in _MAKES else ""
    return (f"{ahead}{article}{{{called.name}}}{''.join(told)}",)


def _part(member: Member) -> str:
    """A property behind a comma; "" for one of which nothing can be said so."""
    words, slot = in_words(member.name), f"{{{member.name}}}"
    if member.types == {"boolean"}:
        return next(_switch(words, member.name), "")
    if not member.sorts:
        return ""
    if words in _BARE and "string" in member.types and not member.format:
        return slot
    return brief(member)


def _switch(words: str, name: str) -> Iterator[str]:
    """ "neutered" or "not neutered", "with a chip" or "without a chip"."""
    first, _, rest = words.partition(" ")
    said = rest if first in ("is", "has") and rest else words
    if " " not in said and word_class(said) in (ADJECTIVE, PARTICIPLE):
        yield f"{{{name}?{said}|not {said}}}"
    elif word_class(said) == NOUN:
        yield f"{{{name}?with {with_its_article(said)}|without {said}}}"
