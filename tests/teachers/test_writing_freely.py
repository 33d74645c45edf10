"""Teachers that write freely: cards, the checks that decide, repairs, what is dropped and what is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.language.vocabulary import vocabulary
from edgejson.params.whole import Params
from edgejson.pipeline.records import Reason
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import Schema
from edgejson.teachers.engines.requests import Completion
from edgejson.teachers.engines.teacher import Wording
from edgejson.teachers.writing import cards, prompting
from edgejson.teachers.writing.freehand import Freehand
from edgejson.teachers.writing.prompting import Facts
from edgejson.teachers.writing.repairing import is_silent, stretch_of
from edgejson.text.registers import REGISTERS
from edgejson.values import compile_sampler
from stages.llm import judge_of as judge

RECORD = {"reviewer": "Sarah Chen", "product": "Kestrel lamp", "stars": 4, "verified_purchase": True}
SILENT = "A review of the Kestrel lamp, left by Sarah Chen: she scored it 4 out of 5."
FULL = f"{SILENT} It is a verified purchase, by the way."
WITHOUT_STARS = "A review of the Kestrel lamp, left by Sarah Chen. It is a verified purchase, by the way."


def answer(text: str, finish: Any = "stop") -> Completion:
    return Completion(text, 10, 10, finish, None)


def freehand(schema: Schema, record: Any, **wording: Any) -> Freehand:
    fields = FieldMap(schema.document)
    card = replace(cards.draw(record, fields, "en_US", Random(1)), register="prose", style="prose")
    facts = Facts(record, schema.title, fields, {})
    return Freehand(facts, card, Wording(mode="free", **{"retries": 0, **wording}), "none@")


# -- cards ---------------------------------------------------------------------------------------


def test_there_are_twelve_channels_at_least_each_with_a_register_and_an_example_that_the_checks_accept() -> None:
    channels = vocabulary("teachers/writing/cards").pairs("channels")
    assert len(channels) >= 12
    styles = {example.style for example in prompting.examples()}
    assert {register for register, *_ in channels.values()} <= REGISTERS.keys() & styles
    for channel, (style,) in vocabulary("teachers/writing/cards").pairs("styles").items():
        assert channel in channels and style in styles
    for example in prompting.examples():
        shown = Schema("shown", Path("shown.json"), example.facts.fields.document, "simple", False)
        assert judge(shown)(example.text, example.facts.value) == [], (example.style, example.facts.noun)


def test_a_card_suits_the_record_by_what_its_schema_says(schemas: dict[str, Schema], params: Params) -> None:
    drawn: dict[str, set[str]] = {}
    for schema in schemas.values():
        fields = FieldMap(schema.document)
        sampler = compile_sampler(schema, params.llm.values, "en_US")
        for index in range(40):
            value = sampler.sample(Random(index))
            card = cards.draw(value, fields, "en_US", Random(index))
            assert card == cards.draw(value, fields, "en_US", Random(index))
            drawn.setdefault(schema.id, set()).add(card.register)
    assert "receipt" not in drawn["location"] | drawn["user_profile"] | drawn["sensor_reading"]
    assert "receipt" in drawn["shopping_cart"]
    assert "log" in drawn["log_entry"] and "log" not in drawn["invoice"]
    assert all(len(registers) >= 4 for registers in drawn.values())


@pytest.mark.parametrize(
    ("needs", "traits", "expected"),
    [
        ("any", set(), True),
        ("money items", {"money"}, False),
        ("money items", {"money", "items"}, True),
        ("instants no money", {"instants", "money"}, False),
        ("no instants", {"money"}, True),
    ],
)
def test_what_a_row_needs(needs: str, traits: set[str], expected: bool) -> None:
    assert cards.suits(needs, frozenset(traits)) is expected


# -- one record ----------------------------------------------------------------------------------


def test_a_text_that_the_checks_accept_is_taken_without_what_a_model_puts_around_it(schemas: dict[str, Schema]) -> None:
    schema = schemas["rating"]
    free = freehand(schema, RECORD)
    free.take([answer(f'Sure, here is the text:\n\n"{FULL}"')], judge(schema))
    assert free.accepted and free.text == FULL


def test_a_teacher_is_told_what_is_missing_and_goes_on_from_its_draft(schemas: dict[str, Schema]) -> None:
    schema = schemas["rating"]
    free = freehand(schema, RECORD)
    free.take([answer(WITHOUT_STARS)], judge(schema))
    assert not free.accepted
    (_, (role, asked)) = free.messages
    assert role == "user" and "- scored 4 out of 5" in asked and "Sarah Chen" not in asked
    free.take([answer("She gave it 4 stars.")], judge(schema))
    assert free.accepted and free.label == RECORD and free.text == f"{WITHOUT_STARS} She gave it 4 stars."


def test_the_best_of_several_draws_is_taken(schemas: dict[str, Schema]) -> None:
    schema = schemas["rating"]
    free = freehand(schema, RECORD)
    free.take([answer("A review."), answer(FULL), answer(WITHOUT_STARS)], judge(schema))
    assert free.text == FULL


def test_a_signature_that_is_left_open_is_none() -> None:
    assert (
        prompting.cleaned("Hi Ben,\n\nIt is [sic] there.\n\nBest,\n[Your Name]")
        == "Hi Ben,\n\nIt is [sic] there.\n\nBest,"
    )


@pytest.mark.parametrize(
    ("text", "finish", "code"),
    [
        (FULL, "length", "cut"),
        ("no grammar", "refused", "refused"),
        ("", "stop", "empty"),
        (json.dumps(RECORD), "stop", "json"),
        (f"{FULL} Ottoline was there too.", "stop", "leak"),
        ("reviewer: Sarah Chen\nproduct: Kestrel lamp\nstars: 4\nverified purchase: yes", "stop", "listed"),
    ],
)
def test_what_is_no_text_of_the_record_is_refused_before_the_checks(
    schemas: dict[str, Schema], text: str, finish: str, code: str
) -> None:
    schema = schemas["rating"]
    free = freehand(schema, RECORD)
    free.take([answer(text, finish)], judge(schema))
    assert [one["code"] for one in free.findings] == [code]
    assert free.lost_at == f"first.draft.{code}"


def test_an_optional_fact_is_dropped_where_the_text_is_silent_on_it_alone(schemas: dict[str, Schema]) -> None:
    schema = schemas["rating"]
    record = RECORD | {"comment": "Would buy it once more."}
    for text, expected in ((FULL, True), (f"{FULL} She is happy and would buy again.", False)):
        free = freehand(schema, record)
        free.take([answer(text)], judge(schema))
        assert [(one["code"], one["path"]) for one in free.findings] == [("ungrounded", "/comment")], text
        free.drop(judge(schema))
        assert free.accepted is expected
        assert free.label == (RECORD if expected else record)


def test_what_a_schema_requires_is_never_dropped(schemas: dict[str, Schema]) -> None:
    schema = schemas["rating"]
    free = freehand(schema, RECORD)
    free.take([answer(WITHOUT_STARS)], judge(schema))
    free.drop(judge(schema))
    assert not free.accepted and free.label == RECORD


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("The review is fine.", True, True),
        ("She purchased it herself.", True, False),
        ("It was verified.", False, False),
    ],
)
def test_silence_errs_on_the_side_of_speech(schemas: dict[str, Schema], text: str, value: Any, expected: bool) -> None:
    field = FieldMap(schemas["rating"].document).field(("verified_purchase",))
    assert is_silent(text, field, value) is expected


def test_the_shared_part_of_a_schemas_prompts_stands_first(schemas: dict[str, Schema], params: Params) -> None:
    schema = schemas["order_details"]
    fields = FieldMap(schema.document)
    sampler = compile_sampler(schema, params.llm.values, "en_US")
    asked = []
    for index in range(20):
        value = sampler.sample(Random(index))
        card = cards.draw(value, fields, "en_US", Random(index))
        asked.append(prompting.asked(Facts(value, "order", fields, {}), card))
    assert len({messages[0] for messages in asked}) == 1
    assert "- items.unit_price: " in asked[0][0][1]
    assert len({messages[-1] for messages in asked}) == 20


NOTES = "- reviewer: Sarah Chen\n- Kestrel lamp, quite nice"


@pytest.mark.parametrize(
    ("text", "codes", "gone", "answer_", "expected"),
    [
        # a sentence that says a value in the wrong way gives way, the others stay
        (f"Hello. {SILENT} Bye now.", {"/product": "no-cue"}, SILENT, "New words.", "Hello. New words. Bye now."),
        # what no sentence speaks of is added behind the last that says a value, as its line has it
        (NOTES, {"/stars": "ungrounded"}, "", "- 4 stars", f"{NOTES}\n- 4 stars"),
        (f"Hi,\n\n{SILENT}\n\nBye", {"/comment": "ungrounded"}, "", "It is.", f"Hi,\n\n{SILENT} It is.\n\nBye"),
        # an answer that is a whole text again is taken as one
        (f"So it was. {SILENT}", {"/stars": "no-cue"}, SILENT, "So it was. Four.", "So it was. Four."),
        # two sentences and what is between them
        ("By Sarah Chen. Well. A Kestrel lamp.", {"/reviewer": "no-cue", "/product": "no-cue"},
         "By Sarah Chen. Well. A Kestrel lamp.", "X.", "X."),
    ],
)  # fmt: skip
def test_a_repair_takes_the_place_of_the_stretch_that_is_wrong(
    schemas: dict[str, Schema], text: str, codes: dict[str, str], gone: str, answer_: str, expected: str
) -> None:
    label = RECORD | {"comment": "Would buy it once more."} if "/comment" in codes else RECORD
    faults = [Reason(check="grounding", code=code, path=path, detail="") for path, code in codes.items()]
    stretch = stretch_of(text, faults, label, FieldMap(schemas["rating"].document))
    assert stretch is not None and text[stretch.start : stretch.end] == gone
    assert stretch.filled(text, answer_) == expected


@pytest.mark.parametrize(
    ("text", "path", "code"),
    [
        (SILENT, "", "quality"),  # of the whole text
        ("Nothing is said here.", "/stars", "ungrounded"),  # no sentence says a value
        ("Nothing is said here.", "/product", "contradiction"),
    ],
)
def test_a_text_without_a_place_for_a_repair_is_asked_for_anew(
    schemas: dict[str, Schema], text: str, path: str, code: str
) -> None:
    faults = [Reason(check="grounding", code=code, path=path, detail="")]
    assert stretch_of(text, faults, RECORD, FieldMap(schemas["rating"].document)) is None


def test_a_repair_that_leaves_more_faults_is_forgotten(schemas: dict[str, Schema]) -> None:
    schema = schemas["rating"]
    free = freehand(schema, RECORD)
    free.take([answer(SILENT)], judge(schema))
    free.take(
        [answer("It was a review of the Halden fan, left by Tom Jones, who scored it 2 out of 5.")], judge(schema)
    )
    assert (free.text, free.step) == (SILENT, 2)
    assert [one["path"] for one in free.findings] == ["/verified_purchase"]


def test_what_readers_will_prove_needs_no_cue(schemas: dict[str, Schema]) -> None:
    schema = schemas["rating"]
    bare = "Sarah Chen, the Kestrel lamp: 4 stars, and it is a verified purchase."
    strict, left = freehand(schema, RECORD), freehand(schema, RECORD)
    left.proven = True
    for free in (strict, left):
        free.take([answer(bare)], judge(schema))
    assert {one["code"] for one in strict.findings} == {"no-cue"}
    assert left.accepted and left.unproven
    left.readers = {"one", "another"}
    assert not left.unproven
    checker = Checker(schema, Validate())
    assert [checker.check(bare, RECORD, 1.0, readers).passed for readers in (0, 1, 2)] == [False, False, True]
    assert not checker.check(bare, RECORD | {"stars": 3}, 1.0, 2).passed, "two readers prove no value that is not there"


def test_a_fault_names_its_field(schemas: dict[str, Schema]) -> None:
    schema = schemas["order_details"]
    fault = Reason(check="grounding", code="no-cue", path="/items/0/unit_price", detail="the text says 3 bare")
    facts = Facts({"items": [{"unit_price": 3}]}, "order", FieldMap(schema.document), {})
    (told,) = prompting.anew([("user", "Write.")], [fault], facts, 0)
    assert "- say: item 1: at 3 each" in told[1]
