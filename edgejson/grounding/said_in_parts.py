"""Listed values told in parts: "broke a tooth" for `broken_tooth`, "my tooth hurts" for `toothache`, "closed it".

For fields without phrases whose value stands in the text in no other way. Also `none` by "nothing done", and whose a
thing is by who speaks: "to my flat" for `owner_home`. `language/en/said_in_parts.txt` has the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from edgejson.forms import FORM, Evidence, Reading
from edgejson.forms.strings import between_words
from edgejson.grounding import instances
from edgejson.grounding.implied import content
from edgejson.grounding.inexact import stem
from edgejson.grounding.topics import denied, denies
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_KNOWN = vocabulary("language/en/said_in_parts")
_RELATED = _KNOWN.pairs("related")
_SECOND = _KNOWN.words("second parts")
_SMALL = frozenset(_KNOWN.words("small"))
_PRONOUNS = "|".join(_KNOWN.words("pronouns"))
_NOTHING = _KNOWN.pairs("nothing")
_THINGS = _KNOWN.pairs("things")
_SPEAKERS, _SPOKEN_TO = (frozenset(_KNOWN.words(section)) for section in ("speakers", "spoken to"))
#: Words of a value in parts, at most; characters between two of them, at most.
_MOST, _APART = 3, 24
#: What says `none` begins so.
_NONE = ("nothing ", "none ")
#: Letters of the shortest first part of a compound, and of a word that has other forms.
_SHORTEST = 4


def find(reading: Reading, value: str, field: Field) -> list[Evidence]:
    """Places that say a listed value in parts; [] where the text says another one of the list, too."""
    if not field.enum:
        return []
    words = in_words(value) or value.lower()
    places = [place for pattern in _patterns(words, field) for place in _affirmed(reading.lowered, pattern)]
    places += _contrary(reading.lowered, words)
    if not places or any(True for _ in instances.others(reading, value, field)):
        return []
    rest = [in_words(str(other)) or str(other).lower() for other in field.enum if other != value]
    if any(next(_affirmed(reading.lowered, each), None) for other in rest for each in _patterns(other, field)):
        return []
    return [Evidence(*place, FORM, True) for place in places]


def _affirmed(lowered: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    said = (match for match in pattern.finditer(lowered) if not denies(match[0]) or match[0].startswith(_NONE))
    return (match.span() for match in said if denied(lowered, *match.span(), asked=True) is False)


def _contrary(lowered: str, words: str) -> list[tuple[int, int]]:
    """Where the contrary of a value that denies is denied: "they weren't interested", "hasn't decided"."""
    denied_one = _DENYING.fullmatch(words)
    if denied_one is None:
        return []
    said = re.finditer(between_words(said_for(denied_one[1] or denied_one[2])), lowered)
    return [match.span() for match in said if denied(lowered, *match.span()) is True]


#: A value that denies another one, in words; of "un-" only with what has been done.
_DENYING = re.compile(r"(?:not?|never|non) ([a-z]{4,})|un([a-z]{3,}ed)")


def _patterns(words: str, field: Field) -> list[re.Pattern[str]]:
    """What says a value, in words, in parts."""
    memo = ("in parts", words)
    if memo not in field.memo:
        if words in instances.NONE:
            ways = [*_nothing(field.words, field.description.lower())]
        else:
            values = tuple(in_words(str(other)) or str(other).lower() for other in field.enum)
            ways = [*_whose(words, values)] or [*_together(words), *_by_deed(words, values)]
        field.memo[memo] = [re.compile(between_words(way)) for way in ways]
    found: list[re.Pattern[str]] = field.memo[memo]
    return found


@cache
def said_for(word: str) -> str:
    """A regular expression for a word in other forms, and for words that say the same."""
    forms = [re.escape(word), *map(re.escape, _RELATED.get(word, ()))]
    if len(word) >= _SHORTEST:
        root = stem(word)
        forms.append(rf"{re.escape(root)}{'[a-z]{0,3}' if len(root) >= _SHORTEST else '(?:e?s|e?d|ing)?'}")
    return f"(?:{'|'.join(forms)})"


@lru_cache(maxsize=4096)
def _parts(words: str) -> tuple[str, ...]:
    """The telling words of a value; those of a compound: "toothache" -> ("tooth", "ache")."""
    parts = tuple(word for word in words.split() if word not in _SMALL)
    second = next((each for each in _SECOND if len(parts) == 1 and parts[0].endswith(each)), "")
    first = parts[0].removesuffix(second) if second else ""
    return (first, second) if len(first) >= _SHORTEST else parts


def _together(words: str) -> Iterator[str]:
    """All parts of a value close together in one clause, in any order."""
    parts = _parts(words)
    if 2 <= len(parts) <= _MOST and len(set(parts)) == len(parts):
        gap = rf"[^.,;:!?()\n]{{0,{_APART}}}?(?<![^\W_])"
        for at in range(len(parts)):
            turned = (*parts[at:], *parts[:at])
            yield rf"(?![^\W_])(?:{gap})".join(map(said_for, turned))
            if len(parts) > 2:
                yield rf"(?![^\W_])(?:{gap})".join(map(said_for, turned[::-1]))


def _by_deed(words: str, values: tuple[str, ...]) -> Iterator[str]:
    """The deed of a value with a word for its thing, where no other value has that deed: "closed it"."""
    parts = _parts(words)
    deed = parts[-1] if len(parts) == 2 else ""
    if deed.endswith("ed") and not any(deed in other.split() for other in values if other != words):
        yield rf"{said_for(deed)} (?:{_PRONOUNS})"


def _nothing(words: str, description: str) -> Iterator[str]:
    """What says that there was nothing of what a field is about: "nothing done" of an `action`."""
    ways = [*_NOTHING.get(words.rpartition(" ")[2], ()), *map(re.escape, content(description))]
    if ways:
        yield rf"(?<!for )(?:nothing|none)(?: (?:was|is|has been|to be|had to be|got|else))? (?:{'|'.join(ways)})"


def _whose(words: str, values: tuple[str, ...]) -> Iterator[str]:
    """Whose a thing is, where the list has it of one who speaks and of one who is spoken to."""
    role, _, thing = words.partition(" ")
    roles = {other.partition(" ")[0] for other in values if other.partition(" ")[2] == thing}
    if role not in roles or thing not in _THINGS or not (roles & _SPEAKERS and roles & _SPOKEN_TO):
        return
    things = "|".join(_THINGS[thing])
    if role in _SPEAKERS:
        yield rf"(?<!away from )(?:my|our)(?: own)? (?:{things})"
    elif role in _SPOKEN_TO:
        yield rf"(?:your|their)(?: own)? (?:{things})"
        if thing in _KNOWN.words("with them"):
            yield r"(?:stay|live|sleep|board|be|home|place)(?:s|ing)? (?:[a-z]+ )?with you|at yours"
