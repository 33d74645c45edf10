"""Booleans of everyday topics in people's own words: "takes heart tablets" for `needs_medication`.

For fields without phrases: `language/en/topics.txt` has by the topic that a field's name, title or description tells of
what says that it is so, and that it isn't. What is asked, is but a case, or is told of others says neither, and where a
text says both of them, neither counts.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from edgejson.forms import FORM, Evidence, Reading
from edgejson.forms.strings import between_words
from edgejson.forms.words import DENIED_BEHIND, LABELS
from edgejson.grounding.candidates import Leaf
from edgejson.grounding.implied import content, runs
from edgejson.language.markers import is_strange
from edgejson.language.senses import any_row, filled
from edgejson.language.vocabulary import Vocabulary, vocabulary
from edgejson.schema.fields import Field

_KNOWN = vocabulary("language/en/topics")
_BESIDE = frozenset(_KNOWN.words("beside"))
_TURNING = frozenset(_KNOWN.words("denied names"))
_WAYS = re.compile(r" \| ")
_DENIAL = re.compile(between_words(any_row(_KNOWN, "denials")))
_NO_DENIAL = re.compile(rf"(?<![^\W_])(?:[a-z]+)?{any_row(_KNOWN, 'no denials')}(?![^\W_])")
_ALLOWED_BEHIND = re.compile(rf"{any_row(_KNOWN, 'allowed behind')}(?![^\W_])")
_CASE = re.compile(between_words(any_row(_KNOWN, "cases")))
_CASE_BEHIND = re.compile(r"(?: [a-z]+){0,2} (?:if|whether|unless|in case|only when)(?! possible)(?![^\W_])")
_OTHERS = re.compile(between_words(any_row(_KNOWN, "others")))
_SENTENCE = re.compile(r"[.!?]+(?=\s|$)|\n")
#: Where what denies ends: "no pets but a child", "no dog and takes tablets"; not "no pets or kids".
_CLAUSE = re.compile(r"[,;:()–—]| - | (?:but|though|although|yet|while|because|since|so|and|then)(?= )")
_OR_BEHIND = re.compile(r"[^.;:!?\n]*? n?or ")
_AND = re.compile(r" and (?:an? |the )?$")
_NOT_BEHIND = re.compile(
    rf"(?: (?!and |or )[a-z']+)? {_KNOWN.either('denials behind')}(?={_KNOWN.either('denied behind')}|[.,;!?\n]|$)"
)

_SMILE = re.compile(r" ?[:;]-?[()dp]")

#: What says that it is so, that it isn't, and that it is so even where it is asked: "could you give me a lift?"
Ways = tuple[re.Pattern[str] | None, re.Pattern[str] | None, re.Pattern[str] | None]


@cache
def _topics() -> dict[str, Ways]:
    """By a topic's name in words: what says that it is so, that it isn't, that it is where it is asked."""
    found: dict[str, Ways] = {}
    for heading, rows in _KNOWN.sections.items():
        if rows[0].startswith(("yes: ", "asked: ")):
            said = {row.partition(": ")[0]: row.partition(": ")[2] for row in rows}
            yes, no, asked = (_compiled(_KNOWN, said.get(key, "")) for key in ("yes", "no", "asked"))
            found.update(dict.fromkeys(heading.split(", "), (yes, no, asked)))
    return found


def _compiled(known: Vocabulary, ways: str) -> re.Pattern[str] | None:
    said = "|".join(_WAYS.split(filled(known, ways))).replace("[a-z]+", _ANY_WORD)
    return re.compile(between_words(said)) if ways else None


#: Any word of a way is none that denies: "take no photos".
_ANY_WORD = r"(?!(?:no|not|never|without)\b)[a-z]+"


def find(reading: Reading, value: bool, field: Field) -> list[Evidence]:
    """Places that say a boolean by what is said of its topic; [] where none does, or the text says both."""
    ways, turned = _of_field(field.words, field.title, field.description)
    if not any(ways):
        return []
    told = [(start, end, truth is not turned) for start, end, truth in _told(reading.lowered, ways)]
    return [Evidence(start, end, FORM, True) for start, end, _ in told] if {each[2] for each in told} == {value} else []


def refute(leaf: Leaf, reading: Reading) -> None:
    """Take from a boolean without phrases its places where all that is said of its topic is the contrary.

    "Unfurnished" and "gave up smoking" hold the field's name. A label's value ("smoking: yes") says more than they do.
    """
    if leaf.kind != "boolean" or not leaf.places or leaf.target.annotated or leaf.settled or leaf.framed:
        return
    low = reading.lowered
    if any(LABELS.match(low, e.end) or _LABELLED.search(low, max(0, e.start - 8), e.start) for e in leaf.places):
        return
    if find(reading, not leaf.value, leaf.target.field):
        leaf.places, leaf.problem = [], "no-cue"


#: Ahead of the value of a form's field.
_LABELLED = re.compile(r"[:=|>\t] *$")


@lru_cache(maxsize=4096)
def _of_field(words: str, title: str, description: str) -> tuple[Ways, bool]:
    """What says that a field's topic is so and isn't, and whether the field's name turns it around ("no pets")."""
    parts = words.split()
    while parts and parts[0] in _BESIDE:
        parts = parts[1:]
    turned = len(parts) > 1 and parts[0] in _TURNING
    told = [" ".join(parts[turned:]), *([] if turned else [words])]
    if not turned and _TURNING.isdisjoint(description.lower().split()):
        told += [title.lower(), " ".join(content(description.lower())), *runs(description.lower())]
    name = next((name for each in told for name in _names(each) if name in _topics()), "")
    ways = _topics().get(name, (None, None, None))
    agents = _agents(parts, description.lower())
    return ((agents, None, None) if not any(ways) and agents else ways), turned


def _names(words: str) -> Iterator[str]:
    """Some words, and less of them where the others say nothing of the topic, the longest first."""
    parts = words.split()
    for size in range(len(parts), 0, -1):
        for start in range(len(parts) - size + 1):
            if _BESIDE.issuperset((*parts[:start], *parts[start + size :])):
                yield " ".join(parts[start : start + size])


def _agents(named: list[str], description: str) -> re.Pattern[str] | None:
    """Those who do what a description has ahead of the name's thing: "caterers" of "catering staff" for `staff`."""
    said = [run.split() for run in runs(description)]
    doing = [word for run in said for word, thing in itertools.pairwise(run) if thing in named]
    stems = [re.escape(word.removesuffix("ing")) for word in doing if len(word) > _DOING and word.endswith("ing")]
    return re.compile(between_words(rf"(?:{'|'.join(stems)})(?:ers?|ors?)")) if stems else None


#: Letters of the shortest word in -ing that has a verb before it.
_DOING = 5


def _told(lowered: str, ways: Ways) -> list[tuple[int, int, bool]]:
    """Start, end and what is said there, of all places that say something of a topic."""
    kinds = zip(ways, ((True, False), (False, False), (True, True)), strict=True)
    found = [(*m.span(), *kind) for way, kind in kinds if way for m in way.finditer(lowered)]
    found = [
        place
        for place in found
        if not any(start <= place[0] and place[1] <= end and (start, end) != place[:2] for start, end, *_ in found)
    ]
    told = []
    for start, end, truth, asked in found:
        turned = denied(lowered, start, end, asked)
        if turned is not None:
            told.append((start, end, truth is not turned))
    return told


def denied(lowered: str, start: int, end: int, asked: bool = False) -> bool | None:
    """Does its clause deny what is said at a place? None where it is but a case, another's, unclear, or `asked`.

    With `asked` what stands in a question counts.
    """
    first = max((stop.end() for stop in _SENTENCE.finditer(lowered, 0, start)), default=0)
    stop = _SENTENCE.search(lowered, end)
    if (stop and "?" in stop[0] and not asked) or is_strange(lowered, start, end):
        return None
    if _CASE.search(lowered, first, start) or _CASE_BEHIND.match(lowered, end):
        return None
    begin = max((part.end() for part in _CLAUSE.finditer(lowered, first, start)), default=first)
    if _OTHERS.search(lowered, begin, start):
        return None
    if _ALLOWED_BEHIND.match(lowered, end):
        return False
    is_denied = denies(lowered[begin:start])
    if not is_denied and begin > first and denies(_before(lowered, first, begin)):
        if _AND.search(lowered, begin - 5, start):
            return None  # "no lift and stairs"
        bare = not lowered[begin:start].strip()
        is_denied = bare and lowered[begin - 1] == "," and _OR_BEHIND.match(lowered, end) is not None
    if _SMILE.match(lowered, end):
        return is_denied  # "loves kids :) no meds"
    return is_denied or bool(DENIED_BEHIND.match(lowered, end) or _NOT_BEHIND.match(lowered, end))


def _before(lowered: str, first: int, begin: int) -> str:
    """The clause ahead of the one that begins at a place."""
    return _CLAUSE.split(lowered[first : begin - 1])[-1]


def denies(ahead: str) -> bool:
    """Does a word of a clause deny it?"""
    return _DENIAL.search(_NO_DENIAL.sub(" ", ahead)) is not None
