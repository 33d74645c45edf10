"""What kind of words a value is, and what kind a field's name asks for: the tie-breaker where people write no cues."""

from __future__ import annotations

import re
from functools import lru_cache

from edgejson.forms.printed_dates import printed_dates
from edgejson.knowledge.places import PLACES
from edgejson.language.senses import patterns, says, sense_of, senses

#: Kinds of times, for fields that ask for any.
_TIMES = frozenset(["month", "weekday", "clock", "part of day"])
#: Classes of dates and times of day.
_ALL_TIMES = _TIMES | {"time"}
#: Kinds of places, the same.
_PLACES = frozenset(["city", "state", "country"])
#: Classes of names, which nothing but their place tells apart.
_NAMED = _PLACES | {"name", "person"}
#: Classes that only a capital tells apart.
_CAPITALS = frozenset(["name", "word"])


@lru_cache(maxsize=1)
def _listed() -> dict[str, frozenset[str]]:
    """Class -> its values, for classes whose values are listed rather than described; in lower case."""
    from faker.providers.address.en_US import Provider as Addresses

    return {
        "city": frozenset(place.city.lower() for place in PLACES),
        "country": frozenset(name.lower() for name in Addresses.countries),
        "state": frozenset(name.lower() for name in (*Addresses.states, *Addresses.states_abbr)),
    }


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    from faker.providers.person.en_US import Provider as People

    return frozenset(name.lower() for name in People.first_names)


#: Titles ahead of a name, and the fields that ask for who has them.
_OF_TITLES = (
    (
        re.compile(r"(?:Dr|Doctor)\b"),
        re.compile(r"\b(?:doctor|physician|dentist|surgeon|vet|specialist|gp|provider)\b"),
    ),
    (re.compile(r"(?:Prof|Professor)\b"), re.compile(r"\b(?:professor|teacher|lecturer|instructor|supervisor)\b")),
)


@lru_cache(maxsize=65536)
def class_of_value(value: str) -> str:
    """The class of a value's words; "name" for capitalised ones, "word" for others."""
    lowered = value.lower()
    if any((start, end) == (0, len(value)) for _, start, end in printed_dates(value)):
        return "time"
    titled = not any(map(str.isdigit, value)) and sum(word[:1].isupper() for word in value.split()) > 2
    for name, looks in patterns("language/en/looks").items():
        if looks.search(lowered) and not (titled and name == "time"):  # "The Winter's Tale"
            return name
    for name, members in _listed().items():
        if lowered in members:
            return name
    first, _, rest = lowered.partition(" ")
    if rest and rest.count(" ") < 3 and first in _first_names():
        return "person"
    words = value.split()
    return "name" if value[:1].isupper() and 2 * sum(word[:1].isupper() for word in words) >= len(words) else "word"


@lru_cache(maxsize=4096)
def class_of_field(words: str) -> str:
    """The class that a field's name asks for, from the particular to the general; "name" where it asks for none."""
    return sense_of(words, senses("of ")).removeprefix("of ") or "name"


def affinity(value: str, words: str) -> int:
    """1 where a value is of the class that a field's name asks for, -1 where both have another one, else 0."""
    if any(titles.match(value) and roles.search(words) for titles, roles in _OF_TITLES):
        return 1
    asked, given = class_of_field(words), class_of_value(value)
    if asked in _PLACES and value.lower() in _listed()[asked]:
        return 1
    if asked == "person" and value.lower().removesuffix("'s") in _first_names():
        return 1
    if given in ("name", "word"):
        return -1 if given == "name" and asked in _ALL_TIMES else 0
    if asked == given or (asked == "time" and given in _TIMES) or (asked == "place" and given in _PLACES):
        return 1
    if given == "number" and asked == "size":
        return 1
    if given == "time" and asked in _TIMES:
        return 0
    if given == "person" and asked == "name":
        return 0  # people give their names to many things
    return -1


def asks_for_name(words: str) -> bool:
    """Does a field, by its name, hold names, which people write with a capital?"""
    return class_of_field(words) in _PROPER_CLASSES or says(words, "proper")


_PROPER_CLASSES = _PLACES | {"organisation", "person"}


def in_order(mine: str, theirs: str) -> int:
    """1 where the first of two fields, by their names, is the lesser, -1 where the second is, 0 where none tells."""
    if says(mine, "least") and says(theirs, "most"):
        return 1
    return -1 if says(mine, "most") and says(theirs, "least") else 0


def fits_better(value: str, mine: str, theirs: str) -> bool:
    """Does a value look more like that of one field than of another?"""
    more = affinity(value, mine) > affinity(value, theirs)
    return more or class_of_value(value) == class_of_field(mine) != class_of_field(theirs)


def stands_to_reason(first: str, second: str, mine: str, theirs: str, ahead: bool, agrees: bool) -> bool:
    """Are two values, which look as much like each other's field's as like their own, at least as likely as exchanged?

    Times stand in the order that their fields' names ask for (`ahead`: the first stands before the second), names have
    capitals, and two names without anything to tell them apart stand in the label's order (`agrees`).
    """
    classes = {class_of_value(first), class_of_value(second)}
    sign = in_order(mine, theirs)
    if sign and len(classes) == 1 and classes <= _ALL_TIMES:
        return (sign > 0) == ahead
    wants = asks_for_name(mine)
    if classes == _CAPITALS and first.islower() is not second.islower() and wants is not asks_for_name(theirs):
        return first.islower() is not wants
    return agrees or not classes <= _NAMED
