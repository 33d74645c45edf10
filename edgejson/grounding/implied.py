"""Booleans that people imply: "direct flights" for `nonstop`, "sold out" for an `available` that is false.

For fields without phrases whose name says nothing in the text: by what is said for such names
(`language/en/implied.txt`), or by the words of the description: two that stand together, the two sides of "A rather
than B", a noun behind "including" or "without".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from edgejson.forms import FORM, Evidence, Reading
from edgejson.forms.words import DENIED_AHEAD, DENIED_BEHIND
from edgejson.grounding.apart import apart
from edgejson.grounding.inexact import stem
from edgejson.grounding.instances import names
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.language.names import in_words
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_KNOWN = vocabulary("language/en/implied")
_ASKING = re.compile(rf"^(?:{'|'.join(_KNOWN.words('asking'))}) ")
_EMPTY = frozenset(_KNOWN.words("empty"))
_WORD = re.compile(r"[a-z][a-z'-]*|[.,;:()]")


@cache
def _ways(value: bool) -> dict[str, re.Pattern[str]]:
    rows = _KNOWN.pairs("true" if value else "false").items()
    return {
        name: re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})(?![^\W_])")
        for names, ways in rows
        for name in names.split(", ")
    }


@lru_cache(maxsize=4096)
def _runs(description: str) -> tuple[str, ...]:
    """Words of a description that stand together, two or more: "Direct flights only" -> "direct flights"."""
    runs: list[list[str]] = [[]]
    for word in _WORD.findall(description):
        if not _content(word):
            runs.append([])
        else:
            runs[-1].append(word)
    return tuple(" ".join(run) for run in runs if len(run) > 1)


def implied(reading: Reading, value: bool, field: Field) -> list[Evidence]:
    """Places that imply a boolean by themselves; [] where none does."""
    called = (_ASKING.sub("", field.words), *names(field.words))
    name = next((name for name in called if name in _ways(True) or name in _ways(False)), "")
    found = [e for way in (value, not value) for e in _said(reading, _ways(way).get(name), way is value)]
    own = {*called[:1], field.words}  # the name itself is the field's cue: "urgent: no"
    found = [e for e in found if in_words(reading.lowered[e.start : e.end]) not in own]
    if found:
        return found
    description = field.description.lower()
    if of_both := _of_both(description):
        places = [_said(reading, said, True) for said in (of_both if value else of_both[::-1])]
        return places[0] if not places[1] else []
    wanted, other = _alternatives(description)[:: 1 if value else -1]
    if wanted:
        return _said(reading, wanted, True) if other and not other.search(reading.lowered) else []
    if value and (phrase := _phrase(description)) and (found := _said(reading, phrase, True)):
        return found
    asked = _SHOWING.match(field.words)
    if asked and value and (found := _said(reading, _named_noun(field.words[asked.end() :]), True)):
        return found
    found = _said(reading, _beside_nouns(description, value), True)
    if found or not value:
        return found
    return [e for run in _runs(description) for e in apart(reading, value, run)]


#: What a name begins with that asks for a thing of an answer: `include_year`.
_SHOWING = re.compile(r"(?:includes?|show|wants?|with|return|get|add) ")


@lru_cache(maxsize=4096)
def _phrase(description: str) -> re.Pattern[str] | None:
    """A description of a few words as it stands: "in the background"."""
    words = description.strip(" .")
    return re.compile(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])") if words.count(" ") in (1, 2, 3) else None


@lru_cache(maxsize=4096)
def _named_noun(words: str) -> re.Pattern[str] | None:
    """What asks for a thing: "in what year", "and its year"."""
    return re.compile(rf"(?:wh(?:at|ich)|its|their|the|and|with|also|plus) {re.escape(words)}s?(?![^\W_])")


#: Between what a boolean means where it is true, and what where it is false.
_RATHER = re.compile(r"\b(?:rather than|instead of|as opposed to)\b")
_WITH = r"(?:including|includes?|with|plus|and also)(?: (?:all|any|the|its|an?|full|some))* "
_WITHOUT = r"(?:without|excluding|except|no|skip(?:ping)?|leav(?:e|ing) out)(?: (?:all|any|the|its|an?))* "
#: Shorter words stand in too many descriptions; so many letters of longer ones are said for them.
_LONG, _SHORT = 6, 4


@lru_cache(maxsize=4096)
def _alternatives(description: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """What says each side of "Collect instead of delivery": the words next to the joint that the other side lacks."""
    sides = _RATHER.split(description, maxsplit=1)
    if len(sides) < 2:
        return None, None
    ahead, behind = (_content(side) for side in sides)
    first = [word for word in ahead if word not in behind][-1:]
    second = [word for word in behind if word not in ahead][:1]
    if not first or not second:
        return None, None
    return _inflected(first[0]), _inflected(second[0])


@lru_cache(maxsize=4096)
def _of_both(description: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """What says true and what says false, of "True for a sample, false for the population"; None for anything else."""
    told = _TRUE_FALSE.search(description)
    if told is None:
        return None
    yes, no = (_content(told[side]) for side in ("yes", "no"))
    first = next((word for word in yes if word not in no), "")
    second = next((word for word in no if word not in yes), "")
    return (_inflected(first), _inflected(second)) if first and second else None


_MEANS = r" ?(?:for|if|when|means|=|:|->)? "
_TRUE_FALSE = re.compile(
    rf"\btrue{_MEANS}(?P<yes>[^,;.]+)(?:[,;.]| and| or)+ *(?:and |or )?false{_MEANS}(?P<no>[^,;.]+)"
)


def _inflected(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(stem(word))}[a-z]{{0,5}}(?![^\W_])")


def _content(words: str) -> list[str]:
    """The words of a description that name something."""
    found = _WORD.findall(words)
    return [word for word in found if word.isalpha() and not {word} & (_EMPTY | GLUE | PREPOSITIONS)]


@lru_cache(maxsize=4096)
def _beside_nouns(description: str, value: bool) -> re.Pattern[str] | None:
    """What says that something a description names is wanted, or is not: "including subfolders", "no subfolders"."""
    words = _content(description)
    least = _LONG if value or len(words) > 1 else _SHORT - 1  # "no fan", of "With the fan"
    long = [word for word in words if len(word) >= least]
    nouns = "|".join((*map(re.escape, long), *(f"{re.escape(word[:_SHORT])}s?" for word in long)))  # "stats"
    return re.compile(rf"(?<![^\W_]){_WITH if value else _WITHOUT}(?:{nouns})(?![^\W_])") if nouns else None


def _said(reading: Reading, said: re.Pattern[str] | None, affirmed: bool) -> list[Evidence]:
    """Where an expression matches, and is denied or not."""
    return [
        Evidence(*match.span(), FORM, True)
        for match in (said.finditer(reading.lowered) if said else ())
        if _denied(reading.lowered, match) is not affirmed
    ]


def _denied(lowered: str, match: re.Match[str]) -> bool:
    ahead = DENIED_AHEAD.search(lowered, max(0, match.start() - 30), match.start())
    return bool(ahead or DENIED_BEHIND.match(lowered, match.end()))
