"""Texts for fields that must be there and of which nothing is known: plausible, if they say little.

A lender is a person by the ending of the word, a condition is good or fair, a booth has a number; a consistency is
"as usual", a pavilion has a name with its own noun.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from edgejson.language.names import in_words, singular
from edgejson.language.nouns import PEOPLE, PREPOSITIONS, is_plural
from edgejson.language.senses import says
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import PARTICIPLE, word_class
from edgejson.values.meaning.numbers import numbers, parse_range
from edgejson.values.providers.templates import Make, drawn_from, pool, role_of

_NOUNS = vocabulary("language/en/nouns")
_PERSON = re.compile(_NOUNS.either("endings of people"))
_GROUPS = frozenset((*_NOUNS.words("groups of people"), *_NOUNS.words("people by name alone")))
_NOT_PEOPLE = frozenset(_NOUNS.words("not people"))
#: Between what a name is of and what is said of it.
BEHIND = re.compile(f" (?:{'|'.join(_NOUNS.words('behind a name'))}) ")
_NAME_OF = re.compile(r"^(?:name|title) of |(?<=\w) (?:name|title|label)$")
_STAND_INS = vocabulary("values/providers/stand_ins")
_ANYWHERE = vocabulary("values/providers/anywhere")
#: Those of them that hold for whatever has such a name: what has a number, a colour, a size.
_SURE = frozenset(("any_number", "any_colour", "any_size", "any_weather", "any_place", "any_building"))
_PLACE = re.compile(_STAND_INS.either("what has a name"))
_ABSTRACT = re.compile(_STAND_INS.either("abstract"))


@lru_cache(maxsize=8192)
def sounds_like_a_person(words: str) -> bool:
    """Does a name, in words, end like a noun for people: "case worker", "responders", or is it one's deed?"""
    first, _, last = words.rpartition(" ")
    if (last == "with" and first) or words == "who" or words.startswith("who "):
        return True  # "swap with", "who helped"
    if last in ("by", "to") and first:  # "counted by", "transferred to"
        return word_class(first.split(" ")[0]) == PARTICIPLE
    head = _head(_NAME_OF.sub("", words))
    return head in PEOPLE or head in _GROUPS or (head not in _NOT_PEOPLE and _PERSON.fullmatch(head) is not None)


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    """Last word -> heading of the kind of thing that it says, whatever the walk of life."""
    headings = _ANYWHERE.sections
    return {head.strip(): heading for heading in headings for head in heading.partition(":")[2].split("|")}


@lru_cache(maxsize=8192)
def general_role(words: str) -> str:
    """The role that the last word of a name gives it wherever it stands ("payment plan"); "" for none."""
    heading = _heads().get(_head(words), "")
    return role_of(heading)


def guesses(role: str) -> bool:
    """Is it a role that the last word of a name gives, wherever it stands, and nothing else?"""
    return role in _guessed_roles()


@lru_cache(maxsize=1)
def _guessed_roles() -> frozenset[str]:
    return frozenset(map(role_of, _ANYWHERE.sections)) - _SURE


def _head(words: str) -> str:
    """The last word of what a name is of, in the singular: "condition" of "condition on departure"."""
    return singular(without_deed(BEHIND.split(words)[0])).rpartition(" ")[2]


def without_deed(words: str) -> str:
    """A name without what has been done to what it names: "rooms affected" -> "rooms"."""
    first, _, last = words.rpartition(" ")
    return first if first and word_class(last) == PARTICIPLE else words


def is_counted(words: str) -> bool:
    """Does a name, in words, say of what there are so many: "crates", "number of rooms", "customers affected"?"""
    first, _, last = words.rpartition(" ")
    return is_plural(words) or words.startswith("number of ") or (word_class(last) == PARTICIPLE and is_plural(first))


def stand_in(name: str) -> Make | None:
    """A provider of texts for a field of this name of which nothing is known; None where the name is no word."""
    words = _NAME_OF.sub("", in_words(name))
    while words.rpartition(" ")[2] in PREPOSITIONS and " " in words:
        words = words.rpartition(" ")[0]  # "handover to"
    head = _head(words)
    if len(head) < 3 or head in PREPOSITIONS or not head.isalpha():
        return None
    if _ABSTRACT.fullmatch(head):
        return drawn_from(lambda: _STAND_INS.entries("usual"))
    kind = "places and bodies" if _PLACE.fullmatch(head) else "named"
    named = tuple(row.replace("~", head.capitalize()) for row in _STAND_INS.entries(kind))
    return drawn_from(lambda: pool(named))


#: Numbers of which nothing is known: amounts of money by the name, counts, and measurements. Most people's records have
#: small ones, and one that is too small is read over sooner than one that is absurd.
_MONEY, _COUNT, _MEASURE = (parse_range(said) for said in ("5..400 2 money", "1..20 0 log", "0.5..60 1 log"))


def stand_in_number(words: str, schemas: tuple[dict[str, Any], ...], whole: bool) -> Make | None:
    """A maker of numbers for a field of a name, in words, of which nothing is known; None where bounds forbid it."""
    known = _MONEY if says(without_deed(words), "money") and not whole else _COUNT if whole else _MEASURE
    return numbers(known, schemas, whole)
