"""Any OpenAI-compatible server: `vllm serve`, Ollama, llama.cpp's server, a hosted API; one endpoint or several."""

from __future__ import annotations

import os
import random
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import cycle
from typing import Any

import httpx

from edgejson.errors import UserError
from edgejson.params import Engines, OpenAi, Teacher
from edgejson.teachers.llamacpp import read_answer, read_refusal
from edgejson.teachers.requests import Completion, Payload

#: How servers take a GBNF grammar: there is no standard field for one.
_DIALECTS: dict[str, Callable[[str], dict[str, Any]]] = {
    "llama.cpp": lambda grammar: {"grammar": grammar},
    "vLLM": lambda grammar: {"structured_outputs": {"grammar": grammar}},
    "vLLM before 0.11": lambda grammar: {"guided_grammar": grammar},
}
_PROBE = 'root ::= "probe-" [0-9] [0-9]\n'
_PROBED = re.compile(r"probe-[0-9][0-9]")

#: Answers after which the same request may succeed: too many requests, time-outs, a server that starts or restarts.
_PASSING = frozenset((408, 409, 425, 429, 500, 502, 503, 504))
_LONGEST_PAUSE = 60.0  # seconds


def start(teacher: Teacher, engines: Engines) -> OpenAiEngine:
    """Connect to the endpoints. Raises UserError where none is named or one does not answer."""
    return OpenAiEngine(teacher, engines.openai)


class OpenAiEngine:
    """Requests go to all endpoints in turn, several at once to each."""

    def __init__(self, teacher: Teacher, settings: OpenAi) -> None:
        if not settings.endpoints:
            raise UserError("llm.engines.openai.endpoints: empty; name a server, e.g. http://127.0.0.1:8000/v1")
        key = os.environ.get(settings.key_variable, "")
        self._teacher = teacher
        self._endpoints = [Endpoint(url, key, settings) for url in settings.endpoints]
        self._pool = ThreadPoolExecutor(settings.concurrency * len(self._endpoints))
        self._width = settings.concurrency * len(self._endpoints)
        self._dialects: dict[str, str] = {}

    def complete(self, asked: Iterable[Payload]) -> Iterator[tuple[int, Completion]]:
        """Answer all requests, so many at once as the endpoints may have."""
        waiting = list(enumerate(asked))
        if any(one["grammar"] for _, one in waiting):
            for endpoint in self._endpoints:
                if endpoint.url not in self._dialects:
                    self._dialects[endpoint.url] = self._dialect(endpoint)
        turns = cycle(self._endpoints)
        pending: dict[Future[Completion], int] = {}
        rest = iter(waiting)
        while True:
            while len(pending) < self._width and (following := next(rest, None)):
                pending[self._pool.submit(self._answer, next(turns), following[1])] = following[0]
            if not pending:
                return
            done, _ = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                yield pending.pop(future), future.result()

    def close(self) -> None:
        """Close the connections."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for endpoint in self._endpoints:
            endpoint.close()

    def _dialect(self, endpoint: Endpoint) -> str:
        """The dialect in which a server takes grammars, found by trying. Raises UserError where it takes none."""
        question = {"messages": [{"role": "user", "content": "probe"}], "max_tokens": 16, "temperature": 0.0}
        for name, fields in _DIALECTS.items():
            answer = endpoint.post({"model": self._teacher.model, **question, **fields(_PROBE)})
            if "choices" in answer and _PROBED.fullmatch((answer["choices"][0]["message"]["content"] or "").strip()):
                return name
        raise UserError(
            f"{endpoint.url}: this server does not follow grammars, so values could get lost; "
            "use llama.cpp's server or vllm serve, or another engine"
        )

    def _answer(self, endpoint: Endpoint, asked: Payload) -> Completion:
        body = {"model": self._teacher.model} | _standard(asked)
        if asked["logprobs"]:
            body |= {"logprobs": True, "top_logprobs": 1}
        if asked["grammar"]:
            body |= _DIALECTS[self._dialects[endpoint.url]](asked["grammar"])
        answer = endpoint.post(body)
        return read_answer(answer) if "choices" in answer else read_refusal(answer)


def _standard(asked: Payload) -> dict[str, Any]:
    """A request's fields as OpenAI has them; those of other servers only where they are in use."""
    names = ("messages", "max_tokens", "temperature", "top_p", "seed")
    body = {name: asked[name] for name in names}
    if asked["top_k"]:
        body["top_k"] = asked["top_k"]
    if asked["min_p"]:
        body["min_p"] = asked["min_p"]
    if asked["repetition_penalty"] != 1:
        body |= {"repetition_penalty": asked["repetition_penalty"], "repeat_penalty": asked["repetition_penalty"]}
    if asked["schema"] is not None:
        form = {"name": "record", "schema": asked["schema"], "strict": True}
        body["response_format"] = {"type": "json_schema", "json_schema": form}
    return body


class Endpoint:
    """One server: its rate limit, its retries. `post` may be called from several threads."""

    def __init__(self, url: str, key: str, settings: OpenAi) -> None:
        self.url = url.rstrip("/")
        self._settings = settings
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(timeout=settings.timeout, headers=headers, trust_env=False)
        self._pace = threading.Lock()
        self._next = 0.0

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def post(self, body: dict[str, Any]) -> dict[str, Any]:
        """A chat completion: the server's answer, or its `error` where it refuses this request.

        Raises UserError where the server is down, or refuses every request (key, address, model).
        """
        trouble = ""
        for attempt in range(self._settings.attempts):
            self._wait()
            try:
                answer = self._client.post(f"{self.url}/chat/completions", json=body)
            except httpx.TransportError as error:
                trouble = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
                self._pause(attempt, "")
                continue
            if answer.status_code in _PASSING:
                trouble = f"status {answer.status_code}"
                self._pause(attempt, answer.headers.get("Retry-After", ""))
                continue
            return self._read(answer, body["model"])
        raise UserError(
            f"{self.url}: no answer in {self._settings.attempts} attempts ({trouble}); "
            "start the server, or mend llm.engines.openai"
        )

    def _read(self, answer: httpx.Response, model: str) -> dict[str, Any]:
        if answer.status_code in (401, 403):
            raise UserError(f"{self.url}: access refused; set {self._settings.key_variable} to a valid key")
        if answer.status_code == 404:
            raise UserError(f"{self.url}: no such address, or no model {model!r} there (404); mend params.yaml")
        try:
            content = answer.json()
        except ValueError:
            content = {"error": {"message": f"status {answer.status_code}, and no JSON"}}
        if answer.is_success and "choices" in content:
            return dict(content)
        return {"error": content.get("error", content) if isinstance(content, dict) else content}

    def _wait(self) -> None:
        """Keep to the rate limit."""
        limit = self._settings.requests_per_minute
        if not limit:
            return
        with self._pace:
            pause = self._next - time.monotonic()
            self._next = max(self._next, time.monotonic()) + 60 / limit
        if pause > 0:
            time.sleep(pause)

    def _pause(self, attempt: int, told: str) -> None:
        """Exponential back-off with jitter, or what the server's Retry-After says; none after the last attempt."""
        if attempt + 1 < self._settings.attempts:
            seconds = float(told) if told.isdigit() else 0.5 * 2**attempt * (1 + random.random())
            time.sleep(min(seconds, _LONGEST_PAUSE))
