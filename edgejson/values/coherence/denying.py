"""What a record doesn't say twice or against itself.

A reason for a refusal is there only where the decision is one, what is paid ahead is a part of the price, and a list of
things that are called by a few words names none of them twice. Who does not come brings nobody and eats nothing, a
"blue suitcase" is blue, and what is due in all is what is due for each. Words are data: language/en/denying.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from edgejson.language.vocabulary import vocabulary
from edgejson.schema.fields import FieldMap
from edgejson.values.coherence.leaves import Leaf, Rewrite, Steps
from edgejson.values.coherence.themes import inside_each
from edgejson.values.providers.templates import narrow
from edgejson.values.providers.themes import normal

_DENYING = vocabulary("language/en/denying")
_DEEDS = _DENYING.pairs("deeds")
_VERDICTS = frozenset(_DENYING.rows("verdicts"))
_COMING, _OF_GUESTS, _COLOURS = (frozenset(_DENYING.words(each)) for each in ("coming", "of guests", "colours"))
_SUMS, _SUMMED = (frozenset(_DENYING.rows(section)) for section in ("sums", "summed"))
_PARTS, _WHOLES = (_DENYING.rows(section) for section in ("parts", "wholes"))
#: What a list has once at most, in the order of the schema.
_ONCE_EACH = frozenset(("day", "weekday", "meal", "month"))
#: Lists that must have so many things keep them all.
_FEW = 2
#: What is paid ahead of a price: from a tenth to a half of it, in tens from this price on.
_LEAST, _MOST, _IN_TENS = 0.1, 0.5, 200


def denying_rules(leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of leaves that another one of the same object rules out or bounds, in each object of a record."""
    return inside_each(leaves, lambda own, near: [*_reasons(own), *_ahead(own)])


def _reasons(own: list[Leaf]) -> Iterator[Rewrite]:
    verdicts = [
        leaf for leaf in own if leaf.field.words.split(" ")[-1] in _VERDICTS and leaf.field.types <= {"string", "null"}
    ]
    for leaf in own:
        words = leaf.field.words
        if leaf.field.required or not ("reason" in words.split(" ") and verdicts):
            continue
        deeds = [said for deed, said in _DEEDS.items() if any(word.startswith(deed) for word in words.split(" "))]
        if deeds:
            yield _Reason(leaf.steps[0], [verdict.steps[0] for verdict in verdicts], deeds[0])


class _Reason:
    """A reason is left out where none of what tells how it ended says that it came to that."""

    def __init__(self, reason: str, verdicts: list[str], deeds: tuple[str, ...]) -> None:
        self.reason, self.verdicts, self.deeds = reason, verdicts, deeds

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        said = [normal(made[name]) for name in self.verdicts if isinstance(made.get(name), str)]
        if self.reason in made and said and not any(deed in text for text in said for deed in self.deeds):
            del made[self.reason]


def _ahead(own: list[Leaf]) -> Iterator[Rewrite]:
    amounts = {leaf.field.words: leaf for leaf in own if leaf.field.types & {"integer", "number"}}
    part = next((amounts[words] for words in _PARTS if words in amounts), None)
    whole = next((amounts[words] for words in _WHOLES if words in amounts), None)
    if part is not None and whole is not None:
        yield _Ahead(part, whole.steps[0])


class _Ahead:
    """What is paid ahead is a part of the price."""

    def __init__(self, part: Leaf, whole: str) -> None:
        self.part, self.whole = part, whole

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        whole, name = made.get(self.whole), self.part.steps[0]
        if name not in made or not isinstance(whole, (int, float)) or whole <= 0:
            return
        step = 10 if whole >= _IN_TENS else 1
        value = round(whole * (_LEAST + (_MOST - _LEAST) * rng.random()) / step) * step
        if self.part.admits(value):
            made[name] = value


def unworded_rules(fields: FieldMap, leaves: list[Leaf]) -> list[Rewrite]:
    """Rewrites of what lies in no range and no reason, in each object of a record whose schema says nothing itself."""
    if fields.annotated:
        return []
    return [*inside_each(leaves, lambda own, near: [*_absences(own), *_coloured(own)]), *_sums(leaves)]


def _sums(leaves: list[Leaf]) -> Iterator[Rewrite]:
    numbers = [leaf for leaf in leaves if leaf.field.types and leaf.field.types <= {"integer", "number"}]
    totals = [leaf for leaf in numbers if len(leaf.steps) == 1 and leaf.field.words in _SUMS]
    parts = [leaf for leaf in numbers if len(leaf.steps) == 3 and leaf.steps[1] == "*"]
    if len(totals) == len(parts) == 1 and parts[0].field.words in _SUMMED:
        yield _Sum(totals[0], parts[0].steps)


class _Sum:
    """What is due in all is what is due for each."""

    def __init__(self, total: Leaf, part: Steps) -> None:
        self.total, self.part = total, part

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        items, name = made.get(self.part[0]), self.total.steps[0]
        if name not in made or not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            return
        parts = [item.get(self.part[2]) for item in items]
        if parts and all(isinstance(part, (int, float)) for part in parts):
            whole = round(sum(part for part in parts if part is not None), 2)
            if self.total.admits(whole):
                made[name] = whole


def _absences(own: list[Leaf]) -> Iterator[Rewrite]:
    coming = next((one for one in own if one.field.types == {"boolean"} and one.field.words in _COMING), None)
    of_guests = [one for one in own if not one.field.required and _OF_GUESTS.intersection(one.field.words.split(" "))]
    if coming is not None and of_guests:
        yield _Absence(coming.steps[0], [leaf.steps[0] for leaf in of_guests if leaf is not coming])


class _Absence:
    """What is there of a guest who comes is left out of a record of one who does not."""

    def __init__(self, coming: str, of_guests: list[str]) -> None:
        self.coming, self.of_guests = coming, of_guests

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        if made.get(self.coming) is False:
            for name in self.of_guests:
                made.pop(name, None)


def _coloured(own: list[Leaf]) -> Iterator[Rewrite]:
    texts = [leaf for leaf in own if "string" in leaf.field.types and not leaf.field.enum and len(leaf.steps) == 1]
    colour = next((leaf for leaf in texts if leaf.field.words.split(" ")[-1] in ("colour", "color")), None)
    if colour is not None:
        yield _Coloured(colour, [leaf.steps[0] for leaf in texts if leaf is not colour])


class _Coloured:
    """The colour is the one that a text names with the thing: "blue suitcase"."""

    def __init__(self, colour: Leaf, texts: list[str]) -> None:
        self.colour, self.texts = colour, texts

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        name = self.colour.steps[0]
        words = [word for text in self.texts for word in str(made.get(text) or "").split(" ")]
        said = next((word for word in words if word in _COLOURS), "")
        if said and made.get(name) and self.colour.admits(said):
            made[name] = said


def repeated_rules(fields: FieldMap, path: Steps, leaves: list[Leaf]) -> Iterator[Rewrite]:
    """Rewrites of lists of objects, by the first text of theirs, where few words are known that they may be called."""
    firsts: dict[str, Leaf] = {}
    for leaf in leaves:
        if len(leaf.steps) == 3 and leaf.steps[1] == "*" and "string" in leaf.field.types:
            firsts.setdefault(leaf.steps[0], leaf)
    for name, leaf in firsts.items():
        asked = max((schema.get("minItems", 0) for schema in fields.field((*path, name)).schemas), default=0)
        ordered = leaf.field.enum if leaf.field.words.split(" ")[-1] in _ONCE_EACH else ()
        if (ordered or (leaf.role in narrow() and not leaf.field.enum)) and asked < _FEW:
            yield _Once(name, leaf.steps[2], ordered)


class _Once:
    """Of the objects of a list that are called alike, the first; days and meals in the order in which they come."""

    def __init__(self, name: str, called: str, ordered: tuple[Any, ...]) -> None:
        self.name, self.called, self.ordered = name, called, ordered

    def __call__(self, rng: Random, made: dict[str, Any]) -> None:
        items = made.get(self.name)
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            return
        if any(isinstance(item.get(self.called), (dict, list)) for item in items):
            return  # of a property that may hold either, nothing is called
        kept = list({item.get(self.called): item for item in reversed(items)}.values())[::-1]
        if self.ordered and all(item.get(self.called) in self.ordered for item in kept):
            kept.sort(key=lambda item: self.ordered.index(item[self.called]))
        if len(kept) < len(items) or self.ordered:
            made[self.name] = kept
