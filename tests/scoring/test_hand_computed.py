"""Pairs whose score was worked out by hand: the tricky cases of each rule."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from edgejson.pipeline.errors import UserError
from edgejson.schema.loading import Schema
from edgejson.scoring import Scorer

ORDER = {"id": "A1", "items": [{"sku": "x", "n": 1}, {"sku": "y", "n": 2}, {"sku": "z", "n": 3}]}

# name: gold, prediction, exact, omitted, wrong, hallucinated, F1, F1 without alignment (where it differs)
CASES: dict[str, tuple[Any, ...]] = {
    # numbers, booleans, null, strings
    "same": ({"a": 1}, {"a": 1}, 1, 0, 0, 0, 1),
    "key order is free": ({"a": 1, "b": 2}, {"b": 2, "a": 1}, 1, 0, 0, 0, 1),
    "1 is 1.0": ({"a": 1}, {"a": 1.0}, 1, 0, 0, 0, 1),
    "100 is 1e2": ({"a": 100}, {"a": 1e2}, 1, 0, 0, 0, 1),
    "0 is -0.0": ({"a": 0}, {"a": -0.0}, 1, 0, 0, 0, 1),
    "0.1 is not 0.10000001": ({"a": 0.1}, {"a": 0.10000001}, 0, 0, 1, 0, 0),
    "beyond 2**53 a double is another number": ({"a": 9007199254740993}, {"a": 9007199254740992.0}, 0, 0, 1, 0, 0),
    "true is not 1": ({"a": True}, {"a": 1}, 0, 0, 1, 0, 0),
    "1 is not true": ({"a": 1}, {"a": True}, 0, 0, 1, 0, 0),
    "false is not 0": ({"a": False}, {"a": 0}, 0, 0, 1, 0, 0),
    "0.0 is not false": ({"a": 0.0}, {"a": False}, 0, 0, 1, 0, 0),
    "true is not 'true'": ({"a": True}, {"a": "true"}, 0, 0, 1, 0, 0),
    "1 is not '1'": ({"a": 1}, {"a": "1"}, 0, 0, 1, 0, 0),
    "null is null": ({"a": None}, {"a": None}, 1, 0, 0, 0, 1),
    "null is not false": ({"a": None}, {"a": False}, 0, 0, 1, 0, 0),
    "null is not 'null'": ({"a": None}, {"a": "null"}, 0, 0, 1, 0, 0),
    "null is not the empty string": ({"a": None}, {"a": ""}, 0, 0, 1, 0, 0),
    "case counts": ({"a": "Bob"}, {"a": "bob"}, 0, 0, 1, 0, 0),
    "spaces count": ({"a": "Bob"}, {"a": "Bob "}, 0, 0, 1, 0, 0),
    "composed is decomposed": ({"a": "caf\u00e9"}, {"a": "cafe\u0301"}, 1, 0, 0, 0, 1),
    "the ångström sign is Å": ({"a": "\u212b"}, {"a": "\u00c5"}, 1, 0, 0, 0, 1),
    "a ligature is not two letters": ({"a": "\ufb01n"}, {"a": "fin"}, 0, 0, 1, 0, 0),
    "full-width digits are not digits": ({"a": "\uff11"}, {"a": "1"}, 0, 0, 1, 0, 0),
    # absent, empty, shape
    "absent is not null": ({"a": 1, "b": None}, {"a": 1}, 0, 1, 0, 0, Fraction(2, 3)),
    "null is not absent": ({"a": 1}, {"a": 1, "b": None}, 0, 0, 0, 1, Fraction(2, 3)),
    "omission": ({"a": 1, "b": 2, "c": 3}, {"a": 1}, 0, 2, 0, 0, Fraction(1, 2)),
    "hallucination": ({"a": 1}, {"a": 1, "b": 2, "c": 3}, 0, 0, 0, 2, Fraction(1, 2)),
    "renamed key": ({"a": 1}, {"b": 1}, 0, 1, 0, 1, 0),
    "wrong value": ({"a": 1, "b": 2}, {"a": 1, "b": 3}, 0, 0, 1, 0, Fraction(1, 2)),
    "{} is {}": ({}, {}, 1, 0, 0, 0, 1),
    "{} is not []": ({}, [], 0, 0, 1, 0, 0),
    "{} is not null": ({"a": {}}, {"a": None}, 0, 0, 1, 0, 0),
    "{} is not absent": ({"a": {}, "b": 1}, {"b": 1}, 0, 1, 0, 0, Fraction(2, 3)),
    "[] is []": ({"a": []}, {"a": []}, 1, 0, 0, 0, 1),
    "[] is not [null]": ({"a": []}, {"a": [None]}, 0, 1, 0, 1, 0),
    "a scalar for an object": ({"a": {"b": 1, "c": 2}}, {"a": 1}, 0, 2, 0, 1, 0),
    "an object for a scalar": ({"a": 1}, {"a": {"b": 1}}, 0, 1, 0, 1, 0),
    "a scalar for a list of one": ({"a": ["x"]}, {"a": "x"}, 0, 1, 0, 1, 0),
    "an index is no key": ({"a": ["x"]}, {"a": {"0": "x"}}, 0, 1, 0, 1, 0),
    "nothing but an empty object": ({"a": 1, "b": 2}, {}, 0, 2, 0, 1, 0),
    "a scalar root": ("x", "x", 1, 0, 0, 0, 1),
    "nested": ({"a": {"b": {"c": 1, "d": 2}}}, {"a": {"b": {"c": 1}}}, 0, 1, 0, 0, Fraction(2, 3)),
    # lists of scalars
    "order of scalars": ({"a": ["x", "y"]}, {"a": ["y", "x"]}, 0, 0, 0, 0, 1, 0),
    "first scalar forgotten": ({"a": [1, 2, 3]}, {"a": [2, 3]}, 0, 1, 0, 0, Fraction(4, 5), 0),
    "duplicate given once": ({"a": [1, 1]}, {"a": [1]}, 0, 1, 0, 0, Fraction(2, 3)),
    "once given twice": ({"a": [1]}, {"a": [1, 1]}, 0, 0, 0, 1, Fraction(2, 3)),
    "duplicates of another": ({"a": [1, 1, 2]}, {"a": [1, 2, 2]}, 0, 0, 1, 0, Fraction(2, 3)),
    "true among ones": ({"a": [1, True]}, {"a": [1, 1]}, 0, 0, 1, 0, Fraction(1, 2)),
    "a list in another's place": ({"a": [[1, 2], [3]]}, {"a": [[3], [1, 2]]}, 0, 0, 0, 0, 1, 0),
    # lists of objects
    "order of objects": (ORDER, {**ORDER, "items": ORDER["items"][::-1]}, 0, 0, 0, 0, 1, Fraction(3, 7)),
    "first object forgotten": (
        ORDER, {**ORDER, "items": ORDER["items"][1:]}, 0, 2, 0, 0, Fraction(10, 12), Fraction(2, 12),
    ),
    "an object too much": (
        ORDER, {**ORDER, "items": [{"sku": "w", "n": 9}, *ORDER["items"]]},
        0, 0, 0, 2, Fraction(14, 16), Fraction(2, 16),
    ),
    "a field too few in each": (
        ORDER, {"id": "A1", "items": [{"sku": "z"}, {"sku": "y"}, {"sku": "x"}]},
        0, 3, 0, 0, Fraction(8, 11), Fraction(4, 11),
    ),
    "greedy pairing would lose": (
        # g1-p1 have 2 in common, but g1-p2 and g2-p1 have 1 + 2
        [{"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1, "c": 2}],
        [{"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 5, "c": 5}],
        0, 0, 2, 0, Fraction(4, 6), Fraction(3, 6),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_pair(name: str) -> None:
    gold, predicted, exact, omitted, wrong, hallucinated, f1, *unaligned = CASES[name]
    row = Scorer().score(gold, predicted)
    assert row.exact == exact
    assert row.gold - row.shared == omitted
    assert row.shared - row.equal == wrong
    assert row.predicted - row.shared == hallucinated
    assert row.f1 == float(f1)
    assert row.f1_by_place == float(unaligned[0] if unaligned else f1)


def schema(document: dict[str, Any]) -> Schema:
    return Schema("test", Path("test.json"), document, "simple", False)


def compared(field: dict[str, Any], gold: Any, predicted: Any) -> int:
    scorer = Scorer(schema({"type": "object", "properties": {"a": field}}))
    return scorer.score({"a": gold}, {"a": predicted}).exact


SET = {"type": "array", "x-compare": "set"}
CENTS = {"type": "number", "x-compare": {"tolerance": 0.01}}
ITEMS = {"type": "array", "x-compare": "set", "items": {"properties": {"n": CENTS}}}


@pytest.mark.parametrize(
    ("field", "gold", "predicted", "exact"),
    [
        (SET, ["x", "y"], ["y", "x"], 1),
        (SET, ["x", "x", "y"], ["y", "x"], 0),
        (SET, ["x", "x", "y"], ["y", "x", "x"], 1),
        ({"type": "array", "uniqueItems": True}, ["x", "y"], ["y", "x"], 0),
        ({"x-compare": "casefold"}, "Straße  1", "STRASSE 1", 1),
        ({"x-compare": "casefold"}, "x", "y", 0),
        ({"type": "array", "items": {"x-compare": "casefold"}}, ["A", "b"], ["a", "B"], 1),
        ({"type": "array", "items": {"x-compare": "casefold"}}, ["A", "b"], ["B", "a"], 0),
        (CENTS, 19.99, 20, 1),  # in binary floats 20 - 19.99 is above 0.01
        (CENTS, 0.3, 0.31, 1),
        (CENTS, 0.3, 0.3101, 0),
        (CENTS, 1, True, 0),
        (CENTS, 1, "1", 0),
        (ITEMS, [{"n": 1.0}, {"n": 1.005}], [{"n": 1.01}, {"n": 0.99}], 1),
    ],
)
def test_declared_comparator(field: dict[str, Any], gold: Any, predicted: Any, exact: int) -> None:
    assert compared(field, gold, predicted) == exact


@pytest.mark.parametrize(
    "said", ["sets", {"tolerance": 0}, {"tolerance": True}, {"tolerance": 1, "x": 1}, ["set"], None]
)
def test_unknown_comparator_is_an_error_that_names_the_field(said: Any) -> None:
    with pytest.raises(UserError, match=r"test\.json: /a: x-compare"):
        compared({"x-compare": said}, "x", "y")


def test_formats_are_asserted_apart() -> None:
    scorer = Scorer(schema({"properties": {"a": {"type": "string", "format": "date"}}}))
    row = scorer.score({"a": "2024-02-29"}, {"a": "2023-02-29"})
    assert (row.valid, row.valid_formats) == (1, 0)
    row = scorer.score({"a": "2024-02-29"}, {"a": 5})
    assert (row.valid, row.valid_formats) == (0, 0)


def test_a_failed_parse_scores_nothing_and_omits_every_leaf() -> None:
    row = Scorer().fail({"a": [1, 2], "b": {}})
    assert (row.records, row.parsed, row.exact, row.gold, row.predicted, row.equal, row.f1) == (1, 0, 0, 3, 0, 0, 0)
