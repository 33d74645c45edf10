"""invent: grammars from schemas, and repairs that end in a valid record."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from jsonschema import FormatChecker
from jsonschema.validators import validator_for

from edgejson.params.whole import Params
from edgejson.schema.expressions import compile_rules
from edgejson.schema.loading import Schema
from edgejson.teachers import Cache, Request, generate
from edgejson.teachers.grammar.relaxed_schema import relaxed
from edgejson.teachers.settings import Llm
from edgejson.teachers.writing.drafts import Desk
from edgejson.teachers.writing.inventing import Workshop, ask


def valid(schema: Schema, value: Any) -> bool:
    """By `jsonschema`, which the repairs do not use."""
    cls = validator_for(schema.document)
    checker = cls(schema.document, format_checker=FormatChecker())
    return bool(checker.is_valid(value)) and not compile_rules(schema.document).findings(value)


def spoilt(value: Any, rng: Random) -> Any:
    """The record as a careless writer would have it: some leaves wrong, some missing, some too many."""
    if isinstance(value, dict):
        kept = {name: spoilt(member, rng) for name, member in value.items() if rng.random() > 0.1}
        return kept | ({"surprise": 1} if rng.random() < 0.2 else {})
    if isinstance(value, list):
        return [spoilt(member, rng) for member in value] * rng.choice((1, 1, 2))
    return rng.choice((value, value, "?", -1, 1e9, None, [], "2024-13-45"))


def test_repairs_end_in_a_valid_record_for_every_schema(params: Params, schemas: dict[str, Schema]) -> None:
    for schema in schemas.values():
        desk, rng = Desk(schema, params.llm, params.base.locale), Random(schema.id)
        workshop = Workshop(schema)
        for _ in range(5):
            donor, written = desk.sampler.sample(rng), spoilt(desk.sampler.sample(rng), rng)
            value, _ = workshop.record(json.dumps(written), donor)
            assert valid(schema, value), (schema.id, value)


def test_a_valid_record_is_left_as_it_is(params: Params, schemas: dict[str, Schema]) -> None:
    for name in ("invoice", "contact_info", "meeting_notes"):
        desk = Desk(schemas[name], params.llm, params.base.locale)
        value, donor = (desk.sampler.sample(Random(seed)) for seed in (1, 2))
        assert desk.workshop.record(json.dumps(value), donor) == (value, 0)


def test_only_what_is_wrong_is_replaced(params: Params, schemas: dict[str, Schema]) -> None:
    desk = Desk(schemas["contact_info"], params.llm, params.base.locale)
    donor = desk.sampler.sample(Random(3))
    written = {"full_name": "Ada Byron", "email": "not an address", "phone": "+442079460018", "shoe_size": 7}
    value, repaired = desk.workshop.record(json.dumps(written), donor)
    assert value == {"full_name": "Ada Byron", "email": donor["email"], "phone": "+442079460018"}
    assert repaired == 1


@pytest.mark.parametrize("inventing", [True, False])
def test_the_engine_takes_every_schema(llm: Llm, cache: Cache, schemas: dict[str, Schema], inventing: bool) -> None:
    asked = [
        Request((("user", "JSON:"),), schema=relaxed(schema.document, inventing=inventing), max_tokens=1)
        for schema in schemas.values()
    ]
    answers = generate("smollm2", llm.teachers["smollm2"], llm.engines, asked, cache)
    for schema, answer in zip(schemas, answers, strict=True):
        assert answer.finish != "refused", (schema, answer.text)


def test_what_readers_may_write_includes_every_record(params: Params, schemas: dict[str, Schema]) -> None:
    for schema in schemas.values():
        shape = relaxed(schema.document, inventing=False)
        check = validator_for({"$schema": "https://json-schema.org/draft/2020-12/schema"})(shape)
        desk = Desk(schema, params.llm, params.base.locale)
        for seed in range(5):
            value = desk.sampler.sample(Random(seed))
            assert check.is_valid(value), (schema.id, next(check.iter_errors(value)).message)


def test_a_schema_that_refers_to_itself_ends() -> None:
    node = {
        "type": "object",
        "properties": {"name": {"type": "string"}, "children": {"type": "array", "items": {"$ref": "#"}}},
        "required": ["name", "children"],
    }
    assert len(json.dumps(relaxed(node, inventing=True))) < 20_000


def test_topics_vary_and_domains_have_their_own_words(schemas: dict[str, Schema]) -> None:
    asked = [ask(schemas["medical_record"], {}, Random(seed), 100).messages[1][1] for seed in range(20)]
    assert len(set(asked)) > 15
    assert all("medical terms" in one for one in asked)
    assert "medical" not in ask(schemas["rating"], {}, Random(0), 100).messages[1][1]


def test_a_record_that_repeats_one_before_it_is_told(schemas: dict[str, Schema]) -> None:
    workshop = Workshop(schemas["rating"])
    first = {"reviewer": "Sarah Chen", "product": "Kestrel lamp", "stars": 4, "verified_purchase": True}
    assert not workshop.repeats(first)
    assert workshop.repeats(first | {"stars": 5, "verified_purchase": False})
    assert not workshop.repeats(first | {"reviewer": "Tom Moss", "product": "Halden pan"})
    assert not Workshop(schemas["rating"]).repeats(first), "each schema has its own"
