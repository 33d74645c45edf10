"""Word lists of the binding rule: glue between a cue and its value, prepositions, other words for common names."""

from __future__ import annotations

from collections.abc import Iterator

from edgejson.language.vocabulary import vocabulary

_WORDS = vocabulary("language/en/cues")
#: Words that may stand between a cue and its value.
GLUE = frozenset(_WORDS.words("glue"))

PREPOSITIONS = frozenset(_WORDS.words("prepositions"))

#: Other words for fields of common names: prepositions and nouns that people put beside such a value.
ALSO: dict[str, tuple[str, ...]] = _WORDS.pairs("also")

#: Words behind a number that say of which field it is.
UNITS: dict[str, tuple[str, ...]] = _WORDS.pairs("units")

#: What people call the amount that is owed in the end.
TOTALS = _WORDS.rows("totals")

#: Verbs whose preposition belongs to them, and to no value.
PARTICLES = _WORDS.rows("particles")

_NOUNS = ("cost", "costs", "fee", "fees", "charge", "charges")
#: Other words for amounts of money.
CHARGES: dict[str, tuple[str, ...]] = {
    word: tuple(f"{word} {noun}" for noun in _NOUNS)
    for word in ("shipping", "delivery", "handling", "postage", "service", "booking", "freight")
}


def cores(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A phrase without the glue at its start, its end, both: what a form's label or a note keeps of it."""
    start, end = 0, len(words)
    while start < end and words[start] in GLUE:
        start += 1
    while end > start and words[end - 1] in GLUE:
        end -= 1
    for core in (words[start:], words[:end], words[start:end]):
        if core and core != words and start < end:
            yield core
