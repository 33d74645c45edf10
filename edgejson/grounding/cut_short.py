"""Strings without phrases of which the text has more words: "Bruins" of "the Boston Bruins", "Treaty" of "Treaty of
Paris", "machine" of "the coffee machine", "is down" of "the page is down".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from edgejson.forms import Evidence
from edgejson.grounding.affinity import asks_for_name, class_of_field, class_of_value
from edgejson.grounding.binding import Bound
from edgejson.grounding.gaps import within
from edgejson.grounding.lexicon import GLUE
from edgejson.language.nouns import PEOPLE
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_TITLES = frozenset(vocabulary("language/en/cues").words("titles"))
#: Classes of words that have a capital, and are no part of a name.
_TIMES = ("month", "weekday", "time")


def is_part_of_title(bound: Bound, place: Evidence, field: Field, taken: Sequence[tuple[int, int]]) -> bool:
    """Is a capitalised string but a part of a name within a sentence, without phrases: "Bruins" of "Boston Bruins",
    "Treaty" of "Treaty of Paris", "Dyson" of "Dyson V8"? What other leaves have `taken` is none of it.

    A person may be told without a first name, which has no article: "Stones" of "The Rolling Stones".
    """
    text = bound.reading.text
    last = text[place.start : place.end].rpartition(" ")[2]
    if not text[place.start].isupper() or last.isupper():
        return False
    person = class_of_field(field.words) == "person"
    ahead = (_NAME_BEHIND_THE if person else _CAPITAL_AHEAD).search(text, max(0, place.start - 40), place.start)
    behind = _OF_CAPITAL.match(text, place.end) if last[:1].isupper() and not person else None
    model = None if asks_for_name(field.words) else _MODEL.match(text, place.end)
    for word in (ahead, behind, model):
        if word and not within(word.start(1), taken):
            said = word[1].lower()
            plain = word[1].isupper() or said in _TITLES or class_of_value(said) in _TIMES
            if word is ahead and word.end(1) in bound.ends:
                continue  # the name of a field, spelt as titles are: "Home City Boston"
            if (word is model or not plain) and word.start(1) not in bound.starts:
                return True
    return False


#: A capitalised word ahead of a name, not the first one of a sentence; one behind that belongs to it.
_CAPITAL_AHEAD = re.compile(r"(?<=[a-z] )([A-Z][a-z]+) $")
_NAME_BEHIND_THE = re.compile(r"(?<![^\W_])The ([A-Z][a-z]+) $")
_OF_CAPITAL = re.compile(r" of ([A-Z][a-z]+)")
#: The number of a model.
_MODEL = re.compile(r" ([A-Z]{1,5}-?\d+[A-Za-z]*)(?![^\W_])")


#: A word between an article and a string.
_ARTICLE_AHEAD = re.compile(r"(?<![^\W_])(?:the|an?|my|our|your) ([a-z]{3,}) \Z")
#: A word ahead of what is said of it.
_SUBJECT_AHEAD = re.compile(r"(?<![^\W_])([^\W\d_]{3,}) \Z")
_SAID_OF_SUBJECT = re.compile(r"(?:is|are|was|were|has|have) [a-z]")
_DESCRIBING = PEOPLE | frozenset(vocabulary("language/en/nouns").words("describing"))


@cache
def _nouns() -> frozenset[str]:
    """Frequent English nouns that are no adjectives."""
    from faker.providers.lorem.en_US import Provider as English

    said = English.parts_of_speech
    return frozenset(said["noun"]) - frozenset(said["adjective"])


def lacks_words_ahead(bound: Bound, place: Evidence, field: Field, taken: Sequence[tuple[int, int]]) -> bool:
    """Does a string in small letters begin behind the first word of a compound, or behind the subject of its clause?

    What other leaves have `taken`, and what names a field, is none of it.
    """
    text = bound.reading.text
    if not text[place.start].islower():
        return False
    clause = _SAID_OF_SUBJECT.match(text, place.start, place.end) is not None
    ahead = (_SUBJECT_AHEAD if clause else _ARTICLE_AHEAD).search(text, max(0, place.start - 30), place.start)
    if ahead is None or ahead.start(1) in bound.starts or within(ahead.start(1), taken):
        return False
    if clause:
        return ahead[1].lower() not in GLUE
    return _is_of_compound(ahead[1], text[place.start : place.end]) and not asks_for_name(field.words)


def _is_of_compound(word: str, string: str) -> bool:
    """Does a word make a compound with the string behind it, rather than describe it or say when it is?"""
    noun = (word in _nouns() or word.endswith("ing")) and word not in _DESCRIBING
    plain = class_of_value(word) == "word" == class_of_value(string.partition(" ")[0])
    return noun and plain and string.replace(" ", "").isalpha()
