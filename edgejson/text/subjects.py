"""What a stretch of sentences is about, and the words that stand for it: a noun, a name, a pronoun."""

from __future__ import annotations

from edgejson.language import nouns
from edgejson.text.outline import Fact

_LONGEST_NAME = 36
#: Nouns that look the same in the plural; their possessive takes the apostrophe alone.
_UNCHANGING = ("headquarters", "premises", "series", "species")


class Subject:
    """The name of a thing or person, and what may stand for it afterwards."""

    __slots__ = ("name", "noun", "owner", "plural", "pronoun", "pronoun_owner")

    def __init__(self, name: str, person: bool, plural: bool = False) -> None:
        self.name = name  #: "the order"
        self.noun = name.partition(" ")[2]  #: "order"
        bare = name[-1] == "s" and (nouns.is_plural(name) or name.endswith(_UNCHANGING))
        self.owner = f"{name}'" if bare else f"{name}'s"
        self.plural = plural  #: its verbs are those of several: "the dimensions have"
        self.pronoun = name if person else "they" if plural else "it"
        self.pronoun_owner = "their" if person or plural else "its"


def gives_name(fact: Fact) -> bool:
    """Does the fact say what its object is called, in words that can stand as a subject?"""
    text = fact.text
    return (
        fact.wording.naming
        and text == fact.value
        and len(text) <= _LONGEST_NAME
        and text[:1].isupper()
        and text[-1].isalnum()
        and not any(letter in text for letter in ',;:."()[]{}|/\\\n')
    )


def called(fact: Fact, short: bool) -> Subject:
    """The subject of which `fact` gives the name; with `short`, a person's first name follows the full one."""
    subject = Subject(fact.text, fact.wording.personal)
    subject.noun = fact.wording.noun
    first, _, rest = fact.text.partition(" ")
    if fact.wording.personal and rest and short:
        subject.pronoun = first
    return subject
