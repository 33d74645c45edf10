"""Booleans in the words of their field's name, apart: `advance_paid`: "an advance was paid", "I got no advance"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edgejson.forms import FORM, Evidence, Reading
from edgejson.forms.words import DENIED_BEHIND
from edgejson.grounding.inexact import stem
from edgejson.language.vocabulary import vocabulary

_VOCABULARY = vocabulary("language/en/apart")
_EMPTY = frozenset(_VOCABULARY.words("empty"))
_CLAUSE = re.compile(r"[^,.;:!?()\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’]t)?")
_NOT = frozenset(_VOCABULARY.words("denials"))
#: What a name ends with that says what has been done with its thing.
_DONE = re.compile(r"\w+(?:ed|en)|paid|sent|made|done|met|kept|left|set")
#: Stem of a word of a name -> stems of words that say the same of its thing.
_DEEDS = {stem(word): frozenset(map(stem, others)) for word, others in _VOCABULARY.pairs("deeds").items()}
#: Words from the first of a name's words to the last, at most, for each of them.
_REACH = 4


def apart(reading: Reading, value: bool, words: str) -> list[Evidence]:
    """Places that say a boolean by all words of its field's name in one clause; false also as "no" with its thing."""
    named = [word for word in words.split() if word not in _EMPTY and word not in _NOT]
    if len(named) < 2 or len(named) < sum(word not in _EMPTY for word in words.split()):
        return []  # one word is a cue by itself; a name that denies needs words of its own
    found = []
    for clause in _CLAUSE.finditer(reading.lowered):
        said = [(stem(word[0]), word[0], *word.span()) for word in _WORD.finditer(clause[0])]
        for place in _places(said, [stem(word) for word in named], bool(_DONE.fullmatch(named[-1])) and not value):
            denied = any(word in _NOT or word.endswith(("n't", "n’t")) for _, word, _, _ in said)
            denied = denied or DENIED_BEHIND.match(reading.lowered, clause.start() + place[1]) is not None
            if denied is not value:
                found.append(Evidence(clause.start() + place[0], clause.start() + place[1], FORM, True))
    return found


def _places(said: list[tuple[str, str, int, int]], named: list[str], thing: bool) -> Iterator[tuple[int, int]]:
    """Where all named words stand close together; with `thing`, where all but the last stand behind a "no"."""
    same = {other: word for word in named for other in _DEEDS.get(word, ())} | {word: word for word in named}
    said = [(same.get(word, word), whole, start, end) for word, whole, start, end in said]
    places = [at for at, (word, _, _, _) in enumerate(said) if word in named]
    if {said[at][0] for at in places} == set(named) and places[-1] - places[0] < _REACH * len(named):
        yield said[places[0]][2], said[places[-1]][3]
        return
    most = set(named[:-1])
    if thing and {said[at][0] for at in places} == most and said[max(places[0] - 1, 0)][1] in ("no", "without"):
        yield said[places[0]][2], said[places[-1]][3]
