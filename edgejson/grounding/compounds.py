"""Compounds of which a label's string is but the end: "machine" of "the coffee machine"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from edgejson.forms import Evidence
from edgejson.grounding.affinity import asks_for_name, class_of_value
from edgejson.grounding.binding import Bound
from edgejson.language.nouns import PEOPLE
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

#: A word between an article and a string.
_AHEAD = re.compile(r"(?<![^\W_])(?:the|an?|my|our|your) ([a-z]{3,}) \Z")
_DESCRIBING = PEOPLE | frozenset(vocabulary("language/en/nouns").words("describing"))


@cache
def _nouns() -> frozenset[str]:
    """Frequent English nouns that are no adjectives."""
    from faker.providers.lorem.en_US import Provider as English

    said = English.parts_of_speech
    return frozenset(said["noun"]) - frozenset(said["adjective"])


def is_part_of_compound(bound: Bound, place: Evidence, field: Field, taken: Sequence[tuple[int, int]]) -> bool:
    """Does a noun that no leaf has `taken`, and that names no field, stand between an article and a string in small
    letters? Behind it names may stand, too, in small letters as people type them: "the movie inception"."""
    text = bound.reading.text
    ahead = _AHEAD.search(text, max(0, place.start - 30), place.start)
    if ahead is None or not text[place.start : place.end].replace(" ", "").isalpha() or not text[place.start].islower():
        return False
    word, start = ahead[1], ahead.start(1)
    if start in bound.starts or any(low <= start < high for low, high in taken) or asks_for_name(field.words):
        return False
    noun = (word in _nouns() or word.endswith("ing")) and word not in _DESCRIBING
    plain = class_of_value(word) == "word" == class_of_value(text[place.start : place.end].split(" ")[0])
    return noun and plain
