"""In which walk of life a record stands, by its title, its description and the names of its fields.

A name alone may say little ("reason", "notes", "type"); what is around it says a little ("patient.reason"); the whole
schema says most: a title with "court", fields called "judge" and "plaintiff".
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from weakref import WeakKeyDictionary

from edgejson.language.names import in_words, singular
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap

WALKS = vocabulary("language/en/walks")
#: What a walk of life is called among the nouns around a name.
SIGN = "of:"
#: What a word of the title counts, one of the description or of a field's name being 1; the least sum that tells. A
#: word of several walks of life counts for each of them its share.
_TITLE, _LEAST = 3, 3.0
#: From so much on a record is surely of a walk of life; below stands this sign beside it.
_SURE, WEAK = 4.0, f"{SIGN}weak"
#: Where the next one reaches this share of the first, a record is of both.
_NEAR = 0.75
_MEANINGS = vocabulary("language/en/meanings")
#: Words of titles that say no more than those of names do.
_PAPERS = frozenset((*_MEANINGS.words("papers"), *_MEANINGS.words("titles of many")))
#: Fields whose names are read, and the level down to which.
_FIELDS, _DEPTH = 80, 3

#: Walk of life -> the wider ones that it is a part of: what people who work do is done in offices, too.
_KIN = _MEANINGS.pairs("wider walks")

_known: WeakKeyDictionary[FieldMap, tuple[str, ...]] = WeakKeyDictionary()


def walks_of(fields: FieldMap) -> tuple[str, ...]:
    """The signs of a schema's walk of life and of the wider ones that it is a part of, the narrowest first."""
    if fields not in _known:
        walks, score = _walks(fields)
        kin = dict.fromkeys(each for walk in walks for each in (walk, *_KIN.get(walk, ())))
        _known[fields] = (*(SIGN + walk for walk in kin), *((WEAK,) if kin and score < _SURE else ()))
    return _known[fields]


def is_part(walk: str) -> bool:
    """Is a walk of life a part of a wider one?"""
    return walk in _KIN


def _walks(fields: FieldMap) -> tuple[tuple[str, ...], float]:
    """The walk of life that most of a schema's words are of, another one that nearly as many are of; how many are."""
    root = fields.document if isinstance(fields.document, dict) else {}
    title, description = (value if isinstance(value := root.get(key), str) else "" for key in ("title", "description"))
    weights = dict.fromkeys(_words(description[:200]), 1)
    for name in _names(fields):
        weights.update(dict.fromkeys(_words(name), 1))
    weights.update({word: 1 if word in _PAPERS else _TITLE for word in _words(title)})
    scores: dict[str, float] = {}
    words: Counter[str] = Counter()
    for word, weight in weights.items():
        walks = _walks_of().get(word, ())
        apart = [walk for walk in walks if not set(_KIN.get(walk, ())) & set(walks)]  # a part and its whole count once
        for walk in walks:
            scores[walk] = scores.get(walk, 0) + weight / len(apart)
            words[walk] += 1
    scores = {walk: score for walk, score in scores.items() if words[walk] > 1}  # one word alone may mean another thing
    if not scores:
        return (), 0
    best, *others = sorted(scores, key=lambda walk: -scores[walk])
    if scores[best] < _LEAST:
        return (), 0
    strangers = [walk for walk in others if walk not in (*_KIN.get(best, ()), *_parts_of(best))]
    second = [walk for walk in strangers[:1] if scores[walk] >= max(_LEAST, _NEAR * scores[best])]
    return (best, *second), scores[best]


@lru_cache(maxsize=256)
def _parts_of(walk: str) -> tuple[str, ...]:
    return tuple(part for part, wider in _KIN.items() if walk in wider)


def _words(text: str) -> list[str]:
    return [singular(word) for word in re.findall(r"[a-z][a-z-]+", in_words(text))]


def _names(fields: FieldMap) -> list[str]:
    """The names of a schema's fields, level by level."""
    found: list[str] = []
    level: list[tuple[str, ...]] = [()]
    for _ in range(_DEPTH):
        inner = [(*path, name) for path in level for name in fields.properties(path)]
        found += [path[-1] for path in inner]
        if len(found) >= _FIELDS:
            break
        level = [(*path, "*") if "array" in fields.field(path).types else path for path in inner]
    return found[:_FIELDS]


@lru_cache(maxsize=1)
def _walks_of() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for walk in WALKS.sections:
        for word in WALKS.words(walk):
            found.setdefault(word, []).append(walk)
    return {word: tuple(walks) for word, walks in found.items()}
