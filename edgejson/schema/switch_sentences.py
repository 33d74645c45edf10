"""Sentences that say a boolean, by its name: "Dogs are allowed", "They need a shuttle", "No reward is offered".

They go with the sentences about single properties (`single_sentences`). Words are data: language/en/sentences.txt.
"""

from __future__ import annotations

from collections.abc import Iterator

from edgejson.language import nouns
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.language.wordclass import ADJECTIVE, NOUN, PARTICIPLE, is_described, word_class
from edgejson.schema.members import Member

_WORDS = vocabulary("language/en/sentences")
_ORDERS = frozenset((*_WORDS.words("verbs"), *_WORDS.words("verbs and nouns")))
_MASS = tuple(vocabulary("language/en/nouns").rows("endings of mass nouns"))
_PARTICLES, _DONE, _ASKED = (frozenset(_WORDS.words(section)) for section in ("particles", "done once", "asked for"))
#: Verb that a name begins with -> how it is said where true and where false, in the third person.
_VERBS = vocabulary("language/en/answers").pairs("verbs of booleans")
#: Verbs with a thing behind them, which has its article: "needs a shuttle".
_OF_THINGS = frozenset(("needs", "need", "wants", "requires", "includes", "has"))
#: Verbs by which people are told of: "they need a shuttle"; those that are said in other words.
_OF_PEOPLE = frozenset(("would", "wants", "needs", "need", "should"))
_MODALS = {"can": "able to", "will": "going to"}
#: How the verbs are said of several, or of one whom "they" stands for.
_OF_THEM = {"{it} needs": "they need", "{it} does not": "they do not", "{it} wants": "they want"}


def switched(member: Member, ordered: bool, who: str) -> Iterator[str]:
    """Sentences without full stop that say a boolean.

    `ordered`: the record is an order, "book_table"; `who`: the property that says whom the record is about, or "".
    """
    words, slot = in_words(member.name), f"{{{member.name}?%s|%s}}"
    first, _, rest = words.partition(" ")
    sort = word_class(words)
    if first in _ORDERS:
        yield "Please " + slot % (words, f"do not {words}")
    elif first == "is" and word_class(rest) in (ADJECTIVE, PARTICIPLE):
        yield "It is " + slot % (rest, f"not {rest}")
    elif is_described(words):
        yield slot % (f"It is {words}", f"It is not {words}")  # the words alone are a form's label, too
    elif first == "has" and rest:
        yield f"There {'are' if nouns.is_plural(rest) else 'is'} " + slot % (with_its_article(rest), f"no {rest}")
    elif first in _VERBS and rest:
        yield from _by_verb(first, rest, slot, who)
    elif words.endswith("ing") and " " not in words:
        yield from _of_person(
            slot % (f"is {words}", f"is not {words}"), slot % (f"are {words}", f"are not {words}"), who
        )
    elif sort in (PARTICIPLE, ADJECTIVE) or _ends_in_particle(words):
        yield from _quality(words, sort, slot)
    elif sort != NOUN or words.split(" ")[-1] in nouns.PREPOSITIONS:
        return
    elif ordered:
        yield slot % (f"With {with_its_article(words)}", f"Without {words}") + ", please"
    else:
        yield f"There {'are' if nouns.is_plural(words) else 'is'} " + slot % (with_its_article(words), f"no {words}")


def with_its_article(noun: str) -> str:
    """A noun with its article, where it has one."""
    return noun if nouns.is_plural(noun) or noun.endswith(_MASS) else nouns.with_article(noun)


def _by_verb(verb: str, rest: str, slot: str, who: str) -> Iterator[str]:
    """ "They are able to swim", "It needs a shuttle"."""
    if verb in _MODALS:  # in other words than a form's label, which says the same of yes and no
        said = f"{_MODALS[verb]} {rest}"
        yield from _of_person(slot % (f"is {said}", f"is not {said}"), slot % (f"are {said}", f"are not {said}"), who)
        return
    thing = with_its_article(rest) if verb in _OF_THINGS and word_class(rest) == NOUN else rest
    yes, no = (said % thing for said in _VERBS[verb])
    of_one = slot % (yes.removeprefix("{it} "), no.removeprefix("{it} "))
    if verb not in _OF_PEOPLE:
        yield f"It {of_one}"
        return
    yield from _of_person(of_one, slot % tuple(_of_them(said).removeprefix("they ") for said in (yes, no)), who)


def _of_them(said: str) -> str:
    for one, several in _OF_THEM.items():
        if said.startswith(one):
            return several + said.removeprefix(one)
    return said.replace("{it}", "they", 1)


def _of_person(of_one: str, of_them: str, who: str) -> Iterator[str]:
    """What is said of a person: of the one whom the record names, or of "them"."""
    if who:
        yield f"{{{who}}} {of_one}"
        yield f"They {of_them}"
    else:
        yield f"It {of_one}"


def _ends_in_particle(words: str) -> bool:
    """ "sold out", "water shut off"."""
    *_, before, last = ("", *words.split(" "))
    return last in _PARTICLES and word_class(before) == PARTICIPLE


def _quality(words: str, sort: str, slot: str) -> Iterator[str]:
    """What a thing, or a part of it, is or was: "It is urgent", "Pets are allowed", "A reward is offered"."""
    parts = words.split(" ")
    size = 2 if _ends_in_particle(words) and len(parts) > 1 else 1
    head, last = " ".join(parts[:-size]), " ".join(parts[-size:])
    if not head or (head.endswith("ly") and " " not in head):
        yield "It is " + slot % (words, f"not {words}")
    elif sort == ADJECTIVE or word_class(head) != NOUN:
        return
    elif last in _ASKED:
        be = "are" if nouns.is_plural(head) else "is"
        yield slot % (f"{nouns.capitalised(with_its_article(head))} {be}", f"No {head} {be}") + f" {last}"
    else:
        several = nouns.is_plural(head)
        be = ("were" if several else "was") if last in _DONE else "are" if several else "is"
        bare = (several and last not in _DONE) or head.split(" ")[0] in nouns.PREPOSITIONS | _PARTICLES
        yield f"{nouns.capitalised(head if bare else f'the {head}')} {be} " + slot % (last, f"not {last}")
