"""Schemas whose texts came out wrong for people: one small example of a kind, with what is right."""

from collections import Counter
from pathlib import Path

import pytest

from edgejson.checks import Checker
from edgejson.params import load
from edgejson.schemas import load_schema
from edgejson.streams import stream
from edgejson.text import Renderer
from edgejson.text.trouble import KINDS, NEEDS_FREEDOM
from edgejson.values import compile_sampler

CASES = Path(__file__).parent
ROOT = CASES.parents[1]


@pytest.fixture(scope="module")
def params():
    return load(ROOT / "params.yaml")


def rendered(schema, params, count, **how):
    """Values of a schema with what was written from them, all judged right by the checks."""
    sampler, renderer = compile_sampler(schema, params.template.values), Renderer(schema, params.template.text)
    checker = Checker(schema, params.validation)
    for index in range(count):
        rng = stream(3, schema.id, str(how), index)
        value = sampler.sample(rng)
        rendering = renderer.render(value, rng, **how)
        verdict = checker.check(rendering.text, value)
        assert verdict.passed, (rendering.text, value, verdict.findings)
        yield value, rendering


def test_a_title_with_an_article_names_the_thing_without_it(params):
    schema = load_schema(CASES / "title-with-article" / "schema.json")
    assert Renderer(schema, params.template.text).noun == "support ticket"
    for _, rendering in rendered(schema, params, 60):
        assert " a support ticket" not in rendering.text.replace("is a support ticket", "").lower()


@pytest.mark.parametrize("name", ["envelope", "customer"])
def test_a_record_with_a_property_of_its_own_name_is_told_like_any_other(name, params):
    schema = load_schema(CASES / "title-is-a-property" / f"{name}.json")
    registers = Counter(rendering.register for _, rendering in rendered(schema, params, 60))
    assert len(registers) > 5
    assert registers["keyvalue"] < 20
