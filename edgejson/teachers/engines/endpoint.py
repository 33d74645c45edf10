"""One OpenAI-compatible server over HTTP: rate limit, retries, and what its answers mean."""

from __future__ import annotations

import random
import re
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pydantic import Field

from edgejson.pipeline.errors import UserError
from edgejson.pipeline.settings import Block, Count, Positive

if TYPE_CHECKING:
    import httpx

#: Answers after which the same request may succeed: too many requests, time-outs, a server that starts or restarts.
_PASSING = frozenset((408, 409, 425, 429, 500, 502, 503, 504))
_LONGEST_PAUSE = 60.0  # seconds
_TITLE = re.compile(r"<title>(.*?)</title>", re.I | re.S)
_MARKUP = re.compile(r"<[^>]*>")
_MOST_SAID = 200  # characters of a server's own words in a message


class Settings(Block):
    """`llm.engines.openai`: the servers, and how they are asked; `requests_per_minute` 0 is no limit."""

    endpoints: list[str] = Field(default_factory=list)
    key_variable: str = "OPENAI_API_KEY"
    concurrency: Positive = 8
    timeout: Positive = 120
    attempts: Positive = 5
    requests_per_minute: Count = 0


class _PassingError(Exception):
    """What is wrong with an answer after which another try may do."""

    def __init__(self, trouble: str, after: str = "") -> None:
        super().__init__(trouble)
        self.after = after  #: the server's Retry-After


class Endpoint:
    """One server: its rate limit, its retries. `post` may be called from several threads."""

    def __init__(self, url: str, key: str, settings: Settings) -> None:
        import httpx  # late: it takes a while to load, and its settings are read where no server is asked

        self.url = url.rstrip("/")
        self._settings = settings
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(timeout=settings.timeout, headers=headers, trust_env=False)
        self._pace = threading.Lock()
        self._next = 0.0

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def post(
        self, body: dict[str, Any], trouble: Callable[[dict[str, Any]], str] = lambda answer: ""
    ) -> dict[str, Any]:
        """A chat completion with at least one choice, or `{"error": {"message": ...}}` for a refused request.

        `trouble` says why an answer is of no use; after so many attempts the request is refused for that. Raises
        UserError where the server is down, answers with something else, or refuses every request (key, address, model).
        """
        last = ""
        for attempt in range(self._settings.attempts):
            self._wait()
            try:
                answer = self._sent(body)
            except _PassingError as error:
                last = str(error)
                self._pause(attempt, error.after)
                continue
            if "error" in answer or not (useless := trouble(answer)):
                return answer
            last = ""
        if not last:
            return {"error": {"message": f"{useless} ({self._settings.attempts} attempts)"}}
        raise UserError(
            f"{self.url}: no usable answer in {self._settings.attempts} attempts ({last}); "
            "start the server, or mend llm.engines.openai"
        )

    def _sent(self, body: dict[str, Any]) -> dict[str, Any]:
        import httpx  # late, as above

        try:
            answer = self._client.post(f"{self.url}/chat/completions", json=body)
        except httpx.InvalidURL as error:
            raise UserError(f"llm.engines.openai.endpoints: {self.url}: not a URL ({error})") from error
        except httpx.HTTPError as error:
            raise _PassingError(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__) from error
        if answer.status_code in _PASSING:
            raise _PassingError(f"status {answer.status_code}: {said(answer)}", answer.headers.get("Retry-After", ""))
        if answer.status_code in (401, 403):
            raise UserError(f"{self.url}: access refused; set {self._settings.key_variable} to a valid key")
        if answer.status_code == 404:
            raise UserError(
                f"{self.url}: no such address, or no model {body['model']!r} there (404: {said(answer)}); "
                "mend params.yaml"
            )
        if not answer.is_success:
            return {"error": {"message": f"status {answer.status_code}: {said(answer)}"}}
        return _content(answer)

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
            seconds = float(told) if told.isdecimal() else 0.5 * 2**attempt * (1 + random.random())
            time.sleep(min(seconds, _LONGEST_PAUSE))


def _content(answer: httpx.Response) -> dict[str, Any]:
    """The JSON of a successful answer; raises _PassingError where it is no chat completion."""
    try:
        content = answer.json()
    except ValueError as error:  # UnicodeDecodeError too
        raise _PassingError(f"{said(answer)}, where a chat completion in JSON was expected") from error
    if not isinstance(content, dict) or "choices" not in content:
        if isinstance(content, dict) and "error" in content:
            return {"error": {"message": said(answer)}}
        raise _PassingError(f"an answer without `choices`: {said(answer)}")
    choices = content["choices"]
    if not isinstance(choices, list) or not choices:
        raise _PassingError("an answer whose `choices` are empty")
    message = choices[0].get("message") if isinstance(choices[0], dict) else None
    if not isinstance(message, dict) or not isinstance(message.get("content"), (str, type(None))):
        raise _PassingError(f"an answer whose first choice has no message: {said(answer)}")
    message.setdefault("content", None)
    return content


def said(answer: httpx.Response) -> str:
    """What an answer says, in at most 200 characters of one line: JSON's error, HTML's title, plain text as it is."""
    kind = answer.headers.get("Content-Type", "")
    try:
        content = answer.json()
    except ValueError:
        pass  # no JSON: HTML, text or bytes, told below
    else:
        error = content.get("error", content) if isinstance(content, dict) else content
        return _short(str(error.get("message", error) if isinstance(error, dict) else error))
    text = answer.content.decode("utf-8", errors="replace")
    if "\ufffd" in text or "\0" in text:
        return f"{len(answer.content)} bytes that are no text"
    if "html" in kind or text.lstrip()[:1] == "<":
        title = _TITLE.search(text)
        return f"an HTML page ({_short(title[1] if title else _MARKUP.sub(' ', text))!r})"
    return _short(text) or "nothing"


def _short(text: str) -> str:
    return " ".join(text.split())[:_MOST_SAID]
