"""When a predicted leaf equals the gold leaf: strictly, or as the schema's `x-compare` declares for the field.

Without a declaration (RFC 8259 and the data model of JSON Schema 2020-12, section 4.2):

- strings are equal when they are the same text after Unicode NFC: a composed and a decomposed "é" look the same to
  every reader of the text, so no reader could tell them apart; case, spaces and compatibility forms count;
- numbers are equal by mathematical value: 1, 1.0 and 1e0 are one number;
- `true` is not 1, "1" is not 1, null is not an absent field, {} is not [].

`x-compare` is one of

- `"set"`, on an array: the order of its items is no part of the value; duplicates still count. (`uniqueItems` alone
  does not say so: a ranking has unique items and an order.)
- `"casefold"`, on a string: upper and lower case and runs of white space are no part of the value;
- `{"tolerance": t}`, on a number: equal when |gold - predicted| <= t, t > 0, in decimal arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from decimal import Decimal
from typing import Any, TypeAlias
from unicodedata import normalize

from edgejson.pipeline.errors import UserError
from edgejson.schema.documents import mentions
from edgejson.schema.fields import FieldMap, is_number

#: A field: property names from the root, "*" for the items of an array.
Place: TypeAlias = tuple[str, ...]
Equal: TypeAlias = Callable[[Any, Any], bool]


def same(gold: Any, predicted: Any) -> bool:
    """Are two leaves (scalars, null, empty objects, empty arrays) the same JSON value?"""
    if gold == predicted:
        return isinstance(gold, bool) == isinstance(predicted, bool)
    return isinstance(gold, str) and isinstance(predicted, str) and nfc(gold) == nfc(predicted)


def nfc(text: str) -> str:
    return text if text.isascii() else normalize("NFC", text)


def leaf_key(leaf: Any) -> Hashable:
    """A key with `leaf_key(a) == leaf_key(b)` exactly where `same(a, b)`."""
    if isinstance(leaf, str):
        return nfc(leaf)
    if isinstance(leaf, (bool, dict, list)):
        return (type(leaf).__name__, bool(leaf))
    return (leaf,)


def casefold(gold: Any, predicted: Any) -> bool:
    """Strings without regard to case and runs of white space; anything else strictly."""
    if isinstance(gold, str) and isinstance(predicted, str):
        return " ".join(nfc(gold).casefold().split()) == " ".join(nfc(predicted).casefold().split())
    return same(gold, predicted)


def within(tolerance: float) -> Equal:
    """Numbers at most `tolerance` apart, both as decimals; anything else strictly."""
    limit = Decimal(str(tolerance))

    def compare(gold: Any, predicted: Any) -> bool:
        if _is_number(gold) and _is_number(predicted):
            return abs(Decimal(str(gold)) - Decimal(str(predicted))) <= limit
        return same(gold, predicted)

    return compare


def _is_number(value: Any) -> bool:
    return is_number(value) and math.isfinite(value)


class Comparators:
    """The comparators that a schema declares, by field. `Comparators(None)` compares everything strictly."""

    def __init__(self, document: Any = None, name: str = "schema") -> None:
        """Raises UserError for an `x-compare` that is none of those above, with `name` and the field."""
        self.declared = mentions(document, {"x-compare"})
        self._name = name
        self._fields = FieldMap(document) if self.declared else None
        self._known: dict[Place, tuple[bool, Equal]] = {}

    def is_set(self, place: Place) -> bool:
        """Is the array at this place without order?"""
        return self.declared and self._at(place)[0]

    def equal(self, place: Place) -> Equal:
        """How leaves at this place are compared."""
        return self._at(place)[1] if self.declared else same

    def _at(self, place: Place) -> tuple[bool, Equal]:
        found = self._known.get(place)
        if found is None:
            assert self._fields is not None
            said = [node["x-compare"] for node in self._fields.field(place).schemas if "x-compare" in node]
            found = self._known[place] = self._parse(said[0], place) if said else (False, same)
        return found

    def _parse(self, said: Any, place: Place) -> tuple[bool, Equal]:
        if said == "set":
            return True, same
        if said == "casefold":
            return False, casefold
        if isinstance(said, dict) and list(said) == ["tolerance"]:
            tolerance = said["tolerance"]
            if _is_number(tolerance) and tolerance > 0:
                return False, within(tolerance)
        raise UserError(
            f"{self._name}: /{'/'.join(place)}: x-compare {said!r} is not known; "
            'use "set", "casefold" or {"tolerance": number above 0}'
        )
