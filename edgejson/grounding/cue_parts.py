"""What cues are made of: the fields and objects that words may name, the words, and their places in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import lru_cache
from typing import NamedTuple

from edgejson.grounding.lexicon import GLUE
from edgejson.schema.fields import Field

#: Stands for the record itself among the ids of objects.
ROOT = -1
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True, frozen=True)
class Target:
    """A field as a place that values may belong to."""

    id: int
    path: tuple[str, ...]
    field: Field
    kind: str
    scopes: tuple[int, ...]  #: ids of the objects around it, the outermost first
    listed: bool  #: below an array
    scalars: bool  #: an item of an array of scalars
    annotated: bool  #: has x-phrases
    holds_others: bool = False  #: an object or array, which holds no value itself


class SchemaPlace:
    """A place in a schema's instances: its target, if the schema has one for it, and the places below."""

    __slots__ = ("inner", "target")

    def __init__(self) -> None:
        self.target: Target | None = None
        self.inner: dict[str, SchemaPlace] = {}  #: by a property's name, "*" for items

    def grafted(self, path: tuple[str, ...], target: Target) -> SchemaPlace:
        """This place with a target at a path below it; what doesn't lie on the way is shared."""
        grown = SchemaPlace()
        grown.target, grown.inner = self.target, self.inner.copy()
        if path:
            grown.inner[path[0]] = grown.inner.get(path[0], SchemaPlace()).grafted(path[1:], target)
        else:
            grown.target = target
        return grown


class Around(NamedTuple):
    """What a label has: by paths, with "*" for indices, or by numbers of targets."""

    objects: frozenset[tuple[str, ...]]  #: objects and lists with something in them
    present: frozenset[tuple[str, ...]]  #: these and the leaves
    named: frozenset[int]  #: objects and lists with something in them that a cue may name, the record among them
    containers: frozenset[int]  #: objects and lists of objects, without the record itself

    @classmethod
    def of(cls, targets: Sequence[Target], known: Sequence[Target]) -> Around:
        """What a label has whose leaves are of these fields; `known` are all that a text may name."""
        objects = frozenset(t.path[:size] for t in targets for size in range(len(t.path)))
        containers = {t.path[:size] for t in targets for size in range(1, len(t.path) - t.scalars)}
        return cls(
            objects,
            objects.union(t.path for t in targets),
            frozenset([ROOT, *(t.id for t in known if t.path in objects)]),
            frozenset(t.id for t in known if t.path in containers),
        )


@dataclass(slots=True)
class Entry:
    """What one sequence of words may mean."""

    words: tuple[str, ...]
    before: dict[int, float] = dataclass_field(default_factory=dict)  #: target -> score for a value behind it
    after: dict[int, float] = dataclass_field(default_factory=dict)  #: target -> score for a value ahead of it
    values: list[tuple[int, str]] = dataclass_field(default_factory=list)  #: (target, JSON text) that it says
    scopes: list[int] = dataclass_field(default_factory=list)  #: objects that it names
    implied: list[int] = dataclass_field(default_factory=list)  #: the object that all its fields lie in
    marker: bool = False
    loose: bool = False  #: more than a space stands between its words, as in a title: "Price (EUR), net"
    one_line: bool = False  #: an object's name with a field's: on two lines these are a heading and a label
    longest: int = 0  #: characters that it may take in a text: no cue runs across lines or sentences

    spaced: str = ""  #: its words as they stand in a text of words and single spaces
    size: int = 0  #: number of words
    glue: bool = False  #: nothing but glue words

    def __post_init__(self) -> None:
        self.size = len(self.words)
        self.glue = all(word in GLUE for word in self.words)
        self.spaced = " ".join(self.words) + " "
        self.longest = len(self.spaced) - 1


class Occurrence:
    """An entry's place in a text."""

    __slots__ = ("end", "entry", "start")

    def __init__(self, start: int, end: int, entry: Entry) -> None:
        self.start = start
        self.end = end
        self.entry = entry


def end_of(entry: Entry, words: list[str], index: int, start: int, spaced: str) -> int:
    """Where an entry of two words or more, whatever stands between them, ends in a text; -1: it isn't at `index`.

    `index` is the number of its first word, `start` that word's offset in the text, one less than that in `spaced`. The
    first two words are known to agree.
    """
    size = entry.size
    if size > 2 and tuple(words[index : index + size]) != entry.words:
        return -1
    end = start + len(words[index])
    for other in entry.words[1:]:
        end = spaced.find(other, end + 1) - 1 + len(other)
    return end if end - start <= entry.longest else -1


@lru_cache(maxsize=16384)
def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase's words in lower case: "E-mail address:" -> ("e", "mail", "address")."""
    return tuple(_WORD.findall(phrase.lower()))
