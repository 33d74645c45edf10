"""What is recorded is replayed without the teacher, and asked again where that is wanted."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.teachers import Cache, Completion, Recorded, Request, Session
from edgejson.teachers.engines.finding import Engines
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.recorded import LAST, STAGES, of_last_run
from edgejson.teachers.settings import Llm
from tests.standin import StandIn

ASKED = [Request((("user", f"Number {number}"),), schema_id=f"s{number % 2}") for number in range(4)]


def far(llm: Llm, url: str) -> tuple[Teacher, Engines]:
    teacher = llm.teachers["smollm2"].model_copy(update={"engine": "openai", "model": "stand-in"})
    openai = llm.engines.openai.model_copy(update={"endpoints": [url], "attempts": 1})
    return teacher, llm.engines.model_copy(update={"openai": openai})


def run(llm: Llm, url: str, cache: Path, requests: list[Request] = ASKED) -> tuple[list[Completion], str]:
    """What a stage does, and the line that it prints."""
    recorded = Recorded("llm")
    with Cache(cache) as opened, Session("far", *far(llm, url), opened, recorded) as session:
        answers = session.generate(requests)
    STAGES["llm"].mkdir(parents=True, exist_ok=True)
    (STAGES["llm"] / "out.jsonl").write_text("".join(one.text for one in answers))
    return answers, recorded.save()


def put_in_place() -> None:
    made = of_last_run("llm")
    assert made is not None
    shutil.copytree(made, layout.COMPLETIONS / "llm", dirs_exist_ok=True)


@pytest.fixture
def made(llm: Llm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Completion]:
    """Answers that are recorded; the server that gave them is gone. One of them is a refusal."""
    monkeypatch.chdir(tmp_path)
    refused = (400, "application/json", b'{"error": {"message": "too long"}}')
    with StandIn(fault=lambda body: refused if "Number 3" in str(body["messages"]) else None) as server:
        answers, told = run(llm, server.url, tmp_path / "one.sqlite")
        assert told.startswith("llm: 4 answers, 0 recorded, 0 cached, 4 new; python -m edgejson record")
        _, told = run(llm, server.url, tmp_path / "one.sqlite")
        assert told.startswith("llm: 4 answers, 0 recorded, 3 cached, 1 new")  # what was refused may go well this time
    put_in_place()
    return answers


GONE = "http://127.0.0.1:9/v1"


def test_what_is_recorded_needs_neither_teacher_nor_cache(llm: Llm, made: list[Completion], tmp_path: Path) -> None:
    files = {path.name: path.read_bytes() for path in Path("completions/llm/far").iterdir()}
    assert [content.count(b"\n") for name, content in sorted(files.items())] == [2, 2]
    again, told = run(llm, GONE, tmp_path / "two.sqlite", ASKED[::-1])
    assert again[::-1] == made and made[3].finish == "refused"
    assert told == "llm: 4 answers, 4 recorded, 0 cached, 0 new"
    assert {path.name: path.read_bytes() for path in (LAST / "llm/far").iterdir()} == files


def test_another_question_or_setting_is_not_recorded(llm: Llm, made: list[Completion], tmp_path: Path) -> None:
    for other in (replace(ASKED[0], seed=1), replace(ASKED[0], temperature=0.1)):
        with pytest.raises(UserError, match="no usable answer"):
            run(llm, GONE, tmp_path / "two.sqlite", [other])


def test_a_fresh_run_asks_again_and_its_answers_take_the_place_of_the_cached(
    llm: Llm, made: list[Completion], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDGEJSON_FRESH", "1")
    other = (200, "application/json", b'{"choices": [{"message": {"content": "fresh"}, "finish_reason": "stop"}]}')
    with StandIn(fault=lambda body: other) as server:
        answers, told = run(llm, server.url, tmp_path / "one.sqlite")
    assert {one.text for one in answers} == {"fresh"} and "0 recorded, 0 cached, 4 new" in told
    monkeypatch.delenv("EDGEJSON_FRESH")
    put_in_place()
    shutil.rmtree("completions")
    answers, told = run(llm, GONE, tmp_path / "one.sqlite")
    assert {one.text for one in answers} == {"fresh"} and "4 cached" in told


def test_answers_belong_to_the_outputs_that_they_made(llm: Llm, made: list[Completion]) -> None:
    assert of_last_run("llm") is not None
    (STAGES["llm"] / "out.jsonl").write_text("what another branch has")
    assert of_last_run("llm") is None


def test_a_line_that_is_no_completion_is_told_with_its_place(llm: Llm, made: list[Completion], tmp_path: Path) -> None:
    path = Path("completions/llm/far/s1.jsonl")
    path.write_text(path.read_text() + '{"key": "k", "txet": "slip"}\n')
    with pytest.raises(UserError, match=r"completions/llm/far/s1\.jsonl:3: not a recorded completion"):
        run(llm, GONE, tmp_path / "two.sqlite")
