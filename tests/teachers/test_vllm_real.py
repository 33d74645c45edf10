"""The real vLLM, through its CPU wheel in an environment of its own: as an engine, and served on loopback.

Needs `.venv-vllm` (made by `make test-all`; EDGEJSON_VLLM_PYTHON names another interpreter). Minutes on two cores.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from edgejson.params.whole import Params
from edgejson.schema.loading import Schema
from edgejson.teachers import Cache, Request, Session
from edgejson.teachers.committee import Committee
from edgejson.teachers.engines.finding import Engines
from edgejson.teachers.engines.requests import model_file
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.settings import Llm
from edgejson.teachers.writing.drafts import Desk

pytestmark = pytest.mark.full

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(os.environ.get("EDGEJSON_VLLM_PYTHON", ROOT / ".venv-vllm" / "bin" / "python"))
HELLO = (("user", "Say hello."),)
QUESTIONS = [
    Request(HELLO, max_tokens=8),
    Request(HELLO, grammar='root ::= "value 17" " or so"? "."'),
    Request(HELLO, schema={"type": "object", "properties": {"b": {"enum": ["x", "y"]}}, "required": ["b"]}),
    Request(HELLO, grammar="root ::= nothing"),
]

#: vLLM wants safetensors; the embedded model is a GGUF file.
_CONVERT = """
import sys, torch
from pathlib import Path
from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig
source, target = Path(sys.argv[1]), sys.argv[2]
AutoModelForCausalLM.from_pretrained(
    str(source.parent), gguf_file=source.name, dtype=torch.bfloat16, quantization_config=GgufConfig(dequantize=True)
).save_pretrained(target)
AutoTokenizer.from_pretrained(str(source.parent), gguf_file=source.name).save_pretrained(target)
"""


@pytest.fixture(scope="module")
def weights(llm: Llm, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded model as safetensors."""
    if not PYTHON.exists():
        pytest.fail(f"{PYTHON} is missing: run make test-all, or set EDGEJSON_VLLM_PYTHON")
    target = tmp_path_factory.mktemp("smollm2")
    source = model_file(llm.teachers["smollm2"].model)
    subprocess.run([str(PYTHON), "-c", _CONVERT, str(source), str(target)], check=True, timeout=600)
    return target


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")


def vllm_teacher(llm: Llm, weights: Path) -> tuple[Teacher, Engines]:
    teacher = llm.teachers["smollm2"].model_copy(update={"engine": "vllm", "model": str(weights), "dtype": "bfloat16"})
    machine = llm.engines.vllm.model_copy(update={"python": str(PYTHON)})
    return teacher, llm.engines.model_copy(update={"vllm": machine})


def check_answers(answers: list) -> None:  # type: ignore[type-arg]
    free, worded, shaped, broken = answers
    assert free.finish == "length" and free.tokens_out == 8
    assert worded.text in ("value 17.", "value 17 or so.") and worded.finish == "stop"
    assert json.loads(shaped.text)["b"] in ("x", "y")
    assert free.logprob is not None and free.logprob < 0
    assert broken.finish == "refused"


def test_vllm_makes_a_stage_of_describe_invent_and_extract(
    params: Params, llm: Llm, schemas: dict[str, Schema], weights: Path, cache: Cache
) -> None:
    teacher, engines = vllm_teacher(llm, weights)
    inventor = teacher.model_copy(
        update={"invent": teacher.invent.model_copy(update={"share": 0.5, "max_tokens": 400})}
    )
    settings = llm.model_copy(
        update={
            "teachers": {"writer": inventor, "reader": teacher.model_copy(update={"max_tokens": 200})},
            "router": llm.router.model_copy(update={"shares": {"writer": 1.0}, "schemas": {}, "keywords": {}}),
            "verify": llm.verify.model_copy(update={"teachers": ["reader"], "max_tokens": 150}),
            "engines": engines,
            "records_per_schema": 1,
            "budget": "",
        }
    )
    seen = [schema for schema in schemas.values() if not schema.unseen]
    committee = Committee(params.base, settings, seen, cache)
    made = committee.produce()
    assert committee.problems == []
    records = [one for examples in made.values() for one in examples]
    counts = committee.tally.counts
    assert counts["teachers.writer.faults.ungrounded"] == 0  # what ended holds every value
    assert len(records) >= 0.9 * len(seen)
    assert counts["teachers.writer.invent.ended"] > 0
    for one in records:
        workshop = Desk(schemas[one["schema_id"]], params.llm, params.base.locale).workshop
        assert workshop.record(json.dumps(one["expected_output"]), {})[1] == 0  # valid: nothing to repair
        assert one["agreement"] is not None
    with Session("writer", inventor, engines, cache) as session:
        check_answers(session.generate(QUESTIONS))


@pytest.fixture
def served(weights: Path, tmp_path: Path) -> Iterator[str]:
    """`vllm serve` on a free port; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(PYTHON), "-m", "vllm.entrypoints.openai.api_server", "--model", str(weights), "--port", str(port)]
    command += ["--host", "127.0.0.1", "--served-model-name", "smollm2", "--max-model-len", "1024", "--enforce-eager"]
    environment = {**os.environ, "VLLM_CPU_KVCACHE_SPACE": "1", "VLLM_NO_USAGE_STATS": "1"}
    with (
        (tmp_path / "serve.log").open("wb") as log,
        subprocess.Popen([*command, "--dtype", "bfloat16"], stdout=log, stderr=log, env=environment) as process,
    ):
        url = f"http://127.0.0.1:{port}"
        for _ in range(300):
            assert process.poll() is None, (tmp_path / "serve.log").read_text()[-2000:]
            try:
                if httpx.get(f"{url}/health", trust_env=False).is_success:
                    break
            except httpx.TransportError:
                time.sleep(1)
        yield f"{url}/v1"
        process.terminate()


def test_openai_drives_vllm_serve(llm: Llm, cache: Cache, served: str) -> None:
    teacher = llm.teachers["smollm2"].model_copy(update={"engine": "openai", "model": "smollm2"})
    settings = llm.engines.openai.model_copy(update={"endpoints": [served]})
    with Session("served", teacher, llm.engines.model_copy(update={"openai": settings}), cache) as session:
        check_answers(session.generate(QUESTIONS))


def test_the_environment_needs_nothing_of_ours_but_the_sources() -> None:
    """The worker runs under another interpreter: it imports no more than that environment has."""
    done = subprocess.run(
        [str(PYTHON), "-c", "import edgejson.teachers.engines.worker"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert sys.executable != str(PYTHON)
