"""Other words for a string, as people put them who have no phrases of the schema before them.

A table of small functions, one a kind of value: `(value, words of the field) -> (regular expression, grade)`, in lower
case. They are tried where a value of a field without phrases does not stand in the text as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from edgejson.forms import FORM, WEAK, Evidence, Reading
from edgejson.forms.kinds import KINDS, NUMBERS, TIMES, WORDED
from edgejson.forms.kinds.enum import beside_others
from edgejson.forms.numbers import plain, to_words
from edgejson.forms.strings import between_words, matches
from edgejson.forms.words import LABELS, enum_forms
from edgejson.grounding import (
    bounds,
    headcount,
    instances,
    joined,
    named_booleans,
    none_counted,
    ordinals,
    other_units,
    said_in_parts,
    said_places,
    said_times,
    spelled,
    topics,
)
from edgejson.grounding.cue_parts import words_of
from edgejson.grounding.everyday import coded, currencies, initials, shares, times_a_year, ways_of
from edgejson.grounding.implied import apart, implied, welcome
from edgejson.grounding.inexact import stem
from edgejson.grounding.measures import is_unit
from edgejson.language.senses import any_row
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

Way = tuple[str, str]

_OUT_OF = re.compile(r"(\d{1,2})(?: out of | of |/)(\d{1,2})(?: stars?)?")


def _number(digits: str) -> str:
    """A small number in digits or in words."""
    return f"(?:{digits}|{to_words(int(digits))})" if int(digits) < 100 else digits


def _out_of(value: str, words: str) -> Iterator[Way]:
    """ "3 out of 5": "3/5", "three out of five", "three stars"."""
    found = _OUT_OF.fullmatch(value)
    if found:
        some, most = _number(found.group(1)), _number(found.group(2))
        yield rf"{some}(?:[ -]stars?)?(?: out of (?:a (?:possible )?)?| of |/){most}(?:[ -]stars?)?", FORM
        yield rf"(?<! of ){some}[ -]stars?", FORM


def _bounds(value: str, words: str) -> Iterator[Way]:
    """ "less than £20": "under 20 pounds"; "2-3 hours": "two to three hours"."""
    yield from bounds.ways(value)


_BESIDE = r"(?:by|on|along|alongside|near|at|beside|next to|close to|overlooking)(?: the banks? of)?(?: the| a)? "


def _side(value: str, words: str) -> Iterator[Way]:
    """ "riverside": "by the river"."""
    if value.endswith("side") and value[:-4].isalpha() and len(value) > 6 and value[:-4] not in _NO_PLACES:
        yield rf"{_BESIDE}{value[:-4]}", FORM


_WORDS = vocabulary("language/en/cues")
_NO_PLACES = frozenset(_WORDS.words("no places"))
_CENTRE = re.compile(r"(?:the )?(?:city|town) ?cent(?:re|er)")


def _centre(value: str, words: str) -> Iterator[Way]:
    """ "city centre": "centre of the city", "town center"."""
    if _CENTRE.fullmatch(value):
        yield r"(?:cent(?:re|er)|middle|heart) of (?:the )?(?:city|town)|(?:city|town)[ -]?cent(?:re|er)|downtown", FORM


@cache
def _scales() -> tuple[tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]], ...]:
    """For each scale: what its field's name says, and for each step what a value looks like and how people say it."""
    known = vocabulary("language/en/scales")
    headings = [heading.partition(", ") for heading in known.sections]

    def steps(scale: str) -> Iterator[tuple[re.Pattern[str], str]]:
        for step, _, part in headings:
            if part == "looks" and step.startswith(f"{scale} "):
                yield re.compile(any_row(known, f"{step}, looks")), any_row(known, f"{step}, said")

    return tuple(
        (re.compile(any_row(known, f"{scale}, named")), tuple(steps(scale)))
        for scale, _, part in headings
        if part == "named"
    )


def _level(value: str, words: str) -> Iterator[Way]:
    """A step of a scale, by other words for the same step: "moderate" price: "mid-priced"."""
    for named, steps in _scales():
        if named.search(words):
            yield from ((said, WEAK) for looks, said in steps if looks.search(value))


def _compounds(reading: Reading, value: float) -> list[Evidence]:
    """Places that say a number in a compound: 3: "three-star", "a 3x3 matrix"."""
    if value != int(value) or not 0 < value < 100:
        return []
    dozens = _DOZENS.get(int(value), r"(?!)")
    number = rf"(?<!-)(?:{to_words(int(value))}|{int(value)})(?=-(?!{_ONE_TO_NINE})[a-z]{{3,}}(?![^\W_]))"
    square = rf"{int(value)} ?(?:[x×]|by) ?{int(value)}(?![\w.])"
    said = rf"(?<![^\W_])(?:(?:{dozens})(?= [a-z])|{number}|{square})"
    return matches(said, reading.lowered)


def _cents(reading: Reading, value: float, field: Field) -> list[Evidence]:
    """Places that say a part of a unit of money in its hundredths: 0.62: "62 cents"."""
    if not 0 < value < 1 or _IN_CENTS.search(f"{field.words} {field.description.lower()}"):
        return []
    said = rf"(?<![\w.,]){plain(round(value * 100, 4))} ?(?:cents?|pence|¢)(?![^\W_])"
    return matches(said, reading.lowered)


_IN_CENTS = re.compile(r"\bcents?\b|\bpence\b")
_ONE_TO_NINE = rf"(?:{'|'.join(map(to_words, range(1, 10)))})(?![^\W_])"
_DOZENS = {2: "(?:a couple|a pair)(?: of)?", 6: "half a dozen", 12: "(?<!half )a dozen", 24: "two dozen"}


_SAYS_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five)\b")


_WAYS: tuple[Callable[[str, str], Iterator[Way]], ...] = (_out_of, _bounds, _side, _centre, _level, ways_of)


@lru_cache(maxsize=8192)
def _patterns(value: str, words: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(between_words(said)), grade) for way in _WAYS for said, grade in way(value, words))


def other_words(reading: Reading, value: Any, kind: str, field: Field) -> list[Evidence]:
    """Places that say a value of a kind in other words; [] where none does."""
    if kind in ("boolean", "yesno"):
        if kind == "yesno" and not all(str(other).lower() in ("yes", "no") for other in field.enum):
            return []  # one of several words, where the name alone says none of them
        meant = value is True or str(value).lower() == "yes"
        said = welcome(reading, meant, field.words) or apart(reading, meant, field.words)
        said = said or implied(reading, meant, field) or instances.implied(reading, meant, field)
        said = said or named_booleans.find(reading, meant, field)
        said = topics.find(reading, meant, field) or ([] if topics.find(reading, not meant, field) else said)
        if field.types <= {"boolean", "null"}:
            return said
        return [e for e in said if LABELS.match(reading.lowered, e.end) is None]  # another value may stand there
    if kind in NUMBERS:
        return (
            _compounds(reading, value)
            or shares(reading, value, field)
            or times_a_year(reading, value, field)
            or spelled.find(reading.lowered, value)
            or joined.find(reading.lowered, value, field)
            or other_units.find(reading.lowered, value, field)
            or said_times.lengths(reading, value, field.words)
            or headcount.find(reading.lowered, value, field)
            or ordinals.find(reading.lowered, value, field)
            or said_times.parts(reading, value, field)
            or instances.numbers(reading, value, field)
            or none_counted.find(reading, value, field)
            or coded(reading.lowered, value, field)
            or _cents(reading, value, field)
        )
    if kind in TIMES:
        return said_times.find(reading, value, field)
    if kind not in WORDED:
        return []
    return (
        _strings(reading, value, field)
        or _glued(reading, value.lower(), field)
        or said_places.find(reading, value, field)
        or initials(reading, value, field)
        or currencies(reading, value, field)
        or said_times.find(reading, value, field)
        or said_in_parts.find(reading, value, field)
    )


def listed(reading: Reading, value: str, field: Field) -> list[Evidence]:
    """Places that say a value that a field lists, by its own words or others that mean just that."""
    found = (KINDS["enum"].find(reading, value, field) if field.enum else []) or other_words(
        reading, value, "enum", field
    )
    return [place for place in found if place.grade != WEAK]


def _strings(reading: Reading, value: str, field: Field) -> list[Evidence]:
    """Places that say a string; what says another value of the field's enum more closely is left out."""
    found = [
        Evidence(match.start(), match.end(), grade)
        for pattern, grade in _patterns(value.lower(), field.words)
        for match in pattern.finditer(reading.lowered)
    ]
    found = [e for e in found if not _says_another(reading.lowered[e.start : e.end], e.grade, value, field)]
    found = [e for e in found if not instances.TOO.search(reading.lowered, max(0, e.start - 24), e.start)]
    return beside_others(reading, found, value, field)


def _glued(reading: Reading, value: str, field: Field) -> list[Evidence]:
    """Places of a unit right behind its number: "cm" of "7cm"."""
    if not is_unit(value):
        return []
    said = "|".join((re.escape(value), *(way for way, _ in ways_of(value, field.words))))
    return matches(rf"(?<=\d)(?:{said})(?![^\W_])", reading.lowered)


def _differs(said: str, value: str) -> bool:
    """Is one of two ways to say a level a number, and the other is none?"""
    return (_SAYS_NUMBER.search(said) is None) is not (_SAYS_NUMBER.search(value.lower()) is None)


def _says_another(said: str, grade: str, value: str, field: Field) -> bool:
    if grade == WEAK and not field.enum and _differs(said, value):
        return True  # where nothing says which levels there are
    words = Counter(map(stem, words_of(said)))
    for other in field.enum:
        if other == value or not isinstance(other, str):
            continue
        if any(Counter(map(stem, words_of(form))) <= words for form in enum_forms(other, field)):
            return True
        if grade == WEAK and any(g == FORM and p.search(said) for p, g in _patterns(other.lower(), field.words)):
            return True
    return False
