"""A value told beside the record's leaves the label right, and a label that takes it is refused."""

from pathlib import Path

import pytest

from edgejson.audit.clean import same
from edgejson.checks import Checker
from edgejson.language.markers import is_strange
from edgejson.params.whole import load
from edgejson.schema.fields import leaves
from edgejson.schema.instances import at, put
from edgejson.schema.loading import Schema, load_schema
from edgejson.text import generation, near_misses

ROOT = Path(__file__).parents[2]
PARAMS = load(ROOT / "params.yaml")
ALWAYS = PARAMS.template.model_copy(update={"near_misses": 1.0, "adversarial_share": 0.0, "sparse": 0.5})
SCHEMAS = ("simple/contact_info", "medium/order_details", "medium/medical_record", "unseen/simple/library_loan")


def taken(text: str, label: dict, other: dict):
    """Labels that take a value of another record that the text tells of as the record's own."""
    for path, value in leaves(other):
        named = path and all(isinstance(step, str) for step in path)
        inside = named and isinstance(at(label, path[:-1]), dict) and not same(at(label, path), value)
        if inside and len(str(value)) > 2 and str(value) in text:
            yield put(label, path, value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_label_stays_right_and_one_that_takes_the_near_miss_is_refused(name):
    schema = load_schema(ROOT / f"schemas/{name}.json")
    maker, checker = generation.Maker(schema, ALWAYS, "en_US"), Checker(schema, PARAMS.validation)
    kinds, wrong = set(), 0
    for index in range(24):
        record = maker.make(11, index)
        text, label = record["text"], record["expected_output"]
        assert checker.check(text, label).passed, record
        kinds |= {tag for tag in record["tags"] if tag.startswith("near_miss:")}
        for bad in taken(text, label, maker.near_miss(11, index)[1]):
            wrong += 1
            assert not checker.check(text, bad).passed, (text, bad)
    assert kinds == {f"near_miss:{kind}" for kind in near_misses.KINDS}
    assert wrong > 10


def test_near_misses_and_sparse_records_come_at_the_set_rates():
    settings = PARAMS.template.model_copy(update={"near_misses": 0.2, "sparse": 0.15})
    maker = generation.Maker(load_schema(ROOT / "schemas/medium/invoice.json"), settings, "en_US")
    records = [maker.make(3, index) for index in range(100)]
    told = [tag for record in records for tag in record["tags"] if tag.startswith("near_miss:")]
    assert 15 <= len(told) <= 20  # those with a trouble have none
    assert sum("sparse" in record["tags"] for record in records) == 15


def test_a_sparse_record_says_less():
    settings = PARAMS.template.model_copy(update={"sparse": 0.5, "near_misses": 0.0})
    maker = generation.Maker(load_schema(ROOT / "schemas/simple/contact_info.json"), settings, "en_US")
    records = [maker.make(3, index) for index in range(80)]
    few = [len(record["expected_output"]) for record in records if "sparse" in record["tags"]]
    many = [len(record["expected_output"]) for record in records if "sparse" not in record["tags"]]
    assert sum(few) / len(few) < 0.85 * sum(many) / len(many)


@pytest.mark.parametrize(
    ("said", "strange"),
    [
        ("She asked me whether $v was hers.", True),
        ("Another guest has $v, in case you wonder.", True),
        ("It is a rumour that $v is the address.", True),
        ("$v belongs to someone else.", True),
        ("The number was $v, which was just a mistake.", True),
        ("We wonder if $v would do.", True),
        ("Nobody has asked yet. The number is $v and that is it.", False),
        ("I did not say much.\nNumber: $v", False),
        ("Not true at all / $v / thanks, she asked nothing", False),
    ],
)
def test_words_tell_whose_a_value_is(said, strange):
    start = said.index("$v")
    assert is_strange(said.lower(), start, start + 2) is strange


@pytest.mark.parametrize(
    ("title", "properties", "told"),
    [
        ("Category", {"categories": {"type": "string", "format": "time"}}, False),  # as the record is called
        ("Desk", {"room": {"type": "string", "pattern": "^Room [1-9]{2}$"}}, False),  # the value names the field
        ("Desk", {"room": {"type": "object", "additionalProperties": {"type": "string"}}}, False),  # a key is data
        ("Desk", {"room": {"type": "string", "pattern": "^[A-Z][1-9]{3}$"}}, True),
    ],
)
def test_no_near_miss_is_told_that_could_be_read_otherwise(title, properties, told):
    schema = Schema("o", Path("o.json"), {"title": title, "type": "object", "properties": properties}, "simple", False)
    maker = generation.Maker(schema, ALWAYS, "en_US")
    tags = [tag for index in range(30) for tag in maker.make(5, index)["tags"]]
    assert any(tag.startswith("near_miss:") for tag in tags) is told
