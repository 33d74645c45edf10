"""What class of word a label is, and the verb forms that go with it: English for names nobody has annotated."""

from __future__ import annotations

import re
from functools import lru_cache

from edgejson.language import nouns
from edgejson.language.vocabulary import vocabulary

NOUN, CODE, ADJECTIVE, PARTICIPLE = "noun", "code", "adjective", "participle"

_WORDS = vocabulary("language/en/nouns")
_ADJECTIVES = frozenset(_WORDS.words("adjectives"))
#: Words that look like adjectives or participles, and are nouns.
_NOUNS = frozenset(_WORDS.words("nouns that look like others"))
_ADJECTIVE = re.compile(r"[a-z]{2,}(?:able|ible|ous|ful|less|ive|ical|istic)")
_PARTICIPLE = re.compile(rf"[a-z-]{{3,}}(?:ed|wn|lt|pt)|(?:pre|un|re|over)?{_WORDS.either('irregular participles')}")
_PARTICIPLE_NOUNS = frozenset(_WORDS.words("participle nouns"))
#: What names of switches begin with, as an order to the machine.
_VERBS = frozenset(_WORDS.words("orders"))
_SHORT = frozenset(_WORDS.words("short words"))
_VOWEL = re.compile(r"[aeiouy]")
_LETTERS = re.compile(r"[a-z'-]+")


def is_code(word: str) -> bool:
    """Is a lower-case word an abbreviation or a machine's, which nobody says with an article: "cx", "fwhm", "k1"?"""
    if word in _SHORT or word in nouns.ACRONYMS:
        return False
    return not _LETTERS.fullmatch(word) or len(word) < 3 or not _VOWEL.search(word)


@lru_cache(maxsize=8192)
def word_class(label: str) -> str:
    """The class of a label in words: NOUN, or one of the others where the label can't stand as a noun."""
    parts = label.lower().split()
    capitals = [part for part in label.split() if part.isupper() and len(part) > 1]
    if not parts or any(map(is_code, parts)) or any(part.lower() not in nouns.ACRONYMS for part in capitals):
        return CODE
    last = parts[-1]
    if last in _NOUNS:
        return NOUN
    if last in _ADJECTIVES or _ADJECTIVE.fullmatch(last):
        return ADJECTIVE
    if _PARTICIPLE.fullmatch(last) and last not in _PARTICIPLE_NOUNS:
        return PARTICIPLE
    return NOUN


@lru_cache(maxsize=8192)
def is_described(label: str) -> bool:
    """Is a label a quality with what it is of: "good with kids", "paid by card"?"""
    first, _, rest = label.lower().partition(" ")
    return rest.partition(" ")[0] in nouns.PREPOSITIONS and " " in rest and word_class(first) in (ADJECTIVE, PARTICIPLE)


def is_verb(label: str) -> bool:
    """May a label be an order to a machine: "preserve on error", "optimize"?"""
    return label.partition(" ")[0].lower() in _VERBS


_IRREGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go"}
_SUBJECT_VERB = re.compile(r"^\{it\} (\w+)")


@lru_cache(maxsize=8192)
def in_plural(form: str) -> str:
    """A clause on {it}, for several: "{it} has its name left empty" -> "{it} have their name left empty"."""
    return _SUBJECT_VERB.sub(lambda match: f"{{it}} {plural_verb(match[1])}", form).replace(" its ", " their ")


def plural_verb(verb: str) -> str:
    """A verb in the third person for several subjects: "carries" -> "carry"."""
    if verb in _IRREGULAR or verb in _IRREGULAR.values():
        return _IRREGULAR.get(verb, verb)
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if verb.endswith(("sses", "shes", "ches", "xes", "oes")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb
