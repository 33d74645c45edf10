"""The leaves below an object, with their roles: what every kind of coherence works on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from edgejson.knowledge.places import COUNTRIES, PLACES
from edgejson.schema.fields import Field, FieldMap
from edgejson.values.meaning.deciding import admission, parents_of
from edgejson.values.meaning.roles import is_sure, role_of

#: Changes an object in place so that some of its leaves agree.
Rewrite = Callable[[Random, dict[str, Any]], None]
Steps = tuple[str, ...]

#: Steps below an object at which leaves are no longer looked for (a recursive schema has no end).
DEPTH = 6

#: Endings of numbers' names -> the role that themes know them by.
_NUMBER_ROLES = (
    (("price", "unit cost", "cost"), "price"),
    (("stars", "rating", "score"), "stars"),
    (("amount",), "amount"),
    (("status code", "http status", "response code"), "status_code"),
)


#: Roles of one thing in different writing, each with what it may look like.
_VARIANTS: tuple[dict[str, tuple[str, ...]], ...] = (
    {
        "country": tuple(row[0] for row in COUNTRIES.values()),
        "country_code": tuple(COUNTRIES),
        "country_code3": tuple(row[1] for row in COUNTRIES.values()),
    },
    {"region": tuple(place.region for place in PLACES), "region_code": tuple(place.region_code for place in PLACES)},
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar somewhere below an object."""

    steps: Steps  #: from the object, "*" for the items of an array
    field: Field
    role: str
    admits: Callable[[Any], bool]

    @property
    def own(self) -> bool:
        """Is it a property of the object itself?"""
        return len(self.steps) == 1

    @property
    def meant(self) -> bool:
        """Has it a meaning of its own, by which values are drawn?"""
        return not self.field.enum and (bool(self.field.format) or is_sure(self.role))

    def below(self, scope: Steps) -> Leaf:
        """The same leaf, seen from the objects at some of its first steps."""
        return replace(self, steps=self.steps[len(scope) :])


def leaves_below(fields: FieldMap, path: Steps, names: tuple[str, ...]) -> list[Leaf]:
    """All leaves below the object at a path, in the schema's order; derived ones left out."""
    found: list[Leaf] = []
    for name in names:
        _collect(fields, path, (name,), found)
    return found


def _collect(
    fields: FieldMap, path: Steps, steps: Steps, found: list[Leaf], outer: tuple[tuple[int, ...], ...] = ()
) -> None:
    here = (*path, *steps)
    field = fields.field(here)
    described = tuple(map(id, field.schemas))
    recursive = bool(described) and described in outer
    if field.derived or recursive or len(steps) > DEPTH or len(found) > 400:
        return
    if "array" in field.types:
        _collect(fields, path, (*steps, "*"), found, (*outer, described))
    elif inner := fields.properties(here):
        for name in inner:
            _collect(fields, path, (*steps, name), found, (*outer, described))
    elif _is_scalar(field):
        found.append(Leaf(steps, field, _role(field, parents_of(fields, here)), admission(field)))


def _is_scalar(field: Field) -> bool:
    """Is it said to be one, by its type or by the values that it may have?"""
    enumerated = bool(field.enum) and all(isinstance(value, (str, int, float)) for value in field.enum)
    return bool(field.types - {"object", "null"}) or (enumerated and not field.types)


def _role(field: Field, parents: tuple[str, ...]) -> str:
    role = role_of(field, parents)
    if field.types & {"integer", "number"} and not role[:1].isalpha():
        for endings, themed in _NUMBER_ROLES:
            if field.words in endings or field.words.endswith(tuple(f" {ending}" for ending in endings)):
                return themed
    for variants in _VARIANTS:
        if role in variants:  # "country" may hold names or codes: what the field admits tells
            admits = admission(field)
            if any(map(admits, variants[role])):
                return role
            return next((one for one, samples in variants.items() if any(map(admits, samples))), role)
    return role


def holders(value: Any, steps: Steps) -> list[tuple[Any, Any]]:
    """Every container and key that steps lead to in an instance, as far as it has them."""
    boxes = [value]
    last = steps[-1]
    for step in steps[:-1]:
        if step == "*":
            boxes = [item for box in boxes if isinstance(box, list) for item in box]
        else:
            boxes = [box[step] for box in boxes if isinstance(box, dict) and step in box]
    if last == "*":
        return [(box, index) for box in boxes if isinstance(box, list) for index in range(len(box))]
    return [(box, last) for box in boxes if isinstance(box, dict) and last in box]


def found_at(value: Any, steps: Steps) -> Any:
    """The first value that steps lead to, or None."""
    for depth, step in enumerate(steps):
        if step == "*":
            return next((box[key] for box, key in holders(value, steps[depth:])), None)
        if not isinstance(value, dict) or step not in value:
            return None
        value = value[step]
    return value


def text_at(value: Any, steps: Steps) -> str:
    """The first string that steps lead to, "" for anything else: a union or an enumeration may have lists, objects."""
    found = found_at(value, steps)
    return found if isinstance(found, str) else ""
