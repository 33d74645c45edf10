"""All levels together, on pairs that people might have written."""

import random

import pytest

from edgejson.checks import LEVELS, ORDER, Checker, rejudged
from edgejson.checks.base import Pair
from edgejson.checks.settings import adjusted
from edgejson.checks.thresholds import THRESHOLDS, Bounds
from edgejson.params.whole import load
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import Schema, load_folder
from edgejson.text import Renderer
from edgejson.values import compile_sampler
from tests.checks.conftest import ROOT

TEXT = 'Reviewed by Ana Lima, a review of Desk Lamp, rated 4 out of 5, commented "Works very well."'
LABEL = {"reviewer": "Ana Lima", "product": "Desk Lamp", "stars": 4, "comment": "Works very well."}


RATING = {
    "title": "Rating",
    "type": "object",
    "properties": {
        "reviewer": {"type": "string", "x-phrases": ["reviewed by {}", "{it} was left by {}"]},
        "product": {"type": "string", "x-phrases": ["a review of {}", "{it} is about the product {}"]},
        "stars": {"type": "integer", "minimum": 1, "maximum": 5, "x-phrases": ["rated {} out of 5", "{} stars"]},
        "comment": {"type": "string", "x-phrases": ['commented "{}"']},
    },
    "required": ["reviewer", "product", "stars"],
    "additionalProperties": False,
}


@pytest.fixture(scope="session")
def schema():
    return Schema("rating", ROOT / "rating.json", RATING, "simple", False)


@pytest.fixture(scope="session")
def checker(schema, settings):
    return Checker(schema, settings)


@pytest.fixture(scope="session")
def records():
    """Six template records of every schema: (schema, text, label)."""
    params = load(ROOT / "params.yaml")
    found = []
    for schema in load_folder(ROOT / "schemas"):
        sampler = compile_sampler(schema, params.template.values)
        renderer = Renderer(schema, params.template.text)
        for index in range(6):
            rng = stream(7, schema.id, index)
            label = sampler.sample(rng)
            found.append((schema, renderer.render(label, rng).text, label))
    return found


def codes(verdict):
    return {(found["check"], found["code"]) for found in verdict.findings}


def test_a_right_pair_passes_and_is_graded(checker):
    verdict = checker.check(TEXT, LABEL)
    assert verdict.passed, verdict.findings
    assert set(verdict.scores) >= {"grounding", "language"}
    assert all(0 <= score <= 1 for score in verdict.scores.values())


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"stars": 5}, "grounding"),
        ({"stars": 9}, "schema"),
        ({"reviewer": "Foo Bar"}, "placeholders"),
        ({"comment": "Works well."}, "grounding"),
        ({"stars": float("nan")}, "parse"),
    ],
)
def test_a_wrong_label_is_refused_by_the_level_that_should(checker, change, check):
    verdict = checker.check(TEXT, {**LABEL, **change})
    assert check in {found["check"] for found in verdict.findings}


def test_reasons_come_in_the_order_of_the_levels(checker):
    verdict = checker.check("rome rome rome rome rome \x07", {**LABEL, "reviewer": "Foo Bar"})
    places = [ORDER[found["check"]] for found in verdict.findings]
    assert len(set(places)) >= 3
    assert places == sorted(places)


def test_evidence_tells_where_each_value_stands(checker):
    places = {found["path"]: TEXT[found["start"] : found["end"]] for found in checker.evidence(TEXT, LABEL)}
    assert places == {f"/{name}": str(value) for name, value in LABEL.items()}


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "[", "|\n|", "a" * 5000, "|---|\n|", "\ud800", "1" * 400, "“", "🙂" * 50]
)
@pytest.mark.parametrize("label", [None, LABEL, {}, [], "", {"reviewer": None}, {"a": {"b": [[]]}}])
def test_any_text_and_label_get_a_verdict(checker, text, label):
    assert not checker.check(text, label).passed


def test_texts_that_were_cut_anywhere_get_a_verdict(records, settings):
    rng = random.Random(3)
    for schema, text, label in records[::14]:
        checker = Checker(schema, settings)
        for _ in range(10):
            start, end = sorted(rng.randrange(len(text) + 1) for _ in range(2))
            checker.check(text[start:end], label)
            checker.check(text[:start] + text[end:], label)


def test_settings_switch_levels_off_and_thresholds_move_verdicts(schema, settings):
    lonely = "rated 4 out of 5"
    for name in LEVELS:
        if name != "parse":
            block = "conformance" if name == "schema" else name
            settings = adjusted(settings, f"{block}.enabled", False)
    assert Checker(schema, settings).check(lonely, {"nonsense": True}).passed
    assert not Checker(schema, settings).check(lonely, {"nonsense": float("inf")}).passed


def test_overrides_hold_for_their_schemas_alone(schema, settings):
    long = adjusted(settings, "overrides.by_schema", {"rating": {"language": {"min_chars": 500}}})
    assert codes(Checker(schema, long).check(TEXT, LABEL)) == {("language", "too-short")}
    other = adjusted(settings, "overrides.by_complexity", {"complex": {"language": {"min_chars": 500}}})
    assert Checker(schema, other).check(TEXT, LABEL).passed
    both = adjusted(long, "overrides.by_complexity", {"simple": {"language": {"min_chars": 1000}}})
    (finding,) = Checker(schema, both).check(TEXT, LABEL).findings
    assert "500" in finding["detail"]  # the schema's own wins


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("language.mni", 0.5),
        ("language.min", 2),
        ("language.min", "x"),
        ("nothing", 1),
        ("overrides.by_schema", {"a": {"b": 1}}),
    ],
)
def test_a_setting_that_is_none_is_one_clear_line(settings, key, value):
    with pytest.raises(UserError, match=key.split(".")[0]):
        adjusted(settings, key, value)


@pytest.mark.parametrize("threshold", THRESHOLDS, ids=lambda threshold: f"{threshold.level}.{threshold.bound}")
def test_stored_scores_give_the_verdict_of_a_full_run(threshold, records, settings):
    """Whatever a threshold is set to, judging stored scores and findings again equals checking again.

    Each threshold is tried on other records: to compile the levels anew for each takes most of the time.
    """
    first = 5 * THRESHOLDS.index(threshold)
    key = f"{threshold.level}.{threshold.bound}"
    for value in (0, 1) if not threshold.bound.endswith("chars") else (1, 200, 100000):
        moved = adjusted(settings, key, value if threshold.bound.endswith("chars") else float(value))
        for schema, text, label in records[first::25]:
            pair = Pair(text, label)
            findings = Checker(schema, settings).examine(pair)
            again = Checker(schema, moved).check(text, label)
            assert rejudged(len(text), pair.scores, findings, Bounds(moved)) == again.findings


def test_a_verdict_rests_on_no_other_label_of_the_same_text(records, settings):
    """What a text says is kept for the next label of it; what was found for one label is not."""
    by_schema = {}
    for schema, text, label in records:
        by_schema.setdefault(schema.id, (schema, []))[1].append((text, label))
    for schema, pairs in list(by_schema.values())[::3]:
        checker, (_, other) = Checker(schema, settings), pairs[1]
        for text, label in pairs[:2]:
            first, _, again = (checker.check(text, each) for each in (label, other, label))
            assert (first.findings, first.scores) == (again.findings, again.scores)
            alone = Checker(schema, settings).check(text, other)
            assert alone.findings == checker.check(text, other).findings
