"""What texts leave to be understood is read back: currencies at their amounts, decimal commas, times without a zone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from edgejson.checks import Checker
from edgejson.dataset.asking import shown_of
from edgejson.dataset.prompts import as_text, compose
from edgejson.knowledge.places import ALL_COUNTRIES
from edgejson.params.whole import load
from edgejson.pipeline.records import Example
from edgejson.pipeline.streams import stream
from edgejson.schema.instances import put
from edgejson.schema.loading import Schema, load_schema
from edgejson.text.conventions import ZONELESS
from edgejson.text.generation import Maker
from edgejson.text.renderer import Renderer

ROOT = Path(__file__).parents[2]
PARAMS = load(ROOT / "params.yaml")
SETTINGS = PARAMS.template.model_copy(update={"near_misses": 0.0, "adversarial_share": 0.0})
COMMA = re.compile(r"\d,\d\d (?:€|EUR|SEK)")


@cache
def made(name: str) -> tuple[Schema, list[Example]]:
    schema = load_schema(ROOT / f"schemas/{name}.json")
    maker = Maker(schema, SETTINGS, "en_US")
    return schema, [maker.make(2024, index) for index in range(150)]


@pytest.mark.parametrize("name", ["simple/product_info", "medium/order_details", "complex/ecommerce_analytics"])
def test_a_currency_is_said_by_its_mark_at_the_amounts_and_no_other_one_is_taken_for_it(name: str) -> None:
    schema, records = made(name)
    checker, alone, refused = Checker(schema, PARAMS.validation), 0, 0
    assert all(checker.check(record["text"], record["expected_output"]).passed for record in records[:60])
    for record in records:
        findings = checker.check(record["text"], record["expected_output"]).findings
        assert not any(one["path"].endswith("currency") for one in findings), record
        refused += bool(findings)
        said = record["text"].lower()
        if "currency" in said or re.search(
            r"\b(?:payable|priced|charged|billed|stated|given|quoted|all|are|is) in\b", said
        ):
            continue
        alone += 1
        for code in {"USD", "EUR", "SEK"} - {record["expected_output"]["currency"]}:
            assert not checker.check(record["text"], put(record["expected_output"], ("currency",), code)).passed
    assert alone > 3
    assert refused <= len(records) // 100


def test_a_mark_at_another_ones_amount_or_two_marks_say_nothing_of_the_record() -> None:
    schema = load_schema(ROOT / "schemas/simple/product_info.json")
    checker = Checker(schema, PARAMS.validation)
    label = {"name": "Halden city guide", "sku": "CKR-8825", "price": 24.5, "currency": "EUR"}
    said = "The product is called Halden city guide, SKU CKR-8825, and its price is {}."
    assert checker.check(said.format("€24.50"), label).passed
    assert checker.check(said.format("24,50 €"), label).passed
    assert not checker.check(said.format("€24.50") + " It is in stock.", label).passed
    assert not checker.check(said.format("24.50") + " Lucia owes me €3.10.", label).passed
    assert not checker.check(said.format("$24.50") + " Lucia owes me €3.10.", label).passed
    assert not checker.check(said.format("USD 24.50 EUR"), label).passed


def test_decimal_commas_stand_where_people_write_them_and_are_read() -> None:
    schema, records = made("medium/invoice")
    checker = Checker(schema, PARAMS.validation)
    commas = [record for record in records if COMMA.search(record["text"])]
    assert len(commas) >= 5
    for record in commas:
        assert record["expected_output"]["currency"] in ("EUR", "SEK")
        assert checker.check(record["text"], record["expected_output"]).passed
        wrong = put(record["expected_output"], ("total",), record["expected_output"]["total"] * 100)
        assert not checker.check(record["text"], wrong).passed


def test_times_without_a_zone_are_in_utc_and_the_prompt_says_so() -> None:
    schema, records = made("simple/log_entry")
    zoneless = [record for record in records if ZONELESS in record["tags"]]
    assert len(zoneless) > 3
    for record in records:
        prompt = as_text(compose({**record, "variant": []}, shown_of(schema), "fields", stream(1, record["id"])))
        without_text = prompt.replace(record["text"], "")
        assert ("UTC" in without_text) is (ZONELESS in record["tags"])
    checker = Checker(schema, PARAMS.validation)
    for record in zoneless:
        assert record["expected_output"]["timestamp"].endswith("Z")
        wrong = put(record["expected_output"], ("timestamp",), record["expected_output"]["timestamp"][:-1] + "+02:00")
        assert not checker.check(record["text"], wrong).passed, record["text"]


def test_the_local_currency_is_that_of_the_one_country_that_the_label_names() -> None:
    schema, records = made("medium/order_details")
    checker = Checker(schema, PARAMS.validation)
    local = [record for record in records if "local currency" in record["text"]]
    assert len(local) >= 2
    for record in local:
        label = record["expected_output"]
        assert ALL_COUNTRIES[label["shipping_address"]["country"]][2] == label["currency"]
        assert checker.check(record["text"], label).passed
        for code in {"USD", "EUR", "CAD"} - {label["currency"]}:
            assert not checker.check(record["text"], put(label, ("currency",), code)).passed


def test_a_text_that_follows_on_another_ones_leaves_nothing_to_be_understood() -> None:
    schema, records = made("medium/invoice")
    renderer = Renderer(schema, SETTINGS.text, continues=True)
    for index, record in enumerate(records[:40]):
        said = renderer.render(record["expected_output"], stream(5, index))
        assert not COMMA.search(said.text) and ZONELESS not in said.tags and "local currency" not in said.text
