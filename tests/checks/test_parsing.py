import json
import math

import pytest

from edgejson.checks.parsing import Limits, findings_in, parse_output
from edgejson.schema.fields import leaves


def codes(raw, **limits):
    return [finding["code"] for finding in parse_output(raw, Limits(**limits)).findings]


@pytest.mark.parametrize(
    ("raw", "value", "wrapped"),
    [
        ('{"a": 1}', {"a": 1}, False),
        (' \ufeff{"a": 1}\n', {"a": 1}, False),
        ("null", None, False),
        ('"just text"', "just text", False),
        ('```json\n{"a": 1}\n```', {"a": 1}, True),
        ("Sure! Here it is:\n```\n[1, 2]\n```\nAnything else?", [1, 2], True),
        ('The answer is {"a": {"b": [1]}}.', {"a": {"b": [1]}}, True),
        ('First {"x": 0}, then {"a": 1, "b": 2} at last', {"a": 1, "b": 2}, True),
        ('<think>maybe {"a": 2, "long": "thought"}</think>{"a": 1}', {"a": 1}, False),
        ('```json\n{"a": 1}', {"a": 1}, True),
        ('[not json] but {"a": 1}', {"a": 1}, True),
    ],
)
def test_finds_the_value_in_a_models_output(raw, value, wrapped):
    parsed = parse_output(raw)
    assert (parsed.ok, parsed.value, parsed.wrapped) == (True, value, wrapped)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("", "empty"),
        ("no value here", "not-json"),
        ('{"a": 1,}', "not-json"),
        ('{"a": 1', "not-json"),
        ('{"a": 1, "a": 2}', "duplicate-key"),
        ('x {"b": {"a": 1, "a": 1}} y', "duplicate-key"),
        ('{"a": NaN}', "not-a-number"),
        ('{"a": -Infinity}', "not-a-number"),
        ('{"a": 1e999}', "number-range"),
        ('{"a": %s}' % ("9" * 5000), "number-range"),
        ('{"a": "\\ud800"}', "surrogate"),
        ('{"\\udfff": 1}', "bad-key"),
        ("[" * 70 + "]" * 70, "too-deep"),
        ("[" * 200_000, "too-deep"),
    ],
)
def test_says_what_other_readers_would_trip_over(raw, code):
    parsed = parse_output(raw)
    assert not parsed.ok
    assert code in {finding["code"] for finding in parsed.findings}
    json.dumps(parsed.findings).encode()  # findings can always be written


def test_bounds_are_settings():
    assert codes("[[[1]]]", max_depth=3) == []
    assert codes("[[[1]]]", max_depth=2) == ["too-deep"]
    assert codes("[1, 2, 3]", max_chars=5) == ["too-long"]
    assert codes("[-123]", max_digits=3) == []
    assert codes("[1234]", max_digits=3) == ["number-range"]


def test_brackets_without_end_cost_no_quadratic_time():
    assert codes("x" + "[{" * 100_000)[0] in ("not-json", "too-deep")


@pytest.mark.parametrize(
    ("value", "code", "path"),
    [
        ({"a": [1, math.nan]}, "not-a-number", "/a/1"),
        ({"a": {"b": math.inf}}, "number-range", "/a/b"),
        ([-(10**100)], "number-range", "/0"),
        ({"a": "\ud800"}, "surrogate", "/a"),
        ({"a/b": {1, 2}}, "not-json", "/a~1b"),
    ],
)
def test_a_value_in_memory_is_judged_by_the_same_rules(value, code, path):
    (finding,) = findings_in(value, list(leaves(value)), Limits())
    assert (finding["code"], finding["path"]) == (code, path)


def test_clean_values_pass():
    value = {"a": [1, 2.5, -(2**63), 2**64, 10**90, "ä\U0001f600", None, True, {}, []]}
    assert list(findings_in(value, list(leaves(value)), Limits())) == []
