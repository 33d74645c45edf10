"""Sentences of one example with the ending of another: "open the blinds" and "turn on the fan for 30 minutes".

Where nobody said a property in a sentence of its own, a text that lacks it could not say it; so the part that says it
elsewhere is put behind its longest sentence, to be left out where a record lacks the property.
"""

from __future__ import annotations

import re

from edgejson.annotating.gathering import Gathered, composed
from edgejson.language.nouns import PREPOSITIONS
from edgejson.schema.fields import FieldMap
from edgejson.schema.frames import Frame, parse
from edgejson.schema.texts import units

_PART = re.compile(r"\[[^\[\]]*\]")
#: Parts that suit any sentence: behind a comma or a preposition.
_FITS = re.compile(rf"\[(?:, |(?: )(?:{'|'.join(sorted(PREPOSITIONS))}) )(?!and )")
#: What may follow on the place where a part is put in: marks, and a word or two behind a comma ("..., please.").
_END = re.compile(r"(?:,? (?:please|thanks|thank you))?[.!?]*$")


def crossed(gathered: Gathered, fields: FieldMap) -> Gathered:
    """The frames with parts of others behind them."""
    parts = _parts(gathered, fields)
    found = Gathered({}, {}, gathered.mentions)
    longer: dict[str, str] = {}
    for number, (text, seen) in enumerate(gathered.texts.items()):
        held = units(text)
        framed = [at for at, (said, _) in enumerate(held) if "{" in said]
        lacking = [name for name in parts if name not in {name for at in framed for name in _names(parse(held[at][0]))}]
        at = max(framed, key=lambda place: len(parse(held[place][0]).paths))
        said, gap = held[at]
        longer[said] = made = _longer(said, [parts[name][number % len(parts[name])] for name in lacking])
        held[at] = made, gap
        found.texts.setdefault(composed(held), set()).update(seen)
    for source, seen in gathered.sentences.items():
        found.sentences.setdefault(longer.get(source, source), set()).update(seen)
    return found


def _parts(gathered: Gathered, fields: FieldMap) -> dict[str, list[str]]:
    """Of properties that no sentence says alone: the parts that say them, those that follow a word first."""
    frames = [parse(source) for source in gathered.sentences]
    alone = {name for frame in frames for name in _names(frame) if frame.required == {(name,)}}
    found: dict[str, list[str]] = {}
    for source in gathered.sentences:
        for part in _PART.findall(source):
            names = _names(parse(part))
            if _FITS.match(part) and len(names) == 1 and not names & alone and not fields.field(tuple(names)).required:
                found.setdefault(next(iter(names)), []).append(part)
    return {name: sorted(set(parts), key=lambda part: (part.startswith("[,"), part)) for name, parts in found.items()}


def _names(frame: Frame) -> set[str]:
    return {path[0] for path in frame.paths}


def _longer(said: str, parts: list[str]) -> str:
    """A sentence with parts behind its last slot; as it is where other words stand there."""
    end = max(said.rfind("}"), said.rfind("]"), said.rfind(")")) + 1
    if not parts or "\n" in said or not _END.match(said, end) or said.rfind("}") < 0:
        return said
    loose = [part for part in parts if not part.startswith("[,")]
    return said[:end] + "".join([*loose, *(part for part in parts if part.startswith("[,"))]) + said[end:]
