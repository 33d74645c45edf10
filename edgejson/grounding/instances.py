"""Things of a kind for the kind: "lunch" for `food`, "a cab" for `transport`, "my dog" for `pets_allowed`.

For what a schema lists, and for booleans, where the value is said in no other way: `language/en/instances.txt` has by
the value in words what people name instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from edgejson.forms import FORM, Evidence, Reading
from edgejson.forms.numbers import plain
from edgejson.forms.strings import matches, whole
from edgejson.forms.words import denies, enum_forms, one_of
from edgejson.grounding.inexact import stem
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.language.names import in_words, singular
from edgejson.language.senses import sense_of, senses
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_KNOWN = vocabulary("language/en/instances")
_BESIDE = frozenset(_KNOWN.words("beside"))
_WAYS = re.compile(r" \| ")
#: Ahead of a word that isn't meant: "nothing too hard", "not urgent".
TOO = re.compile(r"(?:\bnot|\bnothing|n't)(?: (?:be|a|an|too|so|very|that|overly|really))* $")
#: What stands ahead of a unit, and of other words.
_COUNTED, _ALONE = r"(?:(?<=\d)|(?<=\d ))", r"(?<![^\W_])(?<!['’])"
#: Ahead of what a boolean is about, where it says that there is none of it.
_NOTHING_OF = frozenset(("no", "without", "hide", "skip", "exclude", "omit", "avoid"))
#: Shorter names have forms that are other words.
_LONG = 5
#: Letters that words in other forms have in common.
_SHORT = 4
NONE = frozenset(("none", "no", "nothing", "zero"))


class _Section(NamedTuple):
    """What is known of one kind of list."""

    heading: frozenset[str]  #: words of the fields that have it
    ways: dict[str, str]  #: by a value in lower-case words: a regular expression for what people name for it


@cache
def _sections() -> tuple[_Section, ...]:
    def read(rows: tuple[str, ...]) -> dict[str, str]:
        found: dict[str, list[str]] = {}
        for row in rows:
            values, _, ways = row.partition(": ")
            looks = [f"{_COUNTED}{way[1:]}" if way[0] == "#" else f"{_ALONE}(?:{way})" for way in _WAYS.split(ways)]
            for value in values.split(", "):
                found.setdefault(value, []).extend(looks)
        return {value: "|".join(ways) for value, ways in found.items()}

    headed = ((heading, rows) for heading, rows in _KNOWN.sections.items() if heading != "beside")
    return tuple(_Section(frozenset(heading.split()), read(rows)) for heading, rows in headed)


def names(words: str) -> Iterator[str]:
    """A value's or a boolean's words, and less of them where the others mean no other thing: "needs wifi" -> "wifi"."""
    parts = words.split()
    for start in range(len(parts)):
        if not _BESIDE.issuperset(parts[:start]):
            return
        for end in range(len(parts), start, -1):
            if _BESIDE.issuperset(parts[end:]) and not (end - start < len(parts) and GLUE.issuperset(parts[start:end])):
                yield " ".join(parts[start:end])  # "wants it" is about no "it"


def _said(words: str, field: Field) -> re.Pattern[str] | None:
    """What people name for a value of a field, in words; None where nothing is known."""
    memo = ("instances", words)
    if memo not in field.memo:
        others = [in_words(str(other)) or str(other).lower() for other in field.enum]
        ranked = sorted((_rank(section, words, others, field) for section in _sections()), reverse=True)
        best = ranked[0][0]
        ways = "|".join(said for rank, said in ranked if said and rank == best)
        field.memo[memo] = re.compile(rf"(?:{ways})(?![^\W_])") if ways else None
    found: re.Pattern[str] | None = field.memo[memo]
    return found


def _rank(section: _Section, words: str, others: list[str], field: Field) -> tuple[int, str]:
    """How likely a field's list is of a section's kind, and what the section knows of a value: 0, "" for nothing."""
    said = _known(section, words)
    if not said or not (field.enum or "booleans" in section.heading):
        return 0, ""
    named = bool(section.heading & set(field.words.split()))
    if not field.enum:
        return 1, said
    return 1 + 2 * named + sum(bool(_known(section, other)) for other in others), said


def _known(section: _Section, words: str) -> str:
    return next((section.ways[name] for name in names(words) if name in section.ways), "")


def said_of(kind: str, words: str) -> tuple[str, ...]:
    """What people name for a value of the kind of list whose heading has a word: "age", "seniors": "pensioners?"."""
    return tuple(said for section in _sections() if kind in section.heading and (said := section.ways.get(words)))


def find(reading: Reading, value: str, field: Field, taken: Sequence[Evidence]) -> list[Evidence]:
    """Places that name something of the kind that a listed value is.

    [] where another one of the list is named, and not as a part of what other leaves have `taken`.
    """
    words = in_words(value) or value.lower()
    patterns = [found for found in (_said(words, field), _without(words, field)) if found]
    if not patterns or not field.enum:
        return []
    low = reading.lowered
    matches = [match for pattern in patterns for match in pattern.finditer(low)]
    said = [match.span() for match in matches]
    for first, last in others(reading, value, field):
        within = any(start <= first and last <= end and (first, last) != (start, end) for start, end in said)
        if not (within or any(place.start <= first < place.end for place in taken)):
            return []
    return [Evidence(*m.span(), FORM, True) for m in matches if not TOO.search(low, max(0, m.start() - 24), m.start())]


def implied(reading: Reading, value: bool, field: Field) -> list[Evidence]:
    """Places that name what a boolean is about, and do not deny it; or deny it, where it is false."""
    if sense_of(field.words, senses("welcomes ")):
        return []  # see `welcome`
    said, (first, _, rest) = _said(field.words, field), field.words.partition(" ")
    none = said is None and first in _NOTHING_OF  # "no forks" for `no_cutlery`
    ways = [(_said(rest, field) or _inflected(rest), not value)] if none else [(said, value)]
    ways += [(pattern(field.words), value) for pattern in (_inflected, _together, _in_case)]
    for pattern, affirmed in ways:
        found = pattern.finditer(reading.lowered) if pattern else ()
        places = [m.span() for m in found if denies(reading.lowered, *m.span()) is not affirmed]
        if places:
            return [Evidence(start, end, FORM, True) for start, end in places]
    opposite = None if value else _opposite(field.words)
    return [Evidence(*m.span(), FORM, True) for m in opposite.finditer(reading.lowered)] if opposite else []


@lru_cache(maxsize=4096)
def _opposite(words: str) -> re.Pattern[str] | None:
    """A name of one telling word with a syllable ahead that turns it around: "counterclockwise", "non-refundable"."""
    word = next((name for name in names(words) if " " not in name and len(name) >= _LONG), "")
    return re.compile(rf"{_ALONE}(?:counter|anti|non|un|in|dis|im)-?{re.escape(word)}(?![^\W_])") if word else None


@lru_cache(maxsize=4096)
def _together(words: str) -> re.Pattern[str] | None:
    """Both words of a name, in other forms or other words, near each other: `unlimited_mileage`: "unlimited miles"."""
    telling = [word for word in words.split() if word not in _BESIDE]
    if len(telling) != 2 or min(map(len, telling)) < _SHORT:
        return None
    said = []
    for word in telling:
        known = [ways for section in _sections() if (ways := section.ways.get(word))]
        said.append("|".join((rf"{_ALONE}{re.escape(word[: max(_SHORT, 2 * len(word) // 3)])}[a-z]*", *known)))
    ordered = (rf"(?:{one})(?![^\W_])[^.;:!?]{{0,24}}?(?:{other})" for one, other in (said, said[::-1]))
    return re.compile(rf"(?:{'|'.join(ordered)})(?![^\W_])")


#: What parts a deed from its occasion in a name: "rollback on failure"; and in a sentence.
_ON, _CASE = (
    re.compile(r" (?:on|if|when|upon|after|before|at|in case of) "),
    r"(?:on|if|when|upon|after|before|in case|once|should)",
)


@lru_cache(maxsize=4096)
def _in_case(words: str) -> re.Pattern[str] | None:
    """The deed that a name begins with, and that there is an occasion: `rollback_on_failure`: "roll back if it"."""
    deed, *occasion = _ON.split(words, maxsplit=1)
    done = _inflected(deed) if occasion else None
    return re.compile(rf"{done.pattern}(?: [a-z]+){{0,3}} {_CASE}(?![^\W_])") if done else None


@lru_cache(maxsize=4096)
def _inflected(words: str) -> re.Pattern[str] | None:
    """A name of one telling word in other forms, or parted: `delivery`: "delivers"; `touchscreen`: "touch screen"."""
    word = next((name for name in names(words) if " " not in name and len(name) >= _LONG), "")
    parted = (rf"{word[:at]}[ -]{word[at:]}" for at in range(3, len(word) - 2))
    root = re.escape(stem(word)).replace("or", "ou?r")
    ways = "|".join((rf"{root}(?!(?:er|or)s?(?![^\W_]))[a-z]{{0,4}}", *parted))  # no "Czech speaker" says `speak`
    return re.compile(rf"{_ALONE}(?:{ways})(?![^\W_])") if word else None


def numbers(reading: Reading, value: float, field: Field) -> list[Evidence]:
    """Places that say a number in no figures: 0 "stops": "direct", "no stops"; 100 "volume": "full blast"."""
    last = field.words.rpartition(" ")[2]
    said = next((ways for each in _sections() if (ways := each.ways.get(f"{plain(value)} {last}"))), "")
    patterns = [said] if said else []
    if last and not value:
        patterns.append(rf"(?<![^\W_])(?:no|without|zero)(?: any)? {re.escape(singular(last))}[a-z]{{0,2}}")
    return matches(rf"(?:{'|'.join(patterns)})(?![^\W_])", reading.lowered) if patterns else []


def _without(words: str, field: Field) -> re.Pattern[str] | None:
    """What says that nothing of a list is wanted: "no sugar" for `none` beside `sugar`, or of a field `sugar`."""
    if words not in NONE:
        return None
    others = {in_words(str(other)) for other in field.enum} - NONE
    named = "|".join(re.escape(name) for name in sorted({*others, *field.words.split()[-1:]}) if name)
    return re.compile(rf"(?<![^\W_])(?:no|without|skip|hold|zero)(?: (?:any|the|added))? (?:{named})s?(?![^\W_])")


def others(reading: Reading, value: str, field: Field) -> Iterator[tuple[int, int]]:
    """Where the text says another value of the list by its own name; prepositions are no names."""
    for other in field.enum:
        if other != value and isinstance(other, str):
            forms = (
                {form.lower() for form in enum_forms(other, field)}
                - {*one_of(other, field)}
                - GLUE
                - PREPOSITIONS
                - NONE
            )
            for form in forms:
                yield from whole(reading.lowered, form)
