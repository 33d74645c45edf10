"""Numbers that people count with: "fourth graders" for a `grade` of 4, "twice a week" for 2 `days_per_week`,
"fivefold" for a factor of 5.

For fields without phrases. What counts a place in a row is no amount: "by the 20th" says no `amount` of 20.
"""

from __future__ import annotations

import re

from edgejson.forms import Evidence
from edgejson.forms.numbers import to_words
from edgejson.forms.strings import matches
from edgejson.language.names import singular
from edgejson.language.nouns import is_plural
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_KNOWN = vocabulary("language/en/measures")
_WORDS = ("", *vocabulary("language/en/numbers").words("ordinals"))
_ORDERED, _AMOUNTS, _OFTEN = (re.compile(rf"\b{_KNOWN.either(name)}\b") for name in ("ordered", "amounts", "often"))
_TIMES = {1: "once", 2: "twice", 3: "thrice"}
_HOUR = re.compile(r" ?(?:o['’]clock|[ap]\.?m)\b")
_ENDING = re.compile(r"\d(?:st|nd|rd|th)")


def find(lowered: str, value: float, field: Field) -> list[Evidence]:
    """Places that say a number as a place in a row, as how many times, or as how manyfold."""
    if value == 0:
        things = [word for word in field.words.split() if is_plural(word)]
        return [place for thing in things for place in matches(_none(thing), lowered)]
    if value != int(value) or not 0 < value < len(_WORDS):
        return []
    number, last = int(value), field.words.rpartition(" ")[2]
    place = rf"(?:{_WORDS[number]}|{number}(?:st|nd|rd|th))"
    ways = [rf"{_WORDS[number]}"] if _ORDERED.search(field.words) else [rf"{place} (?={re.escape(last)}\b)"]
    ways.append(rf"(?:{to_words(number)}|{number})-?fold")
    if number in _TIMES and _OFTEN.search(f"{field.words} {field.description.lower()}"):
        ways.append(_TIMES[number])
    unit = _EVERY.search(f"{field.words} {field.description.lower()}")
    if unit and number > 1:
        ways.append(rf"every (?:{'other|second' if number == _OTHER else _WORDS[number]}) {unit[1]}")
    return [place for way in ways for place in matches(rf"\b{way}\b", lowered)]


def _none(thing: str) -> str:
    """What says that there are none of a thing in the plural."""
    return rf"\b(?:no|zero|without(?: any)?) (?:{re.escape(thing)}|{re.escape(singular(thing))})\b"


#: What asks for so many days from one time to the next; "every other day" is the second of them.
_EVERY = re.compile(r"\b(?:every|interval)(?: [a-z]+){0,3} (day|week|month|year|hour)s?\b")
_OTHER = 2


def refuted(lowered: str, place: Evidence, words: str) -> bool:
    """Does a place count a row, or hours, where a field's name asks for an amount: "by the 20th", "at 8 o'clock"?"""
    counts = _ENDING.fullmatch(lowered, place.end - 3, place.end) or _HOUR.match(lowered, place.end)
    return counts is not None and _AMOUNTS.search(words) is not None


def counts_only(lowered: str, place: Evidence, field: Field, item: bool) -> bool:
    """Does a number say how many, "the first 52 pages", or how far something goes, "grows by 3000"?

    An `item` of a list is none of how many its list has; a change is a value of fields for changes alone.
    """
    ahead = lowered[max(0, place.start - 40) : place.start]
    if item and _SO_MANY.search(ahead) and _THINGS.match(lowered, place.end):
        return True
    return _CHANGED_BY.search(ahead) is not None and not _OF_CHANGES.search(
        f"{field.words} {field.description.lower()}"
    )


_SO_MANY, _THINGS = re.compile(r"\b(?:first|last|next|top) $"), re.compile(r" [a-z]+s(?![^\W_])")
_CHANGED_BY = re.compile(rf"\b{_KNOWN.either('changing')}(?: [a-z]+){{0,2}} by (?:about |around |some |only )?[$€£]?$")
_OF_CHANGES = re.compile(rf"\b{_KNOWN.either('of changes')}")
