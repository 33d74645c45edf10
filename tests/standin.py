"""A stand-in for an OpenAI-compatible server: it has no model, and draws at random what a grammar or a schema allows.

Asked to write freely it says each fact that the request lists in a sentence, and it reads that text back rightly.
It answers the same request alike. `lacks` turns off what a server need not have; `fault` replaces single answers.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any

from edgejson.schema.loading import Schema
from edgejson.values import compile_sampler
from edgejson.values.settings import Values

#: Status, content type, body of an answer; None: the usual one.
Answer = tuple[int, str, bytes]
Fault = Callable[[dict[str, Any]], Answer | None]

_TOKEN = re.compile(
    r'\s*(?:"(?P<text>(?:\\.|[^"\\])*)"|(?P<class>\[(?:\\.|[^\]\\])*\])|(?P<name>[a-z][\w-]*)|(?P<mark>\{\d+(?:,\d*)?\}|[()|?*+]))'
)
_FACTS = re.compile(r"^- (.+?): (.+)$", re.M)
_RECORD = re.compile(r"^The record: (.+)$", re.M)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


class Grammar:
    """Texts of a GBNF grammar at random, for the constructs that the project's grammars use."""

    def __init__(self, source: str) -> None:
        rules = (line.partition("::=") for line in source.splitlines() if "::=" in line)
        self._rules = {name.strip(): list(_TOKEN.finditer(body.strip())) for name, _, body in rules}

    def draw(self, rng: Random, name: str = "root") -> str:
        tokens = self._rules[name]
        text, end = self._either(tokens, 0, rng)
        assert end == len(tokens), f"{name}: not read to its end"
        return text

    def _either(self, tokens: list[re.Match[str]], at: int, rng: Random) -> tuple[str, int]:
        """One of several alternatives, up to the closing bracket or the end."""
        ways = []
        while True:
            parts: list[str] = []
            while at < len(tokens) and tokens[at]["mark"] not in ("|", ")"):
                part, at = self._repeated(tokens, at, rng)
                parts.append(part)
            ways.append("".join(parts))
            if at == len(tokens) or tokens[at]["mark"] == ")":
                return rng.choice(ways), at
            at += 1

    def _repeated(self, tokens: list[re.Match[str]], at: int, rng: Random) -> tuple[str, int]:
        text, end = self._one(tokens, at, rng)
        mark = tokens[end]["mark"] if end < len(tokens) else None
        if mark is None or mark in "()|":
            return text, end
        least, most = {"?": (0, 1), "*": (0, 3), "+": (1, 3)}.get(mark) or self._bounds(mark)
        return "".join(self._one(tokens, at, rng)[0] for _ in range(rng.randint(least, most))), end + 1

    def _one(self, tokens: list[re.Match[str]], at: int, rng: Random) -> tuple[str, int]:
        token = tokens[at]
        if token["mark"] == "(":
            text, end = self._either(tokens, at + 1, rng)
            return text, end + 1
        if token["name"]:
            return self.draw(rng, token["name"]), at + 1
        if token["class"]:
            allowed = re.compile(token["class"])
            return rng.choice([chr(code) for code in range(32, 127) if allowed.match(chr(code))]), at + 1
        return re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), token["text"]), at + 1

    @staticmethod
    def _bounds(mark: str) -> tuple[int, int]:
        least, comma, most = mark.strip("{}").partition(",")
        return int(least), int(most) if most else int(least) + (3 if comma else 0)


def instance(schema: Any, rng: Random) -> Any:
    """A value of a JSON Schema."""
    settings = Values(optional_rate=0.8, max_items=2, max_depth=3)
    return compile_sampler(Schema("asked", Path("asked.json"), schema, "simple", False), settings, "en_US").sample(rng)


class StandIn:
    """The server, on a port of its own, for the time of a `with` block."""

    def __init__(self, lacks: tuple[str, ...] = (), fault: Fault = lambda body: None) -> None:
        self.lacks = set(lacks)  #: of "grammars", "schemas", "logprobs"
        self.fault = fault
        self.asked: list[dict[str, Any]] = []
        self.written: dict[str, str] = {}  #: a text -> the record that it tells, as JSON
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> StandIn:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, body: dict[str, Any]) -> Answer:
        self.asked.append(body)
        return self.fault(body) or completion(self._text(body), "logprobs" in body and "logprobs" not in self.lacks)

    def _text(self, body: dict[str, Any]) -> str:
        rng = Random(blake2b(json.dumps(body, sort_keys=True).encode()).digest())
        grammar = body.get("grammar") or body.get("structured_outputs", {}).get("grammar")
        if grammar and "grammars" not in self.lacks:
            return Grammar(grammar).draw(rng)
        said = "\n".join(message["content"] for message in body["messages"])
        if record := next((record for text, record in self.written.items() if text in said), None):
            return record
        asked = [message["content"] for message in body["messages"] if _RECORD.search(message["content"])]
        if asked:
            text = " ".join(f"The {name} is {value}." for name, value in _FACTS.findall(asked[-1]))
            self.written[text] = _RECORD.findall(asked[-1])[-1]
            return text
        if "response_format" in body and "schemas" not in self.lacks:
            return json.dumps(instance(body["response_format"]["json_schema"]["schema"], rng))
        return "Well, I would rather say something else."

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._send(200, "application/json", b'{"data": []}')

            def do_POST(self) -> None:
                self._send(*server.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"])))))

            def _send(self, status: int, kind: str, content: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


def completion(text: str | None, logprobs: bool = False) -> Answer:
    """A chat completion as a server answers it."""
    choice: dict[str, Any] = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    if logprobs:
        choice["logprobs"] = {"content": [{"token": "a", "logprob": -0.5}]}
    usage = {"prompt_tokens": 10, "completion_tokens": 5}
    return 200, "application/json", json.dumps({"choices": [choice], "usage": usage}).encode()
