"""The schemas that ship with the project: what their annotations promise to writers and checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from edgejson.forms import kind_of
from edgejson.schema.fields import Field, FieldMap, value_key
from edgejson.schema.frames import Choice, Slot
from edgejson.schema.loading import COMPLEXITIES, Schema, load_folder

SCHEMAS = load_folder(Path("schemas"))
#: Schemas of one or two sentences, told by whole texts of people, and those of records, told field by field.
SHORT = [schema for schema in SCHEMAS if "short" in schema.path.parts]
FULL = [schema for schema in SCHEMAS if schema not in SHORT]
BY_ID = {schema.id: schema for schema in SCHEMAS}
NAMES = {
    "simple": "contact_info location log_entry notification product_info rating sensor_reading simple_config tag_list "
    "user_profile",
    "medium": "api_response email_metadata event_registration invoice medical_record meeting_notes order_details "
    "shopping_cart support_ticket transaction_record",
    "complex": "ecommerce_analytics iot_device_network medical_encounter multi_party_transaction nested_organization",
}
#: Words that tell nothing: a cue needs another one beside them.
GLUE = frozenset(
    "a an the is are was were be been has have had of in on at as to for by with from it its and or that".split()  # noqa: SIM905
)


def leaf_fields(schema: Schema) -> Iterator[Field]:
    """Fields of scalars, and of lists of scalars, in the schema's order."""
    fields = FieldMap(schema.document)

    def walk(path: tuple[str, ...]) -> Iterator[Field]:
        field = fields.field(path)
        item = fields.field((*path, "*")) if "array" in field.types else None
        if item is not None and "object" not in item.types:
            yield field
        elif item is not None:
            yield from walk((*path, "*"))
        elif names := fields.properties(path):
            for name in names:
                yield from walk((*path, name))
        else:
            yield field

    yield from walk(())


def cues(phrase: str) -> str:
    """The literal words of a phrase, with a mark where the value stands."""
    return " ".join(re.sub(r"\{its?\}", "", phrase).replace("{}", "#").replace('"', "").lower().split())


def content(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w'-]+", text) if word not in GLUE]


@pytest.mark.parametrize("folder", COMPLEXITIES)
def test_the_named_schemas_are_there_and_of_their_complexity(folder: str) -> None:
    here = {schema.id for schema in FULL if schema.complexity == folder and not schema.unseen}
    assert here == set(NAMES[folder].split())


def test_unseen_schemas_are_of_every_complexity() -> None:
    unseen = [schema.complexity for schema in SCHEMAS if schema.unseen]
    assert len(unseen) >= 6
    assert set(unseen) == set(COMPLEXITIES)


@pytest.mark.parametrize("schema", FULL, ids=lambda schema: schema.id)
def test_every_field_is_described_and_can_be_said(schema: Schema) -> None:
    assert schema.draft == "2020-12"
    assert schema.document["title"] and schema.document["description"]
    for field in leaf_fields(schema):
        assert field.description, field.path
        if field.types == {"boolean"}:
            assert set(field.value_phrases) == {"true", "false"}, field.path
            assert all(len(ways) >= 3 for ways in field.value_phrases.values()), field.path
        else:
            assert 3 <= len(field.phrases) <= 6, field.path
            assert any("{it" in phrase for phrase in field.phrases), field.path


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.id)
def test_a_phrase_has_one_value_and_a_cue(schema: Schema) -> None:
    for field in leaf_fields(schema):
        for phrase in field.phrases:
            assert phrase.count("{}") == 1, (field.path, phrase)
            assert phrase.count("{it}") + phrase.count("{its}") <= 1, (field.path, phrase)
            assert content(cues(phrase)), (field.path, phrase)
        for value, ways in field.value_phrases.items():
            assert all("{}" not in way and content(cues(way)) for way in ways), (field.path, value)


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.id)
def test_no_two_fields_of_an_object_are_said_alike(schema: Schema) -> None:
    """Fields of one object must differ in their words; so must, in the whole schema, fields of different objects
    that are stated in one breath because neither is in a list."""
    fields = list(leaf_fields(schema))
    for one, other in combinations(fields, 2):
        near = one.path[:-1] == other.path[:-1]
        shared = {cues(p) for p in one.phrases} & {cues(p) for p in other.phrases}
        assert not (near and shared), (one.path, other.path, shared)
        said = {cues(w) for ways in one.value_phrases.values() for w in ways}
        assert not said & {cues(w) for ways in other.value_phrases.values() for w in ways}, (one.path, other.path)


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.id)
def test_true_and_false_are_never_said_alike(schema: Schema) -> None:
    for field in leaf_fields(schema):
        if field.value_phrases:
            true, false = ({cues(way) for way in field.value_phrases[key]} for key in ("true", "false"))
            assert not true & false, field.path
            assert not [(t, f) for t in true for f in false if re.search(rf"(?<!\w){re.escape(f)}(?!\w)", t)], (
                field.path
            )


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.id)
def test_a_synonym_means_one_value(schema: Schema) -> None:
    for field in leaf_fields(schema):
        assert set(field.synonyms) <= {value_key(value) for value in (*field.enum, *field.pool)}, field.path
        words = {
            value_key(value): (value_key(value), *field.synonyms.get(value_key(value), ())) for value in field.enum
        }
        for one, other in combinations(words, 2):
            for left in words[one]:
                for right in words[other]:
                    a, b = sorted((left.replace("_", " ").lower(), right.replace("_", " ").lower()), key=len)
                    assert not re.search(rf"(?<![\w+-]){re.escape(a)}(?![\w+-])", b), (field.path, left, right)


#: Texts of people that a short schema has at least.
LEAST_TEXTS = 16


@pytest.mark.parametrize("schema", SHORT, ids=lambda schema: schema.id)
def test_a_short_schema_is_told_in_many_ways(schema: Schema) -> None:
    root = FieldMap(schema.document).field(())
    assert schema.complexity == "simple"
    assert len(root.texts) >= LEAST_TEXTS
    said = {path[0] for frame in root.sentences for path in frame.paths}
    assert said == set(schema.document["properties"])


@pytest.mark.parametrize("schema", SHORT, ids=lambda schema: schema.id)
def test_no_sentence_of_a_short_schema_reads_any_words_as_values(schema: Schema) -> None:
    """Of what a sentence needs, something is known besides texts without bounds: a word, a number, a listed value."""
    fields = FieldMap(schema.document)
    for frame in fields.field(()).sentences:
        pieces = [piece for segment in frame.segments if not segment.optional for piece in segment.pieces]
        slots = [piece for piece in pieces if isinstance(piece, Slot)]
        bounded = [s for s in slots if s.words or s.listed or kind_of(fields.field(s.path)) not in ("string", "person")]
        worded = any(all(re.search(r"\w", way) for way in p.ways) for p in pieces if isinstance(p, Choice))
        assert worded or 2 * len(bounded) >= len(slots), frame.source


def objects(schema: Schema) -> Iterator[Field]:
    """The fields of a schema that are objects, the root first."""
    fields = FieldMap(schema.document)

    def below(path: tuple[str, ...]) -> Iterator[Field]:
        yield fields.field(path)
        for name in fields.properties(path):
            for inner in ((*path, name), (*path, name, "*")):
                if "object" in fields.field(inner).types:
                    yield from below(inner)

    return below(())


@pytest.mark.parametrize("schema", FULL, ids=lambda schema: schema.id)
def test_every_object_is_told_by_frames_in_several_ways(schema: Schema) -> None:
    for found in objects(schema):
        frames = (*found.sentences, *found.mentions)
        assert len(frames) >= 3, f"{found.path} has too few frames"
        for frame in found.sentences:
            assert frame.source[0] in '{[("' or frame.source[0].isupper(), frame.source
            assert frame.source.rstrip(')"]')[-1] in ".!?}", frame.source
