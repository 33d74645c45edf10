"""What a short request says for an optional field that the label lacks, though no cue names the field.

For fields without phrases, in a request of a sentence or two: there everything is said for the call. A value that a
field lists, a boolean in its name's words, a number whose unit is of what the field measures, a year, a weekday, a
city. What any leaf of the label may stand for is no evidence, nor are words for two of a field's values; nor things of
a kind for the kind, which say too many things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edgejson.forms import Evidence
from edgejson.forms.kinds import NUMBERS
from edgejson.forms.words import DENIED_AHEAD
from edgejson.grounding import measures, other_units
from edgejson.grounding.affinity import class_of_field, class_of_value
from edgejson.grounding.apart import apart
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf
from edgejson.grounding.cue_parts import Target
from edgejson.grounding.implied import implied
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.grounding.paraphrase import listed

Problem = tuple[str, tuple[str | int, ...], str]
Span = tuple[int, int]

#: Longer texts tell of more than the call.
_LONGEST = 300
#: Shorter words mean too many things.
_SHORT = 4
_YEAR = re.compile(r"(?<![\w.,/$€£-])(?:1[89]|20)\d\d(?![\w%/-]|[.,]\d)")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?")
_WORDS = {
    "weekday": re.compile(r"[A-Za-z]+day(?=s?\b)"),
    "month": re.compile(r"[A-Z][a-z]+"),
    "colour": re.compile(r"[a-z]+"),
    "city": re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*"),
}


def unnamed(leaves: list[Leaf], bound: Bound) -> Iterator[Problem]:
    """Optional fields of the record, and lists of scalars in it, that a request fills and the label lacks."""
    if len(bound.lowered) > _LONGEST or "\n" in bound.lowered or any(leaf.target.annotated for leaf in leaves):
        return
    covered = [(e.start, e.end) for leaf in leaves for e in (*leaf.candidates, *leaf.places)]
    covered += [(leaf.chosen.start, leaf.chosen.end) for leaf in leaves if leaf.chosen]
    for target in bound.cues.targets:
        own = len(target.path) == 1 or target.path[1:] == ("*",)
        if not own or target.path[:1] in bound.around.present or target.holds_others:
            continue
        said = next((span for span in _said(target, bound) if not _meets(span, covered)), None)
        if said:
            yield "omission", target.path[:1], f"the text says {bound.reading.text[slice(*said)]!r}"


def _meets(span: Span, covered: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in covered)


def _said(target: Target, bound: Bound) -> list[Span]:
    """Where a request says a value of a field, whichever it is."""
    if target.field.enum:
        return _listed(target, bound)
    if target.kind == "boolean":
        return _affirmed(target, bound)
    if target.kind in NUMBERS:
        return _numbers(target, bound)
    asked = class_of_field(target.field.words)
    words = _WORDS[asked].finditer(bound.reading.text) if asked in _WORDS else ()
    return [word.span() for word in words if class_of_value(word[0]) == asked]


def _affirmed(target: Target, bound: Bound) -> list[Span]:
    """Where a request says that a boolean is true; what is not wanted may as well be left out."""
    field = target.field
    ways = [apart(bound.reading, way, field.words) or implied(bound.reading, way, field) for way in (True, False)]
    return [] if ways[1] or True in _defaults(target) else [(e.start, e.end) for e in ways[0]]


def _defaults(target: Target) -> list[object]:
    """What a field has where nothing is said, which a label may leave out."""
    return [schema["default"] for schema in target.field.schemas if "default" in schema]


def _listed(target: Target, bound: Bound) -> list[Span]:
    """Where a request says one of a field's listed values, no other one, and not what it has anyway."""
    said: dict[str, list[Evidence]] = {}
    for value in target.field.enum:
        word = str(value).lower()
        if isinstance(value, str) and len(word) >= _SHORT and word not in GLUE | PREPOSITIONS:
            places = [e for e in listed(bound.reading, value, target.field) if not _denied(e, bound)]
            if places:
                said[value] = places
    if len(said) != 1 or not said.keys().isdisjoint(_defaults(target)):
        return []
    return [(e.start, e.end) for places in said.values() for e in places]


def _denied(place: Evidence, bound: Bound) -> bool:
    return DENIED_AHEAD.search(bound.lowered, max(0, place.start - 30), place.start) is not None


def _numbers(target: Target, bound: Bound) -> list[Span]:
    """Where a request says a number with a unit of what a field measures, or a year."""
    if target.field.words.rpartition(" ")[2] == "year":
        return [match.span() for match in _YEAR.finditer(bound.lowered)]
    measured = other_units.of_measure(bound.lowered, target.field)
    if measured is None:
        figures = (match.span() for match in _NUMBER.finditer(bound.lowered))
        measured = [span for span in figures if measures.suits(bound.lowered, span, target.field)]
    usual = [str(value) for value in _defaults(target)]
    return [span for span in measured if not any(word in usual for word in bound.lowered[slice(*span)].split())]
