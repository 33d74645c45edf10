"""English for schemas that nobody has annotated: nouns, word classes, the ways of saying a field by its name."""

import re
from pathlib import Path
from random import Random

import pytest

from edgejson.language.wordclass import ADJECTIVE, CODE, NOUN, PARTICIPLE, in_plural, word_class
from edgejson.params.whole import load
from edgejson.schema.loading import Schema
from edgejson.text import Renderer
from edgejson.text.generic import generic_value, generic_ways
from edgejson.text.topic import topic

SETTINGS = load(Path(__file__).parents[2] / "params.yaml")


def schema(document, name="o123"):
    return Schema(name, Path(f"{name}.json"), document, "medium", False)


@pytest.mark.parametrize(
    ("name", "document", "noun"),
    [
        ("o1", {"title": "GetDiagnosticsRequest"}, "diagnostics request"),
        ("o2", {"title": "JSON schema for NPM package.json files"}, "NPM package file"),
        ("o3", {"title": "Project settings"}, "project configuration"),
        ("o6", {"title": "shareCost"}, "share cost"),
        ("o7", {"title": "extractShippingLabel"}, "shipping label"),
        ("o8", {"title": "iPhone"}, "iPhone"),
        ("o4", {"description": "Schema for a size violation bad row"}, "size violation bad row"),
        ("o5", {"description": "A string indicating the value."}, "record"),
        ("calculate_area_3a71b75d", {}, "area calculation"),
        ("create_calendar_event_4a", {"properties": {"event": {}}}, "record"),  # the event is one of its fields
    ],
)
def test_a_schema_gives_its_records_a_noun(name, document, noun):
    taken = set(document.get("properties", {}))
    assert topic(schema(document, name), taken) == noun


@pytest.mark.parametrize(
    ("label", "expected"),
    [("unit price", NOUN), ("fwhm", CODE), ("k1 blue", CODE), ("started", PARTICIPLE), ("writable", ADJECTIVE),
     ("speed", NOUN), ("new", ADJECTIVE), ("initiative", NOUN)],
)  # fmt: skip
def test_labels_have_word_classes(label, expected):
    assert word_class(label) == expected


@pytest.mark.parametrize(
    ("noun", "kind", "clause"),
    [
        ("height", "number", "{its} height is {v}"),
        ("issue", "integer", "{its} issue is {v}"),
        ("wheels", "integer", "there are {v} wheels"),
        ("max retries", "integer", "{its} max retries are {v}"),
        ("cx", "number", '{its} "cx" is {v}'),
        ("type", "enum", "{it} is of type {v}"),
        ("created at", "datetime", "{it} was created at {v}"),
        ("new", "string", '{its} "new" is {v}'),
        ("display mode", "enum", "{it} is in display mode {v}"),
    ],
)
def test_a_field_is_said_as_its_name_wants_it(noun, kind, clause):
    assert clause in generic_ways(noun, kind).clauses


@pytest.mark.parametrize(
    ("noun", "value", "clause"),
    [
        ("recursive", "false", "{it} is not recursive"),
        ("preserve on error", "true", "{it} will preserve on error"),
        ("optimize", "false", "{it} does not optimize"),
        ("relative paths", "true", "there are relative paths"),
        ("tags", "[]", "{it} has no tags"),
        ("afraid", "false", "{it} is not afraid"),
        ("good with kids", "false", "{it} is not good with kids"),
        ("good with kids", "true", "{it} is good with kids"),
        ("hard", "null", '{its} "hard" is not known'),
    ],
)
def test_booleans_and_empties_are_said_by_the_class_of_the_name(noun, value, clause):
    assert clause in generic_value(noun, value, False, True).clauses


def test_verbs_agree_with_a_subject_in_the_plural():
    assert in_plural("{it} has its height set to {v}") == "{it} have their height set to {v}"
    assert in_plural("{it} carries {v}") == "{it} carry {v}"


def test_like_named_objects_inside_each_other_are_given_by_paths():
    node = {"type": "object", "properties": {"name": {"type": "string"}, "child": {"$ref": "#"}}}
    value = {"name": "a1", "child": {"name": "b2", "child": {"name": "c3"}}}
    rendering = Renderer(schema(node), SETTINGS.template.text).render(value, Random(1), "prose")
    assert rendering.register == "keyvalue"
    assert "child.child.name" in rendering.text


HAS_THE = re.compile(r"\b(?:has|have) (?:the|its|an?) |set to|recorded as|turned o[nf]|\buses the ")


def test_people_note_down_what_nobody_has_worded():
    person = {"type": "object", "properties": {"name": {"type": "string"}, "affiliation": {"type": "string"}}}
    document = {
        "title": "Podcast episode",
        "type": "object",
        "properties": {
            "show": {"type": "string"},
            "season": {"type": "integer", "minimum": 1, "maximum": 9},
            "duration_minutes": {"type": "integer", "minimum": 5, "maximum": 90},
            "explicit": {"type": "boolean"},
            "gluten_free": {"type": "boolean"},
            "would_recommend": {"type": "boolean"},
            "has_garden": {"type": "boolean"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "guests": {"type": "array", "items": person},
        },
    }
    value = {
        "show": "Slow Kitchen", "season": 3, "duration_minutes": 45, "explicit": False, "gluten_free": True,
        "would_recommend": False, "has_garden": False, "tags": ["food", "travel"],
        "guests": [{"name": "Ann Lee", "affiliation": "Orchard Foods"}, {"name": "Tom Berg"}],
    }  # fmt: skip
    renderer = Renderer(schema(document), SETTINGS.template.text)
    texts = [renderer.render(value, Random(seed), "prose").text for seed in range(40)]
    assert not [text for text in texts if HAS_THE.search(text)]
    together = "\n".join(texts)
    for said in ("not explicit", "gluten free", "would not recommend", "season is 3", "episode of 45 minutes"):
        assert said in together.lower()


def test_no_text_is_too_short_to_be_a_message():
    renderer = Renderer(schema({"title": "Vote", "properties": {"to": {"type": "integer"}}}), SETTINGS.template.text)
    texts = [renderer.render({"to": 4}, Random(number)).text for number in range(60)]
    assert min(map(len, texts)) >= SETTINGS.validation.language.min_chars
