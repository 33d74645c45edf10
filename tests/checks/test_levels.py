"""A level stands alone: whichever others are off, it finds and grades the same."""

import json
import random
from itertools import combinations

import pytest

from edgejson.audit.clean import Clean
from edgejson.audit.planting import KINDS, plant
from edgejson.checks import LEVELS, Checker
from edgejson.checks.base import Pair, Subject, compiled
from edgejson.checks.conformance import fast_validator
from edgejson.checks.examining import Judge
from edgejson.checks.settings import Validate, adjusted
from edgejson.params.whole import load
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import load_folder, load_schema
from edgejson.text import generation
from tests.checks.conftest import ROOT

SWITCHED = [name for name in LEVELS if name != "parse"]
SCHEMAS = ("contact_info",)
#: Lists of lists, values of several types, a map, a derived value, amounts that nothing says the sum of.
ODD = {
    "type": "object",
    "required": ["name", "rows", "either", "items", "lines", "total"],
    "properties": {
        "name": {"type": "string"},
        "rows": {
            "type": "array",
            "minItems": 2,
            "items": {"type": "array", "minItems": 1, "items": {"type": "integer"}},
        },
        "either": {"anyOf": [{"type": "string"}, {"type": "array", "minItems": 1, "items": {"type": "string"}}]},
        "by_day": {"type": "object", "additionalProperties": {"type": "number"}},
        "items": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["product", "quantity", "unit_price"],
                "properties": {
                    "product": {"type": "string"},
                    "quantity": {"type": "integer", "minimum": 1},
                    "unit_price": {"type": "number", "minimum": 1, "multipleOf": 0.01},
                },
            },
        },
        "lines": {"type": "integer", "x-derived": "len(items)"},
        "total": {"type": "number", "minimum": 1, "multipleOf": 0.01},
    },
}
#: Labels that follow no schema.
SHAPES = (None, True, 7, "text", [], {}, [[]], [{"name": ["x"]}], {"name": {"": None}}, {"rows": [[1, "a"], {"b": 2}]},
          {"items": {"quantity": "2", "unit_price": [3]}, "total": None}, {"": {"": []}})  # fmt: skip
#: Which of the two is the name is not told.
OPEN = "We saw Cup and Box there.", {"name": "Box", "either": "Cup"}


def without(settings, *names):
    """The settings with these levels switched off."""
    for name in names:
        settings = adjusted(settings, f"{'conformance' if name == 'schema' else name}.enabled", False)
    return settings


@pytest.fixture(scope="module")
def pairs(tmp_path_factory):
    """For each schema: clean pairs, each kind of planted defect, labels of any shape."""
    params = load(ROOT / "params.yaml")
    template = params.template.model_copy(update={"records_per_schema": 3})
    odd = tmp_path_factory.mktemp("schemas") / "odd.json"
    odd.write_text(json.dumps(ODD))
    schemas = [schema for schema in load_folder(ROOT / "schemas") if schema.id in SCHEMAS]
    schemas.append(load_schema(odd))
    found = []
    for schema, task in zip(schemas, generation.tasks(schemas, template, 5, "en_US"), strict=True):
        records = [(record["text"], record["expected_output"]) for record in generation.run(task)]
        clean = Clean(*records[0], *records[1], FieldMap(schema.document), fast_validator(schema, True).is_valid)
        planted = [plant(kind, clean, random.Random(kind)) for kind in KINDS]
        shaped = [(records[0][0], label) for label in SHAPES]
        found.append((schema, [*records, *filter(None, planted), *shaped, OPEN]))
    return found


@pytest.fixture(scope="module")
def judged(pairs, settings):
    """For each schema: the pairs with the verdict and the evidence that they get with all levels on."""
    found = []
    for schema, members in pairs:
        checker = Checker(schema, settings)
        found.append((schema, [(pair, checker.check(*pair), checker.evidence(*pair)) for pair in members]))
    return found


def test_the_pairs_have_something_for_every_level_to_find(judged):
    found = {reason["check"] for _, members in judged for _, verdict, _ in members for reason in verdict.findings}
    assert found >= set(SWITCHED)


@pytest.mark.parametrize("off", [*((name,) for name in SWITCHED), *combinations(SWITCHED, 2), SWITCHED], ids="+".join)
def test_no_other_level_finds_or_grades_otherwise(off, judged, settings):
    for schema, members in judged:
        checker = Checker(schema, without(settings, *off))
        for pair, whole, _ in members if len(off) == 1 else members[::3]:
            verdict = checker.check(*pair)
            assert verdict.findings == [found for found in whole.findings if found["check"] not in off]
            assert verdict.scores == {name: score for name, score in whole.scores.items() if name not in off}


def test_evidence_is_told_whichever_levels_are_off(judged, settings):
    for schema, members in judged:
        checker = Checker(schema, without(settings, *SWITCHED))
        assert [checker.evidence(*pair) for pair, _, _ in members] == [evidence for _, _, evidence in members]
        assert members[0][2]


def test_likeness_to_earlier_records_is_the_same_whichever_levels_are_off(pairs, settings):
    for schema, members in pairs:
        scores = []
        for each in (settings, without(settings, "grounding", "unique", "language")):
            judge = Judge(schema, each)
            again = [members[0], members[1], members[0]]
            scores.append([judge.judge(str(number), *pair)[1]["duplicate"] for number, pair in enumerate(again)])
        assert scores[0] == scores[1]
        assert scores[0][-1] == 1.0


@pytest.mark.parametrize("name", LEVELS)
def test_a_level_brings_its_settings_with_their_defaults_and_says_what_it_needs(name):
    level, schema = LEVELS[name], load_schema(ROOT / "schemas" / "simple" / "contact_info.json")
    settings = Validate()
    assert [block for _, block in settings if isinstance(block, level.Settings)] == [level.Settings()]
    check, pair = level.compile(Subject(schema, settings)), Pair("Hello there.", {"name": "Ana"})
    if "grounding" in level.NEEDS:
        with pytest.raises(AssertionError, match="NEEDS"):
            list(check(pair))
        list(compiled(level, Subject(schema, settings))(pair))
        assert pair.grounding is not None
    else:
        list(check(pair))
        assert pair.grounding is None
