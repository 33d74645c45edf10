"""Inputs on which checks, audit or scores went wrong for people: one small example of a kind, with what is right."""

import argparse
import io
import json
import sys
from itertools import pairwise, product
from pathlib import Path
from types import SimpleNamespace
from unicodedata import normalize

import pytest

from edgejson.audit import trial
from edgejson.checks import Checker, contacts
from edgejson.checks import grounding as grounded
from edgejson.checks.base import Pair, Subject, compiled
from edgejson.checks.parsing import parse_json, parse_output
from edgejson.commands import check
from edgejson.language.composed import with_offsets
from edgejson.params.whole import load
from edgejson.pipeline.records import read_jsonl, write_schema
from edgejson.schema.loading import Schema, load_schema
from edgejson.scoring import Scorer, read_gold, read_predictions
from edgejson.text import generation

CASES = Path(__file__).parent
ROOT = CASES.parents[1]


@pytest.fixture(scope="module")
def params():
    return load(ROOT / "params.yaml")


@pytest.fixture
def verdicts(monkeypatch):
    """What `edgejson check` says of the pairs of a case: exit status, one verdict a line."""

    def run(case, schema="schema", *options):
        out = io.TextIOWrapper(io.BytesIO())
        lines = io.BytesIO((CASES / case / "pairs.jsonl").read_bytes())
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=lines))
        monkeypatch.setattr(sys, "stdout", out)
        parser = argparse.ArgumentParser()
        check.arguments(parser)
        files = ["--schema", str(CASES / case / f"{schema}.json"), "--params", str(ROOT / "params.yaml")]
        status = check.run(parser.parse_args([*files, *options]))
        return status, [json.loads(line) for line in out.buffer.getvalue().splitlines()]

    return run


def made(schema, params, count):
    """Records as the template stage makes them."""
    template = params.template.model_copy(update={"records_per_schema": count})
    (task,) = generation.tasks([schema], template, params.base.seed, params.base.locale)
    return list(generation.run(task))


def test_the_audit_swaps_only_what_is_there_in_both_items(params, tmp_path):
    """One author has a list, the other a string: inside the string there is nothing to swap."""
    schema = load_schema(CASES / "audit-crash-string-or-list" / "schema.json")
    write_schema(tmp_path, schema.id, made(schema, params, 12))
    outcome = trial.run(trial.TrialTask(schema, params.validation, tmp_path, 10, params.base.seed))
    assert outcome.clean == 10
    assert outcome.planted["items_swapped"] >= 5
    assert outcome.caught["items_swapped"] == outcome.planted["items_swapped"]


def test_tags_inside_the_strings_of_a_prediction_are_part_of_them():
    case = CASES / "think-inside-json"
    (gold,) = read_gold([case / "gold.jsonl"])
    predicted = read_predictions(case / "pred.jsonl")[gold["id"]]
    assert predicted == gold["expected_output"]
    assert Scorer().score(gold["expected_output"], predicted).exact == 1


def test_lines_of_standard_input_are_data(verdicts):
    assert verdicts("think-inside-json")[0] == 0
    assert [verdict["passed"] for verdict in verdicts("think-inside-json")[1]] == [True, True]
    assert not parse_json('<think>hm</think>{"a": 1}').ok


def test_what_stands_before_an_end_of_thinking_is_thinking(verdicts):
    status, (verdict,) = verdicts("think-end-tag-only")
    assert (status, verdict["reasons"]) == (0, [])


def test_a_word_for_none_is_no_broken_url(verdicts):
    assert verdicts("contact-format-of-one-branch", "none_or_url")[0] == 0


@pytest.mark.parametrize("name", ["none_or_url", "uri_union_plain", "doi_or_url"])
def test_no_alternative_is_taken_for_a_broken_contact(name, params):
    schema = load_schema(CASES / "contact-format-of-one-branch" / f"{name}.json")
    checker = Checker(schema, params.validation)
    for record in made(schema, params, 40):
        assert checker.check(record["text"], record["expected_output"]).passed, record


@pytest.mark.parametrize(
    ("name", "label", "wrong"),
    [
        ("doi_or_url", {"source": "10.1000/xyz.1"}, []),
        ("doi_or_url", {"source": "https://a.example/b"}, []),
        ("doi_or_url", {"source": "https://-/b"}, ["/source"]),  # by no alternative but the URL's
        ("none_or_url", {"publish_to": "nobody"}, ["/publish_to"]),
        ("none_or_url", {"publish_to": "none", "email": "ada@@b.example"}, ["/email"]),
        ("uri_union_plain", {"icon": "red-bell", "contact": "@ada_b"}, []),
        ("uri_union_plain", {"icon": "red bell", "contact": "@ada b"}, ["/icon", "/contact"]),
    ],
)
def test_a_contact_is_broken_where_only_the_format_would_allow_it(name, label, wrong, params):
    schema = load_schema(CASES / "contact-format-of-one-branch" / f"{name}.json")
    check = contacts.compile(Subject(schema, params.validation))
    assert [found["path"] for found in check(Pair("", label))] == wrong


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ('Here you are: {"a": "<think>x</think>"}', {"a": "<think>x</think>"}),
        ('```json\n{"a": "</think>", "b": 1}\n```', {"a": "</think>", "b": 1}),
        ('{"draft": 1, "longer": 2}</think>\n```json\n{"a": "</thinking>"}\n```', {"a": "</thinking>"}),
        ('<think>one {"a": 0, "b": 0}</think> no, two {"a": 0, "b": 0}</think> {"a": 1}', {"a": 1}),
        ('{"a": 1}\n<think>was that all?</think>', {"a": 1}),
        ('<THINKING>{"a": "</thinking>', None),
        ('{"a": 1}</think>', None),
        ('<think>it is {"a": 1}', None),
    ],
)
def test_thinking_is_told_from_the_answer(raw, value):
    parsed = parse_output(raw)
    assert (parsed.ok, parsed.value) == (value is not None, value)


def test_decomposed_accents_are_the_same_letters(verdicts):
    """The text has "Zoë" with a mark of its own; its places are told as they are."""
    status, (verdict,) = verdicts("decomposed-accents", "schema", "--evidence")
    (pair,) = read_jsonl(CASES / "decomposed-accents" / "pairs.jsonl")
    assert (status, verdict["reasons"]) == (0, [])
    found = {each["path"]: pair["text"][each["start"] : each["end"]] for each in verdict["evidence"]}
    assert found == {"/name": decomposed("Zoë Müller"), "/age": "31"}
    assert len(found["/name"]) == len("Zoë Müller") + 2


def decomposed(value):
    """A value, or a schema, with all its texts in NFD."""
    return json.loads(normalize("NFD", json.dumps(value, ensure_ascii=False)))


CAFE = {
    "title": "Café",
    "type": "object",
    "additionalProperties": {"type": "string"},
    "properties": {
        "café_name": {"type": "string"},
        "propriétaire": {"type": "string", "x-phrases": ["tenu par {}"]},
        "spécialité": {"enum": ["crème brûlée", "tarte"], "x-synonyms": {"crème brûlée": ["crème"]}},
        "구": {"type": "string", "title": "Arrondissement préféré"},
    },
    "x-sentences": ["À {café_name}, {propriétaire} (préfère|aime) {spécialité}."],
}
LABEL = {
    "café_name": "Chez Zoë",
    "propriétaire": "Ana Dvořák",
    "spécialité": "crème brûlée",
    "구": "용산",
    "été": "août",
}
TEXTS = [
    "À Chez Zoë, Ana Dvořák préfère crème. Arrondissement préféré: 용산. été: août. The café is open.",
    "café name: Chez Zoë\ntenu par Ana Dvořák\nspécialité: Crème Brûlée\narrondissement préféré: 용산\nété: août",
    'café_name = Chez Zoë\n["propriétaire"] = Ana Dvořák\n["spécialité"] = crème brûlée\n["구"] = 용산\n["été"] = août',
]


@pytest.mark.parametrize("text", TEXTS, ids=["sentence", "form", "paths"])
@pytest.mark.parametrize("forms", list(product((False, True), repeat=3)))
def test_text_values_and_schema_may_each_be_decomposed(text, forms, params):
    document, names, values, text = (
        decomposed(each) if form else each
        for each, form in zip((CAFE, list(LABEL), list(LABEL.values()), text), (forms[0], *forms), strict=True)
    )
    label = dict(zip(names, values, strict=True))
    pair = Pair(text, label)
    subject = Subject(Schema("cafe", Path("cafe.json"), document, "simple", False), params.validation)
    assert list(compiled(grounded, subject)(pair)) == []
    said = [normalize("NFC", text[start:end]) for start, end in pair.spans]
    assert {"Chez Zoë", "Ana Dvořák", "용산", "août"} <= set(said)


@pytest.mark.parametrize(
    "text", ["", "plain", "Zoë", "e\u0301\u0323x", "\u0301x", "한글 각", "Å Ω", "ที่ नि ङ्ग", "👩\u200d🚀é"]
)
def test_every_place_of_a_composed_text_is_one_of_the_text_as_given(text):
    for given in (text, normalize("NFD", text)):
        read, offsets = with_offsets(given)
        assert read == normalize("NFC", given)
        assert len(offsets) == len(read) + 1
        assert [offsets[0], offsets[-1]] == [0, len(given)]
        assert list(offsets) == sorted(offsets)
        letters = [given[start:end] for start, end in pairwise(offsets)]
        assert "".join(letters) == given


def test_every_case_is_read_by_a_test_and_says_what_is_right():
    """`edgejson case` leaves a note with a gap, which is filled in when the test is written."""
    tests = "".join(path.read_text() for path in CASES.glob("test_*.py"))
    folders = [path for path in CASES.iterdir() if path.is_dir() and path.name != "__pycache__"]
    assert folders
    for folder in folders:
        assert f'"{folder.name}"' in tests, folder
        notes = [note.read_text() for note in folder.glob("README.md")]
        assert not any("TODO" in note for note in notes), folder
