"""Servers that answer badly, or can do less than all: told in one line each, and nothing bad is kept."""

from __future__ import annotations

import argparse
import json
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from edgejson.commands import doctor
from edgejson.commands.profile import rewrite
from edgejson.pipeline.errors import UserError
from edgejson.teachers import Cache, Completion, Request, Session, Turn
from edgejson.teachers.engines.finding import Engines
from edgejson.teachers.engines.requests import identity, key, payload
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.profiles import PROFILES
from edgejson.teachers.settings import Llm
from tests.standin import Answer, StandIn, completion

ROOT = Path(__file__).resolve().parents[2]
SHAPE = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"], "additionalProperties": False}
FREE = Request((("user", "Say hello."),), seed=1)
SHAPED = Request((("user", "Give a record."),), schema=SHAPE, seed=2)
WORDED = Request((("user", "Say it."),), grammar='root ::= "value 17" " or so"? "."\n', seed=3)


def settings(llm: Llm, server: StandIn, attempts: int = 2) -> tuple[Teacher, Engines]:
    teacher = llm.teachers["smollm2"].model_copy(update={"engine": "openai", "model": "stand-in"})
    openai = llm.engines.openai.model_copy(update={"endpoints": [server.url], "attempts": attempts, "concurrency": 1})
    return teacher, llm.engines.model_copy(update={"openai": openai})


def ask(llm: Llm, cache: Cache, server: StandIn, *requests: Request, writes: bool = False) -> list[Completion]:
    with Session("far", *settings(llm, server), cache, writes=writes) as session:
        return session.generate(requests)


def test_the_stand_in_follows_grammars_and_schemas(llm: Llm, cache: Cache) -> None:
    with StandIn() as server:
        free, shaped, worded = ask(llm, cache, server, FREE, SHAPED, WORDED)
    assert free.text and isinstance(json.loads(shaped.text)["a"], int)
    assert worded.text in ("value 17.", "value 17 or so.")
    assert free.logprob == -0.5


def once(answer: Answer, wanted: Callable[[dict[str, Any]], bool]) -> Callable[[dict[str, Any]], Answer | None]:
    """The answer for the first request that is wanted, the usual one afterwards."""
    left = [answer]
    return lambda body: left.pop() if left and wanted(body) else None


def real(body: dict[str, Any]) -> bool:
    """No probe of what the server can do."""
    return "probe" not in json.dumps(body)


USELESS = {
    "content null": (completion(None), "content is null"),
    "no JSON": (completion("I'd rather not."), 'no JSON, though a JSON Schema was given: "I\'d rather not."'),
}


@pytest.mark.parametrize("name", USELESS)
def test_a_useless_answer_is_asked_again(llm: Llm, cache: Cache, name: str) -> None:
    with StandIn(fault=once(USELESS[name][0], real)) as server:
        (got,) = ask(llm, cache, server, SHAPED)
        assert got.finish == "stop" and isinstance(json.loads(got.text)["a"], int)
        assert sum(map(real, server.asked)) == 2


@pytest.mark.parametrize("name", USELESS)
def test_an_answer_that_stays_useless_is_refused_and_not_kept(llm: Llm, cache: Cache, name: str) -> None:
    answer, told = USELESS[name]
    with StandIn(fault=lambda body: answer if real(body) else None) as server:
        (got,) = ask(llm, cache, server, SHAPED)
    assert got.finish == "refused" and told in got.text and "2 attempts" in got.text
    assert not cache.stats()
    with StandIn() as server:
        (got,) = ask(llm, cache, server, SHAPED)
    assert got.finish == "stop"


def test_a_cache_that_was_poisoned_before_is_healed(llm: Llm, cache: Cache) -> None:
    with StandIn() as server:
        teacher, _ = settings(llm, server)
        cache.put(key(identity(teacher), payload(teacher, SHAPED)), "far", Completion("", 1, 0, "stop", None))
        (got,) = ask(llm, cache, server, SHAPED)
        assert isinstance(json.loads(got.text)["a"], int)
        asked = len(server.asked)
        assert ask(llm, cache, server, SHAPED) == [got]
        assert len(server.asked) == asked


HTML = b"<html><head><title>Log in, please</title></head><body>...</body></html>"
BROKEN: dict[str, tuple[Answer, str]] = {
    "HTML": ((200, "text/html", HTML), "an HTML page ('Log in, please'), where a chat completion in JSON was expected"),
    "binary": ((200, "application/octet-stream", b"\x00\xff\x01"), "3 bytes that are no text, where a chat completion"),
    "empty object": ((200, "application/json", b"{}"), "an answer without `choices`: {}"),
    "no choice": ((200, "application/json", b'{"choices": []}'), "an answer whose `choices` are empty"),
    "a list": ((200, "application/json", b"[1]"), "an answer without `choices`: [1]"),
    "a choice of nothing": ((200, "application/json", b'{"choices": [1]}'), "whose first choice has no message"),
    "status 500": (
        (500, "application/json", b'{"error": {"message": "CUDA out of memory"}}'),
        "500: CUDA out of memory",
    ),
    "status 503, HTML": ((503, "text/html", HTML), "status 503: an HTML page ('Log in, please')"),
    "status 404": (
        (404, "application/json", b'{"error": "model stand-in not found"}'),
        "404: model stand-in not found",
    ),
    "status 401": ((401, "application/json", b"{}"), "access refused; set OPENAI_API_KEY"),
}


@pytest.mark.parametrize("request_", [FREE, SHAPED, WORDED], ids=["free", "schema", "grammar"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_server_that_answers_no_completions_is_told_by_what_it_says(
    llm: Llm, cache: Cache, name: str, request_: Request
) -> None:
    answer, told = BROKEN[name]
    with StandIn(fault=lambda body: answer) as server, pytest.raises(UserError) as error:
        ask(llm, cache, server, request_)
    assert told in str(error.value) and server.url in str(error.value) and "\n" not in str(error.value)
    assert "grammar" not in str(error.value)


def test_a_request_that_is_too_long_is_refused_in_the_servers_words_and_the_others_go_on(
    llm: Llm, cache: Cache
) -> None:
    long = Request((("user", "long " * 50),))
    message = b'{"error": {"message": "context is 64 tokens, the request has 300", "type": "invalid_request_error"}}'
    fault = lambda body: (400, "application/json", message) if "long long" in json.dumps(body) else None  # noqa: E731
    with StandIn(fault=fault) as server:
        refused, got = ask(llm, cache, server, long, FREE)
    assert refused.finish == "refused" and "context is 64 tokens" in refused.text and "status 400" in refused.text
    assert got.finish == "stop"


def test_what_was_answered_before_a_failure_is_kept_and_said_to_be(llm: Llm, cache: Cache) -> None:
    requests = [Request((("user", f"Number {number}"),)) for number in range(3)]
    fault = lambda body: (500, "text/plain", b"no more") if "Number 2" in json.dumps(body) else None  # noqa: E731
    with StandIn(fault=fault) as server:
        with pytest.raises(UserError, match=r"no more.*2 of 3 requests had been answered; they are kept"):
            ask(llm, cache, server, *requests)
        server.fault = lambda body: None
        asked = len(server.asked)
        ask(llm, cache, server, *requests)
        assert len(server.asked) == asked + 1


def test_what_a_server_lacks_is_told_before_anything_is_asked(llm: Llm, cache: Cache) -> None:
    with StandIn(lacks=("grammars",)) as server:
        with pytest.raises(UserError, match=r"takes no GBNF grammar.*llm\.verify"):
            ask(llm, cache, server, SHAPED, writes=True)
        assert not any(map(real, server.asked))
        (shaped,) = ask(llm, cache, server, SHAPED)  # who only reads needs no grammar
        assert isinstance(json.loads(shaped.text)["a"], int)
    with StandIn(lacks=("grammars", "schemas", "logprobs")) as server:
        with pytest.raises(UserError, match=r"does not follow JSON Schemas"):
            ask(llm, cache, server, replace(SHAPED, seed=9))
        (free,) = ask(llm, cache, server, FREE)
        assert free.text and free.logprob is None


@pytest.mark.parametrize(
    ("lacks", "status", "told"),
    [
        ((), 0, "answers, log-probabilities, grammars, JSON Schemas"),
        (("grammars",), 1, "takes no GBNF grammar"),
        (("schemas",), 1, "does not follow JSON Schemas"),
        (("logprobs",), 0, "answers, grammars, JSON Schemas"),
    ],
)
def test_doctor_finds_out_what_a_server_can_do(
    lacks: tuple[str, ...],
    status: int,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("params.yaml", "budget.json"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "schemas").mkdir()
    shutil.copy(ROOT / "schemas/simple/rating.json", tmp_path / "schemas")
    monkeypatch.chdir(tmp_path)
    rewrite(tmp_path / "params.yaml", PROFILES["server"])
    with StandIn(lacks=lacks) as server:
        text = (tmp_path / "params.yaml").read_text()
        (tmp_path / "params.yaml").write_text(text.replace("http://127.0.0.1:8000/v1]", f"{server.url}]"))
        assert doctor.run(argparse.Namespace(json=False)) == (0 if lacks == ("grammars",) else status)
        under_a_grammar = (tmp_path / "params.yaml").read_text().replace("mode: free", "mode: grammar")
        (tmp_path / "params.yaml").write_text(under_a_grammar)
        assert doctor.run(argparse.Namespace(json=False)) == status, "who writes freely needs no grammars"
    assert told in capsys.readouterr().out


def test_what_follows_from_an_answer_goes_before_what_still_waits(llm: Llm, cache: Cache) -> None:
    """Each question is followed by another one; the server takes its time, so that the questions wait."""

    def slowly(body: dict[str, Any]) -> Answer | None:
        time.sleep(0.3)
        return None

    def turn(word: str) -> Turn:
        return Turn(Request((("user", word),)), lambda answer: [] if word.isupper() else [turn(word.upper())])

    with StandIn(fault=slowly) as server, Session("far", *settings(llm, server), cache) as session:
        session.converse([turn(word) for word in "abcdefg"])
        asked = "".join(body["messages"][-1]["content"] for body in server.asked)
        assert sorted(asked) == sorted("abcdefgABCDEFG")
        assert asked.index("A") < asked.index("g")
        session.converse([turn(word) for word in "abcdefg"])
        assert len(server.asked) == 14, "all is known by now"
