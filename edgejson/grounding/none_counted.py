"""A count of nothing in words: "no losses", "nothing broke", "all whole" for 0 `broken`, "nobody came" for `guests`.

For fields without phrases; `language/en/said_in_parts.txt` has the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from edgejson.forms import FORM, Evidence, Reading
from edgejson.forms.strings import between_words
from edgejson.grounding.implied import content
from edgejson.grounding.said_in_parts import said_for
from edgejson.grounding.topics import denied
from edgejson.language.names import singular
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_KNOWN = vocabulary("language/en/said_in_parts")
_BESIDE = frozenset(_KNOWN.words("beside"))
_NOTHING, _NOBODY = _KNOWN.pairs("nothing"), _KNOWN.pairs("nobody")
_COUNTING_FAULTS = frozenset(_KNOWN.words("all well"))
_MORE = frozenset(_KNOWN.words("more"))
_ENDED = rf"(?=[.,;:!?)\n]|$| - | {_KNOWN.either('behind')}(?![^\W_]))"
_NO = r"(?:no|without|zero|not a|not a single|not one)(?: (?:any|more|other|further|additional|extra|new))?"
#: What has happened to a thing, as a description says it.
_DONE = re.compile(r"\w{2,}(?:ed|en)|lost|gone|sold|left|sent|made|caught|torn|hurt")


def find(reading: Reading, value: float, field: Field) -> list[Evidence]:
    """Places that say that there is none of what a field counts; [] for any other number than 0."""
    if value or not field.words:
        return []
    said = _pattern(field.words, field.description.lower())
    places = (match.span() for match in said.finditer(reading.lowered)) if said else ()
    return [Evidence(*place, FORM, True) for place in places if denied(reading.lowered, *place) is False]


@lru_cache(maxsize=4096)
def _pattern(words: str, description: str) -> re.Pattern[str] | None:
    ways = [between_words(way) for way in _ways(words, description)]
    return re.compile("|".join(ways)) if ways else None


def _ways(words: str, description: str) -> Iterator[str]:
    """What says that there is none: by the things of a field's name, and by what its description says was done."""
    named = [word for word in words.split() if word not in _BESIDE]
    last = named[-1] if named else ""
    done = [word for word in (*named, *content(description)) if _DONE.fullmatch(word)]
    things = [word for word in (last, *done) if len(word) > 2]
    if things:
        nouns = "|".join(f"{said_for(singular(word))}|{said_for(word)}" for word in things)
        yield rf"{_NO}(?: [a-z]+)? (?:{nouns}){_ENDED}"
    if done:
        yield rf"(?:nothing|none)(?: (?:was|is|were|are|has|got|went|of them))? (?:{'|'.join(map(said_for, done))})"
    for said in (last, *(f"{word}s" for word in done)):
        if said in _NOTHING:
            yield rf"nothing(?: (?:was|is|got|went))? (?:{'|'.join(_NOTHING[said])}){_ENDED}"
    if words.split()[0] in _MORE:
        yield rf"nothing {words.split()[0]}{_ENDED}"
    if last in _NOBODY:
        said = "|".join(_NOBODY[last])
        yield rf"(?:nobody|no one|no-one|not a soul)(?: (?:was|is|were|has|had|been|got))* (?:{said})"
    if not _COUNTING_FAULTS.isdisjoint((*named, *done)):
        yield _KNOWN.either("all well said")
