from pathlib import Path

import pytest

from edgejson.checks import placeholders
from edgejson.checks.placeholders import code_of

HERE = Path(__file__).parent
#: Names, places, brands, domains and words that look like placeholders or contain one, one a line.
REAL = (HERE / "real_values.txt").read_text(encoding="utf-8").splitlines()
FAKE = (HERE / "placeholder_values.txt").read_text(encoding="utf-8").splitlines()

NOTE = {"type": "object", "properties": {"note": {"type": "string"}, "kind": {"enum": ["test", "example", "string"]}}}


@pytest.mark.parametrize("value", REAL)
def test_real_names_and_words_pass(value):
    assert code_of(value) == ""


@pytest.mark.parametrize("value", FAKE)
def test_placeholders_are_found(value):
    assert code_of(value) != ""


@pytest.fixture
def judge(findings):
    return lambda label, text: findings(placeholders, NOTE, label, text)


def test_an_enumerated_value_is_no_placeholder(judge):
    assert judge({"kind": "example"}, "An example.") == []
    assert judge({"note": "example"}, "An example.") == [("word", "/note")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Lorem ipsum dolor sit amet, total 5 EUR", "text"),
        ("Dear {{customer_name}}, the total is 5 EUR", "text"),
        ("Dear [insert name], the total is 5 EUR", "text"),
        ("Write a short message that mentions the total: 5 EUR", "instruction"),
        ("Here is the JSON: total 5 EUR", "instruction"),
        ("As an AI language model I owe 5 EUR", "text"),
        ("Use all of the following fields: total 5 EUR", "instruction"),
    ],
)
def test_what_a_writer_left_in_the_text_is_found(judge, text, code):
    assert judge({"note": "5"}, text) == [(code, "")]


def test_a_list_in_brackets_may_begin_with_any_word(judge):
    assert judge({"note": "add"}, "note=[add and 12]") == []


@pytest.mark.parametrize(
    "text",
    [
        "Here is the invoice. It is due on 5 May.",
        "[Name] Ada Lovelace\n[Phone] +1 669-725-1027",
        "Sure, here is what I have: the sensor at example.com is fine.",
        "GET /users/{id} returned 404; see <https://example.com>",
        "Please create a ticket: the printer on floor 3 writes nothing.",
        "| text | value |\n|---|---|\n| a | 5 |",
    ],
)
def test_ordinary_texts_pass(judge, text):
    assert judge({"note": "5"}, text) == []


def test_a_value_may_speak_of_what_models_are_told(judge):
    label = {"note": "the JSON object is empty"}
    assert judge(label, "Ticket: the JSON object is empty") == []


def test_what_the_schema_itself_asks_for_passes_in_label_and_text(findings):
    key = {"type": "string", "pattern": r"^\{\{.+\}\}$"}
    unit = {"enum": [{"code": "USD", "type": "string"}, ["sample"]]}
    schema = {"type": "object", "properties": {"key": key, "unit": unit, "note": {"type": "string"}}}
    label = {"key": "{{harbor}}", "unit": {"code": "USD", "type": "string"}, "note": "ok"}
    text = "The key is {{harbor}}, the unit USD."
    assert findings(placeholders, schema, label, text) == []
    assert findings(placeholders, schema, {"unit": ["sample"]}, "") == []
    assert findings(placeholders, schema, {"unit": {"code": "USD", "type": "sample"}}, "") != []
    assert findings(placeholders, schema, {**label, "note": "{{name}}"}, text) != []
    assert findings(placeholders, schema, label, f"{text} Dear {{{{name}}}},") != []
