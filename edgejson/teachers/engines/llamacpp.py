"""llama.cpp inside this process, through the xllamacpp wheel: the default, for any CPU.

On one machine the same request gets the same answer, whatever else is asked, in whatever order, and however many
servers there are: each works on one request at a time. Sequences that share a batch are added up in another order: the
last bits of a logit differ then, and now and then a word (and on a CPU they were no faster). What the requests before
have left in the prompt's cache changes no bit of the embedded model's answers, as a test shows; of weights in formats
that llama.cpp repacks for batches that is not known. Other processors, builds and numbers of threads round differently.
"""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any

from edgejson.pipeline.errors import UserError
from edgejson.pipeline.settings import Block, Count, Positive
from edgejson.teachers.engines.requests import Completion, Payload, model_file
from edgejson.teachers.engines.teacher import Teacher

#: More servers than this share memory bandwidth rather than add speed.
_MOST_SERVERS = 4


class Settings(Block):
    """`llm.engines.llamacpp`; of `servers` 0 is one a core, at most _MOST_SERVERS."""

    servers: Count = 0
    threads: Positive = 1
    gpu_layers: Count = 0


class LlamaCppEngine:
    """Several one-thread servers side by side, each of which answers one request at a time.

    One server with two threads is no faster on two cores than two with one thread each, and three times slower when
    another process keeps a core busy: its threads wait for each other spinning.
    """

    def __init__(self, teacher: Teacher, machine: Settings) -> None:
        """Load the model once for each server. Raises UserError where package or file are missing or unusable."""
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self.room = machine.servers or min(_MOST_SERVERS, max(1, cores // machine.threads))
        self._servers = [_server(teacher, machine) for _ in range(self.room)]
        self._free: SimpleQueue[Any] = SimpleQueue()
        for server in self._servers:
            self._free.put(server)
        self._pool = ThreadPoolExecutor(self.room)

    def ask(self, asked: Payload) -> Future[Completion]:
        """Answer a request as soon as a server is free; those that came before it go first."""
        return self._pool.submit(self._answer, asked)

    def step(self) -> bool:
        """Nothing to do: the servers have their threads."""
        return False

    def close(self) -> None:
        """Stop the threads and the servers."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._servers.clear()

    def _answer(self, asked: Payload) -> Completion:
        server = self._free.get_nowait()  # there are as many as threads
        try:
            answer = server.handle_chat_completions(chat_body(asked))
        finally:
            self._free.put(server)
        if "error" in answer or "choices" not in answer:
            return read_refusal(answer)
        return read_answer(answer)


def chat_body(asked: Payload) -> dict[str, Any]:
    """The body of a chat completion as llama.cpp's server takes it."""
    names = ("messages", "max_tokens", "temperature", "top_p", "top_k", "min_p", "seed")
    body: dict[str, Any] = {name: asked[name] for name in names} | {"repeat_penalty": asked["repetition_penalty"]}
    body["cache_prompt"] = True  # a fifth of the time; the bits are those of a prompt read from its first token on
    if asked["logprobs"]:
        body |= {"logprobs": True, "top_logprobs": 1}
    if asked["grammar"]:
        body["grammar"] = asked["grammar"]
    if asked["schema"] is not None:
        body["json_schema"] = asked["schema"]
    return body


def read_answer(answer: dict[str, Any]) -> Completion:
    """A chat completion's JSON as a Completion; shared with the `openai` engine."""
    choice = answer["choices"][0]
    usage = answer.get("usage") or {}
    content = (choice.get("logprobs") or {}).get("content") or []
    scores = [token["logprob"] for token in content if token.get("logprob") is not None]
    return Completion(
        text=choice["message"].get("content") or "",
        tokens_in=int(usage.get("prompt_tokens") or 0),
        tokens_out=int(usage.get("completion_tokens") or 0),
        finish="length" if choice.get("finish_reason") == "length" else "stop",
        logprob=sum(scores) / len(scores) if scores else None,
    )


def read_refusal(answer: dict[str, Any]) -> Completion:
    """A server's error as a refused completion: a prompt too long, a grammar that it can't take."""
    error = answer.get("error") or answer
    message = str(error.get("message", error)) if isinstance(error, dict) else str(error)
    return Completion(" ".join(message.split()), 0, 0, "refused", None)


def _server(teacher: Teacher, machine: Settings) -> Any:
    try:
        import xllamacpp
    except ImportError as error:
        raise UserError(
            f"teacher {teacher.model}: the llamacpp engine needs xllamacpp ({error}); run pip install xllamacpp"
        ) from error
    path = model_file(teacher.model)
    if path is None or not path.is_file():
        raise UserError(f"teacher {teacher.model}: llamacpp needs a GGUF file as its model")
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = teacher.max_model_len
    params.n_parallel = 1
    params.cpuparams.n_threads = machine.threads
    params.cpuparams_batch.n_threads = machine.threads
    params.n_gpu_layers = machine.gpu_layers
    params.cont_batching = True
    params.warmup = False
    params.verbosity = 0
    try:
        return xllamacpp.Server(params)
    except (RuntimeError, ValueError) as error:
        raise UserError(f"teacher {teacher.model}: {path} can't be loaded ({error}); not a whole GGUF file?") from error
