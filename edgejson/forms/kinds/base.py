"""What a kind of value is: a module of this folder each, with a file of examples beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any, TypeAlias

from edgejson.forms.context import Context
from edgejson.forms.scan import Evidence
from edgejson.forms.scanned import ScannedText
from edgejson.schema.ecma import finder
from edgejson.schema.fields import Field

Writer: TypeAlias = Callable[[Any, Field, Random, Context], str]
Finder: TypeAlias = Callable[[ScannedText, Any, Field], list[Evidence]]
#: A value, and where it starts and ends.
Stretch: TypeAlias = tuple[Any, int, int]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of value: which fields hold it, how it is written, and how it is found again."""

    name: str
    #: Does a field hold values of the kind? Never: only single values are of it.
    holds: Callable[[Field], bool] = lambda field: False
    #: Values of `format` that say the kind, whatever else would.
    formats: tuple[str, ...] = ()
    #: Kinds that it goes ahead of, where both hold a field.
    over: tuple[str, ...] = ()
    #: One form of a value, drawn in a context; None: it is written as in the data.
    write: Writer | None = None
    #: All places of a text that say a value: every form that `write` has, and those that strangers write.
    find: Finder
    #: All values of the kind in a text; None where they can't be told without knowing them.
    every: Callable[[ScannedText], Iterable[Stretch]] | None = None
    #: Forms of a value by the names of their styles, in a context.
    styled: Callable[[Any, Context], list[tuple[str, str]]] = lambda value, context: []
    #: The name of the style that a value is said in; None: the one of `styled` that says it so.
    style_of: Callable[[Any, str], str] | None = None
    #: Another value, near enough to be mistaken for it, or None for none; what a correction takes back.
    alter: Callable[[Any, Random], Any | None] = lambda value, rng: None
    #: What any value looks like in a lower-case text, as a regular expression; "": only the words around it tell.
    pattern: str = ""
    #: Written as it is, so that the field's own pattern holds in a text.
    as_is: bool = False
    #: Written as in the data where a document is to be plain.
    plainly: bool = False
    # What kinds have in common: `edgejson.forms.kinds` has the sets.
    number: bool = False
    day: bool = False
    time: bool = False
    #: Text of which nothing but the words around it shows where it ends.
    open: bool = False
    #: Text that is words, which people put in other words.
    worded: bool = False
    #: It stands in any text by chance, so that only a cue makes it evidence.
    said_by_cue: bool = False


def drawn(options: tuple[str, ...], rng: Random) -> str:
    """One of some forms, each as likely."""
    return options[int(rng.random() * len(options))]


def matches(pattern: re.Pattern[str]) -> Callable[[ScannedText], Iterator[Stretch]]:
    """`every` of a kind whose values are told by how they look, and are as they stand there."""
    return lambda reading: ((m.group(), m.start(), m.end()) for m in pattern.finditer(reading.text))


@lru_cache(maxsize=4096)
def _fits(pattern: str, values: tuple[str, ...], others: tuple[str, ...]) -> bool:
    try:
        fits = finder(pattern)
    except ValueError:  # ECMA-262 syntax that is not known
        return False
    return all(map(fits, values)) and not any(map(fits, others))


def fits_only(field: Field, values: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Does the pattern of a field of text have these values, and none of the others?"""
    return bool(field.pattern) and holds_text(field) and _fits(field.pattern, values, others)


def holds_number(field: Field) -> bool:
    """Does a field hold numbers, and no text?"""
    return not field.enum and bool(field.types & {"number", "integer"}) and "string" not in field.types


def holds_text(field: Field) -> bool:
    """May a field hold text that it doesn't list?"""
    return not field.enum and ("string" in field.types or not field.types)
