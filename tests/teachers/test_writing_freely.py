"""Teachers that write freely: cards, the checks that decide, repairs, what is dropped and what is lost."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.language.vocabulary import vocabulary
from edgejson.params.whole import Params
from edgejson.pipeline.metrics import read_metrics
from edgejson.pipeline.records import Reason
from edgejson.schema.fields import FieldMap
from edgejson.schema.loading import Schema
from edgejson.teachers.engines.requests import Completion, model_file
from edgejson.teachers.writing import cards, prompting
from edgejson.teachers.writing.freehand import Freehand
from edgejson.teachers.writing.prompting import Facts
from edgejson.teachers.writing.repairing import is_silent, stretch_of
from edgejson.text import Renderer
from edgejson.text.registers import REGISTERS
from edgejson.values import compile_sampler
from stages.llm import judge_of as judge
from tests.standin import Answer, StandIn, completion
from tests.teachers.test_llm_stage import project, records, run, save

RECORD = {"reviewer": "Sarah Chen", "product": "Kestrel lamp", "stars": 4, "verified_purchase": True}
SILENT = "A review of the Kestrel lamp, left by Sarah Chen: she scored it 4 out of 5."
FULL = f"{SILENT} It is a verified purchase, by the way."
WITHOUT_STARS = "A review of the Kestrel lamp, left by Sarah Chen. It is a verified purchase, by the way."


def answer(text: str, finish: Any = "stop") -> Completion:
    return Completion(text, 10, 10, finish, None)


def freehand(schema: Schema, record: Any, **changes: Any) -> Freehand:
    fields = FieldMap(schema.document)
    card = replace(cards.draw(record, fields, "en_US", Random(1)), register="prose")
    facts = Facts(record, schema.title, fields, {})
    return Freehand(facts, card, prompting.asked(facts, card), "none@")


# -- cards ---------------------------------------------------------------------------------------


def test_there_are_twelve_channels_at_least_each_with_a_register_and_an_example_that_the_checks_accept() -> None:
    channels = vocabulary("teachers/writing/cards").pairs("channels")
    assert len(channels) >= 12
    assert {register for register, *_ in channels.values()} <= REGISTERS.keys() & prompting.examples().keys()
    for register, example in prompting.examples().items():
        shown = Schema("shown", Path("shown.json"), example["schema"], "simple", False)
        assert judge(shown)(example["text"], example["record"]) == [], register


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
    assert "- say: items, 1: at 3 each" in told[1]


# -- the stage -----------------------------------------------------------------------------------


def told(turn: dict[str, Any]) -> dict[str, Any]:
    """The record that a turn of a request gives."""
    (line,) = re.findall(r"^The record: (.+)$", turn["content"], re.M)
    record: dict[str, Any] = json.loads(line)
    return record


class Scripted:
    """Answers as a capable teacher might, by the template writer: the first time without one of the facts.

    Of a record with the value `never` it says nothing.
    """

    def __init__(self, schema: Schema, params: Params, never: str = "") -> None:
        self._renderer = Renderer(schema, params.template.text)
        self._never = never
        self.records: list[Any] = []  #: those that a text was asked of, in order

    def __call__(self, body: dict[str, Any]) -> Answer | None:
        if len(body["messages"]) == 2:  # a repair
            return completion(f"It was {', '.join(re.findall('^- (.+)', body['messages'][1]['content'], re.M))}.")
        record = told(body["messages"][-1])
        self.records.append(record)
        if self._never and self._never in json.dumps(record):
            return completion("I would rather not.")
        said = {name: value for name, value in record.items() if name != "stars"}
        return completion(self._renderer.render(said, Random(1), "prose").text)


def scripted_project(folder: Path, url: str, count: int) -> dict[str, Any]:
    content = project(folder, count, ("simple/rating",))
    teacher = content["llm"]["teachers"].pop("smollm2") | {"engine": "openai", "model": "scripted"}
    teacher["wording"] |= {"mode": "free", "repairs": 1}
    content["llm"]["teachers"] = {"writer": teacher}
    content["llm"]["router"]["shares"] = {"writer": 1.0}
    content["llm"]["engines"]["openai"] |= {"endpoints": [url], "attempts": 1}
    return content


def test_the_stage_repairs_counts_and_loses(tmp_path: Path, params: Params, schemas: dict[str, Schema]) -> None:
    sampled = compile_sampler(schemas["rating"], params.llm.values, params.base.locale)
    with StandIn(lacks=("grammars",)) as server:
        content = scripted_project(tmp_path, server.url, 6)
        save(tmp_path, content)
        server.fault = Scripted(schemas["rating"], params)
        status, out, err = run(tmp_path)
        assert status == 0 and "writer write: 6 repairs among them" in out, err
        before = records(tmp_path)
        server.fault = Scripted(schemas["rating"], params, never=before[0]["expected_output"]["reviewer"])
        content["llm"]["teachers"]["writer"]["model"] = "scripted too"
        save(tmp_path, content)
        status, _, err = run(tmp_path)
        assert status == 0, err
    assert sampled is not None
    found = records(tmp_path)
    assert [one["id"] for one in found] == [one["id"] for one in before[1:]]
    measured = read_metrics(tmp_path / "data/metrics/llm")["llm"]
    assert measured["asked"] == 6 and measured["records"] == 5
    assert measured["teachers.writer.written.first.accepted"] == 0
    assert measured["teachers.writer.written.repair_1.accepted"] == 5
    assert measured["teachers.writer.written.first.against.grounding.ungrounded"] == 6
    assert measured["teachers.writer.written.pass_rate_first"] == 0
    assert measured["teachers.writer.written.pass_rate"] == 0.8333
    assert measured["teachers.writer.written.tokens_a_record"] == 12, "12 answers of 5 tokens, 5 records"
    assert sum(count for name, count in measured.items() if name.startswith("lost.")) == 1
    assert any(name.startswith("lost.repair_1.grounding.") for name in measured)
    checker = Checker(schemas["rating"], Validate())
    for one in found:
        assert one["tags"] == ["written"] and one["teacher"] == "writer"
        assert checker.check(one["text"], one["expected_output"]).passed


def test_another_teachers_blind_reading_must_give_the_label(
    tmp_path: Path, params: Params, schemas: dict[str, Schema]
) -> None:
    """The reader answers with the label of every second text, by what the writer was asked."""
    written: dict[str, Any] = {}
    script = Scripted(schemas["rating"], params)

    def read_of(asked: str) -> Any:
        return next((read for who, read in written.items() if who in asked), None)

    def answers(body: dict[str, Any]) -> Answer | None:
        if "response_format" not in body:
            said = script(body)
            for number, record in enumerate(script.records):
                written[record["reviewer"]] = record if number % 2 else record | {"stars": record["stars"] % 5 + 1}
            return said
        asked = body["messages"][-1]["content"]
        read = read_of(asked)
        return completion(json.dumps(read)) if read else None  # None: it is asked what it can do

    with StandIn(lacks=("grammars",), fault=answers) as server:
        content = scripted_project(tmp_path, server.url, 4)
        content["llm"]["teachers"]["reader"] = content["llm"]["teachers"]["writer"] | {"model": "another"}
        content["llm"]["verify"] = {"teachers": ["reader"], "max_tokens": 200}
        content["llm"]["engines"]["openai"] |= {"concurrency": 1}
        save(tmp_path, content)
        status, _, err = run(tmp_path)
    assert status == 0, err
    measured = read_metrics(tmp_path / "data/metrics/llm")["llm"]
    kept = records(tmp_path)
    assert measured["teachers.reader.verify.read"] == 4
    assert 0 < measured["teachers.reader.verify.gave_the_label"] == len(kept) < 4
    assert measured["lost.reading.reader"] == 4 - len(kept)
    assert all(one["agreement"] == 1 and read_of(one["text"]) == one["expected_output"] for one in kept)


def test_without_a_cue_two_other_models_must_have_read_the_label(tmp_path: Path, schemas: dict[str, Schema]) -> None:
    """By their weights: two readers of one model are one, under whatever name, and the writer is none."""
    record: dict[str, Any] = {}

    def answers(body: dict[str, Any]) -> Answer | None:
        if "response_format" in body:
            return completion(json.dumps(record)) if "stars" in body["messages"][-1]["content"] else None
        if len(body["messages"]) == 2:
            return completion("I can't say it any better.")
        record.update(told(body["messages"][-1]))
        bought = "it is a verified purchase" if record.get("verified_purchase") else "an unverified purchase"
        said = f", who says: {record['comment']}" if "comment" in record else "."
        return completion(f"{record['reviewer']} and the {record['product']}: {record['stars']} stars, {bought}{said}")

    with StandIn(lacks=("grammars",), fault=answers) as server:
        content = scripted_project(tmp_path, server.url, 1)
        content["llm"]["engines"]["openai"] |= {"concurrency": 1}
        writer = content["llm"]["teachers"]["writer"]
        for models, kept in (
            (["hub/reader-7b", "hub/other-8b"], 1),
            (["hub/reader-7b", "mirror/Reader-7B-AWQ"], 0),
            (["hub/reader-7b", "hub/scripted"], 0),
        ):
            names = [f"r{number}" for number in range(len(models))]
            readers = {name: writer | {"model": model} for name, model in zip(names, models, strict=True)}
            content["llm"]["teachers"] = {"writer": writer} | readers
            content["llm"]["verify"] = {"teachers": names, "max_tokens": 200}
            save(tmp_path, content)
            status, _, err = run(tmp_path)
            assert status == 0, err
            found = records(tmp_path)
            assert [one["readers"] for one in found] == [2] * kept, models
            assert (tmp_path / "data/raw/llm").is_dir()


def test_the_same_weights_under_two_names_are_told(tmp_path: Path) -> None:
    content = project(tmp_path, 1, ("simple/rating",))
    teachers = content["llm"]["teachers"]
    teachers["smollm2"]["wording"] |= {"mode": "free"}
    file = model_file(teachers["smollm2"]["model"])
    assert file is not None
    (tmp_path / "another.gguf").symlink_to(file)
    teachers["reader"] = teachers["smollm2"] | {"model": "another.gguf"}
    content["llm"]["verify"] = {"teachers": ["reader"], "max_tokens": 20}
    save(tmp_path, content)
    status, _, err = run(tmp_path)
    assert status == 1 and "reader and smollm2 are the same weights under two names" in err


def test_a_fallback_words_what_a_writer_loses_and_what_it_is_not_here_for(tmp_path: Path) -> None:
    content = project(tmp_path, 2, ("simple/rating",))
    llm = content["llm"]
    llm["teachers"]["writer"] = llm["teachers"]["smollm2"] | {"model": "not-here.gguf"}
    llm["teachers"]["writer"]["wording"] = llm["teachers"]["smollm2"]["wording"] | {"mode": "free", "repairs": 0}
    llm["router"] |= {"schemas": {"rating": "writer"}, "fallback": "smollm2"}
    save(tmp_path, content)
    status, _, err = run(tmp_path)
    assert status == 0, err
    assert (
        "writer: 2 of 2 requests refused; the first: no recorded answer, and llm.teachers: model not-here.gguf" in err
    )
    assert [(one["teacher"], one["tags"]) for one in records(tmp_path)] == [("smollm2", [])] * 2
    measured = read_metrics(tmp_path / "data/metrics/llm")["llm"]
    assert measured["teachers.writer.passed_on.first.draft.refused"] == 2
    assert measured["asked"] == measured["records"] == 2
    kept = (tmp_path / ".work/completions/llm").rglob("*.jsonl")
    assert [path.parent.name for path in kept] == ["smollm2"], "what nobody said is not recorded"
    llm["router"]["fallback"] = ""
    save(tmp_path, content)
    status, _, err = run(tmp_path)
    assert status == 1 and "not-here.gguf" in err


def test_the_embedded_model_may_try(tmp_path: Path, schemas: dict[str, Schema]) -> None:
    content = project(tmp_path, 1, ("simple/rating",))
    teacher = content["llm"]["teachers"]["smollm2"]
    teacher["wording"] |= {"mode": "free", "repairs": 1}
    teacher |= {"max_tokens": 60, "max_model_len": 2048}
    save(tmp_path, content)
    status, _, err = run(tmp_path)
    assert status == 0, err
    measured = read_metrics(tmp_path / "data/metrics/llm")["llm"]
    kept = records(tmp_path)
    assert measured["records"] == len(kept)
    lost = sum(count for name, count in measured.items() if name.startswith("lost."))
    assert lost + len(kept) == measured["asked"] == 1
    assert measured["teachers.smollm2.written.first.drafts"] == 1
    checker = Checker(schemas["rating"], Validate())
    assert all(checker.check(one["text"], one["expected_output"]).passed for one in kept)
