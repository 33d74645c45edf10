"""Sentences that say one property or two of a record, by the words of their names: "It was borrowed on Friday".

They go with the sentences about usual records (`common_sentences`). Words are data: language/en/sentences.txt.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from edgejson.language import nouns
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import ADJECTIVE, NOUN, PARTICIPLE, word_class
from edgejson.schema.members import Member
from edgejson.schema.switch_sentences import switched

_WORDS = vocabulary("language/en/sentences")
_UNITS = frozenset((*vocabulary("language/en/nouns").words("measures"), *_WORDS.words("units")))
_NUMBERS = ("roles of numbers",)
#: What counts, ahead of what is counted: "num guests".
_COUNTING = re.compile(r"^(?:num|number of|no of|count of|nr of) | count$")
_PARTICLES, _HAPPENED, _STATES, _OF_TIME, _AMOUNTS = (
    frozenset(_WORDS.words(section)) for section in ("particles", "happened", "states", "of some time", "amounts")
)
_RATES = {first: unit for first, (unit,) in _WORDS.pairs("rates").items()}
_PRICES = frozenset(_WORDS.words("prices by the piece"))
_PLAIN = frozenset((*_WORDS.words("filed under"), *_WORDS.words("signs")))
_FILED, _OCCASIONS = (
    frozenset(words) for words in (_WORDS.words("filed under"), (*_WORDS.words("occasions"), *_WORDS.words("deeds")))
)
_LATE, _DEGREES = frozenset(("late", "overdue")), frozenset(("c", "f", "celsius", "fahrenheit"))


def one_by_one(members: Sequence[Member], ordered: bool, known: Container[str] = (), who: str = "") -> Iterator[str]:
    """Sentences of one property or a few, of those whose names alone are known.

    `ordered`: the record is an order, "book_table"; `known`: the properties that have sentences by their roles; `who`:
    the one that says whom the record is about.
    """
    names = {in_words(member.name) for member in members}
    stated = [one for one in members if one.sorts and _is_stated(one) and not _is_state(one)]
    deeds = [member for member in members if _deed(member)]
    plain = [one for one in stated if one.name not in known]
    short = [one for one in plain if _is_brief(one)]
    for start in range(0, len(short), 2):
        yield from _noted(short[start : start + 3])
    for member in plain:
        ways = [*_put_otherwise(member)]
        if not ways or member.sorts == _NUMBERS:
            ways += _stated(member)
        yield from (f"{said}." for said in ways)
    yield from (f"{said}." for member in members if _is_state(member) for said in _as_it_stands(member))
    yield from (f"It {_deed(member)}." for member in deeds)
    for one, other in pairwise(deeds):
        if _deed(one).startswith("was ") and _deed(other).startswith("was "):
            yield f"It {_deed(one)} and {_deed(other).removeprefix('was ')}."
    for one in members:
        if one.sorts == _NUMBERS and one not in stated and one.name not in known:
            yield f"{_counted(one, names)}."
            if nouns.is_plural(in_words(one.name)):  # of one there is no "There are 1 tiers"
                yield f"{nouns.capitalised(in_words(one.name))}: {{{one.name}}}."
        elif one.types == {"array"} and one.name not in known:
            yield f"{nouns.capitalised(nouns.spoken(in_words(one.name)))}: {{{one.name}}}."
        elif one.sorts != _NUMBERS and not _deed(one) and (said := _relation(one)):
            yield f"{said}."
    yield from (f"{said}." for one in members if one.types == {"boolean"} for said in switched(one, ordered, who))


def _stated(member: Member) -> tuple[str, ...]:
    """ "The ticket price is {ticket_price}"; a number's unit stands behind it: "The weight is {weight_kg} kg".

    Of a thing both "the lock is {lock}" and "the lock is a {lock}": the value tells which one suits. What may be any
    words is noted behind the name, "Heating: {heating}".
    """
    words, slot = nouns.spoken(in_words(member.name)), f"{{{member.name}}}"
    measured, _, unit = words.rpartition(" ")
    if measured and unit in _UNITS and member.sorts == _NUMBERS:
        return (f"The {measured} is {slot} {unit}",)
    noted = f"{nouns.capitalised(words)}: {slot}"
    if nouns.is_told_as_one(words) and member.types == {"string"} and not member.format:
        return f"The {words} is {slot}", f"The {words} is (a|an) {slot}"
    if nouns.is_plural(words):
        return (f"The {words} are {slot}",) if _tells_how(member) else (noted,)
    if _is_brief(member) and (not member.enum or _tells_how(member)):
        return (f"The {words} is {slot}",)
    return (noted,)


def _tells_how(member: Member) -> bool:
    """Do all its listed values say how something is: "calm", "low"?"""
    return bool(member.enum) and all(_says_how(in_words(str(value))) for value in member.enum)


def _is_brief(member: Member) -> bool:
    """Can its value stand behind its name without a sign between them: "deposit 450", "landlord Ann Lee"?"""
    words = in_words(member.name)
    return bool(member.format or member.enum) or member.sorts == _NUMBERS or nouns.is_person(words) or _is_sign(words)


def _is_sign(words: str) -> bool:
    """Does a name end as those of signs do, which nobody takes for further words: a number, a code, a phone?"""
    return words.split(" ")[-1] in _PLAIN


def _noted(members: Sequence[Member]) -> Iterator[str]:
    """Properties as people note them down, side by side: "Floor 3, deposit 450, landlord Ann Lee."."""
    if len(members) < 2:
        return
    said = [brief(member) for member in members]
    for parts in (said, said[::-1]):
        yield f"{nouns.capitalised(parts[0])}, {parts[1]}{''.join(f'[, {part}]' for part in parts[2:])}."


def brief(member: Member) -> str:
    """A property without a verb: "deposit {deposit}", "weight {weight_kg} kg", "given on {given_on}"."""
    words, slot = nouns.spoken(in_words(member.name)), f"{{{member.name}}}"
    deed = _deed(member).removeprefix("was ")
    if deed:
        return deed
    measured, _, unit = words.rpartition(" ")
    if measured and unit in _UNITS and member.sorts == _NUMBERS:
        return f"{slot} {unit} old" if measured == "age" else f"{measured} {slot} {unit}"
    if words in ("due date", "author"):
        return f"due {slot}" if member.format else f"by {slot}"
    return f"{words} {slot}"


def _counted(member: Member, names: Container[str]) -> str:
    """ "There are {servings} servings"."""
    words = _COUNTING.sub("", in_words(member.name))
    words = words if words not in names else in_words(member.name)
    measured, _, unit = words.rpartition(" ")
    if unit in _UNITS:
        return _stated(member)[0] if measured else f"It is for {{{member.name}}} {unit}"
    first, _, last = words.partition(" ")
    if done := _of_year(words):
        return f"It was {done} in {{{member.name}}}"
    if words.split(" ")[-1] in _AMOUNTS:
        return f"The {words} comes to {{{member.name}}}"
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
        yield from (f"{slot} is the {words}", f"The {words} is {slot}")
    elif member.sorts and member.sorts != _NUMBERS and words in _FILED:
        yield f"You will find it under {words} {slot}"
    elif member.format in ("date", "date-time") and _is_occasion(words.removesuffix(" date")):
        yield f"The {words.removesuffix(' date')} is on {slot}"
    elif words.endswith(" name") and member.types == {"string"} and not member.format:
        owner = words.removesuffix(" name")
        yield f"The {owner} is {'' if nouns.is_person(owner) else 'called '}{slot}"


def _is_occasion(words: str) -> bool:
    return words.split(" ")[-1] in _OCCASIONS


def _of_year(words: str) -> str:
    """What was done in a year: "bought" of "year bought" and of "bought year"."""
    done = words.removeprefix("year ").removesuffix(" year")
    return done if done != words and word_class(done) == PARTICIPLE else ""


def _relation(member: Member) -> str:
    """What stands behind an adjective or a participle and its preposition: "It is valid until {valid_until}"."""
    words = in_words(member.name)
    before, _, last = words.partition(" ")
    if last not in nouns.PREPOSITIONS or before in _HAPPENED or member.types in ({"array"}, {"boolean"}):
        return ""
    kind = word_class(before)
    if kind not in (ADJECTIVE, PARTICIPLE):  # "Collect by Friday"
        return f"{nouns.capitalised(words)} {{{member.name}}}" if member.format else ""
    return f"It {'was' if kind == PARTICIPLE else 'is'} {words} {{{member.name}}}"


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
    ahead = f"{said.pop(0)} " if len(said) > 1 and said[0] in ("first", "last") else ""
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
    return f"{auxiliary}{ahead}{' '.join(done)} {on} {{{member.name}}}"


def _is_stated(member: Member) -> bool:
    """Does its name name what its value is: no "from", no "seen by", no "dropped off", and no number of "results"?"""
    words = in_words(member.name)
    head, _, last = words.rpartition(" ")
    if last in _PARTICLES and word_class(head) == PARTICIPLE:
        return False
    counts = member.sorts == _NUMBERS and (nouns.is_plural(words) or _is_count(words))
    return word_class(words) == NOUN and not counts and last not in nouns.PREPOSITIONS
