"""Brief requests for small models, records that are written part by part, and which channels suit a record."""

from __future__ import annotations

from random import Random

import pytest

from edgejson.params.whole import Params
from edgejson.schema.fields import FieldMap, leaves
from edgejson.schema.loading import Schema
from edgejson.teachers.writing import brief, cards
from edgejson.teachers.writing.prompting import Facts
from edgejson.values import compile_sampler
from stages.llm import judge_of as judge
from tests.teachers.test_writing_freely import FULL, RECORD, WITHOUT_STARS, answer, freehand

ORDER = {
    "order_number": "772-4654672",
    "customer": {"name": "Megan Glass", "email": "megan.glass@cobalt.example"},
    "items": [
        {"product": "Marlow headphones", "quantity": 4, "unit_price": 90.0},
        {"product": "Fenwick scarf", "quantity": 1, "unit_price": 22.0},
    ],
    "tags": ["new", "urgent"],
}


def test_a_record_is_divided_where_its_objects_and_items_end() -> None:
    found = [[".".join(map(str, path)) for path in part] for part in brief.parts(ORDER, 5)]
    assert found == [
        ["order_number", "customer.name", "customer.email"],
        ["items.0.product", "items.0.quantity", "items.0.unit_price"],
        ["items.1.product", "items.1.quantity", "items.1.unit_price", "tags.0", "tags.1"],
    ]
    assert [len(part) for part in brief.parts({"rows": [list(range(7))]}, 3)] == [3, 3, 1]
    assert brief.parts({"empty": [], "null": None}, 5) == [[("empty",), ("null",)]]


def test_facts_are_listed_as_a_person_would_say_them(schemas: dict[str, Schema]) -> None:
    fields = FieldMap(schemas["order_details"].document)
    facts = Facts(ORDER | {"gift": True, "note": None}, "order", fields, {("items", 1, "unit_price"): "$22"})
    told = [path for path, _ in leaves(facts.value)]
    lines = brief.listed(facts, told)
    assert lines == [
        "- order number: 772-4654672", "- customer, name: Megan Glass", "- customer, email: megan.glass@cobalt.example",
        "- item 1, product: Marlow headphones", "- item 1, quantity: 4", "- item 1, unit price: 90",
        "- item 2, product: Fenwick scarf", "- item 2, quantity: 1", "- item 2, unit price: $22",
        "- tags: new and urgent", "- gift: yes", "- note: none",
    ]  # fmt: skip
    status = {"type": "object", "properties": {"state": {"enum": ["in_transit", "lost"]}}}
    assert brief.listed(Facts({"state": "in_transit"}, "parcel", FieldMap(status), {}), [("state",)]) == [
        "- state: in transit"
    ]


@pytest.mark.parametrize(
    ("title", "description", "expected"),
    [
        ("set_alarm", "", {"command"}),
        ("Order", "An order in a web shop.", set()),
        ("pad", "Switches the lights of a room.", {"command"}),
        ("book_court", "Reserves a court or a pitch.", {"command"}),
        ("Transfer", "Transfer of money between accounts.", set()),
        ("Hotel note", "What a guest says of a hotel.", {"opinion"}),
    ],
)
def test_a_command_and_an_opinion_are_told_by_what_the_schema_says(
    title: str, description: str, expected: set[str]
) -> None:
    schema = {"title": title, "description": description, "type": "object", "properties": {"x": {"type": "string"}}}
    assert cards.traits_of({"x": "a"}, FieldMap(schema)) & {"command", "opinion"} == expected


def test_what_is_commanded_is_asked_for_in_requests_alone(schemas: dict[str, Schema], params: Params) -> None:
    schema = schemas["set_alarm"]
    sampler = compile_sampler(schema, params.llm.values, "en_US")
    drawn = {
        cards.draw(sampler.sample(Random(index)), FieldMap(schema.document), "en_US", Random(index)).channel
        for index in range(60)
    }
    assert len(drawn) >= 4 and all(channel.startswith("request") for channel in drawn)


def test_a_failing_draw_is_drawn_again_before_it_is_repaired(schemas: dict[str, Schema]) -> None:
    schema = schemas["rating"]
    free = freehand(schema, RECORD, prompt="brief", retries=1, repairs=1)
    first = free.messages
    free.take([answer(WITHOUT_STARS)], judge(schema))
    assert free.goes_on and free.messages == first
    free.take([answer("A review.")], judge(schema))
    assert free.text == WITHOUT_STARS and free.goes_on and free.name == "retry_1"
    assert "- scored 4 out of 5" in free.messages[-1][1], "a repair says what is lacking"
    free.take([answer("She gave it 4 stars.")], judge(schema))
    assert free.accepted and free.name == "repair_1"


def test_a_long_record_is_written_part_by_part_in_one_conversation(schemas: dict[str, Schema]) -> None:
    schema = schemas["rating"]
    free = freehand(schema, RECORD, prompt="brief", leaves=2)
    assert len(free.parts) == 2 and "the beginning of" in free.messages[-1][1]
    assert "- stars" not in free.messages[-1][1]
    free.take([answer("A review of the Kestrel lamp, left by Sarah Chen.")], judge(schema))
    assert free.goes_on and not free.accepted and not free.findings
    said, asked = free.messages[-2:]
    assert said == ("assistant", free.text) and "end it" in asked[1] and "- stars: 4" in asked[1]
    free.take([answer("She scored it 4 out of 5, and it is a verified purchase.")], judge(schema))
    assert free.accepted
    assert free.text == (
        "A review of the Kestrel lamp, left by Sarah Chen. She scored it 4 out of 5, and it is a verified purchase."
    )


def test_a_number_that_is_no_value_is_refused(schemas: dict[str, Schema]) -> None:
    schema = schemas["rating"]
    free = freehand(schema, RECORD)
    free.take([answer(f"{FULL} She has had 3 of them.")], judge(schema))
    assert [one["code"] for one in free.findings] == ["surplus"] and "3 is no value" in free.findings[0]["detail"]


def test_a_part_that_stays_faulty_loses_its_record_and_drops_nothing(schemas: dict[str, Schema]) -> None:
    schema = schemas["rating"]
    record = {"reviewer": "Sarah Chen", "comment": "Would buy it once more."} | RECORD
    free = freehand(schema, record, prompt="brief", leaves=2, repairs=0)
    free.take([answer("The review was left by Sarah Chen.")], judge(schema))
    assert [one["path"] for one in free.findings] == ["/comment"] and not free.goes_on
    free.drop(judge(schema))
    assert free.label == record and free.lost_at == "first.grounding.ungrounded"
