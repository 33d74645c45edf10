"""English for names: how a property, a schema or an object is called in a sentence."""

from __future__ import annotations

import re

from edgejson.language.names import singular
from edgejson.language.vocabulary import vocabulary


def words(text: str) -> tuple[str, ...]:
    """The words of a list that is written as one text."""
    return tuple(text.split())


_WORDS = vocabulary("language/en/nouns")
#: Words of property names that are written in capitals, or in a spelling of their own.
ACRONYMS = {word.lower(): word for word in _WORDS.words("acronyms")}

#: Heads of titles that say only that there is data: "Contact information" is about a contact.
_EMPTY_HEADS = frozenset(_WORDS.words("empty heads"))

#: Nouns for people: they are never "it".
PEOPLE = frozenset(_WORDS.words("people"))

#: Property names that end so are said after their value's subject: "created at", "signed by".
PREPOSITIONS = frozenset(_WORDS.words("prepositions"))

_UNCOUNTABLE = frozenset(_WORDS.words("uncountable"))
_TOLD_AS_ONE = frozenset(_WORDS.words("told as one"))
#: First words of values that name no thing, or have what stands for an article.
_OF_NO_THING = frozenset(_WORDS.words("of no thing"))
_NOT_PLURAL = frozenset(_WORDS.words("not plural"))
_SOUND_VOWEL = re.compile(r"^(?!uni|use|usu|uti|eu|one\b|ur[iln]\b|uu)[aeiou]|^(?:ho(?:ur|nou?r|nest)|heir)", re.I)
_SPELT_VOWEL = frozenset("AEFHILMNORSX")
_SPELT = frozenset(_WORDS.words("spelt letter by letter"))


def spoken(words: str) -> str:
    """A name in lower-case words with its acronyms as people write them: "customer id" -> "customer ID"."""
    return " ".join([ACRONYMS.get(word, word) for word in words.split(" ")])


def article(noun: str) -> str:
    """ "a" or "an", by the sound of the first word; "" where neither fits (plurals, uncountables)."""
    first, _, _ = noun.partition(" ")
    if is_plural(noun) or noun.rpartition(" ")[2].lower() in _UNCOUNTABLE:
        return ""
    if first in _SPELT:
        return "an" if first[0] in _SPELT_VOWEL else "a"
    return "an" if _SOUND_VOWEL.match(first) else "a"


def starts_with_vowel(text: str) -> bool:
    """Does a text want "an" before it, by the sound of its first word or number?"""
    first = text.partition(" ")[0]
    if first[:1].isdigit():
        return first[0] == "8" or first[:2] in ("11", "18")
    if first.isupper() and 1 < len(first) < 5:
        return first[0] in _SPELT_VOWEL
    return bool(_SOUND_VOWEL.match(first))


def with_article(noun: str) -> str:
    """A noun with its indefinite article, where it takes one."""
    before = article(noun)
    return f"{before} {noun}" if before else noun


def is_told_as_one(noun: str) -> bool:
    """Does a name, in words, name a thing whose kind people tell with an article: "the lock is a padlock"?"""
    return noun.rpartition(" ")[2] in _TOLD_AS_ONE


def is_one(value: str) -> bool:
    """Does a value name one thing, so that it takes an article: "padlock", but neither "none" nor "Kestrel"?"""
    first = value.partition(" ")[0]
    return first.isalpha() and first.islower() and first not in _OF_NO_THING and bool(article(value))


def is_plural(noun: str) -> bool:
    """Does the noun's last word look like an English plural?"""
    last = noun.rpartition(" ")[2].lower()
    return (
        len(last) > 3
        and last.endswith("s")
        and not last.endswith(("ss", "us", "is", "ous", "-js"))
        and last not in _NOT_PLURAL
        and singular(last) != last
    ) or last in ("children", "people", "police", "criteria", "ids")


def is_person(noun: str) -> bool:
    """Is the noun one for a person, as the last or the only word?"""
    return noun.rpartition(" ")[2].lower() in PEOPLE


def capitalised(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def head_noun(title: str, fallback: str = "record") -> str:
    """What a schema or object called `title` is about, as a lower-case noun of at most four parts.

    "Contact Information" -> "contact", "Purchase Order" -> "purchase order"; where the title is a
    sentence, or is written in signs, the fallback.
    """
    parts = re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", title)
    parts = [part for part in parts if not _HASH.fullmatch(part)]
    if len(parts) > 1 and parts[0].lower() in _VERBS:  # a function's name: "create calendar event"
        parts = parts[1:]
    if len(parts) > 1 and parts[-1].lower() in _EMPTY_HEADS:
        parts = parts[:-1]
    if not parts or len(parts) > 4 or re.search(r"[^\w\s'&()/-]|\d", " ".join(parts)):
        return fallback
    noun = spoken(" ".join([word if _is_name(word) else word.lower() for word in parts]))
    return singular(noun) if is_plural(noun) else noun


#: Machine-made parts of names, and version numbers.
_HASH = re.compile(r"(?=\w*\d)(?=\w*[a-f])[0-9a-f]{6,}|v?\d+")
_VERBS = frozenset(_WORDS.words("functions"))


def _is_name(word: str) -> bool:
    return len(word) > 1 and (word.isupper() or any(letter.isupper() for letter in word[1:]))


_ORDINALS = vocabulary("language/en/numbers").words("ordinals")


def ordinal(index: int) -> str:
    """ "first" for 0, "second" for 1; "next" beyond the twentieth."""
    return _ORDINALS[index] if index < len(_ORDINALS) else "next"
