import pytest

from edgejson.checks import conformance
from edgejson.pipeline.errors import UserError

DRAFT4 = "http://json-schema.org/draft-04/schema#"
DRAFT7 = "http://json-schema.org/draft-07/schema#"


@pytest.fixture
def judge(findings):
    return lambda document, label, **changes: findings(conformance, document, label, **changes)


def test_names_keyword_and_place(judge):
    document = {"properties": {"a": {"items": {"maximum": 3}}}, "required": ["b"]}
    assert judge(document, {"a": [1, 5], "b": 0}) == [("maximum", "/a/1")]
    assert judge(document, {"a": []}) == [("required", "")]


def test_a_choice_is_explained_by_its_nearest_branch(judge):
    document = {
        "oneOf": [
            {"type": "string"},
            {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]},
        ]
    }
    assert judge(document, {"n": "x"}) == [("type", "/n")]


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("date", "2024-02-30"),
        ("email", "a b@c"),
        ("uuid", "x"),
        ("date-time", "2024-01-01 10:00"),
        ("ipv4", "1.2.3.400"),
    ],
)
def test_formats_are_asserted(judge, settings, name, bad):
    assert judge({"format": name}, bad) == [("format", "")]
    off = settings.conformance.model_copy(update={"formats": False})
    assert judge({"format": name}, bad, conformance=off) == []


def test_the_draft_decides(judge):
    exclusive = {"minimum": 3, "exclusiveMinimum": True}
    assert judge({"$schema": DRAFT4, **exclusive}, 3) == [("minimum", "")]
    # draft 4 has no const and no "if"; draft 7 has
    assert judge({"$schema": DRAFT4, "const": 1}, 2) == []
    assert judge({"$schema": DRAFT7, "const": 1}, 2) == [("const", "")]
    # a keyword beside $ref counts from 2019-09 on
    document = {
        "definitions": {"n": {"type": "integer"}},
        "properties": {"a": {"$ref": "#/definitions/n", "maximum": 3}},
    }
    assert judge({"$schema": DRAFT7, **document}, {"a": 5}) == []
    assert judge(document, {"a": 5}) == [("maximum", "/a")]


def test_patterns_are_those_of_ecma_262(judge):
    assert judge({"pattern": "^\\d+$"}, "12") == []
    assert judge({"pattern": "^\\d+$"}, "١٢") == [("pattern", "")]
    # Python can't compile this one: the verdict stands, and it is still explained
    assert judge({"pattern": "^\\p{Lu}"}, "a") == [("pattern", "")]
    assert judge({"pattern": "^\\p{Lu}"}, "Ä") == []


def test_a_schema_that_cannot_be_built_is_one_clear_line(judge):
    with pytest.raises(UserError, match=r"test\.json: .*not-here"):
        judge({"$ref": "https://example.com/not-here.json"}, 1)
