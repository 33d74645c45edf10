"""Schemas whose texts came out wrong for people: one small example of a kind, with what is right."""

import re
from collections import Counter
from pathlib import Path

import pytest

from edgejson.checks import Checker
from edgejson.params.whole import load
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import load_schema
from edgejson.text import Renderer
from edgejson.text.trouble import KINDS
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


@pytest.mark.parametrize("kind", KINDS)
def test_no_trouble_breaks_lines_of_paths(kind, params):
    """Some of these records are told in sentences, those with folders inside folders by lines of paths."""
    schema = load_schema(CASES / "trouble-breaks-path-lines" / "schema.json")
    pathwise = 0
    for value, rendering in rendered(schema, params, 16, trouble=kind):
        if any(folder.get("children") for folder in value.get("children", ())):
            pathwise += 1
            assert rendering.register == "keyvalue"
            assert "\nchildren[0].folderName" in re.sub(r"\n[*-] ", "\n", rendering.text)
    assert pathwise > 2


def test_slips_leave_names_in_humps_alone(params):
    """A form may show names as they stand in the data."""
    schema = load_schema(CASES / "trouble-breaks-path-lines" / "schema.json")
    words = [
        word
        for _, rendering in rendered(schema, params, 40, register="log", trouble="typo")
        for word in re.findall(r"\b[a-z]+[A-Z][a-zA-Z]+", rendering.text)
    ]
    assert len(words) > 20
    assert set(words) <= {"folderName", "sizeBytes", "ownerName", "tagList"}
