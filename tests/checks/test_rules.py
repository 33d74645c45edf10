import pytest

from edgejson.checks import rules
from edgejson.pipeline.errors import UserError

CART = {
    "type": "object",
    "properties": {
        "items": {
            "type": "array",
            "items": {"type": "object", "properties": {"price": {"type": "number"}, "count": {"type": "integer"}}},
        },
        "total": {"type": "number", "x-derived": "round(sum(i.price * i.count for i in items), 2)"},
        "start": {"type": "string", "format": "date"},
        "end": {"type": "string", "format": "date"},
    },
    "x-rules": ["end >= start"],
}


@pytest.fixture
def judge(findings):
    return lambda label, **changes: findings(rules, CART, label, **changes)


def test_a_total_is_recomputed_in_decimals(judge):
    items = [{"price": 0.1, "count": 3}, {"price": 19.99, "count": 2}]
    assert judge({"items": items, "total": 40.28}) == []
    assert judge({"items": items, "total": 40.27}) == [("derived", "/total")]
    assert judge({"items": items, "total": 40.29}) == [("derived", "/total")]


def test_the_tolerance_is_a_setting(judge, settings):
    label = {"items": [{"price": 1.5, "count": 2}], "total": 3.004}
    assert judge(label) == []
    exact = settings.rules.model_copy(update={"tolerance": 0.0})
    assert judge(label, rules=exact) == [("derived", "/total")]


def test_rules_hold_or_are_found(judge):
    assert judge({"start": "2024-01-31", "end": "2024-02-01"}) == []
    assert judge({"start": "2024-02-01"}) == []  # says nothing where a property is absent
    assert judge({"start": "2024-02-01", "end": "2024-01-31"}) == [("broken", "")]


def test_a_bad_expression_is_the_users_to_mend(findings):
    document = {"type": "object", "properties": {"a": {"type": "number", "x-derived": "__import__('os')"}}}
    with pytest.raises(UserError, match="/properties/a/x-derived"):
        findings(rules, document, {"a": 1})
