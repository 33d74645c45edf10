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
#: What a word of the title counts, one of the description or of a field's name being 1; the least sum that tells.
_TITLE, _LEAST = 3, 4
#: How far ahead of the next one a walk of life must be.
_AHEAD = 2
#: Fields whose names are read, and the level down to which.
_FIELDS, _DEPTH = 80, 3

_known: WeakKeyDictionary[FieldMap, str] = WeakKeyDictionary()


def walk_of(fields: FieldMap) -> str:
    """The sign of the walk of life of a schema's records, "of:medical"; "" where none stands out."""
    if fields not in _known:
        _known[fields] = _walk(fields)
    return _known[fields]


def _walk(fields: FieldMap) -> str:
    root = fields.document if isinstance(fields.document, dict) else {}
    title, description = (value if isinstance(value := root.get(key), str) else "" for key in ("title", "description"))
    weights = dict.fromkeys(_words(description[:200]), 1)
    for name in _names(fields):
        weights.update(dict.fromkeys(_words(name), 1))
    weights.update(dict.fromkeys(_words(title), _TITLE))
    scores: Counter[str] = Counter()
    for word, weight in weights.items():
        for walk in _walks_of().get(word, ()):
            scores[walk] += weight
    best = scores.most_common(2)
    if not best or best[0][1] < _LEAST or (len(best) > 1 and best[0][1] - best[1][1] < _AHEAD):
        return ""
    return SIGN + best[0][0]


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
