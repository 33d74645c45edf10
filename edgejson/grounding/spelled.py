"""Numbers that people spell out, in full: "one hundred and seventy", "two and a half", "fifteen thousand", "x - 4".

The scan of a text (`forms/numbers.py`) reads the short ones that the writer has. For fields without phrases, where
people write as they speak, the whole number counts, and no part of it: "fifty-five" is no 50, "five and a half" no 5.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter

from edgejson.forms import FORM, Evidence
from edgejson.language.vocabulary import vocabulary

_WORDS = vocabulary("language/en/numbers")
_ONES = {word: number for number, word in enumerate(_WORDS.words("ones")) if number}
_TENS = {word: 10 * number for number, word in enumerate(_WORDS.words("tens"), 2)}
_SCALES = {"grand": 10**3, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_PARTS = {"half": 0.5, "quarter": 0.25}
_ONE = "|".join(sorted(_ONES, key=len, reverse=True))
_DIGIT = "|".join(_WORDS.words("ones")[:10])
_TWO = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_WORDS.words('ones')[1:10])}))?|{_ONE})"
_THREE = rf"(?:(?:{_TWO}|an?) hundred(?: (?:and )?{_TWO})?|{_TWO})"
_LONG = "".join(rf"(?:(?:{_THREE}|an?) {scale}(?:,? (?:and )?(?={_TWO}|an? ))?)?" for scale in reversed(_SCALES))
_SPELLED = re.compile(
    rf"(?<![^\W_])(?<!-)(?:(?P<whole>zero(?= point )|(?={_TWO}|an? ){_LONG}(?:{_THREE})?)"
    rf"(?: point(?P<decimals>(?: (?:{_DIGIT}))+))?"
    r"|(?P<figures>\d+(?=(?: and an?|-and-a-) ?(?:half|quarter))))"
    r"(?P<part>(?: and an? |-and-a-)(?:half|quarter)(?P<times> (?:thousand|million|billion))?)?(?![^\W_])"
)
#: A part of a scale, "half a million"; figures with a scale that the scan doesn't know, "5 grand", "£2m"; and figures
#: whose scale stands behind the next ones, "300 to 400 thousand".
_SCALED = re.compile(
    r"(?<![^\W_])(?<!and a )(?P<part>half|quarter)(?: of)? (?:an? )?(?P<of>thousand|million|billion)(?![^\W_])"
    r"|(?<![\w.,])(?P<figures>\d+(?:\.\d+)?)(?P<short> grand| ?mil|(?<=[$£€]\d)m|(?<=[$£€]\d\.\d)m)(?![^\W_])"
    r"|(?<![\w.,])(?P<first>\d+(?:\.\d+)?)"
    r"(?= ?(?:-|–|to|and|or) ?[$£€]?\d+(?:\.\d+)?(?P<next>k| ?thousand| ?million)(?![^\W_]))"
)
_SHORT = {"grand": 10**3, "k": 10**3, "mil": 10**6, "m": 10**6} | _SCALES
_HINT = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(_TENS)}|{_ONE})(?![^\W_])|\b(?:hundred|thousand|million|grand|half|quarter)\b"
)
#: A variable, to which an equation adds, or from which it takes, a number: "3x^2 + 11x - 4 = 0".
_TERM = re.compile(r"(?<![^\W\d_])[a-z](?:\^?\d|[²³])? ?[-−–] ?(\d+(?:\.\d+)?)(?=[a-z]?\b)")


@lru_cache(maxsize=8)  # one text is asked for several times in a row
def spelled(lowered: str) -> tuple[tuple[float, int, int], ...]:
    """(value, start, end) of every number of a lower-case text that is spelled out, or that an equation takes off."""
    terms = [(-float(found[1]), found.start(1), found.end(1)) for found in _TERM.finditer(lowered) if "=" in lowered]
    terms += [(_scaled(found), *found.span()) for found in _SCALED.finditer(lowered)]
    if not _HINT.search(lowered):
        return tuple(sorted(terms, key=itemgetter(1)))
    longer = [(start, end) for _, start, end in terms]
    words = (
        (_value(found), *found.span())
        for found in _SPELLED.finditer(lowered)
        if found[0] and not any(start < found.end() and found.start() < end for start, end in longer)
    )
    return tuple(sorted((*words, *terms), key=itemgetter(1)))


def _scaled(found: re.Match[str]) -> float:
    """What a match of `_SCALED` says."""
    if found["part"]:
        return _PARTS[found["part"]] * _SCALES[found["of"]]
    return float(found["figures"] or found["first"]) * _SHORT[(found["short"] or found["next"]).strip()]


def find(lowered: str, value: float) -> list[Evidence]:
    """Places that spell out a number."""
    return [Evidence(start, end, FORM) for said, start, end in spelled(lowered) if said == value]


def with_percent(lowered: str, place: Evidence) -> Evidence:
    """A number's place with the word behind it that makes it a percentage: so it stands beside what names that."""
    behind = _PERCENT.match(lowered, place.end)
    return place._replace(end=behind.end()) if behind else place


_PERCENT = re.compile(r" per ?cent(?![^\W_])")


def is_part(lowered: str, place: Evidence, value: object) -> bool:
    """Does a place that says a number lie within a longer one, spelled out, that says another?"""
    known = spelled(lowered)
    index = bisect_right(known, place.start, key=itemgetter(1)) - 1
    return index >= 0 and place.start < known[index][2] and known[index][0] != value


def _value(found: re.Match[str]) -> float:
    """What a match of `_SPELLED` says."""
    total, some = (float(found["figures"]), 0.0) if found["figures"] else (0.0, 0.0)
    for word in re.findall(r"[a-z]+", found["whole"] or ""):
        if word in _SCALES:
            total, some = total + some * _SCALES[word], 0.0
        elif word == "hundred":
            some *= 100
        elif word not in ("and", "zero"):
            some += 1 if word in ("a", "an") else _ONES.get(word, 0) or _TENS[word]
    digits = "".join(str(_WORDS.words("ones").index(word)) for word in (found["decimals"] or "").split())
    part = next((size for name, size in _PARTS.items() if found["part"] and name in found["part"]), 0.0)
    times = _SCALES[found["times"].strip()] if found["times"] else 1
    return (total + some + part + (float(f"0.{digits}") if digits else 0.0)) * times
