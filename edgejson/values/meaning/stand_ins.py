"""Texts for fields that must be there and of which nothing is known: plausible, if they say little.

A lender is a person by the ending of the word, an appearance is "as usual", a pavilion has a name with its own noun.
"""

from __future__ import annotations

import re
from functools import lru_cache

from edgejson.language.names import in_words, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.values.providers.templates import Make, drawn_from, pool

_NOUNS = vocabulary("language/en/nouns")
_PERSON = re.compile(_NOUNS.either("endings of people"))
_NOT_PEOPLE = frozenset(_NOUNS.words("not people"))
_STAND_INS = vocabulary("values/providers/stand_ins")
_ABSTRACT = re.compile(_STAND_INS.either("abstract"))


@lru_cache(maxsize=8192)
def sounds_like_a_person(words: str) -> bool:
    """Does a name, in words, end like a noun for people: "case worker", "responders"?"""
    head = singular(words.partition(" of ")[0]).rpartition(" ")[2]
    return head not in _NOT_PEOPLE and _PERSON.fullmatch(head) is not None


def stand_in(name: str) -> Make | None:
    """A provider of texts for a field of this name of which nothing is known; None where the name is no word."""
    head = singular(in_words(name)).rpartition(" ")[2]
    if len(head) < 3 or not head.isalpha():
        return None
    if _ABSTRACT.fullmatch(head):
        return drawn_from(lambda: _STAND_INS.entries("usual"))
    named = tuple(row.replace("~", head.capitalize()) for row in _STAND_INS.entries("named"))
    return drawn_from(lambda: pool(named))
