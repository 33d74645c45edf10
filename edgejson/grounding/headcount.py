"""How many people, as somebody says who is one of them: "me and three friends" are 4, "my wife and I" 2, "a kid" is 1.

For fields without phrases whose name asks for people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from edgejson.forms import FORM, Evidence
from edgejson.forms.strings import between_words, matches
from edgejson.grounding import instances
from edgejson.grounding.other_units import is_rate
from edgejson.grounding.spelled import spelled
from edgejson.language.names import singular
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_KNOWN = vocabulary("language/en/headcount")
_PEOPLE = re.compile(rf"\b{_KNOWN.either('fields')}\b")
_OTHER = _KNOWN.either("one other")
_OTHERS = _KNOWN.either("others")
_SELF = r"(?:me|myself|i|us)"
#: What says by itself how many there are.
_SAID = {
    1: re.compile(between_words(_KNOWN.either("alone"))),
    2: re.compile(
        rf"(?<![^\W_])(?:{_SELF} (?:and|plus|with) (?:my |a )?{_OTHER}|my {_OTHER} and (?:i|me|myself))(?![^\W_])"
    ),
}
_AND_OTHERS = re.compile(
    rf"(?<![^\W_]){_SELF} (?:and|plus|with) (?:my |the )?(?P<some>[a-z]+|\d{{1,2}}) {_OTHERS}(?![^\W_])"
)


def find(lowered: str, value: float, field: Field) -> list[Evidence]:
    """Places that say a number of people, the speaker among them; or one, by an article ahead of the field's noun."""
    found = []
    if _asks(field):
        said = _SAID.get(int(value)) if value == int(value) else None
        found = matches(said, lowered) if said else []
        counts = {start: count for count, start, _ in spelled(lowered)}
        for match in _AND_OTHERS.finditer(lowered):
            some = int(match["some"]) if match["some"].isdigit() else counts.get(match.start("some"), 0)
            if some and some + 1 == value:
                found.append(Evidence(*match.span(), FORM))
    return found or (_one(lowered, field.words) if value == 1 else [])


def one_of(lowered: str, field: Field, named: Iterable[Evidence]) -> list[Evidence]:
    """Places of an article ahead of what some leaf names, for a field that counts it: "a green raincoat" is 1."""
    if not _QUANTITY.search(f"{field.words} {field.description.lower()}"):
        return []
    ahead = (_ARTICLE.search(lowered, max(0, place.start - 40), place.start) for place in named)
    return [Evidence(*match.span(1), FORM, True) for match in ahead if match]


_QUANTITY = re.compile(
    r"\b(?:quantity|qty|count|how many|number of (?:items|units|copies|pieces)|copies|pieces|units)\b"
)
#: No word between says how many.
_ARTICLE = re.compile(r"(?<![^\W_])(an?|one) (?:(?!dozen|couple|pair|few|hundred|lot|case|pack|box)[a-z-]+ ){0,3}\Z")


def leaves_out(lowered: str, place: Evidence, field: Field) -> bool:
    """Is a number of others alone: "me and five friends" of all people, or "2 adults and 1 child" of the adults?"""
    if counts_another(lowered, place.start, field):
        return True
    if lowered.startswith(f" {field.words.rpartition(' ')[2]}", place.end):
        return False  # "me and two guests" are 2 `guests`, or 3
    beside = _AHEAD.search(lowered, max(0, place.start - 24), place.start)
    return beside is not None and _asks(field) and _AND_OTHERS.match(lowered, beside.start()) is not None


def counts_another(lowered: str, place: int, field: Field) -> bool:
    """Does a number stand behind the count of what a field's name says, and is none of it: "2 adults and 1 child"?"""
    counted = _COUNTED.search(lowered, max(0, place - 40), place)
    return counted is not None and singular(counted[1] or "percent") == singular(field.words.rpartition(" ")[2])


#: Ahead of a number: how many of another thing there are.
_NUMBER = f"(?:\\d+|an?|{'|'.join(vocabulary('language/en/numbers').words('ones')[1:])})"
_COUNTED = re.compile(rf"(?<![\w.]){_NUMBER} (?:([a-z]+)(?:,| and| &| plus){{1,2}}|percent (?:of|on|off)) \Z")
_AHEAD = re.compile(rf"(?<![^\W_]){_SELF} (?:and|plus|with) (?:my |the )?\Z")


def _asks(field: Field) -> bool:
    return _PEOPLE.search(f"{field.words} {field.description.lower()}") is not None


def _one(lowered: str, words: str) -> list[Evidence]:
    """Places of an article ahead of what a plural names: "a kid" of "children", "an extra shot" of "shots"."""
    many = words.rpartition(" ")[2]
    one = singular(many)
    if one == many:
        return []
    names = "|".join((re.escape(one), *instances.said_of("age", many)))
    said = between_words(rf"(?:an?|one) (?:[a-z]+ )?(?:{names})(?! and a (?:half|quarter)\b)")
    return [place for place in matches(said, lowered) if not is_rate(lowered, place.start, place.end)]
