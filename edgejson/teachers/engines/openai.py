"""Any OpenAI-compatible server: `vllm serve`, llama.cpp's server, Ollama, a hosted API; one endpoint or several.

What is asked must be in the server's power (see `abilities`): to write takes grammars, to read back or to solve a test
under its schema takes JSON Schemas. No promise that the same request gets the same answer again: that is the server's.
"""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import cycle
from typing import Any

from edgejson.pipeline.errors import UserError
from edgejson.teachers.engines import abilities
from edgejson.teachers.engines.endpoint import Endpoint, Settings
from edgejson.teachers.engines.llamacpp import read_answer, read_refusal
from edgejson.teachers.engines.requests import Completion, Payload, usable
from edgejson.teachers.engines.teacher import Teacher


class OpenAiEngine:
    """Requests go to all endpoints in turn, several at once to each."""

    def __init__(self, teacher: Teacher, settings: Settings, *, writes: bool = False) -> None:
        """Connect to the endpoints. Raises UserError where none is named, or it `writes` and one takes no grammars."""
        if not settings.endpoints:
            raise UserError("llm.engines.openai.endpoints: empty; name a server, e.g. http://127.0.0.1:8000/v1")
        key = os.environ.get(settings.key_variable, "")
        self._teacher = teacher
        self._endpoints = [Endpoint(url, key, settings) for url in settings.endpoints]
        self.room = settings.concurrency * len(self._endpoints)
        self._pool = ThreadPoolExecutor(self.room)
        self._turns = cycle(self._endpoints)
        self._dialects: dict[str, str] = {}
        self._shaping: set[str] = set()  #: endpoints that are known to follow JSON Schemas
        if writes:
            self._require_grammars()

    def ask(self, asked: Payload) -> Future[Completion]:
        """Send a request to the next endpoint in turn, as soon as the endpoints may have one more."""
        if asked["grammar"]:
            self._require_grammars()
        if asked["schema"] is not None:
            self._require_schemas()
        return self._pool.submit(self._answer, next(self._turns), asked)

    def step(self) -> bool:
        """Nothing to do: the requests have their threads."""
        return False

    def close(self) -> None:
        """Close the connections."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for endpoint in self._endpoints:
            endpoint.close()

    def _require_grammars(self) -> None:
        """Find out how each server takes grammars. Raises UserError where one takes none."""
        for endpoint in self._endpoints:
            if endpoint.url not in self._dialects:
                self._dialects[endpoint.url] = abilities.grammar_dialect(endpoint, self._teacher.model)

    def _require_schemas(self) -> None:
        for endpoint in self._endpoints:
            if endpoint.url not in self._shaping:
                abilities.require_schemas(endpoint, self._teacher.model)
                self._shaping.add(endpoint.url)

    def _answer(self, endpoint: Endpoint, asked: Payload) -> Completion:
        body = {"model": self._teacher.model} | _standard(asked)
        if asked["logprobs"]:
            body |= {"logprobs": True, "top_logprobs": 1}
        if asked["grammar"]:
            body |= abilities.DIALECTS[self._dialects[endpoint.url]](asked["grammar"])
        answer = endpoint.post(body, lambda found: _trouble(asked, found))
        return read_answer(answer) if "choices" in answer else read_refusal(answer)


def _trouble(asked: Payload, answer: dict[str, Any]) -> str:
    """Why an answer is of no use, so that the request is sent again; "" where it is."""
    if answer["choices"][0]["message"]["content"] is None:
        return "an answer whose content is null"
    checked = usable(asked, read_answer(answer))
    return checked.text if checked.finish == "refused" else ""


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
        body |= abilities.shaped(asked["schema"])
    return body
