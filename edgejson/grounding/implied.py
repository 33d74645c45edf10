"""Booleans that people imply: "direct flights" for `nonstop`, "sold out" for an `available` that is false.

For fields without phrases whose name says nothing in the text as it is: by what is said for such names
(`language/en/implied.txt`), or by the words of the description: two that stand together, the two sides of "A rather
than B", a noun behind "including" or "without". Also by the words of the name apart (`advance_paid`: "an advance was
paid", "I got no advance"), and by what says who is welcome in a place ("bring the kids", "adults only", "no dogs").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from edgejson.forms import FORM, Evidence, Reading
from edgejson.forms.strings import between_words
from edgejson.forms.words import DENIED_BEHIND, denies
from edgejson.grounding.inexact import stem
from edgejson.grounding.instances import names
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.language.names import in_words
from edgejson.language.senses import filled, sense_of, senses
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field

_KNOWN = vocabulary("language/en/implied")
_ASKING = re.compile(rf"^(?:{'|'.join(_KNOWN.words('asking'))}) ")
_EMPTY = frozenset(_KNOWN.words("empty"))
_WORD = re.compile(r"[a-z][a-z'-]*|[.,;:()]")


@cache
def _ways(value: bool) -> dict[str, re.Pattern[str]]:
    rows = _KNOWN.pairs("true" if value else "false").items()
    return {name: re.compile(between_words("|".join(ways))) for names, ways in rows for name in names.split(", ")}


@lru_cache(maxsize=4096)
def runs(description: str) -> tuple[str, ...]:
    """Words of a description that stand together, two or more: "Direct flights only" -> "direct flights"."""
    runs: list[list[str]] = [[]]
    for word in _WORD.findall(description):
        if not content(word):
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
    return [e for run in runs(description) for e in apart(reading, value, run)]


#: What a name begins with that asks for a thing of an answer: `include_year`.
_SHOWING = re.compile(r"(?:includes?|show|wants?|with|return|get|add) ")


@lru_cache(maxsize=4096)
def _phrase(description: str) -> re.Pattern[str] | None:
    """A description of a few words as it stands: "in the background"."""
    words = description.strip(" .")
    return re.compile(between_words(re.escape(words))) if words.count(" ") in (1, 2, 3) else None


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
    ahead, behind = (content(side) for side in sides)
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
    yes, no = (content(told[side]) for side in ("yes", "no"))
    first = next((word for word in yes if word not in no), "")
    second = next((word for word in no if word not in yes), "")
    return (_inflected(first), _inflected(second)) if first and second else None


_MEANS = r" ?(?:for|if|when|means|=|:|->)? "
_TRUE_FALSE = re.compile(
    rf"\btrue{_MEANS}(?P<yes>[^,;.]+)(?:[,;.]| and| or)+ *(?:and |or )?false{_MEANS}(?P<no>[^,;.]+)"
)


def _inflected(word: str) -> re.Pattern[str]:
    return re.compile(between_words(rf"{re.escape(stem(word))}[a-z]{{0,5}}"))


def content(words: str) -> list[str]:
    """The words of a description that name something."""
    found = _WORD.findall(words)
    return [word for word in found if word.isalpha() and not {word} & (_EMPTY | GLUE | PREPOSITIONS)]


@lru_cache(maxsize=4096)
def _beside_nouns(description: str, value: bool) -> re.Pattern[str] | None:
    """What says that something a description names is wanted, or is not: "including subfolders", "no subfolders"."""
    words = content(description)
    least = _LONG if value or len(words) > 1 else _SHORT - 1  # "no fan", of "With the fan"
    long = [word for word in words if len(word) >= least]
    nouns = "|".join((*map(re.escape, long), *(f"{re.escape(word[:_SHORT])}s?" for word in long)))  # "stats"
    return re.compile(between_words(rf"{_WITH if value else _WITHOUT}(?:{nouns})")) if nouns else None


def _said(reading: Reading, said: re.Pattern[str] | None, affirmed: bool) -> list[Evidence]:
    """Where an expression matches, and is denied or not."""
    return [
        Evidence(*match.span(), FORM, True)
        for match in (said.finditer(reading.lowered) if said else ())
        if denies(reading.lowered, *match.span()) is not affirmed
    ]


_APART = vocabulary("language/en/apart")
_UNSAID = frozenset(_APART.words("empty"))
_CLAUSE = re.compile(r"[^,.;:!?()\n]+")
_LETTERS = re.compile(r"[^\W\d_]+(?:['’]t)?")
_NOT = frozenset(_APART.words("denials"))
#: What a name ends with that says what has been done with its thing.
_DONE = re.compile(r"\w+(?:ed|en)|paid|sent|made|done|met|kept|left|set")
#: Stem of a word of a name -> stems of words that say the same of its thing.
_DEEDS = {stem(word): frozenset(map(stem, others)) for word, others in _APART.pairs("deeds").items()}
#: Words from the first of a name's words to the last, at most, for each of them.
_REACH = 4


def apart(reading: Reading, value: bool, words: str) -> list[Evidence]:
    """Places that say a boolean by all words of its field's name in one clause; false also as "no" with its thing."""
    named = [word for word in words.split() if word not in _UNSAID and word not in _NOT]
    if len(named) < 2 or len(named) < sum(word not in _UNSAID for word in words.split()):
        return []  # one word is a cue by itself; a name that denies needs words of its own
    thing = _DONE.fullmatch(named[-1]) is not None and not value
    found = []
    for clause in _CLAUSE.finditer(reading.lowered):
        said = [(stem(word[0]), word[0], *word.span()) for word in _LETTERS.finditer(clause[0])]
        for place in _close_together(said, [*map(stem, named)], thing):
            denied = any(word in _NOT or word.endswith(("n't", "n’t")) for _, word, _, _ in said)
            denied = denied or DENIED_BEHIND.match(reading.lowered, clause.start() + place[1]) is not None
            if denied is not value:
                found.append(Evidence(clause.start() + place[0], clause.start() + place[1], FORM, True))
    return found


def _close_together(said: list[tuple[str, str, int, int]], named: list[str], thing: bool) -> Iterator[tuple[int, int]]:
    """Where all named words stand close together; with `thing`, where all but the last stand behind a "no"."""
    same = {other: word for word in named for other in _DEEDS.get(word, ())} | {word: word for word in named}
    said = [(same.get(word, word), whole, start, end) for word, whole, start, end in said]
    places = [at for at, (word, _, _, _) in enumerate(said) if word in named]
    if {said[at][0] for at in places} == set(named) and places[-1] - places[0] < _REACH * len(named):
        yield said[places[0]][2], said[places[-1]][3]
        return
    most = set(named[:-1])
    if thing and {said[at][0] for at in places} == most and said[max(places[0] - 1, 0)][1] in ("no", "without"):
        yield said[places[0]][2], said[places[-1]][3]


_WELCOMING = vocabulary("language/en/welcome")
#: What stands ahead of a denial that is denied itself: "it is not adults only".
_DENIAL_DENIED = re.compile(r"(?:\bnot|n't|\bnever|\bno longer) (?:an? |really |actually )?$")


@cache
def _guest_ways(group: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What says that a group of guests is welcome, and what that it is not."""

    def compiled(section: str) -> re.Pattern[str]:
        rows = (*_WELCOMING.sections.get(f"{section} {group}", ()), *_WELCOMING.rows(section))
        return re.compile(between_words(filled(_WELCOMING, "|".join(rows).replace("<guest>", f"<{group}>"))))

    return compiled("welcome"), compiled("unwelcome")


def welcome(reading: Reading, value: bool, words: str) -> list[Evidence]:
    """Places that say by themselves that somebody is welcome, or (false) is not; [] for fields of other names."""
    group = sense_of(words, senses("welcomes ")).removeprefix("welcomes ")
    if not group:
        return []
    welcoming, denying = _guest_ways(group)
    denials = [
        match.span()
        for match in denying.finditer(reading.flat)
        if not _DENIAL_DENIED.search(reading.flat, max(0, match.start() - 24), match.start())
    ]
    if not value:
        return [Evidence(start, end, FORM, True) for start, end in denials]
    said = [Evidence(match.start(), match.end(), FORM, True) for match in welcoming.finditer(reading.flat)]
    return [
        each
        for each in said
        if not DENIED_BEHIND.match(reading.lowered, each.end)
        and not any(start < each.end and each.start < end for start, end in denials)
    ]
