"""What layouts look like: a receipt has columns, a transcript has speakers, a mail is signed by who speaks."""

import copy
import re
from functools import cache
from pathlib import Path

import pytest

from edgejson.checks import Checker
from edgejson.language.names import in_words
from edgejson.params.whole import load
from edgejson.pipeline.streams import stream
from edgejson.schema.loading import load_folder
from edgejson.text import Renderer
from edgejson.text.wording import Lexicon, Wording
from edgejson.values import compile_sampler

ROOT = Path(__file__).parents[2]
SETTINGS = load(ROOT / "params.yaml")
SCHEMAS = {schema.id: schema for schema in load_folder(ROOT / "schemas")}
SPEAKS = re.compile(r"(?:\(\d\d:\d\d\) )?([\w ]{1,14}): \S")
SIGNED = re.compile(r"\n[A-Z][\w ]+,\n(.+?)(?:\n\n|$)")


@cache
def parts(schema_id):
    schema = SCHEMAS[schema_id]
    return compile_sampler(schema, SETTINGS.template.values, "en_US"), Renderer(schema, SETTINGS.template.text)


def rendered(schema_id, count, register, trouble=None):
    sampler, renderer = parts(schema_id)
    for index in range(count):
        rng = stream(31, schema_id, register, index)
        value = sampler.sample(rng)
        yield value, renderer.render(value, rng, register=register, trouble=trouble).text


@pytest.mark.parametrize("schema_id", ["shopping_cart", "order_details", "invoice"])
def test_items_of_a_receipt_stand_in_columns_with_amounts_at_the_right(schema_id):
    columned = 0
    for value, text in rendered(schema_id, 60, "receipt"):
        lines = text.split("\n")
        head = next((at for at, line in enumerate(lines) if re.search(r"\S {2,}quantity {2,}\S", line, re.I)), None)
        if head is not None:
            columned += 1
            items = value.get("items") or value["line_items"]
            rows = lines[head + 1 : head + 1 + len(items)]
            assert len({len(row) for row in [lines[head], *rows]}) == 1, text
            assert all(re.search(r" {2,}\d+ {2,}", row) for row in rows), text
    assert columned >= 30


@pytest.mark.parametrize("trouble", [None, "repetition", "distractor", "injection", "long"])
def test_every_line_of_a_transcript_has_a_speaker(trouble):
    for _, text in rendered("support_ticket", 20, "transcript", trouble):
        lines = text.split("\n")
        if not SPEAKS.match(lines[0]):  # says when that was
            assert re.search(r"\d\d:\d\d$", lines.pop(0)), text
        assert len({SPEAKS.match(line)[1] for line in lines}) <= 2, text


def test_a_mail_in_the_first_person_is_signed_by_who_speaks():
    signed = 0
    for value, text in rendered("order_details", 150, "email"):
        name = value["customer"]["name"]
        if f"this is {name}" in text or f"I'm {name}" in text:
            found = SIGNED.search(text)
            if found and not text.startswith(("Subject: Fwd", "FYI")):
                signed += 1
                assert found[1] in (name, name.partition(" ")[0]), text
    assert signed >= 10


def test_what_is_said_aside_stands_within_a_mail():
    for _, text in rendered("contact_info", 20, "email", "injection"):
        assert not text.rstrip().endswith("\n\n"), text
        assert text.count("\n\n\n") == 0, text


def test_labels_are_what_a_form_would_ask_for():
    odd = re.compile(r" (?:in|with|to|of|as|km|ms|mg|kb)$|^(?:with|into|all|named)\b", re.I)

    def labels(lexicon: Lexicon, wording: Wording, schema: dict[str, object]):
        for name, child in schema.get("properties", {}).items():
            member = lexicon.member(wording, name)
            declared = in_words(name)
            yield from (label for label in member.labels if label.lower() != declared)
            yield from labels(lexicon, member, child)
        if isinstance(schema.get("items"), dict):
            yield from labels(lexicon, lexicon.member(wording, "*"), schema["items"])

    for schema in SCHEMAS.values():
        lexicon = Lexicon(schema.document, "record")
        assert [label for label in labels(lexicon, lexicon.root, schema.document) if odd.search(label)] == []


def test_columns_of_a_receipt_are_read_by_their_headings():
    schema = SCHEMAS["shopping_cart"]
    checker = Checker(schema, SETTINGS.validation)
    read = 0
    for value, text in rendered("shopping_cart", 30, "receipt"):
        assert checker.check(text, value).passed, text
        rows = [(item["quantity"], item["unit_price"]) for item in value["items"]]
        if re.search(r"\S {2,}quantity {2,}\S", text, re.I) and len(set(rows)) > 1:
            read += 1
            swapped = copy.deepcopy(value)
            first, second = swapped["items"][:2]
            first["product"], second["product"] = second["product"], first["product"]
            assert not checker.check(text, swapped).passed, text
            items = value["items"][:-1]
            assert not checker.check(text, value | {"items": items}).passed, text
    assert read >= 5
