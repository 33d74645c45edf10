"""What a short request says for an optional field that the label lacks, though no cue names the field.

For fields without phrases, in a request of a sentence or two: there everything is said for the call. A value that a
field lists, a boolean in its name's words, a number whose unit is not of what another field measures, a day, a time, a
city. What any leaf of the label may stand for is no evidence, nor are words for two of a field's values; nor things of
a kind for the kind, which say too many things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edgejson.forms import LITERAL, Evidence
from edgejson.forms.kinds import NUMBERS
from edgejson.forms.relative import day_of_writing
from edgejson.forms.strings import whole
from edgejson.forms.words import DENIED_AHEAD
from edgejson.grounding import other_units
from edgejson.grounding.affinity import class_of_field, class_of_value
from edgejson.grounding.binding import Bound
from edgejson.grounding.candidates import Leaf, Problem
from edgejson.grounding.cue_parts import Target
from edgejson.grounding.cues import ADJACENT
from edgejson.grounding.implied import apart, implied
from edgejson.grounding.lexicon import GLUE, PREPOSITIONS
from edgejson.grounding.measures import refuted
from edgejson.grounding.paraphrase import listed
from edgejson.language.names import in_words

Span = tuple[int, int]

#: Longer texts tell of more than the call.
_LONGEST = 300
#: How a line of a log begins: "[14:28:06]", "12:04:51 INFO", "Sep 19 19:05:59 host", "2025-02-04 02:04", "host[62]:".
_LOGGED = re.compile(
    r"\W*(?:[\[(<]|[\w.-]+\[\d+\]:|(?:[a-z]{3} +\d{1,2} )?\d{1,2}:\d{2}:\d{2}|\d{4}[-/]\d{2}[-/]\d{2}[t ])"
)
_LINES = re.compile(r"\n|\\n")
#: An amount ahead of "a year".
_AMOUNT = re.compile(r"\d[km]? \Z")
#: Shorter words mean too many things.
_SHORT = 4
_YEAR = re.compile(r"(?<![\w.,/$€£-])(?:1[89]|20)\d\d(?![\w%/-]|[.,]\d)")
#: A number, and no part of a clock.
_NUMBER = re.compile(r"(?<![\w.,:/-])\d[\d,]*(?:\.\d+)?(?![:/-]?\d)")
#: Classes of fields that ask for a day or a time.
_WHEN = ("time", "clock", "weekday")
_WORDS = {
    "weekday": re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day(?=s?\b)", re.IGNORECASE),
    "month": re.compile(r"[A-Z][a-z]+"),
    "colour": re.compile(r"[a-z]+"),
    "city": re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)*"),
}


def unnamed(leaves: list[Leaf], bound: Bound) -> Iterator[Problem]:
    """Optional fields of the record, and lists of scalars in it, that a request fills and the label lacks."""
    if len(bound.lowered) > _LONGEST or _LINES.search(bound.lowered) or any(leaf.target.annotated for leaf in leaves):
        return
    if bound.markers or bound.strange or _LOGGED.match(bound.lowered):
        return  # what is taken back, or is another's, is left out rightly; a line of a log is no request
    covered = [(e.start, e.end) for leaf in leaves for e in (*leaf.candidates, *leaf.places)]
    covered += [(leaf.chosen.start, leaf.chosen.end) for leaf in leaves if leaf.chosen]
    covered += [(each.most.start, each.most.end) for each in bound.scaled]
    title = in_words(bound.cues.fields.field(()).title)
    covered += whole(bound.lowered, title) if title else []  # "Chess club" says no kind of club
    for target in bound.cues.targets:
        own = len(target.path) == 1 or target.path[1:] == ("*",)
        present = target.path[:1] in bound.around.present
        if not own or target.holds_others or (present and not (target.scalars and target.field.enum)):
            continue
        found = _further(target, bound, leaves) if present else _said(target, bound)
        said = next((span for span in found if not _meets(span, covered)), None)
        if said:
            code = "missing-item" if present else "omission"
            yield code, target.path[:1], f"the text says {bound.reading.text[slice(*said)]!r}"


def problems(leaves: list[Leaf], bound: Bound) -> Iterator[Problem]:
    """What is wrong with the label of a short request, though each of its values stands there."""
    yield from unnamed(leaves, bound)
    yield from misdated(leaves, bound)
    yield from starts_of_changes(leaves, bound)


def misdated(leaves: list[Leaf], bound: Bound) -> Iterator[Problem]:
    """Days at the head of a request, on which it was written, where it says another day that the label lacks."""
    if len(bound.lowered) > _LONGEST or any(leaf.target.annotated for leaf in leaves):
        return
    days = bound.reading.tokens.dates
    head = day_of_writing(bound.lowered, days)[1]
    covered = [(leaf.chosen.start, leaf.chosen.end) for leaf in leaves if leaf.chosen]
    others = {(e.start, e.end) for places in days.values() for e in places if e.start not in head}
    if not head or all(_meets(span, covered) for span in others):
        return
    for leaf in leaves:
        if leaf.chosen and leaf.chosen.start in head and leaf.own < ADJACENT:
            yield "no-cue", leaf.path, f"{leaf.value!r} is the day on which the text was written"


def starts_of_changes(leaves: list[Leaf], bound: Bound) -> Iterator[Problem]:
    """Numbers of a request that say what something goes from, where no leaf says what to: "from 3 to 8 seats"."""
    if len(bound.lowered) > _LONGEST or any(leaf.target.annotated for leaf in leaves):
        return
    taken = [(leaf.chosen.start, leaf.chosen.end) for leaf in leaves if leaf.chosen]
    changes = {match.start(1): match for match in _CHANGE.finditer(bound.lowered)}
    for leaf in leaves:
        change = changes.get(leaf.chosen.start) if leaf.chosen and leaf.kind in NUMBERS else None
        if change and not _meets(change.span(2), taken):
            yield "cut-short", leaf.path, f"the text says {change[0]!r}"


_CHANGE = re.compile(r"\bfrom ([$€£]?\d[\d.,]*)(?: ?[a-z%]+)? to ([$€£]?\d[\d.,]*)(?![\d:])")


def _further(target: Target, bound: Bound, leaves: list[Leaf]) -> list[Span]:
    """Where a request says a value that a list's items may have and none of the label's has."""
    known = [leaf.value for leaf in leaves if leaf.target is target]  # an empty list, too, which no set can hold
    return [span for value, spans in _values(target, bound).items() if value not in known for span in spans]


def _meets(span: Span, covered: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in covered)


def _said(target: Target, bound: Bound) -> list[Span]:
    """Where a request says a value of a field, whichever it is, but the one that the field has anyway."""
    if target.field.enum:
        return _listed(target, bound)
    if target.kind == "boolean":
        return _affirmed(target, bound)
    if target.kind in NUMBERS:
        return _numbers(target, bound)
    asked = class_of_field(target.field.words)
    if asked in _WHEN:
        told = (bound.reading.values(kind) for kind in ("date", "time"))
        days = [word.span() for word in _WORDS["weekday"].finditer(bound.reading.text)]
        return [*((start, end) for values in told for _, start, end in values), *days]
    words = _WORDS[asked].finditer(bound.reading.text) if asked in _WORDS else ()
    return [word.span() for word in words if class_of_value(word[0]) == asked]


def _affirmed(target: Target, bound: Bound) -> list[Span]:
    """Where a request says that a boolean is true; what is not wanted may as well be left out."""
    field = target.field
    if True in _defaults(target):
        return []
    named = list(whole(bound.lowered, field.words)) if len(field.words) >= _SHORT else []
    if named and not any(_denied(start, bound) for start, _ in named):
        return named
    ways = [apart(bound.reading, way, field.words) or implied(bound.reading, way, field) for way in (True, False)]
    return [] if ways[1] else [(e.start, e.end) for e in ways[0]]


def _defaults(target: Target) -> list[object]:
    """What a field has where nothing is said, which a label may leave out."""
    return [schema["default"] for schema in target.field.schemas if "default" in schema]


def _listed(target: Target, bound: Bound) -> list[Span]:
    """Where a request says one of a field's listed values, and no other one."""
    said = _values(target, bound)
    if len(said) != 1 or not said.keys().isdisjoint(_defaults(target)):
        return []
    return next(iter(said.values()))


def _values(target: Target, bound: Bound) -> dict[str, list[Span]]:
    """Where a request says each of a field's listed values that it says."""
    said: dict[str, list[Span]] = {}
    for value in target.field.enum:
        word = str(value).lower()
        if isinstance(value, str) and len(word) >= _SHORT and word not in GLUE | PREPOSITIONS:
            places = [e for e in listed(bound.reading, value, target.field) if not _denied(e.start, bound)]
            if places:
                said[value] = [(e.start, e.end) for e in places]
    return said


def _denied(place: int, bound: Bound) -> bool:
    return DENIED_AHEAD.search(bound.lowered, max(0, place - 30), place) is not None


def _numbers(target: Target, bound: Bound) -> list[Span]:
    """Where a request says a number, in figures, that a field could hold: in its unit, a year, or nothing else."""
    if target.field.words.rpartition(" ")[2] == "year":
        return [match.span() for match in _YEAR.finditer(bound.lowered)]
    measured = other_units.of_measure(bound.lowered, target.field)
    if measured is None:
        figures = [(Evidence(*match.span(), LITERAL), match[0]) for match in _NUMBER.finditer(bound.lowered)]
        measured = [
            (place.start, place.end)
            for place, digits in figures
            if not refuted(target, bound.lowered, place, float(digits.replace(",", "")))
        ]
    measured = [span for span in measured if not _AMOUNT.search(bound.lowered, 0, span[0])]
    usual = [str(value) for value in _defaults(target)]
    return [span for span in measured if not any(word in usual for word in bound.lowered[slice(*span)].split())]
