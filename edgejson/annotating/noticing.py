"""Words for booleans and listed values, noticed where texts say them in words that the checks don't know.

"Sorted." stands in texts whose `resolved` is true, and in no other; "cheap" is read as a price that is low. What stands
in one text alone is believed where nothing else in that text may say the value, see `guessing`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

from edgejson.annotating.guessing import said_once
from edgejson.annotating.pointers import pointer_of
from edgejson.checks.base import Pair, Subject
from edgejson.forms import WEAK
from edgejson.grounding.candidates import Leaf
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.language.composed import compose
from edgejson.schema.fields import pattern_of, value_key
from edgejson.schema.loading import at

#: Fewest texts that words must stand in, and the share of those that say the value in unknown words.
_FEWEST, _SHARE = 2, 1 / 3
#: Longest run of words that may say a value; of a listed value, of which there are many.
_LONGEST, _LONGEST_LISTED = 8, 3
_BORDER = re.compile(r"[,.;:!?()\[\]{}|\n\x00]| - | (?:and|but|because|so|as|while) ")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


#: By the field's place and the value's key: words, each with the numbers of the texts that they stand in.
Synonyms: TypeAlias = dict[tuple[str, ...], dict[str, dict[str, set[int]]]]


@dataclass(slots=True)
class Noticed:
    """Words for values."""

    synonyms: Synonyms = field(default_factory=dict)  #: of listed values
    clauses: dict[tuple[str, ...], dict[bool, dict[str, set[int]]]] = field(default_factory=dict)  #: of booleans
    #: Words that one text alone has for a value: its number, the field's place, the words.
    once: list[tuple[int, tuple[str, ...], str]] = field(default_factory=list)

    def add(self, path: tuple[str, ...], value: Any, words: str, seen: set[int]) -> None:
        """Words that some texts say a value in."""
        if isinstance(value, bool):
            self.clauses.setdefault(path, {}).setdefault(value, {})[words] = seen
        else:
            self.synonyms.setdefault(path, {}).setdefault(value_key(value), {})[words] = seen

    def keep(self, known: Container[tuple[tuple[str, ...], str, str]]) -> None:
        """Drop words for listed values that are none of `known`: property, value, words."""
        for place, by_value in self.synonyms.items():
            kept = {
                value: {said: seen for said, seen in words.items() if (place, value, said) in known}
                for value, words in by_value.items()
            }
            self.synonyms[place] = {value: words for value, words in kept.items() if words}

    def worded(self, document: Any) -> Any:
        """A schema's document that knows the words for listed values."""
        document = deepcopy(document)
        for place, by_value in self.synonyms.items():
            known = at(document, pointer_of(document, place)).setdefault("x-synonyms", {})
            for value, words in by_value.items():
                known[value] = list(dict.fromkeys([*known.get(value, ()), *words]))
        return document

    def told(self, document: Any) -> Any:
        """The same, with frames that say nothing but a boolean."""
        document = self.worded(document)
        for place, sides in self.clauses.items():
            frames = document.setdefault("x-sentences", [])
            name = ".".join(place)
            frames += [_frame(name, side, clause) for side, words in sides.items() for clause in words]
        return document


def _frame(name: str, side: bool, clause: str) -> str:
    return f"{{{name}?{clause}|}}" if side else f"{{{name}?|{clause}}}"


@dataclass(slots=True)
class _Text:
    """An example as it is read here."""

    lowered: str
    leaves: list[Leaf]
    runs: set[str]  #: all runs of words between values and marks, in lower case
    clauses: set[str]  #: those of clauses without any value


@dataclass(slots=True)
class Unsaid:
    """The texts whose label has a value, and those of them that say it in unknown words."""

    having: set[int] = field(default_factory=set)
    unsaid: set[int] = field(default_factory=set)


def notice(subject: Subject, pairs: Sequence[tuple[str, Any]], struck: Collection[str] = ()) -> Noticed:
    """Words for values of booleans and of lists, from all pairs of texts and labels; none that are `struck`."""
    found = Noticed()
    texts: list[_Text] = []
    cases: dict[tuple[str, ...], dict[Any, Unsaid]] = defaultdict(lambda: defaultdict(Unsaid))
    for number, (text, label) in enumerate(pairs):
        leaves = subject.ground(Pair(text, label)).leaves
        text = compose(text)
        texts.append(_read(text, leaves))
        for leaf in leaves:
            if not _is_chosen(leaf):
                continue
            path = pattern_of(leaf.path)
            case = cases[path][leaf.value]
            case.having.add(number)
            if leaf.problem or leaf.chosen is None:
                case.unsaid.add(number)
            elif (words := _read_as(text, leaf, leaves)) and words not in struck:
                known = found.synonyms.setdefault(path, {}).setdefault(value_key(leaf.value), {})
                known.setdefault(words, set()).add(number)
    for path, by_value in cases.items():
        for value, case in by_value.items():
            for words, seen in _words_of(value, case, texts):
                if words in struck:
                    continue
                found.add(path, value, words, seen)
                case.unsaid -= seen
    for number, path, words in said_once([(text.lowered, text.leaves) for text in texts], cases):
        if words not in struck:
            value = next(leaf.value for leaf in texts[number].leaves if pattern_of(leaf.path) == path)
            found.add(path, value, words, {number})
            found.once.append((number, path, words))
    return found


def _is_chosen(leaf: Leaf) -> bool:
    """Is a value one of a few? Of items of lists another item's words may be meant."""
    if any(isinstance(step, int) for step in leaf.path) or leaf.target.field.path != leaf.path:
        return False
    return isinstance(leaf.value, bool) or (bool(leaf.target.field.enum) and isinstance(leaf.value, str))


def _read_as(text: str, leaf: Leaf, leaves: list[Leaf]) -> str:
    """The words that are read as a listed value though they are others; "" where more than these are needed."""
    place = leaf.chosen
    if place is None or place.grade != WEAK or isinstance(leaf.value, bool):
        return ""
    said = text[place.start : place.end].lower()
    inside = any(
        other is not leaf and other.chosen and other.chosen.start < place.end and place.start < other.chosen.end
        for other in leaves
    )
    return "" if inside or len(said.split()) > _LONGEST_LISTED or not _WORD.match(said) else said


def _read(text: str, leaves: list[Leaf]) -> _Text:
    letters = list(text.lower())
    for leaf in leaves:
        if leaf.chosen is not None and not leaf.problem:
            letters[leaf.chosen.start : leaf.chosen.end] = ["\x00"] * (leaf.chosen.end - leaf.chosen.start)
    masked = "".join(letters)
    runs: set[str] = set()
    clauses: set[str] = set()
    borders = [(0, 0), *(border.span() for border in _BORDER.finditer(masked)), (len(masked), len(masked))]
    for (_, start), (end, _) in pairwise(borders):
        words = _WORD.findall(masked[start:end])
        said = set(_runs(words))
        runs |= said
        if "\x00" not in (masked[start - 1 : start], masked[end : end + 1]):
            clauses |= said
    return _Text(text.lower(), leaves, runs, clauses)


def _runs(words: list[str]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            yield " ".join(words[start:end])


def _words_of(value: Any, case: Unsaid, texts: list[_Text]) -> Iterator[tuple[str, set[int]]]:
    """Words that stand in several texts with a value, and in none without it."""
    left = set(case.unsaid)
    least = max(_FEWEST, _SHARE * len(left))
    elsewhere = set().union(*(text.runs for number, text in enumerate(texts) if number not in case.having))
    while left:
        counts: Counter[str] = Counter()
        for number in left:
            counts.update((texts[number].clauses if isinstance(value, bool) else texts[number].runs) - elsewhere)
        fit = [words for words, seen in counts.items() if seen >= least and _may_say(words, value)]
        if not fit:
            return
        best = max(fit, key=lambda words: (counts[words], len(words.split()), words))
        seen = {number for number in case.having if best in texts[number].runs}
        yield best, seen
        left -= seen


def _may_say(words: str, value: Any) -> bool:
    if isinstance(value, bool):
        return any(word not in GLUE and word not in PREPOSITIONS for word in words.split())
    first, *_, last = [*words.split(), words.split()[-1]]
    small = GLUE | PREPOSITIONS
    return len(words.split()) <= _LONGEST_LISTED and first not in small and last not in small
