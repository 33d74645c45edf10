"""What examples say, gathered: sentences, mentions and whole texts, each with the examples that it was found in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from edgejson.annotating.cutting import LOST, Cut
from edgejson.annotating.fitting import Fitting
from edgejson.annotating.generalising import FieldAt, general
from edgejson.annotating.restricting import Contexts
from edgejson.schema.fields import FieldMap
from edgejson.schema.frames import Frame, Slot, parse
from edgejson.schema.texts import units

#: Where an object stands: property names from the root, "*" for the items of a list.
Place = tuple[str, ...]


@dataclass(slots=True)
class Gathered:
    """Frames' sources, each with the numbers of the examples that it was found in."""

    sentences: dict[str, set[int]] = field(default_factory=dict)  #: of the record
    texts: dict[str, set[int]] = field(default_factory=dict)  #: of the record
    mentions: dict[Place, dict[str, set[int]]] = field(default_factory=dict)  #: of the items of lists

    def but(self, number: int) -> Gathered:
        """What the examples beside one say."""

        def of(sources: dict[str, set[int]]) -> dict[str, set[int]]:
            return {source: seen - {number} for source, seen in sources.items() if seen - {number}}

        mentions = {place: of(known) for place, known in self.mentions.items()}
        return Gathered(of(self.sentences), of(self.texts), mentions)

    def without(self, dropped: Iterable[str], fields: FieldMap) -> Gathered:
        """All but some frames. Texts lose the sentences, and go where they no longer say what every record has."""
        gone = frozenset(dropped)
        found = Gathered({source: seen for source, seen in self.sentences.items() if source not in gone})
        for text, seen in self.texts.items():
            left = [("" if said in gone else said, gap) for said, gap in units(text)]
            if text not in gone and _is_whole(left, fields):
                found.texts.setdefault(composed(left), set()).update(seen)
        found.mentions = {
            place: {source: seen for source, seen in mentions.items() if source not in gone}
            for place, mentions in self.mentions.items()
        }
        return found


def _is_whole(kept: list[tuple[str, str]], fields: FieldMap) -> bool:
    """Do a text's units say all that every record has?"""
    said = {path[0] for unit, _ in kept if "{" in unit for path in parse(unit).paths}
    needed = {name for name in fields.properties(()) if (field := fields.field((name,))).required and not field.derived}
    return bool(said) and needed <= said


def gather(cuts: Iterable[tuple[int, Cut]], fields: FieldMap) -> Gathered:
    """The frames of cut texts, generalised; one that is another without a part is one with the fuller."""
    found = Gathered()
    texts: list[tuple[int, list[tuple[str, str]]]] = []
    cuts = list(cuts)
    fitting = Fitting((said for _, cut in cuts for said, _ in units(cut.source)), fields.field)
    said_by = [
        (number, cut, [(_general(fitting.fitted(said), fields), gap) for said, gap in units(cut.source)])
        for number, cut in cuts
    ]
    inner = {place: _below(place, fields) for _, cut in cuts for place, _ in cut.mentions}
    fittings = {
        place: Fitting((said for _, cut in cuts for at, said in cut.mentions if at == place), field_at)
        for place, field_at in inner.items()
    }
    contexts = Contexts(said for _, _, kept in said_by for said, _ in kept)
    joined = {_JOINT.sub("", said): said for _, _, kept in said_by for said, _ in kept if _JOINT.search(said)}
    for number, cut, general_units in said_by:
        kept = [(contexts.loosened(joined.get(said, said), fields.field), gap) for said, gap in general_units]
        texts.append((number, kept))
        for said, _ in kept:
            if "{" in said:
                found.sentences.setdefault(said, set()).add(number)
        for place, source in cut.mentions:
            if LOST not in source and not _NO_MENTION.search(re.sub(r"\{[^{}]*\}", "", source)):
                listed = {name for name in _ONE_VALUE.findall(source) if len(inner[place]((name,)).enum) > 1}
                made = general(fittings[place].fitted(source), inner[place], False)
                made = _ONE_VALUE.sub(lambda slot: f"{{{slot[1]}}}" if slot[1] in listed else slot[0], made)  # noqa: B023
                found.mentions.setdefault(place, {}).setdefault(made, set()).add(number)
    fuller = _fuller(found.sentences)
    for place, mentions in found.mentions.items():
        found.mentions[place] = _merged(mentions, _fuller(mentions))
    found.sentences = {s: seen for s, seen in _merged(found.sentences, fuller).items() if tells(parse(s))}
    for number, kept in texts:
        merged = [(fuller.get(unit, unit), gap) for unit, gap in kept]
        if _is_whole(merged, fields):
            found.texts.setdefault(composed(merged), set()).add(number)
    return found


def _below(place: Place, fields: FieldMap) -> FieldAt:
    return lambda path: fields.field((*place, *path))


def composed(kept: list[tuple[str, str]]) -> str:
    """A text from its units, those that are lost empty: of the gaps around them the wider stays."""
    out: list[tuple[str, str]] = []
    for said, gap in kept:
        if said:
            out.append((said, gap))
        elif out:
            out[-1] = out[-1][0], max(out[-1][1], gap, key=lambda each: each.count("\n"))
    return "".join(said + gap for said, gap in out).strip()


def _general(said: str, fields: FieldMap) -> str:
    """A unit of a text, generalised; "" where it is lost."""
    return "" if LOST in said else general(said, fields.field) if "{" in said else said


def tells(frame: Frame) -> bool:
    """Is it a sentence, with words of its own, and no two slots for one property?"""
    slots = [piece for segment in frame.segments for piece in segment.pieces if isinstance(piece, Slot)]
    own = [words for slot in slots for value, words in slot.listed if words.lower() != value.lower()]
    words = [word for way in (*frame.literals(), *own) for word in re.findall(r"[^\W\d_]{2,}", way)]
    return bool(words) and not any("\n" in slot.joint for slot in slots)


#: A slot for one value: of items of lists there are too many to tell what suits which.
_ONE_VALUE = re.compile(r"\{([^{}=?]+)=[^{}]*\}")
#: Words that are more than a noun phrase, or of one record alone: a sentence's end, a line's, a number.
_NO_MENTION = re.compile(r"[.!?] |\n|\d")
#: What stands between the items of a list, which a list of one item doesn't tell.
_JOINT = re.compile(r"\.\.\.[^{}]*(?=\})")
_OPTIONAL = re.compile(r"\[[^\[\]]*\]")


def _fuller(sources: Iterable[str]) -> dict[str, str]:
    """Of sentences that are others without a part that may be left out: the fuller ones."""
    known = set(sources)
    found: dict[str, str] = {}
    for source in sorted(known, key=lambda each: (-len(each), each)):
        for part in _OPTIONAL.finditer(source):
            less = source[: part.start()] + source[part.end() :]
            if less in known and less not in found:
                found[less] = found.get(source, source)
    return found


def _merged(sources: dict[str, set[int]], fuller: dict[str, str]) -> dict[str, set[int]]:
    merged: dict[str, set[int]] = {}
    for source, seen in sources.items():
        target = source
        while target in fuller:
            target = fuller[target]
        merged.setdefault(target, set()).update(seen)
    return merged
