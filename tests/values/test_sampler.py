"""Any schema gives valid instances, each from its own stream; what can't be satisfied is an error with its place."""

from __future__ import annotations

import json
from collections import Counter
from random import Random
from typing import Any

import pytest

from benchmarks.judges import Judge
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.streams import stream
from edgejson.values import compile_sampler
from edgejson.values.engine import consistency
from edgejson.values.engine.formats import FORMATS
from edgejson.values.settings import Values

SETTINGS = Values(optional_rate=0.7, max_items=4, max_depth=3)
DRAFT4, DRAFT7 = "http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-07/schema#"
DRAFT2019 = "https://json-schema.org/draft/2019-09/schema"
KIND = {"properties": {"kind": {"enum": ["a", "b"]}}, "required": ["kind"]}

SCHEMAS: dict[str, Any] = {
    "draft 4 bounds": {"$schema": DRAFT4, "type": "integer", "minimum": 3, "exclusiveMinimum": True, "maximum": 4},
    "draft 7 ref hides its siblings": {
        "$schema": DRAFT7,
        "$ref": "#/definitions/n",
        "type": "string",
        "definitions": {"n": {"type": "integer"}},
    },
    "ref with siblings": {"$ref": "#/$defs/n", "minimum": 90, "$defs": {"n": {"type": "integer", "maximum": 92}}},
    "cents": {"type": "number", "minimum": 0, "maximum": 100, "multipleOf": 0.01},
    "multiples of two steps": {"type": "integer", "allOf": [{"multipleOf": 6}, {"multipleOf": 4}], "minimum": 1},
    "a length of time whose description names something else": {
        "type": "object",
        "properties": {
            "via": {"type": "string", "format": "duration", "description": "As people say it, e.g. in a mail."}
        },
        "required": ["via"],
    },
    "draft 6 with what a string holds": {
        "$schema": "http://json-schema.org/draft-06/schema#",
        "type": "object",
        "properties": {"path": {"type": "string", "contentMediaType": "application/json"}},
        "required": ["path"],
    },
    "pattern and lengths": {"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$", "minLength": 30, "maxLength": 33},
    "lookahead": {"type": "string", "pattern": r"^(?=.*\d)(?=.*[a-z])[a-z\d]{8,12}$"},
    "back reference": {"type": "string", "pattern": r"^(\w)\w+\1$"},
    "two patterns": {"type": "string", "allOf": [{"pattern": "^[a-c]+$"}, {"pattern": "b"}]},
    "unanchored pattern with length": {"type": "string", "pattern": r"\d{3}", "minLength": 12},
    "unicode class": {"type": "string", "pattern": r"^\p{Lu}[^\W\d_]+$"},
    "base64 of JSON": {"$schema": DRAFT7, "contentEncoding": "base64", "contentMediaType": "application/json"},
    "tuple and rest": {
        "type": "array",
        "prefixItems": [{"type": "string"}],
        "items": {"type": "integer"},
        "minItems": 3,
    },
    "contains, bounded": {"type": "array", "contains": {"minimum": 10}, "maxContains": 2, "items": {"type": "integer"}},
    "unique members of a small set": {
        "type": "array",
        "items": {"enum": [1, 2, 3]},
        "uniqueItems": True,
        "minItems": 3,
    },
    "map with names": {"type": "object", "propertyNames": {"pattern": "^k[0-9]$"}, "minProperties": 2},
    "closed map": {"type": "object", "patternProperties": {"^x-": {"type": "null"}}, "additionalProperties": False},
    "counts": {"type": "object", "properties": {c: {} for c in "abcdef"}, "minProperties": 2, "maxProperties": 3},
    "dependents": {
        "properties": {c: {"type": "integer"} for c in "abc"},
        "type": "object",
        "dependentRequired": {"a": ["b"], "b": ["c"]},
        "dependentSchemas": {"c": {"required": ["d"]}},
    },
    "one of several names": {
        "type": "object",
        "oneOf": [{"required": ["a"]}, {"required": ["b"]}, {"required": ["c"]}],
    },
    "discriminated": {
        "type": "object",
        "oneOf": [
            {"properties": {"kind": {"const": "a"}, "n": {"type": "integer"}}, "required": ["kind", "n"]},
            {"properties": {"kind": {"const": "b"}, "s": {"type": "string"}}, "required": ["kind", "s"]},
        ],
        "allOf": [KIND],
    },
    "overlapping arms": {"oneOf": [{"type": "integer", "minimum": 2}, {"type": "integer", "maximum": 5}]},
    "not": {"type": "object", **KIND, "not": {"properties": {"kind": {"const": "a"}}}},
    "if then else": {
        "type": "object",
        **KIND,
        "if": {"properties": {"kind": {"const": "a"}}},
        "then": {"required": ["x"]},
        "else": {"properties": {"x": False}},
    },
    "recursive list": {
        "type": "object",
        "properties": {"value": {"type": "integer"}, "next": {"$ref": "#"}},
        "required": ["value"],
    },
    "recursive tree that must branch or end": {
        "$ref": "#/$defs/tree",
        "$defs": {
            "tree": {
                "oneOf": [{"type": "integer"}, {"type": "array", "minItems": 2, "items": {"$ref": "#/$defs/tree"}}]
            }
        },
    },
    "dynamic reference": {
        "$id": "urn:example:strict",
        "$dynamicAnchor": "node",
        "$ref": "urn:example:tree",
        "unevaluatedProperties": False,
        "$defs": {
            "tree": {
                "$id": "urn:example:tree",
                "$dynamicAnchor": "node",
                "type": "object",
                "properties": {
                    "data": {"type": "integer"},
                    "below": {"type": "array", "items": {"$dynamicRef": "#node"}},
                },
            }
        },
    },
    "recursive reference": {"$schema": DRAFT2019, "type": "object", "properties": {"a": {"$recursiveRef": "#"}}},
    "unevaluated": {
        "type": "object",
        "anyOf": [{"properties": {"a": {"const": 1}}, "required": ["a"]}, {"properties": {"b": {"const": 2}}}],
        "unevaluatedProperties": False,
    },
    "unevaluated items": {
        "type": "array",
        "prefixItems": [{"const": 1}],
        "contains": {"const": 2},
        "unevaluatedItems": False,
    },
    "contained by an item that has its place": {
        "$schema": "http://json-schema.org/draft-06/schema#",
        "type": "array",
        "items": [{"type": "string"}, {"type": "integer"}],
        "additionalItems": {"type": "boolean"},
        "contains": {"type": "integer", "minimum": 7},
    },
    "anchor": {"$ref": "#here", "$defs": {"x": {"$anchor": "here", "type": "boolean"}}},
    "true": True,
    "empty": {},
}


def draw(schema: Any, count: int = 20, **settings: Any) -> list[Any]:
    sampler = compile_sampler(schema, SETTINGS.model_copy(update=settings))
    return [sampler.sample(stream(1, index)) for index in range(count)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_instances_are_valid_for_both_validators(name: str) -> None:
    judge = Judge(SCHEMAS[name])
    for instance in draw(SCHEMAS[name]):
        assert judge.refusal(instance) == "", instance


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_accepted_by_both_validators_and_varies(name: str) -> None:
    schema = {"type": "string", "format": name}
    texts = draw(schema)
    judge = Judge(schema)
    assert [judge.refusal(text) for text in texts] == [""] * len(texts)
    assert len(set(texts)) > 10


def test_addresses_are_reserved_ones() -> None:
    for text in draw({"type": "string", "format": "email"}, 100):
        assert text.rpartition("@")[2].endswith(("example.com", "example.org", "example.net", ".example", ".test"))


def test_an_instance_depends_on_its_stream_alone() -> None:
    schema = {
        **SCHEMAS["recursive list"],
        "properties": {**SCHEMAS["recursive list"]["properties"], "email": {"type": "string"}},
    }
    many = draw(schema, 60)
    for index in (59, 7, 31):
        alone = compile_sampler(json.loads(json.dumps(schema)), SETTINGS).sample(stream(1, index))
        assert alone == many[index]


def test_rare_branches_occur() -> None:
    schema = {
        "type": "object",
        "required": ["e", "n", "o"],
        "properties": {
            "e": {"enum": list("abcdefghij")},
            "n": {"type": ["string", "null"]},
            "o": {"oneOf": [{"const": 1}, {"enum": [*range(10, 60)]}, {"type": "null"}]},
        },
    }
    drawn = draw(schema, 200)
    assert {one["e"] for one in drawn} == set("abcdefghij")
    assert 5 <= sum(one["n"] is None for one in drawn) <= 60
    assert {"int", "NoneType"} == {type(one["o"]).__name__ for one in drawn}
    assert any(one["o"] == 1 for one in drawn)


def test_optional_fields_are_present_at_the_set_rate_and_lists_vary_in_length() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "array", "items": {"type": "integer"}}, "b": {"type": "integer"}},
    }
    drawn = draw(schema, 400, optional_rate=0.25)
    assert 60 <= sum("b" in one for one in drawn) <= 140
    lengths = Counter(len(one["a"]) for one in drawn if "a" in one)
    assert set(lengths) == {0, 1, 2, 3, 4}


def test_recursion_ends_at_the_set_depth() -> None:
    def depth(node: Any) -> int:
        return 1 + depth(node["next"]) if "next" in node else 1

    drawn = draw(SCHEMAS["recursive list"], 200, max_depth=2, optional_rate=1.0)
    assert max(map(depth, drawn)) == 1 + 2 + 1  # the record, two levels, and the least that ends it
    assert 20 <= sum(depth(one) < 4 for one in drawn) <= 180  # as a rule it ends sooner: a full tree is nobody's record


def test_derived_values_and_rules_come_out_true() -> None:
    schema = {
        "type": "object",
        "required": ["lines", "total", "low", "high", "start", "end"],
        "x-rules": ["high > low", "end >= start", "total < 5000"],
        "properties": {
            "lines": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "required": ["n", "price", "sum"],
                    "properties": {
                        "n": {"type": "integer", "minimum": 1, "maximum": 9},
                        "price": {"type": "number", "minimum": 0.01, "maximum": 500},
                        "sum": {"type": "number", "x-derived": "round(n * price, 2)"},
                    },
                },
            },
            "total": {"type": "number", "x-derived": "round(sum(l.sum for l in lines), 2)"},
            "low": {"type": "integer"},
            "high": {"type": "integer"},
            "start": {"type": "string", "format": "date"},
            "end": {"type": "string", "format": "date"},
        },
    }
    for one in draw(schema, 100):
        assert one["high"] > one["low"] and one["end"] >= one["start"]
        assert [line["sum"] for line in one["lines"]] == [
            round(line["n"] * line["price"] + 1e-9, 2) for line in one["lines"]
        ]
        assert one["total"] == round(sum(line["sum"] for line in one["lines"]), 2) < 5000


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        (False, "#"),
        ({"enum": ["a"], "type": "integer"}, "#/enum"),
        (
            {
                "type": "object",
                "properties": {"a": {"type": "string", "minLength": 3, "maxLength": 1}},
                "required": ["a"],
            },
            "#",
        ),
        ({"type": "object", "properties": {"x": False}, "required": ["x"]}, "#/properties"),
        (
            {
                "$ref": "#/$defs/n",
                "$defs": {"n": {"required": ["n"], "type": "object", "properties": {"n": {"$ref": "#/$defs/n"}}}},
            },
            "#/$defs/n",
        ),
        ({"type": "string", "allOf": [{"pattern": "^a"}, {"pattern": "^b"}]}, "#/allOf/0/pattern"),
        ({"properties": {"a": {"$ref": "#/$defs/gone"}}}, "#/properties/a/$ref"),
        ({"properties": {"a": {"$ref": "https://example.com/other.json"}}}, "#/properties/a/$ref"),
        ({"type": "object", "required": ["a", "b"], "x-rules": ["a > b", "b > a"]}, "in none of 200 tries"),
        ({"x-rules": ["a >"]}, "#/x-rules/0"),
    ],
)
def test_what_cannot_be_satisfied_is_an_error_that_names_its_place(schema: Any, place: str) -> None:
    with pytest.raises(UserError) as caught:
        compile_sampler(schema, SETTINGS).sample(Random(0))
    assert place in str(caught.value)


def test_local_schemas_may_be_referred_to() -> None:
    others = {"https://example.com/unit.json": {"enum": ["kg", "g"]}}
    sampler = compile_sampler({"$ref": "https://example.com/unit.json"}, SETTINGS, others=others)
    assert {sampler.sample(stream(index)) for index in range(30)} == {"kg", "g"}


def test_a_reference_that_is_no_uri_to_the_letter_is_followed() -> None:
    assert isinstance(draw({"$ref": "#/$defs/List<int>", "$defs": {"List<int>": {"type": "integer"}}}, 1)[0], int)


def test_two_members_that_no_order_suits_are_soon_left_to_a_fresh_draw(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are not exchanged to and fro to the end of all tries, and what is drawn is what that would have ended in."""
    schema = {
        "type": "object",
        "required": ["low", "high", "middle"],
        "x-rules": ["high > low", "high <= low * 1.2", "middle >= 50 or low > 3"],
        "properties": {name: {"type": "integer", "minimum": 1, "maximum": 99} for name in ("low", "high")}
        | {"middle": {"type": "integer", "x-derived": "round((low + high) / 2)"}},
    }
    exchanged, exchange = Counter[int](), consistency._Agreement._exchange
    number = 0

    def counted(self: Any, rule: Any, made: dict[str, Any]) -> bool:
        exchanged[number] += (found := exchange(self, rule, made))
        return found

    monkeypatch.setattr(consistency._Agreement, "_exchange", counted)
    drawn = []
    for most in (consistency._TO_AND_FRO, consistency.REDRAWS + 1):
        monkeypatch.setattr(consistency, "_TO_AND_FRO", most)
        sampler = compile_sampler(schema, SETTINGS)
        drawn.append([sampler.sample(stream(3, "to and fro", index)) for index in range(40)])
        number += 1
    assert drawn[0] == drawn[1]
    assert exchanged[0] < exchanged[1] / 3
