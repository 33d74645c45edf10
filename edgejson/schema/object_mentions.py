"""Mentions of objects inside a record that nobody has worded: "Ann Lee, mother, phone +1 503 555 0134".

They serve schemas without annotations, beside the frames of common objects (`common_frames`): what the object is called
comes first, and each other property behind a comma, in as few words as its name allows. Words are data:
language/en/frames.txt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import ADJECTIVE, NOUN, PARTICIPLE, word_class
from edgejson.schema.members import Member
from edgejson.schema.single_sentences import brief
from edgejson.schema.switch_sentences import with_its_article

_WORDS = vocabulary("language/en/frames")
#: Names in words of what an object is called, the plainest first; those of what is said without its name.
_CALLED, _BARE = _WORDS.entries("what it is called"), frozenset(_WORDS.entries("told without name"))
_MAKES = frozenset(_WORDS.entries("makes"))
_COUNTS = frozenset(_WORDS.pairs("roles")["quantity"])
#: Properties of one mention, at most.
_MOST = 8


def object_mentions(members: Sequence[Member]) -> tuple[str, ...]:
    """The frame of an object of scalars, which begins with what it is called; () for one that nothing names."""
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
