"""Sentences about records of usual kinds: a place, a request, an event, a thing that is sold.

They serve records whose schema has no annotations at all: both writers and checks get them through `Field.sentences`. A
property has a role by its name in words and the type of its values; a sentence is a head and the roles' modifiers.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from edgejson.language import nouns
from edgejson.language.names import in_words, is_function
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import NOUN, word_class
from edgejson.schema.common_frames import filled
from edgejson.schema.members import Member
from edgejson.schema.single_sentences import one_by_one

#: Modifiers behind one head, at most; people say no more in one breath.
_MOST = 5
#: Ways to put the modifiers of one head.
_WAYS = 3

_WORDS = vocabulary("language/en/sentences")
_ROLES = {sort: _WORDS.pairs(sort) for sort in ("roles of words", "roles of numbers", "roles of moments")}
_OBJECTS = _WORDS.pairs("objects")
_MODIFIERS = _WORDS.pairs("modifiers")
_PREDICATES = _WORDS.pairs("predicates")
_ORDER = {role: place for place, role in enumerate(_MODIFIERS)}
_PLAIN_VERBS = frozenset(_WORDS.words("verbs"))
_VERBS = _PLAIN_VERBS.union(_WORDS.words("verbs and nouns"))
_PAYING = frozenset(_WORDS.words("verbs of paying"))
_BARE = frozenset(_WORDS.words("without article"))
#: Nouns of papers and occasions: what such a record's "name" names is somebody or something else.
_MEANINGS = vocabulary("language/en/meanings")
_PAPERS = frozenset(_MEANINGS.words("papers")).union(_WORDS.words("deeds"), _WORDS.words("forms"))
_TELLING = frozenset(_MEANINGS.words("telling papers")).union(_WORDS.words("deeds"))
_FORMS, _OCCASIONS = (frozenset(_WORDS.words(section)) for section in ("forms", "occasions"))
_VAGUE = frozenset(vocabulary("language/en/nouns").words("vague nouns"))
#: Roles whose values stand in quotation marks behind a verb.
_QUOTED = ("song", "wording")
#: Roles of whom a record is about.
_OF_PEOPLE = ("who", "holder", "speaker")
#: Roles of places that people go to.
_OF_PLACES = frozenset(("cuisine", "prices", "area", "near"))
_PRICE_WORDS = frozenset(_WORDS.words("adjectives of price"))
#: Names that a slot can hold.
_PLAIN_NAME = re.compile(r"\w+")
#: Listed values that stand in a sentence as they are: "e-bike", but no "TYPE_2".
_SAYABLE = re.compile(r"[a-z]+(?:[- ][a-z]+)*")
_WORD = re.compile(r"[^\W_]+")


def common_sentences(title: str, members: Iterable[Member], inside: Container[str] = ()) -> tuple[str, ...]:
    """Frames for a record, from its title and its properties; () where too little is of a usual kind.

    `inside`: the names that its parts have, of which a sentence by the name alone would be told of either.
    """
    usable = [member for member in members if _PLAIN_NAME.fullmatch(member.name)]
    roles = _roles(usable)
    composer = _Composer(title, roles, usable)
    usual = (*composer.headed(), *composer.several())
    single = [*composer.predicates()]
    known = {role.name for role in roles.values() if any(f"{{{role.name}}}" in said for said in single)}
    who = next((roles[role].name for role in _OF_PEOPLE if role in roles), "")
    names = [in_words(member.name) for member in usable]
    alone = [
        member
        for member, words in zip(usable, names, strict=True)
        if member.name not in inside and not any(other.startswith(f"{words} ") for other in names)  # "created by URL"
    ]
    single = [said for said in single if not any(f"{{{one.name}}}" in said for one in usable if one not in alone)]
    return tuple(dict.fromkeys((*usual, *single, *one_by_one(alone, composer.ordered, known, who))))


def _roles(members: Sequence[Member]) -> dict[str, Member]:
    """The property that has each role: the one whose name means it most plainly."""
    found: dict[str, tuple[int, Member]] = {}
    for member in members:
        role, rank = _role(member)
        if role and (role not in found or rank < found[role][0]):
            found[role] = rank, member
    return {role: member for role, (_, member) in found.items()}


def _role(member: Member) -> tuple[str, int]:
    """A property's role, and how far its name lies from the plainest one; ("", 0) for one without."""
    words = in_words(member.name)
    for role, names in (pair for sort in member.sorts for pair in _ROLES[sort].items()):
        if words in names:
            return role, names.index(words)
    return "", 0


class _Composer:
    """Sentences for one record."""

    def __init__(self, title: str, roles: dict[str, Member], members: Sequence[Member]) -> None:
        self.noun = _occasion(nouns.head_noun(title if " " in title else in_words(title), ""))
        self.words = in_words(title).split()
        verbs = _VERBS if is_function(title) else _PLAIN_VERBS
        self.ordered = len(self.words) > 1 and self.words[0] in verbs  #: the title is an order, "book_table"
        self.roles = roles
        self.names = {in_words(member.name) for member in members}

    def headed(self) -> Iterator[str]:
        """Heads, each with the modifiers that are there, in a few ways."""
        for head, end, used in self._heads():
            places = [role for role in _ORDER if role in self.roles and role not in used]
            for way in range(_WAYS):
                start = way % max(1, len(places) - _MOST + 1)
                modifiers = "".join(self._modifiers(places[start : start + _MOST], way))
                if modifiers or "{" in head:
                    yield f"{head}{modifiers}{end}"

    def several(self) -> Iterator[str]:
        """Whole sentences over roles."""
        yield from self._of_its_kind()
        named = {role: member.name for role, member in self.roles.items()}
        yield from (f"{said}." for frame in _WORDS.rows("sentences") if (said := filled(frame, named)))

    def _of_its_kind(self) -> Iterator[str]:
        """What kind of thing it is: "It is a mountain bike", "It is an e-bike"."""
        kind, last = self.roles.get("kind"), self.noun.rpartition(" ")[2]
        if kind is None or not kind.enum or not last or last in _VAGUE or self._names(last, ""):
            return
        values = [str(value) for value in kind.enum]
        if not any(last in in_words(value).split() for value in values):
            yield f"It is (a|an) {{{kind.name}}} {last}."
            return
        for value in values if all(map(_SAYABLE.fullmatch, values)) else ():
            words = value if last in in_words(value).split() else f"{value} {last}"
            yield f"It is (a|an) {{{kind.name}={value}|{words}}}."

    def predicates(self) -> Iterator[str]:
        """Sentences of one value."""
        for role, ways in _PREDICATES.items():
            if role in self.roles:
                yield from (f"{self._filled(way, role)}." for way in ways if not self._misleads(way, role))

    def _heads(self) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Each with the end of its sentence and the roles that it says itself."""
        if self.ordered and not self._names(" ".join(self.words[1:]), ""):
            for act, used in self._acts():
                yield f"({'|'.join(_WORDS.rows('requests'))}) {act}", ".", used
                yield f"({'|'.join(_WORDS.rows('questions'))}) {act}", "?", used
                yield act[0].upper() + act[1:], ".", used
            return
        if not self.noun or self.noun.split()[-1] in _VAGUE or self._names(self.noun, ""):
            return
        if "naming" in self.roles and not _PAPERS.intersection(self.noun.split()):
            for thing, used in self._things():
                place = ("heads of places",) if _OF_PLACES.intersection(self.roles) else ()
                for head in (row for heads in ("heads of things", *place) for row in _WORDS.rows(heads)):
                    yield self._filled(head.replace("{thing}", thing), ""), ".", ("naming", *used)
            return
        if self.noun.split()[-1] in _PAPERS - _OCCASIONS - _TELLING or nouns.is_plural(self.noun):
            return
        if word_class(self.noun) == NOUN:
            yield f"({'|'.join(self._events())})", ".", ()

    def _events(self) -> list[str]:
        return [row.replace("{thing}", nouns.with_article(self.noun)) for row in _WORDS.rows("heads of events")]

    def _acts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What is asked for, with the roles that say it: "book a table", "send 20 EUR"."""
        verb, thing = self.words[0], " ".join(self.words[1:])
        amount, currency = self.roles.get("amount"), self.roles.get("currency")
        if amount is not None and currency is not None and verb in _PAYING:
            yield f"{verb} {{{amount.name}}} {{{currency.name}}}", ("amount", "currency")
            return
        done = next((role for role in _OBJECTS.get(verb, ()) if role in self.roles), "")
        if done:
            slot = f"{{{self.roles[done].name}}}"
            yield f'{verb} "{slot}"' if done in _QUOTED else f"{verb} {slot}", (done,)
            if done not in _QUOTED:  # "order a flower" would have one
                return
        if nouns.is_plural(thing) or self.words[-1] in _BARE or self.words[1] in ("a", "an", "the", "my"):
            yield f"{verb} {thing}", ()
        else:
            yield f"{verb} {nouns.with_article(thing)}", ()

    def _things(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What the record is, with the roles that say so: "a cheap bakery"."""
        kind = self.roles.get("kind")
        if kind is None or not kind.enum or not all(_is_noun(value) for value in kind.enum):
            yield nouns.with_article(self.noun), ()
            return
        yield f"a {{{kind.name}}}", ("kind",)
        prices, cuisine = self.roles.get("prices"), self.roles.get("cuisine")
        if prices is not None and prices.enum and _PRICE_WORDS.issuperset(map(str, prices.enum)):
            yield f"a {{{prices.name}}} {{{kind.name}}}", ("kind", "prices")
        if cuisine is not None:
            yield f"a {{{cuisine.name}}} {{{kind.name}}}", ("kind", "cuisine")

    def _modifiers(self, roles: Sequence[str], way: int) -> Iterator[str]:
        """Each a part that may be left out; no two begin with the same words."""
        begun: set[str] = set()
        for role in roles:
            ways = [each for each in _MODIFIERS[role] if not self._misleads(each, role)]
            ways = [*ways[way % max(1, len(ways)) :], *ways]
            chosen = next((each for each in ways if each.partition("{")[0] not in begun), None)
            if chosen is not None:
                begun.add(chosen.partition("{")[0])
                yield f"[ {self._filled(chosen, role)}]"

    def _filled(self, way: str, role: str) -> str:
        """A way with the names of properties in its slots."""
        named = way.replace("{naming}", f"{{{self.roles['naming'].name}}}") if "naming" in self.roles else way
        if not role:
            return named
        member = self.roles[role]
        if member.format in ("date", "date-time"):  # "leaving on Friday", but "leaving at seven"
            named = named.replace(" at {}", " on {}")
        return named.replace("{}", f"{{{member.name}}}")

    def _misleads(self, way: str, role: str) -> bool:
        """Do its words name another property?"""
        return self._names(way, in_words(self.roles[role].name))

    def _names(self, said: str, own: str) -> bool:
        """Do words name a property, other than the one called `own`?"""
        spaced = f" {' '.join(_WORD.findall(said.lower()))} "
        return any(f" {name} " in spaced for name in self.names if name != own)


def _occasion(noun: str) -> str:
    """What a paper is of, where that is an occasion: "school trip" of a "school trip consent form"."""
    parts = noun.split()
    while len(parts) > 1 and parts[-1] in _FORMS:
        parts.pop()
    return " ".join(parts) if parts and parts[-1] in _OCCASIONS else noun


def _is_noun(value: Any) -> bool:
    return isinstance(value, str) and word_class(in_words(value)) == NOUN and not nouns.is_plural(in_words(value))
