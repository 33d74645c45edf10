"""The llm stage with teachers that write freely: repairs, readers, what is lost, and who words it then."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from typing import Any

from edgejson.checks import Checker
from edgejson.checks.settings import Validate
from edgejson.params.whole import Params
from edgejson.pipeline.metrics import read_metrics
from edgejson.schema.loading import Schema
from edgejson.teachers.engines.requests import model_file
from edgejson.text import Renderer
from edgejson.values import compile_sampler
from tests.standin import Answer, StandIn, completion
from tests.teachers.test_llm_stage import project, records, run, save


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
        plain = params.template.text.model_copy(
            update={"surroundings": 0.0}
        )  # no letterheads: their numbers are surplus
        self._renderer = Renderer(schema, plain)
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
    teacher["wording"] |= {"mode": "free", "repairs": 1, "retries": 0}
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
    teacher["wording"] |= {"mode": "free", "repairs": 1, "retries": 0}
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
