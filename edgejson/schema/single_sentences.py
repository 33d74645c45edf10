"""Sentences that say one property or two of a record, by the words of their names: "It was borrowed on Friday".

They go with the sentences about usual records (`common_sentences`). Words are data: language/en/sentences.txt.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from edgejson.language import nouns
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import ADJECTIVE, NOUN, PARTICIPLE, word_class

_WORDS = vocabulary("language/en/sentences")
_VERBS = frozenset((*_WORDS.words("verbs"), *_WORDS.words("verbs and nouns")))
_UNITS = frozenset(vocabulary("language/en/nouns").words("measures"))
_MASS = tuple(vocabulary("language/en/nouns").rows("endings of mass nouns"))
_NUMBERS = ("roles of numbers",)
#: What counts, ahead of what is counted: "num guests".
_COUNTING = re.compile(r"^(?:num|number of|no of|count of|nr of) | count$")
_PARTICLES, _HAPPENED, _STATES, _OF_TIME, _AMOUNTS = (
    frozenset(_WORDS.words(section)) for section in ("particles", "happened", "states", "of some time", "amounts")
)
_RATES = {first: unit for first, (unit,) in _WORDS.pairs("rates").items()}
_PRICES = frozenset(_WORDS.words("prices by the piece"))
_FILED, _CLASSES = (frozenset(_WORDS.words(section)) for section in ("filed under", "classes"))
_LATE, _DEGREES = frozenset(("late", "overdue")), frozenset(("c", "f", "celsius", "fahrenheit"))


class Member(NamedTuple):
    """A property of the record, a scalar."""

    name: str
    types: frozenset[str]  #: JSON types
    format: str
    enum: tuple[Any, ...]

    @property
    def sorts(self) -> tuple[str, ...]:
        """The sections of the roles that its values allow; none for those of booleans and mixed types."""
        if self.types and self.types <= {"integer", "number"}:
            return ("roles of numbers",)
        if self.types != {"string"}:
            return ()
        if self.format in ("date", "time", "date-time"):
            return ("roles of moments",)
        return ("roles of words",) if self.enum or self.format else ("roles of words", "roles of moments")


def is_told(member: Member) -> bool:
    """Is there more to say of it than "the ... is ..."?"""
    return bool(_deed(member)) or _is_state(member)


def one_by_one(members: Sequence[Member], ordered: bool) -> Iterator[str]:
    """Sentences of one property or two, of those whose names alone are known.

    `ordered`: the record is an order, "book_table".
    """
    names = {in_words(member.name) for member in members}
    stated = [one for one in members if one.sorts and _is_stated(in_words(one.name)) and not _is_state(one)]
    deeds = [member for member in members if _deed(member)]
    for one, other in pairwise(stated):
        yield from _together(one, other)
    for member in stated:
        yield from (f"{said}." for said in (*_stated("The", member), *_put_otherwise(member)))
    yield from (f"{said}." for member in members if _is_state(member) for said in _as_it_stands(member))
    yield from (f"It {_deed(member)}." for member in deeds)
    for one, other in pairwise(deeds):
        if _deed(one).startswith("was ") and _deed(other).startswith("was "):
            yield f"It {_deed(one)} and {_deed(other).removeprefix('was ')}."
    yield from (f"{_counted(one, names)}." for one in members if one.sorts == _NUMBERS and one not in stated)
    yield from (f"{said}." for one in members if one.types == {"boolean"} for said in _switched(one, ordered))


def _stated(the: str, member: Member) -> tuple[str, ...]:
    """ "The ticket price is {ticket_price}"; a number's unit stands behind it: "the weight is {weight_kg} kg".

    Of a thing both "the lock is {lock}" and "the lock is a {lock}": the value tells which one suits.
    """
    words = in_words(member.name)
    measured, _, unit = words.rpartition(" ")
    if measured and unit in _UNITS and member.sorts == _NUMBERS:
        return (f"{the} {measured} is {{{member.name}}} {unit}",)
    said = f"{the} {words} is {{{member.name}}}"
    if nouns.is_told_as_one(words) and member.types == {"string"} and not member.format:
        return said, f"{the} {words} is (a|an) {{{member.name}}}"
    return (said,)


def _together(one: Member, other: Member) -> Iterator[str]:
    """Ways to say two properties in a sentence: "The track is backend, the level advanced", "It runs on 3 May, ..."."""
    first, then = _stated("The", one), _stated("the", other)
    yield f"{first[0]}, and {then[-1]}."
    said = f"the {in_words(other.name)} is {{{other.name}}}"
    if then[0] == said:  # what has a unit stands with its verb
        short = f"the {in_words(other.name)} {{{other.name}}}"
        yield f"{first[-1]}, {short}."
        yield f"{first[-1]} and {short}."
    words = in_words(one.name)
    if one.sorts and one.sorts[0] == "roles of words" and not one.format and then[0] == said:
        yield f"With {{{one.name}}} as the {words}, {said}."


def _counted(member: Member, names: Container[str]) -> str:
    """ "There are {servings} servings"."""
    words = _COUNTING.sub("", in_words(member.name))
    words = words if words not in names else in_words(member.name)
    measured, _, unit = words.rpartition(" ")
    if unit in _UNITS:
        return _stated("The", member)[0] if measured else f"It is for {{{member.name}}} {unit}"
    first, _, last = words.partition(" ")
    if nouns.is_plural(words) or _is_count(words):
        late = first in _UNITS and last in _LATE
        if first in _UNITS and word_class(last) == PARTICIPLE and not late:
            return f"It was {last} for {{{member.name}}} {first}"
        return f"It is {{{member.name}}} {words}" if late else f"There are {{{member.name}}} {words}"
    if word_class(words) == PARTICIPLE and member.sorts == _NUMBERS:
        return f"The {words} is {{{member.name}}}" if last else f"It was {words} in {{{member.name}}}"
    if unit in _DEGREES and measured:
        return f"The {measured} is {{{member.name}}} degrees"
    return f"{words}: {{{member.name}}}"


def _is_count(words: str) -> bool:
    """Does a name count things of some time or kind: "visits this month"?"""
    first, _, rest = words.partition(" ")
    told = rest.split(" ")[0] in _OF_TIME or rest in _LATE or word_class(rest) == PARTICIPLE
    return nouns.is_plural(first) and bool(rest) and told


def _is_state(member: Member) -> bool:
    """Is it a status whose values all say how something is: "pending", "in transit", "paid"?"""
    said = [in_words(str(value)) for value in member.enum]
    named = in_words(member.name).split(" ")[-1] in _STATES
    return named and member.types == {"string"} and len(said) > 1 and all(map(_says_how, said))


def _says_how(value: str) -> bool:
    return value.split(" ")[0] in nouns.PREPOSITIONS or word_class(value) in (ADJECTIVE, PARTICIPLE)


def _as_it_stands(member: Member) -> Iterator[str]:
    """Sentences that say a status: "It is pending"."""
    words, slot = in_words(member.name), f"{{{member.name}}}"
    yield from (f"It is {slot}", f"So far it is {slot}", f"The {words} is {slot}", f"It is {slot} at the moment")


def _put_otherwise(member: Member) -> Iterator[str]:
    """Further ways to say what the name is said of: "Ann Li is the policy holder", "The excess comes to 200"."""
    words, slot = in_words(member.name), f"{{{member.name}}}"
    unit = _unit(words) if member.sorts == _NUMBERS else ""
    if unit:
        yield from (f"It costs {slot} per {unit}", f"It is {slot} per {unit}")
    elif member.sorts == _NUMBERS and words.split(" ")[-1] in _AMOUNTS:
        yield f"The {words} comes to {slot}"
    elif member.sorts != _NUMBERS and not member.format and nouns.is_person(words):
        yield f"{slot} is the {words}"
    elif member.sorts and member.sorts != _NUMBERS and words.split(" ")[-1] in _FILED:
        yield from (f"It is filed under {words} {slot}", f"You will find it under {words} {slot}")
    elif member.enum and words.split(" ")[-1] in _CLASSES:
        yield f"As for the {words}, it is {slot}"
    elif member.format in ("date", "date-time") and words.split(" ")[-1] == "date" and " " in words:
        yield f"The day of the {words.rpartition(' ')[0]} is {slot}"


def _unit(words: str) -> str:
    """What a price is for one of: "night" of "price per night", "day" of "daily rate"."""
    first, _, rest = words.partition(" ")
    if rest in _PRICES and first in _RATES:
        return _RATES[first]
    price, _, unit = words.partition(" per ")
    return unit if price in _PRICES else ""


def _deed(member: Member) -> str:
    """What is said to have been done at a moment, by the participle that its name begins with: "was settled on {}"."""
    if "roles of moments" not in member.sorts or not member.format:
        return ""
    said = in_words(member.name).split(" ")
    done = said[:1]
    if word_class(done[0]) != PARTICIPLE or done[0] in _STATES:
        return ""
    done += said[1:2] if said[1:2] and said[1] in _PARTICLES else []
    rest = said[len(done) :]
    if len(rest) > 1 or (rest and rest[0] not in nouns.PREPOSITIONS):
        return ""
    if (rest and rest[0] == "by") or (not rest and done[-1] in ("on", "at", "for", "by")):
        return ""
    on = rest[0] if rest else "at" if member.format == "time" else "on"
    on = "on" if on == "at" and member.format in ("date", "date-time") else on
    auxiliary = "" if done[0] in _HAPPENED else "was "
    return f"{auxiliary}{' '.join(done)} {on} {{{member.name}}}"


def _switched(member: Member, ordered: bool) -> Iterator[str]:
    """Sentences that say a boolean, by the class of its name's words: "Dogs are allowed", "It is urgent".

    `ordered`: the record is an order, "book_table".
    """
    words, slot = in_words(member.name), f"{{{member.name}?%s|%s}}"
    first, _, rest = words.partition(" ")
    head, _, last = words.rpartition(" ")
    sort = word_class(words)
    if first in _VERBS:
        yield "Please " + slot % (words, f"do not {words}")
    elif first == "is" and word_class(rest) in (ADJECTIVE, PARTICIPLE):
        yield "It is " + slot % (rest, f"not {rest}")
    elif first == "has" and rest:
        yield f"There {'are' if nouns.is_plural(rest) else 'is'} " + slot % (_one(rest), f"no {rest}")
    elif (
        (not head and sort in (ADJECTIVE, PARTICIPLE))
        or (last in _PARTICLES and word_class(first) == PARTICIPLE)
        or (head.endswith("ly") and " " not in head and sort == PARTICIPLE)
    ):
        yield "It is " + slot % (words, f"not {words}")
    elif head and sort == PARTICIPLE and word_class(head) == NOUN:
        subject = f"{head} are " if nouns.is_plural(head) else f"the {head} is "
        yield nouns.capitalised(subject) + slot % (last, f"not {last}")
    elif sort == NOUN and ordered:
        yield slot % (f"With {_one(words)}", f"Without {words}") + ", please"
    elif sort == NOUN:
        yield f"There {'are' if nouns.is_plural(words) else 'is'} " + slot % (_one(words), f"no {words}")


def _one(noun: str) -> str:
    """A noun with its article, where it has one."""
    return noun if nouns.is_plural(noun) or noun.endswith(_MASS) else nouns.with_article(noun)


def _is_stated(words: str) -> bool:
    """Can "the ... is" be said of a name: of no "from", no "seen by", no "dropped off", and no "results"?"""
    head, _, last = words.rpartition(" ")
    if last in _PARTICLES and word_class(head) == PARTICIPLE:
        return False
    counts = nouns.is_plural(words) or _is_count(words)
    return word_class(words) == NOUN and not counts and last not in nouns.PREPOSITIONS
