"""Booleans by a form of their own name: "encrypting the files" for `encrypt`, "it's shaded" for a `shade` that is true.

By words of the name that no other field needs: one word that is neither short nor a preposition. What denies its
clause, or the word itself ("unencrypted"), says the contrary; where a text says both, neither counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from edgejson.forms import FORM, Evidence, Reading
from edgejson.forms.words import LABELS, clauses_of, denies
from edgejson.grounding.candidates import Leaf
from edgejson.grounding.implied import content
from edgejson.grounding.inexact import stem
from edgejson.grounding.topics import denied
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_EMPTY = frozenset(
    (*vocabulary("language/en/topics").words("beside"), *vocabulary("language/en/implied").words("asking"))
)
#: Letters of the shortest word that has other forms; of the shortest beginning that tells which word it is.
_SHORTEST, _TELLING = 4, 5


def find(reading: Reading, value: bool, field: Field) -> list[Evidence]:
    """Places that say a boolean by a form of its name; [] where none does, or the text says both."""
    said = _forms(field.words)
    if said is None:
        return []
    told = [(*match.span(), truth) for match in said.finditer(reading.lowered) for truth in _told(reading, match)]
    return [Evidence(start, end, FORM, True) for start, end, _ in told] if {each[2] for each in told} == {value} else []


def unphrased(leaf: Leaf, reading: Reading) -> bool:
    """May people say a boolean with phrases in words of their own: does the text say none of its contrary's?"""
    if leaf.kind != "boolean":
        return False
    contrary = reading.phrases(clauses_of(leaf.value is not True, leaf.target.field))
    return all(denies(reading.lowered, place.start, place.end) for place in contrary)


def _told(reading: Reading, said: re.Match[str]) -> Iterator[bool]:
    """What a form of a name says; nothing where it is a value's label, but a case, or another's."""
    low, (start, end) = reading.lowered, said.span()
    turned = denied(low, start, end, asked=True)
    if turned is not None and LABELS.match(low, end) is None:
        yield (turned or denies(low, start, end)) is (said["not"] is not None)


@lru_cache(maxsize=4096)
def _forms(words: str) -> re.Pattern[str] | None:
    """The forms of a name's one telling word; None where it has none, or several."""
    named = [word for word in content(words) if word not in _EMPTY]
    if len(named) != 1 or len(named[0]) < _SHORTEST:
        return None
    begin = stem(named[0])
    if len(begin) >= _TELLING:
        forms = rf"{re.escape(begin)}(?!(?:er|or)s?(?![^\W_]))[a-z]{{0,5}}|{re.escape(named[0])}"  # no "Czech speaker"
    else:
        forms = "|".join(
            f"{re.escape(named[0].removesuffix('e'))}{end}" for end in ("", "e", "s", "es", "ed", "ing", "y")
        )
    return re.compile(rf"(?<![^\W_])(?P<not>un|non-?|not-?)?(?:{forms})(?![^\W_])")
