"""Free texts that only some sentences can take: "it has {notes}" takes a stain, and not "the blue one shrinks".

A slot takes any value of its field, as long as those that were seen are of one kind. Where they are phrases of several
kinds, or stand behind a measure ("a cup of {drink}"), it takes those that were seen to fit; a time takes those of the
part of the day that the sentence names ("tomorrow morning at {time}").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from edgejson.annotating.cutting import VALUED
from edgejson.grounding.lexicon import PREPOSITIONS
from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import Field
from edgejson.values.meaning.seen import are_times

FieldAt = Callable[[tuple[str, ...]], Field]
_MEASURE = re.compile(r"\{[^{}]*\} (\w+) of $")
_WORDS = vocabulary("language/en/apart")
_DETERMINERS = frozenset(_WORDS.words("determiners"))
#: Part of the day -> the hours that it takes.
_HOURS = {
    part: frozenset(hour % 24 for hour in range(int(begin), int(end) + 24 * (int(end) < int(begin))))
    for part, (begin, end) in vocabulary("language/en/dayparts").pairs("hours").items()
}
_PART = re.compile(rf"(?<!good )\b({'|'.join(_HOURS)})\b", re.IGNORECASE)
#: A part of the day that is said besides the time: "tomorrow morning at 9:15".
_BESIDES = re.compile(rf" (?:{'|'.join(_HOURS)})(?= (?:at|around|about|from|by) \{{)", re.IGNORECASE)
#: Fewest words of a phrase; a shorter one is a name or a thing.
_PHRASE = 3


class Fitting:
    """The values of free texts and times that were seen in some sentences' slots."""

    def __init__(self, sources: Iterable[str], field_at: FieldAt) -> None:
        self.values: dict[str, dict[str, str]] = defaultdict(dict)  #: of each property: value -> its kind
        self.measured: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for source in sources:
            for slot in VALUED.finditer(source):
                name, value = slot[1], slot[2]
                if len(field_at(tuple(name.split("."))).enum) > 1:
                    continue
                self.values[name][value] = kind_of(value)
                if measure := _MEASURE.search(source, 0, slot.start()):
                    self.measured[name, measure[1]][value] = None

    def fitted(self, source: str) -> str:
        """The sentence with slots of free texts for any value, or for those that fit."""
        timed = {name for name, values in self.values.items() if are_times([*values])}
        if any(slot[1] in timed for slot in VALUED.finditer(source)):
            source = self._without_parts(source, timed)
        parts = set(map(str.lower, _PART.findall(VALUED.sub("", source))))

        def slot(found: re.Match[str]) -> str:
            name, value = found[1], found[2]
            if value not in self.values[name]:
                return found[0]
            fits = self._beside(source, found, name, value)
            if name in timed and parts:
                fits = [each for each in self.values[name] if all(int(each[:2]) in _HOURS[part] for part in parts)]
            return f"{{{name}}}" if len(fits) == len(self.values[name]) else f"{{{name}={';'.join(fits)}}}"

        return VALUED.sub(slot, source)

    def _without_parts(self, source: str, timed: set[str]) -> str:
        """Without a part of the day that not all times seen are of, where the sentence can do without it."""
        hours = {int(value[:2]) for name in timed for value in self.values[name]}
        return _BESIDES.sub(lambda found: found[0] if hours <= _HOURS[found[0].split()[-1].lower()] else "", source)

    def _beside(self, source: str, found: re.Match[str], name: str, value: str) -> list[str]:
        """The values that fit beside the words of a sentence in which one was seen."""
        values = self.values[name]
        measure = _MEASURE.search(source, 0, found.start())
        if measure:
            return list(self.measured[name, measure[1]]) or list(values)
        return [each for each, kind in values.items() if kind == values[value]]


def kind_of(value: str) -> str:
    """What a phrase is: "thing", "sentence", "act" ("use the back door"), "where" ("on the left sleeve")."""
    first, *others = value.split() or [""]
    if len(others) + 1 < _PHRASE or first.lower() in _DETERMINERS:
        said = first[:1].isupper() and any(word.islower() and len(word) > _PHRASE for word in others)
        return "sentence" if said and len(others) + 1 > _PHRASE else "thing"
    if first[:1].isupper():
        return "sentence" if any(word.islower() and len(word) > _PHRASE for word in others) else "thing"
    if first in PREPOSITIONS:
        return "where"
    return "act" if _DETERMINERS.intersection(others[:2]) and not PREPOSITIONS.intersection(others[:1]) else "thing"
