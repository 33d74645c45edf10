"""Slots of listed values: "on the {seating=terrace}", "a {price=low|cheap;high} room".

What suits one value needn't suit another: nobody sits on the bar. So a slot takes the values that were seen beside the
same words, in the words in which they were said there ("a pricey room", but "at a fair price"); any value as it is
where several were said as they are; and for a value said as it is those that took its place beside other words: who
comes "on Monday" and "on Friday" has a "Monday pickup" and a "Friday pickup".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from edgejson.annotating.cutting import VALUED
from edgejson.forms.dates import MONTHS, WEEKDAYS
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field
from edgejson.schema.frames import Slot, parse

_TOKEN = re.compile(r"\{[^{}]*\}|[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_MARKUP = re.compile(r"[\[\]]|\((?:[^(){}|]*\|)+([^(){}|]*)\)")
_MARKED = re.compile(r"[{}\[\]|;=]")
#: Fewest values that are said as they are beside the same words, for others to suit as well.
_SEVERAL = 2
_COPULAS = frozenset(vocabulary("language/en/apart").words("copulas"))
_DAYS = frozenset(name.lower() for name in (*WEEKDAYS, *MONTHS))
#: Words ahead of a slot that tell enough alone: what stands before them is about something else.
_TELLING = frozenset({"a", *_COPULAS})

#: The property, which side of it, the words there.
Context: TypeAlias = tuple[str, str, tuple[str, ...]]
FieldAt: TypeAlias = Callable[[tuple[str, ...]], Field]


class Contexts:
    """The words beside slots of listed values, each with the values and their words that were seen there."""

    def __init__(self, sources: Iterable[str]) -> None:
        self.seen: dict[Context, dict[tuple[str, str], None]] = defaultdict(dict)
        #: Property, slot ahead of it -> values said as they are.
        self.behind: dict[tuple[str, str], set[str]] = defaultdict(set)
        #: Of each property everywhere: value, words, and whether a noun follows.
        self.said: dict[str, set[tuple[str, str, bool]]] = defaultdict(set)
        for source in sources:
            for slot in VALUED.finditer(source):
                way = slot[2], _lowered(slot[2], slot[3] or slot[2], slot.start() == 0)
                contexts = _contexts(source, slot)
                self.said[slot[1]].add((*way, any(side != "before" for _, side, _ in contexts)))
                for context in contexts:
                    self.seen[context][way] = None
                if contexts and contexts[-1][2][-1][0] == "{" and _is_itself(*way):
                    self.behind[slot[1], contexts[-1][2][-1]].add(slot[2])
        self.capital = {
            name
            for name, ways in self.said.items()
            if any(_is_itself(v, w) and v.islower() and w[0].isupper() for v, w, _ in ways)
        }
        self.classes = self._classes()

    def _classes(self) -> dict[str, list[set[str]]]:
        """Of each property, values that took each other's place, said as they are."""
        found: dict[str, list[set[str]]] = defaultdict(list)
        groups = [
            (name, {value for value, words in ways if _is_itself(value, words)})
            for (name, *_), ways in self.seen.items()
        ]
        for name, together in (*groups, *((name, values) for (name, _), values in self.behind.items())):
            apart = [known for known in found[name] if not known & together]
            joined = together.union(*(known for known in found[name] if known & together))
            found[name] = [*apart, joined]
        for name, known in found.items():
            values = set().union(*known)
            if len(values) >= _SEVERAL and set(map(str.lower, values)) <= _DAYS:
                found[name] = [values]  # whatever is said of one day can be said of another
        return found

    def loosened(self, source: str, field_at: FieldAt) -> str:
        """The source, with slots for all that was seen beside their words."""

        def slot(found: re.Match[str]) -> str:
            name, begins = found[1], found.start() == 0
            own = found[2], _lowered(found[2], found[3] or found[2], begins)
            if len(field_at(tuple(name.split("."))).enum) < _SEVERAL:
                return found[0]  # a free text, for what fits
            ways: set[tuple[str, str]] = {own}
            for context in _contexts(source, found):
                ways |= set(self.seen[context])
                if len({value for value, _ in ways}) > 1:
                    break
            if _is_itself(*own):
                ways |= {(value, value) for known in self.classes[name] if own[0] in known for value in known}
            values = [value for value in field_at(tuple(name.split("."))).enum if not _MARKED.search(str(value))]
            beside_noun = any(side != "before" for _, side, _ in _contexts(source, found))
            ways.update(list(self._others(name, ways, values, beside_noun)))
            ways = {(value, self._itself(name, value) if _is_itself(value, words) else words) for value, words in ways}
            if begins and (found[3] or found[2])[0].isupper():
                ways = {(value, words[:1].upper() + words[1:]) for value, words in ways}
            plain = all(value == words for value, words in ways) and all(v == words for v, words, _ in self.said[name])
            if plain and len(ways) > 1 and {value for value, _ in ways} >= set(values):
                return f"{{{name}}}"
            order = {value: place for place, value in enumerate(values)}
            listed = sorted(ways, key=lambda way: (order.get(way[0], len(order)), way))
            return f"{{{name}={';'.join(v if v == words else f'{v}|{words}' for v, words in listed)}}}"

        return VALUED.sub(slot, source)

    def _others(
        self, name: str, ways: set[tuple[str, str]], values: Sequence[str], beside_noun: bool
    ) -> Iterator[tuple[str, str]]:
        """Values that weren't seen there, as they are, where several were said as they are.

        Not those that were seen elsewhere in other words alone, or only where no noun follows ("a van").
        """
        as_they_are = {value for value, words in ways if _is_itself(value, words)}
        if len(as_they_are) < _SEVERAL:
            return
        for value in values:
            known = {(_is_itself(value, words), noun) for said, words, noun in self.said[name] if said == value}
            if value not in {said for said, _ in ways} and (not known or (True, beside_noun) in known):
                yield value, value

    def _itself(self, name: str, value: str) -> str:
        """How a value is said as it is: with a capital where these people give one to such values, days of the week."""
        said = " ".join(re.split(r"[ _-]", value)) if "_" in value else value
        return said[:1].upper() + said[1:] if name in self.capital else said


def _lowered(value: str, words: str, begins: bool) -> str:
    """The words for a value without the capital that the beginning of a sentence asks for."""
    return words[:1].lower() + words[1:] if begins and words != value and words[1:] == words[1:].lower() else words


def _is_itself(value: str, words: str) -> bool:
    """Do words say a value as it is, but for capitals and what joins its words?"""
    return words.lower() == value.lower() or words.lower() == value.lower().replace("_", " ").replace("-", " ")


def free(sources: Iterable[str]) -> Counter[tuple[tuple[str, ...], str, str]]:
    """Words that frames say a value in where they say others as they are: property, value, words -> frames.

    They may stand for the value anywhere, as "pricey" may; "a fair price" may not.
    """
    found: Counter[tuple[tuple[str, ...], str, str]] = Counter()
    for source in sources:
        for slot in (piece for segment in parse(source).segments for piece in segment.pieces):
            if isinstance(slot, Slot):
                other = [(slot.path, value, words) for value, words in slot.listed if value.lower() != words.lower()]
                found.update(other if len(other) < len(slot.listed) else ())
    return found


def _contexts(source: str, slot: re.Match[str]) -> list[Context]:
    """What a slot stands beside, what tells most first: the noun behind it, then the words ahead of it."""
    name = slot[1]
    before, behind = _tokens(source[: slot.start()]), _tokens(source[slot.end() :])
    noun = behind[0] if behind and (behind[0][-1].isalnum() or behind[0][-1] == "}") else ""
    if noun in GLUE | PREPOSITIONS | _COPULAS:
        noun = ""
    definite = before[-1:] if before[-1:] == ["the"] else []  # "the fanciest car", but "a small car"
    found: list[Context] = [(name, "behind", (*definite, noun))] if noun else []
    if before:
        words = before[-1:] if before[-1] in _TELLING else before[-2:]
        found.append((name, "before a noun" if noun else "before", tuple(words)))
    return found


def _tokens(said: str) -> list[str]:
    plain = _MARKUP.sub(lambda found: found[1] or "", said)
    tokens = [VALUED.sub(r"{\1}", token).lower() for token in _TOKEN.findall(plain)]
    return ["a" if token == "an" else token for token in tokens]
